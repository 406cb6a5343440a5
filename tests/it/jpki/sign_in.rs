//! Signing in to the server with the card.

use super::{answer, lay, own_card, profile};
use crate::support::program::Counter;
use crate::support::rig::{self, Pcscd};
use crate::support::serving::Serving;
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp};
use madoguchi::card::{self, Place};
use madoguchi::sign::fingerprint;
use madoguchi::sync::{Client, Error};
use madoguchi::wire::{CardAnswer, Challenge};
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

fn signed(place: &Place, challenge: &Challenge) -> CardAnswer {
    let signed = answer(place, "1234", false, challenge.text.as_bytes()).expect("signed");
    CardAnswer {
        challenge: challenge.text.clone(),
        certificate: STANDARD.encode(signed.certificate.der),
        signature: STANDARD.encode(signed.signature),
    }
}

/// Code of the refusal.
async fn refused(client: &Client, answer: &CardAnswer) -> String {
    match client.sign_in(answer).await {
        Err(Error::Refused(document)) => document.code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_challenge_is_the_servers_own_and_counts_once() {
    let server = Serving::start();
    let client = server.client();
    let own = fingerprint(&client.identity().await.expect("who it is").certificate).expect("a certificate");
    let challenge = client.challenge().await.expect("a challenge");
    assert!(challenge.is_of(&own, Timestamp::now()));
    let place = Place::InProcess(profile());
    let answer = signed(&place, &challenge);
    let signed_in = client.sign_in(&answer).await.expect("accepted");
    assert!(signed_in.practice && signed_in.card.len() == 64);
    assert_eq!(refused(&client, &answer).await, "challenge-over", "the same once more");
    // What the server did not make up, however well it looks.
    let made_up = Challenge::new(&own, "0011", Timestamp::now() + SignedDuration::from_mins(1));
    assert_eq!(refused(&client, &signed(&place, &made_up)).await, "challenge-over");
    // One challenge's signature under another.
    let (first, second) = (client.challenge().await.expect("one"), client.challenge().await.expect("two"));
    let mixed = CardAnswer { challenge: second.text, ..signed(&place, &first) };
    assert_eq!(refused(&client, &mixed).await, "card-broken");
    let junk = CardAnswer { challenge: first.text, certificate: "?".into(), signature: String::new() };
    assert_eq!(refused(&client, &junk).await, "card-broken");
}

#[tokio::test]
async fn a_revoked_card_does_not_sign_in() {
    let server = Serving::start();
    let folder = tempfile::tempdir().expect("a folder");
    let place = own_card(folder.path(), "revoked.toml", "[jpki]\nrevoked = true");
    let client = server.client();
    let challenge = client.challenge().await.expect("a challenge");
    assert_eq!(refused(&client, &signed(&place, &challenge)).await, "card-refused");
}

#[test]
fn the_counter_signs_in_through_pcscd_and_keeps_the_last_try() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay(&profile());
        let folder = tempfile::tempdir().expect("a folder");
        let server = Serving::start();
        let counter = Counter::start(&folder.path().join("data"), &server.url());
        let sign_in = |pin: &str, more: &[&str]| {
            let arguments = [&["account", "sign-in", "--with", "card", "--pin-stdin"], more].concat();
            let mut child = counter.command(&arguments).stdin(Stdio::piped()).spawn().expect("the program");
            child.stdin.take().expect("a pipe").write_all(format!("{pin}\n").as_bytes()).expect("written");
            let output = child.wait_with_output().expect("ended");
            let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
            (output.status.code(), said)
        };
        let began = Instant::now();
        let (code, said) = sign_in("1234", &[]);
        let took = began.elapsed();
        println!("signed in, from the command to its end, in {took:?}");
        assert_eq!((code, said["practice"].as_bool()), (Some(0), Some(true)), "{said}");
        assert!(took < Duration::from_millis(1500), "{took:?}");
        for left in ["2 tries are left", "1 try is left"] {
            let (code, said) = sign_in("0000", &[]);
            assert_eq!(code, Some(4));
            assert!(said["error"]["message"].as_str().is_some_and(|text| text.contains(left)), "{said}");
        }
        let (code, said) = sign_in("0000", &[]);
        assert_eq!((code, said["error"]["code"].as_str()), (Some(4), Some("card-last-try")));
        assert_eq!(card::tries(&Place::Pcsc).expect("tries").auth, Some(1));
        assert_eq!(sign_in("1234", &["--last-try"]).0, Some(0));
        assert_eq!(card::tries(&Place::Pcsc).expect("tries").auth, Some(3));
        for _ in 0..2 {
            sign_in("0000", &[]);
        }
        let (code, said) = sign_in("0000", &["--last-try"]);
        assert_eq!((code, said["error"]["code"].as_str()), (Some(4), Some("card-blocked")));
        assert!(said["error"]["hint"].as_str().is_some_and(|hint| hint.contains("municipality")), "{said}");
    });
}

#[test]
fn a_challenge_of_another_server_is_not_put_before_the_card() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = Serving::start();
    let counter = Counter::start(&folder.path().join("data"), &first.url());
    let card = profile();
    let card = card.to_str().expect("a path");
    let arguments = ["account", "sign-in", "--pin-stdin", "--practice-card", card];
    let run = || {
        let mut child = counter.command(&arguments).stdin(Stdio::piped()).spawn().expect("the program");
        child.stdin.take().expect("a pipe").write_all(b"1234\n").expect("written");
        child.wait_with_output().expect("ended")
    };
    assert_eq!(run().status.code(), Some(0));
    // Another server at the same address: its certificate is not the one pinned.
    let address = first.url().trim_start_matches("http://").parse().expect("an address");
    first.end().expect("ended");
    let place = tempfile::tempdir().expect("a folder");
    let options = madoguchi::server::Options { listen: address, ..crate::support::serving::practice(place.path()) };
    let _second = Serving::with(options).expect("a server");
    let output = run();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a document");
    assert_eq!((output.status.code(), said["error"]["code"].as_str()), (Some(4), Some("server-other")), "{said}");
}
