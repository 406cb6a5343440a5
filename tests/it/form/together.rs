//! Applications filed together as one case.

use super::filler::{TODAY, empty, filled, said};
use madoguchi::case::Path;
use madoguchi::form::{Catalog, Part};
use madoguchi::law::FiledBy;
use std::collections::BTreeSet;

const STATUS: &str = "技術・人文知識・国際業務";

#[test]
fn what_is_filed_together_is_asked_only_where_it_is_chosen() {
    let form = Catalog::embedded().form("extension", STATUS, None).expect("the form");
    let mut filling = empty(&form, STATUS, FiledBy::Oneself);
    let asked = |filling: &madoguchi::desk::Filling, id: &str| filling.walk(TODAY).step(id).is_some();
    assert!(!asked(&filling, "permit_type") && !asked(&filling, "current_activity"));
    filling.put(&Path::item("together"), said("再入国許可申請".to_owned()));
    assert!(asked(&filling, "permit_type") && !asked(&filling, "current_activity"));
    filling.put(&Path::item("together"), said("再入国許可申請; 資格外活動許可申請".to_owned()));
    assert!(asked(&filling, "permit_type") && asked(&filling, "current_activity"));
    // What the sheet itself asks on a condition stays on that condition.
    assert!(!asked(&filling, "pending_trial_detail"));
    filling.put(&Path::item("pending_trial"), said("yes".to_owned()));
    assert!(asked(&filling, "pending_trial_detail"));
}

#[test]
fn what_both_applications_ask_is_asked_once() {
    let catalog = Catalog::embedded();
    let alone = catalog.form("reentry", STATUS, None).expect("the form");
    for procedure in ["change", "extension"] {
        let form = catalog.form(procedure, STATUS, None).expect("the form");
        let own: BTreeSet<&str> = form
            .sheets
            .iter()
            .filter(|sheet| sheet.part != Part::Together)
            .flat_map(|sheet| &sheet.items)
            .map(|item| item.id.as_str())
            .collect();
        let together = form.sheets.iter().find(|sheet| sheet.code == "reentry").expect("the sheet");
        let added: Vec<&str> = together.items.iter().map(|item| item.id.as_str()).collect();
        let wanted: Vec<&str> = alone.items().map(|item| item.id.as_str()).filter(|id| !own.contains(id)).collect();
        assert_eq!(added, wanted, "{procedure}");
        assert!(!added.contains(&"nationality") && added.contains(&"departure_date"));
    }
    let coe = catalog.form("coe", STATUS, None).expect("the form");
    assert!(coe.sheets.iter().all(|sheet| sheet.part != Part::Together), "nothing is filed with it");
}

#[test]
fn a_case_with_everything_together_reaches_its_review() {
    let form = Catalog::embedded().form("change", STATUS, None).expect("the form");
    for turn in 0..3 {
        let mut filling = filled(&form, STATUS, FiledBy::Agent, turn);
        let all = "再入国許可申請; 資格外活動許可申請; 就労資格証明書交付申請";
        filling.put(&Path::item("together"), said(all.to_owned()));
        filling.put(&Path::item("card_receipt"), said("窓口".to_owned()));
        super::filler::fill(&mut filling, turn, true);
        assert_eq!(filling.problems(TODAY).len(), 0, "{:?}", filling.problems(TODAY));
        assert!(filling.walk(TODAY).step("use_purpose").is_some());
    }
}
