//! The real program on a pseudo terminal: keys in, screen out.

use madoguchi::tui::event::{Code, Key};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for anything on the screen. Generous: nothing is measured here.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the terminal shows, and how many bytes came.
struct Shown {
    parser: vt100::Parser,
    bytes: usize,
    ended: bool,
}

/// A counter running on a terminal of its own.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

impl Pty {
    /// Starts the program with these arguments on a terminal of `columns` × `rows`.
    pub fn start(arguments: &[&str], data: &Path, columns: u16, rows: u16) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_madoguchi"));
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        command.env("MADOGUCHI_DATA", data);
        command.env("MADOGUCHI_LANG", "en");
        command.env_remove("MADOGUCHI_PASSPHRASE");
        command.env_remove("NO_COLOR");
        Pty::spawn(command, columns, rows)
    }

    pub fn spawn(command: CommandBuilder, columns: u16, rows: u16) -> Pty {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap(), 0);
        let shown = Arc::new((Mutex::new(Shown { parser, bytes: 0, ended: false }), Condvar::new()));
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let into = shown.clone();
        thread::spawn(move || read(reader, &into));
        Pty { master: pair.master, writer, child, shown }
    }

    /// Presses keys: characters as they are, others as `<enter>`, `<f2>`, `<c-g>`, `<a-n>`.
    pub fn keys(&mut self, script: &str) {
        let bytes: Vec<u8> = Key::script(script).into_iter().flat_map(bytes).collect();
        self.writer.write_all(&bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// Pastes text, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) {
        self.writer.write_all(format!("\x1b[200~{text}\x1b[201~").as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Waits until a text is no longer on the screen.
    pub fn wait_gone(&self, text: &str) {
        self.wait(text, |screen| !screen.contains(text));
    }

    fn wait(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let until = Instant::now() + PATIENCE;
        let (shown, changed) = &*self.shown;
        let mut shown = shown.lock().unwrap();
        while !holds(&shown.parser.screen().contents()) {
            let left = until.saturating_duration_since(Instant::now());
            let screen = shown.parser.screen().contents();
            assert!(!left.is_zero() && !shown.ended, "waited for {what:?}; the screen shows:\n{screen}");
            shown = changed.wait_timeout(shown, left).unwrap().0;
        }
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.shown.0.lock().unwrap().parser.screen().contents()
    }

    /// Row and column of the terminal's cursor, if it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let shown = self.shown.0.lock().unwrap();
        let screen = shown.parser.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// Bytes written by the program so far.
    pub fn bytes(&self) -> usize {
        self.shown.0.lock().unwrap().bytes
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let (rows, columns) = (NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap());
        self.shown.0.lock().unwrap().parser.screen_mut().set_size(rows, columns);
        self.master.resize(size).unwrap();
    }

    /// Number of its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Kills it at once, as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Sends a signal by its name, `TERM`, and waits until the program has ended.
    pub fn signal(&mut self, name: &str) {
        let process = self.process().to_string();
        assert!(std::process::Command::new("kill").args(["-s", name, &process]).status().unwrap().success());
        self.child.wait().unwrap();
        let shown = self.shown.0.lock().unwrap();
        drop(self.shown.1.wait_timeout_while(shown, PATIENCE, |shown| !shown.ended).unwrap());
    }

    /// The terminal is as a shell expects it: ordinary screen, cursor shown, pastes not marked.
    pub fn is_put_back(&self) -> bool {
        let shown = self.shown.0.lock().unwrap();
        let screen = shown.parser.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    /// Waits until the program ends by itself; whether it ended well.
    pub fn ended_well(&mut self) -> bool {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            assert!(Instant::now() < until, "it does not end; the screen shows:\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(mut reader: Box<dyn Read + Send>, into: &(Mutex<Shown>, Condvar)) {
    let mut buffer = [0; 8192];
    loop {
        let read = reader.read(&mut buffer).unwrap_or(0);
        let mut shown = into.0.lock().unwrap();
        shown.parser.process(&buffer[..read]);
        shown.bytes += read;
        shown.ended = read == 0;
        into.1.notify_all();
        if read == 0 {
            return;
        }
    }
}

/// What a terminal sends for a key.
fn bytes(key: Key) -> Vec<u8> {
    let mut bytes = if key.alt { vec![0x1b] } else { Vec::new() };
    match key.code {
        Code::Char(c) if key.ctrl => bytes.push(u8::try_from(c).unwrap() & 0x1f),
        Code::Char(c) => bytes.extend(c.to_string().into_bytes()),
        Code::Enter => bytes.push(b'\r'),
        Code::Esc => bytes.push(0x1b),
        Code::Tab => bytes.push(b'\t'),
        Code::Backspace => bytes.push(0x7f),
        code => bytes.extend(format!("\x1b{}", sequence(code)).into_bytes()),
    }
    bytes
}

fn sequence(code: Code) -> &'static str {
    match code {
        Code::BackTab => "[Z",
        Code::Up => "[A",
        Code::Down => "[B",
        Code::Right => "[C",
        Code::Left => "[D",
        Code::Home => "[H",
        Code::End => "[F",
        Code::Delete => "[3~",
        Code::PageUp => "[5~",
        Code::PageDown => "[6~",
        Code::F(1) => "OP",
        Code::F(2) => "OQ",
        Code::F(3) => "OR",
        Code::F(4) => "OS",
        Code::F(5) => "[15~",
        Code::F(6) => "[17~",
        Code::F(7) => "[18~",
        Code::F(8) => "[19~",
        Code::F(9) => "[20~",
        _ => "[21~",
    }
}
