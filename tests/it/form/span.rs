//! Periods in years and months, and contracts without an end: taken where the form has a place for them, told at the item elsewhere.

use super::filler::{TODAY, empty, said};
use madoguchi::case::Path;
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Kind, Value};
use madoguchi::law::FiledBy;

const ENGINEER: &str = "技術・人文知識・国際業務";
const NONE: &str = "期間の定めなし";

fn case(procedure: &str, status: &str, answers: &[(&str, &str)]) -> Filling {
    let form = Catalog::embedded().form(procedure, status, None).unwrap();
    let mut filling = empty(&form, status, FiledBy::Agent);
    for (item, typed) in answers {
        filling.put(&Path::item(item), said((*typed).to_owned()));
    }
    filling
}

/// What is told at an item, with its number.
fn told(filling: &Filling, item: &str) -> Vec<(String, &'static str)> {
    let problems = filling.problems(TODAY).into_iter().filter(|problem| problem.path == Path::item(item));
    problems.map(|problem| (problem.no, problem.fault.code)).collect()
}

#[test]
fn a_contract_without_an_end_is_told_at_the_item_that_cannot_send_it() {
    for (procedure, status, item, no, code, more) in [
        ("coe", ENGINEER, "stay_length", "14", "no-fixed-term", &[][..]),
        ("extension", ENGINEER, "dispatch_period", "11(9)", "no-fixed-term", &[("dispatched", "yes")]),
        ("change", ENGINEER, "side_contract_period", "12(2)", "no-fixed-term", &[("together", "資格外活動許可申請")]),
        ("change", ENGINEER, "certified_to", "10", "no-last-day", &[("together", "就労資格証明書交付申請")]),
        ("change", "企業内転勤", "work_period", "6", "no-fixed-term", &[]),
        ("coe", "興行", "work_period", "25", "no-fixed-term", &[]),
        ("extension", "特定技能1号", "contract_to", "2(1)", "no-last-day", &[]),
    ] {
        let filling = case(procedure, status, &[more, &[(item, NONE)]].concat());
        assert_eq!(told(&filling, item), [(no.to_owned(), code)], "{procedure} {status} {item}");
    }
}

#[test]
fn a_contract_without_an_end_is_an_answer_where_the_form_has_a_place_for_it() {
    let alone = case("other-activity", "留学", &[("side_contract_period", "定めなし")]);
    assert_eq!(told(&alone, "side_contract_period"), []);
    let item = alone.form.item("side_contract_period").unwrap();
    assert_eq!(item.kind.read("定めなし", TODAY).paper, NONE);
    assert!(item.help.as_ref().unwrap().ja.contains(NONE));
    for (procedure, status) in
        [("change", "教授"), ("coe", "芸術"), ("extension", "経営・管理"), ("extension", ENGINEER)]
    {
        let filling = case(procedure, status, &[("work_period_type", "定めなし")]);
        assert_eq!(told(&filling, "work_period_type"), [], "{procedure} {status}");
        assert!(filling.walk(TODAY).step("work_period_years").is_none(), "{procedure} {status}");
    }
}

#[test]
fn a_period_is_one_answer_however_it_is_written() {
    let form = Catalog::embedded().form("change", "企業内転勤", None).unwrap();
    let kind = &form.item("work_period").unwrap().kind;
    assert!(matches!(kind, Kind::Span { most: 999, no_fixed_term: false }));
    for typed in ["3年", "36", "３６か月", "2年12月"] {
        assert!(kind.read(typed, TODAY).value == Some(Value::Text("3年".to_owned())), "{typed}");
    }
}
