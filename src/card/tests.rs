//! The virtual card as the tests of the card applications hold it: every command sent is kept, and any answer may be replaced.

use super::Error;
use super::emulate::{Card, Reply};
use super::reader::Reader;
use std::path::Path;

/// What becomes of an answer, by the number of its command, from 1 on.
type Spoil = Box<dyn FnMut(usize, Vec<u8>) -> Vec<u8>>;

/// A virtual card on a reader.
pub(super) struct Bench {
    card: Card,
    pub sent: Vec<Vec<u8>>,
    spoil: Spoil,
}

impl Bench {
    /// A card of `assets/cards`.
    pub fn new(profile: &str) -> Bench {
        Bench::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards").join(profile))
    }

    pub fn load(profile: &Path) -> Bench {
        Bench { card: Card::load(profile).unwrap(), sent: Vec::new(), spoil: Box::new(|_, answer| answer) }
    }

    pub fn spoilt(profile: &str, spoil: impl FnMut(usize, Vec<u8>) -> Vec<u8> + 'static) -> Bench {
        Bench { spoil: Box::new(spoil), ..Bench::new(profile) }
    }

    /// How many commands were sent.
    pub fn count(&self) -> usize {
        self.sent.len()
    }

    /// How many of them carried a PIN.
    pub fn pins(&self) -> usize {
        self.sent.iter().filter(|command| command[1] == 0x20 && command.len() > 4).count()
    }
}

impl Reader for Bench {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Error> {
        self.sent.push(command.to_vec());
        match self.card.apdu(command) {
            Reply::Answer(answer) => Ok((self.spoil)(self.sent.len(), answer)),
            Reply::Pulled => Err(Error::Removed),
        }
    }
}
