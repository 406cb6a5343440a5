//! What differs between two editions of a form: items that are new, gone or asked otherwise, in paper order.

use super::{Form, Item, show};
use serde_json::Value;

/// The differences between an older and a newer form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diff {
    /// Items only the newer one has.
    pub added: Vec<Place>,
    /// Items only the older one has.
    pub removed: Vec<Place>,
    /// Items both have, and what is different about each.
    pub changed: Vec<(Place, Vec<Difference>)>,
    /// Codes of the rules between items that only one of them has, or that hold otherwise.
    pub rules: Vec<String>,
}

/// An item by the words it is called on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub item: String,
    /// Number as printed, `10(1)`.
    pub no: String,
    pub ja: String,
    pub en: String,
}

/// One property of an item, before and after, as `forms show --json` has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Key in `forms show --json`, `max`; `sheet` when the item stands on another sheet.
    pub what: String,
    pub old: Value,
    pub new: Value,
}

impl Diff {
    /// Nothing differs that is asked or shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty() && self.rules.is_empty()
    }
}

impl Place {
    #[must_use]
    pub fn of(item: &Item) -> Place {
        Place { item: item.id.clone(), no: item.number(), ja: item.label.ja.clone(), en: item.label.en.clone() }
    }
}

/// Compares two forms item by item; ids are what makes an item the same one.
#[must_use]
pub fn diff(old: &Form, new: &Form) -> Diff {
    let only = |here: &Form, there: &Form| {
        here.items().filter(|item| there.item(&item.id).is_none()).map(Place::of).collect::<Vec<_>>()
    };
    let both = new.items().filter_map(|item| Some((old.item(&item.id)?, item)));
    let changed = both.map(|(before, after)| (Place::of(after), differences(old, new, before, after)));
    Diff {
        added: only(new, old),
        removed: only(old, new),
        changed: changed.filter(|(_, differences)| !differences.is_empty()).collect(),
        rules: rules(old, new),
    }
}

fn differences(old: &Form, new: &Form, before: &Item, after: &Item) -> Vec<Difference> {
    let of = |form: &Form, id: &str| {
        let holds = form.sheets.iter().find(|sheet| sheet.items.iter().any(|item| item.id == id));
        let condition = holds.and_then(|sheet| sheet.shown_when.as_ref()).map(|condition| condition.source.clone());
        (holds.map_or(Value::Null, |sheet| sheet.code.clone().into()), condition.map_or(Value::Null, Value::from))
    };
    let mut found = Vec::new();
    let mut put = |what: &str, old: Value, new: Value| {
        if old != new {
            found.push(Difference { what: what.to_owned(), old, new });
        }
    };
    let ((sheet, condition), (new_sheet, new_condition)) = (of(old, &before.id), of(new, &after.id));
    put("sheet", sheet, new_sheet);
    put("sheet_condition", condition, new_condition);
    if let (Value::Object(before), Value::Object(mut after)) = (show::item(before), show::item(after)) {
        for (key, old) in before {
            put(&key, old, after.remove(&key).unwrap_or_default());
        }
    }
    found
}

fn rules(old: &Form, new: &Form) -> Vec<String> {
    let same = |code: &str| {
        let of = |form: &Form| {
            let rule = form.rules.iter().find(|rule| rule.code == code);
            rule.map(|rule| (rule.holds.source.clone(), rule.items.clone(), rule.warning))
        };
        of(old) == of(new)
    };
    let mut codes: Vec<&str> = old.rules.iter().chain(&new.rules).map(|rule| rule.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().filter(|code| !same(code)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Catalog;
    use std::sync::Arc;

    const CODE: &str = "extension-N";

    /// The forms of the program with one sheet changed and its earlier edition beside it.
    fn edited(change: impl Fn(&str) -> String) -> (Arc<Form>, Arc<Form>) {
        let mut files = Catalog::embedded_sources();
        let sheet = files.iter_mut().find(|file| file.path.ends_with("/common.toml")).unwrap();
        let mut before = sheet.clone();
        sheet.text = change(&sheet.text);
        let edition = sheet.text.lines().find(|line| line.starts_with("edition =")).unwrap().to_owned();
        sheet.text = sheet.text.replacen(&edition, "edition = \"2030-04-01\"", 1);
        before.path = before.path.replace(".toml", ".earlier.toml");
        files.push(before);
        let catalog = Catalog::read(&files).unwrap();
        let old = Catalog::embedded().edition(CODE, None).unwrap();
        (old, catalog.edition(CODE, None).unwrap())
    }

    fn ids(places: &[Place]) -> Vec<&str> {
        places.iter().map(|place| place.item.as_str()).collect()
    }

    #[test]
    fn what_is_asked_otherwise_is_told_property_by_property() {
        let (old, new) = edited(|text| {
            text.replacen("ja = \"生年月日\"", "ja = \"出生年月日\"", 1)
                .replace("id = \"home_town\"", "id = \"town_of_origin\"")
        });
        let diff = diff(&old, &new);
        assert_eq!((ids(&diff.added), ids(&diff.removed)), (vec!["town_of_origin"], vec!["home_town"]));
        let (place, differences) = &diff.changed[0];
        assert_eq!((place.item.as_str(), place.no.as_str(), place.ja.as_str()), ("birth_date", "2", "出生年月日"));
        assert_eq!(differences.iter().map(|one| one.what.as_str()).collect::<Vec<_>>(), ["ja"]);
        assert_eq!((&differences[0].old, &differences[0].new), (&"生年月日".into(), &"出生年月日".into()));
        assert_eq!(diff.changed.len(), 1);
    }

    #[test]
    fn the_same_form_differs_in_nothing() {
        let (old, new) = edited(str::to_owned);
        assert!(diff(&old, &new).is_empty());
        assert_ne!(old.pin, new.pin);
    }

    #[test]
    fn an_earlier_edition_is_found_by_its_date() {
        let mut files = Catalog::embedded_sources();
        let sheet = files.iter().find(|file| file.path.ends_with("/common.toml")).unwrap().clone();
        let edition = sheet.text.lines().find(|line| line.starts_with("edition =")).unwrap().to_owned();
        let text = sheet.text.replacen(&edition, "edition = \"2030-04-01\"", 1);
        let path = sheet.path.replace(".toml", ".2030-04-01.toml");
        files.push(crate::form::Source { path, text });
        let catalog = Catalog::read(&files).unwrap();
        let old = Catalog::embedded().edition(CODE, None).unwrap();
        assert_eq!(catalog.edition(CODE, None).unwrap().pin.edition, "2030-04-01");
        assert_eq!(catalog.edition(CODE, Some(&old.pin.edition)).unwrap().pin, old.pin);
        assert!(catalog.edition(CODE, Some("2031-01-01")).is_err());
        assert!(catalog.edition("extension-Ω", None).is_err());
    }
}
