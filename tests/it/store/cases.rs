//! Cases and answers.

use super::*;
use madoguchi::case::Row;
use madoguchi::store::Error;

#[test]
fn a_case_comes_back_as_it_was_put_in() {
    let (dir, mut store, _) = open_new();
    let mut case = named(1, "NGUYEN", "VAN ANH");
    let mut chip = typed("1990-01-02");
    chip.entry.origin = Origin::Chip("my-number".into());
    case.answers.insert("birth_date".into(), chip);
    let mut later = Answer::default();
    later.entry.state = State::Later;
    later.entry.typed = "\"quoted\" \\ \u{1F3EF}\n二行目\u{0}".into();
    later.entry.origin = Origin::EarlierCase("0193".into());
    case.answers.insert("remarks".into(), later);
    let mut family = Answer::default();
    family.rows.push(Row { cells: BTreeMap::from([("name".to_owned(), typed("TRAN").entry)]) });
    family.rows.push(Row::default());
    case.answers.insert("family".into(), family);
    store.insert(&case, &[], PROGRESS, at(2)).unwrap();
    assert_eq!(store.load(case.id).unwrap(), case);
    drop(store);
    let store = Store::open(dir.path(), "Sato", &secret("counter")).unwrap();
    assert_eq!(store.load(case.id).unwrap(), case);
}

#[test]
fn saving_answers_sets_changes_and_clears() {
    let (_dir, mut store, _) = open_new();
    let mut case = named(1, "NGUYEN", "VAN ANH");
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    let changes = [
        ("given_name".to_owned(), Some(typed("THI HOA"))),
        ("phone".to_owned(), Some(typed("090-0000-0000"))),
        ("family_name".to_owned(), None),
    ];
    store.save_answers(case.id, &changes, Stage::Draft, PROGRESS, at(2)).unwrap();
    for (item, answer) in changes {
        match answer {
            Some(answer) => case.answers.insert(item, answer),
            None => case.answers.remove(&item),
        };
    }
    assert_eq!(store.load(case.id).unwrap(), case);
}

#[test]
fn the_list_shows_the_client_and_who_saved_last_newest_first() {
    let (dir, mut store, _) = open_new();
    store.add_staff("Suzuki", &secret("second"), at(0)).unwrap();
    store.insert(&named(1, "NGUYEN", "VAN ANH"), &[], PROGRESS, at(1)).unwrap();
    store.insert(&named(2, "TRAN", ""), &[], PROGRESS, at(2)).unwrap();
    let mut suzuki = Store::open(dir.path(), "Suzuki", &secret("second")).unwrap();
    let progress = Progress { answered: 4, total: 91, problems: 0 };
    let given = [("given_name".to_owned(), Some(typed(" THI HOA ")))];
    suzuki.save_answers(case(1).id, &given, Stage::Draft, progress, at(3)).unwrap();
    let list = store.list().unwrap();
    let names: Vec<&str> = list.iter().map(|line| line.client.as_str()).collect();
    assert_eq!(names, ["NGUYEN THI HOA", "TRAN"]);
    assert_eq!((list[0].saved_by.as_str(), list[0].saved_at, list[0].progress), ("Suzuki", at(3), progress));
    assert_eq!((list[1].saved_by.as_str(), list[1].saved_at, list[1].progress), ("Sato", at(2), PROGRESS));
    assert_eq!((list[0].form_code.as_str(), list[0].stage, &list[0].number), ("extension-N", Stage::Draft, &None));
}

#[test]
fn a_name_that_is_not_answered_is_not_shown() {
    let (_dir, mut store, _) = open_new();
    store.insert(&named(1, "NGUYEN", "VAN ANH"), &[], PROGRESS, at(1)).unwrap();
    let mut later = typed("NGUYEN");
    later.entry.state = State::Later;
    store.save_answers(case(1).id, &[("family_name".to_owned(), Some(later))], Stage::Draft, PROGRESS, at(2)).unwrap();
    assert_eq!(store.list().unwrap()[0].client, "VAN ANH");
}

#[test]
fn the_beginning_of_an_id_finds_its_case_when_it_is_the_only_one() {
    let (_dir, mut store, _) = open_new();
    let mut other = case(1);
    other.id = Uuid::from_u128(0x0193_5bff << 96);
    for case in [&case(1), &case(2), &other] {
        store.insert(case, &[], PROGRESS, at(1)).unwrap();
    }
    assert_eq!(store.find("01935bff").unwrap(), other.id);
    assert_eq!(store.find(&case(2).id.to_string().to_uppercase()).unwrap(), case(2).id);
    assert!(matches!(store.find("01935af0"), Err(Error::Ambiguous(_))));
    for none in ["01935c", "", "zz"] {
        assert!(matches!(store.find(none), Err(Error::NoCase(_))), "{none:?}");
    }
}

#[test]
fn the_text_under_the_caret_is_kept_until_its_item_is_answered() {
    let (_dir, mut store, _) = open_new();
    let id = case(1).id;
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    store.save_caret(id, "family[2].name", "TRA", at(2)).unwrap();
    store.save_caret(id, "family[2].name", "TRAN", at(3)).unwrap();
    let kept = Some(("family[2].name".to_owned(), "TRAN".to_owned()));
    assert_eq!(store.caret(id).unwrap(), kept);
    let save = |store: &mut Store, item: &str| {
        store.save_answers(id, &[(item.to_owned(), Some(typed("x")))], Stage::Draft, PROGRESS, at(4)).unwrap();
    };
    save(&mut store, "phone");
    assert_eq!(store.caret(id).unwrap(), kept);
    save(&mut store, "family");
    assert_eq!(store.caret(id).unwrap(), None);
    store.save_caret(id, "phone", "09", at(5)).unwrap();
    store.save_caret(id, "phone", "", at(6)).unwrap();
    assert_eq!(store.caret(id).unwrap(), None);
}

#[test]
fn stage_revision_and_declarations_are_saved_without_touching_answers() {
    let (_dir, mut store, _) = open_new();
    let mut case = named(1, "NGUYEN", "VAN ANH");
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    case.stage = Stage::Ready;
    case.revision = 2;
    case.opened_because = None;
    case.declared = Some(madoguchi::case::Declared { lang: "vi".into(), staff: "Sato".into(), at: at(2) });
    store.save_head(&case, PROGRESS, at(3)).unwrap();
    assert_eq!(store.load(case.id).unwrap(), case);
}

#[test]
fn a_deleted_case_is_gone_with_its_answers_and_files() {
    let (_dir, mut store, _) = open_new();
    let (attachment, bytes) = document("contract", 100);
    store.insert(&named(1, "NGUYEN", "VAN ANH"), &[], PROGRESS, at(1)).unwrap();
    store.attach(case(1).id, &attachment, &bytes, at(2)).unwrap();
    store.delete(case(1).id).unwrap();
    assert!(matches!(store.load(case(1).id), Err(Error::NoCase(_))));
    assert!(store.file(&attachment.sha256, 0, u64::MAX).is_err());
    assert!(store.list().unwrap().is_empty());
    // The same case imported again is empty of the old answers.
    store.insert(&case(1), &[], PROGRESS, at(3)).unwrap();
    assert_eq!(store.load(case(1).id).unwrap(), case(1));
}

#[test]
fn a_case_that_is_not_there_is_said_not_to_be_there() {
    let (_dir, mut store, _) = open_new();
    let id = case(1).id;
    let answers = [("phone".to_owned(), Some(typed("x")))];
    assert!(matches!(store.save_answers(id, &answers, Stage::Draft, PROGRESS, at(1)), Err(Error::NoCase(_))));
    assert!(matches!(store.save_caret(id, "phone", "x", at(1)), Err(Error::NoCase(_))));
    assert!(matches!(store.save_head(&case(1), PROGRESS, at(1)), Err(Error::NoCase(_))));
    assert!(matches!(store.delete(id), Err(Error::NoCase(_))));
    assert!(matches!(store.receipt(id), Err(Error::NoCase(_))));
}

#[test]
fn a_case_is_put_in_once() {
    let (_dir, mut store, _) = open_new();
    let first = named(1, "NGUYEN", "VAN ANH");
    store.insert(&first, &[], PROGRESS, at(1)).unwrap();
    assert!(store.insert(&named(1, "TRAN", "THI"), &[], PROGRESS, at(2)).is_err());
    assert_eq!(store.load(first.id).unwrap(), first);
}

#[test]
fn two_threads_write_the_same_case_and_lose_nothing() {
    let (_dir, mut store, _) = open_new();
    store.insert(&case(1), &[], PROGRESS, at(1)).unwrap();
    let mut other = store.again().unwrap();
    let write = |store: &mut Store, name: &str| {
        for n in 0..25 {
            let answers = [(format!("{name}_{n}"), Some(typed("x")))];
            store.save_answers(case(1).id, &answers, Stage::Draft, PROGRESS, at(n)).unwrap();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(&mut other, "one"));
        write(&mut store, "two");
    });
    assert_eq!(store.load(case(1).id).unwrap().answers.len(), 50);
}

#[test]
fn nothing_of_a_client_is_printed_for_debugging() {
    let (_dir, mut store, _) = open_new();
    let case = named(1, "NGUYEN", "VAN ANH");
    let (attachment, bytes) = document("NGUYEN contract", 100);
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    store.attach(case.id, &attachment, &bytes, at(2)).unwrap();
    store.queue(&case, b"<case/>", at(3)).unwrap();
    let printed = format!("{:?} {:?}", store.list().unwrap(), store.waiting().unwrap());
    assert!(printed.contains("Queued") && !printed.contains("NGUYEN"), "{printed}");
}

#[test]
fn the_list_shows_the_day_the_stay_ends() {
    let (_dir, mut store, _) = open_new();
    let mut case = case(1);
    case.answers.insert("current_expiry".into(), typed("2027-03-31"));
    store.insert(&case, &[], PROGRESS, at(1)).unwrap();
    let expires = |store: &Store| store.list().unwrap()[0].expires.map(|date| date.to_string());
    assert_eq!(expires(&store).as_deref(), Some("2027-03-31"));
    for (typed_as, day) in
        [("令和9年12月1日", Some("2027-12-01")), ("next year", None), ("20271130", Some("2027-11-30"))]
    {
        let answer = [("current_expiry".to_owned(), Some(typed(typed_as)))];
        store.save_answers(case.id, &answer, Stage::Draft, PROGRESS, at(2)).unwrap();
        assert_eq!(expires(&store).as_deref(), day, "{typed_as}");
    }
    let cleared = [("current_expiry".to_owned(), None)];
    store.save_answers(case.id, &cleared, Stage::Draft, PROGRESS, at(3)).unwrap();
    assert_eq!(expires(&store), None);
}
