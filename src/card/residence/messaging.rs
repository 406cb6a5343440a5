//! Authentication with the card number, and messages encrypted from then on: GET CHALLENGE, MUTUAL AUTHENTICATE, then commands of class 08.
//!
//! Only the objects 86 (cryptogram) and 96 (length wanted) occur; after the authentication no message carries a MAC. That whole messages were
//! exchanged is therefore known only from what they hold: padding, tags, and the check code over the contents.

use super::suite::{SecretKey, Suite, number_key, pad, session_key, unpad};
use crate::card::apdu::{self, Command};
use crate::card::reader::{Lengths, Reader, in_parts, send, send_long};
use crate::card::{Error, tlv};
use zeroize::Zeroizing;

/// Object with a cryptogram; its first byte is 01, *padded*.
const CRYPTOGRAM: u32 = 0x86;
const PADDED: u8 = 0x01;

/// What this side brings to the authentication; new for every one.
pub struct Nonce {
    pub random: [u8; 8],
    pub key: SecretKey,
}

impl Nonce {
    /// From the system's generator.
    #[must_use]
    pub fn fresh() -> Nonce {
        let mut nonce = Nonce { random: [0; 8], key: Zeroizing::new([0; 16]) };
        rand::fill(&mut nonce.random);
        rand::fill(nonce.key.as_mut_slice());
        nonce
    }
}

/// A session with a card that knows the number; its key is wiped when it ends.
pub struct Session {
    suite: &'static dyn Suite,
    key: SecretKey,
}

impl Session {
    /// Authenticates both sides by the card number (12 characters).
    ///
    /// # Errors
    /// [`Error::WrongNumber`] when the card does not know the number; [`Error::Untrusted`] when it only pretends to.
    pub fn open(
        reader: &mut dyn Reader,
        suite: &'static dyn Suite,
        number: &[u8],
        nonce: &Nonce,
    ) -> Result<Session, Error> {
        let challenge = send(reader, &Command::new(0x00, 0x84, 0x00, 0x00).expect(8))?.success()?;
        let challenge: [u8; 8] = challenge.try_into().map_err(|_| bad("a challenge that has not eight bytes"))?;
        let key = number_key(number);
        let proof = prove(suite, &key, nonce.random, challenge, &nonce.key).ok_or_else(|| bad("no whole blocks"))?;
        let answer = send(reader, &Command::new(0x00, 0x82, 0x00, 0x00).data(&proof).expect(256))?;
        if answer.status == 0x6300 {
            return Err(Error::WrongNumber);
        }
        let cards = check(suite, &key, &answer.success()?, challenge, nonce.random)?;
        Ok(Session { suite, key: session_key(&nonce.key, &cards) })
    }

    /// Shows the number once more, encrypted: opens the files that want it. There is no counter of tries.
    ///
    /// # Errors
    /// [`Error::WrongNumber`]; [`Error::Untrusted`].
    pub fn verify(&self, reader: &mut dyn Reader, number: &[u8]) -> Result<(), Error> {
        let block = self.suite.block();
        let sealed = self.suite.encrypt(&self.key, &pad(number, block)).ok_or_else(|| bad("no whole blocks"))?;
        let length = u8::try_from(sealed.len() + 1).map_err(|_| bad("a number too long"))?;
        let data = Zeroizing::new([&[0x86, length, PADDED], sealed.as_slice()].concat());
        match send(reader, &Command::new(0x08, 0x20, 0x00, 0x86).data(&data))?.status {
            apdu::OK => Ok(()),
            0x6300 => Err(Error::WrongNumber),
            other => Err(Error::Untrusted(format!("status {other:04X} to the card number"))),
        }
    }

    /// A whole file of the current folder, by its short identifier. The specifications show it in one answer; in parts it is the same command with
    /// short lengths (ISO/IEC 7816-4).
    ///
    /// # Errors
    /// [`Error::Untrusted`]: refused, no cryptogram, wrong padding.
    pub fn read(&self, reader: &mut dyn Reader, short: u8, lengths: Lengths) -> Result<Zeroizing<Vec<u8>>, Error> {
        if lengths == Lengths::Extended {
            let whole = Command::new(0x08, 0xB0, 0x80 | short, 0x00).data(&[0x96, 0x02, 0x00, 0x00]).expect(0x1_0000);
            return unseal(self.suite, &self.key, &send_long(reader, &whole)?.success()?);
        }
        let most = most(self.suite.block());
        in_parts(usize::from(most), &mut |offset| {
            let [high, low] = offset.to_be_bytes();
            let p1 = if offset == 0 { 0x80 | short } else { high & 0x7F };
            let length = [0x96, 0x02, 0x00, most];
            let command = Command::new(0x08, 0xB0, p1, low).data(&length).expect(256);
            let sealed = send(reader, &command)?.part()?;
            sealed.map(|sealed| unseal(self.suite, &self.key, &sealed)).transpose()
        })
    }
}

/// The most clear bytes whose cryptogram, `86 81 L 01 …`, is an answer of 256 bytes: whole blocks, less one byte of padding.
fn most(block: usize) -> u8 {
    u8::try_from((256 - 4) / block * block - 1).unwrap_or(u8::MAX)
}

/// `E_IFD` and `M_IFD`: both randoms and our share of the key, encrypted, and the MAC over that.
fn prove(
    suite: &dyn Suite,
    key: &SecretKey,
    ours: [u8; 8],
    cards: [u8; 8],
    share: &SecretKey,
) -> Option<Zeroizing<Vec<u8>>> {
    let clear = Zeroizing::new([ours.as_slice(), &cards, share.as_slice()].concat());
    let mut proof = suite.encrypt(key, &clear)?;
    let mac = suite.mac(key, &proof);
    proof.extend_from_slice(&mac);
    Some(proof)
}

/// The card's share of the key, when its answer shows that it knows the number and heard our random.
fn check(suite: &dyn Suite, key: &SecretKey, answer: &[u8], cards: [u8; 8], ours: [u8; 8]) -> Result<SecretKey, Error> {
    let (sealed, mac) = answer.split_at_checked(32).ok_or_else(|| bad("a proof that is too short"))?;
    if mac != suite.mac(key, sealed) {
        return Err(bad("a proof with a wrong MAC"));
    }
    let clear = suite.decrypt(key, sealed).ok_or_else(|| bad("no whole blocks"))?;
    if clear[..8] != cards[..] || clear[8..16] != ours[..] {
        return Err(bad("a proof for other randoms"));
    }
    let mut share = Zeroizing::new([0; 16]);
    share.copy_from_slice(&clear[16..]);
    Ok(share)
}

/// The clear data of an encrypted answer, `86 L 01 …`.
///
/// # Errors
/// [`Error::Untrusted`]; any bytes give an answer.
pub fn unseal(suite: &dyn Suite, key: &SecretKey, answer: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let objects = tlv::all(answer)?;
    let [object] = objects[..] else { return Err(bad("not one cryptogram")) };
    let (CRYPTOGRAM, [PADDED, sealed @ ..]) = (object.tag, object.value) else { return Err(bad("not one cryptogram")) };
    let clear = suite.decrypt(key, sealed).ok_or_else(|| bad("no whole blocks"))?;
    let length = unpad(&clear).ok_or_else(|| bad("a cryptogram that is not for this session"))?.len();
    Ok(Zeroizing::new(clear[..length].to_vec()))
}

fn bad(what: &str) -> Error {
    Error::Untrusted(what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::suite::{Aes, TripleDes};
    use super::*;
    use crate::card::emulate::seal;
    use proptest::prelude::*;

    const NUMBER: &[u8] = b"AA12345678BB";

    /// Appendix of the specification, and what follows from it.
    struct Vector {
        suite: &'static dyn Suite,
        challenge: &'static str,
        share: &'static str,
        proof: &'static str,
        answer: &'static str,
        session: &'static str,
        verify: &'static str,
        read: [(&'static str, &'static str); 4],
    }

    const FIRST: Vector = Vector {
        suite: &TripleDes,
        challenge: "5A6E7E385162B7A3",
        share: "19D049490FFF52EEDBFCB930BC810ED0",
        proof: "937745C20883A1BAD1E04193722A1592378F81A8F1DC589157AEB0F7544FA1BA1AD7FB6A3389E017",
        answer: "5860775B4D032CC564BA204B8EA868F694A74E7475A8FEF240588BDA1AF496CE59388FD6CD45248B",
        session: "CE94938E19E3B97DF96EABCEDC1715CC",
        verify: "08200086138611011AA82973DB959A811F9711D728F0EEF6",
        read: [
            ("D306313331303136", "861101141FB28D507C877BF17329C770132CB5"),
            ("C20C414131323334353637384242", "8611014E96D321EFC61A49E7376D3DA24CCC0E"),
            ("00000000000000", "86090111778CA8B28BE1DF"),
            ("000102030405060708090A0B0C0D0E0F", "861901AE2ABD551E3A886AE6C29A4D6C2215497CA5C49B5D1B8AC5"),
        ],
    };

    const SECOND: Vector = Vector {
        suite: &Aes,
        challenge: "921CE277323DA057",
        share: "2CC6AF9B8B607C662FDCAD27B401D08B",
        proof: "4AD3C7B6BB484A52771977DED618B41DF841FA0476A05FBE041DEAD6109E773BAC854617634F5397",
        answer: "289A96B1DA6AE3DA87770419BFD14F0BDAD15F36432B5A946C188C7221759A62FA942EC51E62FF5F",
        session: "C19CF13D3D7FBEE9EA293D834C88952F",
        verify: "0820008613861101EE0B31EF877F68D071C56D58C72E6748",
        read: [
            ("D306313331303136", "861101EEC9241D149AC44F0D9BA45AE4E25E52"),
            ("C20C414131323334353637384242", "861101143D1676C57ED659B4CA6DA06D251591"),
            ("00000000000000", "8611012CD6D8AF7976FC017F0EEAA2D993E48E"),
            (
                "000102030405060708090A0B0C0D0E0F",
                "8621015B708353C70B8645D95AB93B2BF8D01F30A39BC7B8DEEB84E2A53B5DB7B1A70F",
            ),
        ],
    };

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02X}")).collect()
    }

    fn key(hex: &str) -> SecretKey {
        Zeroizing::new(bytes(hex).try_into().unwrap())
    }

    fn nonce() -> Nonce {
        let key: Vec<u8> = (0x40..0x50).collect();
        Nonce { random: bytes("1122334455667788").try_into().unwrap(), key: Zeroizing::new(key.try_into().unwrap()) }
    }

    /// Answers from a list; keeps what was sent.
    struct Script {
        answers: Vec<Vec<u8>>,
        sent: Vec<Vec<u8>>,
    }

    impl Script {
        fn new(answers: &[&str]) -> Script {
            Script { answers: answers.iter().map(|answer| bytes(answer)).collect(), sent: Vec::new() }
        }
    }

    impl Reader for Script {
        fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, Error> {
            self.sent.push(command.to_vec());
            let answer = self.answers.get(self.sent.len() - 1).or(self.answers.last());
            Ok(answer.cloned().unwrap_or_default())
        }
    }

    #[test]
    fn the_official_vectors_of_both_generations() {
        assert_eq!(hex(&number_key(NUMBER)[..]), "6522B4E171195BB218223A976C040111");
        for vector in [FIRST, SECOND] {
            let challenge = format!("{}9000", vector.challenge);
            let answer = format!("{}9000", vector.answer);
            let mut card = Script::new(&[&challenge, &answer, "9000"]);
            let session = Session::open(&mut card, vector.suite, NUMBER, &nonce()).unwrap();
            assert_eq!(hex(&session.key[..]), vector.session);
            session.verify(&mut card, NUMBER).unwrap();
            let sent: Vec<String> = card.sent.iter().map(|command| hex(command)).collect();
            assert_eq!(sent, ["0084000008", &format!("0082000028{}00", vector.proof), vector.verify]);
            for (clear, sealed) in vector.read {
                assert_eq!(hex(&seal(vector.suite, &session.key, &bytes(clear))), sealed);
                let mut card = Script::new(&[&format!("{sealed}9000")]);
                assert_eq!(hex(&session.read(&mut card, 5, Lengths::Extended).unwrap()), clear);
                assert_eq!(hex(&card.sent[0]), "08B08500000004960200000000");
            }
        }
    }

    #[test]
    fn the_cards_side_of_the_vectors() {
        for vector in [FIRST, SECOND] {
            let challenge: [u8; 8] = bytes(vector.challenge).try_into().unwrap();
            let proof = prove(vector.suite, &number_key(NUMBER), challenge, nonce().random, &key(vector.share));
            assert_eq!(hex(&proof.unwrap()), vector.answer);
        }
    }

    #[test]
    fn a_card_that_does_not_know_the_number_is_refused() {
        for vector in [FIRST, SECOND] {
            let challenge = format!("{}9000", vector.challenge);
            let open = |answer: &str| {
                let mut card = Script::new(&[&challenge, answer]);
                Session::open(&mut card, vector.suite, NUMBER, &nonce()).map(|_| ())
            };
            assert!(matches!(open("6300"), Err(Error::WrongNumber)));
            let mut wrong_mac = bytes(vector.answer);
            wrong_mac[39] ^= 1;
            let mut wrong_cryptogram = bytes(vector.answer);
            wrong_cryptogram[0] ^= 1;
            // Our own proof sent back, as a card without the number could do.
            let replayed = bytes(vector.proof);
            for answer in [wrong_mac, wrong_cryptogram, replayed, bytes(vector.answer)[..39].to_vec(), Vec::new()] {
                let answer = format!("{}9000", hex(&answer));
                assert!(matches!(open(&answer), Err(Error::Untrusted(_))), "{answer}");
            }
            assert!(matches!(open("6700"), Err(Error::Untrusted(_))));
            let mut short = Script::new(&["1122339000"]);
            assert!(matches!(
                Session::open(&mut short, vector.suite, NUMBER, &nonce()).map(|_| ()),
                Err(Error::Untrusted(_))
            ));
        }
    }

    #[test]
    fn answers_of_another_session_do_not_pass() {
        for vector in [FIRST, SECOND] {
            let other = seal(vector.suite, &nonce().key, b"\xC1\x0205");
            assert!(matches!(unseal(vector.suite, &key(vector.session), &other), Err(Error::Untrusted(_))));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_answer_is_unsealed_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), flip in 0_usize..400) {
            for vector in [FIRST, SECOND] {
                let _ = unseal(vector.suite, &key(vector.session), &bytes);
                let mut sealed = seal(vector.suite, &key(vector.session), &bytes);
                prop_assert_eq!(&unseal(vector.suite, &key(vector.session), &sealed).unwrap()[..], &bytes[..]);
                let at = flip % sealed.len();
                sealed[at] ^= 0x10;
                let _ = unseal(vector.suite, &key(vector.session), &sealed);
            }
        }
    }
}
