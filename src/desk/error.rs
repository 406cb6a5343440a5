//! The one conversion from what failed to what the person sees: what happened, what was kept, what to do next.

use crate::case::{NotNow, Problem, Stage, xml};
use crate::form::NoForm;
use crate::text::{Lang, say};
use crate::wire::{CaseProblem, ProblemDocument};
use crate::{card, store, sync};
use std::path::Path;

/// Kind of failure; the number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The data has problems.
    Problems = 1,
    Usage = 2,
    /// Device, network, storage, server.
    Outside = 3,
    /// Not allowed, locked, wrong secret.
    Refused = 4,
}

/// A problem of a case, told in a language.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Told {
    pub item: String,
    pub no: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    pub code: String,
    pub message: String,
    pub fix: String,
}

/// Tells a problem in a language.
#[must_use]
pub fn tell(problem: &Problem, lang: Lang) -> Told {
    let args: Vec<(&str, &str)> = problem.fault.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Told {
        item: problem
            .path
            .cell
            .as_ref()
            .map_or_else(|| problem.path.item.clone(), |(_, column)| format!("{}.{column}", problem.path.item)),
        no: problem.no.clone(),
        row: problem.path.cell.as_ref().map(|(row, _)| *row),
        code: problem.fault.code.to_owned(),
        message: say(lang, &format!("problem-{}", problem.fault.code), &args),
        fix: say(lang, &format!("fix-{}", problem.fault.code), &args),
    }
}

/// What a server told of a refusal: its problems item by item, or one of no item that tells of the whole.
#[must_use]
pub fn told(document: &ProblemDocument) -> Vec<Told> {
    if document.problems.is_empty() {
        return vec![Told { code: document.code.clone(), message: document.detail.clone(), ..Told::default() }];
    }
    document.problems.iter().cloned().map(Told::from).collect()
}

impl From<CaseProblem> for Told {
    fn from(problem: CaseProblem) -> Told {
        let CaseProblem { item, no, row, code, message, fix } = problem;
        Told { item, no, row, code, message, fix }
    }
}

/// An operation failed. `code` names the sentence `error-<code>` and what to do `hint-<code>` in `locale/<tag>/error.ftl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    pub code: &'static str,
    pub args: Vec<(&'static str, String)>,
    pub class: Class,
    pub problems: Vec<Told>,
}

impl Error {
    #[must_use]
    pub fn new(class: Class, code: &'static str, args: &[(&'static str, &str)]) -> Error {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Error { code, args, class, problems: Vec::new() }
    }

    /// A file could not be read or written.
    #[must_use]
    pub fn file(code: &'static str, file: &Path, error: &std::io::Error) -> Error {
        Error::new(Class::Outside, code, &[("name", &file.display().to_string()), ("why", &error.to_string())])
    }

    /// A document that cannot be a case here.
    #[must_use]
    pub fn refused_xml(file: &Path, refused: &xml::Refused) -> Error {
        let code = match refused.code {
            "other-form" => "xml-other-form",
            "other-edition" => "xml-other-edition",
            _ => "xml-refused",
        };
        let args = [
            ("name", &*file.display().to_string()),
            ("line", &*refused.line.to_string()),
            ("why", refused.reason.as_str()),
        ];
        Error::new(Class::Problems, code, &args)
    }

    /// A case that cannot be sent yet.
    #[must_use]
    pub fn problems(problems: &[Problem], lang: Lang) -> Error {
        let told: Vec<Told> = problems.iter().map(|problem| tell(problem, lang)).collect();
        Error {
            problems: told,
            ..Error::new(Class::Problems, "case-problems", &[("count", &problems.len().to_string())])
        }
    }

    /// A case that can no longer be changed, or not while it waits.
    #[must_use]
    pub fn not_editable(stage: Stage) -> Error {
        let waits = matches!(stage, Stage::Queued | Stage::Sending);
        Error::new(Class::Refused, if waits { "not-editable-waiting" } else { "not-editable" }, &[])
    }

    /// What the server refused, as it told it: item by item, or the case as a whole.
    #[must_use]
    pub fn refused(told: Vec<Told>) -> Error {
        let why = told.first().map(|told| told.message.clone()).unwrap_or_default();
        let before = told.first().is_some_and(|told| matches!(told.code.as_str(), "filed-before" | "key-reused"));
        let (class, code) =
            if before { (Class::Refused, "server-filed-before") } else { (Class::Problems, "server-refused") };
        let problems: Vec<Told> = told.into_iter().filter(|told| !told.item.is_empty()).collect();
        let items = problems.len().to_string();
        Error { problems, ..Error::new(class, code, &[("why", &why), ("items", &items)]) }
    }

    /// What happened and what was kept.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        say(lang, &format!("error-{}", self.code), &self.borrowed())
    }

    /// What to do next.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> String {
        say(lang, &format!("hint-{}", self.code), &self.borrowed())
    }

    fn borrowed(&self) -> Vec<(&str, &str)> {
        self.args.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        use store::Error as E;
        match error {
            E::WrongPassphrase(name) => Error::new(Class::Refused, "wrong-passphrase", &[("name", &name)]),
            E::NoStaff(name) => Error::new(Class::Refused, "no-staff", &[("name", &name)]),
            E::StaffExists(name) => Error::new(Class::Usage, "staff-exists", &[("name", &name)]),
            E::LastStaff => Error::new(Class::Refused, "last-staff", &[]),
            E::Empty => Error::new(Class::Refused, "no-staff-yet", &[]),
            E::NotEmpty(path) => Error::new(Class::Refused, "not-empty", &[("path", &path.display().to_string())]),
            E::NotABackup(path) => {
                Error::new(Class::Problems, "not-a-backup", &[("name", &path.display().to_string())])
            }
            E::InUse => Error::new(Class::Refused, "case-in-use", &[]),
            E::NotNow(stage) => Error::new(Class::Refused, "not-now", &[("stage", stage.word())]),
            E::OtherCertificate(_) => Error::new(Class::Refused, "server-other", &[]),
            E::NoCase(id) => Error::new(Class::Usage, "no-case", &[("id", &id)]),
            E::StaffName => Error::new(Class::Usage, "staff-name", &[]),
            E::Ambiguous(id) => Error::new(Class::Usage, "ambiguous-case", &[("id", &id)]),
            E::NoClient(id) => Error::new(Class::Usage, "no-client", &[("id", &id)]),
            E::AmbiguousClient(id) => Error::new(Class::Usage, "ambiguous-client", &[("id", &id)]),
            E::NoOrganisation(name) => Error::new(Class::Usage, "no-organisation", &[("name", &name)]),
            E::AmbiguousOrganisation(name) => Error::new(Class::Usage, "ambiguous-organisation", &[("name", &name)]),
            E::Busy => Error::new(Class::Outside, "store-busy", &[]),
            E::Full => Error::new(Class::Outside, "disk-full", &[]),
            E::NotAFolder(path) => Error::new(Class::Usage, "not-a-folder", &[("path", &path.display().to_string())]),
            E::ReadOnly(path) => Error::new(Class::Outside, "read-only", &[("path", &path.display().to_string())]),
            E::Newer => Error::new(Class::Outside, "store-newer", &[]),
            E::Damaged(what) => Error::new(Class::Outside, "store-damaged", &[("what", &what)]),
            E::Other(what) => Error::new(Class::Outside, "store-failed", &[("what", &what)]),
        }
    }
}

impl From<card::Error> for Error {
    fn from(error: card::Error) -> Error {
        use card::Error as E;
        let outside = |code| Error::new(Class::Outside, code, &[]);
        match error {
            E::NoService => outside("card-no-service"),
            E::NotAllowed => outside("card-not-allowed"),
            E::NoReader => outside("card-no-reader"),
            E::NoCard => outside("card-none"),
            E::Busy => outside("card-busy"),
            E::Removed => outside("card-removed"),
            E::NotThisCard => outside("card-other"),
            E::WrongPin(left) => Error::new(Class::Refused, "card-wrong-pin", &[("left", &left.to_string())]),
            E::Blocked => Error::new(Class::Refused, "card-blocked", &[]),
            E::NoExtended => Error::new(Class::Outside, "card-device", &[("what", &error.to_string())]),
            E::LastTry => Error::new(Class::Refused, "card-last-try", &[]),
            E::BadNumber => Error::new(Class::Usage, "card-bad-number", &[]),
            E::WrongNumber => Error::new(Class::Refused, "card-wrong-number", &[]),
            E::NoNumber => Error::new(Class::Usage, "no-card-number", &[]),
            E::BadPin => Error::new(Class::Usage, "card-bad-pin", &[]),
            E::BadSignPin => Error::new(Class::Usage, "card-bad-sign-pin", &[]),
            E::Untrusted(what) => Error::new(Class::Outside, "card-untrusted", &[("what", &what)]),
            E::Device(what) => Error::new(Class::Outside, "card-device", &[("what", &what)]),
            E::Profile { name, why } => Error::new(Class::Usage, "card-profile", &[("name", &name), ("why", &why)]),
        }
    }
}

impl From<sync::Error> for Error {
    fn from(error: sync::Error) -> Error {
        use sync::Error as E;
        match error {
            E::Unreachable(why) => Error::new(Class::Outside, "server-unreachable", &[("why", &why)]),
            E::Server(why) => Error::new(Class::Outside, "server-failed", &[("why", &why)]),
            E::NotMadoguchi => Error::new(Class::Outside, "server-not-madoguchi", &[]),
            E::Address(url) => Error::new(Class::Usage, "server-address", &[("url", &url)]),
            E::OtherServer => Error::new(Class::Refused, "server-other", &[]),
            E::BadReceipt => Error::new(Class::Outside, "receipt-bad", &[]),
            E::Refused(document) => Error::refused(told(&document)),
            E::Local(why) => Error::new(Class::Outside, "store-failed", &[("what", &why)]),
        }
    }
}

impl From<NoForm> for Error {
    fn from(error: NoForm) -> Error {
        let list = |choices: &[String]| choices.join(", ");
        match error {
            NoForm::Procedure(name, known) => {
                Error::new(Class::Usage, "no-procedure", &[("name", &name), ("choices", &list(&known))])
            }
            NoForm::Status(name, known) if name.is_empty() => {
                Error::new(Class::Usage, "which-status", &[("choices", &list(&known))])
            }
            NoForm::Status(name, known) => {
                Error::new(Class::Usage, "no-status", &[("name", &name), ("choices", &list(&known))])
            }
            NoForm::NoDivision(name, known) => {
                Error::new(Class::Usage, "no-division", &[("name", &name), ("choices", &list(&known))])
            }
            NoForm::Division(known) => Error::new(Class::Usage, "which-division", &[("choices", &list(&known))]),
            NoForm::Pin(pin) => {
                Error::new(Class::Outside, "no-edition", &[("form", &pin.code), ("edition", &pin.edition)])
            }
        }
    }
}

impl From<NotNow> for Error {
    fn from(error: NotNow) -> Error {
        Error::new(Class::Refused, "not-now", &[("stage", error.stage.word())])
    }
}
