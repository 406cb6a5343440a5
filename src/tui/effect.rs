//! What the app wants done, and what comes of it. Effects are data; a [`Hand`] carries them out on the desk.
//!
//! Nothing here decides anything: which effect follows which event is the app's alone.

use super::clients::{self, ClientAnswer, ClientEffect};
use super::event::Timer;
use super::picture;
use crate::case::{Case, Fact};
use crate::desk::{
    CaseLine, Desk, Filling, NewCase, OfficialExport, Outcome, Result, Saved, Sending, Setup, SignedReceipt, Slot,
    newer_forms,
};
use crate::desk::{Certificates, Family, Residence, Tries, write_whole};
use crate::form::{Form, Unused};
use crate::text::Lang;
use jiff::Timestamp;
use ratatui::layout::Size;
use ratatui_image::protocol::Protocol;
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Something to be done outside the app.
pub enum Effect {
    /// Opens the data folder; `create` makes it with this first staff member.
    Unlock {
        staff: String,
        passphrase: SecretString,
        create: bool,
    },
    /// Adds a staff member on the word of `by`, and opens the data folder as the new one.
    AddStaff {
        name: String,
        passphrase: SecretString,
        by: String,
        vouched: SecretString,
    },
    /// Forgets the keys.
    Lock,
    List,
    /// Asks what came of newer forms in the data folder.
    Forms,
    Begin(Box<NewCase>),
    Open(Uuid),
    Delete {
        case: Uuid,
        /// Said once more: also with its receipt.
        with_receipt: bool,
    },
    Clients(ClientEffect),
    Save {
        turn: u64,
        saved: Box<Saved>,
    },
    Keep {
        case: Uuid,
        path: String,
        typed: String,
    },
    Attach {
        case: Box<Case>,
        form: Arc<Form>,
        file: PathBuf,
        kind: String,
    },
    Know {
        case: Box<Case>,
        form: Arc<Form>,
        name: String,
        known: Option<String>,
    },
    Detach {
        case: Box<Case>,
        form: Arc<Form>,
        sha256: String,
    },
    /// `card`: the card that signs is opened with this PIN.
    Submit {
        case: Box<Case>,
        form: Arc<Form>,
        lang: Lang,
        card: Option<CardPin>,
    },
    Send(Uuid),
    Receipt(Uuid),
    Print {
        case: Uuid,
        lang: Lang,
        to: PathBuf,
    },
    /// Writes the official bulk files of these cases into a folder.
    ExportOfficial {
        cases: Vec<Uuid>,
        to: PathBuf,
    },
    /// Closes a case with the number the official site gave.
    CloseOfficial {
        case: Uuid,
        number: String,
    },
    /// Files whose path begins so.
    Complete(String),
    /// Watches the readers from now on.
    Watch,
    Cards,
    Tries,
    ReadCard {
        pin: SecretString,
        last_try: bool,
    },
    /// Reads the residence card whose number this is.
    ReadResidence(Option<String>),
    /// Asks a My Number card for its certificates.
    Certificates,
    /// Makes a picture of a card for so many cells.
    Picture {
        at: usize,
        bytes: Vec<u8>,
        room: Size,
    },
    Arm(Timer, Duration),
    /// Leaves this data folder for the practice folder, or back.
    Switch,
    Quit,
}

/// A PIN, and whether the person agreed to spend the last try on it.
pub struct CardPin {
    pub pin: SecretString,
    pub last_try: bool,
}

impl From<ClientEffect> for Effect {
    fn from(effect: ClientEffect) -> Effect {
        Effect::Clients(effect)
    }
}

/// What came of an effect.
pub enum Answer {
    /// Who is at the counter now, and the recovery key of a new data folder.
    Unlocked(Result<(String, Option<SecretString>)>),
    Listed(Result<(Vec<CaseLine>, Vec<Sending>)>),
    /// Newer forms that are not used; every flaw where none is.
    Forms(Result<Unused>),
    /// The case, and the text that stood under the caret when it was left.
    Opened(Result<(Box<Filling>, Option<(String, String)>)>),
    Deleted(Result<()>),
    Clients(ClientAnswer),
    Saved {
        turn: u64,
        at: Result<Timestamp>,
    },
    Kept(Result<Timestamp>),
    /// Files, stage and declarations as they now are.
    Changed(Result<Box<Case>>),
    Submitted(Result<Box<Case>>),
    Progress(Box<Sending>),
    Sent(Uuid, Result<Outcome>),
    Receipt(Uuid, Result<Box<SignedReceipt>>),
    Printed(Result<PathBuf>),
    Exported(Result<Box<OfficialExport>>),
    /// The number the case was closed with.
    ClosedOfficial(Result<String>),
    Completions(Vec<String>),
    Cards(Result<Vec<Slot>>),
    Tries(Result<Tries>),
    Facts(Result<(Family, Vec<Fact>)>),
    Residence(Result<Box<Residence>>),
    Certificates(Result<Certificates>),
    Picture(usize, Result<Protocol>),
}

/// Hears how far a submission is.
pub type Progress<'a> = &'a mut (dyn FnMut(&Sending) + Send);

/// Carries effects out, one after another.
pub struct Hand {
    setup: Setup,
    desk: Option<Desk>,
}

impl Hand {
    #[must_use]
    pub fn new(setup: Setup) -> Hand {
        Hand { setup, desk: None }
    }

    /// Gives this hand a desk that is open already.
    pub fn take(&mut self, desk: Option<Desk>) {
        self.desk = desk;
    }

    /// A second desk over the same data folder.
    #[must_use]
    pub fn again(&self) -> Option<Desk> {
        self.desk.as_ref().and_then(|desk| desk.again().ok())
    }

    /// Does one thing; `None` where there is nothing to tell.
    pub fn perform(&mut self, effect: Effect, progress: Progress<'_>) -> Option<Answer> {
        match effect {
            Effect::Unlock { staff, passphrase, create } => {
                Some(Answer::Unlocked(self.unlock(staff, &passphrase, create)))
            }
            Effect::AddStaff { name, passphrase, by, vouched } => {
                Some(Answer::Unlocked(self.add_staff(name, &passphrase, &by, &vouched)))
            }
            Effect::Lock => {
                self.desk = None;
                None
            }
            Effect::Complete(begun) => Some(Answer::Completions(completions(&begun))),
            Effect::Forms => newer_forms().map(Answer::Forms),
            Effect::Cards => Some(Answer::Cards(self.setup.cards())),
            Effect::Tries => Some(Answer::Tries(self.setup.card_tries())),
            Effect::ReadCard { pin, last_try } => {
                Some(Answer::Facts(self.setup.card_basic(&pin, last_try).map(|read| (read.card, read.facts))))
            }
            Effect::ReadResidence(number) => {
                Some(Answer::Residence(self.setup.card_residence(number.as_deref()).map(Box::new)))
            }
            Effect::Certificates => Some(Answer::Certificates(self.setup.card_certificates(None, false))),
            Effect::Picture { at, bytes, room } => Some(Answer::Picture(at, picture::shown(&bytes, room))),
            Effect::Watch | Effect::Arm(..) | Effect::Switch | Effect::Quit => None,
            effect => self.desk.as_mut().and_then(|desk| at_desk(desk, effect, progress)),
        }
    }

    fn unlock(
        &mut self,
        staff: String,
        passphrase: &SecretString,
        create: bool,
    ) -> Result<(String, Option<SecretString>)> {
        self.desk = None;
        let (desk, key) = if create {
            let (desk, key) = self.setup.create(&staff, passphrase)?;
            (desk, Some(key))
        } else {
            (self.setup.unlock(&staff, passphrase)?, None)
        };
        self.desk = Some(desk);
        Ok((staff, key))
    }

    fn add_staff(
        &mut self,
        name: String,
        passphrase: &SecretString,
        by: &str,
        vouched: &SecretString,
    ) -> Result<(String, Option<SecretString>)> {
        self.desk = None;
        self.setup.unlock(by, vouched)?.add_staff(&name, passphrase)?;
        self.unlock(name, passphrase, false)
    }
}

fn at_desk(desk: &mut Desk, effect: Effect, progress: Progress<'_>) -> Option<Answer> {
    Some(match effect {
        Effect::List => Answer::Listed(desk.cases().and_then(|cases| Ok((cases, desk.outbox()?)))),
        Effect::Begin(new) => {
            let begun = desk.new_case(&new).and_then(|filling| desk.open_to_fill(filling.case.id));
            Answer::Opened(begun.map(|filling| (Box::new(filling), None)))
        }
        Effect::Open(id) => open(desk, id),
        Effect::Delete { case, with_receipt } => Answer::Deleted(desk.delete(case, with_receipt)),
        Effect::Clients(effect) => Answer::Clients(clients::perform(desk, effect)),
        Effect::Save { turn, saved } => Answer::Saved { turn, at: desk.save(&saved) },
        Effect::Keep { case, path, typed } => Answer::Kept(desk.save_caret(case, &path, &typed)),
        Effect::Attach { case, form, file, kind } => {
            Answer::Changed(with(*case, form, |filling| desk.attach(filling, &file, &kind)))
        }
        Effect::Know { case, form, name, known } => {
            Answer::Changed(with(*case, form, |filling| desk.know(filling, &[(name, known)])))
        }
        Effect::Detach { case, form, sha256 } => {
            Answer::Changed(with(*case, form, |filling| desk.detach(filling, &sha256)))
        }
        Effect::Submit { case, form, lang, card } => Answer::Submitted(with(*case, form, |filling| match &card {
            None => desk.submit(filling, lang),
            Some(CardPin { pin, last_try }) => desk.submit_signed(filling, lang, pin, *last_try).map(drop),
        })),
        Effect::Send(id) => Answer::Sent(id, desk.send(id, progress)),
        Effect::Receipt(id) => Answer::Receipt(id, desk.receipt(id).map(Box::new)),
        Effect::Print { case, lang, to } => Answer::Printed(print(desk, case, lang, to)),
        Effect::ExportOfficial { cases, to } => Answer::Exported(desk.export_official(&cases, &to).map(Box::new)),
        Effect::CloseOfficial { case, number } => {
            Answer::ClosedOfficial(desk.close_official(case, &number).map(|()| number))
        }
        _ => return None,
    })
}

/// Opens a case; of a draft whose edition is not in this version, what moving it to the newest does.
fn open(desk: &Desk, id: Uuid) -> Answer {
    let opened = desk.open_to_fill(id).and_then(|filling| Ok((Box::new(filling), desk.caret(id)?)));
    match &opened {
        Err(error) if error.code == "no-edition" => match desk.newer_edition(id) {
            Ok(Some(moves)) => Answer::Clients(ClientAnswer::Edition(id, Ok(Some(Box::new(moves))))),
            _ => Answer::Opened(opened),
        },
        _ => Answer::Opened(opened),
    }
}

/// Does something with a case on its own and answers the case as it then is.
fn with(case: Case, form: Arc<Form>, act: impl FnOnce(&mut Filling) -> Result<()>) -> Result<Box<Case>> {
    let mut filling = Filling::new(case, form);
    act(&mut filling)?;
    Ok(Box::new(filling.case))
}

fn print(desk: &Desk, case: Uuid, lang: Lang, to: PathBuf) -> Result<PathBuf> {
    let page = desk.print_receipt(case, lang)?;
    write_whole(&to, &page)?;
    Ok(to)
}

/// Paths that begin as typed, folders with a slash at the end, in order; hidden files only when asked for.
fn completions(begun: &str) -> Vec<String> {
    let (folder, name) = begun.rsplit_once('/').map_or(("", begun), |(folder, name)| (&begun[..=folder.len()], name));
    let place = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
    let mut found: Vec<String> = entries
        .flatten()
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
        .filter(|(found, _)| found.starts_with(name) && (name.starts_with('.') || !found.starts_with('.')))
        .map(|(found, is_folder)| format!("{folder}{found}{}", if is_folder { "/" } else { "" }))
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::completions;

    #[test]
    fn completions_are_sorted_and_folders_end_in_a_slash() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("scans")).unwrap();
        for name in ["scan-2.pdf", "scan-1.pdf", ".scan", "photo.jpg"] {
            std::fs::write(dir.path().join(name), b"x").unwrap();
        }
        let begun = format!("{}/sc", dir.path().display());
        let names: Vec<String> =
            completions(&begun).iter().map(|path| path.rsplit_once("/sc").unwrap().1.to_owned()).collect();
        assert_eq!(names, ["an-1.pdf", "an-2.pdf", "ans/"]);
    }
}
