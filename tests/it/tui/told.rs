//! What is told is told whole: every problem of a row, in both languages, and every key that works.

use super::filled;
use crate::support::screen::{Screen, opened, staffed};
use madoguchi::case::{Attachment, Entry, Path, Stage};
use madoguchi::form::State;
use madoguchi::text::Lang;
use madoguchi::tui::effect::Answer;

/// A relative of whom only the nationality is typed.
fn relative(size: (u16, u16)) -> Screen {
    let mut screen = opened(Lang::EN, size, true);
    let entry = Entry { state: State::Answered, typed: "ベトナム".to_owned(), ..Entry::default() };
    let open = screen.app.open.as_mut().unwrap();
    open.filling.put(&Path::cell("family", 1, "nationality"), entry);
    open.refresh(screen.app.today);
    screen.go_to_item("family");
    screen
}

#[test]
fn every_problem_of_a_row_is_shown_with_the_column_in_the_language_of_the_line() {
    let screen = relative((120, 36));
    let text = screen.text();
    let problems: Vec<Path> =
        screen.app.open.as_ref().unwrap().problems_of("family").map(|problem| problem.path.clone()).collect();
    assert!(problems.len() > 2, "{text}");
    assert_eq!(text.matches("This item must be answered.").count(), problems.len(), "{text}");
    assert!(!text.contains("氏名: This"), "{text}");
    assert!(text.contains("1 Name: This item must be answered."), "{text}");
    assert!(text.contains("1 氏名: この項目は"), "{text}");
}

#[test]
fn problems_that_do_not_fit_are_counted() {
    let text = relative((80, 24)).text();
    assert!(text.contains("more rows: a larger window shows them."), "{text}");
}

#[test]
fn a_problem_under_a_long_text_is_read_whole() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.go_to("14");
    screen.app.update(madoguchi::tui::event::Event::Paste("あ".repeat(3600)), screen.app.now);
    screen.keys("<enter>");
    screen.go_to("14");
    let text = screen.text();
    assert!(text.contains("Shorten it to") && text.contains("characters."), "{text}");
}

#[test]
fn a_problem_of_a_document_stands_in_both_languages() {
    let mut screen = staffed(Lang::EN, (120, 36));
    let mut filling = filled(Stage::Draft);
    let wanted = Attachment { kind: "passport-copy".to_owned(), ..filling.case.attachments[0].clone() };
    filling.case.attachments.push(wanted);
    screen.answer(Answer::Opened(Ok((Box::new(filling), None))));
    screen.keys("<f6>");
    let told: Vec<String> = {
        let open = screen.app.open.as_ref().unwrap();
        let of_files = open.problems.iter().filter(|problem| open.find(&problem.path.item).is_none());
        let args = |problem: &madoguchi::case::Problem| problem.fault.args.clone();
        of_files
            .flat_map(|problem| {
                let args = args(problem);
                let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                [Lang::JA, Lang::EN]
                    .map(|lang| madoguchi::text::say(lang, &format!("problem-{}", problem.fault.code), &args))
            })
            .collect()
    };
    assert!(told.len() >= 2, "a file that is no PDF is a problem");
    let lines = lines_of(&screen);
    assert!(told.iter().all(|text| lines.contains(text.as_str())), "{told:?} in:\n{lines}");
}

/// The page as line mode tells it, without the end of a row.
fn lines_of(screen: &Screen) -> String {
    screen.app.page.as_ref().unwrap().lines(&screen.app).join("\n")
}

#[test]
fn the_keys_of_the_verdict_page_are_told_and_its_pages_turn() {
    let mut screen = staffed(Lang::EN, (80, 24));
    screen.keys("n311");
    screen.keys("2026-12-24<enter>");
    let text = screen.text();
    assert!(text.contains("category 1–4?"), "{text}");
    screen.resize((120, 36));
    assert!(screen.text().lines().last().unwrap().contains("1–4 category"), "{}", screen.text());
    screen.resize((80, 24));
    let before = screen.text();
    screen.keys("<pgdn>");
    assert_ne!(screen.text(), before, "a page further");
    screen.keys("3");
    assert!(screen.text().contains("category 3"), "{}", screen.text());
    screen.keys("<f1>");
    assert!(screen.line_with("category").trim_start().starts_with("1 "), "{}", screen.text());
}

#[test]
fn the_keys_of_a_choice_say_what_the_arrows_do() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.go_to_item("sex");
    screen.keys("<f1>");
    let text = screen.text();
    assert!(text.contains("line below (next") && text.contains("line above (back"), "{text}");
    screen.keys("<esc>");
    screen.go_to_item("birth_date");
    screen.keys("<f1>");
    assert!(!screen.text().contains("line below"), "{}", screen.text());
}
