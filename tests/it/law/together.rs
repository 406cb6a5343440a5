//! What is filed together with an application: whether it may be, its documents and its fees.

use super::{ask, ends, extension};
use jiff::civil::date;
use madoguchi::law::{FiledBy, Need, Online, Query, Rules, not_together};

const TODAY: jiff::civil::Date = date(2026, 11, 24);

fn with(together: &[&str]) -> Query {
    let together = together.iter().map(|slug| (*slug).to_owned()).collect();
    Query { together, category: Some(3), by: FiledBy::Agent, ..ends(date(2026, 12, 24)) }
}

#[test]
fn its_documents_come_after_those_of_the_application_each_once() {
    let alone = ask(&with(&[]), TODAY).documents;
    let both = ask(&with(&["other-activity", "reentry"]), TODAY).documents;
    assert_eq!(both[..alone.len()], alone);
    let ids: Vec<&str> = both.iter().map(|document| document.id.as_str()).collect();
    assert!(ids[alone.len()..].contains(&"oa-activity") && ids[alone.len()..].contains(&"re-fee-slip"), "{ids:?}");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    let open = both.iter().find(|document| document.id == "oa-activity").unwrap();
    assert_eq!(open.need, Need::Open);
    let questions = Rules::embedded().questions(&with(&["other-activity"]), TODAY);
    assert!(questions.iter().any(|question| question.id == "single-permission"));
}

#[test]
fn its_fees_are_told_beside_and_not_as_the_fee_of_the_application() {
    let (alone, both) = (ask(&with(&[]), TODAY), ask(&with(&["reentry", "other-activity"]), TODAY));
    assert_eq!((alone.fee, alone.fee_multiple), (both.fee, both.fee_multiple));
    let fees: Vec<&str> =
        both.reasons.iter().filter(|reason| reason.code == "together-fee").map(|reason| &*reason.rule).collect();
    assert_eq!(fees, ["fee-reentry-single-2025", "fee-reentry-multiple-2025"], "other activity is free");
}

#[test]
fn who_may_file_the_application_may_not_always_file_what_goes_with_it() {
    let relative = |together: &[&str]| Query { by: FiledBy::Relative, born: Some(date(2015, 4, 1)), ..with(together) };
    assert_eq!(ask(&relative(&["reentry"]), TODAY).online, Online::Yes);
    let refused = ask(&relative(&["reentry", "other-activity"]), TODAY);
    let codes: Vec<&str> = refused.reasons.iter().take(2).map(|reason| reason.code.as_str()).collect();
    assert_eq!((refused.online, codes), (Online::No, vec!["together-not", "who-no"]));
    // Where the application itself cannot be filed online, that is told and nothing else.
    let visitor = Query { status: "短期滞在".into(), ..relative(&["other-activity"]) };
    assert_eq!(not_together(&visitor, Rules::embedded(), TODAY), []);
    // For a change the status wanted is not the one held.
    let official = Query {
        procedure: "change".into(),
        status: "公用".into(),
        by: FiledBy::Oneself,
        together: vec!["reentry".into()],
        ..extension()
    };
    assert_eq!(not_together(&official, Rules::embedded(), TODAY), []);
}
