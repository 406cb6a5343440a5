//! Signing with a card on the review screen.

use crate::support::screen::{Screen, opened};
use crate::tui::pictures;
use madoguchi::desk::{Class, Tries};
use madoguchi::text::Lang;
use madoguchi::tui::effect::{Answer, Effect};

const WIDE: (u16, u16) = (120, 36);

/// As if nothing stood against sending.
fn without_problems(screen: &mut Screen) {
    if let Some(open) = &mut screen.app.open {
        open.problems.clear();
    }
}

/// On the review screen of a whole case, both declarations made, the card chosen to sign, and *Send* pressed.
fn signing(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = opened(lang, size, true);
    without_problems(&mut screen);
    screen.keys("<f6>12");
    screen.keys("<end><up><enter>");
    let effects = screen.keys("s");
    assert!(matches!(effects[..], [Effect::Tries]), "{}", screen.text());
    screen
}

fn sign_tries(left: u8) -> Answer {
    Answer::Tries(Ok(Tries { sign: Some(left), ..Tries::default() }))
}

#[test]
fn the_card_signs_once_its_pin_is_typed() {
    pictures("signing", |lang, size| {
        let mut screen = signing(lang, size);
        screen.answer(sign_tries(5));
        screen.keys("abc123");
        screen
    });
    let mut screen = signing(Lang::EN, WIDE);
    screen.answer(sign_tries(5));
    assert!(screen.text().contains("Tries left: 5"), "{}", screen.text());
    let effects = screen.keys("abc123<enter>");
    let [Effect::Submit { card: Some(card), .. }] = &effects[..] else { panic!("{}", screen.text()) };
    assert!(!card.last_try);
    assert!(!screen.text().contains("abc123"));
    // A wrong PIN is told, and asked again with the tries that are left; its keys are no commands of the page.
    let wrong = madoguchi::desk::Error::new(Class::Refused, "card-wrong-pin", &[("left", "4")]);
    assert!(matches!(screen.answer(Answer::Submitted(Err(wrong)))[..], [Effect::Tries]));
    screen.answer(sign_tries(4));
    let text = screen.text();
    assert!(text.contains("4 tries are left") && text.contains("Tries left: 4"), "{text}");
    assert!(screen.keys("12").is_empty());
    without_problems(&mut screen);
    assert!(matches!(screen.keys("<esc>s")[..], [Effect::Tries]), "{}", screen.text());
}

#[test]
fn the_last_try_for_signing_is_spent_only_after_the_word() {
    let mut screen = signing(Lang::EN, WIDE);
    screen.answer(sign_tries(1));
    assert!(screen.text().contains("Only one try is left"), "{}", screen.text());
    assert!(screen.keys("abc123<enter>").is_empty());
    screen.keys("<esc>s");
    screen.answer(sign_tries(1));
    screen.keys("last<enter>");
    let effects = screen.keys("abc123<enter>");
    let [Effect::Submit { card: Some(card), .. }] = &effects[..] else { panic!("{}", screen.text()) };
    assert!(card.last_try);
    let mut screen = signing(Lang::EN, WIDE);
    assert!(screen.answer(sign_tries(0)).is_empty());
    assert!(screen.text().contains("municipality"), "{}", screen.text());
}

#[test]
fn what_cannot_be_a_pin_is_asked_again_and_its_keys_are_no_commands() {
    let mut screen = signing(Lang::EN, (80, 24));
    screen.answer(sign_tries(5));
    screen.keys("1234<enter>");
    let bad = madoguchi::desk::Error::new(Class::Usage, "card-bad-sign-pin", &[]);
    let effects = screen.answer(Answer::Submitted(Err(bad)));
    assert!(matches!(effects[..], [Effect::Tries]));
    screen.answer(sign_tries(5));
    let text = screen.text();
    assert!(text.contains("at least one of each") && text.contains("PIN for signing"), "{text}");
    // The digits are those of the declarations on the page.
    let effects = screen.keys("abc123<enter>");
    assert!(matches!(effects[..], [Effect::Submit { card: Some(_), .. }]), "{}", screen.text());
}

#[test]
fn another_word_than_the_one_asked_for_begins_anew() {
    let mut screen = signing(Lang::EN, WIDE);
    screen.answer(sign_tries(1));
    screen.keys("lust<enter>last");
    assert!(matches!(screen.keys("abc123<enter>")[..], [Effect::Submit { card: Some(_), .. }]), "{}", screen.text());
}
