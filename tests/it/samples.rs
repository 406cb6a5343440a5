//! The sample applicants of `assets/samples/` can be filed as they are.

use madoguchi::case::{Attachment, Case, Entry, PHOTO, Path};
use madoguchi::desk::{Filling, Place, Samples, Setup};
use madoguchi::form::{Catalog, State};
use madoguchi::law::{FiledBy, Online, Query, Rules, verdict};
use madoguchi::text::Lang;
use std::path::{Path as File, PathBuf};
use std::sync::Arc;

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);
pub const STATUS: &str = "技術・人文知識・国際業務";

pub fn folders() -> Vec<PathBuf> {
    let samples = File::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

pub fn lines(file: PathBuf) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

pub fn entry(line: &str) -> (Path, Entry) {
    let (name, value) = line.split_once('=').unwrap();
    if let Some(name) = name.strip_suffix(':') {
        return (name.parse().unwrap(), Entry { state: State::from_word(value).unwrap(), ..Entry::default() });
    }
    (name.parse().unwrap(), Entry { state: State::Answered, typed: value.to_owned(), ..Entry::default() })
}

/// The Japanese name of a document.
pub fn document(id: &str) -> String {
    let query = Query { procedure: "extension".into(), status: STATUS.into(), ..Query::default() };
    let documents = verdict(&query, Rules::embedded(), TODAY).documents;
    documents.into_iter().find(|document| document.id == id).unwrap().name.ja
}

/// The case as `case set` and `case attach` would make it.
fn filled(folder: &File) -> Filling {
    let form = Catalog::embedded().form("extension", STATUS, None).unwrap();
    let case = Case::open(uuid::Uuid::nil(), &form, STATUS, FiledBy::Oneself, jiff::Timestamp::UNIX_EPOCH);
    let mut filling = Filling::new(case, form);
    for line in lines(folder.join("answers.txt")) {
        let (path, entry) = entry(&line);
        assert!(filling.form.item(&path.item).is_some(), "{}: no item {path}", folder.display());
        filling.put(&path, entry);
    }
    for line in lines(folder.join("attachments.txt")) {
        let (name, kind) = line.split_once(' ').unwrap();
        filling.case.attachments.push(attachment(&folder.join(name), name, kind));
    }
    filling
}

fn attachment(file: &File, name: &str, kind: &str) -> Attachment {
    let bytes = std::fs::read(file).unwrap();
    let media_type = match &bytes[..4] {
        b"%PDF" => "application/pdf",
        [0xFF, 0xD8, 0xFF, _] => "image/jpeg",
        other => panic!("{}: {other:02x?}", file.display()),
    };
    let size = bytes.len() as u64;
    Attachment { sha256: name.into(), name: name.into(), kind: kind.into(), media_type: media_type.into(), size }
}

#[test]
fn the_sample_cases_have_no_problems() {
    let folders = folders();
    assert_eq!(folders.len(), 3);
    for folder in folders {
        let problems = filled(&folder).problems(TODAY);
        let told: Vec<String> =
            problems.iter().map(|problem| format!("{} {} {:?}", problem.path, problem.no, problem.fault)).collect();
        assert!(told.is_empty(), "{}: {told:#?}", folder.display());
    }
}

#[test]
fn the_sample_cases_have_what_the_law_asks_of_category_3() {
    for folder in folders() {
        let filling = filled(&folder);
        let typed = |item: &str| filling.entry(&Path::item(item)).unwrap().typed.clone();
        let query = Query {
            procedure: "extension".into(),
            status: STATUS.into(),
            expires: Some(typed("current_expiry").parse().unwrap()),
            born: Some(typed("birth_date").parse().unwrap()),
            category: Some(3),
            days: Some(365),
            ..Query::default()
        };
        let verdict = verdict(&query, Rules::embedded(), TODAY);
        assert_eq!(verdict.online, Online::Yes, "{}", folder.display());
        for document in verdict.documents.iter().filter(|document| document.needed()) {
            let has = filling.case.attachments.iter().any(|attachment| attachment.kind == document.id);
            assert!(has, "{}: {} is missing", folder.display(), document.id);
        }
    }
}

#[test]
fn the_sample_photos_are_three_by_four() {
    for folder in folders() {
        let photo = filled(&folder).case.attachments.into_iter().find(|attachment| attachment.kind == PHOTO).unwrap();
        assert!(photo.size <= Rules::embedded().limits(TODAY).photo_bytes, "{}", folder.display());
        let (width, height) = jpeg_size(&std::fs::read(folder.join("photo.jpg")).unwrap()).unwrap();
        assert_eq!(width * 4, height * 3, "{}", folder.display());
    }
}

/// Width and height from a JPEG's frame header.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low] = *bytes.get(at..at + 4)? else { return None };
        if matches!(marker, 0xC0..=0xC2) {
            let number = |at: usize| Some(u32::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
            return Some((number(at + 7)?, number(at + 5)?));
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

fn practice(data: &File) -> Setup {
    Setup {
        data: data.to_owned(),
        server: None,
        today: Some(TODAY),
        lang: Lang::EN,
        card: Place::Pcsc,
        start_practice: Arc::new(|_, _| Err("no server here".to_owned())),
    }
}

/// Clients | rule | days from today, of `assets/samples/clients.toml`.
const DUE: &str = "
    SILVA AMOSTRA    | due-address-moved        | 8
    SILVA AMOSTRA    | due-stay-online          | 11
    SHARMA NAMUNA    | due-job-left             | 5
    SHARMA NAMUNA    | due-user-id              | 20
    WANG YANGLI      | due-school-left          | 11
    WANG YANGLI      | due-stay-online          | 59
    KIM GYEONBON     | due-divorced             | -6
    KIM GYEONBON     | due-passport             | 75
    SANTOS HALIMBAWA | due-card                 | 45
    NGUYEN VAN MAU   | due-stay-online          | 79
    NGUYEN VAN MAU   | due-certificate          | 80
    NGUYEN BE MAU    | due-acquisition-birth    | 19";

#[test]
fn the_sample_clients_have_something_due_whatever_the_day() {
    let file = File::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/clients.toml");
    for today in [TODAY, jiff::civil::date(2027, 2, 28)] {
        let folder = tempfile::tempdir().unwrap();
        let setup = Setup { today: Some(today), ..practice(folder.path()) };
        let (mut desk, _) = setup.create("Practice", &"practice".into()).unwrap();
        assert_eq!(desk.take_samples(&Samples::read(&file).unwrap()).unwrap(), 8);
        let due = desk.due(90).unwrap();
        for line in DUE.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let [name, rule, days] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else { panic!("{line}") };
            let day = today.saturating_add(jiff::Span::new().days(days.parse::<i64>().unwrap()));
            let found = due.iter().find(|due| due.name == name && due.deadline.rule == rule);
            assert_eq!(found.map(|due| due.deadline.day), Some(day), "{line} on {today}");
        }
        assert!(due.iter().all(|due| due.name != "SMITH SAMPLE"), "somebody has nothing due");
    }
}

#[test]
fn a_file_of_clients_that_is_wrong_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clients.toml");
    std::fs::write(&file, "[[client]]\nname = \"A\"\nborn = 2000-01-01\nshoes = 4\n").unwrap();
    let error = Samples::read(&file).err().expect("it is wrong");
    assert_eq!(error.code, "samples");
    assert!(error.args.contains(&("line", "4".to_owned())), "{error:?}");
}

#[test]
fn a_practice_folder_is_not_made_without_its_clients() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let clients = folder.path().join("clients.toml");
    std::fs::write(&clients, "client = 1\n").unwrap();
    let mut counter = std::process::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    counter
        .args(["--practice", "--linear", "--lang", "en", "--data"])
        .arg(&data)
        .arg("--practice-clients")
        .arg(&clients);
    let output = counter.stdin(std::process::Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("clients.toml"), "{output:?}");
    assert!(!data.join("keys.json").exists());
}

#[test]
fn a_folder_of_real_cases_takes_no_invented_clients() {
    let folder = tempfile::tempdir().unwrap();
    practice(&folder.path().join("data")).create("Practice", &"practice".into()).unwrap();
    let samples = Samples::read(&File::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/clients.toml")).unwrap();
    let mut real = practice(&folder.path().join("data"));
    real.server = Some("http://127.0.0.1:9".into());
    let mut desk = real.unlock("Practice", &"practice".into()).unwrap();
    assert_eq!(desk.take_samples(&samples).unwrap_err().code, "samples-not-practice");
}
