//! The card itself: selection, reading, PINs, status words.

use super::files::{App, Body, File, Tried};
use super::key::Key;
use super::profile::{Fault, Profile, What};
use super::residence::{self, Chip};
use super::{my_number, profile};
use crate::card::Error;
use std::path::Path;
use std::time::{Duration, Instant};

/// A virtual card. Its PIN counters live as long as the value.
pub struct Card {
    atr: Vec<u8>,
    apps: Vec<App>,
    /// A residence card of its own answers for itself.
    chip: Option<Chip>,
    now: Now,
    extended: bool,
    faults: Vec<Fault>,
    /// Commands answered.
    count: u32,
    pulled: Option<Pulled>,
}

/// What power-off forgets.
#[derive(Default)]
struct Now {
    app: Option<usize>,
    file: Option<usize>,
    /// PIN files of the current application that were verified.
    verified: Vec<u16>,
}

/// The card was taken away by a fault.
#[derive(Clone, Copy)]
struct Pulled {
    back: Option<(Instant, Duration)>,
}

/// What comes back for a command.
pub enum Reply {
    /// Data and status word.
    Answer(Vec<u8>),
    /// Nothing: the card was pulled in the middle.
    Pulled,
}

/// A command taken apart.
pub(super) struct Parts<'a> {
    pub p1: u8,
    pub p2: u8,
    pub data: &'a [u8],
    pub expect: Option<usize>,
}

impl Card {
    /// A card from a profile, as it comes from its drawer.
    ///
    /// # Errors
    /// [`Error::Profile`] with file and line.
    pub fn load(path: &Path) -> Result<Card, Error> {
        profile::load(path).map(|profile| Card::new(&profile))
    }

    pub(super) fn new(profile: &Profile) -> Card {
        let holder = profile.residence.as_ref().and_then(|card| Some((card, card.holder.as_ref()?)));
        let chip = holder.map(|(card, holder)| Chip::new(card, holder, rand::fill::<[u8]>));
        let special = profile.residence.iter().filter(|card| card.holder.is_none());
        let mut apps: Vec<App> = special.map(residence::app).collect();
        apps.extend(profile.my_number.iter().flat_map(my_number::apps));
        let Profile { extended, atr, faults, .. } = profile;
        let (atr, faults) = (atr.clone(), faults.clone());
        let mut card =
            Card { atr, apps, chip, now: Now::default(), extended: *extended, faults, count: 0, pulled: None };
        card.reset();
        card
    }

    /// Answer to reset.
    #[must_use]
    pub fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// Power off or reset: forgets what is selected and verified, never the tries.
    pub fn reset(&mut self) {
        self.now = Now { app: self.apps.iter().position(|app| app.root), ..Now::default() };
        if let Some(chip) = &mut self.chip {
            chip.reset();
        }
    }

    /// Whether the card lies on its reader: not while a fault has pulled it.
    pub fn present(&mut self) -> bool {
        if let Some(Pulled { back: Some((since, away)) }) = self.pulled
            && since.elapsed() >= away
        {
            self.pulled = None;
            self.reset();
        }
        self.pulled.is_none()
    }

    /// Whether no fault can take the card away.
    #[must_use]
    pub fn steady(&self) -> bool {
        !self.faults.iter().any(|fault| matches!(fault.what, What::Pull(_)))
    }

    /// How long a pulled card stays away; `None`: for good.
    #[must_use]
    pub fn away(&self) -> Option<Duration> {
        self.pulled.and_then(|pulled| pulled.back).map(|(_, away)| away)
    }

    /// Answers a command.
    pub fn apdu(&mut self, command: &[u8]) -> Reply {
        if !self.present() {
            return Reply::Pulled;
        }
        self.count = self.count.saturating_add(1);
        let count = self.count;
        for fault in self.faults.iter().filter(|fault| fault.at == count) {
            match fault.what {
                What::Slow(time) => std::thread::sleep(time),
                What::Status(status) => return Reply::Answer(status.to_be_bytes().to_vec()),
                What::Pull(away) => {
                    self.pulled = Some(Pulled { back: away.map(|away| (Instant::now(), away)) });
                    return Reply::Pulled;
                }
            }
        }
        Reply::Answer(match self.execute(command) {
            Ok(mut data) => {
                data.extend([0x90, 0x00]);
                data
            }
            Err(status) => status.to_be_bytes().to_vec(),
        })
    }

    /// The data of a successful answer, or a status word.
    fn execute(&mut self, command: &[u8]) -> Result<Vec<u8>, u16> {
        if !self.extended && matches!(command, [_, _, _, _, 0, _, _, ..]) {
            return Err(0x6700);
        }
        if let Some(chip) = &mut self.chip {
            return chip.execute(command);
        }
        let (head, body) = command.split_at_checked(4).ok_or(0x6700_u16)?;
        let (data, expect) = lengths(body).ok_or(0x6700_u16)?;
        let parts = Parts { p1: head[2], p2: head[3], data, expect };
        if let [0x80, 0x2A, ..] = head {
            return self.sign(&parts);
        }
        if head[0] != 0x00 {
            return Err(0x6E00);
        }
        match head[1] {
            0xA4 => self.select(&parts).map(|()| Vec::new()),
            0xB0 => self.read(&parts),
            0x20 => self.verify(&parts).map(|()| Vec::new()),
            _ => Err(0x6D00),
        }
    }

    fn select(&mut self, parts: &Parts) -> Result<(), u16> {
        match (parts.p1, parts.data) {
            (0x04, aid) if !aid.is_empty() => {
                let app = self.apps.iter().position(|app| app.aid == aid).ok_or(0x6A82_u16)?;
                self.now = Now { app: Some(app), ..Now::default() };
                Ok(())
            }
            (0x00, [] | [0x3F, 0x00]) => {
                let missing: u16 = if parts.data.is_empty() { 0x6A86 } else { 0x6A82 };
                let root = self.apps.iter().position(|app| app.root).ok_or(missing)?;
                self.now = Now { app: Some(root), ..Now::default() };
                Ok(())
            }
            (0x02, [high, low]) => {
                let id = u16::from_be_bytes([*high, *low]);
                let file = self.app()?.files.iter().position(|file| file.id == id).ok_or(0x6A82_u16)?;
                self.now.file = Some(file);
                Ok(())
            }
            (0x00 | 0x02 | 0x04, _) => Err(0x6A82),
            _ => Err(0x6A86),
        }
    }

    fn read(&mut self, parts: &Parts) -> Result<Vec<u8>, u16> {
        let most = parts.expect.filter(|_| parts.data.is_empty()).ok_or(0x6700_u16)?;
        let offset = if parts.p1 & 0x80 == 0 {
            usize::from(parts.p1) << 8 | usize::from(parts.p2)
        } else {
            self.now.file = Some(self.short(parts.p1 & 0x1F)?);
            usize::from(parts.p2)
        };
        let bytes = self.readable()?;
        let rest = bytes.get(offset..).filter(|rest| !rest.is_empty()).ok_or(0x6B00_u16)?;
        Ok(rest.iter().copied().take(most).collect())
    }

    /// The content of the current file, if it may be read now.
    fn readable(&self) -> Result<&[u8], u16> {
        let open = |guard: &Option<u16>| guard.is_none_or(|pin| self.now.verified.contains(&pin));
        match &self.file()?.body {
            Body::Short { bytes, .. } => Ok(bytes),
            Body::Data { bytes, guard } if open(guard) => Ok(bytes),
            Body::Certificate { issued, guard } if open(guard) => Ok(issued.bytes()),
            Body::Data { .. } | Body::Certificate { .. } => Err(0x6982),
            Body::Pin(_) | Body::Key { .. } => Err(0x6986),
        }
    }

    /// PERFORM SECURITY OPERATION with the current key. P1 says what the data are.
    fn sign(&mut self, parts: &Parts) -> Result<Vec<u8>, u16> {
        if parts.p2 & 0x1F != 0 {
            self.now.file = Some(self.short(parts.p2 & 0x1F)?);
        }
        let Body::Key { keys, purpose, guard } = &self.file()?.body else { return Err(0x6985) };
        if parts.p1 > 0x03 || parts.p1 == 0x01 || parts.p2 & 0x80 == 0 {
            return Err(0x6A86);
        }
        if !self.now.verified.contains(guard) {
            return Err(0x6982);
        }
        let key = Key::of(*keys, *purpose).filter(|_| !parts.data.is_empty());
        key.and_then(|key| key.sign(parts.p1, parts.data)).ok_or(0x6700)
    }

    fn verify(&mut self, parts: &Parts) -> Result<(), u16> {
        if (parts.p1, parts.p2) != (0x00, 0x80) {
            return Err(0x6A86);
        }
        let (app, file) = self.now.app.zip(self.now.file).ok_or(0x6986_u16)?;
        let file = self.apps.get_mut(app).and_then(|app| app.files.get_mut(file)).ok_or(0x6986_u16)?;
        let id = file.id;
        let Body::Pin(pin) = &mut file.body else { return Err(0x6986) };
        if parts.data.is_empty() {
            return Err(0x63C0 | u16::from(pin.left));
        }
        if parts.data.len() > 16 {
            return Err(0x6700);
        }
        let tried = pin.test(parts.data);
        self.now.verified.retain(|verified| *verified != id);
        match tried {
            Tried::Right => self.now.verified.push(id),
            Tried::Wrong(left) => return Err(0x63C0 | u16::from(left)),
            Tried::Blocked => return Err(0x6984),
        }
        Ok(())
    }

    /// The file of the current application with a short identifier.
    fn short(&self, sfi: u8) -> Result<usize, u16> {
        self.app()?.files.iter().position(|file| file.short() == sfi).ok_or(0x6A82)
    }

    fn app(&self) -> Result<&App, u16> {
        self.now.app.and_then(|app| self.apps.get(app)).ok_or(0x6985)
    }

    fn file(&self) -> Result<&File, u16> {
        let file = self.now.file.ok_or(0x6986_u16)?;
        self.app()?.files.get(file).ok_or(0x6986)
    }
}

/// Command data and expected length from what follows the header (ISO/IEC 7816-3, cases 1 to 4, short and extended).
pub(super) fn lengths(body: &[u8]) -> Option<(&[u8], Option<usize>)> {
    match body {
        [] => Some((&[], None)),
        [le] => Some((&[], Some(short(*le)))),
        [0, high, low] => Some((&[], Some(long(*high, *low)))),
        [0, high, low, rest @ ..] if rest.len() >= 2 => {
            let (data, le) = rest.split_at_checked(usize::from(u16::from_be_bytes([*high, *low])))?;
            match le {
                [] => Some((data, None)),
                [high, low] => Some((data, Some(long(*high, *low)))),
                _ => None,
            }
        }
        [lc, rest @ ..] => {
            let (data, le) = rest.split_at_checked(usize::from(*lc)).filter(|(data, _)| !data.is_empty())?;
            match le {
                [] => Some((data, None)),
                [le] => Some((data, Some(short(*le)))),
                _ => None,
            }
        }
    }
}

fn short(le: u8) -> usize {
    if le == 0 { 256 } else { usize::from(le) }
}

fn long(high: u8, low: u8) -> usize {
    let le = u16::from_be_bytes([high, low]);
    if le == 0 { 0x1_0000 } else { usize::from(le) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn card(name: &str) -> Card {
        Card::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards").join(name)).unwrap()
    }

    fn ask(card: &mut Card, command: &str) -> String {
        let bytes: Vec<u8> =
            (0..command.len()).step_by(2).map(|i| u8::from_str_radix(&command[i..i + 2], 16).unwrap()).collect();
        match card.apdu(&bytes) {
            Reply::Answer(bytes) => bytes.iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().concat(),
            Reply::Pulled => "pulled".into(),
        }
    }

    #[test]
    fn answers_of_the_fact_sheet() {
        let mut card = card("my-number.toml");
        for (command, answer) in [
            ("00A4040C0AD39210003100010104", "6700"),
            ("00A4040C06D27600012401", "6A82"),
            ("00A40000", "6A86"),
            ("00A40000023F00", "6A82"),
            ("00CADF30", "6D00"),
            ("80AE0000", "6E00"),
            ("00", "6700"),
            ("00200080", "6986"),
            ("00A4040C0AD3921000310001010408", "9000"),
            ("00B0000000", "6986"),
            ("00A4020C020099", "6A82"),
            ("00A4020C020002", "9000"),
            ("00B0000000", "6982"),
            ("00A4020C020011", "9000"),
            ("00200080", "63C3"),
            ("0020008004303030 30", "63C2"),
            ("002000800431323334", "9000"),
            ("00200080", "63C3"),
            ("00A4020C020002", "9000"),
            ("00B0000003", "FF208F9000"),
            ("00B07FFF00", "6B00"),
            ("00A4040C0AD392F000260100000001", "9000"),
            ("00A4040C0AD3921000310001010408", "9000"),
            ("00A4020C020002", "9000"),
            ("00B0000000", "6982"),
        ] {
            let told = ask(&mut card, &command.replace(' ', ""));
            if command == "00B0000003" {
                assert_eq!((&told[..4], &told[6..]), ("FF20", "9000"));
            } else {
                assert_eq!(told, answer, "{command}");
            }
        }
    }

    #[test]
    fn a_reset_forgets_the_pin_but_not_the_tries() {
        let mut card = card("my-number.toml");
        for command in ["00A4040C0AD3921000310001010408", "00A4020C020011", "002000800439393939", "002000800439393939"]
        {
            ask(&mut card, command);
        }
        card.reset();
        assert_eq!(ask(&mut card, "00200080"), "6986");
        ask(&mut card, "00A4040C0AD3921000310001010408");
        ask(&mut card, "00A4020C020011");
        assert_eq!(ask(&mut card, "00200080"), "63C1");
    }

    #[test]
    fn free_files_of_residence_cards() {
        let mut first = card("residence-1.toml");
        assert_eq!(ask(&mut first, "00B08A0000"), "C101319000");
        assert_eq!(ask(&mut first, "00B08B0000"), "C004303030319000");
        assert_eq!(ask(&mut first, "00A40000023F00"), "9000");
        assert_eq!(ask(&mut first, "00A4040C0AD392F000260100000001"), "6A82");
        assert_eq!(ask(&mut card("residence-2.toml"), "00B08A00000000"), "C10230359000");
        let mut special = card("residence-special.toml");
        assert_eq!(ask(&mut special, "00B08A0000"), "6985");
        assert_eq!(ask(&mut special, "00A4040C10D392F0004F0100000000000000000000"), "9000");
        assert_eq!(ask(&mut special, "00B08A0000"), "C10230379000");
        assert_eq!(ask(&mut special, "00A4040C0AD392F000260100000001"), "9000");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_command_gets_a_status(commands in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 1..8)) {
            let mut card = card("residence-special.toml");
            for command in commands {
                let Reply::Answer(answer) = card.apdu(&command) else { unreachable!() };
                prop_assert!(answer.len() >= 2);
            }
        }
    }
}
