//! Applications filed together: the server checks what goes with the application as the counter does.

use crate::support::filing::{filing, typed};
use crate::support::serving::Serving;
use madoguchi::law::FiledBy;
use madoguchi::wire::ProblemDocument;
use reqwest::Client;

const JOINED: &str = include_str!("../support/together.txt");

async fn apply(server: &Serving, filing: &crate::support::filing::Filing) -> (u16, Option<ProblemDocument>) {
    let request = Client::new().post(server.at("/v1/apply")).header("idempotency-key", filing.key());
    let response = request.header("accept-language", "en").body(filing.xml()).send().await.unwrap();
    (response.status().as_u16(), response.json().await.ok())
}

#[tokio::test]
async fn what_is_filed_together_is_received_whole_or_refused_at_its_item() {
    let server = Serving::start();
    let mut filing = filing([1, 2, 3]);
    filing.answer(JOINED);
    let whole = filing.case.answers.clone();
    filing.case.answers.remove("permit_type");
    filing.case.answers.get_mut("side_weekly_hours").unwrap().entry = typed("128");
    let (status, document) = apply(&server, &filing).await;
    let told: Vec<(String, String)> =
        document.unwrap().problems.into_iter().map(|problem| (problem.item, problem.no)).collect();
    let wanted = [("permit_type", "15"), ("side_weekly_hours", "12(3)")];
    assert_eq!((status, told), (422, wanted.map(|(item, no)| (item.to_owned(), no.to_owned())).to_vec()));
    filing.case.answers = whole;
    assert_eq!(apply(&server, &filing).await.0, 200);
}

#[tokio::test]
async fn a_relative_cannot_file_a_permission_for_other_activity_with_it() {
    let server = Serving::start();
    let mut filing = filing([1, 2, 3]);
    filing.case.by = FiledBy::Relative;
    filing.answer(JOINED);
    let (status, document) = apply(&server, &filing).await;
    let problems = document.unwrap().problems;
    let told: Vec<&str> = problems.iter().map(|problem| problem.item.as_str()).collect();
    assert_eq!((status, told), (422, vec!["together"]));
    assert!(problems[0].message.contains("Other than that Permitted"), "{problems:?}");
}
