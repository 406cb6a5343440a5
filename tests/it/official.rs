//! The official file: the sample of the template comes out byte for byte, widths and codes as the templates have them, and every
//! value of a written file is read back to its item.

mod every;
mod free;
mod points;
mod span;
mod together;
mod told;
mod unknown;

use jiff::civil::{Date, date};
use madoguchi::case::official::{Cells, Code, Table, Template, check, fill, read, take, write};
use madoguchi::case::{Case, Entry, Path};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Form, State};
use madoguchi::law::FiledBy;
use std::sync::Arc;

const TODAY: Date = date(2026, 11, 24);
const STATUS: &str = "技術・人文知識・国際業務";

fn form() -> Arc<Form> {
    Catalog::embedded().form("extension", STATUS, None).unwrap()
}

fn table() -> Arc<Table> {
    Table::of(Code::find("extension", "N", &form().statuses[0].slug, None).unwrap())
}

fn empty(by: FiledBy) -> Filling {
    let form = form();
    Filling::new(Case::open(uuid::Uuid::nil(), &form, STATUS, by, jiff::Timestamp::UNIX_EPOCH), form)
}

/// The cells of the agency's sample.
fn sample(table: &Table) -> Cells {
    let mut cells = Cells::default();
    for line in include_str!("official/sample-04N2.tsv").lines().filter(|line| !line.starts_with('#')) {
        let (place, text) = line.split_once('\t').unwrap();
        let (sheet, letters) = place.split_once('!').unwrap();
        cells.set(table.column(sheet, letters).unwrap(), text);
    }
    cells
}

/// Answers as lines of `case set`.
fn answer(filling: &mut Filling, lines: &str) {
    for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, value) = line.split_once('=').unwrap();
        let (path, entry) = match name.strip_suffix(':') {
            Some(name) => (name, Entry { state: State::from_word(value).unwrap(), ..Entry::default() }),
            None => (name, Entry { state: State::Answered, typed: value.into(), ..Entry::default() }),
        };
        filling.put(&path.parse::<Path>().unwrap(), entry);
    }
}

#[test]
fn the_sample_of_the_template_comes_out_byte_for_byte() {
    let (form, table) = (form(), table());
    let mut case = empty(FiledBy::Agent).case;
    case.answers = take(&sample(&table), &form, &table);
    let filled = fill(&case, &form, &table, TODAY);
    for (place, text) in sample(&table).iter() {
        assert_eq!(filled.cells.text(place), text, "{place}");
    }
    assert_eq!(check(&table, &filled), []);
    let bytes = write(&table, &[filled.cells]);
    assert!(bytes == include_bytes!("official/SA_03_003_04N2_ver001.csv"), "the file differs");
}

/// A sample applicant, filed by an agent.
fn applicant() -> Filling {
    let mut filling = empty(FiledBy::Agent);
    answer(&mut filling, include_str!("../../assets/samples/nguyen-van-mau/answers.txt"));
    answer(
        &mut filling,
        "agent_name=行政見本\nagent_address=〒100-0002 東京都新宿区西新宿1-1-1\nagent_organization=見本行政書士事務所\nagent_phone=03-0000-0000",
    );
    filling
}

/// What is sent of every item that has a column, by item, or by item and place in a table.
fn sent(case: &Case, form: &Form) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for item in form.items().filter(|item| !item.official.is_empty()) {
        let Some(answer) = case.answers.get(&item.id) else { continue };
        if let madoguchi::form::Kind::Table { columns, .. } = &item.kind {
            for (at, row) in answer.rows.iter().enumerate() {
                for column in columns {
                    let read = row.cells.get(&column.id).map(|entry| column.kind.read(&entry.typed, TODAY).sent);
                    all.extend(read.map(|sent| (format!("{}[{at}].{}", item.id, column.id), sent)));
                }
            }
        }
        let read = item.kind.read(&answer.entry.typed, TODAY).sent;
        all.extend((!read.is_empty()).then_some((item.id.clone(), read)));
    }
    all
}

#[test]
fn a_case_is_written_and_every_value_is_read_back_to_its_item() {
    let (form, table) = (form(), table());
    let mut filling = applicant();
    answer(&mut filling, "salary=3720000\nsalary_unit=年額\nwork_history[1].left=2023\nhas_family=yes");
    answer(
        &mut filling,
        "family[1].relationship=妻\nfamily[1].name=グエン\nfamily[1].birth_date=1997-05\nfamily[1].nationality=ベトナム",
    );
    answer(&mut filling, "family[1].living_together=yes\nfamily[1].employer_or_school=なし");
    let filled = fill(&filling.case, &form, &table, TODAY);
    assert_eq!(check(&table, &filled), []);
    let bytes = write(&table, &[filled.cells.clone(), filled.cells]);
    let rows = read(&bytes).unwrap();
    assert_eq!(rows.len(), 2);
    let mut back = filling.case.clone();
    back.answers = take(&rows[1].1, &form, &table);
    answer(&mut filling, "salary=310000\nsalary_unit=月額");
    assert_eq!(sent(&back, &form), sent(&filling.case, &form));
}

#[test]
fn what_the_template_refuses_is_told_at_the_item() {
    let (form, table) = (form(), table());
    let mut filling = applicant();
    answer(
        &mut filling,
        "agent_name=\norg_branch:=none\nhome_town=ハノイ①\nphone=03-0000-0000\nduties_changed=\nsalary=123456789",
    );
    let told: Vec<(String, &str)> = check(&table, &fill(&filling.case, &form, &table, TODAY))
        .into_iter()
        .map(|problem| (problem.path.to_string(), problem.fault.code))
        .collect();
    let wanted = [
        ("home_town", "official-characters"),
        ("agent_name", "official-missing"),
        ("org_branch", "official-missing"),
        ("salary", "official-too-long"),
        ("duties_changed", "official-missing"),
    ];
    assert_eq!(told, wanted.map(|(item, code)| (item.to_owned(), code)));
}

#[test]
fn what_the_site_would_hide_is_left_blank_and_lines_are_joined() {
    let (form, table) = (form(), table());
    let mut filling = applicant();
    answer(&mut filling, "criminal_record=no\ncriminal_record_detail=交通違反\nphone=03-0000-0000");
    let entry = Entry { state: State::Answered, typed: "一行目\n二行目\t終".into(), ..Entry::default() };
    filling.put(&Path::item("activity_detail"), entry);
    let cells = fill(&filling.case, &form, &table, TODAY).cells;
    let text = |sheet, letters| cells.text(table.column(sheet, letters).unwrap().place).to_owned();
    assert_eq!(text("common", "AB"), "", "its question was answered with no");
    assert_eq!((text("common", "M"), text("common", "N")), ("0300000000".into(), "09000000001".into()));
    assert!(!text("N", "DP").contains(['\n', '\t']));
    assert!(text("N", "DP").starts_with("一行目 二行目"));
}

#[test]
fn fields_of_every_code_are_as_many_as_the_template_has() {
    // The largest field number of each code, as read from the templates.
    let widths = include_str!("official/widths.txt");
    let mut told = 0;
    for line in widths.lines().filter(|line| !line.starts_with('#')) {
        let (code, width) = line.split_once(' ').unwrap();
        let known = Template::ALL.into_iter().flat_map(Code::all).find(|known| known.text() == code).unwrap();
        assert_eq!(Table::of(known).width().to_string(), width, "{code}");
        told += 1;
    }
    assert_eq!(told, 77);
}

#[test]
fn bytes_of_another_kind_are_refused_without_a_panic() {
    for bytes in [&b""[..], b"\xFF", b"\xFF\xFE", b"a,b,c", b"\xFF\xFEa\0\r\0\n\0b\0", b"\xFF\xFE\0\xD8"] {
        let refused = read(bytes);
        assert!(refused.is_err() || refused.is_ok_and(|rows| rows.is_empty()), "{bytes:?}");
    }
    let mut whole = include_bytes!("official/SA_03_003_04N2_ver001.csv").to_vec();
    assert_eq!(read(&whole).unwrap().len(), 1);
    whole.truncate(whole.len() - 2);
    assert!(read(&whole).is_err(), "a line without its last tab");
}
