//! JPKI and the basic data on cards that answer as they must not: one clear error, no panic, no try spent twice.

use super::*;
use crate::card::tests::Bench;
use proptest::prelude::*;

const CARD: &str = "my-number.toml";

fn pin(text: &str) -> SecretString {
    SecretString::from(text)
}

/// What a card is asked for; the facts or the signature, as bytes to compare.
type Errand = fn(&mut dyn Reader) -> Result<Vec<u8>, Error>;

fn basic_data(reader: &mut dyn Reader) -> Result<Vec<u8>, Error> {
    let (facts, _) = my_number::read(reader, &pin("1234"), false)?;
    Ok(facts.iter().map(|fact| format!("{}={}\n", fact.item, fact.value)).collect::<String>().into_bytes())
}

fn all_certificates(reader: &mut dyn Reader) -> Result<Vec<u8>, Error> {
    let found = certificates(reader, Family::MyNumber, Some(&pin("ABC123")), false)?;
    let sign = found.sign.map(|sign| sign.der).unwrap_or_default();
    Ok([found.auth.der, found.auth_authority.der, sign, found.sign_authority.der].concat())
}

fn challenge(reader: &mut dyn Reader) -> Result<Vec<u8>, Error> {
    let signed = answer_challenge(reader, &pin("1234"), false, CHALLENGE, &|_, _| Ok(vec![0x5A; 51]))?;
    Ok(signed.signature)
}

fn document(reader: &mut dyn Reader) -> Result<Vec<u8>, Error> {
    let signed = sign_document(reader, &pin("ABC123"), false, &mut |_| Ok(vec![0xA5; 51]))?;
    Ok(signed.signature)
}

const ERRANDS: [(&str, Errand); 4] =
    [("basic data", basic_data), ("certificates", all_certificates), ("challenge", challenge), ("document", document)];

/// How many commands an errand takes on a good card.
fn commands(errand: Errand) -> usize {
    let mut card = Bench::new(CARD);
    errand(&mut card).unwrap();
    assert_eq!(card.pins(), 1);
    card.count()
}

#[test]
fn every_answer_may_be_cut_lengthened_replaced_or_refused() {
    let spoils: [fn(Vec<u8>) -> Vec<u8>; 8] = [
        |answer| answer[..answer.len() / 2].to_vec(),
        |answer| [&answer[..answer.len() - 2], &[0; 300], &[0x90, 0x00]].concat(),
        |answer| [&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF][..], &answer].concat(),
        |answer| [&[0xFF, 0x21, 0x82, 0x0F, 0xFF][..], &answer].concat(),
        |_| vec![0x69, 0x82],
        |_| vec![0x6F, 0x00],
        |_| vec![0x90, 0x00],
        |_| Vec::new(),
    ];
    for (name, errand) in ERRANDS {
        let good = commands(errand);
        for at in 1..=good {
            for spoil in spoils {
                let mut card = Bench::spoilt(CARD, move |n, answer| if n == at { spoil(answer) } else { answer });
                if let Err(error) = errand(&mut card) {
                    let told = error.to_string();
                    assert!(!told.contains("1234") && !told.contains("ABC123"), "{name} at {at}: {told}");
                }
                assert!(card.pins() <= 1, "{name} at {at}: a PIN sent {} times", card.pins());
                assert!(card.count() <= good + 64, "{name} at {at}: {} commands", card.count());
            }
        }
    }
}

#[test]
fn an_answer_given_before_is_not_taken_for_another() {
    for (name, errand) in ERRANDS {
        let good = commands(errand);
        let whole = errand(&mut Bench::new(CARD)).unwrap();
        for at in 2..=good {
            let mut kept = Vec::new();
            // The answer before, once more: a replay within one conversation.
            let mut card = Bench::spoilt(CARD, move |n, answer| {
                let given = if n == at { kept.clone() } else { answer.clone() };
                kept = answer;
                given
            });
            match errand(&mut card) {
                Ok(told) if name == "basic data" => assert!(whole.starts_with(&told), "{name} at {at}"),
                Ok(told) if name == "certificates" => assert_eq!(told.len(), whole.len(), "{name} at {at}"),
                Ok(told) => assert_eq!(told, whole, "{name} at {at}"),
                Err(_) => {}
            }
            assert!(card.pins() <= 1, "{name} at {at}");
        }
    }
}

#[test]
fn tries_that_are_not_told_are_not_spent() {
    for status in [[0x90, 0x00], [0x6A, 0x86], [0x63, 0x00], [0x69, 0x85]] {
        // Nothing that asks for tries is answered with a number of them.
        let mut card =
            Bench::spoilt(CARD, move |_, answer| if answer.starts_with(&[0x63]) { status.to_vec() } else { answer });
        assert!(document(&mut card).is_err());
        assert_eq!(card.pins(), 0, "{status:02X?}");
    }
}

fn answers() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let status = prop_oneof![
        Just(vec![0x90, 0x00]),
        Just(vec![0x61, 0x00]),
        Just(vec![0x6C, 0x04]),
        Just(vec![0x63, 0xC3]),
        proptest::collection::vec(any::<u8>(), 0..3),
    ];
    let head = prop_oneof![
        Just(vec![]),
        Just(vec![0x30, 0x82, 0x06, 0x40]),
        Just(vec![0x30, 0x82, 0xFF, 0xFF]),
        Just(vec![0x30, 0x80]),
        Just(vec![0xFF, 0x20, 0x82, 0x0F, 0xFF]),
        Just(vec![0xFF, 0x20, 0x82, 0xFF, 0xFF]),
        Just(vec![0xFF, 0x20, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]),
    ];
    let one = (head, proptest::collection::vec(any::<u8>(), 0..300), status).prop_map(|(a, b, c)| [a, b, c].concat());
    proptest::collection::vec(one, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_answers_from_a_command_on_end_the_errand(from in 1_usize..40, which in 0_usize..4, answers in answers()) {
        let (_, errand) = ERRANDS[which];
        let mut card = Bench::spoilt(CARD, move |n, answer| if n >= from { answers[n % answers.len()].clone() } else { answer });
        let _ = errand(&mut card);
        prop_assert!(card.pins() <= 1);
        // Basic data alone are short.
        let most = if which == 0 { 4_000 } else { 20_000 };
        prop_assert!(card.count() < most);
    }

    #[test]
    fn one_wrong_byte_ends_the_errand(at in 1_usize..40, byte in any::<u8>(), place in any::<prop::sample::Index>(), which in 0_usize..4) {
        let (_, errand) = ERRANDS[which];
        let mut card = Bench::spoilt(CARD, move |n, mut answer| {
            if n == at {
                let place = place.index(answer.len());
                answer[place] = byte;
            }
            answer
        });
        let _ = errand(&mut card);
        prop_assert!(card.pins() <= 1);
    }
}
