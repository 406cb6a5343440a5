//! Files that go with a case: named, sized and hashed here; their bytes lie elsewhere.

/// Kind of the applicant's photo.
pub const PHOTO: &str = "photo";

/// A file of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// SHA-256 of the bytes, lower-case hex. The file's identity.
    pub sha256: String,
    pub name: String,
    /// Id of the required document it is (`form-extension`, `tax-certificate` …), [`PHOTO`], or empty.
    pub kind: String,
    /// `application/pdf`, `image/jpeg`
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}
