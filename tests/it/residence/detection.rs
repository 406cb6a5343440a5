//! Every kind of card is named within 0.2 s of pcscd reporting it.

use super::profile;
use crate::support::rig::{self, PORT, Pcscd, READER};
use madoguchi::card::{Family, Place, Slot, Watch, emulate};
use pcsc::{Context, ReaderState, Scope, State};
use std::ffi::CString;
use std::time::{Duration, Instant};

/// When pcscd says that a card lies on the first reader.
fn reported() -> Instant {
    let context = Context::establish(Scope::User).expect("a context");
    let mut states = [ReaderState::new(CString::new(READER).expect("a name"), State::EMPTY)];
    while !states[0].event_state().contains(State::PRESENT) {
        states[0].sync_current_state();
        context.get_status_change(Duration::from_secs(10), &mut states).expect("a card");
    }
    Instant::now()
}

#[test]
fn a_card_is_named_at_once_when_pcscd_reports_it() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let none = || [Family::None; 2].map(|card| Slot { name: String::new(), card }).to_vec();
        let watch = Watch::new(Place::Pcsc);
        let mut known = watch.wait(&none()).expect("readers");
        for (name, family) in [
            ("my-number.toml", Family::MyNumber),
            ("residence-1.toml", Family::Residence1),
            ("residence-2.toml", Family::Residence2),
            ("residence-special.toml", Family::ResidenceSpecial),
            ("special-permanent.toml", Family::SpecialPermanent),
            ("special-permanent-1.toml", Family::SpecialPermanent),
        ] {
            let pcscd = std::thread::spawn(reported);
            let named = std::thread::spawn({
                let (watch, known) = (watch.clone(), known.clone());
                move || (watch.wait(&known).expect("readers"), Instant::now())
            });
            let laid = emulate::lay(&profile(name), PORT).expect("a card");
            let (slots, named) = named.join().expect("ended");
            let took = named.saturating_duration_since(pcscd.join().expect("ended"));
            println!("{name} named in {took:?}");
            assert_eq!(slots[0].card, family, "{name}");
            assert!(took < Duration::from_millis(200), "{name}: {took:?}");
            drop(laid);
            known = watch.wait(&slots).expect("readers");
            assert_eq!(known[0].card, Family::None);
        }
    });
}
