//! How far a case is, and what of it is sent.

use super::{TODAY, answer, empty, whole};
use madoguchi::case::{Entry, Mark, Origin, Path, Walk, scope, to_send};
use madoguchi::desk::Filling;
use madoguchi::form::{State, Value};
use madoguchi::law::FiledBy;

fn mark(filling: &Filling, item: &str) -> Option<Mark> {
    Walk::of(&filling.case, &filling.form, TODAY).step(item).map(|step| step.mark)
}

#[test]
fn nothing_is_a_problem_before_anybody_came_to_it() {
    let filling = empty(FiledBy::Oneself);
    let walk = filling.walk(TODAY);
    assert_eq!(walk.progress.answered, 0);
    assert_eq!(walk.progress.problems, 0);
    assert!(walk.progress.total > 60, "{:?}", walk.progress);
    assert!(walk.steps.iter().all(|step| step.mark == Mark::NotYet));
    assert!(walk.step("nationality").unwrap().needed);
    assert!(!walk.step("phone").unwrap().needed);
}

#[test]
fn a_whole_case_is_answered_where_it_must_be() {
    let filling = whole();
    let walk = filling.walk(TODAY);
    assert_eq!(walk.progress.problems, 0);
    let open: Vec<&str> = walk
        .steps
        .iter()
        .filter(|step| step.needed && step.mark == Mark::NotYet)
        .map(|step| step.item.id.as_str())
        .filter(|id| filling.form.item(id).is_none_or(|item| item.kind.word() != "declaration"))
        .collect();
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn the_margin_says_how_an_item_stands() {
    let mut filling = empty(FiledBy::Oneself);
    answer(
        &mut filling,
        "sex=男\nbirth_date=2001-02-30\noccupation:=later\nphone:=none\nhome_town:=unknown\nmobile=abc",
    );
    answer(&mut filling, "photo:=na");
    filling.put(
        &Path::item("family_name"),
        Entry {
            state: State::Answered,
            typed: "NGUYEN".into(),
            origin: Origin::Chip("my-number".into()),
            ..Entry::default()
        },
    );
    for (item, expected) in [
        ("sex", Mark::Answered),
        ("birth_date", Mark::Problem),
        ("occupation", Mark::Later),
        ("phone", Mark::Answered),
        ("home_town", Mark::Answered),
        ("mobile", Mark::Problem),
        ("photo", Mark::DoesNotApply),
        ("family_name", Mark::FromChip),
        ("given_name", Mark::NotYet),
    ] {
        assert_eq!(mark(&filling, item), Some(expected), "{item}");
    }
    assert_eq!(filling.walk(TODAY).progress.problems, 2);
}

#[test]
fn items_that_contradict_each_other_are_marked_when_all_were_come_to() {
    let mut filling = empty(FiledBy::Oneself);
    answer(&mut filling, "phone:=none");
    assert_eq!((mark(&filling, "phone"), mark(&filling, "mobile")), (Some(Mark::Answered), Some(Mark::NotYet)));
    answer(&mut filling, "mobile:=none");
    assert_eq!((mark(&filling, "phone"), mark(&filling, "mobile")), (Some(Mark::Problem), Some(Mark::Answered)));
}

#[test]
fn an_item_that_is_not_asked_keeps_its_answer_and_is_not_sent() {
    let mut filling = whole();
    answer(&mut filling, "criminal_record=yes\ncriminal_record_detail=速度違反");
    assert!(to_send(&filling.case, &filling.form, TODAY).answers.contains_key("criminal_record_detail"));
    answer(&mut filling, "criminal_record=no");
    assert_eq!(mark(&filling, "criminal_record_detail"), None);
    assert_eq!(filling.entry(&Path::item("criminal_record_detail")).unwrap().typed, "速度違反");
    assert!(!to_send(&filling.case, &filling.form, TODAY).answers.contains_key("criminal_record_detail"));
    answer(&mut filling, "criminal_record=yes");
    assert_eq!(mark(&filling, "criminal_record_detail"), Some(Mark::Answered));
}

#[test]
fn conditions_see_what_is_meant_not_what_was_typed() {
    let mut filling = empty(FiledBy::LegalRepresentative);
    answer(&mut filling, "sex=1\nhas_family=有\nphone:=none\nfamily[2].name=ＬＥ\nbirth_date=H13.1.23");
    let scope = scope(&filling.case, &filling.form, TODAY);
    assert_eq!(scope.values.get("sex"), Some(&Value::Choice("男".into())));
    assert_eq!(scope.values.get("has_family"), Some(&Value::YesNo(true)));
    assert_eq!(scope.values.get("family"), Some(&Value::Rows(1)));
    assert_eq!(scope.values.get("phone"), None);
    assert!(matches!(scope.values.get("birth_date"), Some(Value::Date(date)) if date.year == 2001));
    assert!(scope.facts["filed_by_legal_representative"]);
    assert!(!scope.facts["filed_by_agent"]);
}

#[test]
fn a_hidden_table_counts_as_empty() {
    let mut filling = empty(FiledBy::Oneself);
    answer(&mut filling, "has_family=yes\nfamily[1].name=ＬＥ");
    assert!(scope(&filling.case, &filling.form, TODAY).values.contains_key("family"));
    answer(&mut filling, "has_family=no");
    assert!(!scope(&filling.case, &filling.form, TODAY).values.contains_key("family"));
}
