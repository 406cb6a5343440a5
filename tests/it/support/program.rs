//! The real program as processes that can be killed: a server, and the counter's commands.

use super::filing::TODAY;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_madoguchi");
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/sharma-namuna");

/// `madoguchi serve` on a port that stays the same.
pub struct Server {
    data: PathBuf,
    port: u16,
    child: Child,
}

impl Server {
    pub fn start(data: &Path) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Server { data: data.to_owned(), port, child: serve(data, port) }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// `kill -9`, and a new one on the same folder.
    pub fn kill_and_start(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = serve(&self.data, self.port);
    }

    /// SIGTERM; its exit status, and how long it took.
    pub fn terminate(mut self) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status.code(), begun.elapsed())
    }

    /// Applications in its ledger.
    pub fn applications(&self) -> usize {
        let ledger = rusqlite::Connection::open(self.data.join("ledger.db")).unwrap();
        let count: i64 = ledger.query_row("SELECT count(*) FROM application", [], |row| row.get(0)).unwrap();
        usize::try_from(count).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a server and waits until it says where it is.
fn serve(data: &Path, port: u16) -> Child {
    let mut child = Command::new(PROGRAM)
        .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--today", &TODAY.to_string(), "--data"])
        .arg(data)
        .env("RUST_LOG", "off")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    said.read_line(&mut line).unwrap();
    if !line.starts_with("http://") {
        said.read_to_string(&mut line).unwrap();
        panic!("the server does not start: {line}");
    }
    // Goes on reading, so that it can go on speaking.
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    child
}

/// The counter's commands on a data folder.
pub struct Counter {
    data: PathBuf,
    server: String,
}

impl Counter {
    pub fn start(data: &Path, server: &str) -> Counter {
        let counter = Counter::at(data, server);
        counter.done(&["staff", "add", "Sato"]);
        counter
    }

    /// On a data folder that is there, filing with a server.
    pub fn at(data: &Path, server: &str) -> Counter {
        Counter { data: data.to_owned(), server: server.to_owned() }
    }

    /// A sample case, ready to be sent; its id.
    pub fn new_case(&self) -> String {
        let status = "技術・人文知識・国際業務";
        let id = self.done(&["case", "new", "extension", "--status", status])["id"].as_str().unwrap().to_owned();
        let answers = std::fs::read(format!("{SAMPLE}/answers.txt")).unwrap();
        let mut child = self.command(&["case", "set", &id, "-"]).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(&answers).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for line in std::fs::read_to_string(format!("{SAMPLE}/attachments.txt")).unwrap().lines() {
            let (name, kind) = line.split_once(' ').unwrap();
            self.done(&["case", "attach", &id, &format!("{SAMPLE}/{name}"), "--as", kind]);
        }
        id
    }

    /// Submits to the end; the receipt.
    pub fn submit(&self, id: &str) -> Value {
        let said = self.done(&["case", "submit", id, "--wait"]);
        assert!(said["receipt"]["number"].is_string(), "{said}");
        said["receipt"].clone()
    }

    /// Submits, and kills it after a while; the receipt when it was faster.
    pub fn submit_and_kill(&self, id: &str, after: Duration) -> Option<Value> {
        let mut child = self.command(&["case", "submit", id, "--wait"]).spawn().unwrap();
        let begun = Instant::now();
        while begun.elapsed() < after && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        if !output.status.success() {
            // Killed, not failed.
            assert_eq!(output.status.code(), None, "{}", String::from_utf8_lossy(&output.stderr));
            return None;
        }
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        Some(said["receipt"].clone())
    }

    pub fn done(&self, arguments: &[&str]) -> Value {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap_or_default()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).args(["--json", "--today", &TODAY.to_string(), "--server", &self.server, "--data"]);
        command.arg(&self.data).env("MADOGUCHI_PASSPHRASE", "correct horse");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}
