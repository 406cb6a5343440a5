//! What the app says above the last line.

use super::App;
use crate::desk::Error;
use crate::text::Arg;

/// A sentence above the last line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub hint: String,
    pub tone: Tone,
}

/// What a sentence above the last line is, which its mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// What was asked for is done.
    Done,
    /// Something to know, or a question.
    Said,
    /// What was asked for was not done, or failed.
    Refused,
}

impl App {
    /// Says a sentence above the last line: something to know, or a question.
    pub fn tell(&mut self, id: &str, args: &[Arg<'_>]) {
        self.notify(self.say(id, args), Tone::Said);
    }

    /// Says that something is done.
    pub fn tell_done(&mut self, id: &str, args: &[Arg<'_>]) {
        self.notify(self.say(id, args), Tone::Done);
    }

    /// Says why something is not done.
    pub fn refuse(&mut self, id: &str, args: &[Arg<'_>]) {
        self.notify(self.say(id, args), Tone::Refused);
    }

    /// Shows a sentence above the last line.
    pub fn notify(&mut self, text: String, tone: Tone) {
        self.notice = Some(Notice { text, hint: String::new(), tone });
    }

    /// Says what failed and what to do.
    pub fn tell_error(&mut self, error: &Error) {
        let (text, hint) = (error.message(self.lang), error.hint(self.lang));
        self.notice = Some(Notice { text, hint, tone: Tone::Refused });
    }
}
