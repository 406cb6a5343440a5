//! One thread writes: whatever waits when a transaction begins goes into it, and one sync makes all of it durable.
//!
//! The batch needs no timer: while one is being synced the next one gathers.

use super::{Error, Result};
use rusqlite::Connection;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// Most changes in one transaction, so that an answer never waits for an endless one.
const BATCH: usize = 512;

/// Does the change inside the open transaction; what it returns is called once the outcome of the commit is known.
type Change = Box<dyn FnOnce(&Connection) -> Reply + Send>;
type Reply = Box<dyn FnOnce(&Result<()>)>;

/// Handle of the writing thread. Dropping it ends the thread once all it was given is durable.
pub(super) struct Writer {
    changes: Option<Sender<Change>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Result<Writer> {
        let (changes, waiting) = channel();
        let thread = std::thread::Builder::new()
            .name("ledger".into())
            .spawn(move || write_all(&connection, &waiting))
            .map_err(|e| Error::Storage(e.to_string()))?;
        Ok(Writer { changes: Some(changes), thread: Some(thread) })
    }

    /// Makes a change durable; a failed change leaves the others of its batch alone.
    pub(super) async fn write<T, F>(&self, change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let change: Change = Box::new(move |connection| {
            let result = apart(connection, change);
            Box::new(move |commit| {
                let _ = answer.send(commit.clone().and(result));
            })
        });
        self.changes.as_ref().ok_or(Error::Stopping)?.send(change).map_err(|_| Error::Stopping)?;
        answered.await.map_err(|_| Error::Stopping)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.changes.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write_all(connection: &Connection, waiting: &Receiver<Change>) {
    while let Ok(first) = waiting.recv() {
        batch(connection, first, waiting);
    }
}

fn batch(connection: &Connection, first: Change, waiting: &Receiver<Change>) {
    let begun = connection.execute_batch("BEGIN IMMEDIATE");
    let mut replies = vec![first(connection)];
    while replies.len() < BATCH
        && let Ok(change) = waiting.try_recv()
    {
        replies.push(change(connection));
    }
    let outcome = begun.and_then(|()| connection.execute_batch("COMMIT")).map_err(Error::from);
    if outcome.is_err() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    for reply in replies {
        reply(&outcome);
    }
}

/// Runs a change in a savepoint of its own.
fn apart<T>(connection: &Connection, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    if connection.is_autocommit() {
        return Err(Error::Storage("no transaction".into()));
    }
    connection.prepare_cached("SAVEPOINT change")?.execute([])?;
    let result = change(connection);
    if result.is_err() {
        connection.prepare_cached("ROLLBACK TO change")?.execute([])?;
    }
    connection.prepare_cached("RELEASE change")?.execute([])?;
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::join_all;
    use std::path::Path;
    use std::sync::mpsc::sync_channel;

    fn open(folder: &Path) -> Connection {
        let connection = Connection::open(folder.join("test.db")).unwrap();
        connection.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS kept (value UNIQUE)").unwrap();
        connection
    }

    fn count(connection: &Connection) -> Result<i64> {
        Ok(connection.query_row("SELECT count(*) FROM kept", [], |row| row.get(0))?)
    }

    async fn keep(writer: &Writer, value: i64) -> Result<()> {
        let insert = move |connection: &Connection| {
            connection.execute("INSERT INTO kept VALUES (?1)", [value])?;
            Ok(())
        };
        writer.write(insert).await
    }

    #[tokio::test]
    async fn what_waits_together_is_made_durable_together_and_a_failure_stands_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, outside) = (Writer::start(open(folder.path())).unwrap(), open(folder.path()));
        // The first change holds the thread until all others wait; the last looks from outside what is durable by then.
        let (go, may_go) = sync_channel::<()>(1);
        let first = writer.write(move |_| may_go.recv().map_err(|_| Error::Stopping));
        let others = join_all((0..40).map(|value| keep(&writer, value % 39)));
        let last = writer.write(move |inside| Ok((count(inside)?, count(&outside)?)));
        let released = async { go.send(()).unwrap() };
        let (first, kept, last, ()) = tokio::join!(first, others, last, released);
        first.unwrap();
        assert_eq!(last.unwrap(), (39, 0), "one transaction");
        assert_eq!(kept.iter().filter(|kept| kept.is_ok()).count(), 39);
        assert!(kept[39].is_err(), "only the doubled value fails");
        assert_eq!(count(&open(folder.path())).unwrap(), 39);
    }

    #[tokio::test]
    async fn what_was_given_is_written_before_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let writer = Writer::start(open(folder.path())).unwrap();
        let given = join_all((0..5).map(|value| keep(&writer, value))).await;
        assert!(given.iter().all(Result::is_ok));
        drop(writer);
        assert_eq!(count(&open(folder.path())).unwrap(), 5);
    }
}
