//! Look-ups by name: procedures, statuses, events, offices and whom to ask.

use super::body::{Activity, Bureau, Dates, EventKind, Listed, Procedure, Status};
use super::row::{self, Row};
use super::verdict::unknown;
use super::{Query, Reason, Rules, rules};
use crate::form::Bilingual;
use jiff::civil::Date;

/// An office of the agency, or the information centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub slug: String,
    /// `bureau`, `branch`, `district` or `information`
    pub kind: String,
    pub name: Bilingual,
    pub postal_code: String,
    pub address: String,
    pub phone: String,
    /// When its counter is open, in general.
    pub hours: Option<Bilingual>,
    /// Branch and district offices that receive part of the same prefecture.
    pub branches: Vec<Office>,
    /// The phone number was read in a source; one that was not is not to be relied on.
    pub phone_checked: bool,
    /// Address, phone and prefectures were all read in a source.
    pub checked: bool,
}

/// A status of residence, as the rules know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownStatus {
    pub slug: String,
    pub name: Bilingual,
    /// Table of the Act that lists it, `1-2`.
    pub table: String,
    /// Division letters of its forms.
    pub divisions: Vec<String>,
    /// Periods of stay that can be granted, as the table words them.
    pub periods: Vec<String>,
}

/// What has to be known for the dates of a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedFrom {
    /// The day the stay ends.
    Stay,
    /// The day of a birth, or of the loss of nationality.
    Event,
    Nothing,
}

impl Rules {
    /// Statuses of residence on a day, in the order of the Act's tables.
    #[must_use]
    pub fn statuses(&self, today: Date) -> Vec<KnownStatus> {
        let known = |row: &Row<Status>| KnownStatus {
            slug: row.id.clone(),
            name: Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() },
            table: row.body.table.clone(),
            divisions: row.body.divisions.clone(),
            periods: row.body.periods.clone(),
        };
        self.statuses.iter().filter(|row| row.on(today)).map(known).collect()
    }

    /// A procedure's name, by its slug.
    #[must_use]
    pub fn procedure(&self, slug: &str, today: Date) -> Option<Bilingual> {
        let row = self.procedure_row(slug, today)?;
        Some(Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() })
    }

    /// Slugs of the procedures the rules speak of, in the order of the file.
    #[must_use]
    pub fn procedures(&self, today: Date) -> Vec<String> {
        self.procedures.iter().filter(|row| row.on(today)).map(|row| row.id.clone()).collect()
    }

    /// What a procedure may only be filed together with, online; empty: it is filed alone.
    #[must_use]
    pub fn only_with(&self, procedure: &str, today: Date) -> Vec<String> {
        let row = self.procedure_row(procedure, today);
        row.into_iter().flat_map(|row| &row.body.only_with).map(|name| name.get_ref().clone()).collect()
    }

    /// What a procedure's days are counted from.
    #[must_use]
    pub fn counted_from(&self, procedure: &str, today: Date) -> CountedFrom {
        match self.procedure_row(procedure, today).map(|row| row.body.dates) {
            Some(Dates::Event) => CountedFrom::Event,
            Some(Dates::None) => CountedFrom::Nothing,
            Some(Dates::Stay | Dates::Valid) | None => CountedFrom::Stay,
        }
    }

    /// Designated activities on a day: number and name.
    #[must_use]
    pub fn activities(&self, today: Date) -> Vec<(String, Bilingual)> {
        let rows = self.activities.iter().filter(|row| row.on(today) && row.body.online != Listed::Ended);
        let named =
            |row: &Row<Activity>| (row.body.no.clone(), Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() });
        rows.map(named).collect()
    }

    /// The slug of a status a person names.
    #[must_use]
    pub fn slug(&self, status: &str, today: Date) -> Option<&str> {
        self.status(status, today).map(|row| row.id.as_str())
    }

    /// What can happen to a client on a day: id of the row, and its name, in the order of the file.
    #[must_use]
    pub fn events(&self, today: Date) -> Vec<(String, Bilingual)> {
        let named =
            |row: &Row<EventKind>| (row.id.clone(), Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() });
        self.events.iter().filter(|row| row.on(today)).map(named).collect()
    }

    pub(super) fn procedure_row(&self, slug: &str, today: Date) -> Option<&Row<Procedure>> {
        row::on(&self.procedures, today, |row| row.id == slug)
    }

    /// The status a person names: slug, Japanese or English name.
    pub(super) fn status(&self, name: &str, today: Date) -> Option<&Row<Status>> {
        let exact = self.status_names.get(name);
        let places = exact.or_else(|| self.status_names.get(&rules::plain(name)))?;
        places.iter().filter_map(|place| self.statuses.get(*place)).find(|row| row.on(today))
    }

    /// The status held now: for a change the one it is changed from, where it was said.
    pub(super) fn held(&self, query: &Query, today: Date) -> Option<&str> {
        let from = query.from.as_deref().and_then(|name| self.slug(name, today));
        // What goes with a change follows the change.
        match (from, query.with.as_deref().unwrap_or(&query.procedure)) {
            (None, "change" | "acquisition" | "permanent-residence") => None,
            (None, _) => self.slug(&query.status, today),
            (from, _) => from,
        }
    }

    /// # Errors
    /// The reason that says so.
    pub(super) fn status_named(&self, name: &str, today: Date) -> Result<&Row<Status>, Reason> {
        self.status(name, today).ok_or_else(|| unknown("no-status", &[("status", name)]))
    }

    /// The office that receives applications of a prefecture, named in Japanese (with or without 都道府県) or English.
    #[must_use]
    pub fn office(&self, prefecture: &str, today: Date) -> Option<Office> {
        let row = self.bureau(prefecture, today)?;
        let near = |row: &&Row<Bureau>| {
            row.on(today) && row.body.takes && row.body.prefectures.iter().any(|known| is(known, prefecture))
        };
        let branches = self.districts.iter().filter(near).map(bureau).collect();
        Some(Office { hours: self.hours(today), branches, ..bureau(row) })
    }

    pub(super) fn bureau(&self, prefecture: &str, today: Date) -> Option<&Row<Bureau>> {
        row::on(&self.bureaus, today, |row| row.body.prefectures.iter().any(|known| is(known, prefecture)))
    }

    /// Whom to ask by telephone.
    #[must_use]
    pub fn information(&self, today: Date) -> Option<Office> {
        let row = self.contacts.iter().find(|row| row.on(today))?;
        Some(Office {
            slug: row.id.clone(),
            kind: "information".to_owned(),
            name: Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() },
            postal_code: String::new(),
            address: String::new(),
            phone: format!("{} ({})", row.body.phone, row.body.phone_abroad),
            hours: None,
            branches: Vec::new(),
            phone_checked: row.checked,
            checked: row.checked,
        })
    }

    fn hours(&self, today: Date) -> Option<Bilingual> {
        let row = self.counters.iter().find(|row| row.on(today))?;
        Some(Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() })
    }
}

/// This is the prefecture a person names.
fn is(known: &Bilingual, name: &str) -> bool {
    let name = name.trim();
    let short = known.ja.strip_suffix(['都', '府', '県']);
    known.ja == name || short == Some(name) || known.en.eq_ignore_ascii_case(name)
}

fn bureau(row: &Row<Bureau>) -> Office {
    let bureau = &row.body;
    Office {
        slug: row.id.clone(),
        kind: bureau.kind.clone(),
        name: Bilingual { ja: bureau.ja.clone(), en: bureau.en.clone() },
        postal_code: bureau.postal_code.clone(),
        address: bureau.address.clone(),
        phone: bureau.phone.clone(),
        hours: None,
        branches: Vec::new(),
        phone_checked: bureau.phone_checked,
        checked: row.checked && bureau.address_checked && bureau.phone_checked && bureau.prefectures_checked,
    }
}
