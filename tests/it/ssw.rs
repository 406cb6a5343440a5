//! The longest form there is, a change to 特定技能1号, walked by keys at 80×24 from its first item to the review.

use crate::support::screen::{Screen, of_periods, staffed};
use madoguchi::case::{Case, Mark, PHOTO, Path};
use madoguchi::desk::Filling;
use madoguchi::form::kind::{Chars, ChoiceList, Column};
use madoguchi::form::{Catalog, Item, Kind};
use madoguchi::law::FiledBy;
use madoguchi::text::Lang;
use madoguchi::tui::effect::Answer;
use madoguchi::tui::event::Event;
use std::sync::Arc;

const STATUS: &str = "特定技能1号";

fn opened() -> Screen {
    let mut screen = staffed(Lang::EN, (80, 24));
    let form = Catalog::embedded().form("change", STATUS, None).expect("the form");
    let at = "2026-11-20T01:00:00Z".parse().expect("a time");
    let case = Case::open(uuid::Uuid::from_u128(7), &form, STATUS, FiledBy::Agent, at);
    screen.answer(Answer::Opened(Ok((Box::new(Filling::new(case, form)), None))));
    screen
}

/// The item at a place of the walk.
fn item(screen: &Screen, at: usize) -> Option<Shown> {
    let open = screen.app.open.as_ref()?;
    let id = open.lines.get(at)?.item.clone();
    Some(Shown { form: Arc::clone(&open.filling.form), id })
}

/// An item of a form that is kept alive beside it.
struct Shown {
    form: Arc<madoguchi::form::Form>,
    id: String,
}

impl Shown {
    fn get(&self) -> &Item {
        self.form.item(&self.id).expect("the item")
    }
}

fn paste(screen: &mut Screen, text: &str) {
    let now = "2026-11-20T01:50:00Z".parse().expect("a time");
    screen.app.update(Event::Paste(text.to_owned()), now);
}

/// Answers the item on the screen as staff do, and goes on.
fn answer(screen: &mut Screen, item: &Item) {
    match &item.kind {
        // With a re-entry permit in the case, which is the first line to tick, the card is received at the counter.
        _ if item.id == "card_receipt" => {
            screen.keys("2");
        }
        // A stay that has ended is filed nowhere.
        _ if item.id == "current_expiry" => {
            screen.keys("2027-03-31<enter>");
        }
        Kind::Table { columns, .. } => row(screen, columns),
        Kind::MultiChoice { .. } => {
            screen.keys(" <enter>");
        }
        kind => {
            // Of a list that hangs on an answer the counter shows what goes with it.
            let open = screen.app.open.as_ref().expect("the case");
            let shown = open.filling.fitting(&Path::item(&item.id), jiff::civil::date(2026, 11, 20)).map(Kind::Choice);
            cell(screen, shown.as_ref().unwrap_or(kind));
        }
    }
}

/// One row of a table, cell by cell.
fn row(screen: &mut Screen, columns: &[Column]) {
    screen.keys("a");
    for column in columns {
        let parent = columns.iter().find(|parent| column.narrowed_by.as_ref() == Some(&parent.id));
        let shown = parent.and_then(|parent| hanging(&column.kind, &parent.kind));
        cell(screen, shown.as_ref().unwrap_or(&column.kind));
    }
    screen.keys("<enter>");
}

/// The lines of a list that go with the first line of the one it hangs on.
fn hanging(kind: &Kind, parent: &Kind) -> Option<Kind> {
    let (Kind::Choice(list), Kind::Choice(parent)) = (kind, parent) else { return None };
    let lines = list.under("change", "V", &wording(parent))?;
    Some(Kind::Choice(Arc::new(list.only(&lines))))
}

fn cell(screen: &mut Screen, kind: &Kind) {
    match kind {
        Kind::Choice(list) | Kind::Country(list) if list.choices.len() > 9 || of_periods(list) => {
            paste(screen, &wording(list));
            screen.keys("<enter>");
        }
        Kind::Choice(_) | Kind::YesNo { .. } => {
            screen.keys("1");
        }
        kind => {
            if let Some(typed) = typed(kind) {
                paste(screen, typed);
            }
            screen.keys("<enter>");
        }
    }
}

fn wording(list: &ChoiceList) -> String {
    list.choices[0].label.ja.clone()
}

fn typed(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Name { .. } => "LE THI MAU",
        Kind::Date { .. } => "2020-04-01",
        Kind::YearMonth { .. } => "2019-04",
        Kind::Integer { .. } | Kind::Money { .. } => "1",
        Kind::Span { .. } => "2年6月",
        Kind::Phone => "03-1234-5678",
        Kind::Address { .. } => "〒105-0011 東京都港区芝公園9-99-99",
        Kind::Email { .. } => "mau@example.jp",
        Kind::ResidenceCard => "AB90000001CD",
        Kind::Passport { .. } => "C90000001",
        Kind::CorporateNumber => "8000099990001",
        Kind::EmploymentInsurance => "1301-999991-1",
        Kind::Pattern { patterns } if patterns[0].contains('登') => "19登-000001",
        Kind::Pattern { .. } => "13-1-01-123456-000",
        Kind::Text { chars: Chars::Digits | Chars::HalfWidth, .. } => "40",
        Kind::Text { .. } | Kind::Multiline { .. } | Kind::KanjiName { .. } => "見本",
        _ => return None,
    })
}

#[test]
fn a_specified_skilled_worker_is_walked_from_the_first_item_to_the_review() {
    let mut screen = opened();
    let mut walked = Vec::new();
    while let Some(here) = item(&screen, walked.len()) {
        let label: String = here.get().label.ja.chars().take(12).collect();
        let shown = screen.text();
        let word: String = label.chars().take_while(|c| !c.is_whitespace()).collect();
        assert!(shown.contains(&word), "{} is not on the screen:\n{shown}", here.id);
        assert_eq!(shown.lines().count(), 24);
        answer(&mut screen, here.get());
        walked.push(here.id);
        assert!(walked.len() < 400, "the walk has no end");
    }
    let review = screen.text();
    assert!(review.contains("Check your answers"), "{review}");
    let open = screen.app.open.as_ref().expect("the case");
    // Photo and documents are files, added on their own page.
    let left: Vec<&str> = open
        .lines
        .iter()
        .filter(|line| line.needed && line.mark == Mark::NotYet && line.item != PHOTO)
        .map(|line| line.item.as_str())
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let wrong: Vec<String> = open
        .problems
        .iter()
        .filter(|problem| ![PHOTO, "documents"].contains(&problem.path.item.as_str()))
        .map(|problem| format!("{} {:?}", problem.path, problem.fault))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(walked.len() > 200, "{} items", walked.len());
}
