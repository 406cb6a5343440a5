//! The documents: `documents.txt`, one line a case; the questions they depend on, and their answers.

use super::{TODAY, ask, table};
use jiff::civil::date;
use madoguchi::law::{Need, Query, Rules};

const TABLE: &str = include_str!("documents.txt");

fn query(line: &[&str]) -> Query {
    let mut query =
        Query { procedure: line[0].into(), status: line[1].into(), born: Some(date(1990, 1, 1)), ..Query::default() };
    for known in line[2].split_whitespace().filter(|known| *known != "-") {
        let (name, value) = known.split_once('=').unwrap();
        if name == "category" {
            query.category = value.parse().ok();
        } else {
            query.answers.insert(name.to_owned(), value == "yes");
        }
    }
    query
}

#[test]
fn every_line_of_the_table() {
    for line in table(TABLE) {
        let documents = Rules::embedded().documents(&query(&line), TODAY);
        let needed: Vec<&str> =
            documents.iter().filter(|document| document.needed()).map(|document| document.id.as_str()).collect();
        assert_eq!(needed.join(" "), line[3], "{line:?}");
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
fn every_document_says_what_it_proves_and_where_that_was_read() {
    let rows = ["common", "work", "study", "family", "separate"]
        .map(|part| super::ids(&format!("documents-{part}.toml"), "document"));
    assert!(rows.iter().map(Vec::len).sum::<usize>() >= 280);
    let verdict = ask(&query(&["change", "経営・管理", "category=3"]), TODAY);
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
