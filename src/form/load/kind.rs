//! The kind of an item or column, with its limits.

use super::Flaw;
use super::Lists;
use super::field::{Fields, Text};
use super::list::{choice, same_twice, under};
use super::sheet::{need, states, yes_and_no};
use crate::form::Kind;
use crate::form::kind::{Chars, ChoiceList, Column, Derived, STATUS, WORDS};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Reads `kind` and the fields that belong to it.
pub(super) fn read_kind(fields: &mut Fields<'_, '_>, lists: &dyn Lists) -> Option<Kind> {
    let word = fields.need_text("kind")?;
    let limit = |fields: &mut Fields<'_, '_>, usual| fields.count("max").map_or(usual, toml::Spanned::into_inner);
    Some(match word.get_ref().as_str() {
        "text" => {
            Kind::Text { max: fields.count("max").map(toml::Spanned::into_inner), chars: chars(fields, Chars::Any) }
        }
        // Of boxes for several lines the agency checks the characters of hardly any.
        "multiline" => {
            let max = fields.count("max").map(toml::Spanned::into_inner);
            Kind::Multiline { max, chars: chars(fields, Chars::Free) }
        }
        "name" => Kind::Name { max: limit(fields, 104) },
        "kanji_name" => Kind::KanjiName { max: limit(fields, 26) },
        "date" => Kind::Date {
            partial: fields.flag("partial").unwrap_or(false),
            not_after_today: fields.flag("not_after_today").unwrap_or(false),
        },
        "year_month" => Kind::YearMonth { partial: fields.flag("partial").unwrap_or(false) },
        "choice" => Kind::Choice(choices(fields, lists)?),
        "multi_choice" => multi_choice(fields, lists)?,
        "country" => Kind::Country(choices(fields, lists)?),
        "yes_no" => yes_no(fields),
        "integer" => Kind::Integer { max_digits: limit(fields, 9), within: within(fields) },
        "money" => Kind::Money { max_digits: limit(fields, 15) },
        "span" => Kind::Span { most: limit(fields, 999), no_fixed_term: fields.flag("no_fixed_term").unwrap_or(false) },
        "phone" => Kind::Phone,
        "postal_code" => Kind::PostalCode,
        "address" => Kind::Address { max: limit(fields, 85) },
        "email" => Kind::Email { max: limit(fields, 60) },
        "residence_card" => Kind::ResidenceCard,
        "passport" => Kind::Passport { max: limit(fields, 12) },
        "corporate_number" => Kind::CorporateNumber,
        "employment_insurance" => Kind::EmploymentInsurance,
        "time" => Kind::Time,
        "pattern" => Kind::Pattern { patterns: patterns(fields) },
        "table" => table(fields, lists),
        "photo" => Kind::Photo,
        "declaration" => Kind::Declaration,
        "derived" => Kind::Derived(derived(fields)?),
        _ => return unknown(fields, &word),
    })
}

fn unknown(fields: &Fields<'_, '_>, word: &Text) -> Option<Kind> {
    let flaw = Flaw::new(fields.report.source, word.span(), format!("unknown kind `{}`", word.get_ref()));
    fields.report.push(flaw.help(format!("kinds: {}", WORDS.join(", "))));
    None
}

/// `derive = "points"`, or `derive = "percent"` with `of`, the amount and what it is a part of.
fn derived(fields: &mut Fields<'_, '_>) -> Option<Derived> {
    let word = fields.need_text("derive")?;
    let of = column_texts(fields, "of");
    match (word.get_ref().as_str(), of.as_slice()) {
        ("points", []) => Some(Derived::Points),
        ("percent", [of, base]) => Some(Derived::Percent { of: of.clone(), base: base.clone() }),
        _ => {
            let message = "an item is derived as `points`, or as `percent` with two items in `of`";
            fields.report.add(word.span(), message);
            None
        }
    }
}

/// What the lines of a kind count: one number a line of a choice, one for yes, up to one a line for several choices.
pub(super) fn points(fields: &mut Fields<'_, '_>, kind: Option<&Kind>) -> Vec<u32> {
    let points = fields.numbers("points");
    let fits = match kind {
        _ if points.is_empty() => true,
        Some(Kind::Choice(list)) => points.len() == list.choices.len(),
        Some(Kind::YesNo { .. }) => points.len() == 1,
        Some(Kind::MultiChoice { list, .. }) => points.len() <= list.choices.len(),
        Some(_) => false,
        None => true,
    };
    if !fits {
        let message = "`points` are as many as the lines of a choice, one for yes, or up to as many as can be ticked";
        fields.report.add(fields.span.clone(), message);
    }
    points
}

fn multi_choice(fields: &mut Fields<'_, '_>, lists: &dyn Lists) -> Option<Kind> {
    let most = fields.count("most").map(toml::Spanned::into_inner);
    let list = choices(fields, lists)?;
    Some(Kind::MultiChoice { most: most.unwrap_or(list.choices.len()), list })
}

fn patterns(fields: &mut Fields<'_, '_>) -> Vec<String> {
    let patterns = column_texts(fields, "patterns");
    if patterns.is_empty() {
        fields.report.add(fields.span.clone(), "a pattern needs `patterns`, such as `99-9999`");
    }
    patterns
}

fn yes_no(fields: &mut Fields<'_, '_>) -> Kind {
    let (yes, no) = yes_and_no();
    Kind::YesNo { yes: fields.bilingual("yes_word").unwrap_or(yes), no: fields.bilingual("no_word").unwrap_or(no) }
}

/// `within = [1, 40]`: the smallest and the largest number.
fn within(fields: &mut Fields<'_, '_>) -> Option<RangeInclusive<i64>> {
    match fields.numbers("within").as_slice() {
        [] => None,
        [least, most] if least < most => Some(i64::from(*least)..=i64::from(*most)),
        _ => {
            fields.report.add(fields.span.clone(), "`within` is two numbers, the smallest and the largest");
            None
        }
    }
}

fn chars(fields: &mut Fields<'_, '_>, usual: Chars) -> Chars {
    let Some(word) = fields.text("chars") else { return usual };
    Chars::from_word(word.get_ref()).unwrap_or_else(|| {
        fields.report.add(
            word.span(),
            format!(
                "unknown character rule `{}`: any, free, capitals, full-width, half-width or digits",
                word.get_ref()
            ),
        );
        usual
    })
}

/// The item's own `choices`, or the list that `list` names.
fn choices(fields: &mut Fields<'_, '_>, lists: &dyn Lists) -> Option<Arc<ChoiceList>> {
    if let Some(name) = fields.text("list") {
        let list = lists.list(name.get_ref());
        if list.is_none() {
            let flaw = Flaw::new(fields.report.source, name.span(), format!("unknown list `{}`", name.get_ref()));
            fields.report.push(flaw.help(format!("lists: {}", lists.names().join(", "))));
        }
        return list;
    }
    let choices: Vec<_> = fields.tables("choices").into_iter().filter_map(choice).collect();
    if choices.is_empty() {
        fields.report.add(fields.span.clone(), "a choice needs `list` or `choices`");
    }
    if let Some(twice) = same_twice(&choices) {
        fields.report.add(fields.span.clone(), format!("the choice `{twice}` is given twice"));
    }
    let rows = fields.tables("under").into_iter().filter_map(|fields| under(fields, &choices)).collect();
    Some(Arc::new(ChoiceList { choices, under: rows, ..ChoiceList::default() }))
}

fn table(fields: &mut Fields<'_, '_>, lists: &dyn Lists) -> Kind {
    let rows = fields.count("rows").map(toml::Spanned::into_inner);
    if rows.is_none() && !fields.has("rows") {
        fields.report.add(fields.span.clone(), "a table needs `rows`, how many the paper has");
    }
    let mut seen = Vec::new();
    let columns: Vec<_> =
        fields.tables("columns").into_iter().filter_map(|fields| column(fields, lists, &mut seen)).collect();
    if seen.is_empty() {
        fields.report.add(fields.span.clone(), "a table needs `columns`");
    }
    Kind::Table { columns, rows: rows.unwrap_or(1) }
}

fn column(mut fields: Fields<'_, '_>, lists: &dyn Lists, seen: &mut Vec<String>) -> Option<Column> {
    let id = fields.need_text("id");
    if let Some(id) = &id {
        if seen.contains(id.get_ref()) {
            fields.report.add(id.span(), format!("the column `{}` is given twice", id.get_ref()));
        }
        seen.push(id.get_ref().clone());
    }
    let narrowed_by = fields.text("narrowed_by");
    if let Some(name) = &narrowed_by
        && name.get_ref() != STATUS
        && !seen.contains(name.get_ref())
    {
        fields.report.add(name.span(), format!("no column `{}` stands before this one", name.get_ref()));
    }
    let narrowed_by = narrowed_by.map(toml::Spanned::into_inner);
    let label = fields.words();
    let kind = read_kind(&mut fields, lists);
    if matches!(kind, Some(Kind::Table { .. })) {
        fields.report.add(fields.span.clone(), "a column cannot be a table");
    }
    let need = need(&mut fields, "", &mut BTreeMap::new());
    let states = states(&mut fields);
    let online = fields.flag("online").unwrap_or(false);
    let official = column_texts(&mut fields, "official");
    fields.end();
    Some(Column { id: id?.into_inner(), label: label?, kind: kind?, need, states, online, narrowed_by, official })
}

pub(super) fn column_texts(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<String> {
    fields.texts(key).into_iter().map(toml::Spanned::into_inner).collect()
}
