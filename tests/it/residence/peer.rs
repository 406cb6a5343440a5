//! A second implementation of the card protocol, on the openssl command line: it reads the virtual card, and sees what this program sees.

use super::{profile, value};
use madoguchi::card::emulate::{Card, Reply};
use madoguchi::card::residence::{CardNumber, Pinned};
use madoguchi::card::{self, Place};
use std::io::Write;
use std::process::{Command, Stdio};

const ZERO: &str = "00000000000000000000000000000000";

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex")).collect()
}

fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("openssl is needed");
    child.stdin.take().expect("an input").write_all(input).expect("written");
    let output = child.wait_with_output().expect("ended");
    assert!(output.status.success(), "openssl {arguments:?}");
    output.stdout
}

/// What a generation computes with, in the words of openssl.
#[derive(Clone, Copy)]
struct Peer {
    cipher: &'static str,
    /// Digits of the vector of zeros.
    vector: usize,
    block: usize,
}

const FIRST: Peer = Peer { cipher: "-des-ede-cbc", vector: 16, block: 8 };
const SECOND: Peer = Peer { cipher: "-aes-128-cbc", vector: 32, block: 16 };

impl Peer {
    fn cipher(self, direction: &str, key: &str, input: &[u8]) -> Vec<u8> {
        openssl(&["enc", direction, self.cipher, "-K", key, "-iv", &ZERO[..self.vector], "-nopad"], input)
    }

    fn mac(self, key: &str, input: &[u8]) -> Vec<u8> {
        if self.block == 16 {
            let option = format!("hexkey:{key}");
            let mac = openssl(&["mac", "-cipher", "AES-128-CBC", "-macopt", &option, "-binary", "CMAC"], input);
            return mac[..8].to_vec();
        }
        // Retail MAC: single DES with one half of the key is triple DES with that half twice.
        let (first, second) = (key[..16].repeat(2), key[16..].repeat(2));
        let chained = self.cipher("-e", &first, &padded(input, 8));
        let last = &chained[chained.len() - 8..];
        let one =
            |direction, key: &str, input: &[u8]| openssl(&["enc", direction, "-des-ede", "-K", key, "-nopad"], input);
        one("-e", &first, &one("-d", &second, last))
    }
}

fn padded(input: &[u8], block: usize) -> Vec<u8> {
    let mut out = [input, &[0x80]].concat();
    out.resize(out.len().next_multiple_of(block), 0);
    out
}

fn first_half_of_sha1(input: &[u8]) -> String {
    hex(&openssl(&["dgst", "-sha1", "-binary"], input)[..16])
}

/// The card, asked in hexadecimal digits.
struct Desk(Card);

impl Desk {
    fn ask(&mut self, command: &str) -> Vec<u8> {
        let Reply::Answer(answer) = self.0.apdu(&bytes(command)) else { panic!("pulled") };
        let (data, status) = answer.split_at(answer.len() - 2);
        assert_eq!(status, [0x90, 0x00], "{command}");
        data.to_vec()
    }

    fn folder(&mut self, number: u8) {
        self.ask(&format!("00A4040C10D392F0004F{:02X}00000000000000000000", number + 1));
    }
}

/// Authenticates and shows the number; the key of the session.
fn open(desk: &mut Desk, peer: Peer, number: &str) -> String {
    let key = first_half_of_sha1(number.as_bytes());
    let challenge = desk.ask("0084000008");
    let (random, share) = (bytes("0123456789ABCDEF"), bytes("101112131415161718191A1B1C1D1E1F"));
    let proof = peer.cipher("-e", &key, &[&random[..], &challenge, &share].concat());
    let mac = peer.mac(&key, &proof);
    let answer = desk.ask(&format!("0082000028{}{}00", hex(&proof), hex(&mac)));
    assert_eq!(peer.mac(&key, &answer[..32]), answer[32..]);
    let clear = peer.cipher("-d", &key, &answer[..32]);
    assert_eq!(clear[..16], [&challenge[..], &random].concat());
    let mixed: Vec<u8> = share.iter().zip(&clear[16..]).map(|(a, b)| a ^ b).collect();
    let session = first_half_of_sha1(&[&mixed[..], &[0, 0, 0, 1]].concat());
    let sealed = peer.cipher("-e", &session, &padded(number.as_bytes(), peer.block));
    desk.ask(&format!("0820008613861101{}", hex(&sealed)));
    session
}

/// A file read encrypted, without its padding.
fn sealed(desk: &mut Desk, peer: Peer, session: &str, short: u8) -> Vec<u8> {
    let answer = desk.ask(&format!("08B0{:02X}00000004960200000000", 0x80 | short));
    let start = if answer[1] == 0x82 { 5 } else { 3 };
    assert_eq!((answer[0], answer[start - 1]), (0x86, 0x01));
    let mut clear = peer.cipher("-d", session, &answer[start..]);
    let end = clear.iter().rposition(|byte| *byte == 0x80).expect("padding");
    clear.truncate(end);
    clear
}

#[test]
fn openssl_reads_the_first_generation_as_this_program_does() {
    let mut desk = Desk(Card::load(&profile("residence-1.toml")).expect("a card"));
    let session = open(&mut desk, FIRST, "AB90000001CD");
    desk.folder(1);
    let front = sealed(&mut desk, FIRST, &session, 5);
    assert_eq!((front.len(), &front[..4]), (7004, &[0xD0, 0x82, 0x1B, 0x58][..]));
    let picture = std::fs::read(profile("images/front-1.tif")).expect("a picture");
    assert!(front[4..].starts_with(&picture));
    desk.folder(2);
    let address = desk.ask("00B08100000000");
    let place = Place::InProcess(profile("residence-1.toml"));
    let number = CardNumber::parse("AB90000001CD").expect("a number");
    let read = card::read_residence(&place, Some(&number), &Pinned::new(true)).expect("the data");
    assert!(String::from_utf8_lossy(&address).contains(value(&read, "address")));
    // The check code, by openssl.
    desk.folder(3);
    let proof = desk.ask("00B08200000000");
    desk.folder(1);
    let face = sealed(&mut desk, FIRST, &session, 6);
    let (code, certificate) = (&proof[4..260], &proof[264..]);
    check(&[&front[4..], &face[4..]].concat(), code, certificate, "practice-ca.pem");
}

#[test]
fn openssl_reads_the_second_generation_as_this_program_does() {
    let mut desk = Desk(Card::load(&profile("residence-2.toml")).expect("a card"));
    let session = open(&mut desk, SECOND, "CD90000002EF");
    desk.folder(1);
    assert_eq!(sealed(&mut desk, SECOND, &session, 1), [&[0xC2, 0x0C][..], b"CD90000002EF"].concat());
    let printed = sealed(&mut desk, SECOND, &session, 3);
    assert_eq!(printed.len(), 73);
    assert!(String::from_utf8_lossy(&printed).contains("20270221"));
    let pictures = sealed(&mut desk, SECOND, &session, 4);
    let (name, face) = (&pictures[4..2504], &pictures[2508..]);
    let mut values = Vec::new();
    let mut rest = &printed[..];
    while let [_, length, after @ ..] = rest {
        values.extend(&after[..usize::from(*length)]);
        rest = &after[usize::from(*length)..];
    }
    assert_eq!(values.len(), 53);
    desk.folder(3);
    let proof = desk.ask("00B08200000000");
    // 96 bytes side by side; openssl wants them in DER.
    let code = der(&proof[2..98]);
    check(&[&values[..], face, name].concat(), &code, &proof[102..], "practice-ca2.pem");
}

/// Two numbers of 48 bytes as a DER sequence.
fn der(code: &[u8]) -> Vec<u8> {
    let number = |half: &[u8]| {
        let first = half.iter().position(|byte| *byte != 0).expect("a number");
        let sign = half[first] >= 0x80;
        let digits = &half[first..];
        let length = u8::try_from(digits.len() + usize::from(sign)).expect("short");
        [&[0x02, length][..], if sign { &[0][..] } else { &[] }, digits].concat()
    };
    let numbers = [number(&code[..48]), number(&code[48..])].concat();
    [&[0x30, u8::try_from(numbers.len()).expect("short")][..], &numbers].concat()
}

/// openssl takes the check code, and the certificate under the practice authority.
fn check(contents: &[u8], code: &[u8], certificate: &[u8], authority: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let length = 4 + usize::from(u16::from_be_bytes([certificate[2], certificate[3]]));
    std::fs::write(place("certificate"), &certificate[..length]).expect("written");
    std::fs::write(place("code"), code).expect("written");
    let pem = openssl(&["x509", "-inform", "DER", "-in", &place("certificate"), "-outform", "PEM"], b"");
    std::fs::write(place("pem"), pem).expect("written");
    let authority = format!("{}/assets/pki/residence/{authority}", env!("CARGO_MANIFEST_DIR"));
    openssl(&["verify", "-no_check_time", "-CAfile", &authority, &place("pem")], b"");
    let key = openssl(&["x509", "-in", &place("pem"), "-pubkey", "-noout"], b"");
    std::fs::write(place("key"), key).expect("written");
    let said = openssl(&["dgst", "-sha256", "-verify", &place("key"), "-signature", &place("code")], contents);
    assert_eq!(String::from_utf8_lossy(&said), "Verified OK\n");
}
