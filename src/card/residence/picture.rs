//! The pictures on a residence card: black and white as TIFF (CCITT group 4), the face as JPEG 2000. Decoded only when asked for.
//!
//! Decoders of others meet untrusted bytes here, so each runs on a thread of its own: one that fails in a way it must not costs the picture, not
//! the counter.

use super::super::Error;
use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext};
use image::{ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// Name of the thread of a decoder; a panic there is not the counter's.
pub const THREAD: &str = "card-picture";

/// More pixels on a side than any picture on a card has.
const MOST: u32 = 2_000;
/// Memory a decoder may take, bytes.
const MEMORY: u64 = 64 * 1024 * 1024;

/// Decodes a picture; filler after it is ignored.
///
/// # Errors
/// [`Error::Untrusted`]: neither format, damaged, too large.
pub fn decode(bytes: &[u8]) -> Result<RgbImage, Error> {
    let bytes = bytes.to_vec();
    let decoder = move || if tiff(&bytes) { black_and_white(&bytes) } else { colour(&bytes) };
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).spawn(decoder);
    let picture = thread.map_err(|error| Error::Device(error.to_string()))?.join();
    picture.ok().flatten().ok_or_else(|| Error::Untrusted("a picture that cannot be read".into()))
}

fn tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

fn black_and_white(bytes: &[u8]) -> Option<RgbImage> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Tiff);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST);
    limits.max_image_height = Some(MOST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader.decode().ok().map(|picture| picture.to_rgb8())
}

fn colour(bytes: &[u8]) -> Option<RgbImage> {
    let picture = hayro_jpeg2000::Image::new(bytes, &DecodeSettings::default()).ok()?;
    let (width, height) = (picture.width(), picture.height());
    if width > MOST || height > MOST {
        return None;
    }
    let channels = usize::from(picture.color_space().num_channels()) + usize::from(picture.has_alpha());
    let gray = matches!(picture.color_space(), ColorSpace::Gray);
    let mut context = DecoderContext::default();
    let samples = picture.decode(&mut context).ok()?.data_u8();
    let pixel = |sample: &[u8]| match sample {
        [gray_level, ..] if gray => Some([*gray_level; 3]),
        [red, green, blue, ..] => Some([*red, *green, *blue]),
        _ => None,
    };
    let pixels: Vec<u8> = samples.chunks_exact(channels.max(1)).map(pixel).collect::<Option<Vec<_>>>()?.concat();
    RgbImage::from_raw(width, height, pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: &[u8] = include_bytes!("../../../assets/cards/images/face-1.jp2");
    const FRONT: &[u8] = include_bytes!("../../../assets/cards/images/front-1.tif");

    #[test]
    fn a_face_and_a_front_are_decoded() {
        let face = decode(&[FACE, &[0; 55]].concat()).unwrap();
        assert_eq!(face.dimensions(), (180, 240));
        assert!(face.pixels().any(|pixel| pixel.0[0] != pixel.0[2]), "in colour");
        let front = decode(&[FRONT, &[0; 284]].concat()).unwrap();
        assert_eq!(front.dimensions(), (1004, 631));
        assert!(front.pixels().all(|pixel| pixel.0 == [0; 3] || pixel.0 == [255; 3]));
        let ink = front.pixels().filter(|pixel| pixel.0 == [0; 3]).count();
        assert!((5_000..100_000).contains(&ink), "black on white: {ink}");
    }

    #[test]
    fn damaged_pictures_are_one_clear_error_or_another_picture() {
        assert!(matches!(decode(&[0; 3000]), Err(Error::Untrusted(_))));
        for source in [FACE, FRONT] {
            for at in (0..source.len()).step_by(97) {
                let mut bytes = source.to_vec();
                bytes[at] ^= 0xFF;
                if let Ok(picture) = decode(&bytes) {
                    assert!(picture.width() <= MOST && picture.height() <= MOST);
                }
                let _ = decode(&source[..at]);
            }
        }
    }
}
