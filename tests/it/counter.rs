//! The real program on a pseudo terminal, end to end: from the passphrase to the receipt.

mod alone;
mod card;
mod editions;
mod line_mode;
mod rules;
mod sample;

use crate::support::pty::Pty;
use madoguchi::store::{Store, keys::Cost};
use secrecy::SecretString;
use std::path::{Path, PathBuf};

const TODAY: &str = "2026-11-20";

fn practice(data: &Path, columns: u16, rows: u16) -> Pty {
    let mut counter = Pty::start(&["--practice", "--today", TODAY], data, columns, rows);
    counter.wait_for("passphrase is");
    counter.keys("practice<enter>");
    counter.wait_for("new");
    counter
}

/// Goes from the office's first screen, of a new data folder, to the desk of the practice beside it.
fn practice_beside(data: &Path, columns: u16, rows: u16) -> Pty {
    let mut counter = Pty::start(&["--today", TODAY], data, columns, rows);
    counter.wait_for("This is a new data folder");
    counter.keys("<f8>");
    counter.wait_for("passphrase is");
    counter.keys("practice<enter>");
    counter.wait_for("No cases yet");
    counter
}

/// Locks the practice counter and goes back to the office's first screen.
fn back_to_the_office(counter: &mut Pty) {
    counter.keys("<c-l>");
    counter.wait_for("leave practice");
    counter.keys("<f8>");
    counter.wait_for("This is a new data folder");
}

/// Begins a case for a stay that ends in a month.
fn begin(counter: &mut Pty) {
    begin_until(counter, "2026-12-24");
}

/// Begins a case for a stay that ends on a day.
fn begin_until(counter: &mut Pty, expires: &str) {
    verdict_until(counter, expires);
    counter.keys("<enter>");
    counter.wait_for("写真");
}

/// Goes as far as the verdict on a case for a stay that ends on a day.
fn verdict_until(counter: &mut Pty, expires: &str) {
    counter.keys("n");
    counter.wait_for("Which procedure?");
    counter.keys("<enter>");
    counter.wait_for("Which status");
    counter.keys("1");
    counter.wait_for("Who files it?");
    counter.keys("1");
    counter.wait_for("When does the period of stay end?");
    counter.keys(&format!("{expires}<enter>"));
    counter.wait_for("You can file this online today.");
}

/// Opens the one draft of the desk.
fn reopen(counter: &mut Pty) {
    counter.wait_for("draft");
    counter.keys("<enter>");
    counter.wait_for("写真");
}

/// Walks to the item of the home town.
fn to_the_town(counter: &mut Pty) {
    counter.keys("<c-g>7<enter>");
    counter.wait_for("本国における居住地");
}

/// Makes both declarations at the review, and sends.
fn send(counter: &mut Pty) {
    counter.keys("12<end>");
    counter.wait_for("Send to the practice server");
    counter.keys("s");
    counter.wait_for("P-2026-");
}

/// Leaves the counter.
fn quit(counter: &mut Pty) {
    counter.keys("<f10>");
    assert!(counter.ended_well());
}

/// A data folder of a test's own.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    (dir, data)
}

#[test]
fn an_answer_with_a_tick_survives_a_kill() {
    let (_dir, data) = folder();
    let mut counter = practice(&data, 80, 24);
    begin(&mut counter);
    to_the_town(&mut counter);
    counter.keys("ダナン");
    counter.wait_for("ダナン");
    let (_, column) = counter.cursor().expect("the cursor stands at the caret");
    assert_eq!(column, 10 + 6, "three wide characters after the field's beginning");
    counter.keys("<enter>");
    counter.wait_for("7✓");
    counter.kill();

    let mut counter = practice(&data, 80, 24);
    reopen(&mut counter);
    counter.keys("<c-g>7<enter>");
    counter.wait_for("ダナン");
}

#[test]
fn a_paste_stays_in_its_field_and_a_window_may_shrink() {
    let (_dir, data) = folder();
    let mut counter = practice(&data, 80, 24);
    begin(&mut counter);
    to_the_town(&mut counter);
    counter.paste("Ha Noi\nViet Nam");
    counter.wait_for("Ha Noi Viet Nam");
    counter.resize(120, 36);
    counter.wait_for("申請人等作成用２");
    counter.resize(30, 10);
    counter.wait_for("too small");
    counter.resize(80, 24);
    counter.wait_for("Ha Noi Viet Nam");
}

#[test]
fn a_typed_key_costs_a_few_bytes() {
    let (_dir, data) = folder();
    let mut counter = practice(&data, 80, 24);
    begin(&mut counter);
    to_the_town(&mut counter);
    let before = counter.bytes();
    let text = "The quick brown fox jumps over a dog";
    for (at, key) in text.char_indices() {
        counter.keys(&key.to_string());
        counter.wait_for(text[..=at].trim_end());
    }
    let each = (counter.bytes() - before) / text.len();
    assert!(each <= 12, "{each} bytes for each key");
}

#[test]
fn quitting_is_clean() {
    let (_dir, data) = folder();
    let mut counter = practice(&data, 80, 24);
    counter.keys("<f1>");
    counter.wait_for("The keys that work here");
    counter.keys("<esc>");
    counter.wait_gone("The keys that work here");
    quit(&mut counter);
}

#[test]
fn told_to_stop_it_keeps_the_text_and_puts_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT"] {
        let (_dir, data) = folder();
        let mut counter = practice(&data, 80, 24);
        begin(&mut counter);
        to_the_town(&mut counter);
        counter.keys("ダナン");
        counter.wait_for("ダナン");
        counter.signal(signal);
        assert!(counter.is_put_back(), "{signal}");

        let mut counter = practice(&data, 80, 24);
        counter.wait_for("draft");
        counter.keys("<enter>");
        counter.wait_for("7✓");
        counter.keys("<c-g>7<enter>");
        counter.wait_for("ダナン");
    }
}

#[test]
fn practice_and_the_office_are_one_key_apart() {
    let (_dir, data) = folder();
    let mut counter = practice_beside(&data, 80, 24);
    begin(&mut counter);
    counter.keys("<esc>");
    counter.wait_gone("写真");
    back_to_the_office(&mut counter);
    quit(&mut counter);
    assert!(!data.exists(), "practice has left nothing in the office's folder");
}

#[test]
fn a_colleague_lets_a_new_staff_member_in() {
    let (_dir, data) = folder();
    let mut counter = Pty::start(&["--practice", "--today", TODAY], &data, 80, 24);
    counter.wait_for("passphrase is");
    counter.keys("<down><enter>");
    counter.wait_for("A new staff member");
    counter.keys("Practice<enter>");
    counter.wait_for("That name is taken.");
    counter.keys("<c-u>Lan<enter>her own words<enter>her own words<enter>");
    counter.wait_for("Colleague");
    counter.keys("not this one<enter>");
    counter.wait_for("That is not Practice's passphrase");
    counter.keys("practice<enter>");
    counter.wait_for("No cases yet");
    counter.keys("<c-l>");
    counter.wait_for("add a staff member");
    counter.keys("<down>her own words<enter>");
    counter.wait_for("No cases yet");
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let (_dir, data) = folder();
    let mut counter = Pty::start(&["--practice"], &data, 80, 24);
    counter.wait_for("passphrase is");
    counter.keys("not this one<enter>");
    counter.wait_for("That is not Practice's passphrase");
}

#[test]
fn a_filled_case_is_sent_and_its_receipt_shown() {
    let (_dir, data) = folder();
    let mut counter = practice(&data, 120, 36);
    begin(&mut counter);
    counter.keys("<esc>");
    counter.wait_for("draft");
    fill(&data);
    counter.keys("<enter>");
    counter.wait_for("写真");
    counter.keys("<f5>a");
    counter.wait_for("Where the file is");
    counter.paste(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/nguyen-van-mau/photo.jpg"));
    counter.keys("<enter>");
    counter.wait_for("What is photo.jpg?");
    counter.keys("<enter>");
    counter.wait_for("1 of 20 files");
    counter.keys("<f6>");
    counter.wait_for("NGUYEN");
    send(&mut counter);
    counter.wait_for("nothing was filed with the Immigration Services Agency");
    counter.keys("<esc>");
    counter.wait_for("received by the server");
}

/// Answers of the first sample person, put in by the command.
fn fill(data: &Path) {
    let answers =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/nguyen-van-mau/answers.txt")).unwrap();
    let command = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
        command.args(arguments).env("MADOGUCHI_DATA", data).env("MADOGUCHI_PASSPHRASE", "practice");
        command.env("MADOGUCHI_LANG", "en").args(["--today", TODAY]);
        command
    };
    let listed = command(&["case", "list", "--json"]).output().unwrap();
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let id = listed
        .pointer("/cases/0/id")
        .or_else(|| listed.pointer("/0/id"))
        .and_then(|id| id.as_str())
        .unwrap()
        .to_owned();
    command(&["case", "set", &id, "-"]).write_stdin(answers).assert().success();
}

#[test]
fn line_mode_asks_one_line_after_another() {
    let (_dir, data) = folder();
    let mut counter = assert_cmd::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    counter.args(["--practice", "--linear", "--today", TODAY]).env("MADOGUCHI_DATA", &data).env("MADOGUCHI_LANG", "en");
    let script = "practice\n:new\n3\n1\n1\n2026-12-24\n\n\nベトナム\n1996-04-12\n:back\n:desk\n:quit\n";
    let output = counter.write_stdin(script).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{told}");
    for line in ["Which procedure?", "You can file this online today.", "生年月日", "stands now: 1996-04-12"] {
        assert!(told.contains(line), "{line} in:\n{told}");
    }
    assert!(!told.contains('\x1b'), "no control characters");
    assert!(!told.contains(['─', '│', '▸']), "no drawing");
}

#[test]
fn line_mode_ticks_several_lines_at_once() {
    let (_dir, data) = folder();
    let mut counter = assert_cmd::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    counter.args(["--practice", "--linear", "--today", TODAY]).env("MADOGUCHI_DATA", &data).env("MADOGUCHI_LANG", "en");
    let script = "practice\n:new\n3\n1\n1\n2026-12-24\n:together\n1 2\n:quit\n";
    let output = counter.write_stdin(script).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("filed together: 再入国許可申請、資格外活動許可申請"), "{told}");
}

#[test]
fn line_mode_answers_a_choice_of_several_with_the_numbers_of_its_lines() {
    let (_dir, data) = folder();
    let mut counter = assert_cmd::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    counter.args(["--practice", "--linear", "--today", TODAY]).env("MADOGUCHI_DATA", &data).env("MADOGUCHI_LANG", "en");
    let walk = "practice\n:new\n3\n1\n1\n2026-12-24\n\n";
    let script = format!(
        "{walk}:sheet-down\n:sheet-down\n:number\n9\n\nnothing like it\n2 3\n:back\n3、4\n:back\n:desk\n:quit\n"
    );
    let output = counter.write_stdin(script).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let ticked = |lines: &[&str]| lines.iter().all(|line| told.contains(&format!("* {line} ")));
    assert!(told.contains("nothing was chosen"), "{told}");
    assert!(ticked(&["2 管理業務（経営者を除く）", "3 調査研究"]), "by the printed numbers: {told}");
    assert!(ticked(&["4 技術開発（農林水産分野）"]), "{told}");
}

#[test]
fn an_idle_counter_writes_nothing() {
    let (_dir, data) = folder();
    let counter = practice(&data, 80, 24);
    // What came with unlocking has settled.
    std::thread::sleep(std::time::Duration::from_secs(2));
    let before = counter.bytes();
    std::thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(counter.bytes(), before, "{}", counter.screen());
}

#[test]
fn two_hundred_kills_while_typing_lose_no_answer_with_a_tick() {
    const ROUNDS: usize = 200;
    let (_dir, data) = folder();
    let passphrase = SecretString::from("practice".to_owned());
    let now = jiff::Timestamp::now();
    // A key that costs little to derive: two hundred unlockings are not what is tried here.
    let cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };
    drop(Store::create_at(&data, "Practice", &passphrase, cost, now).unwrap());
    let mut first = practice(&data, 80, 24);
    begin(&mut first);
    first.kill();
    let open = || Store::open(&data, "Practice", &passphrase).unwrap();
    let id = open().list().unwrap()[0].id;
    let mut ticked = 0;
    for round in 0..ROUNDS {
        let mut store = open();
        let line = store.list().unwrap().remove(0);
        store.save_answers(id, &[("home_town".to_owned(), None)], line.stage, line.progress, now).unwrap();
        drop(store);
        let mut counter = practice(&data, 80, 24);
        reopen(&mut counter);
        to_the_town(&mut counter);
        let town = format!("町{round}");
        counter.keys(&format!("{town}<enter>"));
        // Killed somewhere between the key and long after the save.
        std::thread::sleep(std::time::Duration::from_millis(rand::random_range(0..30)));
        let shown = counter.screen();
        counter.kill();
        let stored = open().load(id).unwrap().answers.get("home_town").map(|answer| answer.entry.typed.clone());
        if shown.contains("7✓") {
            ticked += 1;
            assert_eq!(stored.as_deref(), Some(town.as_str()), "round {round}; the screen showed:\n{shown}");
        } else {
            assert!(stored.is_none_or(|stored| stored == town), "round {round}: half an answer");
        }
    }
    assert!(ticked > ROUNDS / 10 && ticked < ROUNDS, "both sides of the tick were met: {ticked}");
}

#[test]
fn a_new_practice_folder_begins_with_clients_who_have_something_due_today() {
    let (_dir, data) = folder();
    let program = || assert_cmd::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/clients.toml");
    let mut counter = program();
    counter.args(["--practice", "--linear", "--today", TODAY, "--practice-clients", samples]);
    counter.arg("--data").arg(&data).env("MADOGUCHI_LANG", "en");
    let output = counter.write_stdin("practice\n:quit\n").output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{told}");
    // the desk's Today list: who is due soon, and what has passed
    for name in ["KIM GYEONBON", "SHARMA NAMUNA", "SILVA AMOSTRA"] {
        assert!(told.contains(name), "{name} in:\n{told}");
    }
    assert!(!told.contains("SMITH SAMPLE"), "{told}");

    let mut due = program();
    due.args(["client", "due", "--within", "90", "--json", "--today", TODAY]).arg("--data").arg(&data);
    let output = due.env("MADOGUCHI_PASSPHRASE", "practice").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let lines = listed["due"].as_array().unwrap();
    assert!(lines.len() > 12, "{}", lines.len());
    let first = &lines[0];
    assert_eq!((first["name"].as_str(), first["rule"].as_str()), (Some("KIM GYEONBON"), Some("due-divorced")));
    assert_eq!(first["days"], -6);
    assert!(lines.iter().all(|line| line["source"].as_str().is_some_and(|source| !source.is_empty())));
}
