//! A case: how it stands, what is wrong with it, and its XML.

mod check;
mod standing;
mod xml;
mod xml_fuzz;

use jiff::civil::{Date, date};
use madoguchi::case::{Attachment, Case, Entry, Path};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, State};
use madoguchi::law::FiledBy;
use sha2::{Digest, Sha256};

const TODAY: Date = date(2026, 11, 24);
const STATUS: &str = "技術・人文知識・国際業務";

/// An empty case of the extension, division N.
fn empty(by: FiledBy) -> Filling {
    let form = Catalog::embedded().form("extension", STATUS, None).unwrap();
    let id = "01932c5a-7b1e-7c3d-8e4f-0123456789ab".parse().unwrap();
    let opened = "2026-11-24T01:02:03.5Z".parse().unwrap();
    Filling::new(Case::open(id, &form, STATUS, by, opened), form)
}

/// Answers as lines of `case set`.
fn answer(filling: &mut Filling, lines: &str) {
    for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, value) = line.split_once('=').unwrap();
        let (path, entry) = match name.strip_suffix(':') {
            Some(name) => (name, Entry { state: State::from_word(value).unwrap(), ..Entry::default() }),
            None => (name, Entry { state: State::Answered, typed: value.into(), ..Entry::default() }),
        };
        filling.put(&path.parse::<Path>().unwrap(), entry);
    }
}

/// A case that can be sent: the answers of a sample applicant and the files asked for.
fn whole() -> Filling {
    let mut filling = empty(FiledBy::Oneself);
    answer(&mut filling, include_str!("../../assets/samples/nguyen-van-mau/answers.txt"));
    for line in include_str!("../../assets/samples/nguyen-van-mau/attachments.txt").lines() {
        if let Some((name, kind)) = line.split_once(' ').filter(|_| !line.starts_with('#')) {
            let media = if kind == "photo" { "image/jpeg" } else { "application/pdf" };
            filling.case.attachments.push(file(name, kind, media, 40_000));
        }
    }
    filling
}

fn file(name: &str, kind: &str, media_type: &str, size: u64) -> Attachment {
    let sha256 = format!("{:x}", Sha256::digest(name));
    Attachment { sha256, name: name.into(), kind: kind.into(), media_type: media_type.into(), size }
}
