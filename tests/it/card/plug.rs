//! A reader plugged and unplugged while the card service goes on.

use super::{FACTS, lay_profile, pin, profile, values};
use crate::support::rig::{self, Pcscd, READER};
use crate::support::usb::{self, Usb};
use madoguchi::card::{self, Error, Family, Place, Slot, Watch, emulate};
use pcsc::{Context, ReaderState, Scope, State};
use std::ffi::CString;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Tells when pcscd lists the reader, or no longer does.
fn reported(listed: bool) -> Instant {
    let context = Context::establish(Scope::User).expect("a context");
    let name = CString::new(usb::READER).expect("a name");
    // A list that changes amid the question is asked for again.
    while context.list_readers_owned().map(|names| names.contains(&name)) != Ok(listed) {
        let mut states = [ReaderState::new(pcsc::PNP_NOTIFICATION(), State::UNAWARE)];
        let _ = context.get_status_change(Duration::from_millis(20), &mut states);
    }
    Instant::now()
}

/// What a watch says, change by change.
fn watched() -> Receiver<(Vec<Slot>, Instant)> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let watch = Watch::new(Place::Pcsc);
        let mut known = vec![];
        while let Ok(now) = watch.wait(&known) {
            known.clone_from(&now);
            if tell.send((now, Instant::now())).is_err() {
                return;
            }
        }
    });
    told
}

/// The card on a reader; `None`: there is no such reader.
fn on(slots: &[Slot], reader: &str) -> Option<Family> {
    slots.iter().find(|slot| slot.name == reader).map(|slot| slot.card)
}

/// Waits until the watch says so of the USB reader; the reader that is always there keeps its card all along.
fn until(told: &Receiver<(Vec<Slot>, Instant)>, wanted: Option<Family>) -> Instant {
    loop {
        let (slots, when) = told.recv_timeout(Duration::from_secs(10)).expect("a change");
        assert_eq!(on(&slots, READER), Some(Family::Residence1), "{slots:?}");
        if on(&slots, usb::READER) == wanted {
            return when;
        }
    }
}

#[test]
fn a_reader_comes_and_goes_beside_another_that_stays() {
    rig::within(|| {
        let port = Usb::port();
        let _pcscd = Pcscd::start();
        let _other = lay_profile(&profile("residence-1.toml"));
        let stays = || on(&card::list(&Place::Pcsc).ok()?, READER).filter(|card| *card == Family::Residence1);
        rig::until("the reader that stays", stays);
        let told = watched();
        until(&told, None);
        for name in ["my-number.toml", "residence-2.toml"] {
            let pcscd = std::thread::spawn(|| reported(true));
            let reader = port.plug();
            let appeared = until(&told, Some(Family::None));
            let took = appeared.saturating_duration_since(pcscd.join().expect("ended"));
            assert!(took < Duration::from_millis(200), "{took:?}");
            let card = emulate::lay(&profile(name), usb::PORT).expect("a card");
            let family = if name == "my-number.toml" { Family::MyNumber } else { Family::Residence2 };
            until(&told, Some(family));
            let pcscd = std::thread::spawn(|| reported(false));
            drop(reader);
            let gone = until(&told, None);
            let took = gone.saturating_duration_since(pcscd.join().expect("ended"));
            assert!(took < Duration::from_millis(200), "{took:?}");
            drop(card);
        }
    });
}

#[test]
fn the_only_reader_comes_and_goes() {
    rig::within(|| {
        let port = Usb::port();
        let _pcscd = Pcscd::without_readers();
        let read = || card::read_basic(&Place::Pcsc, &pin("1234"), false);
        let listed = || card::list(&Place::Pcsc).map(|slots| slots.iter().map(|slot| slot.card).collect::<Vec<_>>());
        for _ in 0..2 {
            assert!(matches!(listed().as_deref(), Ok([])), "{:?}", listed());
            assert!(matches!(read(), Err(Error::NoReader)), "{:?}", read().err());
            let reader = port.plug();
            let card = emulate::lay(&profile("my-number.toml"), usb::PORT).expect("a card");
            rig::until("the card", || listed().ok()?.contains(&Family::MyNumber).then_some(()));
            assert_eq!(values(&read().expect("the data")), FACTS);
            drop(reader);
            rig::until("the reader gone", || listed().ok()?.is_empty().then_some(()));
            drop(card);
        }
    });
}

#[test]
fn a_reader_unplugged_in_the_middle_is_said_and_read_when_it_is_back() {
    rig::within(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let source = std::fs::read_to_string(profile("my-number.toml")).expect("a profile");
        let slow = folder.path().join("slow.toml");
        // Naming the card takes two commands, so this is one of the reading.
        std::fs::write(&slow, source + "\n[[fault]]\nat = 12\nslow_ms = 1500\n").expect("written");
        let port = Usb::port();
        let _pcscd = Pcscd::without_readers();
        let read = || card::read_basic(&Place::Pcsc, &pin("1234"), false);
        let there = || card::list(&Place::Pcsc).ok()?.iter().any(|s| s.card == Family::MyNumber).then_some(());
        let reader = port.plug();
        let laid = emulate::lay(&slow, usb::PORT).expect("a card");
        rig::until("the card", there);
        let reading = std::thread::spawn(read);
        std::thread::sleep(Duration::from_millis(700));
        drop(reader);
        let outcome = reading.join().expect("no panic");
        assert!(matches!(outcome, Err(Error::Removed)), "{:?}", outcome.err());
        rig::until("the reader gone", || card::list(&Place::Pcsc).ok()?.is_empty().then_some(()));
        drop(laid);
        let _reader = port.plug();
        let _laid = emulate::lay(&profile("my-number.toml"), usb::PORT).expect("a card");
        rig::until("the card", there);
        assert_eq!(values(&read().expect("the data")), FACTS);
    });
}
