//! One connection at a time adds to an upload, and the last to come has it.
//!
//! A line that broke without a word leaves a request waiting for bytes that never come. Whoever comes next ends it, what it
//! holds is kept, and only then the offset is told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};
use tokio_util::sync::CancellationToken;

/// The uploads that are being added to.
#[derive(Clone, Default)]
pub struct Lanes(Arc<Mutex<HashMap<i64, Entry>>>);

#[derive(Default)]
struct Entry {
    turn: Arc<Turn<()>>,
    /// Tells who has the lane now to give it up.
    stop: CancellationToken,
    /// Who has it and who waits for it.
    users: usize,
}

/// An upload to oneself, until somebody else comes.
pub struct Lane {
    lanes: Lanes,
    upload: i64,
    pub stop: CancellationToken,
    guard: Option<OwnedMutexGuard<()>>,
}

impl Lanes {
    /// Ends what adds to an upload now, and takes its place once all it held is kept.
    pub async fn take(&self, upload: i64) -> Lane {
        let (turn, stop) = {
            let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let entry = entries.entry(upload).or_default();
            entry.users += 1;
            entry.stop.cancel();
            entry.stop = CancellationToken::new();
            (Arc::clone(&entry.turn), entry.stop.clone())
        };
        let mut lane = Lane { lanes: self.clone(), upload, stop, guard: None };
        lane.guard = Some(turn.lock_owned().await);
        lane
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        drop(self.guard.take());
        let mut entries = self.lanes.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get_mut(&self.upload) {
            entry.users -= 1;
            if entry.users == 0 {
                entries.remove(&self.upload);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_to_come_has_it() {
        let lanes = Lanes::default();
        let first = lanes.take(1).await;
        let other = lanes.take(2).await;
        let coming = tokio::spawn({
            let lanes = lanes.clone();
            async move { lanes.take(1).await.stop.is_cancelled() }
        });
        first.stop.cancelled().await;
        assert!(!coming.is_finished() && !other.stop.is_cancelled());
        drop(first);
        assert!(!coming.await.unwrap());
        drop(other);
        assert!(lanes.0.lock().unwrap().is_empty());
    }
}
