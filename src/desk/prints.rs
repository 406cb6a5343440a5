//! Prints of a case.

use super::{Class, Desk, Error, Result, japan};
use crate::case::Path;
use crate::form::Bilingual;
use crate::paper::{self, PrintedOffice, ReceiptPrint};
use crate::text::Lang;
use crate::wire::ReceiptOffice;
use uuid::Uuid;

impl Desk {
    /// The receipt as one A4 page (PDF).
    ///
    /// # Errors
    /// Not received yet; a name the fonts have no glyph for; storage.
    pub fn print_receipt(&self, id: Uuid, lang: Lang) -> Result<Vec<u8>> {
        let signed = self.receipt(id)?;
        let filling = self.open(id)?;
        let typed =
            |item: &str| filling.entry(&Path::item(item)).map(|e| e.typed.trim().to_owned()).unwrap_or_default();
        let status = filling.form.status(&filling.case.status).map_or_else(
            || Bilingual { ja: filling.case.status.clone(), en: filling.case.status.clone() },
            |status| status.name.clone(),
        );
        let receipt = &signed.receipt;
        let print = ReceiptPrint {
            number: receipt.number.clone(),
            time: japan(receipt.time).strftime("%Y-%m-%d %H:%M:%S JST").to_string(),
            client: format!("{} {}", typed("family_name"), typed("given_name")).trim().to_owned(),
            procedure: filling.form.title.clone(),
            status,
            sha256: receipt.sha256.clone(),
            files: receipt.files.iter().map(|f| (f.name.clone(), f.size, f.sha256.clone())).collect(),
            office: receipt.office.as_ref().map(printed_office),
            practice: receipt.practice,
            signed_by: self.signer(&signed),
        };
        Ok(paper::receipt(&print, lang)?)
    }

    fn signer(&self, signed: &crate::wire::SignedReceipt) -> String {
        use base64::{Engine, engine::general_purpose::STANDARD};
        let pinned = self.pinned().ok().flatten().unwrap_or_default();
        let cms = STANDARD.decode(&signed.signature).unwrap_or_default();
        crate::sign::verify(&cms, &pinned).map(|verified| verified.signer).unwrap_or_default()
    }
}

fn printed_office(office: &ReceiptOffice) -> PrintedOffice {
    PrintedOffice {
        name: Bilingual { ja: office.ja.clone(), en: office.en.clone() },
        phone: office.phone.clone(),
        checked: office.checked,
    }
}

impl From<paper::Error> for Error {
    fn from(error: paper::Error) -> Error {
        match error {
            paper::Error::NoGlyph(text) => Error::new(Class::Problems, "no-glyph", &[("text", &text)]),
            paper::Error::Failed(why) => Error::new(Class::Outside, "print-failed", &[("why", &why)]),
        }
    }
}
