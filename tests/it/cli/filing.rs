//! From the outbox to the receipt, with the practice server the program starts itself.

use super::{Counter, program};
use crate::cli::Said;

/// Ends the practice server of a counter when the test is over: the process that names the counter's data folder.
pub(super) struct Ended<'a>(pub &'a Counter);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        let data = self.0.data().display().to_string();
        for entry in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
            let line = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
            if String::from_utf8_lossy(&line).contains(&data) {
                // Ended already: nothing to do.
                let _ = std::process::Command::new("kill").arg(entry.file_name()).status();
            }
        }
    }
}

#[test]
fn a_case_is_filed_once_and_its_receipt_stays_the_same() {
    let counter = Counter::new();
    let _ended = Ended(&counter);
    let id = counter.whole();
    assert_eq!(counter.run(&["case", "receipt", &id, "--json"]).error(1)["code"], "no-receipt");
    let first = counter.run(&["--lang", "vi", "case", "submit", &id, "--wait", "--json"]).json(0);
    assert_eq!((first["id"].as_str(), first["stage"].as_str()), (Some(id.as_str()), Some("received")));
    for key in ["number", "time", "sha256", "signature"] {
        assert!(first["receipt"][key].is_string(), "{key}");
    }
    assert_eq!(first["receipt"]["practice"], true);
    let again = counter.run(&["case", "submit", &id, "--wait", "--json"]).json(0);
    let kept = counter.run(&["case", "receipt", &id, "--json"]);
    assert_eq!(again["receipt"], first["receipt"]);
    assert_eq!(kept.json(0)["receipt"], first["receipt"]);
    assert!(counter.run(&["case", "receipt", &id]).out.contains("PRACTICE"));

    assert_eq!(counter.run(&["case", "set", &id, "sex=女", "--json"]).error(4)["code"], "not-editable");
    let status = counter.run(&["case", "status", &id, "--json"]).json(0);
    assert_eq!(status["number"], first["receipt"]["number"]);
    let filed = counter.run(&["case", "filed", &id]).out;
    assert!(filed.contains("lang=\"vi\"") && filed.contains("NGUYEN"));

    let receipt = counter.place("receipt.json");
    std::fs::write(&receipt, &kept.out).unwrap();
    let verified = counter.run(&["verify", &receipt, "--json"]).json(0);
    assert_eq!((verified["whole"].as_bool(), verified["what"].as_str()), (Some(true), Some("receipt")));
    let number = first["receipt"]["number"].as_str().unwrap();
    std::fs::write(&receipt, kept.out.replace(number, "P-2026-11-999999")).unwrap();
    assert_eq!(counter.run(&["verify", &receipt, "--json"]).json(1)["whole"], false);

    let pdf = counter.place("receipt.pdf");
    assert_eq!(counter.run(&["print", &id, "--as", "receipt", "-o", &pdf]).code, 0);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF"));
}

#[test]
fn what_is_queued_without_a_server_waits_and_is_sent_later() {
    let counter = Counter::new();
    let _ended = Ended(&counter);
    let id = counter.whole();
    let nowhere = "http://127.0.0.1:9";
    let queued = counter.run(&["--server", nowhere, "case", "submit", &id, "--json"]).json(0);
    assert_eq!((queued["stage"].as_str(), queued["receipt"].is_null()), (Some("queued"), true));
    let waiting = counter.run(&["outbox", "--json"]).json(0);
    assert_eq!(waiting["waiting"][0]["case"], id);
    assert!(waiting["waiting"][0]["files"].as_array().unwrap().len() > 2);

    let broken: Said = counter.run(&["--server", nowhere, "case", "submit", &id, "--wait", "--timeout", "1", "--json"]);
    let error = broken.error(3);
    assert_eq!(error["code"], "still-waiting");
    assert!(error["message"].as_str().unwrap().contains("kept"), "{error}");
    assert_eq!(counter.run(&["--server", nowhere, "sync", "--json"]).json(3)["waiting"][0]["id"], id);

    assert_eq!(counter.run(&["sync", "--wait", "--json"]).json(0)["received"][0]["id"], id);
    assert_eq!(counter.run(&["outbox", "--json"]).json(0)["waiting"], serde_json::json!([]));
    assert_eq!(counter.run(&["outbox", "--watch"]).code, 0);
}

#[test]
fn a_case_with_problems_is_not_queued() {
    let counter = Counter::new();
    let id = counter.case();
    let error = counter.run(&["case", "submit", &id, "--json"]).error(1);
    assert_eq!(error["code"], "case-problems");
    assert!(error["problems"].as_array().unwrap().iter().any(|problem| problem["item"] == "nationality"));
    assert_eq!(counter.run(&["case", "show", &id, "--json"]).json(0)["stage"], "draft");
    assert_eq!(program().args(["serve", "--listen", "nowhere"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn what_the_law_lets_nobody_file_today_is_told_before_anything_is_queued() {
    let counter = Counter::new();
    let _ended = Ended(&counter);
    let id = counter.whole();
    assert_eq!(counter.run(&["case", "check", &id]).code, 0);
    // The stay has ended: told at the item by the check, as the server would.
    let late = counter.run(&["--today", "2030-01-01", "case", "check", &id, "--json"]).json(1);
    let problem = |document: &serde_json::Value| {
        let problem = &document["problems"][0];
        (problem["item"].as_str().unwrap().to_owned(), problem["code"].as_str().unwrap().to_owned())
    };
    assert_eq!(problem(&late), ("current_expiry".to_owned(), "too-late".to_owned()));
    let refused = counter.run(&["--today", "2030-01-01", "case", "submit", &id, "--wait", "--json"]).error(1);
    assert_eq!(problem(&refused), ("current_expiry".to_owned(), "too-late".to_owned()));
    // Too young to file by oneself: a matter of who files, not of an answer.
    assert_eq!(counter.run(&["case", "set", &id, "birth_date=2020-01-23"]).code, 0);
    let submitted = counter.run(&["case", "submit", &id, "--wait", "--json"]);
    assert_eq!(submitted.error(4)["code"], "cannot-send", "{}", submitted.out);
    assert_eq!(counter.run(&["outbox", "--json"]).json(0)["waiting"].as_array().unwrap().len(), 0);
}
