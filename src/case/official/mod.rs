//! The official file: cases as the agency's own bulk-application template would write them, and back.
//!
//! The templates of 2026 (certificate of eligibility and change 2026-04-01, extension 2026-02-27) are data in `forms/official/`; the
//! items of the form files name the columns they fill (`official`). A case becomes the row of a template ([`fill()`]), is checked as
//! the template checks it ([`check()`]), and is written as the template writes it ([`write()`]). [`read()`] and [`take()`] go the other way.
//! What was checked is the file against the template; whether the site takes it can only be tried there.

mod cells;
mod check;
mod class;
mod condition;
mod convert;
mod fill;
mod lists;
mod place;
mod put;
mod read;
mod spots;
mod table;
mod take;
mod template;
mod words;
mod write;

pub use cells::Cells;
pub use check::{OFFICIAL, check};
pub use fill::{Filled, Owner, fill};
pub use place::Place;
pub use read::{Unreadable, read};
pub use table::{Column, Table};
pub use take::take;
pub use template::{Code, NoCode, Template};
pub use write::write;

use super::Case;
use crate::form::Form;

/// People one file may hold.
pub const MOST_PEOPLE: usize = 300;

/// The items that tell the main activity of a highly skilled professional, and which designated activity it is.
const ACTIVITY: [&str; 2] = ["main_activity", "designated_activity_number"];

/// The status highly skilled professional (ii), and the item that tells which status (i) its activity goes on with.
const SECOND: (&str, &str) = ("highly-skilled-professional-2", "points_activity");

/// The application code of a case.
///
/// # Errors
/// [`NoCode`]: the bulk application does not take it, or the case does not tell which it is.
pub fn code(case: &Case, form: &Form) -> Result<Code, NoCode> {
    let status = form.status(&case.status).ok_or(NoCode::NotTaken)?;
    let slug = |id: &str| {
        let typed = &case.answers.get(id)?.entry.typed;
        let choices = put::choices(&form.item(id)?.kind)?;
        choices.chosen(typed)?.slug.clone()
    };
    let activity = ACTIVITY.into_iter().find_map(slug);
    let activity = match slug(SECOND.1).filter(|_| status.slug == SECOND.0) {
        Some(first) => activity.map(|activity| format!("{first}/{activity}")),
        None => activity,
    };
    Code::find(&case.procedure, &form.division, &status.slug, activity.as_deref())
}
