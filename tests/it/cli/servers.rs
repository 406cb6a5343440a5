//! Which server gets a case: the one whose certificate is pinned, and no other; and what is told of servers that are none.

use super::{Counter, Said};
use crate::support::filing::TODAY;
use crate::support::proxy::Proxy;
use crate::support::serving::{KEY, Serving, practice};
use madoguchi::card::Place;
use madoguchi::desk::{Outcome, Setup};
use madoguchi::server::Options;
use madoguchi::text::Lang;
use serde_json::json;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Rows of a table of a server's ledger.
fn rows(data: &Path, table: &str) -> i64 {
    let ledger = rusqlite::Connection::open(data.join("ledger.db")).unwrap();
    let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    ledger.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    ledger.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// A web server that is not Madoguchi: everything asked for is not found.
fn web() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut line in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let _ = line.read(&mut request);
            let page = "HTTP/1.0 404 File not found\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<p>no";
            let _ = line.write_all(page.as_bytes());
        }
    });
    address
}

impl Counter {
    fn submit(&self, server: &str, id: &str) -> Said {
        self.command(&["--server", server, "case", "submit", id, "--wait", "--timeout", "2", "--json"])
            .timeout(Duration::from_secs(60))
            .output()
            .unwrap()
            .into()
    }

    /// Takes a case of another counter in.
    fn takes_in(&self, other: &Counter, id: &str) -> Said {
        let file = other.place("case.xml");
        assert_eq!(other.run(&["case", "export", id, "-o", &file]).code, 0);
        self.run(&["case", "import", &file, "--json"])
    }
}

#[test]
fn another_server_at_the_same_address_gets_nothing_of_a_case() {
    let counter = Counter::new();
    let (first, second) = (counter.whole(), counter.whole());
    let folder = tempfile::tempdir().unwrap();
    let own = Serving::start();
    let (address, url) = (own.address, own.url());
    counter.submit(&url, &first).json(0);
    own.end().unwrap();
    let other = Serving::with(Options { listen: address, ..practice(folder.path()) }).unwrap();
    let error = counter.submit(&url, &second).error(4);
    assert_eq!(error["code"], "server-other");
    assert_eq!((rows(folder.path(), "form"), rows(folder.path(), "upload")), (0, 0), "nothing was sent");
    // It gives the numbers of another server to other cases.
    let stranger = Counter::new();
    let case = stranger.whole();
    stranger.submit(&url, &case).json(0);
    let status = counter.run(&["--server", &url, "case", "status", &first, "--json"]);
    assert_eq!(status.error(4)["code"], "server-other");
    drop(other);
}

#[test]
fn where_a_case_was_filed_is_told_when_another_server_is_asked() {
    let (counter, own, other) = (Counter::new(), Serving::start(), Serving::start());
    let id = counter.whole();
    let filed = counter.submit(&own.url(), &id).json(0);
    let number = filed["receipt"]["number"].as_str().unwrap();
    let status = |server: &[&str]| counter.run(&[server, &["case", "status", &id, "--json"]].concat());
    assert_eq!(status(&["--server", &own.url()]).json(0)["number"], number);
    let _ended = super::filing::Ended(&counter);
    for server in [&[][..], &["--server", &other.url()]] {
        let error = status(server).error(2);
        assert_eq!(error["code"], "filed-with");
        assert!(error["message"].as_str().unwrap().contains(&own.url()), "{error}");
        assert!(error["hint"].as_str().unwrap().contains(&format!("--server {}", own.url())), "{error}");
    }
    let web = format!("http://{}", web());
    let error = status(&["--server", &web]).error(3);
    assert_eq!(error["code"], "server-not-madoguchi");
    assert!(!error["message"].as_str().unwrap().contains("the case is kept and waits"), "{error}");
}

#[test]
fn what_answers_and_is_no_madoguchi_server_is_tried_no_longer_than_one_that_is_away() {
    let (counter, own) = (Counter::new(), Serving::start());
    let id = counter.whole();
    // A file came through, the line broke, and something else stands there from then on.
    let proxy = Proxy::turning(own.address, 100_000, web());
    let error = counter.submit(&proxy.url(), &id).error(3);
    assert_eq!(error["code"], "still-waiting");
    assert!(error["message"].as_str().unwrap().contains("not a Madoguchi server"), "{error}");
    let files = counter.run(&["outbox", "--json"]).json(0)["waiting"][0]["files"].clone();
    assert!(files.as_array().unwrap().iter().any(|file| file["sent"].as_u64() > Some(0)), "{files}");
    assert_eq!(counter.submit(&proxy.url(), &id).error(3)["code"], "still-waiting");
    let status = counter.run(&["case", "show", &id, "--json"]).json(0);
    assert_eq!(status["stage"], "queued");
}

#[test]
fn a_case_filed_elsewhere_says_so_when_it_is_taken_in_and_is_not_filed_twice() {
    let (filer, counter) = (Counter::new(), Counter::new());
    let folder = tempfile::tempdir().unwrap();
    let server = Serving::with(practice(folder.path())).unwrap();
    let id = filer.whole();
    let filed = filer.submit(&server.url(), &id).json(0);
    let number = filed["receipt"]["number"].as_str().unwrap();

    let taken = counter.takes_in(&filer, &id).json(1);
    assert_eq!((taken["notes"][0]["code"].as_str(), taken["id"].as_str()), (Some("import-filed"), Some(id.as_str())));
    assert_eq!(taken["notes"].as_array().unwrap().len(), 1);
    for change in ["reason=別の理由のため。", "reason=また別の理由のため。"] {
        assert_eq!(counter.run(&["case", "set", &id, change]).code, 0);
        let said = counter.submit(&server.url(), &id);
        let error = said.error(4);
        assert_eq!((error["code"].as_str(), &error["problems"]), (Some("server-filed-before"), &json!([])));
        assert!(error["message"].as_str().unwrap().contains(number), "{error}");
        assert!(!said.err.contains("Mend each item"), "{}", said.err);
    }
    assert_eq!(rows(folder.path(), "application"), 1);
}

#[test]
fn a_case_that_waited_where_it_was_exported_says_so_and_a_draft_says_nothing() {
    let (first, counter) = (Counter::new(), Counter::new());
    let (id, draft) = (first.whole(), first.case());
    let queued = first.run(&["--server", "http://127.0.0.1:9", "case", "submit", &id, "--json"]);
    assert_eq!(queued.json(0)["stage"], "queued");
    assert_eq!(counter.takes_in(&first, &id).json(1)["notes"][0]["code"], "import-waits");
    assert_eq!(counter.takes_in(&first, &draft).json(0)["notes"], json!([]));
}

#[test]
fn a_case_that_waits_is_not_called_filed() {
    let counter = Counter::new();
    let id = counter.whole();
    counter.run(&["--server", "http://127.0.0.1:9", "case", "submit", &id, "--json"]).json(0);
    let file = format!("{}/photo.jpg", super::SAMPLE);
    for change in [vec!["case", "set", &id, "sex=女", "--json"], vec!["case", "attach", &id, &file, "--json"]] {
        let error = counter.run(&change).error(4);
        assert_eq!(error["code"], "not-editable-waiting");
        let said = format!("{}{}", error["message"], error["hint"]);
        assert!(said.contains("waits to be sent") && !said.contains("filed"), "{said}");
    }
}

#[test]
fn progress_of_a_case_that_waited_from_before_names_its_client() {
    let (counter, server) = (Counter::new(), Serving::start());
    let id = counter.whole();
    counter.run(&["--server", "http://127.0.0.1:9", "case", "submit", &id, "--json"]).json(0);
    let setup = Setup {
        data: counter.data(),
        server: Some(server.url()),
        today: Some(TODAY),
        lang: Lang::EN,
        card: Place::Pcsc,
        start_practice: Arc::new(|_, _| Err("no server here".to_owned())),
    };
    let mut desk = setup.unlock("Sato", &counter.passphrase.into()).unwrap();
    let named = desk.outbox().unwrap()[0].client.clone();
    assert!(named.contains("NGUYEN"), "{named}");
    let mut clients = Vec::new();
    let outcome = desk.send(id.parse().unwrap(), &mut |sending| clients.push(sending.client.clone())).unwrap();
    assert!(matches!(outcome, Outcome::Received(_)), "{outcome:?}");
    assert!(clients.len() > 3 && clients.iter().all(|client| *client == named), "{clients:?}");
}

#[test]
fn what_a_server_logs_names_no_source_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder.path().join("server"));
    let mut child = command.env("RUST_LOG", "trace").stderr(std::process::Stdio::piped()).spawn().unwrap();
    let said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut log = String::new();
    for line in std::io::BufRead::lines(said).map_while(Result::ok) {
        if line.starts_with("http://") {
            break;
        }
        log += &line;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!log.contains("registry/src") && !log.contains(".rs\""), "{log}");
}
