//! `card`: the virtual card through the real pcscd, read by this program and by `opensc-tool`.

mod plug;

use crate::support::rig::{self, PORT, Pcscd, READER};
use madoguchi::card::{self, Error, Family, Place, Slot, Watch, emulate};
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn profile(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards").join(name)
}

fn pin(pin: &str) -> SecretString {
    SecretString::from(pin)
}

/// Lays a card on the first reader and waits until pcscd has seen it.
fn lay(name: &str) -> emulate::Laid {
    lay_profile(&profile(name))
}

fn lay_profile(profile: &Path) -> emulate::Laid {
    let laid = emulate::lay(profile, PORT).expect("a card");
    rig::until("the card", || on_readers().contains(&true).then_some(()));
    laid
}

fn on_readers() -> Vec<bool> {
    card::list(&Place::Pcsc).unwrap_or_default().iter().map(|slot| slot.card != Family::None).collect()
}

fn first() -> Slot {
    card::list(&Place::Pcsc).expect("readers").remove(0)
}

fn values(read: &card::Read) -> Vec<(&str, &str)> {
    read.facts.iter().map(|fact| (fact.item.as_str(), fact.value.as_str())).collect()
}

const FACTS: [(&str, &str); 6] = [
    ("family_name", "NGUYEN"),
    ("given_name", "VAN AN"),
    ("birth_date", "1996-04-12"),
    ("sex", "男"),
    ("address", "東京都港区港南五丁目５番３０号　品川荘２０１"),
    ("certificate_until", "2045-10-15"),
];

#[test]
fn the_card_inside_the_process_answers_as_the_one_behind_pcscd() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("card.toml");
    std::fs::copy(profile("my-number.toml"), &own).expect("copied");
    let place = Place::InProcess(own);
    let slots = card::list(&place).expect("a reader");
    assert_eq!(slots, [Slot { name: "practice".into(), card: Family::MyNumber }]);
    assert!(matches!(card::read_basic(&place, &pin("9999"), false), Err(Error::WrongPin(2))));
    assert_eq!(card::tries(&place).expect("tries").text, Some(2), "tries persist");
    assert_eq!(values(&card::read_basic(&place, &pin("1234"), false).expect("the data")), FACTS);
    let watch = Watch::new(place);
    let waiting = std::thread::spawn({
        let (watch, slots) = (watch.clone(), slots.clone());
        move || watch.wait(&slots)
    });
    watch.cancel();
    assert_eq!(waiting.join().expect("ended").expect("nothing new"), slots);
    assert_eq!(watch.wait(&[]).expect("cancelled for good"), []);
}

#[test]
fn the_cards_of_the_sample_applicants_say_what_they_answer() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let folders = std::fs::read_dir(samples).expect("samples").map(|entry| entry.expect("an entry").path());
    let cards: Vec<PathBuf> = folders.map(|folder| folder.join("card.toml")).filter(|card| card.exists()).collect();
    assert_eq!(cards.len(), 3);
    for card in cards {
        let read = card::read_basic(&Place::InProcess(card.clone()), &pin("1234"), false).expect("the data");
        assert_eq!(values(&read).len(), 6, "{}", card.display());
        let answers = std::fs::read_to_string(card.with_file_name("answers.txt")).unwrap_or_default();
        for (item, value) in values(&read).into_iter().filter(|(item, _)| *item != "address") {
            let answered = answers.lines().find_map(|line| line.strip_prefix(item)?.strip_prefix('='));
            assert!(answered.is_none_or(|answer| answer == value), "{}: {item}", card.display());
        }
    }
}

#[test]
fn faults_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let with = |name: &str, fault: &str| {
        let source = std::fs::read_to_string(profile("my-number.toml")).expect("a profile");
        let path = folder.path().join(name);
        std::fs::write(&path, format!("{source}\n[[fault]]\nat = 17\n{fault}\n")).expect("written");
        Place::InProcess(path)
    };
    let read = |place: &Place| {
        card::list(place).expect("a reader");
        card::read_basic(place, &pin("1234"), false)
    };
    assert!(matches!(read(&with("wrong.toml", "status = \"6F00\"")), Err(Error::Untrusted(_))));
    let slow = with("slow.toml", "slow_ms = 120");
    let began = Instant::now();
    assert!(read(&slow).is_ok());
    assert!(began.elapsed() >= Duration::from_millis(120));
    let pulled = with("pulled.toml", "pull = true\nback_ms = 50");
    assert!(matches!(read(&pulled), Err(Error::Removed)));
    assert!(matches!(card::tries(&pulled), Err(Error::NoCard)));
    let none = [Slot { name: "practice".into(), card: Family::None }];
    assert_eq!(card::list(&pulled).expect("a reader"), none);
    std::thread::sleep(Duration::from_millis(60));
    assert!(card::read_basic(&pulled, &pin("1234"), false).is_ok());
}

#[test]
fn a_flawed_profile_is_named_with_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("card.toml");
    std::fs::write(&path, "[residence]\n\ntype = \"9\"\n").expect("written");
    let flaw = card::list(&Place::InProcess(path.clone())).expect_err("a flaw").to_string();
    assert!(flaw.contains("card.toml: line 3: a card type is"), "{flaw}");
    assert!(emulate::serve(&path, PORT).expect_err("a flaw").to_string().contains("line 3"));
}

#[test]
fn basic_data_come_through_pcscd_in_less_than_a_second() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay("my-number.toml");
        let began = Instant::now();
        let read = card::read_basic(&Place::Pcsc, &pin("1234"), false).expect("the data");
        let took = began.elapsed();
        assert_eq!(values(&read), FACTS);
        assert_eq!(
            (read.card, read.tries.auth, read.tries.sign, read.tries.text),
            (Family::MyNumber, Some(3), Some(5), Some(3))
        );
        assert!(took < Duration::from_secs(1), "{took:?}");
        println!("read in {took:?}");
    });
}

#[test]
fn every_family_is_named() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        assert_eq!(first().card, Family::None);
        for (name, family) in [
            ("my-number.toml", Family::MyNumber),
            ("residence-1.toml", Family::Residence1),
            ("residence-2.toml", Family::Residence2),
            ("residence-special.toml", Family::ResidenceSpecial),
            ("special-permanent.toml", Family::SpecialPermanent),
        ] {
            let laid = lay(name);
            assert_eq!(first(), Slot { name: READER.into(), card: family });
            drop(laid);
            rig::until("the card gone", || (!on_readers().contains(&true)).then_some(()));
        }
    });
}

#[test]
fn opensc_sees_the_card_and_knows_it() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay("my-number.toml");
        let list = rig::output("opensc-tool", &["-l"]);
        assert!(list.contains("Yes") && list.contains(READER), "{list}");
        let name = rig::output("opensc-tool", &["-r", "0", "-n"]);
        assert!(name.contains("jpki"), "{name}");
        // Unknown application, unknown command.
        let unknown = rig::output("opensc-tool", &["-r", "0", "-s", "00A4040C06D27600012401", "-s", "00CA0065"]);
        assert!(unknown.contains("SW1=0x6A, SW2=0x82") && unknown.contains("SW1=0x6D, SW2=0x00"), "{unknown}");
    });
}

#[test]
fn tries_are_told_before_they_are_spent() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay("my-number.toml");
        let left = || card::tries(&Place::Pcsc).expect("tries").text;
        let read = |digits: &str, last| card::read_basic(&Place::Pcsc, &pin(digits), last).map(|_| ());
        assert!(matches!(read("12345", false), Err(Error::BadPin)));
        assert!(matches!(read("１２３４", false), Err(Error::BadPin)));
        assert_eq!(left(), Some(3));
        assert!(matches!(read("0000", false), Err(Error::WrongPin(2))));
        assert!(matches!(read("0000", false), Err(Error::WrongPin(1))));
        assert!(matches!(read("1234", false), Err(Error::LastTry)));
        assert_eq!(left(), Some(1));
        assert!(read("1234", true).is_ok());
        assert_eq!(left(), Some(3));
        for _ in 0..2 {
            assert!(matches!(read("0000", false), Err(Error::WrongPin(_))));
        }
        assert!(matches!(read("0000", true), Err(Error::Blocked)));
        assert!(matches!(read("1234", true), Err(Error::Blocked)));
        assert_eq!(left(), Some(0));
    });
}

#[test]
fn what_is_missing_is_said_and_mends_itself() {
    rig::within(|| {
        let read = || card::read_basic(&Place::Pcsc, &pin("1234"), false);
        assert!(matches!(card::list(&Place::Pcsc), Err(Error::NoService)));
        assert!(matches!(read(), Err(Error::NoService)));
        let bare = Pcscd::without_readers();
        assert_eq!(card::list(&Place::Pcsc).expect("none"), []);
        assert!(matches!(read(), Err(Error::NoReader)));
        drop(bare);
        assert!(matches!(read(), Err(Error::NoService)));
        let pcscd = Pcscd::start();
        assert!(matches!(read(), Err(Error::NoCard)));
        let laid = lay("residence-2.toml");
        assert!(matches!(read(), Err(Error::NotThisCard)));
        drop(laid);
        drop(pcscd);
        let _pcscd = Pcscd::start();
        let _laid = lay("my-number.toml");
        assert!(read().is_ok());
    });
}

#[test]
fn a_service_that_turns_the_user_away_is_told_from_one_that_is_not_there() {
    rig::within(|| {
        // What pcscd does when polkit does not let the user in: it hangs up without having read what was said.
        let socket = std::os::unix::net::UnixListener::bind("/run/pcscd/pcscd.comm").expect("a socket");
        std::thread::spawn(move || {
            for caller in socket.incoming() {
                std::thread::sleep(Duration::from_millis(20));
                drop(caller);
            }
        });
        let listed = card::list(&Place::Pcsc);
        assert!(matches!(listed, Err(Error::NotAllowed)), "{listed:?}");
        assert!(matches!(card::read_basic(&Place::Pcsc, &pin("1234"), false), Err(Error::NotAllowed)));
        assert!(matches!(Watch::new(Place::Pcsc).wait(&[]), Err(Error::NotAllowed)));
        std::fs::remove_file("/run/pcscd/pcscd.comm").expect("removed");
        assert!(matches!(card::list(&Place::Pcsc), Err(Error::NoService)));
    });
}

#[test]
fn a_card_pulled_in_the_middle_is_said_and_comes_back() {
    rig::within(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let source = std::fs::read_to_string(profile("my-number.toml")).expect("a profile");
        let pulled = folder.path().join("pulled.toml");
        // Naming the card takes two commands, reading it fifteen, of which the last has the data.
        let fault = "\n[[fault]]\nat = 17\npull = true\nback_ms = 1500\n";
        std::fs::write(&pulled, source + fault).expect("written");
        let _pcscd = Pcscd::start();
        let _laid = lay_profile(&pulled);
        let read = || card::read_basic(&Place::Pcsc, &pin("1234"), false);
        let outcome = read();
        assert!(matches!(outcome, Err(Error::Removed)), "{:?}", outcome.err());
        rig::until("the card away", || (!on_readers().contains(&true)).then_some(()));
        rig::until("the card back", || on_readers().contains(&true).then_some(()));
        assert_eq!(values(&read().expect("the data")), FACTS);
    });
}

#[test]
fn another_program_with_the_card_is_said_and_waited_for() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _laid = lay("my-number.toml");
        let read = || card::read_basic(&Place::Pcsc, &pin("1234"), false).map(|_| ());
        let other = pcsc::Context::establish(pcsc::Scope::User).expect("a context");
        let reader = std::ffi::CString::new(READER).expect("a name");
        let connect = |mode| other.connect(&reader, mode, pcsc::Protocols::ANY).expect("a card");
        let exclusive = connect(pcsc::ShareMode::Exclusive);
        assert!(matches!(read(), Err(Error::Busy)));
        assert!(matches!(card::list(&Place::Pcsc), Err(Error::Busy)));
        let none = [Family::None; 2].map(|card| Slot { name: String::new(), card });
        let watch = Watch::new(Place::Pcsc);
        assert!(matches!(watch.wait(&none), Err(Error::Busy)));
        let seen = watch.wait(&none).expect("told once");
        assert_eq!(seen.iter().map(|slot| slot.card).collect::<Vec<_>>(), [Family::None; 2]);
        let freed = std::thread::spawn(move || watch.wait(&seen));
        std::thread::sleep(Duration::from_millis(100));
        drop(exclusive);
        assert_eq!(freed.join().expect("ended").expect("readers")[0].card, Family::MyNumber);
        assert!(read().is_ok());
        // Shared, but in a transaction without end.
        let mut shared = connect(pcsc::ShareMode::Shared);
        let transaction = shared.transaction().expect("a transaction");
        assert!(matches!(read(), Err(Error::Busy)));
        transaction.end(pcsc::Disposition::LeaveCard).map_err(|(_, error)| error).expect("ended");
        assert!(read().is_ok());
    });
}

#[test]
fn a_watch_sees_cards_come_and_go_and_can_be_cancelled() {
    rig::within(|| {
        let watch = Watch::new(Place::Pcsc);
        let (tell, told) = std::sync::mpsc::channel();
        let waiting = std::thread::spawn({
            let watch = watch.clone();
            move || {
                let mut known = Vec::new();
                loop {
                    let seen = watch.wait(&known);
                    let families = seen.as_ref().map(|s| s.iter().map(|slot| slot.card).collect::<Vec<_>>());
                    let end = matches!(&seen, Ok(slots) if *slots == known && !slots.is_empty());
                    tell.send(families.map_err(ToString::to_string)).expect("heard");
                    if end {
                        return;
                    }
                    known = seen.unwrap_or_default();
                }
            }
        });
        let next = || told.recv_timeout(Duration::from_secs(10)).expect("a change");
        let gone = || Err(Error::NoService.to_string());
        assert_eq!(next(), gone());
        let bare = Pcscd::without_readers();
        assert_eq!(next(), Ok(vec![]), "a service without readers");
        drop(bare);
        assert_eq!(next(), gone());
        let pcscd = Pcscd::start();
        assert_eq!(next(), Ok(vec![Family::None, Family::None]));
        let laid = lay("my-number.toml");
        assert_eq!(next(), Ok(vec![Family::MyNumber, Family::None]));
        drop(laid);
        assert_eq!(next(), Ok(vec![Family::None, Family::None]));
        let second = emulate::lay(&profile("residence-1.toml"), PORT + 1).expect("a card");
        assert_eq!(next(), Ok(vec![Family::None, Family::Residence1]));
        drop(pcscd);
        assert_eq!(next(), gone());
        drop(second);
        let _pcscd = Pcscd::start();
        assert_eq!(next(), Ok(vec![Family::None, Family::None]));
        std::thread::sleep(Duration::from_millis(200));
        let began = Instant::now();
        watch.cancel();
        assert_eq!(next(), Ok(vec![Family::None, Family::None]));
        assert!(began.elapsed() < Duration::from_millis(200), "{:?}", began.elapsed());
        waiting.join().expect("ended");
        assert_eq!(Watch::new(Place::Pcsc).wait(&[]).expect("readers").len(), 2);
    });
}
