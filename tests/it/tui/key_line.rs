//! The last line: what stands there is whole, and the way out is among it, however many keys a page has.

use crate::support::screen::{Screen, opened, received, staffed};
use madoguchi::text::Lang;
use madoguchi::tui::keys::{Act, Binding, act};

/// Every key told is whole, and one of them leads out; where no key does (the recovery key has to be written down), all keys are told.
pub fn whole(name: &str, screen: &Screen) {
    let (text, tables) = (screen.text(), screen.app.tables());
    let bindings = || tables.iter().flat_map(|table| table.iter());
    let (lang, line) = (screen.app.lang.tag(), text.lines().last().unwrap_or_default().trim());
    let told = |words: &str| -> Act {
        // Several keys stand before one label.
        let is = |binding: &&Binding| {
            let keys = words.strip_suffix(&screen.app.say(binding.label, &[])).unwrap_or_default();
            keys.ends_with(' ') && keys.split([' ', '–']).any(|key| key == binding.key.name())
        };
        let binding = bindings().find(is).unwrap_or_else(|| panic!("{name}, {lang}: {words:?} is no key in:\n{text}"));
        assert_eq!(act(&tables, binding.key), Some(binding.act), "{name}, {lang}: {words}");
        binding.act
    };
    let shown: Vec<Act> = line.split("  ").map(told).collect();
    let out = |act: &Act| matches!(act, Act::Close | Act::Quit);
    if bindings().any(|binding| out(&binding.act)) {
        assert!(shown.iter().any(out), "{name}, {lang}: no way out in:\n{text}");
    } else {
        assert!(
            bindings().filter(|binding| binding.foot).all(|binding| shown.contains(&binding.act)),
            "{name}, {lang}"
        );
    }
}

#[test]
fn the_way_out_is_told_wherever_one_is() {
    let pressed = |screens: fn(Lang, (u16, u16)) -> Screen, scripts: &[&str]| {
        for lang in Lang::all() {
            for script in scripts {
                let mut screen = screens(*lang, (80, 24));
                screen.keys(script);
                whole(script, &screen);
            }
        }
    };
    pressed(staffed, &["", "/", "/a", "o", "x", "x<enter>", "xf", "n", "n<enter>", "n<enter>1", "n<enter>11", "<f1>"]);
    pressed(
        |lang, size| opened(lang, size, true),
        &["", "<c-g>", "<c-r>", "<f3>", "<f4>", "<f5>", "<f5>a", "<f6>", "<f6>s", "<f8>", "<f1>", "<a-e>"],
    );
    pressed(
        |lang, size| {
            let mut screen = opened(lang, size, true);
            screen.go_to_item("family");
            screen
        },
        &["", "a", "<right>"],
    );
    pressed(received, &["", "<enter>"]);
}

#[test]
fn at_the_verdict_there_is_room_for_every_key() {
    for lang in Lang::all() {
        let screen = super::verdict(*lang, (80, 24), "2026-12-24");
        let line = screen.text().lines().last().unwrap().to_owned();
        for key in ["F7", "F4", "F1", "Enter", "Shift+Tab", "Esc"] {
            assert!(line.contains(key), "{}: {line}", lang.tag());
        }
    }
}
