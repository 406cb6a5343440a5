//! What lies on the disk, and disks that are full, read-only or damaged.

use super::*;
use madoguchi::store::{Error, Known, Organisation, restore, staff_names};
use secrecy::ExposeSecret;
use std::fs;
use std::path::{Path, PathBuf};

const CASE_NAME: &str = "グエン・ヴァン・アイン";

/// A day's work on everything a client's words go through.
fn work_a_day(store: &mut Store) {
    let mut case = named(1, "NGUYENVANANH", CASE_NAME);
    case.answers.insert("birth_date".into(), typed("2001-01-23"));
    let (mut attachment, bytes) = document("contract of NGUYENVANANH", 100_000);
    attachment.name = "NGUYENVANANH.pdf".into();
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    for n in 0..300 {
        let words = format!("NGUYENVANANH lives at Kamimeguro {n}");
        store.save_caret(case.id, "address", &words, at(2)).unwrap();
        let answer = [(format!("address{}", n % 40), Some(typed(&words)))];
        store.save_answers(case.id, &answer, Stage::Draft, PROGRESS, at(3)).unwrap();
    }
    store.attach(case.id, &attachment, &bytes, at(4)).unwrap();
    case = store.load(case.id).unwrap();
    store.queue(&case, format!("<case>{CASE_NAME} NGUYENVANANH</case>").as_bytes(), at(5)).unwrap();
    store.refused(case.id, r#"[{"message":"NGUYENVANANH"}]"#, at(6)).unwrap();
    store.save_caret(case.id, "remarks", "Kamimeguro", at(7)).unwrap();
    store.set_setting("last", "NGUYENVANANH").unwrap();
    let client = store.clients().unwrap().into_iter().find(|client| client.name.contains("NGUYENVANANH")).unwrap();
    let known = Known { value: "Kamimeguro".into(), origin: Origin::Typed, by: "Sato".into(), at: at(8) };
    store.remember(client.id, &[("status".into(), Some(known))]).unwrap();
    let answers = BTreeMap::from([("org_name".to_owned(), typed("Kamimeguro"))]);
    let (name, saved_by) = ("NGUYENVANANH".to_owned(), "Sato".to_owned());
    let kept = Organisation { id: Uuid::from_u128(9), name, answers, saved_at: at(9), saved_by };
    store.keep_organisation(&kept).unwrap();
}

/// Files below a folder that hold the text in any of the encodings a program might write.
fn holding(dir: &Path, text: &str) -> Vec<PathBuf> {
    // One character a byte: searching text is quicker than comparing bytes in a build for tests.
    let letters = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let needles = [text.as_bytes(), &utf16(u16::to_le_bytes), &utf16(u16::to_be_bytes)].map(letters);
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else {
            let held = letters(&fs::read(&path).unwrap());
            if needles.iter().any(|needle| held.contains(needle)) {
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn nothing_a_client_said_and_no_secret_can_be_read_from_the_folder() {
    let (dir, mut store, recovery) = open_new();
    store.add_staff("Suzuki", &secret("ひみつのあいことば"), at(0)).unwrap();
    work_a_day(&mut store);
    store.backup(&dir.path().join("today.backup")).unwrap();
    let secrets = [
        "NGUYENVANANH",
        CASE_NAME,
        "Kamimeguro",
        "extension-N",
        "CREATE TABLE",
        "counter",
        "ひみつのあいことば",
        &recovery.expose_secret()[..9],
    ];
    for text in secrets {
        assert_eq!(holding(dir.path(), text), Vec::<PathBuf>::new(), "{text} while the store is open");
    }
    // The search finds what is there: the name of a staff member, and text in each encoding.
    assert_eq!(holding(dir.path(), "Suzuki").len(), 2, "keys.json and the backup");
    let utf16: Vec<u8> = CASE_NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(dir.path().join("control"), utf16).unwrap();
    assert_eq!(holding(dir.path(), CASE_NAME), [dir.path().join("control")]);
    fs::remove_file(dir.path().join("control")).unwrap();
    drop(store);
    for text in secrets {
        assert_eq!(holding(dir.path(), text), Vec::<PathBuf>::new(), "{text} after the store was closed");
    }
}

#[test]
fn damage_anywhere_in_the_database_is_noticed_or_harms_nothing() {
    let (dir, mut store, _) = open_new();
    work_a_day(&mut store);
    let case = store.load(case(1).id).unwrap();
    drop(store);
    let database = dir.path().join("madoguchi.db");
    let whole = fs::read(&database).unwrap();
    let mut noticed = 0;
    for place in (0..whole.len()).step_by(4096 + 17) {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        fs::write(&database, &bytes).unwrap();
        let read = Store::open(dir.path(), "Sato", &secret("counter")).and_then(|store| {
            store.list()?;
            store.file(&case.attachments[0].sha256, 0, u64::MAX)?;
            store.load(case.id)
        });
        match read {
            Ok(read) => assert_eq!(read, case, "byte {place}"),
            Err(Error::Damaged(_)) => noticed += 1,
            Err(other) => panic!("byte {place}: {other:?}"),
        }
    }
    assert!(noticed > 10, "{noticed}");
    fs::write(&database, &whole).unwrap();
    let store = Store::open(dir.path(), "Sato", &secret("counter")).unwrap();
    assert_eq!(store.load(case.id).unwrap(), case);
}

/// Runs a test of this binary again, with a disk of 2 MiB mounted on the folder that the environment names, in a mount namespace
/// of its own. Being root does not help against what such a disk refuses.
#[cfg(target_os = "linux")]
fn again_with_a_disk(test: &str, dir: &Path) {
    use std::os::unix::fs::MetadataExt;
    let mut unshare = std::process::Command::new("unshare");
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        unshare.arg("--map-root-user");
    }
    let script = "mount -t tmpfs -o size=2m none \"$2\"\nexec \"$0\" --exact \"$1\" --nocapture";
    let output = unshare
        .args(["--mount", "sh", "-ec", script])
        .arg(std::env::current_exe().unwrap())
        .arg(test)
        .arg(dir)
        .env(AGAIN, dir)
        .output()
        .expect("unshare (util-linux)");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1 passed"), "{said}");
}

/// Names the folder in a test that was run again.
const AGAIN: &str = "MADOGUCHI_TEST_DIR";

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_nothing_acknowledged_is_lost_and_work_goes_on_when_there_is_room() {
    let Some(dir) = std::env::var_os(AGAIN) else {
        let dir = TempDir::new().unwrap();
        let test = "store::disk::on_a_full_disk_nothing_acknowledged_is_lost_and_work_goes_on_when_there_is_room";
        return again_with_a_disk(test, dir.path());
    };
    let (dir, outside) = (PathBuf::from(dir), TempDir::new().unwrap());
    let data = dir.join("data");
    let (mut store, _) = Store::create_at(&data, "Sato", &secret("counter"), CHEAP, at(0)).unwrap();
    fs::write(dir.join("ballast"), vec![1; 512 * 1024]).unwrap();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    let mut acknowledged = BTreeMap::new();
    let refused = loop {
        let item = format!("item{}", acknowledged.len());
        let answer = typed(&"long answer ".repeat(100));
        match store.save_answers(case(1).id, &[(item.clone(), Some(answer.clone()))], Stage::Draft, PROGRESS, at(2)) {
            Ok(()) => acknowledged.insert(item, answer),
            Err(error) => break error,
        };
    };
    assert!(matches!(refused, Error::Full), "{refused:?}");
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());
    let kept = |store: &Store| {
        let case = store.load(case(1).id).unwrap();
        assert_eq!((case.answers.len(), case.attachments.len()), (acknowledged.len(), 0));
        assert_eq!(case.answers, acknowledged);
    };
    kept(&store);
    let (attachment, bytes) = document("scan", 3 << 20);
    assert!(matches!(store.attach(case(1).id, &attachment, &bytes, at(3)), Err(Error::Full)));
    kept(&store);
    assert!(matches!(store.backup(&dir.join("backup")), Err(Error::Full)));
    store.backup(&outside.path().join("backup")).unwrap();
    assert!(matches!(
        restore(&outside.path().join("backup"), &dir.join("other"), "Sato", &secret("counter")),
        Err(Error::Full)
    ));
    fs::write(dir.join("filler"), vec![1; 1 << 20]).unwrap_err();
    assert!(matches!(store.add_staff("Suzuki", &secret("second"), at(4)), Err(Error::Full)));
    assert_eq!(staff_names(&data).unwrap(), ["Sato"]);
    let mut left: Vec<_> = fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["ballast", "data", "filler"]);
    kept(&store.again().unwrap());
    drop(store);
    let mut store = Store::open(&data, "Sato", &secret("counter")).unwrap();
    kept(&store);
    fs::remove_file(dir.join("ballast")).unwrap();
    store.attach(case(1).id, &document("note", 1000).0, &document("note", 1000).1, at(5)).unwrap();
    assert_eq!(store.load(case(1).id).unwrap().answers, acknowledged);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let Some(dir) = std::env::var_os(AGAIN) else {
        let dir = TempDir::new().unwrap();
        return again_with_a_disk("store::disk::a_folder_that_cannot_be_written_is_named", dir.path());
    };
    let dir = PathBuf::from(dir);
    let (data, new) = (dir.join("data"), dir.join("new"));
    let (mut store, _) = Store::create_at(&data, "Sato", &secret("counter"), CHEAP, at(0)).unwrap();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    drop(store);
    remount(&dir, "ro");
    let read_only = |answer: Result<(), Error>, named: &Path| {
        assert!(matches!(&answer, Err(Error::ReadOnly(path)) if path == named), "{answer:?}");
    };
    assert_eq!(staff_names(&data).unwrap(), ["Sato"]);
    read_only(Store::open(&data, "Sato", &secret("counter")).map(drop), &data);
    read_only(Store::create_at(&new, "Sato", &secret("counter"), CHEAP, at(0)).map(drop), &new);
    let (elsewhere, other, _) = open_new();
    read_only(other.backup(&dir.join("backup")), &dir);
    let backup = elsewhere.path().join("backup");
    other.backup(&backup).unwrap();
    read_only(restore(&backup, &new, "Sato", &secret("counter")), &new);
    remount(&dir, "rw");
    let store = Store::open(&data, "Sato", &secret("counter")).unwrap();
    assert_eq!(store.load(case(1).id).unwrap(), case(1));
}

#[cfg(target_os = "linux")]
fn remount(dir: &Path, how: &str) {
    let mount = std::process::Command::new("mount").args(["-o", &format!("remount,bind,{how}")]).arg(dir).status();
    assert!(mount.unwrap().success(), "remount {how}");
}
