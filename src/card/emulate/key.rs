//! The private keys of virtual My Number cards: public practice keys, which prove nothing.

use super::certificate::{Purpose, sequence};
use super::files::object;
use p384::ecdsa::signature::hazmat::PrehashSigner;
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey};
use rsa::{Pkcs1v15Sign, RsaPrivateKey, traits::PublicKeyParts};
use serde::Deserialize;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// What the keys of a card are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(super) enum Keys {
    /// As on today's cards.
    #[default]
    #[serde(rename = "RSA-2048")]
    Rsa2048,
    /// As announced for the next card. How its application is asked to sign is not published: the virtual card takes today's command with the
    /// hash in it, and answers with both numbers side by side.
    #[serde(rename = "P-384")]
    P384,
}

/// A private key.
pub(super) enum Key {
    Rsa(Box<RsaPrivateKey>),
    P384(p384::ecdsa::SigningKey),
}

const RSA_AUTH: &str = include_str!("../../../assets/pki/card-auth.key");
const RSA_SIGN: &str = include_str!("../../../assets/pki/card-sign.key");
const P384_AUTH: &str = include_str!("../../../assets/pki/card-auth-p384.key");
const P384_SIGN: &str = include_str!("../../../assets/pki/card-sign-p384.key");

impl Key {
    /// The key of a card; `None` when the file in `assets` is damaged.
    pub fn of(keys: Keys, purpose: Purpose) -> Option<Key> {
        match (keys, purpose) {
            (Keys::Rsa2048, Purpose::Auth) => Key::rsa(RSA_AUTH),
            (Keys::Rsa2048, Purpose::Sign) => Key::rsa(RSA_SIGN),
            (Keys::P384, Purpose::Auth) => Key::p384(P384_AUTH),
            (Keys::P384, Purpose::Sign) => Key::p384(P384_SIGN),
        }
    }

    pub fn rsa(pem: &str) -> Option<Key> {
        RsaPrivateKey::from_pkcs8_pem(pem).ok().map(|key| Key::Rsa(Box::new(key)))
    }

    fn p384(pem: &str) -> Option<Key> {
        p384::ecdsa::SigningKey::from_pkcs8_pem(pem).ok().map(Key::P384)
    }

    /// The public key (SPKI, DER).
    pub fn public(&self) -> Option<Vec<u8>> {
        let der = match self {
            Key::Rsa(key) => key.to_public_key().to_public_key_der(),
            Key::P384(key) => key.verifying_key().to_public_key_der(),
        };
        der.ok().map(|der| der.as_bytes().to_vec())
    }

    /// The method of RFC 5280 §4.2.1.2 (1): SHA-1 of the key.
    pub fn id(&self) -> Vec<u8> {
        let bits = match self {
            Key::Rsa(key) => {
                let number = |bytes: Vec<u8>| object(0x02, &[&[0][..], &bytes].concat());
                sequence(&[number(key.n().to_bytes_be()), object(0x02, &key.e().to_bytes_be())])
            }
            Key::P384(key) => key.verifying_key().to_encoded_point(false).as_bytes().to_vec(),
        };
        Sha1::digest(bits).to_vec()
    }

    /// A signature. `kind` as P1 of the command: 00 the data are padded as given (on P-384: a hash), 02 they are a SHA-256, 03 they are a message.
    pub fn sign(&self, kind: u8, data: &[u8]) -> Option<Vec<u8>> {
        match (self, kind) {
            (Key::Rsa(key), 0x00) => key.sign(Pkcs1v15Sign::new_unprefixed(), data).ok(),
            (Key::Rsa(key), 0x02) => key.sign(Pkcs1v15Sign::new::<Sha256>(), data).ok(),
            (Key::Rsa(key), _) => key.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(data)).ok(),
            (Key::P384(key), 0x00) if data.len() == SHA384 => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(data).ok()?;
                Some(signature.to_bytes().to_vec())
            }
            (Key::P384(_), _) => None,
        }
    }
}

/// Bytes of a SHA-384.
const SHA384: usize = 48;
