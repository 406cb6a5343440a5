//! A list longer than its window: what is pointed at, and which part is seen.

/// Where a list stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scroll {
    pub at: usize,
}

/// Rows moved by a page key.
const PAGE: usize = 10;

impl Scroll {
    /// Moves by lines, within `count`.
    pub fn by(&mut self, by: isize, count: usize) {
        let last = count.saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    pub fn up(&mut self, count: usize) {
        self.by(-1, count);
    }

    pub fn down(&mut self, count: usize) {
        self.by(1, count);
    }

    pub fn page(&mut self, down: bool, count: usize) {
        let page = isize::try_from(PAGE).unwrap_or(1);
        self.by(if down { page } else { -page }, count);
    }

    /// First line seen so that the one pointed at is seen with a little around it.
    #[must_use]
    pub fn first(self, rows: usize, count: usize) -> usize {
        if count <= rows {
            return 0;
        }
        self.at.saturating_sub(rows / 2).min(count - rows)
    }
}
