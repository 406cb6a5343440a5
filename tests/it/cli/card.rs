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
    let asked = ask("residence-1.toml", &["card", "read", "--what", "residence", "--json"]);
    assert_eq!(asked.error(2)["code"], "no-card-number");
}

#[test]
fn a_specified_residence_card_says_what_is_known_and_what_is_not() {
    let read = ["card", "read", "--what", "residence"];
    let card = "residence-special.toml";
    // No number is wanted, and one does no harm.
    for more in [&[][..], &["--number", "AB90000001CD"]] {
        let document = ask(card, &[&read[..], more, &["--json"]].concat()).json(0);
        assert_eq!(
            (document["card"].as_str(), document["genuine"].as_str()),
            (Some("residence-special"), Some("unknown"))
        );
        assert_eq!(document["why"], "not-opened");
        let kind = fact(&document, "card_type");
        assert_eq!((kind["value"].as_str(), kind["checked"].as_bool()), (Some("特定在留カード"), Some(false)));
        let unread = document["unread"].as_array().unwrap();
        assert!(unread.iter().any(|item| item["item"] == "current_expiry" && item["checked"] == false), "{document}");
    }
    let words = ask(card, &[&read[..], &["--lang", "en"]].concat()).out;
    assert!(words.contains("was not seen in a published text") && words.contains("Not read: "), "{words}");
    let counter = Counter::new();
    let args = ["--practice-card", &profile(card), "card", "read", "--pin-stdin", "--json"];
    let basic = counter.given(&args, "1234\n".as_bytes().to_vec()).json(0);
    assert_eq!((basic["card"].as_str(), &basic["tries"]["sign"]), (Some("residence-special"), &Value::from(5)));
    assert_eq!(fact(&basic, "family_name")["value"], "GARCIA");
    assert_eq!(ask(card, &["card", "list", "--json"]).json(0)["readers"][0]["card"], "residence-special");
}

#[test]
fn certificates_are_told_without_their_holder_and_cost_no_try() {
    let args = ["card", "read", "--what", "certificates"];
    let free = ask("my-number.toml", &[&args[..], &["--json"]].concat()).json(0);
    let which = |document: &Value| -> Vec<(String, bool)> {
        let each = document["certificates"].as_array().unwrap().iter();
        each.map(|one| (one["which"].as_str().unwrap().to_owned(), one["read"].as_bool().unwrap())).collect()
    };
    let names = |sign| {
        [("auth", true), ("auth-authority", true), ("sign", sign), ("sign-authority", true)]
            .map(|(name, read)| (name.to_owned(), read))
    };
    assert_eq!(which(&free), names(false));
    let auth = &free["certificates"][0];
    assert_eq!((auth["until"].as_str(), auth["algorithm"].as_str()), (Some("2045-10-15"), Some("RSA-2048 SHA-256")));
    assert!(auth["issuer"].as_str().unwrap().contains("JPKI for user authentication"), "{auth}");
    assert_eq!(free["tries"], serde_json::json!({ "auth": 3, "sign": 5, "text": 3 }));
    let counter = Counter::new();
    let card = profile("my-number-p384.toml");
    let with = [&["--practice-card", &card][..], &args, &["--pin-stdin", "--json"]].concat();
    let all = counter.given(&with, "abc123\n".as_bytes().to_vec()).json(0);
    assert_eq!(which(&all), names(true));
    assert_eq!(all["certificates"][2]["algorithm"], "ECDSA P-384 SHA-384");
    assert!(!all.to_string().contains("ＳＩＬＶＡ"), "nothing of the holder");
    let wrong = counter.given(&with, "xyz999\n".as_bytes().to_vec());
    assert_eq!(wrong.error(4)["code"], "card-wrong-pin");
    let words = ask("my-number.toml", &[&args[..], &["--lang", "en"]].concat()).out;
    assert!(words.contains("Signature certificate") && words.contains("wants the PIN"), "{words}");
    assert!(words.contains("sign-in 3, signature 5"), "{words}");
    assert_eq!(ask("residence-1.toml", &[&args[..], &["--json"]].concat()).error(3)["code"], "card-other");
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
