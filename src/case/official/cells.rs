//! The row of a template: one text for each column, as a person would have typed or chosen it there.

use super::lists::{List, Lists, by_text};
use super::place::{Place, position};
use super::table::{Column, Table};
use std::collections::BTreeMap;

/// Conditions hang on other columns; blanking one may blank the next. The longest chain of the templates is five.
const MOST_PASSES: usize = 8;

/// Texts by column; a blank cell is absent. `Debug` prints no content.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Cells(BTreeMap<Place, String>);

impl std::fmt::Debug for Cells {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.keys()).finish()
    }
}

impl Cells {
    /// The text of a column, empty where it is blank.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        self.0.get(&place).map_or("", String::as_str)
    }

    /// Puts a text; an empty one blanks the cell. Line feeds and tabs would break the record: each becomes a space.
    pub fn set(&mut self, column: &Column, text: &str) {
        let space = if column.class.is_some_and(super::class::Class::is_full_width) { "　" } else { " " };
        let line = text.replace("\r\n", "\n").replace(['\n', '\r', '\t'], space);
        if line.is_empty() {
            self.0.remove(&column.place);
        } else {
            self.0.insert(column.place, line);
        }
    }

    /// Columns that are not blank, with their texts.
    pub fn iter(&self) -> impl Iterator<Item = (Place, &str)> {
        self.0.iter().map(|(place, text)| (*place, text.as_str()))
    }
}

impl Table {
    /// The list a column chooses from as things stand; of one that hangs on a blank parent there is none.
    #[must_use]
    pub fn list(&self, column: &Column, cells: &Cells) -> Option<&'static List> {
        let lists = Lists::embedded();
        let template = self.code.template;
        let using = column.list?;
        let Some(parent) = using.parent else { return lists.get(template, using.id) };
        let parent = self.at(parent)?;
        let code = by_text(self.list(parent, cells)?, cells.text(parent.place))?.code;
        lists.under(template, using.id, parent.list?.id, code, &self.code.text())
    }

    /// The condition of a column holds, or it has none.
    #[must_use]
    pub fn applies(&self, column: &Column, cells: &Cells) -> bool {
        let list = |place| self.at(place).and_then(|parent| self.list(parent, cells));
        column.condition.as_ref().is_none_or(|condition| condition.holds(cells, list))
    }

    /// The block a column stands in is wanted: of the sheet 同時申請 the three questions always, what all three share once one of
    /// them is answered 有, and the block of each that is; of the points table nothing where the applicant is a special highly
    /// skilled professional.
    #[must_use]
    pub fn is_wanted(&self, column: &Column, cells: &Cells) -> bool {
        let yes = |letters: &str| {
            let asked = self.column(column.place.sheet, letters);
            asked.is_some_and(|asked| cells.text(asked.place).starts_with('有'))
        };
        match (column.place.sheet, position(column.place.letters)) {
            ("simultaneous", 5..=23) => yes("B") || yes("C") || yes("D"),
            ("simultaneous", 24..=57) => yes("B"),
            ("simultaneous", 58..=95) => yes("C"),
            ("simultaneous", 96..) => yes("D"),
            ("points", 3..) => self.code.has_points() && !yes("B"),
            ("points", _) => self.code.has_points(),
            _ => true,
        }
    }

    /// The site's screen would not show the column as things stand, or not the one its list hangs on. A column that is needed only where a typed text is blank (a
    /// mobile number beside a telephone) stays on the screen: its condition tells when it is checked, not when it is asked.
    #[must_use]
    pub fn is_off(&self, column: &Column, cells: &Cells) -> bool {
        let beside = column.condition.as_ref().is_some_and(|condition| {
            condition.values == super::condition::Values::Blank
                && condition.parents.iter().all(|parent| self.at(*parent).is_none_or(|parent| parent.list.is_none()))
        });
        let parent = column.list.and_then(|list| self.at(list.parent?));
        column.hidden
            || !self.is_wanted(column, cells)
            || (!beside && !self.applies(column, cells))
            || parent.is_some_and(|parent| self.is_off(parent, cells))
    }

    /// Blanks every column that the site would not show; it refuses what is filled in there.
    pub fn blank(&self, cells: &mut Cells) {
        for _ in 0..MOST_PASSES {
            // A date in parts has a condition on its first row only, which `at` finds for them all.
            let off = |place: &Place| self.at(*place).is_none_or(|column| self.is_off(column, cells));
            let off: Vec<Place> = cells.0.keys().filter(|place| off(place)).copied().collect();
            if off.is_empty() {
                return;
            }
            cells.0.retain(|place, _| !off.contains(place));
        }
    }
}
