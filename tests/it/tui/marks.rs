//! What a mark says: ✓ of what is done, ! of what is refused, none of what is only said; in the menu of states as in the outline.

use crate::support::screen::{Screen, opened, staffed};
use madoguchi::text::Lang;
use madoguchi::tui::effect::Answer;

const SIZE: (u16, u16) = (80, 24);

fn refused(screen: &Screen, text: &str) {
    let line = screen.line_with(text);
    assert!(line.starts_with(" ! "), "{line:?} in:\n{}", screen.text());
}

#[test]
fn a_refusal_has_the_mark_of_a_problem() {
    let mut screen = opened(Lang::EN, SIZE, false);
    screen.go_to("99");
    refused(&screen, "There is no item 99.");
    screen.keys("<c-z>");
    refused(&screen, "There is nothing to take back.");
    screen.keys("<c-y>");
    refused(&screen, "There is nothing to bring again.");
    screen.go_to_item("sex");
    screen.keys("<a-n>");
    refused(&screen, "This item does not take");
    screen.go_to_item("birth_date");
    screen.keys("<c-u><f7>");
    refused(&screen, "Type the date first.");

    let mut screen = Screen::new(Lang::EN, SIZE, &[]);
    let key = Some("AAAA-BBBB-CCCC".to_owned().into());
    screen.answer(Answer::Unlocked(Ok(("Sato Hanako".to_owned(), key))));
    screen.keys("x<enter>");
    refused(&screen, "That is not its last group.");
}

#[test]
fn a_question_and_what_is_only_said_have_no_mark() {
    let mut screen = staffed(Lang::EN, SIZE);
    screen.keys("<del>");
    let line = screen.line_with("Del once more");
    assert!(line.starts_with("   ") && !line.trim().is_empty(), "{line:?} in:\n{}", screen.text());
}

#[test]
fn the_menu_of_states_marks_them_as_the_outline_does() {
    let mut screen = opened(Lang::EN, SIZE, true);
    screen.go_to_item("phone");
    screen.keys("<f8>");
    let menu = |screen: &Screen, n: &str| {
        let text = screen.text();
        let line = text.lines().find(|line| line.trim_start().starts_with(&format!("{n} "))).unwrap_or_default();
        line.trim_start().trim_start_matches(n).trim_start().to_owned()
    };
    assert!(menu(&screen, "5").starts_with("? "), "{}", screen.text());
    assert!(menu(&screen, "2").starts_with("✓ "), "a telephone may be none:\n{}", screen.text());
    assert!(menu(&screen, "3").ends_with("(not for this item)"), "{}", screen.text());
    assert!((1..=5).all(|n| !menu(&screen, &n.to_string()).starts_with(['○', '–'])), "{}", screen.text());
    screen.keys("2");
    screen.go_to_item("phone");
    screen.keys("<f4>");
    assert_eq!(screen.state("phone"), "none");
    (0..9).for_each(|turn| screen.saved(turn));
    screen.keys("<down>");
    let line = screen.line_with("電話番号");
    assert!(line.trim_start().starts_with('✓'), "{line}");
}
