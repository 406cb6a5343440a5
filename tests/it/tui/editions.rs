//! A draft on an earlier edition than the newest here: the offer to move it, what the move does, and what stays when it is refused.

use super::picture;
use crate::support::screen::{STATUS, Screen, filled_on, staffed};
use jiff::civil::date;
use madoguchi::case::{Answer as Typed, Entry, Path, Row};
use madoguchi::desk::{Filling, Move, plan};
use madoguchi::form::{Catalog, Form, State, Unused};
use madoguchi::text::Lang;
use madoguchi::tui::clients::{ClientAnswer, ClientEffect};
use madoguchi::tui::effect::{Answer, Effect};
use std::sync::Arc;

/// The form in force.
fn newest() -> Arc<Form> {
    Catalog::in_force().form("extension", STATUS, None).unwrap()
}

/// The edition before it: one item that is not asked any more, one of another number and with more room, a table with a column that is gone.
fn earlier() -> Arc<Form> {
    let mut files = Catalog::embedded_sources();
    for file in &mut files {
        file.text = file.text.replace("edition = \"2026-", "edition = \"2025-");
    }
    let sheet = files.iter_mut().find(|file| file.path == "forms/common.toml").unwrap();
    for (from, to) in [
        ("id = \"home_town\"", "id = \"town_of_origin\""),
        ("ja = \"本国における居住地\"", "ja = \"本国における住所\""),
        (
            "max = 40\nrequired = true\nofficial = [\"common!H\"]\nextension = { no = \"6\"",
            "max = 80\nrequired = true\nofficial = [\"common!H\"]\nextension = { no = \"5の2\"",
        ),
        ("{ id = \"relationship\", ja = \"続柄\"", "{ id = \"kinship\", ja = \"続柄\""),
    ] {
        assert!(sheet.text.contains(from), "{from}");
        sheet.text = sheet.text.replacen(from, to, 1);
    }
    Catalog::read(&files).unwrap().form("extension", STATUS, None).unwrap()
}

fn entry(typed: &str) -> Entry {
    Entry { state: State::Answered, typed: typed.to_owned(), ..Entry::default() }
}

/// A draft begun on the earlier edition, with two of the family in its table.
fn draft() -> Filling {
    let mut filling = filled_on(earlier());
    let row = |cells: &[(&str, &str)]| Row {
        cells: cells.iter().map(|(column, typed)| ((*column).to_owned(), entry(typed))).collect(),
    };
    let rows = vec![
        row(&[
            ("kinship", "妻"),
            ("name", "ＬＥ　ＴＨＩ　Ｂ"),
            ("birth_date", "1999-05-06"),
            ("nationality", "ベトナム"),
        ]),
        row(&[("kinship", "子"), ("name", "ＮＧＵＹＥＮ　ＶＡＮ　Ｃ"), ("birth_date", "2024-01-15")]),
    ];
    let entry = Entry { state: State::Answered, ..Entry::default() };
    filling.case.answers.insert("family".to_owned(), Typed { entry, rows });
    filling
}

/// What the desk answers when it opens a draft.
fn open(screen: &mut Screen, filling: Filling) {
    screen.answer(Answer::Opened(Ok((Box::new(filling), None))));
}

/// The draft is opened, and what a newer edition changes is looked at.
fn offered(lang: Lang, size: (u16, u16)) -> (Screen, Move) {
    let mut screen = staffed(lang, size);
    let (draft, new) = (draft(), newest());
    let (id, moves) = (draft.case.id, plan(&draft.case, Some(&draft.form), &new));
    open(&mut screen, draft);
    let offer = screen.text();
    assert!(offer.contains("Alt+E") && offer.contains(&new.pin.edition), "{offer}");
    let asked = screen.keys("<a-e>");
    assert!(matches!(&asked[..], [Effect::Clients(ClientEffect::Edition(case))] if *case == id));
    screen.answer(Answer::Clients(ClientAnswer::Edition(id, Ok(Some(Box::new(moves.clone()))))));
    (screen, moves)
}

#[test]
fn what_has_no_place_any_more_is_shown_with_its_rows() {
    for (lang, size) in [(Lang::JA, (80, 24)), (Lang::EN, (80, 24)), (Lang::find("vi").unwrap(), (120, 36))] {
        picture("edition-offered", lang, &offered(lang, size).0);
    }
}

#[test]
fn yes_carries_the_answers_that_have_a_place_and_asks_what_is_new() {
    let (mut screen, moves) = offered(Lang::EN, (80, 24));
    let before = draft();
    let moved = screen.keys("<enter>");
    let [Effect::Clients(ClientEffect::Move(id))] = &moved[..] else { panic!("no move") };
    let again = screen.answer(Answer::Clients(ClientAnswer::Moved(*id, Ok(()))));
    assert!(matches!(&again[..], [Effect::Open(case)] if case == id));

    // As the desk leaves it.
    let mut after = Filling::new(before.case.clone(), newest());
    after.case.form = moves.to.clone();
    let aside: Vec<&str> = moves.aside.iter().map(|(at, _)| at.item.as_str()).collect();
    assert_eq!(aside, ["family", "town_of_origin"]);
    after.case.answers.retain(|item, _| !aside.contains(&item.as_str()));
    assert_eq!(after.case.answers.len(), moves.carried);
    open(&mut screen, after);
    assert!(!screen.text().contains("Alt+E"), "it stands on the newest: {}", screen.text());
    assert_eq!(screen.typed("occupation"), before.entry(&Path::item("occupation")).unwrap().typed);
    assert_eq!(screen.typed("home_town"), "");
    screen.go_to_item("home_town");
    screen.keys("ハノイ<enter>");
    screen.saved(1);
    assert_eq!(screen.state("home_town"), "answered");
}

#[test]
fn no_leaves_the_draft_on_its_edition_where_it_is_answered_and_checked() {
    let (mut screen, moves) = offered(Lang::EN, (80, 24));
    let left = screen.keys("<esc>");
    assert!(matches!(&left[..], [Effect::List]), "nothing was moved");
    open(&mut screen, draft());
    assert!(screen.text().contains("A newer edition of this form is here"), "offered anew: {}", screen.text());
    let problems = screen.problems();
    screen.go_to_item("town_of_origin");
    let saves = screen.keys("<c-u>フエ<enter>");
    let saved = saves.iter().find_map(|effect| match effect {
        Effect::Save { saved, .. } => saved.answers.first(),
        _ => None,
    });
    assert_eq!(saved.map(|(item, _)| item.as_str()), Some("town_of_origin"));
    screen.saved(1);
    assert_eq!((screen.typed("town_of_origin"), screen.problems()), ("フエ".to_owned(), problems));
    assert_eq!(screen.app.open.as_ref().unwrap().filling.form.pin, moves.from);
    let mut told = String::new();
    screen.keys("<f6>");
    for _ in 0..12 {
        told.push_str(&screen.text());
        screen.keys("<pgdn>");
    }
    for line in ["本国における住所", "妻 / ＬＥ　ＴＨＩ　Ｂ"] {
        assert!(told.contains(line), "{line} in {told}");
    }
}

#[test]
fn what_came_of_newer_forms_is_told_once_the_desk_is_open() {
    let mut screen = Screen::new(Lang::EN, (80, 24), &["Sato Hanako"]);
    let asked = screen.answer(Answer::Unlocked(Ok(("Sato Hanako".to_owned(), None))));
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Forms)));
    let unused = Unused {
        left_out: vec!["forms/common.toml".to_owned()],
        to_come: vec![("forms/reentry.toml".to_owned(), date(2099, 4, 1))],
    };
    screen.answer(Answer::Forms(Ok(unused)));
    let told = screen.text();
    assert!(told.contains("forms/common.toml is not newer") && told.contains("used from 2099-04-01 on"), "{told}");
}
