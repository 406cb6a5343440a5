//! Prefectures and municipalities, as the online system names them.

use serde::Deserialize;
use std::sync::OnceLock;

/// A prefecture with its municipalities.
#[derive(Debug, Clone, Deserialize)]
pub struct Prefecture {
    /// `東京都`
    #[serde(rename = "ja")]
    pub name: String,
    /// Municipalities with their district, `西多摩郡瑞穂町`.
    pub municipalities: Vec<String>,
}

/// Every prefecture.
#[derive(Debug, Default, Deserialize)]
pub struct Places {
    #[serde(rename = "prefecture", default)]
    pub prefectures: Vec<Prefecture>,
}

impl Places {
    /// The places of `forms/lists/places.toml`, read at first use.
    #[must_use]
    pub fn embedded() -> &'static Places {
        static PLACES: OnceLock<Places> = OnceLock::new();
        PLACES.get_or_init(|| toml::from_str(include_str!("../../../forms/lists/places.toml")).unwrap_or_default())
    }

    /// The prefecture a text begins with, and what follows.
    #[must_use]
    pub fn prefecture<'a>(&self, text: &'a str) -> Option<(&Prefecture, &'a str)> {
        self.prefectures.iter().find_map(|place| Some((place, text.strip_prefix(place.name.as_str())?)))
    }
}

impl Prefecture {
    /// The municipality a text begins with, the longest name first, and what follows. A district (郡) may be left out, and
    /// the wards of a city too.
    #[must_use]
    pub fn municipality<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
        let begins = |name: &'_ str| {
            let short = name.split_once('郡').map_or("", |(_, short)| short);
            text.strip_prefix(name).or_else(|| (!short.is_empty()).then(|| text.strip_prefix(short)).flatten())
        };
        let fitting = self.municipalities.iter().filter_map(|name| Some((name.as_str(), begins(name)?)));
        fitting.min_by_key(|(_, rest)| rest.len())
    }
}
