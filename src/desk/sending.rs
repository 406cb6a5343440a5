//! From the outbox to the receipt: declare and queue, send, keep what was confirmed, keep the receipt.

use super::{Class, Desk, Error, Filling, Result, Told, verdict_sentences};
use crate::card::Family;
use crate::case::{Case, Declared, Event, Stage, query, to_send, xml};
use crate::law::{self, Rules};
use crate::sign::{self, Holder};
use crate::store::{Store, Waiting};
use crate::sync::{self, Client, Job, JobFile};
use crate::text::Lang;
use crate::wire::SignedReceipt;
use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use secrecy::SecretString;
use uuid::Uuid;

/// How far a submission is, for screens and `outbox`.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Sending {
    pub case: Uuid,
    pub client: String,
    pub revision: u32,
    pub attempts: u32,
    /// Why the last try ended, in words.
    pub last_error: Option<String>,
    pub files: Vec<SendingFile>,
}

impl Sending {
    /// Bytes confirmed and bytes in all.
    #[must_use]
    pub fn bytes(&self) -> (u64, u64) {
        self.files.iter().fold((0, 0), |(sent, size), file| (sent + file.sent, size + file.size))
    }
}

/// How far a file is.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct SendingFile {
    pub name: String,
    pub sha256: String,
    pub size: u64,
    pub sent: u64,
}

/// How a try to send ended.
#[derive(Debug, Clone)]
pub enum Outcome {
    Received(Box<SignedReceipt>),
    /// Waits for the link; will be tried again. Why, in words.
    Waiting(String),
    /// The server refused: what it said.
    Refused(Vec<Told>),
}

/// What the practice server's certificate is pinned under: its port changes, its certificate does not.
const PRACTICE: &str = "practice";

/// The server this desk talks to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Server {
    url: String,
    practice: bool,
}

/// An open connection to the server.
pub(super) struct Link {
    pub(super) runtime: tokio::runtime::Runtime,
    pub(super) client: Client,
    /// Certificate receipts are verified with (PEM).
    pub(super) pinned: String,
}

/// A case about to be queued.
struct Declaring {
    case: Case,
    /// What is asked of it as things stand, and its XML.
    sent: Case,
    xml: Vec<u8>,
}

impl Desk {
    /// Records both declarations (made in `lang` before the acting staff member) and puts the case into the outbox, in one
    /// transaction. A case that was queued or sent before stays as it is.
    ///
    /// # Errors
    /// The problems of the case, all of them; a stage that does not allow it; storage.
    pub fn submit(&mut self, filling: &mut Filling, lang: Lang) -> Result<()> {
        let now = Timestamp::now();
        if let Some(declared) = self.declare(filling, lang, now)? {
            self.store.queue(&declared.case, &declared.xml, now)?;
            filling.case = declared.case;
        }
        Ok(())
    }

    /// As [`Desk::submit`], signed by the My Number card of the person who files: the document holds the signature. Nothing is asked of
    /// the card before the case is without problems, and nothing is queued unless the card signed. `None`: it was queued before.
    ///
    /// # Errors
    /// As [`Desk::submit`]; card trouble, wrong PIN with the tries left, only one try left and `last_try` not given.
    pub fn submit_signed(
        &mut self,
        filling: &mut Filling,
        lang: Lang,
        pin: &SecretString,
        last_try: bool,
    ) -> Result<Option<Holder>> {
        let now = Timestamp::now();
        let Some(declared) = self.declare(filling, lang, now)? else { return Ok(None) };
        let signature = self.setup.sign(&declared.sent, pin, last_try, now)?;
        self.store.queue(&declared.case, &xml::signed(&declared.xml, &signature.cms), now)?;
        filling.case = declared.case;
        // The case is queued: that a date could not be kept for later changes nothing of that.
        let _ = self.remember_card(filling.case.id, Family::MyNumber, &signature.facts());
        Ok(Some(signature.holder))
    }

    /// Whether a case can be submitted now; `false` when it was queued or sent before.
    ///
    /// # Errors
    /// The problems of the case, all of them; the law, where it lets nothing be filed online today.
    pub fn may_submit(&self, filling: &Filling) -> Result<bool> {
        let stage = filling.case.stage;
        if !stage.editable() && stage != Stage::Withdrawn && stage != Stage::Amended {
            return Ok(false);
        }
        let (today, lang) = (self.setup.today(), self.setup.lang);
        let problems = filling.problems(today);
        if !problems.is_empty() {
            return Err(Error::problems(&problems, lang));
        }
        let verdict = law::verdict(&query(&filling.case, &filling.form, today), Rules::in_force(), today);
        if verdict.refuses() {
            let why = verdict_sentences(lang, &verdict).join(" ");
            return Err(Error::new(Class::Refused, "cannot-send", &[("why", &why)]));
        }
        Ok(true)
    }

    /// The case with both declarations, and what is to be sent of it; `None` when it was queued or sent before.
    fn declare(&self, filling: &Filling, lang: Lang, now: Timestamp) -> Result<Option<Declaring>> {
        if !self.may_submit(filling)? {
            return Ok(None);
        }
        let stage = filling.case.stage;
        let mut case = filling.case.clone();
        case.stage = stage.advance(Event::Declare)?.advance(Event::Queue)?;
        case.declared = Some(Declared { lang: lang.tag().to_owned(), staff: self.staff().to_owned(), at: now });
        // What is not asked as things stand stays here.
        let sent = to_send(&case, &filling.form, self.setup.today());
        let xml = xml::write(&sent, xml::Files::Beside, |_| Ok::<_, Error>(Vec::new()))?;
        Ok(Some(Declaring { case, sent, xml }))
    }

    /// What waits in the outbox, oldest first.
    ///
    /// # Errors
    /// Storage.
    pub fn outbox(&self) -> Result<Vec<Sending>> {
        Ok(self.store.waiting()?.iter().map(sending).collect())
    }

    /// Tries to send one waiting case to its end; `progress` hears of every confirmed part.
    ///
    /// # Errors
    /// Storage, a receipt or server that is not to be trusted; a broken link is an [`Outcome::Waiting`], not an error.
    pub fn send(&mut self, id: Uuid, progress: &mut (dyn FnMut(&Sending) + Send)) -> Result<Outcome> {
        let Some(waiting) = self.store.waiting()?.into_iter().find(|waiting| waiting.case == id) else {
            return self.receipt(id).map(|receipt| Outcome::Received(Box::new(receipt)));
        };
        self.store.attempted(id, None, Timestamp::now())?;
        let mut view = sending(&waiting);
        view.attempts += 1;
        progress(&view);
        match self.try_send(&waiting, view, progress) {
            Ok(receipt) => {
                self.store.received(id, &receipt, Timestamp::now())?;
                Ok(Outcome::Received(Box::new(receipt)))
            }
            Err(sync::Error::Refused(document)) => self.keep_refusal(id, &document),
            Err(error) if error.is_passing() => {
                self.link = None;
                let words = Error::from(error).message(self.setup.lang);
                self.store.attempted(id, Some(&words), Timestamp::now())?;
                Ok(Outcome::Waiting(words))
            }
            Err(error) => {
                let error = Error::from(error);
                self.store.attempted(id, Some(&error.message(self.setup.lang)), Timestamp::now())?;
                Err(error)
            }
        }
    }

    fn try_send(
        &mut self,
        waiting: &Waiting,
        view: Sending,
        progress: &mut (dyn FnMut(&Sending) + Send),
    ) -> std::result::Result<SignedReceipt, sync::Error> {
        let local = |error: crate::store::Error| sync::Error::Local(error.to_string());
        let job = Job {
            case: waiting.case,
            revision: waiting.revision,
            xml: self.store.queued_xml(waiting.case, waiting.revision).map_err(local)?,
            files: waiting.files.iter().map(job_file).collect(),
        };
        self.connect()?;
        let Desk { store, link: Some(link), .. } = self else {
            return Err(sync::Error::Unreachable(String::new()));
        };
        let mut shelf = Shelf { store, view, progress };
        link.runtime.block_on(link.client.send(&job, &link.pinned, &mut shelf))
    }

    fn keep_refusal(&mut self, id: Uuid, document: &crate::wire::ProblemDocument) -> Result<Outcome> {
        let told = super::error::told(document);
        let json = serde_json::to_string(&told).unwrap_or_default();
        self.store.refused(id, &json, Timestamp::now())?;
        // The next submission is another one: its key must not meet what the server may have kept of this.
        let mut case = self.store.load(id)?;
        case.revision += 1;
        let progress = self.formed_progress(&case)?;
        self.store.save_head(&case, progress, Timestamp::now())?;
        Ok(Outcome::Refused(told))
    }

    fn formed_progress(&self, case: &crate::case::Case) -> Result<crate::case::Progress> {
        let form = crate::form::Catalog::in_force().pinned(&case.form)?;
        Ok(crate::case::Walk::of(case, &form, self.setup.today()).progress)
    }

    /// Opens the connection if it is not open, and pins the server's certificate at first contact.
    pub(super) fn connect(&mut self) -> std::result::Result<(), sync::Error> {
        if self.link.is_some() {
            return Ok(());
        }
        let server = self.server().map_err(sync::Error::Unreachable)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| sync::Error::Local(error.to_string()))?;
        let client = runtime.block_on(async { Client::new(&server.url, self.setup.lang.tag()) })?;
        let local = |error: crate::store::Error| sync::Error::Local(error.to_string());
        let origin = if server.practice { PRACTICE } else { server.url.as_str() };
        let pinned = match self.store.pinned(origin).map_err(local)? {
            Some(pinned) => pinned,
            None => {
                let identity = runtime.block_on(client.identity())?;
                self.store.pin(origin, &identity.certificate).map_err(local)?;
                identity.certificate
            }
        };
        self.link = Some(Link { runtime, client, pinned });
        Ok(())
    }

    /// The server named at start, or the practice server, started when needed.
    fn server(&self) -> std::result::Result<Server, String> {
        match &self.setup.server {
            Some(url) => Ok(Server { url: url.trim_end_matches('/').to_owned(), practice: false }),
            None => {
                let key = self.store.derived_key("practice-server");
                let url = (self.setup.start_practice)(self.store.dir(), &key)?;
                Ok(Server { url, practice: true })
            }
        }
    }

    /// The receipt of a case.
    ///
    /// # Errors
    /// Not received yet; storage.
    pub fn receipt(&self, id: Uuid) -> Result<SignedReceipt> {
        let stage = self.store.load(id)?.stage;
        self.store.receipt(id)?.ok_or_else(|| Error::new(Class::Problems, "no-receipt", &[("stage", stage.word())]))
    }

    /// What was filed, exactly as filed (the XML sent).
    ///
    /// # Errors
    /// Nothing was filed yet; storage.
    pub fn filed(&self, id: Uuid) -> Result<Vec<u8>> {
        let stage = self.store.load(id)?.stage;
        self.store.filed_xml(id)?.ok_or_else(|| Error::new(Class::Problems, "no-receipt", &[("stage", stage.word())]))
    }

    /// How a filed case stands at the server that signed its receipt. Asks that server, and no other.
    ///
    /// # Errors
    /// Not filed yet, filed with another server than the one named at start, the server cannot be reached, does not know it.
    pub fn status(&mut self, id: Uuid) -> Result<crate::wire::Status> {
        let signed = self.receipt(id)?;
        // Where another certificate is pinned already, nobody is asked.
        if self.pinned()?.is_some_and(|pinned| !is_signed_by(&signed, &pinned)) {
            return Err(self.filed_elsewhere(&signed));
        }
        self.connect()?;
        let Some(link) = &self.link else { return Err(sync::Error::Unreachable(String::new()).into()) };
        if !is_signed_by(&signed, &link.pinned) {
            return Err(self.filed_elsewhere(&signed));
        }
        let number = &signed.receipt.number;
        link.runtime.block_on(link.client.status(&signed.receipt, &link.pinned)).map_err(|error| match error {
            sync::Error::Refused(_) => Error::new(Class::Outside, "status-unknown", &[("number", number)]),
            other => other.into(),
        })
    }

    /// The case was filed with a server met before, or one whose address is not known here.
    fn filed_elsewhere(&self, signed: &SignedReceipt) -> Error {
        let number = signed.receipt.number.as_str();
        let pins = self.store.pins().unwrap_or_default();
        match pins.iter().find(|(_, pinned)| is_signed_by(signed, pinned)) {
            Some((origin, _)) if origin == PRACTICE => {
                Error::new(Class::Usage, "filed-with-practice", &[("number", number)])
            }
            Some((origin, _)) => Error::new(Class::Usage, "filed-with", &[("number", number), ("url", origin)]),
            None => Error::new(Class::Usage, "filed-elsewhere", &[("number", number)]),
        }
    }

    /// The certificate receipts are verified with, once the server was met (PEM).
    ///
    /// # Errors
    /// Storage.
    pub fn pinned(&self) -> Result<Option<String>> {
        let origin = self.setup.server.as_deref().map_or(PRACTICE, |url| url.trim_end_matches('/'));
        Ok(self.store.pinned(origin)?)
    }
}

fn sending(waiting: &Waiting) -> Sending {
    Sending {
        case: waiting.case,
        client: waiting.client.clone(),
        revision: waiting.revision,
        attempts: waiting.attempts,
        last_error: waiting.last_error.clone(),
        files: waiting
            .files
            .iter()
            .map(|file| SendingFile {
                name: file.name.clone(),
                sha256: file.sha256.clone(),
                size: file.size,
                sent: file.sent,
            })
            .collect(),
    }
}

/// Whether the key of this certificate (PEM) signed a receipt.
fn is_signed_by(signed: &SignedReceipt, pinned: &str) -> bool {
    STANDARD.decode(&signed.signature).is_ok_and(|cms| sign::verify(&cms, pinned).is_ok())
}

fn job_file(file: &crate::store::WaitingFile) -> JobFile {
    JobFile { name: file.name.clone(), sha256: file.sha256.clone(), size: file.size }
}

/// What sync reads from and reports to while a job is sent.
struct Shelf<'a> {
    store: &'a mut Store,
    view: Sending,
    progress: &'a mut (dyn FnMut(&Sending) + Send),
}

impl sync::Outbox for Shelf<'_> {
    fn read(&mut self, sha256: &str, offset: u64, length: u64) -> std::result::Result<Vec<u8>, String> {
        self.store.file(sha256, offset, length).map_err(|error| error.to_string())
    }

    fn confirmed(&mut self, sha256: &str, sent: u64, upload: &str) -> std::result::Result<(), String> {
        self.store.sent(self.view.case, sha256, sent, Some(upload)).map_err(|error| error.to_string())?;
        if let Some(file) = self.view.files.iter_mut().find(|file| file.sha256 == sha256) {
            file.sent = sent;
        }
        (self.progress)(&self.view);
        Ok(())
    }
}
