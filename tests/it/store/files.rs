//! Attached files.

use super::*;
use madoguchi::store::Error;

const PART: usize = 64 * 1024;

#[test]
fn a_file_is_read_whole_and_from_any_place() {
    let (_dir, mut store, _) = open_new();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    let (attachment, bytes) = document("contract", 2 * PART + 5000);
    store.attach(case(1).id, &attachment, &bytes, at(2)).unwrap();
    let size = bytes.len();
    for (offset, length) in [
        (0, size),
        (0, 1),
        (0, PART),
        (1, PART),
        (PART - 1, 2),
        (PART, PART),
        (PART + 7, PART + 100),
        (2 * PART, 5000),
        (size - 1, 1),
        (size, 1),
        (size + 1, 1),
        (17, 0),
    ] {
        let wanted = bytes.get(offset..(offset + length).min(size)).unwrap_or_default();
        let read = store.file(&attachment.sha256, offset as u64, length as u64).unwrap();
        assert!(read == wanted, "offset {offset}, length {length}: {} bytes", read.len());
    }
    assert_eq!(store.file(&attachment.sha256, 0, u64::MAX).unwrap(), bytes);
    assert_eq!(store.file(&attachment.sha256, 3, u64::MAX).unwrap(), bytes[3..]);
}

#[test]
fn files_keep_their_order_and_the_same_file_is_named_once() {
    let (_dir, mut store, _) = open_new();
    let id = case(1).id;
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    let files = [document("z", 10), document("a", 20), document("m", 0)];
    for (attachment, bytes) in files.iter().chain(&files) {
        store.attach(id, attachment, bytes, at(2)).unwrap();
    }
    let attachments: Vec<Attachment> = files.iter().map(|(attachment, _)| attachment.clone()).collect();
    assert_eq!(store.load(id).unwrap().attachments, attachments);
    store.detach(id, &files[1].0.sha256, at(3)).unwrap();
    store.attach(id, &files[1].0, &files[1].1, at(4)).unwrap();
    let names: Vec<String> = store.load(id).unwrap().attachments.into_iter().map(|a| a.name).collect();
    assert_eq!(names, ["z.pdf", "m.pdf", "a.pdf"]);
}

#[test]
fn bytes_shared_by_two_cases_stay_until_the_last_lets_go() {
    let (_dir, mut store, _) = open_new();
    let (attachment, bytes) = document("brochure", 3 * PART);
    for no in [1, 2] {
        store.insert(&case(no), &[], PROGRESS, at(1)).unwrap();
        store.attach(case(no).id, &attachment, &bytes, at(2)).unwrap();
    }
    store.detach(case(1).id, &attachment.sha256, at(3)).unwrap();
    assert_eq!(store.file(&attachment.sha256, 0, u64::MAX).unwrap(), bytes);
    store.detach(case(2).id, &attachment.sha256, at(4)).unwrap();
    assert!(matches!(store.file(&attachment.sha256, 0, u64::MAX), Err(Error::Damaged(_))));
}

#[test]
fn a_case_comes_in_with_its_files() {
    let (_dir, mut store, _) = open_new();
    let (attachment, bytes) = document("photo", 999);
    let mut case = case(1);
    case.attachments.push(attachment.clone());
    store.insert(&case, &[(attachment.sha256.clone(), bytes.clone())], PROGRESS, at(1)).unwrap();
    assert_eq!(store.load(case.id).unwrap(), case);
    assert_eq!(store.file(&attachment.sha256, 0, u64::MAX).unwrap(), bytes);
}

#[test]
fn bytes_that_are_not_those_of_the_hash_are_refused_whole() {
    let (_dir, mut store, _) = open_new();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    let (attachment, mut bytes) = document("contract", 100);
    bytes[50] ^= 1;
    assert!(matches!(store.attach(case(1).id, &attachment, &bytes, at(2)), Err(Error::Other(_))));
    assert!(store.load(case(1).id).unwrap().attachments.is_empty());
}
