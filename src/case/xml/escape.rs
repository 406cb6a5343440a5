//! Text and attribute values as XML 1.0 can carry them.
//!
//! Line ends other than LF, and text that is only white space, would be changed by XML readers: they are written as character
//! references. Characters XML 1.0 forbids cannot be written at all; such an answer is carried as base64.

/// XML 1.0 can carry this character (section 2.2, `Char`).
pub(super) fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Appends element text, escaped.
pub(super) fn text(out: &mut Vec<u8>, value: &str) {
    let blank = value.trim_matches([' ', '\t', '\n', '\r']).is_empty();
    for c in value.chars() {
        match c {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '\r' => out.extend_from_slice(b"&#13;"),
            ' ' | '\t' | '\n' if blank => reference(out, c),
            c => push(out, c),
        }
    }
}

/// Appends ` name="value"`. A character XML cannot carry becomes U+FFFD: no attribute holds what a client typed.
pub(super) fn attribute(out: &mut Vec<u8>, name: &str, value: &str) {
    out.push(b' ');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"=\"");
    for c in value.chars() {
        match c {
            '&' => out.extend_from_slice(b"&amp;"),
            '<' => out.extend_from_slice(b"&lt;"),
            '>' => out.extend_from_slice(b"&gt;"),
            '"' => out.extend_from_slice(b"&quot;"),
            '\t' | '\n' | '\r' => reference(out, c),
            c if allowed(c) => push(out, c),
            _ => push(out, char::REPLACEMENT_CHARACTER),
        }
    }
    out.push(b'"');
}

/// An attribute's value as it will be read again.
pub(super) fn carried(value: &str) -> String {
    value.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

fn reference(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(format!("&#{};", u32::from(c)).as_bytes());
}

fn push(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}
