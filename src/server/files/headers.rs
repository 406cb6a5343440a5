//! The headers of tus: read strictly, written in one place.

use crate::server::app::read_key;
use crate::server::ledger::Key;
use crate::server::problem::{BAD_UPLOAD, MEDIA, OFFSET, Problem, TUS_VERSION};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use sha1::Sha1;
use sha2::{Digest, Sha256};

pub const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
pub const VERSION: HeaderName = HeaderName::from_static("tus-version");
pub const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
pub const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
pub const ALGORITHMS: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
pub const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
pub const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
pub const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
pub const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
pub const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
pub const METHOD_OVERRIDE: HeaderName = HeaderName::from_static("x-http-method-override");

/// The one version spoken.
pub const TUS: HeaderValue = HeaderValue::from_static("1.0.0");
/// Media type of a piece of a file.
const PIECE: &str = "application/offset+octet-stream";

/// Every request names the version, and so does every answer (tus 1.0.0, *Tus-Resumable*).
pub async fn versioned(request: Request, next: Next) -> Response {
    let spoken = request.method() == Method::OPTIONS || request.headers().get(RESUMABLE) == Some(&TUS);
    let mut response = if spoken { next.run(request).await } else { Problem::from(TUS_VERSION).into_response() };
    response.headers_mut().insert(RESUMABLE, TUS);
    if !spoken {
        response.headers_mut().insert(VERSION, TUS);
    }
    response
}

/// A header that is a non-negative number.
///
/// # Errors
/// [`BAD_UPLOAD`] when it is missing or none.
pub fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Problem> {
    let text = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| BAD_UPLOAD.into())
}

/// The body is a piece of a file.
#[must_use]
pub fn is_piece(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes() == PIECE.as_bytes())
}

/// The body must be a piece of a file.
///
/// # Errors
/// [`MEDIA`]
pub fn must_be_piece(headers: &HeaderMap) -> Result<(), Problem> {
    if is_piece(headers) { Ok(()) } else { Err(MEDIA.into()) }
}

/// The offset the client goes on from must be the one the server has.
///
/// # Errors
/// [`BAD_UPLOAD`], [`OFFSET`]
pub fn must_be_at(headers: &HeaderMap, offset: u64) -> Result<(), Problem> {
    if number(headers, &UPLOAD_OFFSET)? == offset { Ok(()) } else { Err(OFFSET.into()) }
}

/// What `Upload-Metadata` says of a file: pairs of a name and base64, separated by commas.
#[derive(Debug, PartialEq, Eq)]
pub struct Metadata {
    pub key: Key,
    /// SHA-256 (hex, lower case) of the whole file.
    pub sha256: String,
    /// As given, to be told again.
    pub text: String,
}

/// Reads `Upload-Metadata`; `case`, `revision` and `sha256` are needed.
///
/// # Errors
/// [`BAD_UPLOAD`]
pub fn metadata(headers: &HeaderMap) -> Result<Metadata, Problem> {
    let text = headers.get(UPLOAD_METADATA).and_then(|value| value.to_str().ok()).unwrap_or_default();
    read_metadata(text).ok_or_else(|| BAD_UPLOAD.into())
}

fn read_metadata(text: &str) -> Option<Metadata> {
    let value = |wanted: &str| {
        let mut pairs = text.split(',').filter_map(|pair| pair.trim().split_once(' '));
        let (_, value) = pairs.find(|(name, _)| *name == wanted)?;
        String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()
    };
    let sha256 = value("sha256").filter(|hex| hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some(Metadata {
        key: read_key(&format!("{}/{}", value("case")?, value("revision")?))?,
        sha256: sha256.to_ascii_lowercase(),
        text: text.to_owned(),
    })
}

/// A checksum of one piece.
pub enum Checksum {
    Sha1(Vec<u8>),
    Sha256(Vec<u8>),
}

/// Reads `Upload-Checksum`: algorithm and base64.
///
/// # Errors
/// [`BAD_UPLOAD`] for an algorithm that is not spoken (400 in tus).
pub fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, Problem> {
    let Some(value) = headers.get(UPLOAD_CHECKSUM) else { return Ok(None) };
    let bad = || Problem::from(BAD_UPLOAD);
    let (algorithm, digest) = value.to_str().ok().and_then(|text| text.split_once(' ')).ok_or_else(bad)?;
    let digest = STANDARD.decode(digest.trim()).map_err(|_| bad())?;
    match algorithm {
        "sha1" => Ok(Some(Checksum::Sha1(digest))),
        "sha256" => Ok(Some(Checksum::Sha256(digest))),
        _ => Err(bad()),
    }
}

impl Checksum {
    #[must_use]
    pub fn fits(&self, bytes: &[u8]) -> bool {
        match self {
            Checksum::Sha1(digest) => Sha1::digest(bytes).as_slice() == digest,
            Checksum::Sha256(digest) => Sha256::digest(bytes).as_slice() == digest,
        }
    }
}

/// `Upload-Expires`, as RFC 9110 writes a date.
#[must_use]
pub fn expires(at: Timestamp) -> Option<HeaderValue> {
    let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()?;
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn pair(name: &str, value: &str) -> String {
        format!("{name} {}", STANDARD.encode(value))
    }

    #[test]
    fn metadata_names_case_revision_and_hash() {
        let case = "0192b0c4-7f00-7000-8000-000000000001";
        let parts = [pair("case", case), pair("revision", "1"), pair("sha256", HASH), pair("name", "旅券.pdf")];
        let read = read_metadata(&parts.join(", ")).unwrap();
        assert_eq!((read.key.case.to_string().as_str(), read.key.revision), (case, 1));
        assert_eq!(read.sha256, HASH);
        for missing in 0..3 {
            let mut parts = parts.to_vec();
            parts.remove(missing);
            assert_eq!(read_metadata(&parts.join(",")), None);
        }
        assert_eq!(read_metadata("case ???,revision MQ==,sha256"), None);
    }

    #[test]
    fn numbers_are_digits_only() {
        let read = |text: &'static str| {
            let headers = HeaderMap::from_iter([(UPLOAD_OFFSET, HeaderValue::from_static(text))]);
            number(&headers, &UPLOAD_OFFSET).ok()
        };
        assert_eq!(read("0"), Some(0));
        assert_eq!(read("70"), Some(70));
        for bad in ["", "+1", "-1", "1.0", "x", "99999999999999999999999"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn checksums_of_both_algorithms() {
        let given = |text: &'static str| {
            let headers = HeaderMap::from_iter([(UPLOAD_CHECKSUM, HeaderValue::from_static(text))]);
            checksum(&headers)
        };
        let sha1 = given("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=").ok().flatten().unwrap();
        assert!(sha1.fits(b"hello world") && !sha1.fits(b"hello worlds"));
        let sha256 = given("sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=").ok().flatten().unwrap();
        assert!(sha256.fits(b"hello world") && !sha256.fits(b""));
        assert!(given("crc32 AAAA").is_err());
        assert!(given("sha1").is_err());
        assert!(matches!(checksum(&HeaderMap::new()), Ok(None)));
    }
}
