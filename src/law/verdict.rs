//! The verdict before the first item: may this be filed online today, until when, for how much, with which papers, where;
//! and if not, what remains.
//!
//! Where no row answers, or the sources differ, the answer is *unknown* and says so.

use super::body::{Dates, Fee, Procedure, names};
use super::papers::Document;
use super::row::Row;
use super::scope::{self, Found};
use super::ways::{self, Way};
use super::{FiledBy, Office, Rules, event, filer, notice, together, window};
use crate::form::Bilingual;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked of the law.
#[derive(Clone, Default)]
pub struct Query {
    /// Procedure slug.
    pub procedure: String,
    /// Status of residence: Japanese, English or slug. For a change, the desired one.
    pub status: String,
    /// Status held now, for a change.
    pub from: Option<String>,
    /// Procedure it is filed together with, for one that cannot be filed online alone.
    pub with: Option<String>,
    /// Procedures filed together with it, as one case.
    pub together: Vec<String>,
    /// Day the stay ends.
    pub expires: Option<Date>,
    /// Day of the event (birth, loss of Japanese nationality), for an acquisition.
    pub since: Option<Date>,
    pub by: FiledBy,
    pub born: Option<Date>,
    /// Number of the designated activity: applied for, or held when it is changed from.
    pub activity: Option<String>,
    /// Company category 1–4.
    pub category: Option<u8>,
    pub prefecture: Option<String>,
    /// Length of the present stay in days.
    pub days: Option<u32>,
    /// Day the certificate of the My Number card ends, of who signs in with it.
    pub certificate: Option<Date>,
    /// There is no organisation in Japan.
    pub no_organisation: bool,
    /// Answers to the questions documents and notices depend on: id, and whether it applies.
    pub answers: BTreeMap<String, bool>,
    /// What each item of the points sheet counts that is asked as things stand, by its id; `None`: not answered yet.
    pub points: BTreeMap<String, Option<u32>>,
}

impl std::fmt::Debug for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Query").field("procedure", &self.procedure).finish_non_exhaustive()
    }
}

/// May it be filed online today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Online {
    Yes,
    /// Advice: the window has not opened, or a notice comes first; the law bars neither.
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
    /// Of the re-entry permit: for several journeys.
    pub fee_multiple: Option<Amounts>,
    pub documents: Vec<Document>,
    pub office: Option<Office>,
    /// The deciding one first.
    pub reasons: Vec<Reason>,
    /// What remains when it cannot be filed online today.
    pub ways: Vec<Way>,
}

impl Verdict {
    /// It cannot be filed online today. *Not yet* is advice and *unknown* no verdict: neither refuses.
    #[must_use]
    pub fn refuses(&self) -> bool {
        matches!(self.online, Online::CounterOnly | Online::TooLate | Online::No)
    }
}

impl Verdict {
    /// The word of its headline: that of the answer, but `notice-first` where only a notice that comes first speaks against it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        let notice = self.online == Online::NotYet && self.reasons.first().is_some_and(notice::comes_first);
        if notice { "notice-first" } else { self.online.word() }
    }
}

/// Applies the rules as of `today`.
#[must_use]
pub fn verdict(query: &Query, rules: &Rules, today: Date) -> Verdict {
    let mut verdict = Verdict::default();
    let deciding = match scope::find(query, rules, today) {
        Err(reason) => {
            verdict.reasons.push(reason);
            1
        }
        Ok(found) => Weighing { query, rules, today }.all(&found, &mut verdict),
    };
    if verdict.online != Online::Yes {
        let answered = |(n, reason): &(usize, &Reason)| *n < deciding || notice::comes_first(reason);
        let deciding: Vec<&Reason> =
            verdict.reasons.iter().enumerate().filter(answered).map(|(_, reason)| reason).collect();
        verdict.ways = ways::find(query, rules, &deciding, today);
    }
    place(query, rules, today, &mut verdict);
    verdict
}

/// A reason without a row: the rules do not say.
pub(super) fn unknown(code: &str, args: &[(&str, &str)]) -> Reason {
    Reason { rule: String::new(), code: code.to_owned(), args: owned(args), source: String::new(), checked: false }
}

pub(super) fn told<T>(row: &Row<T>, code: &str, args: &[(&str, &str)]) -> Reason {
    Reason { rule: row.id.clone(), code: code.to_owned(), args: owned(args), source: row.cited(), checked: row.checked }
}

/// The sources differ: both readings.
pub(super) fn both<T>(row: &Row<T>, yes: &Bilingual, no: &Bilingual) -> Reason {
    let [yes_row, no_row] = ["yes", "no"].map(|said| format!("{}-{said}", row.id));
    let yes = [("yes", yes.ja.as_str()), ("yes-en", &yes.en), ("yes-row", &yes_row)];
    told(row, "readings", &[&yes[..], &[("no", &no.ja), ("no-en", &no.en), ("no-row", &no_row)]].concat())
}

/// The source leaves it open and says nothing more.
pub(super) fn open<T>(row: &Row<T>) -> Reason {
    told(row, "open", &[])
}

fn owned(args: &[(&str, &str)]) -> Vec<(String, String)> {
    args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The office of the prefecture, and that it is not known.
fn place(query: &Query, rules: &Rules, today: Date, verdict: &mut Verdict) {
    let Some(prefecture) = &query.prefecture else { return };
    let Some(row) = rules.bureau(prefecture, today) else {
        verdict.reasons.push(unknown("no-office", &[("prefecture", prefecture)]));
        return;
    };
    verdict.office = rules.office(prefecture, today);
    let args = [("prefecture", prefecture.as_str()), ("ja", &row.body.ja), ("en", &row.body.en)];
    verdict.reasons.push(told(row, "office", &args));
}

/// Dates, filer, fee and documents.
struct Weighing<'a> {
    query: &'a Query,
    rules: &'a Rules,
    today: Date,
}

impl Weighing<'_> {
    /// Fills the verdict; answers how many of its reasons, from the first, decided it.
    fn all(&self, scope: &Found<'_>, verdict: &mut Verdict) -> usize {
        let (can, when) = self.dates(scope, verdict);
        if scope.online == Online::No {
            return self.excluded(scope, can, when, verdict);
        }
        let mut groups = vec![(can, when)];
        if scope.online == Online::CounterOnly {
            // what is said of filing online does not hold
            (verdict.until, verdict.from) = (None, None);
            groups[0].1.retain(|reason| !matches!(reason.code.as_str(), "online-last" | "opens" | "not-yet"));
        } else {
            let (may, who) = filer::find(self.query, self.rules, scope, self.today);
            groups.push((may, vec![who]));
        }
        groups.push((scope.online, vec![scope.reason.clone()]));
        groups.extend(together::against(self.query, self.rules, self.today));
        let procedure = scope.base.map_or("", |row| row.id.as_str());
        let notices = notice::find(self.query, self.rules, procedure, self.today);
        if !notices.is_empty() {
            groups.push((Online::NotYet, notices));
        }
        let deciding = decide(groups, verdict);
        self.fees(verdict);
        verdict.documents = self.rules.documents(self.query, self.today);
        if self.query.category.is_none() && verdict.documents.iter().any(|document| !document.categories.is_empty()) {
            verdict.reasons.push(unknown("category-open", &[]));
        }
        deciding
    }

    /// It cannot be filed online; a stay that has ended is told all the same, and first.
    fn excluded(&self, scope: &Found<'_>, can: Online, mut when: Vec<Reason>, verdict: &mut Verdict) -> usize {
        let reason = scope.reason.clone();
        if can != Online::TooLate {
            let (online, office) = (Online::No, verdict.office.take());
            *verdict = Verdict { online, office, reasons: vec![reason], ..Verdict::default() };
            return 1;
        }
        verdict.online = Online::TooLate;
        let deciding = when.len().min(1);
        when.push(reason);
        verdict.reasons = when;
        deciding
    }

    /// The dates, put into the verdict, and what they alone answer.
    fn dates(&self, scope: &Found<'_>, verdict: &mut Verdict) -> (Online, Vec<Reason>) {
        let base = scope.base.map_or(Dates::None, |row: &Row<Procedure>| row.body.dates);
        let procedure = scope.base.map_or("", |row| row.id.as_str());
        let asked = event::Asked { rules: self.rules, query: self.query, procedure, today: self.today };
        match base {
            Dates::Stay => self.by_stay(procedure, verdict),
            Dates::Event => event::find(&asked, verdict),
            Dates::Valid => event::valid(&asked, verdict),
            Dates::None => (Online::Yes, event::landing(self.rules, procedure, self.today)),
        }
    }

    fn by_stay(&self, procedure: &str, verdict: &mut Verdict) -> (Online, Vec<Reason>) {
        let Some(expires) = self.query.expires else {
            return (Online::Unknown, vec![unknown("no-expiry", &[])]);
        };
        let Some(window) = window::find(self.rules, self.query, procedure, expires, self.today) else {
            return (Online::Unknown, vec![unknown("no-window", &[])]);
        };
        (verdict.from, verdict.until, verdict.counter_until) = (window.from, window.until, window.counter_until);
        (verdict.plan, verdict.special_until) = (window.plan, window.special_until);
        (window.online, window.reasons)
    }

    fn fees(&self, verdict: &mut Verdict) {
        let fits = |row: &&Row<Fee>| row.on(self.today) && names(&row.body.procedures, &self.query.procedure);
        let rows: Vec<&Row<Fee>> = self.rules.fees.iter().filter(fits).collect();
        if rows.is_empty() {
            verdict.reasons.push(unknown("no-fee", &[]));
        }
        for row in rows {
            let amounts = row.body.counter.map(|counter| Amounts { online: row.body.online, counter });
            if row.body.kind.as_deref() == Some("multiple") {
                verdict.fee_multiple = amounts;
            } else {
                verdict.fee = amounts;
            }
            verdict.reasons.push(fee(row, amounts));
        }
        verdict.reasons.extend(together::fees(self.query, self.rules, self.today));
    }
}

/// Puts the reasons of the strictest answer first; answers how many they are.
fn decide(mut groups: Vec<(Online, Vec<Reason>)>, verdict: &mut Verdict) -> usize {
    let strictest = groups.iter().map(|(online, _)| *online).reduce(stricter).unwrap_or_default();
    let first = groups.iter().position(|(online, _)| *online == strictest).unwrap_or(0);
    let deciding = groups.remove(first).1;
    let count = deciding.len();
    verdict.online = strictest;
    verdict.reasons = deciding;
    verdict.reasons.extend(groups.into_iter().flat_map(|(_, reasons)| reasons));
    count
}

fn fee(row: &Row<Fee>, amounts: Option<Amounts>) -> Reason {
    let kind = row.body.kind.as_deref().unwrap_or("one");
    match amounts {
        None => told(row, "fee-open", &[]),
        Some(Amounts { counter: 0, .. }) => told(row, "fee-none", &[]),
        Some(Amounts { online: None, counter }) => told(row, "fee-counter", &[("counter", &yen(counter))]),
        Some(Amounts { online: Some(online), counter }) => {
            told(row, "fee", &[("kind", kind), ("online", &yen(online)), ("counter", &yen(counter))])
        }
    }
}

/// The stricter of two answers: what is too late stays too late whoever files.
fn stricter(a: Online, b: Online) -> Online {
    let order = [Online::TooLate, Online::CounterOnly, Online::No, Online::Unknown, Online::NotYet, Online::Yes];
    order.into_iter().find(|answer| *answer == a || *answer == b).unwrap_or_default()
}

/// `5,500`
pub(super) fn yen(amount: u32) -> String {
    let digits = amount.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}
