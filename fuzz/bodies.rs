//! What each fuzz target does with untrusted bytes: nothing may panic, and nothing damaged may count.

use madoguchi::card::residence::{self, Aes, Genuine, Pinned, Proof, SecretKey, TripleDes};
use madoguchi::card::{Error, tlv};
use madoguchi::sign::{self, Trust};
use std::sync::LazyLock;

/// BER-TLV of a card.
pub fn tlv(bytes: &[u8]) {
    if let Ok(objects) = tlv::all(bytes) {
        let held: usize = objects.iter().map(|object| object.value.len()).sum();
        assert!(held <= bytes.len(), "more inside than there is");
    }
    let _ = (tlv::first(bytes).is_ok(), tlv::announced(bytes).is_ok());
}

/// Encrypted answers of a residence card, both generations.
pub fn messaging(bytes: &[u8]) {
    let key = SecretKey::new(*b"0123456789ABCDEF");
    for clear in
        [residence::unseal(&TripleDes, &key, bytes), residence::unseal(&Aes, &key, bytes)].into_iter().flatten()
    {
        assert!(clear.len() < bytes.len(), "more inside than there is");
    }
}

/// The certificate on a residence card: it is none, or it is not one the practice authority issued, unless it is whole.
pub fn certificate(bytes: &[u8]) {
    let proof = Proof { signed: b"contents", code: &[1; 96], certificate: bytes };
    assert_ne!(residence::verdict(&proof, &Pinned::new(true)), Genuine::Yes, "nothing was signed");
    let _ = residence::certificate(bytes);
}

/// A signed receipt, verified against a certificate that did not sign it; a card's signature, over a content it was not made for.
pub fn cms(bytes: &[u8]) {
    const OTHER: &str = include_str!("../assets/pki/residence/stranger.pem");
    assert!(sign::verify(bytes, OTHER).is_err(), "signed by nobody pinned");
    let now = "2026-11-24T01:02:03Z".parse().expect("a time");
    let detached = sign::verify_detached(bytes, b"signed by nobody", &PRACTICE, now);
    assert!(detached.is_err(), "made for another content");
}

static PRACTICE: LazyLock<Trust> = LazyLock::new(|| Trust::practice().expect("the practice authorities"));

/// Pictures of a card.
pub fn picture(bytes: &[u8]) {
    match residence::picture(bytes) {
        Ok(picture) => assert!(picture.width() <= 2_000 && picture.height() <= 2_000),
        Err(error) => assert!(matches!(error, Error::Untrusted(_)), "one clear error"),
    }
}
