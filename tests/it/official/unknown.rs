//! What is not known of a date, and the states beside *answered*, in the official file: each as itself, and back.

use super::{answer, applicant, form, table};
use jiff::civil::date;
use madoguchi::case::official::{check, fill, read, take, write};

#[test]
fn unknown_parts_of_a_birth_are_written_as_the_template_has_them() {
    let (form, table) = (form(), table());
    let family = "has_family=yes\nfamily[1].relationship=妻\nfamily[1].name=グエン\nfamily[1].nationality=ベトナム\n\
                  family[1].living_together=yes\nfamily[1].employer_or_school=なし";
    for (typed, sent) in [
        ("=1990-00-00", "19900000"),
        ("=1990", "19900000"),
        ("=1990-05-00", "19900500"),
        ("=1990年5月不詳", "19900500"),
        (":=unknown", "99999999"),
    ] {
        let mut filling = applicant();
        answer(&mut filling, &format!("{family}\nbirth_date{typed}\nfamily[1].birth_date{typed}"));
        let told = filling.problems(date(2026, 11, 24));
        assert!(told.iter().all(|problem| !problem.path.to_string().ends_with("birth_date")), "{typed}: {told:?}");
        let filled = fill(&filling.case, &form, &table, date(2026, 11, 24));
        assert_eq!(check(&table, &filled), [], "{typed}");
        let text = |letters| filled.cells.text(table.column("common", letters).unwrap().place).to_owned();
        assert_eq!([text("C"), text("AF")], [sent, sent], "{typed}");
        let back = take(&read(&write(&table, std::slice::from_ref(&filled.cells))).unwrap()[0].1, &form, &table);
        let cell = &back["family"].rows[0].cells["birth_date"];
        for entry in [&back["birth_date"].entry, cell] {
            let unknown = entry.state == madoguchi::form::State::Unknown;
            assert_eq!((unknown, entry.typed.is_empty()), (sent == "99999999", sent == "99999999"), "{typed}");
        }
    }
}
