//! What the counter feels of the law: reading the rows, one verdict, the deadlines of 10,000 clients.

#[path = "support/table.rs"]
mod table;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use madoguchi::law::{Event, Facts, Query, Rules, deadlines, verdict};
use std::hint::black_box;
use std::time::Instant;
use table::{Line, median, quantile};

const TODAY: Date = date(2026, 11, 24);
const CLIENTS: usize = 10_000;
const ROUNDS: usize = 2_000;

fn main() {
    table::head("The law: rows read, a verdict, the deadlines of 10,000 clients");
    let began = Instant::now();
    let rules = Rules::embedded();
    line("rows read when first asked for, ms (none of it at the start)", elapsed(began) / 1000.0, "ms", 25.0);
    verdicts(rules);
    let clients: Vec<Facts> = (0..CLIENTS).map(client).collect();
    let all = (0..20).map(|_| {
        let began = Instant::now();
        let found: usize = clients.iter().map(|facts| deadlines(facts, rules, TODAY).len()).sum();
        assert!(found > CLIENTS);
        elapsed(began) / 1000.0
    });
    line("deadlines of 10,000 clients, ms, median", median(&all.collect::<Vec<_>>()), "ms", 50.0);
}

fn verdicts(rules: &Rules) {
    let statuses = rules.statuses(TODAY);
    let procedures = rules.procedures(TODAY);
    let times: Vec<f64> = (0..ROUNDS)
        .map(|round| {
            let query = Query {
                procedure: procedures[round % procedures.len()].clone(),
                status: statuses[round % statuses.len()].name.ja.clone(),
                with: Some("extension".into()),
                expires: Some(TODAY.saturating_add(i64::try_from(round % 200).unwrap_or(0).days())),
                category: Some(3),
                prefecture: Some("東京都".into()),
                ..Query::default()
            };
            let began = Instant::now();
            black_box(verdict(&query, rules, TODAY));
            elapsed(began)
        })
        .collect();
    line("a verdict with its documents, µs, median", median(&times), "µs", 50.0);
    line("a verdict with its documents, µs, 95 %", quantile(&times, 0.95), "µs", 50.0);
}

fn client(no: usize) -> Facts {
    let statuses = ["技術・人文知識・国際業務", "留学", "家族滞在", "永住者", "特定技能1号"];
    let day = |n: usize| TODAY.saturating_add(i64::try_from(n % 700).unwrap_or(0).days());
    Facts {
        stay_until: Some(day(no)),
        card_until: Some(day(no)),
        passport_until: Some(day(no * 3)),
        certificate_until: Some(day(no * 5)),
        user_id_until: Some(day(no * 7)),
        status: Some(statuses[no % statuses.len()].to_owned()),
        born: Some(date(1990, 1, 1)),
        stay_days: Some(365),
        events: vec![Event { kind: "job-left".to_owned(), day: day(no * 11) }],
    }
}

/// Microseconds.
fn elapsed(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e6
}

fn line(what: &str, figure: f64, unit: &str, most: f64) {
    let here = format!("{figure:.1} {unit}");
    Line { goal: "law", what: what.to_owned(), floor: "–".to_owned(), here, figure, most }.print();
}
