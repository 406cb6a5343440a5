//! Server and counter killed at any moment while sending: one application each, and the receipts are equal.

use crate::support::filing::{Filing, filing};
use crate::support::program::{Counter, Server};
use madoguchi::sync::Client;
use madoguchi::wire::SignedReceipt;
use rand::Rng;
use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Kills of either side, at the least.
const KILLS: usize = 50;

/// Cases that must get through between kills of the server, however slow the machine is.
const FILED: usize = 6;

/// The server is killed again and again while one case after the other is sent to it.
#[test]
fn a_server_killed_at_any_moment_loses_nothing_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(folder.path());
    let kills = AtomicUsize::new(0);
    let url = server.url();
    let filed = std::thread::scope(|scope| {
        let sender = scope.spawn(|| file_while_killed(&url, &kills));
        while !sender.is_finished() {
            std::thread::sleep(Duration::from_millis(rand::rng().random_range(5..250)));
            server.kill_and_start();
            kills.fetch_add(1, Ordering::SeqCst);
        }
        sender.join().unwrap()
    });
    let pinned = pinned(&server.url());
    for (filing, receipt) in &filed {
        assert_eq!(send(&server.url(), &pinned, filing), *receipt, "a repeat gives the same receipt");
    }
    let numbers: HashSet<&str> = filed.iter().map(|(_, signed)| signed.receipt.number.as_str()).collect();
    assert_eq!(numbers.len(), filed.len());
    assert_eq!(server.applications(), filed.len());
}

/// Files case after case, each until its receipt, whatever breaks on the way.
fn file_while_killed(url: &str, kills: &AtomicUsize) -> Vec<(Filing, SignedReceipt)> {
    let pinned = pinned(url);
    let mut filed = Vec::new();
    while kills.load(Ordering::SeqCst) < KILLS || filed.len() < FILED {
        let filing = filing([20_000, 100_000, 400_000]);
        let receipt = send(url, &pinned, &filing);
        filed.push((filing, receipt));
    }
    filed
}

fn send(url: &str, pinned: &str, filing: &Filing) -> SignedReceipt {
    retried(|client| async move { client.send(&filing.job(), pinned, &mut filing.shelf()).await }, url)
}

fn pinned(url: &str) -> String {
    retried(|client| async move { client.identity().await }, url).certificate
}

/// As the outbox does: the same again, as long as the error is a passing one.
fn retried<T, F>(send: impl Fn(Client) -> F, url: &str) -> T
where
    F: Future<Output = Result<T, madoguchi::sync::Error>>,
{
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let begun = Instant::now();
    loop {
        let client = Client::new(url, "en").unwrap();
        match runtime.block_on(send(client)) {
            Ok(sent) => return sent,
            Err(error) => assert!(error.is_passing() && begun.elapsed() < Duration::from_secs(60), "{error}"),
        }
    }
}

/// `case submit --wait` is killed again and again; whenever it says a receipt, it is the same one.
#[test]
fn a_counter_killed_at_any_moment_files_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("server"));
    let counter = Counter::start(&folder.path().join("counter"), &server.url());
    let (mut kills, mut filed) = (0, 0);
    while kills < KILLS {
        let id = counter.new_case();
        let receipt = loop {
            let patience = Duration::from_millis(rand::rng().random_range(1..600));
            match counter.submit_and_kill(&id, patience) {
                Some(receipt) => break receipt,
                None => kills += 1,
            }
            if kills >= KILLS {
                break counter.submit(&id);
            }
        };
        filed += 1;
        assert_eq!(counter.submit(&id), receipt, "a second submit says the same receipt");
        assert_eq!(server.applications(), filed);
    }
}
