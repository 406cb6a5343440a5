//! The XML of a case: what goes out comes back, and what cannot come back is refused or told.

use super::{TODAY, answer, empty, whole};
use madoguchi::case::xml::{Files, Imported, Note, Refused, manifest, read, signed, write};
use madoguchi::case::{Answer, Attachment, Case, Declared, Entry, Origin, PHOTO, Path, Stage};
use madoguchi::form::{Catalog, State};
use madoguchi::law::FiledBy;
use madoguchi::text::{Lang, has};
use sha2::{Digest, Sha256};
use std::process::Command;

fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn attachment(name: &str, kind: &str, bytes: &[u8]) -> (Attachment, Vec<u8>) {
    let attachment = Attachment {
        sha256: digest(bytes),
        name: name.into(),
        kind: kind.into(),
        media_type: "application/pdf".into(),
        size: bytes.len() as u64,
    };
    (attachment, bytes.to_vec())
}

/// A case with a bit of everything, and the bytes of its files.
fn rich() -> (Case, Vec<(String, Vec<u8>)>) {
    let mut filling = whole();
    answer(&mut filling, "has_family=yes\nfamily[1].name=ＬＥ\nfamily[3].name:=later\nphone:=none");
    let mut case = filling.case;
    case.attachments.clear();
    let mut bytes = Vec::new();
    for (attachment, content) in [
        attachment("税 & \"納税\" <1>.pdf", "residence-tax", &vec![7; 100_001]),
        attachment("leer.pdf", "", b""),
        attachment("photo.jpg", PHOTO, &[0xFF, 0xD8, 0xFF]),
    ] {
        bytes.push((attachment.sha256.clone(), content));
        case.attachments.push(attachment);
    }
    let at = "2026-11-24T03:04:05.123456789Z".parse().unwrap();
    case.declared = Some(Declared { lang: "vi".into(), staff: "佐藤 \"花子\"".into(), at });
    case.opened_because = Some("入院\r\n\t予定 ]]> & <b>".into());
    case.facts = [("category".to_owned(), "3".to_owned()), ("dispatched".to_owned(), "no".to_owned())].into();
    case.stage = Stage::Queued;
    case.revision = 3;
    let texts =
        ["\t", "  ", " x ", "a\r\nb\rc\n", "]]>", "&amp; <x>", "\u{1}\u{FFFE}bell", "葛\u{E0100}𠮷👨\u{200D}👩", ""];
    let origins = [
        Origin::Typed,
        Origin::Chip("my-number".into()),
        Origin::EarlierCase("01932c5a".into()),
        Origin::Organisation("01932c5b".into()),
        Origin::Batch,
    ];
    for (number, (_, answer)) in case.answers.iter_mut().take(texts.len()).enumerate() {
        answer.entry.typed = texts[number].into();
        answer.entry.origin = origins[number % origins.len()].clone();
        answer.entry.by = Some("Lan\n\t".into());
        answer.entry.at = Some(at);
    }
    (case, bytes)
}

fn out(case: &Case, files: Files, bytes: &[(String, Vec<u8>)]) -> Vec<u8> {
    let find = |sha256: &str| bytes.iter().find(|(own, _)| own == sha256).map(|(_, bytes)| bytes.clone()).ok_or(());
    write(case, files, find).unwrap()
}

fn back(xml: &[u8]) -> Imported {
    read(xml, Catalog::embedded()).unwrap()
}

fn codes(notes: &[Note]) -> Vec<&str> {
    notes.iter().map(|note| note.fault.code).collect()
}

#[test]
fn out_in_and_out_again_is_the_same_to_the_byte() {
    let (case, bytes) = rich();
    for files in [Files::Inside, Files::Beside] {
        let first = out(&case, files, &bytes);
        let imported = back(&first);
        assert_eq!(codes(&imported.notes), Vec::<&str>::new());
        assert_eq!(imported.case, case);
        // An empty file has all its bytes in either.
        assert_eq!(imported.files.len(), if files == Files::Inside { 3 } else { 1 });
        let second = out(&imported.case, files, &imported.files);
        assert_eq!(String::from_utf8(first).unwrap(), String::from_utf8(second).unwrap());
    }
}

#[test]
fn the_digest_of_the_document_is_the_same_with_files_inside_and_beside() {
    let (case, bytes) = rich();
    let digests = |files| {
        let xml = String::from_utf8(out(&case, files, &bytes)).unwrap();
        xml.lines().find(|line| line.contains("<digests")).unwrap().to_owned()
    };
    assert_eq!(digests(Files::Inside), digests(Files::Beside));
}

#[test]
fn a_signature_comes_back_with_what_it_has_to_be_over() {
    let (mut case, bytes) = rich();
    let plain = out(&case, Files::Beside, &bytes);
    assert_eq!(back(&plain).signature, None);
    let imported = back(&signed(&plain, b"a signature"));
    assert_eq!((codes(&imported.notes), &imported.case), (vec![], &case));
    let signature = imported.signature.unwrap();
    assert_eq!((signature.cms.as_slice(), &signature.manifest), (&b"a signature"[..], &manifest(&case)));
    let stated = String::from_utf8(plain).unwrap();
    assert!(stated.contains(&format!("document=\"{}\"", digest(manifest(&case).unwrap().as_bytes()))));
    // A name that could be taken for another line of the manifest.
    case.attachments[0].name = "a.pdf\nfile 00 1 x y z".into();
    assert_eq!(manifest(&case), None);
    let imported = back(&signed(&out(&case, Files::Beside, &bytes), b"a signature"));
    assert_eq!(imported.signature.unwrap().manifest, None);
}

#[test]
fn the_schema_accepts_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (case, bytes) = rich();
    let documents = [
        out(&case, Files::Inside, &bytes),
        out(&case, Files::Beside, &bytes),
        out(&empty(FiledBy::Agent).case, Files::Inside, &[]),
        signed(&out(&case, Files::Beside, &bytes), b"a signature"),
    ];
    for (number, xml) in documents.iter().enumerate() {
        let file = folder.path().join(format!("{number}.xml"));
        std::fs::write(&file, xml).unwrap();
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/madoguchi-case.xsd");
        let told = Command::new("xmllint").args(["--noout", "--schema", schema]).arg(&file).output().unwrap();
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    }
}

/// The document of an empty case, with a part replaced.
fn with(part: &str, by: &str) -> String {
    let mut filling = empty(FiledBy::Oneself);
    answer(&mut filling, "sex=男\nhas_family=yes\nfamily[1].name=ＬＥ");
    let (attachment, bytes) = attachment("a.pdf", "", b"%PDF-1.7");
    filling.case.attachments.push(attachment.clone());
    let xml = String::from_utf8(out(&filling.case, Files::Inside, &[(attachment.sha256, bytes)])).unwrap();
    assert!(part.is_empty() || xml.contains(part), "{part} is not in\n{xml}");
    if part.is_empty() { by.to_owned() } else { xml.replacen(part, by, 1) }
}

fn refused(document: &[u8]) -> Refused {
    read(document, Catalog::embedded()).err().unwrap_or_else(|| panic!("taken: {}", String::from_utf8_lossy(document)))
}

#[test]
fn what_is_not_a_case_or_reaches_outside_is_refused_with_its_line() {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let edition = format!("edition=\"{}\"", empty(FiledBy::Oneself).case.form.edition);
    let deep = "<row>".repeat(20);
    let attributes = (0..100).fold(String::new(), |all, number| all + &format!(" a{number}=\"\""));
    for (document, code, line) in [
        (with(head, &format!("{head}<!DOCTYPE case SYSTEM \"x.dtd\">\n")), "entity", 2),
        (with(head, &format!("{head}<!DOCTYPE case [<!ENTITY a \"b\">]>\n")), "entity", 2),
        (with("男", "&secret;"), "entity", 11),
        (with("id=\"sex\"", "id=\"&secret;\""), "entity", 11),
        (with(head, &format!("{head}<?xml-stylesheet href=\"x.xsl\"?>\n")), "external", 2),
        (
            with("<answers>", "<answers><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"x\"/>"),
            "external",
            4,
        ),
        (with("<answers>", &format!("<answers>{deep}")), "too-deep", 4),
        (with("<answers>", &format!("<answers{attributes}>")), "too-large", 4),
        (with("", "hello"), "not-a-case", 1),
        (with("", ""), "not-a-case", 1),
        (with("", "<html/>"), "not-a-case", 1),
        (with("urn:madoguchi:case:1", "urn:other"), "not-a-case", 2),
        (with(" by=\"self\"", " by=\"nobody\""), "not-a-case", 3),
        (with("revision=\"1\"", "revision=\"one\""), "not-a-case", 3),
        (with("form=\"extension-", "form=\"zoe-"), "other-form", 3),
        (with("status=\"技術・人文知識・国際業務\"", "status=\"留学\""), "other-form", 3),
        (with(&edition, "edition=\"1999-01-01\""), "other-edition", 3),
        (with("</answers>", "</answer>"), "syntax", 12),
        (with("</case>", ""), "syntax", 21),
        (with("男", "\u{1}"), "syntax", 11),
        (with("男", "&#1;"), "syntax", 11),
        (with("</case>", "</case><case/>"), "syntax", 20),
        (with("version=\"1.0\"", "version=\"1.1\""), "syntax", 1),
        (with("encoding=\"UTF-8\"", "encoding=\"Shift_JIS\""), "syntax", 1),
    ] {
        let refused = refused(document.as_bytes());
        assert_eq!(refused.code, code, "{refused} in\n{document}");
        assert_eq!(refused.line, line, "{refused} in\n{document}");
        for lang in Lang::all() {
            assert!(has(*lang, &refused.sentence().0), "{}", refused.code);
        }
    }
    assert_eq!(refused(&[0xFF, 0xFE, b'<']).code, "syntax");
    assert_eq!(refused(&vec![b' '; madoguchi::case::xml::MOST_BYTES + 1]).code, "too-large");
}

#[test]
fn what_is_not_understood_is_told_and_the_rest_taken_over() {
    for (part, by, code) in [
        ("id=\"sex\"", "id=\"favourite_colour\"", "import-unknown-item"),
        ("column=\"name\"", "column=\"nickname\"", "import-unknown-item"),
        ("<answers>", "<answers><item id=\"sex\" state=\"answered\">女</item>", "import-duplicate-item"),
        ("state=\"answered\">男", "state=\"guessed\">男", "import-unknown-state"),
        ("state=\"answered\">男", "state=\"answered\" origin=\"dream\">男", "import-unknown-origin"),
        ("state=\"answered\">男", "state=\"answered\" at=\"noon\">男", "import-bad-time"),
        ("state=\"answered\">男", "state=\"answered\" colour=\"red\">男", "import-unknown-attribute"),
        ("state=\"answered\">男", "state=\"answered\" encoding=\"base64\">男", "import-value-damaged"),
        ("<answers>", "<answers><extra>x</extra>", "import-unknown-element"),
        ("<answers>", "<answers><item xmlns=\"urn:other\" id=\"sex\"/>", "import-unknown-element"),
        ("<answers>", "<answers>stray", "import-stray-text"),
        ("<table id=\"family\"", "<table id=\"occupation\"", "import-not-a-table"),
        ("stage=\"draft\"", "stage=\"lost\"", "import-unknown-stage"),
        ("<bytes>JVB", "<bytes>JVC", "import-file-damaged"),
        ("<bytes>JVB", "<bytes>*VB", "import-file-damaged"),
        ("size=\"8\"", "size=\"9\"", "import-file-damaged"),
        ("name=\"a.pdf\"", "name=\"b.pdf\"", "import-changed"),
        ("男", "女", "import-changed"),
        ("<digests", "<other", "import-no-digest"),
    ] {
        let imported = back(with(part, by).as_bytes());
        assert!(codes(&imported.notes).contains(&code), "{part} → {by}: {:?}", imported.notes);
        for note in &imported.notes {
            for lang in Lang::all() {
                for id in [format!("problem-{}", note.fault.code), format!("fix-{}", note.fault.code)] {
                    assert!(has(*lang, &id), "{}: {id}", lang.tag());
                }
            }
        }
        assert_eq!(imported.case.id, empty(FiledBy::Oneself).case.id);
    }
}

#[test]
fn a_damaged_file_does_not_come_in() {
    let imported = back(with("<bytes>JVB", "<bytes>JVC").as_bytes());
    assert!(imported.case.attachments.is_empty());
    assert!(imported.files.is_empty());
    let note = imported.notes.iter().find(|note| note.fault.code == "import-file-damaged").unwrap();
    assert_eq!(note.fault.args, [("name", "a.pdf".to_owned())]);
}

#[test]
fn what_could_not_be_taken_over_blocks_sending() {
    let imported = back(with("state=\"answered\">男", "state=\"guessed\">男").as_bytes());
    let answer = &imported.case.answers["sex"];
    assert_eq!((answer.entry.state, answer.entry.typed.as_str()), (State::Later, "男"));
    let long = "あ".repeat(20_001);
    let imported = back(with("男", &long).as_bytes());
    assert_eq!(codes(&imported.notes)[0], "import-value-too-long");
    assert_eq!(imported.case.answers["sex"].entry.state, State::Later);
}

#[test]
fn a_document_written_by_another_hand_is_read() {
    let document = with("", &with("sex", "sex"))
        .replace("<case xmlns=", "<m:case xmlns:m=")
        .replace("</case>", "</m:case>")
        .replace("<application", "<m:application")
        .replace("</application>", "</m:application>")
        .replace("<answers>", "<!-- read aloud -->\r\n<m:answers>")
        .replace("</answers>", "</m:answers>")
        .replace("<item", "<m:item")
        .replace("</item>", "</m:item>")
        .replace("男", "<![CDATA[男]]>");
    let imported = back(document.as_bytes());
    assert_eq!(imported.case.answers["sex"].entry.typed, "男");
}

#[test]
fn a_value_keeps_every_character_it_was_typed_with() {
    for text in
        ["\t", "\n", " ", "\r\n", "a\rb", "\u{0}", "\u{7f}\u{85}\u{2028}", "]]>", "<![CDATA[x]]>", "&#10;", "\u{FEFF}x"]
    {
        let mut case = empty(FiledBy::Oneself).case;
        let entry = Entry { state: State::Answered, typed: text.into(), ..Entry::default() };
        case.answers.insert("reason".into(), Answer { entry, rows: Vec::new() });
        let imported = back(&out(&case, Files::Beside, &[]));
        assert_eq!(imported.case.answers["reason"].entry.typed, text, "{text:?}");
        assert!(imported.notes.is_empty(), "{text:?}");
    }
}

#[test]
fn checked_again_a_case_that_went_out_and_in_is_as_good_as_before() {
    let filling = whole();
    let imported = back(&out(&filling.case, Files::Beside, &[]));
    let rules = madoguchi::law::Rules::embedded();
    assert_eq!(madoguchi::case::check(&imported.case, &filling.form, rules, TODAY), []);
    assert_eq!(imported.case.answers.get("sex"), filling.answer("sex"));
    assert!(filling.entry(&Path::item("sex")).is_some());
}
