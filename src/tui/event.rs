//! What can happen: keys, pastes, a new size, a timer, an answer of the desk. Terminal noise is dropped here.

use super::effect::Answer;
use crossterm::event as term;

/// A key, without the terminal's own distinctions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: Code,
    pub ctrl: bool,
    pub alt: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    #[must_use]
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false }
    }

    #[must_use]
    pub const fn ctrl(letter: char) -> Key {
        Key { code: Code::Char(letter), ctrl: true, alt: false }
    }

    #[must_use]
    pub const fn alt(letter: char) -> Key {
        Key { code: Code::Char(letter), ctrl: false, alt: true }
    }

    /// The character it types, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// As printed on the last line: `Ctrl+G`, `F2`, `Enter`.
    #[must_use]
    pub fn name(self) -> String {
        let code = match self.code {
            Code::Char(' ') => "Space".to_owned(),
            Code::Char(c) if self.ctrl || self.alt => c.to_uppercase().collect(),
            Code::Char(c) => c.to_string(),
            Code::F(n) => format!("F{n}"),
            Code::Enter => "Enter".to_owned(),
            Code::Esc => "Esc".to_owned(),
            Code::Tab => "Tab".to_owned(),
            Code::BackTab => "Shift+Tab".to_owned(),
            Code::Backspace => "Bksp".to_owned(),
            Code::Delete => "Del".to_owned(),
            Code::Up => "↑".to_owned(),
            Code::Down => "↓".to_owned(),
            Code::Left => "←".to_owned(),
            Code::Right => "→".to_owned(),
            Code::Home => "Home".to_owned(),
            Code::End => "End".to_owned(),
            Code::PageUp => "PgUp".to_owned(),
            Code::PageDown => "PgDn".to_owned(),
        };
        let ctrl = if self.ctrl { "Ctrl+" } else { "" };
        let alt = if self.alt { "Alt+" } else { "" };
        format!("{ctrl}{alt}{code}")
    }

    /// Keys from a script: characters as they are, others as `<enter>`, `<f2>`, `<c-g>`, `<a-n>`; `<lt>` is `<`.
    #[must_use]
    pub fn script(text: &str) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|inner| inner.split_once('>'));
            match named.and_then(|(name, after)| Some((Key::named(name)?, after))) {
                Some((key, after)) => {
                    keys.push(key);
                    rest = after;
                }
                None => {
                    keys.push(Key::plain(Code::Char(first)));
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        keys
    }

    fn named(name: &str) -> Option<Key> {
        if let Some(letter) = name.strip_prefix("c-") {
            return letter.chars().next().map(Key::ctrl);
        }
        if let Some(letter) = name.strip_prefix("a-") {
            return letter.chars().next().map(Key::alt);
        }
        if let Some(number) = name.strip_prefix('f').and_then(|n| n.parse().ok()) {
            return Some(Key::plain(Code::F(number)));
        }
        let code = match name {
            "enter" => Code::Enter,
            "esc" => Code::Esc,
            "tab" => Code::Tab,
            "s-tab" => Code::BackTab,
            "bs" => Code::Backspace,
            "del" => Code::Delete,
            "up" => Code::Up,
            "down" => Code::Down,
            "left" => Code::Left,
            "right" => Code::Right,
            "home" => Code::Home,
            "end" => Code::End,
            "pgup" => Code::PageUp,
            "pgdn" => Code::PageDown,
            "space" => Code::Char(' '),
            "lt" => Code::Char('<'),
            _ => return None,
        };
        Some(Key::plain(code))
    }
}

/// Timers that can be armed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// The text under the caret is to be kept.
    Keep,
    /// The hand rests: say what will be sent, and what is wrong.
    Rest,
    /// Something was drawn a while ago: memory that was needed only once goes back.
    Settle,
    /// A card is asked for, and none has come.
    NoCard,
}

impl Timer {
    pub const ALL: [Timer; 4] = [Timer::Keep, Timer::Rest, Timer::Settle, Timer::NoCard];
}

/// Something happened.
pub enum Event {
    Key(Key),
    Paste(String),
    Resize(u16, u16),
    Timer(Timer),
    Answer(Answer),
}

impl Event {
    /// The terminal's event, unless it says nothing to us (key releases, focus, mouse).
    #[must_use]
    pub fn of(event: term::Event) -> Option<Event> {
        match event {
            term::Event::Key(key) if key.kind != term::KeyEventKind::Release => key_of(key).map(Event::Key),
            term::Event::Paste(text) => Some(Event::Paste(text)),
            term::Event::Resize(width, height) => Some(Event::Resize(width, height)),
            _ => None,
        }
    }
}

fn key_of(key: term::KeyEvent) -> Option<Key> {
    use term::KeyCode;
    let ctrl = key.modifiers.contains(term::KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(term::KeyModifiers::ALT);
    let code = match key.code {
        KeyCode::Char(c) if ctrl || alt => Code::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_name_keys() {
        let keys = Key::script("a<enter><c-g><f2><lt>x");
        let names: Vec<String> = keys.into_iter().map(Key::name).collect();
        assert_eq!(names, ["a", "Enter", "Ctrl+G", "F2", "<", "x"]);
    }

    #[test]
    fn releases_are_dropped() {
        let release = term::KeyEvent::new_with_kind(
            term::KeyCode::Char('a'),
            term::KeyModifiers::NONE,
            term::KeyEventKind::Release,
        );
        assert!(Event::of(term::Event::Key(release)).is_none());
    }
}
