//! Broken form files: every flaw at once, each at its line and column.

use super::report;
use madoguchi::form::{Catalog, Source};
use proptest::prelude::*;

const SHEET: &str = r#"code = "sheet"
edition = "2025-01-01"
valid_from = "2025-01-01"
part = "applicant"
title = { ja = "一", en = "one" }
source = "a test"

[[item]]
id = "name"
ja = "氏名"
en = "Name"
kind = "text"
max = 10

[[item]]
id = "married"
ja = "婚姻"
en = "Married"
kind = "yes_no"

[[item]]
id = "level"
ja = "学歴"
en = "Level"
kind = "choice"
choices = [ { ja = "大学", en = "Bachelor" }, { ja = "その他", en = "Others" } ]

[[item]]
id = "staff"
ja = "従業員数"
en = "Staff"
kind = "integer"
"#;

/// Procedures, statuses and one sheet.
pub fn small() -> Vec<Source> {
    let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let procedures = r#"[[procedure]]
slug = "extension"
mark = "留"
title = { ja = "更新", en = "Extension" }

[[application]]
procedure = "extension"
division = "N"
statuses = ["student"]
sheets = ["sheet"]
"#;
    let statuses = "source = \"a test\"\nchoices = [{ ja = \"留学\", en = \"Student\", slug = \"student\" }]\n";
    vec![
        file("forms/procedures.toml", procedures),
        file("forms/lists/statuses.toml", statuses),
        file("forms/sheet.toml", SHEET),
    ]
}

/// What is said about the sheet with one more item at its end (its `[[item]]` is line 34).
fn flaws_of(item: &str) -> Vec<String> {
    flaws_of_sheet(&format!("{SHEET}\n[[item]]\n{item}\n"))
}

fn flaws_of_sheet(sheet: &str) -> Vec<String> {
    let mut files = small();
    sheet.clone_into(&mut files[2].text);
    Catalog::read(&files).map_or_else(|flaws| report(&flaws), |_| Vec::new())
}

#[test]
fn a_sound_sheet_is_read() {
    assert_eq!(flaws_of_sheet(SHEET), Vec::<String>::new());
}

#[test]
fn each_flaw_is_named_with_its_line_and_column() {
    let head = "id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"text\"";
    let condition = |condition: &str| format!("{head}\nshown_when = '{condition}'");
    for (item, place, said) in [
        (format!("{head}\ncolour = 1"), "39:1", "unknown field `colour`"),
        (format!("{head}\nmax = \"ten\""), "39:7", "`max` is a text, a number is wanted"),
        (format!("{head}\nmax = 0"), "39:7", "`max` must be a number from 1 on"),
        (format!("{head}\nrequired = \"yes\""), "39:12", "`required` is a text, true or false is wanted"),
        (format!("{head}\nchars = \"wide\""), "39:9", "unknown character rule `wide`"),
        (format!("{head}\nstates = [\"none\", \"later\"]"), "39:19", "`later` is no state that can stand for an answer"),
        ("id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"colour\"".to_owned(), "38:8", "unknown kind `colour`"),
        ("id = \"name\"\nja = \"あ\"\nen = \"a\"\nkind = \"text\"".to_owned(), "35:6", "the id `name` is given twice"),
        ("id = \"Ä\"\nja = \"あ\"\nen = \"a\"\nkind = \"text\"".to_owned(), "35:6", "`Ä` is no id"),
        ("id = \"filed_by_agent\"\nja = \"あ\"\nen = \"a\"\nkind = \"text\"".to_owned(), "35:6", "the name of a case fact"),
        ("id = \"x\"\nen = \"a\"\nkind = \"text\"".to_owned(), "34:1", "`ja` is missing"),
        ("id = \"x\"\nja = \" \"\nen = \"a\"\nkind = \"text\"".to_owned(), "36:6", "`ja` is empty"),
        ("id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"choice\"\nlist = \"colours\"".to_owned(), "39:8", "unknown list `colours`"),
        ("id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"choice\"".to_owned(), "34:1", "a choice needs `list` or `choices`"),
        ("id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"table\"\nrows = 0\ncolumns = [{ id = \"a\", ja = \"あ\", en = \"\", kind = \"text\" }]".to_owned(), "39:8", "`rows` must be a number from 1 on"),
        ("id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"table\"\nrows = 2".to_owned(), "34:1", "a table needs `columns`"),
        ("id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"table\"\nrows = 2\ncolumns = [{ id = \"a\", ja = \"あ\", en = \"\", kind = \"word\" }]".to_owned(), "40:50", "unknown kind `word`"),
        (condition("level == \"大学\" ) "), "39:29", "condition: "),
        (condition("nam == \"a\""), "39:15", "no such item or fact: `nam`"),
        (condition("level == \"高校\""), "39:24", "`高校` is not one of the item's choices"),
        (condition("level in [\"大学\", \"高校\"]"), "39:31", "`高校` is not one of the item's choices"),
        (condition("married == \"maybe\""), "39:26", "never \"maybe\""),
        (condition("married == true"), "39:26", "yes or no is never equal to true or false"),
        (condition("staff == \"3\""), "39:24", "a number is never equal to a text"),
        (condition("filed_by_agent == null"), "39:33", "true or false is never equal to null"),
        (condition("name > 3"), "39:20", "a text and a number have no order"),
        (condition("name"), "39:15", "this is a text, true or false is wanted"),
        (condition("name.first == \"a\""), "39:19", "conditions have no fields"),
        (condition("today() == \"a\""), "39:", "conditions do not know `today`"),
        (condition("x == \"a\""), "39:14", "`shown_when` goes round in a circle: x → x"),
        (format!("{head}\nrequired = true\nrequired_when = 'married == \"yes\"'"), "34:1", "exclude each other"),
    ] {
        let said_all = flaws_of(&item);
        let [flaw] = said_all.as_slice() else { panic!("{item}\n{said_all:#?}") };
        assert!(flaw.starts_with(&format!("forms/sheet.toml:{place}")) && flaw.contains(said), "{item}\n{flaw}");
    }
}

#[test]
fn a_condition_in_escaped_quotes_is_found_at_its_place_all_the_same() {
    let item = "id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"text\"\nshown_when = \"level == \\\"その他\\\" || nam == \\\"a\\\"\"";
    assert_eq!(flaws_of(item), ["forms/sheet.toml:39:35: no such item or fact: `nam`"]);
}

#[test]
fn a_circle_of_several_items_is_shown_as_it_goes() {
    let sheet = SHEET
        .replace("id = \"name\"", "id = \"name\"\nshown_when = 'married == \"yes\"'")
        .replace("id = \"married\"", "id = \"married\"\nshown_when = 'level == \"大学\"'");
    let sheet = sheet.replace("id = \"level\"", "id = \"level\"\nshown_when = 'name != null'");
    assert_eq!(
        flaws_of_sheet(&sheet),
        ["forms/sheet.toml:10:14: `shown_when` goes round in a circle: name → married → level → name"]
    );
}

#[test]
fn a_rule_must_name_items_that_exist() {
    let sheet = format!("{SHEET}\n[[rule]]\ncode = \"r\"\nholds = 'staff > 0'\nitems = [\"staff\", \"stuff\"]\n");
    assert_eq!(flaws_of_sheet(&sheet), ["forms/sheet.toml:37:19: no such item: `stuff`"]);
}

#[test]
fn a_sheet_without_items_is_a_flaw() {
    let head = SHEET.split("\n[[item]]").next().expect("head");
    assert_eq!(flaws_of_sheet(head), ["forms/sheet.toml:1:1: a sheet without items"]);
}

#[test]
fn broken_toml_is_a_flaw_at_its_place() {
    let flaws = flaws_of_sheet(&SHEET.replace("part = \"applicant\"", "part = applicant"));
    assert!(flaws.iter().any(|flaw| flaw.starts_with("forms/sheet.toml:4:8: ")), "{flaws:#?}");
}

#[test]
fn five_flaws_are_reported_at_once_in_the_order_of_the_file() {
    let sheet = SHEET
        .replace("valid_from = \"2025-01-01\"", "valid_from = \"2025-13-01\"")
        .replace("max = 10", "max = -1")
        .replace("kind = \"yes_no\"", "kind = \"yesno\"")
        .replace("en = \"Level\"", "en = 3")
        + "shown_when = '('\n";
    let places: Vec<String> = flaws_of_sheet(&sheet)
        .iter()
        .map(|flaw| flaw.trim_start_matches("forms/sheet.toml:").splitn(3, ':').take(2).collect::<Vec<_>>().join(":"))
        .collect();
    assert_eq!(places, ["3:14", "13:7", "19:8", "24:6", "33:16"]);
}

#[test]
fn flaws_of_several_files_are_reported_at_once() {
    let mut files = small();
    files[0].text =
        files[0].text.replace("[\"student\"]", "[\"pupil\"]").replace("[\"sheet\"]", "[\"sheet\", \"sheet-2\"]");
    files[1].text.push_str("colour = 1\n");
    files[2].text.push_str("colour = 1\n");
    let flaws = Catalog::read(&files).map_or_else(|flaws| report(&flaws), |_| Vec::new());
    assert_eq!(
        flaws,
        [
            "forms/lists/statuses.toml:3:1: unknown field `colour`",
            "forms/procedures.toml:9:13: no such status: `pupil`",
            "forms/procedures.toml:10:20: no such sheet: `sheet-2`",
            "forms/sheet.toml:33:1: unknown field `colour`",
        ]
    );
}

#[test]
fn what_a_list_gives_twice_and_an_edition_that_is_no_date_are_flaws() {
    let mut files = small();
    files[1].text = files[1].text.replace("[{", "[{ ja = \"留学\", en = \"Pupil\" }, {");
    files[2].text = files[2].text.replace("edition = \"2025-01-01\"", "edition = \"spring\"");
    let flaws = Catalog::read(&files).map_or_else(|flaws| report(&flaws), |_| Vec::new());
    assert_eq!(
        flaws,
        [
            "forms/lists/statuses.toml:1:1: the choice `留学` is given twice",
            "forms/sheet.toml:2:11: not a date: write `2026-04-01`",
        ]
    );
}

#[test]
fn an_id_is_not_used_by_two_sheets_of_one_application() {
    let mut files = small();
    files[0].text = files[0].text.replace("[\"sheet\"]", "[\"sheet\", \"second\"]");
    let second = SHEET.replace("code = \"sheet\"", "code = \"second\"");
    files.push(Source { path: "forms/second.toml".to_owned(), text: second });
    let flaws = Catalog::read(&files).map_or_else(|flaws| report(&flaws), |_| Vec::new());
    assert_eq!(flaws.len(), 4, "{flaws:#?}");
    assert_eq!(flaws[0], "forms/second.toml:9:6: the id `name` is also in the sheet sheet");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_text_makes_the_loader_panic(text in ".{0,200}") {
        let _ = flaws_of_sheet(&text);
        let _ = flaws_of(&format!("id = \"x\"\nja = \"あ\"\nen = \"a\"\nkind = \"text\"\nshown_when = '''{text}'''"));
    }

    #[test]
    fn no_damage_to_a_sheet_makes_the_loader_panic(at in 0usize..SHEET.len(), with in "[\\[\\]{}\"'=#\n0a]") {
        let at = (0..=at).rev().find(|at| SHEET.is_char_boundary(*at)).unwrap_or(0);
        let mut sheet = SHEET.to_owned();
        sheet.insert_str(at, &with);
        let _ = flaws_of_sheet(&sheet);
    }
}

/// The small catalog with a second procedure that files the same sheet, the sheet varied.
fn varied(sheet: &str) -> Vec<Source> {
    let mut files = small();
    files[0].text.push_str(
        "\n[[procedure]]\nslug = \"change\"\nmark = \"変\"\ntitle = { ja = \"変更\", en = \"Change\" }\n\n\
         [[application]]\nprocedure = \"change\"\ndivision = \"N\"\nstatuses = [\"student\"]\nsheets = [\"sheet\"]\n",
    );
    files[2].text = SHEET.replace(
        "source = \"a test\"",
        "source = \"a test\"\nchange = { edition = \"2025-02-02\", title = { ja = \"二\", en = \"two\" } }",
    ) + sheet;
    files
}

#[test]
fn a_sheet_of_two_procedures_is_written_once_and_says_what_differs() {
    let item = "\n[[item]]\nid = \"reason\"\nno = \"9\"\nja = \"更新の理由\"\nen = \"\"\nkind = \"text\"\nmax = 10\n\
                change = { no = \"10\", ja = \"変更の理由\" }\n\n\
                [[item]]\nid = \"wanted\"\nfor = [\"change\"]\nja = \"希望\"\nen = \"\"\nkind = \"text\"\n";
    let catalog = Catalog::read(&varied(item)).unwrap_or_else(|flaws| panic!("{}", report(&flaws).join("\n")));
    let (extension, change) = (catalog.form("extension", "student", None), catalog.form("change", "student", None));
    let (extension, change) = (extension.expect("extension"), change.expect("change"));
    let reason = |form: &madoguchi::form::Form| {
        let item = form.item("reason").expect("reason");
        (item.number(), item.label.ja.clone(), item.kind.max())
    };
    assert_eq!(reason(&extension), ("9".to_owned(), "更新の理由".to_owned(), Some(10)));
    assert_eq!(reason(&change), ("10".to_owned(), "変更の理由".to_owned(), Some(10)));
    assert!(extension.item("wanted").is_none() && change.item("wanted").is_some());
    assert_eq!((extension.pin.edition.as_str(), change.pin.edition.as_str()), ("2025-01-01", "2025-02-02"));
    assert_eq!(change.sheets[0].title.ja, "二");
}

#[test]
fn a_flaw_in_what_differs_is_told_at_its_own_place() {
    let item = "\n[[item]]\nid = \"reason\"\nfor = [\"coe\"]\nja = \"理由\"\nen = \"\"\nkind = \"text\"\n\n\
                [[item]]\nid = \"other\"\nja = \"他\"\nen = \"\"\nkind = \"text\"\n\
                change = { colour = 3, shown_when = 'nobody == 1' }\n";
    let files = varied(item);
    let flaws = report(&Catalog::read(&files).expect_err("flaws"));
    let lines = files[2].text.lines();
    let (of, last) =
        lines.enumerate().fold((0, 0), |(of, _), (n, line)| (if line.starts_with("for") { n + 1 } else { of }, n + 1));
    let told = |start: String| flaws.iter().any(|flaw| flaw.starts_with(&start));
    assert!(told(format!("forms/sheet.toml:{of}:8: no such procedure: `coe`")), "{flaws:#?}");
    assert!(told(format!("forms/sheet.toml:{last}:12: unknown field `colour`")), "{flaws:#?}");

    let item = item.replace("colour = 3, ", "").replace("coe", "change");
    let flaws = report(&Catalog::read(&varied(&item)).expect_err("a flaw"));
    assert_eq!(flaws.len(), 1, "{flaws:#?}");
    assert!(flaws[0].contains("nobody"), "{flaws:#?}");
}

#[test]
fn points_and_what_is_derived_are_checked_against_the_kinds() {
    let head = "id = \"x\"\nja = \"あ\"\nen = \"a\"";
    let yes = format!("{head}\nkind = \"yes_no\"");
    for (item, said) in [
        (format!("{yes}\npoints = [5]"), None),
        (format!("{yes}\npoints = [5, 10]"), Some("`points` are as many as the lines of a choice")),
        (format!("{yes}\npoints = [-5]"), Some("`points` must be numbers from 0 on")),
        (format!("{yes}\npoints = 5"), Some("`points` is a number, a list of numbers is wanted")),
        (format!("{head}\nkind = \"text\"\npoints = [5]"), Some("`points` are as many as the lines of a choice")),
        (format!("{head}\nkind = \"derived\"\nderive = \"points\""), None),
        (format!("{head}\nkind = \"derived\"\nderive = \"percent\"\nof = [\"staff\", \"staff\"]"), None),
        (
            format!("{head}\nkind = \"derived\"\nderive = \"percent\"\nof = [\"staff\", \"name\"]"),
            Some("`x` is worked out from `name`, which is no amount of this application"),
        ),
        (format!("{head}\nkind = \"derived\"\nderive = \"mean\""), Some("an item is derived as `points`")),
        (format!("{head}\nkind = \"derived\""), Some("`derive` is missing")),
    ] {
        let told = flaws_of(&item).join("\n");
        assert!(said.map_or(told.is_empty(), |said| told.contains(said)), "{item}: {told}");
    }
}

#[test]
fn a_whole_sheet_is_asked_by_facts_of_the_case_alone() {
    let sheet = |condition: &str| SHEET.replacen("\n\n", &format!("\nshown_when = '{condition}'\n\n"), 1);
    assert_eq!(flaws_of_sheet(&sheet("is_highly_skilled || filed_by_agent")), Vec::<String>::new());
    let told = flaws_of_sheet(&sheet("married == \"yes\""));
    assert!(told.len() == 1 && told[0].contains("sheet.toml:7:14"), "{told:?}");
    assert!(told[0].contains("by the facts of a case alone, not by `married`"), "{told:?}");
    assert!(!flaws_of_sheet(&sheet("is_high")).is_empty());
}
