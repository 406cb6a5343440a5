//! Staff, passphrases, the recovery key; making the folder.

use super::*;
use madoguchi::store::{Error, staff_names};
use secrecy::ExposeSecret;
use std::fs;
use std::path::Path;

fn open(dir: &Path, staff: &str, passphrase: &str) -> Result<Store, Error> {
    Store::open(dir, staff, &secret(passphrase))
}

#[test]
fn each_staff_member_opens_with_their_own_passphrase() {
    let (dir, mut store, _) = open_new();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    store.add_staff("鈴木", &secret("ふたつめ"), at(1)).unwrap();
    assert_eq!(staff_names(dir.path()).unwrap(), ["Sato", "鈴木"]);
    for (staff, passphrase) in [("Sato", "counter"), ("鈴木", "ふたつめ")] {
        let store = open(dir.path(), staff, passphrase).unwrap();
        assert_eq!((store.staff(), store.dir(), store.list().unwrap().len()), (staff, dir.path(), 1));
    }
    for (staff, passphrase) in [("Sato", "ふたつめ"), ("鈴木", "counter"), ("Sato", ""), ("recovery", "counter")]
    {
        assert!(matches!(open(dir.path(), staff, passphrase), Err(Error::WrongPassphrase(name)) if name == staff));
    }
    assert!(matches!(open(dir.path(), "Tanaka", "counter"), Err(Error::NoStaff(_))));
}

#[test]
fn a_name_is_taken_once_and_recovery_is_nobodys_name() {
    let (dir, mut store, _) = open_new();
    for taken in ["Sato", "recovery"] {
        assert!(matches!(store.add_staff(taken, &secret("x"), at(1)), Err(Error::StaffExists(_))));
    }
    assert!(store.add_staff("  ", &secret("x"), at(1)).is_err());
    assert_eq!(staff_names(dir.path()).unwrap(), ["Sato"]);
}

#[test]
fn someone_removed_cannot_open_and_the_last_one_stays() {
    let (dir, mut store, _) = open_new();
    store.add_staff("Suzuki", &secret("second"), at(1)).unwrap();
    store.remove_staff("Sato").unwrap();
    assert!(matches!(open(dir.path(), "Sato", "counter"), Err(Error::NoStaff(_))));
    assert!(open(dir.path(), "Suzuki", "second").is_ok());
    assert!(matches!(store.remove_staff("Suzuki"), Err(Error::LastStaff)));
    assert!(matches!(store.remove_staff("Sato"), Err(Error::NoStaff(_))));
    assert!(matches!(store.remove_staff("recovery"), Err(Error::NoStaff(_))));
}

#[test]
fn the_recovery_key_opens_and_lets_a_new_member_in() {
    let (dir, store, recovery) = open_new();
    drop(store);
    let typed = recovery.expose_secret().to_lowercase().replace('-', "");
    let mut store = open(dir.path(), "recovery", &typed).unwrap();
    store.add_staff("Suzuki", &secret("second"), at(1)).unwrap();
    assert!(open(dir.path(), "Suzuki", "second").is_ok());
    assert!(matches!(open(dir.path(), "recovery", &typed[1..]), Err(Error::WrongPassphrase(_))));
}

#[test]
fn derived_keys_are_the_same_for_everyone_here_and_no_others() {
    let (dir, mut store, _) = open_new();
    store.add_staff("Suzuki", &secret("second"), at(1)).unwrap();
    let suzuki = open(dir.path(), "Suzuki", "second").unwrap();
    let (_elsewhere, other, _) = open_new();
    assert_eq!(store.derived_key("practice"), suzuki.derived_key("practice"));
    assert_ne!(store.derived_key("practice"), store.derived_key("other"));
    assert_ne!(store.derived_key("practice"), other.derived_key("practice"));
}

#[test]
fn a_folder_without_staff_says_so() {
    let dir = TempDir::new().unwrap();
    for folder in [dir.path().to_owned(), dir.path().join("not/there")] {
        assert_eq!(staff_names(&folder).unwrap(), Vec::<String>::new());
        assert!(matches!(open(&folder, "Sato", "counter"), Err(Error::Empty)));
    }
}

#[test]
fn a_folder_that_holds_anything_is_not_made_into_a_data_folder() {
    let (dir, mut store, _) = open_new();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    let again = Store::create_at(dir.path(), "Suzuki", &secret("second"), CHEAP, at(2));
    assert!(matches!(again, Err(Error::NotEmpty(_))));
    assert_eq!(store.list().unwrap().len(), 1);
    let other = TempDir::new().unwrap();
    fs::write(other.path().join("letter.txt"), "x").unwrap();
    let made = Store::create_at(other.path(), "Sato", &secret("counter"), CHEAP, at(2));
    assert!(matches!(made, Err(Error::NotEmpty(_))));
}

#[test]
fn making_the_folder_can_be_cut_off_anywhere() {
    let (dir, store, _) = open_new();
    drop(store);
    let file = |name: &str| dir.path().join(name);
    // Cut off before the key file: it begins anew.
    let begun = TempDir::new().unwrap();
    fs::write(begun.path().join("madoguchi.db.new"), "half").unwrap();
    fs::write(begun.path().join("keys.json.new"), "half").unwrap();
    Store::create_at(begun.path(), "Sato", &secret("counter"), CHEAP, at(0)).unwrap();
    // Cut off after the key file, before the database has its name: opening ends it.
    fs::rename(file("madoguchi.db"), file("madoguchi.db.new")).unwrap();
    assert!(open(dir.path(), "Sato", "counter").is_ok());
    assert!(file("madoguchi.db").exists());
}

#[test]
fn a_lost_file_is_said_to_be_lost_and_not_made_anew() {
    let (dir, store, _) = open_new();
    drop(store);
    let (keys, database) = (dir.path().join("keys.json"), dir.path().join("madoguchi.db"));
    let kept = fs::read(&keys).unwrap();
    fs::remove_file(&keys).unwrap();
    assert!(matches!(open(dir.path(), "Sato", "counter"), Err(Error::Damaged(_))));
    let made = Store::create_at(dir.path(), "Sato", &secret("counter"), CHEAP, at(0));
    assert!(matches!(made, Err(Error::NotEmpty(_))));
    fs::write(&keys, kept).unwrap();
    fs::write(&database, "").unwrap();
    assert!(matches!(open(dir.path(), "Sato", "counter"), Err(Error::Damaged(_))));
    fs::remove_file(&database).unwrap();
    assert!(matches!(open(dir.path(), "Sato", "counter"), Err(Error::Damaged(_))));
    assert!(!database.exists());
}

#[cfg(unix)]
#[test]
fn folder_and_files_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let above = TempDir::new().unwrap();
    let dir = above.path().join("deep/data");
    let (mut store, _) = Store::create_at(&dir, "Sato", &secret("counter"), CHEAP, at(0)).unwrap();
    store.set_setting("lang", "ja").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    let mut names = Vec::new();
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    names.sort();
    assert_eq!(names, ["keys.json", "lock", "madoguchi.db", "madoguchi.db-shm", "madoguchi.db-wal"]);
}
