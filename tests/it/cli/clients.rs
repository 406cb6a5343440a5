//! Clients, organisations, what is known already, editions: by the real program.

use super::filing::Ended;
use super::{Counter, STATUS};
use madoguchi::store::Store;
use secrecy::SecretString;
use serde_json::Value;
use uuid::Uuid;

const WHO: [&str; 4] = ["family_name=NGUYEN", "given_name=VAN ANH", "birth_date=2001-01-23", "nationality=ベトナム"];

/// A case of NGUYEN VAN ANH, and the client's id.
fn client(counter: &Counter) -> (String, String) {
    let case = counter.case();
    let mut args = vec!["case", "set", &case];
    args.extend(WHO);
    assert_eq!(counter.run(&args).code, 0);
    let list = counter.run(&["client", "list", "--json"]).json(0);
    (case, list["clients"][0]["id"].as_str().unwrap().to_owned())
}

fn rules(document: &Value, list: &str) -> Vec<String> {
    let found = document[list].as_array().unwrap().iter();
    found.map(|line| format!("{} {}", line["day"].as_str().unwrap(), line["rule"].as_str().unwrap())).collect()
}

#[test]
fn a_client_is_known_from_a_case_remembered_and_forgotten() {
    let counter = Counter::new();
    assert!(counter.run(&["client", "list"]).err.contains("No client is known yet"));
    let (case, id) = client(&counter);
    counter.run(&["case", "set", &case, "current_expiry=2026-11-24"]);
    let shown = counter.run(&["client", "show", "nguyen van anh", "--json"]).json(0);
    assert_eq!((shown["id"].as_str(), shown["born"].as_str()), (Some(id.as_str()), Some("2001-01-23")));
    assert_eq!(shown["cases"][0]["id"], case.as_str());
    let known = &shown["known"][0];
    assert_eq!((known["fact"].as_str(), known["value"].as_str()), (Some("stay_until"), Some("2026-11-24")));
    assert_eq!((known["origin"].as_str(), known["from"].as_str()), (Some("earlier-case"), Some(case.as_str())));

    let set = counter.run(&["client", "set", &id[..8], "stay_until=令和11年11月24日", "period=3年", "--json"]).json(0);
    let stay = set["known"].as_array().unwrap().iter().find(|known| known["fact"] == "stay_until").unwrap();
    assert_eq!((stay["value"].as_str(), stay["origin"].as_str()), (Some("2029-11-24"), Some("typed")));
    for (fact, code) in [("shoe_size=27", "no-fact"), ("card_until=soon", "bad-fact"), ("status=nobleman", "bad-fact")]
    {
        assert_eq!(counter.run(&["client", "set", &id, fact, "--json"]).error(2)["code"], code, "{fact}");
    }

    assert_eq!(counter.run(&["client", "list", "--find", "tran", "--json"]).json(0)["clients"], serde_json::json!([]));
    let gone = counter.run(&["client", "delete", &id, "--json"]).json(0);
    assert_eq!((gone["deleted"].as_bool(), gone["cases_kept"].as_u64()), (Some(true), Some(1)));
    assert_eq!(counter.run(&["client", "show", &id, "--json"]).error(2)["code"], "no-client");
    assert_eq!(counter.run(&["case", "show", &case]).code, 0, "the case stays");
}

#[test]
fn what_is_due_is_told_with_its_rule_until_it_was_kept() {
    let counter = Counter::new();
    let (_, id) = client(&counter);
    let today = ["--today", "2026-11-10", "--json"];
    let run = |args: &[&str]| counter.run(&[args, &today].concat());
    run(&["client", "set", &id, "passport_until=2026-12-01", "stay_until=2027-02-10", "period=1年"]).json(0);
    let noted = run(&["client", "event", &id, "job-left", "2026-11-04"]).json(0);
    assert_eq!(noted["events"][0]["kind"], "job-left");
    assert_eq!(run(&["client", "event", &id, "promoted", "2026-11-04"]).error(2)["code"], "no-event");

    let due = run(&["client", "due", "--within", "90"]).json(0);
    assert_eq!(rules(&due, "due"), ["2026-11-18 due-job-left", "2026-12-01 due-passport", "2027-02-04 due-activity",]);
    let first = &due["due"][0];
    assert_eq!((first["client"].as_str(), first["days"].as_i64()), (Some(id.as_str()), Some(8)));
    assert_eq!((first["route"].as_str(), first["name"].as_str()), (Some("notice"), Some("NGUYEN VAN ANH")));
    assert!(first["text"].as_str().unwrap().contains("2026-11-18") && !first["source"].as_str().unwrap().is_empty());
    assert_eq!(rules(&run(&["client", "due", "--within", "10"]).json(0), "due"), ["2026-11-18 due-job-left"]);

    run(&["client", "done", &id, "due-job-left"]).json(0);
    assert!(!rules(&run(&["client", "due"]).json(0), "due").contains(&"2026-11-18 due-job-left".to_owned()));
    run(&["client", "done", &id, "due-job-left", "--undo"]).json(0);
    assert!(rules(&run(&["client", "due"]).json(0), "due").contains(&"2026-11-18 due-job-left".to_owned()));
    assert_eq!(run(&["client", "done", &id, "due-nothing"]).error(2)["code"], "no-deadline");
    run(&["client", "event", &id, "job-left", "2026-11-04", "--remove"]).json(0);
    assert_eq!(
        run(&["client", "event", &id, "job-left", "2026-11-04", "--remove"]).error(2)["code"],
        "event-not-noted"
    );
    let words = counter.run(&["client", "due", "--today", "2026-11-30"]).out;
    assert!(words.contains("NGUYEN VAN ANH") && words.contains("1 day left"), "{words}");
}

#[test]
fn a_new_case_takes_what_is_known_of_the_client_item_by_item_or_all() {
    let counter = Counter::new();
    let first = counter.whole();
    let id = counter.run(&["client", "list", "--json"]).json(0)["clients"][0]["id"].as_str().unwrap().to_owned();
    counter.run(&["client", "set", &id, "stay_until=2029-11-24"]);
    let made = counter.run(&["case", "new", "extension", "--status", STATUS, "--client", &id, "--json"]).json(0);
    let second = made["id"].as_str().unwrap();
    let known = counter.run(&["case", "known", second, "--json"]).json(0);
    let of = |item: &str| {
        known["known"].as_array().unwrap().iter().find(|known| known["item"] == item).cloned().unwrap_or_default()
    };
    assert_eq!(
        (of("family_name")["from"].as_str(), of("family_name")["stands"].is_null()),
        (Some(first.as_str()), true)
    );
    // What was said of the client since goes before the earlier paper.
    assert_eq!(
        (of("current_expiry")["typed"].as_str(), of("current_expiry")["origin"].as_str()),
        (Some("2029-11-24"), Some("typed"))
    );
    assert!(of("declaration_date").is_null() && of("photo").is_null());

    let taken = counter.run(&["case", "take", second, "passport_number", "--json"]).json(0);
    assert_eq!(taken["taken"], serde_json::json!(["passport_number"]));
    assert_eq!(counter.run(&["case", "take", second, "passport_number", "--json"]).error(2)["code"], "not-known");
    counter.run(&["case", "set", second, "home_town=Hue"]);
    let all = counter.run(&["case", "take", second, "--all", "--json"]).json(0);
    assert!(all["taken"].as_array().unwrap().len() > 40, "{all}");
    let shown = counter.run(&["case", "show", second, "--json"]).json(0);
    let answer =
        |item: &str| shown["answers"].as_array().unwrap().iter().find(|answer| answer["item"] == item).unwrap().clone();
    assert_eq!(answer("home_town")["typed"], "Hue", "what stands there stays");
    assert_eq!(
        (answer("address")["origin"].as_str(), answer("address")["from"].as_str()),
        (Some("earlier-case"), Some(first.as_str()))
    );

    let copied = counter.run(&["case", "new", "extension", "--status", STATUS, "--from", &first[..8], "--json"]);
    // Two cases begin alike within a millisecond: the whole id then.
    let copied = if copied.code == 0 {
        copied
    } else {
        counter.run(&["case", "new", "extension", "--status", STATUS, "--from", &first, "--json"])
    };
    let third = copied.json(0)["id"].as_str().unwrap().to_owned();
    assert_eq!(counter.run(&["client", "show", &id, "--json"]).json(0)["cases"].as_array().unwrap().len(), 3);
    assert!(counter.run(&["case", "show", &third]).out.contains("NGUYEN"));
}

#[test]
fn an_organisation_is_entered_once_and_used_for_its_people() {
    let counter = Counter::new();
    let empty = counter.case();
    assert_eq!(counter.run(&["organisation", "keep", &empty, "--json"]).error(1)["code"], "no-organisation-here");
    let kept = counter.run(&["organisation", "keep", &counter.whole(), "--json"]).json(0);
    let name = kept["name"].as_str().unwrap();
    let items: Vec<&str> =
        kept["answers"].as_array().unwrap().iter().filter_map(|answer| answer["item"].as_str()).collect();
    assert!(items.contains(&"corporate_number") && items.contains(&"employer_name"), "{items:?}");
    assert!(!items.contains(&"salary") && !items.contains(&"family_name"), "{items:?}");
    assert_eq!(counter.run(&["organisation", "list", "--json"]).json(0)["organisations"][0]["name"], name);

    let taken = counter.run(&["case", "take", &empty, "--all", "--organisation", name, "--json"]).json(0);
    assert_eq!(taken["taken"].as_array().unwrap().len(), items.len());
    let shown = counter.run(&["case", "show", &empty, "--json"]).json(0);
    assert!(shown["answers"].as_array().unwrap().iter().all(|answer| answer["origin"] == "organisation"));
    let known = counter.run(&["case", "known", &empty, "--organisation", name]).err;
    assert!(known.contains("Nothing more is known"), "{known}");
    counter.run(&["organisation", "delete", name, "--json"]).json(0);
    assert_eq!(counter.run(&["organisation", "show", name, "--json"]).error(2)["code"], "no-organisation");
}

#[test]
fn what_changed_since_the_last_filing_is_told_and_a_receipt_is_not_deleted_unsaid() {
    let counter = Counter::new();
    let _ended = Ended(&counter);
    let id = counter.whole();
    assert_eq!(counter.run(&["case", "changes", &id, "--json"]).error(1)["code"], "nothing-filed");
    counter.run(&["case", "submit", &id, "--wait", "--json"]).json(0);
    let next = counter.run(&["case", "new", "extension", "--status", STATUS, "--from", &id, "--json"]).json(0);
    let next = next["id"].as_str().unwrap();
    let none = counter.run(&["case", "changes", next, "--json"]).json(0);
    assert_eq!(none["since"]["case"], id.as_str());
    let unchanged: Vec<&str> =
        none["changes"].as_array().unwrap().iter().filter_map(|change| change["item"].as_str()).collect();
    assert!(!unchanged.contains(&"home_town"), "{unchanged:?}");
    counter.run(&["case", "set", next, "home_town=Hue", "mobile:=none"]);
    let changes = counter.run(&["case", "changes", next, "--json"]).json(0);
    let of = |item: &str| {
        changes["changes"].as_array().unwrap().iter().find(|change| change["item"] == item).unwrap().clone()
    };
    assert_eq!((of("home_town")["now"]["typed"].as_str(), of("home_town")["no"].as_str()), (Some("Hue"), Some("7")));
    assert!(!of("home_town")["before"]["typed"].as_str().unwrap().is_empty());
    assert_eq!(of("mobile")["now"]["state"], "none");
    assert!(counter.run(&["case", "changes", next]).out.contains("Hue"));

    let refused = counter.run(&["case", "delete", &id, "--json"]).error(4);
    assert_eq!(refused["code"], "delete-filed");
    assert!(refused["hint"].as_str().unwrap().contains("--with-receipt"));
    assert_eq!(counter.run(&["case", "receipt", &id]).code, 0, "it is still here");
    counter.run(&["case", "delete", &id, "--with-receipt", "--json"]).json(0);
    assert_eq!(counter.run(&["case", "show", &id]).code, 2);
}

#[test]
fn a_draft_on_an_edition_that_is_not_here_moves_to_the_one_that_is() {
    let counter = Counter::new();
    let id = counter.whole();
    assert_eq!(counter.run(&["case", "edition", &id, "--json"]).json(0)["newest"], true);
    assert_eq!(counter.run(&["case", "edition", &id, "--move", "--json"]).error(4)["code"], "edition-newest");
    // The same case as an earlier version of the program left it: another digest, an item more.
    let mut store = Store::open(&counter.data(), "Sato", &SecretString::from(counter.passphrase)).unwrap();
    let mut case = store.load(id.parse().unwrap()).unwrap();
    case.id = Uuid::now_v7();
    case.form.edition = "2020-01-01".to_owned();
    case.form.digest = "ab".repeat(32);
    let gone = case.answers["home_town"].clone();
    case.answers.insert("favourite_colour".to_owned(), gone);
    store.insert(&case, &[], madoguchi::case::Progress::default(), jiff::Timestamp::now()).unwrap();
    drop(store);
    let old = case.id.to_string();
    assert_eq!(counter.run(&["case", "show", &old, "--json"]).error(3)["code"], "no-edition");
    let would = counter.run(&["case", "edition", &old, "--json"]).json(0);
    assert_eq!(
        (would["moved"].as_bool(), would["set_aside"][0]["item"].as_str()),
        (Some(false), Some("favourite_colour"))
    );
    let moved = counter.run(&["case", "edition", &old, "--move", "--json"]).json(0);
    assert_eq!((moved["moved"].as_bool(), moved["diff"].is_null()), (Some(true), true));
    let shown = counter.run(&["case", "show", &old, "--json"]).json(0);
    assert_eq!(shown["set_aside"][0]["item"], "favourite_colour");
    assert!(shown["set_aside"][0]["typed"].as_str().is_some_and(|typed| !typed.is_empty()));
    assert_eq!(counter.run(&["case", "edition", &old, "--json"]).json(0)["newest"], true);
}

#[test]
fn forms_are_compared_folder_with_folder_or_by_their_code() {
    let counter = Counter::new();
    let same = counter.run(&["forms", "diff", "extension-N", "extension-N", "--json"]).json(0);
    assert_eq!(
        (same["forms"][0]["code"].as_str(), same["forms"][0]["changed"].as_array().unwrap().len()),
        (Some("extension-N"), 0)
    );
    assert_eq!(counter.run(&["forms", "diff", "extension-N", "nothing-N", "--json"]).error(2)["code"], "no-form-named");
    let folder = counter.folder.path().join("forms");
    std::fs::create_dir_all(folder.join("lists")).unwrap();
    for file in madoguchi::form::Catalog::embedded_sources() {
        let place = folder.join(file.path.trim_start_matches("forms/"));
        if place.parent().is_some_and(std::path::Path::is_dir) {
            let text = file.text.replacen("ja = \"生年月日\"", "ja = \"出生年月日\"", 1);
            std::fs::write(place, text).unwrap();
        }
    }
    let folder = folder.display().to_string();
    let diff = counter.run(&["forms", "diff", "extension-N", &folder, "--json"]).json(0);
    let form = diff["forms"].as_array().unwrap().iter().find(|form| form["code"] == "extension-N").unwrap();
    let changed = form["changed"].as_array().unwrap().iter().find(|item| item["item"] == "birth_date").unwrap();
    assert_eq!(changed["differences"][0]["what"], "ja");
    assert_eq!(
        (changed["differences"][0]["old"].as_str(), changed["differences"][0]["new"].as_str()),
        (Some("生年月日"), Some("出生年月日"))
    );
    assert!(counter.run(&["forms", "diff", "extension-N", &folder]).out.contains("出生年月日"));
    std::fs::write(std::path::Path::new(&folder).join("common.toml"), "code = 1").unwrap();
    assert_eq!(counter.run(&["forms", "diff", "extension-N", &folder, "--json"]).error(1)["code"], "forms-flawed");
}

#[test]
fn a_search_that_finds_nobody_does_not_say_that_nobody_is_known() {
    let counter = Counter::new();
    assert!(counter.run(&["client", "list", "--find", "kim"]).err.contains("No client is known yet"));
    counter.whole();
    assert!(counter.run(&["client", "list", "--find", "kim"]).err.contains("No client fits “kim”"));
}
