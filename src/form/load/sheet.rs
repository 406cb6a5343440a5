//! One sheet: `forms/<code>.toml`.

use super::field::{Fields, Report, Text, View};
use super::kind::{column_texts, points, read_kind};
use super::{Flaw, Lists, Source, raw_offset};
use crate::form::kind::STATUS;
use crate::form::{Bilingual, Condition, Item, Need, Part, Rule, Sheet, State};
use std::collections::BTreeMap;
use std::ops::Range;

/// A sheet as read, with the places of its conditions, for the checks that need the whole application.
#[derive(Debug)]
pub(in crate::form) struct SheetFile {
    pub sheet: Sheet,
    pub rules: Vec<Rule>,
    /// Where each item's id stands.
    pub ids: Vec<(String, Range<usize>)>,
    /// Items of earlier editions that this one does not ask any more.
    pub gone: Vec<Text>,
    /// Where each item stands that a rule or a narrowed list names.
    pub named: Vec<(String, Range<usize>)>,
    /// Byte range, quotes included, of a condition: by item (or rule code) and field.
    pub conditions: BTreeMap<(String, &'static str), Range<usize>>,
}

/// What holds for all items of a sheet unless an item says otherwise.
struct Defaults {
    checked: bool,
    checked_en: bool,
    online: bool,
}

/// Reads one sheet as a procedure has it; conditions are parsed here and checked against the application later.
pub(in crate::form) fn read_sheet(source: &Source, view: View<'_>, lists: &dyn Lists) -> Result<SheetFile, Vec<Flaw>> {
    let report = Report::of(source, view);
    let mut places = BTreeMap::new();
    let file = report.document().and_then(|document| {
        let fields = Fields::new(&report, document.get_ref(), document.span());
        sheet(fields, lists, &mut places)
    });
    match (file, report.into_flaws()) {
        (Some(file), flaws) if flaws.is_empty() => Ok(SheetFile { conditions: places, ..file }),
        (_, flaws) => Err(flaws),
    }
}

type Places = BTreeMap<(String, &'static str), Range<usize>>;

fn sheet(mut fields: Fields<'_, '_>, lists: &dyn Lists, places: &mut Places) -> Option<SheetFile> {
    let head = 0..0;
    fields.span = head.clone();
    let (code, edition) = (fields.need_text("code"), fields.need_text("edition"));
    if let Some(edition) = &edition {
        date(&fields, edition);
    }
    let edition_checked = fields.flag("edition_checked").unwrap_or(false);
    let valid_from = fields.need_text("valid_from").and_then(|text| date(&fields, &text));
    let part = fields.need_text("part").and_then(|text| part(&fields, &text));
    let title = fields.bilingual("title");
    if title.is_none() && !fields.has("title") {
        fields.report.add(head.clone(), "`title` is missing");
    }
    let form_no = fields.text("form_no").map(toml::Spanned::into_inner).unwrap_or_default();
    let note = fields.bilingual("note");
    let origin = fields.need_text("source");
    let defaults = Defaults {
        checked: fields.flag("checked").unwrap_or(false),
        checked_en: fields.flag("checked_en").unwrap_or(false),
        online: part == Some(Part::Online),
    };
    let shown_when = condition(&mut fields, "", "shown_when", places);
    let gone = fields.texts("gone");
    let (mut ids, mut items, mut named) = (Vec::new(), Vec::new(), Vec::new());
    for mut fields in fields.tables("item") {
        let id = fields.need_text("id");
        if let Some(id) = &id {
            check_id(&fields, id, &mut ids);
        }
        items.extend(item(fields, id, &defaults, lists, (places, &mut named)));
    }
    if ids.is_empty() {
        fields.report.add(head, "a sheet without items");
    }
    let rules = fields.tables("rule").into_iter().filter_map(|fields| rule(fields, &mut named, places)).collect();
    fields.end();
    let sheet = Sheet {
        code: code?.into_inner(),
        edition: edition?.into_inner(),
        edition_checked,
        valid_from: valid_from?,
        file: None,
        part: part?,
        title: title?,
        form_no,
        note,
        source: origin?.into_inner(),
        shown_when,
        items,
    };
    Some(SheetFile { sheet, rules, ids, gone, named, conditions: BTreeMap::new() })
}

fn date(fields: &Fields<'_, '_>, text: &Text) -> Option<jiff::civil::Date> {
    let date = text.get_ref().parse().ok();
    if date.is_none() {
        fields.report.add(text.span(), "not a date: write `2026-04-01`");
    }
    date
}

fn part(fields: &Fields<'_, '_>, text: &Text) -> Option<Part> {
    let part = match text.get_ref().as_str() {
        "applicant" => Some(Part::Applicant),
        "organisation" => Some(Part::Organisation),
        "supporter" => Some(Part::Supporter),
        "online" => Some(Part::Online),
        _ => None,
    };
    if part.is_none() {
        fields.report.add(text.span(), "unknown part: applicant, organisation, supporter or online");
    }
    part
}

fn check_id(fields: &Fields<'_, '_>, id: &Text, ids: &mut Vec<(String, Range<usize>)>) {
    let name = id.get_ref();
    let shape = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !shape {
        fields.report.add(id.span(), format!("`{name}` is no id: lower case letters, digits and `_`"));
    }
    if crate::form::FACTS.contains(&name.as_str()) {
        fields.report.add(id.span(), format!("`{name}` is the name of a case fact"));
    }
    if ids.iter().any(|(known, _)| known == name) {
        fields.report.add(id.span(), format!("the id `{name}` is given twice"));
    }
    ids.push((name.clone(), id.span()));
}

fn item(
    mut fields: Fields<'_, '_>,
    id: Option<Text>,
    defaults: &Defaults,
    lists: &dyn Lists,
    (places, named): (&mut Places, &mut Vec<(String, Range<usize>)>),
) -> Option<Item> {
    let owner = id.as_ref().map_or("", |id| id.get_ref()).to_owned();
    let label = fields.words();
    let help = fields.bilingual("help");
    let kind = read_kind(&mut fields, lists);
    let points = points(&mut fields, kind.as_ref());
    let need = need(&mut fields, &owner, places);
    let shown_when = condition(&mut fields, &owner, "shown_when", places);
    let states = states(&mut fields);
    let mut word = |key| fields.text(key).map(toml::Spanned::into_inner);
    let (no, sub) = (word("no").unwrap_or_default(), word("sub").unwrap_or_default());
    let (group, unit, convert) = (word("group"), word("unit"), word("convert"));
    let narrowed_by = fields.text("narrowed_by");
    named.extend(
        narrowed_by.iter().filter(|name| name.get_ref() != STATUS).map(|name| (name.get_ref().clone(), name.span())),
    );
    let official = column_texts(&mut fields, "official");
    let checked = fields.flag("checked").unwrap_or(defaults.checked);
    let checked_en = fields.flag("checked_en").unwrap_or(defaults.checked_en);
    let online = fields.flag("online").unwrap_or(defaults.online);
    fields.end();
    Some(Item {
        id: id?.into_inner(),
        no,
        sub,
        label: label?,
        help,
        kind: kind?,
        need,
        shown_when,
        states,
        group,
        unit,
        checked,
        checked_en,
        online,
        narrowed_by: narrowed_by.map(toml::Spanned::into_inner),
        official,
        convert,
        points,
    })
}

pub(super) fn need(fields: &mut Fields<'_, '_>, owner: &str, places: &mut Places) -> Need {
    let required = fields.flag("required");
    let when = condition(fields, owner, "required_when", places);
    if required == Some(true) && fields.has("required_when") {
        fields.report.add(fields.span.clone(), "`required = true` and `required_when` exclude each other");
    }
    match (required, when) {
        // A procedure may not need what others do.
        (Some(false), _) | (None, None) => Need::Optional,
        (_, Some(condition)) => Need::When(condition),
        (Some(true), None) => Need::Always,
    }
}

/// `states`: those beside *answered* that stand for an answer.
pub(super) fn states(fields: &mut Fields<'_, '_>) -> Vec<State> {
    fields.texts("states").iter().filter_map(|word| state(fields, word)).collect()
}

fn state(fields: &Fields<'_, '_>, word: &Text) -> Option<State> {
    let state = State::from_word(word.get_ref());
    let accepted =
        state.filter(|state| matches!(state, State::Unknown | State::None | State::DoesNotApply | State::Declined));
    if accepted.is_none() {
        fields.report.add(
            word.span(),
            format!("`{}` is no state that can stand for an answer: unknown, none, na or declined", word.get_ref()),
        );
    }
    accepted
}

fn condition(fields: &mut Fields<'_, '_>, owner: &str, key: &'static str, places: &mut Places) -> Option<Condition> {
    let text = fields.text(key)?;
    places.insert((owner.to_owned(), key), text.span());
    match Condition::parse(text.get_ref()) {
        Ok(condition) => Some(condition),
        Err(mistakes) => {
            let source = &fields.report.source.text;
            let raw = source.get(text.span()).unwrap_or_default();
            for mistake in mistakes {
                let at = raw_offset(raw, text.span().start, mistake.at.start);
                fields.report.add(at..at, format!("condition: {}", mistake.message));
            }
            None
        }
    }
}

fn rule(mut fields: Fields<'_, '_>, named: &mut Vec<(String, Range<usize>)>, places: &mut Places) -> Option<Rule> {
    let code = fields.need_text("code");
    let owner = code.as_ref().map_or("", |code| code.get_ref()).to_owned();
    if !fields.has("holds") {
        fields.report.add(fields.span.clone(), "`holds` is missing");
    }
    let holds = condition(&mut fields, &owner, "holds", places);
    let items = fields.texts("items");
    if items.is_empty() {
        fields.report.add(fields.span.clone(), "a rule must name the items it is shown at: `items`");
    }
    named.extend(items.iter().map(|item| (item.get_ref().clone(), item.span())));
    let warning = fields.flag("warning").unwrap_or(false);
    fields.end();
    let items = items.into_iter().map(toml::Spanned::into_inner).collect();
    Some(Rule { code: code?.into_inner(), holds: holds?, items, warning })
}

/// Printed wordings of yes and no, where an item does not give its own.
pub(super) fn yes_and_no() -> (Bilingual, Bilingual) {
    let words = |ja: &str, en: &str| Bilingual { ja: ja.to_owned(), en: en.to_owned() };
    (words("有", "Yes"), words("無", "No"))
}
