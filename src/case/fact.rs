//! A fact offered from outside (a card, an earlier case), to be accepted item by item.

/// What a card says about an item.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact {
    /// Item id, `birth_date`.
    pub item: String,
    /// As one would type it.
    pub value: String,
    /// The mapping from card to item was checked against the specification.
    pub checked: bool,
}

impl std::fmt::Debug for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fact").field("item", &self.item).finish_non_exhaustive()
    }
}
