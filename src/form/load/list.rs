//! Choice lists: `forms/lists/<name>.toml`.

use super::field::{Fields, Report};
use super::{Flaw, Source};
use crate::form::kind::{Choice, ChoiceList, Under};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where sheets find the lists they name.
pub(in crate::form) trait Lists {
    fn list(&self, name: &str) -> Option<Arc<ChoiceList>>;
    /// Names of all lists, for the help of a flaw.
    fn names(&self) -> Vec<String>;
}

/// Lists that were read already.
#[derive(Debug, Default)]
pub(in crate::form) struct FileLists(pub BTreeMap<String, Arc<ChoiceList>>);

impl Lists for FileLists {
    fn list(&self, name: &str) -> Option<Arc<ChoiceList>> {
        self.0.get(name).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

/// Reads one list: what could be read of it, so that its own flaws are not told again wherever it is named, and the flaws.
/// `places` gives the list of prefectures; its municipalities are read by the address kind.
pub(in crate::form) fn read_list(source: &Source, name: &str) -> (ChoiceList, Vec<Flaw>) {
    let report = Report::new(source);
    let (mut choices, mut rows) = (Vec::new(), Vec::new());
    let mut as_of = None;
    if let Some(document) = report.document() {
        let mut fields = Fields::new(&report, document.get_ref(), document.span());
        as_of = fields.day("as_of");
        fields.need_text("source");
        fields.flag("checked");
        if fields.has("prefecture") {
            choices = fields.tables("prefecture").into_iter().filter_map(prefecture).collect();
        } else {
            choices = fields.tables("choices").into_iter().filter_map(choice).collect();
        }
        if choices.is_empty() {
            report.add(0..0, format!("the list `{name}` has no choices"));
        }
        if let Some(twice) = same_twice(&choices) {
            report.add(0..0, format!("the choice `{twice}` is given twice"));
        }
        rows = fields.tables("under").into_iter().filter_map(|fields| under(fields, &choices)).collect();
        fields.end();
    }
    (ChoiceList { name: name.to_owned(), as_of, choices, under: rows }, report.into_flaws())
}

/// `[[under]]`: the lines that go with some answers.
pub(super) fn under(mut fields: Fields<'_, '_>, choices: &[Choice]) -> Option<Under> {
    let words = |texts: Vec<super::field::Text>| texts.into_iter().map(toml::Spanned::into_inner).collect::<Vec<_>>();
    let (procedures, answers) = (words(fields.texts("procedures")), words(fields.texts("answers")));
    let division = fields.text("division").map(toml::Spanned::into_inner);
    let mut lines = Vec::new();
    for wording in fields.texts("lines") {
        match choices.iter().position(|choice| choice.label.ja == *wording.get_ref()) {
            Some(line) => lines.push(line),
            None => fields.report.add(wording.span(), format!("the list has no line `{}`", wording.get_ref())),
        }
    }
    for (key, missing) in [("answers", answers.is_empty()), ("lines", lines.is_empty())] {
        if missing {
            fields.report.add(fields.span.clone(), format!("`under` needs `{key}`"));
        }
    }
    fields.end();
    (!answers.is_empty() && !lines.is_empty()).then_some(Under { procedures, division, answers, lines })
}

fn prefecture(mut fields: Fields<'_, '_>) -> Option<Choice> {
    let label = fields.words();
    let code = fields.text("code").map(toml::Spanned::into_inner);
    if fields.texts("municipalities").is_empty() {
        fields.report.add(fields.span.clone(), "a prefecture without municipalities");
    }
    fields.end();
    Some(Choice { label: label?, code, ..Choice::default() })
}

/// One choice, of a list or of an item.
pub(super) fn choice(mut fields: Fields<'_, '_>) -> Option<Choice> {
    let label = fields.words();
    let mut word = |key| fields.text(key).map(toml::Spanned::into_inner);
    let (code, kana, slug) = (word("code"), word("kana"), word("slug"));
    let also = fields.texts("also").into_iter().map(toml::Spanned::into_inner).collect();
    if label.as_ref().is_some_and(|label| label.ja.contains([';', '\n', '|'])) {
        fields.report.add(
            fields.span.clone(),
            "a choice must not contain `;`, `|` or a line break: several are sent joined by `;`",
        );
    }
    fields.end();
    Some(Choice { label: label?, code, kana, slug, also })
}

/// Says that two choices of one list have the same wording.
pub(super) fn same_twice(choices: &[Choice]) -> Option<&str> {
    let twice = |(index, choice): &(usize, &Choice)| {
        choices.iter().take(*index).any(|earlier| earlier.label.ja == choice.label.ja)
    };
    choices.iter().enumerate().find(twice).map(|(_, choice)| choice.label.ja.as_str())
}
