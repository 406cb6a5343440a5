//! Invented clients that a new practice folder begins with; never in a folder of real cases.

use super::{Class, Desk, Error, Result};
use crate::case::Origin;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use std::path::Path;
use toml::value::Datetime;

/// Such clients, as a file lists them; their days are counted from the day the folder is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Samples {
    client: Vec<Sample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    name: String,
    born: Datetime,
    nationality: String,
    card_number: String,
    status: Option<String>,
    period: Option<String>,
    stay: Option<i16>,
    card: Option<i16>,
    passport: Option<i16>,
    certificate: Option<i16>,
    user_id: Option<i16>,
    #[serde(default)]
    events: Vec<Happening>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Happening {
    kind: String,
    days: i16,
}

impl Sample {
    /// What is known of the client: word and value.
    fn facts(&self, today: Date) -> Vec<(String, String)> {
        let day = |days: Option<i16>| days.map(|days| today.saturating_add(days.days()).to_string());
        let facts = [
            ("status", self.status.clone()),
            ("period", self.period.clone()),
            ("stay_until", day(self.stay)),
            ("card_until", day(self.card)),
            ("passport_until", day(self.passport)),
            ("certificate_until", day(self.certificate)),
            ("user_id_until", day(self.user_id)),
        ];
        facts.into_iter().filter_map(|(word, value)| Some((word.to_owned(), value?))).collect()
    }
}

impl Samples {
    /// Reads the file.
    ///
    /// # Errors
    /// It cannot be read, or is not such a file: with the line.
    pub fn read(file: &Path) -> Result<Samples> {
        let text = std::fs::read_to_string(file).map_err(|error| Error::file("file-unreadable", file, &error))?;
        toml::from_str(&text).map_err(|error| {
            let line =
                error.span().map_or(1, |span| 1 + text.get(..span.start).unwrap_or_default().matches('\n').count());
            let args = [("path", &*file.display().to_string()), ("line", &*line.to_string()), ("why", error.message())];
            Error::new(Class::Usage, "samples", &args)
        })
    }
}

impl Desk {
    /// Takes invented clients into this folder; how many.
    ///
    /// # Errors
    /// The folder is not for practice; a status or event that is not listed; storage. Clients before the one that is wrong are
    /// there.
    pub fn take_samples(&mut self, samples: &Samples) -> Result<usize> {
        if !self.setup.practice() {
            return Err(Error::new(Class::Refused, "samples-not-practice", &[]));
        }
        let today = self.setup.today();
        for sample in &samples.client {
            let born = sample.born.to_string();
            let client = self.store.insert_client(&sample.name, &born, &sample.nationality, &sample.card_number)?;
            self.remember(client, &sample.facts(today), &Origin::Typed)?;
            for event in &sample.events {
                self.add_event(client, &event.kind, today.saturating_add(event.days.days()))?;
            }
        }
        Ok(samples.client.len())
    }
}
