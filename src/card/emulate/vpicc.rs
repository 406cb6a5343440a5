//! The vpicc protocol of the virtual smart card architecture: the card connects by TCP to the reader (vpcd), messages are a length of two bytes,
//! big-endian, and a payload. A payload of one byte is a control code, of which only *get ATR* is answered.

use super::card::{Card, Reply};
use crate::card::Error;
use socket2::SockRef;
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

const POWER_OFF: u8 = 0x00;
const POWER_ON: u8 = 0x01;
const RESET: u8 = 0x02;
const GET_ATR: u8 = 0x04;

/// How long a reader may take to appear.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the card stopped answering.
pub(super) enum End {
    ReaderGone,
    Pulled,
}

/// Puts the card on the reader behind a port, as soon as it listens.
pub(super) fn connect(port: u16) -> Result<TcpStream, Error> {
    let began = Instant::now();
    loop {
        match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            Ok(stream) => {
                stream.set_nodelay(true).map_err(|error| failed(&error))?;
                return Ok(stream);
            }
            Err(error) if began.elapsed() > PATIENCE => {
                return Err(Error::Device(format!("no virtual reader on port {port}: {error}")));
            }
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// Answers until the reader closes the connection or a fault pulls the card.
pub(super) fn answer(card: &mut Card, reader: &TcpStream) -> Result<End, Error> {
    card.reset();
    loop {
        let message = match receive(reader) {
            Ok(message) => message,
            Err(error) if gone(&error) => return Ok(End::ReaderGone),
            Err(error) => return Err(failed(&error)),
        };
        let sent = match message[..] {
            [POWER_OFF | POWER_ON | RESET] => {
                card.reset();
                continue;
            }
            [GET_ATR] => send(reader, card.atr()),
            [_] | [] => continue,
            ref command => match card.apdu(command) {
                Reply::Answer(bytes) => send(reader, &bytes),
                Reply::Pulled => return Ok(End::Pulled),
            },
        };
        match sent {
            Err(error) if gone(&error) => return Ok(End::ReaderGone),
            other => other.map_err(|error| failed(&error))?,
        }
    }
}

fn receive(mut reader: &TcpStream) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 2];
    acknowledge_at_once(reader)?;
    reader.read_exact(&mut length)?;
    acknowledge_at_once(reader)?;
    let mut message = vec![0; usize::from(u16::from_be_bytes(length))];
    reader.read_exact(&mut message)?;
    acknowledge_at_once(reader)?;
    Ok(message)
}

fn send(mut reader: &TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    let length = u16::try_from(bytes.len()).map_err(|_| ErrorKind::InvalidData)?;
    let message = [&length.to_be_bytes()[..], bytes].concat();
    reader.write_all(&message)
}

/// vpcd writes length and payload apart and waits for the acknowledgement between them, which Linux would delay by 40 ms. The option
/// does not last, so it is set around every read.
#[cfg(target_os = "linux")]
fn acknowledge_at_once(reader: &TcpStream) -> std::io::Result<()> {
    SockRef::from(reader).set_tcp_quickack(true)
}

#[cfg(not(target_os = "linux"))]
fn acknowledge_at_once(_: &TcpStream) -> std::io::Result<()> {
    Ok(())
}

fn gone(error: &std::io::Error) -> bool {
    use ErrorKind as K;
    matches!(error.kind(), K::UnexpectedEof | K::ConnectionReset | K::ConnectionAborted | K::BrokenPipe)
}

fn failed(error: &std::io::Error) -> Error {
    Error::Device(error.to_string())
}
