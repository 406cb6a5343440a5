//! One file by tus 1.0.0, from where the server stands to its end.

use super::piece::PieceSize;
use super::{Client, Error, Job, JobFile, Outbox, answer};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use reqwest::{Method, Response, StatusCode};
use std::time::Instant;

const RESUMABLE: (&str, &str) = ("tus-resumable", "1.0.0");
const OFFSET: &str = "upload-offset";
const PIECE: &str = "application/offset+octet-stream";

/// A file on its way.
pub(super) struct Upload<'a> {
    pub client: &'a Client,
    pub job: &'a Job,
    pub file: &'a JobFile,
    /// Where it lives on the server, once begun.
    pub place: Option<String>,
    /// Bytes the server has confirmed.
    pub offset: u64,
    pub size: PieceSize,
}

/// Why a piece was not taken.
enum Stopped {
    /// The server stands elsewhere in the file.
    Elsewhere,
    /// The server does not know the upload (any more), or has the file already: only the form's answer tells.
    AskAgain,
    Failed(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Stopped {
        Stopped::Failed(error)
    }
}

impl Upload<'_> {
    /// Sends to the end of the file, or to where only the answer to the form tells how to go on.
    ///
    /// # Errors
    /// [`Error`]; `place` and `offset` say how far it came.
    pub(super) async fn run(&mut self, outbox: &mut dyn Outbox) -> Result<(), Error> {
        while self.place.is_none() || self.offset < self.file.size {
            let begun = Instant::now();
            match self.piece(outbox).await {
                Ok(()) => self.size.took(begun.elapsed()),
                Err(Stopped::Elsewhere) => self.ask().await?,
                Err(Stopped::AskAgain) => return Ok(()),
                Err(Stopped::Failed(error)) => return Err(error),
            }
        }
        Ok(())
    }

    async fn piece(&mut self, outbox: &mut dyn Outbox) -> Result<(), Stopped> {
        let length = self.size.bytes().min(self.file.size - self.offset);
        let bytes = outbox.read(&self.file.sha256, self.offset, length).map_err(Error::Local)?;
        if bytes.len() as u64 != length {
            return Err(Error::Local("a file is shorter than it was".into()).into());
        }
        let response = match self.place.clone() {
            None => self.begin(bytes).await?,
            Some(place) => self.go_on(&place, bytes).await?,
        };
        let offset = offset(&response)?.min(self.file.size);
        self.offset = offset;
        let place = self.place.as_deref().unwrap_or_default();
        outbox.confirmed(&self.file.sha256, offset, place).map_err(|e| Error::Local(e).into())
    }

    /// Creation with the first piece.
    async fn begin(&mut self, bytes: Vec<u8>) -> Result<Response, Stopped> {
        let url = self.client.at("/v1/files")?;
        let request = self
            .client
            .request(Method::POST, url, bytes.len())
            .header(RESUMABLE.0, RESUMABLE.1)
            .header("upload-length", self.file.size)
            .header("upload-metadata", metadata(self.job, self.file))
            .header(CONTENT_TYPE, PIECE);
        let response = taken(request.body(bytes).send().await).await?;
        let place = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        let place = place.ok_or_else(|| Error::Server("an upload without a place".into()))?;
        // Only the path is kept: the same server may be reached under another name or port next time.
        self.place = Some(self.client.at(place)?.path().to_owned());
        Ok(response)
    }

    async fn go_on(&self, place: &str, bytes: Vec<u8>) -> Result<Response, Stopped> {
        let url = self.client.at(place)?;
        let request = self
            .client
            .request(Method::PATCH, url, bytes.len())
            .header(RESUMABLE.0, RESUMABLE.1)
            .header(OFFSET, self.offset)
            .header(CONTENT_TYPE, PIECE);
        taken(request.body(bytes).send().await).await
    }

    /// Asks how far the server is. An upload that is gone is begun again.
    ///
    /// # Errors
    /// [`Error`]
    pub(super) async fn ask(&mut self) -> Result<(), Error> {
        let Some(place) = self.place.clone() else { return Ok(()) };
        let request = self.client.request(Method::HEAD, self.client.at(&place)?, 0).header(RESUMABLE.0, RESUMABLE.1);
        match request.send().await {
            Ok(response) if matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::GONE) => {
                (self.place, self.offset) = (None, 0);
                Ok(())
            }
            sent => {
                self.offset = offset(&answer::success(sent).await?)?.min(self.file.size);
                Ok(())
            }
        }
    }
}

/// Sorts what was not taken.
async fn taken(sent: answer::Sent) -> Result<Response, Stopped> {
    match answer::success(sent).await {
        Ok(response) => Ok(response),
        Err(Error::Refused(document)) => Err(match document.code.as_str() {
            "offset" => Stopped::Elsewhere,
            "not-found" | "gone" | "file-whole" | "form-first" | "many-uploads" => Stopped::AskAgain,
            _ => Stopped::Failed(Error::Refused(document)),
        }),
        Err(error) => Err(Stopped::Failed(error)),
    }
}

fn offset(response: &Response) -> Result<u64, Error> {
    let value = response.headers().get(OFFSET).and_then(|value| value.to_str().ok()?.parse().ok());
    value.ok_or_else(|| Error::Server("an upload without an offset".into()))
}

fn metadata(job: &Job, file: &JobFile) -> String {
    let pair = |name: &str, value: &str| format!("{name} {}", STANDARD.encode(value));
    [
        pair("case", &job.case.to_string()),
        pair("revision", &job.revision.to_string()),
        pair("sha256", &file.sha256),
        pair("name", &file.name),
    ]
    .join(",")
}
