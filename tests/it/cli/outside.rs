//! Staff, secrets, backups, and what fails outside: each one clear sentence and its exit code.

use super::{Counter, Said, program};
use std::os::unix::fs::PermissionsExt;

#[test]
fn staff_open_the_folder_with_their_own_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let counter = Counter { folder, passphrase: "correct horse" };
    let first = counter.run(&["staff", "add", "Sato", "--json"]).json(0);
    let recovery = first["recovery_key"].as_str().unwrap().to_owned();
    assert!(recovery.len() > 20);
    let file = counter.place("lan.txt");
    std::fs::write(&file, "battery staple\nsecond line\n").unwrap();
    assert_eq!(counter.run(&["staff", "add", "Lan", "--new-passphrase-file", &file]).code, 0);
    let names = counter.run(&["staff", "list", "--json"]).json(0);
    assert_eq!(names["staff"].as_array().unwrap().len(), 2);

    assert_eq!(counter.run(&["case", "list", "--json"]).error(2)["code"], "which-staff");
    assert_eq!(counter.run(&["--staff", "Lan", "case", "list", "--json"]).error(4)["code"], "wrong-passphrase");
    assert_eq!(counter.run(&["--staff", "Kim", "case", "list", "--json"]).error(4)["code"], "no-staff");
    assert_eq!(counter.run(&["--staff", "Lan", "--passphrase-file", &file, "case", "list"]).code, 0);
    let key = counter.place("key.txt");
    std::fs::write(&key, recovery).unwrap();
    assert_eq!(counter.run(&["--staff", "recovery", "--passphrase-file", &key, "case", "list"]).code, 0);
    assert_eq!(counter.run(&["--staff", "Sato", "staff", "remove", "Lan"]).code, 0);
    assert_eq!(counter.run(&["staff", "remove", "Sato", "--json"]).error(4)["code"], "last-staff");
}

#[test]
fn without_passphrase_or_staff_nothing_opens() {
    let counter = Counter::new();
    let bare = |args: &[&str]| -> Said {
        program().arg("--data").arg(counter.data()).args(args).write_stdin("").output().unwrap().into()
    };
    assert_eq!(bare(&["case", "list", "--json"]).error(4)["code"], "no-passphrase");
    assert_eq!(bare(&["staff", "list"]).out, "Sato\n");
    let empty = counter.place("nobody");
    let said: Said = program().args(["--data", &empty, "case", "list", "--json"]).output().unwrap().into();
    assert_eq!(said.error(4)["code"], "no-staff-yet");
}

#[test]
fn a_backup_opens_again_in_an_empty_folder() {
    let counter = Counter::new();
    let id = counter.whole();
    let (file, place) = (counter.place("all.backup"), counter.place("restored"));
    assert_eq!(counter.run(&["backup", &file]).code, 0);
    assert_eq!(counter.run(&["backup", &file, "--json"]).error(3)["code"], "backup-exists");
    let restored = |args: &[&str]| -> Said {
        let mut command = program();
        command.env("MADOGUCHI_PASSPHRASE", "correct horse").args(["--data", &place]).args(args);
        command.output().unwrap().into()
    };
    // The one staff member need not be named.
    assert_eq!(restored(&["restore", &file]).code, 0);
    let (before, after) =
        (counter.run(&["case", "export", &id, "-o", "-"]), restored(&["case", "export", &id, "-o", "-"]));
    assert_eq!(before.out, after.out);
    assert_ne!(restored(&["--staff", "Sato", "restore", &file]).code, 0);
    let (passphrase, two) = (counter.place("lan.txt"), counter.place("two.backup"));
    std::fs::write(&passphrase, "battery staple\n").unwrap();
    assert_eq!(counter.run(&["staff", "add", "Lan", "--new-passphrase-file", &passphrase]).code, 0);
    assert_eq!(counter.run(&["--staff", "Sato", "backup", &two]).code, 0);
    assert_eq!(restored(&["restore", &two, "--json"]).error(2)["code"], "restore-staff");
}

#[test]
fn what_is_written_goes_through_links_and_into_devices_and_is_for_its_owner_alone() {
    let counter = Counter::new();
    let id = counter.whole();
    let place = |name: &str| counter.place(name);
    let mode = |file: &str| std::fs::metadata(file).unwrap().permissions().mode() & 0o777;
    let export = |to: &str| counter.run(&["case", "export", &id, "-o", to, "--json"]);
    assert_eq!(export(&place("case.xml")).code, 0);
    assert_eq!(mode(&place("case.xml")), 0o600);
    let whole = std::fs::read(place("case.xml")).unwrap();

    std::fs::write(place("target.xml"), "before").unwrap();
    std::fs::set_permissions(place("target.xml"), std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink(place("target.xml"), place("link.xml")).unwrap();
    assert_eq!(export(&place("link.xml")).code, 0);
    assert!(std::fs::symlink_metadata(place("link.xml")).unwrap().is_symlink());
    assert_eq!((std::fs::read(place("target.xml")).unwrap(), mode(&place("target.xml"))), (whole, 0o640));

    std::os::unix::fs::symlink("/dev/full", place("full")).unwrap();
    assert_eq!(export(&place("full")).error(3)["code"], "file-unwritable");
    assert!(std::fs::symlink_metadata(place("full")).unwrap().is_symlink());
}

#[test]
fn what_was_typed_is_not_found_in_the_data_folder() {
    let counter = Counter::new();
    counter.whole();
    let mut folders = vec![counter.data()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = std::fs::read(entry.path()).unwrap();
            let found = bytes.windows(7).any(|window| window == b"VAN MAU");
            assert!(!found, "{}", entry.path().display());
        }
    }
}

#[test]
fn a_place_that_cannot_be_written_is_one_clear_sentence() {
    let counter = Counter::new();
    let id = counter.case();
    let said = counter.run(&["case", "export", &id, "-o", "/nowhere/case.xml", "--json"]);
    assert_eq!(said.error(3)["code"], "file-unwritable");
    assert_eq!(said.err.lines().count(), 2, "{}", said.err);

    let file = counter.place("a-file");
    std::fs::write(&file, "").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o400)).unwrap();
    let data = format!("{file}/data");
    let said: Said = program()
        .env("MADOGUCHI_PASSPHRASE", counter.passphrase)
        .args(["--data", &data, "staff", "add", "Sato", "--json"])
        .output()
        .unwrap()
        .into();
    assert_eq!(said.error(3)["problems"], serde_json::json!([]));
}

#[test]
fn a_card_without_reader_or_service_is_one_clear_sentence() {
    let said: Said =
        program().args(["card", "read", "--pin-stdin", "--json"]).write_stdin("1234\n").output().unwrap().into();
    let error = said.error(3);
    assert!(error["code"].as_str().unwrap().starts_with("card-"), "{error}");
    assert_eq!(said.err.lines().count(), 2, "{}", said.err);
}

#[test]
fn the_practice_card_gives_suggestions_and_counts_tries() {
    let profile = format!("{}/card.toml", super::SAMPLE);
    let ask = |args: &[&str], stdin: &str| -> Said {
        program().args(["--practice-card", &profile]).args(args).write_stdin(stdin).output().unwrap().into()
    };
    assert_eq!(ask(&["card", "list", "--json"], "").json(0)["readers"][0]["card"], "my-number");
    let text = std::fs::read_to_string(&profile).unwrap();
    let pin: String = text
        .lines()
        .filter(|line| line.contains("pin"))
        .find_map(|line| {
            let digits: String = line.chars().skip_while(|c| *c != '"').filter(char::is_ascii_digit).collect();
            (digits.len() == 4).then_some(digits)
        })
        .expect("a PIN of 4 digits in the profile");
    let read = ask(&["card", "read", "--pin-stdin", "--json"], &format!("{pin}\n")).json(0);
    assert_eq!((read["card"].as_str(), read["genuine"].as_str()), (Some("my-number"), Some("unknown")));
    let facts = read["facts"].as_array().unwrap();
    assert!(facts.iter().any(|fact| fact["item"] == "birth_date" && fact["value"].is_string()), "{read}");
    assert!(read["tries"].get("text").is_some());
    let wrong = ask(&["card", "read", "--pin-stdin", "--json"], "0000\n").error(4);
    assert_eq!(wrong["code"], "card-wrong-pin");
    assert_eq!(ask(&["card", "read", "--pin-stdin", "--json"], "12\n").error(2)["code"], "card-bad-pin");
}

#[test]
fn a_staff_member_has_a_name_and_a_passphrase_of_some_length_by_command_too() {
    let folder = tempfile::tempdir().unwrap();
    let counter = Counter { folder, passphrase: "short" };
    assert_eq!(counter.run(&["staff", "add", "Sato", "--json"]).error(2)["code"], "passphrase-short");
    assert_eq!(counter.run(&["staff", "list"]).out, "");
    let counter = Counter::new();
    let file = counter.place("lan.txt");
    std::fs::write(&file, "1234567").unwrap();
    let add = |name: &str| counter.run(&["staff", "add", name, "--new-passphrase-file", &file, "--json"]).error(2);
    assert_eq!(add("Lan")["code"], "passphrase-short");
    std::fs::write(&file, "battery staple").unwrap();
    assert_eq!(add(" ")["code"], "staff-name");
    assert_eq!(add("La\x1b[2Jn")["code"], "staff-name");
}

#[test]
fn what_is_no_address_of_a_server_is_wrong_usage() {
    let counter = Counter::new();
    let id = counter.whole();
    for url in ["counter.example", "ftp://counter.example"] {
        let error = counter.run(&["--server", url, "case", "submit", &id, "--wait", "--json"]).error(2);
        assert_eq!(error["code"], "server-address", "{url}");
        assert!(error["message"].as_str().unwrap().contains(url), "{error}");
    }
}

#[test]
fn a_server_that_is_not_there_is_told_once() {
    let counter = Counter::new();
    let id = counter.whole();
    let submit = ["--server", "http://127.0.0.1:9", "case", "submit", &id, "--wait", "--timeout", "1"];
    let said = counter.run(&submit);
    assert_eq!((said.code, said.err.matches("cannot be reached").count()), (3, 1), "{}", said.err);
    let said = counter.run(&["--server", "http://127.0.0.1:9", "sync"]);
    assert_eq!((said.code, said.err.matches("cannot be reached").count()), (3, 1), "{}", said.err);
}

#[test]
fn places_that_are_not_there_are_named() {
    let counter = Counter::new();
    let (none, into) = (counter.place("none/all.backup"), counter.place("restored"));
    let error = counter.run(&["backup", &none, "--json"]).error(3);
    assert_eq!(error["code"], "file-unwritable");
    let mut restore = program();
    restore.env("MADOGUCHI_PASSPHRASE", counter.passphrase);
    let restored: Said =
        restore.args(["--data", &into, "--staff", "Sato", "restore", &none, "--json"]).output().unwrap().into();
    assert_eq!(restored.error(3)["code"], "file-unreadable");
    let file = format!("{}/answers.txt", super::SAMPLE);
    let mut add = program();
    add.env("MADOGUCHI_PASSPHRASE", counter.passphrase);
    let added: Said = add.args(["--data", &file, "staff", "add", "Sato", "--json"]).output().unwrap().into();
    assert_eq!(added.error(2)["code"], "not-a-folder");
    let error = counter.run(&["--practice-card", &none, "card", "list", "--json"]).error(2);
    assert!(error["message"].as_str().unwrap().contains(&none), "{error}");
}

#[test]
fn a_result_that_finds_no_room_is_told() {
    let counter = Counter::new();
    counter.case();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    command.arg("--data").arg(counter.data()).args(["--lang", "en", "case", "list", "--json"]);
    let done = command.env("MADOGUCHI_PASSPHRASE", counter.passphrase).stdout(full).output().unwrap();
    assert_eq!(done.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&done.stderr).contains("standard output"));
}
