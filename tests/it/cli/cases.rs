//! Cases from the first answer to a file that another counter takes in.

use super::{Counter, SAMPLE, STATUS, attachments};
use serde_json::Value;
use std::path::Path;

fn typed<'a>(document: &'a Value, item: &str) -> &'a Value {
    document["answers"].as_array().unwrap().iter().find(|answer| answer["item"] == item).unwrap_or(&Value::Null)
}

#[test]
fn a_case_is_begun_answered_checked_and_deleted() {
    let counter = Counter::new();
    let made = counter.run(&["case", "new", "extension", "--status", STATUS, "--json"]).json(0);
    assert_eq!(
        (made["procedure"].as_str(), made["status"].as_str(), made["stage"].as_str(), made["practice"].as_bool()),
        (Some("extension"), Some(STATUS), Some("draft"), Some(true))
    );
    let id = made["id"].as_str().unwrap();
    let short = &id[..8];

    let set = counter.run(&["case", "set", short, "sex=Male", "birth_date=H13.1.23", "phone:=none", "--json"]).json(0);
    assert_eq!((set["saved"].as_u64(), set["answered"].as_u64()), (Some(3), Some(3)));
    let shown = counter.run(&["case", "show", short, "--json"]).json(0);
    assert_eq!(typed(&shown, "sex")["typed"], "男");
    assert_eq!(typed(&shown, "birth_date")["typed"], "H13.1.23");
    assert_eq!(typed(&shown, "birth_date")["sent"].as_str().map(|sent| sent.contains("2001")), Some(true));
    assert_eq!(typed(&shown, "phone")["state"], "none");
    assert_eq!(typed(&shown, "sex")["by"], "Sato");

    let checked = counter.run(&["case", "check", short, "--json"]).json(1);
    let problems = checked["problems"].as_array().unwrap();
    let missing = problems.iter().find(|problem| problem["item"] == "nationality").unwrap();
    assert_eq!((missing["no"].as_str(), missing["code"].as_str()), (Some("1"), Some("missing")));
    assert!(!missing["message"].as_str().unwrap().is_empty() && !missing["fix"].as_str().unwrap().is_empty());

    assert_eq!(counter.run(&["case", "set", id, "sex="]).code, 0);
    assert_eq!(typed(&counter.run(&["case", "show", id, "--json"]).json(0), "sex"), &Value::Null);
    let list = counter.run(&["case", "list", "--json"]).json(0);
    assert_eq!(list["cases"][0]["id"], id);
    counter.run(&["case", "delete", id, "--json"]).json(0);
    assert_eq!(counter.run(&["case", "show", id, "--json"]).error(2)["code"], "no-case");
}

#[test]
fn the_sample_case_is_whole_and_says_so() {
    let counter = Counter::new();
    let id = counter.whole();
    let checked = counter.run(&["case", "check", &id, "--json"]).json(0);
    assert_eq!(checked["problems"], serde_json::json!([]));
    assert_eq!(checked["id"], id);
    assert!(counter.run(&["case", "check", &id]).out.contains("No problem"));
    assert!(counter.run(&["case", "show", &id]).out.contains("NGUYEN"));
}

#[test]
fn a_case_goes_out_and_comes_in_at_another_counter() {
    let (here, there) = (Counter::new(), Counter::new());
    let id = here.whole();
    let file = here.place("case.xml");
    assert_eq!(here.run(&["case", "export", &id, "-o", &file]).code, 0);
    assert_eq!(here.run(&["verify", &file, "--json"]).json(0)["whole"], true);
    assert_eq!(here.run(&["case", "import", &file, "--json"]).error(4)["code"], "case-exists");

    let taken = there.run(&["case", "import", &file, "--json"]).json(0);
    assert_eq!((taken["id"].as_str(), taken["notes"].as_array().map(Vec::len)), (Some(id.as_str()), Some(0)));
    let again = there.run(&["case", "export", &id, "-o", "-"]).out;
    assert_eq!(again, std::fs::read_to_string(&file).unwrap());
}

#[test]
fn cases_that_come_together_are_taken_in_each_for_itself() {
    let (here, there) = (Counter::new(), Counter::new());
    let (first, last) = (here.whole(), here.case());
    let files: Vec<String> = ["1.xml", "2.xml", "3.xml", "4.xml"].map(|name| here.place(name)).to_vec();
    for (id, file) in [(&first, &files[0]), (&last, &files[3])] {
        assert_eq!(here.run(&["case", "export", id, "-o", file]).code, 0);
    }
    std::fs::copy(&files[0], &files[1]).unwrap();
    std::fs::write(&files[2], "<case").unwrap();
    let mut words = vec!["case", "import"];
    words.extend(files.iter().map(String::as_str));
    let ran = there.run(&words);
    assert_eq!((ran.code, ran.out.lines().collect::<Vec<_>>()), (4, vec![&*first, &*last]), "{}", ran.err);
    assert!(ran.err.contains("2.xml") && ran.err.contains("3.xml"), "{}", ran.err);

    words.push("--json");
    let told = Counter::new().run(&words).json(4);
    let cases = told["cases"].as_array().unwrap();
    assert_eq!((&cases[0]["id"], &cases[3]["id"]), (&first.into(), &last.into()));
    assert_eq!(cases[1]["error"]["code"], "case-exists");
    assert_eq!((&cases[2]["error"]["code"], &cases[2]["file"]), (&"xml-refused".into(), &files[2].clone().into()));
}

#[test]
fn a_document_with_flaws_is_taken_in_with_what_is_wrong() {
    let (here, there) = (Counter::new(), Counter::new());
    let id = here.whole();
    let file = here.place("case.xml");
    here.run(&["case", "export", &id, "-o", &file]);
    let xml = std::fs::read_to_string(&file).unwrap().replace("id=\"sex\"", "id=\"gender\"");
    std::fs::write(&file, xml).unwrap();
    assert_eq!(here.run(&["verify", &file]).code, 1);
    let taken = there.run(&["case", "import", &file, "--json"]).json(1);
    let codes: Vec<&str> =
        taken["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["import-unknown-item", "import-changed"]);
    assert!(taken["notes"][0]["line"].as_u64().unwrap() > 3);

    let other = std::fs::read_to_string(&file).unwrap().replace("form=\"extension-N\"", "form=\"extension-Z\"");
    std::fs::write(&file, other).unwrap();
    let refused = Counter::new().run(&["case", "import", &file, "--json"]).error(1);
    assert_eq!(refused["code"], "xml-other-form");
    assert!(refused["message"].as_str().unwrap().contains("line 3"), "{refused}");
}

#[test]
fn files_are_attached_and_put_away() {
    let counter = Counter::new();
    let id = counter.case();
    let (photo, _) = &attachments()[0];
    let files = counter.run(&["case", "attach", &id, photo, "--as", "photo", "--json"]).json(0);
    assert_eq!(
        (files["files"][0]["name"].as_str(), files["files"][0]["kind"].as_str()),
        (Some("photo.jpg"), Some("photo"))
    );
    assert_eq!(counter.run(&["case", "attach", &id, photo, "--as", "selfie", "--json"]).error(2)["code"], "usage");
    let pdf = format!("{SAMPLE}/residence-tax.pdf");
    assert_eq!(counter.run(&["case", "attach", &id, &pdf, "--as", "photo", "--json"]).error(1)["code"], "photo-kind");
    let text = format!("{SAMPLE}/answers.txt");
    assert_eq!(counter.run(&["case", "attach", &id, &text, "--json"]).error(1)["code"], "file-kind");
    let pipe = counter.place("pipe.pdf");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for other in [pipe.as_str(), SAMPLE] {
        assert_eq!(counter.run(&["case", "attach", &id, other, "--json"]).error(1)["code"], "not-a-file");
    }
    let gone = counter.place("gone.pdf");
    assert_eq!(counter.run(&["case", "attach", &id, &gone, "--json"]).error(3)["code"], "file-unreadable");
    let files = counter.run(&["case", "detach", &id, "photo.jpg", "--json"]).json(0);
    assert_eq!(files["files"], serde_json::json!([]));
    assert!(Path::new(&pdf).exists());
}

#[test]
fn the_rules_are_asked_before_a_case_is_begun() {
    let counter = Counter::new();
    let begin = |expires: &str| {
        let args =
            ["case", "new", "extension", "--status", STATUS, "--expires", expires, "--today", "2026-11-24", "--json"];
        counter.run(&args)
    };
    assert_eq!(begin("2026-11-24").error(4)["code"], "cannot-file");
    let early = begin("2027-11-24");
    assert!(!early.err.is_empty());
    let id = early.json(0)["id"].as_str().unwrap().to_owned();
    let shown = counter.run(&["case", "show", &id, "--json"]).json(0);
    assert!(!shown["opened_because"].as_str().unwrap().is_empty());
    assert_eq!(typed(&shown, "current_expiry")["typed"], "2027-11-24");
    assert_eq!(counter.run(&["case", "list", "--json"]).json(0)["cases"].as_array().unwrap().len(), 1);
}

#[test]
fn a_new_case_can_begin_with_an_earlier_one() {
    let counter = Counter::new();
    let earlier = counter.whole();
    let made = counter.run(&["case", "new", "extension", "--status", STATUS, "--from", &earlier, "--json"]).json(0);
    let shown = counter.run(&["case", "show", made["id"].as_str().unwrap(), "--json"]).json(0);
    assert_eq!(typed(&shown, "family_name")["typed"], "NGUYEN");
    assert_eq!(typed(&shown, "family_name")["origin"], "earlier-case");
}

#[test]
fn each_file_is_verified_for_itself_and_told_in_words() {
    let counter = Counter::new();
    let id = counter.whole();
    let [whole, changed, junk] = ["whole.xml", "changed.xml", "junk"].map(|name| counter.place(name));
    counter.run(&["case", "export", &id, "-o", &whole]);
    let text = std::fs::read_to_string(&whole).unwrap();
    std::fs::write(&changed, text.replacen("NGUYEN", "NGUYEM", 1)).unwrap();
    std::fs::write(&junk, [0x42; 100]).unwrap();
    assert_eq!(counter.run(&["verify", &junk, "--json"]).error(1)["code"], "verify-unknown");
    let said = counter.run(&["verify", &junk, &changed, &whole, "--json"]).json(1);
    let files = said["files"].as_array().unwrap();
    assert!(files[0]["error"]["message"].as_str().unwrap().contains(&junk), "{said}");
    let flaw = files[1]["flaws"][0].as_str().unwrap();
    assert!(flaw.ends_with("The document was changed after it was written."), "{flaw}");
    assert_eq!(files[2]["whole"], true);
    std::fs::write(&junk, "no certificate").unwrap();
    let receipt = counter.place("receipt.json");
    std::fs::write(&receipt, r#"{"receipt":{"signature":"AAAA"}}"#).unwrap();
    assert_eq!(counter.run(&["verify", "--certificate", &junk, &receipt, "--json"]).error(1)["code"], "verify-unknown");
}
