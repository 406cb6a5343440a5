//! Clients, known answers and editions in the app's state: what is kept of them, and which page shows what.

use super::{App, Input, Tone};
use crate::case::{Path, Stage};
use crate::desk::{Client, Result, unused_forms};
use crate::form::kind::{Kind, Value, search_key};
use crate::form::{Catalog, State, Unused};
use crate::tui::clients::{ClientAnswer, ClientEffect};
use crate::tui::effect::{Answer, Effect};
use crate::tui::screen;

impl App {
    /// What comes before the first item of a draft: what is known of the client it was begun for; a word of a newer edition.
    pub(super) fn before_the_walk(&mut self, stage: Stage) -> Vec<Effect> {
        let for_a_client = std::mem::take(&mut self.known_first);
        let Some(open) = self.open.as_ref().filter(|_| stage.editable()) else { return Vec::new() };
        let pin = open.filling.form.pin.clone();
        let newest = Catalog::in_force().edition(&pin.code, None).ok().filter(|form| form.pin != pin);
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

    /// Says what is not used of newer forms, or where the first flaw of them stands.
    pub(super) fn newer_forms(&mut self, came: Result<Unused>) -> Vec<Effect> {
        match came {
            Ok(unused) => {
                let text = unused_forms(&unused, self.lang).join(" ");
                if !text.is_empty() {
                    self.notify(text, Tone::Said);
                }
            }
            Err(error) => {
                self.tell_error(&error);
                if let (Some(notice), Some(first)) = (&mut self.notice, error.problems.first()) {
                    notice.text = format!("{} {}: {}", notice.text, first.item, first.message);
                }
            }
        }
        Vec::new()
    }

    /// Says once that the person whose case it is was here before, as soon as name and birth are answered.
    pub(super) fn greet(&mut self) {
        let Some(open) = self.open.as_ref().filter(|open| open.filling.case.stage.editable()) else { return };
        let case = open.filling.case.id;
        if self.greeted == Some(case) {
            return;
        }
        let typed = |item: &str| {
            let entry = open.filling.entry(&Path::item(item)).filter(|entry| entry.state == State::Answered);
            entry.map(|entry| entry.typed.trim().to_owned()).unwrap_or_default()
        };
        let name = search_key(&format!("{}{}", typed("family_name"), typed("given_name")));
        let birth = Kind::Date { partial: true, not_after_today: false }.read(&typed("birth_date"), self.today).value;
        let Some(Value::Date(born)) = birth.filter(|_| !name.is_empty()) else { return };
        let of_client = |client: &Client| client.born == born.iso() && search_key(&client.name) == name;
        let before = |client: &Client| self.cases.iter().any(|line| line.person == Some(client.id) && line.id != case);
        let known = self.clients.iter().find(|client| of_client(client) && before(client));
        if let Some(name) = known.map(|client| client.name.clone()) {
            self.greeted = Some(case);
            self.tell("ui-known-greet", &[("client", &name)]);
        }
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
