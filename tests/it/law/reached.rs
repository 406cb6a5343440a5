//! Every row of the data is reached by a case: nothing lies in the files that no question leads to.

use super::verdicts;
use super::{TODAY, ask, day, ids, table};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use madoguchi::law::{Query, Rules};
use std::collections::BTreeSet;

/// Rules named by the verdicts of the table, on the day of each line and where the fees were others.
fn named() -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let mut note = |query: &Query, today: Date| {
        let verdict = ask(query, today);
        named.extend(verdict.reasons.iter().map(|reason| reason.rule.clone()));
        named.extend(verdict.ways.iter().map(|way| way.rule.clone()));
    };
    for line in table(verdicts::TABLE) {
        let query = verdicts::query(&line);
        for today in [day(line[3]).unwrap(), date(2025, 3, 31), date(2027, 5, 24)] {
            note(&query, today);
        }
    }
    named
}

#[test]
fn rules_and_ways_by_the_verdicts() {
    let named = named();
    for (file, section) in [
        ("eligibility.toml", "scope"),
        ("eligibility.toml", "exclusion"),
        ("eligibility.toml", "filer"),
        ("windows.toml", "window"),
        ("fees.toml", "fee"),
        ("ways.toml", "way"),
    ] {
        let missed: Vec<String> = ids(file, section).into_iter().filter(|id| !named.contains(id)).collect();
        assert!(missed.is_empty(), "no line of verdicts.txt reaches {missed:?} of {file}");
    }
}

#[test]
fn activities_by_their_number() {
    let ask = |id: &str| {
        let no = id.trim_start_matches("activity-").to_owned();
        let query =
            Query {
                procedure: "extension".into(), status: "特定活動".into(), activity: Some(no), ..Query::default()
            };
        ask(&query, TODAY).reasons.iter().any(|reason| reason.rule == id)
    };
    let missed: Vec<String> = ids("activities.toml", "activity").into_iter().filter(|id| !ask(id)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn documents_and_questions_by_procedure_and_status() {
    let (mut documents, mut questions) = (BTreeSet::new(), BTreeSet::new());
    for procedure in Rules::embedded().procedures(TODAY) {
        for status in Rules::embedded().statuses(TODAY) {
            for today in [TODAY, date(2025, 3, 31)] {
                let query = Query { procedure: procedure.clone(), status: status.slug.clone(), ..Query::default() };
                documents.extend(Rules::embedded().documents(&query, today).into_iter().map(|document| document.id));
                questions.extend(Rules::embedded().questions(&query, today).into_iter().map(|question| question.id));
            }
        }
    }
    for part in ["common", "work", "study", "family", "separate"] {
        let missed: Vec<String> = ids(&format!("documents-{part}.toml"), "document")
            .into_iter()
            .filter(|id| !documents.contains(id))
            .collect();
        assert!(missed.is_empty(), "{missed:?}");
    }
    let missed: Vec<String> =
        ids("questions.toml", "question").into_iter().filter(|id| !questions.contains(id)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn offices_by_their_prefectures() {
    let mut offices = BTreeSet::new();
    for source in Rules::embedded_files().iter().filter(|source| source.path.ends_with("offices.toml")) {
        let rows: toml::Table = source.text.parse().unwrap();
        for row in rows["office"].as_array().unwrap() {
            for prefecture in row["prefectures"].as_array().unwrap() {
                let office = Rules::embedded().office(prefecture["ja"].as_str().unwrap(), TODAY).unwrap();
                assert_eq!(office.slug, row["id"].as_str().unwrap());
                offices.extend(office.branches.into_iter().map(|branch| branch.slug));
            }
        }
    }
    // Those that mainly see to a port or an airport are listed and not offered.
    let elsewhere = |id: &String| ["airport", "narita", "haneda", "hakata"].iter().any(|name| id.contains(name));
    let missed: Vec<String> =
        ids("districts.toml", "district").into_iter().filter(|id| !offices.contains(id)).collect();
    assert!(missed.iter().all(elsewhere), "{missed:?}");
}

#[test]
fn every_listed_holiday_closes_the_counter() {
    let mut seen = 0;
    for source in Rules::embedded_files().iter().filter(|source| source.path.ends_with("closing-days.toml")) {
        let rows: toml::Table = source.text.parse().unwrap();
        for day in rows["holidays"].as_array().unwrap().iter().flat_map(|row| row["days"].as_array().unwrap()) {
            let holiday: Date = day["date"].to_string().parse().unwrap();
            let query = Query {
                procedure: "extension".into(),
                status: "留学".into(),
                expires: Some(holiday),
                ..Query::default()
            };
            let verdict = ask(&query, holiday.saturating_sub(10.days()));
            assert!(verdict.counter_until.is_some_and(|next| next > holiday), "{holiday}");
            seen += 1;
        }
    }
    assert!(seen > 80, "{seen}");
}
