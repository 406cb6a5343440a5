//! What the rows must be to each other: no two answers on one day, nothing named that is not listed.

use super::Rules;
use super::body::{LimitRule, WindowRule};
use super::flaw::{self, Place};
use super::row::{Row, day, overlaps};
use crate::form::{Flaw, Source};
use toml::Spanned;

/// Adds the flaws between rows.
pub(super) fn all(rules: &Rules, files: &[Source], flaws: &mut Vec<Flaw>) {
    overlapping(rules, files, flaws);
    Names { rules, files, flaws }.all();
    numbers(rules, files, flaws);
    holidays(rules, files, flaws);
}

fn overlapping(rules: &Rules, files: &[Source], flaws: &mut Vec<Flaw>) {
    let pairs = |procedures: &[Spanned<String>], statuses: &[Spanned<String>]| -> Vec<String> {
        let pair = |procedure: &Spanned<String>, status: &Spanned<String>| {
            format!("{} {}", procedure.get_ref(), status.get_ref())
        };
        procedures.iter().flat_map(|procedure| statuses.iter().map(move |status| pair(procedure, status))).collect()
    };
    overlaps(&rules.procedures, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.statuses, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.scopes, files, flaws, |row| pairs(&row.body.procedures, &row.body.statuses));
    overlaps(&rules.exclusions, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.activities, files, flaws, |row| vec![row.body.no.clone()]);
    overlaps(&rules.filers, files, flaws, filer_keys);
    overlaps(&rules.windows, files, flaws, |row| {
        each(&row.body.procedures, |procedure| format!("{procedure} {:?}", row.body.rule))
    });
    overlaps(&rules.fees, files, flaws, |row| {
        each(&row.body.procedures, |procedure| format!("{procedure} {:?}", row.body.kind))
    });
    overlaps(&rules.ways, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.papers, files, flaws, paper_keys);
    overlaps(&rules.questions, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.categories, files, flaws, |row| {
        each(&row.body.statuses, |status| format!("{status} {}", row.body.no))
    });
    overlaps(&rules.limits, files, flaws, |row| vec![format!("{:?}", row.body.rule)]);
    overlaps(&rules.bureaus, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.bureaus, files, flaws, |row| row.body.prefectures.iter().map(|name| name.ja.clone()).collect());
    overlaps(&rules.districts, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.counters, files, flaws, |_| vec![String::new()]);
    overlaps(&rules.contacts, files, flaws, |_| vec![String::new()]);
    overlaps(&rules.closing, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.events, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.dues, files, flaws, |row| vec![row.id.clone()]);
    overlaps(&rules.holidays, files, flaws, |row| vec![row.body.year.to_string()]);
}

fn each(names: &[Spanned<String>], key: impl Fn(&str) -> String) -> Vec<String> {
    names.iter().map(|name| key(name.get_ref())).collect()
}

/// Who files is one answer per procedure and status; a row without statuses is the answer for the others.
fn filer_keys(row: &Row<super::body::Filer>) -> Vec<String> {
    let statuses: Vec<&str> = row.body.statuses.iter().map(|name| name.get_ref().as_str()).collect();
    let statuses = if statuses.is_empty() { vec!["*"] } else { statuses };
    let mut keys = Vec::new();
    for procedure in &row.body.procedures {
        keys.extend(statuses.iter().map(|status| format!("{} {status} {:?}", procedure.get_ref(), row.body.by)));
    }
    keys
}

/// A document is one answer per procedure, status and category.
fn paper_keys(row: &Row<super::body::Paper>) -> Vec<String> {
    let categories = if row.body.categories.is_empty() { vec![0] } else { row.body.categories.clone() };
    let mut keys = Vec::new();
    for procedure in &row.body.procedures {
        for status in &row.body.statuses {
            let key = |category| format!("{} {} {} {category}", row.id, procedure.get_ref(), status.get_ref());
            keys.extend(categories.iter().map(key));
        }
    }
    keys
}

/// Days of a client that deadlines are counted from, beside the events.
const DAYS: [&str; 6] = ["stay", "card", "passport", "certificate", "user-id", "born"];

/// Procedures and statuses that rows name.
struct Names<'a> {
    rules: &'a Rules,
    files: &'a [Source],
    flaws: &'a mut Vec<Flaw>,
}

impl Names<'_> {
    fn all(&mut self) {
        let rules = self.rules;
        for row in &rules.procedures {
            self.every(&row.place, &row.body.only_with, &[]);
        }
        for row in &rules.scopes {
            self.every(&row.place, &row.body.procedures, &row.body.statuses);
        }
        for row in &rules.exclusions {
            self.every(&row.place, &row.body.procedures, &row.body.held);
            self.every(&row.place, &[], &row.body.statuses);
        }
        for row in &rules.activities {
            self.every(&row.place, &row.body.except, &[]);
            self.every(&row.place, &row.body.open, &[]);
        }
        for row in &rules.filers {
            self.every(&row.place, &row.body.procedures, &row.body.statuses);
            self.every(&row.place, &[], &row.body.not_holding);
        }
        rules.windows.iter().for_each(|row| self.every(&row.place, &row.body.procedures, &[]));
        rules.fees.iter().for_each(|row| self.every(&row.place, &row.body.procedures, &[]));
        rules.ways.iter().for_each(|row| self.every(&row.place, &row.body.procedures, &row.body.statuses));
        rules.categories.iter().for_each(|row| self.every(&row.place, &[], &row.body.statuses));
        for row in &rules.papers {
            self.every(&row.place, &row.body.procedures, &row.body.statuses);
            row.body.asked.iter().chain(&row.body.unless).for_each(|id| self.question(&row.place, id));
        }
        for row in &rules.events {
            row.body.asked.iter().for_each(|id| self.question(&row.place, id));
        }
        for row in &rules.districts {
            row.body.parent.iter().for_each(|id| self.parent(&row.place, id));
        }
        for row in &rules.dues {
            self.counted(&row.place, &row.body.counts);
            self.every(&row.place, &[], &row.body.statuses);
            self.every(&row.place, &[], &row.body.except);
        }
    }

    fn every(&mut self, place: &Place, procedures: &[Spanned<String>], statuses: &[Spanned<String>]) {
        procedures.iter().for_each(|procedure| self.procedure(place, procedure));
        statuses.iter().filter(|status| status.get_ref() != "*").for_each(|status| self.status(place, status));
    }

    fn parent(&mut self, place: &Place, id: &Spanned<String>) {
        let rules = self.rules;
        let known = rules.bureaus.iter().any(|row| row.id == *id.get_ref())
            || rules.districts.iter().any(|row| row.id == *id.get_ref());
        if !known {
            let message = format!("no office is called `{}`", id.get_ref());
            self.flaw(place, id, message, "[[office]] and [[district]] rows list them");
        }
    }

    fn question(&mut self, place: &Place, id: &Spanned<String>) {
        if !self.rules.questions_by.contains_key(id.get_ref()) {
            let message = format!("no question is called `{}`", id.get_ref());
            self.flaw(place, id, message, "[[question]] rows list them");
        }
    }

    /// What a deadline is counted from is a day of the client, or an event.
    fn counted(&mut self, place: &Place, name: &Spanned<String>) {
        let known =
            DAYS.contains(&name.get_ref().as_str()) || self.rules.events.iter().any(|row| row.id == *name.get_ref());
        if !known {
            let message = format!("nothing is counted from `{}`", name.get_ref());
            self.flaw(place, name, message, "stay, card, passport, certificate, user-id, born, or an [[event]] row");
        }
    }

    fn procedure(&mut self, place: &Place, name: &Spanned<String>) {
        if !self.rules.procedures.iter().any(|row| row.id == *name.get_ref()) {
            self.flaw(
                place,
                name,
                format!("no procedure is called `{}`", name.get_ref()),
                "[[procedure]] rows list them",
            );
        }
    }

    fn status(&mut self, place: &Place, name: &Spanned<String>) {
        if !self.rules.statuses.iter().any(|row| row.id == *name.get_ref()) {
            self.flaw(place, name, format!("no status is called `{}`", name.get_ref()), "[[status]] rows list them");
        }
    }

    fn flaw(&mut self, place: &Place, name: &Spanned<String>, message: String, help: &str) {
        self.flaws.push(flaw::at(&self.files[place.file], name.span(), message, Some(help)));
    }
}

/// Rules that need a number have it, and districts their bureau.
fn numbers(rules: &Rules, files: &[Source], flaws: &mut Vec<Flaw>) {
    let mut missing = |place: &Place, key: &str| {
        flaws.push(flaw::at(&files[place.file], place.span.clone(), format!("this rule needs `{key}`"), None));
    };
    for row in &rules.windows {
        match row.body.rule {
            WindowRule::Opens | WindowRule::Special | WindowRule::Landing if row.body.months.is_none() => {
                missing(&row.place, "months");
            }
            WindowRule::OnlineLast | WindowRule::CounterLast | WindowRule::EventLast | WindowRule::EventStay
                if row.body.days.is_none() =>
            {
                missing(&row.place, "days");
            }
            _ => {}
        }
    }
    for row in rules.districts.iter().filter(|row| row.body.parent.is_none()) {
        missing(&row.place, "parent");
    }
    for row in &rules.limits {
        match row.body.rule {
            LimitRule::Files if row.body.files.is_none() => missing(&row.place, "files"),
            LimitRule::Files if row.body.total_bytes.is_none() => missing(&row.place, "total_bytes"),
            LimitRule::PhotoFile if row.body.photo_bytes.is_none() => missing(&row.place, "photo_bytes"),
            LimitRule::PhotoAge if row.body.from_age.is_none() => missing(&row.place, "from_age"),
            LimitRule::PhotoTaken if row.body.months.is_none() => missing(&row.place, "months"),
            _ => {}
        }
    }
}

/// Every holiday is a day of the year its row is for.
fn holidays(rules: &Rules, files: &[Source], flaws: &mut Vec<Flaw>) {
    for row in &rules.holidays {
        let year = row.body.year;
        for holiday in row.body.days.iter().filter(|holiday| day(&holiday.date).is_none_or(|day| day.year() != year)) {
            let message = format!("{} ({} {}) is not a day of {year}", holiday.date, holiday.ja, holiday.en);
            flaws.push(flaw::at(&files[row.place.file], row.place.span.clone(), message, None));
        }
    }
}
