//! Sending in the app's state: how far each submission is, whether the server was reached, what to say of a receipt.

use super::{App, Input, Link, Notice, Tone};
use crate::desk::{Outcome, Result, Sending};
use crate::tui::effect::{Answer, Effect};
use uuid::Uuid;

impl App {
    /// A part was confirmed.
    pub(super) fn progress(&mut self, sending: Sending) -> Vec<Effect> {
        self.link = Link::Up;
        self.moving.entry(sending.case).or_insert((self.now, sending.bytes().0));
        match self.outbox.iter_mut().find(|other| other.case == sending.case) {
            Some(other) => *other = sending,
            None => self.outbox.push(sending),
        }
        Vec::new()
    }

    /// A try to send has ended.
    pub(super) fn sent(&mut self, case: Uuid, outcome: Result<Outcome>) -> Vec<Effect> {
        self.moving.remove(&case);
        match &outcome {
            Ok(Outcome::Waiting(why)) => {
                self.link = Link::Down;
                for sending in self.outbox.iter_mut().filter(|sending| sending.case == case) {
                    sending.attempts += 1;
                    sending.last_error = Some(why.clone());
                }
                return self.give_page(Input::Answer(Answer::Sent(case, outcome)));
            }
            Ok(_) => self.link = Link::Up,
            Err(error) => self.tell_error(error),
        }
        if let (Ok(Outcome::Received(_)), Some(notice)) = (&outcome, self.received_elsewhere(case)) {
            self.notice = Some(notice);
        }
        let mut effects = vec![Effect::List];
        effects.extend(self.give_page(Input::Answer(Answer::Sent(case, outcome))));
        effects
    }

    /// What to say when a receipt comes while something else is on the screen.
    fn received_elsewhere(&self, case: Uuid) -> Option<Notice> {
        let client = self.outbox.iter().find(|sending| sending.case == case).map(|sending| sending.client.clone())?;
        let text = self.say("ui-received-for", &[("client", &client)]);
        Some(Notice { text, hint: String::new(), tone: Tone::Done })
    }
}
