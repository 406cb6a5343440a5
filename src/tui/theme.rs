//! How things look: four themes, one set of marks. Colour never carries a meaning alone.

use ratatui::style::{Color, Modifier, Style};

/// A theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark ink on light paper.
    Paper,
    /// Light on dark, in the terminal's own background.
    #[default]
    Ink,
    /// For weak eyes.
    YellowOnBlack,
    /// No colour at all (`NO_COLOR`).
    Mono,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::Paper, Theme::Ink, Theme::YellowOnBlack, Theme::Mono];

    /// Word of `--theme`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Theme::Paper => "paper",
            Theme::Ink => "ink",
            Theme::YellowOnBlack => "yellow-on-black",
            Theme::Mono => "mono",
        }
    }

    /// The theme a word names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.word() == word)
    }

    /// The theme named, or without colour where `NO_COLOR` asks for that and none is named.
    #[must_use]
    pub fn chosen(named: Option<&str>, no_color: bool) -> Theme {
        named.and_then(Theme::from_word).unwrap_or(if no_color { Theme::Mono } else { Theme::default() })
    }

    /// The styles of this theme.
    #[must_use]
    pub fn ink(self) -> Ink {
        match self {
            Theme::Paper => {
                Ink::coloured(Style::new().fg(Color::Indexed(235)).bg(Color::Indexed(231)), 242, 25, 124, 22)
            }
            Theme::Ink => Ink::coloured(Style::new(), 245, 110, 210, 108),
            Theme::YellowOnBlack => {
                Ink::coloured(Style::new().fg(Color::Indexed(226)).bg(Color::Indexed(16)), 220, 231, 231, 226)
            }
            Theme::Mono => Ink::mono(),
        }
    }
}

/// Styles by what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    pub base: Style,
    /// Second language, hints.
    pub soft: Style,
    /// Labels, names.
    pub strong: Style,
    /// The one accent colour.
    pub accent: Style,
    pub problem: Style,
    pub good: Style,
    /// Where is typed.
    pub field: Style,
    /// The chosen line of a list.
    pub chosen: Style,
    /// Keys on the last line.
    pub key: Style,
}

impl Ink {
    fn coloured(base: Style, soft: u8, accent: u8, problem: u8, good: u8) -> Ink {
        Ink {
            base,
            soft: base.fg(Color::Indexed(soft)),
            strong: base.add_modifier(Modifier::BOLD),
            accent: base.fg(Color::Indexed(accent)).add_modifier(Modifier::BOLD),
            problem: base.fg(Color::Indexed(problem)).add_modifier(Modifier::BOLD),
            good: base.fg(Color::Indexed(good)),
            field: base.add_modifier(Modifier::UNDERLINED),
            chosen: base.add_modifier(Modifier::REVERSED),
            key: base.fg(Color::Indexed(accent)),
        }
    }

    fn mono() -> Ink {
        let base = Style::new();
        let bold = base.add_modifier(Modifier::BOLD);
        Ink {
            base,
            soft: base,
            strong: bold,
            accent: bold,
            problem: bold,
            good: base,
            field: base.add_modifier(Modifier::UNDERLINED),
            chosen: base.add_modifier(Modifier::REVERSED),
            key: bold,
        }
    }
}

/// The marks in the margin.
pub mod mark {
    pub const ANSWERED: &str = "✓";
    pub const PROBLEM: &str = "!";
    pub const NOT_YET: &str = "○";
    pub const LATER: &str = "?";
    pub const DOES_NOT_APPLY: &str = "–";
    pub const CHIP: &str = "⌁";
    /// Committed, not yet on the disk.
    pub const SAVING: &str = "·";
    pub const HERE: &str = "▸";
    /// More stands above, or below, than the page shows.
    pub const ABOVE: &str = "▴";
    pub const BELOW: &str = "▾";
    pub const CARET: &str = "▏";
}
