//! The verdict before the first item: may this be filed online today, until when, for how much, with which papers, where.
//!
//! Where no row answers, the answer is *unknown* and says so.

use super::body::{Allow, Filer, Scope, Who, YesNo};
use super::papers::{self, Document, Office};
use super::row::{self, Row};
use super::{FiledBy, Rules, calendar, window};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is asked of the law.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Procedure slug.
    pub procedure: String,
    /// Status of residence: Japanese, English or slug. For a change, the desired one.
    pub status: String,
    /// Status held now, for a change.
    pub from: Option<String>,
    /// Day the stay ends.
    pub expires: Option<Date>,
    pub by: FiledBy,
    pub born: Option<Date>,
    /// Number of the designated activity.
    pub activity: Option<String>,
    /// Company category 1–4.
    pub category: Option<u8>,
    pub prefecture: Option<String>,
    /// Length of the present stay in days.
    pub days: Option<u32>,
}

/// May it be filed online today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Online {
    Yes,
    /// Advice: the window has not opened; the law sets no first day.
    NotYet,
    CounterOnly,
    TooLate,
    No,
    #[default]
    Unknown,
}

impl Online {
    /// Word of `law verdict`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Online::Yes => "yes",
            Online::NotYet => "not-yet",
            Online::CounterOnly => "counter-only",
            Online::TooLate => "too-late",
            Online::No => "no",
            Online::Unknown => "unknown",
        }
    }
}

/// Fee in yen, payable when permitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amounts {
    pub online: Option<u32>,
    pub counter: u32,
}

/// One rule behind the verdict. `code` names the sentence `law-<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Id of the row, `ext-last`; empty where there is none.
    pub rule: String,
    pub code: String,
    pub args: Vec<(String, String)>,
    /// Article and source.
    pub source: String,
    pub checked: bool,
}

/// The answer of the law.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    pub online: Online,
    /// First and last day it can be filed online.
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// Last day at the counter. Where the stay ends on a closing day: the next working day.
    pub counter_until: Option<Date>,
    /// Last day the counter is open before a closing day on which the stay ends: the day to plan for.
    pub plan: Option<Date>,
    /// Filed in time and not decided: the old status goes on until then.
    pub special_until: Option<Date>,
    pub fee: Option<Amounts>,
    pub documents: Vec<Document>,
    pub office: Option<Office>,
    /// The deciding one first.
    pub reasons: Vec<Reason>,
}

/// Applies the rules as of `today`.
#[must_use]
pub fn verdict(query: &Query, rules: &Rules, today: Date) -> Verdict {
    let mut verdict = Verdict::default();
    match scope(query, rules, today) {
        Err(reason) => verdict.reasons.push(reason),
        Ok(row) if row.body.online == YesNo::No => {
            verdict.online = Online::No;
            verdict.reasons.push(told(row, "scope-no", &[who(row)]));
        }
        Ok(row) => Weighing { query, rules, today }.all(told(row, "scope-yes", &[who(row)]), &mut verdict),
    }
    place(query, rules, today, &mut verdict);
    verdict
}

/// The row that says whether this procedure and status can be filed online at all, or why that is not known.
fn scope<'a>(query: &Query, rules: &'a Rules, today: Date) -> Result<&'a Row<Scope>, Reason> {
    if row::on(&rules.procedures, today, |row| row.id == query.procedure).is_none() {
        return Err(unknown("no-procedure", &[("procedure", &query.procedure)]));
    }
    let Some(status) = rules.status(&query.status, today) else {
        return Err(unknown("no-status", &[("status", &query.status)]));
    };
    let covers = |row: &Row<Scope>| {
        *row.body.procedure.get_ref() == query.procedure
            && row.body.statuses.iter().any(|name| *name.get_ref() == status.id)
    };
    let args = [("procedure", query.procedure.as_str()), ("status", &status.body.ja), ("status-en", &status.body.en)];
    row::on(&rules.scopes, today, covers).ok_or_else(|| unknown("no-rows", &args))
}

/// A reason without a row: the rules do not say.
fn unknown(code: &str, args: &[(&str, &str)]) -> Reason {
    Reason { rule: String::new(), code: code.to_owned(), args: owned(args), source: String::new(), checked: false }
}

fn told<T>(row: &Row<T>, code: &str, args: &[(&str, &str)]) -> Reason {
    Reason { rule: row.id.clone(), code: code.to_owned(), args: owned(args), source: row.cited(), checked: row.checked }
}

fn owned(args: &[(&str, &str)]) -> Vec<(String, String)> {
    args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn who(scope: &Row<Scope>) -> (&'static str, &'static str) {
    ("who", if scope.body.who == Who::Organisation { "organisation" } else { "all" })
}

/// The office of the prefecture, and that it is not known.
fn place(query: &Query, rules: &Rules, today: Date, verdict: &mut Verdict) {
    let Some(prefecture) = &query.prefecture else { return };
    if let Some(row) = rules.bureau(prefecture, today) {
        verdict.office = Some(papers::office(row));
        verdict.reasons.push(told(
            row,
            "office",
            &[("prefecture", prefecture), ("ja", &row.body.ja), ("en", &row.body.en)],
        ));
    } else {
        verdict.reasons.push(unknown("no-office", &[("prefecture", prefecture)]));
    }
}

/// Dates, filer, fee and documents of what can be filed online.
struct Weighing<'a> {
    query: &'a Query,
    rules: &'a Rules,
    today: Date,
}

impl Weighing<'_> {
    /// `scope` is the reason why it can be filed online at all.
    fn all(&self, scope: Reason, verdict: &mut Verdict) {
        let (may, who) = self.filer();
        let (can, mut when) = self.dates(verdict);
        verdict.online = stricter(may, can);
        // the deciding sentence first: the person's own, unless the dates are as strict
        when.insert(if stricter(may, can) == can { when.len() } else { 0 }, who);
        verdict.reasons.append(&mut when);
        verdict.reasons.push(scope);
        self.fee(verdict);
        let Query { procedure, status, category, born, .. } = self.query;
        verdict.documents = self.rules.papers(procedure, status, *category, *born, self.today);
        if category.is_none() && verdict.documents.iter().any(|document| !document.categories.is_empty()) {
            verdict.reasons.push(unknown("category-open", &[]));
        }
    }

    /// May this person file it.
    fn filer(&self) -> (Online, Reason) {
        let by = self.query.by;
        let fits = |row: &Row<Filer>| row.body.by == by && *row.body.procedure.get_ref() == self.query.procedure;
        let Some(row) = row::on(&self.rules.filers, self.today, fits) else {
            return (Online::Unknown, unknown("no-filer", &[("by", by.word())]));
        };
        let (online, code) = self.allowed(&row.body);
        (online, told(row, code, &[("by", by.word())]))
    }

    fn allowed(&self, filer: &Filer) -> (Online, &'static str) {
        let age = self.query.born.map(|born| calendar::age(born, self.today));
        let young = |least: Option<i16>| least.is_some_and(|least| age.is_some_and(|age| age < least));
        let short = filer.min_stay_over.is_some_and(|over| self.query.days.is_some_and(|days| days <= over));
        match filer.allow {
            Allow::No => (Online::No, "who-no"),
            Allow::Yes if young(filer.min_age) => (Online::No, "who-too-young"),
            Allow::Yes if short => (Online::No, "who-short-stay"),
            Allow::If if !young(filer.free_under_age) => (Online::Unknown, "who-if"),
            Allow::Yes | Allow::If => (Online::Yes, "who-yes"),
        }
    }

    /// The dates, put into the verdict, and what they alone answer.
    fn dates(&self, verdict: &mut Verdict) -> (Online, Vec<Reason>) {
        let Some(expires) = self.query.expires else {
            return (Online::Unknown, vec![unknown("no-expiry", &[])]);
        };
        let Some(window) = window::find(self.rules, self.query, expires, self.today) else {
            return (Online::Unknown, vec![unknown("no-window", &[])]);
        };
        (verdict.from, verdict.until, verdict.counter_until) = (window.from, window.until, window.counter_until);
        (verdict.plan, verdict.special_until) = (window.plan, window.special_until);
        (window.online, window.reasons)
    }

    fn fee(&self, verdict: &mut Verdict) {
        let fits = |row: &Row<super::body::Fee>| *row.body.procedure.get_ref() == self.query.procedure;
        let Some(row) = row::on(&self.rules.fees, self.today, fits) else {
            verdict.reasons.push(unknown("no-fee", &[]));
            return;
        };
        let Some(counter) = row.body.counter else {
            verdict.reasons.push(told(row, "fee-open", &[]));
            return;
        };
        verdict.fee = Some(Amounts { online: row.body.online, counter });
        let online = row.body.online.map_or_else(String::new, yen);
        let code = if row.body.online.is_some() { "fee" } else { "fee-counter" };
        verdict.reasons.push(told(row, code, &[("online", &online), ("counter", &yen(counter))]));
    }
}

/// The stricter of two answers: what is too late stays too late whoever files.
fn stricter(a: Online, b: Online) -> Online {
    let order = [Online::TooLate, Online::CounterOnly, Online::No, Online::Unknown, Online::NotYet, Online::Yes];
    order.into_iter().find(|answer| *answer == a || *answer == b).unwrap_or_default()
}

/// `5,500`
fn yen(amount: u32) -> String {
    let digits = amount.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
