//! A verdict in lines: each reason with where it comes from, the ways that remain, how many documents.

use crate::desk::row_words;
use crate::form::Bilingual;
use crate::law::{Need, Office, Reason, Verdict, Way};
use crate::text::{Lang, say};
use crate::tui::app::App;
use crate::tui::theme::mark;

/// A line: mark, text.
type Line = (&'static str, String);

/// A reason in the words of the staff; what speaks against filing online now is told with its source.
pub(super) fn told(app: &App, reason: &Reason) -> Vec<Line> {
    let args: Vec<(&str, &str)> = reason.args.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let sentence = app.say(&format!("law-{}", reason.code), &args);
    let mut lines = vec![(weight(&reason.code), marked(app, sentence, reason.checked))];
    if is_against(&reason.code) && !reason.source.is_empty() {
        lines.push((" ", format!("[{}]", reason.source)));
    }
    lines
}

/// What remains, and where: office, address, hours, phone.
pub(super) fn remaining(app: &App, way: &Way) -> Vec<Line> {
    let sentence = marked(app, app.say(&format!("law-{}", way.code), &[]), way.checked);
    let place = way.office.as_ref().map(|office| (" ", place(app, office)));
    std::iter::once((mark::HERE, sentence)).chain(place).collect()
}

/// How many documents are needed, and how many may be.
pub(super) fn papers(app: &App, verdict: &Verdict) -> Option<Line> {
    let count = |need: Need| verdict.documents.iter().filter(|document| document.need == need).count().to_string();
    let args = [("needed", &*count(Need::Yes)), ("maybe", &*count(Need::Open))];
    (!verdict.documents.is_empty()).then(|| (" ", app.say("ui-verdict-documents", &args)))
}

fn place(app: &App, office: &Office) -> String {
    let said = |id: &str, said: &Bilingual| {
        if app.lang == Lang::JA { said.ja.clone() } else { format!("{} ({})", row_words(app.lang, id, said), said.ja) }
    };
    let hours = office.hours.as_ref().map(|hours| said("counter-hours", hours));
    let phone = marked(app, office.phone.clone(), office.phone_checked);
    let parts = [said(&format!("contact-{}", office.slug), &office.name), office.address.clone(), phone];
    parts.into_iter().chain(hours).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}

fn marked(app: &App, text: String, checked: bool) -> String {
    if checked { text } else { format!("{text} {}", app.say("ui-unchecked-rule", &[])) }
}

/// Reasons that speak against filing online now.
fn is_against(code: &str) -> bool {
    let answers = [
        "not-yet",
        "counter-only",
        "too-late",
        "closing-day",
        "not-alone",
        "together-not",
        "readings",
        "certificate-ended",
    ];
    let begins = ["no-", "notice-", "scope-", "who-", "from-", "activity-", "event-"];
    let for_it = ["scope-yes", "who-yes", "activity-all", "activity-organisation", "event-last", "event-stay"];
    let open = ["no-expiry", "no-event", "no-fee", "no-office"];
    answers.contains(&code)
        || (begins.iter().any(|begin| code.starts_with(begin)) && !for_it.contains(&code) && !open.contains(&code))
}

fn weight(code: &str) -> &'static str {
    match code {
        code if is_against(code) => mark::PROBLEM,
        "opens"
        | "opens-short"
        | "any"
        | "scope-yes"
        | "who-yes"
        | "online-last"
        | "counter-last"
        | "activity-all"
        | "activity-organisation"
        | "event-last"
        | "valid-until"
        | "valid-any" => mark::ANSWERED,
        _ => " ",
    }
}

/// A message in Japanese, and in the words beside them.
pub(super) fn both(id: &str, app: &App) -> (String, String) {
    (say(Lang::JA, id, &[]), say(beside(app), id, &[]))
}

/// The words of a row of the rules in Japanese, and beside them.
pub(super) fn both_words(id: &str, said: Bilingual, app: &App) -> (String, String) {
    let own = row_words(beside(app), id, &said);
    (said.ja, own)
}

/// What is said beside Japanese: in the words of the staff or, where those are Japanese, of the client.
fn beside(app: &App) -> Lang {
    if app.lang == Lang::JA { app.client } else { app.lang }
}
