//! The receipt on one A4 page.

use super::font::Fonts;
use super::page::{HEIGHT, Ink, MARGIN, Page, Style, WIDTH};
use super::{Error, PrintedOffice, ReceiptPrint};
use crate::form::Bilingual;
use crate::text::{Lang, say};
use krilla::Document;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;

const TITLE: Style = Style::new(17.0, Ink::Black);
const NUMBER: Style = Style::new(14.0, Ink::Black);
const VALUE: Style = Style::new(10.0, Ink::Black);
const LABEL: Style = Style::new(9.0, Ink::Black);
const SMALL: Style = Style::new(7.5, Ink::Grey);
const HASH: Style = Style::new(7.0, Ink::Black);
const WARNING: Style = Style::new(9.0, Ink::Red);

/// Left edge and width of the values.
const COLUMN: f32 = MARGIN + 128.0;
const WIDE: f32 = WIDTH - MARGIN - COLUMN;
/// Where the page's foot begins.
const FOOT: f32 = HEIGHT - 48.0;
const GAP: f32 = 5.0;

/// The receipt on one A4 page, Japanese and English (and the client's language where the fonts have it).
///
/// # Errors
/// [`Error::NoGlyph`] for a name with a character the fonts do not have; [`Error::Failed`] otherwise.
pub fn receipt(receipt: &ReceiptPrint, lang: Lang) -> Result<Vec<u8>, Error> {
    let failed = || Error::Failed("the page could not be made".to_owned());
    let mut document = Document::new();
    let title = format!("{} {}", say(Lang::JA, "print-receipt-title", &[]), receipt.number);
    document.set_metadata(Metadata::new().title(title).language("ja".to_owned()).creator("madoguchi".to_owned()));
    let mut sheet = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(failed)?);
    let page = Page { fonts: Fonts::embedded()?, surface: sheet.surface() };
    Writer { page, lang, y: 40.0 }.all(receipt)?;
    sheet.finish();
    document.finish().map_err(|error| Error::Failed(format!("{error:?}")))
}

/// Writes from the top down.
struct Writer<'a> {
    page: Page<'a>,
    lang: Lang,
    y: f32,
}

impl Writer<'_> {
    fn all(mut self, receipt: &ReceiptPrint) -> Result<(), Error> {
        if receipt.practice {
            self.banner()?;
        }
        self.heading()?;
        self.row("number", NUMBER, &[&receipt.number])?;
        self.row("time", VALUE, &[&receipt.time])?;
        self.row("applicant", Style::new(12.0, Ink::Black), &[&receipt.client])?;
        self.row("procedure", VALUE, &both(&receipt.procedure))?;
        self.row("status", VALUE, &both(&receipt.status))?;
        if let Some(office) = &receipt.office {
            self.office(office)?;
        }
        self.row("form", HASH, &[&receipt.sha256])?;
        let signed = receipt.signed_by.trim();
        let foot = FOOT - self.signature_height();
        self.files(&receipt.files, foot)?;
        self.signature(signed)?;
        self.foot(receipt)
    }

    /// Practice, said plainly before anything else.
    fn banner(&mut self) -> Result<(), Error> {
        let left = MARGIN + 150.0;
        self.page.text(MARGIN + 14.0, self.y + 8.0, Style::new(15.0, Ink::Red), "練習 PRACTICE")?;
        let mut down = 9.0;
        for line in self.said("practice") {
            down += self.page.paragraph((left, self.y + down), WIDTH - MARGIN - 12.0 - left, WARNING, &line)?;
        }
        let high = down.max(32.0) + 9.0;
        self.page.frame((MARGIN, self.y), (WIDTH - 2.0 * MARGIN, high), Ink::Red);
        self.y += high + 18.0;
        Ok(())
    }

    fn heading(&mut self) -> Result<(), Error> {
        let [ja, rest @ ..] = &self.said("title")[..] else { return Ok(()) };
        let wide = self.page.text(MARGIN, self.y, TITLE, ja)?;
        self.page.text(MARGIN + wide + 12.0, self.y + 7.5, Style::new(11.0, Ink::Grey), &rest.join("  ·  "))?;
        self.y += TITLE.line() + 8.0;
        self.page.rule(self.y, Ink::Black);
        Ok(())
    }

    /// Label on the left, lines of value on the right, a hairline under both.
    fn row(&mut self, label: &str, style: Style, values: &[impl AsRef<str>]) -> Result<(), Error> {
        let top = self.y + GAP;
        let left = self.label(label, top)?;
        let mut right = 0.0;
        for (number, value) in values.iter().enumerate() {
            let style = if number == 0 { style } else { SMALL };
            right += self.page.paragraph((COLUMN, top + right), WIDE, style, value.as_ref())?;
        }
        self.close(top, left.max(right));
        Ok(())
    }

    fn label(&mut self, label: &str, top: f32) -> Result<f32, Error> {
        let mut down = 0.0;
        for (number, text) in self.said(label).iter().enumerate() {
            let style = if number == 0 { LABEL } else { SMALL };
            down += self.page.paragraph((MARGIN, top + down), COLUMN - MARGIN - 8.0, style, text)?;
        }
        Ok(down)
    }

    fn close(&mut self, top: f32, high: f32) {
        self.y = top + high + GAP;
        self.page.rule(self.y, Ink::Pale);
    }

    fn office(&mut self, office: &PrintedOffice) -> Result<(), Error> {
        let mut lines = both(&office.name);
        lines.push(format!("TEL {}", office.phone));
        if !office.checked {
            lines.push(self.said("unchecked").join(" / "));
        }
        self.row("office", VALUE, &lines)
    }

    /// Every file with size and hash: name over hash, or in a line each over the whole width where there are many.
    fn files(&mut self, files: &[(String, u64, String)], foot: f32) -> Result<(), Error> {
        let top = self.y + GAP;
        let tall = (VALUE.line() + HASH.line() + 3.0) * count(files.len());
        if top + tall > foot {
            return self.many_files(files, foot);
        }
        let left = self.label("files", top)?;
        let mut down = 0.0;
        for (name, size, sha256) in files {
            self.page.cut((COLUMN, top + down), WIDE - 84.0, VALUE, name)?;
            self.page.text(COLUMN + WIDE - 78.0, top + down + 2.0, SMALL, &bytes(*size))?;
            self.page.text(COLUMN, top + down + VALUE.line(), HASH, sha256)?;
            down += VALUE.line() + HASH.line() + 3.0;
        }
        if files.is_empty() {
            down = self.page.paragraph((COLUMN, top), WIDE, VALUE, &self.said("no-files").join(" / "))?;
        }
        self.close(top, left.max(down));
        Ok(())
    }

    fn many_files(&mut self, files: &[(String, u64, String)], foot: f32) -> Result<(), Error> {
        let top = self.y + GAP;
        let first = self.page.paragraph((MARGIN, top), WIDTH - 2.0 * MARGIN, SMALL, &self.said("files").join(" / "))?;
        let line = ((foot - top - first) / count(files.len())).min(11.0);
        let style = Style::new((line / 1.45).min(6.2), Ink::Black);
        let mut down = first;
        for (name, size, sha256) in files {
            self.page.cut((MARGIN, top + down), 166.0, style, name)?;
            self.page.text(MARGIN + 170.0, top + down, style, &bytes(*size))?;
            self.page.fitted((MARGIN + 232.0, top + down), WIDTH - 2.0 * MARGIN - 232.0, style, sha256)?;
            down += line;
        }
        self.close(top, down);
        Ok(())
    }

    fn signature_height(&self) -> f32 {
        2.0 * GAP + VALUE.line() + lines_height(&self.said("verify"), SMALL) + 16.0
    }

    /// Who signed, and how to see that the signature holds.
    fn signature(&mut self, signed_by: &str) -> Result<(), Error> {
        let unsigned = self.said("unsigned").join(" / ");
        let mut lines = vec![if signed_by.is_empty() { unsigned } else { signed_by.to_owned() }];
        lines.extend(self.said("verify"));
        self.row("signed", VALUE, &lines)
    }

    fn foot(&mut self, receipt: &ReceiptPrint) -> Result<(), Error> {
        let practice = if receipt.practice { "練習 PRACTICE · " } else { "" };
        let line = format!("{practice}{} · madoguchi", receipt.number);
        self.page.text(MARGIN, FOOT + 8.0, SMALL, &line)?;
        Ok(())
    }

    /// The message in Japanese, English, and the client's language where the fonts have it.
    fn said(&self, id: &str) -> Vec<String> {
        let mut langs = vec![Lang::JA, Lang::EN];
        if !langs.contains(&self.lang) {
            langs.push(self.lang);
        }
        let said = langs.into_iter().map(|lang| say(lang, &format!("print-receipt-{id}"), &[]));
        let mut said: Vec<String> = said.filter(|text| self.page.fonts.can_set(text)).collect();
        said.dedup();
        said
    }
}

fn both(name: &Bilingual) -> Vec<String> {
    if name.ja == name.en { vec![name.ja.clone()] } else { vec![name.ja.clone(), name.en.clone()] }
}

fn lines_height(lines: &[String], style: Style) -> f32 {
    lines.iter().map(|_| style.line()).sum()
}

/// `1,234,567 bytes`
fn bytes(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    format!("{} bytes", groups.join(","))
}

/// A number of rows, for multiplying heights; at least one.
fn count(rows: usize) -> f32 {
    f32::from(u16::try_from(rows.max(1)).unwrap_or(u16::MAX))
}
