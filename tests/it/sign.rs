//! Receipts' signatures: made here, checked here and by OpenSSL, refused when anything was changed.

use jiff::Timestamp;
use madoguchi::sign::{Error, ServerKey, fingerprint, verify};
use proptest::prelude::*;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

const CONTENT: &[u8] = "{\"number\":\"P-2026-11-000123\",\"office\":\"東京出入国在留管理局\"}".as_bytes();

struct Signed {
    cms: Vec<u8>,
    pem: String,
}

static SIGNED: LazyLock<Signed> = LazyLock::new(|| {
    let key = ServerKey::generate("窓口 practice server", Timestamp::now()).unwrap();
    Signed { cms: key.sign(CONTENT, Timestamp::now()).unwrap(), pem: key.certificate_pem().unwrap() }
});

fn openssl(dir: &Path, cms: &[u8], pem: &str) -> Output {
    std::fs::write(dir.join("receipt.cms"), cms).unwrap();
    std::fs::write(dir.join("cert.pem"), pem).unwrap();
    Command::new("openssl")
        .args(["cms", "-verify", "-inform", "DER", "-in", "receipt.cms", "-CAfile", "cert.pem"])
        .current_dir(dir)
        .output()
        .unwrap()
}

#[test]
fn a_signature_gives_content_signer_and_time() {
    let now: Timestamp = "2026-11-24T01:02:03Z".parse().unwrap();
    let key = ServerKey::generate("Office, Ltd. + 窓口", now).unwrap();
    let pem = key.certificate_pem().unwrap();
    let verified = verify(&key.sign(CONTENT, now).unwrap(), &pem).unwrap();
    assert_eq!(verified.content, CONTENT);
    assert_eq!(verified.signer, "Office, Ltd. + 窓口");
    assert_eq!(verified.time, Some(now));
    assert_eq!(verified.fingerprint, fingerprint(&pem).unwrap());
}

#[test]
fn openssl_accepts_it_offline_with_the_pinned_certificate_only() {
    let dir = tempfile::tempdir().unwrap();
    let output = openssl(dir.path(), &SIGNED.cms, &SIGNED.pem);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.stdout, CONTENT);
}

#[test]
fn openssl_refuses_changed_content() {
    let dir = tempfile::tempdir().unwrap();
    let mut cms = SIGNED.cms.clone();
    let at = cms.windows(4).position(|w| w == b"2026").unwrap();
    cms[at] ^= 1;
    assert!(!openssl(dir.path(), &cms, &SIGNED.pem).status.success());
}

#[test]
fn openssl_computes_the_same_fingerprint() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("cert.pem"), &SIGNED.pem).unwrap();
    let output = Command::new("openssl")
        .args(["x509", "-in", "cert.pem", "-noout", "-fingerprint", "-sha256"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let hex: String = text.split('=').nth(1).unwrap().trim().replace(':', "").to_lowercase();
    assert_eq!(hex, fingerprint(&SIGNED.pem).unwrap());
}

#[test]
fn a_bit_flipped_in_any_byte_is_refused() {
    for at in 0..SIGNED.cms.len() {
        let mut cms = SIGNED.cms.clone();
        cms[at] ^= 1 << (at % 8);
        assert!(verify(&cms, &SIGNED.pem).is_err(), "byte {at} of {}", cms.len());
    }
}

#[test]
fn another_server_is_told_from_a_broken_signature() {
    let other = ServerKey::generate("窓口 practice server", Timestamp::now()).unwrap();
    let result = verify(&SIGNED.cms, &other.certificate_pem().unwrap());
    assert!(matches!(result, Err(Error::OtherSigner)));
    let at = SIGNED.cms.windows(4).position(|w| w == b"2026").unwrap();
    let mut cms = SIGNED.cms.clone();
    cms[at] ^= 1;
    assert!(matches!(verify(&cms, &SIGNED.pem), Err(Error::Broken)));
}

#[test]
fn a_kept_key_signs_as_before_and_a_foreign_certificate_is_refused() {
    let now = Timestamp::now();
    let key = ServerKey::generate("a", now).unwrap();
    let (pkcs8, pem) = key.to_parts().unwrap();
    let again = ServerKey::from_parts(&pkcs8, &pem).unwrap();
    assert!(verify(&again.sign(CONTENT, now).unwrap(), &pem).is_ok());
    assert!(matches!(ServerKey::from_parts(&pkcs8, &SIGNED.pem), Err(Error::Key(_))));
}

#[test]
fn debug_of_a_key_shows_nothing() {
    let key = ServerKey::generate("a", Timestamp::now()).unwrap();
    assert_eq!(format!("{key:?}"), "ServerKey { .. }");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn untrusted_bytes_never_panic_and_never_verify(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        shorten in any::<bool>(),
    ) {
        let mut cms = SIGNED.cms.clone();
        for (at, byte) in edits {
            let at = at.index(cms.len());
            cms[at] = byte;
        }
        if shorten {
            cms.truncate(cut.index(cms.len()));
        }
        prop_assume!(cms != SIGNED.cms);
        prop_assert!(verify(&cms, &SIGNED.pem).is_err());
    }

    #[test]
    fn noise_is_no_signature(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify(&bytes, &SIGNED.pem).is_err());
    }
}
