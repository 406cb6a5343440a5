//! `card read --what certificates`: the certificates of a My Number card, without what they say of their holder, and the tries left.

use super::{Read, each_try, remark_tries};
use crate::cli::context::Context;
use crate::cli::{output, secret};
use crate::desk::{CardCertificate, Certificates, Result, algorithm_of};
use serde_json::{Value, json};
use std::process::ExitCode;

/// No PIN is asked for: one on standard input (`--pin-stdin`) is that for signing, and opens the signature certificate too.
pub(super) fn read(context: &Context<'_>, args: &Read) -> Result<ExitCode> {
    let found = if args.pin_stdin {
        let left = context.setup.card_tries()?.sign;
        remark_tries(context, left);
        let last_try = secret::last_try(context, args.last_try, left)?;
        let pin = secret::pin(context, true, "cli-ask-sign-pin")?;
        context.setup.card_certificates(Some(&pin), last_try)?
    } else {
        context.setup.card_certificates(None, false)?
    };
    if context.json() {
        output::json(&document(&found));
    } else {
        told(context, &found);
    }
    Ok(ExitCode::SUCCESS)
}

/// The word for each certificate, and the certificate where it was read.
fn each(found: &Certificates) -> [(&'static str, Option<&CardCertificate>); 4] {
    [
        ("auth", Some(&found.auth)),
        ("auth-authority", Some(&found.auth_authority)),
        ("sign", found.sign.as_ref()),
        ("sign-authority", Some(&found.sign_authority)),
    ]
}

fn document(found: &Certificates) -> Value {
    let one = |(which, certificate): (&str, Option<&CardCertificate>)| match certificate {
        None => json!({ "which": which, "read": false }),
        Some(certificate) => json!({
            "which": which,
            "read": true,
            "issuer": certificate.issuer,
            "from": certificate.from.to_string(),
            "until": certificate.until.to_string(),
            "algorithm": algorithm_of(&certificate.der),
        }),
    };
    json!({
        "card": found.card.word(),
        "certificates": each(found).map(one),
        "tries": each_try(found.tries),
    })
}

fn told(context: &Context<'_>, found: &Certificates) {
    let row = |(which, certificate): (&str, Option<&CardCertificate>)| {
        let name = context.say(&format!("cli-certificate-{which}"), &[]);
        let Some(certificate) = certificate else { return vec![name, context.say("cli-certificate-wants-pin", &[])] };
        let days = format!("{} – {}", certificate.from, certificate.until);
        let algorithm = algorithm_of(&certificate.der).unwrap_or("?").to_owned();
        vec![name, days, algorithm, certificate.issuer.clone()]
    };
    output::columns(&each(found).map(row));
    let left = |tries: Option<u8>| tries.map_or_else(|| "–".to_owned(), |left| left.to_string());
    let (auth, sign, text) = (left(found.tries.auth), left(found.tries.sign), left(found.tries.text));
    output::line(&context.say("cli-tries-each", &[("text", &text), ("auth", &auth), ("sign", &sign)]));
}
