//! What is worked out from other answers: nobody types it, and what was typed elsewhere is never changed by it.

use super::{Reading, Value};

/// How an item is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derived {
    /// The sum of what the answers of its sheet count ([`crate::form::Item::points`]).
    Points,
    /// One amount in per cent of another, with one decimal; both are ids of items.
    Percent { of: String, base: String },
}

impl Derived {
    /// The rule's word in form files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Derived::Points => "points",
            Derived::Percent { .. } => "percent",
        }
    }

    /// A sum of points.
    #[must_use]
    pub fn sum(points: u32) -> Reading {
        let text = points.to_string();
        Reading { value: Some(Value::Integer(points.into())), paper: text.clone(), sent: text, ..Reading::default() }
    }

    /// `of` in per cent of `base`, half up: 120 of 3,000 is `4.0`. Nothing of nothing.
    #[must_use]
    pub fn percent(of: i64, base: i64) -> Option<Reading> {
        let (of, base) = (u128::try_from(of).ok()?, u128::try_from(base).ok().filter(|base| *base > 0)?);
        let tenths = (of * 2_000 + base) / (base * 2);
        Some(Reading::text(format!("{}.{}", tenths / 10, tenths % 10), Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_has_one_decimal_half_up() {
        for (of, base, wanted) in [(120, 3_000, "4.0"), (1, 3, "33.3"), (305, 10_000, "3.1"), (0, 5, "0.0")] {
            assert_eq!(Derived::percent(of, base).map(|reading| reading.sent).as_deref(), Some(wanted), "{of}/{base}");
        }
        assert_eq!(Derived::percent(i64::MAX, 1).map(|reading| reading.sent.len()), Some(23));
        assert!(Derived::percent(1, 0).is_none() && Derived::percent(-1, 5).is_none());
    }

    #[test]
    fn a_sum_is_a_number_to_conditions() {
        assert_eq!(Derived::sum(85).value, Some(Value::Integer(85)));
    }
}
