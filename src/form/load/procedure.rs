//! `forms/procedures.toml`: the procedures, and which sheets make an application.

use super::field::{Fields, Report, Text};
use super::{Flaw, Source};
use crate::form::Procedure;
use toml::Spanned;

/// Which sheets, in order, are filed for a procedure and division.
#[derive(Debug)]
pub(in crate::form) struct Application {
    pub procedure: String,
    pub division: String,
    /// Slugs of `forms/lists/statuses.toml`.
    pub statuses: Vec<Text>,
    /// Codes of sheets in paper order.
    pub sheets: Vec<Text>,
}

impl Application {
    /// `extension-N`
    pub fn code(&self) -> String {
        format!("{}-{}", self.procedure, self.division)
    }
}

pub(in crate::form) fn read_procedures(source: &Source) -> (Vec<Procedure>, Vec<Application>, Vec<Flaw>) {
    let report = Report::new(source);
    let (mut procedures, mut applications) = (Vec::new(), Vec::new());
    if let Some(document) = report.document() {
        let mut fields = Fields::new(&report, document.get_ref(), document.span());
        procedures = fields.tables("procedure").into_iter().filter_map(procedure).collect();
        applications =
            fields.tables("application").into_iter().filter_map(|fields| application(fields, &procedures)).collect();
        fields.end();
    }
    (procedures, applications, report.into_flaws())
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
