//! A picture of a card in cells of the terminal: kitty's or sixel graphics where the terminal has them, half blocks everywhere else.
//!
//! What a terminal can is taken from its name: asking it would need the answers that the thread reading keys takes. `MADOGUCHI_PICTURES`
//! (`kitty`, `sixel`, `halfblocks`) decides where the name misleads.

use crate::desk::{self, Error};
use ratatui::layout::Size;
use ratatui_image::picker::{Picker, ProtocolType};
use ratatui_image::protocol::Protocol;
use ratatui_image::{FontSize, Resize};

/// A picture as large as fits in so many cells.
///
/// # Errors
/// The picture cannot be read.
pub fn shown(bytes: &[u8], room: Size) -> Result<Protocol, Error> {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let way = way(&variable("MADOGUCHI_PICTURES"), &variable("TERM"), &variable("TERM_PROGRAM"), &variable("TMUX"));
    made(bytes, room, way)
}

/// The same in a given way.
///
/// # Errors
/// As [`shown`].
pub fn made(bytes: &[u8], room: Size, way: ProtocolType) -> Result<Protocol, Error> {
    let picture = image::DynamicImage::ImageRgb8(desk::picture(bytes)?);
    let fitting = Resize::Scale(None);
    picker(way)
        .new_protocol(picture, room, fitting)
        .map_err(|error| Error::new(desk::Class::Outside, "card-untrusted", &[("what", &error.to_string())]))
}

fn picker(way: ProtocolType) -> Picker {
    let (ProtocolType::Kitty | ProtocolType::Sixel, Some(cell)) = (way, cell()) else { return Picker::halfblocks() };
    #[expect(deprecated, reason = "its replacement reads the terminal, whose answers the thread for the keys takes")]
    let mut picker = Picker::from_fontsize(cell);
    picker.set_protocol_type(way);
    picker
}

/// Pixels of a cell, where the terminal says.
fn cell() -> Option<FontSize> {
    let size = crossterm::terminal::window_size().ok()?;
    let (width, height) = (size.width.checked_div(size.columns)?, size.height.checked_div(size.rows)?);
    (width > 0 && height > 0).then(|| FontSize::new(width, height))
}

/// The way of a terminal, by what it calls itself.
fn way(wanted: &str, term: &str, program: &str, tmux: &str) -> ProtocolType {
    match wanted {
        "kitty" => return ProtocolType::Kitty,
        "sixel" => return ProtocolType::Sixel,
        "halfblocks" => return ProtocolType::Halfblocks,
        _ => {}
    }
    if !tmux.is_empty() {
        return ProtocolType::Halfblocks;
    }
    let named = |names: &[&str]| names.iter().any(|name| term.contains(name) || program.eq_ignore_ascii_case(name));
    if named(&["kitty", "ghostty"]) {
        ProtocolType::Kitty
    } else if named(&["foot", "mlterm", "contour", "wezterm", "yaft"]) {
        ProtocolType::Sixel
    } else {
        ProtocolType::Halfblocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACE: &[u8] = include_bytes!("../../assets/cards/images/face-1.jp2");

    #[test]
    fn terminals_are_known_by_their_names() {
        for (wanted, term, program, tmux, expected) in [
            ("", "xterm-kitty", "", "", ProtocolType::Kitty),
            ("", "xterm-256color", "ghostty", "", ProtocolType::Kitty),
            ("", "foot", "", "", ProtocolType::Sixel),
            ("", "xterm-256color", "WezTerm", "", ProtocolType::Sixel),
            ("", "xterm-256color", "", "", ProtocolType::Halfblocks),
            ("", "xterm-kitty", "", "/tmp/tmux", ProtocolType::Halfblocks),
            ("sixel", "xterm", "", "", ProtocolType::Sixel),
            ("halfblocks", "xterm-kitty", "", "", ProtocolType::Halfblocks),
        ] {
            assert_eq!(way(wanted, term, program, tmux), expected, "{wanted} {term} {program}");
        }
    }

    #[test]
    fn a_face_fits_its_room_and_damage_is_told() {
        let size = made(FACE, Size::new(30, 18), ProtocolType::Halfblocks).unwrap().size();
        assert!(size.width <= 30 && size.height == 18, "{size:?}");
        assert_eq!(
            made(&FACE[..40], Size::new(30, 18), ProtocolType::Halfblocks).err().unwrap().code,
            "card-untrusted"
        );
    }
}
