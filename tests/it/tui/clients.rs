//! Clients on the screens: what is due on the desk, a client's page, what is known for a case, a newer edition.

use super::pictures;
use crate::support::screen::{STATUS, Screen, filled, opened, staffed};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use madoguchi::case::{Answer as Typed, Entry, ItemChange, Origin, Stage};
use madoguchi::desk::{Client, Happened, Known, NewCase, Offer, Since, due, plan};
use madoguchi::form::{Catalog, State};
use madoguchi::text::Lang;
use madoguchi::tui::clients::{ClientAnswer, ClientEffect, KnownAnswers, SOON};
use madoguchi::tui::effect::{Answer, Effect};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 20);
const NGUYEN: Uuid = Uuid::from_u128(71);

fn at() -> Timestamp {
    "2026-10-05T03:00:00Z".parse().unwrap()
}

fn client(id: Uuid, name: &str, known: &[(&str, &str, Origin)], events: &[(&str, Date)]) -> Client {
    let known = known.iter().map(|(word, value, origin)| {
        let known = Known { value: (*value).into(), origin: origin.clone(), by: "Sato Hanako".into(), at: at() };
        ((*word).to_owned(), known)
    });
    let happened =
        |(kind, day): &(&str, Date)| Happened { kind: (*kind).into(), day: *day, by: "Sato".into(), at: at() };
    Client {
        id,
        name: name.into(),
        born: "1998-04-02".into(),
        nationality: "ベトナム".into(),
        card_number: "AB12345678CD".into(),
        known: known.collect(),
        events: events.iter().map(happened).collect(),
        done: Vec::new(),
        filed_for: None,
    }
}

/// The desk with two clients, one of whom has a case there.
fn desk(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = staffed(lang, size);
    let from_case = Origin::EarlierCase(Uuid::from_u128(1).to_string());
    let stay = [
        ("stay_until", "2026-11-22", from_case),
        ("passport_until", "2028-01-31", Origin::Typed),
        ("certificate_until", "2030-04-02", Origin::Chip("my-number".into())),
    ];
    let clients = vec![
        client(Uuid::from_u128(72), "KIM MINJI", &[], &[("job-left", date(2026, 11, 20))]),
        client(NGUYEN, "NGUYEN VAN A", &stay, &[("address-moved", date(2026, 11, 18))]),
    ];
    screen.app.cases[0].person = Some(NGUYEN);
    let due = due(&clients, SOON, TODAY);
    screen.answer(Answer::Clients(ClientAnswer::Listed(Ok((clients, due)))));
    screen
}

fn client_effects(effects: Vec<Effect>) -> Vec<ClientEffect> {
    let clients = |effect| if let Effect::Clients(effect) = effect { Some(effect) } else { None };
    effects.into_iter().filter_map(clients).collect()
}

#[test]
fn what_clients_have_to_do_stands_on_the_desk() {
    pictures("desk-clients", desk);
}

#[test]
fn a_client_is_found_by_name_and_opened() {
    let mut screen = desk(Lang::EN, (80, 24));
    screen.keys("/min ji");
    assert!(screen.text().contains("Clients") && screen.text().contains("KIM MINJI"));
    assert!(!screen.text().contains("SHRESTHA"));
    screen.keys("<enter>");
    assert!(screen.line_with("KIM MINJI").contains("1998-04-02"), "{}", screen.text());
}

fn page(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = desk(lang, size);
    screen.choose("NGUYEN VAN A");
    screen.keys("<enter>");
    screen
}

#[test]
fn a_clients_page_shows_dates_cases_and_what_is_known_from_where() {
    pictures("client", page);
    let mut screen = page(Lang::JA, (80, 24));
    assert!(screen.text().contains("守る期日"));
    assert!(screen.keys("<esc>").iter().any(|effect| matches!(effect, Effect::List)));
}

#[test]
fn staff_note_events_and_dates_keep_deadlines_and_forget_a_client() {
    let mut screen = page(Lang::EN, (80, 24));
    let done = client_effects(screen.keys(" "));
    assert!(matches!(&done[..], [ClientEffect::Done { client: NGUYEN, rule }] if rule == "due-stay-counter"));
    assert!(client_effects(screen.keys("e<enter>soon<enter>")).is_empty());
    assert!(screen.text().contains("2026-11-24"), "how a day is written: {}", screen.text());
    let noted = client_effects(screen.keys("<c-u>令和8年11月4日<enter>"));
    let day = date(2026, 11, 4);
    assert!(matches!(&noted[..], [ClientEffect::Happened { kind, day: on, .. }] if kind == "job-left" && *on == day));
    let told = client_effects(screen.keys("s<enter>2029-11-24<enter>"));
    assert!(matches!(&told[..], [ClientEffect::Remember { word, value, .. }]
        if word == "stay_until" && value == "2029-11-24"));
    assert!(screen.keys("<del>").is_empty());
    assert!(screen.text().contains("The cases stay"), "{}", screen.text());
    assert!(matches!(&client_effects(screen.keys("<del>"))[..], [ClientEffect::Forget(NGUYEN)]));
}

fn typed(text: &str, origin: Origin) -> Typed {
    let entry = Entry { state: State::Answered, typed: text.into(), origin, by: Some("Sato".into()), at: Some(at()) };
    Typed { entry, rows: Vec::new() }
}

fn offer(item: &str, no: &str, text: &str, stands: Option<&str>) -> Offer {
    let answer = typed(text, Origin::EarlierCase(Uuid::from_u128(1).to_string()));
    let stands = stands.map(|text| typed(text, Origin::Typed));
    Offer { item: item.into(), no: no.into(), answer, stands }
}

/// What is known for the case that is open.
fn known(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = opened(lang, size, false);
    screen.go_to_item("home_town");
    screen.keys("Hue<enter>");
    assert!(matches!(&client_effects(screen.keys("<c-r>"))[..], [ClientEffect::Known(_)]));
    let change = ItemChange {
        item: "home_town".into(),
        no: "7".into(),
        before: Some(typed("Hanoi", Origin::Typed)),
        now: Some(typed("Hue", Origin::Typed)),
    };
    let answers = KnownAnswers {
        client: vec![
            offer("family_name", "3", "NGUYEN", None),
            offer("home_town", "7", "Hanoi", Some("Hue")),
            offer("passport_number", "10(1)", "C1234567", None),
        ],
        organisations: vec![("見本工業株式会社".into(), vec![offer("org_name", "3(1)", "見本工業株式会社", None)])],
        since: Some(Since {
            case: Uuid::from_u128(1),
            number: "P-2025-11-000007".into(),
            filed_at: at(),
            changes: vec![change],
        }),
    };
    screen.answer(Answer::Clients(ClientAnswer::Known(Ok(Box::new(answers)))));
    screen
}

#[test]
fn what_is_known_stands_beside_what_stands_in_the_form() {
    pictures("known", known);
    pictures("known-changes", |lang, size| {
        let mut screen = known(lang, size);
        screen.keys("<tab><tab>");
        screen
    });
}

#[test]
fn known_answers_are_taken_one_by_one_or_into_what_is_empty() {
    let mut screen = known(Lang::EN, (80, 24));
    let saved = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Save { .. }));
    assert!(saved(&screen.keys("a")));
    assert_eq!((screen.typed("family_name"), screen.typed("passport_number")), ("NGUYEN".into(), "C1234567".into()));
    assert_eq!(screen.typed("home_town"), "Hue", "what stands there stays");
    assert!(saved(&screen.keys("<down><enter>")));
    assert_eq!(screen.typed("home_town"), "Hanoi", "asked for by itself, it takes the place");
    assert!(saved(&screen.keys("<tab>a")));
    assert_eq!(screen.typed("org_name"), "見本工業株式会社");
    assert!(matches!(&client_effects(screen.keys("k"))[..], [ClientEffect::Keep(_)]));
    screen.keys("<esc>");
    assert!(screen.app.open.is_some(), "back at the walk");
}

#[test]
fn a_new_case_of_a_client_shows_what_is_known_before_the_first_item() {
    let mut screen = page(Lang::EN, (80, 24));
    screen.keys("n");
    assert!(screen.text().contains("NGUYEN VAN A"), "{}", screen.text());
    screen.keys("<enter>");
    screen.choose(STATUS);
    screen.keys("<enter>12026-12-24<enter>");
    // They moved, and nobody said that it was notified.
    assert!(screen.text().contains("First notify the municipality."), "{}", screen.text());
    let effects = screen.keys("today at noon<enter>");
    let begun = effects.iter().find_map(|effect| match effect {
        Effect::Begin(new) => Some(NewCase::clone(new)),
        _ => None,
    });
    let begun = begun.expect("a case is begun");
    assert_eq!((begun.client, begun.because.as_deref()), (Some(NGUYEN), Some("today at noon")));
    assert!(begun.facts.contains(&("unnotified-address-moved".to_owned(), "yes".to_owned())), "it stays with the case");
    let opened = screen.answer(Answer::Opened(Ok((Box::new(filled(Stage::Draft)), None))));
    assert!(matches!(&client_effects(opened)[..], [ClientEffect::Known(_)]));
}

#[test]
fn a_person_who_was_here_before_is_greeted_once_name_and_birth_are_answered() {
    let mut screen = desk(Lang::EN, (80, 24));
    screen.answer(Answer::Opened(Ok((Box::new(filled(Stage::Draft)), None))));
    screen.go_to_item("given_name");
    screen.keys("<c-u>VAN B<enter>");
    screen.saved(1);
    assert!(!screen.text().contains("was here before"), "nobody of that name");
    screen.go_to_item("given_name");
    screen.keys("<c-u>VAN A<enter>");
    screen.saved(2);
    assert!(screen.text().contains("NGUYEN VAN A was here before: Ctrl+R"), "{}", screen.text());
}

/// A draft whose form has a newer edition: one item gone, one asked otherwise, one new.
fn edition(lang: Lang, size: (u16, u16)) -> Screen {
    let mut files = Catalog::embedded_sources();
    let sheet = files.iter_mut().find(|file| file.path.ends_with("/common.toml")).unwrap();
    let printed = sheet.text.lines().find(|line| line.starts_with("edition =")).unwrap().to_owned();
    sheet.text = sheet
        .text
        .replacen(&printed, "edition = \"2030-04-01\"", 1)
        .replace("id = \"home_town\"", "id = \"town_of_origin\"")
        .replacen("ja = \"生年月日\"", "ja = \"出生年月日\"", 1);
    let new = Catalog::read(&files).unwrap().edition("extension-N", None).unwrap();
    let filling = filled(Stage::Draft);
    let moves = plan(&filling.case, Some(&filling.form), &new);
    let mut screen = staffed(lang, size);
    screen.answer(Answer::Clients(ClientAnswer::Edition(filling.case.id, Ok(Some(Box::new(moves))))));
    screen
}

#[test]
fn a_newer_edition_says_what_it_changes_before_a_draft_is_moved() {
    pictures("edition", edition);
    let mut screen = edition(Lang::EN, (80, 24));
    let moved = client_effects(screen.keys("<enter>"));
    let [ClientEffect::Move(case)] = &moved[..] else { panic!("no move") };
    let opened = screen.answer(Answer::Clients(ClientAnswer::Moved(*case, Ok(()))));
    assert!(matches!(&opened[..], [Effect::Open(id)] if id == case));
}

#[test]
fn a_case_with_its_receipt_is_deleted_only_after_saying_so() {
    let mut screen = desk(Lang::EN, (80, 24));
    let filed = screen.app.cases.iter_mut().find(|case| case.stage == Stage::Received).unwrap();
    filed.number = Some("P-2026-11-000123".into());
    let id = filed.id;
    screen.choose("TRAN THI B");
    assert!(screen.keys("<del>").is_empty());
    assert!(screen.text().contains("P-2026-11-000123"), "{}", screen.text());
    let effects = screen.keys("<del>");
    assert!(matches!(&effects[..], [Effect::Delete { case, with_receipt: true }] if *case == id));
}

#[test]
fn a_notice_not_given_is_said_at_the_verdict_and_taken_back() {
    let mut screen = desk(Lang::EN, (80, 24));
    screen.keys("n<enter>");
    screen.choose(STATUS);
    screen.keys("<enter>12026-12-24<enter>");
    assert!(screen.text().contains("You can file this online today."), "{}", screen.text());
    screen.keys("<f4>1<enter>");
    assert!(screen.text().contains("a notice comes first"), "{}", screen.text());
    assert!(screen.text().contains("First notify: in the Electronic Notification System"), "{}", screen.text());
    screen.keys("<f4>1<enter>");
    assert!(screen.text().contains("You can file this online today."), "{}", screen.text());
}
