//! Two counters on one data folder: a case is filled in one of them at a time.

use super::{begin, folder, practice, quit};

#[test]
fn a_case_open_at_one_counter_is_not_opened_at_another() {
    let (_dir, data) = folder();
    let mut first = practice(&data, 80, 24);
    begin(&mut first);
    let mut second = practice(&data, 80, 24);
    second.wait_for("Open cases");
    second.keys("<enter>");
    second.wait_for("open at another counter");
    // However the first one goes away, the case is free then.
    first.kill();
    second.keys("<enter>");
    second.wait_for("写真");
    let held = || {
        std::fs::read_dir(&data)
            .unwrap()
            .flatten()
            .any(|file| file.file_name().as_encoded_bytes().starts_with(b"open-"))
    };
    assert!(held());
    second.keys("<esc>");
    second.wait_for("F10 quit");
    assert!(!held(), "the case is let go of on the desk");
    quit(&mut second);
}
