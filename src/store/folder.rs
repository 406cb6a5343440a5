//! The files of the data folder: where they lie, how they are written whole, and who may write the key file now.
//!
//! `madoguchi.db` (with SQLite's `-wal` and `-shm`), `keys.json`, `lock`. Folder and files are the owner's alone.

use super::keys::KeyFile;
use super::{Error, Result};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const DATABASE: &str = "madoguchi.db";
/// A database being made. It takes its name after the key file that opens it is on disk.
const NEW_DATABASE: &str = "madoguchi.db.new";
const KEYS: &str = "keys.json";
const NEW_KEYS: &str = "keys.json.new";
const LOCK: &str = "lock";

/// How long one program waits for another before it gives up.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn database(dir: &Path) -> PathBuf {
    dir.join(DATABASE)
}

pub(super) fn new_database(dir: &Path) -> PathBuf {
    dir.join(NEW_DATABASE)
}

/// Makes the folder if need be; it is an error if a data folder, finished or not ours, is there already.
pub(super) fn make(dir: &Path) -> Result<()> {
    if dir.exists() && !dir.is_dir() {
        return Err(Error::NotAFolder(dir.to_owned()));
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(dir)?)
}

/// Folders of newer rules and forms, which may lie there before the first staff member is added.
const GIVEN: [&str; 2] = ["law", "forms"];

/// Nothing in the folder but what an interrupted creation may have left, and newer rules and forms.
pub(super) fn is_empty(dir: &Path) -> Result<bool> {
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if !(name.starts_with(NEW_DATABASE) || name == NEW_KEYS || name == LOCK || GIVEN.contains(&&*name)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Clears what an interrupted creation left, and begins a database file of the owner's alone.
pub(super) fn begin_database(dir: &Path) -> Result<PathBuf> {
    for left in ["", "-wal", "-shm", "-journal"] {
        remove(&dir.join(format!("{NEW_DATABASE}{left}")))?;
    }
    let path = new_database(dir);
    private_file(&path)?;
    Ok(path)
}

/// Gives a finished database its name. Needs the key file on disk; done again at the next opening if it was interrupted.
pub(super) fn settle(dir: &Path) -> Result<()> {
    let new = new_database(dir);
    if !database(dir).exists() && new.exists() {
        fs::rename(&new, database(dir))?;
        sync_dir(dir)?;
    }
    Ok(())
}

/// The key file; `None` in a folder that has none.
pub(super) fn read_keys(dir: &Path) -> Result<Option<KeyFile>> {
    match fs::read(dir.join(KEYS)) {
        Ok(bytes) => KeyFile::parse(&bytes).map(Some),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::from(error).within(dir)),
    }
}

/// Replaces the key file: a crash leaves the old or the new one, whole.
pub(super) fn write_keys(dir: &Path, keys: &KeyFile) -> Result<()> {
    let new = dir.join(NEW_KEYS);
    let written = write_whole(&new, &keys.bytes()?).and_then(|()| Ok(fs::rename(&new, dir.join(KEYS))?));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written?;
    sync_dir(dir)
}

fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    remove(path)?;
    let mut file = private_file(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

/// A new file that only its owner can read.
pub(super) fn private_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).read(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// Removes a file that need not be there.
pub(super) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Removes the lock's file of a folder that came to nothing.
pub(super) fn remove_lock(dir: &Path) -> Result<()> {
    remove(&dir.join(LOCK))
}

/// Makes names in a folder durable.
pub(super) fn sync_dir(dir: &Path) -> Result<()> {
    // Windows keeps names in a journal of its own and cannot open a folder as a file.
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// A file to be locked, made if need be.
pub(super) fn lock_file(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// Keeps other programs from changing the key file or the shape of the database until it is dropped.
pub(super) fn lock(dir: &Path) -> Result<File> {
    let file = lock_file(&dir.join(LOCK))?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => return Err(Error::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}
