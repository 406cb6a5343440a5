//! `forms diff`: what differs between two editions of a form, or between two folders of forms.

use super::super::context::Context;
use super::super::law::local;
use super::super::output;
use super::{is_whole, sources};
use crate::desk::{Class, Error, Result};
use crate::form::diff::{Diff, Place, diff};
use crate::form::{Catalog, Form};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

pub(super) fn run(context: &Context<'_>, old: &str, new: &str) -> Result<ExitCode> {
    let (old, new) = (forms(old)?, forms(new)?);
    let codes = |forms: &[Arc<Form>]| forms.iter().map(|form| form.pin.code.clone()).collect::<Vec<_>>();
    let only = |here: &[Arc<Form>], there: &[Arc<Form>]| {
        codes(here).into_iter().filter(|code| !codes(there).contains(code)).collect::<Vec<_>>()
    };
    let both = new.iter().filter_map(|form| Some((old.iter().find(|old| old.pin.code == form.pin.code)?, form)));
    let compared: Vec<(&Arc<Form>, &Arc<Form>, Diff)> =
        both.map(|(before, after)| (before, after, diff(before, after))).collect();
    if context.json() {
        let forms = compared.iter().map(|(before, after, diff)| {
            let mut found = document(diff);
            found["code"] = json!(after.pin.code);
            found["old"] = json!(before.pin);
            found["new"] = json!(after.pin);
            found
        });
        let forms: Vec<Value> = forms.collect();
        output::json(&json!({ "forms": forms, "only_old": only(&old, &new), "only_new": only(&new, &old) }));
        return Ok(ExitCode::SUCCESS);
    }
    for (code, id) in only(&old, &new).iter().map(|code| (code, "cli-diff-form-gone")) {
        output::line(&context.say(id, &[("code", code)]));
    }
    for (code, id) in only(&new, &old).iter().map(|code| (code, "cli-diff-form-new")) {
        output::line(&context.say(id, &[("code", code)]));
    }
    for (before, after, diff) in &compared {
        let args = [("code", &*after.pin.code), ("old", &*before.pin.edition), ("new", &*after.pin.edition)];
        output::line(&context.say("cli-diff-form", &args));
        tell(context, diff);
    }
    Ok(ExitCode::SUCCESS)
}

/// The forms of the program without newer files.
const BUILT_IN: &str = "built-in";

/// The forms of a folder or those built in, or the one that `CODE`, `CODE@EDITION` or `CODE@built-in` names among those in force.
fn forms(named: &str) -> Result<Vec<Arc<Form>>> {
    if named == BUILT_IN {
        return Ok(Catalog::embedded().forms());
    }
    let dir = Path::new(named);
    if dir.is_dir() {
        let files = [sources(dir)?, sources(&dir.join("lists"))?].concat();
        let bad = |flaws: Vec<crate::form::Flaw>| {
            let args = [("name", named), ("count", &*flaws.len().to_string())];
            Error::new(Class::Problems, "forms-flawed", &args)
        };
        let catalog = if is_whole(&files) {
            Catalog::read(&files)
        } else {
            Catalog::over(files, Date::MAX).map(|newer| newer.catalog)
        };
        return Ok(catalog.map_err(bad)?.forms());
    }
    let (code, edition) = named.split_once('@').map_or((named, None), |(code, edition)| (code, Some(edition)));
    let form = match edition {
        Some(BUILT_IN) => Catalog::embedded().edition(code, None),
        edition => Catalog::in_force().edition(code, edition),
    };
    Ok(vec![form.map_err(|_| Error::new(Class::Usage, "no-form-named", &[("name", named)]))?])
}

/// The differences as a document.
pub(in crate::cli) fn document(diff: &Diff) -> Value {
    let place = |place: &Place| json!({ "item": place.item, "no": place.no, "ja": place.ja, "en": place.en });
    let changed = diff.changed.iter().map(|(at, differences)| {
        let mut document = place(at);
        let one = |one: &crate::form::diff::Difference| json!({ "what": one.what, "old": one.old, "new": one.new });
        document["differences"] = differences.iter().map(one).collect();
        document
    });
    json!({
        "added": diff.added.iter().map(place).collect::<Vec<_>>(),
        "removed": diff.removed.iter().map(place).collect::<Vec<_>>(),
        "changed": changed.collect::<Vec<_>>(),
        "rules": diff.rules,
    })
}

/// The differences in lines: `+` new, `-` gone, `~` asked otherwise.
pub(in crate::cli) fn tell(context: &Context<'_>, diff: &Diff) {
    if diff.is_empty() {
        return output::line(&context.say("cli-diff-nothing", &[]));
    }
    let row = |sign: &str, at: &Place| {
        vec![sign.to_owned(), at.no.clone(), at.item.clone(), local(context.lang(), &at.ja, &at.en)]
    };
    let mut rows: Vec<Vec<String>> = diff.removed.iter().map(|at| row("-", at)).collect();
    rows.extend(diff.added.iter().map(|at| row("+", at)));
    for (at, differences) in &diff.changed {
        let words =
            |one: &crate::form::diff::Difference| format!("{}: {} → {}", one.what, plain(&one.old), plain(&one.new));
        let mut line = row("~", at);
        line.push(differences.iter().map(words).collect::<Vec<_>>().join("; "));
        rows.push(line);
    }
    output::columns(&rows);
    for rule in &diff.rules {
        output::line(&context.say("cli-diff-rule", &[("rule", rule)]));
    }
}

/// A value without the marks of JSON where it is a text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
