//! What is known already: answers offered to a case from the client's earlier cases, what is remembered of the client, and the
//! organisations kept; and what changed since the last filing. Nothing is taken over unasked.

use super::{Class, Desk, Error, Filling, Result};
use crate::case::{Answer, Case, Change, Entry, ItemChange, Origin, changes, same, sheets, to_send, xml};
use crate::form::{Catalog, Item, Kind, OrganisationItems, State};
use crate::store::{Client, Organisation};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A known answer beside what stands in the form. `Debug` prints no content.
#[derive(Clone)]
pub struct Offer {
    pub item: String,
    /// Number as printed.
    pub no: String,
    /// The answer as it would stand, with where and when it comes from.
    pub answer: Answer,
    /// What stands in the form now; `None` when nothing does.
    pub stands: Option<Answer>,
}

impl std::fmt::Debug for Offer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Offer").field("item", &self.item).finish_non_exhaustive()
    }
}

/// What changed since the last filing.
#[derive(Debug, Clone)]
pub struct Since {
    /// The case filed before: this one, or an earlier one of the client.
    pub case: Uuid,
    /// Number on its receipt.
    pub number: String,
    pub filed_at: Timestamp,
    pub changes: Vec<ItemChange>,
}

/// What is remembered of a client, and the item that asks it.
const ASKED: [(&str, &str); 4] = [
    ("stay_until", "current_expiry"),
    ("passport_until", "passport_expiry"),
    ("status", "current_status"),
    ("period", "current_period"),
];

impl Desk {
    /// Known answers for a case: of the client's earlier cases the latest, or what was said of the client since. Only such that
    /// differ from what stands in the form.
    ///
    /// # Errors
    /// Storage.
    pub fn offers(&self, filling: &Filling) -> Result<Vec<Offer>> {
        let Some(client) = self.store.client_of(filling.case.id)? else { return Ok(Vec::new()) };
        let mut earlier = Vec::new();
        for line in self.cases_of(client.id)?.iter().filter(|line| line.id != filling.case.id) {
            earlier.push(self.store.load(line.id)?);
        }
        let known = |item: &Item| {
            let answer = earlier.iter().find_map(|case| of_case(case, item));
            let said = said_since(&client, item, answer.as_ref());
            said.or(answer)
        };
        Ok(offers(filling, self.setup.today(), known))
    }

    /// Answers of an organisation for a case. Only such that differ from what stands in the form.
    #[must_use]
    pub fn organisation_offers(&self, filling: &Filling, organisation: &Organisation) -> Vec<Offer> {
        let origin = Origin::Organisation(organisation.id.to_string());
        let known = |item: &Item| organisation.answers.get(&item.id).map(|answer| from(answer, &origin));
        offers(filling, self.setup.today(), known)
    }

    /// Organisations and supporters, by name.
    ///
    /// # Errors
    /// Storage.
    pub fn organisations(&self) -> Result<Vec<Organisation>> {
        Ok(self.store.organisations()?)
    }

    /// The organisation of this name, or whose id begins so.
    ///
    /// # Errors
    /// None, or several; storage.
    pub fn find_organisation(&self, named: &str) -> Result<Organisation> {
        Ok(self.store.find_organisation(named)?)
    }

    /// Keeps the organisation or supporter that a case names, for all its people. One of the same name is replaced.
    ///
    /// # Errors
    /// The case names none, storage.
    pub fn keep_organisation(&mut self, filling: &Filling) -> Result<Organisation> {
        let own = OrganisationItems::embedded();
        let held = filling.case.answers.iter().filter(|(item, answer)| own.holds(item) && counts(answer));
        let answers: std::collections::BTreeMap<_, _> =
            held.map(|(item, answer)| (item.clone(), answer.clone())).collect();
        let typed = |item: &String| answers.get(item).map(|answer| answer.entry.typed.trim().to_owned());
        let name = own.name.iter().filter_map(typed).find(|name| !name.is_empty());
        let name = name.ok_or_else(|| Error::new(Class::Problems, "no-organisation-here", &[]))?;
        let before = self.store.organisations()?.into_iter().find(|known| known.name == name);
        let id = before.map_or_else(Uuid::now_v7, |known| known.id);
        let kept = Organisation { id, name, answers, saved_at: Timestamp::now(), saved_by: self.staff().to_owned() };
        self.store.keep_organisation(&kept)?;
        Ok(kept)
    }

    /// Forgets an organisation; answers taken from it stay in the cases.
    ///
    /// # Errors
    /// No such organisation, storage.
    pub fn delete_organisation(&mut self, id: Uuid) -> Result<()> {
        Ok(self.store.delete_organisation(id)?)
    }

    /// What changed since the last filing of this case, or, when it was never filed, of the client's last filed one.
    ///
    /// # Errors
    /// Nothing was filed for this client; storage.
    pub fn since_filed(&self, filling: &Filling) -> Result<Since> {
        let none = || Error::new(Class::Problems, "nothing-filed", &[]);
        let (case, receipt) = self.last_filed(filling.case.id)?.ok_or_else(none)?;
        let filed = self.store.filed_xml(case)?.ok_or_else(none)?;
        let before = match xml::read(&filed, Catalog::in_force()) {
            Ok(read) => read.case,
            // Its edition is not in this version any more: the answers kept of it are what was filed.
            Err(_) => self.store.load(case)?,
        };
        let today = self.setup.today();
        let now = to_send(&filling.case, &filling.form, today);
        Ok(Since {
            case,
            number: receipt.number,
            filed_at: receipt.time,
            changes: changes(&before, &now, &filling.form, today),
        })
    }

    fn last_filed(&self, case: Uuid) -> Result<Option<(Uuid, crate::wire::Receipt)>> {
        let receipt = |id| Ok::<_, Error>(self.store.receipt(id)?.map(|signed| (id, signed.receipt)));
        if let Some(own) = receipt(case)? {
            return Ok(Some(own));
        }
        let Some(client) = self.store.client_of(case)? else { return Ok(None) };
        let mut last: Option<(Uuid, crate::wire::Receipt)> = None;
        for line in self.cases_of(client.id)?.iter().filter(|line| line.number.is_some()) {
            let found = receipt(line.id)?;
            if found.as_ref().map(|(_, one)| one.time) > last.as_ref().map(|(_, one)| one.time) {
                last = found;
            }
        }
        Ok(last)
    }
}

impl Filling {
    /// Takes offers over; what changed.
    pub fn take<'a>(&mut self, offers: impl IntoIterator<Item = &'a Offer>) -> Vec<Change> {
        offers.into_iter().filter_map(|offer| self.answer_with(&offer.item, offer.answer.clone())).collect()
    }
}

/// Offers for the items of a form, from what is known for each.
fn offers(filling: &Filling, today: Date, known: impl Fn(&Item) -> Option<Answer>) -> Vec<Offer> {
    let offer = |item: &Item| {
        let answer = known(item).filter(|answer| fits(answer, &item.kind, today))?;
        let stands = filling.answer(&item.id).filter(|answer| counts(answer)).cloned();
        let new = stands.as_ref().is_none_or(|stands| !same(stands, &answer, &item.kind, today));
        new.then(|| Offer { item: item.id.clone(), no: item.number(), answer, stands })
    };
    let asked = sheets(&filling.form, &filling.case.status, filling.case.by).flat_map(|sheet| &sheet.items);
    asked.filter(|item| may_be_carried(item)).filter_map(offer).collect()
}

/// Photo and declarations are made anew each time, and what is derived is worked out.
pub(super) fn may_be_carried(item: &Item) -> bool {
    !matches!(item.kind, Kind::Photo | Kind::Declaration | Kind::Derived(_))
        && item.group.as_deref() != Some("declaration")
}

/// Anything was said that can be said again.
fn counts(answer: &Answer) -> bool {
    match answer.entry.state {
        State::NotAsked | State::Later => false,
        State::Answered => !answer.entry.typed.trim().is_empty() || !answer.rows.is_empty(),
        _ => true,
    }
}

/// The answer is one that the item takes: a choice that the form no longer has is not offered.
fn fits(answer: &Answer, kind: &Kind, today: Date) -> bool {
    matches!(kind, Kind::Table { .. })
        || answer.entry.state != State::Answered
        || kind.read(&answer.entry.typed, today).faults.is_empty()
}

fn of_case(case: &Case, item: &Item) -> Option<Answer> {
    let answer = case.answers.get(&item.id).filter(|answer| counts(answer))?;
    Some(from(answer, &Origin::EarlierCase(case.id.to_string())))
}

/// The answer with where it comes from; when and by whom it was given stays.
pub(super) fn from(answer: &Answer, origin: &Origin) -> Answer {
    let mut answer = answer.clone();
    answer.entry.origin = origin.clone();
    for cell in answer.rows.iter_mut().flat_map(|row| row.cells.values_mut()) {
        cell.origin = origin.clone();
    }
    answer
}

/// What was said of the client later than the answer of an earlier case.
fn said_since(client: &Client, item: &Item, answer: Option<&Answer>) -> Option<Answer> {
    let (word, _) = ASKED.iter().find(|(_, asked)| *asked == item.id)?;
    let known = client.known.get(*word)?;
    let at = answer.and_then(|answer| answer.entry.at);
    if answer.is_some() && at.is_none_or(|at| known.at <= at) {
        return None;
    }
    let entry = Entry {
        state: State::Answered,
        typed: known.value.clone(),
        origin: known.origin.clone(),
        by: Some(known.by.as_str().into()),
        at: Some(known.at),
    };
    Some(Answer { entry, rows: Vec::new() })
}
