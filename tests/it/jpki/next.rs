//! A card with the keys announced for the next My Number card (ECDSA on P-384 with SHA-384): both numbers side by side come from it, CMS has them
//! in DER, and others verify it.

use super::server::{codes, signed_document};
use super::signing::{CONTENT, now, openssl, signed, trust};
use super::{SIGN_PIN, answer, pin};
use crate::support::filing::filing;
use crate::support::serving::Serving;
use base64::{Engine, engine::general_purpose::STANDARD};
use madoguchi::card::{self, CHALLENGE, Place};
use madoguchi::sign::{self, verify_challenge, verify_detached};
use madoguchi::wire::CardAnswer;
use std::path::Path;

fn card_inside() -> Place {
    Place::InProcess(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/my-number-p384.toml"))
}

#[test]
fn openssl_agrees_with_a_signature_of_p384() {
    let cms = signed(&card_inside(), now()).expect("signed");
    let verified = verify_detached(&cms, CONTENT, &trust(), now()).expect("it holds");
    assert_eq!((verified.algorithm, verified.holder.name.as_str()), ("ECDSA P-384 SHA-384", "ＳＩＬＶＡ　ＭＡＲＩＡ"));
    let folder = tempfile::tempdir().expect("a folder");
    let (good, told) = openssl(folder.path(), CONTENT, &cms);
    assert!(good, "{told}");
    let mut other = CONTENT.to_vec();
    other[0] ^= 1;
    assert!(!openssl(folder.path(), &other, &cms).0);
    for at in (0..cms.len()).step_by(7) {
        let mut flipped = cms.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(verify_detached(&flipped, CONTENT, &trust(), now()).is_err(), "byte {at}");
    }
}

#[test]
fn the_card_gives_96_bytes_and_another_length_is_no_signature() {
    let mut half = None;
    let given = card::sign_document(&card_inside(), &pin(SIGN_PIN), false, &mut |certificate| {
        let unsigned = sign::Unsigned::new(CONTENT, certificate, now()).expect("half");
        let input = unsigned.card_input().expect("a hash");
        assert_eq!(input.len(), 48, "no DigestInfo around it");
        half = Some(certificate.to_vec());
        Ok(input)
    });
    let (given, certificate) = (given.expect("signed").signature, half.expect("asked"));
    assert_eq!(given.len(), 96);
    let unsigned = || sign::Unsigned::new(CONTENT, &certificate, now()).expect("half");
    assert!(unsigned().with_signature(&given).is_ok());
    for wrong in [&given[..95], &given[..0], &[&given[..], &[0]].concat()] {
        assert!(matches!(unsigned().with_signature(wrong), Err(sign::Error::Malformed(_))), "{}", wrong.len());
    }
    let swapped = [&given[48..], &given[..48]].concat();
    assert!(matches!(unsigned().with_signature(&swapped), Err(sign::Error::Broken)));
}

#[tokio::test]
async fn the_server_takes_its_application_and_its_answer_to_a_challenge() {
    let server = Serving::start();
    let filing = filing([1, 2, 3]);
    let document = signed_document(&filing, &card_inside());
    assert_eq!(codes(&server, &filing, document).await, Vec::<String>::new());
    let client = server.client();
    let challenge = client.challenge().await.expect("a challenge");
    let signed = answer(&card_inside(), "1234", false, challenge.text.as_bytes()).expect("signed");
    let answer = CardAnswer {
        challenge: challenge.text,
        certificate: STANDARD.encode(signed.certificate.der),
        signature: STANDARD.encode(signed.signature),
    };
    assert!(client.sign_in(&answer).await.expect("accepted").practice);
}

#[test]
fn a_challenge_signed_by_p384_is_verified() {
    let signed = answer(&card_inside(), "1234", false, CHALLENGE).expect("signed");
    let (certificate, signature) = (&signed.certificate.der, &signed.signature);
    assert!(verify_challenge(CHALLENGE, certificate, signature, &trust(), now()).is_ok());
    assert!(matches!(verify_challenge(b"other", certificate, signature, &trust(), now()), Err(sign::Error::Broken)));
}
