//! From the form to the receipt, and every time the same receipt.

use crate::support::filing::{NAME, filing};
use crate::support::serving::Serving;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use madoguchi::case::Stage;
use madoguchi::sign;
use madoguchi::sync::Error;
use madoguchi::wire::{Applied, Receipt, SignedReceipt, Status};
use std::process::Command;

const SIZES: [usize; 3] = [40_000, 300_000, 1_200_000];

#[tokio::test]
async fn a_case_is_received_with_a_receipt_openssl_accepts() {
    let server = Serving::start();
    let (filing, client) = (filing(SIZES), server.client());
    let identity = client.identity().await.unwrap();
    assert!(identity.practice);
    let mut shelf = filing.shelf();
    let signed = client.send(&filing.job(), &identity.certificate, &mut shelf).await.unwrap();

    let receipt = &signed.receipt;
    assert!(receipt.number.starts_with("P-20") && receipt.number.ends_with("-000001"), "{}", receipt.number);
    assert!(receipt.practice);
    assert_eq!((receipt.case, receipt.revision), (filing.case.id, 1));
    assert_eq!(receipt.form, format!("{} {}", filing.case.form.code, filing.case.form.edition));
    assert_eq!(receipt.files.len(), 4);
    assert!(receipt.office.as_ref().unwrap().ja.contains("東京"));
    assert_eq!(shelf.read, filing.bytes(), "every byte is sent once");

    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("receipt.cms"), STANDARD.decode(&signed.signature).unwrap()).unwrap();
    std::fs::write(dir.path().join("cert.pem"), &identity.certificate).unwrap();
    let output = Command::new("openssl")
        .args(["cms", "-verify", "-inform", "DER", "-in", "receipt.cms", "-CAfile", "cert.pem"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(serde_json::from_slice::<madoguchi::wire::Receipt>(&output.stdout).unwrap(), *receipt);
}

#[tokio::test]
async fn the_form_alone_is_answered_with_the_files_wanted_then_nothing_is_asked_twice() {
    let server = Serving::start();
    let filing = filing([10, 20, 30]);
    let http = reqwest::Client::new();
    let apply = || http.post(server.at("/v1/apply")).header("idempotency-key", filing.key()).body(filing.xml());
    for _ in 0..2 {
        let applied: Applied = apply().send().await.unwrap().json().await.unwrap();
        let Applied::FilesWanted { files } = applied else { panic!("received without files") };
        let wanted: Vec<&str> = files.iter().map(|file| file.sha256.as_str()).collect();
        let named: Vec<&str> = filing.case.attachments.iter().map(|file| file.sha256.as_str()).collect();
        assert_eq!(wanted, named);
        assert!(files.iter().all(|file| file.offset == 0 && file.upload.is_none()));
    }
}

#[tokio::test]
async fn a_repeat_gives_the_same_receipt_byte_for_byte() {
    let server = Serving::start();
    let (filing, client) = (filing([1_000, 2_000, 3_000]), server.client());
    let pinned = client.identity().await.unwrap().certificate;
    let first = client.send(&filing.job(), &pinned, &mut filing.shelf()).await.unwrap();
    let http = reqwest::Client::new();
    let again = || async {
        let apply = http.post(server.at("/v1/apply")).header("idempotency-key", filing.key()).body(filing.xml());
        apply.send().await.unwrap().bytes().await.unwrap()
    };
    let (second, third) = (again().await, again().await);
    assert_eq!(second, third);
    let Applied::Received { receipt } = serde_json::from_slice(&second).unwrap() else { panic!("not received") };
    assert_eq!(*receipt, first);
}

#[tokio::test]
async fn two_clients_at_once_make_one_application() {
    let server = Serving::start();
    let filing = filing(SIZES);
    let pinned = server.client().identity().await.unwrap().certificate;
    let (one, other) = (server.client(), server.client());
    let (mut shelf, mut other_shelf) = (filing.shelf(), filing.shelf());
    let job = filing.job();
    let (one, other) = tokio::join!(one.send(&job, &pinned, &mut shelf), other.send(&job, &pinned, &mut other_shelf));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one, other);
    let next = crate::support::filing::filing([1, 2, 3]);
    server.client().send(&next.job(), &pinned, &mut next.shelf()).await.unwrap();
    assert_eq!(entered(&server), 2);
}

/// Applications in the ledger.
fn entered(server: &Serving) -> i64 {
    let key = "5a".repeat(32);
    let ledger = rusqlite::Connection::open(server.data().join("ledger.db")).unwrap();
    ledger.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    ledger.query_row("SELECT count(*) FROM application", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn what_was_filed_is_shown_to_who_has_the_key() {
    let server = Serving::start();
    let (filing, client) = (filing([100, 200, 300]), server.client());
    let pinned = client.identity().await.unwrap().certificate;
    let signed = client.send(&filing.job(), &pinned, &mut filing.shelf()).await.unwrap();
    let number = &signed.receipt.number;

    let status: Status = client.status(&signed.receipt, &pinned).await.unwrap();
    assert_eq!((status.stage, status.practice, status.timeline.len()), (Stage::Received, true, 1));
    assert_eq!(status.timeline[0], (Stage::Received, signed.receipt.time));
    // Who knows only a number learns no case id, and who names another case under it nothing.
    let bare = reqwest::get(server.at(&format!("/v1/apply/{number}"))).await.unwrap();
    assert_eq!(bare.json::<Status>().await.unwrap().case, None);
    let other = Receipt { case: uuid::Uuid::now_v7(), ..signed.receipt.clone() };
    assert!(matches!(client.status(&other, &pinned).await, Err(Error::Refused(_))));

    let http = reqwest::Client::new();
    let get = |path: &str| http.get(server.at(&format!("/v1/apply/{number}{path}")));
    let filed = get("/filed").header("idempotency-key", filing.key()).send().await.unwrap();
    assert_eq!(filed.headers()["content-type"], "application/xml");
    assert_eq!(filed.bytes().await.unwrap(), filing.xml());
    let receipt = get("/receipt").header("idempotency-key", filing.key()).send().await.unwrap();
    assert_eq!(receipt.json::<SignedReceipt>().await.unwrap(), signed);
    let cms = get("/receipt").header("idempotency-key", filing.key()).header("accept", "application/cms");
    let cms = cms.send().await.unwrap().bytes().await.unwrap();
    assert!(sign::verify(&cms, &pinned).is_ok());

    for path in ["/filed", "/receipt"] {
        assert_eq!(get(path).send().await.unwrap().status(), 403, "{path}");
        let other = get(path).header("idempotency-key", format!("{}/1", uuid::Uuid::now_v7()));
        assert_eq!(other.send().await.unwrap().status(), 404, "{path}");
    }
}

#[tokio::test]
async fn a_case_that_was_received_is_not_received_again() {
    let server = Serving::start();
    let (mut filing, client) = (filing([1_000, 2_000, 3_000]), server.client());
    let pinned = client.identity().await.unwrap().certificate;
    let first = client.send(&filing.job(), &pinned, &mut filing.shelf()).await.unwrap();
    let received_before = async |filing: &crate::support::filing::Filing| {
        let sent = client.send(&filing.job(), &pinned, &mut filing.shelf()).await;
        let Err(Error::Refused(document)) = sent else { panic!("{sent:?}") };
        assert_eq!((document.status, document.code.as_str()), (409, "filed-before"));
        assert!(document.detail.contains(&first.receipt.number), "{}", document.detail);
    };
    // Other content under the same key, and the next revision with the same or other content.
    let (answers, revision) = (filing.case.answers.clone(), filing.case.revision);
    filing.case.answers.get_mut("reason").unwrap().entry = crate::support::filing::typed("別の理由のため。");
    received_before(&filing).await;
    filing.case.revision = revision + 1;
    received_before(&filing).await;
    filing.case.answers = answers;
    received_before(&filing).await;
    assert_eq!(entered(&server), 1);
    filing.case.revision = revision;
    assert_eq!(client.send(&filing.job(), &pinned, &mut filing.shelf()).await.unwrap(), first);
}

#[tokio::test]
async fn the_next_revision_of_a_case_that_was_not_received_sends_only_new_files() {
    let server = Serving::start();
    let (mut filing, client) = (filing([1_000, 2_000, 3_000]), server.client());
    let pinned = client.identity().await.unwrap().certificate;
    let http = reqwest::Client::new();
    let apply = http.post(server.at("/v1/apply")).header("idempotency-key", filing.key()).body(filing.xml());
    assert_eq!(apply.send().await.unwrap().status(), 200);
    let whole = super::files::begin(&http, &server, &filing, 1, 1_000).await;
    assert_eq!(whole.status(), 201);
    filing.case.revision = 2;
    let mut shelf = filing.shelf();
    let signed = client.send(&filing.job(), &pinned, &mut shelf).await.unwrap();
    assert_eq!((signed.receipt.revision, shelf.read), (2, filing.bytes() - filing.case.attachments[1].size));
    // What was begun before cannot be received beside it.
    filing.case.revision = 1;
    let before = client.send(&filing.job(), &pinned, &mut filing.shelf()).await;
    assert!(matches!(before, Err(Error::Refused(_))), "{before:?}");
    assert_eq!(entered(&server), 1);
}

#[tokio::test]
async fn nothing_of_a_case_can_be_read_in_the_practice_folder() {
    let server = Serving::start();
    let (filing, client) = (filing([60_000, 2_000, 3_000]), server.client());
    let pinned = client.identity().await.unwrap().certificate;
    client.send(&filing.job(), &pinned, &mut filing.shelf()).await.unwrap();
    // A half sent file too.
    let half = crate::support::filing::filing([50_000, 2_000, 3_000]);
    let http = reqwest::Client::new();
    let apply = http.post(server.at("/v1/apply")).header("idempotency-key", half.key()).body(half.xml());
    assert_eq!(apply.send().await.unwrap().status(), 200);
    let begun = super::files::begin(&http, &server, &half, 1, 40_000).await;
    assert_eq!(begun.status(), 201);

    let piece = |filing: &crate::support::filing::Filing| {
        let file = &filing.case.attachments[1];
        filing.files[&file.sha256][1_000..1_032].to_vec()
    };
    let secrets = [NAME.as_bytes().to_vec(), filing.case.id.to_string().into_bytes(), piece(&filing), piece(&half)];
    let mut looked = 0;
    for entry in std::fs::read_dir(server.data()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret);
            assert!(!found, "{} shows {:?}", path.display(), String::from_utf8_lossy(secret));
        }
        looked += bytes.len();
    }
    assert!(looked > 100_000, "the files are there: {looked}");
}

#[tokio::test]
async fn a_check_finds_the_same_and_keeps_nothing() {
    let server = Serving::start();
    let mut filing = filing([1, 2, 3]);
    let http = reqwest::Client::new();
    let check = |xml: Vec<u8>| http.post(server.at("/v1/check")).body(xml).send();
    let good = check(filing.xml()).await.unwrap();
    assert_eq!(good.status(), 200);
    assert_eq!(good.json::<madoguchi::wire::Checked>().await.unwrap().files.len(), 4);
    filing.case.answers.remove("nationality");
    assert_eq!(check(filing.xml()).await.unwrap().status(), 422);
    let upload = super::files::begin(&http, &server, &filing, 1, 1).await;
    assert_eq!(upload.status(), 409, "the form is not kept");
}
