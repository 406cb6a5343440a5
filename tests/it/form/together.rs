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
    for procedure in ["change", "extension", "acquisition"] {
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
        // Who acquires a status has none yet, and no card.
        let standing = ["current_status", "current_period", "current_expiry", "residence_card_number"];
        let left = |id: &&str| !own.contains(id) && (procedure != "acquisition" || !standing.contains(id));
        let wanted: Vec<&str> = alone.items().map(|item| item.id.as_str()).filter(left).collect();
        assert_eq!(added, wanted, "{procedure}");
        assert!(!added.contains(&"nationality") && added.contains(&"departure_date"));
    }
    let coe = catalog.form("coe", STATUS, None).expect("the form");
    assert!(coe.sheets.iter().all(|sheet| sheet.part != Part::Together), "nothing is filed with it");
}

#[test]
fn what_was_not_seen_in_a_source_is_marked() {
    for (procedure, seen) in [("extension", true), ("acquisition", false)] {
        let form = Catalog::embedded().form(procedure, STATUS, None).expect("the form");
        let item = |id| form.item(id).expect("the item").checked;
        assert_eq!((item("together"), item("side_business")), (seen, true), "{procedure}");
        assert!(!item("use_purpose"), "the number of the paper was not seen");
        let certificate = form.sheets.iter().find(|sheet| sheet.code == "authorized-employment").expect("the sheet");
        assert!(certificate.items.iter().all(|item| !item.checked), "{procedure}");
    }
}

#[test]
fn what_both_ask_fills_the_official_columns_of_both() {
    let form = Catalog::embedded().form("extension", STATUS, None).expect("the form");
    let columns = |id| form.item(id).expect("the item").official.join(" ");
    assert_eq!(columns("rep_name"), "N!BP simultaneous!AQ simultaneous!CC simultaneous!CV");
    assert_eq!(columns("criminal_record"), "common!AA simultaneous!AL");
}

/// What can be filed together is what the law lets be filed online only so, and what the templates have beside.
#[test]
fn what_can_be_filed_together_agrees_with_the_rules() {
    let today = TODAY;
    for procedure in Catalog::embedded().procedures() {
        let joined = Catalog::embedded().filed_with(&procedure.slug);
        for other in Catalog::embedded().procedures() {
            let only_with = madoguchi::law::Rules::embedded().only_with(&other.slug, today);
            let law = only_with.contains(&procedure.slug);
            let extra = other.slug == "authorized-employment" && !joined.is_empty();
            assert_eq!(joined.contains(&other.slug.as_str()), law || extra, "{} with {}", other.slug, procedure.slug);
        }
    }
}

#[test]
fn a_case_with_everything_together_reaches_its_review() {
    for (procedure, turn) in [("change", 0), ("extension", 1), ("change", 2), ("acquisition", 0), ("acquisition", 1)] {
        let form = Catalog::embedded().form(procedure, STATUS, None).expect("the form");
        let mut filling = filled(&form, STATUS, FiledBy::Agent, turn);
        let all = "再入国許可申請; 資格外活動許可申請; 就労資格証明書交付申請";
        filling.put(&Path::item("together"), said(all.to_owned()));
        if form.item("card_receipt").is_some() {
            filling.put(&Path::item("card_receipt"), said("窓口".to_owned()));
        }
        super::filler::fill(&mut filling, turn, true);
        assert_eq!(filling.problems(TODAY).len(), 0, "{:?}", filling.problems(TODAY));
        assert!(filling.walk(TODAY).step("use_purpose").is_some());
    }
}
