//! How much of a file goes into one request: enough that waiting for the answer costs little, little enough that progress shows.

use std::time::Duration;

const LEAST: u64 = 256 * 1024;
const MOST: u64 = 1024 * 1024;
/// A piece that took longer than this is made smaller.
const SLOW: Duration = Duration::from_secs(8);
/// A piece that took less than this is made larger.
const FAST: Duration = Duration::from_secs(3);

/// Size of the next piece, learnt from the last.
#[derive(Debug, Clone, Copy)]
pub(super) struct PieceSize(u64);

impl PieceSize {
    pub(super) fn new() -> PieceSize {
        PieceSize(LEAST)
    }

    /// Bytes of the next piece.
    pub(super) fn bytes(self) -> u64 {
        self.0
    }

    /// The last piece took this long.
    pub(super) fn took(&mut self, time: Duration) {
        if time < FAST {
            self.0 = (self.0 * 2).min(MOST);
        } else if time > SLOW {
            self.0 = (self.0 / 2).max(LEAST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_grow_on_a_fast_line_and_shrink_on_a_slow_one() {
        let mut size = PieceSize::new();
        let mut after = |seconds| {
            size.took(Duration::from_secs(seconds));
            size.bytes()
        };
        assert_eq!([after(0), after(1), after(1)], [2 * LEAST, MOST, MOST]);
        assert_eq!([after(5), after(9), after(9), after(9)], [MOST, MOST / 2, LEAST, LEAST]);
    }
}
