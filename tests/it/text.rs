//! Messages: every language says the same things.

use fluent_syntax::{ast, parser};
use madoguchi::form::{Bilingual, Catalog, Form, Kind};
use madoguchi::law::Rules;
use madoguchi::text::{self, Lang};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const STATUS: &str = "技術・人文知識・国際業務";

#[test]
fn languages_are_found_by_the_locale_of_the_machine() {
    assert_eq!(Lang::find("vi-VN").map(Lang::tag), Some("vi"));
    assert_eq!(Lang::find("ja_JP.UTF-8"), Some(Lang::JA));
    assert_eq!(Lang::find("C"), None);
    assert_eq!(&Lang::all()[..2], &[Lang::JA, Lang::EN]);
}

#[test]
fn a_language_says_its_own_name() {
    assert_eq!(Lang::find("vi").map(Lang::name).as_deref(), Some("Tiếng Việt"));
}

#[test]
fn an_unknown_message_shows_as_its_id() {
    assert_eq!(text::say(Lang::JA, "no-such-message", &[]), "no-such-message");
}

/// What a message file says: id to the variables it uses, attributes as `id.attribute`.
fn said(text: &str, path: &str) -> Vec<(String, BTreeSet<String>)> {
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{path}: {errors:?}"));
    let mut said = Vec::new();
    for entry in &resource.body {
        let ast::Entry::Message(message) = entry else { continue };
        let mut variables = BTreeSet::new();
        if let Some(pattern) = &message.value {
            variables_of(pattern, &mut variables);
        }
        said.push((message.id.name.to_owned(), variables));
        for attribute in &message.attributes {
            let mut variables = BTreeSet::new();
            variables_of(&attribute.value, &mut variables);
            said.push((format!("{}.{}", message.id.name, attribute.id.name), variables));
        }
    }
    said
}

fn variables_of(pattern: &ast::Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let ast::PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            ast::Expression::Inline(inline) => inline,
            ast::Expression::Select { selector, variants } => {
                for variant in variants {
                    variables_of(&variant.value, into);
                }
                selector
            }
        };
        if let ast::InlineExpression::VariableReference { id } = inline {
            into.insert(id.name.to_owned());
        }
    }
}

/// Where a name is known in Japanese and English (`ja` and `en`, `status` and `status-en`), each language takes the one its
/// readers know.
fn either(variable: &str) -> String {
    match variable {
        "en" => "ja".to_owned(),
        other => other.trim_end_matches("-en").to_owned(),
    }
}

/// All messages of a language's folder, and what is wrong with the folder by itself.
fn folder(lang: &str) -> (BTreeMap<String, BTreeSet<String>>, Vec<String>) {
    let (mut all, mut gaps) = (BTreeMap::new(), Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locale").join(lang);
    for file in files(&folder) {
        let path = file.display().to_string();
        for (id, variables) in said(&fs::read_to_string(&file).expect("message file"), &path) {
            let variables = variables.iter().map(|variable| either(variable)).collect();
            if all.insert(id.clone(), variables).is_some() {
                gaps.push(format!("{lang}: `{id}` is given twice, again in {path}"));
            }
        }
    }
    (all, gaps)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "ftl")).collect();
    files.sort();
    files
}

/// What one language lacks beside another, by name.
fn gaps(
    lang: &str,
    own: &BTreeMap<String, BTreeSet<String>>,
    model: &str,
    wanted: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<String> {
    let lacking = wanted.keys().filter(|id| !own.contains_key(*id));
    let mut gaps: Vec<String> = lacking.map(|id| format!("{lang}: `{id}` is missing, {model} has it")).collect();
    let other = own.iter().filter(|(id, variables)| wanted.get(*id).is_some_and(|wanted| wanted != *variables));
    gaps.extend(other.map(|(id, variables)| format!("{lang}: `{id}` uses {variables:?}, {model} {:?}", wanted[id])));
    gaps
}

#[test]
fn every_language_says_the_same_messages_with_the_same_variables() {
    let (ja, mut found) = folder("ja");
    for lang in Lang::all().iter().filter(|lang| **lang != Lang::JA) {
        let (own, twice) = folder(lang.tag());
        found.extend(twice);
        found.extend(gaps(lang.tag(), &own, "ja", &ja));
        found.extend(gaps("ja", &ja, lang.tag(), &own));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_gap_between_languages_is_named() {
    let file = |text: &str| said(text, "a file").into_iter().collect::<BTreeMap<_, _>>();
    let ja = file("one = { $a }\ntwo = 二\n    .help = 助け\n");
    let vi = file("one = { $b }\ntwo = hai\n");
    assert_eq!(
        gaps("vi", &vi, "ja", &ja),
        ["vi: `two.help` is missing, ja has it", "vi: `one` uses {\"b\"}, ja {\"a\"}"]
    );
}

#[test]
fn a_language_beside_japanese_and_english_has_every_item_and_no_other() {
    let mut found = Vec::new();
    for lang in Lang::all().iter().filter(|lang| ![Lang::JA, Lang::EN].contains(*lang)) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locale/{}/forms", lang.tag()));
        let forms = [Catalog::embedded().forms(), Catalog::embedded().papers()].concat();
        for path in files(&folder).into_iter().filter(|path| !path.ends_with("choices.ftl")) {
            let of = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            let (text, name) = (fs::read_to_string(&path).expect("item texts"), path.display().to_string());
            let own: BTreeMap<_, _> = said(&text, &name).into_iter().collect();
            let concerned = forms.iter().filter(|form| of == "items" || form.procedure == of);
            let wanted: BTreeMap<_, _> =
                concerned.flat_map(|form| texts(form)).map(|id| (id, BTreeSet::new())).collect();
            found.extend(gaps("the forms", &wanted, &name, &own));
            if of == "items" {
                found.extend(gaps(&name, &own, "the forms", &wanted));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every text of a form a language can say: labels, columns and help.
fn texts(form: &Form) -> Vec<String> {
    let mut ids = Vec::new();
    for item in form.items() {
        ids.push(item.id.clone());
        ids.extend(item.help.is_some().then(|| format!("{}.help", item.id)));
        if let Kind::Table { columns, .. } = &item.kind {
            ids.extend(columns.iter().map(|column| format!("{}-{}", item.id, column.id)));
        }
    }
    ids
}

/// Places and labels of every choice of a form: of its lists, its items' own, and its yes and no.
fn choices(form: &Form) -> Vec<(String, Bilingual)> {
    let of = |id: &str, kind: &Kind| -> Vec<(String, Bilingual)> {
        match kind {
            Kind::Choice(list) | Kind::Country(list) | Kind::MultiChoice { list, .. } => {
                let place = if list.name.is_empty() { id } else { &list.name };
                list.choices.iter().map(|choice| (place.to_owned(), choice.label.clone())).collect()
            }
            Kind::YesNo { yes, no } => [yes, no].map(|label| (id.to_owned(), label.clone())).to_vec(),
            _ => Vec::new(),
        }
    };
    let mut all = Vec::new();
    for item in form.items() {
        all.extend(of(&item.id, &item.kind));
        if let Kind::Table { columns, .. } = &item.kind {
            all.extend(columns.iter().flat_map(|column| of(&column.id, &column.kind)));
        }
    }
    all
}

#[test]
fn every_choice_of_an_application_is_said_in_vietnamese() {
    let (vi, catalog) = (Lang::find("vi").expect("vi"), Catalog::embedded());
    let form = catalog.form("extension", STATUS, None).expect("the form");
    let choices = choices(&form);
    assert!(choices.len() > 900, "{}", choices.len());
    // Where a client lives is left as it is written.
    let wanted = choices.iter().filter(|(place, label)| !label.en.is_empty() && place != "residences");
    let silent: BTreeSet<String> = wanted
        .filter(|(place, label)| text::choice(vi, place, &label.en).is_none())
        .map(|(place, label)| format!("{place}: {} {}", label.ja, label.en))
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_word_for_a_choice_is_of_some_choice() {
    let forms = [Catalog::embedded().forms(), Catalog::embedded().papers()].concat();
    let mut known = BTreeSet::new();
    for (place, label) in forms.iter().flat_map(|form| choices(form)) {
        if let Some(id) = text::choice_id(&label.en) {
            known.insert(format!("{id}.{place}"));
            known.insert(id);
        }
    }
    for lang in Lang::all().iter().filter(|lang| ![Lang::JA, Lang::EN].contains(*lang)) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("locale/{}/forms/choices.ftl", lang.tag()));
        let said = said(&fs::read_to_string(&path).expect("the words of choices"), &path.display().to_string());
        let own: BTreeSet<&String> = said.iter().map(|(id, _)| id).collect();
        assert_eq!(own.len(), said.len(), "{}: an id is given twice", lang.tag());
        let dead: Vec<_> = own.into_iter().filter(|id| !known.contains(*id)).collect();
        assert!(dead.is_empty(), "{}: no choice says {dead:?}", lang.tag());
        // A word taken over from a row of the rules must be there.
        let broken = |id: &&String| text::own(*lang, id, &[]).is_some_and(|word| word.contains('{'));
        let broken: Vec<_> = said.iter().map(|(id, _)| id).filter(broken).collect();
        assert!(broken.is_empty(), "{}: no row of the rules is named by {broken:?}", lang.tag());
    }
}

#[test]
fn a_choice_is_said_by_its_printed_english_and_where_it_stands() {
    let vi = Lang::find("vi").expect("vi");
    let choice = |place: &str, en: &str| text::choice(vi, place, en);
    assert_eq!(choice("nationality", "People's Republic of China").as_deref(), Some("Trung Quốc"));
    assert_eq!(choice("statuses", "Student").as_deref(), Some("Du học"));
    assert_eq!(choice("education_level", "Doctor").as_deref(), Some("Tiến sĩ"));
    assert_eq!(choice("occupations", "Doctor").as_deref(), Some("Bác sĩ"));
    assert_eq!(choice("marital_status", "Single").as_deref(), Some("Độc thân"));
    assert_eq!(choice("permit_type", "Single").as_deref(), Some("Một lần"));
    // A newer wording is not said in words of the older one.
    assert_eq!(choice("nationality", "People's Republic of Somewhere"), None);
    assert_eq!((choice("residences", ""), text::choice(Lang::EN, "nationality", "Viet Nam")), (None, None));
    assert_eq!(text::choice_id("Côte d’Ivoire (the)").as_deref(), Some("choice-cote-d-ivoire-the"));
}

#[test]
fn item_texts_are_said_in_the_languages_the_print_does_not_have() {
    let vi = Lang::find("vi").expect("vi");
    assert_eq!(text::item(vi, "extension", "sex").as_deref(), Some("Giới tính"));
    assert_eq!(text::item(vi, "extension", "family-name").as_deref(), Some("Họ tên"));
    assert!(text::item(vi, "extension", "photo.help").is_some_and(|help| help.contains("JPEG")));
    assert_eq!(text::item(Lang::JA, "extension", "sex"), None);
    assert_eq!(text::item(vi, "extension", "reason").as_deref(), Some("Lý do gia hạn"));
    assert_eq!(text::item(vi, "change", "reason").as_deref(), Some("Lý do thay đổi tư cách lưu trú"));
    assert_eq!(text::item(vi, "extension", "no_such_item"), None);
}

#[test]
fn arguments_stand_in_the_sentence_without_invisible_marks() {
    let said = text::say(Lang::EN, "problem-too-long", &[("max", "40"), ("length", "41")]);
    assert_eq!(said, "This has 41 characters; 40 are allowed.");
}

/// Codes of faults in the source, and of rules in the form files.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).expect("src").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("source");
            let product = text.split("#[cfg(test)]").next().unwrap_or_default();
            let named = product.split("Fault::new(\"").skip(1).filter_map(|rest| rest.split('"').next());
            codes.extend(named.map(str::to_owned));
        }
    }
    let rules = Catalog::embedded().forms();
    codes.extend(rules.iter().flat_map(|form| &form.rules).map(|rule| rule.code.clone()));
    codes
}

#[test]
fn every_fault_has_its_sentence_and_its_mend() {
    let codes = codes();
    assert!(codes.contains("too-long") && codes.contains("one-phone"), "the search finds nothing: {codes:?}");
    let ids = codes.iter().flat_map(|code| [format!("problem-{code}"), format!("fix-{code}")]);
    let silent: Vec<String> = ids.filter(|id| !text::has(Lang::JA, id)).collect();
    assert!(silent.is_empty(), "no message: {}", silent.join(", "));
}

#[test]
fn every_kind_and_state_has_its_word() {
    let kinds = madoguchi::form::kind::WORDS.iter().map(|word| format!("kind-{word}"));
    let states = ["not_asked", "answered", "unknown", "none", "na", "declined", "later"];
    let silent: Vec<String> =
        kinds.chain(states.iter().map(|word| format!("state-{word}"))).filter(|id| !text::has(Lang::JA, id)).collect();
    assert!(silent.is_empty(), "no message: {}", silent.join(", "));
}

/// Every text of the rules' rows that people are shown, by the id a language says it under, with its variables.
fn row_texts() -> BTreeMap<String, BTreeSet<String>> {
    let mut texts = BTreeMap::new();
    let mut say = |id: String| texts.insert(id, BTreeSet::new());
    for source in Rules::embedded_files() {
        for (section, rows) in source.text.parse::<toml::Table>().expect("rules") {
            for row in rows.as_array().into_iter().flatten().filter_map(toml::Value::as_table) {
                let id = row["id"].as_str().expect("an id");
                match section.as_str() {
                    "procedure" | "status" | "question" | "event" | "document" | "contact" => {
                        say(format!("{section}-{id}"));
                    }
                    "activity" | "category" | "counter" => {
                        say(id.to_owned());
                    }
                    "scope" | "exclusion" | "filer" if row.contains_key("yes") => {
                        say(format!("{id}-yes"));
                        say(format!("{id}-no"));
                    }
                    _ => {}
                }
                if section == "document" {
                    say(format!("document-{id}.proves"));
                    match (row.contains_key("when"), row.get("from_age")) {
                        (true, Some(age)) => drop(say(format!("document-{id}.when-{age}"))),
                        (true, None) => drop(say(format!("document-{id}.when"))),
                        (false, _) => {}
                    }
                }
            }
        }
    }
    texts.insert("unless".into(), ["what".to_owned()].into());
    texts.insert("of-category".into(), ["numbers".to_owned()].into());
    texts
}

#[test]
fn a_language_beside_japanese_and_english_says_every_row_of_the_rules_and_no_other() {
    let (wanted, mut found) = (row_texts(), Vec::new());
    assert!(wanted.len() > 800, "{}", wanted.len());
    for lang in Lang::all().iter().filter(|lang| ![Lang::JA, Lang::EN].contains(*lang)) {
        let (own, twice) = folder(&format!("{}/law", lang.tag()));
        found.extend(twice);
        found.extend(gaps(lang.tag(), &own, "the rules", &wanted));
        found.extend(gaps("the rules", &wanted, lang.tag(), &own));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_rows_say_is_said_in_the_language_of_the_reader() {
    let vi = Lang::find("vi").expect("vi");
    assert_eq!(text::row(vi, "status-student", "留学", "Student"), "Du học");
    assert_eq!(text::row(Lang::JA, "status-student", "留学", "Student"), "留学");
    assert_eq!(text::row(Lang::EN, "status-student", "留学", "Student"), "Student");
    assert_eq!(text::row(vi, "status-nowhere", "無", "None"), "None");
    let args = [
        ("yes", "すべての方"),
        ("yes-en", "Everyone"),
        ("yes-row", "scope-cultural-yes"),
        ("no", "機関のある方だけ"),
        ("no-en", "Only those with an organisation"),
        ("no-row", "scope-cultural-no"),
    ];
    let said = |lang| text::say(lang, "law-readings", &args);
    assert!(said(vi).contains("Tất cả mọi người") && !said(vi).contains("Everyone"), "{}", said(vi));
    assert!(said(Lang::EN).contains("Everyone") && said(Lang::JA).contains("すべての方"));
}
