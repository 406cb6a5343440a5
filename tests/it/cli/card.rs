//! `card read --what residence`: what scripts rely on, and one clear sentence for what goes wrong.

use super::{Counter, SAMPLE, Said, program};
use serde_json::Value;
use std::path::Path;

fn profile(name: &str) -> String {
    format!("{}/assets/cards/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn ask(card: &str, args: &[&str]) -> Said {
    program().args(["--practice-card", &profile(card)]).args(args).write_stdin("").output().unwrap().into()
}

fn fact<'a>(document: &'a Value, item: &str) -> &'a Value {
    document["facts"].as_array().unwrap().iter().find(|fact| fact["item"] == item).unwrap_or(&Value::Null)
}

#[test]
fn a_residence_card_is_read_with_its_number() {
    let read = |card, number| ask(card, &["card", "read", "--what", "residence", "--number", number, "--json"]);
    let first = read("residence-1.toml", "ab90000001cd").json(0);
    assert_eq!((first["card"].as_str(), first["genuine"].as_str()), (Some("residence-1"), Some("yes")));
    assert!(first["tries"]["text"].is_null() && first["why"].is_null());
    assert_eq!(fact(&first, "address")["value"], "東京都港区港南９丁目９９番９９号　見本荘２０１");
    let second = read("residence-2.toml", "CD90000002EF").json(0);
    assert_eq!(second["card"], "residence-2");
    let period = fact(&second, "current_period");
    assert_eq!((&period["raw"], &period["value"]), (&Value::from("0300"), &Value::from("3年")));
    assert_eq!(read("residence-1.toml", "AB90000002CD").error(4)["code"], "card-wrong-number");
    assert_eq!(read("residence-1.toml", "AB9000").error(2)["code"], "card-bad-number");
    assert_eq!(read("my-number.toml", "AB90000001CD").error(3)["code"], "card-other");
    assert_eq!(read("residence-special.toml", "AB90000001CD").error(3)["code"], "card-special");
    let asked = ask("residence-1.toml", &["card", "read", "--what", "residence", "--json"]);
    assert_eq!(asked.error(2)["code"], "no-card-number");
}

#[test]
fn a_practice_card_is_not_genuine_for_a_real_server() {
    let args = ["--server", "https://127.0.0.1:9", "card", "read", "--what", "residence", "--number", "AB90000001CD"];
    let said = ask("residence-1.toml", &[&args[..], &["--json"]].concat()).json(0);
    assert_eq!((said["genuine"].as_str(), said["why"].as_str()), (Some("no"), Some("practice")));
    let words = ask("residence-1.toml", &[&args[..], &["--lang", "en"]].concat());
    assert!(words.out.contains("NOT genuine. It is a practice card."), "{}", words.out);
}

#[test]
fn what_the_card_says_stands_beside_what_the_case_says() {
    let counter = Counter::new();
    let id = counter.case();
    let answers = std::fs::read(Path::new(SAMPLE).join("answers.txt")).unwrap();
    assert_eq!(counter.given(&["case", "set", &id, "-"], answers).code, 0);
    assert_eq!(counter.run(&["case", "set", &id, "residence_card_number=CD90000002EF"]).code, 0);
    let card = profile("residence-2.toml");
    let args = ["--practice-card", &card, "card", "read", "--what", "residence", "--case", &id];
    let read = counter.run(&[&args[..], &["--json"]].concat()).json(0);
    let expiry = fact(&read, "current_expiry");
    assert_eq!((expiry["stands"].as_str(), expiry["value"].as_str()), (Some("2027-02-15"), Some("2027-02-21")));
    assert_eq!((expiry["differs"].as_bool(), expiry["origin"].as_str()), (Some(true), Some("typed")));
    assert_eq!(fact(&read, "residence_card_number")["differs"], false);
    assert!(fact(&read, "work_limit").get("stands").is_none(), "no item of the form");
    let words = counter.run(&[&args[..], &["--lang", "en"]].concat()).out;
    assert!(words.contains("differs from the form: 2027-02-15"), "{words}");
    assert!(words.contains("NPL") && words.contains("= ネパール"), "{words}");
}
