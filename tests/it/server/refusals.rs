//! What the server refuses, item by item and in the caller's language.

use crate::support::filing::{filing, typed};
use crate::support::serving::{Serving, practice};
use madoguchi::wire::ProblemDocument;
use reqwest::{Client, Response};

async fn apply(server: &Serving, key: &str, xml: Vec<u8>, lang: &str) -> Response {
    let request = Client::new().post(server.at("/v1/apply")).header("idempotency-key", key);
    request.header("accept-language", lang).body(xml).send().await.unwrap()
}

async fn refused(response: Response, status: u16) -> ProblemDocument {
    assert_eq!(response.status().as_u16(), status);
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    assert_eq!(response.headers()["madoguchi-practice"], "true");
    let document: ProblemDocument = response.json().await.unwrap();
    assert_eq!(document.status, status);
    assert_eq!(document.kind, format!("urn:madoguchi:problem:{}", document.code));
    document
}

#[tokio::test]
async fn problems_are_told_item_by_item_in_the_language_asked_for() {
    let server = Serving::start();
    let mut filing = filing([1, 2, 3]);
    filing.case.answers.remove("nationality");
    filing.case.answers.get_mut("residence_card_number").unwrap().entry = typed("AB1");
    let mut titles = Vec::new();
    for lang in ["ja", "en", "vi"] {
        let document = refused(apply(&server, &filing.key(), filing.xml(), lang).await, 422).await;
        assert_eq!(document.code, "case-problems");
        let items: Vec<(&str, &str)> =
            document.problems.iter().map(|problem| (problem.item.as_str(), problem.no.as_str())).collect();
        assert_eq!(items, [("nationality", "1"), ("residence_card_number", "12")]);
        for problem in &document.problems {
            let ids =
                [&problem.message, &problem.fix].map(|text| text.starts_with("problem-") || text.starts_with("fix-"));
            assert_eq!(ids, [false, false], "{problem:?}");
        }
        titles.push((document.title, document.problems[0].message.clone()));
    }
    titles.dedup();
    assert_eq!(titles.len(), 3, "{titles:?}");
}

#[tokio::test]
async fn refused_content_does_not_use_the_key_up() {
    let server = Serving::start();
    let mut filing = filing([1, 2, 3]);
    let whole = filing.case.answers.clone();
    filing.case.answers.remove("nationality");
    refused(apply(&server, &filing.key(), filing.xml(), "en").await, 422).await;
    filing.case.answers = whole;
    assert_eq!(apply(&server, &filing.key(), filing.xml(), "en").await.status(), 200);
}

#[tokio::test]
async fn a_key_with_other_content_is_refused() {
    let server = Serving::start();
    let mut filing = filing([1, 2, 3]);
    assert_eq!(apply(&server, &filing.key(), filing.xml(), "en").await.status(), 200);
    filing.case.answers.get_mut("reason").unwrap().entry = typed("別の理由のため。");
    let document = refused(apply(&server, &filing.key(), filing.xml(), "en").await, 409).await;
    assert_eq!(document.code, "key-reused");
}

#[tokio::test]
async fn keys_that_are_none_or_another_cases() {
    let server = Serving::start();
    let filing = filing([1, 2, 3]);
    for key in ["", "1", "x/1"] {
        let document = refused(apply(&server, key, filing.xml(), "en").await, 400).await;
        assert_eq!(document.code, "bad-key");
    }
    let other = format!("{}/1", uuid::Uuid::now_v7());
    assert_eq!(refused(apply(&server, &other, filing.xml(), "en").await, 400).await.code, "key-mismatch");
    let none = Client::new().post(server.at("/v1/apply")).body(filing.xml()).send().await.unwrap();
    assert_eq!(refused(none, 400).await.code, "bad-key");
}

#[tokio::test]
async fn documents_that_are_no_case() {
    let server = Serving::start();
    let filing = filing([1, 2, 3]);
    for body in [&b""[..], b"<", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'a'>]><x>&a;</x>", b"\xff\xfe", b"{}"] {
        let document = refused(apply(&server, &filing.key(), body.to_vec(), "en").await, 422).await;
        assert_eq!(document.code, "bad-case");
        assert!(!document.detail.starts_with("refused-"), "{}", document.detail);
    }
    let other = String::from_utf8(filing.xml()).unwrap().replace(&filing.case.form.digest, &"0".repeat(64));
    let document = refused(apply(&server, &filing.key(), other.into_bytes(), "en").await, 422).await;
    assert_eq!(document.code, "bad-case");
    let large = vec![b' '; 1024 * 1024 + 1];
    assert_eq!(refused(apply(&server, &filing.key(), large, "en").await, 413).await.code, "too-large");
}

#[tokio::test]
async fn a_case_changed_on_the_way_is_refused() {
    let server = Serving::start();
    let filing = filing([1, 2, 3]);
    let xml = String::from_utf8(filing.xml()).unwrap();
    let changed = xml.replacen("見本ソフトウェア株式会社", "見本ソフトウエア株式会社", 1);
    assert_ne!(xml, changed);
    let document = refused(apply(&server, &filing.key(), changed.into_bytes(), "en").await, 422).await;
    assert_eq!(document.problems[0].code, "import-changed");
}

#[tokio::test]
async fn without_the_declarations_nothing_is_received() {
    let server = Serving::start();
    let mut filing = filing([1, 2, 3]);
    filing.case.declared = None;
    let document = refused(apply(&server, &filing.key(), filing.xml(), "en").await, 422).await;
    assert_eq!(document.problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), ["not-declared"]);
}

#[tokio::test]
async fn the_law_of_the_day_is_applied() {
    let folder = tempfile::tempdir().unwrap();
    for (today, code) in
        [("2027-02-14", None), ("2027-02-15", Some("law-counter-only")), ("2027-02-16", Some("too-late"))]
    {
        let options = madoguchi::server::Options { today: today.parse().ok(), ..practice(folder.path()) };
        let server = Serving::with(options).unwrap();
        let filing = filing([1, 2, 3]);
        let response = apply(&server, &filing.key(), filing.xml(), "vi").await;
        match code {
            None => assert_eq!(response.status(), 200, "{today}"),
            Some(code) => {
                let document = refused(response, 422).await;
                let told: Vec<_> = document.problems.iter().filter(|problem| problem.code == code).collect();
                assert_eq!((told.len(), told[0].item.as_str()), (1, "current_expiry"), "{document:?}");
            }
        }
    }
}

#[tokio::test]
async fn what_the_framework_refuses_is_a_problem_document_too() {
    let server = Serving::start();
    let http = Client::new();
    let nothing = http.get(server.at("/v1/nothing")).send().await.unwrap();
    assert_eq!(refused(nothing, 404).await.code, "not-found");
    let method = http.delete(server.at("/v1/apply")).send().await.unwrap();
    assert_eq!(refused(method, 405).await.code, "method");
    let number = http.get(server.at("/v1/apply/P-2026-11-999999")).send().await.unwrap();
    assert_eq!(refused(number, 404).await.code, "not-found");
}
