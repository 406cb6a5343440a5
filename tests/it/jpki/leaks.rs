//! Nothing of a PIN stays: not in memory, and so in no core; not in arguments, environment, files or messages.

use super::{lay, profile};
use crate::support::program::Counter;
use crate::support::pty::Pty;
use crate::support::rig::{self, Pcscd};
use portable_pty::CommandBuilder;
use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::net::TcpListener;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A PIN no other bytes look like.
const PIN: &str = "PLUM4TREE9QX";

fn holds(bytes: &[u8], text: &str) -> bool {
    let found = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    found(text) || found(&text.to_lowercase())
}

/// Where the system tells of the process with this among its arguments; its number inside the room is another than there.
fn process(argument: &str) -> PathBuf {
    let folders = fs::read_dir("/proc").expect("processes").flatten().map(|entry| entry.path());
    let mut own = folders.filter(|folder| {
        let arguments = fs::read(folder.join("cmdline")).unwrap_or_default();
        arguments.split(|byte| *byte == 0).any(|word| word == argument.as_bytes())
    });
    own.next().expect("the process")
}

/// Everything a process has in memory that it may write to; what a core would hold.
fn memory(process: &Path) -> Vec<u8> {
    let maps = fs::read_to_string(process.join("maps")).expect("its maps");
    let mut memory = fs::File::open(process.join("mem")).expect("its memory");
    let mut all = Vec::new();
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|mode| mode.starts_with("rw"))) {
        let (from, to) = line.split(' ').next().and_then(|range| range.split_once('-')).expect("a range");
        let number = |hex| u64::from_str_radix(hex, 16).expect("an address");
        let (from, to) = (number(from), number(to));
        let mut part = vec![0; usize::try_from(to - from).expect("a length")];
        if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut part).is_ok() {
            all.extend(part);
        }
    }
    all
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn nothing_of_a_pin_stays_in_memory_files_arguments_or_messages() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let folder = tempfile::tempdir().expect("a folder");
        let card = folder.path().join("card.toml");
        let source = fs::read_to_string(profile()).expect("a profile").replace("ABC123", PIN);
        fs::write(&card, source).expect("written");
        let _card = lay(&card);
        fs::remove_file(&card).expect("removed");
        // A server that takes the connection and says nothing: the counter waits, the card has signed.
        let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", silent.local_addr().expect("an address"));
        let counter = Counter::start(&folder.path().join("data"), &url);
        let id = counter.new_case();
        let mut command = counter.command(&["case", "submit", &id, "--sign", "card", "--pin-stdin", "--wait"]);
        let mut child = command.stdin(Stdio::piped()).env("RUST_LOG", "trace").spawn().expect("the program");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(format!("{}\n", PIN.to_lowercase()).as_bytes()).expect("written");
        let connection = silent.accept().expect("it sends what was signed");
        let process = process(&id);
        let memory = memory(&process);
        let environment = fs::read(process.join("environ")).expect("its environment");
        let arguments = fs::read(process.join("cmdline")).expect("its arguments");
        child.kill().expect("ended");
        drop((connection, stdin));
        let said = child.wait_with_output().expect("ended");
        assert!(holds(&memory, &id), "the search finds what is there");
        assert!(!holds(&memory, PIN), "in memory");
        assert!(!holds(&environment, PIN) && !holds(&arguments, PIN), "beside the program");
        assert!(!holds(&said.stdout, PIN) && !holds(&said.stderr, PIN), "in what it says");
        let files = files(folder.path());
        assert!(files.len() > 1);
        for file in files {
            assert!(!holds(&fs::read(&file).expect("a file"), PIN), "in {}", file.display());
        }
    });
}

/// Runs a command where cores are wanted, without limit; it is to die in `folder`.
fn with_cores(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -c unlimited && exec \"$@\"", "sh"]).args(words).current_dir(folder);
    command
}

/// Kills a process in the way that leaves a core.
fn crash(process: u32) {
    let told = Command::new("kill").args(["-s", "ABRT", &process.to_string()]).status().expect("kill");
    assert!(told.success());
}

#[test]
fn nothing_of_a_pin_is_in_a_core() {
    let folder = tempfile::tempdir().expect("a folder");
    // The system writes cores here, as far as a limit of the program does not forbid it.
    let mut other = with_cores(folder.path(), &["sleep", "60"]).spawn().expect("sleep");
    std::thread::sleep(std::time::Duration::from_millis(200));
    crash(other.id());
    let dumped = other.wait().expect("ended").core_dumped();
    for file in files(folder.path()) {
        fs::remove_file(file).expect("removed");
    }
    // A card that thinks for long about the PIN: the 22nd command shows it.
    let card = folder.path().join("card.toml");
    let source = fs::read_to_string(profile()).expect("a profile");
    fs::write(&card, source.clone() + "\n[[fault]]\nat = 22\nslow_ms = 20000\n").expect("written");
    let program = env!("CARGO_BIN_EXE_madoguchi");
    let arguments = [program, "--practice-card", "card.toml", "card", "read", "--what", "certificates", "--pin-stdin"];
    let mut child = with_cores(folder.path(), &arguments).stdin(Stdio::piped()).spawn().expect("the program");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(format!("{}\n", PIN.to_lowercase()).as_bytes()).expect("written");
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    rig::until("the PIN before the card", || holds(&memory(&process), PIN).then_some(()));
    crash(child.id());
    let ended = child.wait().expect("ended");
    assert_eq!((ended.signal(), ended.core_dumped()), (Some(6), false), "cores written here otherwise: {dumped}");
    assert_eq!(files(folder.path()), std::slice::from_ref(&card));
    // At the counter, while it is typed.
    fs::write(&card, source).expect("written");
    let data = tempfile::tempdir().expect("a folder");
    let mut words = CommandBuilder::new("sh");
    words.args([
        "-c",
        "ulimit -c unlimited && exec \"$@\"",
        "sh",
        program,
        "--practice",
        "--practice-card",
        "card.toml",
    ]);
    words.cwd(folder.path());
    words.env("TERM", "xterm-256color");
    words.env("MADOGUCHI_DATA", data.path().join("data"));
    words.env("MADOGUCHI_LANG", "en");
    let mut counter = Pty::spawn(words, 100, 30);
    counter.wait_for("passphrase is");
    counter.keys("practice<enter>");
    counter.wait_for("My Number card");
    counter.keys("<f3>");
    counter.wait_for("Tries left: 3");
    counter.keys(PIN);
    let process = PathBuf::from(format!("/proc/{}", counter.process()));
    rig::until("the PIN typed", || holds(&memory(&process), PIN).then_some(()));
    counter.signal("ABRT");
    assert_eq!(files(folder.path()), [card], "no core");
    for file in files(data.path()) {
        assert!(!holds(&fs::read(&file).expect("a file"), PIN), "in {}", file.display());
    }
}
