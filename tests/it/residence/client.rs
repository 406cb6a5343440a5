//! The end of a card is remembered of the client it belongs to, and of nobody else.

use super::profile;
use jiff::civil::date;
use madoguchi::card::Place;
use madoguchi::case::{Fact, FiledBy, Origin};
use madoguchi::desk::{Desk, Family, NewCase, Setup};
use madoguchi::text::Lang;
use std::sync::Arc;
use uuid::Uuid;

fn setup(data: &std::path::Path) -> Setup {
    Setup {
        data: data.join("data"),
        server: None,
        today: Some(date(2026, 11, 24)),
        lang: Lang::EN,
        card: Place::InProcess(profile("residence-2.toml")),
        start_practice: Arc::new(|_, _| Err("no server here".to_owned())),
    }
}

/// A case of somebody born on a day.
fn case(desk: &mut Desk, born: &str) -> Uuid {
    let known = [("family_name", "SHARMA"), ("given_name", "NAMUNA"), ("birth_date", born)];
    let new = NewCase {
        procedure: "extension".to_owned(),
        status: "技術・人文知識・国際業務".to_owned(),
        division: None,
        by: FiledBy::Oneself,
        from: None,
        client: None,
        because: None,
        facts: Vec::new(),
        known: known.map(|(item, typed)| (item.to_owned(), typed.to_owned())).to_vec(),
    };
    desk.new_case(&new).expect("a case").case.id
}

fn remembered(desk: &Desk, case: Uuid) -> Option<(String, Origin)> {
    let client = desk.client_of(case).expect("storage").expect("a client");
    client.known.get("card_until").map(|known| (known.value.clone(), known.origin.clone()))
}

#[test]
fn the_end_of_a_card_is_remembered_of_its_holder() {
    let folder = tempfile::tempdir().expect("a folder");
    let setup = setup(folder.path());
    let (mut desk, _) = setup.create("Sato", &"correct horse".into()).expect("a folder");
    let facts: Vec<Fact> = setup.card_residence(Some("CD90000002EF")).expect("the data").facts();
    let (hers, other) = (case(&mut desk, "1993-09-05"), case(&mut desk, "1990-01-28"));
    for id in [hers, other] {
        desk.remember_card(id, Family::Residence2, &facts).expect("storage");
    }
    assert_eq!(remembered(&desk, hers), Some(("2027-02-21".to_owned(), Origin::Chip("residence-2".to_owned()))));
    assert_eq!(remembered(&desk, other), None, "somebody else's card lies on the reader");
}
