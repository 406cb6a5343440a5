//! A line that breaks: a TCP proxy that cuts connections after so many bytes from the client.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A proxy to one server; ends with the test.
pub struct Proxy {
    pub address: SocketAddr,
    cuts: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
}

impl Proxy {
    /// Each entry is the number of bytes from the client after which a connection is cut, the first for the first connection;
    /// when they are used up nothing is cut any more.
    pub fn cutting(server: SocketAddr, after: &[usize]) -> Proxy {
        Proxy::between(server, after, server)
    }

    /// The first connection is cut after so many bytes from the client, and every later one goes to another server.
    pub fn turning(first: SocketAddr, after: usize, then: SocketAddr) -> Proxy {
        Proxy::between(first, &[after], then)
    }

    fn between(server: SocketAddr, after: &[usize], then: SocketAddr) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let after = Arc::new(Mutex::new(VecDeque::from(after.to_vec())));
        let cuts = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&cuts);
        let sent = Arc::new(AtomicUsize::new(0));
        let passed = Arc::clone(&sent);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let budget = after.lock().unwrap().pop_front();
                let server = if budget.is_some() { server } else { then };
                let Ok(upstream) = TcpStream::connect(server) else { continue };
                let (cuts, sent) = (Arc::clone(&counted), Arc::clone(&passed));
                std::thread::spawn(move || carry(client, upstream, budget, &cuts, &sent));
            }
        });
        Proxy { address, cuts, sent }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Bytes from the client that were passed on.
    pub fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    /// Connections cut so far.
    pub fn cuts(&self) -> usize {
        self.cuts.load(Ordering::SeqCst)
    }
}

fn carry(client: TcpStream, upstream: TcpStream, budget: Option<usize>, cuts: &AtomicUsize, sent: &AtomicUsize) {
    let (mut from, mut to) = (upstream.try_clone().unwrap(), client.try_clone().unwrap());
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
    let (mut client, mut upstream) = (client, upstream);
    let mut left = budget.unwrap_or(usize::MAX);
    let mut buffer = [0; 8192];
    loop {
        let most = left.min(buffer.len());
        match client.read(&mut buffer[..most]) {
            Ok(n) if n > 0 && upstream.write_all(&buffer[..n]).is_ok() => {
                left -= n;
                sent.fetch_add(n, Ordering::SeqCst);
            }
            _ => break,
        }
        if left == 0 {
            cuts.fetch_add(1, Ordering::SeqCst);
            break;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = upstream.shutdown(Shutdown::Both);
}
