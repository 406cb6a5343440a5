//! The least a program on a terminal can do: read a key in raw mode, write its character back. The bench runs itself so.

use crossterm::terminal;
use std::io::{Read, Write, stdin, stdout};

/// The argument that makes the bench be the floor.
pub const ARGUMENT: &str = "be-the-floor";
/// On its first screen.
pub const READY: &str = "Field 16:";

/// Runs until its terminal is gone.
pub fn run() -> std::io::Result<()> {
    terminal::enable_raw_mode()?;
    let (_, rows) = terminal::size()?;
    let fields: usize = usize::from(rows).saturating_sub(4).min(20);
    let (mut keys, mut screen, mut field) = ([0; 64], stdout(), 0);
    screen.write_all(page(fields).as_bytes())?;
    screen.flush()?;
    loop {
        let answer = match stdin().read(&mut keys)? {
            0 => return Ok(()),
            1 if keys[0] == b'\t' => {
                field = (field + 1) % fields.max(1);
                format!("\x1b[{};15H", 3 + field).into_bytes()
            }
            n if n > 2 && keys[0] == 0x1b => page(fields).into_bytes(),
            _ => vec![keys[0]],
        };
        screen.write_all(&answer)?;
        screen.flush()?;
    }
}

fn page(fields: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from("\x1b[H\x1b[2J FORM");
    for field in 0..fields {
        let _ = write!(text, "\x1b[{};2HField {:02}:", field + 3, field + 1);
    }
    text + "\x1b[3;15H"
}
