//! Cases taken in from XML files: one, or all that an office brings along.

use super::{Class, Desk, Error, Filling, Result};
use crate::case::{Event, Progress, Stage, xml};
use crate::form::Catalog;
use jiff::Timestamp;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use uuid::Uuid;

/// Bytes of XML a reader reads before it hands on what they hold, and how often it may before that is taken.
const AT_ONCE: usize = 512 << 10;
const AHEAD: usize = 2;
/// What they read is held at once.
const MOST_READERS: usize = 4;

/// A case taken in from XML.
#[derive(Debug)]
pub struct Imported {
    pub id: Uuid,
    /// What could be taken over only in part.
    pub notes: Vec<xml::Note>,
}

/// Reads the cases of XML files on several processors, makes of each there what `prepare` does, and hands it on in the order of the files. `each`
/// ends it with an error.
///
/// # Errors
/// What `each` answers.
pub fn read_cases<T: Send>(
    files: &[PathBuf],
    prepare: impl Fn(xml::Imported) -> Result<T> + Sync,
    mut each: impl FnMut(&Path, Result<T>) -> Result<()>,
) -> Result<()> {
    let readers = thread::available_parallelism().map_or(1, usize::from).min(MOST_READERS);
    thread::scope(|scope| {
        let reader = |first: usize| {
            let (hand, read) = sync_channel(AHEAD);
            let own = files.iter().skip(first).step_by(readers);
            let prepare = &prepare;
            scope.spawn(move || read_own(own, prepare, &hand));
            read.into_iter().flatten()
        };
        let mut read: Vec<_> = (0..readers).map(reader).collect();
        for (turn, file) in files.iter().enumerate() {
            let case = read.get_mut(turn % readers).and_then(Iterator::next);
            case.map_or(Ok(()), |case| each(file, case))?;
        }
        Ok(())
    })
}

/// Reads one reader's files until nobody takes what they hold.
fn read_own<'f, T>(
    own: impl Iterator<Item = &'f PathBuf>,
    prepare: &impl Fn(xml::Imported) -> Result<T>,
    hand: &SyncSender<Vec<Result<T>>>,
) {
    let (mut cases, mut bytes) = (Vec::new(), 0);
    for file in own {
        cases.push(read_case(file, &mut bytes).and_then(prepare));
        if bytes >= AT_ONCE {
            if hand.send(std::mem::take(&mut cases)).is_err() {
                return;
            }
            bytes = 0;
        }
    }
    let _ = hand.send(cases);
}

/// Reads the case of an XML file, and counts its bytes; files named in it but not inside are looked for beside it.
fn read_case(file: &Path, count: &mut usize) -> Result<xml::Imported> {
    let bytes = bounded(file).map_err(|error| Error::file("file-unreadable", file, &error))?;
    *count += bytes.len();
    let mut read = xml::read(&bytes, Catalog::in_force()).map_err(|refused| Error::refused_xml(file, &refused))?;
    look_beside(file, &mut read);
    Ok(read)
}

/// A file's bytes, one more than a case may have at most: reading refuses that as too large.
fn bounded(file: &Path) -> std::io::Result<Vec<u8>> {
    let file = fs::File::open(file)?;
    let size = file.metadata().map_or(0, |known| known.len()).min(xml::MOST_BYTES as u64);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    file.take(xml::MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn look_beside(file: &Path, read: &mut xml::Imported) {
    let folder = file.parent().unwrap_or(Path::new("."));
    let have: Vec<String> = read.files.iter().map(|(sha256, _)| sha256.clone()).collect();
    let missing: Vec<_> = read.case.attachments.iter().filter(|a| !have.contains(&a.sha256)).cloned().collect();
    for attachment in missing {
        let plain = Path::new(&attachment.name).file_name();
        let found = plain.and_then(|name| fs::read(folder.join(name)).ok());
        match found.filter(|bytes| super::files::sha256(bytes) == attachment.sha256) {
            Some(bytes) => read.files.push((attachment.sha256.clone(), bytes)),
            None => {
                read.case.attachments.retain(|a| a.sha256 != attachment.sha256);
                read.notes.push(xml::Note::file_not_found(&attachment.name));
            }
        }
    }
}

/// A case ready to be kept.
struct Prepared {
    filling: Filling,
    progress: Progress,
    files: Vec<(String, Vec<u8>)>,
    notes: Vec<xml::Note>,
}

impl Desk {
    /// Takes cases in from XML files and tells of each. One that cannot be taken in keeps no other from it.
    ///
    /// # Errors
    /// Storage: what was told of is here, the rest is not. Of one file: unreadable, not a case of a form this version knows, a case with this
    /// id exists.
    pub fn import(&mut self, files: &[PathBuf], mut tell: impl FnMut(&Path, Result<Imported>)) -> Result<()> {
        let today = self.setup.today();
        let prepare = |mut read: xml::Imported| {
            if read.case.stage != Stage::Draft {
                // What was sent elsewhere is not ours to follow: here it is a draft again, under the same id, by which the server knows it.
                read.notes.extend(xml::Note::left_behind(&read.case));
                read.case.stage = read.case.stage.advance(Event::Edit).unwrap_or_default();
                read.case.declared = None;
            }
            let form = Catalog::in_force().pinned(&read.case.form)?;
            let filling = Filling::new(read.case, form);
            let progress = filling.walk(today).progress;
            Ok(Prepared { filling, progress, files: read.files, notes: read.notes })
        };
        read_cases(files, prepare, |file, case| match case.and_then(|case| self.take_in(case)) {
            Err(error) if error.class == Class::Outside && error.code != "file-unreadable" => Err(error),
            taken => {
                tell(file, taken);
                Ok(())
            }
        })
    }

    fn take_in(&mut self, prepared: Prepared) -> Result<Imported> {
        let Prepared { filling: Filling { case, .. }, progress, files, notes } = prepared;
        if self.store.load(case.id).is_ok() {
            return Err(Error::new(Class::Refused, "case-exists", &[("id", &case.id.to_string())]));
        }
        self.store.insert(&case, &files, progress, Timestamp::now())?;
        Ok(Imported { id: case.id, notes })
    }
}
