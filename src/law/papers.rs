//! Documents, file limits and offices: look-ups in the rows of a day.

use super::Rules;
use super::body::{Bureau, EventKind, LimitRule, Paper, Required, Status};
use super::calendar;
use super::row::{self, Row};
use super::rules;
use crate::form::Bilingual;
use jiff::civil::Date;

/// A required document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: String,
    pub name: Bilingual,
    /// To be attached to every online application of this kind; otherwise only if `when` (words) applies.
    pub always: bool,
    pub when: Option<Bilingual>,
    /// What it proves.
    pub proves: Bilingual,
    /// Company categories it is asked of; empty: all.
    pub categories: Vec<u8>,
    /// Age of the certificate in months at most; 0: no limit.
    pub max_age_months: u32,
    /// It is itself a translation of the others.
    pub translation: bool,
    pub source: String,
    pub checked: bool,
}

/// An office of the agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub slug: String,
    /// `bureau` or `branch`
    pub kind: String,
    pub name: Bilingual,
    pub postal_code: String,
    pub address: String,
    pub phone: String,
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

/// What the online system takes on a day. 0 where no row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Number of files, and bytes of all files with the photo.
    pub files: usize,
    pub total_bytes: u64,
    /// Bytes of the photo, a JPEG.
    pub photo_bytes: u64,
    /// Age in years from which a photo is asked.
    pub photo_from_age: i16,
    /// The photo was taken within this many months.
    pub photo_months: u32,
    /// Every one of these numbers was read in a source.
    pub checked: bool,
}

impl Limits {
    /// A photo is asked of someone born then.
    #[must_use]
    pub fn photo_needed(&self, born: Date, today: Date) -> bool {
        calendar::age(born, today) >= self.photo_from_age
    }
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

    /// What can happen to a client on a day: id of the row, and its name, in the order of the file.
    #[must_use]
    pub fn events(&self, today: Date) -> Vec<(String, Bilingual)> {
        let named =
            |row: &Row<EventKind>| (row.id.clone(), Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() });
        self.events.iter().filter(|row| row.on(today)).map(named).collect()
    }

    /// A procedure's name, by its slug.
    #[must_use]
    pub fn procedure(&self, slug: &str, today: Date) -> Option<Bilingual> {
        let row = row::on(&self.procedures, today, |row| row.id == slug)?;
        Some(Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() })
    }

    /// The status a person names: slug, Japanese or English name.
    pub(super) fn status(&self, name: &str, today: Date) -> Option<&Row<Status>> {
        let places = self.status_names.get(&rules::plain(name))?;
        places.iter().filter_map(|place| self.statuses.get(*place)).find(|row| row.on(today))
    }

    /// File limits of a day.
    #[must_use]
    pub fn limits(&self, today: Date) -> Limits {
        let mut limits = Limits { checked: true, ..Limits::default() };
        for row in self.limits.iter().filter(|row| row.on(today)) {
            limits.checked &= row.checked;
            match row.body.rule {
                LimitRule::Files => {
                    limits.files = row.body.files.unwrap_or(0);
                    limits.total_bytes = row.body.total_bytes.unwrap_or(0);
                }
                LimitRule::PhotoFile => limits.photo_bytes = row.body.photo_bytes.unwrap_or(0),
                LimitRule::PhotoAge => limits.photo_from_age = row.body.from_age.unwrap_or(0),
                LimitRule::PhotoTaken => limits.photo_months = row.body.months.unwrap_or(0),
            }
        }
        limits
    }

    /// Documents of a procedure and status (name or slug) on a day. Without a category, those that depend on it are listed as
    /// conditional.
    #[must_use]
    pub fn documents(&self, procedure: &str, status: &str, category: Option<u8>, today: Date) -> Vec<Document> {
        self.papers(procedure, status, category, None, today)
    }

    pub(super) fn papers(
        &self,
        procedure: &str,
        status: &str,
        category: Option<u8>,
        born: Option<Date>,
        today: Date,
    ) -> Vec<Document> {
        let Some(status) = self.status(status, today) else { return Vec::new() };
        let asked = |paper: &Paper| {
            paper.procedures.iter().any(|name| name.get_ref() == procedure)
                && paper.statuses.iter().any(|name| name.get_ref() == "*" || *name.get_ref() == status.id)
                && category.is_none_or(|category| paper.categories.is_empty() || paper.categories.contains(&category))
        };
        let rows = self.papers.iter().filter(|row| row.on(today) && asked(&row.body));
        rows.filter_map(|row| document(row, category, born.map(|born| calendar::age(born, today)))).collect()
    }

    /// The office that receives applications of a prefecture, named in Japanese (with or without 都道府県) or English.
    #[must_use]
    pub fn office(&self, prefecture: &str, today: Date) -> Option<Office> {
        self.bureau(prefecture, today).map(office)
    }

    pub(super) fn bureau(&self, prefecture: &str, today: Date) -> Option<&Row<Bureau>> {
        let name = prefecture.trim();
        let is = |known: &Bilingual| {
            let short = known.ja.strip_suffix(['都', '府', '県']);
            known.ja == name || short == Some(name) || known.en.eq_ignore_ascii_case(name)
        };
        row::on(&self.bureaus, today, |row| row.body.prefectures.iter().any(is))
    }
}

/// The document as asked of a person of that age; `None` when it is not.
fn document(row: &Row<Paper>, category: Option<u8>, age: Option<i16>) -> Option<Document> {
    let paper = &row.body;
    let old_enough = paper.from_age.and_then(|from| Some(age? >= from));
    if old_enough == Some(false) {
        return None;
    }
    let by_age = old_enough == Some(true);
    let by_category = category.is_none() && !paper.categories.is_empty();
    let when = paper.when.clone().filter(|_| !by_age);
    Some(Document {
        id: row.id.clone(),
        name: Bilingual { ja: paper.ja.clone(), en: paper.en.clone() },
        always: (paper.required == Required::Always || by_age) && !by_category,
        when: if by_category { Some(of_category(&paper.categories, when)) } else { when },
        proves: paper.proves.clone(),
        categories: paper.categories.clone(),
        max_age_months: paper.max_age_months,
        translation: paper.translation,
        source: row.cited(),
        checked: row.checked,
    })
}

/// The condition in words, with the categories it is asked of.
fn of_category(categories: &[u8], when: Option<Bilingual>) -> Bilingual {
    let numbers = |mark: &str| categories.iter().map(ToString::to_string).collect::<Vec<_>>().join(mark);
    let (ja, en) =
        (format!("カテゴリー{}の機関", numbers("・")), format!("Organisations of category {}", numbers(", ")));
    match when {
        None => Bilingual { ja, en },
        Some(when) => Bilingual { ja: format!("{ja}: {}", when.ja), en: format!("{en}: {}", when.en) },
    }
}

pub(super) fn office(row: &Row<Bureau>) -> Office {
    let bureau = &row.body;
    Office {
        slug: row.id.clone(),
        kind: bureau.kind.clone(),
        name: Bilingual { ja: bureau.ja.clone(), en: bureau.en.clone() },
        postal_code: bureau.postal_code.clone(),
        address: bureau.address.clone(),
        phone: bureau.phone.clone(),
        checked: row.checked && bureau.address_checked && bureau.phone_checked && bureau.prefectures_checked,
    }
}
