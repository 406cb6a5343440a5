//! Who may file it online.

use super::body::{Activity, Allow, Filer, names};
use super::row::{self, Row};
use super::scope::Found;
use super::verdict::{both, open, told, unknown};
use super::{FiledBy, Online, Query, Reason, Rules, calendar};
use jiff::civil::Date;

/// May this person file it, and the rule.
pub(super) fn find(query: &Query, rules: &Rules, scope: &Found<'_>, today: Date) -> (Online, Reason) {
    let by = query.by.word();
    let status = rules.status(&query.status, today).map_or("", |row| row.id.as_str());
    let fits = |row: &Row<Filer>| row.body.by == query.by && names(&row.body.procedures, &query.procedure);
    let named = row::on(&rules.filers, today, |row| fits(row) && names(&row.body.statuses, status));
    let general = || row::on(&rules.filers, today, |row| fits(row) && row.body.statuses.is_empty());
    let Some(row) = named.or_else(general) else {
        return (Online::Unknown, unknown("no-filer", &[("by", by)]));
    };
    if scope.supervising && query.by != FiledBy::Organisation {
        return (Online::No, Reason { code: "who-supervising".into(), ..scope.reason.clone() });
    }
    let look = Look { query, rules, today };
    if row.body.allow == Allow::Open {
        let reason = row.body.yes.as_ref().zip(row.body.no.as_ref());
        return (Online::Unknown, reason.map_or_else(|| open(row), |(yes, no)| both(row, yes, no)));
    }
    let (online, code) = look.allowed(&row.body, scope.activity);
    (online, told(row, code, &[("by", by)]))
}

struct Look<'a> {
    query: &'a Query,
    rules: &'a Rules,
    today: Date,
}

impl Look<'_> {
    fn allowed(&self, filer: &Filer, activity: Option<&Row<Activity>>) -> (Online, &'static str) {
        let age = self.query.born.map(|born| calendar::age(born, self.today));
        let young = |least: Option<i16>| least.is_some_and(|least| age.is_some_and(|age| age < least));
        let short = filer.min_stay_over.is_some_and(|over| self.query.days.is_some_and(|days| days <= over));
        match filer.allow {
            Allow::Listed => match activity.map(|row| row.body.relatives) {
                Some(true) => (Online::Yes, "who-yes"),
                Some(false) => (Online::No, "who-no"),
                None => (Online::Unknown, "activity-open"),
            },
            Allow::No => (Online::No, "who-no"),
            Allow::Yes if young(filer.min_age) => (Online::No, "who-too-young"),
            Allow::Yes if short => (Online::No, "who-short-stay"),
            Allow::Yes
                if self.rules.held(self.query, self.today).is_some_and(|held| names(&filer.not_holding, held)) =>
            {
                (Online::No, "who-not-holding")
            }
            Allow::If if !young(filer.free_under_age) => (Online::Unknown, "who-if"),
            Allow::Yes | Allow::If if self.certificate_ended() => (Online::No, "certificate-ended"),
            Allow::Yes | Allow::If | Allow::Open => (Online::Yes, "who-yes"),
        }
    }

    /// Those who sign in with a My Number card cannot when its certificate has ended.
    fn certificate_ended(&self) -> bool {
        let with_card = matches!(self.query.by, FiledBy::Oneself | FiledBy::LegalRepresentative | FiledBy::Relative);
        with_card && self.query.certificate.is_some_and(|last| last < self.today)
    }
}
