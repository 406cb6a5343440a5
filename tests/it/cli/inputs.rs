//! Answers as lines: what is good is saved, what is not is told with its line.

use super::Counter;

#[test]
fn a_bad_line_is_told_and_nothing_else_is_lost() {
    let counter = Counter::new();
    let id = counter.case();
    let lines = "# the applicant\n\nsex=男\nnonsense\nnationalty=ベトナム\nphone:=gone\nfamily=x\nfamily[1].nme=x\n\
                 mobile[1].a=x\nphoto=x.jpg\nfamily[9999].name=x\nfamily[2].name=ＬＥ\nreason=a=b\n";
    let document = counter.given(&["case", "set", &id, "-", "--json"], lines).json(1);
    assert_eq!(document["saved"], 3);
    assert_eq!(document["error"]["code"], "bad-lines");
    let told: Vec<(u64, &str)> = document["error"]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["line"].as_u64().unwrap(), problem["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            (4, "not-an-answer"),
            (5, "unknown-near"),
            (6, "not-a-state"),
            (7, "table"),
            (8, "column"),
            (9, "not-a-table"),
            (10, "photo"),
            (11, "row"),
        ]
    );
    for problem in document["error"]["problems"].as_array().unwrap() {
        let (message, fix) = (problem["message"].as_str().unwrap(), problem["fix"].as_str().unwrap());
        assert!(message.contains(&problem["line"].to_string()), "{problem}");
        assert!(!fix.starts_with("cli-"), "{problem}");
    }
    let shown = counter.run(&["case", "show", &id, "--json"]).json(0);
    let typed = |item: &str| {
        let answers = shown["answers"].as_array().unwrap();
        answers.iter().find(|answer| answer["item"] == item).cloned().unwrap_or_default()
    };
    assert_eq!(typed("sex")["typed"], "男");
    assert_eq!(typed("reason")["typed"], "a=b");
    assert_eq!(typed("family")["rows"][1]["name"]["typed"], "ＬＥ");
}

#[test]
fn the_same_lines_again_change_nothing() {
    let counter = Counter::new();
    let id = counter.case();
    let lines = "\u{FEFF}sex=男\r\nphone:=none\r\n";
    assert_eq!(counter.given(&["case", "set", &id, "-", "--json"], lines).json(0)["saved"], 2);
    let before = counter.run(&["case", "show", &id, "--json"]).out;
    assert_eq!(counter.given(&["case", "set", &id, "-", "--json"], lines).json(0)["saved"], 0);
    assert_eq!(counter.run(&["case", "show", &id, "--json"]).out, before);
}

#[test]
fn a_state_keeps_what_was_typed() {
    let counter = Counter::new();
    let id = counter.case();
    counter.run(&["case", "set", &id, "phone=03-0000-0001"]);
    counter.run(&["case", "set", &id, "phone:=later"]);
    let shown = counter.run(&["case", "show", &id, "--json"]).json(0);
    assert_eq!(
        (shown["answers"][0]["state"].as_str(), shown["answers"][0]["typed"].as_str()),
        (Some("later"), Some("03-0000-0001"))
    );
}

#[test]
fn input_that_is_no_text_is_refused() {
    let counter = Counter::new();
    let id = counter.case();
    assert_eq!(counter.given(&["case", "set", &id, "-", "--json"], [0xFF, 0xFE]).error(2)["code"], "input-not-utf8");
}

#[test]
fn input_that_is_too_long_is_refused_whole() {
    let counter = Counter::new();
    let id = counter.case();
    let lines = format!("sex=男\noccupation={}\nhome_town=Hanoi\n", "あ".repeat(2_000_000));
    assert_eq!(counter.given(&["case", "set", &id, "-", "--json"], lines).error(2)["code"], "input-too-long");
    assert_eq!(counter.run(&["case", "show", &id, "--json"]).json(0)["answers"], serde_json::json!([]));
}

#[test]
fn what_is_missing_on_the_command_line_is_named_in_the_document() {
    let counter = Counter::new();
    let error = counter.run(&["case", "new", "extension", "--json"]).error(2);
    assert!(error["message"].as_str().unwrap().contains("--status"), "{error}");
}

#[test]
fn a_division_that_the_status_does_not_have_is_told_with_those_it_has() {
    let counter = Counter::new();
    let error = counter.run(&["case", "new", "coe", "--status", "研究", "--division", "Z", "--json"]).error(2);
    assert_eq!(error["code"], "no-division");
    assert!(error["hint"].as_str().unwrap().contains("N, L"), "{error}");
}

#[test]
fn each_kind_of_document_is_named_once() {
    let counter = Counter::new();
    let id = counter.case();
    let error = counter.run(&["case", "attach", &id, "none.pdf", "--as", "nothing", "--json"]).error(2);
    let message = error["message"].as_str().unwrap();
    assert_eq!(message.split(&[' ', ',', '.'][..]).filter(|word| *word == "photo").count(), 1, "{message}");
}

#[test]
fn a_form_without_its_status_is_told_so() {
    let counter = Counter::new();
    assert_eq!(counter.run(&["forms", "show", "extension", "--json"]).error(2)["code"], "which-status");
}
