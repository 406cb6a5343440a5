//! What is filed together with a change or an extension, in the official file: its columns are filled, checked and read back where it is
//! chosen, and blank where it is not.

use super::every::codes;
use crate::form::filler::{TODAY, fill as fill_in, filled, said};
use madoguchi::case::official::{Cells, Code, Table, Template, check, fill, read, take, write};
use madoguchi::case::{Case, Entry, Path, Problem};
use madoguchi::desk::Filling;
use madoguchi::form::{Form, Item, Kind, Part, State};
use madoguchi::law::FiledBy;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What can be chosen, with the first and the last column of its block.
const BLOCKS: [(&str, &str, &str); 3] =
    [("再入国許可申請", "X", "BE"), ("資格外活動許可申請", "BF", "CQ"), ("就労資格証明書交付申請", "CR", "DJ")];

fn position(letters: &str) -> usize {
    letters.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1)
}

/// One code of every division of the two templates that have the sheet.
fn one_of_each_division() -> Vec<(Code, Arc<Form>, String)> {
    let mut seen = BTreeSet::new();
    let with_sheet = codes().into_iter().filter(|(code, ..)| code.template != Template::Coe);
    with_sheet.filter(|(code, ..)| seen.insert((code.template, code.sheet))).collect()
}

/// A case with these filed together, everything asked answered.
fn with(form: &Arc<Form>, base: &Case, chosen: &str, turn: usize) -> Filling {
    let mut filling = Filling::new(base.clone(), Arc::clone(form));
    // Family and given name share one column: a family name of one word comes back as it was.
    for (item, typed) in
        [("together", chosen), ("card_receipt", "窓口"), ("family_name", "LE"), ("given_name", "THI MAU")]
    {
        filling.put(&Path::item(item), said(typed.to_owned()));
    }
    fill_in(&mut filling, turn, true);
    filling
}

fn cell(problem: &Problem) -> &str {
    problem.fault.args.iter().find(|(name, _)| *name == "cell").map_or("", |(_, cell)| cell.as_str())
}

/// Position of a column of the sheet, `None` for other sheets.
fn joined(place: &str) -> Option<usize> {
    place.strip_prefix("simultaneous!").map(position)
}

fn has_column(item: &Item) -> bool {
    item.official.iter().any(|name| name.starts_with("simultaneous!"))
}

#[test]
fn what_is_chosen_is_written_and_every_value_is_read_back_to_its_item() {
    let all = BLOCKS.map(|(choice, ..)| choice).join("; ");
    let mut values = 0;
    let divisions = one_of_each_division();
    assert_eq!(divisions.len(), 27, "13 divisions of the change, 14 of the extension");
    for (code, form, status) in divisions {
        let table = Table::of(code);
        let base = filled(&form, &status, FiledBy::Agent, 0).case;
        let chosen = BLOCKS.map(|(choice, ..)| choice.to_owned()).into_iter().chain([all.clone()]);
        for (turn, chosen) in chosen.enumerate() {
            let place = format!("{} {chosen}", code.text());
            let filling = with(&form, &base, &chosen, turn);
            let row = fill(&filling.case, &form, &table, TODAY);
            let problems = check(&table, &row);
            let own = problems.iter().filter(|problem| joined(cell(problem)).is_some_and(|at| at >= position("X")));
            assert_eq!(own.collect::<Vec<_>>(), Vec::<&Problem>::new(), "{place}");
            for (choice, first, last) in BLOCKS {
                let block = position(first)..=position(last);
                let written = row.cells.iter().filter_map(|(at, _)| joined(&at.to_string()));
                let count = written.filter(|at| block.contains(at)).count();
                assert_eq!(count > 8, chosen.contains(choice), "{place}: {count} columns of {choice}");
            }
            values += read_back(&form, &table, &filling, &row.cells, &place);
        }
    }
    assert!(values > 3_000, "{values}");
}

/// Writes a row, reads it, and compares every item of the sheet; answers how many.
fn read_back(form: &Form, table: &Table, filling: &Filling, cells: &Cells, place: &str) -> usize {
    let rows = read(&write(table, std::slice::from_ref(cells))).unwrap();
    let back = take(&rows[0].1, form, table);
    let walk = filling.walk(TODAY);
    let mut values = 0;
    for item in form.items().filter(|item| has_column(item) && walk.step(&item.id).is_some()) {
        // What the whole application asks hangs on lists of each status, which a case made up need not meet.
        let unsent =
            item.official[0].starts_with("common!") && item.official.iter().all(|name| blank(table, name, cells));
        let lost = unsent || item.official.iter().any(|name| lists_none(table, name, cells));
        let entry = |answer: Option<&madoguchi::case::Answer>| {
            answer.map(|answer| (answer.entry.state, item.kind.read(&answer.entry.typed, TODAY).sent))
        };
        let before = entry(filling.answer(&item.id));
        if !lost && before.is_some() {
            assert_eq!(entry(back.get(&item.id)), before, "{place}: {}", item.id);
            values += 1;
        }
    }
    values
}

fn blank(table: &Table, name: &str, cells: &Cells) -> bool {
    let column = name.split_once('!').and_then(|(sheet, letters)| table.column(sheet, letters));
    column.is_none_or(|column| cells.text(column.place).is_empty())
}

/// The column's list does not have its text: told as a problem, and written as nothing.
fn lists_none(table: &Table, name: &str, cells: &Cells) -> bool {
    let column = name.split_once('!').and_then(|(sheet, letters)| table.column(sheet, letters));
    column.filter(|column| column.list.is_some()).is_some_and(|column| {
        let list = table.list(column, cells).unwrap_or_default();
        let text = cells.text(column.place);
        !text.is_empty() && !list.iter().any(|entry| entry.text == text)
    })
}

#[test]
fn what_is_not_chosen_has_its_headers_and_no_value() {
    for (code, form, status) in one_of_each_division() {
        let table = Table::of(code);
        let mut filling = Filling::new(filled(&form, &status, FiledBy::Agent, 0).case, Arc::clone(&form));
        filling.put(&Path::item("together"), Entry { state: State::None, ..Entry::default() });
        let row = fill(&filling.case, &form, &table, TODAY);
        let own: Vec<(String, &str)> = row
            .cells
            .iter()
            .map(|(place, text)| (place.to_string(), text))
            .filter(|(place, _)| joined(place).is_some())
            .collect();
        let no = ["B", "C", "D"].map(|letters| (format!("simultaneous!{letters}"), "無 No"));
        assert_eq!(own, no, "{}", code.text());
        assert_eq!(take(&row.cells, &form, &table)["together"].entry.state, State::None, "{}", code.text());
        let units: Vec<u16> =
            write(&table, &[row.cells]).chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        let text = String::from_utf16(&units).unwrap();
        let (header, line) = text.split_once("\r\n").unwrap();
        let (header, line): (Vec<&str>, Vec<&str>) = (header.split('\t').collect(), line.split('\t').collect());
        for column in table.columns.iter().filter(|column| column.place.sheet == "simultaneous") {
            assert_eq!(header[column.number - 1], column.header, "{} {}", code.text(), column.place);
            let asked = ["B", "C", "D"].contains(&column.place.letters);
            assert_eq!(line[column.number - 1], if asked { "0" } else { "" }, "{} {}", code.text(), column.place);
        }
    }
}

/// An extension of an engineer with everything filed together.
fn engineer(by: FiledBy) -> (Filling, Arc<Table>) {
    let (code, form, status) = codes().into_iter().find(|(code, ..)| code.text() == "04N2").unwrap();
    let base = filled(&form, &status, by, 0).case;
    let all = BLOCKS.map(|(choice, ..)| choice).join("; ");
    (with(&form, &base, &all, 0), Table::of(code))
}

#[test]
fn what_is_undecided_is_written_so_and_comes_back() {
    let (mut filling, table) = engineer(FiledBy::Agent);
    let form = Arc::clone(&filling.form);
    let open = |item: &&Item| {
        matches!(item.kind, Kind::Table { .. }) || !item.states.contains(&State::Unknown) || item.official.is_empty()
    };
    let open: Vec<&Item> = form.items().filter(|item| has_column(item) && !open(item)).collect();
    // What the application itself asks, and the blocks share, is not known rather than undecided.
    let undecided: Vec<&&Item> = open.iter().filter(|item| item.official[0].starts_with("simultaneous!")).collect();
    assert_eq!(undecided.len(), 14, "6 of the re-entry permit, 8 of the other activity");
    for item in &undecided {
        filling.put(&Path::item(&item.id), Entry { state: State::Unknown, ..Entry::default() });
    }
    assert_eq!(filling.problems(TODAY), [], "undecided is an answer");
    let row = fill(&filling.case, &form, &table, TODAY);
    for item in &undecided {
        let asked = table.column("simultaneous", item.official[0].trim_start_matches("simultaneous!")).unwrap();
        assert_eq!(row.cells.text(asked.place), "未定 Undecided", "{}", item.id);
    }
    read_back(&form, &table, &filling, &row.cells, "undecided");
}

#[test]
fn what_the_template_refuses_is_told_at_the_item_in_its_order() {
    let (mut filling, table) = engineer(FiledBy::Agent);
    for (item, typed) in [
        ("use_purpose", "字".repeat(601)),
        ("agent_name", "見本①".into()),
        ("side_contract_period", "9年".into()),
        ("departure_port", "字".repeat(51)),
        ("pending_trial", String::new()),
        ("travel_purpose", "その他".into()),
    ] {
        filling.put(&Path::item(item), said(typed));
    }
    filling.clear(&Path::item("travel_purpose_other"));
    let row = fill(&filling.case, &filling.form, &table, TODAY);
    let told: Vec<(String, String, &str)> = check(&table, &row)
        .iter()
        .map(|problem| (problem.path.to_string(), cell(problem).to_owned(), problem.fault.code))
        .filter(|(_, cell, _)| joined(cell).is_some_and(|at| at >= position("X")))
        .collect();
    let wanted = [
        ("travel_purpose_other", "Z", "official-missing"),
        ("departure_port", "AF", "official-too-long"),
        ("pending_trial", "AN", "official-missing"),
        ("agent_name", "AY", "official-characters"),
        ("side_contract_period", "BK", "official-list"),
        ("agent_name", "CK", "official-characters"),
        ("use_purpose", "CU", "official-too-long"),
        ("agent_name", "DD", "official-characters"),
    ];
    assert_eq!(told, wanted.map(|(item, cell, code)| (item.to_owned(), format!("simultaneous!{cell}"), code)));
}

#[test]
fn the_representative_is_typed_once_and_stands_in_every_block() {
    let (filling, table) = engineer(FiledBy::LegalRepresentative);
    let row = fill(&filling.case, &filling.form, &table, TODAY);
    let text = |sheet: &str, letters: &str| row.cells.text(table.column(sheet, letters).unwrap().place).to_owned();
    let own = text("N", "BP");
    assert!(!own.is_empty());
    assert_eq!(["AQ", "CC", "CV"].map(|letters| text("simultaneous", letters)), [own.clone(), own.clone(), own]);
    assert_eq!(["AV", "CH", "DA"].map(|letters| text("simultaneous", letters).is_empty()), [false; 3]);
    // The agent is not asked where the representative files; the template asks for one all the same, and tells it.
    assert_eq!(["AY", "CK", "DD"].map(|letters| text("simultaneous", letters)), [""; 3]);
}

/// The items the three have in common are those of the application itself, asked once; each block asks the rest.
#[test]
fn what_all_share_is_asked_by_the_application_itself() {
    for (code, form, _) in one_of_each_division() {
        for sheet in &form.sheets {
            for item in &sheet.items {
                let columns = item.official.iter().filter_map(|name| joined(name));
                let shared = columns.filter(|at| (position("E")..=position("W")).contains(at)).count();
                assert!(shared == 0 || sheet.part != Part::Together, "{} {}", code.text(), item.id);
                let alone = item.official.iter().all(|name| joined(name).is_some());
                assert_eq!(
                    alone && !item.official.is_empty(),
                    sheet.part == Part::Together && has_column(item) || item.id == "together",
                    "{} {}",
                    code.text(),
                    item.id
                );
            }
        }
    }
}
