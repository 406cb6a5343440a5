//! The documents: `documents.txt`, one line a case; the questions they depend on, and their answers.

use super::{TODAY, ask, table};
use jiff::civil::{Date, date};
use madoguchi::form::Catalog;
use madoguchi::law::{Need, Query, Rules};
use std::collections::BTreeMap;

pub(super) const TABLE: &str = include_str!("documents.txt");

/// The question of a line, and the day.
pub(super) fn query(line: &[&str]) -> (Query, Date) {
    let mut today = TODAY;
    let mut query =
        Query { procedure: line[0].into(), status: line[1].into(), born: Some(date(1990, 1, 1)), ..Query::default() };
    for known in line[2].split_whitespace().filter(|known| *known != "-") {
        let (name, value) = known.split_once('=').unwrap();
        match name {
            "category" => query.category = value.parse().ok(),
            "on" => today = value.parse().unwrap(),
            _ => {
                query.answers.insert(name.to_owned(), value == "yes");
            }
        }
    }
    (query, today)
}

fn ids(query: &Query, today: Date, need: Need) -> Vec<String> {
    let documents = Rules::embedded().documents(query, today).into_iter();
    documents.filter(|document| document.need == need).map(|document| document.id).collect()
}

#[test]
fn every_line_of_the_table() {
    for line in table(TABLE) {
        let (query, today) = query(&line);
        let needed = ids(&query, today, Need::Yes);
        let said = if let Some(added) = line[3].strip_prefix("+ ") {
            let before = ids(&Query { answers: BTreeMap::new(), ..query }, today, Need::Yes);
            (needed.into_iter().filter(|id| !before.contains(id)).collect::<Vec<_>>().join(" "), added)
        } else {
            let shown = ids(&query, today, Need::Counter);
            let needed = if needed.is_empty() { "-".to_owned() } else { needed.join(" ") };
            (format!("{needed}; counter: {}", shown.join(" ")), line[3])
        };
        assert_eq!(said.0, said.1, "{line:?}");
    }
}

#[test]
fn an_answer_decides_over_every_document_of_its_question() {
    for procedure in Rules::embedded().procedures(TODAY) {
        for status in Rules::embedded().statuses(TODAY) {
            let open = Query { procedure: procedure.clone(), status: status.slug, ..Query::default() };
            for question in Rules::embedded().questions(&open, TODAY) {
                assert!(!question.documents.is_empty() && !question.text.ja.is_empty() && !question.text.en.is_empty());
                for said in [true, false] {
                    let answers = [(question.id.clone(), said)].into();
                    let documents = Rules::embedded().documents(&Query { answers, ..open.clone() }, TODAY);
                    let of_it = documents.iter().filter(|document| question.documents.contains(&document.id));
                    // Open only where the category still decides.
                    assert!(
                        of_it.clone().all(|document| document.need != Need::Open || !document.categories.is_empty())
                    );
                    assert!(of_it.count() >= question.documents.len());
                }
            }
        }
    }
}

#[test]
fn the_points_sheet_answers_what_is_asked_of_points() {
    let rules = Rules::embedded();
    let asked = |points: &[(&str, Option<u32>)]| {
        let points = points.iter().map(|(item, points)| ((*item).to_owned(), *points)).collect();
        let answers = [("points-education".to_owned(), false)].into();
        let status = "高度専門職1号ロ".to_owned();
        let query = Query { procedure: "coe".to_owned(), status, points, answers, ..Query::default() };
        let question = rules.questions(&query, TODAY).into_iter().find(|question| question.id == "points-education");
        let question = question.expect("it is a question");
        let degree = rules.documents(&query, TODAY).into_iter().find(|document| document.id == "hsp-degree").unwrap();
        (question.answer, question.counted, degree.need)
    };
    let (education, degrees) = ("points_education_technical", "points_degrees");
    assert_eq!(asked(&[]), (Some(false), None, Need::No), "no sheet: by hand");
    assert_eq!(asked(&[(education, Some(20)), (degrees, None)]), (Some(true), Some(20), Need::Yes));
    assert_eq!(asked(&[(education, Some(20)), (degrees, Some(5))]), (Some(true), Some(25), Need::Yes));
    assert_eq!(asked(&[(education, Some(0)), (degrees, Some(0))]), (Some(false), Some(0), Need::No));
    assert_eq!(asked(&[(education, Some(0)), (degrees, None)]), (Some(false), None, Need::No), "not all of it yet");
}

#[test]
fn what_answers_a_question_by_points_is_an_item_that_counts() {
    let files = Rules::embedded_files();
    let source = files.iter().find(|source| source.path.ends_with("questions.toml")).unwrap();
    let table: toml::Table = source.text.parse().unwrap();
    let rows = table["question"].as_array().unwrap();
    let form = Catalog::embedded().form("change", "高度専門職2号", Some("N")).unwrap();
    let mut items = 0;
    for row in rows.iter().filter_map(|row| row.get("counted")) {
        for item in row.as_array().unwrap().iter().map(|item| item.as_str().unwrap()) {
            assert!(!form.item(item).expect(item).points.is_empty(), "{item}");
            items += 1;
        }
    }
    assert_eq!(items, 10);
}

#[test]
fn every_document_says_what_it_proves_and_where_that_was_read() {
    let rows = ["common", "work", "study", "family", "separate"]
        .map(|part| super::ids(&format!("documents-{part}.toml"), "document"));
    assert!(rows.iter().map(Vec::len).sum::<usize>() >= 280);
    let verdict = ask(&query(&["change", "経営・管理", "category=3"]).0, TODAY);
    for document in &verdict.documents {
        assert!(!document.proves.ja.is_empty() && !document.proves.en.is_empty() && document.source.contains('['));
        assert!(!document.by.is_empty());
    }
}

#[test]
fn a_category_is_asked_only_where_documents_depend_on_it() {
    let categories = |status: &str| Rules::embedded().company_categories(status, TODAY).len();
    assert_eq!((categories("技能"), categories("経営・管理"), categories("留学"), categories("医療")), (4, 4, 0, 0));
    for category in Rules::embedded().company_categories("技能", TODAY) {
        assert!(!category.members.is_empty() && !category.name.ja.is_empty());
    }
}

#[test]
fn notices_are_asked_of_those_who_owe_them() {
    let asked = |status: &str, procedure: &str| {
        let query = Query { procedure: procedure.into(), status: status.into(), ..Query::default() };
        let notices = Rules::embedded().notices(&query, TODAY).into_iter();
        notices.map(|notice| notice.event).filter(|event| !event.contains("address")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(asked("技能", "extension"), "job-left job-started organisation-changed name-changed card-lost");
    assert_eq!(asked("留学", "extension"), "organisation-changed school-left school-started name-changed card-lost");
    assert_eq!(asked("家族滞在", "extension"), "spouse-divorced spouse-died name-changed card-lost");
    assert_eq!(asked("定住者", "extension"), "name-changed card-lost");
    assert_eq!(asked("短期滞在", "extension"), "");
    assert_eq!(asked("技能", "coe"), "");
}
