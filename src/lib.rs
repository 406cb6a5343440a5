//! 窓口 *madoguchi*: the counter where Japan's residence applications are made.
//!
//! Staff and a walk-in client fill an application together, item by item, in the order and numbering of the paper form;
//! the case is kept encrypted, checked against the form and the law, sent, and answered with a signed receipt.
//!
//! # The layers
//!
//! Pure: no I/O, no clock, no randomness, no async. Time is a parameter.
//!
//! - [`form`] what the paper asks: sheets, items, kinds of answer, conditions
//! - [`text`] message id and arguments to a sentence in a language
//! - [`law`] what the rules say on a date: may it be filed, until when, for how much, with which papers
//! - [`case`] one application being filled: answers, walk, check, XML
//! - [`wire`] what counter and server say to each other
//!
//! Adapters: one outside thing each.
//!
//! - [`sign`] signed receipts (CMS) and the certificates behind them
//! - [`store`] the encrypted data folder: cases, outbox, receipts, staff
//! - [`card`] card readers, and the virtual card
//! - [`sync`] the HTTP client: sending an application, file by file, resumed after any break
//! - [`paper`] prints (PDF)
//!
//! Operations and faces.
//!
//! - [`desk`] what staff can do, once, for every face
//! - [`tui`] the counter's screens
//! - [`cli`] the commands
//! - [`server`] the agency's side: accepts applications, keeps the ledger, signs receipts
//!
//! # Who may import whom
//!
//! | module | may import |
//! |---|---|
//! | form, text | nothing |
//! | law | form |
//! | case | form, law |
//! | wire | form, case |
//! | sign | wire |
//! | store | form, case, wire |
//! | card | case (facts only) |
//! | sync | wire, sign |
//! | paper | form, case, law, text |
//! | desk | everything above |
//! | tui, cli | form, law, case, text, desk |
//! | server | form, law, case, wire, sign, text |
//!
//! `main.rs` alone sees everything. Nothing imports a face. `tests/it/layers.rs` enforces the table.

pub mod card;
pub mod case;
pub mod cli;
pub mod desk;
pub mod form;
pub mod law;
pub mod paper;
pub mod server;
pub mod sign;
pub mod store;
pub mod sync;
pub mod text;
pub mod tui;
pub mod wire;
