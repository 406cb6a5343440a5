//! Backup and restore.

use super::*;
use madoguchi::store::{Error, restore, staff_names};
use secrecy::ExposeSecret;
use std::fs;
use std::path::PathBuf;

/// A folder for backups, and a backup in it of a store with one case and one file.
fn backed_up() -> (TempDir, PathBuf, Case, SecretString) {
    let (_data, mut store, recovery) = open_new();
    let mut case = named(1, "NGUYEN", "VAN ANH");
    let (attachment, bytes) = document("contract", 200_000);
    case.attachments.push(attachment.clone());
    store.insert(&case, &[(attachment.sha256, bytes)], PROGRESS, at(1)).unwrap();
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("monday.backup");
    store.backup(&file).unwrap();
    (dir, file, case, recovery)
}

#[test]
fn a_restored_folder_holds_what_was_backed_up_and_opens_as_it_did() {
    let (dir, file, case, recovery) = backed_up();
    let to = dir.path().join("data");
    restore(&file, &to, "Sato", &secret("counter")).unwrap();
    assert_eq!(staff_names(&to).unwrap(), ["Sato"]);
    for (staff, passphrase) in [("Sato", "counter"), ("recovery", recovery.expose_secret())] {
        let mut store = Store::open(&to, staff, &secret(passphrase)).unwrap();
        assert_eq!(store.load(case.id).unwrap(), case);
        assert_eq!(store.file(&case.attachments[0].sha256, 0, u64::MAX).unwrap(), document("contract", 200_000).1);
        store.set_setting("lang", "ja").unwrap();
    }
    let with_recovery = dir.path().join("other");
    restore(&file, &with_recovery, "recovery", &recovery).unwrap();
    let leftover = fs::read_dir(dir.path()).unwrap().count();
    assert_eq!(leftover, 3, "the backup and two folders, nothing else");
}

#[test]
fn a_backup_is_of_one_moment_while_others_write() {
    let (_data, mut store, _) = open_new();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    let mut writer = store.again().unwrap();
    let dir = TempDir::new().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for n in 0..40 {
                // Two answers that always belong together.
                let pair = ["left", "right"].map(|item| (item.to_owned(), Some(typed(&n.to_string()))));
                writer.save_answers(case(1).id, &pair, Stage::Draft, PROGRESS, at(2)).unwrap();
            }
        });
        for n in 0..5 {
            store.backup(&dir.path().join(n.to_string())).unwrap();
        }
    });
    for n in 0..5 {
        let to = dir.path().join(format!("data{n}"));
        restore(&dir.path().join(n.to_string()), &to, "Sato", &secret("counter")).unwrap();
        let answers = Store::open(&to, "Sato", &secret("counter")).unwrap().load(case(1).id).unwrap().answers;
        assert_eq!(answers.get("left"), answers.get("right"));
    }
}

#[test]
fn a_newer_backup_takes_the_place_of_an_older_one_but_of_nothing_else() {
    let (data, mut store, _) = open_new();
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("backup");
    store.backup(&file).unwrap();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    store.backup(&file).unwrap();
    restore(&file, &dir.path().join("data"), "Sato", &secret("counter")).unwrap();
    assert_eq!(Store::open(&dir.path().join("data"), "Sato", &secret("counter")).unwrap().list().unwrap().len(), 1);
    for precious in [dir.path().join("letter.txt"), data.path().join("keys.json")] {
        if !precious.exists() {
            fs::write(&precious, "a letter long enough to be mistaken for a backup").unwrap();
        }
        let before = fs::read(&precious).unwrap();
        assert!(matches!(store.backup(&precious), Err(Error::NotABackup(_))));
        assert_eq!(fs::read(&precious).unwrap(), before);
    }
}

#[test]
fn a_folder_in_use_is_never_overwritten() {
    let (dir, file, _, _) = backed_up();
    let (data, store, _) = open_new();
    assert!(matches!(restore(&file, data.path(), "Sato", &secret("counter")), Err(Error::NotEmpty(_))));
    assert!(store.list().unwrap().is_empty());
    assert!(matches!(restore(&file, dir.path(), "Sato", &secret("counter")), Err(Error::NotEmpty(_))));
}

#[test]
fn the_wrong_passphrase_restores_nothing() {
    let (dir, file, _, _) = backed_up();
    let to = dir.path().join("data");
    assert!(matches!(restore(&file, &to, "Sato", &secret("Counter")), Err(Error::WrongPassphrase(_))));
    assert!(matches!(restore(&file, &to, "Suzuki", &secret("counter")), Err(Error::NoStaff(_))));
    assert!(!to.exists());
}

#[test]
fn a_damaged_backup_is_refused_wherever_it_is_damaged() {
    let (dir, file, _, _) = backed_up();
    let whole = fs::read(&file).unwrap();
    let damaged = dir.path().join("damaged");
    let to = dir.path().join("data");
    let mut places: Vec<usize> = (0..whole.len() - 4000).step_by(whole.len() / 23).collect();
    // Everywhere in the key file and the tail.
    places.extend((whole.len() - 900..whole.len()).step_by(13));
    for place in places {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x40;
        fs::write(&damaged, bytes).unwrap();
        let answer = restore(&damaged, &to, "Sato", &secret("counter"));
        let refused = matches!(
            answer,
            Err(Error::Damaged(_) | Error::NotABackup(_) | Error::WrongPassphrase(_) | Error::NoStaff(_))
        );
        assert!(refused, "byte {place} of {}: {answer:?}", whole.len());
        let left = staff_names(&to).unwrap();
        assert!(left.is_empty(), "byte {place}: {left:?}");
        assert!(!to.exists(), "byte {place}: a folder is left");
    }
    for length in [0, 10, 24, 4096, whole.len() / 2, whole.len() - 1] {
        fs::write(&damaged, &whole[..length]).unwrap();
        assert!(matches!(restore(&damaged, &to, "Sato", &secret("counter")), Err(Error::NotABackup(_))), "{length}");
    }
    // A folder in which a restore failed takes the next one.
    restore(&file, &to, "Sato", &secret("counter")).unwrap();
}
