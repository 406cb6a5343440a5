//! Files that go with a case, taken in, looked at, put away; and what is known of the case beside its items.

use super::{Class, Desk, Error, Filling, Result};
use crate::case::{Attachment, PHOTO};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::Path;

/// More than any application may carry in all; a file beyond it is not even read into memory.
const READ_AT_MOST: u64 = 64 << 20;

/// SHA-256, lower-case hex.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file whole, for its owner alone: beside its place first, so that what was there before is lost only when the new one is
/// complete. Where a link leads elsewhere that file is meant, and keeps who may read it; what is no file (a terminal, a pipe, a device)
/// is written to.
///
/// # Errors
/// The place cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let written = match fs::metadata(path) {
        Ok(there) if there.is_file() => {
            fs::canonicalize(path).and_then(|path| write_beside(&path, bytes, Some(there.permissions())))
        }
        Ok(_) => OpenOptions::new().write(true).open(path).and_then(|mut place| place.write_all(bytes)),
        Err(_) => write_beside(path, bytes, None),
    };
    written.map_err(|error| Error::file("file-unwritable", path, &error))
}

fn write_beside(path: &Path, bytes: &[u8], kept: Option<Permissions>) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let part = path.with_file_name(format!(".{name}.part"));
    let write = || {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        kept.map_or(Ok(()), |kept| fs::set_permissions(&part, kept))?;
        fs::rename(&part, path)
    };
    write().inspect_err(|_| {
        // The part is of no use; that it cannot be removed either changes nothing of what is told.
        let _ = fs::remove_file(&part);
    })
}

impl Desk {
    /// Reads a file from disk and attaches it. `kind` is a document id, `photo`, or empty.
    ///
    /// # Errors
    /// Unreadable, no file, empty, too large, not a PDF or JPEG, attached already; nothing is attached then.
    pub fn attach(&mut self, filling: &mut Filling, file: &Path, kind: &str) -> Result<()> {
        if !filling.case.stage.editable() {
            return Err(Error::not_editable(filling.case.stage));
        }
        let bytes = read(file)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let media_type =
            media_type(&bytes).ok_or_else(|| Error::new(Class::Problems, "file-kind", &[("name", &name)]))?;
        if kind == PHOTO && media_type != "image/jpeg" {
            return Err(Error::new(Class::Problems, "photo-kind", &[("name", &name)]));
        }
        let attachment = Attachment {
            sha256: sha256(&bytes),
            name,
            kind: kind.to_owned(),
            media_type: media_type.to_owned(),
            size: bytes.len() as u64,
        };
        if filling.case.attachments.iter().any(|other| other.sha256 == attachment.sha256) {
            return Err(Error::new(Class::Problems, "file-twice", &[("name", &attachment.name)]));
        }
        if kind == PHOTO {
            // The applicant has one photo: a new one takes the place of the old.
            let old =
                filling.case.attachments.iter().find(|other| other.kind == PHOTO).map(|photo| photo.sha256.clone());
            if let Some(old) = old {
                self.detach(filling, &old)?;
            }
        }
        self.store.attach(filling.case.id, &attachment, &bytes, Timestamp::now())?;
        filling.case.attachments.push(attachment);
        self.head(filling)
    }

    /// Puts a file away, by name or SHA-256 (or its beginning).
    ///
    /// # Errors
    /// No such file, storage.
    pub fn detach(&mut self, filling: &mut Filling, name_or_sha256: &str) -> Result<()> {
        if !filling.case.stage.editable() {
            return Err(Error::not_editable(filling.case.stage));
        }
        let named = |a: &&Attachment| a.name == name_or_sha256 || a.sha256.starts_with(name_or_sha256);
        let Some(found) = filling.case.attachments.iter().find(named).map(|a| a.sha256.clone()) else {
            return Err(Error::new(Class::Usage, "no-such-file", &[("name", name_or_sha256)]));
        };
        self.store.detach(filling.case.id, &found, Timestamp::now())?;
        filling.case.attachments.retain(|a| a.sha256 != found);
        self.head(filling)
    }

    /// Says what is known beside the items: the category, answers to the questions on documents; `None` takes one back.
    ///
    /// # Errors
    /// The case can no longer be changed, storage.
    pub fn know(&mut self, filling: &mut Filling, facts: &[(String, Option<String>)]) -> Result<()> {
        if !filling.case.stage.editable() {
            return Err(Error::not_editable(filling.case.stage));
        }
        for (name, known) in facts {
            match known {
                Some(known) => filling.case.facts.insert(name.clone(), known.clone()),
                None => filling.case.facts.remove(name),
            };
        }
        self.head(filling)
    }

    /// Stage and progress after a change that is not an answer.
    fn head(&mut self, filling: &mut Filling) -> Result<()> {
        filling.edited();
        let progress = filling.walk(self.setup.today()).progress;
        Ok(self.store.save_head(&filling.case, progress, Timestamp::now())?)
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let unreadable = |error: &std::io::Error| Error::file("file-unreadable", file, error);
    let name = file.display().to_string();
    // A pipe may never end, nor say anything at all.
    if !fs::metadata(file).map_err(|error| unreadable(&error))?.is_file() {
        return Err(Error::new(Class::Problems, "not-a-file", &[("name", &name)]));
    }
    let opened = fs::File::open(file).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    opened.take(READ_AT_MOST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.is_empty() {
        return Err(Error::new(Class::Problems, "file-empty", &[("name", &name)]));
    }
    if bytes.len() as u64 > READ_AT_MOST {
        return Err(Error::new(Class::Problems, "file-too-large", &[("name", &name)]));
    }
    Ok(bytes)
}

/// What the first bytes say: documents are PDF, the photo is JPEG.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        _ => None,
    }
}
