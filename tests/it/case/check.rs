//! Every problem of a case, and none that is not one.

use super::{STATUS, TODAY, answer, empty, file, whole};
use madoguchi::case::{Answer, PHOTO, check};
use madoguchi::desk::Filling;
use madoguchi::form::Kind;
use madoguchi::law::{FiledBy, Rules};
use madoguchi::text::{Lang, has};

/// Problems as `path code`.
fn problems(filling: &Filling) -> Vec<String> {
    let problems = check(&filling.case, &filling.form, Rules::embedded(), TODAY);
    problems.iter().map(|problem| format!("{} {}", problem.path, problem.fault.code)).collect()
}

#[test]
fn a_case_with_everything_has_no_problem() {
    assert_eq!(problems(&whole()), Vec::<String>::new());
}

#[test]
fn an_empty_case_misses_what_is_required_in_paper_order() {
    let filling = empty(FiledBy::Oneself);
    let found = problems(&filling);
    assert_eq!(found[0], "photo photo-missing");
    assert!(found.contains(&"nationality missing".to_owned()));
    // A table whose question was not answered with yes is not asked.
    assert!(!found.iter().any(|problem| problem.starts_with("family ")), "{found:#?}");
    let order: Vec<usize> = found
        .iter()
        .filter_map(|problem| problem.split(' ').next())
        .filter_map(|id| filling.form.items().position(|item| item.id == id))
        .collect();
    assert!(order.is_sorted(), "{found:#?}");
}

#[test]
fn one_change_to_a_whole_case_gives_its_problem() {
    for (lines, expected) in [
        ("nationality=Atlantis", "nationality not-a-choice"),
        ("birth_date=2001-02-30", "birth_date bad-date"),
        ("sex:=later", "sex later"),
        ("sex:=declined", "sex state-not-allowed"),
        ("occupation=   ", "occupation missing"),
        ("corporate_number=8000099990002", "corporate_number check-digit"),
        ("criminal_record=yes", "criminal_record_detail missing"),
        ("has_family=yes", "family missing"),
        ("has_family=yes\nfamily:=none", "family state-not-allowed"),
        ("mobile:=none", "phone one-phone"),
        ("email_again=other@example.jp", "email email-again"),
        ("foreign_employee_count=49", "employee_count more-foreign-than-all"),
        ("work_history[1].employer:=later", "work_history[1].employer later"),
        ("contract_type=その他", "contract_type_other missing"),
    ] {
        let mut filling = whole();
        answer(&mut filling, lines);
        let found = problems(&filling);
        assert!(found.iter().any(|problem| problem == expected), "{lines}: {found:?}, not {expected}");
    }
}

#[test]
fn a_state_the_item_accepts_is_an_answer() {
    let mut filling = whole();
    answer(&mut filling, "home_town:=unknown\nresidence_card_number:=none\nemployer_branch:=none");
    assert_eq!(problems(&filling), Vec::<String>::new());
}

#[test]
fn rows_of_a_table_are_checked_cell_by_cell() {
    let mut filling = whole();
    answer(
        &mut filling,
        "has_family=yes\nfamily[1].relationship=妻\nfamily[1].name=ＮＧＵＹＥＮ　ＴＨＩ　Ｂ\nfamily[1].birth_date=2099-01-01\n\
         family[1].nationality=ベトナム\nfamily[1].living_together=yes\nfamily[3].name=ＬＥ　Ｃ",
    );
    let found = problems(&filling);
    assert!(found.iter().any(|problem| problem.starts_with("family[1].birth_date ")), "{found:#?}");
    // The second row is empty: it does not count. The third holds a name: the rest of it is asked for.
    assert!(!found.iter().any(|problem| problem.starts_with("family[2]")), "{found:#?}");
    assert!(found.contains(&"family[3].nationality missing".to_owned()), "{found:#?}");
}

#[test]
fn more_rows_than_the_paper_has_are_told() {
    let mut filling = whole();
    answer(&mut filling, "has_family=yes");
    let Some(Kind::Table { rows, .. }) = filling.form.item("family").map(|item| &item.kind) else {
        panic!("family is a table")
    };
    let most = *rows;
    for row in 1..=most {
        answer(&mut filling, &format!("family[{row}].name=ＬＥ"));
    }
    assert!(!problems(&filling).contains(&"family rows-full".to_owned()));
    answer(&mut filling, &format!("family[{}].name=ＬＥ", most + 1));
    assert!(problems(&filling).contains(&"family rows-full".to_owned()));
}

#[test]
fn answers_that_are_not_asked_are_no_problem() {
    let mut filling = whole();
    answer(
        &mut filling,
        "criminal_record=yes\ncriminal_record_detail=あああああああああああああああああああああああああああああああああああああああああ",
    );
    assert!(problems(&filling).iter().any(|problem| problem.starts_with("criminal_record_detail ")));
    answer(&mut filling, "criminal_record=no");
    assert_eq!(problems(&filling), Vec::<String>::new());
}

#[test]
fn who_files_decides_which_block_is_asked() {
    let asks = |by, item: &str| problems(&empty(by)).iter().any(|problem| problem.starts_with(item));
    let form = empty(FiledBy::Oneself).form;
    let agent = form.items().find(|item| item.group.as_deref() == Some("agent")).map(|item| item.id.clone()).unwrap();
    assert!(asks(FiledBy::Agent, &agent));
    assert!(asks(FiledBy::Organisation, &agent));
    assert!(!asks(FiledBy::Oneself, &agent));
}

#[test]
fn the_photo_is_a_jpeg_of_limited_size_and_asked_from_an_age() {
    let photo = |media, size| {
        let mut filling = whole();
        filling.case.attachments.retain(|attachment| attachment.kind != PHOTO);
        filling.case.attachments.push(file("photo.jpg", PHOTO, media, size));
        problems(&filling)
    };
    assert_eq!(photo("application/pdf", 1000), ["photo photo-not-jpeg"]);
    assert_eq!(photo("image/jpeg", Rules::embedded().limits(TODAY).photo_bytes + 1), ["photo photo-too-large"]);

    let mut infant = whole();
    infant.case.attachments.retain(|attachment| attachment.kind != PHOTO);
    assert_eq!(problems(&infant), ["photo photo-missing"]);
    answer(&mut infant, "birth_date=2026-08-01");
    assert!(!problems(&infant).contains(&"photo photo-missing".to_owned()));
}

#[test]
fn documents_are_pdf_few_enough_and_small_enough() {
    let limits = Rules::embedded().limits(TODAY);
    let mut filling = whole();
    filling.case.attachments.push(file("letter.jpg", "", "image/jpeg", 10));
    assert_eq!(problems(&filling), ["documents document-not-pdf"]);

    let mut filling = whole();
    for number in 0..limits.files {
        filling.case.attachments.push(file(&format!("{number}.pdf"), "", "application/pdf", 10));
    }
    assert_eq!(problems(&filling), ["documents too-many-files"]);

    let mut filling = whole();
    filling.case.attachments.push(file("scan.pdf", "", "application/pdf", limits.total_bytes));
    assert_eq!(problems(&filling), ["documents too-large-files"]);
}

#[test]
fn a_document_that_is_always_asked_for_is_missed() {
    let mut files = Rules::embedded_files();
    let documents = files.iter_mut().find(|file| file.path.ends_with("documents-common.toml")).unwrap();
    documents.text.push_str(
        "\n[[document]]\nid = \"oath\"\nprocedures = [\"extension\"]\nstatuses = [\"*\"]\nja = \"誓約書\"\nen = \"Oath\"\n\
         required = \"always\"\nproves = { ja = \"誓い\", en = \"An oath\" }\nform = \"original\"\nby = \"applicant\"\narticle = \"1\"\n\
         source = \"invented\"\nchecked = true\n",
    );
    let rules = Rules::read(&files).unwrap();
    let mut filling = whole();
    let missed = check(&filling.case, &filling.form, &rules, TODAY);
    assert_eq!(missed.iter().map(|problem| problem.fault.code).collect::<Vec<_>>(), ["document-missing"]);
    filling.case.attachments.push(file("oath.pdf", "oath", "application/pdf", 10));
    assert_eq!(check(&filling.case, &filling.form, &rules, TODAY), []);
}

#[test]
fn the_category_and_the_answers_decide_which_documents_are_missed() {
    let missed = |facts: &[(&str, &str)]| {
        let mut filling = whole();
        filling.case.facts = facts.iter().map(|(name, known)| ((*name).to_owned(), (*known).to_owned())).collect();
        let problems = check(&filling.case, &filling.form, Rules::embedded(), TODAY);
        let id = |problem: &madoguchi::case::Problem| problem.fault.args[0].1.clone();
        problems.iter().map(id).collect::<Vec<String>>().join(" ")
    };
    assert_eq!(missed(&[]), "");
    assert_eq!(missed(&[("category", "1")]), "category-1-proof");
    assert_eq!(missed(&[("category", "3")]), "", "the sample is one of category 3");
    assert_eq!(missed(&[("dispatched", "yes")]), "gij-dispatch-pledge gij-dispatch-contract gij-dispatch-ledgers");
    assert_eq!(missed(&[("dispatched", "no")]), "");
}

#[test]
fn an_answer_of_no_item_is_told() {
    let mut filling = whole();
    filling.case.answers.insert("favourite_colour".into(), Answer::default());
    assert_eq!(problems(&filling), ["favourite_colour unknown-item"]);
}

#[test]
fn every_code_has_a_sentence_and_a_mend_in_every_language() {
    let mut cases = vec![empty(FiledBy::Agent), empty(FiledBy::LegalRepresentative), whole()];
    answer(&mut cases[2], "sex:=later\nmarital_status:=declined\nphone:=none\nmobile:=none\nemail_again=x@example.jp");
    for filling in &cases {
        for problem in check(&filling.case, &filling.form, Rules::embedded(), TODAY) {
            for lang in Lang::all() {
                for id in [format!("problem-{}", problem.fault.code), format!("fix-{}", problem.fault.code)] {
                    assert!(has(*lang, &id), "{}: {id}", lang.tag());
                }
            }
        }
    }
    assert_eq!(cases[0].case.status, STATUS);
}
