//! A residence card at the counter: waiting, number, facts beside the form, everything it says, the photo.

use super::pictures;
use crate::support::screen::{Screen, opened};
use madoguchi::card::residence::{CardNumber, Pinned, Residence};
use madoguchi::card::{self, Place};
use madoguchi::desk::{Class, Error, Family, Slot};
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
    card::read_residence(&place, &number, &Pinned::new(practice)).expect("the data")
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
    assert!(matches!(&effects[..], [Effect::ReadResidence(number)] if number == "AB12345678CD"));
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
fn the_photo_is_made_when_it_is_asked_for() {
    let mut screen = opened(Lang::EN, (120, 36), true);
    read(&mut screen, true);
    screen.keys("d");
    assert!(!screen.text().contains('▄') && !screen.text().contains('▀'));
    let effects = screen.keys("p");
    let [Effect::Picture(bytes, room)] = &effects[..] else { panic!("no picture is asked for") };
    assert!(bytes.len() > 2_000 && room.height == 18);
    screen.answer(Answer::Picture(picture::made(bytes, *room, ProtocolType::Halfblocks)));
    let blocks = screen.text().chars().filter(|c| matches!(c, '▄' | '▀')).count();
    assert!(blocks > 200, "{blocks}\n{}", screen.text());
    screen.keys("p");
    assert!(!screen.text().contains('▄') && !screen.text().contains('▀'), "put away");
    screen.keys("<esc>");
    assert!(screen.text().contains("What the card says"), "{}", screen.text());
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
    screen.answer(Answer::Certificates(Ok(card::certificates(&place).expect("certificates"))));
    let text = screen.text();
    assert!(text.contains("sign-in 3, signature 5") && text.contains("Signature authority until"), "{text}");
    assert!(!text.contains(" photo"), "it has none to show: {text}");
}
