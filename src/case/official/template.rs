//! Which of the agency's three templates a case goes by, and its application code.
//!
//! The codes are rows of `forms/official/codes.tsv`.

use crate::form::embedded_text;

/// One of the agency's bulk-application templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    Coe,
    Change,
    Extension,
}

impl Template {
    pub const ALL: [Template; 3] = [Template::Coe, Template::Change, Template::Extension];

    /// Procedure slug.
    #[must_use]
    pub fn procedure(self) -> &'static str {
        match self {
            Template::Coe => "coe",
            Template::Change => "change",
            Template::Extension => "extension",
        }
    }

    /// The template of a procedure; the other procedures have none.
    #[must_use]
    pub fn of(procedure: &str) -> Option<Template> {
        Template::ALL.into_iter().find(|template| template.procedure() == procedure)
    }

    /// Place among the templates in the tables' columns.
    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// What an application code begins with.
    fn digits(self) -> &'static str {
        match self {
            Template::Coe => "01",
            Template::Change => "05",
            Template::Extension => "04",
        }
    }

    /// The number of the template in file names.
    fn file_number(self) -> &'static str {
        match self {
            Template::Coe => "001",
            Template::Change => "002",
            Template::Extension => "003",
        }
    }
}

/// An application code and what hangs on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    pub template: Template,
    /// Without the procedure, `N2`.
    pub kind: &'static str,
    /// The code whose field numbers count, `N1` for `NA`.
    pub counts_as: &'static str,
    /// Activity sheet, `N`.
    pub sheet: &'static str,
    /// Statuses of residence, by slug; before `:` the one procedure it is for, after `/` the main activity.
    statuses: &'static str,
    /// Columns hidden on the points table; `None` where the points table is not filled.
    points: Option<&'static str>,
    hidden: &'static str,
}

/// No file can be made for such an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCode {
    /// The bulk application does not take this procedure or status.
    NotTaken,
    /// It hangs on the main activity or the number of the designated activity, which the case does not tell.
    WhichActivity,
}

impl Code {
    /// All codes of a template.
    pub fn all(template: Template) -> impl Iterator<Item = Code> {
        let text = embedded_text("official/codes.tsv").unwrap_or_default();
        text.lines().filter(|line| !line.starts_with('#')).filter_map(move |line| Code::row(template, line))
    }

    fn row(template: Template, line: &'static str) -> Option<Code> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        let (kind, counts_as, sheet, statuses, points) = (next()?, next()?, next()?, next()?, next()?);
        let hidden: Vec<&str> = fields.collect();
        let hidden = *hidden.get(template.index()).or_else(|| hidden.first())?;
        let points = Some(points).filter(|points| !points.is_empty());
        (hidden != "-").then_some(Code { template, kind, counts_as, sheet, statuses, points, hidden })
    }

    /// The code of an application: its division letter, the slug of its status, and the main activity (of a highly skilled
    /// professional the slug of a status, before it and `/` of the status (ii) that of the status (i) it goes on with; of a
    /// designated activity its number), where the case tells it.
    ///
    /// # Errors
    /// [`NoCode`]
    pub fn find(procedure: &str, division: &str, status: &str, activity: Option<&str>) -> Result<Code, NoCode> {
        let template = Template::of(procedure).ok_or(NoCode::NotTaken)?;
        let of_status = |code: &Code| code.serves().any(|(slug, _)| slug == status);
        let fitting: Vec<Code> = Code::all(template).filter(|code| code.sheet == division && of_status(code)).collect();
        match fitting.as_slice() {
            [] => Err(NoCode::NotTaken),
            [only] => Ok(*only),
            several => {
                let told = |code: &&Code| code.serves().any(|known| known.0 == status && known.1 == activity);
                several.iter().find(told).copied().ok_or(NoCode::WhichActivity)
            }
        }
    }

    /// Statuses and main activities it is for.
    pub fn serves(&self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        let own = self.template.procedure();
        let here = move |status: &'static str| match status.split_once(':') {
            Some((procedure, status)) => (procedure == own).then_some(status),
            None => Some(status),
        };
        self.statuses.split(' ').filter_map(here).map(|status| match status.split_once('/') {
            Some((status, activity)) => (status, Some(activity)),
            None => (status, None),
        })
    }

    /// The whole code, `04N2`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}", self.template.digits(), self.kind)
    }

    /// The points table is filled.
    #[must_use]
    pub fn has_points(&self) -> bool {
        self.points.is_some()
    }

    /// Hidden columns of a sheet: `BN:BP,GG`.
    pub(super) fn hidden(&self, sheet: &str) -> &'static str {
        match sheet {
            "points" => self.points.unwrap_or_default(),
            "common" | "simultaneous" => "",
            _ => self.hidden,
        }
    }

    /// The name the agency's template gives the file; what follows `ver` must not be changed. `part` counts the files of one
    /// code from 1: each takes at most [`super::MOST_PEOPLE`] people.
    #[must_use]
    pub fn file_name(&self, part: usize) -> String {
        // The template for 文化活動 is at its second version; all others at the first.
        let version = if self.template == Template::Coe && self.kind == "J2" { "002" } else { "001" };
        let part = if part > 1 { format!("-{part}") } else { String::new() };
        format!("SA_03_{}_{}{part}_ver{version}.csv", self.template.file_number(), self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(procedure: &str, division: &str, status: &str, activity: Option<&str>) -> Result<String, NoCode> {
        Code::find(procedure, division, status, activity).map(|code| code.text())
    }

    #[test]
    fn a_code_is_found_by_division_status_and_main_activity() {
        let engineer = "engineer-specialist-in-humanities-international-services";
        assert_eq!(text("extension", "N", engineer, None).as_deref(), Ok("04N2"));
        assert_eq!(text("change", "N", "nursing-care", None).as_deref(), Ok("05N5"));
        assert_eq!(text("coe", "L", "intra-company-transferee", None).as_deref(), Ok("01L1"));
        let hsp = "highly-skilled-professional-1b";
        assert_eq!(text("extension", "M", hsp, None).as_deref(), Ok("04MB"));
        assert_eq!(text("extension", "N", hsp, None), Err(NoCode::WhichActivity));
        assert_eq!(text("extension", "N", hsp, Some(engineer)).as_deref(), Ok("04NE"));
        assert_eq!(text("change", "N", "designated-activities", Some("36")).as_deref(), Ok("05N1"));
        let second = "highly-skilled-professional-2";
        assert_eq!(text("change", "J", second, Some("highly-skilled-professional-1a/artist")).as_deref(), Ok("05JA"));
        assert_eq!(text("change", "J", second, Some("artist")), Err(NoCode::WhichActivity));
    }

    #[test]
    fn what_the_bulk_application_does_not_take_has_no_code() {
        assert_eq!(text("acquisition", "N", "researcher", None), Err(NoCode::NotTaken));
        assert_eq!(text("change", "Q", "trainee", None), Err(NoCode::NotTaken));
        assert_eq!(text("extension", "M", "highly-skilled-professional-2", None), Err(NoCode::NotTaken));
        assert_eq!(text("coe", "Q", "trainee", None).as_deref(), Ok("01Q1"));
    }

    #[test]
    fn only_the_coe_for_cultural_activities_is_at_version_two() {
        for template in Template::ALL {
            for code in Code::all(template) {
                let two = code.text() == "01J2";
                assert_eq!(code.file_name(1).ends_with("_ver002.csv"), two, "{}", code.text());
            }
        }
        let code = Code::find("extension", "N", "skilled-labor", None).unwrap();
        assert_eq!(code.file_name(2), "SA_03_003_04N3-2_ver001.csv");
    }
}
