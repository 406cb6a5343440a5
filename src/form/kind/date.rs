//! Dates and months, Gregorian or in an era, whole or with an unknown part.

use super::chars::half_width;
use super::era::{EraYear, strip_era, year_in_era};
use super::span::is_no_fixed_term;
use super::{Fault, PartialDate, Reading, Value};
use jiff::civil::Date;

/// Years a document may carry.
const YEARS: std::ops::RangeInclusive<i16> = 1868..=2199;

/// Reads a date: `2001-01-23`, `20010123`, `2001/1/23`, `2001年1月23日`, `H13.1.23`, `平成13年1月23日`, in any width.
/// Where the form allows it, month or day may be unknown: `2001`, `2001-01`, `20010100`, `2001年1月不詳`.
pub(super) fn read(typed: &str, partial: bool, today: Option<Date>) -> Reading {
    let date = match parse(typed) {
        Ok(date) => date,
        Err(fault) => return Reading::fault(fault),
    };
    let mut faults = Vec::new();
    if date.day.is_none() && !partial {
        faults.push(Fault::new("date-not-whole"));
    }
    if today.zip(date.first()).is_some_and(|(today, first)| first > today) {
        faults.push(Fault::new("future-date"));
    }
    reading(Value::Date(date), date, faults, true)
}

/// Reads a year and month; the month may be unknown where the form allows it.
pub(super) fn read_month(typed: &str, partial: bool) -> Reading {
    let date = match parse(typed) {
        Ok(date) => PartialDate { day: None, ..date },
        Err(fault) => return Reading::fault(fault),
    };
    let faults = if date.month.is_none() && !partial { vec![Fault::new("month-missing")] } else { Vec::new() };
    reading(Value::YearMonth(date), date, faults, false)
}

fn reading(value: Value, date: PartialDate, faults: Vec<Fault>, with_day: bool) -> Reading {
    Reading { value: Some(value), faults, sent: date.iso(), paper: on_paper(date, with_day), beside: beside(date) }
}

fn on_paper(date: PartialDate, with_day: bool) -> String {
    let year = date.year;
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        (Some(month), None) if with_day => format!("{year}年{month}月日不詳"),
        (Some(month), None) => format!("{year}年{month}月"),
        (None, _) if with_day => format!("{year}年月日不詳"),
        (None, _) => format!("{year}年月不詳"),
    }
}

/// The date in its era, `平成13年1月23日`.
fn beside(date: PartialDate) -> Option<String> {
    let year = year_in_era(date)?;
    Some(match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{year}{month}月{day}日"),
        (Some(month), None) => format!("{year}{month}月"),
        (None, _) => year,
    })
}

fn parse(typed: &str) -> Result<PartialDate, Fault> {
    if is_no_fixed_term(typed) {
        return Err(Fault::new("no-last-day"));
    }
    let bad = || Fault::new("bad-date");
    let text: String = half_width(typed).to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
    if let Some((code, first, rest)) = strip_era(&text) {
        let rest = rest.replacen('元', "1", 1);
        let [year, month, day] = parts(&rest).ok_or_else(bad)?;
        let era = EraYear::new(code, first, year.ok_or_else(bad)?).ok_or_else(bad)?;
        let date = whole(era.gregorian, month, day)?;
        return if era.has(date) { Ok(date) } else { Err(not_in_era(date)) };
    }
    let [year, month, day] = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        joined(&text).ok_or_else(bad)?
    } else {
        parts(&text).ok_or_else(bad)?
    };
    whole(year.ok_or_else(bad)?, month, day)
}

/// An era year that the era does not have; the right one is named where there is one.
fn not_in_era(date: PartialDate) -> Fault {
    match year_in_era(date) {
        Some(right) => Fault::new("bad-era").with("right", right),
        None => Fault::new("bad-date"),
    }
}

type Parts = [Option<i16>; 3];

/// `20010123`, `200101`, `2001`.
fn joined(digits: &str) -> Option<Parts> {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse().ok());
    match digits.len() {
        8 => Some([part(0..4), part(4..6), part(6..8)]),
        6 => Some([part(0..4), part(4..6), None]),
        4 => Some([part(0..4), None, None]),
        _ => None,
    }
}

/// Numbers between separators: `2001-1-23`, `13年1月23日`, `2001年1月不詳`.
fn parts(text: &str) -> Option<Parts> {
    let known =
        text.replace("月日不詳", "").replace("不詳", "").replace("不明", "").replace("??", "").replace("XX", "");
    let separator = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | ',');
    let mut numbers = known.split(separator).filter(|part| !part.is_empty());
    let mut next = || match numbers.next() {
        Some(part) if part.len() <= 4 => part.parse::<i16>().map(Some).map_err(|_| ()),
        Some(_) => Err(()),
        None => Ok(None),
    };
    let read = [next().ok()?, next().ok()?, next().ok()?];
    numbers.next().is_none().then_some(read)
}

/// A date that exists; `00` stands for an unknown month or day, as residence cards print it.
fn whole(year: i16, month: Option<i16>, day: Option<i16>) -> Result<PartialDate, Fault> {
    let small = |part: Option<i16>| match part {
        None | Some(0) => Ok(None),
        Some(part) => i8::try_from(part).map(Some).map_err(|_| Fault::new("bad-date")),
    };
    let date = PartialDate { year, month: small(month)?, day: small(day)? };
    let day_without_month = date.month.is_none() && date.day.is_some();
    if !YEARS.contains(&year) || day_without_month || date.first().is_none() {
        return Err(Fault::new("bad-date"));
    }
    Ok(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn whole_date(typed: &str) -> Reading {
        read(typed, false, None)
    }

    #[test]
    fn one_day_may_be_written_in_many_ways() {
        for typed in [
            "2001-01-23",
            "20010123",
            "2001/1/23",
            "2001.1.23",
            "2001年1月23日",
            "２００１年１月２３日",
            "２００１０１２３",
            "H13.1.23",
            "h13/1/23",
            "平成13年1月23日",
            "平成１３年１月２３日",
            " 2001 年 1 月 23 日 ",
        ] {
            let reading = whole_date(typed);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), ("2001-01-23", 0), "{typed}");
            assert_eq!(reading.paper, "2001年1月23日");
            assert_eq!(reading.beside.as_deref(), Some("平成13年1月23日"));
        }
    }

    #[test]
    fn every_era_is_known_with_its_first_year() {
        for (typed, sent) in [
            ("令和元年5月1日", "2019-05-01"),
            ("R1.5.1", "2019-05-01"),
            ("平成元年1月8日", "1989-01-08"),
            ("H31.4.30", "2019-04-30"),
            ("S64.1.7", "1989-01-07"),
            ("昭和元年12月25日", "1926-12-25"),
            ("T15.12.24", "1926-12-24"),
            ("M45.7.29", "1912-07-29"),
            ("明治33年1月1日", "1900-01-01"),
        ] {
            let reading = whole_date(typed);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), (sent, 0), "{typed}");
        }
    }

    #[test]
    fn a_day_the_era_does_not_have_names_the_right_one() {
        for (typed, right) in
            [("H40.1.1", "令和10年"), ("H31.5.1", "令和元年"), ("S64.1.8", "平成元年"), ("R1.4.30", "平成31年")]
        {
            let reading = whole_date(typed);
            assert_eq!(reading.faults[0].code, "bad-era", "{typed}");
            assert_eq!(reading.faults[0].args, [("right", right.to_owned())], "{typed}");
            assert_eq!(reading.value, None);
        }
    }

    #[test]
    fn what_is_no_date_is_a_fault() {
        for typed in [
            "2001-02-29",
            "2001-13-01",
            "20010431",
            "2001-1-1-1",
            "tomorrow",
            "1.2.3.4",
            "平成",
            "H0.1.1",
            "99999999",
            "-",
            "1",
            "2001-00-12",
            "30000101",
        ] {
            assert_eq!(whole_date(typed).faults[0].code, "bad-date", "{typed}");
        }
        assert_eq!(whole_date("2004-02-29").faults, []);
        assert_eq!(whole_date("期間の定めなし").faults[0].code, "no-last-day");
    }

    #[test]
    fn an_unknown_part_is_taken_only_where_the_form_allows_it() {
        for (typed, sent, paper) in [
            ("2001", "2001", "2001年月日不詳"),
            ("20010000", "2001", "2001年月日不詳"),
            ("2001-00-00", "2001", "2001年月日不詳"),
            ("2001年月日不詳", "2001", "2001年月日不詳"),
            ("2001-05", "2001-05", "2001年5月日不詳"),
            ("20010500", "2001-05", "2001年5月日不詳"),
            ("200105", "2001-05", "2001年5月日不詳"),
            ("2001年5月不詳", "2001-05", "2001年5月日不詳"),
        ] {
            let reading = read(typed, true, None);
            assert_eq!(
                (reading.sent.as_str(), reading.paper.as_str(), reading.faults.len()),
                (sent, paper, 0),
                "{typed}"
            );
            assert_eq!(read(typed, false, None).faults[0].code, "date-not-whole", "{typed}");
        }
        assert_eq!(read("2019", true, None).beside.as_deref(), Some("平成31年・令和元年"));
        assert_eq!(read("平成31年", true, None).sent, "2019");
    }

    #[test]
    fn a_day_to_come_is_a_fault_where_it_cannot_be() {
        let today = Some(date(2026, 11, 24));
        assert_eq!(read("2026-11-24", false, today).faults, []);
        assert_eq!(read("2026-11-25", false, today).faults[0].code, "future-date");
        assert_eq!(read("2026-11-25", false, None).faults, []);
    }

    #[test]
    fn a_month_is_read_like_a_date() {
        for typed in ["2020-04", "202004", "2020/4", "2020年4月", "R2.4", "令和2年4月", "2020-04-15"] {
            let reading = read_month(typed, false);
            assert_eq!((reading.sent.as_str(), reading.faults.len()), ("2020-04", 0), "{typed}");
            assert_eq!(reading.paper, "2020年4月");
        }
        assert_eq!(read_month("2020", true).sent, "2020");
        assert_eq!(read_month("2020", false).faults[0].code, "month-missing");
    }
}
