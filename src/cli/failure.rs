//! What a failed command says: what happened, what was kept, what to do next; and its exit code.

use super::output;
use crate::desk::{Class, Error, Told};
use crate::text::Lang;
use serde_json::{Value, json};
use std::process::ExitCode;

/// The exit code of a kind of failure.
pub(super) fn code(class: Class) -> ExitCode {
    ExitCode::from(class as u8)
}

/// Tells a failure and answers its exit code: words on standard error, with `json` also the document on standard output.
#[must_use]
pub fn report(error: &Error, lang: Lang, json: bool) -> ExitCode {
    if json {
        output::json(&json!({ "error": document(error, lang) }));
    }
    tell(error, lang);
    code(error.class)
}

/// Tells a failure in words.
pub(super) fn tell(error: &Error, lang: Lang) {
    output::remark(&error.message(lang));
    for told in &error.problems {
        output::remark(&problem(told));
    }
    output::remark(&error.hint(lang));
}

/// The `error` object.
pub(super) fn document(error: &Error, lang: Lang) -> Value {
    json!({
        "code": error.code,
        "message": error.message(lang),
        "hint": error.hint(lang),
        "problems": error.problems,
    })
}

/// A problem as one paragraph: number and item, what is wrong, how to mend it.
pub(super) fn problem(told: &Told) -> String {
    if told.item.is_empty() {
        // The server refused the case as a whole.
        return format!("  {}", told.message);
    }
    // As `case set` names a cell: `family[1].birth_date`.
    let item = match (told.row, told.item.split_once('.')) {
        (Some(row), Some((table, column))) => format!("{table}[{row}].{column}"),
        (Some(row), None) => format!("{}[{row}]", told.item),
        (None, _) => told.item.clone(),
    };
    let place = if told.no.is_empty() { item } else { format!("{} {item}", told.no) };
    format!("  {place}: {}\n      {}", told.message, told.fix)
}
