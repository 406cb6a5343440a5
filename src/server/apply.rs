//! `POST /v1/apply`: the form is kept, its files asked for, and once all are whole the receipt answered; every time the same.

use super::app::{App, Shared, key_of};
use super::body::FormBody;
use super::examine::examine;
use super::files::settle;
use super::ledger::{Application, Kept, KeptForm, Key, NewApplication, NewForm};
use super::problem::{INTERNAL, KEY_MISMATCH, KEY_REUSED, Problem};
use crate::case::Stage;
use crate::wire::{Applied, ProblemDocument, Receipt, ReceiptOffice, ReceivedFile, WantedFile};
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Submits a case (XML without attachments) under its key.
#[utoipa::path(
    post, path = "/v1/apply", tag = "apply",
    params(("idempotency-key" = String, Header, description = "`<case id>/<revision>`")),
    request_body(content = String, content_type = "application/xml"),
    responses(
        (status = 200, description = "the receipt, or the files still wanted", body = Applied),
        (status = 409, description = "the key was used for other content, or the case was received before", body = ProblemDocument),
        (status = 413, description = "larger than any case", body = ProblemDocument),
        (status = 422, description = "not a case, or its problems item by item", body = ProblemDocument),
    )
)]
pub async fn apply(State(app): State<Shared>, headers: HeaderMap, body: FormBody) -> Result<Json<Applied>, Problem> {
    let key = key_of(&headers)?;
    let xml = body.bytes()?;
    let (sha256, filed, kept, xml) = app
        .blocking(move |app| {
            Ok((hex_sha256(&xml), app.ledger.application_of_case(key.case)?, app.ledger.form(key)?, xml))
        })
        .await?;
    match (filed, kept) {
        (Some((_, application)), _) => received(key, &sha256, &application),
        (None, Some(kept)) => again(&app, key, &sha256, kept).await,
        (None, None) => first(&app, key, sha256, xml).await,
    }
    .map(Json)
}

/// A key that was there before: the same content goes on where it was, other content is refused.
async fn again(app: &Shared, key: Key, sha256: &str, kept: KeptForm) -> Result<Applied, Problem> {
    if kept.sha256 != sha256 {
        return Err(KEY_REUSED.into());
    }
    go_on(app, key, kept).await
}

/// A key seen for the first time: checked, kept, and if it names no file still wanted received at once.
async fn first(app: &Shared, key: Key, sha256: String, xml: Vec<u8>) -> Result<Applied, Problem> {
    let now = Timestamp::now();
    let (form, ready) = app.blocking(move |app| prepare(app, key, sha256, xml, now)).await?;
    let (sha256, kept) = match ready {
        Some(ready) => {
            let sha256 = form.sha256.clone();
            let (kept, application) = app.ledger.keep_and_receive(form, ready).await?;
            if let Some(application) = application {
                return received(key, &sha256, &application);
            }
            (sha256, kept)
        }
        None => (form.sha256.clone(), app.ledger.keep(form).await?),
    };
    match kept {
        // Another connection was faster with the same key.
        Kept::Before(kept) => again(app, key, &sha256, kept).await,
        Kept::Now(kept) => go_on(app, key, kept).await,
    }
}

fn prepare(
    app: &App,
    key: Key,
    sha256: String,
    xml: Vec<u8>,
    now: Timestamp,
) -> Result<(NewForm, Option<NewApplication>), Problem> {
    let examined = examine(app, &xml, app.today(now))?;
    if examined.key != key {
        return Err(KEY_MISMATCH.into());
    }
    let whole = app.ledger.whole_files(key.case)?;
    let form =
        NewForm { key, sha256, xml, code: examined.code, office: examined.office, files: examined.files, at: now };
    let ready = form.files.iter().all(|file| whole.contains(&file.sha256));
    let ready = ready.then(|| number(app, 0, key, &form.sha256, &form.code, &form.files, form.office.as_ref()));
    Ok((form, ready.transpose()?))
}

/// A kept form: the files still wanted, or the receipt.
async fn go_on(app: &Shared, key: Key, kept: KeptForm) -> Result<Applied, Problem> {
    for upload in app.blocking(move |app| Ok(app.ledger.unsettled(key.case)?)).await? {
        // Files wrong on arrival are simply wanted again.
        let _ = settle(app, upload).await;
    }
    let files = kept.files.clone();
    let wanted = app.blocking(move |app| wanted(app, key.case, &files)).await?;
    if !wanted.is_empty() {
        return Ok(Applied::FilesWanted { files: wanted });
    }
    let KeptForm { id, sha256, code, office, files } = kept;
    let kept_sha256 = sha256.clone();
    let new = app.blocking(move |app| number(app, id, key, &sha256, &code, &files, office.as_ref())).await?;
    received(key, &kept_sha256, &app.ledger.receive(new).await?)
}

/// Files that are not whole, each once, with where to go on.
fn wanted(app: &App, case: Uuid, files: &[ReceivedFile]) -> Result<Vec<WantedFile>, Problem> {
    let whole = app.ledger.whole_files(case)?;
    let mut wanted: Vec<WantedFile> = Vec::new();
    for file in files {
        if whole.contains(&file.sha256) || wanted.iter().any(|other| other.sha256 == file.sha256) {
            continue;
        }
        let now = Timestamp::now();
        let begun = app.ledger.uploads_of(case, &file.sha256)?.into_iter().find(|upload| upload.expires > now);
        wanted.push(WantedFile {
            sha256: file.sha256.clone(),
            offset: begun.as_ref().map_or(0, |upload| upload.received),
            upload: begun.map(|upload| super::files::path(&upload.token)),
        });
    }
    Ok(wanted)
}

/// Numbers and signs what is whole.
fn number(
    app: &App,
    form: i64,
    key: Key,
    sha256: &str,
    code: &str,
    files: &[ReceivedFile],
    office: Option<&ReceiptOffice>,
) -> Result<NewApplication, Problem> {
    let at = Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default();
    let (serial, number) = app.next_number(at);
    let receipt = Receipt {
        number: number.clone(),
        time: at,
        case: key.case,
        revision: key.revision,
        sha256: sha256.to_owned(),
        files: files.to_vec(),
        form: code.to_owned(),
        practice: app.practice,
        office: office.cloned(),
    };
    let receipt = serde_json::to_vec(&receipt).map_err(|_| Problem::from(INTERNAL))?;
    let signature = app.key.sign(&receipt, at).map_err(|_| Problem::from(INTERNAL))?;
    let application = Application { number, stage: Stage::Received, receipt, signature };
    Ok(NewApplication { form, serial, application, at })
}

/// The receipt of what was sent. A case is filed once: one that was received with other content, or in another revision, is not received again.
fn received(key: Key, sha256: &str, application: &Application) -> Result<Applied, Problem> {
    let signed = application.signed_receipt()?;
    if (signed.receipt.revision, signed.receipt.sha256.as_str()) != (key.revision, sha256) {
        return Err(Problem::filed_before(&application.number));
    }
    Ok(Applied::Received { receipt: Box::new(signed) })
}

fn hex_sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
