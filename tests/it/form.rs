//! Forms: what the built-in files say, and what the loader says about broken ones.

mod complete;
pub mod filler;
mod flaws;
mod hanging;
mod notes;
mod planted;
pub mod points;
mod span;
mod together;
mod typed;

use flaws::small;
use madoguchi::form::kind::{Chars, PartialDate};
use madoguchi::form::{Catalog, Condition, Flaw, Form, FormRef, Need, NoForm, Part, Scope, Source, State, Value, show};
use std::sync::Arc;

const STATUS: &str = "技術・人文知識・国際業務";

fn extension() -> Arc<Form> {
    Catalog::embedded().form("extension", STATUS, None).expect("the form of the extension")
}

fn report(flaws: &[Flaw]) -> Vec<String> {
    flaws.iter().map(|flaw| format!("{}:{}:{}: {flaw}", flaw.path(), flaw.line, flaw.column)).collect()
}

// --- the built-in forms

#[test]
fn the_built_in_forms_have_no_flaw() {
    if let Err(flaws) = Catalog::read(&Catalog::embedded_sources()) {
        panic!("{}", report(&flaws).join("\n"));
    }
}

#[test]
fn items_asked_online_only_come_after_the_paper_and_carry_no_number() {
    let form = extension();
    let paper = form.sheets.iter().filter(|sheet| sheet.part != Part::Together);
    let online: Vec<_> = paper.flat_map(|sheet| &sheet.items).skip(92).collect();
    assert_eq!(online.first().map(|item| item.id.as_str()), Some("business_type_detail"));
    assert!(online.iter().all(|item| item.no.is_empty()));
    assert!(online.iter().all(|item| item.online) && form.items().take(92).all(|item| !item.online));
    let parts: Vec<_> = form.sheets.iter().map(|sheet| sheet.part).collect();
    // With the two sheets of the highly skilled, whom division N takes too.
    assert_eq!(parts[3..], [&[Part::Online; 5][..], &[Part::Together; 3]].concat());
}

#[test]
fn ids_are_unique_within_the_application() {
    let form = extension();
    let mut ids: Vec<_> = form.items().map(|item| &item.id).collect();
    ids.sort();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn what_was_not_seen_on_the_print_is_marked() {
    let form = extension();
    let item = |id| form.item(id).expect(id);
    assert!(item("nationality").checked && item("nationality").checked_en);
    assert!(item("org_name").checked && !item("org_name").checked_en, "the English of sheet N was not compared");
    assert!(!item("foreigner_name").checked);
    assert!(form.sheets.iter().all(|sheet| !sheet.edition_checked && !sheet.source.is_empty()));
    let others = form.sheets.iter().filter(|sheet| matches!(sheet.part, Part::Online | Part::Together));
    assert_eq!(form.unchecked().count(), 26 + 42 + others.map(|sheet| sheet.items.len()).sum::<usize>());
}

#[test]
fn the_limits_are_those_of_the_agency() {
    let form = extension();
    let limit = |id| form.item(id).map(|item| (item.kind.word(), item.kind.max(), item.kind.chars()));
    assert_eq!(limit("family_name"), Some(("name", Some(104), Some(Chars::Capitals))));
    assert_eq!(limit("home_town"), Some(("text", Some(80), Some(Chars::FullWidth))));
    assert_eq!(limit("address"), Some(("address", Some(85), Some(Chars::FullWidth))));
    assert_eq!(limit("phone"), Some(("phone", Some(12), Some(Chars::Digits))));
    assert_eq!(limit("passport_number"), Some(("passport", Some(12), Some(Chars::Capitals))));
    assert_eq!(limit("activity_detail"), Some(("multiline", Some(600), Some(Chars::Free))));
    assert_eq!(limit("capital"), Some(("money", Some(13), Some(Chars::Digits))));
    assert_eq!(limit("free_text"), Some(("multiline", Some(300), Some(Chars::Free))));
}

#[test]
fn states_are_accepted_where_they_make_sense() {
    let form = extension();
    let states = |id| form.item(id).map(|item| item.states.clone());
    assert_eq!(states("phone"), Some(vec![State::None]));
    assert_eq!(states("home_town"), Some(vec![State::Unknown]));
    assert_eq!(states("capital"), Some(vec![State::DoesNotApply]));
    assert_eq!(states("nationality"), Some(Vec::new()));
}

#[test]
fn the_form_is_found_by_any_name_of_the_procedure_and_the_status() {
    let catalog = Catalog::embedded();
    for procedure in
        ["extension", "EXTENSION", "留", "在留期間更新許可申請", "Application for Extension of Period of Stay"]
    {
        for status in [
            STATUS,
            "engineer-specialist-in-humanities-international-services",
            "engineer / specialist in humanities / international services",
            "Engineer/Specialist in Humanities/International Services",
        ] {
            let form =
                catalog.form(procedure, status, None).unwrap_or_else(|why| panic!("{procedure} {status}: {why}"));
            assert_eq!(form.pin.code, "extension-N");
        }
    }
    assert!(catalog.form("extension", STATUS, Some("n")).is_ok());
}

#[test]
fn where_no_form_is_found_the_choices_are_named() {
    let catalog = Catalog::embedded();
    let procedures =
        ["coe", "change", "extension", "acquisition", "authorized-employment", "reentry", "other-activity"];
    assert_eq!(
        catalog.form("renewal", STATUS, None).map(|_| ()),
        Err(NoForm::Procedure("renewal".to_owned(), procedures.map(str::to_owned).to_vec()))
    );
    let Err(NoForm::Status(asked, known)) = catalog.form("extension", "外交", None).map(|_| ()) else {
        panic!("no form for diplomats")
    };
    assert_eq!((asked.as_str(), known.first().map(String::as_str)), ("外交", Some(STATUS)));
    assert_eq!(known.iter().filter(|name| *name == "研究").count(), 1, "{known:?}");
    assert_eq!(catalog.form("change", "企業内転勤", None).map(|form| form.pin.code.clone()), Ok("change-L".to_owned()));
    assert_eq!(
        catalog.form("coe", "研究", None).map(|_| ()),
        Err(NoForm::Division(vec!["N".to_owned(), "L".to_owned()]))
    );
    assert_eq!(
        catalog.form("extension", STATUS, Some("V")).map(|_| ()),
        Err(NoForm::NoDivision("V".to_owned(), vec!["N".to_owned()]))
    );
    assert!(matches!(catalog.form("extension", "", None), Err(NoForm::Status(..))));
}

#[test]
fn a_case_keeps_the_very_edition_it_was_begun_with() {
    let form = extension();
    let catalog = Catalog::embedded();
    assert!(Arc::ptr_eq(&catalog.pinned(&form.pin).expect("the same edition"), &form));
    let other = FormRef { digest: "0".repeat(64), ..form.pin.clone() };
    assert_eq!(catalog.pinned(&other).map(|_| ()), Err(NoForm::Pin(other)));
}

#[test]
fn an_earlier_edition_stays_beside_the_newest() {
    let mut files = small();
    let earlier = Catalog::read(&files).expect("small form").forms()[0].pin.clone();
    let old = files[2].clone();
    files[2].text = old.text.replace("edition = \"2025-01-01\"", "edition = \"2026-04-01\"");
    files.push(Source { path: "forms/sheet.2025-01-01.toml".to_owned(), text: old.text });
    let catalog = Catalog::read(&files).expect("two editions");
    assert_eq!(catalog.forms()[0].pin.edition, "2026-04-01");
    assert_eq!(catalog.pinned(&earlier).expect("the earlier edition").pin, earlier);
}

// --- documents for scripts

#[test]
fn forms_show_has_the_keys_scripts_rely_on() {
    let document = show::document(&extension(), STATUS);
    assert_eq!(document["procedure"], "extension");
    assert_eq!(document["status"], STATUS);
    assert_eq!(document["division"], "N");
    let item = &document["sheets"][0]["items"][5];
    assert_eq!((item["id"].as_str(), item["no"].as_str(), item["sub"].as_str()), (Some("sex"), Some("4"), Some("")));
    assert_eq!(item["choices"][0], serde_json::json!({"value": "男", "ja": "男", "en": "Male", "code": null}));
    for key in ["kind", "ja", "en", "required", "condition", "max", "chars", "states", "columns", "official", "checked"]
    {
        assert!(item.get(key).is_some(), "{key}");
    }
    assert_eq!(document["sheets"][0]["items"][23]["columns"][1]["id"], "name");
}

#[test]
fn forms_list_counts_items_and_what_is_unchecked() {
    let list = show::list(Catalog::embedded());
    assert_eq!(list["procedures"].as_array().map(Vec::len), Some(7));
    let forms = list["procedures"][2]["forms"].as_array().expect("forms");
    let form = forms.iter().find(|form| form["code"] == "extension-N").expect("extension-N");
    assert_eq!(form["items"].as_u64().and_then(|n| usize::try_from(n).ok()), Some(extension().items().count()));
    assert_eq!(form["sheets"][0]["unchecked"], 0);
}

// --- conditions

fn scope(values: &[(&str, Value)], facts: &[(&str, bool)]) -> Scope {
    Scope {
        values: values.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect(),
        facts: facts.iter().map(|(name, fact)| ((*name).to_owned(), *fact)).collect(),
    }
}

fn holds(source: &str, scope: &Scope) -> bool {
    Condition::parse(source).unwrap_or_else(|why| panic!("{source}: {why:?}")).holds(scope)
}

#[test]
fn conditions_see_answers_as_the_contract_says() {
    let choice = |text: &str| Value::Choice(text.to_owned());
    let given = scope(
        &[
            ("level", choice("その他")),
            ("family", Value::YesNo(true)),
            ("born", Value::Date(PartialDate { year: 2001, month: Some(2), day: None })),
            ("staff", Value::Integer(30)),
            ("trades", Value::Choices(vec!["宿泊業".to_owned(), "広告業".to_owned()])),
            ("rows", Value::Rows(2)),
        ],
        &[("filed_by_agent", true)],
    );
    for true_one in [
        r#"level == "その他""#,
        r#"level in ["大学", "その他"]"#,
        r#"family == "yes""#,
        r#"born == "2001-02" && born < "2001-03-01""#,
        "staff > 29 && rows == 2",
        "trades.exists(trade, trade == \"広告業\") && size(trades) == 2",
        "filed_by_agent && !filed_by_legal_representative",
        "absent == null",
    ] {
        assert!(holds(true_one, &given), "{true_one}");
    }
    for false_one in
        [r#"family == "no""#, "staff > 30", "absent != null", "absent > 3", "size(absent) > 0", r#"absent == "x""#]
    {
        assert!(!holds(false_one, &given), "{false_one}");
    }
}

#[test]
fn the_conditions_of_the_extension_ask_what_the_paper_asks() {
    let form = extension();
    let shown = |id: &str, scope: &Scope| {
        form.item(id).and_then(|item| item.shown_when.as_ref()).map(|condition| condition.holds(scope))
    };
    let level = |text: &str| scope(&[("education_level", Value::Choice(text.to_owned()))], &[]);
    assert_eq!(shown("major_university", &level("大学")), Some(true));
    assert_eq!(shown("major_university", &level("専門学校")), Some(false));
    assert_eq!(shown("major_vocational", &level("専門学校")), Some(true));
    assert_eq!(shown("rep_name", &scope(&[], &[])), Some(false));
    assert_eq!(shown("agent_name", &scope(&[], &[("filed_by_agent", true)])), Some(true));
    assert_eq!(shown("hire_date_undecided", &scope(&[], &[])), Some(true));
    let other = Value::Choices(vec!["その他の卸売業".to_owned()]);
    assert_eq!(shown("business_type_other_detail", &scope(&[("business_type_other", other)], &[])), Some(true));
    assert_eq!(shown("business_type_other_detail", &scope(&[], &[])), Some(false));
    assert!(matches!(form.item("photo").map(|item| &item.need), Some(Need::Always)));
}

#[test]
fn rules_between_answers_hold_or_not() {
    let form = extension();
    let rule = |code: &str, scope: &Scope| {
        form.rules.iter().find(|rule| rule.code == code).unwrap_or_else(|| panic!("{code}")).holds.holds(scope)
    };
    let text = |text: &str| Value::Text(text.to_owned());
    assert!(!rule("one-phone", &scope(&[], &[])));
    assert!(rule("one-phone", &scope(&[("mobile", text("09012345678"))], &[])));
    assert!(!rule("email-again", &scope(&[("email", text("a@b.jp")), ("email_again", text("a@c.jp"))], &[])));
    assert!(rule("email-again", &scope(&[("email", text("a@b.jp"))], &[])));
    let staff = |all, foreign| {
        scope(&[("employee_count", Value::Integer(all)), ("foreign_employee_count", Value::Integer(foreign))], &[])
    };
    assert!(rule("more-foreign-than-all", &staff(5, 5)) && !rule("more-foreign-than-all", &staff(5, 6)));
}

#[test]
fn a_form_may_be_used_from_several_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Arc<Form>>();
    shared::<Catalog>();
}
