//! Lists that hang on another answer: which lines go with it.
//!
//! The lines are data of the list's file (`[[under]]`); an item or column names the answer its list hangs on (`narrowed_by`).

use super::ChoiceList;

/// What `narrowed_by` says where a list hangs on the status applied for and not on an item.
pub const STATUS: &str = "status";

/// The lines that go with some answers.
#[derive(Debug, Clone, Default)]
pub struct Under {
    /// Slugs of the procedures it holds for; none: all.
    pub procedures: Vec<String>,
    /// The division it holds for, where a status has several.
    pub division: Option<String>,
    /// Wordings of the answer the list hangs on.
    pub answers: Vec<String>,
    /// Places of the lines in the list, from 0.
    pub lines: Vec<usize>,
}

impl Under {
    fn holds(&self, procedure: &str, division: &str, answer: &str) -> bool {
        (self.procedures.is_empty() || self.procedures.iter().any(|slug| slug == procedure))
            && self.division.as_ref().is_none_or(|letter| letter == division)
            && self.answers.iter().any(|known| known == answer)
    }
}

impl ChoiceList {
    /// Places of the lines that go with an answer, on the form of a procedure and division; `None` where nothing is said of the
    /// answer: then all do. A list without `[[under]]` that has the very answer as a line goes with that line.
    #[must_use]
    pub fn under(&self, procedure: &str, division: &str, answer: &str) -> Option<Vec<usize>> {
        if self.under.is_empty() {
            return self.choices.iter().position(|choice| choice.label.ja == answer).map(|line| vec![line]);
        }
        let holding = || self.under.iter().filter(|under| under.holds(procedure, division, answer));
        // What is said of the division goes before what is said of all.
        let said = holding().find(|under| under.division.is_some()).or_else(|| holding().next());
        said.map(|under| under.lines.clone())
    }

    /// The same list with some of its lines.
    #[must_use]
    pub fn only(&self, lines: &[usize]) -> ChoiceList {
        let choices = lines.iter().filter_map(|line| self.choices.get(*line)).cloned().collect();
        ChoiceList { name: self.name.clone(), choices, ..ChoiceList::default() }
    }
}
