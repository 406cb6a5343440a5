//! The practice server of a data folder: at most one, a process of its own, found again by the next counter.
//!
//! `serving` in its folder is locked for as long as one runs, `address` says where. `starting` is locked while one is started, so
//! that two counters do not start two. It ends itself when nobody asked it anything for a while.

use super::app::Shared;
use super::ledger::LedgerKey;
use axum_server::Handle;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// A practice server nobody asks anything for this long ends itself.
const IDLE: Duration = Duration::from_secs(600);
/// Longest a start is waited for.
const START: Duration = Duration::from_secs(10);
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// How often a running server looks whether it is still needed.
const LOOK_IDLE_EVERY: Duration = Duration::from_secs(15);

/// A practice server could not be found or started.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the practice server's folder cannot be used: {0}")]
    Folder(io::Error),
    #[error("the practice server cannot be started: {0}")]
    Start(io::Error),
    #[error("the practice server ended at once: {0}")]
    Ended(String),
    #[error("the practice server does not answer")]
    Silent,
}

/// The URL of the practice server of a data folder, which is started when none runs: `exe serve --practice --data
/// <data>/practice --listen 127.0.0.1:0`, with the key as a hex line on standard input.
///
/// # Errors
/// [`Error`]
pub fn start_or_find(data: &Path, key: &[u8; 32], exe: &Path) -> Result<String, Error> {
    let folder = data.join("practice");
    DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(Error::Folder)?;
    if let Some(url) = find(&folder) {
        return Ok(url);
    }
    let starting = private(&folder.join("starting")).map_err(Error::Folder)?;
    starting.lock().map_err(Error::Folder)?;
    // Another counter may have started it while this one waited for the lock.
    if let Some(url) = find(&folder) {
        return Ok(url);
    }
    let log = private(&folder.join("server.log")).and_then(|log| log.set_len(0).map(|()| log));
    let child = spawn(exe, &folder, key, log.map_err(Error::Folder)?).map_err(Error::Start)?;
    await_start(child, &folder)
}

/// Reads a key as the practice server is given it: 64 hex digits and a line end.
///
/// # Errors
/// Anything else.
pub fn read_key(input: &mut impl Read) -> io::Result<LedgerKey> {
    let mut text = Zeroizing::new([0_u8; 65]);
    input.read_exact(text.as_mut_slice())?;
    let mut key = Zeroizing::new([0_u8; 32]);
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    for (byte, pair) in key.iter_mut().zip(text.chunks_exact(2)) {
        let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "not a key"));
        };
        *byte = high << 4 | low;
    }
    Ok(key)
}

fn spawn(exe: &Path, folder: &Path, key: &[u8; 32], log: File) -> io::Result<Child> {
    let mut child = Command::new(exe)
        .args(["serve", "--practice", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .env_remove("MADOGUCHI_PASSPHRASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(log)
        .current_dir("/")
        // Ctrl-C at the counter must not end it in the middle of another counter's submission.
        .process_group(0)
        .spawn()?;
    let mut line = Zeroizing::new(String::with_capacity(65));
    for byte in key {
        use std::fmt::Write as _;
        let _ = write!(line, "{byte:02x}");
    }
    line.push('\n');
    if let Some(mut input) = child.stdin.take() {
        // A child that ended already is told from its log.
        let _ = input.write_all(line.as_bytes());
    }
    Ok(child)
}

fn await_start(mut child: Child, folder: &Path) -> Result<String, Error> {
    let begun = Instant::now();
    while begun.elapsed() < START {
        if let Some(url) = find(folder) {
            // Waits for it, so that no dead process is left while this one lives.
            std::thread::spawn(move || child.wait());
            return Ok(url);
        }
        if child.try_wait().map_err(Error::Start)?.is_some() {
            let log = std::fs::read_to_string(folder.join("server.log")).unwrap_or_default();
            return Err(Error::Ended(log.lines().last().unwrap_or_default().to_owned()));
        }
        std::thread::sleep(LOOK_EVERY);
    }
    let _ = child.kill();
    let _ = child.wait();
    Err(Error::Silent)
}

/// The practice server that runs in a folder, if it answers.
fn find(folder: &Path) -> Option<String> {
    let serving = private(&folder.join("serving")).ok()?;
    if !matches!(serving.try_lock(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    let address: SocketAddr = std::fs::read_to_string(folder.join("address")).ok()?.trim().parse().ok()?;
    answers(address).ok().filter(|is_practice| *is_practice).map(|_| format!("http://{address}"))
}

/// Asks `/healthz`, and whether it is a practice server.
fn answers(address: SocketAddr) -> io::Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    stream.write_all(format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    let answer = answer.to_ascii_lowercase();
    Ok(answer.starts_with("http/1.1 200") && answer.contains("madoguchi-practice: true"))
}

/// Opens a file only its owner can read, made when missing.
fn private(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(path)
}

/// What a running practice server holds of its folder; given up when it ends.
pub(super) struct Post {
    folder: PathBuf,
    _serving: File,
}

impl Post {
    /// Takes the folder.
    ///
    /// # Errors
    /// Another practice server runs in it.
    pub(super) fn take(folder: &Path) -> io::Result<Post> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let _ = std::fs::remove_file(folder.join("address"));
        let serving = private(&folder.join("serving"))?;
        let begun = Instant::now();
        loop {
            match serving.try_lock() {
                Ok(()) => return Ok(Post { folder: folder.to_owned(), _serving: serving }),
                // Somebody may just be looking whether it is locked.
                Err(TryLockError::WouldBlock) if begun.elapsed() < Duration::from_secs(1) => {
                    std::thread::sleep(LOOK_EVERY);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Says where it answers.
    ///
    /// # Errors
    /// Storage.
    pub(super) fn address(&self, address: SocketAddr) -> io::Result<()> {
        let fresh = self.folder.join("address.new");
        let mut file = private(&fresh)?;
        file.set_len(0)?;
        file.write_all(address.to_string().as_bytes())?;
        std::fs::rename(fresh, self.folder.join("address"))
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(self.folder.join("address"));
    }
}

/// Lets the server drain once nobody asked it anything for a while, or its folder was removed.
pub(super) async fn end_when_idle(app: Shared, address: PathBuf, handle: Handle<SocketAddr>) {
    while tokio::time::Instant::now() < app.last_request.last() + IDLE && address.exists() {
        tokio::time::sleep(LOOK_IDLE_EVERY).await;
    }
    tracing::info!("no longer needed");
    handle.graceful_shutdown(Some(Duration::from_secs(1)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_line_of_hex() {
        let line = format!("{}\n", "0f".repeat(32));
        assert_eq!(*read_key(&mut line.as_bytes()).unwrap(), [0x0f; 32]);
        for bad in ["", "0f0f\n", &"0g".repeat(33), &"0f".repeat(32)] {
            assert!(read_key(&mut bad.as_bytes()).is_err());
        }
    }

    #[test]
    fn one_server_holds_the_folder_and_says_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let post = Post::take(folder.path()).unwrap();
        post.address("127.0.0.1:9".parse().unwrap()).unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("address")).unwrap(), "127.0.0.1:9");
        // Locked, but nothing answers there: not found.
        assert_eq!(find(folder.path()), None);
        drop(post);
        assert!(!folder.path().join("address").exists());
        assert!(Post::take(folder.path()).is_ok());
    }
}
