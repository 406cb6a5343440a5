//! Applications filed together as one case, by the real program.

use super::{Counter, STATUS};
use madoguchi::case::official::{Table, read};

const JOINED: &str = include_str!("../support/together.txt");

fn codes(document: &serde_json::Value, item: &str) -> Vec<String> {
    let problems = document["problems"].as_array().unwrap().iter();
    problems.filter(|problem| problem["item"] == item).map(|problem| problem["code"].to_string()).collect()
}

#[test]
fn a_case_is_begun_with_what_goes_with_it() {
    let counter = Counter::new();
    let new =
        ["case", "new", "change", "--status", "留学", "--with", "reentry", "--with", "資格外活動許可申請", "--json"];
    let id = counter.run(&new).json(0)["id"].as_str().unwrap().to_owned();
    let shown = counter.run(&["case", "show", &id, "--json"]).json(0);
    let answers = shown["answers"].as_array().unwrap();
    let together = answers.iter().find(|answer| answer["item"] == "together").unwrap();
    assert_eq!(together["typed"], "再入国許可申請; 資格外活動許可申請");
    let checked = counter.run(&["case", "check", &id, "--json"]).json(1);
    for item in ["permit_type", "current_activity", "side_business"] {
        assert_eq!(codes(&checked, item), ["\"missing\""], "{item}");
    }
    assert!(codes(&checked, "use_purpose").is_empty(), "the certificate of authorized employment was not chosen");
    counter.run(&["case", "set", &id, "together=authorized-employment", "use_purpose:=later"]);
    let checked = counter.run(&["case", "check", &id, "--json"]).json(1);
    assert_eq!((codes(&checked, "permit_type").len(), codes(&checked, "use_purpose").len()), (0, 1));
}

#[test]
fn what_cannot_go_together_is_refused_before_a_case_is_begun() {
    let counter = Counter::new();
    let refused = |new: &[&str]| counter.run(&[&["case", "new"], new, &["--json"]].concat());
    let wrong = refused(&["extension", "--status", STATUS, "--with", "coe"]).error(2);
    assert!(wrong["message"].as_str().unwrap().contains("reentry, other-activity, authorized-employment"), "{wrong}");
    let nothing = refused(&["coe", "--status", STATUS, "--with", "reentry"]).error(2);
    assert!(nothing["message"].as_str().unwrap().contains("Nothing can be filed together"), "{nothing}");
    let twice = ["reentry", "--status", STATUS, "--with", "extension,change"];
    assert!(refused(&twice).error(2)["message"].as_str().unwrap().contains("change, extension, acquisition"));
    // A relative may file an extension, but not a permission for other activity.
    let relative = ["extension", "--status", STATUS, "--by", "relative", "--with", "other-activity"];
    let message = refused(&relative).error(4)["message"].to_string();
    assert!(message.contains("cannot be filed online together"), "{message}");
    assert_eq!(counter.run(&["case", "list", "--json"]).json(0)["cases"], serde_json::json!([]));
}

#[test]
fn an_acquisition_takes_others_with_it_and_has_no_bulk_file() {
    let counter = Counter::new();
    let new =
        ["case", "new", "acquisition", "--status", "家族滞在", "--by", "legal-representative", "--with", "reentry"];
    let id = counter.run(&[&new[..], &["--json"]].concat()).json(0)["id"].as_str().unwrap().to_owned();
    let checked = counter.run(&["case", "check", &id, "--json"]).json(1);
    assert_eq!(codes(&checked, "travel_purpose"), ["\"missing\""]);
    assert!(codes(&checked, "current_status").is_empty(), "there is no status yet");
    let refused = counter.run(&["case", "export", &id, "--official", &counter.place("upload"), "--json"]).error(4);
    assert_eq!(refused["code"], "official-not-taken");
    assert!(refused["message"].as_str().unwrap().contains("在留資格取得許可申請"), "{refused}");
}

#[test]
fn what_is_filed_together_goes_out_in_the_official_file_and_in_the_xml() {
    let (counter, other) = (Counter::new(), Counter::new());
    let new = ["case", "new", "extension", "--status", STATUS, "--by", "agent", "--json"];
    let id = counter.run(&new).json(0)["id"].as_str().unwrap().to_owned();
    let answers = std::fs::read_to_string(std::path::Path::new(super::SAMPLE).join("answers.txt")).unwrap();
    let agent = "agent_name=行政見本\nagent_address=〒160-0023 東京都新宿区西新宿1-1-1\nagent_organization=見本事務所\nagent_phone=03-0000-0000\n";
    assert_eq!(counter.given(&["case", "set", &id, "-"], format!("{answers}\n{agent}\n{JOINED}")).code, 0);
    // Received at the counter, or the re-entry permit is not filed together.
    counter.run(&["case", "set", &id, "card_receipt=郵送"]);
    let checked = counter.run(&["case", "check", &id, "--json"]).json(1);
    assert_eq!(codes(&checked, "card_receipt"), ["\"reentry-at-counter\""]);
    counter.run(&["case", "set", &id, "card_receipt=窓口"]);

    let folder = counter.place("upload");
    let written = counter.run(&["case", "export", &id, "--official", &folder, "--json"]);
    assert_eq!(written.json(0)["files"][0]["code"], "04N2");
    let (code, cells) = read(&std::fs::read(format!("{folder}/SA_03_003_04N2_ver001.csv")).unwrap()).unwrap().remove(0);
    let table = Table::of(code);
    let text = |letters: &str| cells.text(table.column("simultaneous", letters).unwrap().place).to_owned();
    assert_eq!(["B", "C", "D"].map(text), ["有 Yes", "有 Yes", "無 No"]);
    assert_eq!(
        ["G", "Y", "AB", "AD"].map(text),
        ["NGUYEN VAN MAU", "親族訪問 Visit relatives", "ベトナム", "20270110"]
    );
    assert_eq!(["AI", "AJ", "AK"].map(text), ["未定 Undecided", "", "数次の再入国許可 Multiple"]);
    assert_eq!(["BK", "BL", "BP", "CA"].map(text), ["1", "6", "40000", "教育 Education"]);
    assert_eq!(["AY", "CK", "DD"].map(text), ["行政見本", "行政見本", ""]);

    let file = counter.place("case.xml");
    assert_eq!(counter.run(&["case", "export", &id, "-o", &file]).code, 0);
    let taken = other.run(&["case", "import", &file, "--json"]).json(0);
    assert_eq!(taken["notes"], serde_json::json!([]));
    assert_eq!(other.run(&["case", "export", &id, "-o", "-"]).out, std::fs::read_to_string(&file).unwrap());
}
