//! The server weighs a case by the same rules as the counter, and comes to the same verdict.

use super::verdicts::any_query;
use jiff::civil::Date;
use madoguchi::case::{self, ACTIVITY, Answer, CATEGORY, Case, Entry, SINCE, WITH, xml};
use madoguchi::form::{Catalog, State};
use madoguchi::law::{Query, Rules, verdict};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
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
    ];
    case.facts.extend(facts.into_iter().filter_map(|(name, known)| Some((name.to_owned(), known?))));
    case
}

#[test]
fn ten_thousand_cases_are_judged_alike_before_and_after_the_line() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    for _ in 0..10_000 {
        let (query, today) = any_query().new_tree(&mut runner).unwrap().current();
        let case = filled(&query);
        let form = Catalog::embedded().pinned(&case.form).unwrap();
        let sent = xml::write(&case, xml::Files::Beside, |_| Ok::<_, ()>(Vec::new())).unwrap();
        let arrived = xml::read(&sent, Catalog::embedded()).unwrap().case;
        let weigh = |case: &Case| {
            let verdict = verdict(&case::query(case, &form, today), Rules::in_force(), today);
            (verdict.online, verdict.reasons, verdict.ways, verdict.documents, verdict.until, verdict.counter_until)
        };
        assert_eq!(weigh(&case), weigh(&arrived), "{query:?} on {today}");
    }
}
