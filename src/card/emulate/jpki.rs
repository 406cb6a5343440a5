//! The JPKI application (公的個人認証) of a virtual card: two certificates, their authorities, two keys with their PINs.

use super::certificate::{Purpose, Subject};
use super::files::{App, Body, File, Pin};
use super::my_number::{FOUR_DIGITS, SIGNATURE};
use super::profile::{MyNumber, PinOf};
use crate::card::jpki::{AUTH, Files, SIGN};
use crate::card::my_number::JPKI;
use std::sync::OnceLock;

/// Name of the application in the token information: 32 bytes of label in 160.
const LABEL: &[u8] = b"JPKIAPICCTOKEN2";
const TOKEN: usize = 160;
const LABEL_FIELD: usize = 32;

/// A certificate that is made when it is first read: a signature takes time, and most runs do not need it.
pub(super) struct Issued {
    purpose: Purpose,
    subject: Subject,
    made: OnceLock<Vec<u8>>,
}

impl Issued {
    /// DER.
    pub fn bytes(&self) -> &[u8] {
        self.made.get_or_init(|| self.purpose.issue(&self.subject))
    }
}

pub(super) fn app(card: &MyNumber) -> App {
    let mut files = vec![File::data(0x0006, token(), None), File::data(0x0008, vec![0x8F, 0x8F, 0x00], None)];
    files.extend(of_key(card, Purpose::Auth, &AUTH, None, &card.auth, FOUR_DIGITS));
    files.extend(of_key(card, Purpose::Sign, &SIGN, Some(SIGN.pin), &card.sign, SIGNATURE));
    App { aid: JPKI.to_vec(), root: false, files }
}

/// What belongs to one of the two keys. `guard`: the certificate too is read only after this PIN.
fn of_key(card: &MyNumber, purpose: Purpose, at: &Files, guard: Option<u16>, pin: &PinOf, most: u8) -> Vec<File> {
    let issued = Issued { purpose, subject: Subject::from(card), made: OnceLock::new() };
    vec![
        File { id: at.certificate, body: Body::Certificate { issued, guard } },
        File::data(at.authority, purpose.authority(), None),
        File { id: at.key, body: Body::Key { keys: card.jpki.keys, purpose, guard: at.pin } },
        File { id: at.pin, body: Body::Pin(Pin::new(&pin.value, most, pin.left)) },
    ]
}

fn token() -> Vec<u8> {
    let mut bytes = LABEL.to_vec();
    bytes.resize(LABEL_FIELD, b' ');
    bytes.resize(TOKEN, 0);
    bytes
}
