//! The lines of a list, each in Japanese and beside it in the client's language, and the search among them.

use crate::desk::choice_words;
use crate::form::Bilingual;
use crate::form::kind::{Choice, ChoiceList, Finder};
use crate::text::Lang;
use std::sync::Arc;

/// Where choices stand, and the language beside their Japanese.
#[derive(Clone)]
pub struct Beside {
    pub lang: Lang,
    /// Item, or column of a table.
    pub of: String,
}

/// A list to choose from, said in two languages.
pub struct Lines {
    list: Arc<ChoiceList>,
    beside: Beside,
    words: Vec<String>,
    finder: Finder,
}

impl Lines {
    #[must_use]
    pub fn new(list: Arc<ChoiceList>, beside: Beside) -> Lines {
        let place = if list.name.is_empty() { &beside.of } else { &list.name };
        let words: Vec<String> =
            list.choices.iter().map(|choice| choice_words(beside.lang, place, &choice.label)).collect();
        let finder = list.finder(&words);
        Lines { list, beside, words, finder }
    }

    /// The same box with other lines.
    #[must_use]
    pub fn with(&self, list: &Arc<ChoiceList>) -> Lines {
        Lines::new(list.clone(), self.beside.clone())
    }

    /// Says them in another language.
    pub fn speak(&mut self, lang: Lang) {
        *self = Lines::new(self.list.clone(), Beside { lang, ..self.beside.clone() });
    }

    #[must_use]
    pub fn all(&self) -> &[Choice] {
        &self.list.choices
    }

    #[must_use]
    pub fn label(&self, line: usize) -> &Bilingual {
        &self.list.choices[line].label
    }

    /// What stands beside the Japanese; empty where it is the same, or nothing is known.
    #[must_use]
    pub fn words(&self, line: usize) -> &str {
        if self.words[line] == self.label(line).ja { "" } else { &self.words[line] }
    }

    /// The number a line is chosen by: the printed one where there is one.
    #[must_use]
    pub fn number(&self, line: usize) -> String {
        self.list.choices[line].code.clone().unwrap_or_else(|| (line + 1).to_string())
    }

    /// The line that a text names.
    #[must_use]
    pub fn chosen(&self, typed: &str) -> Option<usize> {
        let choice = self.list.chosen(typed)?;
        self.list.choices.iter().position(|other| std::ptr::eq(other, choice))
    }

    /// Lines that fit what is typed.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        self.finder.find(query)
    }
}
