//! Tables that stand in a file each: what remains, fees, offices, closing days, limits.

use super::{TODAY, ask, day, ends, table, verdicts};
use madoguchi::law::{Office, Online, Query, Rules};

pub(super) const WAYS: &str = include_str!("ways.txt");
pub(super) const FEES: &str = include_str!("fees.txt");
pub(super) const PLACES: &str = include_str!("places.txt");
pub(super) const CLOSING: &str = include_str!("closing.txt");
pub(super) const LIMITS: &str = include_str!("limits.txt");

#[test]
fn what_remains() {
    for line in table(WAYS) {
        let verdict = ask(&verdicts::query(&line), day(line[3]).unwrap());
        let ways: Vec<&str> = verdict.ways.iter().map(|way| way.rule.as_str()).collect();
        let said = if ways.is_empty() { "-".to_owned() } else { ways.join(" ") };
        assert_eq!(said, line[4], "{line:?}");
        assert_eq!(ways.is_empty(), verdict.online == Online::Yes, "{line:?}");
    }
}

/// The question of a line of the fees.
pub(super) fn of_fee(line: &[&str]) -> Query {
    let status = if line[0] == "permanent-residence" { "永住者" } else { "技能" };
    let with = Some("extension".to_owned());
    Query { procedure: line[0].into(), status: status.into(), with, ..Query::default() }
}

#[test]
fn fees_by_procedure_and_day() {
    for line in table(FEES) {
        let verdict = ask(&of_fee(&line), day(line[1]).unwrap());
        let amount = |text: &str| text.parse::<u32>().ok();
        let fee = verdict.fee.map_or((None, None), |fee| (fee.online, Some(fee.counter)));
        assert_eq!(fee, (amount(line[2]), amount(line[3])), "{line:?}");
        let several = verdict.fee_multiple.map(|fee| (fee.online, Some(fee.counter)));
        assert_eq!(several, line.get(4).map(|online| (amount(online), amount(line[5]))), "{line:?}");
    }
}

fn office(prefecture: &str) -> Office {
    Rules::embedded().office(prefecture, TODAY).unwrap_or_else(|| panic!("no office for {prefecture}"))
}

#[test]
fn where_an_address_leads() {
    let everywhere = || table(PLACES).filter(|line| line[0].ends_with(['都', '道', '府', '県']));
    assert_eq!(everywhere().count(), 47);
    for line in table(PLACES) {
        match line[0] {
            "hours" => assert_eq!(office("東京都").hours.unwrap().ja, line[2]),
            "contact" => {
                let verdict = ask(&verdicts::query(&["extension", "文化活動", "expires=2026-12-24"]), TODAY);
                let whom = verdict.ways[0].office.clone().unwrap();
                assert_eq!((whom.slug.as_str(), whom.phone.as_str()), (line[1], line[2]));
            }
            "-" => {
                let offered = |prefecture| office(prefecture).branches.iter().any(|branch| branch.slug == line[2]);
                assert!(everywhere().all(|prefecture| !offered(prefecture[0])), "{line:?}");
            }
            prefecture => {
                let office = office(prefecture);
                let branches: Vec<&str> = office.branches.iter().map(|branch| branch.slug.as_str()).collect();
                let branches = if branches.is_empty() { "-".to_owned() } else { branches.join(" ") };
                assert_eq!((office.slug.as_str(), branches.as_str()), (line[1], line[2]), "{line:?}");
            }
        }
    }
}

#[test]
fn when_the_counter_is_closed() {
    for line in table(CLOSING) {
        let ends_on = day(line[0]).unwrap();
        let verdict = ask(&ends(ends_on), ends_on);
        assert_eq!(verdict.counter_until, day(line[2]), "{line:?}");
        assert_eq!(verdict.plan.is_none(), line[1] == "-", "{line:?}");
    }
}

#[test]
fn what_the_online_system_takes() {
    for line in table(LIMITS) {
        let limits = Rules::embedded().limits(day(line[0]).unwrap());
        let found = [
            limits.files.to_string(),
            limits.total_bytes.to_string(),
            limits.photo_bytes.to_string(),
            limits.photo_from_age.to_string(),
            limits.photo_months.to_string(),
        ];
        assert_eq!(found.as_slice(), &line[1..], "{line:?}");
    }
}
