//! One conversation with one card. Two implementations: the reader behind pcscd, and the virtual card inside this process.

use super::Error;
use super::apdu::{Answer, Command};
use zeroize::Zeroizing;

/// The most parts of 256 bytes that an answer of 65,536 comes in; more is an answer without end.
const MOST: usize = 256;

/// *Wrong length*: also what a card says whose reader passes on no more than one byte of it.
const WRONG_LENGTH: u16 = 0x6700;

/// More than any file of a card read in parts has (7,004 bytes, the front of a residence card).
const LONGEST: usize = 16 * 1024;

/// A card that can be spoken to, for as long as this value lives.
pub trait Reader {
    /// Sends a command and gives the raw answer with its status word.
    ///
    /// # Errors
    /// [`Error::Removed`], [`Error::Busy`], [`Error::Device`].
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Error>;
}

/// Sends a command and collects the whole answer: `61xx` (more is waiting) and `6Cxx` (ask with this length) are followed.
///
/// A command that wants no data is never sent twice, so a VERIFY can spend one try at most.
///
/// # Errors
/// Those of [`Reader::transmit`]; [`Error::Untrusted`] for an answer without end or without status.
pub fn send(reader: &mut dyn Reader, command: &Command) -> Result<Answer, Error> {
    let mut answer = Answer::parse(reader.transmit(&command.bytes())?)?;
    if answer.status >> 8 == 0x6C && command.wants_data() {
        let mut again = command.bytes();
        if let Some(last) = again.last_mut() {
            *last = answer.status.to_be_bytes()[1];
        }
        answer = Answer::parse(reader.transmit(&again)?)?;
    }
    let mut data = std::mem::take(&mut answer.data);
    for _ in 0..MOST {
        if answer.status >> 8 != 0x61 {
            return Ok(Answer { data, status: answer.status });
        }
        let wanted = match answer.status.to_be_bytes()[1] {
            0 => 256,
            n => usize::from(n),
        };
        answer = Answer::parse(reader.transmit(&Command::new(0, 0xC0, 0, 0).expect(wanted).bytes())?)?;
        data.append(&mut answer.data);
    }
    Err(Error::Untrusted("an answer without end".into()))
}

/// How a whole file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lengths {
    /// In one answer of up to 65,536 bytes.
    Extended,
    /// In parts of up to 256 bytes, for readers and cards that take no extended lengths.
    Short,
}

/// Sends a command whose lengths may be extended.
///
/// # Errors
/// Those of [`send`]; [`Error::NoExtended`] where reader or card refuses such a length. Some readers do so without a word of it.
pub fn send_long(reader: &mut dyn Reader, command: &Command) -> Result<Answer, Error> {
    match send(reader, command) {
        Err(Error::Device(_)) if command.extended() => Err(Error::NoExtended),
        Ok(answer) if answer.status == WRONG_LENGTH && command.extended() => Err(Error::NoExtended),
        outcome => outcome,
    }
}

/// A file put together of its parts: `part` gives up to `most` bytes from an offset. The file ends with a shorter part, or where
/// the card says that nothing is at an offset.
///
/// # Errors
/// Those of `part`; [`Error::Untrusted`] for a file without end.
pub fn in_parts(
    most: usize,
    part: &mut dyn FnMut(u16) -> Result<Option<Zeroizing<Vec<u8>>>, Error>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    // Room for the longest file of a card: a growing one would leave what it held behind, not wiped.
    let mut file = Zeroizing::new(Vec::with_capacity(LONGEST + most));
    while file.len() < LONGEST {
        let offset = u16::try_from(file.len()).map_err(|_| endless())?;
        let Some(next) = part(offset)? else { return Ok(file) };
        if next.len() > most {
            return Err(Error::Untrusted("more than was asked for".into()));
        }
        file.extend_from_slice(&next);
        if next.len() < most {
            return Ok(file);
        }
    }
    Err(endless())
}

fn endless() -> Error {
    Error::Untrusted("a file without end".into())
}

/// Whether the card has an application, which is then the current one.
///
/// # Errors
/// Those of [`send`].
pub fn select_app(reader: &mut dyn Reader, aid: &[u8]) -> Result<bool, Error> {
    Ok(send(reader, &Command::select_app(aid))?.status == super::apdu::OK)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers from a list, then the last one for ever.
    struct Script(Vec<Vec<u8>>, usize);

    impl Reader for Script {
        fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, Error> {
            let answer = self.0[self.1.min(self.0.len() - 1)].clone();
            self.1 += 1;
            Ok(answer)
        }
    }

    #[test]
    fn collects_an_answer_in_parts() {
        let mut card = Script(vec![vec![1, 0x61, 2], vec![2, 3, 0x90, 0]], 0);
        let answer = send(&mut card, &Command::read(0)).unwrap();
        assert_eq!((answer.data, answer.status), (vec![1, 2, 3], 0x9000));
    }

    #[test]
    fn a_wrong_length_is_asked_again_once() {
        let mut card = Script(vec![vec![0x6C, 1], vec![9, 0x90, 0]], 0);
        assert_eq!(send(&mut card, &Command::read(0)).unwrap().data, [9]);
    }

    #[test]
    fn a_pin_is_never_sent_twice() {
        let mut card = Script(vec![vec![0x6C, 4]], 0);
        assert_eq!(send(&mut card, &Command::verify(b"1234")).unwrap().status, 0x6C04);
        assert_eq!(card.1, 1);
    }

    #[test]
    fn an_endless_answer_ends() {
        let mut endless = vec![7; 256];
        endless.extend([0x61, 0x00]);
        assert!(matches!(send(&mut Script(vec![endless], 0), &Command::read(0)), Err(Error::Untrusted(_))));
        assert!(matches!(send(&mut Script(vec![vec![0x61, 0x10]], 0), &Command::read(0)), Err(Error::Untrusted(_))));
    }
}
