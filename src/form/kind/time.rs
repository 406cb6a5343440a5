//! Times of day as the agency's lists have them: hours 1 to 24, minutes in fives.

use super::chars::half_width;
use super::{Fault, Reading};

/// `9:30`, `０９：３０` or `9時30分`; sent with two digits each.
pub(super) fn read(typed: &str) -> Reading {
    match time(typed) {
        Some((hours, minutes)) => Reading::text(format!("{hours:02}:{minutes:02}"), Vec::new()),
        None => Reading::fault(Fault::new("bad-time")),
    }
}

fn time(typed: &str) -> Option<(u8, u8)> {
    let half = half_width(typed).replace('時', ":").replace([' ', '分'], "");
    let (hours, minutes) = half.split_once(':')?;
    let minutes = if typed.contains('時') && minutes.is_empty() { "00" } else { minutes };
    let part = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
    let (hours, minutes): (u8, u8) = (part(hours)?, part(minutes)?);
    ((1..=24).contains(&hours) && minutes < 60 && minutes.is_multiple_of(5)).then_some((hours, minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_taken_however_it_is_written() {
        for (typed, sent) in
            [("9:30", "09:30"), ("０９：３０", "09:30"), ("9時30分", "09:30"), ("17時", "17:00"), ("24:00", "24:00")]
        {
            let reading = read(typed);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), (sent, 0), "{typed}");
        }
    }

    #[test]
    fn what_the_lists_have_no_line_for_is_a_fault() {
        for typed in ["0:30", "25:00", "99:00", "9:31", "9:60", "9:", "930", "+9:30", "朝"] {
            assert_eq!(read(typed).faults[0].code, "bad-time", "{typed}");
        }
    }
}
