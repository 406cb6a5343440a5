//! A newer edition of a sheet in the data folder, on a real terminal: offered, looked at, and taken or not.

use super::{back_to_the_office, begin, fill, folder, practice, practice_beside, quit};
use crate::support::newer::{EDITION, put, sheet};
use crate::support::pty::Pty;

/// Leaves a case for the desk; that the desk is there is seen by a key that only it has.
fn to_the_desk(counter: &mut Pty) {
    counter.keys("<esc>");
    counter.wait_for("F10 quit");
}

#[test]
fn the_next_start_offers_to_move_a_draft() {
    let (_dir, data) = folder();
    let mut counter = practice(&data, 120, 36);
    begin(&mut counter);
    to_the_desk(&mut counter);
    quit(&mut counter);
    fill(&data);
    put(&data, "common.toml", &sheet());

    let mut counter = practice(&data, 120, 36);
    counter.wait_for("NGUYEN VAN MAU");
    counter.keys("<enter>");
    counter.wait_for(&format!("A newer edition of this form is here ({EDITION})"));
    counter.keys("<a-e>");
    counter.wait_for("Set aside");
    let told = counter.screen();
    for line in ["本国における居住地: ベトナム　ハノイ", "Asked otherwise", "職業", "性別"] {
        assert!(told.contains(line), "{line} in:\n{told}");
    }
    // No: the draft stands as it did.
    to_the_desk(&mut counter);
    counter.keys("<enter>");
    counter.wait_for("A newer edition of this form is here");
    counter.keys("<a-e>");
    counter.wait_for("Set aside");
    counter.keys("<enter>");
    counter.wait_gone("Set aside");
    counter.keys("<a-e>");
    counter.wait_for("This is the newest edition of the form.");
    to_the_desk(&mut counter);
    quit(&mut counter);
}

#[test]
fn flaws_of_newer_forms_are_told_at_the_desk_which_goes_on_with_the_forms_built_in() {
    let (_dir, data) = folder();
    put(&data, "common.toml", &sheet().replacen("gone = [\"home_town\"]\n", "", 1));
    let mut counter = practice(&data, 120, 36);
    counter.wait_for("the program goes on with those built in.");
    counter.wait_for("`home_town` is not asked any more");
    assert!(counter.screen().contains("common.toml:1:1"), "{}", counter.screen());
    begin(&mut counter);
    to_the_desk(&mut counter);
    quit(&mut counter);
}

#[test]
fn practice_has_the_forms_of_its_own_folder() {
    let (_dir, data) = folder();
    put(&data, "common.toml", &sheet().replace(EDITION, "2099-04-01"));
    let mut counter = practice_beside(&data, 120, 36);
    assert!(!counter.screen().contains("2099"), "{}", counter.screen());
    back_to_the_office(&mut counter);
    counter.keys("Sato<enter>");
    counter.keys("correct horse<enter>");
    counter.keys("correct horse<enter>");
    counter.wait_for("is used from 2099-04-01 on");
}
