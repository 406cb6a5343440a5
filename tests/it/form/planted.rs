//! One error planted in an otherwise good case of every form is that problem and no other, at the item's number, said in Japanese
//! and English: in every item and column, by every rule of the form files.

use super::complete::{depends, forms, lines, opened_by_a_line};
use super::filler::{TODAY, filled, said, sparse, typed};
use madoguchi::case::{Attachment, Entry, Path, Problem};
use madoguchi::desk::Filling;
use madoguchi::form::kind::{Chars, Column, Derived};
use madoguchi::form::{Catalog, Form, Item, Kind, Need, Rule, State, TOGETHER};
use madoguchi::law::FiledBy;
use madoguchi::text::{Lang, has, say};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How often each form is answered anew to plant in what was not asked before.
const TURNS: usize = 3;

/// What is told where a document is read, not where a case is checked.
const OF_READING: [&str; 2] = ["import-", "file-not-found"];

pub(super) fn copy(good: &Filling) -> Filling {
    Filling::new(good.case.clone(), Arc::clone(&good.form))
}

fn unanswered(state: State) -> Entry {
    Entry { state, ..Entry::default() }
}

pub(super) fn statuses(form: &Form) -> Vec<&str> {
    let names: Vec<&str> = form.statuses.iter().map(|status| status.name.ja.as_str()).collect();
    if names.is_empty() { vec![""] } else { names }
}

/// Codes of all problems a check may tell, by their sentences.
fn sentences() -> BTreeSet<String> {
    let texts = [include_str!("../../../locale/en/case.ftl"), include_str!("../../../locale/en/form.ftl")].concat();
    let ids = texts.lines().filter_map(|line| line.strip_prefix("problem-")?.split_once(" ="));
    let codes = ids.map(|(code, _)| code.to_owned());
    codes.filter(|code| !OF_READING.iter().any(|start| code.starts_with(start))).collect()
}

/// Codes of the rules as they stand in the form files.
fn rules_written() -> BTreeSet<String> {
    let sources = Catalog::embedded_sources();
    let rules = sources.iter().flat_map(|source| source.text.split("\n[[rule]]\ncode = \"").skip(1));
    rules.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn a_planted_error_is_that_problem_and_no_other() {
    let mut seen = Seen::default();
    for form in forms() {
        let statuses = statuses(&form);
        let mut here = BTreeSet::new();
        for turn in 0..TURNS {
            let by = FiledBy::ALL[(turn * 3) % FiledBy::ALL.len()];
            let fresh = if turn + 1 == TURNS { sparse } else { filled };
            let good = fresh(&form, statuses[turn % statuses.len()], by, turn);
            for item in good.walk(TODAY).steps.iter().map(|step| step.item) {
                if here.insert(item.id.clone()) {
                    plant_in(&good, item, &mut seen);
                }
            }
            if turn == 0 {
                plant_files(&good, &mut seen);
                plant_together(&form, statuses[0], &mut seen);
            }
        }
    }
    assert!(seen.planted > 10_000, "{} errors were planted", seen.planted);
    // No form asks for a postal code by itself.
    let elsewhere =
        |code: &String| ["not-with", "bad-postal-code"].contains(&code.as_str()) || rules_written().contains(code);
    let never: Vec<String> =
        sentences().into_iter().filter(|code| !elsewhere(code) && !seen.codes.contains(code.as_str())).collect();
    assert!(never.is_empty(), "never planted: {never:?}");
    plant_the_rest(&mut seen);
}

/// What only one status or some lines of a list ask for, once.
fn plant_the_rest(seen: &mut Seen) {
    for form in forms() {
        let left = |seen: &Seen| -> Vec<&Item> {
            let new = |item: &&Item| !wrong(&item.kind).is_empty() && !seen.items.contains(&item.id);
            form.items().filter(new).collect()
        };
        for status in statuses(&form) {
            if left(seen).is_empty() {
                break;
            }
            let good = filled(&form, status, FiledBy::Oneself, 0);
            for item in left(seen).into_iter().filter(|item| good.walk(TODAY).step(&item.id).is_some()) {
                plant_in(&good, item, seen);
            }
        }
        for item in left(seen) {
            let good = opened_by_a_line(&form, &item.id).unwrap_or_else(|| panic!("{} is never asked", item.id));
            seen.before = good.problems(TODAY).into_iter().map(|problem| problem.path.item).collect();
            plant_in(&good, item, seen);
            seen.before.clear();
        }
    }
}

#[derive(Default)]
pub(super) struct Seen {
    planted: usize,
    codes: BTreeSet<&'static str>,
    /// Ids of items.
    items: BTreeSet<String>,
    /// Items that are not right in the case that is planted in: a line was chosen that opens an item and goes with nothing else.
    before: BTreeSet<String>,
}

/// Everything that can be wrong with one item, one after another.
fn plant_in(good: &Filling, item: &Item, seen: &mut Seen) {
    let path = Path::item(&item.id);
    if let Kind::Table { columns, rows } = &item.kind {
        for column in columns {
            plant_in_cell(good, item, column, seen);
        }
        let mut full = copy(good);
        let column = &columns[0];
        for row in 2..=rows + 1 {
            let entry = good.entry(&Path::cell(&item.id, 1, &column.id)).cloned().unwrap_or_default();
            full.put(&Path::cell(&item.id, row, &column.id), entry);
        }
        expect_among(&full, item, &path, "rows-full", seen);
        return;
    }
    for (typed, code) in wrong(&item.kind) {
        let mut bad = copy(good);
        bad.put(&path, said(typed));
        expect(&bad, item, &path, code, seen);
    }
    if item.id == "current_expiry" && good.case.procedure == "extension" {
        let mut ended = copy(good);
        // The day before is a holiday, on which no stay ends yet.
        ended.put(&path, said("2026-11-20".to_owned()));
        expect(&ended, item, &path, "too-late", seen);
    }
    if typed(&item.kind, 0).is_none() {
        return;
    }
    for (state, code) in unfilled(item, good.walk(TODAY).step(&item.id).is_some_and(|step| step.needed)) {
        let mut bad = copy(good);
        bad.put(&path, unanswered(state));
        expect(&bad, item, &path, code, seen);
    }
}

/// The states that cannot stand for an answer.
fn unfilled(item: &Item, needed: bool) -> Vec<(State, &'static str)> {
    let mut states = vec![(State::Later, "later")];
    if needed {
        states.push((State::NotAsked, "missing"));
        states.extend((!item.states.contains(&State::Declined)).then_some((State::Declined, "state-not-allowed")));
    }
    states
}

fn plant_in_cell(good: &Filling, item: &Item, column: &Column, seen: &mut Seen) {
    let path = Path::cell(&item.id, 1, &column.id);
    let missing = matches!(column.need, Need::Always).then(|| (unanswered(State::NotAsked), "missing"));
    let later = (unanswered(State::Later), "later");
    let typed = wrong(&column.kind).into_iter().map(|(typed, code)| (said(typed), code));
    for (entry, code) in typed.chain(missing).chain([later]) {
        let mut bad = copy(good);
        bad.put(&path, entry);
        expect(&bad, item, &path, code, seen);
    }
}

/// What is wrong with the files of a case.
fn plant_files(good: &Filling, seen: &mut Seen) {
    let document = |kind: &str| Attachment {
        sha256: format!("{:064}", 7),
        name: "見本.pdf".into(),
        kind: kind.into(),
        media_type: "application/pdf".into(),
        size: 1_000,
    };
    let mut changes: Vec<(&'static str, Vec<Attachment>)> = Vec::new();
    let with = |change: &dyn Fn(&mut Vec<Attachment>)| {
        let mut files = good.case.attachments.clone();
        change(&mut files);
        files
    };
    if good.form.items().any(|item| matches!(item.kind, Kind::Photo)) {
        changes.push(("photo-missing", with(&|files| files.retain(|file| file.kind != "photo"))));
        changes.push(("photo-too-large", with(&|files| each_photo(files, |photo| photo.size = 9_000_000))));
        changes
            .push(("photo-not-jpeg", with(&|files| each_photo(files, |photo| photo.media_type = "image/png".into()))));
    }
    changes.push((
        "document-not-pdf",
        with(&|files| files.push(Attachment { media_type: "text/plain".into(), ..document("other") })),
    ));
    changes.push(("too-many-files", with(&|files| files.extend((0..30).map(|_| document("other"))))));
    changes.push(("too-large-files", with(&|files| files.push(Attachment { size: 30_000_000, ..document("other") }))));
    for needed in good.case.attachments.iter().filter(|file| file.kind != "photo").take(1) {
        changes.push(("document-missing", with(&|files| files.retain(|file| file.kind != needed.kind))));
    }
    for (code, attachments) in changes {
        let mut bad = copy(good);
        bad.case.attachments = attachments;
        let problems = bad.problems(TODAY);
        let [problem] = problems.as_slice() else { panic!("{} {code}: {problems:?}", good.form.pin.code) };
        told(&bad, problem, code, seen);
    }
    let mut bad = copy(good);
    bad.put(&Path::item("no_such_item"), said("見本".into()));
    let problems = bad.problems(TODAY);
    let [problem] = problems.as_slice() else { panic!("{}: {problems:?}", good.form.pin.code) };
    told(&bad, problem, "unknown-item", seen);
}

fn each_photo(files: &mut [Attachment], change: impl Fn(&mut Attachment)) {
    files.iter_mut().filter(|file| file.kind == "photo").for_each(change);
}

/// What relatives may not file together with the application.
fn plant_together(form: &Arc<Form>, status: &str, seen: &mut Seen) {
    let Some(item) = form.item(TOGETHER) else { return };
    let mut bad = filled(form, status, FiledBy::Relative, 0);
    bad.put(&Path::item(TOGETHER), said("資格外活動許可申請".to_owned()));
    super::filler::fill(&mut bad, 0, true);
    // Where they may not file the application itself, that is told and nothing else.
    if bad.problems(TODAY).iter().any(|problem| problem.path.item == TOGETHER) {
        expect(&bad, item, &Path::item(TOGETHER), "together-not", seen);
    }
}

/// What cannot be right for a kind, and the problem it is.
fn wrong(kind: &Kind) -> Vec<(String, &'static str)> {
    let long = |letter: &str, max: usize| (letter.repeat(max + 1), "too-long");
    let several =
        |wrong: &[(&str, &'static str)]| wrong.iter().map(|(typed, code)| ((*typed).to_owned(), *code)).collect();
    match kind {
        Kind::Text { max, chars } | Kind::Multiline { max, chars } => {
            let (letter, width) = match chars {
                Chars::Any => ("字", vec![("é", "unsendable"), ("β", "unsendable-unknown")]),
                Chars::Free => ("β", vec![("é", "unsendable"), ("😀", "unsendable-unknown")]),
                Chars::FullWidth => ("字", vec![("髙", "unsendable"), ("😀", "unsendable-unknown")]),
                Chars::HalfWidth => ("a", vec![("字", "not-half-width")]),
                Chars::Capitals => ("A", vec![("字", "not-capitals")]),
                Chars::Digits => ("1", vec![("a", "not-digits")]),
            };
            let mut all: Vec<_> = several(&width);
            all.extend(max.map(|max| long(letter, max)));
            all
        }
        Kind::Name { max } => {
            vec![long("A", *max), ("NGUYỄN".into(), "unsendable"), ("グエン".into(), "not-a-latin-name")]
        }
        Kind::KanjiName { max } => vec![long("字", *max), ("髙橋".into(), "unsendable")],
        Kind::Date { partial, not_after_today } => {
            let mut all: Vec<_> =
                several(&[("2023-02-30", "bad-date"), ("H40.1.1", "bad-era"), ("期間の定めなし", "no-last-day")]);
            all.extend((!partial).then(|| ("2020-04".to_owned(), "date-not-whole")));
            all.extend(not_after_today.then(|| ("2030-01-01".to_owned(), "future-date")));
            all
        }
        Kind::YearMonth { partial } => {
            let mut all: Vec<_> = several(&[("2023-13", "bad-date")]);
            all.extend((!partial).then(|| ("2020".to_owned(), "month-missing")));
            all
        }
        Kind::MultiChoice { list, most } => {
            let mut all: Vec<_> = several(&[("そのような選択肢", "not-a-choice")]);
            let many: Vec<&str> = list.choices.iter().take(most + 1).map(|choice| choice.label.ja.as_str()).collect();
            all.extend((many.len() > *most).then(|| (many.join("; "), "too-many-choices")));
            all
        }
        Kind::Choice(_) | Kind::Country(_) => several(&[("そのような選択肢", "not-a-choice")]),
        Kind::YesNo { .. } => several(&[("たぶん", "not-yes-or-no")]),
        Kind::Integer { within: Some(within), .. } => {
            vec![("多い".into(), "not-a-number"), ((within.end() + 1).to_string(), "number-out-of-range")]
        }
        Kind::Integer { max_digits, .. } | Kind::Money { max_digits } => {
            vec![("多い".into(), "not-a-number"), ("1".repeat(max_digits + 1), "too-many-digits")]
        }
        Kind::Span { most, no_fixed_term } => {
            let mut all = vec![("未定".into(), "not-a-span"), (format!("{}月", most + 1), "span-too-long")];
            all.extend((!no_fixed_term).then(|| ("期間の定めなし".to_owned(), "no-fixed-term")));
            all
        }
        Kind::Phone => several(&[("110", "bad-phone")]),
        Kind::PostalCode => several(&[("105-001", "bad-postal-code")]),
        Kind::Address { max } => {
            let mut all: Vec<_> = several(&[
                ("ハノイ市", "no-prefecture"),
                ("東京都芝公園1", "no-municipality"),
                ("東京都港区", "no-street"),
            ]);
            all.push((format!("東京都港区{}", long("字", *max).0), "too-long"));
            all
        }
        Kind::Email { max } => {
            vec![("mau.example.jp".into(), "bad-email"), (format!("{}@example.jp", long("a", *max).0), "too-long")]
        }
        Kind::ResidenceCard => several(&[("AB9000001CD", "bad-residence-card")]),
        Kind::Time => several(&[("0:30", "bad-time"), ("25:00", "bad-time"), ("9:31", "bad-time")]),
        Kind::Pattern { .. } => several(&[("番号", "bad-pattern")]),
        Kind::Passport { .. } => several(&[("旅券", "bad-passport")]),
        Kind::CorporateNumber => several(&[("7000099990001", "check-digit"), ("8000", "bad-corporate-number")]),
        Kind::EmploymentInsurance => several(&[("1301", "bad-employment-insurance")]),
        Kind::Table { columns, .. } => columns.iter().flat_map(|column| wrong(&column.kind)).collect(),
        Kind::Photo | Kind::Declaration | Kind::Derived(_) => Vec::new(),
    }
}

/// That problem alone stands at the box, and nowhere else anything that does not hang on it.
fn expect(bad: &Filling, item: &Item, path: &Path, code: &'static str, seen: &mut Seen) {
    let problems = expect_among(bad, item, path, code, seen);
    // What stands against another answer is planted below.
    let against = |problem: &&Problem| {
        problem.fault.code == "not-with" || bad.form.rules.iter().any(|rule| rule.code == problem.fault.code)
    };
    let here = problems.iter().filter(|problem| problem.path == *path && !against(problem));
    let codes: Vec<&str> = here.map(|problem| problem.fault.code).collect();
    assert_eq!(codes, [code], "{} {path}", bad.form.pin.code);
}

fn expect_among(bad: &Filling, item: &Item, path: &Path, code: &'static str, seen: &mut Seen) -> Vec<Problem> {
    let problems = bad.problems(TODAY);
    let place = format!("{} {path} ({code})", bad.form.pin.code);
    let problem = problems.iter().find(|problem| problem.path == *path && problem.fault.code == code);
    let problem = problem.unwrap_or_else(|| panic!("{place}: {problems:?}"));
    assert_eq!(problem.no, item.number(), "{place}");
    told(bad, problem, code, seen);
    seen.items.insert(item.id.clone());
    // Items whose own question depends on this one may open or close with it; nobody else may complain.
    // Which documents are wanted hangs on the answers too.
    let others =
        problems.iter().filter(|problem| ![item.id.as_str(), "documents"].contains(&problem.path.item.as_str()));
    let others = others.filter(|problem| !seen.before.contains(&problem.path.item));
    let strangers: Vec<_> = others.filter(|problem| !depends(&bad.form, &problem.path.item, &item.id)).collect();
    assert!(strangers.is_empty(), "{place}: {strangers:?}");
    problems
}

/// The problem and its mend are said in Japanese and English, with nothing left to fill in.
pub(super) fn told(bad: &Filling, problem: &Problem, code: &'static str, seen: &mut Seen) {
    assert_eq!(problem.fault.code, code, "{}: {problem:?}", bad.form.pin.code);
    let args: Vec<(&str, &str)> = problem.fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for (lang, kind) in [(Lang::JA, "problem"), (Lang::EN, "problem"), (Lang::JA, "fix"), (Lang::EN, "fix")] {
        let id = format!("{kind}-{code}");
        assert!(has(lang, &id) && !say(lang, &id, &args).contains('{'), "{id} in {}", lang.tag());
    }
    seen.codes.insert(code);
    seen.planted += 1;
}

// --- the rules between answers

#[test]
fn every_rule_of_every_form_is_broken_once_and_told_at_its_item() {
    let mut broken = BTreeSet::new();
    for form in forms() {
        // A sheet of several forms has its rules once.
        let key = |rule: &Rule| (rule.code.clone(), rule.holds.source.clone());
        let mut open: Vec<&Rule> = form.rules.iter().filter(|rule| !broken.contains(&key(rule))).collect();
        for turn in 0..TURNS {
            for status in statuses(&form) {
                if open.is_empty() {
                    break;
                }
                let good = filled(&form, status, FiledBy::Oneself, turn);
                open.retain(|rule| !breaks(&good, rule));
            }
        }
        // Where some answer has to ask for what the rule is about.
        let opened = |rule: &Rule| rule.items.iter().find_map(|id| opened_by_a_line(&form, id));
        open.retain(|rule| !opened(rule).is_some_and(|good| breaks(&good, rule)));
        let left: Vec<&str> = open.iter().map(|rule| rule.code.as_str()).collect();
        assert!(left.is_empty(), "{}: no answers break {left:?}", form.pin.code);
        broken.extend(form.rules.iter().map(key));
    }
    let codes: BTreeSet<String> = broken.into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, rules_written());
}

/// Whether answers to what a rule looks at break it, and it alone is told: at one of its items, in the words of its code.
fn breaks(good: &Filling, rule: &Rule) -> bool {
    let looked_at: Vec<&Item> = rule.holds.names().filter_map(|name| good.form.item(name)).collect();
    let answers = looked_at.iter().map(|item| (Path::item(&item.id), answers(item)));
    let sum = looked_at.iter().any(|item| matches!(item.kind, Kind::Derived(Derived::Points)));
    let mut tries = vec![if sum { fewest_points(good) } else { copy(good) }];
    for (path, entries) in answers.filter(|(_, entries)| !entries.is_empty()) {
        let with = |filling: &Filling, entry: &Entry| {
            let mut filling = copy(filling);
            filling.put(&path, entry.clone());
            filling
        };
        tries = tries.iter().flat_map(|filling| entries.iter().map(move |entry| with(filling, entry))).collect();
    }
    tries.iter().any(|bad| {
        let (problems, warnings) = (bad.problems(TODAY), bad.walk(TODAY).warnings);
        let (told_as, silent) = if rule.warning { (&warnings, &problems) } else { (&problems, &warnings) };
        let [problem] = told_as.as_slice() else { return false };
        // What only warns keeps nothing from being sent; what hinders may change a sum that warns.
        if problem.fault.code != rule.code || (rule.warning && !silent.is_empty()) {
            return false;
        }
        let item = bad.form.item(&problem.path.item).expect("an item of the form");
        assert!(rule.items.contains(&item.id), "{}: {problem:?}", rule.code);
        assert_eq!(problem.no, item.number());
        told(bad, problem, problem.fault.code, &mut Seen::default());
        true
    })
}

/// Every item that counts points, answered by the line that counts fewest.
fn fewest_points(good: &Filling) -> Filling {
    let mut filling = copy(good);
    for item in good.walk(TODAY).steps.iter().map(|step| step.item).filter(|item| !item.points.is_empty()) {
        let fewest = match &item.kind {
            Kind::Choice(list) => list.choices.iter().zip(&item.points).min_by_key(|(_, points)| **points),
            _ => None,
        };
        let entry = match (&item.kind, fewest) {
            (Kind::YesNo { .. }, _) => said("no".into()),
            (_, Some((choice, _))) => said(choice.label.ja.clone()),
            _ => unanswered(State::NotAsked),
        };
        filling.put(&Path::item(&item.id), entry);
    }
    filling
}

/// Answers that may break a rule: none, every line of a list, numbers and texts on either side of a limit.
fn answers(item: &Item) -> Vec<Entry> {
    let kind = &item.kind;
    let typed: Vec<String> = match kind {
        Kind::Choice(_) | Kind::MultiChoice { .. } | Kind::YesNo { .. } => lines(kind),
        Kind::Integer { .. } | Kind::Money { .. } => ["0", "1", "100"].map(str::to_owned).to_vec(),
        // Half of what two names together may have.
        Kind::Name { .. } => vec!["A".repeat(52)],
        Kind::Email { .. } => vec!["mau@example.jp".into(), "mai@example.jp".into()],
        Kind::Photo | Kind::Declaration | Kind::Derived(_) | Kind::Table { .. } => return Vec::new(),
        other => typed(other, 0).into_iter().collect(),
    };
    let states = [State::NotAsked].iter().chain(&item.states).map(|state| unanswered(*state));
    states.chain(typed.into_iter().map(said)).collect()
}
