//! What staff can do, once, for every face: open, answer, attach, read a card, review, submit, print.
//!
//! Both faces call these operations and nothing below them. Operations block; faces run them off the drawing thread.

mod cards;
mod cases;
mod clients;
mod editions;
mod error;
mod files;
mod filling;
mod forms;
mod import;
mod law;
mod official;
mod prints;
mod reuse;
mod samples;
mod sending;
mod signing;
mod staff;
mod verify;
mod words;

pub use crate::card::residence::{Detail, Genuine, PICTURE_THREAD, Residence, Why, picture};
pub use crate::card::{CardCertificate, Certificates, Family, Place, Slot, Tries};
pub use crate::sign::Holder;
pub use crate::sign::algorithm_of;
pub use crate::store::{Client, Happened, Known, Organisation, SetAside};
pub use crate::wire::{Receipt, SignedIn, SignedReceipt};
pub use cards::Suggestion;
pub use cases::{CaseLine, NewCase, Saved, together};
pub use clients::{Due, certificate, deadlines, due, unnotified};
pub use editions::{Move, plan};
pub use error::{Class, Error, Told, tell};
pub use files::write_whole;
pub use filling::Filling;
pub use forms::{forms_in_force, newer_forms, unused_forms};
pub use import::{Imported, read_cases};
pub use law::{law_files, rule_files, rules_in_force};
pub use official::{OfficialExport, OfficialFile, OfficialProblem};
pub use reuse::{Offer, Since};
pub use samples::Samples;
pub use sending::{Outcome, Sending, SendingFile};
pub use staff::{SHORTEST_PASSPHRASE, staff_of_backup};
pub use verify::{CardTrust, Verified, unpack, verify};
pub use words::{
    choice_words, document_proves, document_when, law_sentence, question_text, row_words, verdict_sentences,
};

use crate::law::{Query, Rules, Verdict};
use crate::store::Store;
use crate::text::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Result of an operation.
pub type Result<T> = std::result::Result<T, Error>;

/// Starts (or finds) the practice server of a data folder and answers its URL; `main` gives it. The key encrypts its ledger
/// and files. The error is a sentence.
pub type StartPractice = Arc<dyn Fn(&Path, &[u8; 32]) -> std::result::Result<String, String> + Send + Sync>;

/// How this desk is set up.
#[derive(Clone)]
pub struct Setup {
    pub data: PathBuf,
    /// `None`: the practice server.
    pub server: Option<String>,
    /// The date the rules are applied for; `None`: today in Japan.
    pub today: Option<Date>,
    /// Language of the staff.
    pub lang: Lang,
    pub card: Place,
    pub start_practice: StartPractice,
}

impl Setup {
    /// The date the rules are applied for.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today.unwrap_or_else(|| japan(Timestamp::now()).date())
    }

    /// Nothing leaves this computer for any agency.
    #[must_use]
    pub fn practice(&self) -> bool {
        self.server.is_none()
    }
}

/// The time in Japan, where deadlines are counted.
#[must_use]
pub fn japan(at: Timestamp) -> jiff::Zoned {
    // Japan has had no daylight saving since 1951: the fixed offset stands in where no time zone data can be read.
    let tokyo =
        jiff::tz::TimeZone::get("Asia/Tokyo").unwrap_or_else(|_| jiff::tz::TimeZone::fixed(jiff::tz::offset(9)));
    at.to_zoned(tokyo)
}

/// An unlocked desk: one staff member at one data folder.
pub struct Desk {
    pub setup: Setup,
    store: Store,
    link: Option<sending::Link>,
}

impl Desk {
    fn over(setup: &Setup, store: Store) -> Desk {
        Desk { setup: setup.clone(), store, link: None }
    }

    /// A second desk for another thread: own connection, same keys.
    ///
    /// # Errors
    /// Storage.
    pub fn again(&self) -> Result<Desk> {
        Ok(Desk::over(&self.setup, self.store.again()?))
    }

    /// Who is at the counter.
    #[must_use]
    pub fn staff(&self) -> &str {
        self.store.staff()
    }

    /// A small setting of this data folder (theme, last language).
    ///
    /// # Errors
    /// Storage.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        Ok(self.store.setting(name)?)
    }

    /// # Errors
    /// Storage.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<()> {
        Ok(self.store.set_setting(name, value)?)
    }

    /// A whole, encrypted copy of the data folder in one file; opens with the same passphrases.
    ///
    /// # Errors
    /// Storage; the file exists.
    pub fn backup(&self, to: &Path) -> Result<()> {
        Ok(self.store.backup(to)?)
    }
}

impl Setup {
    /// May it be filed: the verdict shown before the first item. Needs no unlocked desk.
    ///
    /// # Errors
    /// Unknown procedure.
    pub fn verdict(&self, query: &Query) -> Result<Verdict> {
        let rules = Rules::in_force();
        let known = rules.procedures(self.today());
        if !known.contains(&query.procedure) {
            return Err(crate::form::NoForm::Procedure(query.procedure.clone(), known).into());
        }
        Ok(crate::law::verdict(query, rules, self.today()))
    }
}
