//! The bodies of the fuzz targets over their corpus, and over thousands of damaged copies of it: the same every time, on stable Rust. What a fuzzer
//! finds becomes a file of the corpus.

#[path = "../../fuzz/bodies.rs"]
mod bodies;

use std::path::Path;

/// Files of a target's corpus, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = std::fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("an entry"));
    let file = |entry: std::fs::DirEntry| {
        (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a file"))
    };
    let mut files: Vec<_> = entries.map(file).collect();
    files.sort();
    assert!(files.len() >= 3, "{target} has a corpus");
    files
}

/// Numbers that look random and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).expect("fits")).expect("fits")
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("a byte")
    }

    /// A copy with one to four faults: a byte changed, a part cut out, a part doubled, bytes put in, the end cut off.
    fn damaged(&mut self, bytes: &[u8], other: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let (from, byte) = (self.below(out.len()), self.byte());
            let to = (from + 1 + self.below(16)).min(out.len());
            match self.below(6) {
                0 | 1 if !out.is_empty() => out[from] = byte,
                2 => drop(out.drain(from..to)),
                3 => out.extend_from_within(from..to),
                4 => out.insert(from, byte),
                _ => {
                    out.truncate(from);
                    out.extend(other.iter().skip(from));
                }
            }
        }
        out
    }
}

/// Runs a body over the corpus, every beginning of it, and so many damaged copies of each file.
fn run(target: &str, copies: usize, body: fn(&[u8])) {
    let files = corpus(target);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for (at, (name, bytes)) in files.iter().enumerate() {
        println!("{target}/{name}");
        body(bytes);
        for end in (0..bytes.len()).step_by(bytes.len() / copies + 1) {
            body(&bytes[..end]);
        }
        for _ in 0..copies {
            let other = &files[(at + dice.below(files.len())) % files.len()].1;
            body(&dice.damaged(bytes, other));
        }
    }
}

#[test]
fn tlv() {
    run("tlv", 4_000, bodies::tlv);
}

#[test]
fn messaging() {
    run("messaging", 2_000, bodies::messaging);
}

#[test]
fn certificate() {
    run("certificate", 400, bodies::certificate);
}

#[test]
fn cms() {
    run("cms", 1_000, bodies::cms);
}

#[test]
fn picture() {
    run("picture", 60, bodies::picture);
}

#[test]
#[should_panic(expected = "found")]
fn a_body_that_fails_is_seen() {
    run("tlv", 4_000, |bytes| assert!(bytes.len() != 77, "found"));
}
