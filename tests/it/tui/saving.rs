//! What keys and saves change in a case, without a picture.

use crate::support::screen::opened;
use madoguchi::desk::Error;
use madoguchi::text::Lang;
use madoguchi::tui::effect::{Answer, Effect};
use madoguchi::tui::event::Timer;

#[test]
fn typing_changes_the_field_and_saves_what_stands_under_the_caret() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    screen.go_to_item("home_town");
    let effects = screen.keys("Ha Noi");
    let armed = effects.iter().filter(|effect| matches!(effect, Effect::Arm(Timer::Keep, _))).count();
    assert_eq!(armed, 1, "armed once for a run of keys");
    let kept = screen.timer(Timer::Keep);
    assert!(matches!(kept.as_slice(), [Effect::Keep { path, typed, .. }] if path == "home_town" && typed == "Ha Noi"));
    assert!(screen.timer(Timer::Keep).iter().all(|effect| matches!(effect, Effect::Keep { .. })));
}

#[test]
fn the_tick_waits_for_the_disk() {
    let mut screen = opened(Lang::EN, (120, 36), false);
    screen.go_to_item("home_town");
    let effects = screen.keys("Ha Noi<enter>");
    let turn =
        effects.iter().find_map(|effect| if let Effect::Save { turn, .. } = effect { Some(*turn) } else { None });
    assert!(screen.line_with("本国における居住地").contains('·'), "{}", screen.text());
    screen.saved(turn.unwrap());
    assert!(screen.line_with("本国における居住地").contains('✓'), "{}", screen.text());
}

#[test]
fn what_could_not_be_saved_has_no_tick_and_is_tried_again() {
    let mut screen = opened(Lang::EN, (120, 36), false);
    screen.go_to_item("home_town");
    screen.keys("Ha Noi<enter>");
    let full = Error::new(madoguchi::desk::Class::Outside, "disk-full", &[]);
    screen.answer(Answer::Saved { turn: 1, at: Err(full) });
    assert!(screen.text().contains("not saved"), "{}", screen.text());
    screen.saved(99);
    assert!(screen.line_with("本国における居住地").contains('·'), "another save says nothing of this one");
    let again = screen.timer(Timer::Keep);
    let carried = again.iter().find_map(|effect| match effect {
        Effect::Save { turn, saved } => Some((*turn, saved.answers.iter().any(|(item, _)| item == "home_town"))),
        _ => None,
    });
    let (turn, carried) = carried.expect("a save");
    assert!(carried);
    screen.saved(turn);
    assert!(screen.line_with("本国における居住地").contains('✓'), "{}", screen.text());
}

#[test]
fn undo_goes_back_to_the_item_and_redo_brings_it_again() {
    let mut screen = opened(Lang::EN, (120, 36), false);
    screen.go_to_item("home_town");
    screen.keys("Ha Noi<enter><c-z>");
    assert_eq!(screen.typed("home_town"), "");
    screen.keys("<c-y>");
    assert_eq!(screen.typed("home_town"), "Ha Noi");
}

#[test]
fn a_state_is_kept_as_what_it_is() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    screen.go_to_item("phone");
    screen.keys("<a-n>");
    assert_eq!(screen.state("phone"), "none");
    screen.go_to_item("passport_number");
    screen.keys("<a-d>");
    assert_eq!(screen.state("passport_number"), "not_asked", "this item does not take it");
    screen.keys("<f8>5");
    assert_eq!(screen.state("passport_number"), "later");
}

#[test]
fn a_filled_case_is_declared_and_sent() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.keys("<f6>");
    assert!(screen.keys("s").is_empty(), "not before both declarations");
    let effects = screen.keys("12s");
    if screen.problems() == 0 {
        assert!(effects.iter().any(|effect| matches!(effect, Effect::Submit { .. })));
    } else {
        assert!(effects.is_empty(), "not with problems");
    }
}

#[test]
fn one_key_takes_the_spelling_proposed_for_what_cannot_be_sent() {
    let mut screen = opened(Lang::EN, (120, 36), false);
    screen.go_to_item("home_town");
    screen.keys("Hà Nội<a-r><enter>");
    let typed = screen.typed("home_town");
    assert!(!typed.contains(['à', 'ộ']) && typed.len() > 4, "{typed}");
}

#[test]
fn one_key_takes_the_proposed_spelling_in_a_cell_of_a_table_too() {
    let mut screen = opened(Lang::EN, (120, 36), true);
    screen.go_to_item("family");
    screen.keys("a<enter>髙橋<f1>");
    assert!(screen.text().contains("proposed spelling"), "{}", screen.text());
    screen.keys("<esc><a-r><enter>");
    assert!(screen.text().contains("高橋") && !screen.text().contains('髙'), "{}", screen.text());
}

#[test]
fn a_list_that_hangs_on_an_answer_shows_what_goes_with_it() {
    let mut screen = opened(Lang::EN, (120, 36), false);
    screen.go_to_item("current_status");
    assert!(!screen.text().contains("教授"), "only the status applied for: {}", screen.text());
    screen.keys("1");
    assert_eq!(screen.typed("current_status"), "技術・人文知識・国際業務");
    screen.go_to_item("current_period");
    assert!(screen.text().contains("5年") && !screen.text().contains("15日"), "{}", screen.text());
}
