//! A table of the paper: rows in its columns, filled cell by cell.

use super::{Beside, Did, Field, Fitting};
use crate::case::{Answer, Row};
use crate::form::kind::{ChoiceList, Column};
use crate::form::{Bilingual, Kind, Need, State};
use crate::text::{Lang, say};
use crate::tui::canvas::Canvas;
use crate::tui::event::{Code, Key};
use crate::tui::theme::mark;
use crate::tui::wrap::cells;
use ratatui::layout::Rect;
use std::sync::Arc;

/// Shares a width among columns: the narrow ones get what they want, the wide ones the same each of what is left.
fn share(want: &[u16], total: u16) -> Vec<u16> {
    let mut most = total;
    while most > 3 && want.iter().map(|width| u32::from(*width.min(&most))).sum::<u32>() > u32::from(total) {
        most -= 1;
    }
    want.iter().map(|width| *width.min(&most)).collect()
}

/// What is needed of a column.
struct Head {
    id: String,
    ja: String,
    /// The same in the client's language.
    other: String,
    kind: KindOf,
    required: bool,
}

/// Kinds are borrowed from the form; a table keeps what its cells need of them.
enum KindOf {
    Text,
    YesNo([Bilingual; 2]),
    Choice(Arc<ChoiceList>),
}

/// A cell being filled.
pub struct Cell {
    /// Row from 0.
    pub row: usize,
    pub column: usize,
    pub field: Field,
    /// Its list was not narrowed yet to what may be chosen.
    pub fresh: bool,
}

/// A table being filled.
pub struct TableField {
    heads: Vec<Head>,
    most: usize,
    rows: Vec<Row>,
    at: usize,
    /// The language of choices beside Japanese.
    client: Lang,
    pub cell: Option<Box<Cell>>,
}

impl TableField {
    #[must_use]
    pub fn new(columns: &[Column], most: usize, answer: Option<&Answer>, client: Lang) -> TableField {
        let heads = columns.iter().map(|column| Head {
            id: column.id.clone(),
            ja: column.label.ja.clone(),
            other: column.label.en.clone(),
            kind: KindOf::of(&column.kind),
            required: matches!(column.need, Need::Always),
        });
        let rows = answer.map(|answer| answer.rows.clone()).unwrap_or_default();
        TableField { heads: heads.collect(), most, rows, at: 0, client, cell: None }
    }

    /// Names the columns in the client's language, where it has words for them.
    pub fn name_columns(&mut self, words: impl Fn(&str) -> Option<String>) {
        for head in &mut self.heads {
            if let Some(name) = words(&head.id) {
                head.other = name;
            }
        }
    }

    /// Says choices in another language beside Japanese.
    pub fn speak(&mut self, lang: Lang) {
        self.client = lang;
        if let Some(cell) = &mut self.cell {
            cell.field.speak(lang);
        }
    }

    /// Takes over the rows as the case has them now.
    pub fn refresh(&mut self, answer: Option<&Answer>) {
        self.rows = answer.map(|answer| answer.rows.clone()).unwrap_or_default();
        self.at = self.at.min(self.rows.len().saturating_sub(1));
    }

    /// Rows of the paper are full.
    #[must_use]
    pub fn full(&self) -> bool {
        self.rows.len() >= self.most
    }

    /// How many rows the paper has.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }

    /// The row pointed at, from 1, if there is one.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        (self.at < self.rows.len()).then_some(self.at + 1)
    }

    /// Begins a new row; `false` when the paper's rows are full.
    pub fn add(&mut self) -> bool {
        if self.full() {
            return false;
        }
        self.at = self.rows.len();
        self.enter(self.at, 0);
        true
    }

    /// Begins to fill the row pointed at.
    pub fn edit(&mut self) -> bool {
        if self.rows.is_empty() {
            return false;
        }
        self.enter(self.at, 0);
        true
    }

    fn enter(&mut self, row: usize, column: usize) {
        let typed = self.typed_in(row, column);
        let head = &self.heads[column];
        let field = head.kind.field(&typed, Beside { lang: self.client, of: head.id.clone() });
        self.cell = Some(Box::new(Cell { row, column, field, fresh: true }));
    }

    /// Narrows the list of a cell that was just entered; `fitting` answers it by row (from 1) and column id.
    pub fn narrow(&mut self, fitting: impl Fn(usize, &str) -> Fitting) {
        let Some(mut cell) = self.cell.take_if(|cell| cell.fresh) else { return };
        cell.fresh = false;
        let typed = self.typed_in(cell.row, cell.column);
        let fitting = self.heads.get(cell.column).and_then(|head| fitting(cell.row + 1, &head.id));
        cell.field = cell.field.narrowed(fitting, &typed);
        self.cell = Some(cell);
    }

    fn typed_in(&self, row: usize, column: usize) -> String {
        let cell = self.rows.get(row).and_then(|row| row.cells.get(&self.heads[column].id));
        cell.map(|entry| entry.typed.clone()).unwrap_or_default()
    }

    /// Column id of the cell being filled, its row from 1, and what stands in it.
    #[must_use]
    pub fn filling(&self) -> Option<(String, usize, String)> {
        let cell = self.cell.as_ref()?;
        Some((self.heads[cell.column].id.clone(), cell.row + 1, cell.field.typed().unwrap_or_default()))
    }

    /// Goes to the cell before or after in the row; `false` when the row ends there.
    pub fn step(&mut self, by: isize) -> bool {
        let Some(cell) = &self.cell else { return false };
        let (row, next) = (cell.row, cell.column.checked_add_signed(by));
        match next.filter(|next| *next < self.heads.len()) {
            Some(next) => {
                self.enter(row, next);
                true
            }
            None => {
                self.cell = None;
                false
            }
        }
    }

    /// Goes to a cell by row (from 1) and column id.
    pub fn go(&mut self, row: usize, column: &str) {
        if let Some(column) = self.heads.iter().position(|head| head.id == column) {
            self.at = row.saturating_sub(1);
            self.enter(self.at, column);
        }
    }

    pub fn input(&mut self, key: Key) -> Did {
        if let Some(cell) = &mut self.cell {
            return cell.field.input(key);
        }
        match key.code {
            Code::Up if self.at > 0 => {
                self.at -= 1;
                Did::Caret
            }
            Code::Down if self.at + 1 < self.rows.len() => {
                self.at += 1;
                Did::Caret
            }
            _ => Did::Nothing,
        }
    }

    pub fn paste(&mut self, text: &str) -> Did {
        self.cell.as_mut().map_or(Did::Nothing, |cell| cell.field.paste(text))
    }

    #[must_use]
    pub fn height(&self) -> u16 {
        let rows = u16::try_from(self.rows.len().max(1)).unwrap_or(1);
        let cell = self.cell.as_ref().map_or(0, |cell| 3 + cell.field.height(&Kind::Phone, 40));
        1 + rows + cell
    }

    /// The heading, the row pointed at, and the cell being filled.
    #[must_use]
    pub fn least(&self) -> u16 {
        self.height() - u16::try_from(self.rows.len().max(1)).unwrap_or(1) + 1
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, region: Rect, client: Lang) {
        let widths = self.widths(region.width.saturating_sub(4));
        let ink = canvas.ink;
        self.row_of(canvas, region, 0, &widths, |head, _| head.ja.clone(), ink.soft);
        if self.rows.is_empty() && self.cell.is_none() {
            canvas.put(region.x + 4, region.y + 1, region.width, &say(client, "ui-table-empty", &[]), ink.soft);
        }
        let room = region.height.saturating_sub(self.least() - 1);
        let at = self.cell.as_ref().map_or(self.at, |cell| cell.row).min(self.rows.len().saturating_sub(1));
        let window = usize::from(room.max(1));
        let first = (at + 1).saturating_sub(window);
        for n in (0..self.rows.len()).skip(first).take(window) {
            let y = region.y + 1 + u16::try_from(n - first).unwrap_or(0);
            if y >= region.bottom() {
                break;
            }
            let here = n == self.at;
            canvas.put(region.x, y, 2, if here { mark::HERE } else { " " }, ink.accent);
            canvas.put(region.x + 2, y, 2, &(n + 1).to_string(), ink.key);
            let style = if here { ink.strong } else { ink.base };
            self.row_of(canvas, region, n - first + 1, &widths, |_, column| self.shown_in(n, column), style);
            if here && self.cell.is_none() {
                canvas.caret = Some((region.x, y));
            }
        }
        if let Some(cell) = &self.cell {
            let top = region.y + 2 + u16::try_from(self.rows.len().clamp(1, window)).unwrap_or(0);
            self.draw_cell(
                canvas,
                Rect::new(region.x, top, region.width, region.bottom().saturating_sub(top)),
                cell,
                client,
            );
        }
    }

    fn draw_cell(&self, canvas: &mut Canvas<'_>, region: Rect, cell: &Cell, client: Lang) {
        if region.height < 2 {
            return;
        }
        let (head, ink) = (&self.heads[cell.column], canvas.ink);
        let row = say(client, "ui-table-row", &[("row", &(cell.row + 1).to_string())]);
        let needed = if head.required { "" } else { "  ( )" };
        let x = canvas.put(region.x, region.y, region.width, &format!("{row}  {}", head.ja), ink.strong);
        canvas.put(x + 2, region.y, region.right().saturating_sub(x + 2), &format!("{}{needed}", head.other), ink.soft);
        canvas.put(region.x, region.y + 1, 1, mark::CARET, ink.accent);
        let inner = Rect::new(region.x + 1, region.y + 1, region.width.saturating_sub(2), region.height - 1);
        let height = cell.field.height(&Kind::Phone, inner.width).min(inner.height);
        cell.field.draw(canvas, Rect { height, ..inner }, client);
    }

    /// What a cell shows: of yes and no, the printed word; of a state beside *answered*, its word.
    fn shown_in(&self, row: usize, column: usize) -> String {
        let entry = self.rows.get(row).and_then(|row| row.cells.get(&self.heads[column].id));
        let state = entry.map_or(State::NotAsked, |entry| entry.state);
        if !matches!(state, State::Answered | State::NotAsked) {
            return say(Lang::JA, &format!("state-{}", state.word()), &[]);
        }
        let typed = self.typed_in(row, column);
        match &self.heads[column].kind {
            KindOf::YesNo([yes, no]) => match typed.as_str() {
                "yes" => yes.ja.clone(),
                "no" => no.ja.clone(),
                _ => typed,
            },
            _ => typed,
        }
    }

    fn row_of(
        &self,
        canvas: &mut Canvas<'_>,
        region: Rect,
        row: usize,
        widths: &[u16],
        text: impl Fn(&Head, usize) -> String,
        style: ratatui::style::Style,
    ) {
        let y = region.y + u16::try_from(row).unwrap_or(0);
        let mut x = region.x + 4;
        for (n, (head, width)) in self.heads.iter().zip(widths).enumerate() {
            canvas.put_cut(x, y, width.saturating_sub(1), &text(head, n), style);
            x += width;
        }
    }

    /// Cells for each column: as wide as its longest text, the rest shared.
    fn widths(&self, total: u16) -> Vec<u16> {
        let want: Vec<u16> = (0..self.heads.len())
            .map(|column| {
                let rows = (0..self.rows.len()).map(|row| cells(&self.shown_in(row, column))).max().unwrap_or(0);
                rows.max(cells(&self.heads[column].ja).min(12)).max(3) + 1
            })
            .collect();
        share(&want, total)
    }

    /// Its rows, for linear mode.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = (0..self.rows.len())
            .map(|row| {
                let cells = (0..self.heads.len())
                    .map(|column| format!("{} {}", self.heads[column].ja, self.shown_in(row, column)));
                format!("{}: {}", row + 1, cells.collect::<Vec<_>>().join(" / "))
            })
            .collect();
        if let Some(cell) = &self.cell {
            let head = &self.heads[cell.column];
            lines.push(format!("{} {} {}", cell.row + 1, head.ja, head.other));
            if let Field::Pick(pick) = &cell.field {
                lines.extend(pick.lines());
            }
        }
        lines
    }
}

impl KindOf {
    fn of(kind: &Kind) -> KindOf {
        match kind {
            Kind::Choice(list) | Kind::Country(list) => KindOf::Choice(list.clone()),
            Kind::YesNo { yes, no } => KindOf::YesNo([yes.clone(), no.clone()]),
            _ => KindOf::Text,
        }
    }

    fn field(&self, typed: &str, beside: Beside) -> Field {
        match self {
            KindOf::Text => Field::Text(super::TextField::new(typed, false)),
            KindOf::Choice(list) => Field::Pick(super::Pick::of_list(list, typed, beside)),
            KindOf::YesNo([yes, no]) => Field::Pick(super::Pick::yes_no(yes, no, typed, beside)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn narrow_columns_are_not_cut_while_wide_ones_can_give() {
        assert_eq!(share(&[5, 5, 30, 40], 40), [5, 5, 15, 15]);
        assert_eq!(share(&[5, 5], 40), [5, 5]);
        assert_eq!(share(&[20; 7], 14), [3; 7]);
    }
}
