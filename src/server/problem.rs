//! What the server refuses and why, as RFC 9457 problem documents in the caller's language.
//!
//! A handler answers a [`Problem`] without words; [`speak`] puts it into the language of `Accept-Language` on the way out, and
//! does the same for what the framework itself refuses.

use super::ledger;
use crate::case::{self, xml};
use crate::sign;
use crate::text::{Lang, say};
use crate::wire::{CaseProblem, ProblemDocument, Weighed};
use axum::Json;
use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// A kind of refusal: its HTTP status and stable code. The code names the messages `server-<code>` and `server-<code>-detail`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind(pub u16, pub &'static str);

pub const BAD_KEY: Kind = Kind(400, "bad-key");
pub const KEY_MISMATCH: Kind = Kind(400, "key-mismatch");
pub const KEY_REUSED: Kind = Kind(409, "key-reused");
pub const FILED_BEFORE: Kind = Kind(409, "filed-before");
pub const KEY_NEEDED: Kind = Kind(403, "key-needed");
pub const BAD_BODY: Kind = Kind(400, "bad-body");
pub const BAD_CASE: Kind = Kind(422, "bad-case");
pub const CASE_PROBLEMS: Kind = Kind(422, "case-problems");
pub const TOO_LARGE: Kind = Kind(413, "too-large");
pub const NOT_FOUND: Kind = Kind(404, "not-found");
pub const METHOD: Kind = Kind(405, "method");
pub const TIMEOUT: Kind = Kind(408, "timeout");
pub const STORAGE: Kind = Kind(503, "storage");
pub const FULL: Kind = Kind(507, "full");
pub const INTERNAL: Kind = Kind(500, "internal");
pub const TUS_VERSION: Kind = Kind(412, "tus-version");
pub const BAD_UPLOAD: Kind = Kind(400, "bad-upload");
pub const FORM_FIRST: Kind = Kind(409, "form-first");
pub const NOT_NAMED: Kind = Kind(422, "not-named");
pub const FILE_WHOLE: Kind = Kind(409, "file-whole");
pub const MANY_UPLOADS: Kind = Kind(429, "many-uploads");
pub const OFFSET: Kind = Kind(409, "offset");
pub const MEDIA: Kind = Kind(415, "media");
pub const GONE: Kind = Kind(410, "gone");
pub const CHECKSUM: Kind = Kind(460, "checksum");
pub const FILE_HASH: Kind = Kind(422, "file-hash");
pub const CHALLENGE_OVER: Kind = Kind(403, "challenge-over");
pub const CARD_BROKEN: Kind = Kind(403, "card-broken");
pub const CARD_REFUSED: Kind = Kind(403, "card-refused");

type Args = Vec<(String, String)>;

/// A refusal, not yet in words.
#[derive(Clone)]
pub struct Problem {
    kind: Kind,
    /// Message of the detail and its arguments.
    detail: (String, Args),
    items: Vec<ItemProblem>,
    verdict: Option<Box<Weighed>>,
}

/// A problem of one item, not yet in words.
#[derive(Clone)]
struct ItemProblem {
    item: String,
    no: String,
    row: Option<usize>,
    code: String,
    message: (String, Args),
    fix: (String, Args),
}

impl From<Kind> for Problem {
    fn from(kind: Kind) -> Problem {
        Problem { kind, detail: (format!("server-{}-detail", kind.1), Vec::new()), items: Vec::new(), verdict: None }
    }
}

impl From<ledger::Error> for Problem {
    fn from(error: ledger::Error) -> Problem {
        tracing::error!(%error, "ledger");
        if matches!(error, ledger::Error::Full) { FULL.into() } else { STORAGE.into() }
    }
}

impl From<&xml::Refused> for Problem {
    fn from(refused: &xml::Refused) -> Problem {
        let args = vec![("line".into(), refused.line.to_string()), ("why".into(), refused.reason.clone())];
        Problem { detail: (format!("refused-{}", refused.code), args), ..Problem::from(BAD_CASE) }
    }
}

impl Problem {
    /// The case has problems; add them one by one.
    #[must_use]
    pub fn of_case() -> Problem {
        CASE_PROBLEMS.into()
    }

    /// The case was received before, as the application of this number.
    #[must_use]
    pub fn filed_before(number: &str) -> Problem {
        let args = vec![("number".into(), number.to_owned())];
        Problem { detail: ("server-filed-before-detail".into(), args), ..Problem::from(FILED_BEFORE) }
    }

    /// A card's answer to a challenge does not hold, or its certificate does not count.
    #[must_use]
    pub fn of_card(why: &sign::Error) -> Problem {
        match why {
            sign::Error::Certificate(flaw) => {
                let detail = (format!("server-signature-{}", flaw.code()), Vec::new());
                Problem { detail, ..Problem::from(CARD_REFUSED) }
            }
            _ => CARD_BROKEN.into(),
        }
    }

    /// What the law says of the case, told with its problems.
    #[must_use]
    pub fn weighed(self, verdict: Weighed) -> Problem {
        Problem { verdict: Some(Box::new(verdict)), ..self }
    }

    #[must_use]
    pub fn has_items(&self) -> bool {
        !self.items.is_empty()
    }

    /// A problem the check found.
    pub fn add_found(&mut self, problem: &case::Problem) {
        let item = match &problem.path.cell {
            None => problem.path.item.clone(),
            Some((_, column)) => format!("{}.{column}", problem.path.item),
        };
        let row = problem.path.cell.as_ref().map(|(row, _)| *row);
        self.add_fault(item, problem.no.clone(), row, &problem.fault);
    }

    /// Something in the document that was understood only in part.
    pub fn add_note(&mut self, note: &xml::Note) {
        self.add_fault(note.item.clone(), String::new(), None, &note.fault);
    }

    /// The law does not let it be filed here today. `code` names the sentence `law-<code>`.
    pub fn add_law(&mut self, item: &str, no: String, code: &str, args: &[(String, String)]) {
        self.items.push(ItemProblem {
            item: item.to_owned(),
            no,
            row: None,
            code: format!("law-{code}"),
            message: (format!("law-{code}"), args.to_vec()),
            fix: ("server-fix-law".into(), Vec::new()),
        });
    }

    /// The declarations were not made.
    pub fn add_undeclared(&mut self) {
        let say = |id: &str| (id.to_owned(), Vec::new());
        self.items.push(ItemProblem {
            item: "declaration".into(),
            no: String::new(),
            row: None,
            code: "not-declared".into(),
            message: say("server-not-declared"),
            fix: say("server-fix-not-declared"),
        });
    }

    /// The signature does not hold, or its certificate does not count.
    pub fn add_signature(&mut self, why: &sign::Error) {
        let code = match why {
            sign::Error::Certificate(flaw) => flaw.code(),
            sign::Error::Broken | sign::Error::OtherSigner => "broken",
            sign::Error::Malformed(_) | sign::Error::Key(_) => "malformed",
        };
        self.items.push(ItemProblem {
            item: "signature".into(),
            no: String::new(),
            row: None,
            code: format!("signature-{code}"),
            message: (format!("server-signature-{code}"), Vec::new()),
            fix: (format!("server-fix-signature-{code}"), Vec::new()),
        });
    }

    fn add_fault(&mut self, item: String, no: String, row: Option<usize>, fault: &crate::form::kind::Fault) {
        let args: Args = fault.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let message = (format!("problem-{}", fault.code), args.clone());
        let fix = (format!("fix-{}", fault.code), args);
        self.items.push(ItemProblem { item, no, row, code: fault.code.to_owned(), message, fix });
    }

    fn document(&self, lang: Lang) -> ProblemDocument {
        let Kind(status, code) = self.kind;
        ProblemDocument {
            kind: format!("urn:madoguchi:problem:{code}"),
            title: say(lang, &format!("server-{code}"), &[]),
            status,
            detail: in_words(lang, &self.detail),
            code: code.to_owned(),
            problems: self.items.iter().map(|item| item.told(lang)).collect(),
            verdict: self.verdict.as_deref().cloned(),
        }
    }
}

impl ItemProblem {
    fn told(&self, lang: Lang) -> CaseProblem {
        CaseProblem {
            item: self.item.clone(),
            no: self.no.clone(),
            row: self.row,
            code: self.code.clone(),
            message: in_words(lang, &self.message),
            fix: in_words(lang, &self.fix),
        }
    }
}

fn in_words(lang: Lang, (id, args): &(String, Args)) -> String {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    say(lang, id, &args)
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind.0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts every refusal into words, as `application/problem+json`.
pub async fn speak(request: Request, next: Next) -> Response {
    let lang = asked(request.headers());
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>().or_else(|| of_framework(response.status()));
    let Some(problem) = problem else { return response };
    let (mut parts, _) = response.into_parts();
    let (_, body) = Json(problem.document(lang)).into_response().into_parts();
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    Response::from_parts(parts, body)
}

/// What the framework refused before a handler saw it.
fn of_framework(status: StatusCode) -> Option<Problem> {
    let kind = match status.as_u16() {
        404 => NOT_FOUND,
        405 => METHOD,
        408 => TIMEOUT,
        413 => TOO_LARGE,
        400..500 => BAD_BODY,
        500.. => INTERNAL,
        _ => return None,
    };
    Some(kind.into())
}

/// The language a caller asks for (RFC 9110 §12.5.4); Japanese where none fits.
#[must_use]
pub fn asked(headers: &HeaderMap) -> Lang {
    let listed = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut ranges: Vec<(f32, &str)> = listed.split(',').filter_map(range).collect();
    ranges.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranges.into_iter().find_map(|(_, tag)| Lang::find(tag)).unwrap_or(Lang::JA)
}

fn range(text: &str) -> Option<(f32, &str)> {
    let (tag, parameters) = text.split_once(';').unwrap_or((text, ""));
    let quality = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok())?;
    (quality > 0.0).then_some((quality, tag.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Kind; 28] = [
        BAD_KEY,
        KEY_MISMATCH,
        KEY_REUSED,
        KEY_NEEDED,
        BAD_BODY,
        BAD_CASE,
        CASE_PROBLEMS,
        TOO_LARGE,
        NOT_FOUND,
        METHOD,
        TIMEOUT,
        STORAGE,
        FULL,
        INTERNAL,
        TUS_VERSION,
        BAD_UPLOAD,
        FORM_FIRST,
        NOT_NAMED,
        FILE_WHOLE,
        MANY_UPLOADS,
        OFFSET,
        MEDIA,
        GONE,
        CHECKSUM,
        FILE_HASH,
        CHALLENGE_OVER,
        CARD_BROKEN,
        CARD_REFUSED,
    ];

    fn asked_by(value: &'static str) -> &'static str {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(value));
        asked(&headers).tag()
    }

    #[test]
    fn the_best_liked_known_language_is_spoken() {
        assert_eq!(asked_by("en"), "en");
        assert_eq!(asked_by("fr, vi;q=0.5, en;q=0.8"), "en");
        assert_eq!(asked_by("vi-VN,en;q=0.8"), "vi");
        assert_eq!(asked_by("en;q=0, fr"), "ja");
        assert_eq!(asked_by("??;q=x"), "ja");
        assert_eq!(asked(&HeaderMap::new()).tag(), "ja");
    }

    #[test]
    fn every_kind_has_words_in_every_language() {
        for kind in ALL {
            for lang in Lang::all() {
                let document = Problem::from(kind).document(*lang);
                assert!(!document.title.starts_with("server-"), "{kind:?} {lang:?}");
                assert!(!document.detail.starts_with("server-"), "{kind:?} {lang:?}");
            }
        }
    }
}
