//! Prints, read back with `pdftotext`.

use madoguchi::form::Bilingual;
use madoguchi::paper::{Error, PrintedOffice, ReceiptPrint, receipt};
use madoguchi::text::Lang;
use std::process::Command;

fn both(ja: &str, en: &str) -> Bilingual {
    Bilingual { ja: ja.into(), en: en.into() }
}

fn print(practice: bool, files: usize) -> ReceiptPrint {
    let hash = |seed: usize| format!("{seed:02x}").repeat(32);
    ReceiptPrint {
        number: "P-2026-11-000123".into(),
        time: "2026-11-24 13:45:12 JST".into(),
        client: "NGUYEN VAN MAU".into(),
        procedure: both("在留期間更新許可申請書", "APPLICATION FOR EXTENSION OF PERIOD OF STAY"),
        status: both("技術・人文知識・国際業務", "Engineer / Specialist in Humanities / International Services"),
        sha256: hash(0xab),
        files: (1..=files).map(|n| (format!("課税証明書-{n}.pdf"), 412_345, hash(n))).collect(),
        office: Some(PrintedOffice {
            name: both("東京出入国在留管理局横浜支局", "Yokohama District Immigration Office"),
            phone: "0570-045259".into(),
            checked: false,
        }),
        practice,
        signed_by: "Madoguchi practice server".into(),
    }
}

/// What a command of poppler-utils says of a PDF.
fn poppler(command: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("print.pdf");
    std::fs::write(&file, pdf).unwrap();
    let mut run = Command::new(command);
    run.args(arguments).arg(&file);
    if command == "pdftotext" {
        run.arg("-");
    }
    let output = run.output().expect("poppler-utils is installed");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn text(pdf: &[u8]) -> String {
    poppler("pdftotext", &["-layout"], pdf)
}

fn pages(pdf: &[u8]) -> String {
    let said = poppler("pdfinfo", &[], pdf);
    said.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().to_owned()
}

#[test]
fn a_receipt_is_one_small_page_with_everything_on_it() {
    let pdf = receipt(&print(false, 3), Lang::EN).unwrap();
    assert!(pdf.len() < 60_000, "{} bytes", pdf.len());
    assert_eq!(pages(&pdf), "1");
    let text = text(&pdf);
    for shown in [
        "P-2026-11-000123",
        "2026-11-24 13:45:12 JST",
        "NGUYEN VAN MAU",
        "在留期間更新許可申請書",
        "技術・人文知識・国際業務",
        "東京出入国在留管理局横浜支局",
        "0570-045259",
        "未確認",
        "課税証明書-3.pdf",
        "412,345 bytes",
        "Madoguchi practice server",
        "madoguchi verify FILE",
    ] {
        assert!(text.contains(shown), "{shown} is missing from:\n{text}");
    }
    assert!(text.contains(&"ab".repeat(32)) && text.contains(&"03".repeat(32)), "{text}");
    assert!(!text.contains("PRACTICE"), "{text}");
}

#[test]
fn a_practice_receipt_says_so_in_every_language() {
    let vietnamese = Lang::find("vi").unwrap();
    let text = text(&receipt(&print(true, 1), vietnamese).unwrap());
    for shown in [
        "練習 PRACTICE",
        "出入国在留管理庁には何も提出されていません。",
        "nothing was filed with the Immigration Services Agency",
        "Bản luyện tập",
        "Giấy tiếp nhận đơn",
    ] {
        assert!(text.contains(shown), "{shown} is missing from:\n{text}");
    }
}

#[test]
fn as_many_files_as_may_be_sent_stay_on_one_page() {
    let vietnamese = Lang::find("vi").unwrap();
    let pdf = receipt(&print(true, 21), vietnamese).unwrap();
    assert_eq!(pages(&pdf), "1");
    let text = text(&pdf);
    for n in 1..=21 {
        assert!(text.contains(&format!("{n:02x}").repeat(32)), "file {n} is missing from:\n{text}");
    }
    assert!(text.contains("madoguchi verify FILE"), "{text}");
}

#[test]
fn rare_names_are_printed_and_never_as_boxes() {
    let named = |client: &str| receipt(&ReceiptPrint { client: client.into(), ..print(false, 0) }, Lang::JA);
    for name in ["髙﨑 𠮷次", "Nguyễn Thị Huệ", "Łukasz Yağmur", "葛\u{E0100}飾 一"] {
        let text = text(&named(name).unwrap());
        assert!(text.contains(name), "{name} is missing from:\n{text}");
    }
    let Err(Error::NoGlyph(missing)) = named("홍 𓀀") else { panic!("a name without glyphs was printed") };
    assert_eq!(missing, "홍 (U+D64D), 𓀀 (U+13000)");
}
