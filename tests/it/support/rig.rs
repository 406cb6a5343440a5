//! A private place with a pcscd and virtual readers of its own (`packaging/practice --room`), per test: tests run side by side and never
//! touch the machine's pcscd.
//!
//! A test cannot enter a namespace itself, so [`within`] runs the test binary once more inside one, for that test alone.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Set in the inner run.
const INSIDE: &str = "MADOGUCHI_TEST_INSIDE";
/// Leaves these tests out, for places that forbid namespaces.
const WITHOUT: &str = "MADOGUCHI_TEST_WITHOUT_PCSCD";

/// Port of the first virtual reader; the second listens on the next.
pub const PORT: u16 = 35963;
/// Name of the first virtual reader.
pub const READER: &str = "Practice reader 00 00";

/// Runs the body of a test inside. Fails with what the inner run printed.
pub fn within<F: FnOnce()>(body: F) {
    if std::env::var_os(INSIDE).is_some() {
        return body();
    }
    if std::env::var_os(WITHOUT).is_some() {
        return;
    }
    // `it::card::reads::{{closure}}`
    let path = std::any::type_name::<F>();
    let test = path.trim_end_matches("::{{closure}}").split_once("::").expect("a path").1;
    let practice = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/practice");
    let own = std::env::current_exe().expect("own path");
    let mut command = Command::new(practice);
    command.arg("--room").arg(own).args(["--exact", test, "--nocapture", "--test-threads=1"]).env(INSIDE, "1");
    let output = command.stdin(Stdio::null()).output().expect("packaging/practice runs");
    let printed = said(&output);
    assert!(output.status.success(), "inside: {}\n{printed}", output.status);
    assert!(printed.contains("1 passed"), "no test of that name ran: {test}\n{printed}");
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A running pcscd; ended on drop.
pub struct Pcscd(Child);

impl Pcscd {
    /// Starts it with the two virtual readers, and waits until it answers.
    pub fn start() -> Pcscd {
        Pcscd::with("/run/pcscd/readers")
    }

    /// Starts it without any reader.
    pub fn without_readers() -> Pcscd {
        let empty = tempfile::tempdir().expect("a folder").keep();
        Pcscd::with(empty.to_str().expect("a path"))
    }

    fn with(readers: &str) -> Pcscd {
        for left in ["/run/pcscd/pcscd.comm", "/run/pcscd/pcscd.pid"] {
            drop(std::fs::remove_file(left));
        }
        let mut command = Command::new("pcscd");
        command.args(["--foreground", "--error", "--config", readers]).stdout(Stdio::null()).stderr(Stdio::null());
        // For `support::usb`: what is in /sys counts, kernel or not.
        command.env("SYSTEMD_DEVICE_VERIFY_SYSFS", "0");
        let child = command.spawn().expect("pcscd is needed (packages pcscd, vsmartcard-vpcd)");
        until("pcscd", || Path::new("/run/pcscd/pcscd.comm").exists().then_some(()));
        Pcscd(child)
    }
}

impl Drop for Pcscd {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Asks until there is an answer; 10 s at most.
pub fn until<T>(what: &str, ask: impl Fn() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "waited too long: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// What a program prints, both outputs together.
pub fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    said(&output.unwrap_or_else(|error| panic!("{program} is needed (packages opensc, pcsc-tools): {error}")))
}
