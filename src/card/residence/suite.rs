//! What the two generations compute with: triple DES and a retail MAC, or AES-128 and CMAC. Keys are 16 bytes in both.
//!
//! Sources: 在留カード等仕様書 Ver 1.5, 第二世代在留カード等仕様書 Ver 1.1; ISO/IEC 9797-1 (MAC algorithm 3, padding method 2); NIST SP 800-38B.

use aes::Aes128;
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockDecrypt, BlockDecryptMut, BlockEncrypt, BlockEncryptMut, Key, KeyInit, KeyIvInit};
use cmac::{Cmac, Mac};
use des::{Des, TdesEde2};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

/// A key of either generation; wiped when dropped.
pub type SecretKey = Zeroizing<[u8; 16]>;

/// The algorithms of a generation. CBC begins with a vector of zeros in every message, as both specifications want.
pub trait Suite: Sync {
    /// Bytes in a block.
    fn block(&self) -> usize;
    /// The first eight bytes of the MAC.
    fn mac(&self, key: &SecretKey, data: &[u8]) -> [u8; 8];
    /// Encrypts whole blocks; `None` when they are not whole.
    fn encrypt(&self, key: &SecretKey, data: &[u8]) -> Option<Zeroizing<Vec<u8>>>;
    /// Decrypts whole blocks; `None` when they are not whole.
    fn decrypt(&self, key: &SecretKey, data: &[u8]) -> Option<Zeroizing<Vec<u8>>>;
}

/// First generation.
pub struct TripleDes;
/// Second generation.
pub struct Aes;

impl Suite for TripleDes {
    fn block(&self) -> usize {
        8
    }

    fn mac(&self, key: &SecretKey, data: &[u8]) -> [u8; 8] {
        let (first, second) = key.split_at(8);
        let first = Des::new(Key::<Des>::from_slice(first));
        let second = Des::new(Key::<Des>::from_slice(second));
        let mut chain = [0_u8; 8];
        for block in pad(data, 8).chunks_exact(8) {
            chain.iter_mut().zip(block).for_each(|(byte, other)| *byte ^= other);
            first.encrypt_block((&mut chain).into());
        }
        second.decrypt_block((&mut chain).into());
        first.encrypt_block((&mut chain).into());
        chain
    }

    fn encrypt(&self, key: &SecretKey, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut out = Zeroizing::new(data.to_vec());
        let cipher = cbc::Encryptor::<TdesEde2>::new(key.as_slice().into(), &[0; 8].into());
        cipher.encrypt_padded_mut::<NoPadding>(&mut out, data.len()).ok()?;
        Some(out)
    }

    fn decrypt(&self, key: &SecretKey, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut out = Zeroizing::new(data.to_vec());
        let cipher = cbc::Decryptor::<TdesEde2>::new(key.as_slice().into(), &[0; 8].into());
        cipher.decrypt_padded_mut::<NoPadding>(&mut out).ok()?;
        Some(out)
    }
}

impl Suite for Aes {
    fn block(&self) -> usize {
        16
    }

    fn mac(&self, key: &SecretKey, data: &[u8]) -> [u8; 8] {
        let mut mac = <Cmac<Aes128> as KeyInit>::new(key.as_slice().into());
        mac.update(data);
        let whole: [u8; 16] = mac.finalize().into_bytes().into();
        let mut first = [0; 8];
        first.copy_from_slice(&whole[..8]);
        first
    }

    fn encrypt(&self, key: &SecretKey, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut out = Zeroizing::new(data.to_vec());
        let cipher = cbc::Encryptor::<Aes128>::new(key.as_slice().into(), &[0; 16].into());
        cipher.encrypt_padded_mut::<NoPadding>(&mut out, data.len()).ok()?;
        Some(out)
    }

    fn decrypt(&self, key: &SecretKey, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut out = Zeroizing::new(data.to_vec());
        let cipher = cbc::Decryptor::<Aes128>::new(key.as_slice().into(), &[0; 16].into());
        cipher.decrypt_padded_mut::<NoPadding>(&mut out).ok()?;
        Some(out)
    }
}

/// Padding method 2: one byte 80, then zeros to a whole block; always at least the one byte.
#[must_use]
pub fn pad(data: &[u8], block: usize) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(data.len() + block));
    out.extend_from_slice(data);
    out.push(0x80);
    while !out.len().is_multiple_of(block) {
        out.push(0);
    }
    out
}

/// What was padded; `None` when the padding is not there.
#[must_use]
pub fn unpad(data: &[u8]) -> Option<&[u8]> {
    let end = data.iter().rposition(|byte| *byte != 0)?;
    (data.get(end) == Some(&0x80)).then(|| &data[..end])
}

/// The key for authentication: the first 16 bytes of the SHA-1 of the card number, for encryption and MAC alike.
#[must_use]
pub fn number_key(number: &[u8]) -> SecretKey {
    first_sixteen(&Sha1::digest(number))
}

/// The key of the session, from what both sides gave: SHA-1 of their exclusive-or and `00000001`. The parity of DES keys is of no matter.
#[must_use]
pub fn session_key(ours: &SecretKey, cards: &SecretKey) -> SecretKey {
    let mut seed = Zeroizing::new([0_u8; 20]);
    seed.iter_mut().zip(ours.iter().zip(cards.iter())).for_each(|(out, (a, b))| *out = a ^ b);
    seed[19] = 1;
    first_sixteen(&Sha1::digest(seed.as_slice()))
}

fn first_sixteen(bytes: &[u8]) -> SecretKey {
    let mut key = Zeroizing::new([0; 16]);
    key.iter_mut().zip(bytes).for_each(|(out, byte)| *out = *byte);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_comes_off_as_it_went_on() {
        for length in 0..40 {
            let data = vec![0x80; length];
            for block in [8, 16] {
                let padded = pad(&data, block);
                assert!(padded.len().is_multiple_of(block) && padded.len() > length);
                assert_eq!(unpad(&padded), Some(&data[..]));
            }
        }
        for wrong in [&b""[..], &[0; 16], &[1, 2, 3, 0, 0]] {
            assert_eq!(unpad(wrong), None);
        }
    }

    #[test]
    fn blocks_that_are_not_whole_are_refused() {
        let key = number_key(b"AA12345678BB");
        for suite in [&TripleDes as &dyn Suite, &Aes] {
            assert!(suite.decrypt(&key, &[0; 9]).is_none() && suite.encrypt(&key, &[0; 17]).is_none());
            let sealed = suite.encrypt(&key, &[7; 32]).unwrap();
            assert_eq!(suite.decrypt(&key, &sealed).unwrap()[..], [7; 32]);
        }
    }
}
