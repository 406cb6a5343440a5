//! In which state an answer stands; *unknown*, *none*, *does not apply* and *declined* are kept apart.

use serde::{Deserialize, Serialize};

/// The state of an answer. The words are those of `case set ITEM:=…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nobody has come to it yet.
    #[default]
    NotAsked,
    Answered,
    /// The client does not know.
    Unknown,
    /// There is none (no telephone, no branch).
    None,
    /// The question does not apply to this client.
    #[serde(rename = "na")]
    DoesNotApply,
    /// The client does not want to say.
    Declined,
    /// To be asked later; always blocks sending.
    Later,
}

impl State {
    /// Word used by commands, XML and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::NotAsked => "not_asked",
            State::Answered => "answered",
            State::Unknown => "unknown",
            State::None => "none",
            State::DoesNotApply => "na",
            State::Declined => "declined",
            State::Later => "later",
        }
    }

    /// The state a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<State> {
        [
            State::NotAsked,
            State::Answered,
            State::Unknown,
            State::None,
            State::DoesNotApply,
            State::Declined,
            State::Later,
        ]
        .into_iter()
        .find(|state| state.word() == word)
    }
}
