//! `card::residence`: cards of both generations through the real pcscd, and beside a second implementation.

mod client;
mod detection;
mod peer;

use crate::support::rig::{self, PORT, Pcscd};
use madoguchi::card::residence::{CardNumber, Genuine, Pinned, Residence};
use madoguchi::card::{self, Error, Family, Place, emulate};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub fn profile(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards").join(name)
}

fn read(number: &str) -> Result<Residence, Error> {
    card::read_residence(&Place::Pcsc, Some(&CardNumber::parse(number)?), &Pinned::new(true))
}

fn value<'a>(residence: &'a Residence, item: &str) -> &'a str {
    residence.details.iter().find(|detail| detail.item == item).map_or("", |detail| detail.value.as_str())
}

#[test]
fn both_generations_come_through_pcscd_in_less_than_a_second() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        for (name, number, family, item, expected) in [
            ("residence-1.toml", "AB90000001CD", Family::Residence1, "municipality", "131032"),
            ("residence-2.toml", "CD90000002EF", Family::Residence2, "current_expiry", "2027-02-21"),
            ("special-permanent.toml", "GH90000003JK", Family::SpecialPermanent, "card_until", "2033-11-30"),
        ] {
            let laid = emulate::lay(&profile(name), PORT).expect("a card");
            rig::until("the card", || card::list(&Place::Pcsc).ok()?.iter().any(|s| s.card == family).then_some(()));
            let began = Instant::now();
            let residence = read(number).expect("the data");
            let took = began.elapsed();
            println!("{name} read in {took:?}");
            assert!(took < Duration::from_secs(1), "{name}: {took:?}");
            assert_eq!((residence.card, residence.genuine), (family, Genuine::Yes));
            assert_eq!(value(&residence, item), expected);
            assert!(matches!(read("ZZ00000000ZZ"), Err(Error::WrongNumber)));
            assert!(read(number).is_ok(), "a wrong number locks nothing");
            drop(laid);
            rig::until("the card gone", || {
                card::list(&Place::Pcsc).ok()?.iter().all(|s| s.card == Family::None).then_some(())
            });
        }
    });
}

#[test]
fn a_card_asked_for_before_pcscd_has_noticed_it_is_waited_for() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let began = Instant::now();
        assert!(matches!(read("AB90000001CD"), Err(Error::NoCard)));
        assert!(began.elapsed() >= Duration::from_millis(900), "{:?}", began.elapsed());
        let asking = std::thread::spawn(|| read("AB90000001CD").map(|residence| residence.genuine));
        let _laid = emulate::lay(&profile("residence-1.toml"), PORT).expect("a card");
        assert_eq!(asking.join().expect("ended").expect("the data"), Genuine::Yes);
    });
}

#[test]
fn without_extended_lengths_the_same_is_read_in_parts() {
    rig::within(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/images");
        std::os::unix::fs::symlink(images, folder.path().join("images")).expect("a link");
        let _pcscd = Pcscd::start();
        for (name, number, family, pictures) in [
            ("residence-1.toml", "AB90000001CD", Family::Residence1, 2),
            ("residence-2.toml", "CD90000002EF", Family::Residence2, 3),
        ] {
            let source = std::fs::read_to_string(profile(name)).expect("a profile");
            let narrow = folder.path().join(name);
            std::fs::write(&narrow, format!("extended = false\n{source}")).expect("written");
            let laid = emulate::lay(&narrow, PORT).expect("a card");
            rig::until("the card", || card::list(&Place::Pcsc).ok()?.iter().any(|s| s.card == family).then_some(()));
            let began = Instant::now();
            let residence = read(number).expect("the data");
            let took = began.elapsed();
            println!("{name} in parts in {took:?}");
            assert_eq!((residence.card, residence.genuine), (family, Genuine::Yes));
            let read = [&residence.front, &residence.face, &residence.address];
            assert_eq!(read.into_iter().filter(|picture| card::residence::picture(picture).is_ok()).count(), pictures);
            assert!(took < Duration::from_secs(1), "{name}: {took:?}");
            drop(laid);
            rig::until("the card gone", || {
                card::list(&Place::Pcsc).ok()?.iter().all(|s| s.card == Family::None).then_some(())
            });
        }
    });
}

#[test]
fn a_card_pulled_in_the_middle_is_said_and_read_when_it_is_back() {
    rig::within(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/images");
        std::os::unix::fs::symlink(images, folder.path().join("images")).expect("a link");
        let source = std::fs::read_to_string(profile("residence-1.toml")).expect("a profile");
        let pulled = folder.path().join("card.toml");
        // Naming the card takes four commands, twice; the twelfth is the front of the card.
        std::fs::write(&pulled, format!("{source}\n[[fault]]\nat = 12\npull = true\nback_ms = 1200\n"))
            .expect("written");
        let _pcscd = Pcscd::start();
        let _laid = emulate::lay(&pulled, PORT).expect("a card");
        rig::until("the card", || {
            card::list(&Place::Pcsc).ok()?.iter().any(|s| s.card == Family::Residence1).then_some(())
        });
        let mut outcome = read("AB90000001CD");
        while outcome.is_ok() {
            outcome = read("AB90000001CD");
        }
        assert!(matches!(outcome, Err(Error::Removed)), "{:?}", outcome.err());
        let back = rig::until("the card back", || read("AB90000001CD").ok());
        assert_eq!(back.genuine, Genuine::Yes);
    });
}
