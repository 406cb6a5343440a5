//! BER-TLV from a card (ISO/IEC 7816-4, annex on BER-TLV data objects): untrusted bytes, read one level at a time.
//!
//! Nothing here recurses: a card that nests objects ten thousand deep costs one step per level the caller asks for, and no stack.

use super::Error;

/// An object: tag as its bytes read as a number (`0xDF22`), and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Object<'a> {
    pub tag: u32,
    pub value: &'a [u8],
}

/// The first object.
///
/// # Errors
/// [`Error::Untrusted`]: truncated, longer than what is there, a length of more than three bytes or of indefinite form.
pub fn first(bytes: &[u8]) -> Result<Object<'_>, Error> {
    split(bytes).map(|(object, _)| object)
}

/// All objects side by side. Filler (`00`, `FF`) after the last one is ignored.
///
/// # Errors
/// [`Error::Untrusted`], as [`first`].
pub fn all(bytes: &[u8]) -> Result<Vec<Object<'_>>, Error> {
    let mut rest = bytes;
    let mut out = Vec::new();
    while !rest.iter().all(|b| matches!(b, 0x00 | 0xFF)) {
        let (object, after) = split(rest)?;
        out.push(object);
        rest = after;
    }
    Ok(out)
}

/// The value of the first object with a tag.
///
/// # Errors
/// [`Error::Untrusted`] if there is none.
pub fn find<'a>(objects: &[Object<'a>], tag: u32) -> Result<&'a [u8], Error> {
    let object = objects.iter().find(|object| object.tag == tag);
    object.map(|object| object.value).ok_or_else(|| Error::Untrusted(format!("tag {tag:X} is missing")))
}

/// Length in bytes that the first object says it has, tag and length included.
///
/// # Errors
/// [`Error::Untrusted`] if its tag or length cannot be read.
pub fn announced(bytes: &[u8]) -> Result<usize, Error> {
    let (_, after_tag) = tag(bytes)?;
    let (length, value) = length(after_tag)?;
    Ok(bytes.len() - value.len() + length)
}

fn split(bytes: &[u8]) -> Result<(Object<'_>, &[u8]), Error> {
    let (tag, rest) = tag(bytes)?;
    let (length, rest) = length(rest)?;
    let (value, rest) = rest.split_at_checked(length).ok_or_else(|| bad("an object longer than the file"))?;
    Ok((Object { tag, value }, rest))
}

/// One byte, or two. Cards use no longer tags, and the second generation of residence cards has one (`DFD1`) whose second byte would announce a
/// third in BER.
fn tag(bytes: &[u8]) -> Result<(u32, &[u8]), Error> {
    let (&head, rest) = bytes.split_first().ok_or_else(|| bad("a tag is cut off"))?;
    if head & 0x1F != 0x1F {
        return Ok((u32::from(head), rest));
    }
    let (&next, rest) = rest.split_first().ok_or_else(|| bad("a tag is cut off"))?;
    Ok((u32::from(head) << 8 | u32::from(next), rest))
}

fn length(bytes: &[u8]) -> Result<(usize, &[u8]), Error> {
    let (&head, rest) = bytes.split_first().ok_or_else(|| bad("a length is cut off"))?;
    let count = usize::from(head & 0x7F);
    if head & 0x80 == 0 {
        return Ok((count, rest));
    }
    if !(1..=3).contains(&count) {
        return Err(bad("a length of a form cards must not use"));
    }
    let (digits, rest) = rest.split_at_checked(count).ok_or_else(|| bad("a length is cut off"))?;
    Ok((digits.iter().fold(0, |n, &digit| n << 8 | usize::from(digit)), rest))
}

fn bad(what: &str) -> Error {
    Error::Untrusted(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use iso7816_tlv::ber;
    use proptest::prelude::*;

    #[test]
    fn reads_one_and_two_byte_tags_and_long_lengths() {
        let mut bytes = vec![0xC1, 0x02, b'0', b'5', 0xDF, 0x22, 0x82, 0x01, 0x00];
        bytes.extend([7; 256]);
        bytes.extend([0xFF, 0xFF]);
        let face = all(&[0xDF, 0xD1, 0x02, 1, 2]).unwrap();
        assert_eq!(find(&face, 0xDFD1).unwrap(), [1, 2]);
        let objects = all(&bytes).unwrap();
        assert_eq!(find(&objects, 0xC1).unwrap(), b"05");
        assert_eq!(find(&objects, 0xDF22).unwrap(), [7; 256]);
        assert_eq!(objects.len(), 2);
        assert_eq!(announced(&bytes[4..8]).ok(), None, "a length cut off");
        assert_eq!(announced(&bytes[4..9]).unwrap(), 261);
    }

    #[test]
    fn what_a_card_must_not_send_is_an_error() {
        let cases: [&[u8]; 9] = [
            &[0xC1],
            &[0xC1, 0x02, b'0'],
            &[0xC1, 0x80, 0x00, 0x00],
            &[0xC1, 0x84, 0, 0, 0, 1, 0],
            &[0xC1, 0x83, 0xFF, 0xFF, 0xFF],
            &[0xDF],
            &[0xDF, 0xFF, 0xFF, 0x01],
            &[0xDF, 0xD1, 0x82, 0x09, 0xC4, 0x00],
            &[0xC1, 0x81],
        ];
        for bytes in cases {
            assert!(matches!(all(bytes), Err(Error::Untrusted(_))), "{bytes:02X?}");
        }
    }

    #[test]
    fn deep_nesting_costs_nothing() {
        let deep: Vec<u8> = [0x30, 0x82, 0xFF, 0xFB].repeat(20_000);
        assert!(first(&deep).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            if let Ok(objects) = all(&bytes) {
                prop_assert!(objects.iter().map(|o| o.value.len()).sum::<usize>() <= bytes.len());
            }
            let _ = announced(&bytes);
        }

        #[test]
        fn agrees_with_another_encoder(tag in prop_oneof![0x40u32..0x5F, 0xC0u32..0xDE, 0x5F20u32..0x5F7F, 0xDF20u32..0xDF7F],
                                       value in proptest::collection::vec(any::<u8>(), 0..70_000)) {
            let other = ber::Tlv::new(ber::Tag::try_from(tag).unwrap(), ber::Value::Primitive(value.clone())).unwrap();
            let bytes = other.to_vec();
            let object = first(&bytes).unwrap();
            prop_assert_eq!(object.tag, tag);
            prop_assert_eq!(object.value, &value[..]);
        }
    }
}
