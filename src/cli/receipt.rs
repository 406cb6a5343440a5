//! How a receipt is told: as the document scripts rely on, and in words.

use super::context::Context;
use super::output;
use crate::case::Stage;
use crate::desk::{Desk, Result, SignedReceipt};
use serde_json::{Value, json};
use uuid::Uuid;

/// `{"id","stage","receipt":{"number","time","sha256","practice","signature",…}}`; `receipt` is null before it came.
pub(super) fn document(id: Uuid, stage: Stage, receipt: Option<&SignedReceipt>) -> Value {
    let receipt = receipt.map(|signed| {
        let mut fields = serde_json::to_value(&signed.receipt).unwrap_or_default();
        if let Some(fields) = fields.as_object_mut() {
            fields.insert("signature".to_owned(), json!(signed.signature));
        }
        fields
    });
    json!({ "id": id, "stage": stage.word(), "receipt": receipt })
}

/// Tells where a case stands, with its receipt if there is one.
///
/// # Errors
/// Storage.
pub(super) fn tell(context: &Context<'_>, desk: &Desk, id: Uuid) -> Result<()> {
    let stage = desk.open(id)?.case.stage;
    let receipt = desk.receipt(id).ok();
    if context.json() {
        output::json(&document(id, stage, receipt.as_ref()));
        return Ok(());
    }
    match receipt {
        Some(signed) => words(context, &signed),
        None => output::line(&context.say(&format!("cli-stage-{}", stage.word()), &[])),
    }
    Ok(())
}

fn words(context: &Context<'_>, signed: &SignedReceipt) {
    let receipt = &signed.receipt;
    if receipt.practice {
        output::line(&context.say("cli-practice", &[]));
    }
    let time = crate::desk::japan(receipt.time).strftime("%Y-%m-%d %H:%M:%S JST").to_string();
    let args = [("number", receipt.number.as_str()), ("time", &time), ("sha256", &receipt.sha256)];
    output::line(&context.say("cli-receipt", &args));
    for file in &receipt.files {
        output::line(&format!("  {}  {}  {}", file.name, file.size, file.sha256));
    }
    if let Some(office) = &receipt.office {
        let name = super::law::local(context.lang(), &office.ja, &office.en);
        output::line(&context.say("cli-receipt-office", &[("name", &name), ("phone", &office.phone)]));
    }
}
