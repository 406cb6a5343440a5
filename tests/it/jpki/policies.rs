//! What a certificate is for is said by its policy too: a key usage alone does not make it count.

use super::signing::{CONTENT, flaw, now, signed, trust};
use super::{answer, own_card, pki};
use madoguchi::card::CHALLENGE;
use madoguchi::sign::{self, Flaw, Trust, verify_challenge, verify_detached};

const SIGN: &str = "1.2.392.200149.8.5.1.0.20";
const AUTH: &str = "1.2.392.200149.8.5.1.0.30";

#[test]
fn a_certificate_counts_only_under_a_policy_of_its_purpose() {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, (policy, counts)) in
        [(SIGN, true), ("1.2.392.200149.8.5.1.1.20", true), (AUTH, false), ("1.2.3.4", false), ("", false)]
            .into_iter()
            .enumerate()
    {
        let card = own_card(folder.path(), &format!("sign-{n}.toml"), &format!("[jpki]\nsign_policy = \"{policy}\""));
        let cms = signed(&card, now()).expect("signed");
        let told = flaw(verify_detached(&cms, CONTENT, &trust(), now()));
        assert_eq!(told, (!counts).then_some(Flaw::OtherPolicy), "signature under {policy:?}");
    }
    for (n, (policy, counts)) in
        [(AUTH, true), ("1.2.392.200149.8.5.1.3.30", true), (SIGN, false), ("", false)].into_iter().enumerate()
    {
        let card = own_card(folder.path(), &format!("auth-{n}.toml"), &format!("[jpki]\nauth_policy = \"{policy}\""));
        let signed = answer(&card, "1234", false, CHALLENGE).expect("signed");
        let told = verify_challenge(CHALLENGE, &signed.certificate.der, &signed.signature, &trust(), now());
        let refused = matches!(told, Err(sign::Error::Certificate(Flaw::OtherPolicy)));
        assert_eq!(refused, !counts, "authentication under {policy:?}");
    }
}

#[test]
fn a_policy_of_the_office_counts_beside_those_built_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let card = own_card(folder.path(), "card.toml", "[jpki]\nsign_policy = \"1.2.3.4\"");
    let cms = signed(&card, now()).expect("signed");
    let authorities = std::fs::read_to_string(pki("sign-2023.pem")).expect("a certificate");
    let row = "[[policy]]\noid = \"1.2.3.4\"\npurpose = \"sign\"\ncards = \"own\"\nsource = \"here\"\nchecked = true\n";
    let verify =
        |more: &str| flaw(verify_detached(&cms, CONTENT, &Trust::read(&authorities, "", more).expect("trust"), now()));
    assert_eq!((verify(""), verify(row)), (Some(Flaw::OtherPolicy), None));
    assert_eq!(verify(&row.replace("sign", "auth")), Some(Flaw::OtherPolicy));
}
