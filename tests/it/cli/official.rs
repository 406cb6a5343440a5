//! The official file, by the real program.

use super::Counter;
use crate::form::points::NO_ADDITIONS;

/// A case the template takes: the sample, filed by the office's own staff.
fn case(counter: &Counter) -> String {
    case_of(counter, &["case", "new", "extension", "--status", super::STATUS, "--by", "agent"])
}

/// A case begun so, with the answers of the sample.
fn case_of(counter: &Counter, new: &[&str]) -> String {
    let id = counter.run(&[new, &["--json"]].concat()).json(0)["id"].as_str().unwrap().to_owned();
    let answers = std::fs::read(std::path::Path::new(super::SAMPLE).join("answers.txt")).unwrap();
    assert_eq!(counter.given(&["case", "set", &id, "-"], answers).code, 0);
    let agent = "agent_name=行政見本\nagent_address=〒160-0023 東京都新宿区西新宿1-1-1\nagent_organization=見本事務所\nagent_phone=03-0000-0000";
    assert_eq!(counter.given(&["case", "set", &id, "-"], agent).code, 0);
    id
}

#[test]
fn cases_are_exported_for_the_official_site_and_closed_with_its_number() {
    let counter = Counter::new();
    let (first, second) = (case(&counter), case(&counter));
    let folder = counter.place("upload");
    let written = counter.run(&["case", "export", &first, &second, "--official", &folder, "--json"]).json(0);
    assert_eq!(written["tried_at_site"], false);
    assert_eq!(written["files"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&written["files"][0]["code"], &written["files"][0]["cases"][1]),
        (&"04N2".into(), &second.clone().into())
    );
    let bytes = std::fs::read(format!("{folder}/SA_03_003_04N2_ver001.csv")).unwrap();
    assert!(bytes.starts_with(&[0xFF, 0xFE]) && bytes.ends_with(b"\t\0"));
    let units: Vec<u16> = bytes.chunks(2).skip(1).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&units).unwrap().split("\r\n").count(), 3);
    let words = counter.run(&["case", "export", &first, &second, "--official", &folder]);
    assert!(words.err.contains("not tried"), "{}", words.err);

    let other = counter.run(&["case", "export", &second, "--official", &folder, "--json"]);
    assert_eq!(other.error(4)["code"], "official-exists");
    assert_eq!(std::fs::read(format!("{folder}/SA_03_003_04N2_ver001.csv")).unwrap(), bytes, "nothing is overwritten");

    assert_eq!(counter.run(&["case", "close", &first, "--number", " ", "--json"]).error(2)["code"], "official-number");
    let closed = counter.run(&["case", "close", &first, "--number", "T1-2026-000123", "--json"]).json(0);
    assert_eq!(closed["stage"], "closed");
    let list = counter.run(&["case", "list", "--json"]).out;
    assert!(list.contains("T1-2026-000123"), "{list}");
    assert_eq!(counter.run(&["case", "close", &first, "--number", "T2", "--json"]).error(4)["code"], "not-now");
}

#[test]
fn what_the_template_refuses_is_listed_and_nothing_is_written() {
    let counter = Counter::new();
    let id = counter.case();
    let folder = counter.place("upload");
    let refused = counter.run(&["case", "export", &id, "--official", &folder, "--json"]).json(1);
    assert_eq!(refused["files"], serde_json::json!([]));
    let problems = refused["problems"].as_array().unwrap();
    assert_eq!((&problems[0]["item"], &problems[0]["code"]), (&"nationality".into(), &"official-missing".into()));
    assert!(problems.iter().all(|problem| problem["id"] == id.as_str() && problem["message"].is_string()));
    assert!(!std::path::Path::new(&folder).exists());
    assert_eq!(counter.run(&["case", "export", &id]).code, 2, "neither a file nor a folder is named");
}

/// What an engineer under 30 answers on the points sheet: 20 + 15 + 10 points, and 10 for Japanese.
const POINTS: &str = "main_activity=技術・人文知識・国際業務
points_special=no
points_education_technical=修士又は専門職学位（２０点）
points_degrees=no
points_career_technical=該当しない
points_age=３０歳未満（１５点）
points_income=４００万円以上５００万円未満（１０点）
points_research_technical:=none
points_qualification=該当しない
points_japanese=日本語能力試験Ｎ２合格相当（１０点）
points_fund=no";

#[test]
fn a_highly_skilled_professional_is_exported_and_fewer_than_70_points_are_said() {
    let counter = Counter::new();
    let status = ["--status", "高度専門職1号ロ", "--division", "N", "--by", "agent"];
    let id = case_of(&counter, &[&["case", "new", "extension"], &status[..]].concat());
    assert_eq!(counter.given(&["case", "set", &id, "-"], format!("{POINTS}\n{NO_ADDITIONS}")).code, 0);
    let bad = counter.run(&["case", "set", &id, "points_total=90"]);
    assert!(bad.code != 0 && bad.err.contains("worked out from other answers"), "{}", bad.err);

    let checked = counter.run(&["case", "check", &id, "--json"]);
    let checked: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!(checked["warnings"][0]["code"], "points-below-70");
    assert_eq!(checked["warnings"][0]["item"], "points_total");

    // What the documents want to know of the points stands on the sheet.
    let documents = counter.run(&["case", "documents", &id, "--json"]).json(0);
    let question =
        |id: &str| documents["questions"].as_array().unwrap().iter().find(|asked| asked["id"] == id).unwrap();
    let said = |id: &str| (question(id)["answer"].clone(), question(id)["points"].clone());
    assert_eq!(said("points-education"), ("yes".into(), 20.into()));
    assert_eq!(said("points-career"), ("no".into(), 0.into()));
    assert_eq!(said("points-research"), ("no".into(), 0.into()), "stated as none");
    let words = counter.run(&["case", "documents", &id]).out;
    assert!(words.contains("(20 points on the sheet)"), "{words}");
    let by_hand = counter.run(&["case", "documents", &id, "--answer", "points-career=yes"]);
    assert!(by_hand.code == 2 && by_hand.err.contains("The points sheet answers points-career"), "{}", by_hand.err);

    let folder = counter.place("upload");
    let written = counter.run(&["case", "export", &id, "--official", &folder, "--json"]).json(0);
    assert_eq!((&written["files"][0]["code"], &written["problems"]), (&"04NE".into(), &serde_json::json!([])));
    assert_eq!(written["warnings"][0]["code"], "points-below-70");
    assert!(std::path::Path::new(&format!("{folder}/SA_03_003_04NE_ver001.csv")).exists());

    assert_eq!(counter.run(&["case", "set", &id, "points_project=yes", "points_foreign_award=yes"]).code, 0);
    let words = counter.run(&["case", "export", &id, "--official", &counter.place("again")]);
    assert!(words.code == 0 && !words.err.contains("fewer than 70"), "{}", words.err);
    let second = counter.run(&["case", "export", &id, "--official", &folder, "--json"]);
    assert_eq!(second.error(4)["code"], "official-exists");
}

#[test]
fn the_second_status_of_the_highly_skilled_goes_by_the_code_of_its_activity() {
    let counter = Counter::new();
    let new = ["case", "new", "change", "--status", "高度専門職2号", "--division", "J", "--by", "agent", "--json"];
    let id = counter.run(&new).json(0)["id"].as_str().unwrap().to_owned();
    let folder = counter.place("upload");
    let refused = counter.run(&["case", "export", &id, "--official", &folder, "--json"]);
    assert_eq!(refused.error(4)["code"], "official-which-activity");
    assert_eq!(counter.run(&["case", "set", &id, "points_activity=高度学術研究活動", "main_activity=芸術"]).code, 0);
    let told = counter.run(&["case", "export", &id, "--official", &folder, "--json"]).json(1);
    assert!(
        told["problems"].as_array().is_some_and(|told| !told.is_empty()),
        "its code is known, the rest is not answered"
    );
}
