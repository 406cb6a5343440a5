//! The check of a form on arrival: the same reading, the same rules, the same law as at the counter.

use super::app::App;
use super::ledger::Key;
use super::problem::Problem;
use crate::case::{self, Case, xml};
use crate::form::Form;
use crate::law;
use crate::sign;
use crate::wire::{ReceiptOffice, ReceivedFile, Weighed};
use jiff::Timestamp;
use jiff::civil::Date;

/// A form without problems.
pub struct Examined {
    pub key: Key,
    /// Form code and edition, for the receipt.
    pub code: String,
    pub office: Option<ReceiptOffice>,
    /// Files it names, in its order.
    pub files: Vec<ReceivedFile>,
    pub verdict: Weighed,
}

/// Reads and checks a form as of `today`.
///
/// # Errors
/// Not a case, or one with problems: all of them, item by item.
pub fn examine(app: &App, bytes: &[u8], today: Date) -> Result<Examined, Problem> {
    let imported = xml::read(bytes, app.catalog).map_err(|refused| Problem::from(&refused))?;
    let mut problem = Problem::of_case();
    imported.notes.iter().for_each(|note| problem.add_note(note));
    if let Some(signature) = &imported.signature
        && let Err(why) = signed(app, signature)
    {
        problem.add_signature(&why);
    }
    let case = imported.case;
    let form = app.catalog.pinned(&case.form).map_err(|_| Problem::from(super::problem::BAD_CASE))?;
    case::check(&case, &form, app.rules, today).iter().for_each(|found| problem.add_found(found));
    if case.declared.is_none() {
        problem.add_undeclared();
    }
    let (verdict, office) = weigh(app, &case, &form, today, &mut problem);
    if problem.has_items() {
        return Err(problem.weighed(verdict));
    }
    Ok(Examined {
        key: Key { case: case.id, revision: case.revision },
        code: format!("{} {}", case.form.code, case.form.edition),
        office,
        files: case.attachments.iter().map(named).collect(),
        verdict,
    })
}

/// Whether a card's signature holds and counts.
fn signed(app: &App, signature: &xml::Signature) -> Result<(), sign::Error> {
    let manifest = signature.manifest.as_deref().ok_or(sign::Error::Broken)?;
    sign::verify_detached(&signature.cms, manifest.as_bytes(), &app.trust, Timestamp::now()).map(|_| ())
}

/// What the law says of it today, and which office handles it. What cannot be filed together with it, and a stay that has ended, is told
/// at that item by the check.
fn weigh(app: &App, case: &Case, form: &Form, today: Date, problem: &mut Problem) -> (Weighed, Option<ReceiptOffice>) {
    let verdict = law::verdict(&case::query(case, form, today), app.rules, today);
    let told = |code: &str| code == "together-not" || (code == "too-late" && form.item(EXPIRES).is_some());
    if verdict.refuses()
        && let Some(reason) = verdict.reasons.first().filter(|reason| !told(&reason.code))
    {
        let no = form.item(EXPIRES).map(crate::form::Item::number).unwrap_or_default();
        problem.add_law(EXPIRES, no, &reason.code, &reason.args);
    }
    let weighed = Weighed {
        online: verdict.online.word().to_owned(),
        rule: verdict.reasons.first().map(|reason| reason.rule.clone()).unwrap_or_default(),
        from: verdict.from,
        until: verdict.until,
        counter_until: verdict.counter_until,
    };
    let office = verdict.office.map(|office| ReceiptOffice {
        ja: office.name.ja,
        en: office.name.en,
        phone: office.phone,
        checked: office.checked,
    });
    (weighed, office)
}

/// Item the refusal of the law stands at.
const EXPIRES: &str = "current_expiry";

fn named(file: &case::Attachment) -> ReceivedFile {
    ReceivedFile { name: file.name.clone(), kind: file.kind.clone(), sha256: file.sha256.clone(), size: file.size }
}
