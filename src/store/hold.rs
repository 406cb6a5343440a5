//! A case is filled in one place at a time: a file beside the database is locked while it is, and the system lets go of it however the
//! program ends.

use super::{Error, Result, Store, folder};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use uuid::Uuid;

/// Keeps other programs from filling a case, until it is dropped.
pub struct Held {
    path: PathBuf,
    /// Locked.
    _file: File,
}

/// What this program holds: it may open a case anew that it has open.
static OURS: Mutex<BTreeMap<PathBuf, Weak<Held>>> = Mutex::new(BTreeMap::new());

impl Store {
    /// Keeps other programs from filling the case.
    ///
    /// # Errors
    /// [`Error::InUse`], storage errors.
    pub fn hold(&self, case: Uuid) -> Result<Arc<Held>> {
        let path = self.dir.join(format!("open-{case}"));
        let mut ours = OURS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = ours.get(&path).and_then(Weak::upgrade) {
            return Ok(held);
        }
        let held = Arc::new(held(path.clone()).map_err(|error| error.within(&self.dir))?);
        ours.retain(|_, held| held.strong_count() > 0);
        ours.insert(path, Arc::downgrade(&held));
        Ok(held)
    }
}

fn held(path: PathBuf) -> Result<Held> {
    loop {
        let file = folder::lock_file(&path)?;
        match file.try_lock() {
            // Whoever held it before may have removed its name meanwhile.
            Ok(()) if is_named(&file, &path) => return Ok(Held { path, _file: file }),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}

#[cfg(unix)]
fn is_named(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |(a, b): (fs::Metadata, fs::Metadata)| (a.dev(), a.ino()) == (b.dev(), b.ino());
    file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(same)
}

/// Elsewhere a file that is open keeps its name.
#[cfg(not(unix))]
fn is_named(_: &File, _: &Path) -> bool {
    true
}

impl Drop for Held {
    fn drop(&mut self) {
        // A file that stays is used again by whoever opens the case next.
        let _ = fs::remove_file(&self.path);
    }
}
