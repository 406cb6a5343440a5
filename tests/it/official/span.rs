//! Periods in the official file: as months, as years and months, and as *no fixed term* where the template has it.

use super::every::codes;
use crate::form::filler::{TODAY, filled, said};
use madoguchi::case::Path;
use madoguchi::case::official::{Table, check, fill, read, take, write};
use madoguchi::law::FiledBy;

/// Item, what is typed, and the texts in its columns, by application code.
const PERIODS: [(&str, &str, &str, &[(&str, &str)]); 9] = [
    ("05L1", "work_period", "3年", &[("L!CS", "36")]),
    ("01O1", "work_period", "1年6月", &[("O!S", "18")]),
    ("04U3", "work_period", "24", &[("U!FW", "24")]),
    ("01K1", "sending_period", "2年", &[("K!BG", "24")]),
    ("01N2", "stay_length", "2年6月", &[("common!W", "2"), ("common!X", "6")]),
    ("04N2", "work_period_type", "定めなし", &[("N!DB", "定めなし Non-Fixed"), ("N!DC", ""), ("N!DD", "")]),
    ("05I1", "work_period_type", "定めなし", &[("I!JJ", "定めなし Non-Fixed"), ("I!JK", "")]),
    ("01J1", "work_period_type", "定めなし", &[("J!GZ", "定めなし Non-Fixed"), ("J!HA", "")]),
    ("04M1", "work_period_type", "定めなし", &[("M!CC", "定めなし Non-Fixed"), ("M!CD", "")]),
];

#[test]
fn a_period_goes_as_its_columns_take_it_and_comes_back() {
    for (name, item, typed, columns) in PERIODS {
        let (code, form, status) = codes().into_iter().find(|(code, ..)| code.text() == name).expect(name);
        let table = Table::of(code);
        let mut filling = filled(&form, &status, FiledBy::Agent, 0);
        filling.put(&Path::item(item), said(typed.to_owned()));
        let row = fill(&filling.case, &form, &table, TODAY);
        for (place, text) in columns {
            let (sheet, letters) = place.split_once('!').unwrap();
            assert_eq!(row.cells.text(table.column(sheet, letters).unwrap().place), *text, "{name} {place}");
        }
        let refused: Vec<_> =
            check(&table, &row).into_iter().filter(|problem| problem.path == Path::item(item)).collect();
        assert_eq!(refused, [], "{name}");
        let back = take(&read(&write(&table, &[row.cells])).unwrap()[0].1, &form, &table);
        let sent = |typed: &str| form.item(item).unwrap().kind.read(typed, TODAY).sent;
        assert_eq!(sent(&back[item].entry.typed), sent(typed), "{name}");
    }
}
