//! Clients at the desk: found, remembered, forgotten; and what each has to do by when.

use super::{CaseLine, Class, Desk, Error, Result};
use crate::case::Origin;
use crate::form::kind::{Kind, Value};
use crate::law::{self, Deadline, Facts, Route, Rules};
use crate::store::{Client, Happened, Known, WORDS};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use uuid::Uuid;

/// A date a client has to keep. `Debug` does not print whose it is.
#[derive(Clone)]
pub struct Due {
    pub client: Uuid,
    pub name: String,
    pub deadline: Deadline,
}

impl std::fmt::Debug for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Due").field("client", &self.client).field("rule", &self.deadline.rule).finish_non_exhaustive()
    }
}

impl Desk {
    /// All clients, by name.
    ///
    /// # Errors
    /// Storage.
    pub fn clients(&self) -> Result<Vec<Client>> {
        Ok(self.store.clients()?)
    }

    /// One client.
    ///
    /// # Errors
    /// No such client, storage.
    pub fn client(&self, id: Uuid) -> Result<Client> {
        Ok(self.store.client(id)?)
    }

    /// The client whose id begins so, or whose name it is; 8 characters of the id do when they are unique.
    ///
    /// # Errors
    /// None, or several; storage.
    pub fn find_client(&self, named: &str) -> Result<Uuid> {
        let none = match self.store.find_client(named) {
            Err(error @ crate::store::Error::NoClient(_)) => error,
            found => return Ok(found?),
        };
        let key = crate::form::kind::search_key(named);
        let mut same = self.store.clients()?;
        same.retain(|client| !key.is_empty() && crate::form::kind::search_key(&client.name) == key);
        match same.as_slice() {
            [] => Err(none.into()),
            [only] => Ok(only.id),
            _ => Err(crate::store::Error::AmbiguousClient(named.to_owned()).into()),
        }
    }

    /// The client whose case it is; `None` until name and birth are answered.
    ///
    /// # Errors
    /// No such case, storage.
    pub fn client_of(&self, case: Uuid) -> Result<Option<Client>> {
        Ok(self.store.client_of(case)?)
    }

    /// Cases of a client, the one saved last first.
    ///
    /// # Errors
    /// Storage.
    pub fn cases_of(&self, client: Uuid) -> Result<Vec<CaseLine>> {
        let mut cases = self.store.list()?;
        cases.retain(|case| case.person == Some(client));
        Ok(cases)
    }

    /// Remembers things of a client, with where they come from: word ([`WORDS`]) and value; an empty value forgets. All or none.
    ///
    /// # Errors
    /// An unknown word, a value that is no date (status, period); no such client; storage.
    pub fn remember(&mut self, client: Uuid, facts: &[(String, String)], origin: &Origin) -> Result<()> {
        let (now, by) = (Timestamp::now(), self.staff().to_owned());
        let read = |(word, value): &(String, String)| {
            let value = self.fact(word, value)?;
            let known = |value| Known { value, origin: origin.clone(), by: by.clone(), at: now };
            Ok((word.clone(), value.map(known)))
        };
        let known = facts.iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(self.store.remember(client, &known)?)
    }

    /// What is kept of a value; `None` forgets it.
    fn fact(&self, word: &str, value: &str) -> Result<Option<String>> {
        let value = value.trim();
        if !WORDS.contains(&word) {
            let args = [("word", word), ("choices", &*WORDS.join(", "))];
            return Err(Error::new(Class::Usage, "no-fact", &args));
        }
        let kept = match word {
            _ if value.is_empty() => return Ok(None),
            "status" => Rules::in_force()
                .statuses(self.setup.today())
                .into_iter()
                .find(|known| [&known.slug, &known.name.ja, &known.name.en].contains(&&value.to_owned()))
                .map(|known| known.name.ja),
            "period" => days_of(value).map(|_| value.to_owned()),
            _ => full_date(value).map(|date| date.to_string()),
        };
        let bad = || Error::new(Class::Usage, "bad-fact", &[("word", word)]);
        kept.map(Some).ok_or_else(bad)
    }

    /// Notes that something happened to a client on a day; `kind` is the id of an event among the rules.
    ///
    /// # Errors
    /// An unknown event (with those there are), no such client, storage.
    pub fn add_event(&mut self, client: Uuid, kind: &str, day: Date) -> Result<()> {
        let known = Rules::in_force().events(self.setup.today());
        if !known.iter().any(|(id, _)| id == kind) {
            let choices: Vec<&str> = known.iter().map(|(id, _)| id.as_str()).collect();
            return Err(Error::new(Class::Usage, "no-event", &[("kind", kind), ("choices", &choices.join(", "))]));
        }
        let (by, at) = (self.staff().to_owned(), Timestamp::now());
        Ok(self.store.add_event(client, &Happened { kind: kind.to_owned(), day, by, at })?)
    }

    /// Takes an event back.
    ///
    /// # Errors
    /// It was not noted; no such client; storage.
    pub fn remove_event(&mut self, client: Uuid, kind: &str, day: Date) -> Result<()> {
        if self.store.remove_event(client, kind, day)? {
            return Ok(());
        }
        Err(Error::new(Class::Usage, "event-not-noted", &[("kind", kind), ("day", &day.to_string())]))
    }

    /// Notes that the deadlines of a rule that stand now were kept (`false` takes it back); how many.
    ///
    /// # Errors
    /// No deadline of this rule, no such client, storage.
    pub fn set_done(&mut self, client: Uuid, rule: &str, done: bool) -> Result<usize> {
        let held = self.store.client(client)?;
        let of_rule =
            all_deadlines(&held, self.setup.today(), Date::MAX).into_iter().filter(|deadline| deadline.rule == rule);
        let days: Vec<Date> = of_rule.map(|deadline| deadline.day).collect();
        if days.is_empty() {
            return Err(Error::new(Class::Usage, "no-deadline", &[("rule", rule)]));
        }
        for day in &days {
            self.store.set_done(client, rule, *day, done)?;
        }
        Ok(days.len())
    }

    /// The dates a client has still to keep, the nearest first; those that have passed stand first.
    #[must_use]
    pub fn deadlines_of(&self, client: &Client) -> Vec<Deadline> {
        deadlines(client, self.setup.today())
    }

    /// Every date the clients have to keep within so many days from today, and those that have passed, the nearest first.
    ///
    /// # Errors
    /// Storage.
    pub fn due(&self, within: i32) -> Result<Vec<Due>> {
        Ok(due(&self.store.clients()?, within, self.setup.today()))
    }

    /// Forgets a client: name, dates, events. The cases stay; how many they are.
    ///
    /// # Errors
    /// No such client, storage.
    pub fn delete_client(&mut self, id: Uuid) -> Result<usize> {
        let cases = self.cases_of(id)?.len();
        self.store.delete_client(id)?;
        Ok(cases)
    }
}

/// Every date of these clients within so many days of `today`, the nearest first.
#[must_use]
pub fn due(clients: &[Client], within: i32, today: Date) -> Vec<Due> {
    let last = Span::new().try_days(within).map_or(Date::MAX, |days| today.saturating_add(days));
    let mut list: Vec<Due> = clients
        .iter()
        .flat_map(|client| open_until(client, today, last).into_iter().map(move |deadline| (client, deadline)))
        .map(|(client, deadline)| Due { client: client.id, name: client.name.clone(), deadline })
        .collect();
    list.sort_by(|a, b| (a.deadline.day, &a.name).cmp(&(b.deadline.day, &b.name)));
    list
}

/// The dates a client has still to keep.
#[must_use]
pub fn deadlines(client: &Client, today: Date) -> Vec<Deadline> {
    open_until(client, today, Date::MAX)
}

/// Those up to a day.
fn open_until(client: &Client, today: Date, last: Date) -> Vec<Deadline> {
    let kept =
        |deadline: &Deadline| client.done.iter().any(|(rule, day)| *rule == deadline.rule && *day == deadline.day);
    let mut list = all_deadlines(client, today, last);
    list.retain(|deadline| !kept(deadline));
    list
}

/// Questions about notices ([`Rules::notices`]) that stand open: what happened to the client, and nobody said it was notified.
#[must_use]
pub fn unnotified(client: &Client, today: Date) -> Vec<String> {
    let rules = Rules::in_force();
    let known = facts(client);
    let open = |event: &law::Event| {
        let asked = Facts { events: vec![event.clone()], status: known.status.clone(), ..Facts::default() };
        law::deadlines(&asked, rules, today).into_iter().any(|deadline| {
            matches!(deadline.route, Route::Notice | Route::Municipality | Route::Counter)
                && !client.done.contains(&(deadline.rule, deadline.day))
        })
    };
    let events = known.events.iter().filter(|event| open(event));
    events.filter_map(|event| rules.unnotified(&event.kind, today)).map(str::to_owned).collect()
}

/// Day the certificate of the client's My Number card ends, if it is known.
#[must_use]
pub fn certificate(client: &Client) -> Option<Date> {
    facts(client).certificate_until
}

/// Also those that were kept. An application filed in time answers the end of the stay, and only then a decision is awaited.
fn all_deadlines(client: &Client, today: Date, last: Date) -> Vec<Deadline> {
    let facts = facts(client);
    let filed = facts.stay_until.is_some() && client.filed_for == facts.stay_until;
    let stay = facts.stay_until.map(|day| day.to_string());
    let of_stay =
        |deadline: &Deadline| deadline.args.iter().any(|(name, value)| name == "since" && Some(value) == stay.as_ref());
    let mut list = law::deadlines_until(&facts, Rules::in_force(), today, last);
    list.retain(|deadline| match deadline.route {
        Route::Decision => filed,
        Route::Online | Route::Counter => !(filed && of_stay(deadline)),
        _ => true,
    });
    list
}

/// What the rules ask of a client.
fn facts(client: &Client) -> Facts {
    let value = |word: &str| client.known.get(word).map(|known| known.value.as_str());
    let day = |word: &str| value(word).and_then(|value| value.parse().ok());
    let event = |event: &Happened| law::Event { kind: event.kind.clone(), day: event.day };
    Facts {
        stay_until: day("stay_until"),
        card_until: day("card_until"),
        passport_until: day("passport_until"),
        certificate_until: day("certificate_until"),
        user_id_until: day("user_id_until"),
        status: value("status").map(str::to_owned),
        born: client.born.parse().ok(),
        stay_days: value("period").and_then(days_of),
        events: client.events.iter().map(event).collect(),
    }
}

/// A full date as people write it, of any era.
fn full_date(typed: &str) -> Option<Date> {
    let kind = Kind::Date { partial: false, not_after_today: false };
    let reading = kind.read(typed, Date::ZERO);
    match reading.value.filter(|_| reading.faults.is_empty())? {
        Value::Date(date) => date.full(),
        _ => None,
    }
}

/// The most days a printed period of stay can have: `15日`, `3月`, `1年3月`, `5年`.
fn days_of(period: &str) -> Option<u32> {
    let (mut days, mut number, mut read) = (0_u32, None::<u32>, false);
    for c in period.chars() {
        match (c, c.to_digit(10)) {
            (_, Some(digit)) => number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?),
            ('年' | '月' | '日', _) => {
                let unit = if c == '年' {
                    366
                } else if c == '月' {
                    31
                } else {
                    1
                };
                days = days.checked_add(number.take()?.checked_mul(unit)?)?;
                read = true;
            }
            // 3か月, 3ヶ月, 3箇月
            _ => {}
        }
    }
    (read && number.is_none()).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    fn client(known: &[(&str, &str)], events: &[(&str, Date)]) -> Client {
        let known = known.iter().map(|(word, value)| {
            let (value, by) = ((*value).to_owned(), "Sato".to_owned());
            ((*word).to_owned(), Known { value, origin: Origin::Typed, by, at: Timestamp::UNIX_EPOCH })
        });
        let events = events.iter().map(|(kind, day)| {
            let (kind, by) = ((*kind).to_owned(), "Sato".to_owned());
            Happened { kind, day: *day, by, at: Timestamp::UNIX_EPOCH }
        });
        Client {
            id: Uuid::from_u128(1),
            name: "NGUYEN VAN ANH".into(),
            born: "2001-01-23".into(),
            nationality: "ベトナム".into(),
            card_number: String::new(),
            known: known.collect::<BTreeMap<_, _>>(),
            events: events.collect(),
            done: Vec::new(),
            filed_for: None,
        }
    }

    fn rules(client: &Client, today: Date) -> Vec<(String, Date)> {
        deadlines(client, today).into_iter().map(|deadline| (deadline.rule, deadline.day)).collect()
    }

    #[test]
    fn a_period_is_counted_at_its_longest() {
        for (period, days) in [("15日", 15), ("90日", 90), ("3月", 93), ("3か月", 93), ("1年3月", 459), ("5年", 1830)]
        {
            assert_eq!(days_of(period), Some(days), "{period}");
        }
        for none in ["", "無期限", "3", "年", "99999999999年"] {
            assert_eq!(days_of(none), None, "{none}");
        }
    }

    #[test]
    fn an_application_filed_in_time_answers_the_end_of_the_stay() {
        let today = date(2026, 11, 20);
        let mut client = client(&[("stay_until", "2026-11-24"), ("period", "1年")], &[]);
        let open = rules(&client, today);
        assert!(open.contains(&("due-stay-online".to_owned(), date(2026, 11, 23))), "{open:?}");
        assert!(open.iter().all(|(rule, _)| rule != "due-special"));
        client.filed_for = Some(date(2026, 11, 24));
        let filed = rules(&client, today);
        assert_eq!(filed.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(), ["due-special"]);
    }

    #[test]
    fn what_is_due_is_listed_by_day_and_what_was_kept_is_not() {
        let today = date(2026, 11, 10);
        let mut client = client(&[("passport_until", "2026-12-01")], &[("job-left", date(2026, 11, 4))]);
        let list = due(std::slice::from_ref(&client), 30, today);
        let found: Vec<_> = list.iter().map(|due| (due.deadline.rule.as_str(), due.deadline.day)).collect();
        assert_eq!(found, [("due-job-left", date(2026, 11, 18)), ("due-passport", date(2026, 12, 1))]);
        assert_eq!(due(std::slice::from_ref(&client), 10, today).len(), 1);
        client.done = vec![("due-job-left".to_owned(), date(2026, 11, 18))];
        assert_eq!(due(&[client], 30, today).len(), 1);
    }
}
