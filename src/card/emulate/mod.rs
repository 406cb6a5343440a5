//! The virtual card: data profiles (`assets/cards/*.toml`) served in-process or over the vpicc protocol to vsmartcard's virtual reader.
//!
//! It answers as a card does, unknown commands and applications included, and keeps nothing between runs. The data and PINs in a
//! profile are practice data: a profile is never made from a real card.

mod card;
mod certificate;
mod files;
mod jpki;
mod key;
mod my_number;
mod profile;
mod residence;
mod vpicc;

pub use card::{Card, Reply};
#[cfg(test)]
pub(super) use residence::seal;

use super::Error;
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// pcscd looks for cards at this interval; a card put back sooner would never have been away.
const SEEN_AWAY: Duration = Duration::from_secs(1);

/// Serves a profile to vsmartcard's virtual reader on 127.0.0.1:`port` until the reader goes away or the process ends. It blocks, answers
/// the reader while nothing happens, and so wants a thread of its own ([`lay`] gives it one).
///
/// # Errors
/// [`Error::Profile`] with file and line; [`Error::Device`] when no virtual reader listens on the port within 5 s.
pub fn serve(profile: &Path, port: u16) -> Result<(), Error> {
    let card = Card::load(profile)?;
    answer(card, vpicc::connect(port)?, port, &Line::default())
}

/// Lays a card on the virtual reader and gives control back. Dropping the value takes the card away.
///
/// # Errors
/// As [`serve`].
pub fn lay(profile: &Path, port: u16) -> Result<Laid, Error> {
    let card = Card::load(profile)?;
    let reader = vpicc::connect(port)?;
    let line = Line::default();
    let thread = std::thread::Builder::new().name("card".into()).spawn({
        let line = line.clone();
        line.hold(&reader)?;
        // The reader going away is the end of the card; there is no one to tell.
        move || drop(answer(card, reader, port, &line))
    });
    Ok(Laid { line, thread: Some(thread.map_err(|error| Error::Device(error.to_string()))?) })
}

/// A virtual card on its reader.
pub struct Laid {
    line: Line,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Laid {
    fn drop(&mut self) {
        self.line.cut();
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// The connection to the reader, so that another thread can cut it; for good once cut.
#[derive(Clone, Default)]
struct Line(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    cut: bool,
    reader: Option<TcpStream>,
}

impl Line {
    /// Keeps a connection; `false`: it was cut already.
    fn hold(&self, reader: &TcpStream) -> Result<bool, Error> {
        let reader = reader.try_clone().map_err(|error| Error::Device(error.to_string()))?;
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.reader = Some(reader);
        Ok(!state.cut)
    }

    fn cut(&self) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.cut = true;
        if let Some(reader) = &state.reader {
            // It may be gone already, which is what is wanted.
            let _ = reader.shutdown(Shutdown::Both);
        }
    }
}

fn answer(mut card: Card, mut reader: TcpStream, port: u16, line: &Line) -> Result<(), Error> {
    while line.hold(&reader)? {
        match vpicc::answer(&mut card, &reader)? {
            vpicc::End::ReaderGone => break,
            vpicc::End::Pulled => {
                // Closed for the reader only when both handles are shut.
                let _ = reader.shutdown(Shutdown::Both);
                let Some(away) = card.away() else { break };
                std::thread::sleep(away.max(SEEN_AWAY));
                reader = vpicc::connect(port)?;
            }
        }
    }
    Ok(())
}
