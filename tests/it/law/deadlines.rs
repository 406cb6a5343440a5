//! What a client has to do by when: `deadlines.txt`, one line a case.

use super::{TODAY, day, table};
use jiff::civil::{Date, date};
use madoguchi::law::{Deadline, Event, Facts, Rules, deadlines};
use proptest::prelude::*;

pub(super) const TABLE: &str = include_str!("deadlines.txt");

/// What is known of a client: one day and what it is, status, length of the stay.
fn facts(of: &str, on: Date, status: &str, days: &str) -> Facts {
    let known = |text: &str| (text != "-").then(|| text.to_owned());
    let mut facts = Facts { status: known(status), stay_days: days.parse().ok(), ..Facts::default() };
    match of {
        "stay" => facts.stay_until = Some(on),
        "card" => facts.card_until = Some(on),
        "passport" => facts.passport_until = Some(on),
        "certificate" => facts.certificate_until = Some(on),
        "user-id" => facts.user_id_until = Some(on),
        "born" => facts.born = Some(on),
        kind => facts.events.push(Event { kind: kind.to_owned(), day: on }),
    }
    facts
}

fn ask(facts: &Facts) -> Vec<Deadline> {
    deadlines(facts, Rules::embedded(), TODAY)
}

#[test]
fn every_line_of_the_table() {
    for line in table(TABLE) {
        let found = ask(&facts(line[0], day(line[1]).unwrap(), line[2], line[3]));
        let found = found.iter().find(|deadline| deadline.rule == line[4]);
        if line[5] == "none" {
            assert_eq!(found, None, "{line:?}");
            continue;
        }
        let found = found.unwrap_or_else(|| panic!("no deadline: {line:?}"));
        assert_eq!([Some(found.day), found.also, found.opens], [day(line[5]), day(line[6]), day(line[7])], "{line:?}");
    }
}

#[test]
fn the_nearest_stands_first_with_its_reason() {
    let known = Facts {
        stay_until: Some(date(2027, 3, 31)),
        passport_until: Some(date(2027, 1, 15)),
        status: Some("engineer-specialist-in-humanities-international-services".into()),
        stay_days: Some(365),
        events: vec![Event { kind: "job-left".into(), day: date(2026, 11, 20) }],
        ..Facts::default()
    };
    let found = ask(&known);
    assert_eq!(
        found.iter().map(|deadline| deadline.rule.as_str()).collect::<Vec<_>>(),
        ["due-job-left", "due-passport", "due-activity", "due-stay-online", "due-stay-counter", "due-special"]
    );
    for deadline in &found {
        assert!(!deadline.source.is_empty() && !deadline.article.is_empty(), "{}", deadline.rule);
        let args: Vec<(&str, &str)> =
            deadline.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let id = format!("law-{}", deadline.code);
        for lang in madoguchi::text::Lang::all() {
            let said = madoguchi::text::say(*lang, &id, &args);
            assert!(said.contains(&deadline.day.to_string()) || deadline.code == "due-stay-counter", "{said}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The day to act is never after the other reading, never before it can be done, and never on a day the counter is shut
    /// when the row plans for the counter.
    #[test]
    fn days_are_in_order(on in super::any_day(), days in 1_u32..2000) {
        let known = Facts { stay_until: Some(on), born: Some(on), stay_days: Some(days), ..Facts::default() };
        for deadline in ask(&known) {
            prop_assert!(deadline.also.is_none_or(|also| also > deadline.day));
            prop_assert!(deadline.opens.is_none_or(|opens| opens <= deadline.day));
            prop_assert!(deadline.rule != "due-stay-counter" || deadline.day <= on);
        }
    }
}
