//! Applications signed by a card, before the server: accepted as they were signed, refused otherwise.

use super::opensc;
use super::{SIGN_PIN, answer, lay, own_card, pin, pki, profile};
use crate::support::filing::{Filing, filing};
use crate::support::program::Counter;
use crate::support::rig::{self, Pcscd};
use crate::support::serving::{Serving, practice};
use jiff::Timestamp;
use madoguchi::card::{self, Place};
use madoguchi::case::xml;
use madoguchi::server::{Cards, Options};
use madoguchi::sign::Unsigned;
use madoguchi::wire::{Applied, ProblemDocument};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// A document signed by the card at a place.
pub fn signed_document(filing: &Filing, place: &Place) -> Vec<u8> {
    let manifest = xml::manifest(&filing.case).expect("a manifest");
    let mut half = None;
    let signed = card::sign_document(place, &pin(SIGN_PIN), false, &mut |certificate| {
        let unsigned = Unsigned::new(manifest.as_bytes(), certificate, Timestamp::now()).expect("half");
        let input = unsigned.card_input().expect("input");
        half = Some(unsigned);
        Ok(input)
    });
    let cms = half.expect("asked").with_signature(&signed.expect("signed").signature).expect("whole");
    xml::signed(&filing.xml(), &cms)
}

/// What the server says to a document: codes of the problems, none when it was taken.
pub async fn codes(server: &Serving, filing: &Filing, document: Vec<u8>) -> Vec<String> {
    let http = reqwest::Client::new();
    let apply = http.post(server.at("/v1/apply")).header("idempotency-key", filing.key()).body(document);
    let response = apply.send().await.expect("an answer");
    match response.status().as_u16() {
        200 => {
            response.json::<Applied>().await.expect("taken");
            Vec::new()
        }
        _ => {
            let document = response.json::<ProblemDocument>().await.expect("a problem");
            assert!(document.problems.iter().all(|problem| !problem.message.starts_with("server-")), "{document:?}");
            assert!(document.problems.iter().all(|problem| !problem.fix.starts_with("server-")), "{document:?}");
            document.problems.into_iter().map(|problem| problem.code).collect()
        }
    }
}

#[tokio::test]
async fn a_signature_has_to_belong_to_the_application() {
    let server = Serving::start();
    let folder = tempfile::tempdir().expect("a folder");
    let place = own_card(folder.path(), "card.toml", "");
    let mut filing = filing([1, 2, 3]);
    let document = signed_document(&filing, &place);
    let text = String::from_utf8(document.clone()).expect("text");
    let begin = text.find("<signature>").expect("a signature") + 40;
    for (at, code) in [(begin, "signature-malformed"), (text.len() - 60, "signature-broken")] {
        let mut flipped = document.clone();
        flipped[at] = if flipped[at] == b'A' { b'B' } else { b'A' };
        assert_eq!(codes(&server, &filing, flipped).await, [code], "{at}");
    }
    assert_eq!(
        codes(&server, &filing, text.replacen("<signature>", "<signature>?", 1).into_bytes()).await,
        ["signature-malformed"]
    );
    // The signature of another application.
    let cms = &text[begin - 40..];
    filing.case.declared.as_mut().expect("declared").staff = "Mallory".into();
    let other = String::from_utf8(filing.xml()).expect("text").replacen("</case>\n", &format!("  {cms}"), 1);
    assert_eq!(codes(&server, &filing, other.into_bytes()).await, ["signature-broken"]);
    let again = signed_document(&filing, &place);
    assert_eq!(codes(&server, &filing, again).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_certificate_that_does_not_count_is_refused_with_the_reason() {
    let server = Serving::start();
    let folder = tempfile::tempdir().expect("a folder");
    for (name, more, code) in [
        ("revoked.toml", "[jpki]\nrevoked = true", "signature-revoked"),
        ("over.toml", "[jpki]\nuntil = \"2026-01-01\"", "signature-not-valid-then"),
        ("policy.toml", "[jpki]\nsign_policy = \"1.2.392.200149.8.5.1.0.30\"", "signature-other-policy"),
    ] {
        let filing = filing([1, 2, 3]);
        let document = signed_document(&filing, &own_card(folder.path(), name, more));
        assert_eq!(codes(&server, &filing, document).await, [code]);
    }
}

#[tokio::test]
async fn a_real_server_knows_no_practice_card_unless_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = own_card(folder.path(), "card.toml", "");
    let real = |data: &str, cards| Options { practice: false, key: None, cards, ..practice(&folder.path().join(data)) };
    let filing = filing([1, 2, 3]);
    let document = signed_document(&filing, &own);
    let server = Serving::with(real("a", Cards::default())).expect("a server");
    assert_eq!(codes(&server, &filing, document.clone()).await, ["signature-unknown-issuer"]);
    let told = Cards {
        authorities: Some(pki("sign-2023.pem").into()),
        revoked: Some(pki("revoked.txt").into()),
        policies: None,
    };
    let server = Serving::with(real("b", told)).expect("a server");
    assert_eq!(codes(&server, &filing, document).await, Vec::<String>::new());
    let wrong = Cards { authorities: Some(pki("revoked.txt").into()), ..Cards::default() };
    assert!(Serving::with(real("c", wrong)).is_err());
}

#[test]
fn a_signature_made_by_opensc_is_accepted_and_a_flipped_bit_refused() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay(&profile());
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
        let filing = filing([1, 2, 3]);
        let manifest = xml::manifest(&filing.case).expect("a manifest");
        let der = ["-r", "0", "--verify-pin", "--auth-id", "02", "--pin", SIGN_PIN, "--read-certificate", "02", "-o"];
        rig::output("pkcs15-tool", &[&der[..], &[&at("card.pem")]].concat());
        rig::output("openssl", &["x509", "-in", &at("card.pem"), "-outform", "DER", "-out", &at("card.der")]);
        let certificate = std::fs::read(at("card.der")).expect("a certificate");
        let unsigned = Unsigned::new(manifest.as_bytes(), &certificate, Timestamp::now()).expect("half");
        std::fs::write(at("attributes"), unsigned.signed_bytes().expect("attributes")).expect("written");
        opensc::sign(&at("attributes"), &at("signature"), "SHA256-RSA-PKCS");
        let mut signature = std::fs::read(at("signature")).expect("a signature");
        let cms = unsigned.with_signature(&signature).expect("whole");
        let place = cms.windows(signature.len()).position(|window| window == signature).expect("it is in there");
        let mut flipped = cms.clone();
        flipped[place + 100] ^= 1;
        signature[0] ^= 1;
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let server = Serving::start();
        runtime.block_on(async {
            let document = xml::signed(&filing.xml(), &flipped);
            assert_eq!(codes(&server, &filing, document).await, ["signature-broken"]);
            assert_eq!(codes(&server, &filing, xml::signed(&filing.xml(), &cms)).await, Vec::<String>::new());
        });
    });
}

/// Runs a command with a PIN on standard input; exit code and document.
fn with_pin(counter: &Counter, arguments: &[&str], pin: &str) -> (Option<i32>, Value) {
    let mut child = counter.command(arguments).stdin(Stdio::piped()).spawn().expect("the program");
    child.stdin.take().expect("a pipe").write_all(format!("{pin}\n").as_bytes()).expect("written");
    let output = child.wait_with_output().expect("ended");
    (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_default())
}

#[test]
fn a_case_is_signed_sent_and_verified_by_anybody() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        // The card of the very person whose case it is.
        let card = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/sharma-namuna/card.toml");
        let _card = lay(&card);
        let folder = tempfile::tempdir().expect("a folder");
        let server = Serving::start();
        let counter = Counter::start(&folder.path().join("data"), &server.url());
        let id = counter.new_case();
        let submit = ["case", "submit", &id, "--sign", "card", "--pin-stdin", "--wait"];
        assert_eq!(with_pin(&counter, &submit, "1234").0, Some(2), "not a PIN for signing");
        let (code, said) = with_pin(&counter, &submit, "XYZ999");
        assert_eq!((code, said["error"]["code"].as_str()), (Some(4), Some("card-wrong-pin")));
        let began = Instant::now();
        let (code, said) = with_pin(&counter, &submit, "abc123");
        println!("signed and received in {:?}", began.elapsed());
        assert_eq!(code, Some(0), "{said}");
        assert!(said["receipt"]["number"].is_string());

        let filed = folder.path().join("filed.xml").to_str().expect("a path").to_owned();
        let parts = folder.path().join("parts");
        counter.done(&["case", "filed", &id, "-o", &filed]);
        let verified = counter.done(&["verify", &filed, "--unpack", parts.to_str().expect("a path")]);
        assert_eq!((verified["whole"].as_bool(), verified["practice_card"].as_bool()), (Some(true), Some(true)));
        assert!(verified["signed_by"]["name"].as_str().is_some_and(|name| name.contains("ＳＨＡＲＭＡ")), "{verified}");
        let clients = counter.done(&["client", "list"]);
        let client = counter.done(&["client", "show", clients["clients"][0]["id"].as_str().expect("a client")]);
        let known = client["known"].as_array().expect("facts");
        let until =
            known.iter().find(|known| known["fact"] == "certificate_until").expect("the end of the certificate");
        assert_eq!((until["value"].as_str(), until["origin"].as_str()), (Some("2045-10-15"), Some("chip")));
        let authorities = pki("sign-2023.pem");
        let verified = counter.done(&["verify", &filed, "--card-authorities", &authorities]);
        assert_eq!(verified["practice_card"].as_bool(), Some(false));
        assert!(openssl_verifies(&parts));
        let mut manifest = std::fs::read(parts.join("manifest.txt")).expect("a manifest");
        manifest[20] ^= 1;
        std::fs::write(parts.join("manifest.txt"), manifest).expect("written");
        assert!(!openssl_verifies(&parts));
        let changed = std::fs::read_to_string(&filed).expect("text").replacen("revision=\"1\"", "revision=\"2\"", 1);
        std::fs::write(&filed, changed).expect("written");
        let output = counter.command(&["verify", &filed]).output().expect("the program");
        assert_eq!(output.status.code(), Some(1));
    });
}

fn openssl_verifies(parts: &Path) -> bool {
    let authority = pki("sign-2023.pem");
    let mut command = std::process::Command::new("openssl");
    command.args(["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.cms", "-content"]);
    command.args(["manifest.txt", "-CAfile", &authority, "-out", "content.txt"]).current_dir(parts);
    command.output().expect("openssl").status.success()
}

#[test]
fn a_challenge_is_signed_through_pcscd_in_less_than_one_and_a_half_seconds() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay(&profile());
        let began = Instant::now();
        answer(&Place::Pcsc, "1234", false, card::CHALLENGE).expect("signed");
        let took = began.elapsed();
        println!("signed in {took:?}");
        assert!(took < Duration::from_millis(1500), "{took:?}");
    });
}
