//! `case documents`: which documents a case asks for, and the questions they depend on.

use super::super::context::{Context, usage};
use super::super::law::{answer, both};
use super::super::output;
use crate::case::{CATEGORY, query};
use crate::desk::{Filling, Result};
use crate::law::{CompanyCategory, Document, Need, Query, Question, Rules, of_document};
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::process::ExitCode;

/// The list, and answers to its questions.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi case documents 01932c5a\n  \
                  madoguchi case documents 01932c5a --category 3 --answer dispatched=no --answer first-after-move=yes")]
pub struct Documents {
    /// Id of the case, or its first 8 characters
    id: String,
    /// Category of the organisation, 1 to 4; kept with the case
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    category: Option<u8>,
    /// Whether a condition applies, by the id of its question; kept with the case
    #[arg(long = "answer", value_name = "QUESTION=yes|no", value_parser = answer)]
    answers: Vec<(String, bool)>,
}

/// What is asked for as the case stands.
struct Wanted {
    categories: Vec<CompanyCategory>,
    questions: Vec<Question>,
    documents: Vec<Document>,
}

pub(in crate::cli) fn run(context: &Context<'_>, args: &Documents) -> Result<ExitCode> {
    let (mut desk, id) = context.with_case(&args.id)?;
    let mut filling = desk.open_to_fill(id)?;
    let facts = facts(context, args, &wanted(context, &filling))?;
    if !facts.is_empty() {
        desk.know(&mut filling, &facts)?;
    }
    let wanted = wanted(context, &filling);
    if context.json() {
        output::json(&document(&filling, &wanted));
    } else {
        tell(context, &filling, &wanted);
    }
    Ok(ExitCode::SUCCESS)
}

fn wanted(context: &Context<'_>, filling: &Filling) -> Wanted {
    let today = context.setup.today();
    let (rules, query) = (Rules::in_force(), query(&filling.case, &filling.form, today));
    Wanted {
        categories: rules.company_categories(&query.status, today),
        questions: questions(rules, &query, today),
        documents: rules.documents(&query, today),
    }
}

/// Questions on documents, then those on notices.
fn questions(rules: &Rules, query: &Query, today: Date) -> Vec<Question> {
    let notices = rules.notices(query, today).into_iter().map(|notice| notice.question);
    rules.questions(query, today).into_iter().chain(notices).collect()
}

/// The answers given, once every one of them answers something.
fn facts(context: &Context<'_>, args: &Documents, wanted: &Wanted) -> Result<Vec<(String, Option<String>)>> {
    if args.category.is_some() && wanted.categories.is_empty() {
        return Err(usage(&context.say("cli-no-category", &[])));
    }
    let unknown = args.answers.iter().find(|(id, _)| !wanted.questions.iter().any(|question| question.id == *id));
    if let Some((id, _)) = unknown {
        let choices: Vec<&str> = wanted.questions.iter().map(|question| question.id.as_str()).collect();
        return Err(usage(&context.say("cli-no-question", &[("id", id), ("choices", &choices.join(", "))])));
    }
    let counted = |id: &str| wanted.questions.iter().any(|question| question.id == id && question.counted.is_some());
    if let Some((id, _)) = args.answers.iter().find(|(id, _)| counted(id)) {
        return Err(usage(&context.say("cli-question-counted", &[("id", id)])));
    }
    let category = args.category.map(|no| (CATEGORY.to_owned(), Some(no.to_string())));
    let said = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let answers = args.answers.iter().map(|(id, yes)| (id.clone(), Some(said(*yes))));
    Ok(category.into_iter().chain(answers).collect())
}

fn document(filling: &Filling, wanted: &Wanted) -> Value {
    let attached = |id: &str| filling.case.attachments.iter().any(|file| file.kind == id);
    let documents = wanted.documents.iter().map(|document| {
        let mut value = of_document(document);
        value["attached"] = json!(attached(&document.id));
        value
    });
    let question = |question: &Question| {
        json!({
            "id": question.id,
            "ja": question.text.ja,
            "en": question.text.en,
            "answer": question.answer.map(|yes| if yes { "yes" } else { "no" }),
            "points": question.counted,
            "documents": question.documents,
            "checked": question.checked,
        })
    };
    json!({
        "id": filling.case.id,
        "category": filling.case.facts.get(CATEGORY),
        "questions": wanted.questions.iter().map(question).collect::<Vec<_>>(),
        "documents": documents.collect::<Vec<_>>(),
    })
}

fn tell(context: &Context<'_>, filling: &Filling, wanted: &Wanted) {
    if !wanted.categories.is_empty() {
        let category = filling.case.facts.get(CATEGORY);
        let known = category.map_or_else(|| context.say("cli-category-open", &[]), Clone::clone);
        output::line(&context.say("cli-category", &[("category", &known)]));
    }
    for question in &wanted.questions {
        let answer = match question.answer {
            Some(true) => "cli-question-yes",
            Some(false) => "cli-question-no",
            None => "cli-question-open",
        };
        let mut text = both(context.lang(), &format!("question-{}", question.id), &question.text);
        if let Some(points) = question.counted {
            text += &context.say("cli-question-points", &[("points", &points.to_string())]);
        }
        output::line(&context.say(answer, &[("id", &question.id), ("text", &text)]));
    }
    for document in wanted.documents.iter().filter(|document| document.need != Need::No) {
        paper(context, filling, document);
    }
}

fn paper(context: &Context<'_>, filling: &Filling, document: &Document) {
    let attached = filling.case.attachments.iter().any(|file| file.kind == document.id);
    let code = if attached { "cli-paper-attached".to_owned() } else { format!("cli-paper-{}", document.need.word()) };
    let name = both(context.lang(), &format!("document-{}", document.id), &document.name);
    let mark = if document.checked { String::new() } else { context.say("cli-not-checked", &[]) };
    output::line(&format!("{}{mark}", context.say(&code, &[("id", &document.id), ("name", &name)])));
    let proves = both(context.lang(), &format!("document-{}.proves", document.id), &document.proves);
    let age = document.max_age_months.to_string();
    let mut more = vec![context.say("cli-paper-proves", &[("what", &proves)])];
    more.push(context.say(&format!("cli-paper-form-{}", document.form.word()), &[]));
    if document.max_age_months > 0 {
        more.push(context.say("cli-paper-age", &[("months", &age)]));
    }
    if document.translation {
        more.push(context.say("cli-paper-translation", &[]));
    }
    output::line(&format!("      {}", more.join("  ")));
}
