//! A server over its life: health, description, restart, stop.

use crate::support::filing::filing;
use crate::support::serving::{KEY, Serving, practice};
use madoguchi::server::ledger::{self, LedgerKey};
use madoguchi::server::{Error, Options, Tls};
use madoguchi::wire::Identity;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

#[tokio::test]
async fn health_and_description() {
    let server = Serving::start();
    for path in ["/healthz", "/readyz"] {
        let response = reqwest::get(server.at(path)).await.unwrap();
        assert_eq!((response.status().as_u16(), response.text().await.unwrap().as_str()), (200, "ok\n"));
    }
    let document: serde_json::Value = reqwest::get(server.at("/v1/openapi.json")).await.unwrap().json().await.unwrap();
    let paths: Vec<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    for path in [
        "/v1/check",
        "/v1/apply",
        "/v1/apply/{number}",
        "/v1/apply/{number}/receipt",
        "/v1/apply/{number}/filed",
        "/v1/identity",
        "/v1/files",
        "/v1/files/{upload}",
        "/healthz",
        "/readyz",
    ] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
    let methods: Vec<&str> =
        document["paths"]["/v1/files/{upload}"].as_object().unwrap().keys().map(String::as_str).collect();
    for method in ["head", "patch", "delete", "post"] {
        assert!(methods.contains(&method), "{method} in {methods:?}");
    }
}

#[tokio::test]
async fn a_restart_keeps_key_receipts_and_half_sent_files() {
    let folder = tempfile::tempdir().unwrap();
    let server = Serving::with(practice(folder.path())).unwrap();
    let (filed, half) = (filing([10, 20, 30]), filing([90_000, 20, 30]));
    let before = server.client().identity().await.unwrap();
    let receipt = server.client().send(&filed.job(), &before.certificate, &mut filed.shelf()).await.unwrap();
    let http = reqwest::Client::new();
    let apply = http.post(server.at("/v1/apply")).header("idempotency-key", half.key()).body(half.xml());
    apply.send().await.unwrap();
    assert_eq!(super::files::begin(&http, &server, &half, 1, 70_000).await.status(), 201);
    drop(http);
    server.end().unwrap();

    let server = Serving::with(practice(folder.path())).unwrap();
    assert_eq!(server.client().identity().await.unwrap(), before);
    assert_eq!(server.client().send(&filed.job(), &before.certificate, &mut filed.shelf()).await.unwrap(), receipt);
    let mut shelf = half.shelf();
    let next = server.client().send(&half.job(), &before.certificate, &mut shelf).await.unwrap();
    assert_eq!(shelf.read, half.bytes() - 70_000);
    assert!(next.receipt.number.ends_with("-000002"));
}

#[test]
fn one_server_per_ledger_and_the_right_key() {
    let folder = tempfile::tempdir().unwrap();
    let server = Serving::with(practice(folder.path())).unwrap();
    let url = format!("sqlite:{}", folder.path().join("ledger.db").display());
    assert!(matches!(ledger::open(&url, Some(&LedgerKey::new(KEY))), Err(ledger::Error::InUse)));
    server.end().unwrap();
    let other = Options { key: Some(LedgerKey::new([1; 32])), ..practice(folder.path()) };
    assert!(matches!(Serving::with(other), Err(Error::Ledger(ledger::Error::WrongKey))));
    assert!(matches!(Serving::with(Options { key: None, ..practice(folder.path()) }), Err(Error::NoKey)));
    let elsewhere = Options { database: Some("postgres://x/y".into()), ..practice(folder.path()) };
    assert!(matches!(Serving::with(elsewhere), Err(Error::Ledger(ledger::Error::Scheme(_)))));
    Serving::with(practice(folder.path())).unwrap().end().unwrap();
}

#[test]
fn the_ledger_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("server");
    let options = Options { practice: false, key: None, ..practice(&data) };
    let server = Serving::with(options).unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for entry in std::fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    drop(server);
}

#[tokio::test]
async fn a_standing_server_says_nothing_of_practice() {
    let folder = tempfile::tempdir().unwrap();
    let server = Serving::with(Options { practice: false, key: None, ..practice(folder.path()) }).unwrap();
    let response = reqwest::get(server.at("/v1/identity")).await.unwrap();
    assert!(!response.headers().contains_key("madoguchi-practice"));
    assert!(!response.json::<Identity>().await.unwrap().practice);
    let filing = filing([1, 2, 3]);
    let pinned = server.client().identity().await.unwrap().certificate;
    let signed = server.client().send(&filing.job(), &pinned, &mut filing.shelf()).await.unwrap();
    assert!(signed.receipt.number.starts_with("M-") && !signed.receipt.practice);
}

/// A request whose body is still coming when the server is told to stop.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_under_way_is_finished_before_it_ends() {
    let mut server = Serving::start();
    let filing = filing([1, 2, 3]);
    let (xml, key, address) = (filing.xml(), filing.key(), server.address);
    let mut slow = TcpStream::connect(address).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(9))).unwrap();
    let head = format!(
        "POST /v1/apply HTTP/1.1\r\nhost: {address}\r\nidempotency-key: {key}\r\ncontent-length: {}\r\n\r\n",
        xml.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    slow.write_all(&xml[..xml.len() / 2]).unwrap();
    // An answer on another connection shows that the server has seen the first half.
    reqwest::get(server.at("/healthz")).await.unwrap();
    server.stop();
    while TcpStream::connect(address).is_ok() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    slow.write_all(&xml[xml.len() / 2..]).unwrap();
    let mut answer = String::new();
    let _ = slow.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("files-wanted"), "{answer}");
    server.end().unwrap();
}

#[tokio::test]
async fn tls_with_a_certificate_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-config",
            "/dev/null",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
        ])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let (certificate, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    let pem = std::fs::read(&certificate).unwrap();
    let tls = Some(Tls { certificate, key });
    let server = Serving::with(Options { tls, ..practice(&folder.path().join("data")) }).unwrap();
    let root = reqwest::Certificate::from_pem(&pem).unwrap();
    let http = reqwest::Client::builder().tls_certs_only([root]).build().unwrap();
    let url = format!("https://localhost:{}/v1/identity", server.address.port());
    let response = http.get(url).send().await.unwrap();
    assert_eq!(response.version(), reqwest::Version::HTTP_2);
    assert!(response.json::<Identity>().await.unwrap().practice);
    let missing = Tls { certificate: "/nonexistent".into(), key: "/nonexistent".into() };
    let refused = Serving::with(Options { tls: Some(missing), ..practice(&folder.path().join("other")) });
    assert!(matches!(refused, Err(Error::Tls(_))));
}

#[test]
fn sigterm_ends_the_program_with_0() {
    let folder = tempfile::tempdir().unwrap();
    let server = crate::support::program::Server::start(folder.path());
    let idle = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    let (code, _) = server.terminate();
    assert_eq!(code, Some(0));
    drop(idle);
}

/// Whoever reads the address may end the server with the next call, even before it takes its first connection.
#[test]
fn sigterm_right_after_the_address_is_told_ends_it_with_0() {
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..10 {
        let (code, _) = crate::support::program::Server::start(folder.path()).terminate();
        assert_eq!(code, Some(0));
    }
}

/// Two counters ask for the practice server of one folder at once.
#[test]
fn one_practice_server_per_folder_found_by_all() {
    use madoguchi::server::practice::start_or_find;
    let folder = tempfile::tempdir().unwrap();
    let exe = std::path::Path::new(env!("CARGO_BIN_EXE_madoguchi"));
    let start = || start_or_find(folder.path(), &KEY, exe).unwrap();
    let (one, other) = std::thread::scope(|scope| {
        let (one, other) = (scope.spawn(start), scope.spawn(start));
        (one.join().unwrap(), other.join().unwrap())
    });
    assert_eq!(one, other);
    assert_eq!(start(), one);
    let pid = practice_pid(folder.path());
    let arguments = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap();
    let environment = std::fs::read_to_string(format!("/proc/{pid}/environ")).unwrap();
    for shown in [arguments, environment] {
        assert!(!shown.contains(&"5a".repeat(8)), "the key is seen by other users");
    }
    // Killed, it is started again with what it had.
    assert!(Command::new("kill").args(["-9", &pid]).status().unwrap().success());
    while start() == one {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-TERM", &practice_pid(folder.path())]).status().unwrap().success());
}

/// The process that serves a practice folder.
fn practice_pid(data: &std::path::Path) -> String {
    let folder = data.join("practice").display().to_string();
    let processes = std::fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.file_name());
    let serving = processes.filter_map(|name| name.into_string().ok()).find(|pid| {
        let arguments = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        arguments.split('\0').any(|argument| argument == folder) && arguments.contains("--practice")
    });
    serving.unwrap()
}
