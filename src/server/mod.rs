//! The agency's side: accepts applications, checks them again, keeps the ledger, signs receipts.
//!
//! One file per noun: [`check`], [`apply`], [`application`], [`files`] (tus), [`identity`], [`sign_in`], [`health`]; [`routes`] is the table of
//! paths. It runs the same reading, check and law as the counter and refuses with problems item by item. Nothing of a case is
//! ever logged.

mod app;
mod application;
mod apply;
mod body;
mod check;
mod examine;
mod files;
mod health;
mod identity;
pub mod ledger;
pub mod practice;
mod problem;
mod routes;
mod run;
mod sign_in;

pub use run::{Cards, Error, Options, Tls, run, run_until};
