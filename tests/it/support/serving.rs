//! A server of a test's own, in this process, on loopback.

use super::filing::TODAY;
use madoguchi::server::ledger::LedgerKey;
use madoguchi::server::{Error, Options, run_until};
use madoguchi::sync::Client;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;
use tempfile::TempDir;
use tokio::sync::oneshot;

pub const KEY: [u8; 32] = [0x5a; 32];

/// A running server; stopped and drained on drop.
pub struct Serving {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), Error>>>,
    folder: Option<TempDir>,
}

/// Options of a practice server on a free port.
pub fn practice(data: &Path) -> Options {
    Options {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: data.to_owned(),
        database: None,
        tls: None,
        practice: true,
        key: Some(LedgerKey::new(KEY)),
        today: Some(TODAY),
        cards: madoguchi::server::Cards::default(),
    }
}

impl Serving {
    /// A practice server in a folder of its own.
    pub fn start() -> Serving {
        let folder = tempfile::tempdir().unwrap();
        let mut serving = Serving::with(practice(folder.path())).unwrap();
        serving.folder = Some(folder);
        serving
    }

    /// Starts; the error when it cannot.
    pub fn with(options: Options) -> Result<Serving, Error> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (ready, is_ready) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let stopped = async {
                let _ = stopped.await;
            };
            run_until(options, || stopped, move |address| ready.send(address).unwrap())
        });
        match is_ready.recv() {
            Ok(address) => Ok(Serving { address, stop: Some(stop), thread: Some(thread), folder: None }),
            Err(_) => Err(thread.join().unwrap().expect_err("it ended at once")),
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn client(&self) -> Client {
        Client::new(&self.url(), "en").unwrap()
    }

    /// Folder of its ledger.
    pub fn data(&self) -> PathBuf {
        self.folder.as_ref().unwrap().path().to_owned()
    }

    /// Tells it to stop; it goes on with what is under way.
    pub fn stop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
    }

    /// Stops and waits until it ended.
    pub fn end(mut self) -> Result<(), Error> {
        self.stop();
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
