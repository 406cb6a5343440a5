//! One table of bindings for each page. What a key does, the last line and the help page all come from it.

use super::event::{Code, Key};
use crate::form::State;

/// What a key, or a word in linear mode, makes happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    // everywhere
    Help,
    Shield,
    Lock,
    Quit,
    /// Between the office's own data folder and the practice folder.
    Practice,
    Card,
    Language,
    Close,
    // lists
    Enter,
    Up,
    Down,
    PageUp,
    PageDown,
    End,
    // desk
    New,
    Search,
    Outbox,
    /// Cases for the official site.
    Official,
    /// Takes the line pointed at into a choice of several, or out of it.
    Mark,
    Delete,
    // client
    Event,
    Fact,
    Kept,
    // new case
    Notices,
    Together,
    /// The category of the organisation, 1 to 4.
    Category(u8),
    // known answers
    Turn,
    KeepOrganisation,
    // walk
    Next,
    Back,
    Number,
    NextProblem,
    Outline,
    Documents,
    Review,
    Known,
    Edition,
    Undo,
    Redo,
    States,
    State(State),
    DateUnknown,
    /// Takes the spelling proposed for characters that cannot be sent.
    Respell,
    NewLine,
    AddRow,
    RemoveRow,
    EditRow,
    // documents
    Attach,
    Complete,
    Applies,
    AppliesNot,
    // review
    Declare,
    Send,
    // receipt, filed
    Print,
    Receipt,
    // card
    Accept,
    AcceptAll,
    Refuse,
    Details,
    Picture,
}

/// A key and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub key: Key,
    pub act: Act,
    /// Message naming it.
    pub label: &'static str,
    /// Stands on the last line.
    pub foot: bool,
}

/// Bindings in the order they are printed; the first table that knows a key decides.
pub type Table = &'static [Binding];

/// What a key does in these tables.
#[must_use]
pub fn act(tables: &[Table], key: Key) -> Option<Act> {
    tables.iter().flat_map(|table| table.iter()).find(|binding| binding.key == key).map(|binding| binding.act)
}

/// What a word, or a key by its name, does in these tables (linear mode).
#[must_use]
pub fn act_named(tables: &[Table], word: &str) -> Option<Act> {
    let named = |binding: &&Binding| binding.word() == word || binding.key.name().eq_ignore_ascii_case(word);
    tables.iter().flat_map(|table| table.iter()).find(named).map(|binding| binding.act)
}

impl Binding {
    /// The word that does the same in linear mode: the last part of its label.
    #[must_use]
    pub fn word(&self) -> &'static str {
        self.label.strip_prefix("ui-key-").unwrap_or(self.label)
    }
}

const fn foot(code: Code, act: Act, label: &'static str) -> Binding {
    Binding { key: Key::plain(code), act, label, foot: true }
}

const fn more(code: Code, act: Act, label: &'static str) -> Binding {
    Binding { key: Key::plain(code), act, label, foot: false }
}

const fn ctrl(letter: char, act: Act, label: &'static str, foot: bool) -> Binding {
    Binding { key: Key::ctrl(letter), act, label, foot }
}

const fn alt(letter: char, act: Act, label: &'static str) -> Binding {
    Binding { key: Key::alt(letter), act, label, foot: false }
}

/// Known to every page once the desk is open.
pub const EVERYWHERE: Table = &[
    foot(Code::F(1), Act::Help, "ui-key-help"),
    more(Code::F(3), Act::Card, "ui-key-card"),
    more(Code::F(9), Act::Shield, "ui-key-shield"),
    ctrl('l', Act::Lock, "ui-key-lock", false),
];

pub const UNLOCK: Table = &[
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    foot(Code::Enter, Act::Enter, "ui-key-unlock"),
    foot(Code::F(2), Act::Language, "ui-key-language"),
    foot(Code::F(10), Act::Quit, "ui-key-quit"),
    more(Code::F(9), Act::Shield, "ui-key-shield"),
    foot(Code::F(1), Act::Help, "ui-key-help"),
];

/// Beside [`UNLOCK`] in front of the office's own data folder.
pub const PRACTICE: Table = &[foot(Code::F(8), Act::Practice, "ui-key-practice")];

/// Beside [`UNLOCK`] in front of the practice folder.
pub const LEAVE_PRACTICE: Table = &[foot(Code::F(8), Act::Practice, "ui-key-leave-practice")];

/// Beside [`UNLOCK`] while a staff member is added.
pub const ADD_STAFF: Table = &[foot(Code::Esc, Act::Close, "ui-key-back")];

pub const RECOVERY: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-written-down"),
    more(Code::F(2), Act::Language, "ui-key-language"),
    more(Code::F(9), Act::Shield, "ui-key-shield"),
];

pub const HOME: Table = &[
    foot(Code::Char('n'), Act::New, "ui-key-new"),
    foot(Code::Enter, Act::Enter, "ui-key-open"),
    foot(Code::Char('c'), Act::Card, "ui-key-card"),
    foot(Code::Char('o'), Act::Outbox, "ui-key-outbox"),
    foot(Code::Char('/'), Act::Search, "ui-key-search"),
    more(Code::Char('x'), Act::Official, "ui-key-official"),
    ctrl('l', Act::Lock, "ui-key-lock", true),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    more(Code::Delete, Act::Delete, "ui-key-delete"),
    foot(Code::F(10), Act::Quit, "ui-key-quit"),
];

pub const SEARCH: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-open"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
];

pub const CLIENT: Table = &[
    foot(Code::Char('n'), Act::New, "ui-key-new"),
    foot(Code::Enter, Act::Enter, "ui-key-open"),
    foot(Code::Char('e'), Act::Event, "ui-key-event"),
    foot(Code::Char('s'), Act::Fact, "ui-key-fact"),
    foot(Code::Char(' '), Act::Kept, "ui-key-kept"),
    foot(Code::Delete, Act::Delete, "ui-key-forget"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];

/// What is known already, to be taken over.
pub const KNOWN: Table = &[
    foot(Code::Enter, Act::Accept, "ui-key-accept"),
    foot(Code::Char('a'), Act::AcceptAll, "ui-key-accept-empty"),
    foot(Code::Tab, Act::Turn, "ui-key-turn"),
    foot(Code::Char('k'), Act::KeepOrganisation, "ui-key-keep-organisation"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::Esc, Act::Close, "ui-key-form"),
];

/// What changed since the last filing.
pub const CHANGES: Table = &[
    foot(Code::Tab, Act::Turn, "ui-key-turn"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::Esc, Act::Close, "ui-key-form"),
];

/// A newer edition of the form.
pub const EDITION: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-move"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];

pub const NEW_NEXT: Table = &[foot(Code::Enter, Act::Next, "ui-key-next")];
/// Beside [`NEW_NEXT`] where several lines may be ticked.
pub const NEW_TICKED: Table =
    &[foot(Code::Char(' '), Act::Mark, "ui-key-mark"), foot(Code::Esc, Act::Close, "ui-key-back")];
pub const NEW: Table = &[
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::BackTab, Act::Back, "ui-key-back"),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];
/// At the verdict, where documents depend on the category of the organisation.
pub const NEW_CATEGORY: Table = &[
    foot(Code::Char('1'), Act::Category(1), "ui-key-category"),
    foot(Code::Char('2'), Act::Category(2), "ui-key-category"),
    foot(Code::Char('3'), Act::Category(3), "ui-key-category"),
    foot(Code::Char('4'), Act::Category(4), "ui-key-category"),
];
pub const NEW_VERDICT: Table = &[foot(Code::F(4), Act::Notices, "ui-key-notices")];
pub const NEW_TOGETHER: Table = &[foot(Code::F(7), Act::Together, "ui-key-together")];

pub const WALK: Table = &[
    foot(Code::Enter, Act::Next, "ui-key-next"),
    more(Code::BackTab, Act::Back, "ui-key-back"),
    foot(Code::Up, Act::Up, "ui-key-back"),
    ctrl('g', Act::Number, "ui-key-number", true),
    ctrl('e', Act::NextProblem, "ui-key-problem", true),
    foot(Code::F(8), Act::States, "ui-key-states"),
    foot(Code::F(2), Act::Language, "ui-key-client-language"),
    foot(Code::F(3), Act::Card, "ui-key-card"),
    foot(Code::F(5), Act::Documents, "ui-key-documents"),
    foot(Code::F(6), Act::Review, "ui-key-review"),
    foot(Code::F(4), Act::Outline, "ui-key-outline"),
    ctrl('r', Act::Known, "ui-key-known", true),
    alt('e', Act::Edition, "ui-key-edition"),
    more(Code::Tab, Act::Next, "ui-key-next"),
    more(Code::Down, Act::Down, "ui-key-next"),
    more(Code::PageDown, Act::PageDown, "ui-key-sheet-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-sheet-up"),
    alt('u', Act::State(State::Unknown), "ui-key-unknown"),
    alt('n', Act::State(State::None), "ui-key-none"),
    alt('a', Act::State(State::DoesNotApply), "ui-key-na"),
    alt('d', Act::State(State::Declined), "ui-key-declined"),
    alt('l', Act::State(State::Later), "ui-key-later"),
    ctrl('z', Act::Undo, "ui-key-undo", false),
    ctrl('y', Act::Redo, "ui-key-redo", false),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];

/// Beside [`WALK`] where lines are chosen from: the arrows move between them, and only at their ends between items.
pub const CHOICE: Table = &[foot(Code::Enter, Act::Next, "ui-key-next"), foot(Code::BackTab, Act::Back, "ui-key-back")];

/// The arrows in a list that is an answer.
pub const LINE: Table = &[more(Code::Up, Act::Up, "ui-key-line-up"), more(Code::Down, Act::Down, "ui-key-line-down")];

/// Beside [`WALK`] where the item is a date.
pub const DATE: Table = &[foot(Code::F(7), Act::DateUnknown, "ui-key-date-unknown")];

/// Beside [`WALK`] where a spelling is proposed for characters that cannot be sent.
pub const RESPELL: Table = &[alt('r', Act::Respell, "ui-key-respell")];

/// Beside [`WALK`] where an answer may have several lines.
pub const LINES: Table = &[ctrl('j', Act::NewLine, "ui-key-new-line", true)];

/// Beside [`WALK`] where the item is a table.
pub const TABLE: Table = &[
    foot(Code::Char('a'), Act::AddRow, "ui-key-add-row"),
    foot(Code::Right, Act::EditRow, "ui-key-edit-row"),
    foot(Code::Delete, Act::RemoveRow, "ui-key-remove-row"),
];

/// While a row of a table is filled.
pub const ROW: Table = &[
    foot(Code::Enter, Act::Next, "ui-key-next-cell"),
    foot(Code::Up, Act::Up, "ui-key-back"),
    foot(Code::Esc, Act::Close, "ui-key-end-row"),
];

/// The outline, in front of the walk.
pub const OUTLINE: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-go"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::F(4), Act::Close, "ui-key-close"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
];

/// A question on one line, in front of a page.
pub const ASK: Table = &[foot(Code::Enter, Act::Enter, "ui-key-go"), foot(Code::Esc, Act::Close, "ui-key-close")];

pub const DOCUMENTS: Table = &[
    foot(Code::Char('a'), Act::Attach, "ui-key-attach"),
    foot(Code::Char('y'), Act::Applies, "ui-key-applies"),
    foot(Code::Char('n'), Act::AppliesNot, "ui-key-applies-not"),
    more(Code::Delete, Act::Delete, "ui-key-detach"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::F(2), Act::Language, "ui-key-client-language"),
    foot(Code::F(6), Act::Review, "ui-key-review"),
    foot(Code::Esc, Act::Close, "ui-key-form"),
];

pub const PATH: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-attach"),
    foot(Code::Tab, Act::Complete, "ui-key-complete"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
];

pub const OFFICIAL: Table = &[
    foot(Code::Char(' '), Act::Mark, "ui-key-mark"),
    foot(Code::Enter, Act::Enter, "ui-key-export"),
    foot(Code::Char('f'), Act::Number, "ui-key-official-number"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];

pub const FOLDER: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-export"),
    foot(Code::Tab, Act::Complete, "ui-key-complete"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
];

pub const OFFICIAL_NUMBER: Table =
    &[foot(Code::Enter, Act::Enter, "ui-key-close-case"), foot(Code::Esc, Act::Close, "ui-key-close")];

pub const OFFICIAL_TOLD: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-open"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
];

pub const CHOOSE: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-choose"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
];

pub const REVIEW: Table = &[
    foot(Code::Enter, Act::Enter, "ui-key-go"),
    ctrl('e', Act::NextProblem, "ui-key-problem", true),
    foot(Code::Char(' '), Act::Declare, "ui-key-declare"),
    foot(Code::Char('s'), Act::Send, "ui-key-send"),
    foot(Code::F(2), Act::Language, "ui-key-client-language"),
    foot(Code::F(5), Act::Documents, "ui-key-documents"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    more(Code::End, Act::End, "ui-key-end"),
    foot(Code::Esc, Act::Close, "ui-key-form"),
];

pub const OUTBOX: Table = &[
    foot(Code::Char('s'), Act::Send, "ui-key-send-now"),
    foot(Code::Enter, Act::Receipt, "ui-key-receipt"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];

pub const RECEIPT: Table = &[
    foot(Code::Char('p'), Act::Print, "ui-key-print"),
    foot(Code::F(2), Act::Language, "ui-key-client-language"),
    foot(Code::Enter, Act::Enter, "ui-key-filed"),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];

pub const FILED: Table = &[
    foot(Code::Char('r'), Act::Receipt, "ui-key-receipt"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    more(Code::PageUp, Act::PageUp, "ui-key-page-up"),
    more(Code::PageDown, Act::PageDown, "ui-key-page-down"),
    foot(Code::F(2), Act::Language, "ui-key-client-language"),
    foot(Code::Esc, Act::Close, "ui-key-desk"),
];

/// A card lies on the reader: read it, or put it aside.
pub const CARD_FOUND: Table =
    &[foot(Code::Enter, Act::Enter, "ui-key-card-read"), foot(Code::Esc, Act::Close, "ui-key-card-leave")];

pub const CARD_PIN: Table =
    &[foot(Code::Enter, Act::Enter, "ui-key-card-enter"), foot(Code::Esc, Act::Close, "ui-key-card-leave")];

pub const CARD_FACTS: Table = &[
    foot(Code::Enter, Act::Accept, "ui-key-accept"),
    foot(Code::Char('x'), Act::Refuse, "ui-key-refuse"),
    foot(Code::Char('a'), Act::AcceptAll, "ui-key-accept-empty"),
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    foot(Code::F(2), Act::Language, "ui-key-client-language"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
];

/// Beside the others once a card was read.
pub const CARD_READ: Table = &[foot(Code::Char('d'), Act::Details, "ui-key-card-details")];

/// Beside [`CARD_PANEL`] where the card has pictures.
pub const CARD_PICTURES: Table = &[foot(Code::Char('p'), Act::Picture, "ui-key-card-pictures")];

/// Everything a card says.
pub const CARD_PANEL: Table = &[
    more(Code::Up, Act::Up, "ui-key-up"),
    more(Code::Down, Act::Down, "ui-key-down"),
    foot(Code::F(2), Act::Language, "ui-key-client-language"),
    foot(Code::Esc, Act::Close, "ui-key-close"),
];

/// The help page.
pub const HELP: Table = &[foot(Code::Esc, Act::Close, "ui-key-close"), foot(Code::F(1), Act::Close, "ui-key-close")];

#[cfg(test)]
mod tests;
