//! What the app makes the card sign, and the rules of its PINs.

use super::{SIGN_PIN, answer, own_card, pin, pki, profile};
use jiff::Timestamp;
use madoguchi::card::{self, CHALLENGE, Error, Place};
use madoguchi::sign::{self, Flaw, Holder, Trust, Unsigned, verify_challenge, verify_detached};
use proptest::prelude::*;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

pub const CONTENT: &[u8] = b"application 00\nfile 01 2 photo image/jpeg photo.jpg\n";

pub fn now() -> Timestamp {
    "2026-11-24T01:02:03Z".parse().expect("a time")
}

/// A card's signature (CMS) over [`CONTENT`].
pub fn signed(place: &Place, at: Timestamp) -> Result<Vec<u8>, Error> {
    let mut half = None;
    let signed = card::sign_document(place, &pin(SIGN_PIN), false, &mut |certificate| {
        let unsigned = Unsigned::new(CONTENT, certificate, at).expect("half a signature");
        let input = unsigned.card_input().expect("a DigestInfo");
        half = Some(unsigned);
        Ok(input)
    })?;
    Ok(half.expect("asked").with_signature(&signed.signature).expect("what was asked for"))
}

static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| signed(&Place::InProcess(profile()), now()).expect("signed"));

pub fn trust() -> Trust {
    Trust::practice().expect("the practice authorities")
}

pub fn flaw(result: Result<sign::CardSignature, sign::Error>) -> Option<Flaw> {
    match result {
        Err(sign::Error::Certificate(flaw)) => Some(flaw),
        _ => None,
    }
}

#[test]
fn a_cards_signature_says_who_and_when() {
    let verified = verify_detached(&SIGNED, CONTENT, &trust(), now()).expect("it holds");
    assert_eq!(verified.holder.name, "ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ");
    assert_eq!(verified.holder.birth, Some(jiff::civil::date(1996, 4, 12)));
    assert_eq!((verified.time, verified.practice, verified.algorithm), (now(), true, "RSA-2048 SHA-256"));
    assert!(!format!("{verified:?}").contains("ＮＧＵＹＥＮ"));
}

pub fn openssl(folder: &Path, content: &[u8], cms: &[u8]) -> (bool, String) {
    std::fs::write(folder.join("manifest.txt"), content).expect("written");
    std::fs::write(folder.join("signature.cms"), cms).expect("written");
    let authority = pki("sign-2023.pem");
    let arguments = ["cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.cms"];
    let more = ["-content", "manifest.txt", "-CAfile", &authority, "-out", "out.txt"];
    let output = Command::new("openssl").args(arguments).args(more).current_dir(folder).output().expect("openssl");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn openssl_agrees_with_cades() {
    let folder = tempfile::tempdir().expect("a folder");
    let (good, told) = openssl(folder.path(), CONTENT, &SIGNED);
    assert!(good, "{told}");
    let mut other = CONTENT.to_vec();
    other[0] ^= 1;
    assert!(!openssl(folder.path(), &other, &SIGNED).0);
}

#[test]
fn what_openssl_signs_with_the_cards_key_is_accepted() {
    let folder = tempfile::tempdir().expect("a folder");
    let certificate = card_certificate();
    std::fs::write(folder.path().join("card.der"), certificate).expect("written");
    std::fs::write(folder.path().join("manifest.txt"), CONTENT).expect("written");
    let run = |arguments: &[&str]| {
        let output = Command::new("openssl").args(arguments).current_dir(folder.path()).output().expect("openssl");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["x509", "-inform", "DER", "-in", "card.der", "-out", "card.pem"]);
    let key = pki("card-sign.key");
    let sign = ["cms", "-sign", "-cades", "-binary", "-md", "sha256", "-in", "manifest.txt", "-signer", "card.pem"];
    run(&[&sign[..], &["-inkey", &key, "-outform", "DER", "-out", "signature.cms"]].concat());
    let cms = std::fs::read(folder.path().join("signature.cms")).expect("a signature");
    assert!(verify_detached(&cms, CONTENT, &trust(), Timestamp::now()).is_ok());
}

fn card_certificate() -> Vec<u8> {
    let place = Place::InProcess(profile());
    let signed = card::sign_document(&place, &pin(SIGN_PIN), false, &mut |_| Ok(vec![0; 51])).expect("signed");
    signed.certificate.der
}

#[test]
fn a_bit_flipped_in_any_byte_is_refused() {
    let trust = trust();
    for at in (0..SIGNED.len()).step_by(3) {
        let mut cms = SIGNED.clone();
        cms[at] ^= 1 << (at % 8);
        assert!(verify_detached(&cms, CONTENT, &trust, now()).is_err(), "byte {at} of {}", cms.len());
    }
    assert!(matches!(verify_detached(&SIGNED, b"other", &trust, now()), Err(sign::Error::Broken)));
}

#[test]
fn the_certificate_has_to_count_at_the_time_of_signing() {
    let folder = tempfile::tempdir().expect("a folder");
    let check = |name: &str, more: &str, at: Timestamp| {
        let cms = signed(&own_card(folder.path(), name, more), at).expect("signed");
        flaw(verify_detached(&cms, CONTENT, &trust(), now().max(at)))
    };
    let over = "[jpki]\nfrom = \"2025-10-16\"\nuntil = \"2026-11-23\"";
    assert_eq!(check("over.toml", over, now()), Some(Flaw::NotValidThen));
    // Its last second is 23:59:59 of the day in Japan.
    let last = "2026-11-23T14:59:59Z".parse().expect("a time");
    assert_eq!(check("over-2.toml", over, last), None);
    let to_come = "[jpki]\nfrom = \"2026-12-01\"\nuntil = \"2030-11-23\"";
    assert_eq!(check("to-come.toml", to_come, now()), Some(Flaw::NotValidThen));
    assert_eq!(check("revoked.toml", "[jpki]\nrevoked = true", now()), Some(Flaw::Revoked));
    assert_eq!(
        flaw(verify_detached(&SIGNED, CONTENT, &trust(), "2026-11-24T00:00:00Z".parse().expect("a time"))),
        Some(Flaw::NotYet)
    );
}

#[test]
fn the_authority_is_found_by_its_signature_and_not_by_its_name() {
    let read = |name: &str| std::fs::read_to_string(pki(name)).expect("a certificate");
    let only = |names: &[&str]| {
        Trust::read(&names.iter().map(|name| read(name)).collect::<String>(), "", "").expect("authorities")
    };
    let verify = |trust: &Trust| flaw(verify_detached(&SIGNED, CONTENT, trust, now()));
    assert_eq!(verify(&only(&["sign-2019.pem", "sign-2023.pem"])), None);
    assert_eq!(verify(&only(&["sign-2019.pem"])), Some(Flaw::UnknownIssuer));
    assert_eq!(verify(&only(&["auth-2023.pem"])), Some(Flaw::UnknownIssuer));
    assert_eq!(verify(&Trust::default()), Some(Flaw::UnknownIssuer));
    let subject = |name: &str| {
        let file = pki(name);
        let output = Command::new("openssl").args(["x509", "-noout", "-subject", "-in", &file]).output();
        output.expect("openssl").stdout
    };
    assert_eq!(subject("sign-2019.pem"), subject("sign-2023.pem"));
}

#[test]
fn each_key_signs_its_own_kind_only() {
    let place = Place::InProcess(profile());
    let challenge = [CHALLENGE, b"server 00\nnonce 01\nuntil 2026-11-24T01:05:00Z\n"].concat();
    let signed = answer(&place, "1234", false, &challenge).expect("signed");
    let holder =
        verify_challenge(&challenge, &signed.certificate.der, &signed.signature, &trust(), now()).expect("holds");
    assert!(holder.birth.is_none() && !holder.name.contains("ＮＧＵＹＥＮ"), "it names nobody");
    let other = verify_challenge(b"other", &signed.certificate.der, &signed.signature, &trust(), now());
    assert!(matches!(other, Err(sign::Error::Broken)));
    // What is no challenge is not put before the authentication key.
    assert!(matches!(answer(&place, "1234", false, CONTENT), Err(Error::Untrusted(_))));
    // The signature certificate does not sign in, and the authentication certificate signs no document.
    let signed = card::sign_document(&place, &pin(SIGN_PIN), false, &mut |certificate| {
        Ok(Unsigned::new(&challenge, certificate, now()).expect("half").card_input().expect("input"))
    });
    let by_sign_key = signed.expect("signed").certificate.der;
    let purpose = verify_challenge(&challenge, &by_sign_key, &[0; 256], &trust(), now());
    assert!(purpose.is_err());
    assert!(Holder::read(&by_sign_key).expect("a certificate").birth.is_some());
}

#[test]
fn a_signature_pin_is_looked_at_before_the_card_and_the_last_try_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = own_card(folder.path(), "card.toml", "");
    let sign = |text: &str, last| card::sign_document(&place, &pin(text), last, &mut |_| Ok(vec![0; 51])).map(|_| ());
    for wrong in ["", "1234", "ABCDEF", "123456", "ABC12", "ABC12345678901234", "ABC12３", "ABC 123"] {
        assert!(matches!(sign(wrong, false), Err(Error::BadSignPin)), "{wrong}");
    }
    let left = || card::tries(&place).expect("tries").sign;
    assert_eq!(left(), Some(5));
    assert!(sign("abc123", false).is_ok(), "typed in small letters");
    for n in [4, 3, 2, 1] {
        assert!(matches!(sign("XYZ999", false), Err(Error::WrongPin(left)) if left == n));
    }
    assert!(matches!(sign("ABC123", false), Err(Error::LastTry)));
    assert_eq!(left(), Some(1));
    assert!(sign("ABC123", true).is_ok());
    assert_eq!(left(), Some(5));
}

#[test]
fn two_wrong_pins_and_the_third_is_not_sent_without_the_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = own_card(folder.path(), "card.toml", "");
    let answer = |text: &str, last| answer(&place, text, last, CHALLENGE).map(|_| ());
    assert!(matches!(answer("0000", false), Err(Error::WrongPin(2))));
    assert!(matches!(answer("0000", false), Err(Error::WrongPin(1))));
    assert!(matches!(answer("0000", false), Err(Error::LastTry)));
    assert_eq!(card::tries(&place).expect("tries").auth, Some(1));
    assert!(matches!(answer("0000", true), Err(Error::Blocked)));
    assert!(matches!(answer("1234", true), Err(Error::Blocked)));
}

#[test]
fn certificates_are_shown_without_a_pin() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = own_card(folder.path(), "card.toml", "[jpki]\nuntil = \"2027-03-01\"");
    let found = card::certificates(&place, None, false).expect("certificates");
    assert_eq!(found.auth.until, jiff::civil::date(2027, 3, 1));
    assert_eq!(found.auth_authority.until, jiff::civil::date(2049, 12, 31));
    assert_ne!(found.auth_authority.der, found.sign_authority.der);
    assert_eq!((found.tries.auth, found.tries.sign), (Some(3), Some(5)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn untrusted_bytes_never_panic_and_never_verify(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut cms = SIGNED.clone();
        for (at, byte) in edits {
            let at = at.index(cms.len());
            cms[at] = byte;
        }
        if shorten {
            cms.truncate(cut.index(cms.len()));
        }
        prop_assume!(cms != *SIGNED);
        prop_assert!(verify_detached(&cms, CONTENT, &trust(), now()).is_err());
    }

    #[test]
    fn noise_is_no_signature(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify_detached(&bytes, CONTENT, &trust(), now()).is_err());
        prop_assert!(Holder::read(&bytes).is_err());
    }
}
