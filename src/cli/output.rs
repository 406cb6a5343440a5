//! Writing results and remarks. A reader that goes away early is no failure of the command; a result that finds no room is.

use serde_json::Value;
use std::io::{self, ErrorKind, Write, stderr, stdout};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Something of the result could not be written.
static LOST: AtomicBool = AtomicBool::new(false);

/// Whether something of the result could not be written, such as on a full disk.
pub(super) fn lost() -> bool {
    LOST.load(Relaxed)
}

fn note(written: io::Result<()>) {
    if written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        LOST.store(true, Relaxed);
    }
}

/// A result for a person, on standard output.
pub(super) fn line(text: &str) {
    note(writeln!(stdout().lock(), "{text}"));
}

/// Bytes of a result, as they are.
pub(super) fn bytes(bytes: &[u8]) {
    let mut out = stdout().lock();
    note(out.write_all(bytes).and_then(|()| out.flush()));
}

/// The one JSON document of a command.
pub(super) fn json(document: &Value) {
    line(&format!("{document:#}"));
}

/// A remark, on standard error.
pub(super) fn remark(text: &str) {
    let _ = writeln!(stderr().lock(), "{text}");
}

/// Columns of a list, aligned by the cells a terminal gives each character.
pub(super) fn columns(rows: &[Vec<String>]) {
    use unicode_width::UnicodeWidthStr;
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    for row in rows {
        let mut text = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            text.push_str(cell);
            text.push_str(&" ".repeat(width - cell.width() + 2));
        }
        line(text.trim_end());
    }
}
