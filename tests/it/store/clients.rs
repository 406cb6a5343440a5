//! Clients: who is made from which answers, what is remembered of them, and what is forgotten with them.

use super::*;
use jiff::civil::date;
use madoguchi::store::{Client, Error, Happened, Known};

/// A case that names a person.
fn person(no: u128, given: &str, born: &str, nationality: &str) -> Case {
    let mut case = named(no, "NGUYEN", given);
    case.answers.insert("birth_date".into(), typed(born));
    case.answers.insert("nationality".into(), typed(nationality));
    case
}

fn only(store: &Store) -> Client {
    let clients = store.clients().unwrap();
    assert_eq!(clients.len(), 1);
    clients[0].clone()
}

fn save(store: &mut Store, case: &Case, item: &str, text: &str, second: i64) {
    let mut answer = typed(text);
    answer.entry.at = Some(at(second));
    let answer = (!text.is_empty()).then_some(answer);
    store.save_answers(case.id, &[(item.to_owned(), answer)], Stage::Draft, PROGRESS, at(second)).unwrap();
}

fn known(value: &str, second: i64) -> Known {
    Known { value: value.to_owned(), origin: Origin::Typed, by: "Sato".to_owned(), at: at(second) }
}

#[test]
fn a_client_is_made_when_name_and_birth_are_answered() {
    let (_dir, mut store, _) = open_new();
    let case = case(1);
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    for (item, text) in [("nationality", "ベトナム"), ("birth_date", "H13.1.23"), ("family_name", "NGUYEN")] {
        save(&mut store, &case, item, text, 2);
        assert!(store.clients().unwrap().is_empty(), "{item}");
    }
    save(&mut store, &case, "given_name", "VAN ANH", 3);
    let client = only(&store);
    assert_eq!((client.name.as_str(), client.born.as_str()), ("NGUYEN VAN ANH", "2001-01-23"));
    assert_eq!(client.nationality, "ベトナム");
    assert_eq!(store.list().unwrap()[0].person, Some(client.id));
}

#[test]
fn two_cases_of_one_person_have_one_client_however_the_name_is_written() {
    let (_dir, mut store, _) = open_new();
    store.insert(&person(1, "VAN ANH", "2001-01-23", "ベトナム"), &[], PROGRESS, at(1)).unwrap();
    store.insert(&person(2, "ｖａｎ　anh", "平成13年1月23日", "ベトナム"), &[], PROGRESS, at(2)).unwrap();
    only(&store);
    // Another birth, another nationality: other persons.
    store.insert(&person(3, "VAN ANH", "2001-01-24", "ベトナム"), &[], PROGRESS, at(3)).unwrap();
    store.insert(&person(4, "VAN ANH", "2001-01-23", "中国"), &[], PROGRESS, at(4)).unwrap();
    assert_eq!(store.clients().unwrap().len(), 3);
}

#[test]
fn a_residence_card_finds_a_person_whose_name_changed() {
    let (_dir, mut store, _) = open_new();
    let mut before = person(1, "VAN ANH", "2001-01-23", "ベトナム");
    before.answers.insert("residence_card_number".into(), typed("AB12345678CD"));
    store.insert(&before, &[], PROGRESS, at(1)).unwrap();
    let mut after = person(2, "THI ANH", "2001-01-23", "ベトナム");
    after.answers.insert("family_name".into(), typed("TANAKA"));
    after.answers.insert("residence_card_number".into(), typed("ab12345678cd"));
    store.insert(&after, &[], PROGRESS, at(2)).unwrap();
    assert_eq!(only(&store).name, "TANAKA THI ANH");
}

#[test]
fn a_mistyped_name_mended_is_the_person_known_already_and_leaves_nobody_behind() {
    let (_dir, mut store, _) = open_new();
    store.insert(&person(1, "VAN ANH", "2001-01-23", "ベトナム"), &[], PROGRESS, at(1)).unwrap();
    let known_before = only(&store).id;
    let mistyped = person(2, "VAN ANN", "2001-01-23", "ベトナム");
    store.insert(&mistyped, &[], PROGRESS, at(2)).unwrap();
    let other = store.client_of(mistyped.id).unwrap().unwrap();
    store
        .add_event(
            other.id,
            &Happened { kind: "job-left".into(), day: date(2026, 11, 4), by: "Sato".into(), at: at(3) },
        )
        .unwrap();
    save(&mut store, &mistyped, "given_name", "VAN ANH", 4);
    let client = only(&store);
    assert_eq!((client.id, client.events.len()), (known_before, 1), "what was noted goes over");
}

#[test]
fn the_last_word_on_a_date_stands_with_its_source() {
    let (_dir, mut store, _) = open_new();
    let case = person(1, "VAN ANH", "2001-01-23", "ベトナム");
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    save(&mut store, &case, "current_expiry", "令和8年11月24日", 10);
    let stay = only(&store).known["stay_until"].clone();
    assert_eq!((stay.value.as_str(), stay.origin), ("2026-11-24", Origin::EarlierCase(case.id.to_string())));
    let id = only(&store).id;
    store.remember(id, &[("stay_until".into(), Some(known("2029-11-24", 20)))]).unwrap();
    assert_eq!(only(&store).known["stay_until"].value, "2029-11-24");
    // An older paper taken in later says nothing new.
    let mut older = person(2, "VAN ANH", "2001-01-23", "ベトナム");
    older.answers.insert("current_expiry".into(), typed("2023-11-24"));
    store.insert(&older, &[], PROGRESS, at(30)).unwrap();
    assert_eq!(only(&store).known["stay_until"].value, "2029-11-24");
    // What was said in a case and taken back there is not known any more.
    save(&mut store, &case, "passport_expiry", "2030-01-01", 40);
    save(&mut store, &case, "passport_expiry", "", 41);
    assert!(!only(&store).known.contains_key("passport_until"));
}

#[test]
fn events_stand_once_in_the_order_of_days_and_deadlines_kept_are_noted() {
    let (_dir, mut store, _) = open_new();
    store.insert(&person(1, "VAN ANH", "2001-01-23", "ベトナム"), &[], PROGRESS, at(1)).unwrap();
    let id = only(&store).id;
    let event = |kind: &str, day| Happened { kind: kind.to_owned(), day, by: "Sato".into(), at: at(2) };
    for event in
        [event("job-left", date(2026, 11, 4)), event("birth", date(2026, 3, 1)), event("job-left", date(2026, 11, 4))]
    {
        store.add_event(id, &event).unwrap();
    }
    assert_eq!(only(&store).events.iter().map(|event| event.kind.clone()).collect::<Vec<_>>(), ["birth", "job-left"]);
    assert!(store.remove_event(id, "birth", date(2026, 3, 1)).unwrap());
    assert!(!store.remove_event(id, "birth", date(2026, 3, 1)).unwrap());
    store.set_done(id, "due-job-left", date(2026, 11, 18), true).unwrap();
    assert_eq!(only(&store).done, [("due-job-left".to_owned(), date(2026, 11, 18))]);
    store.set_done(id, "due-job-left", date(2026, 11, 18), false).unwrap();
    assert_eq!(only(&store).done, []);
}

#[test]
fn a_deleted_client_is_forgotten_and_the_cases_stay() {
    let (dir, mut store, _) = open_new();
    let case = person(1, "VAN ANH", "2001-01-23", "ベトナム");
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    let id = only(&store).id;
    store.delete_client(id).unwrap();
    assert!(matches!(store.client(id), Err(Error::NoClient(_))));
    assert_eq!(store.load(case.id).unwrap().answers, case.answers);
    assert_eq!(store.list().unwrap()[0].person, None);
    let journal = std::fs::metadata(dir.path().join("madoguchi.db-wal")).map_or(0, |file| file.len());
    assert_eq!(journal, 0, "older pages are given up");
}

#[test]
fn a_deleted_draft_takes_with_it_what_was_known_through_it_alone() {
    let (_dir, mut store, _) = open_new();
    let (mut first, second) =
        (person(1, "VAN ANH", "2001-01-23", "ベトナム"), person(2, "VAN ANH", "2001-01-23", "ベトナム"));
    first.answers.insert("current_expiry".into(), typed("2026-11-24"));
    store.insert(&first, &[], PROGRESS, at(1)).unwrap();
    store.insert(&second, &[], PROGRESS, at(2)).unwrap();
    store.delete(first.id).unwrap();
    assert_eq!(only(&store).known.len(), 0);
    store.delete(second.id).unwrap();
    assert!(store.clients().unwrap().is_empty());
    // What staff noted keeps the client.
    store.insert(&first, &[], PROGRESS, at(3)).unwrap();
    let id = only(&store).id;
    store.remember(id, &[("card_until".into(), Some(known("2027-01-01", 4)))]).unwrap();
    store.delete(first.id).unwrap();
    assert_eq!(only(&store).known.keys().collect::<Vec<_>>(), ["card_until"]);
}

#[test]
fn a_case_begun_for_a_client_is_theirs_before_anything_is_answered() {
    let (_dir, mut store, _) = open_new();
    store.insert(&person(1, "VAN ANH", "2001-01-23", "ベトナム"), &[], PROGRESS, at(1)).unwrap();
    let client = only(&store).id;
    let begun = case(2);
    store.insert(&begun, &[], PROGRESS, at(2)).unwrap();
    store.begin_for(begun.id, client).unwrap();
    assert_eq!(store.client_of(begun.id).unwrap().map(|client| client.id), Some(client));
    // A new name, the same birth: the same person, married.
    for (item, text) in [("family_name", "TANAKA"), ("given_name", "ANH"), ("birth_date", "2001-01-23")] {
        save(&mut store, &begun, item, text, 3);
    }
    assert_eq!((only(&store).id, only(&store).name.as_str()), (client, "TANAKA ANH"));
    // Another birth is somebody else.
    save(&mut store, &begun, "birth_date", "1990-05-05", 4);
    assert_eq!(store.clients().unwrap().len(), 2);
}

#[test]
fn an_organisation_is_kept_found_replaced_and_forgotten() {
    let (_dir, mut store, _) = open_new();
    let id = Uuid::from_u128(7);
    let mut organisation = madoguchi::store::Organisation {
        id,
        name: "見本工業株式会社".into(),
        answers: BTreeMap::from([("org_name".to_owned(), typed("見本工業株式会社"))]),
        saved_at: at(1),
        saved_by: "Sato".into(),
    };
    store.keep_organisation(&organisation).unwrap();
    organisation.answers.insert("capital".into(), typed("10000000"));
    store.keep_organisation(&organisation).unwrap();
    assert_eq!(store.organisations().unwrap(), [organisation.clone()]);
    assert_eq!(store.find_organisation("見本工業株式会社").unwrap(), organisation);
    assert_eq!(store.find_organisation("00000000").unwrap().id, id);
    assert!(matches!(store.find_organisation("見本"), Err(Error::NoOrganisation(_))));
    store.delete_organisation(id).unwrap();
    assert!(matches!(store.delete_organisation(id), Err(Error::NoOrganisation(_))));
}

#[test]
fn a_draft_moved_to_another_edition_keeps_what_has_no_place_there() {
    let (_dir, mut store, _) = open_new();
    let case = person(1, "VAN ANH", "2001-01-23", "ベトナム");
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    let to = FormRef { code: "extension-N".into(), edition: "2027-04-01".into(), digest: "cd".repeat(32) };
    store.move_edition(case.id, &to, &["nationality".to_owned()], PROGRESS, at(2)).unwrap();
    let moved = store.load(case.id).unwrap();
    assert_eq!(moved.form, to);
    assert!(!moved.answers.contains_key("nationality"));
    let aside = store.set_aside(case.id).unwrap();
    assert_eq!((aside.len(), aside[0].item.as_str(), aside[0].edition.as_str()), (1, "nationality", "2026-04-01"));
    assert_eq!(aside[0].answer, case.answers["nationality"]);
}
