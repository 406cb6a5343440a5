//! A residence card at the counter: waiting, number, facts beside the form, everything it says, the photo.

use super::pictures;
use crate::support::screen::{Screen, opened};
use madoguchi::card::residence::{CardNumber, Pinned, Residence};
use madoguchi::card::{self, Place};
use madoguchi::case::Fact;
use madoguchi::desk::{Class, Error, Family, Slot, Tries};
use madoguchi::text::Lang;
use madoguchi::tui::clients::ClientEffect;
use madoguchi::tui::effect::{Answer, Effect};
use madoguchi::tui::event::Timer;
use madoguchi::tui::picture;
use ratatui_image::picker::ProtocolType;
use std::path::Path;

fn slots(card: Family) -> Vec<Slot> {
    vec![Slot { name: "Reader 00".to_owned(), card }]
}

/// The practice card, read.
fn card(profile: &str, number: &str, practice: bool) -> Residence {
    let place = Place::InProcess(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards").join(profile));
    let number = CardNumber::parse(number).expect("a number");
    card::read_residence(&place, Some(&number), &Pinned::new(practice)).expect("the data")
}

/// A card of the second generation was read beside an answered case.
fn read(screen: &mut Screen, practice: bool) {
    screen.keys("<f3>");
    screen.answer(Answer::Cards(Ok(slots(Family::Residence2))));
    screen.keys("<c-u>CD90000002EF<enter>");
    screen.answer(Answer::Residence(Ok(Box::new(card("residence-2.toml", "CD90000002EF", practice)))));
}

#[test]
fn a_card_asked_for_is_waited_for_and_after_a_while_told_why() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    screen.keys("<f3>");
    let effects = screen.answer(Answer::Cards(Ok(slots(Family::None))));
    assert!(matches!(effects[..], [Effect::Arm(Timer::NoCard, after)] if after.as_secs() == 5));
    assert!(screen.text().contains("Lay the card") && !screen.text().contains("Type B"), "{}", screen.text());
    screen.timer(Timer::NoCard);
    assert!(screen.text().contains("Type B"), "{}", screen.text());
    // The card comes by itself, and the number of the case stands there already.
    let mut filled = opened(Lang::EN, (80, 24), true);
    filled.keys("<f3>");
    filled.answer(Answer::Cards(Ok(slots(Family::None))));
    filled.answer(Answer::Cards(Ok(slots(Family::Residence1))));
    assert!(filled.text().contains("AB12345678CD"), "{}", filled.text());
    let effects = filled.keys("<enter>");
    assert!(matches!(&effects[..], [Effect::ReadResidence(Some(number))] if number == "AB12345678CD"));
}

#[test]
fn what_failed_is_begun_anew_when_a_card_comes() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    screen.keys("<f3>");
    for code in ["card-no-service", "card-busy", "card-removed"] {
        screen.answer(Answer::Cards(Ok(slots(Family::Residence1))));
        screen.keys("<c-u>AB12345678CD<enter>");
        screen.answer(Answer::Residence(Err(Error::new(Class::Outside, code, &[]))));
        let told = Error::new(Class::Outside, code, &[]).message(Lang::EN);
        assert!(screen.text().contains(&told[..30]), "{code}: {}", screen.text());
        screen.answer(Answer::Cards(Ok(slots(Family::None))));
        assert!(screen.text().contains(&told[..30]), "{code} is still to be read");
    }
    screen.answer(Answer::Cards(Ok(slots(Family::MyNumber))));
    assert!(!screen.text().contains("taken away"), "{}", screen.text());
}

#[test]
fn a_residence_card_is_weighed_beside_the_form() {
    pictures("card-residence", |lang, size| {
        let mut screen = opened(lang, size, true);
        read(&mut screen, true);
        screen
    });
}

#[test]
fn everything_a_residence_card_says_is_shown() {
    pictures("card-panel", |lang, size| {
        let mut screen = opened(lang, size, true);
        read(&mut screen, false);
        screen.keys("d");
        screen
    });
}

#[test]
fn pictures_are_made_one_after_another_when_they_are_asked_for() {
    let mut screen = opened(Lang::EN, (120, 36), true);
    read(&mut screen, true);
    screen.keys("d");
    let blocks = |screen: &Screen| screen.text().chars().filter(|c| matches!(c, '▄' | '▀')).count();
    assert_eq!(blocks(&screen), 0);
    let mut shown = Vec::new();
    for name in ["Photo", "Name, as printed", "Address, as printed"] {
        let effects = screen.keys("p");
        let [Effect::Picture { at, bytes, room }] = &effects[..] else { panic!("no picture is asked for") };
        assert!(screen.text().contains(name) && screen.text().contains("being made"), "{}", screen.text());
        let (at, bytes, room) = (*at, bytes.clone(), *room);
        let made = || picture::made(&bytes, room, ProtocolType::Halfblocks);
        screen.answer(Answer::Picture(at + 1, made()));
        assert_eq!(blocks(&screen), 0, "another picture than the one asked for");
        screen.answer(Answer::Picture(at, made()));
        assert!(blocks(&screen) > 100, "{}", screen.text());
        assert!(name == "Photo" && room.height == 18 || room.width > 100, "words want room: {room:?}");
        shown.push(bytes);
    }
    shown.dedup();
    assert_eq!(shown.len(), 3, "three pictures");
    assert!(screen.keys("p").is_empty());
    assert_eq!(blocks(&screen), 0, "put away");
    screen.keys("<esc>");
    assert!(screen.text().contains("What the card says"), "{}", screen.text());
}

#[test]
fn the_first_generation_has_its_front_as_a_picture() {
    let mut screen = opened(Lang::EN, (120, 36), true);
    screen.keys("<f3>");
    screen.answer(Answer::Cards(Ok(slots(Family::Residence1))));
    screen.keys("<c-u>AB90000001CD<enter>");
    screen.answer(Answer::Residence(Ok(Box::new(card("residence-1.toml", "AB90000001CD", true)))));
    screen.keys("dpp");
    assert!(screen.text().contains("Front of the card"), "{}", screen.text());
    assert!(screen.keys("p").is_empty(), "its address is text");
}

#[test]
fn a_specified_residence_card_tells_what_is_not_read() {
    let mut screen = opened(Lang::EN, (120, 36), true);
    screen.keys("<f3>");
    screen.answer(Answer::Cards(Ok(slots(Family::ResidenceSpecial))));
    screen.answer(Answer::Tries(Ok(Tries { auth: Some(3), sign: Some(5), text: Some(3) })));
    screen.keys("1234<enter>");
    let fact = Fact { item: "sex".to_owned(), value: "女".to_owned(), checked: true };
    screen.answer(Answer::Facts(Ok((Family::ResidenceSpecial, vec![fact]))));
    let effects = screen.keys("d");
    assert!(matches!(effects[..], [Effect::Certificates, Effect::ReadResidence(None)]));
    let place = Place::InProcess(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/residence-special.toml"));
    let read = card::read_residence(&place, None, &Pinned::new(true)).expect("what is free");
    screen.answer(Answer::Residence(Ok(Box::new(read))));
    let text = screen.text();
    assert!(text.contains("was not seen in a published text"), "{text}");
    assert!(text.contains("特定在留カード") && text.contains("Not read") && text.contains("女"), "{text}");
    // Asked for once.
    screen.keys("<esc>");
    assert!(matches!(screen.keys("d")[..], [Effect::Certificates]));
}

#[test]
fn an_accepted_fact_of_a_residence_card_says_where_it_came_from() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    read(&mut screen, true);
    let effects = screen.keys("<down><enter>");
    assert_eq!(screen.typed("birth_date"), "1993-09-05");
    let of_card = |effect: &&Effect| matches!(effect, Effect::Clients(ClientEffect::OfCard { facts, .. }) if facts.iter().any(|fact| fact.item == "card_until"));
    assert_eq!(effects.iter().filter(of_card).count(), 1, "its end is remembered of the client");
    assert!(screen.keys("x").iter().all(|effect| !of_card(&effect)), "refused: nothing to remember");
}

#[test]
fn a_my_number_card_shows_its_certificates_when_asked() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.card();
    let effects = screen.keys("d");
    assert!(matches!(effects[..], [Effect::Certificates]));
    let place = Place::InProcess(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/my-number.toml"));
    screen.answer(Answer::Certificates(Ok(card::certificates(&place, None, false).expect("certificates"))));
    let text = screen.text();
    assert!(text.contains("sign-in 3, signature 5") && text.contains("Signature authority until"), "{text}");
    assert!(!text.contains(" pictures"), "it has none to show: {text}");
}
