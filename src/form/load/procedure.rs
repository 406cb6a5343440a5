//! `forms/procedures.toml`: the procedures, which sheets make an application, and the papers beside the applications.

use super::field::{Fields, Report, Text};
use super::{Flaw, Source};
use crate::form::Procedure;
use jiff::civil::Date;
use toml::Spanned;

/// Which sheets, in order, are filed for a procedure and division; or a paper beside the applications, a notification or receipt.
#[derive(Debug)]
pub(in crate::form) struct Application {
    /// A procedure's slug, or the paper's own.
    pub procedure: String,
    /// Empty for a paper.
    pub division: String,
    /// Slugs of `forms/lists/statuses.toml`; none for a paper.
    pub statuses: Vec<Text>,
    /// Codes of sheets in paper order.
    pub sheets: Vec<Text>,
}

/// An application that can be filed with others, as one case: its sheet is added to theirs, without the items they have already.
#[derive(Debug)]
pub(in crate::form) struct Together {
    /// Slugs of the procedures it can be filed with.
    pub with: Vec<Text>,
    pub sheet: Text,
    /// The line of the item `together` that asks for it.
    pub choice: String,
    /// That it can be filed with them was seen in a source.
    pub checked: bool,
}

impl Together {
    /// Whether it can be filed with an application.
    pub fn is_with(&self, application: &Application) -> bool {
        self.with.iter().any(|slug| *slug.get_ref() == application.procedure)
    }
}

impl Application {
    /// `extension-N`; a paper's slug.
    pub fn code(&self) -> String {
        if self.division.is_empty() { self.procedure.clone() } else { format!("{}-{}", self.procedure, self.division) }
    }
}

/// `forms/procedures.toml` as read.
#[derive(Debug, Default)]
pub(in crate::form) struct Register {
    /// The day the forms and lists beside it were last gone through.
    pub as_of: Option<Date>,
    pub procedures: Vec<Procedure>,
    pub applications: Vec<Application>,
    pub papers: Vec<Application>,
    pub together: Vec<Together>,
}

pub(in crate::form) fn read_procedures(source: &Source) -> (Register, Vec<Flaw>) {
    let report = Report::new(source);
    let mut register = Register::default();
    if let Some(document) = report.document() {
        let mut fields = Fields::new(&report, document.get_ref(), document.span());
        register.as_of = fields.day("as_of");
        register.procedures = fields.tables("procedure").into_iter().filter_map(procedure).collect();
        let applications = fields.tables("application").into_iter();
        register.applications = applications.filter_map(|fields| application(fields, &register.procedures)).collect();
        register.papers = fields.tables("paper").into_iter().filter_map(paper).collect();
        register.together = fields.tables("together").into_iter().filter_map(together).collect();
        fields.end();
    }
    (register, report.into_flaws())
}

fn together(mut fields: Fields<'_, '_>) -> Option<Together> {
    let with = fields.texts("with");
    let (sheet, choice) = (fields.need_text("sheet"), fields.need_text("choice"));
    fields.need_text("source");
    let checked = fields.flag("checked").unwrap_or(false);
    fields.end();
    Some(Together { with, sheet: sheet?, choice: choice?.into_inner(), checked })
}

fn paper(mut fields: Fields<'_, '_>) -> Option<Application> {
    let (slug, sheet) = (fields.need_text("slug"), fields.need_text("sheet"));
    fields.end();
    Some(Application {
        procedure: slug?.into_inner(),
        division: String::new(),
        statuses: Vec::new(),
        sheets: vec![sheet?],
    })
}

fn procedure(mut fields: Fields<'_, '_>) -> Option<Procedure> {
    let (slug, mark) = (fields.need_text("slug"), fields.need_text("mark"));
    let title = fields.bilingual("title");
    if title.is_none() {
        fields.report.add(fields.span.clone(), "`title` is missing");
    }
    fields.end();
    Some(Procedure { slug: slug?.into_inner(), mark: mark?.into_inner(), title: title? })
}

fn application(mut fields: Fields<'_, '_>, procedures: &[Procedure]) -> Option<Application> {
    let (procedure, division) = (fields.need_text("procedure"), fields.need_text("division"));
    let (statuses, sheets) = (fields.texts("statuses"), fields.texts("sheets"));
    for (key, list) in [("statuses", &statuses), ("sheets", &sheets)] {
        if list.is_empty() {
            fields.report.add(fields.span.clone(), format!("an application needs `{key}`"));
        }
    }
    if let Some(slug) = &procedure
        && !procedures.iter().any(|known| known.slug == *slug.get_ref())
    {
        fields.report.add(slug.span(), format!("no such procedure: `{}`", slug.get_ref()));
    }
    fields.end();
    Some(Application {
        procedure: procedure.map(Spanned::into_inner)?,
        division: division.map(Spanned::into_inner)?,
        statuses,
        sheets,
    })
}
