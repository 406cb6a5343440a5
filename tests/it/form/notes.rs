//! What the notes of the paper say of single items: of whom they are asked, and what cannot be sent of them.

use super::filler::{TODAY, empty, said};
use madoguchi::case::{Entry, Path};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Item, State};
use madoguchi::law::FiledBy;

fn case(procedure: &str, status: &str, division: &str, answers: &[(&str, &str)]) -> Filling {
    let form = Catalog::embedded().form(procedure, status, Some(division)).unwrap();
    let mut filling = empty(&form, status, FiledBy::Agent);
    for (item, typed) in answers {
        filling.put(&Path::item(item), said((*typed).to_owned()));
    }
    filling
}

fn told(filling: &Filling, item: &str) -> Vec<&'static str> {
    let problems = filling.problems(TODAY).into_iter().filter(|problem| problem.path == Path::item(item));
    problems.map(|problem| problem.fault.code).collect()
}

#[test]
fn what_only_officials_are_asked_is_asked_of_nobody_else() {
    let asked = |procedure: &str, activity: &str| {
        let filling = case(procedure, "公用", "U", &[("activity_kind", activity)]);
        let walk = filling.walk(TODAY);
        ["passport_kind", "official_duty", "local_staff", "mofa_card_number"].map(|item| walk.step(item).is_some())
    };
    for procedure in ["coe", "change", "extension"] {
        assert_eq!(asked(procedure, "公用"), [true; 4], "{procedure}");
        assert_eq!(asked(procedure, "弁護士"), [false; 4], "{procedure}");
    }
    assert_eq!(asked("change", "台湾日本関係協会職員"), [false, true, false, false]);
    assert_eq!(asked("coe", "台湾日本関係協会職員"), [false; 4]);

    let mut filling = case("change", "公用", "U", &[("activity_kind", "公用")]);
    assert_eq!(told(&filling, "mofa_card_number"), ["missing"]);
    filling.put(&Path::item("mofa_card_number"), Entry { state: State::None, ..Entry::default() });
    assert_eq!(told(&filling, "mofa_card_number"), Vec::<&str>::new());
}

#[test]
fn hours_in_decimals_are_told_where_only_whole_ones_are_sent() {
    for item in ["prescribed_weekly_hours", "monthly_hours"] {
        let hours = |typed: &str| case("extension", "特定技能1号", "V", &[(item, typed)]);
        assert_eq!(told(&hours("37.5"), item), ["not-digits"], "{item}");
        assert_eq!(told(&hours("38"), item), Vec::<&str>::new(), "{item}");
    }
}

#[test]
fn what_the_notes_say_stands_in_the_help() {
    let help = |procedure: &str, status: &str, division: &str, item: &str| {
        let form = Catalog::embedded().form(procedure, status, Some(division)).unwrap();
        form.item(item).and_then(|item: &Item| item.help.as_ref()).map_or_else(String::new, |help| help.ja.clone())
    };
    assert!(help("extension", "留学", "P", "enrollment").contains("進級の場合、紙では不要"));
    assert_eq!(help("change", "留学", "P", "enrollment"), "");
    assert!(help("coe", "企業内転勤", "L", "job_type_other").contains("「報道」「企業内転勤」「高度専門職」"));
    assert!(help("coe", "技能", "N", "job_type_other").contains("「特定活動」の方だけ。三つまで"));
    assert!(help("coe", "特定技能2号", "V", "monthly_hours").contains("1時間単位の整数"));
}
