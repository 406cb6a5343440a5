//! The free files of a residence card: EF01 (version of the specification) and EF02 (card type).

use super::files::{App, Body, File, object};
use super::profile::Residence;
use crate::card::residence::SPECIAL;

/// The master file, or on a 特定在留カード the residence application.
pub(super) fn app(card: &Residence) -> App {
    let file = |id, sfi, tag, text: &str| {
        let bytes = object(tag, text.as_bytes());
        File { id, body: Body::Short { bytes, sfi } }
    };
    let files = vec![file(0x2F01, 0x0B, 0xC0, &card.version), file(0x2F02, 0x0A, 0xC1, &card.card_type)];
    let special = matches!(card.card_type.as_str(), "07" | "08");
    App { aid: if special { SPECIAL.to_vec() } else { Vec::new() }, root: !special, files }
}
