//! Wrapping the data key: Argon2id over a passphrase, XChaCha20-Poly1305 over the key.
//!
//! The data key is 32 random bytes. `keys.json` holds a copy of it for every staff member and for the recovery key, each
//! sealed under a key of its own; names and costs are bound to it as associated data. Names are the only thing readable.

use super::{Error, Result};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use rand::TryRngCore;
use rand::rngs::OsRng;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

/// Name under which the recovery key opens.
pub const RECOVERY: &str = "recovery";

/// 32 secret bytes, wiped when dropped.
pub(super) type Key = Zeroizing<[u8; 32]>;

/// What a derivation costs, written beside each wrapped key so that it can be raised later (RFC 9106 section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Default for Cost {
    /// 64 MiB, three passes: the second recommended option of RFC 9106, on one lane.
    fn default() -> Cost {
        Cost { memory_kib: 64 * 1024, passes: 3, lanes: 1 }
    }
}

impl Cost {
    /// For keys of full entropy, which need no stretching.
    const RANDOM_KEY: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };
    /// A damaged key file must not ask for all the memory there is.
    const MOST: Cost = Cost { memory_kib: 1024 * 1024, passes: 64, lanes: 16 };

    fn bearable(self) -> bool {
        self.memory_kib <= Cost::MOST.memory_kib && self.passes <= Cost::MOST.passes && self.lanes <= Cost::MOST.lanes
    }
}

/// The data key wrapped for one person.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Wrapped {
    pub name: String,
    added: Timestamp,
    cost: Cost,
    salt: String,
    nonce: String,
    key: String,
}

/// `keys.json`.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct KeyFile {
    format: u32,
    pub staff: Vec<Wrapped>,
    pub recovery: Wrapped,
}

impl KeyFile {
    const FORMAT: u32 = 1;

    /// A key file for a new data key, with its first staff member.
    pub fn new(first: Wrapped, recovery: Wrapped) -> KeyFile {
        KeyFile { format: KeyFile::FORMAT, staff: vec![first], recovery }
    }

    pub fn parse(bytes: &[u8]) -> Result<KeyFile> {
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let unreadable = |_| Error::damaged("the key file");
        if serde_json::from_slice::<Format>(bytes).map_err(unreadable)?.format > KeyFile::FORMAT {
            return Err(Error::Newer);
        }
        serde_json::from_slice(bytes).map_err(unreadable)
    }

    pub fn bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec_pretty(self).map_err(|error| Error::Other(error.to_string()))
    }

    pub fn names(&self) -> Vec<String> {
        self.staff.iter().map(|wrapped| wrapped.name.clone()).collect()
    }

    /// The data key, with the passphrase of a staff member or the recovery key.
    pub fn unwrap(&self, name: &str, passphrase: &SecretString) -> Result<Key> {
        if name == RECOVERY {
            return self.recovery.open(&normal_recovery(passphrase));
        }
        let wrapped = self.staff.iter().find(|wrapped| wrapped.name == name);
        wrapped.ok_or_else(|| Error::NoStaff(name.to_owned()))?.open(&normal_passphrase(passphrase))
    }
}

impl Wrapped {
    /// Wraps the data key under a passphrase.
    pub fn seal(name: &str, passphrase: &SecretString, cost: Cost, data_key: &Key, now: Timestamp) -> Result<Wrapped> {
        Wrapped::seal_under(name, &normal_passphrase(passphrase), cost, data_key, now)
    }

    /// Wraps the data key under a new recovery key, which is given back to be printed.
    pub fn seal_recovery(data_key: &Key, now: Timestamp) -> Result<(Wrapped, SecretString)> {
        let printed = new_recovery()?;
        let wrapped = Wrapped::seal_under(RECOVERY, &normal_recovery(&printed), Cost::RANDOM_KEY, data_key, now)?;
        Ok((wrapped, printed))
    }

    fn seal_under(name: &str, secret: &[u8], cost: Cost, data_key: &Key, now: Timestamp) -> Result<Wrapped> {
        let (salt, nonce) = (random::<16>()?, random::<24>()?);
        let cipher = XChaCha20Poly1305::new((&*derive(secret, &salt, cost)?).into());
        let payload = Payload { msg: data_key.as_slice(), aad: &bound(name, cost) };
        let sealed = cipher.encrypt(XNonce::from_slice(&nonce), payload);
        let sealed = sealed.map_err(|_| Error::Other("the data key could not be sealed".to_owned()))?;
        Ok(Wrapped {
            name: name.to_owned(),
            added: now,
            cost,
            salt: BASE64.encode(salt),
            nonce: BASE64.encode(nonce),
            key: BASE64.encode(sealed),
        })
    }

    fn open(&self, secret: &[u8]) -> Result<Key> {
        let decode = |text: &str| BASE64.decode(text).map_err(|_| Error::damaged("the key file"));
        let (salt, nonce, sealed) = (decode(&self.salt)?, decode(&self.nonce)?, decode(&self.key)?);
        if nonce.len() != 24 || !self.cost.bearable() {
            return Err(Error::damaged("the key file"));
        }
        let cipher = XChaCha20Poly1305::new((&*derive(secret, &salt, self.cost)?).into());
        let payload = Payload { msg: &sealed, aad: &bound(&self.name, self.cost) };
        let opened = cipher.decrypt(XNonce::from_slice(&nonce), payload);
        let opened = Zeroizing::new(opened.map_err(|_| Error::WrongPassphrase(self.name.clone()))?);
        let mut key = Key::default();
        if opened.len() != key.len() {
            return Err(Error::damaged("the key file"));
        }
        key.copy_from_slice(&opened);
        Ok(key)
    }
}

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(|error| Error::Other(error.to_string()))?;
    Ok(bytes)
}

/// A key for one purpose: the expand step of HKDF (RFC 5869), one block.
pub(super) fn subkey(data_key: &Key, purpose: &str) -> Key {
    mac(data_key, &[purpose.as_bytes(), &[1]])
}

/// HMAC-SHA-256 of the parts, one after another.
pub(super) fn mac(key: &Key, parts: &[&[u8]]) -> Key {
    // HMAC pads a short key with zeros to its block of 64 bytes.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key.as_slice());
    let mut mac = <Hmac<Sha256> as Mac>::new((&*block).into());
    for part in parts {
        mac.update(part);
    }
    let mut bytes = mac.finalize().into_bytes();
    let mut key = Key::default();
    key.copy_from_slice(&bytes);
    bytes.as_mut_slice().zeroize();
    key
}

/// Argon2id. Its memory is one allocation of its own, so the system has it back when this returns.
fn derive(secret: &[u8], salt: &[u8], cost: Cost) -> Result<Key> {
    let unusable = |_| Error::damaged("the key file");
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(unusable)?;
    let mut memory = vec![Block::default(); params.block_count()];
    let mut key = Key::default();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_into_with_memory(secret, salt, &mut *key, &mut memory).map_err(unusable)?;
    Ok(key)
}

/// What the sealed key is bound to: it opens under this name and these costs only.
fn bound(name: &str, cost: Cost) -> Vec<u8> {
    let Cost { memory_kib, passes, lanes } = cost;
    format!("madoguchi data key\n{name}\n{memory_kib} {passes} {lanes}").into_bytes()
}

/// The same passphrase typed on another machine: composed (NFC), any space as U+0020 (RFC 8265, `OpaqueString`).
fn normal_passphrase(passphrase: &SecretString) -> Zeroizing<Vec<u8>> {
    // Room for the longest text, so that no half-filled buffer is left behind unwiped.
    let mut text = Zeroizing::new(String::with_capacity(4 * passphrase.expose_secret().len()));
    let spaces = |c: char| if c.is_whitespace() { ' ' } else { c };
    text.extend(passphrase.expose_secret().nfc().map(spaces));
    Zeroizing::new(std::mem::take(&mut *text).into_bytes())
}

/// Crockford's base 32: no I, L, O, U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 160 random bits in eight groups of four letters and digits.
fn new_recovery() -> Result<SecretString> {
    let bits = Zeroizing::new(random::<20>()?);
    let mut text = String::with_capacity(39);
    for (group, five) in bits.chunks(5).enumerate() {
        let number = five.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        for place in 0..8 {
            if place % 4 == 0 && (group, place) != (0, 0) {
                text.push('-');
            }
            let letter = usize::try_from(number >> (35 - 5 * place) & 31).unwrap_or_default();
            text.push(char::from(LETTERS[letter]));
        }
    }
    Ok(SecretString::from(text))
}

/// As printed, however it was typed: groups and case do not matter, and O, I, L are read as the digits they look like.
fn normal_recovery(typed: &SecretString) -> Zeroizing<Vec<u8>> {
    let mut letters = Zeroizing::new(Vec::with_capacity(typed.expose_secret().len()));
    for letter in typed.expose_secret().bytes().filter(u8::is_ascii_alphanumeric) {
        letters.push(match letter.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        });
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Cost = Cost { memory_kib: 64, passes: 1, lanes: 1 };

    fn secret(text: &str) -> SecretString {
        SecretString::from(text)
    }

    fn key() -> Key {
        Zeroizing::new([7; 32])
    }

    fn wrapped(passphrase: &str) -> Wrapped {
        Wrapped::seal("Sato", &secret(passphrase), CHEAP, &key(), Timestamp::UNIX_EPOCH).unwrap()
    }

    fn opens(wrapped: &Wrapped, passphrase: &str) -> bool {
        wrapped.open(&normal_passphrase(&secret(passphrase))).is_ok_and(|opened| *opened == *key())
    }

    #[test]
    fn a_passphrase_opens_what_it_sealed_and_nothing_else_does() {
        let sealed = wrapped("correct horse");
        assert!(opens(&sealed, "correct horse"));
        for other in ["", "correct horse ", "Correct horse", "correct-horse"] {
            assert!(!opens(&sealed, other), "{other:?}");
        }
    }

    #[test]
    fn a_passphrase_is_the_same_however_it_is_composed_or_spaced() {
        // が as one character and as か + U+3099; the space of a Japanese keyboard.
        let sealed = wrapped("ながい あいことば");
        assert!(opens(&sealed, "なか\u{3099}い\u{3000}あいことは\u{3099}"));
    }

    #[test]
    fn a_sealed_key_is_bound_to_its_name_and_costs() {
        let mut renamed = wrapped("x");
        renamed.name = "Suzuki".to_owned();
        assert!(!opens(&renamed, "x"));
        let mut cheaper = wrapped("x");
        cheaper.cost.memory_kib /= 2;
        assert!(!opens(&cheaper, "x"));
    }

    #[test]
    fn a_key_file_that_asks_for_too_much_is_damaged() {
        let mut greedy = wrapped("x");
        greedy.cost.memory_kib = u32::MAX;
        let answer = greedy.open(b"x");
        assert!(matches!(answer, Err(Error::Damaged(_))));
    }

    #[test]
    fn the_recovery_key_is_easily_read_and_forgives_typing() {
        let (sealed, printed) = Wrapped::seal_recovery(&key(), Timestamp::UNIX_EPOCH).unwrap();
        let text = printed.expose_secret();
        let groups: Vec<&str> = text.split('-').collect();
        assert_eq!((groups.len(), text.len()), (8, 39));
        assert!(groups.iter().all(|group| group.len() == 4 && group.bytes().all(|b| LETTERS.contains(&b))), "{text}");
        let careless = text.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");
        assert!(sealed.open(&normal_recovery(&secret(&careless))).is_ok());
        assert!(sealed.open(&normal_recovery(&secret(&text[1..]))).is_err());
    }

    #[test]
    fn keys_of_different_purposes_differ() {
        assert_ne!(*subkey(&key(), "ledger"), *subkey(&key(), "database"));
        assert_eq!(*subkey(&key(), "ledger"), *subkey(&key(), "ledger"));
    }

    #[test]
    fn a_key_file_of_a_newer_version_is_said_to_be_newer() {
        let newer = br#"{"format": 2, "people": []}"#;
        assert!(matches!(KeyFile::parse(newer), Err(Error::Newer)));
        assert!(matches!(KeyFile::parse(b"{"), Err(Error::Damaged(_))));
    }
}
