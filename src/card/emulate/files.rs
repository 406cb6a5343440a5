//! Applications and files of a virtual card, as far as reading and PINs go.

use super::certificate::Purpose;
use super::jpki::Issued;
use super::key::Keys;
use zeroize::Zeroizing;

/// An application or, where `aid` is empty, the master file.
pub(super) struct App {
    pub aid: Vec<u8>,
    /// Current after power-on.
    pub root: bool,
    pub files: Vec<File>,
}

/// An elementary file.
pub(super) struct File {
    pub id: u16,
    pub body: Body,
}

impl File {
    pub fn data(id: u16, bytes: Vec<u8>, guard: Option<u16>) -> File {
        File { id, body: Body::Data { bytes, guard } }
    }

    /// Files are reached by the low five bits of their identifier, unless the application numbers them otherwise.
    pub fn short(&self) -> u8 {
        match self.body {
            Body::Data { .. } | Body::Pin(_) | Body::Certificate { .. } | Body::Key { .. } => {
                self.id.to_be_bytes()[1] & 0x1F
            }
            Body::Short { sfi, .. } => sfi,
        }
    }
}

/// What a file holds.
pub(super) enum Body {
    /// Readable when the PIN file `guard` of the same application was verified.
    Data {
        bytes: Vec<u8>,
        guard: Option<u16>,
    },
    /// Readable freely, under a short identifier of its own.
    Short {
        bytes: Vec<u8>,
        sfi: u8,
    },
    Pin(Pin),
    /// As `Data`, made when first read.
    Certificate {
        issued: Issued,
        guard: Option<u16>,
    },
    /// A private key: it signs when the PIN file `guard` of the same application was verified.
    Key {
        keys: Keys,
        purpose: Purpose,
        guard: u16,
    },
}

/// A PIN with its counter.
pub(super) struct Pin {
    pub value: Zeroizing<String>,
    pub most: u8,
    pub left: u8,
}

/// What became of a try.
pub(super) enum Tried {
    Right,
    /// With this many left.
    Wrong(u8),
    Blocked,
}

impl Pin {
    pub fn new(value: &str, most: u8, left: u8) -> Pin {
        Pin { value: Zeroizing::new(value.to_owned()), most, left }
    }

    /// Spends a try when wrong, restores all when right.
    pub fn test(&mut self, value: &[u8]) -> Tried {
        if self.left == 0 {
            return Tried::Blocked;
        }
        if value == self.value.as_bytes() {
            self.left = self.most;
            return Tried::Right;
        }
        self.left -= 1;
        Tried::Wrong(self.left)
    }
}

/// A BER-TLV object; tags of one or two bytes, values up to 65,535.
pub(super) fn object(tag: u16, value: &[u8]) -> Vec<u8> {
    let [high, low] = tag.to_be_bytes();
    let mut out = if high == 0 { vec![low] } else { vec![high, low] };
    let length = u16::try_from(value.len()).unwrap_or(u16::MAX).to_be_bytes();
    match value.len() {
        0..=0x7F => out.push(length[1]),
        0x80..=0xFF => out.extend([0x81, length[1]]),
        _ => out.extend([0x82, length[0], length[1]]),
    }
    out.extend(value);
    out
}
