//! The points sheet of the highly skilled: its sum beside every answer, at its end and at the review.

use super::pictures;
use crate::form::filler::{empty, said};
use crate::support::screen::{Screen, staffed};
use madoguchi::case::Path;
use madoguchi::form::Catalog;
use madoguchi::law::FiledBy;
use madoguchi::text::Lang;
use madoguchi::tui::effect::Answer;

const STATUS: &str = "高度専門職1号ロ";

/// A case with some of the points sheet filled: 30 + 20 + 15 points.
fn opened(lang: Lang, size: (u16, u16)) -> Screen {
    let form = Catalog::embedded().form("extension", STATUS, Some("N")).unwrap();
    let mut filling = empty(&form, STATUS, FiledBy::Agent);
    for (item, typed) in [
        ("points_special", "no"),
        ("points_education_technical", "博士学位（専門職学位を除く）（３０点）"),
        ("points_degrees", "no"),
        ("points_career_technical", "１０年以上（２０点）"),
        ("points_research_technical", "2"),
    ] {
        filling.put(&Path::item(item), said(typed.to_owned()));
    }
    let mut screen = staffed(lang, size);
    screen.answer(Answer::Opened(Ok((Box::new(filling), None))));
    screen
}

#[test]
fn the_sum_stands_beside_an_answer_that_counts() {
    pictures("points", |lang, size| {
        let mut screen = opened(lang, size);
        screen.go_to_item("points_career_technical");
        screen
    });
}

#[test]
fn the_sum_is_an_item_of_its_own_and_says_when_it_is_too_low() {
    pictures("points-total", |lang, size| {
        let mut screen = opened(lang, size);
        screen.go_to_item("points_total");
        screen
    });
    let mut screen = opened(Lang::EN, (80, 24));
    screen.go_to_item("points_project");
    assert!(screen.text().contains("合計 / Total: 65 点"), "{}", screen.text());
    screen.keys("1");
    screen.go_to_item("points_total");
    let text = screen.text();
    assert!(text.contains("✓ 75 点") && !text.contains("fewer than 70"), "{text}");
    screen.keys("8");
    assert_eq!(screen.typed("points_total"), "", "a sum is not typed");
}

#[test]
fn the_sum_is_on_the_review() {
    let mut screen = opened(Lang::EN, (80, 24));
    screen.keys("<f6>");
    for _ in 0..400 {
        if screen.line_with("合計").trim_start().starts_with('▸') {
            break;
        }
        screen.keys("<down>");
    }
    let text = screen.text();
    assert!(screen.line_with("合計").contains("65 点"), "{text}");
    assert!(text.contains("The points come to fewer than 70."), "{text}");
}

#[test]
fn what_the_sheet_answers_is_not_asked_again_at_the_documents() {
    let mut screen = opened(Lang::EN, (120, 36));
    screen.keys("<f5>");
    screen.choose("Points for education are used");
    assert!(screen.line_with("Points for education").contains("applies (30 points on the sheet)"), "{}", screen.text());
    assert!(screen.keys("n").is_empty(), "nothing to keep by hand");
    assert!(screen.text().contains("The points sheet answers this question."), "{}", screen.text());
    let asked = |screen: &Screen| screen.line_with("Points for Japanese").contains("applies? y / n");
    assert!(asked(&screen), "not answered on the sheet yet");

    screen.keys("<esc>");
    screen.go_to_item("points_japanese");
    screen.keys("1");
    screen.keys("<f5>");
    screen.choose("Points for Japanese are used");
    let line = screen.line_with("Points for Japanese");
    assert!(line.contains("does not apply (0 points on the sheet)"), "{line}");

    // Who is not counted by points has no sheet: it is asked by hand.
    screen.keys("<esc>");
    screen.go_to_item("points_special");
    screen.keys("1");
    screen.keys("<f5>");
    screen.choose("Points for education are used");
    assert!(screen.line_with("Points for education").contains("applies? y / n"), "{}", screen.text());
    assert_eq!(screen.keys("y").len(), 1);
}
