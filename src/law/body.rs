//! What each kind of rule row says beside its dated head.

mod due;
mod papers;
mod places;

pub(super) use due::{AtClosing, Due, EventKind};
pub use papers::PaperForm;
pub(super) use papers::{Category, Limit, LimitRule, Paper, Question, Required};
pub(super) use places::{Bureau, Closing, Contact, Counter, DayName, DayOfYear, Holidays};

use super::{FiledBy, Route};
use crate::form::Bilingual;
use serde::Deserialize;
use toml::Spanned;

/// `[[procedure]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Procedure {
    pub ja: String,
    pub en: String,
    pub dates: Dates,
    /// Online only together with one of these.
    #[serde(default)]
    pub only_with: Vec<Spanned<String>>,
}

/// What a procedure's days are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Dates {
    /// The end of the stay.
    Stay,
    /// A birth, or the loss of nationality.
    Event,
    /// Any day of a valid stay.
    Valid,
    /// Any day.
    None,
}

/// `[[status]]`; the row's id is the slug.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Status {
    pub ja: String,
    pub en: String,
    /// Table of the Act that lists it, `1-2`.
    pub table: String,
    pub divisions: Vec<String>,
    pub periods: Vec<String>,
}

/// `[[scope]]`: what the online system takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scope {
    pub procedures: Vec<Spanned<String>>,
    pub statuses: Vec<Spanned<String>>,
    pub online: Taken,
    pub who: Who,
    /// The two readings, where the sources leave it open.
    pub yes: Option<Bilingual>,
    pub no: Option<Bilingual>,
}

/// Is it taken online.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Taken {
    Yes,
    CounterOnly,
    /// Excluded.
    No,
    /// The procedure does not exist for this status.
    None,
    Unknown,
}

/// Whom the scope covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Who {
    /// Everyone with an organisation in Japan.
    Organisation,
    All,
    /// When the supporter's status is taken online.
    Supporter,
    /// As the status that the activity belongs to.
    Activity,
    /// Filed by the supervising organisation only.
    Supervising,
    /// By the designated activity.
    Listed,
    /// The source can be read as *all* and as *organisation*.
    AllOrOrganisation,
}

/// `[[exclusion]]`: holders of some statuses.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exclusion {
    pub procedures: Vec<Spanned<String>>,
    pub held: Vec<Spanned<String>>,
    /// Designated activity held.
    pub activity: Option<String>,
    /// Only when this status is applied for.
    #[serde(default)]
    pub statuses: Vec<Spanned<String>>,
    pub online: Taken,
    pub code: String,
    pub yes: Option<Bilingual>,
    pub no: Option<Bilingual>,
}

/// `[[filer]]`: who may file it online.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filer {
    pub procedures: Vec<Spanned<String>>,
    pub by: FiledBy,
    pub allow: Allow,
    /// For these statuses, before the row that names none.
    #[serde(default)]
    pub statuses: Vec<Spanned<String>>,
    /// Not under this age.
    pub min_age: Option<i16>,
    /// Only with a period of stay of more days than this.
    pub min_stay_over: Option<u32>,
    /// Always under this age.
    pub free_under_age: Option<i16>,
    /// Not for who holds one of these: no mid- to long-term resident.
    #[serde(default)]
    pub not_holding: Vec<Spanned<String>>,
    pub yes: Option<Bilingual>,
    pub no: Option<Bilingual>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Allow {
    Yes,
    /// Only in a case the rules cannot see; the sentence names it.
    If,
    No,
    /// By the designated activity.
    Listed,
    /// The sources leave it open.
    Open,
}

/// `[[activity]]`: a designated activity.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Activity {
    /// Number of the notification, `33-2`; `x-…` outside it.
    pub no: String,
    pub ja: String,
    pub en: String,
    pub online: Listed,
    /// Procedures not taken online.
    #[serde(default)]
    pub except: Vec<Spanned<String>>,
    /// Procedures where the sources differ.
    #[serde(default)]
    pub open: Vec<Spanned<String>>,
    /// A relative may file for a certificate of eligibility.
    #[serde(default)]
    pub relatives: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Listed {
    All,
    Organisation,
    No,
    Unknown,
    /// No longer an activity.
    Ended,
}

/// `[[window]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Window {
    pub procedures: Vec<Spanned<String>>,
    pub rule: WindowRule,
    pub months: Option<i32>,
    pub days: Option<i32>,
    pub also_days: Option<i32>,
    pub stay_days: Option<u32>,
}

/// How a window row's number is counted; `forms/law/windows.toml` says it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum WindowRule {
    Opens,
    OpensShort,
    Any,
    OnlineLast,
    CounterLast,
    ClosingDay,
    Special,
    SpecialNone,
    EventLast,
    EventStay,
    Valid,
    Landing,
    Notice,
}

/// `[[fee]]`, in yen; without amounts: not known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fee {
    pub procedures: Vec<Spanned<String>>,
    /// `single` or `multiple`, of the re-entry permit.
    pub kind: Option<String>,
    pub online: Option<u32>,
    pub counter: Option<u32>,
}

/// `[[way]]`: what to do instead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WayOut {
    /// Codes of the reasons it answers.
    pub after: Vec<String>,
    pub route: Route,
    pub office: Option<At>,
    #[serde(default)]
    pub procedures: Vec<Spanned<String>>,
    #[serde(default)]
    pub statuses: Vec<Spanned<String>>,
}

/// Where a way leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum At {
    /// The office of the address.
    Bureau,
    /// The information centre.
    Information,
}

/// One of these names is this one.
pub(super) fn names(list: &[Spanned<String>], name: &str) -> bool {
    list.iter().any(|known| known.get_ref() == name)
}
