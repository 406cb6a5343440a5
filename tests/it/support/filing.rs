//! A case ready to be sent: the answers of a sample applicant, with files of the sizes a test wants.

use madoguchi::case::{Attachment, Case, Declared, Entry, PHOTO, Path, Stage, xml};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, State};
use madoguchi::law::FiledBy;
use madoguchi::sync::{Job, JobFile, Outbox};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::convert::Infallible;
use uuid::Uuid;

/// The day the samples are filed on.
pub const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);
/// A name that stands in the sample's answers.
pub const NAME: &str = "VAN MAU";
const STATUS: &str = "技術・人文知識・国際業務";
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/nguyen-van-mau");

/// A case as the counter holds it, and its files by SHA-256.
pub struct Filing {
    pub case: Case,
    pub files: HashMap<String, Vec<u8>>,
}

/// What was confirmed while a job was sent.
pub struct Shelf {
    pub files: HashMap<String, Vec<u8>>,
    /// File and bytes, in the order they were reported.
    pub confirmed: Vec<(String, u64)>,
    /// Bytes read from files, those sent again included.
    pub read: u64,
}

/// A case with three documents of these sizes, and a small photo. Every call gives another case with other files.
pub fn filing(sizes: [usize; 3]) -> Filing {
    let form = Catalog::embedded().form("extension", STATUS, None).unwrap();
    let at = "2026-11-24T01:00:00Z".parse().unwrap();
    let mut filling = Filling::new(Case::open(Uuid::now_v7(), &form, STATUS, FiledBy::Oneself, at), form);
    for line in lines("answers.txt") {
        let (path, entry) = entry(&line);
        filling.put(&path, entry);
    }
    let mut filing = Filing { case: filling.case, files: HashMap::new() };
    filing.case.stage = Stage::Queued;
    filing.case.declared = Some(Declared { lang: "vi".into(), staff: "Sato".into(), at });
    let mut sizes = sizes.into_iter();
    for line in lines("attachments.txt") {
        let (name, kind) = line.split_once(' ').unwrap();
        let size = if kind == PHOTO { 3_000 } else { sizes.next().unwrap() };
        filing.attach(name, kind, noise(size));
    }
    filing
}

/// Bytes nothing can guess or compress.
pub fn noise(size: usize) -> Vec<u8> {
    let mut bytes = vec![0; size];
    rand::fill(bytes.as_mut_slice());
    bytes
}

pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn lines(name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(format!("{SAMPLE}/{name}")).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

fn entry(line: &str) -> (Path, Entry) {
    let (name, value) = line.split_once('=').unwrap();
    match name.strip_suffix(':') {
        Some(name) => (name.parse().unwrap(), Entry { state: State::from_word(value).unwrap(), ..Entry::default() }),
        None => (name.parse().unwrap(), typed(value)),
    }
}

/// A typed answer.
pub fn typed(value: &str) -> Entry {
    Entry { state: State::Answered, typed: value.to_owned(), ..Entry::default() }
}

impl Filing {
    /// Answers as lines of `case set`.
    pub fn answer(&mut self, lines: &str) {
        for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (path, entry) = entry(line);
            self.case.answers.entry(path.item).or_default().entry = entry;
        }
    }

    fn attach(&mut self, name: &str, kind: &str, bytes: Vec<u8>) {
        let sha256 = sha256(&bytes);
        let media_type = if kind == PHOTO { "image/jpeg" } else { "application/pdf" };
        self.case.attachments.push(Attachment {
            sha256: sha256.clone(),
            name: name.into(),
            kind: kind.into(),
            media_type: media_type.into(),
            size: bytes.len() as u64,
        });
        self.files.insert(sha256, bytes);
    }

    pub fn xml(&self) -> Vec<u8> {
        xml::write(&self.case, xml::Files::Beside, |_| Ok::<_, Infallible>(Vec::new())).unwrap()
    }

    pub fn key(&self) -> String {
        format!("{}/{}", self.case.id, self.case.revision)
    }

    pub fn job(&self) -> Job {
        let file =
            |file: &Attachment| JobFile { name: file.name.clone(), sha256: file.sha256.clone(), size: file.size };
        Job {
            case: self.case.id,
            revision: self.case.revision,
            xml: self.xml(),
            files: self.case.attachments.iter().map(file).collect(),
        }
    }

    pub fn shelf(&self) -> Shelf {
        Shelf { files: self.files.clone(), confirmed: Vec::new(), read: 0 }
    }

    /// All bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.case.attachments.iter().map(|file| file.size).sum()
    }
}

impl Outbox for Shelf {
    fn read(&mut self, sha256: &str, offset: u64, length: u64) -> Result<Vec<u8>, String> {
        let file = self.files.get(sha256).ok_or("no such file")?;
        let from = usize::try_from(offset).unwrap();
        let to = (from + usize::try_from(length).unwrap()).min(file.len());
        self.read += (to - from) as u64;
        Ok(file[from..to].to_vec())
    }

    fn confirmed(&mut self, sha256: &str, sent: u64, upload: &str) -> Result<(), String> {
        assert!(upload.starts_with("/v1/files/"), "{upload}");
        self.confirmed.push((sha256.to_owned(), sent));
        Ok(())
    }
}
