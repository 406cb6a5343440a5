//! Any case survives its XML; no bytes make reading panic.

use super::{empty, whole};
use madoguchi::case::xml::{Files, read, write};
use madoguchi::case::{Answer, Case, Entry, Origin, Row};
use madoguchi::form::{Catalog, Kind, State};
use madoguchi::law::FiledBy;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

fn state() -> impl Strategy<Value = State> {
    prop::sample::select(vec![
        State::NotAsked,
        State::Answered,
        State::Unknown,
        State::None,
        State::DoesNotApply,
        State::Declined,
        State::Later,
    ])
}

fn text() -> impl Strategy<Value = String> {
    vec(
        prop_oneof![
            any::<char>(),
            prop::sample::select(vec!['\t', '\r', '\n', ' ', '&', '<', ']', '>', '\u{1}', '葛'])
        ],
        0..12,
    )
    .prop_map(|chars| chars.into_iter().collect())
}

fn entry() -> impl Strategy<Value = Entry> {
    let word = "[a-z0-9 \"<&\t\n-]{0,8}";
    let origin = prop_oneof![
        Just(Origin::Typed),
        Just(Origin::Batch),
        word.prop_map(Origin::Chip),
        word.prop_map(Origin::EarlierCase),
        word.prop_map(Origin::Organisation)
    ];
    let at =
        prop::option::of(0i64..4_000_000_000).prop_map(|at| at.map(|at| jiff::Timestamp::from_second(at).unwrap()));
    (state(), text(), origin, prop::option::of(word), at).prop_map(|(state, typed, origin, by, at)| Entry {
        state,
        typed,
        origin,
        by: by.map(Into::into),
        at,
    })
}

fn case() -> impl Strategy<Value = Case> {
    let form = empty(FiledBy::Oneself).form;
    let ids: Vec<String> = form.items().map(|item| item.id.clone()).collect();
    let table = form.items().find(|item| matches!(item.kind, Kind::Table { .. })).unwrap();
    let Kind::Table { columns, .. } = &table.kind else { unreachable!() };
    let columns: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
    let table = table.id.clone();
    let rows = vec(btree_map(prop::sample::select(columns), entry(), 0..4).prop_map(|cells| Row { cells }), 0..4);
    (btree_map(prop::sample::select(ids), entry(), 0..20), rows, entry()).prop_map(move |(answers, rows, entry)| {
        let mut case = empty(FiledBy::Oneself).case;
        case.answers = answers.into_iter().map(|(id, entry)| (id, Answer { entry, rows: Vec::new() })).collect();
        case.answers.insert(table.clone(), Answer { entry, rows });
        case
    })
}

fn out(case: &Case) -> Vec<u8> {
    write(case, Files::Beside, |_| Ok::<_, ()>(Vec::new())).unwrap()
}

/// One change to a document: bytes taken out, put in, or copied to another place.
fn mutated(mut document: Vec<u8>, changes: &[(usize, usize, Vec<u8>)]) -> Vec<u8> {
    for (at, length, bytes) in changes {
        let at = at % (document.len() + 1);
        let end = (at + length).min(document.len());
        document.splice(at..end, bytes.iter().copied());
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_case_comes_back_as_it_was(case in case()) {
        let first = out(&case);
        let imported = read(&first, Catalog::embedded()).unwrap();
        prop_assert!(imported.notes.is_empty(), "{:?}", imported.notes);
        prop_assert!(imported.case == case);
        prop_assert_eq!(out(&imported.case), first);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, Catalog::embedded());
    }

    #[test]
    fn a_document_that_was_tampered_with_is_refused_or_told(
        changes in vec((any::<usize>(), 0usize..40, vec(prop_oneof![any::<u8>(), prop::sample::select(b"<>/&;\"'= x".to_vec())], 0..12)), 1..4)
    ) {
        let original = out(&whole().case);
        let document = mutated(original.clone(), &changes);
        if let Ok(imported) = read(&document, Catalog::embedded()) {
            // Comments, white space between elements and the like may change; what the case says may not, without a note.
            let same = imported.case == read(&original, Catalog::embedded()).unwrap().case;
            prop_assert!(same || !imported.notes.is_empty(), "{}", String::from_utf8_lossy(&document));
        }
    }
}
