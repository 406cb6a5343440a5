//! Every row of the data is reached by a line of a table: nothing lies in the files that no case leads to.

use super::{TODAY, ask, day, deadlines, papers, table, tables, verdicts};
use jiff::civil::Date;
use madoguchi::form::Source;
use madoguchi::law::{Query, Rules};
use std::collections::BTreeSet;

/// A row: section, id, and its first day, where rows of one id follow each other.
type Row = (String, String, String);

/// The rows of all files, as they are written.
struct Written(Vec<(Row, toml::Table)>);

impl Written {
    fn read(files: &[Source]) -> Written {
        let mut rows = Vec::new();
        for source in files {
            for (section, value) in source.text.parse::<toml::Table>().unwrap() {
                for row in value.as_array().into_iter().flatten().filter_map(toml::Value::as_table) {
                    let text =
                        |key: &str| row.get(key).map(|value| value.to_string().replace('"', "")).unwrap_or_default();
                    rows.push(((section.clone(), text("id"), text("from")), row.clone()));
                }
            }
        }
        Written(rows)
    }

    /// Rows of a section in force on a day that fit.
    fn on<'a>(
        &'a self,
        section: &'a str,
        on: Date,
        fits: impl Fn(&toml::Table) -> bool + 'a,
    ) -> impl Iterator<Item = Row> + 'a {
        let date = |row: &toml::Table, key: &str| row.get(key).map(|day| day.to_string().parse::<Date>().unwrap());
        let rows = self.0.iter().filter(move |((of, ..), row)| {
            of == section
                && date(row, "from").is_none_or(|from| from <= on)
                && date(row, "until").is_none_or(|until| on <= until)
                && fits(row)
        });
        rows.map(|(name, _)| name.clone())
    }

    fn named<'a>(&'a self, section: &'a str, on: Date, id: &'a str) -> impl Iterator<Item = Row> + 'a {
        self.on(section, on, move |row| row["id"].as_str() == Some(id))
    }
}

fn has(row: &toml::Table, key: &str, wanted: &str) -> bool {
    row.get(key)
        .and_then(toml::Value::as_array)
        .is_some_and(|list| list.iter().any(|value| value.as_str() == Some(wanted) || value.to_string() == wanted))
}

/// Rows a verdict speaks of: rules, procedure and statuses.
fn by_verdict(written: &Written, query: &Query, today: Date, reached: &mut BTreeSet<Row>) {
    let verdict = ask(query, today);
    let rules = verdict.reasons.iter().map(|reason| &reason.rule).chain(verdict.ways.iter().map(|way| &way.rule));
    let statuses = [Some(&query.status), query.from.as_ref()];
    let slugs = statuses.into_iter().flatten().filter_map(|name| Rules::embedded().slug(name, today));
    for section in ["scope", "exclusion", "filer", "window", "fee", "way", "activity"] {
        reached.extend(rules.clone().flat_map(|id| written.named(section, today, id)));
    }
    reached.extend(slugs.flat_map(|slug| written.named("status", today, slug)));
    reached.extend(written.named("procedure", today, &query.procedure));
    reached.extend(query.answers.keys().flat_map(|id| written.named("question", today, id)));
}

fn by_documents(written: &Written, reached: &mut BTreeSet<Row>) {
    for line in table(papers::TABLE) {
        let (query, today) = papers::query(&line);
        let slug = Rules::embedded().slug(&query.status, today).unwrap();
        let category = query.category.map(|no| no.to_string());
        let asked = |row: &toml::Table| {
            has(row, "procedures", line[0])
                && (has(row, "statuses", slug) || has(row, "statuses", "*"))
                && (!row.contains_key("categories") || category.as_ref().is_some_and(|no| has(row, "categories", no)))
        };
        for id in line[3].split([' ', ';']).filter(|id| !["", "+", "-", "counter:"].contains(id)) {
            reached.extend(written.on("document", today, |row| row["id"].as_str() == Some(id) && asked(row)));
        }
        reached.extend(query.answers.keys().flat_map(|id| written.named("question", today, id)));
        reached.extend(written.on("category", today, |row| {
            category.as_ref().is_some_and(|no| row["no"].to_string() == *no) && has(row, "statuses", slug)
        }));
    }
}

fn by_place_and_day(written: &Written, reached: &mut BTreeSet<Row>) {
    for line in table(tables::PLACES) {
        let offices = line[1].split(' ').chain(line[2].split(' '));
        let sections = ["office", "district", "counter", "contact"];
        reached
            .extend(offices.flat_map(|id| sections.iter().flat_map(move |section| written.named(section, TODAY, id))));
    }
    for line in table(tables::CLOSING) {
        let listed = |row: &toml::Table| {
            let days = row["days"].as_array().unwrap().iter();
            days.clone().any(|day| day["date"].to_string() == line[0] && day["ja"].as_str() == Some(line[1]))
        };
        reached.extend(written.on("holidays", TODAY, listed));
        reached.extend(written.named("closing", TODAY, line[1]));
    }
    for line in table(tables::LIMITS) {
        reached.extend(written.on("limit", day(line[0]).unwrap(), |_| true));
    }
}

/// Rows that the lines of the tables lead to.
fn reached(written: &Written) -> BTreeSet<Row> {
    let mut reached = BTreeSet::new();
    for line in table(verdicts::TABLE).chain(table(tables::WAYS)) {
        by_verdict(written, &verdicts::query(&line), day(line[3]).unwrap(), &mut reached);
    }
    for line in table(tables::FEES) {
        by_verdict(written, &tables::of_fee(&line), day(line[1]).unwrap(), &mut reached);
    }
    for line in table(deadlines::TABLE) {
        if line[5] != "none" {
            reached.extend(written.named("deadline", TODAY, line[4]));
        }
        reached.extend(written.named("event", TODAY, line[0]));
    }
    by_documents(written, &mut reached);
    by_place_and_day(written, &mut reached);
    reached
}

#[test]
fn every_row_is_reached_by_a_line_of_a_table() {
    let written = Written::read(&Rules::embedded_files());
    assert!(written.0.len() > 700, "{}", written.0.len());
    let reached = reached(&written);
    let missed: Vec<String> = written
        .0
        .iter()
        .filter(|(name, _)| !reached.contains(name))
        .map(|((section, id, from), _)| format!("{section} {id} {from}").trim_end().to_owned())
        .collect();
    assert!(missed.is_empty(), "no line of a table in tests/it/law reaches {missed:#?}");
}

#[test]
fn a_row_that_no_line_reaches_is_named() {
    let row = "[[fee]]\nid = \"fee-nobody-asks\"\nprocedures = [\"extension\"]\nfrom = 2040-01-01\n";
    let written = Written::read(&[Source { path: "forms/law/new.toml".into(), text: row.into() }]);
    assert!(!reached(&written).contains(&written.0[0].0));
}

#[test]
fn every_listed_holiday_closes_the_counter() {
    let written = Written::read(&Rules::embedded_files());
    let mut seen = 0;
    for (_, row) in written.0.iter().filter(|((section, ..), _)| section == "holidays") {
        for day in row["days"].as_array().unwrap() {
            let holiday: Date = day["date"].to_string().parse().unwrap();
            let verdict = ask(&super::ends(holiday), holiday);
            assert!(verdict.counter_until.is_some_and(|next| next > holiday), "{holiday}");
            seen += 1;
        }
    }
    assert_eq!(seen, 89);
}
