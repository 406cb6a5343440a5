//! E-mail addresses: half-width, as the agency's system takes them.

use super::chars::{half_width, too_long};
use super::{Fault, Reading};

pub(super) fn read(typed: &str, max: usize) -> Reading {
    let sent = half_width(typed).trim().to_owned();
    let mut faults = Vec::new();
    if !is_address(&sent) {
        faults.push(Fault::new("bad-email"));
    }
    faults.extend(too_long(&sent, max));
    Reading::text(sent, faults)
}

/// One `@`, something before it, a domain with a dot after it, no spaces; whether it exists only a mail can tell.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '(' | ')' | '"' | '\\');
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    !local.is_empty() && local.chars().all(plain) && domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_sent_in_half_width() {
        assert_eq!(read("ｎａｍｅ＠ｅｘａｍｐｌｅ．ｊｐ", 60).sent, "name@example.jp");
        for typed in ["a@b.jp", "first.last+tag@mail.example.co.jp", "A_B@EXAMPLE.COM"] {
            assert_eq!(read(typed, 60).faults, [], "{typed}");
        }
    }

    #[test]
    fn what_is_no_address_is_a_fault() {
        for typed in [
            "name",
            "name@",
            "@example.jp",
            "a b@example.jp",
            "a@b",
            "a@b..jp",
            "a@-b.jp",
            "a@b@c.jp",
            "名前@example.jp",
        ] {
            assert_eq!(read(typed, 60).faults[0].code, "bad-email", "{typed}");
        }
        assert_eq!(read(&format!("{}@example.jp", "a".repeat(60)), 60).faults[0].code, "too-long");
    }
}
