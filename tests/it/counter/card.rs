//! A My Number card at the counter, through the real pcscd: what is said when it is not there, and the tries of its PIN.

use super::{folder, practice};
use crate::support::rig::{self, PORT, Pcscd};
use crate::support::usb::{self, Usb};
use madoguchi::card::{self, Place, emulate};
use std::path::{Path, PathBuf};

fn profile(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards").join(name)
}

fn left() -> Option<u8> {
    card::tries(&Place::Pcsc).expect("tries").text
}

#[test]
fn after_two_wrong_pins_the_third_is_not_sent_without_the_word() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = emulate::lay(&profile("my-number.toml"), PORT).expect("a card");
        let (_dir, data) = folder();
        let mut counter = practice(&data, 100, 30);
        counter.wait_for("My Number card");
        counter.keys("<f3>");
        counter.wait_for("Tries left: 3");
        counter.keys("0000<enter>");
        counter.wait_for("2 tries are left");
        counter.keys("<enter>");
        counter.wait_for("Tries left: 2");
        counter.keys("0000<enter>");
        counter.wait_for("1 try is left");
        assert_eq!(left(), Some(1));
        counter.keys("<enter>");
        counter.wait_for("Tries left: 1");
        counter.wait_for("type the word last");
        counter.keys("0000<enter>");
        counter.keys("<esc>");
        counter.wait_gone("Tries left: 1");
        assert_eq!(left(), Some(1), "the third was not sent");
        counter.keys("<f3>");
        counter.wait_for("type the word last");
        counter.keys("last");
        counter.wait_for("PIN for the printed data");
        counter.keys("1234<enter>");
        counter.wait_for("items were read from the card");
        assert_eq!(left(), Some(3), "a right one restores them");
    });
}

#[test]
fn what_goes_away_is_said_and_comes_back_by_itself() {
    rig::within(|| {
        let (_dir, data) = folder();
        let mut counter = practice(&data, 100, 30);
        counter.keys("<f3>");
        counter.wait_for("The card service (pcscd) is not running");
        let pcscd = Pcscd::start();
        let card = emulate::lay(&profile("my-number.toml"), PORT).expect("a card");
        counter.wait_for("Tries left: 3");
        counter.keys("<esc>");
        drop(card);
        rig::until("the card gone", || {
            card::list(&Place::Pcsc).ok()?.iter().all(|slot| slot.card == card::Family::None).then_some(())
        });
        counter.keys("<f3>");
        counter.wait_for("Lay the card on the reader");
        // Nobody comes for five seconds.
        counter.wait_for("Type B");
        let second = emulate::lay(&profile("residence-1.toml"), PORT + 1).expect("a card");
        counter.wait_for("Number of the card");
        counter.keys("<esc>");
        drop((second, pcscd));
        let _pcscd = Pcscd::start();
        let _card = emulate::lay(&profile("residence-special.toml"), PORT).expect("a card");
        counter.wait_for("特定在留カード");
        counter.keys("<f3>");
        counter.wait_for("Tries left: 3");
        counter.keys("1234<enter>");
        counter.wait_for("items were read from the card");
        counter.keys("d");
        counter.wait_for("was not seen in a published text");
        counter.wait_for("Not read");
    });
}

#[test]
fn a_reader_unplugged_is_said_and_plugged_again_goes_on_by_itself() {
    rig::within(|| {
        let port = Usb::port();
        let _pcscd = Pcscd::without_readers();
        let (_dir, data) = folder();
        let mut counter = practice(&data, 100, 30);
        counter.keys("<f3>");
        counter.wait_for("No card reader is connected");
        let reader = port.plug();
        counter.wait_for("Lay the card on the reader");
        let card = emulate::lay(&profile("my-number.toml"), usb::PORT).expect("a card");
        counter.wait_for("Tries left: 3");
        drop(reader);
        counter.wait_for("No card reader is connected");
        drop(card);
        let _reader = port.plug();
        counter.wait_for("Lay the card on the reader");
        let _card = emulate::lay(&profile("my-number.toml"), usb::PORT).expect("a card");
        counter.wait_for("Tries left: 3");
        counter.keys("1234<enter>");
        counter.wait_for("items were read from the card");
    });
}

#[test]
fn a_service_that_ends_is_told_from_a_reader_that_is_not_there() {
    rig::within(|| {
        let (_dir, data) = folder();
        let service = "The card service (pcscd) is not running";
        let pcscd = Pcscd::start();
        let mut counter = practice(&data, 100, 30);
        counter.keys("<f3>");
        counter.wait_for("Lay the card on the reader");
        drop(pcscd);
        counter.wait_for(service);
        let bare = Pcscd::without_readers();
        counter.wait_for("No card reader is connected");
        drop(bare);
        counter.wait_for(service);
        let pcscd = Pcscd::start();
        let card = emulate::lay(&profile("my-number.toml"), PORT).expect("a card");
        counter.wait_for("Tries left: 3");
        drop((card, pcscd));
        counter.wait_for(service);
        let _pcscd = Pcscd::start();
        let _card = emulate::lay(&profile("my-number.toml"), PORT).expect("a card");
        counter.wait_for("Tries left: 3");
        counter.keys("1234<enter>");
        counter.wait_for("items were read from the card");
    });
}

#[test]
fn a_reader_unplugged_in_the_middle_of_a_read_is_said_and_read_when_it_is_back() {
    rig::within(|| {
        let (dir, data) = folder();
        let source = std::fs::read_to_string(profile("my-number.toml")).expect("a profile");
        let slow = dir.path().join("slow.toml");
        // A card at which every command takes a while.
        let faults: String = (1..50).map(|at| format!("\n[[fault]]\nat = {at}\nslow_ms = 150\n")).collect();
        std::fs::write(&slow, source + &faults).expect("written");
        let port = Usb::port();
        let _pcscd = Pcscd::without_readers();
        let mut counter = practice(&data, 100, 30);
        let reader = port.plug();
        let card = emulate::lay(&slow, usb::PORT).expect("a card");
        counter.keys("<f3>");
        counter.wait_for("Tries left: 3");
        counter.keys("1234<enter>");
        counter.wait_for("Reading the card");
        std::thread::sleep(std::time::Duration::from_millis(500));
        drop(reader);
        counter.wait_for("The card or its reader was taken away before it was read");
        drop(card);
        // The next one on this port needs the last one gone.
        rig::until("the reader gone", || card::list(&Place::Pcsc).ok()?.is_empty().then_some(()));
        let _reader = port.plug();
        let _card = emulate::lay(&profile("my-number.toml"), usb::PORT).expect("a card");
        counter.wait_for("Tries left: 3");
        counter.keys("1234<enter>");
        counter.wait_for("items were read from the card");
    });
}
