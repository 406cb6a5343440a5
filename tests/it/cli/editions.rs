//! Newer forms of the data folder, by the real program.

use super::{Counter, STATUS, Said, filing::Ended};
use crate::support::newer::{EDITION, put, sheet};
use crate::support::program::{Counter as Filing, Server};
use madoguchi::form::Catalog;
use serde_json::Value;

/// The edition of the extension, division N, as it is built in.
fn built_in(counter: &Counter) -> String {
    let show = counter.run(&["forms", "diff", "extension-N@built-in", "extension-N@built-in", "--json"]).json(0);
    show["forms"][0]["old"]["edition"].as_str().unwrap().to_owned()
}

fn codes_at(said: &Said, item: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(&said.out).unwrap();
    let problems = document["problems"].as_array().unwrap();
    let here = problems.iter().filter(|problem| problem["item"] == item);
    here.map(|problem| problem["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_draft_is_carried_to_a_newer_edition_and_nothing_is_dropped() {
    let (counter, there) = (Counter::new(), Counter::new());
    let (id, stays) = (counter.whole(), counter.whole());
    let before = built_in(&counter);
    let answers = counter.run(&["case", "show", &id, "--json"]).json(0);
    put(&counter.data(), "common.toml", &sheet());
    put(&there.data(), "common.toml", &sheet());

    // No is the answer until somebody says yes: the old edition opens, checks and travels.
    let shown = counter.run(&["case", "show", &id, "--json"]).json(0);
    assert_eq!(shown, answers);
    assert_eq!(codes_at(&counter.run(&["case", "check", &id, "--json"]), "occupation"), [""; 0]);
    let would = counter.run(&["case", "edition", &id, "--json"]).json(0);
    assert_eq!((&would["from"]["edition"], &would["to"]["edition"]), (&before.as_str().into(), &EDITION.into()));
    assert_eq!(would["moved"], false);
    let changed = would["diff"]["changed"].as_array().unwrap();
    let of = |item: &str| {
        let place = changed.iter().find(|place| place["item"] == item).unwrap_or_else(|| panic!("{item}: {would}"));
        place["differences"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect::<Vec<_>>()
    };
    assert!(of("occupation").contains(&"no") && of("occupation").contains(&"max"));
    assert!(of("sex").contains(&"choices"));
    assert_eq!(would["diff"]["added"][0]["item"], "town_of_origin");
    assert_eq!(would["diff"]["removed"][0]["item"], "home_town");

    let moved = counter.run(&["case", "edition", &id, "--move", "--json"]).json(0);
    assert_eq!(moved["set_aside"].as_array().unwrap().len(), 1);
    let shown = counter.run(&["case", "show", &id, "--json"]).json(0);
    assert_eq!(
        (&shown["set_aside"][0]["item"], &shown["set_aside"][0]["typed"]),
        (&"home_town".into(), &"ベトナム　ハノイ".into())
    );
    let check = counter.run(&["case", "check", &id, "--json"]);
    assert_eq!(check.code, 1);
    for item in ["occupation", "sex", "town_of_origin"] {
        assert_eq!(codes_at(&check, item).len(), 1, "{item}: {}", check.out);
    }
    assert_eq!(codes_at(&counter.run(&["case", "check", &stays, "--json"]), "sex"), [""; 0]);

    // Both editions travel and come back as they went.
    let files = [("old.xml", &stays), ("new.xml", &id)];
    for (name, case) in files {
        let file = counter.place(name);
        assert_eq!(counter.run(&["case", "export", case, "-o", &file]).code, 0);
        let taken = there.run(&["case", "import", &file, "--json"]);
        assert!(taken.code < 2, "{}{}", taken.out, taken.err);
        let again = there.run(&["case", "export", case, "-o", "-"]).out;
        assert_eq!(again, std::fs::read_to_string(&file).unwrap());
    }

    // Where the newer forms are not, the old edition goes in, and of the new one nothing does.
    let elsewhere = Counter::new();
    assert!(elsewhere.run(&["case", "import", &counter.place("old.xml")]).code < 2);
    let refused = elsewhere.run(&["--lang", "en", "case", "import", &counter.place("new.xml"), "--json"]).error(1);
    let told = refused["message"].as_str().unwrap();
    assert_eq!(refused["code"], "xml-other-edition");
    assert!(told.contains(&format!("extension-N@{EDITION}")), "{told}");
    assert!(told.contains("Nothing was taken in"), "{told}");
    assert!(refused["hint"].as_str().unwrap().contains("`forms`"), "{refused}");
    let cases = elsewhere.run(&["case", "list", "--json"]).json(0);
    assert_eq!(cases["cases"].as_array().unwrap().len(), 1, "{cases}");
}

#[test]
fn a_server_takes_the_editions_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let [data, with, without] = ["data", "with", "without"].map(|name| folder.path().join(name));
    put(&with, "common.toml", &sheet());
    let (server, older) = (Server::start(&with), Server::start(&without));
    let filing = Filing::start(&data, &server.url());
    let (old, new) = (filing.new_case(), filing.new_case());
    put(&data, "common.toml", &sheet());
    filing.done(&["case", "edition", &new, "--move"]);
    filing.done(&["case", "set", &new, "occupation=通訳", "sex=女", "town_of_origin=ネパール　カトマンズ"]);
    // One that does not have the newer edition says so, and the case can be sent to one that does.
    let output = Filing::at(&data, &older.url()).command(&["case", "submit", &new, "--wait"]).output().unwrap();
    let refused: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(refused["error"]["code"], "server-refused");
    assert_eq!(refused["error"]["problems"], serde_json::json!([]));
    assert!(refused["error"]["hint"].as_str().unwrap().contains("whoever runs it"), "{refused}");
    let told = refused["error"]["message"].as_str().unwrap();
    assert!(told.contains(&format!("extension-N@{EDITION}")), "{told}");
    assert_eq!(older.applications(), 0);
    for id in [&old, &new] {
        assert_eq!(filing.submit(id)["case"], id.as_str());
    }
    assert_eq!(server.applications(), 2);
}

#[test]
fn the_practice_server_takes_the_old_and_the_new_edition() {
    let counter = Counter::new();
    let _ended = Ended(&counter);
    let (old, new) = (counter.whole(), counter.whole());
    put(&counter.data(), "common.toml", &sheet());
    assert_eq!(counter.run(&["case", "edition", &new, "--move"]).code, 0);
    assert_eq!(counter.run(&["case", "set", &new, "occupation=会社", "sex=男性", "town_of_origin=ハノイ"]).code, 0);
    for id in [&old, &new] {
        let sent = counter.run(&["case", "submit", id, "--wait", "--json"]).json(0);
        assert_eq!(sent["stage"], "received", "{sent}");
    }
    assert!(counter.run(&["case", "filed", &new]).out.contains(EDITION));
    assert!(!counter.run(&["case", "filed", &old]).out.contains(EDITION));
}

#[test]
fn where_an_edition_comes_from_is_listed_and_compared_with_the_one_built_in() {
    let counter = Counter::new();
    put(&counter.data(), "common.toml", &sheet());
    let list = counter.run(&["forms", "list", "--json"]).json(0);
    let forms: Vec<Value> = list["procedures"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|one| one["forms"].as_array().unwrap().clone())
        .collect();
    let from = |code: &str| {
        let form = forms.iter().find(|form| form["code"] == code).unwrap();
        (form["from"].clone(), form["edition"].clone(), form["sheets"][0]["file"].clone())
    };
    let (origin, edition, file) = from("extension-N");
    assert_eq!((origin, edition), ("file".into(), EDITION.into()));
    assert!(file.as_str().unwrap().ends_with("forms/common.toml"), "{file}");
    // The file gives no newer edition for a change: it stays as it is built in.
    assert_eq!((from("change-N").0, from("change-N").2), ("built-in".into(), Value::Null));
    let words = counter.run(&["--lang", "en", "forms", "list"]).out;
    let line = |code: &str| words.lines().find(|line| line.contains(code)).unwrap().to_owned();
    assert!(line("extension-N").contains("common.toml") && line("change-N").contains("built in"));

    let folder = counter.data().join("forms").display().to_string();
    for sides in [["extension-N@built-in", "extension-N"], ["built-in", &folder]] {
        let diff = counter.run(&["forms", "diff", sides[0], sides[1], "--json"]).json(0);
        let of = diff["forms"].as_array().unwrap().iter().find(|form| form["code"] == "extension-N").unwrap();
        assert_eq!(of["removed"][0]["item"], "home_town", "{sides:?}");
    }
    let before = format!("extension-N@{}", built_in(&counter));
    let diff = counter.run(&["forms", "diff", &before, "extension-N", "--json"]).json(0);
    assert_eq!(diff["forms"][0]["added"][0]["item"], "town_of_origin");
}

#[test]
fn what_is_older_or_to_come_is_named_and_left_out() {
    let counter = Counter::new();
    let show = || counter.run(&["--lang", "en", "forms", "show", "extension", STATUS, "--json"]);
    let before = show().json(0);
    put(&counter.data(), "common.toml", &sheet().replace("2026-11-01", "2026-02-27"));
    let older = show();
    assert!(older.err.contains("common.toml is not newer"), "{}", older.err);
    assert_eq!(older.json(0), before);
    put(&counter.data(), "common.toml", &sheet().replace("2026-11-01", "2099-04-01"));
    let later = show();
    assert!(later.err.contains("is used from 2099-04-01 on"), "{}", later.err);
    assert_eq!(later.json(0), before);
    let then = counter.run(&["--today", "2099-04-01", "forms", "show", "extension", STATUS, "--json"]).json(0);
    assert_eq!(then["edition"], "2099-04-01");
}

#[test]
fn a_newer_list_takes_the_place_of_the_one_built_in() {
    let counter = Counter::new();
    let list = "lists/nationality.toml";
    let built_in = Catalog::embedded_sources().into_iter().find(|file| file.path.ends_with(list)).unwrap().text;
    let newer = built_in.replacen("ja = \"ベトナム\"", "ja = \"越南\"", 1);
    assert_ne!(newer, built_in);
    let ask = || counter.run(&["--lang", "en", "forms", "show", "extension", STATUS, "--json"]);
    let pin = ask().json(0)["digest"].clone();
    put(&counter.data(), list, &format!("as_of = 2027-01-15\n{newer}"));
    let shown = ask();
    assert!(shown.out.contains("越南"), "{}", shown.err);
    assert_eq!(shown.json(0)["digest"], pin, "a list has no edition: drafts stay where they are");
    put(&counter.data(), list, &format!("as_of = 2026-11-21\n{newer}"));
    let older = ask();
    assert!(older.err.contains("is not newer") && !older.out.contains("越南"), "{}", older.err);
    put(&counter.data(), list, &newer);
    assert!(ask().err.contains("no `as_of`"));
}

/// The file | what is changed in it | to what | what is told of it
const FLAWS: &[(&str, &str, &str, &str)] = &[
    ("common.toml", "gone = [\"home_town\"]\n", "", "forms/common.toml:1:1: `home_town` is not asked any more"),
    (
        "common.toml",
        "gone = [\"home_town\"]",
        "gone = [\"home_town\", \"sex\"]",
        "forms/common.toml:6:22: `sex` is still asked",
    ),
    ("common.toml", "kind = \"name\"", "kind = \"naming\"", "forms/common.toml:"),
    ("common.toml", "code = \"common\"", "code = \"usual\"", "its file must be named so"),
    ("common.toml", "[[item]]", "[[item]", "forms/common.toml:"),
    ("usual.toml", "", "", "no application has a sheet `usual`"),
    ("procedures.toml", "", "", "this is no sheet and no list"),
    ("lists/colours.toml", "", "", "no list of the forms is called `colours`"),
];

#[test]
fn flaws_are_told_with_their_place_and_the_program_goes_on_with_the_forms_built_in() {
    for (name, from, to, told) in FLAWS {
        let counter = Counter::new();
        put(&counter.data(), name, &sheet().replacen(from, to, usize::from(!from.is_empty())));
        let said = counter.run(&["--lang", "en", "case", "new", "extension", "--status", STATUS, "--json"]);
        assert!(said.err.contains("the program goes on with those built in"), "{name}: {}", said.err);
        assert!(said.err.contains(told), "{told}: {}", said.err);
        assert!(said.json(0)["id"].is_string());
        if *name == "procedures.toml" {
            continue;
        }
        let folder = counter.data().join("forms").display().to_string();
        let flaws = counter.run(&["forms", "check", &folder, "--json"]).json(1);
        assert!(flaws["flaws"][0]["line"].as_u64().is_some_and(|line| line > 0), "{flaws}");
    }
    let counter = Counter::new();
    put(&counter.data(), "common.toml", &sheet());
    put(&counter.data(), "common.again.toml", &sheet());
    assert!(counter.run(&["forms", "list"]).err.contains("is given twice"));
}
