//! The table `[residence]` of a card profile.

use super::super::profile::{Flaw, flaw};
use crate::card::Family;
use crate::card::residence::{CardNumber, Generation, Kind, family};
use serde::Deserialize;
use std::path::Path;
use toml::Spanned;

/// A residence card.
pub(in crate::card::emulate) struct Residence {
    pub card_type: String,
    pub version: String,
    /// What lies behind the number; nothing on a 特定在留カード.
    pub holder: Option<Holder>,
}

/// What lies behind the number.
pub(in crate::card::emulate) struct Holder {
    pub number: String,
    pub check: Check,
    pub what: What,
}

impl Holder {
    pub fn generation(&self) -> Generation {
        match self.what {
            What::First(_) => Generation::First,
            What::Second(_) => Generation::Second,
        }
    }
}

/// What the check code is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::card::emulate) enum Check {
    #[default]
    Good,
    /// It does not fit the contents.
    Broken,
    /// It is by a signer nobody knows.
    Stranger,
    /// There is none.
    None,
}

pub(in crate::card::emulate) enum What {
    First(First),
    Second(Second),
}

/// Contents of the first generation; dates as on the card, `YYYYMMDD`.
pub(in crate::card::emulate) struct First {
    pub permanent: bool,
    pub front: Vec<u8>,
    pub face: Vec<u8>,
    pub address: String,
    pub address_date: String,
    pub municipality: String,
    pub permission_general: String,
    pub permission_individual: String,
    pub pending: bool,
}

/// Contents of the second generation; dates and codes as on the card.
pub(in crate::card::emulate) struct Second {
    pub permanent: bool,
    pub name: Vec<u8>,
    pub face: Vec<u8>,
    pub address: Vec<u8>,
    pub card_expiry: String,
    pub birth: String,
    pub sex: String,
    pub nationality: String,
    pub status: String,
    pub period: String,
    pub permission_type: String,
    pub permission_date: String,
    pub work_limit: String,
    pub stay_expiry: String,
    pub permission_general: String,
    pub permission_general_expiry: String,
    pub permission_individual: String,
    pub pending: bool,
    pub note: String,
}

/// As written. Which fields are wanted depends on the type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::card::emulate) struct Raw {
    r#type: Spanned<String>,
    version: Option<Spanned<String>>,
    number: Option<Spanned<String>>,
    #[serde(default)]
    check: Check,
    #[serde(default)]
    pending: bool,
    front: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    face: Option<Spanned<String>>,
    address: Option<Spanned<String>>,
    address_date: Option<Spanned<String>>,
    municipality: Option<Spanned<String>>,
    card_expiry: Option<Spanned<String>>,
    birth: Option<Spanned<String>>,
    sex: Option<Spanned<String>>,
    nationality: Option<Spanned<String>>,
    status: Option<Spanned<String>>,
    period: Option<Spanned<String>>,
    permission_type: Option<Spanned<String>>,
    permission_date: Option<Spanned<String>>,
    work_limit: Option<Spanned<String>>,
    stay_expiry: Option<Spanned<String>>,
    permission_general: Option<Spanned<String>>,
    permission_general_expiry: Option<Spanned<String>>,
    permission_individual: Option<Spanned<String>>,
    note: Option<Spanned<String>>,
}

/// Checks the table; pictures are files beside the profile.
pub(in crate::card::emulate) fn residence(raw: &Raw, beside: &Path) -> Result<Residence, Flaw> {
    let card_type = raw.r#type.get_ref().clone();
    if !matches!(card_type.as_str(), "1" | "2" | "05" | "06" | "07" | "08") {
        return Err(flaw(&raw.r#type, "a card type is 1, 2, 05, 06, 07 or 08"));
    }
    if let Some(version) = raw.version.as_ref().filter(|version| version.get_ref().len() != 4) {
        return Err(flaw(version, "a version has four characters"));
    }
    let version = raw.version.as_ref().map_or_else(|| "0001".to_owned(), |version| version.get_ref().clone());
    let holder = match family(card_type.as_bytes()) {
        Ok((Family::ResidenceSpecial, _)) | Err(_) => None,
        Ok((_, kind)) => Some(holder(raw, kind, beside)?),
    };
    Ok(Residence { card_type, version, holder })
}

fn holder(raw: &Raw, kind: Kind, beside: &Path) -> Result<Holder, Flaw> {
    let number = raw.number.as_ref().ok_or_else(|| flaw(&raw.r#type, "a card of this type needs its number"))?;
    if CardNumber::parse(number.get_ref()).map(|parsed| parsed.bytes() == number.get_ref().as_bytes()).ok()
        != Some(true)
    {
        return Err(flaw(number, "a card number is two capitals, eight digits, two capitals"));
    }
    let what = match kind.generation {
        Generation::First => What::First(first(raw, kind, beside)?),
        Generation::Second => What::Second(second(raw, kind, beside)?),
    };
    Ok(Holder { number: number.get_ref().clone(), check: raw.check, what })
}

fn first(raw: &Raw, kind: Kind, beside: &Path) -> Result<First, Flaw> {
    Ok(First {
        permanent: kind.permanent,
        front: picture(raw.front.as_ref(), 7000, beside)?,
        face: picture(raw.face.as_ref(), 3000, beside)?,
        address: text(raw.address.as_ref(), 320)?,
        address_date: date(raw.address_date.as_ref())?,
        municipality: code(raw.municipality.as_ref(), 6, "000000")?,
        permission_general: text(raw.permission_general.as_ref(), 120)?,
        permission_individual: text(raw.permission_individual.as_ref(), 120)?,
        pending: raw.pending,
    })
}

fn second(raw: &Raw, kind: Kind, beside: &Path) -> Result<Second, Flaw> {
    Ok(Second {
        permanent: kind.permanent,
        name: picture(raw.name.as_ref(), 2500, beside)?,
        face: picture(raw.face.as_ref(), 3000, beside)?,
        address: picture(raw.address.as_ref(), 2500, beside)?,
        card_expiry: date(raw.card_expiry.as_ref())?,
        birth: date(raw.birth.as_ref())?,
        sex: code(raw.sex.as_ref(), 1, "3")?,
        nationality: code(raw.nationality.as_ref(), 3, "ZZZ")?,
        status: code(raw.status.as_ref(), 10, "0000000000")?,
        period: code(raw.period.as_ref(), 4, "0000")?,
        permission_type: code(raw.permission_type.as_ref(), 2, "00")?,
        permission_date: date(raw.permission_date.as_ref())?,
        work_limit: code(raw.work_limit.as_ref(), 1, "1")?,
        stay_expiry: date(raw.stay_expiry.as_ref())?,
        permission_general: code(raw.permission_general.as_ref(), 1, "0")?,
        permission_general_expiry: date(raw.permission_general_expiry.as_ref())?,
        permission_individual: code(raw.permission_individual.as_ref(), 1, "0")?,
        pending: raw.pending,
        note: text(raw.note.as_ref(), 200)?,
    })
}

fn text(raw: Option<&Spanned<String>>, most: usize) -> Result<String, Flaw> {
    match raw {
        Some(text) if text.get_ref().len() > most => {
            Err(flaw(text, &format!("longer than a card holds ({most} bytes)")))
        }
        text => Ok(text.map(|text| text.get_ref().clone()).unwrap_or_default()),
    }
}

/// `YYYY-MM-DD` to `YYYYMMDD`; none is eight zeros.
fn date(raw: Option<&Spanned<String>>) -> Result<String, Flaw> {
    let Some(written) = raw else { return Ok("00000000".to_owned()) };
    let date: jiff::civil::Date =
        written.get_ref().parse().map_err(|_| flaw(written, "a date is written YYYY-MM-DD"))?;
    Ok(date.strftime("%Y%m%d").to_string())
}

fn code(raw: Option<&Spanned<String>>, length: usize, default: &str) -> Result<String, Flaw> {
    match raw {
        Some(code) if code.get_ref().len() != length => Err(flaw(code, &format!("this code has {length} characters"))),
        code => Ok(code.map_or_else(|| default.to_owned(), |code| code.get_ref().clone())),
    }
}

/// The bytes of a picture; none is an empty one, as on the cards of children.
fn picture(raw: Option<&Spanned<String>>, most: usize, beside: &Path) -> Result<Vec<u8>, Flaw> {
    let Some(name) = raw else { return Ok(Vec::new()) };
    let bytes = std::fs::read(beside.join(name.get_ref())).map_err(|error| flaw(name, &error.to_string()))?;
    if bytes.len() > most {
        return Err(flaw(name, &format!("longer than a card holds ({most} bytes)")));
    }
    Ok(bytes)
}
