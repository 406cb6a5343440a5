//! The files of a residence card and what has to be in them, as rows per kind of card; reading them all.
//!
//! Sources: 在留カード等仕様書 Ver 1.5 and 第二世代在留カード等仕様書 Ver 1.1 (Ministry of Justice), file lists.

use super::messaging::Session;
use super::{Generation, Kind};
use crate::card::apdu::Command;
use crate::card::reader::{Lengths, Reader, in_parts, select_app, send, send_long};
use crate::card::{Error, tlv};
use zeroize::Zeroizing;

/// A file: folder 1 to 3, short identifier, whether it is read encrypted only, and the objects in it.
pub struct File {
    pub folder: u8,
    pub short: u8,
    pub sealed: bool,
    pub tags: &'static [u32],
}

const fn sealed(folder: u8, short: u8, tags: &'static [u32]) -> File {
    File { folder, short, sealed: true, tags }
}

const fn open(folder: u8, short: u8, tags: &'static [u32]) -> File {
    File { folder, short, sealed: false, tags }
}

/// Value of a picture in black and white, of the face, and of the address as a picture.
pub const FRONT: u32 = 0xD0;
pub const FACE: u32 = 0xD1;
pub const ADDRESS_PICTURE: u32 = 0xDFD1;

/// Residence card of the first generation: front; face; address; permissions, general and individual; pending application; check code.
const FIRST: &[File] = &[
    sealed(1, 5, &[FRONT]),
    sealed(1, 6, &[FACE]),
    open(2, 1, &[0xD2, 0xD3, 0xD4]),
    open(2, 2, &[0xD5]),
    open(2, 3, &[0xD6]),
    open(2, 4, &[0xD7]),
    open(3, 2, &[0xDA, 0xDB]),
];

/// Special permanent resident certificate of the first generation.
const FIRST_PERMANENT: &[File] =
    &[sealed(1, 5, &[FRONT]), sealed(1, 6, &[FACE]), open(2, 1, &[0xD2, 0xD3, 0xD4]), open(3, 2, &[0xDA, 0xDB])];

/// Residence card of the second generation: number; printed data; name and face; address; permissions; pending application; note; check code.
const SECOND: &[File] = &[
    sealed(1, 1, &[0xC2]),
    sealed(1, 3, &[0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCE, 0xCA, 0xCB, 0xCC, 0xCD]),
    sealed(1, 4, &[FRONT, FACE]),
    sealed(1, 6, &[ADDRESS_PICTURE]),
    open(2, 1, &[0xD5, 0xD6, 0xD7]),
    open(2, 2, &[0xD8]),
    open(2, 3, &[0xD9, 0xDE]),
    open(3, 2, &[0xDC, 0xDD]),
];

/// Special permanent resident certificate of the second generation.
const SECOND_PERMANENT: &[File] = &[
    sealed(1, 1, &[0xC2]),
    sealed(1, 3, &[0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCE]),
    sealed(1, 4, &[FRONT, FACE]),
    sealed(1, 6, &[ADDRESS_PICTURE]),
    open(2, 1, &[0xD9, 0xDE]),
    open(3, 2, &[0xDC, 0xDD]),
];

/// The files of a kind of card, folder by folder.
#[must_use]
pub fn files(kind: Kind) -> &'static [File] {
    match (kind.generation, kind.permanent) {
        (Generation::First, false) => FIRST,
        (Generation::First, true) => FIRST_PERMANENT,
        (Generation::Second, false) => SECOND,
        (Generation::Second, true) => SECOND_PERMANENT,
    }
}

/// Name of a folder (DF1 to DF3).
#[must_use]
pub fn folder(number: u8) -> [u8; 16] {
    [0xD3, 0x92, 0xF0, 0x00, 0x4F, number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
}

/// Everything on the card, by tag, in the order of the card.
pub struct Contents {
    pub kind: Kind,
    objects: Vec<(u32, Vec<u8>)>,
}

impl Contents {
    /// Reads all files. The session has shown the number.
    ///
    /// # Errors
    /// [`Error::Untrusted`]: a file missing, refused, damaged, or without an object that must be in it.
    pub fn read(reader: &mut dyn Reader, kind: Kind, session: &Session, lengths: Lengths) -> Result<Contents, Error> {
        let mut contents = Contents { kind, objects: Vec::new() };
        let mut current = 0;
        for file in files(kind) {
            if std::mem::replace(&mut current, file.folder) != file.folder && !select_app(reader, &folder(file.folder))?
            {
                return Err(Error::Untrusted(format!("folder {} is missing", file.folder)));
            }
            if file.sealed {
                contents.take(file, &session.read(reader, file.short, lengths)?)?;
            } else {
                contents.take(file, &read_open(reader, file.short, lengths)?)?;
            }
        }
        Ok(contents)
    }

    fn take(&mut self, file: &File, bytes: &[u8]) -> Result<(), Error> {
        let objects = tlv::all(bytes)?;
        for tag in file.tags {
            tlv::find(&objects, *tag)?;
        }
        let known = objects.iter().filter(|object| file.tags.contains(&object.tag));
        self.objects.extend(known.map(|object| (object.tag, object.value.to_vec())));
        Ok(())
    }

    /// The value of an object; empty where this kind of card has none.
    pub fn value(&self, tag: u32) -> &[u8] {
        self.objects.iter().find(|(other, _)| *other == tag).map_or(&[], |(_, value)| value)
    }

    /// What the check code is over: the values, each filled with zeros to its full length. In the second generation the face comes before the name.
    pub fn signed(&self) -> Vec<u8> {
        match self.kind.generation {
            Generation::First => [filled(self.value(FRONT), 7000), filled(self.value(FACE), 3000)].concat(),
            Generation::Second => {
                let printed = |tag: &u32| (0xC5..=0xCE).contains(tag);
                let printed: Vec<u8> =
                    self.objects.iter().filter(|(tag, _)| printed(tag)).flat_map(|(_, value)| value.clone()).collect();
                [filled(&printed, 53), filled(self.value(FACE), 3000), filled(self.value(FRONT), 2500)].concat()
            }
        }
    }

    /// Check code and certificate.
    pub fn proof(&self) -> (&[u8], &[u8]) {
        match self.kind.generation {
            Generation::First => (self.value(0xDA), self.value(0xDB)),
            Generation::Second => (self.value(0xDC), self.value(0xDD)),
        }
    }
}

/// A file that is not encrypted.
fn read_open(reader: &mut dyn Reader, short: u8, lengths: Lengths) -> Result<Zeroizing<Vec<u8>>, Error> {
    if lengths == Lengths::Extended {
        let whole = Command::new(0x00, 0xB0, 0x80 | short, 0x00).expect(0x1_0000);
        return send_long(reader, &whole)?.success().map(Zeroizing::new);
    }
    in_parts(PART, &mut |offset| {
        let command = if offset == 0 { Command::read_short(short) } else { Command::read(offset) };
        send(reader, &command)?.part()
    })
}

/// Bytes of a part.
const PART: usize = 256;

/// Zeros up to a length.
#[must_use]
pub fn filled(value: &[u8], length: usize) -> Vec<u8> {
    let mut out = value.to_vec();
    out.resize(length.max(value.len()), 0);
    out
}
