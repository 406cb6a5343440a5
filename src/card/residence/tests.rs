//! A residence card read from the virtual card, good and bad.

use super::*;
use crate::card::tests::Bench;
use proptest::prelude::*;
use std::path::Path;

const CARDS: [(&str, &str); 4] = [
    ("residence-1.toml", "AB90000001CD"),
    ("residence-2.toml", "CD90000002EF"),
    ("special-permanent.toml", "GH90000003JK"),
    ("special-permanent-1.toml", "KL90000004MN"),
];

fn read(reader: &mut dyn Reader, number: &CardNumber, pinned: &Pinned) -> Result<Residence, Error> {
    super::read(reader, Some(number), pinned, Lengths::Extended)
}

fn number(text: &str) -> CardNumber {
    CardNumber::parse(text).unwrap()
}

fn values(residence: &Residence) -> Vec<(&str, &str, &str)> {
    residence.details.iter().map(|d| (d.item.as_str(), d.raw.as_str(), d.value.as_str())).collect()
}

#[test]
fn card_types() {
    for (card_type, expected) in [
        (&b"1"[..], Family::Residence1),
        (b"2", Family::SpecialPermanent),
        (b"05", Family::Residence2),
        (b"06", Family::SpecialPermanent),
        (b"07", Family::ResidenceSpecial),
        (b"08", Family::ResidenceSpecial),
    ] {
        assert_eq!(family(card_type).unwrap().0, expected);
    }
    for wrong in [&b""[..], b"09", b"9", b"1\0"] {
        assert!(matches!(family(wrong), Err(Error::Untrusted(_))), "{wrong:?}");
    }
}

#[test]
fn both_generations_are_read_and_genuine() {
    for (name, text) in CARDS {
        let read = read(&mut Bench::new(name), &number(text), &Pinned::new(true)).unwrap();
        assert_eq!(read.genuine, Genuine::Yes, "{name}");
        assert_eq!(values(&read)[0], ("residence_card_number", text, text));
        assert_eq!(picture(&read.face).unwrap().dimensions(), (180, 240));
        assert!(picture(&read.front).unwrap().width() >= 800);
        // The second generation has the address as a picture, the first as text.
        assert_eq!(
            picture(&read.address).is_ok_and(|picture| picture.width() > 400),
            name != "residence-1.toml" && name != "special-permanent-1.toml"
        );
    }
}

#[test]
fn details_say_what_stands_on_the_card_and_what_it_means() {
    let first = read(&mut Bench::new("residence-1.toml"), &number("AB90000001CD"), &Pinned::new(true)).unwrap();
    assert_eq!(first.card, Family::Residence1);
    assert_eq!(
        values(&first)[1..],
        [
            (
                "address",
                "東京都港区港南９丁目９９番９９号　見本荘２０１",
                "東京都港区港南９丁目９９番９９号　見本荘２０１"
            ),
            ("address_date", "20240501", "2024-05-01"),
            ("municipality", "131032", "131032"),
            (
                "permission_general",
                "許可（原則週２８時間以内・風俗営業等の従事を除く）",
                "許可（原則週２８時間以内・風俗営業等の従事を除く）"
            ),
            ("pending", "0", "なし"),
        ]
    );
    let second = read(&mut Bench::new("residence-2.toml"), &number("CD90000002EF"), &Pinned::new(true)).unwrap();
    assert_eq!(second.card, Family::Residence2);
    let told = values(&second);
    for expected in [
        ("birth_date", "19930905", "1993-09-05"),
        ("sex", "2", "女"),
        ("nationality", "NPL", "NPL"),
        ("current_period", "0300", "3年"),
        ("current_expiry", "20270221", "2027-02-21"),
        ("work_limit", "2", "在留資格に基づく就労活動のみ可"),
        ("pending", "1", "申請中"),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
}

#[test]
fn a_wrong_number_costs_nothing() {
    for (name, text) in CARDS {
        let mut card = Bench::new(name);
        for _ in 0..20 {
            let wrong = read(&mut card, &number("ZZ00000000ZZ"), &Pinned::new(true));
            assert!(matches!(wrong, Err(Error::WrongNumber)), "{name}");
        }
        assert!(read(&mut card, &number(text), &Pinned::new(true)).is_ok());
    }
    for wrong in ["", "AB1234567CD", "AB123456789CD", "1234567890AB", "AB12345678C1", "ＡＢ一二三四五六七八ＣＤ"]
    {
        assert!(matches!(CardNumber::parse(wrong), Err(Error::BadNumber)), "{wrong}");
    }
    assert_eq!(number("ａｂ 9000-0001 cd").bytes(), b"AB90000001CD");
}

#[test]
fn a_practice_card_proves_nothing_outside_practice() {
    let read = read(&mut Bench::new("residence-1.toml"), &number("AB90000001CD"), &Pinned::new(false)).unwrap();
    assert_eq!(read.genuine, Genuine::No(Why::Practice));
}

#[test]
fn a_special_card_says_what_is_free_and_what_is_not_read() {
    for with_number in [None, Some(number("AB90000001CD"))] {
        let mut card = Bench::new("residence-special.toml");
        let read = super::read(&mut card, with_number.as_ref(), &Pinned::new(true), Lengths::Extended).unwrap();
        assert_eq!((read.card, read.genuine), (Family::ResidenceSpecial, Genuine::Unknown(Why::NotOpened)));
        assert_eq!(values(&read), [("card_type", "07", "特定在留カード"), ("card_version", "0001", "0001")]);
        assert!(read.details.iter().all(|detail| !detail.checked), "from a digest only");
        assert!(
            ["residence_card_number", "current_expiry", "status_code"].iter().all(|item| read.unread.contains(item))
        );
        assert!(read.face.is_empty() && read.front.is_empty() && read.address.is_empty());
        assert_eq!(card.count(), 3, "nothing is tried: select, card type, version");
    }
    let outcome = read(&mut Bench::new("my-number.toml"), &number("AB90000001CD"), &Pinned::new(true));
    assert!(matches!(outcome, Err(Error::NotThisCard)));
}

#[test]
fn a_special_permanent_resident_on_a_my_number_card_holds_less() {
    let (_, kind) = family(b"08").unwrap();
    let items = details::items(kind);
    assert!(items.contains(&"birth_date") && !items.contains(&"work_limit") && !items.contains(&"pending"));
    assert_eq!(details::free("08", "", false).first().unwrap().value, "特定特別永住者証明書");
}

#[test]
fn a_card_of_its_own_wants_its_number() {
    let mut card = Bench::new("residence-1.toml");
    let outcome = super::read(&mut card, None, &Pinned::new(true), Lengths::Extended);
    assert!(matches!(outcome, Err(Error::NoNumber)));
}

/// Refuses every command of extended length, in the way of a reader that cannot pass it on, or of one that garbles it.
struct Narrow(Bench, Result<Vec<u8>, ()>);

impl Reader for Narrow {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Error> {
        let extended = command.len() > 6 && command[4] == 0;
        let refused = || self.1.clone().map_err(|()| Error::Device("transfer failed".into()));
        if extended { refused() } else { self.0.transmit(command) }
    }
}

#[test]
fn a_reader_without_extended_lengths_reads_the_same_in_parts() {
    for (name, text) in CARDS {
        let whole = read(&mut Bench::new(name), &number(text), &Pinned::new(true)).unwrap();
        for refusal in [Err(()), Ok(vec![0x67, 0x00])] {
            let mut card = Narrow(Bench::new(name), refusal);
            let refused = read(&mut card, &number(text), &Pinned::new(true));
            assert!(matches!(refused, Err(Error::NoExtended)), "{name}: {:?}", refused.err());
            let parts = super::read(&mut card, Some(&number(text)), &Pinned::new(true), Lengths::Short).unwrap();
            assert_eq!(parts.genuine, Genuine::Yes, "{name}");
            assert!(parts.details == whole.details && parts.face == whole.face && parts.front == whole.front);
            assert_eq!(parts.address, whole.address);
        }
    }
}

#[test]
fn a_file_in_parts_without_end_is_refused() {
    for (name, text) in CARDS {
        let kept = std::cell::RefCell::new(Vec::new());
        // The first full part of a file, over and over.
        let mut card = Bench::spoilt(name, move |_, answer| {
            let mut kept = kept.borrow_mut();
            if kept.is_empty() && answer.len() > 240 {
                kept.clone_from(&answer);
            }
            if kept.is_empty() { answer } else { kept.clone() }
        });
        let outcome = super::read(&mut card, Some(&number(text)), &Pinned::new(true), Lengths::Short);
        assert!(matches!(outcome, Err(Error::Untrusted(_))), "{name}: {:?}", outcome.err());
        assert!(card.count() < 300, "{name}: {}", card.count());
    }
}

/// How many commands a reading takes.
fn commands(name: &str, text: &str) -> usize {
    let mut card = Bench::new(name);
    read(&mut card, &number(text), &Pinned::new(true)).unwrap();
    card.count()
}

#[test]
fn every_answer_may_be_cut_replaced_or_refused() {
    for (name, text) in CARDS {
        for at in 1..=commands(name, text) {
            let spoils: [fn(Vec<u8>) -> Vec<u8>; 5] = [
                |answer| answer[..answer.len() / 2].to_vec(),
                |_| vec![0x69, 0x82],
                |_| vec![0x6F, 0x00],
                |answer| [&[0x30, 0x82, 0xFF, 0xFF][..], &answer].concat(),
                |_| Vec::new(),
            ];
            for spoil in spoils {
                let mut card = Bench::spoilt(name, move |n, answer| if n == at { spoil(answer) } else { answer });
                let outcome = read(&mut card, &number(text), &Pinned::new(true));
                assert!(card.count() <= 2 * commands(name, text), "{name} at {at}");
                if let Err(error) = outcome {
                    assert!(!error.to_string().contains(text), "no number in an error");
                }
            }
        }
    }
}

#[test]
fn an_answer_of_another_file_is_not_taken_for_this_one() {
    // The face instead of the front, and the other way round, as a replay within the session would give.
    let (first, second) = (std::rc::Rc::new(std::cell::RefCell::new(Vec::new())), 9);
    let kept = first.clone();
    let mut card = Bench::spoilt("residence-1.toml", move |n, answer| {
        if n == second - 1 {
            kept.borrow_mut().clone_from(&answer);
        }
        if n == second { kept.borrow().clone() } else { answer }
    });
    let outcome = read(&mut card, &number("AB90000001CD"), &Pinned::new(true));
    assert!(matches!(&outcome, Err(Error::Untrusted(what)) if what.contains("D1")), "{:?}", outcome.err());
}

#[test]
fn a_card_without_a_face_has_none_to_show() {
    let source = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/residence-1.toml"));
    let source = source.unwrap();
    let without = source.lines().filter(|line| !line.starts_with("face") && !line.starts_with("front"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("child.toml");
    std::fs::write(&path, without.collect::<Vec<_>>().join("\n")).unwrap();
    let mut card = Bench::load(&path);
    let read = read(&mut card, &number("AB90000001CD"), &Pinned::new(true)).unwrap();
    assert!(read.face.is_empty() && read.front.is_empty());
    assert_eq!(read.genuine, Genuine::Yes);
}

#[test]
fn a_changed_content_is_not_genuine() {
    let source = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/residence-2.toml"));
    let folder = tempfile::tempdir().unwrap();
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/images");
    std::os::unix::fs::symlink(images, folder.path().join("images")).unwrap();
    for (check, expected) in [
        ("good", Genuine::Yes),
        ("broken", Genuine::No(Why::CheckCode)),
        ("stranger", Genuine::Unknown(Why::Issuer)),
        ("none", Genuine::No(Why::NoCheckCode)),
    ] {
        let path = folder.path().join(format!("{check}.toml"));
        std::fs::write(&path, format!("{}check = \"{check}\"\n", source.as_ref().unwrap())).unwrap();
        let mut card = Bench::load(&path);
        let read = read(&mut card, &number("CD90000002EF"), &Pinned::new(true)).unwrap();
        assert_eq!(read.genuine, expected, "{check}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_from_a_command_on_end_the_reading(
        from in 1_usize..14, which in 0_usize..4, answers in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..80), 1..4)) {
        let (name, text) = CARDS[which];
        let mut card = Bench::spoilt(name, move |n, answer| if n >= from { answers[n % answers.len()].clone() } else { answer });
        let _ = read(&mut card, &number(text), &Pinned::new(true));
        prop_assert!(card.count() < 4_000);
    }
}
