//! The documents of an application, the questions and categories they depend on, and what can be attached.

use super::body::{LimitRule, Paper, PaperForm, Question as Asked, Required, names};
use super::row::Row;
use super::{Query, Rules, calendar};
use crate::form::Bilingual;
use jiff::civil::Date;

/// Is a document asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Yes,
    /// It depends on a question that is not answered, on the category or on the age.
    Open,
    /// Its question was answered so that it is not.
    No,
    /// At the counter only.
    Counter,
}

impl Need {
    /// Word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Need::Yes => "yes",
            Need::Open => "open",
            Need::No => "no",
            Need::Counter => "counter",
        }
    }
}

/// A document of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: String,
    pub name: Bilingual,
    pub need: Need,
    /// Id of the question it depends on.
    pub asked: Option<String>,
    /// The condition in words, whole: with the categories where they decide.
    pub when: Option<Bilingual>,
    /// The category decides, and is not known.
    pub by_category: bool,
    /// Asked for when its question is answered *no*.
    pub unless: bool,
    /// Years of age from which it is asked for.
    pub from_age: Option<i16>,
    /// What it proves.
    pub proves: Bilingual,
    /// Company categories it is asked of; empty: all.
    pub categories: Vec<u8>,
    /// Age of the certificate in months at most; 0: no limit.
    pub max_age_months: u32,
    /// A translation goes with it when it is in a foreign language.
    pub translation: bool,
    /// Original, copy, or shown only.
    pub form: PaperForm,
    /// Who gives it: `applicant`, `organisation`, `municipality`, …
    pub by: String,
    pub source: String,
    pub checked: bool,
}

impl Document {
    /// It has to be attached.
    #[must_use]
    pub fn needed(&self) -> bool {
        self.need == Need::Yes
    }
}

/// A condition in words, asked as a question; the answer decides over documents, or over a notice that comes first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub id: String,
    /// What may apply.
    pub text: Bilingual,
    /// Ids of the documents that depend on it; empty for one that asks whether a notice was given.
    pub documents: Vec<String>,
    pub answer: Option<bool>,
    /// Points of the points sheet that are the answer; `None` where it is answered by hand.
    pub counted: Option<u32>,
    pub checked: bool,
}

/// A company category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyCategory {
    pub no: u8,
    pub name: Bilingual,
    /// Who belongs to it.
    pub members: Vec<Bilingual>,
}

/// What the online system takes on a day. 0 where no row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Number of files, and bytes of all files with the photo.
    pub files: usize,
    pub total_bytes: u64,
    /// Bytes of the photo, a JPEG.
    pub photo_bytes: u64,
    /// Age in years from which a photo is asked.
    pub photo_from_age: i16,
    /// The photo was taken within this many months.
    pub photo_months: u32,
    /// Every one of these numbers was read in a source.
    pub checked: bool,
}

impl Limits {
    /// A photo is asked of someone born then.
    #[must_use]
    pub fn photo_needed(&self, born: Date, today: Date) -> bool {
        calendar::age(born, today) >= self.photo_from_age
    }
}

impl Rules {
    /// File limits of a day.
    #[must_use]
    pub fn limits(&self, today: Date) -> Limits {
        let mut limits = Limits { checked: true, ..Limits::default() };
        for row in self.limits.iter().filter(|row| row.on(today)) {
            limits.checked &= row.checked;
            match row.body.rule {
                LimitRule::Files => {
                    limits.files = row.body.files.unwrap_or(0);
                    limits.total_bytes = row.body.total_bytes.unwrap_or(0);
                }
                LimitRule::PhotoFile => limits.photo_bytes = row.body.photo_bytes.unwrap_or(0),
                LimitRule::PhotoAge => limits.photo_from_age = row.body.from_age.unwrap_or(0),
                LimitRule::PhotoTaken => limits.photo_months = row.body.months.unwrap_or(0),
            }
        }
        limits
    }

    /// The documents of an application: procedure, status, category, age and answers of the query decide. Without a category,
    /// those that depend on it are open. After its own come those of what is filed together with it, each document once.
    #[must_use]
    pub fn documents(&self, query: &Query, today: Date) -> Vec<Document> {
        let look = Look { rules: self, query, today };
        let mut documents: Vec<Document> = look.rows().filter_map(|row| look.document(row)).collect();
        for procedure in &query.together {
            let joined = Query { procedure: procedure.clone(), together: Vec::new(), ..query.clone() };
            let beside = self.documents(&joined, today).into_iter();
            let fresh: Vec<Document> = beside.filter(|one| documents.iter().all(|known| known.id != one.id)).collect();
            documents.extend(fresh);
        }
        documents
    }

    /// The questions the documents of an application depend on, each once, in the order of the documents.
    #[must_use]
    pub fn questions(&self, query: &Query, today: Date) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        for document in self.documents(query, today) {
            let Some(id) = &document.asked else { continue };
            if let Some(known) = questions.iter_mut().find(|known| known.id == *id) {
                known.documents.push(document.id);
            } else if let Some(question) = self.asked(id, query, today) {
                questions.push(Question { documents: vec![document.id], ..question });
            }
        }
        questions
    }

    /// The categories an organisation can be of, for a status (name or slug); empty where documents do not depend on it.
    #[must_use]
    pub fn company_categories(&self, status: &str, today: Date) -> Vec<CompanyCategory> {
        let Some(status) = self.status(status, today) else { return Vec::new() };
        let rows = self.categories.iter().filter(|row| row.on(today) && names(&row.body.statuses, &status.id));
        let category = |row: &Row<super::body::Category>| CompanyCategory {
            no: row.body.no,
            name: Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() },
            members: row.body.members.clone(),
        };
        rows.map(category).collect()
    }

    /// A question, as answered.
    pub(super) fn asked(&self, id: &str, query: &Query, today: Date) -> Option<Question> {
        let row = self.question(id, today)?;
        Some(Question {
            id: id.to_owned(),
            text: Bilingual { ja: row.body.ja.clone(), en: row.body.en.clone() },
            documents: Vec::new(),
            answer: self.answer(id, query, today),
            counted: self.counted(id, query, today),
            checked: row.checked,
        })
    }

    /// Whether what a question says applies: as the points sheet has it, where that is answered, else as answered by hand.
    fn answer(&self, id: &str, query: &Query, today: Date) -> Option<bool> {
        let counted = self.counted(id, query, today).map(|points| points > 0);
        counted.or_else(|| query.answers.get(id).copied())
    }

    /// The points that answer a question: of its items on the points sheet, once one counts or all are answered.
    fn counted(&self, id: &str, query: &Query, today: Date) -> Option<u32> {
        let items = self.question(id, today)?.body.counted.iter();
        let asked: Vec<Option<u32>> = items.filter_map(|item| query.points.get(item).copied()).collect();
        let sum = asked.iter().flatten().sum();
        (sum > 0 || !asked.is_empty() && asked.iter().all(Option::is_some)).then_some(sum)
    }

    fn question(&self, id: &str, today: Date) -> Option<&Row<Asked>> {
        let places = self.questions_by.get(id)?;
        places.iter().filter_map(|place| self.questions.get(*place)).find(|row| row.on(today))
    }
}

struct Look<'a, 'q> {
    rules: &'a Rules,
    query: &'q Query,
    today: Date,
}

impl<'a> Look<'a, '_> {
    /// Rows of the procedure and status, of the category where it is known.
    fn rows(&self) -> impl Iterator<Item = &'a Row<Paper>> {
        let status = self.rules.status(&self.query.status, self.today).map(|row| row.id.as_str());
        let places = self.rules.papers_of.get(&self.query.procedure).map(Vec::as_slice).unwrap_or_default();
        let (category, today) = (self.query.category, self.today);
        let rules = self.rules;
        places.iter().filter_map(|place| rules.papers.get(*place)).filter(move |row| {
            let paper = &row.body;
            let of_status = status.is_some_and(|slug| names(&paper.statuses, slug) || names(&paper.statuses, "*"));
            of_status
                && row.on(today)
                && category.is_none_or(|category| paper.categories.is_empty() || paper.categories.contains(&category))
        })
    }

    /// The document as asked of this person; `None` when the age says that it is not.
    fn document(&self, row: &Row<Paper>) -> Option<Document> {
        let paper = &row.body;
        let age = self.query.born.map(|born| calendar::age(born, self.today));
        let old_enough = paper.from_age.and_then(|from| Some(age? >= from));
        if old_enough == Some(false) {
            return None;
        }
        let by_category = self.query.category.is_none() && !paper.categories.is_empty();
        let asked = paper.asked.as_ref().or(paper.unless.as_ref()).map(|id| id.get_ref().clone());
        let need = match self.asked_for(paper, old_enough == Some(true)) {
            Need::Yes if by_category => Need::Open,
            need => need,
        };
        let when = self.when(paper, asked.as_deref()).filter(|_| old_enough != Some(true));
        Some(Document {
            id: row.id.clone(),
            name: Bilingual { ja: paper.ja.clone(), en: paper.en.clone() },
            need,
            asked,
            by_category,
            unless: paper.asked.is_none() && paper.unless.is_some(),
            from_age: paper.from_age,
            when: if by_category { Some(of_category(&paper.categories, when)) } else { when },
            proves: paper.proves.clone(),
            categories: paper.categories.clone(),
            max_age_months: paper.max_age_months,
            translation: paper.translation,
            form: paper.form,
            by: paper.by.clone(),
            source: row.cited(),
            checked: row.checked,
        })
    }

    fn asked_for(&self, paper: &Paper, by_age: bool) -> Need {
        let answer = |id: &toml::Spanned<String>| self.rules.answer(id.get_ref(), self.query, self.today);
        let applies = match (&paper.asked, &paper.unless) {
            (Some(id), _) => answer(id),
            (None, Some(id)) => answer(id).map(|yes| !yes),
            (None, None) => by_age.then_some(true),
        };
        match (paper.required, applies) {
            (Required::Counter, _) => Need::Counter,
            (Required::Always, _) | (Required::If, Some(true)) => Need::Yes,
            (Required::If, Some(false)) => Need::No,
            (Required::If, None) => Need::Open,
        }
    }

    /// The condition in words: of the row, or of its question.
    fn when(&self, paper: &Paper, asked: Option<&str>) -> Option<Bilingual> {
        let question = asked.and_then(|id| self.rules.question(id, self.today)).map(|row| &row.body);
        match question {
            None => paper.when.clone(),
            Some(asked) if paper.unless.is_some() => Some(Bilingual {
                ja: format!("次に当てはまらないとき: {}", asked.ja),
                en: format!("Unless this applies: {}", asked.en),
            }),
            Some(asked) => Some(Bilingual { ja: asked.ja.clone(), en: asked.en.clone() }),
        }
    }
}

/// The condition in words, with the categories it is asked of.
fn of_category(categories: &[u8], when: Option<Bilingual>) -> Bilingual {
    let numbers = |mark: &str| categories.iter().map(ToString::to_string).collect::<Vec<_>>().join(mark);
    let (ja, en) =
        (format!("カテゴリー{}の機関", numbers("・")), format!("Organisations of category {}", numbers(", ")));
    match when {
        None => Bilingual { ja, en },
        Some(when) => Bilingual { ja: format!("{ja}: {}", when.ja), en: format!("{en}: {}", when.en) },
    }
}
