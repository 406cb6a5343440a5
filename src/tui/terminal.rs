//! The terminal, put into the state the screens need and always put back, after a panic too.

use crate::desk::PICTURE_THREAD;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor::Show, style::ResetColor};
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::Once;

/// Raw mode on the alternate screen; dropping it restores the terminal.
pub struct Terminal;

impl Terminal {
    /// # Errors
    /// There is no terminal.
    pub fn enter() -> io::Result<Terminal> {
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        restore_on_panic();
        Ok(Terminal)
    }

    /// Standard output without a buffer between: one frame, one write.
    ///
    /// # Errors
    /// The descriptor cannot be duplicated.
    pub fn output(&self) -> io::Result<File> {
        io::stdout().flush()?;
        Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Puts the terminal back, whatever thread asks.
pub fn restore() {
    // Nothing can be done about a terminal that is gone.
    let _ = execute!(io::stdout(), ResetColor, Show, DisableBracketedPaste, LeaveAlternateScreen);
    let _ = disable_raw_mode();
}

/// A bug ends the counter with a readable terminal; what was committed or kept is on the disk already.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // A damaged picture costs the picture only.
            if std::thread::current().name() == Some(PICTURE_THREAD) {
                return;
            }
            restore();
            report(panic);
            std::process::exit(101);
        }));
    });
}
