//! Clients, known answers and editions in the app's state: what is kept of them, and which page shows what.

use super::{App, Input};
use crate::case::Stage;
use crate::form::Catalog;
use crate::tui::clients::{ClientAnswer, ClientEffect};
use crate::tui::effect::{Answer, Effect};
use crate::tui::screen;

impl App {
    /// What comes before the first item of a draft: what is known of the client it was begun for; a word of a newer edition.
    pub(super) fn before_the_walk(&mut self, stage: Stage) -> Vec<Effect> {
        let for_a_client = std::mem::take(&mut self.known_first);
        let Some(open) = self.open.as_ref().filter(|_| stage.editable()) else { return Vec::new() };
        let pin = open.filling.form.pin.clone();
        let newest = Catalog::embedded().edition(&pin.code, None).ok().filter(|form| form.pin != pin);
        if let Some(newest) = newest {
            self.tell("ui-edition-newer", &[("edition", &newest.pin.edition)]);
        }
        if !for_a_client {
            return Vec::new();
        }
        let (page, effects) = screen::known::Known::open(self);
        self.go(page);
        effects
    }

    /// What came of an effect on clients; what a page asked for goes to the page.
    pub(super) fn clients(&mut self, answer: ClientAnswer) -> Vec<Effect> {
        match answer {
            ClientAnswer::Listed(Ok((clients, due))) => {
                self.clients = clients;
                self.due = due;
            }
            ClientAnswer::Changed(Ok(())) => return vec![ClientEffect::List.into()],
            ClientAnswer::Listed(Err(error))
            | ClientAnswer::Changed(Err(error))
            | ClientAnswer::Edition(_, Err(error)) => {
                return self.failed(&error);
            }
            ClientAnswer::Edition(case, Ok(Some(moves))) => self.go(screen::edition::Edition::new(case, moves)),
            ClientAnswer::Edition(_, Ok(None)) => self.tell("ui-edition-newest", &[]),
            answer => return self.give_page(Input::Answer(Answer::Clients(answer))),
        }
        Vec::new()
    }
}
