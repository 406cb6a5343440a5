//! Where an answer is typed or chosen: one widget for each way of answering, made from the kind of the item.

mod lines;
mod many;
mod pick;
mod secret;
mod table;
mod text;

pub use lines::{Beside, Lines};
pub use many::Many;
pub use pick::Pick;
pub use secret::Secret;
pub use table::TableField;
pub use text::TextField;

use super::canvas::Canvas;
use super::event::Key;
use crate::case::{Answer, Path};
use crate::form::kind::{ChoiceList, PartialDate};
use crate::form::{Item, Kind};
use crate::text::Lang;
use ratatui::layout::Rect;
use std::sync::Arc;

/// What a key did to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// The key means nothing here.
    Nothing,
    /// Only the caret, or the line pointed at, moved.
    Caret,
    /// The answer changed.
    Text,
    /// The answer was chosen and is complete.
    Picked,
}

/// The list of a box with the lines that may be chosen as things stand; `None`: all of its list.
pub type Fitting = Option<Arc<ChoiceList>>;

/// Where an answer is given.
pub enum Field {
    Text(TextField),
    Pick(Pick),
    Many(Many),
    Table(Box<TableField>),
    /// Answered elsewhere: the photo and documents under F5, declarations at the review, what is derived by other answers.
    Elsewhere(&'static str),
}

/// Rows a text field of an unlimited text is given.
const OPEN_ENDED: u16 = 3;
const SEVERAL_LINES: u16 = 7;

impl Field {
    /// The field for an item, holding its answer. `fitting` answers the list of a box where not all of its lines may be chosen;
    /// `client` is the language its choices are said in beside Japanese.
    #[must_use]
    pub fn of_item(item: &Item, answer: Option<&Answer>, fitting: impl Fn(&Path) -> Fitting, client: Lang) -> Field {
        let typed = answer.map_or("", |answer| &answer.entry.typed);
        match &item.kind {
            Kind::Table { columns, rows } => Field::Table(Box::new(TableField::new(columns, *rows, answer, client))),
            kind => Field::of(kind, typed, Beside { lang: client, of: item.id.clone() })
                .narrowed(fitting(&Path::item(&item.id)), typed),
        }
    }

    /// The same with the lines of its list that may be chosen.
    #[must_use]
    pub fn narrowed(self, fitting: Fitting, typed: &str) -> Field {
        match (self, fitting) {
            (Field::Pick(pick), Some(list)) => Field::Pick(pick.with(&list, typed)),
            (Field::Many(many), Some(list)) => Field::Many(many.with(&list, typed)),
            (field, _) => field,
        }
    }

    /// The field for a kind, holding what was typed.
    #[must_use]
    pub fn of(kind: &Kind, typed: &str, beside: Beside) -> Field {
        match kind {
            Kind::Choice(list) | Kind::Country(list) => Field::Pick(Pick::of_list(list, typed, beside)),
            Kind::YesNo { yes, no } => Field::Pick(Pick::yes_no(yes, no, typed, beside)),
            Kind::MultiChoice { list, most } => Field::Many(Many::new(list, *most, typed, beside)),
            Kind::Multiline { .. } => Field::Text(TextField::new(typed, true)),
            Kind::Photo => Field::Elsewhere("ui-elsewhere-photo"),
            Kind::Declaration => Field::Elsewhere("ui-elsewhere-declaration"),
            Kind::Derived(_) => Field::Elsewhere("ui-elsewhere-derived"),
            _ => Field::Text(TextField::new(typed, false)),
        }
    }

    /// What stands in it, as it would be typed; `None` where it is not one text (tables, elsewhere).
    #[must_use]
    pub fn typed(&self) -> Option<String> {
        match self {
            Field::Text(text) => Some(text.text()),
            Field::Pick(pick) => Some(pick.value()),
            Field::Many(many) => Some(many.value()),
            Field::Table(_) | Field::Elsewhere(_) => None,
        }
    }

    /// Says its choices in another language beside Japanese.
    pub fn speak(&mut self, lang: Lang) {
        match self {
            Field::Pick(pick) => pick.speak(lang),
            Field::Many(many) => many.speak(lang),
            Field::Table(table) => table.speak(lang),
            Field::Text(_) | Field::Elsewhere(_) => {}
        }
    }

    pub fn input(&mut self, key: Key) -> Did {
        match self {
            Field::Text(text) => text.input(key),
            Field::Pick(pick) => pick.input(key),
            Field::Many(many) => many.input(key),
            Field::Table(table) => table.input(key),
            Field::Elsewhere(_) => Did::Nothing,
        }
    }

    /// What is typed to narrow a list fits none of its lines.
    #[must_use]
    pub fn fits_nothing(&self) -> bool {
        match self {
            Field::Pick(pick) => pick.fits_nothing(),
            Field::Many(many) => many.fits_nothing(),
            Field::Table(table) => table.cell.as_ref().is_some_and(|cell| cell.field.fits_nothing()),
            Field::Text(_) | Field::Elsewhere(_) => false,
        }
    }

    /// What is typed fits lines of which none is chosen yet, so that line mode shows them and asks again.
    #[must_use]
    pub fn undecided(&self) -> bool {
        match self {
            Field::Pick(pick) => pick.undecided(),
            Field::Many(many) => many.undecided(),
            Field::Table(table) => table.cell.as_ref().is_some_and(|cell| cell.field.undecided()),
            Field::Text(_) | Field::Elsewhere(_) => false,
        }
    }

    /// Lines of a list that line mode does not read out until something is typed to narrow it.
    #[must_use]
    pub fn unlisted(&self) -> usize {
        match self {
            Field::Pick(pick) => pick.unlisted(),
            Field::Table(table) => table.cell.as_ref().map_or(0, |cell| cell.field.unlisted()),
            Field::Many(_) | Field::Text(_) | Field::Elsewhere(_) => 0,
        }
    }

    /// One line of a list is chosen here.
    #[must_use]
    pub fn chooses(&self) -> bool {
        match self {
            Field::Pick(_) => true,
            Field::Table(table) => table.cell.as_ref().is_some_and(|cell| cell.field.chooses()),
            Field::Many(_) | Field::Text(_) | Field::Elsewhere(_) => false,
        }
    }

    pub fn paste(&mut self, text: &str) -> Did {
        match self {
            Field::Text(field) => field.paste(text),
            Field::Pick(pick) => pick.paste(text),
            Field::Many(many) => many.paste(text),
            Field::Table(table) => table.paste(text),
            Field::Elsewhere(_) => Did::Nothing,
        }
    }

    /// Rows it can be read in, scrolled: it gives up others to what is said under it.
    #[must_use]
    pub fn least(&self) -> u16 {
        match self {
            Field::Text(_) => OPEN_ENDED,
            Field::Table(table) => table.least(),
            Field::Pick(_) | Field::Many(_) | Field::Elsewhere(_) => u16::MAX,
        }
    }

    /// Rows it wants at a width; `kind` limits how long a text can grow.
    #[must_use]
    pub fn height(&self, kind: &Kind, width: u16) -> u16 {
        match self {
            Field::Text(text) => {
                let needed = u16::try_from(text.rows(width)).unwrap_or(u16::MAX);
                needed.max(room(kind, width))
            }
            Field::Pick(pick) => pick.height(),
            Field::Many(many) => many.height(),
            Field::Table(table) => table.height(),
            Field::Elsewhere(_) => 1,
        }
    }

    /// Draws it; `client` is the language of what it says beside choices.
    pub fn draw(&self, canvas: &mut Canvas<'_>, region: Rect, client: Lang) {
        match self {
            Field::Text(text) => text.draw(canvas, region),
            Field::Pick(pick) => pick.draw(canvas, region, client),
            Field::Many(many) => many.draw(canvas, region, client),
            Field::Table(table) => table.draw(canvas, region, client),
            Field::Elsewhere(id) => {
                let soft = canvas.ink.soft;
                canvas.put(region.x, region.y, region.width, &crate::text::say(client, id, &[]), soft);
            }
        }
    }
}

/// Rows the longest answer of a kind takes, so that typing never moves what stands below.
fn room(kind: &Kind, width: u16) -> u16 {
    let rows = |cells: usize| u16::try_from(cells.div_ceil(usize::from(width.max(2)) - 1)).unwrap_or(u16::MAX);
    match kind {
        Kind::Multiline { max, .. } => max.map_or(SEVERAL_LINES, |max| rows(max * 2).clamp(2, SEVERAL_LINES)),
        Kind::Text { max: Some(max), .. } | Kind::Address { max } | Kind::KanjiName { max } => rows(max * 2).min(4),
        Kind::Name { max } | Kind::Email { max } | Kind::Passport { max } => rows(*max).min(4),
        Kind::Text { max: None, .. } => OPEN_ENDED,
        _ => 1,
    }
}

/// What stands when the day, or month and day, of a date are taken as unknown: the next step of full → no day → no month.
#[must_use]
pub fn less_of_a_date(date: PartialDate) -> Option<String> {
    match (date.month, date.day) {
        (Some(month), Some(_)) => Some(format!("{:04}-{month:02}", date.year)),
        (Some(_), None) => Some(format!("{:04}", date.year)),
        _ => None,
    }
}
