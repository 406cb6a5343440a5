//! Naming a cell of a template's row: the sheet and the letters of its column, `common!C`, `N!CG`.

use std::fmt;

/// A column of one sheet of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// `common`, the letter of the activity sheet, `points` or `simultaneous`.
    pub sheet: &'static str,
    pub letters: &'static str,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.letters)
    }
}

/// Position of a column from 1: A, B … Z, AA. 0 for what is no column.
#[must_use]
pub fn position(letters: &str) -> usize {
    let digit = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A') + 1);
    letters.bytes().try_fold(0, |sum: usize, byte| sum.checked_mul(26)?.checked_add(digit(byte)?)).unwrap_or(0)
}

/// Whether a list of columns and ranges, `D:E,CS:FJ,GG`, has this column.
#[must_use]
pub fn within(ranges: &str, letters: &str) -> bool {
    let at = position(letters);
    ranges.split(',').filter(|range| !range.is_empty()).any(|range| {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        (position(first)..=position(last)).contains(&at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_a_spreadsheet_does() {
        for (letters, at) in [("A", 1), ("Z", 26), ("AA", 27), ("BO", 67), ("EK", 141), ("a", 0), ("", 0)] {
            assert_eq!(position(letters), at, "{letters}");
        }
        assert!(within("D:E,CS:FJ,GG", "DA") && within("D:E,CS:FJ,GG", "GG"));
        assert!(!within("D:E,CS:FJ,GG", "F") && !within("", "A"));
    }
}
