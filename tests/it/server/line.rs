//! Lines that break, and servers that are not to be trusted.

use crate::support::filing::{Filing, filing, sha256};
use crate::support::proxy::Proxy;
use crate::support::serving::Serving;
use axum::Json;
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use madoguchi::sign::ServerKey;
use madoguchi::sync::{Client, Error};
use madoguchi::wire::{Applied, Identity, Receipt, ReceivedFile, SignedReceipt};

async fn sent_through(server: &Serving, filing: &Filing, cuts: &[usize]) -> (u64, usize) {
    let pinned = server.client().identity().await.unwrap().certificate;
    let proxy = Proxy::cutting(server.address, cuts);
    let client = Client::new(&proxy.url(), "en").unwrap();
    let mut shelf = filing.shelf();
    let signed = client.send(&filing.job(), &pinned, &mut shelf).await.unwrap();
    assert_eq!(signed.receipt.case, filing.case.id);
    for file in &filing.case.attachments {
        let told: Vec<u64> =
            shelf.confirmed.iter().filter(|(sha256, _)| *sha256 == file.sha256).map(|(_, sent)| *sent).collect();
        assert!(told.is_sorted(), "what was confirmed is never taken back: {told:?}");
        assert_eq!(told.last(), Some(&file.size));
    }
    (shelf.read, proxy.cuts())
}

#[tokio::test]
async fn a_cut_anywhere_costs_only_what_was_on_the_line() {
    let server = Serving::start();
    // In the form's headers, in the form, in an upload's headers, in files, once right after a piece.
    for cuts in [vec![10], vec![2_000], vec![9_000], vec![60_000], vec![400_000, 300_000], vec![100_000; 9]] {
        let filing = filing([50_000, 300_000, 700_000]);
        let (read, made) = sent_through(&server, &filing, &cuts).await;
        assert_eq!(made, cuts.len(), "{cuts:?}");
        // A piece under way when the line was cut is read again, but for what of it arrived.
        let again = read - filing.bytes();
        assert!(again <= cuts.len() as u64 * 1_048_576, "{cuts:?}: {again} bytes again");
    }
}

#[tokio::test]
async fn bytes_that_arrived_before_a_cut_are_kept() {
    let server = Serving::start();
    let filing = filing([200_000, 10, 10]);
    let pinned = server.client().identity().await.unwrap().certificate;
    // The form is sent directly, so that the proxy's budget is the file's alone.
    let http = reqwest::Client::new();
    let apply = || http.post(server.at("/v1/apply")).header("idempotency-key", filing.key()).body(filing.xml()).send();
    apply().await.unwrap();
    let response = super::files::begin(&http, &server, &filing, 1, 0).await;
    let place = response.headers()["location"].to_str().unwrap().to_owned();
    let proxy = Proxy::cutting(server.address, &[100_000]);
    let patch = http
        .patch(format!("{}{place}", proxy.url()))
        .header("tus-resumable", "1.0.0")
        .header("upload-offset", 0)
        .header("content-type", "application/offset+octet-stream")
        .body(filing.files[&filing.case.attachments[1].sha256].clone());
    assert!(patch.send().await.is_err());
    let head = || http.head(server.at(&place)).header("tus-resumable", "1.0.0").send();
    let mut offset = 0;
    for _ in 0..200 {
        offset = head().await.unwrap().headers()["upload-offset"].to_str().unwrap().parse::<u64>().unwrap();
        if offset > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert!((90_000..100_000).contains(&offset), "{offset}");
    let mut shelf = filing.shelf();
    server.client().send(&filing.job(), &pinned, &mut shelf).await.unwrap();
    assert_eq!(shelf.read, filing.bytes() - offset);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable_and_tried_only_a_few_times() {
    let filing = filing([1, 2, 3]);
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::new(&format!("http://{gone}"), "en").unwrap();
    assert!(matches!(client.identity().await, Err(Error::Unreachable(_))));
    let pinned = ServerKey::generate("gone", Timestamp::now()).unwrap().certificate_pem().unwrap();
    let sent = client.send(&filing.job(), &pinned, &mut filing.shelf()).await;
    assert!(matches!(sent, Err(Error::Unreachable(_))));
}

#[tokio::test]
async fn nothing_is_sent_to_a_server_whose_certificate_is_not_the_pinned_one() {
    let server = Serving::start();
    let filing = filing([1, 2, 3]);
    let proxy = Proxy::cutting(server.address, &[]);
    let client = Client::new(&proxy.url(), "en").unwrap();
    let pinned = ServerKey::generate("other", Timestamp::now()).unwrap().certificate_pem().unwrap();
    let sent = client.send(&filing.job(), &pinned, &mut filing.shelf()).await;
    assert!(matches!(sent, Err(Error::OtherServer)), "{sent:?}");
    let receipt = receipt(&filing);
    assert!(matches!(client.status(&receipt, &pinned).await, Err(Error::OtherServer)));
    // Twice the question who it is, and nothing else: neither the form nor a file nor the number.
    assert!(proxy.sent() < 700, "{} bytes", proxy.sent());
    let ledger = rusqlite::Connection::open(server.data().join("ledger.db")).unwrap();
    ledger.pragma_update(None, "key", format!("x'{}'", "5a".repeat(32))).unwrap();
    let kept: i64 = ledger.query_row("SELECT count(*) FROM form", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn who_the_server_is_costs_one_short_question() {
    let server = Serving::start();
    let filing = filing([1, 2, 3]);
    let pinned = server.client().identity().await.unwrap().certificate;
    let proxy = Proxy::cutting(server.address, &[]);
    let client = Client::new(&proxy.url(), "en").unwrap();
    client.send(&filing.job(), &pinned, &mut filing.shelf()).await.unwrap();
    let http = reqwest::Client::new();
    let tag = format!("\"{}\"", madoguchi::sign::fingerprint(&pinned).unwrap());
    let same = http.get(server.at("/v1/identity")).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!((same.status().as_u16(), same.headers()["etag"].to_str().unwrap()), (304, tag.as_str()));
    assert!(same.bytes().await.unwrap().is_empty());
    let other = http.get(server.at("/v1/identity")).header("if-none-match", "\"aa\"").send().await.unwrap();
    assert_eq!(other.status(), 200);
}

#[tokio::test]
async fn a_server_that_changes_while_a_case_is_sent_gets_nothing_more() {
    let (first, second) = (Serving::start(), Serving::start());
    let filing = filing([400_000, 2, 3]);
    let pinned = first.client().identity().await.unwrap().certificate;
    // The line breaks in the first file, and then another server stands there.
    let proxy = Proxy::turning(first.address, 150_000, second.address);
    let client = Client::new(&proxy.url(), "en").unwrap();
    let sent = client.send(&filing.job(), &pinned, &mut filing.shelf()).await;
    assert!(matches!(sent, Err(Error::OtherServer)), "{sent:?}");
    assert!(proxy.sent() < 151_000, "{} bytes", proxy.sent());
}

#[tokio::test]
async fn what_is_no_madoguchi_server_is_told_so() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let pinned = ServerKey::generate("other", Timestamp::now()).unwrap().certificate_pem().unwrap();
    let page = || async { axum::response::Html("<title>Welcome to the network</title>") };
    let moved = || async { axum::response::Redirect::temporary("/login") };
    let unmodified = || async { axum::http::StatusCode::NOT_MODIFIED };
    let nowhere = axum::Router::new();
    let routers = [
        nowhere.clone(),
        nowhere.clone().fallback(page),
        nowhere.clone().fallback(moved),
        nowhere.fallback(unmodified),
    ];
    for router in routers {
        let client = Client::new(&serve(router).await, "en").unwrap();
        assert!(matches!(client.identity().await, Err(Error::NotMadoguchi)));
        let filing = filing([1, 2, 3]);
        let sent = client.send(&filing.job(), &pinned, &mut filing.shelf()).await;
        assert!(matches!(sent, Err(Error::NotMadoguchi)), "{sent:?}");
        assert!(matches!(client.status(&receipt(&filing), &pinned).await, Err(Error::NotMadoguchi)));
    }
}

/// A server with a good key that answers every application with the same receipt.
async fn liar(filing: &Filing, change: impl Fn(&mut Receipt)) -> (String, String) {
    let key = ServerKey::generate("liar", Timestamp::now()).unwrap();
    let pem = key.certificate_pem().unwrap();
    let mut receipt = receipt(filing);
    change(&mut receipt);
    let signature = key.sign(&serde_json::to_vec(&receipt).unwrap(), Timestamp::now()).unwrap();
    let signed = SignedReceipt { receipt, signature: STANDARD.encode(signature) };
    let applied = Applied::Received { receipt: Box::new(signed) };
    let identity = Identity { name: "liar".into(), practice: true, certificate: pem.clone() };
    let router = axum::Router::new()
        .route("/v1/identity", get(move || async move { Json(identity) }))
        .route("/v1/apply", post(move || async move { Json(applied) }));
    (serve(router).await, pem)
}

async fn serve(router: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

fn receipt(filing: &Filing) -> Receipt {
    Receipt {
        number: "P-2026-11-000001".into(),
        time: Timestamp::now(),
        case: filing.case.id,
        revision: 1,
        sha256: sha256(&filing.xml()),
        files: filing.case.attachments.iter().map(received).collect(),
        form: String::new(),
        practice: true,
        office: None,
    }
}

fn received(file: &madoguchi::case::Attachment) -> ReceivedFile {
    let (name, kind) = (file.name.clone(), file.kind.clone());
    ReceivedFile { name, kind, sha256: file.sha256.clone(), size: file.size }
}

#[tokio::test]
async fn a_well_signed_receipt_for_something_else_is_not_believed() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let filing = filing([1, 2, 3]);
    let believed = async |change: fn(&mut Receipt)| {
        let (url, pem) = liar(&filing, change).await;
        let client = Client::new(&url, "en").unwrap();
        client.send(&filing.job(), &pem, &mut filing.shelf()).await
    };
    assert!(believed(|_| ()).await.is_ok());
    let lies: [fn(&mut Receipt); 4] = [
        |receipt| receipt.case = uuid::Uuid::now_v7(),
        |receipt| receipt.revision = 2,
        |receipt| receipt.sha256 = sha256(b"other"),
        |receipt| drop(receipt.files.pop()),
    ];
    for lie in lies {
        assert!(matches!(believed(lie).await, Err(Error::BadReceipt)));
    }
}
