//! Commands to a card and its answers (ISO/IEC 7816-4), short and extended.
//!
//! A command may carry a PIN: its bytes are wiped when it is dropped, and neither type has a `Debug` that shows them.

use super::Error;
use zeroize::Zeroizing;

/// `90 00`
pub const OK: u16 = 0x9000;

/// An offset behind the end of a file.
const NOTHING_THERE: u16 = 0x6B00;

/// A command (C-APDU).
pub struct Command {
    header: [u8; 4],
    data: Zeroizing<Vec<u8>>,
    expect: Option<usize>,
}

impl Command {
    /// CLA, INS, P1, P2; no data, no answer data.
    #[must_use]
    pub fn new(cla: u8, ins: u8, p1: u8, p2: u8) -> Command {
        Command { header: [cla, ins, p1, p2], data: Zeroizing::new(Vec::new()), expect: None }
    }

    /// Command data, up to 65,535 bytes.
    #[must_use]
    pub fn data(mut self, data: &[u8]) -> Command {
        self.data = Zeroizing::new(data.to_vec());
        self
    }

    /// At most `n` bytes of answer data are wanted (1 to 65,536).
    #[must_use]
    pub fn expect(mut self, n: usize) -> Command {
        self.expect = Some(n);
        self
    }

    /// SELECT an application by its name, no answer data.
    #[must_use]
    pub fn select_app(aid: &[u8]) -> Command {
        Command::new(0x00, 0xA4, 0x04, 0x0C).data(aid)
    }

    /// SELECT a file of the current application, no answer data.
    #[must_use]
    pub fn select_file(id: u16) -> Command {
        Command::new(0x00, 0xA4, 0x02, 0x0C).data(&id.to_be_bytes())
    }

    /// READ BINARY of the current file from `offset` (15 bits), up to 256 bytes.
    #[must_use]
    pub fn read(offset: u16) -> Command {
        let [high, low] = offset.to_be_bytes();
        Command::new(0x00, 0xB0, high & 0x7F, low).expect(256)
    }

    /// Whether it needs lengths of more than one byte, which not every reader takes.
    #[must_use]
    pub fn extended(&self) -> bool {
        self.data.len() > 255 || self.expect.is_some_and(|n| n > 256)
    }

    /// READ BINARY of the file with a short identifier (5 bits) from its start, up to 256 bytes.
    #[must_use]
    pub fn read_short(sfi: u8) -> Command {
        Command::new(0x00, 0xB0, 0x80 | (sfi & 0x1F), 0).expect(256)
    }

    /// VERIFY without data: asks for the tries left on the current PIN file and spends none.
    #[must_use]
    pub fn ask_tries() -> Command {
        Command::new(0x00, 0x20, 0x00, 0x80)
    }

    /// VERIFY: spends a try of the current PIN file when the PIN is wrong.
    #[must_use]
    pub fn verify(pin: &[u8]) -> Command {
        Command::ask_tries().data(pin)
    }

    /// Whether the card may answer with data, so that the command may be repeated with another length.
    #[must_use]
    pub fn wants_data(&self) -> bool {
        self.expect.is_some()
    }

    /// As sent; wiped on drop.
    #[must_use]
    pub fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(self.data.len() + 9));
        out.extend(self.header);
        if self.extended() {
            self.long_lengths(&mut out);
        } else {
            self.short_lengths(&mut out);
        }
        out
    }

    fn short_lengths(&self, out: &mut Vec<u8>) {
        if !self.data.is_empty() {
            out.extend(low_bytes(self.data.len(), 1));
            out.extend(self.data.iter());
        }
        if let Some(n) = self.expect {
            out.extend(low_bytes(n, 1));
        }
    }

    fn long_lengths(&self, out: &mut Vec<u8>) {
        out.push(0);
        if !self.data.is_empty() {
            out.extend(low_bytes(self.data.len(), 2));
            out.extend(self.data.iter());
        }
        if let Some(n) = self.expect {
            out.extend(low_bytes(n, 2));
        }
    }
}

/// The last `count` bytes of a length: 256 in one byte is 00, as the standard wants.
fn low_bytes(n: usize, count: usize) -> impl Iterator<Item = u8> {
    let bytes = n.to_be_bytes();
    let skip = bytes.len() - count;
    bytes.into_iter().skip(skip)
}

/// What the card answered (R-APDU).
pub struct Answer {
    pub data: Vec<u8>,
    /// Status word, `0x9000` is success.
    pub status: u16,
}

impl Answer {
    /// Splits an answer.
    ///
    /// # Errors
    /// [`Error::Untrusted`] for less than the two status bytes.
    pub fn parse(mut bytes: Vec<u8>) -> Result<Answer, Error> {
        let (Some(low), Some(high)) = (bytes.pop(), bytes.pop()) else {
            return Err(Error::Untrusted("an answer without status".into()));
        };
        Ok(Answer { data: bytes, status: u16::from_be_bytes([high, low]) })
    }

    /// The data of a part of a file; `None` where the file has nothing (`6B00`).
    ///
    /// # Errors
    /// As [`Answer::success`].
    pub fn part(self) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        if self.status == NOTHING_THERE { Ok(None) } else { self.success().map(Zeroizing::new).map(Some) }
    }

    /// The data of a successful answer; `6282` (end of file before the length asked for) is one.
    ///
    /// # Errors
    /// [`Error::Untrusted`] with the status word otherwise.
    pub fn success(self) -> Result<Vec<u8>, Error> {
        match self.status {
            OK | 0x6282 => Ok(self.data),
            other => Err(Error::Untrusted(format!("status {other:04X}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(command: &Command) -> String {
        command.bytes().iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().concat()
    }

    #[test]
    fn commands_of_the_fact_sheet() {
        assert_eq!(
            hex(&Command::select_app(&[0xD3, 0x92, 0xF0, 0, 0x26, 1, 0, 0, 0, 1])),
            "00A4040C0AD392F000260100000001"
        );
        assert_eq!(hex(&Command::select_file(0x0011)), "00A4020C020011");
        assert_eq!(hex(&Command::read(0x1234)), "00B0123400");
        assert_eq!(hex(&Command::read_short(0x0A)), "00B08A0000");
        assert_eq!(hex(&Command::ask_tries()), "00200080");
        assert_eq!(hex(&Command::verify(b"1234")), "002000800431323334");
    }

    #[test]
    fn extended_lengths() {
        assert_eq!(hex(&Command::new(0, 0xB0, 0x8B, 0).expect(0x1_0000)), "00B08B00000000");
        let long = Command::new(0, 0xD6, 0, 0).data(&[7; 300]).bytes();
        assert_eq!(&long[..7], [0, 0xD6, 0, 0, 0, 0x01, 0x2C]);
        assert_eq!(long.len(), 7 + 300);
    }

    #[test]
    fn answers_need_a_status() {
        assert!(Answer::parse(vec![]).is_err());
        assert!(Answer::parse(vec![0x90]).is_err());
        let answer = Answer::parse(vec![1, 2, 0x90, 0x00]).unwrap();
        assert_eq!((answer.status, answer.data), (OK, vec![1, 2]));
        assert!(Answer::parse(vec![0x69, 0x82]).unwrap().success().is_err());
    }
}
