//! Residence cards: the chip of either generation, whole, and the free files of a 特定在留カード.

mod check;
mod contents;
pub(super) mod profile;

use super::card::{Parts, lengths};
use super::files::{App, Body, File, object};
use crate::card::residence::{SPECIAL, SecretKey, Suite, number_key, pad, session_key, unpad};
use crate::card::tlv;
use profile::{Holder, Residence};
use zeroize::Zeroizing;

/// The residence application of a 特定在留カード: its free files, which is all that is known of it.
pub(super) fn app(card: &Residence) -> App {
    let file = |(id, sfi, bytes): (u16, u8, Vec<u8>)| File { id, body: Body::Short { bytes, sfi } };
    App { aid: SPECIAL.to_vec(), root: false, files: free(card).into_iter().map(file).collect() }
}

/// EF01, version of the specification, and EF02, card type.
fn free(card: &Residence) -> [(u16, u8, Vec<u8>); 2] {
    [(0x2F01, 0x0B, object(0xC0, card.version.as_bytes())), (0x2F02, 0x0A, object(0xC1, card.card_type.as_bytes()))]
}

/// Fills bytes with what nobody can foresee; tests give their own.
pub(super) type Random = fn(&mut [u8]);

/// Folder of the master file; DF1 to DF3 follow.
const ROOT: u8 = 0;

/// A file of the chip.
pub(super) struct Held {
    /// [`ROOT`], or 1 to 3.
    pub folder: u8,
    pub short: u8,
    pub access: Access,
    pub bytes: Vec<u8>,
}

/// When a file may be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Free,
    /// The number was shown.
    Number,
    /// The number was shown, and the answer is encrypted.
    Sealed,
}

/// The chip of a residence card.
pub(super) struct Chip {
    suite: &'static dyn Suite,
    number: Vec<u8>,
    files: Vec<Held>,
    random: Random,
    now: Now,
}

/// What power-off forgets.
#[derive(Default)]
struct Now {
    folder: u8,
    file: Option<usize>,
    /// Given with the last command, and good for the next one only.
    challenge: Option<[u8; 8]>,
    session: Option<SecretKey>,
    verified: bool,
}

impl Chip {
    /// A chip with everything the holder's data say.
    pub fn new(card: &Residence, holder: &Holder, random: Random) -> Chip {
        let suite = holder.generation().suite();
        let mut files: Vec<Held> = free(card)
            .into_iter()
            .map(|(_, short, bytes)| Held { folder: ROOT, short, access: Access::Free, bytes })
            .collect();
        files.extend(contents::files(holder));
        Chip { suite, number: holder.number.as_bytes().to_vec(), files, random, now: Now::default() }
    }

    /// Power off or reset.
    pub fn reset(&mut self) {
        self.now = Now::default();
    }

    /// The data of a successful answer, or a status word.
    pub fn execute(&mut self, command: &[u8]) -> Result<Vec<u8>, u16> {
        let (head, body) = command.split_at_checked(4).ok_or(0x6700_u16)?;
        let (data, expect) = lengths(body).ok_or(0x6700_u16)?;
        let parts = Parts { p1: head[2], p2: head[3], data, expect };
        let challenge = self.now.challenge.take();
        match (head[0], head[1]) {
            (0x00, 0xA4) => self.select(&parts),
            (0x00, 0xB0) => self.read(&parts),
            (0x00, 0x84) => self.challenge(&parts),
            (0x00, 0x82) => self.authenticate(&parts, challenge),
            (0x08, 0x20) => self.verify(&parts),
            (0x08, 0xB0) => self.read_sealed(&parts),
            (0x00, 0x20) => Err(0x6985),
            (0x00, _) => Err(0x6D00),
            (0x08, _) => Err(0x6882),
            _ => Err(0x6E00),
        }
    }

    fn select(&mut self, parts: &Parts<'_>) -> Result<Vec<u8>, u16> {
        self.now.folder = match (parts.p1, parts.data) {
            (0x00, [] | [0x3F, 0x00]) => ROOT,
            (0x04, name) => (1..=3).find(|number| crate::card::residence::folder(*number) == name).ok_or(0x6A82_u16)?,
            (0x00 | 0x02, _) => return Err(0x6A82),
            _ => return Err(0x6A86),
        };
        self.now.file = None;
        Ok(Vec::new())
    }

    fn challenge(&mut self, parts: &Parts<'_>) -> Result<Vec<u8>, u16> {
        if parts.expect != Some(8) {
            return Err(0x6700);
        }
        let mut challenge = [0; 8];
        (self.random)(&mut challenge);
        self.now.challenge = Some(challenge);
        Ok(challenge.to_vec())
    }

    /// MUTUAL AUTHENTICATE, the card's side: wrong MAC, wrong number and wrong random are one answer.
    fn authenticate(&mut self, parts: &Parts<'_>, challenge: Option<[u8; 8]>) -> Result<Vec<u8>, u16> {
        (self.now.session, self.now.verified) = (None, false);
        let challenge = challenge.ok_or(0x6985_u16)?;
        let (sealed, mac) = parts.data.split_at_checked(32).filter(|(_, mac)| mac.len() == 8).ok_or(0x6700_u16)?;
        let key = number_key(&self.number);
        let clear = self.suite.decrypt(&key, sealed).ok_or(0x6300_u16)?;
        if mac != self.suite.mac(&key, sealed) || clear[8..16] != challenge {
            return Err(0x6300);
        }
        let mut share: SecretKey = Zeroizing::new([0; 16]);
        (self.random)(share.as_mut_slice());
        let mut theirs: SecretKey = Zeroizing::new([0; 16]);
        theirs.copy_from_slice(&clear[16..32]);
        let answer = [&challenge[..], &clear[..8], share.as_slice()].concat();
        let mut answer = self.suite.encrypt(&key, &answer).ok_or(0x6300_u16)?.to_vec();
        answer.extend(self.suite.mac(&key, &answer));
        self.now.session = Some(session_key(&theirs, &share));
        Ok(answer)
    }

    fn verify(&mut self, parts: &Parts<'_>) -> Result<Vec<u8>, u16> {
        if (parts.p1, parts.p2) != (0x00, 0x86) {
            return Err(0x6A86);
        }
        let key = self.now.session.as_ref().ok_or(0x6882_u16)?;
        let object = tlv::first(parts.data).map_err(|_| 0x6988_u16)?;
        let [0x01, sealed @ ..] = object.value else { return Err(0x6988) };
        let clear = self.suite.decrypt(key, sealed).ok_or(0x6988_u16)?;
        self.now.verified = object.tag == 0x86 && unpad(&clear) == Some(&self.number);
        if self.now.verified { Ok(Vec::new()) } else { Err(0x6300) }
    }

    fn read(&mut self, parts: &Parts<'_>) -> Result<Vec<u8>, u16> {
        let most = parts.expect.filter(|_| parts.data.is_empty()).ok_or(0x6700_u16)?;
        let verified = self.now.verified;
        let (file, offset) = self.file(parts)?;
        match file.access {
            Access::Free => {}
            Access::Number if verified => {}
            Access::Number | Access::Sealed => return Err(0x6982),
        }
        part(&file.bytes, offset, most)
    }

    fn read_sealed(&mut self, parts: &Parts<'_>) -> Result<Vec<u8>, u16> {
        let object = tlv::first(parts.data).map_err(|_| 0x6988_u16)?;
        let (0x96, [high, low]) = (object.tag, object.value) else { return Err(0x6988) };
        let most = match u16::from_be_bytes([*high, *low]) {
            0 => usize::MAX,
            most => usize::from(most),
        };
        let key = self.now.session.clone().ok_or(0x6882_u16)?;
        let verified = self.now.verified;
        let suite = self.suite;
        let (file, offset) = self.file(parts)?;
        if file.access != Access::Free && !verified {
            return Err(0x6982);
        }
        Ok(seal(suite, &key, &part(&file.bytes, offset, most)?))
    }

    /// The file meant and the offset in it; a short identifier makes it the current one.
    fn file(&mut self, parts: &Parts<'_>) -> Result<(&Held, usize), u16> {
        let offset = if parts.p1 & 0x80 == 0 {
            usize::from(parts.p1) << 8 | usize::from(parts.p2)
        } else {
            let (folder, short) = (self.now.folder, parts.p1 & 0x1F);
            let found = self.files.iter().position(|file| (file.folder, file.short) == (folder, short));
            self.now.file = Some(found.ok_or(0x6A82_u16)?);
            usize::from(parts.p2)
        };
        let file = self.now.file.and_then(|at| self.files.get(at)).ok_or(0x6986_u16)?;
        Ok((file, offset))
    }
}

fn part(bytes: &[u8], offset: usize, most: usize) -> Result<Vec<u8>, u16> {
    let rest = bytes.get(offset..).filter(|rest| !rest.is_empty()).ok_or(0x6B00_u16)?;
    Ok(rest.iter().copied().take(most).collect())
}

/// An encrypted answer, `86 L 01 …`.
pub(in crate::card) fn seal(suite: &dyn Suite, key: &SecretKey, clear: &[u8]) -> Vec<u8> {
    let sealed = suite.encrypt(key, &pad(clear, suite.block())).unwrap_or_default();
    object(0x86, &[&[0x01], sealed.as_slice()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02X}")).collect()
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    fn fixed(out: &mut [u8]) {
        out.iter_mut().zip(1..).for_each(|(byte, n)| *byte = n);
    }

    fn chip(name: &str) -> Chip {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards").join(name);
        let card = super::super::profile::load(&path).unwrap().residence.unwrap();
        Chip::new(&card, card.holder.as_ref().unwrap(), fixed)
    }

    #[test]
    fn files_have_the_lengths_of_the_specification() {
        let lengths = |name| -> Vec<(u8, u8, usize)> {
            chip(name).files.iter().map(|file| (file.folder, file.short, file.bytes.len())).collect()
        };
        assert_eq!(
            lengths("residence-1.toml"),
            [
                (0, 11, 6),
                (0, 10, 3),
                (1, 5, 7004),
                (1, 6, 3004),
                (2, 1, 342),
                (2, 2, 122),
                (2, 3, 122),
                (2, 4, 3),
                (3, 2, 1464)
            ]
        );
        assert_eq!(
            lengths("residence-2.toml"),
            [
                (0, 11, 6),
                (0, 10, 4),
                (1, 1, 14),
                (1, 3, 73),
                (1, 4, 5508),
                (1, 6, 2505),
                (2, 1, 22),
                (2, 2, 3),
                (2, 3, 207),
                (3, 2, 704)
            ]
        );
        assert_eq!(lengths("special-permanent.toml")[3], (1, 3, 46));
        assert_eq!(lengths("special-permanent-1.toml").len(), 6);
    }

    #[test]
    fn nothing_is_given_without_the_number() {
        for (name, plain, sealed) in [
            ("residence-1.toml", "00B081000000", "08B085000000049602000000 00"),
            ("residence-2.toml", "00B081000000", "08B081000000049602000000 00"),
        ] {
            let mut chip = chip(name);
            let sealed = bytes(&sealed.replace(' ', ""));
            assert_eq!(chip.execute(&bytes("00B08A0000")).map(|file| file.len()), Ok(chip.files[1].bytes.len()));
            chip.execute(&[&[0x00, 0xA4, 0x04, 0x0C, 16][..], &crate::card::residence::folder(1)].concat()).unwrap();
            assert_eq!(chip.execute(&sealed), Err(0x6882), "no session");
            chip.execute(&[&[0x00, 0xA4, 0x04, 0x0C, 16][..], &crate::card::residence::folder(2)].concat()).unwrap();
            assert_eq!(chip.execute(&bytes(&format!("{plain}00"))), Err(0x6982));
            assert_eq!(chip.execute(&bytes("0820008613861101EE0B31EF877F68D071C56D58C72E6748")), Err(0x6882));
        }
    }

    #[test]
    fn a_challenge_is_good_for_the_next_command_only() {
        let mut chip = chip("residence-1.toml");
        let proof = bytes(&format!("0082000028{}00", "00".repeat(40)));
        assert_eq!(chip.execute(&proof), Err(0x6985));
        assert_eq!(chip.execute(&bytes("0084000008")).map(|random| hex(&random)), Ok("0102030405060708".to_owned()));
        assert_eq!(chip.execute(&proof), Err(0x6300));
        chip.execute(&bytes("0084000008")).unwrap();
        chip.execute(&bytes("00B08A0000")).unwrap();
        assert_eq!(chip.execute(&proof), Err(0x6985));
        assert_eq!(chip.execute(&bytes("0084000000")), Err(0x6700));
    }
}
