//! The server weighs a case by the same rules as the counter, and comes to the same verdict: generated cases over HTTP.

use super::TODAY;
use super::verdicts::any_query;
use crate::support::serving::Serving;
use jiff::ToSpan;
use jiff::civil::Date;
use madoguchi::case::{self, ACTIVITY, Answer, CATEGORY, Case, Entry, SINCE, WITH, xml};
use madoguchi::form::{Catalog, State};
use madoguchi::law::{Query, Rules, verdict};
use madoguchi::wire::{Checked, ProblemDocument, Weighed};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use uuid::Uuid;

fn typed(text: String) -> Answer {
    Answer { entry: Entry { state: State::Answered, typed: text, ..Entry::default() }, rows: Vec::new() }
}

/// A case of a form that is here, with what the question knows.
fn filled(query: &Query) -> Case {
    let forms = Catalog::embedded().forms();
    let form = &forms[query.procedure.len() % forms.len()];
    let mut case =
        Case::open(Uuid::from_u128(1), form, &form.statuses[0].name.ja, query.by, jiff::Timestamp::UNIX_EPOCH);
    let mut known = |item: &str, day: Option<Date>| {
        case.answers.extend(day.map(|day| (item.to_owned(), typed(day.to_string()))));
    };
    known("current_expiry", query.expires);
    known("birth_date", query.born);
    let facts = [
        (CATEGORY, query.category.map(|no| no.to_string())),
        (WITH, query.with.clone()),
        (ACTIVITY, query.activity.clone()),
        (SINCE, query.since.map(|day| day.to_string())),
        ("unnotified-job-left", query.no_organisation.then(|| "yes".to_owned())),
    ];
    case.facts.extend(facts.into_iter().filter_map(|(name, known)| Some((name.to_owned(), known?))));
    case
}

/// What the counter says of a case, as the server words it.
fn at_the_counter(case: &Case) -> Weighed {
    let form = Catalog::embedded().pinned(&case.form).unwrap();
    let verdict = verdict(&case::query(case, &form, TODAY), Rules::in_force(), TODAY);
    Weighed {
        online: verdict.online.word().to_owned(),
        rule: verdict.reasons[0].rule.clone(),
        from: verdict.from,
        until: verdict.until,
        counter_until: verdict.counter_until,
    }
}

/// Days near today, so that every answer of the windows comes up.
fn near(query: Query) -> Query {
    let near = |day: Date| TODAY.saturating_add(i64::from(day.day_of_year() - 160).days());
    Query { expires: query.expires.map(near), since: query.since.map(near), ..query }
}

async fn by_the_server(http: &reqwest::Client, url: &str, case: &Case) -> Weighed {
    let sent = xml::write(case, xml::Files::Beside, |_| Ok::<_, ()>(Vec::new())).unwrap();
    let answer = http.post(url).body(sent).send().await.unwrap();
    if answer.status() == 200 {
        return answer.json::<Checked>().await.unwrap().verdict;
    }
    let problem = answer.json::<ProblemDocument>().await.unwrap();
    problem.verdict.unwrap_or_else(|| panic!("no verdict: {}", problem.code))
}

const CONNECTIONS: usize = 4;
const EACH: usize = 10_000 / CONNECTIONS;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_cases_are_judged_alike_by_counter_and_server() {
    let server = Serving::start();
    let http = reqwest::Client::new();
    let line = |_| {
        let (http, url) = (http.clone(), server.at("/v1/check"));
        tokio::spawn(async move {
            let mut answers = BTreeMap::new();
            let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
            for _ in 0..EACH {
                let case = filled(&near(any_query().new_tree(&mut runner).unwrap().current().0));
                let here = at_the_counter(&case);
                assert_eq!(by_the_server(&http, &url, &case).await, here, "{} {}", case.procedure, case.status);
                *answers.entry(here.online).or_insert(0) += 1;
            }
            answers
        })
    };
    let mut answers: BTreeMap<String, usize> = BTreeMap::new();
    for line in (0..CONNECTIONS).map(line).collect::<Vec<_>>() {
        for (answer, count) in line.await.unwrap() {
            *answers.entry(answer).or_default() += count;
        }
    }
    assert_eq!(answers.values().sum::<usize>(), CONNECTIONS * EACH);
    for answer in ["yes", "not-yet", "counter-only", "too-late", "no", "unknown"] {
        assert!(answers.get(answer).is_some_and(|count| *count > 20), "{answer}: {answers:?}");
    }
}
