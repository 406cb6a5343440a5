//! The commands, by the real program.

mod asking;
mod card;
mod cases;
mod clients;
mod editions;
mod filing;
mod inputs;
mod law;
mod official;
mod outside;
mod servers;
mod together;

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const STATUS: &str = "技術・人文知識・国際業務";
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/nguyen-van-mau");

/// A data folder with a staff member, and commands on it.
struct Counter {
    folder: TempDir,
    passphrase: &'static str,
}

/// What a command answered.
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Said {
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Said {
    /// The document, after making sure of the exit code.
    fn json(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }

    /// The `error` object of a document.
    fn error(&self, code: i32) -> Value {
        let document = self.json(code);
        for key in ["code", "message", "hint", "problems"] {
            assert!(document["error"].get(key).is_some(), "no {key} in {document}");
        }
        document["error"].clone()
    }
}

/// The program without the surroundings of whoever runs the tests.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    command.env_clear().env("LC_ALL", "C");
    command
}

impl Counter {
    /// With staff member Sato.
    fn new() -> Counter {
        let counter = Counter { folder: tempfile::tempdir().unwrap(), passphrase: "correct horse" };
        assert_eq!(counter.run(&["staff", "add", "Sato"]).code, 0);
        counter
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = program();
        command.env("MADOGUCHI_PASSPHRASE", self.passphrase).arg("--data").arg(self.data()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Said {
        self.command(args).output().unwrap().into()
    }

    fn given(&self, args: &[&str], stdin: impl Into<Vec<u8>>) -> Said {
        self.command(args).write_stdin(stdin).output().unwrap().into()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn place(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// A new, empty case.
    fn case(&self) -> String {
        let made = self.run(&["case", "new", "extension", "--status", STATUS, "--json"]).json(0);
        made["id"].as_str().unwrap().to_owned()
    }

    /// A case with everything needed to file.
    fn whole(&self) -> String {
        let id = self.case();
        let answers = std::fs::read(Path::new(SAMPLE).join("answers.txt")).unwrap();
        assert_eq!(self.given(&["case", "set", &id, "-"], answers).code, 0);
        for (file, kind) in attachments() {
            assert_eq!(self.run(&["case", "attach", &id, &file, "--as", &kind]).code, 0, "{file}");
        }
        id
    }
}

/// Files of the sample, with their kind.
fn attachments() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(Path::new(SAMPLE).join("attachments.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let files = lines.filter_map(|line| line.split_once(' '));
    files.map(|(name, kind)| (format!("{SAMPLE}/{name}"), kind.trim().to_owned())).collect()
}
