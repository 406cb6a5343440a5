//! OpenSC and `myna-card` on the virtual card, through the real pcscd.

use super::{SIGN_PIN, lay, pki, profile};
use crate::support::rig::{self, Pcscd};
use myna_card::Pin;
use myna_card::ap::jpki::{JpkiAp, SignatureScheme};
use myna_card::ap::text::TextAp;
use myna_card::transport::pcsc::{Sharing, connect_any};
use std::path::Path;

const MODULES: [&str; 2] = ["/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so", "/usr/lib64/opensc-pkcs11.so"];
const AUTH_TOKEN: &str = "JPKI (User Authentication PIN)";
const SIGN_TOKEN: &str = "JPKI (Digital Signature PIN)";

/// `pkcs11-tool` on a token of the card.
pub fn pkcs11(token: &str, pin: &str, more: &[&str]) -> String {
    let module = MODULES.into_iter().find(|path| Path::new(path).exists()).expect("package opensc-pkcs11");
    let base = ["--module", module, "--token-label", token, "--login", "--pin", pin];
    rig::output("pkcs11-tool", &[&base[..], more].concat())
}

/// Signs a file with the signature key.
pub fn sign(input: &str, output: &str, mechanism: &str) {
    let told = pkcs11(SIGN_TOKEN, SIGN_PIN, &["--sign", "--id", "02", "-m", mechanism, "-i", input, "-o", output]);
    assert!(Path::new(output).exists(), "{told}");
}

#[test]
fn opensc_lists_four_certificates_and_reads_them() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay(&profile());
        let list = rig::output("pkcs15-tool", &["-r", "0", "--list-certificates"]);
        assert_eq!(list.matches("X.509 Certificate [").count(), 4, "{list}");
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("certificate.pem");
        let file = file.to_str().expect("a path");
        for (id, authority) in [("01", "auth-2023.pem"), ("03", "auth-2023.pem"), ("04", "sign-2023.pem")] {
            rig::output("pkcs15-tool", &["-r", "0", "--read-certificate", id, "-o", file]);
            let told = rig::output("openssl", &["verify", "-CAfile", &pki(authority), file]);
            assert!(told.contains(": OK"), "{id}: {told}");
        }
        let without = rig::output("pkcs15-tool", &["-r", "0", "--read-certificate", "02"]);
        assert!(!without.contains("BEGIN CERTIFICATE"), "{without}");
        let with = ["-r", "0", "--verify-pin", "--auth-id", "02", "--pin", SIGN_PIN, "--read-certificate", "02"];
        let with = rig::output("pkcs15-tool", &with);
        assert!(with.contains("BEGIN CERTIFICATE"), "{with}");
    });
}

#[test]
fn opensc_signs_with_both_keys_and_openssl_verifies() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay(&profile());
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
        std::fs::write(at("message"), "窓口").expect("written");
        for (token, pin, id, key) in
            [(AUTH_TOKEN, "1234", "01", "card-auth.key"), (SIGN_TOKEN, SIGN_PIN, "02", "card-sign.key")]
        {
            let (message, signature, public) = (at("message"), at(id), at("public"));
            let more = ["--sign", "--id", id, "-m", "SHA256-RSA-PKCS", "-i", &message, "-o", &signature];
            let told = pkcs11(token, pin, &more);
            rig::output("openssl", &["pkey", "-in", &pki(key), "-pubout", "-out", &public]);
            let verify = ["dgst", "-sha256", "-verify", &public, "-signature", &signature, &message];
            let verified = rig::output("openssl", &verify);
            assert!(verified.contains("Verified OK"), "{token}: {told}{verified}");
        }
        let wrong = pkcs11(AUTH_TOKEN, "0000", &["--list-objects"]);
        assert!(wrong.contains("CKR_PIN_INCORRECT"), "{wrong}");
        assert_eq!(madoguchi::card::tries(&madoguchi::card::Place::Pcsc).expect("tries").auth, Some(2));
    });
}

#[test]
fn another_reader_of_such_cards_reads_it() {
    rig::within(|| {
        let _pcscd = Pcscd::start();
        let _card = lay(&profile());
        let mut card = connect_any(Sharing::Exclusive).expect("a card");
        let mut text = TextAp::select(&mut card).expect("the text application");
        text.verify_pin(&Pin::numeric("1234").expect("a PIN")).expect("verified");
        let attributes = text.read_attributes().expect("the basic data");
        assert_eq!(attributes.name, "ＮＧＵＹＥＮ　ＶＡＮ　ＡＮ");
        let mut jpki = JpkiAp::select(&mut card).expect("JPKI");
        assert!(jpki.read_token_type().expect("a token").is_physical_card());
        let there = jpki.read_certificate_availability().expect("told");
        assert!(there.has_sign_certificate() && there.has_auth_certificate());
        assert!(jpki.read_sign_certificate().is_err(), "it wants the PIN");
        jpki.verify_auth_pin(&Pin::numeric("1234").expect("a PIN")).expect("verified");
        jpki.verify_sign_pin(&Pin::new(SIGN_PIN).expect("a PIN")).expect("verified");
        for scheme in [SignatureScheme::Sha256DigestInfo, SignatureScheme::PreHashedDigestInfo] {
            let message = [7; 32];
            jpki.sign_with_auth_key_checked(scheme, &message).expect("it verifies with the certificate");
            jpki.sign_with_sign_key_checked(scheme, &message).expect("it verifies with the certificate");
        }
        let authority = jpki.read_sign_ca_certificate().expect("an authority");
        jpki.read_sign_certificate().expect("a certificate").verify_signature(&authority).expect("it issued it");
        let authority = jpki.read_auth_ca_certificate().expect("an authority");
        jpki.read_auth_certificate().expect("a certificate").verify_signature(&authority).expect("it issued it");
    });
}
