//! Newer files over the rows built in, and what differs between two sets.

use super::TODAY;
use jiff::civil::date;
use madoguchi::form::Source;
use madoguchi::law::{Change, Query, Rules, Side, diff, verdict};

fn file(text: &str) -> Vec<Source> {
    vec![Source { path: "law/new.toml".into(), text: text.into() }]
}

const FEE: &str = r#"
as_of = 2027-01-15

[[fee]]
id = "fee-extension-2027"
from = 2027-04-01
procedures = ["extension"]
online = 38000
counter = 40000
article = "施行令（令和9年4月1日から）"
source = "the official gazette"
checked = true
"#;

#[test]
fn a_newer_row_takes_the_place_of_the_row_with_its_id() {
    let newer = Rules::over(file(FEE)).unwrap();
    assert!(newer.left_out.is_empty());
    let query = Query { procedure: "extension".into(), status: "留学".into(), ..Query::default() };
    let fee = |rules: &Rules, day| verdict(&query, rules, day).fee.map(|fee| (fee.online, fee.counter));
    assert_eq!(fee(&newer.rules, date(2027, 4, 1)), Some((Some(38000), 40000)));
    assert_eq!(fee(Rules::embedded(), date(2027, 4, 1)), None);
    assert_eq!(fee(&newer.rules, date(2027, 3, 31)), Some((Some(5500), 6000)));
    assert_eq!(newer.rules.as_of(), Some(date(2027, 1, 15)));
}

#[test]
fn a_file_that_is_not_newer_is_left_out_and_named() {
    let older = Rules::over(file(&FEE.replace("2027-01-15", "2026-11-21"))).unwrap();
    assert_eq!(older.left_out, ["law/new.toml"]);
    assert_eq!(older.rules.as_of(), Rules::embedded().as_of());
}

/// What is changed in the file | what is said of it
const FLAWS: &[(&str, &str, &str)] = &[
    ("as_of = 2027-01-15", "", "1:1 no `as_of`"),
    ("source = \"the official gazette\"\n", "", "4:1 no `source`"),
    ("[\"extension\"]", "[\"extinction\"]", "7:15 no procedure is called `extinction`"),
    (
        "id = \"fee-extension-2027\"",
        "id = \"another\"",
        "`another` applies on the same days as `fee-extension-2027` before it",
    ),
    ("online = 38000", "online = ", "8:"),
];

#[test]
fn every_flaw_is_told_with_file_and_line() {
    for (from, to, told) in FLAWS {
        let flaws = Rules::over(file(&FEE.replace(from, to))).expect_err(told);
        let said: Vec<String> =
            flaws.iter().map(|flaw| format!("{} {}:{} {flaw}", flaw.text.name(), flaw.line, flaw.column)).collect();
        assert!(said.iter().any(|said| said.starts_with("law/new.toml ") && said.contains(told)), "{told}: {said:#?}");
    }
}

#[test]
fn what_differs_between_two_days_is_the_fees() {
    let files = Rules::embedded_files();
    let on = |day| Side { files: &files, on: Some(day) };
    let changes = diff(&on(date(2025, 3, 31)), &on(date(2025, 4, 1)));
    assert!(changes.contains(&Change::Removed("fee fee-extension-old".into())), "{changes:?}");
    assert!(changes.contains(&Change::Added("fee fee-extension-2025 (2025-04-01)".into())), "{changes:?}");
    assert_eq!(diff(&on(TODAY), &on(TODAY)), []);
}

#[test]
fn what_differs_between_two_files_is_told_key_by_key() {
    let (old, new) = (file(FEE), file(&FEE.replace("40000", "45000")));
    let side = |files| Side { files, on: None };
    let changed =
        Change::Changed("fee fee-extension-2027 (2027-04-01)".into(), "counter".into(), "40000".into(), "45000".into());
    assert_eq!(diff(&side(&old), &side(&new)), [changed]);
}
