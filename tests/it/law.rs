//! The law as a scrivener reads it: tables of dates, one line a case.

mod deadlines;
mod newer;
mod papers;
mod reached;
mod same;
mod tables;
mod together;
mod verdicts;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use madoguchi::form::{Flaw, Source};
use madoguchi::law::{FiledBy, Online, Query, Rules, Verdict, document, verdict};
use proptest::prelude::*;

const STATUS: &str = "技術・人文知識・国際業務";
const TODAY: Date = date(2026, 11, 24);

fn extension() -> Query {
    Query { procedure: "extension".into(), status: STATUS.into(), ..Query::default() }
}

fn ends(expires: Date) -> Query {
    Query { expires: Some(expires), ..extension() }
}

fn ask(query: &Query, today: Date) -> Verdict {
    verdict(query, Rules::embedded(), today)
}

fn codes(verdict: &Verdict) -> Vec<&str> {
    verdict.reasons.iter().map(|reason| reason.code.as_str()).collect()
}

fn lines(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| line.split('|').map(str::trim).collect())
}

/// The lines of a table in a file; `#` begins a remark.
fn table(text: &str) -> impl Iterator<Item = Vec<&str>> {
    lines(text).filter(|line| !line[0].starts_with('#'))
}

/// Ids of the rows of a section of a rule file.
fn ids(file: &str, section: &str) -> Vec<String> {
    let files = Rules::embedded_files();
    let source = files.iter().find(|source| source.path.ends_with(file)).unwrap();
    let table: toml::Table = source.text.parse().unwrap();
    let rows = table[section].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

fn day(text: &str) -> Option<Date> {
    (text != "-").then(|| text.parse().unwrap())
}

/// The stay ends | today | answer | deciding reason | from | online until | counter until
const EXTENSION: &str = "
    2026-11-24 | 2026-08-23 | not-yet      | not-yet      | 2026-08-24 | 2026-11-23 | 2026-11-24
    2026-11-24 | 2026-08-24 | yes          | online-last  | 2026-08-24 | 2026-11-23 | 2026-11-24
    2026-11-24 | 2026-11-23 | yes          | online-last  | 2026-08-24 | 2026-11-23 | 2026-11-24
    2026-11-24 | 2026-11-24 | counter-only | counter-only | 2026-08-24 | 2026-11-23 | 2026-11-24
    2026-11-24 | 2026-11-25 | too-late     | too-late     | 2026-08-24 | 2026-11-23 | 2026-11-24
    2027-05-31 | 2027-02-27 | not-yet      | not-yet      | 2027-02-28 | 2027-05-30 | 2027-05-31
    2027-05-31 | 2027-02-28 | yes          | online-last  | 2027-02-28 | 2027-05-30 | 2027-05-31
    2028-05-31 | 2028-02-28 | not-yet      | not-yet      | 2028-02-29 | 2028-05-30 | 2028-05-31
    2028-05-31 | 2028-02-29 | yes          | online-last  | 2028-02-29 | 2028-05-30 | 2028-05-31
    2026-12-31 | 2026-12-30 | yes          | online-last  | 2026-09-30 | 2026-12-30 | 2027-01-04
    2026-12-31 | 2026-12-31 | counter-only | counter-only | 2026-09-30 | 2026-12-30 | 2027-01-04
    2026-12-31 | 2027-01-04 | counter-only | counter-only | 2026-09-30 | 2026-12-30 | 2027-01-04
    2026-12-31 | 2027-01-05 | too-late     | too-late     | 2026-09-30 | 2026-12-30 | 2027-01-04
    2026-11-23 | 2026-11-22 | yes          | online-last  | 2026-08-23 | 2026-11-22 | 2026-11-24
    2026-05-03 | 2026-05-04 | counter-only | counter-only | 2026-02-03 | 2026-05-02 | 2026-05-07
    2026-09-20 | 2026-09-24 | counter-only | counter-only | 2026-06-20 | 2026-09-19 | 2026-09-24
    2026-09-20 | 2026-09-25 | too-late     | too-late     | 2026-06-20 | 2026-09-19 | 2026-09-24";

#[test]
fn extension_by_the_day() {
    for line in lines(EXTENSION) {
        let (expires, today) = (day(line[0]).unwrap(), day(line[1]).unwrap());
        let verdict = ask(&ends(expires), today);
        assert_eq!(verdict.online.word(), line[2], "{line:?}");
        assert_eq!(verdict.reasons[0].code, line[3], "{line:?}");
        assert_eq!(
            [verdict.from, verdict.until, verdict.counter_until],
            [day(line[4]), day(line[5]), day(line[6])],
            "{line:?}"
        );
    }
}

/// The stay ends (on a closing day) | last working day before | next working day
const CLOSING: &str = "
    2026-11-21 | 2026-11-20 | 2026-11-24
    2026-11-23 | 2026-11-20 | 2026-11-24
    2026-12-29 | 2026-12-28 | 2027-01-04
    2027-01-03 | 2026-12-28 | 2027-01-04
    2026-05-05 | 2026-05-01 | 2026-05-07
    2027-03-22 | 2027-03-19 | 2027-03-23
    2026-11-24 | -          | 2026-11-24";

#[test]
fn a_stay_that_ends_on_a_closing_day() {
    for line in lines(CLOSING) {
        let expires = day(line[0]).unwrap();
        let verdict = ask(&ends(expires), expires);
        assert_eq!((verdict.plan, verdict.counter_until), (day(line[1]), day(line[2])), "{line:?}");
        assert_eq!(codes(&verdict).contains(&"closing-day"), verdict.plan.is_some(), "{line:?}");
    }
}

#[test]
fn holidays_that_are_not_listed_are_not_guessed() {
    let verdict = ask(&ends(date(2031, 5, 6)), date(2031, 4, 1));
    assert_eq!((verdict.counter_until, verdict.plan), (Some(date(2031, 5, 6)), None));
    assert!(codes(&verdict).contains(&"closing-open"));
}

/// The stay ends | its length in days | the old status goes on until
const SPECIAL: &str = "
    2027-02-28 | 365 | 2027-04-28
    2028-02-29 | 365 | 2028-04-29
    2027-11-30 | 365 | 2028-01-30
    2026-12-31 | 365 | 2027-02-28
    2027-05-31 | 365 | 2027-07-31
    2027-05-31 | 31  | 2027-07-31
    2027-05-31 | 30  | -";

#[test]
fn special_period_by_the_earlier_reading() {
    for line in lines(SPECIAL) {
        let expires = day(line[0]).unwrap();
        let query = Query { days: Some(line[1].parse().unwrap()), by: FiledBy::Agent, ..ends(expires) };
        assert_eq!(ask(&query, expires).special_until, day(line[2]), "{line:?}");
    }
}

/// Received on | online | counter
const FEES: &str = "
    2025-03-31 | 4000 | 4000
    2025-04-01 | 5500 | 6000
    2026-11-24 | 5500 | 6000
    2027-03-31 | 5500 | 6000";

#[test]
fn fees_by_the_day_of_receipt() {
    for line in lines(FEES) {
        let fee = ask(&extension(), day(line[0]).unwrap()).fee.unwrap();
        assert_eq!((fee.online, fee.counter), (Some(line[1].parse().unwrap()), line[2].parse().unwrap()), "{line:?}");
    }
    let later = ask(&extension(), date(2027, 4, 1));
    assert_eq!(later.fee, None);
    assert!(codes(&later).contains(&"fee-open"));
}

/// Who files | born | length of the stay in days | answer | reason
const WHO: &str = "
    self                 | 1990-01-01 | 365 | yes     | who-yes
    self                 | 2011-11-24 | 365 | yes     | who-yes
    self                 | 2011-11-25 | 365 | no      | who-too-young
    self                 | 1990-01-01 | 92  | no      | who-short-stay
    self                 | -          | -   | yes     | who-yes
    legal-representative | 2020-01-01 | 365 | yes     | who-yes
    relative             | 2010-11-25 | 365 | yes     | who-yes
    relative             | 2010-11-24 | 365 | unknown | who-if
    relative             | -          | -   | unknown | who-if
    agent                | -          | 92  | yes     | who-yes
    organisation         | -          | -   | yes     | who-yes";

#[test]
fn who_may_file() {
    for line in lines(WHO) {
        let query = Query {
            by: FiledBy::from_word(line[0]).unwrap(),
            born: day(line[1]),
            days: line[2].parse().ok(),
            ..ends(date(2026, 12, 24))
        };
        let verdict = ask(&query, TODAY);
        assert_eq!(verdict.online.word(), line[3], "{line:?}");
        assert!(codes(&verdict).contains(&line[4]), "{line:?}: {:?}", codes(&verdict));
        assert!(verdict.online == Online::Yes || verdict.reasons[0].code == line[4], "{line:?}");
    }
}

#[test]
fn too_late_is_too_late_whoever_files() {
    let child = Query { born: Some(date(2020, 1, 1)), ..ends(date(2026, 11, 20)) };
    let verdict = ask(&child, TODAY);
    assert_eq!((verdict.online, verdict.reasons[0].code.as_str()), (Online::TooLate, "too-late"));
}

/// What the rules do not say | procedure | status | reason
const UNKNOWN: &str = "
    a status without rows    | permanent-residence | 留学          | no-rows
    a status that is none    | extension | 忍者                   | no-status
    a procedure that is none | holiday   | 技術・人文知識・国際業務 | no-procedure";

#[test]
fn what_no_row_says_is_unknown() {
    for line in lines(UNKNOWN) {
        let query = Query { procedure: line[1].into(), status: line[2].into(), ..ends(date(2026, 12, 24)) };
        let verdict = ask(&query, TODAY);
        assert_eq!(verdict.online, Online::Unknown, "{line:?}");
        assert_eq!(codes(&verdict), [line[3]], "{line:?}");
        assert_eq!((verdict.fee, verdict.until), (None, None), "{line:?}");
    }
    let open = ask(&extension(), TODAY);
    assert_eq!((open.online, open.reasons[0].code.as_str()), (Online::Unknown, "no-expiry"));
}

#[test]
fn a_status_goes_by_every_name() {
    for name in [
        "技術・人文知識・国際業務",
        "engineer-specialist-in-humanities-international-services",
        "Engineer / Specialist in Humanities / International Services",
        "engineer/specialist in humanities/international services",
    ] {
        let query = Query { status: name.into(), ..ends(date(2026, 12, 24)) };
        assert_eq!(ask(&query, TODAY).online, Online::Yes, "{name}");
    }
}

/// Today | born | a photo is asked
const PHOTO: &str = "
    2026-06-13 | 2010-06-13 | yes
    2026-06-13 | 2010-06-14 | no
    2026-06-14 | 2025-06-14 | yes
    2026-06-14 | 2025-06-15 | no";

#[test]
fn photo_by_age_and_day() {
    for line in lines(PHOTO) {
        let (today, born) = (day(line[0]).unwrap(), day(line[1]).unwrap());
        assert_eq!(Rules::embedded().limits(today).photo_needed(born, today), line[2] == "yes", "{line:?}");
        let query = Query { born: Some(born), ..ends(today) };
        assert_eq!(
            ask(&query, today).documents.iter().any(|paper| paper.id == "photo" && paper.needed()),
            line[2] == "yes"
        );
    }
}

#[test]
fn file_limits_by_the_day() {
    let (before, now) = (Rules::embedded().limits(date(2025, 12, 31)), Rules::embedded().limits(TODAY));
    assert_eq!((before.files, before.total_bytes), (1, 10_000_000));
    assert_eq!((now.files, now.total_bytes, now.photo_bytes, now.photo_months), (20, 25_000_000, 50_000, 6));
    assert!(!now.checked, "the size of the photo file was not seen in a source");
}

/// Prefecture | office | every part of it checked
const OFFICES: &str = "
    東京都   | tokyo    | yes
    東京     | tokyo    | yes
    Tokyo    | tokyo    | yes
    大阪府   | osaka    | yes
    神奈川県 | yokohama | no
    Okinawa  | naha     | no
    北海道   | sapporo  | no
    京都     | osaka    | yes";

#[test]
fn office_by_prefecture() {
    for line in lines(OFFICES) {
        let query = Query { prefecture: Some(line[0].into()), ..extension() };
        let office = ask(&query, TODAY).office.unwrap();
        assert_eq!((office.slug.as_str(), office.checked), (line[1], line[2] == "yes"), "{line:?}");
    }
    let nowhere = ask(&Query { prefecture: Some("Atlantis".into()), ..extension() }, TODAY);
    assert_eq!(nowhere.office, None);
    assert!(codes(&nowhere).contains(&"no-office"));
}

#[test]
fn every_reason_has_its_rule_and_source() {
    let query = Query { category: Some(3), prefecture: Some("東京都".into()), ..ends(date(2026, 12, 24)) };
    let verdict = ask(&query, TODAY);
    assert!(verdict.reasons.len() >= 6);
    for reason in &verdict.reasons {
        assert!(!reason.rule.is_empty() && reason.source.contains('['), "{reason:?}");
    }
}

#[test]
fn the_document_has_the_promised_keys() {
    let query = Query { category: Some(3), prefecture: Some("神奈川県".into()), ..ends(date(2026, 11, 24)) };
    let said = document(&ask(&query, date(2026, 11, 23)), |code, _| format!("law-{code}"));
    assert_eq!(said["online"], "yes");
    assert_eq!([&said["from"], &said["until"], &said["counter_until"]], ["2026-08-24", "2026-11-23", "2026-11-24"]);
    assert_eq!(said["fee"], serde_json::json!({ "online": 5500, "counter": 6000 }));
    assert_eq!(said["bureau"]["checked"], false);
    assert_eq!(said["reasons"][0]["rule"], "ext-last-online");
    assert_eq!(said["reasons"][0]["text"], "law-online-last");
    assert_eq!(said["documents"][0]["name"]["ja"], "在留期間更新許可申請書");
}

#[test]
fn the_embedded_rows_have_no_flaw() {
    let flaws = Rules::read(&Rules::embedded_files()).err().unwrap_or_default();
    let told: Vec<String> = flaws.iter().map(|flaw| format!("{}:{} {flaw}", flaw.line, flaw.column)).collect();
    assert!(told.is_empty(), "{told:#?}");
    assert_eq!(Rules::embedded().statuses(TODAY).len(), 40);
}

/// Rows changed so that they are wrong, and what the reader says of each.
fn flaws_of(change: impl Fn(&mut Source)) -> Vec<Flaw> {
    let mut files = Rules::embedded_files();
    files.iter_mut().for_each(change);
    Rules::read(&files).expect_err("a flaw")
}

fn said(flaws: &[Flaw]) -> Vec<String> {
    flaws.iter().map(|flaw| format!("{} {}:{} {flaw}", flaw.text.name(), flaw.line, flaw.column)).collect()
}

#[test]
fn flaws_are_told_all_at_once_with_their_place() {
    let flaws = flaws_of(|file| match file.path.as_str() {
        "forms/law/fees.toml" => {
            file.text = "[[fee]]\nid = \"a\"\nprocedures = [\"extension\"]\narticle = \"x\"\nchecked = true\n\n\
                         [[fee]]\nid = \"b\"\nfrom = 2026-02-01\nuntil = 2026-01-31\nprocedures = [\"extension\"]\narticle = \"x\"\n\
                         source = \"  \"\nchecked = true\n"
                .into();
        }
        "forms/law/eligibility.toml" => file.text = file.text.replace("\"engineer-", "\"engine-"),
        _ => {}
    });
    let said = said(&flaws);
    assert_eq!(
        said[..3],
        [
            "forms/law/fees.toml 1:1 no `source`",
            "forms/law/fees.toml 13:10 `source` is empty",
            "forms/law/fees.toml 10:9 ends 2026-01-31, before it begins on 2026-02-01",
        ]
    );
    let unknown = "no status is called `engine-specialist-in-humanities-international-services`";
    assert!(said[3..].iter().all(|flaw| flaw.starts_with("forms/law/eligibility.toml ") && flaw.ends_with(unknown)));
    assert!(said.len() > 3, "{said:#?}");
}

#[test]
fn rows_that_answer_the_same_day_twice_are_a_flaw() {
    let flaws = flaws_of(|file| file.text = file.text.replacen("from = 2025-04-01\n", "from = 2025-03-31\n", 1));
    assert_eq!(
        said(&flaws),
        ["forms/law/fees.toml 17:1 `fee-extension-2025` applies on the same days as `fee-extension-old` before it"]
    );
}

#[test]
fn unknown_keys_sections_and_broken_text_are_flaws() {
    let flaws = flaws_of(|file| match file.path.as_str() {
        "forms/law/fees.toml" => file.text = file.text.replace("counter = 4000", "conter = 4000"),
        "forms/law/limits.toml" => file.text.push_str("\n[[taxes]]\nid = \"x\"\n"),
        "forms/law/windows.toml" => file.text = file.text.replacen("months = 3", "months = ", 1),
        _ => {}
    });
    let said = said(&flaws).join("\n");
    for told in ["fees.toml 12:1", "conter", "no rules are called `taxes`", "windows.toml 21:"] {
        assert!(said.contains(told), "{told} in {said}");
    }
}

prop_compose! {
    fn any_day()(days in 0_i64..1800) -> Date { date(2026, 1, 1).saturating_add(days.days()) }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A verdict never contradicts its own dates, and one day later is never less strict.
    #[test]
    fn verdicts_agree_with_their_dates(expires in any_day(), offset in -200_i64..40) {
        let today = expires.saturating_add(offset.days());
        let verdict = ask(&Query { by: FiledBy::Agent, ..ends(expires) }, today);
        let (from, until, counter) = (verdict.from.unwrap(), verdict.until.unwrap(), verdict.counter_until.unwrap());
        prop_assert!(from <= until && until < counter);
        let by_dates = if today > counter { Online::TooLate }
            else if today > until { Online::CounterOnly }
            else if today < from { Online::NotYet }
            else { Online::Yes };
        prop_assert_eq!(verdict.online, by_dates);
        prop_assert!(verdict.plan.is_none_or(|plan| plan < expires && counter > expires));
        prop_assert_eq!(verdict.special_until.is_some_and(|until| until >= expires), by_dates != Online::TooLate);
    }
}
