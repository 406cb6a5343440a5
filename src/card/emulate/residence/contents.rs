//! The files of a residence card made from the holder's data, filled to the lengths of the specification.

use super::check;
use super::profile::{Check, First, Holder, Second, What};
use super::{Access, Held};
use crate::card::emulate::files::object;
use crate::card::residence::{ADDRESS_PICTURE, FACE, FRONT, filled};

/// All files behind the number.
pub(super) fn files(holder: &Holder) -> Vec<Held> {
    match &holder.what {
        What::First(first) => of_first(first, holder.check),
        What::Second(second) => of_second(holder, second, holder.check),
    }
}

fn held(folder: u8, short: u8, access: Access, parts: &[(u32, Vec<u8>)]) -> Held {
    let bytes = parts.iter().flat_map(|(tag, value)| object(u16::try_from(*tag).unwrap_or(u16::MAX), value)).collect();
    Held { folder, short, access, bytes }
}

fn text(text: &str, length: usize) -> Vec<u8> {
    filled(text.as_bytes(), length)
}

fn of_first(card: &First, check: Check) -> Vec<Held> {
    let (front, face) = (filled(&card.front, 7000), filled(&card.face, 3000));
    let (code, certificate) = check::first(&[front.clone(), face.clone()].concat(), check);
    let mut files = vec![
        held(1, 5, Access::Sealed, &[(FRONT, front)]),
        held(1, 6, Access::Sealed, &[(FACE, face)]),
        held(
            2,
            1,
            Access::Number,
            &[
                (0xD2, text(&card.address_date, 8)),
                (0xD3, text(&card.municipality, 6)),
                (0xD4, text(&card.address, 320)),
            ],
        ),
    ];
    if !card.permanent {
        files.push(held(2, 2, Access::Number, &[(0xD5, text(&card.permission_general, 120))]));
        files.push(held(2, 3, Access::Number, &[(0xD6, text(&card.permission_individual, 120))]));
        files.push(held(2, 4, Access::Number, &[(0xD7, flag(card.pending))]));
    }
    files.push(held(3, 2, Access::Number, &[(0xDA, filled(&code, 256)), (0xDB, filled(&certificate, 1200))]));
    files
}

fn flag(set: bool) -> Vec<u8> {
    vec![if set { b'1' } else { b'0' }]
}

/// What is printed on a card of the second generation, in the order of its file.
fn printed(card: &Second) -> Vec<(u32, Vec<u8>)> {
    let mut parts = vec![
        (0xC5, text(&card.card_expiry, 8)),
        (0xC6, text(&card.birth, 8)),
        (0xC7, text(&card.sex, 1)),
        (0xC8, text(&card.nationality, 3)),
        (0xC9, text(&card.status, 10)),
        (0xCE, text(&card.period, 4)),
    ];
    if !card.permanent {
        parts.extend([
            (0xCA, text(&card.permission_type, 2)),
            (0xCB, text(&card.permission_date, 8)),
            (0xCC, text(&card.work_limit, 1)),
            (0xCD, text(&card.stay_expiry, 8)),
        ]);
    }
    parts
}

fn of_second(holder: &Holder, card: &Second, check: Check) -> Vec<Held> {
    let (name, face) = (filled(&card.name, 2500), filled(&card.face, 3000));
    let printed = printed(card);
    let values: Vec<u8> = printed.iter().flat_map(|(_, value)| value.clone()).collect();
    let (code, certificate) = check::second(&[filled(&values, 53), face.clone(), name.clone()].concat(), check);
    // Filler closes the file, not the objects: the lengths of code and certificate differ from card to card.
    let mut proof = held(3, 2, Access::Number, &[(0xDC, code), (0xDD, certificate)]);
    proof.bytes = filled(&proof.bytes, 704);
    let note = |short| {
        let mut file = held(2, short, Access::Number, &[(0xD9, flag(!card.note.is_empty()))]);
        // Its length is written in three bytes, though two would do.
        file.bytes.extend([0xDE, 0x82, 0x00, 0xC8]);
        file.bytes.extend(text(&card.note, 200));
        file
    };
    let mut files = vec![
        held(1, 1, Access::Sealed, &[(0xC2, holder.number.as_bytes().to_vec())]),
        held(1, 3, Access::Sealed, &printed),
        held(1, 4, Access::Sealed, &[(FRONT, name), (FACE, face)]),
        held(1, 6, Access::Sealed, &[(ADDRESS_PICTURE, filled(&card.address, 2500))]),
    ];
    if card.permanent {
        files.push(note(1));
    } else {
        let permissions = [
            (0xD5, text(&card.permission_general, 7)),
            (0xD6, text(&card.permission_general_expiry, 8)),
            (0xD7, text(&card.permission_individual, 1)),
        ];
        files.push(held(2, 1, Access::Number, &permissions));
        files.push(held(2, 2, Access::Number, &[(0xD8, flag(card.pending))]));
        files.push(note(3));
    }
    files.push(proof);
    files
}
