//! `law verdict`, `law diff`, `case documents`, and newer rules of the data folder, by the real program.

use super::{Counter, STATUS, Said, program};
use serde_json::Value;

/// The verdict as JSON, for arguments with blanks between.
fn verdict(args: &str) -> Value {
    let said: Said = program().args(["law", "verdict"]).args(args.split(' ')).arg("--json").output().unwrap().into();
    said.json(0)
}

/// What is asked | the answer | the deciding rule
const SHOWN: &str = "
    extension 技術・人文知識・国際業務 --expires 2026-11-24 --today 2026-11-23 | yes          | ext-last-online
    extension 技術・人文知識・国際業務 --expires 2026-11-24 --today 2026-11-24 | counter-only | ext-last-online
    extension 技術・人文知識・国際業務 --expires 2026-11-24 --today 2026-11-25 | too-late     | ext-last
    extension 技術・人文知識・国際業務 --expires 2026-11-24 --today 2026-08-23 | not-yet      | ext-open
    change 経営・管理 --from 短期滞在 --today 2026-11-24                       | no           | exclusion-visitor
    coe 外交 --today 2026-11-24                                                | no           | scope-diplomat-coe
    permanent-residence 永住者 --today 2026-11-24                              | counter-only | permanent-residence
    change 永住者 --today 2026-11-24                                           | counter-only | scope-permanent-change
    reentry 留学 --expires 2026-12-24 --today 2026-11-24                       | no           | reentry
    reentry 留学 --with extension --expires 2026-12-24 --today 2026-11-24      | yes          | ext-last-online";

#[test]
fn every_answer_comes_with_its_rule_and_source() {
    for line in SHOWN.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let said = verdict(parts[0]);
        assert_eq!((&said["online"], &said["reasons"][0]["rule"]), (&parts[1].into(), &parts[2].into()), "{line}");
        for reason in said["reasons"].as_array().unwrap() {
            let known = !reason["rule"].as_str().unwrap().is_empty();
            assert!(!known || reason["source"].as_str().unwrap().contains('['), "{reason}");
            assert!(!reason["text"].as_str().unwrap().starts_with("law-"), "{reason}");
        }
        assert_eq!(said["ways"].as_array().unwrap().is_empty(), parts[1] == "yes", "{line}");
    }
}

#[test]
fn what_is_no_says_why_and_where() {
    let said = verdict("change 経営・管理 --from 短期滞在 --prefecture 大阪府 --today 2026-11-24");
    let ways = said["ways"].as_array().unwrap();
    let counter = ways.iter().find(|way| way["route"] == "counter").unwrap();
    assert_eq!(counter["office"]["id"], "osaka");
    assert!(counter["office"]["hours"]["ja"].as_str().unwrap().contains("9:00"));
    assert!(ways.iter().any(|way| way["route"] == "embassy"));
    let words: Said = program().args(["law", "verdict", "coe", "外交", "--lang", "en"]).output().unwrap().into();
    assert!(words.out.contains("What remains:"), "{}", words.out);
    let over = verdict(&format!("extension {STATUS} --expires 2026-11-24 --today 2026-11-25 --lang en"));
    assert!(over["reasons"][0]["text"].as_str().unwrap().contains("overstay"), "{over}");
    let early = verdict(&format!("extension {STATUS} --expires 2026-11-24 --today 2026-08-23 --lang en"));
    assert!(early["reasons"][0]["text"].as_str().unwrap().contains("2026-08-24"), "{early}");
}

#[test]
fn fees_go_by_the_day_of_receipt() {
    let fee = |today: &str| verdict(&format!("change 留学 --expires 2027-01-31 --today {today}"))["fee"].clone();
    assert_eq!(fee("2025-03-31"), serde_json::json!({ "online": 4000, "counter": 4000 }));
    assert_eq!(fee("2025-04-01"), serde_json::json!({ "online": 5500, "counter": 6000 }));
}

#[test]
fn what_differs_between_two_days_is_told() {
    let said: Said = program().args(["law", "diff", "2025-03-31", "2025-04-01", "--json"]).output().unwrap().into();
    let changes = said.json(0)["changes"].as_array().unwrap().clone();
    assert!(
        changes
            .iter()
            .any(|change| change["change"] == "added" && change["row"] == "fee fee-extension-2025 (2025-04-01)")
    );
    let same: Said = program().args(["law", "diff", "built-in", "built-in"]).output().unwrap().into();
    assert_eq!((same.code, same.out.lines().count()), (0, 1));
    let nowhere: Said =
        program().args(["law", "diff", "built-in", "/nowhere/at/all", "--json"]).output().unwrap().into();
    assert_eq!(nowhere.error(3)["code"], "file-unreadable");
}

#[test]
fn newer_rules_of_the_data_folder_are_used_and_their_flaws_told() {
    let folder = tempfile::tempdir().unwrap();
    let law = folder.path().join("law");
    std::fs::create_dir(&law).unwrap();
    let row = "[[fee]]\nid = \"fee-extension-2027\"\nfrom = 2027-04-01\nprocedures = [\"extension\"]\nonline = 38000\n\
               counter = 40000\narticle = \"67\"\nsource = \"the official gazette\"\nchecked = true\n";
    let ask = || -> Said {
        let query =
            ["law", "verdict", "extension", STATUS, "--expires", "2027-06-30", "--today", "2027-05-01", "--json"];
        program().args(query).arg("--data").arg(folder.path()).output().unwrap().into()
    };
    std::fs::write(law.join("fees.toml"), format!("as_of = 2027-01-15\n\n{row}")).unwrap();
    assert_eq!(ask().json(0)["fee"]["online"], 38000);
    std::fs::write(law.join("fees.toml"), format!("as_of = 2026-01-15\n\n{row}")).unwrap();
    let older = ask();
    assert!(older.err.contains("fees.toml"), "{}", older.err);
    assert_eq!(older.json(0)["fee"], Value::Null);
    std::fs::write(
        law.join("fees.toml"),
        format!("as_of = 2027-01-15\n\n{}", row.replace("extension\"]", "extinction\"]")),
    )
    .unwrap();
    let flawed = ask().error(1);
    assert_eq!(flawed["code"], "rules");
    assert!(flawed["problems"][0]["item"].as_str().unwrap().ends_with("fees.toml:6:15"), "{flawed}");
}

#[test]
fn the_answers_stay_with_the_case_and_make_its_list() {
    let counter = Counter::new();
    let id = counter.case();
    let list = |args: &[&str]| -> Value {
        let args: Vec<&str> = ["case", "documents", &id, "--json"].into_iter().chain(args.iter().copied()).collect();
        counter.run(&args).json(0)
    };
    let open = list(&[]);
    assert_eq!(open["category"], Value::Null);
    assert!(
        open["questions"]
            .as_array()
            .unwrap()
            .iter()
            .any(|question| question["id"] == "dispatched" && question["answer"].is_null())
    );
    let told = list(&["--category", "3", "--answer", "dispatched=no"]);
    assert_eq!(told["category"], "3");
    let again = list(&[]);
    assert_eq!(again, told);
    let need = |id: &str| {
        let documents = again["documents"].as_array().unwrap();
        documents.iter().find(|document| document["id"] == id).unwrap()["needed"].clone()
    };
    assert_eq!((need("work-residence-tax"), need("gij-dispatch-pledge")), ("yes".into(), "no".into()));
    let document = again["documents"].as_array().unwrap().iter().find(|one| one["id"] == "work-residence-tax").unwrap();
    assert_eq!((document["max_age_months"].as_u64(), document["attached"].as_bool()), (Some(3), Some(false)));
    let problems = counter.run(&["case", "check", &id, "--json"]).json(1)["problems"].clone();
    let missing = |problem: &Value| problem["code"] == "document-missing";
    assert_eq!(problems.as_array().unwrap().iter().filter(|problem| missing(problem)).count(), 3, "{problems}");
    assert_eq!(counter.run(&["case", "documents", &id, "--answer", "no-such=yes", "--json"]).error(2)["code"], "usage");
}
