//! The counter under measurement: a data folder with many drafts, and the way from the unlock screen to a text item.

use super::term::{Size, Term};
use jiff::Timestamp;
use madoguchi::case::{Entry, Path};
use madoguchi::desk::{Desk, NewCase, Place, Setup};
use madoguchi::form::State;
use madoguchi::store::{Store, keys::Cost};
use madoguchi::text::Lang;
use portable_pty::CommandBuilder;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// On the unlock screen.
pub const UNLOCK: &str = "Passphrase";
/// The answer to a wrong passphrase.
const REFUSED: &str = "nothing was opened";
/// On the desk.
pub const DESK: &str = "CLIENT 0999";
/// On the walk, at [`ITEM`].
pub const WALK: &str = "Reason for extension";
/// Number of a multi-line item, on the paper and behind Ctrl+G.
const ITEM: &str = "14";
/// Its number and mark once it is answered and on the disk.
pub const TICKED: &str = "14✓";
const DOWN: &str = "\x1b[B";
pub const DRAFTS: usize = 1000;
const PASSPHRASE: &str = "correct horse battery staple";

/// Whose passphrase is typed, as a line of the unlock screen's list.
#[derive(Debug, Clone, Copy)]
pub enum Staff {
    /// Their key is derived at next to no cost: what is left is the counter's own work.
    Quick,
    /// At the cost every new staff member has.
    Full,
}

/// A data folder with [`DRAFTS`] drafts, removed at the end.
pub struct Office {
    data: TempDir,
}

impl Office {
    pub fn prepare() -> Office {
        // Beside the build, which lies on a disk; a folder for temporary files may lie in memory.
        let data = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let cheap = Cost { memory_kib: 64, passes: 1, lanes: 1 };
        Store::create_at(data.path(), "Quick", &PASSPHRASE.into(), cheap, Timestamp::now()).expect("a data folder");
        let mut desk = setup(&data).unlock("Quick", &PASSPHRASE.into()).expect("a desk");
        desk.add_staff("Full", &PASSPHRASE.into()).expect("staff");
        for number in 0..DRAFTS {
            draft(&mut desk, number);
        }
        Office { data }
    }

    /// The log of its database.
    pub fn log(&self) -> PathBuf {
        self.data.path().join("madoguchi.db-wal")
    }

    /// The counter on its unlock screen, and how long after its start that screen stood.
    pub fn open(&self, size: Size) -> (Term, Duration) {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_madoguchi"));
        command.args(["--lang", "en", "--data"]);
        command.arg(self.data.path());
        let mut term = Term::start(command, size);
        let shown = term.wait_for(UNLOCK);
        term.settle(Duration::from_millis(200));
        (term, shown)
    }
}

/// From the unlock screen to the desk; answers the time from Enter until the desk stands.
pub fn unlock(term: &mut Term, staff: Staff) -> Duration {
    choose(term, staff);
    term.send(PASSPHRASE);
    let unlocked = term.send_for("\r", DESK);
    term.settle(Duration::from_millis(300));
    unlocked
}

/// A wrong passphrase, twice; answers the time from the second Enter until it is refused, which is that of one derivation of a key:
/// the first of a process takes longer.
pub fn refused(term: &mut Term, staff: Staff) -> Duration {
    choose(term, staff);
    let mut refused = Duration::ZERO;
    for wrong in ["not the passphrase", "nor is this"] {
        term.send(wrong);
        assert!(!term.text().contains(REFUSED), "the refusal stays:\n{}", term.text());
        refused = term.send_for("\r", REFUSED);
    }
    refused
}

fn choose(term: &mut Term, staff: Staff) {
    for _ in 0..staff as usize {
        term.send(DOWN);
    }
}

/// From the desk to the text item of a case, counted from the newest.
pub fn walk(term: &mut Term, case: usize) {
    for _ in 0..case {
        term.send(DOWN);
    }
    term.send("\r");
    term.send("\x07");
    term.send(ITEM);
    term.send("\r");
    assert!(term.text().contains(WALK), "not at item {ITEM}:\n{}", term.text());
}

fn setup(data: &TempDir) -> Setup {
    Setup {
        data: data.path().to_owned(),
        server: None,
        today: None,
        lang: Lang::EN,
        card: Place::InProcess(PathBuf::new()),
        start_practice: Arc::new(|_, _| Err("no server here".to_owned())),
    }
}

fn draft(desk: &mut Desk, number: usize) {
    let new =
        NewCase {
            procedure: "extension".into(), status: "技術・人文知識・国際業務".into(), ..NewCase::default()
        };
    let mut filling = desk.new_case(&new).expect("a case");
    let name = Entry {
        state: State::Answered,
        typed: format!("CLIENT {number:04}"),
        at: Some(Timestamp::UNIX_EPOCH),
        ..Entry::default()
    };
    let today = desk.setup.today();
    let change = filling.put(&Path::item("family_name"), name).expect("a change");
    let saved = filling.saved(&[change], today);
    desk.save(&saved).expect("saved");
}
