//! Taking back and bringing again, as far back as the case was opened.

use super::{Answer, Case};

/// One step: the whole answer of one item before and after (rows included).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub item: String,
    pub before: Option<Answer>,
    pub after: Option<Answer>,
}

/// Steps since the case was opened.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Sets an item's whole answer (`None` clears it) and remembers the step; answers what changed, or `None` when nothing did.
    pub fn set(&mut self, case: &mut Case, item: &str, answer: Option<Answer>) -> Option<Change> {
        let before = case.answers.get(item).cloned();
        if before == answer {
            return None;
        }
        let change = Change { item: item.to_owned(), before, after: answer };
        put(case, item, change.after.clone());
        self.undone.clear();
        self.done.push(change.clone());
        Some(change)
    }

    /// Takes the last step back; answers the change now made (its `after` is what stands).
    pub fn undo(&mut self, case: &mut Case) -> Option<Change> {
        let step = self.done.pop()?;
        put(case, &step.item, step.before.clone());
        let made = Change { item: step.item.clone(), before: step.after.clone(), after: step.before.clone() };
        self.undone.push(step);
        Some(made)
    }

    /// Brings the last step taken back again.
    pub fn redo(&mut self, case: &mut Case) -> Option<Change> {
        let step = self.undone.pop()?;
        put(case, &step.item, step.after.clone());
        self.done.push(step.clone());
        Some(step)
    }
}

fn put(case: &mut Case, item: &str, answer: Option<Answer>) {
    match answer {
        Some(answer) => case.answers.insert(item.to_owned(), answer),
        None => case.answers.remove(item),
    };
}
