//! What is typed: read without a panic, sent as it is meant, found by searching.

use super::scope;
use jiff::civil::date;
use madoguchi::form::kind::{Chars, ChoiceList};
use madoguchi::form::{Catalog, Kind, Value};
use proptest::prelude::*;

fn kinds() -> Vec<Kind> {
    let list = |name| Catalog::embedded().list(name).expect(name);
    let word = |ja: &str, en: &str| madoguchi::form::Bilingual { ja: ja.to_owned(), en: en.to_owned() };
    vec![
        Kind::Text { max: Some(40), chars: Chars::Any },
        Kind::Text { max: None, chars: Chars::FullWidth },
        Kind::Text { max: Some(200), chars: Chars::HalfWidth },
        Kind::Text { max: Some(4), chars: Chars::Capitals },
        Kind::Text { max: Some(7), chars: Chars::Digits },
        Kind::Multiline { max: Some(600), chars: Chars::Free },
        Kind::Name { max: 104 },
        Kind::KanjiName { max: 26 },
        Kind::Date { partial: true, not_after_today: true },
        Kind::Date { partial: false, not_after_today: false },
        Kind::YearMonth { partial: true },
        Kind::Choice(list("business-types")),
        Kind::Choice(list("periods")),
        Kind::MultiChoice { list: list("business-types"), most: 2 },
        Kind::YesNo { yes: word("有", "Yes"), no: word("無", "No") },
        Kind::Integer { max_digits: 5, within: None },
        Kind::Integer { max_digits: 2, within: Some(0..=40) },
        Kind::Money { max_digits: 13 },
        Kind::Span { most: 71, no_fixed_term: true },
        Kind::Span { most: 999, no_fixed_term: false },
        Kind::Phone,
        Kind::PostalCode,
        Kind::Address { max: 85 },
        Kind::Email { max: 60 },
        Kind::Country(list("nationality")),
        Kind::ResidenceCard,
        Kind::Passport { max: 12 },
        Kind::CorporateNumber,
        Kind::EmploymentInsurance,
        Kind::Time,
        Kind::Photo,
        Kind::Declaration,
    ]
}

/// Texts near what people type, and texts nobody would.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        "[0-9０-９年月日/.\\-HSRTM平成令和昭元 ]{0,14}",
        "[A-Za-zàéĐłß'\\- ,.]{0,30}",
        "〒?[0-9\\-]{0,8} ?(東京都|大阪府|北海道|京都府)(千代田区|大阪市北区|札幌市中央区)?[０-９0-9ぁ-んァ-ヶ一-龠 \\-]{0,20}",
        "[一-龠ぁ-んァ-ヶｦ-ﾟ髙﨑①㈱　 ]{0,20}",
        "[a-z0-9.@\\-]{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn reading_never_panics_and_what_is_sent_means_the_same(typed in anything()) {
        let today = date(2026, 11, 24);
        for kind in kinds() {
            let reading = kind.read(&typed, today);
            if reading.faults.is_empty() && reading.value.is_some() {
                let again = kind.read(&reading.sent, today);
                prop_assert!(again.value == reading.value, "{}: {typed:?} sent as {:?}", kind.word(), reading.sent);
                prop_assert_eq!(&again.sent, &reading.sent);
                prop_assert!(again.faults.is_empty(), "{}: {:?}", kind.word(), reading.sent);
            }
        }
    }

    #[test]
    fn searching_never_panics(query in anything()) {
        let list = Catalog::embedded().list("nationality").expect("nationality");
        prop_assert!(list.finder(&[]).find(&query).len() <= list.choices.len());
    }
}

fn found(list: &ChoiceList, query: &str) -> Vec<String> {
    list.finder(&[]).find(query).iter().take(3).map(|line| list.choices[*line].label.ja.clone()).collect()
}

#[test]
fn a_country_is_found_in_japanese_kana_and_latin() {
    let list = Catalog::embedded().list("nationality").expect("nationality");
    for query in ["ベトナム", "べと", "ﾍﾞﾄ", "viet", "VIETNAM", "betona", "Viêt Nam"] {
        assert_eq!(found(&list, query).first().map(String::as_str), Some("ベトナム"), "{query}");
    }
    for query in ["ちゅうごく", "china", "中"] {
        assert_eq!(found(&list, query).first().map(String::as_str), Some("中国"), "{query}");
    }
    assert_eq!(found(&list, "イギリス"), ["英国"]);
    assert_eq!(list.finder(&[]).find("").len(), list.choices.len());
    assert!(found(&list, "zzz").is_empty());
}

#[test]
fn the_prefectures_are_a_list_too() {
    let list = Catalog::embedded().list("prefectures").expect("prefectures");
    assert_eq!(list.choices.len(), 47);
    assert_eq!(found(&list, "osaka"), ["大阪府"]);
}

#[test]
fn nothing_answered_stands_in_debug_output() {
    let reading = Kind::Name { max: 104 }.read("NGUYEN VAN AN", date(2026, 1, 1));
    let scope = scope(&[("name", Value::Text("NGUYEN".to_owned()))], &[]);
    let bad = Kind::Name { max: 104 }.read("グエン", date(2026, 1, 1));
    let output = format!("{reading:?} {scope:?} {bad:?}");
    assert!(!output.contains("NGUYEN") && !output.contains("グ"), "{output}");
}
