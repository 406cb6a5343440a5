//! A program on a pseudo terminal: keys in, bytes out with the time they came, and the screen they make.
//!
//! A thread reads and stamps; the screen is worked out afterwards, so that it costs the measurement nothing.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// No output for so long: the answer to a key is complete.
const QUIET: Duration = Duration::from_millis(30);
/// A key without any answer is given up after this.
const NO_ANSWER: Duration = Duration::from_millis(600);

/// Columns and rows.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

/// What a key did to the screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stroke {
    /// From the key to the first change of the screen; `None` when nothing changed.
    pub seen: Option<Duration>,
    pub bytes: usize,
    /// Chunks read, about as many as the program's writes.
    pub chunks: usize,
    /// The least that any program could have written: changed cells, and six bytes per further run of them.
    pub least: usize,
}

/// A running program and its screen.
pub struct Term {
    screen: vt100::Parser,
    size: Size,
    chunks: Receiver<(Instant, Vec<u8>)>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

type Cell = (String, vt100::Color, vt100::Color, [bool; 3]);

impl Term {
    pub fn start(mut command: CommandBuilder, size: Size) -> Term {
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        command.env_remove("NO_COLOR");
        let pty = PtySize { rows: size.rows, cols: size.columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(pty).expect("a pseudo terminal");
        let mut output = pair.master.try_clone_reader().expect("its reader");
        let keys = pair.master.take_writer().expect("its writer");
        let (send, chunks) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                if send.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    return;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let cells = |n: u16| NonZeroU16::new(n).expect("a size");
        let screen = vt100::Parser::new(cells(size.rows), cells(size.columns), 0);
        Term { screen, size, chunks, keys, child, started, _master: pair.master }
    }

    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process id")
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until `text` is on the screen; answers how long after the start of the program it came.
    pub fn wait_for(&mut self, text: &str) -> Duration {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok((at, bytes)) = self.chunks.recv_timeout(left) else {
                panic!("`{text}` did not come on the screen:\n{}", self.text())
            };
            self.screen.process(&bytes);
            if self.text().contains(text) {
                return at - self.started;
            }
        }
    }

    /// Takes in output until there is none for `quiet`; answers how many bytes came.
    pub fn settle(&mut self, quiet: Duration) -> usize {
        let mut bytes = 0;
        while let Ok((_, chunk)) = self.chunks.recv_timeout(quiet) {
            bytes += chunk.len();
            self.screen.process(&chunk);
        }
        bytes
    }

    /// Everything that comes within a time.
    pub fn idle(&mut self, time: Duration) -> usize {
        let (end, mut bytes) = (Instant::now() + time, 0);
        while let Ok((_, chunk)) = self.chunks.recv_timeout(end.saturating_duration_since(Instant::now())) {
            bytes += chunk.len();
            self.screen.process(&chunk);
        }
        bytes
    }

    /// Sends keys and waits for the screen to settle.
    pub fn send(&mut self, keys: &str) {
        self.write(keys);
        self.settle(Duration::from_millis(200));
    }

    /// Sends keys and answers how long it took until `text` was on the screen.
    pub fn send_for(&mut self, keys: &str, text: &str) -> Duration {
        let pressed = self.started.elapsed();
        self.write(keys);
        self.wait_for(text).saturating_sub(pressed)
    }

    /// Sends one key and measures the answer.
    pub fn key(&mut self, key: &str) -> Stroke {
        let pressed = Instant::now();
        self.write(key);
        let (mut output, mut patience) = (Vec::new(), NO_ANSWER);
        while let Ok(chunk) = self.chunks.recv_timeout(patience) {
            output.push(chunk);
            patience = QUIET;
        }
        self.examine(pressed, &output)
    }

    /// Sends keys and waits for nothing.
    pub fn write(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("the program takes keys");
    }

    fn examine(&mut self, pressed: Instant, output: &[(Instant, Vec<u8>)]) -> Stroke {
        let before = self.cells();
        let caret = self.screen.screen().cursor_position();
        let mut stroke = Stroke { chunks: output.len(), ..Stroke::default() };
        for (at, bytes) in output {
            stroke.bytes += bytes.len();
            self.screen.process(bytes);
            if stroke.seen.is_none() && (self.screen.screen().cursor_position() != caret || self.cells() != before) {
                stroke.seen = Some(*at - pressed);
            }
        }
        stroke.least = least(&before, &self.cells(), self.size.columns.into()).max(usize::from(stroke.seen.is_some()));
        stroke
    }

    fn cells(&self) -> Vec<Cell> {
        let screen = self.screen.screen();
        let all = (0..self.size.rows).flat_map(|row| (0..self.size.columns).map(move |column| (row, column)));
        all.filter_map(|(row, column)| screen.cell(row, column))
            .map(|cell| {
                let style = [cell.bold(), cell.underline(), cell.inverse()];
                (cell.contents().to_owned(), cell.fgcolor(), cell.bgcolor(), style)
            })
            .collect()
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn least(before: &[Cell], after: &[Cell], columns: usize) -> usize {
    let (mut changed, mut runs) = (0, 0);
    for (before, after) in before.chunks(columns).zip(after.chunks(columns)) {
        let mut running = false;
        for (was, is) in before.iter().zip(after) {
            let differs = was != is;
            changed += usize::from(differs);
            runs += usize::from(differs && !running);
            running = differs;
        }
    }
    changed + 6 * runs.saturating_sub(1)
}
