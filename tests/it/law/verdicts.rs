//! The verdicts: `verdicts.txt`, one line a case.

use super::{ask, day, table};
use jiff::civil::Date;
use madoguchi::law::{FiledBy, Online, Query, Rules};
use madoguchi::text::{Lang, say};
use proptest::prelude::*;

pub(super) const TABLE: &str = include_str!("verdicts.txt");

/// The question of a line.
pub(super) fn query(line: &[&str]) -> Query {
    let mut query = Query { procedure: line[0].into(), status: line[1].into(), ..Query::default() };
    for known in line[2].split_whitespace().filter(|known| *known != "-") {
        let (name, value) = known.split_once('=').unwrap_or((known, ""));
        let text = || Some(value.to_owned());
        match name {
            "from" => query.from = text(),
            "with" => query.with = text(),
            "activity" => query.activity = text(),
            "expires" => query.expires = day(value),
            "since" => query.since = day(value),
            "born" => query.born = day(value),
            "certificate" => query.certificate = day(value),
            "by" => query.by = FiledBy::from_word(value).unwrap(),
            "days" => query.days = Some(value.parse().unwrap()),
            "no-organisation" => query.no_organisation = true,
            "unnotified" => {
                let asked = Rules::embedded().unnotified(value, super::TODAY).unwrap();
                query.answers.insert(asked.to_owned(), true);
            }
            other => panic!("nothing is called {other}: {line:?}"),
        }
    }
    query
}

#[test]
fn every_line_of_the_table() {
    for line in table(TABLE) {
        let verdict = ask(&query(&line), day(line[3]).unwrap());
        assert_eq!(verdict.online.word(), line[4], "{line:?}");
        assert_eq!(verdict.reasons[0].rule, line[5], "{line:?}: {:?}", verdict.reasons[0]);
        assert_eq!(
            [verdict.from, verdict.until, verdict.counter_until],
            [day(line[6]), day(line[7]), day(line[8])],
            "{line:?}"
        );
    }
}

#[test]
fn whatever_is_no_yes_says_what_remains() {
    for line in table(TABLE) {
        let verdict = ask(&query(&line), day(line[3]).unwrap());
        assert_eq!(verdict.ways.is_empty(), verdict.online == Online::Yes, "{line:?}: {:?}", verdict.ways);
    }
}

#[test]
fn every_sentence_is_there_in_every_language() {
    for line in table(TABLE) {
        let verdict = ask(&query(&line), day(line[3]).unwrap());
        for lang in Lang::all() {
            for reason in &verdict.reasons {
                let args: Vec<(&str, &str)> = reason.args.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
                let (id, said) = (format!("law-{}", reason.code), say(*lang, &format!("law-{}", reason.code), &args));
                assert!(said != id && !said.contains("{$") && !said.contains("{ $"), "{line:?}: {said}");
            }
            for way in &verdict.ways {
                assert_ne!(say(*lang, &format!("law-{}", way.code), &[]), format!("law-{}", way.code));
            }
        }
    }
}

#[test]
fn a_way_names_the_office_of_the_address() {
    let line = ["change", "経営・管理", "from=短期滞在"];
    let there = Query { prefecture: Some("大阪府".into()), ..query(&line) };
    let verdict = ask(&there, super::TODAY);
    let office =
        verdict.ways.iter().find(|way| way.rule == "way-unavoidable").and_then(|way| way.office.clone()).unwrap();
    assert_eq!(office.slug, "osaka");
    assert!(office.hours.is_some_and(|hours| hours.ja.contains("9:00")));
    assert!(office.branches.iter().all(|branch| branch.slug != "kansai-airport"), "{:?}", office.branches);
    // without an address: whom to ask
    let verdict = ask(&query(&line), super::TODAY);
    let office = verdict.ways.iter().find_map(|way| way.office.clone()).unwrap();
    assert_eq!((office.slug.as_str(), office.phone.starts_with("0570-013904")), ("information-centre", true));
}

/// A question about anything the rules list.
pub(super) fn any_query() -> impl Strategy<Value = (Query, Date)> {
    let rules = Rules::embedded();
    let statuses: Vec<String> = rules.statuses(super::TODAY).into_iter().map(|status| status.name.ja).collect();
    let activities: Vec<String> = rules.activities(super::TODAY).into_iter().map(|(no, _)| no).collect();
    let procedures = rules.procedures(super::TODAY);
    let maybe = prop::option::of::<BoxedStrategy<Date>>;
    let dates = (
        maybe(super::any_day().boxed()),
        maybe(super::any_day().boxed()),
        maybe(super::any_day().boxed()),
        super::any_day(),
    );
    let names = (
        prop::sample::select(procedures),
        prop::sample::select(statuses.clone()),
        prop::option::of(prop::sample::select(statuses)),
        prop::option::of(prop::sample::select(activities)),
        prop::option::of(prop::sample::select(vec!["change", "extension", "acquisition"])),
    );
    let rest = (
        prop::sample::select(FiledBy::ALL.to_vec()),
        prop::option::of(1_u8..=4),
        prop::option::of(prop::sample::select(vec!["東京都", "大阪府", "沖縄県", "北海道"])),
        prop::option::of(1_u32..2000),
        any::<bool>(),
    );
    (dates, names, rest).prop_map(|(dates, names, rest)| {
        let (expires, since, born, today) = dates;
        let (procedure, status, from, activity, with) = names;
        let (by, category, prefecture, days, no_organisation) = rest;
        let query = Query {
            procedure,
            status,
            from,
            with: with.map(str::to_owned),
            expires,
            since,
            by,
            born,
            activity,
            category,
            prefecture: prefecture.map(str::to_owned),
            days,
            no_organisation,
            ..Query::default()
        };
        (query, today)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2000, ..ProptestConfig::default() })]

    /// A verdict never contradicts its own dates, says why with a source, and names a way unless it is a yes.
    #[test]
    fn every_verdict_holds_together((query, today) in any_query()) {
        let verdict = ask(&query, today);
        prop_assert!(!verdict.reasons.is_empty());
        prop_assert!(verdict.from.zip(verdict.until).is_none_or(|(from, until)| from <= until));
        prop_assert!(verdict.until.zip(verdict.counter_until).is_none_or(|(until, counter)| until <= counter));
        match verdict.online {
            Online::Yes => {
                prop_assert!(verdict.until.is_none_or(|until| today <= until));
                prop_assert!(verdict.from.is_none_or(|from| from <= today));
            }
            Online::NotYet => {
                prop_assert!(verdict.word() == "notice-first" || verdict.from.is_some_and(|from| today < from));
            }
            Online::TooLate => prop_assert!(verdict.counter_until.is_some_and(|last| last < today)),
            Online::CounterOnly => prop_assert!(verdict.counter_until.is_none_or(|last| today <= last)),
            Online::No | Online::Unknown => {}
        }
        for reason in verdict.reasons.iter().filter(|reason| !reason.rule.is_empty()) {
            prop_assert!(reason.source.contains('['), "{reason:?}");
        }
        let asks = ["no-expiry", "no-event", "no-status", "no-procedure"];
        prop_assert!(
            verdict.online == Online::Yes || !verdict.ways.is_empty() || asks.contains(&verdict.reasons[0].code.as_str()),
            "{:?}", verdict.reasons[0]
        );
    }
}
