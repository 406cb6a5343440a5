//! Elements, attributes and text of an untrusted document, one after another, with the line they stand on.
//!
//! Refuses what could reach outside the document or blow it up: document types, entities, inclusions, stylesheets, deep nesting, tags with
//! masses of attributes.

use super::note::{Note, Refused};
use super::read::line_ends;
use super::{MOST_DEPTH, NAMESPACE, escape};
use quick_xml::XmlVersion;
use quick_xml::errors::Error as XmlError;
use quick_xml::escape::{EscapeError, resolve_xml_entity};
use quick_xml::events::attributes::{Attribute, Attributes};
use quick_xml::events::{BytesDecl, BytesPI, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;
use std::sync::Arc;

/// No element of a case has more attributes, whoever made the document.
const MOST_ATTRIBUTES: usize = 64;

/// An attribute that binds a prefix or speaks to schema-aware readers; nothing is ever fetched for it.
fn is_hint(name: &str) -> bool {
    name == "xmlns" || ["xmlns:", "xsi:", "xml:"].iter().any(|prefix| name.starts_with(prefix))
}

/// A value of an attribute that is what stands there: no reference, no white space to be made a space, no U+FFFE or U+FFFF.
fn plain(value: &str) -> bool {
    let special = |byte: u8| byte < b' ' || matches!(byte, b'&' | 0xEF);
    !value.bytes().fold(false, |any, byte| any | special(byte))
}

/// Whether two names, or prefixes, are one. Those of one tag mostly differ in length or first letter; of two empty ones nothing is looked at,
/// which costs more than all the rest where an empty text lies nowhere.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.as_bytes().first() == other.as_bytes().first() && (one.is_empty() || one == other)
}

pub(super) type Read<T> = Result<T, Refused>;

/// A start tag.
pub(super) struct Element<'i> {
    /// Byte offset of its `<`.
    pub start: usize,
    pub local: &'i str,
    /// In our namespace.
    pub ours: bool,
    attributes: Vec<(&'i str, Cow<'i, str>)>,
}

impl<'i> Element<'i> {
    /// Takes an attribute out; what is left at the end was not understood.
    pub fn take(&mut self, name: &str) -> Option<Cow<'i, str>> {
        let at = self.attributes.iter().position(|(key, _)| same(key, name))?;
        Some(self.attributes.swap_remove(at).1)
    }
}

/// What comes next inside an element.
pub(super) enum Next<'i> {
    Open(Element<'i>),
    Text(Cow<'i, str>),
    Close,
    /// The document is over.
    Over,
}

/// A place in a document.
pub(super) struct Cursor<'i> {
    reader: Reader<&'i [u8]>,
    source: &'i str,
    /// Prefix the root element bound to our namespace; empty for the default namespace.
    prefix: Option<&'i str>,
    depth: usize,
    /// Line of an offset already counted.
    counted: (usize, usize),
    /// Whose answer came last.
    person: Option<Arc<str>>,
    /// Room of an element gone through, for the attributes of the next.
    room: Vec<(&'i str, Cow<'i, str>)>,
    pub notes: Vec<Note>,
}

impl<'i> Cursor<'i> {
    pub fn new(source: &'i str) -> Cursor<'i> {
        let mut reader = Reader::from_str(source);
        reader.config_mut().enable_all_checks(true);
        reader.config_mut().expand_empty_elements = true;
        Cursor {
            reader,
            source,
            prefix: None,
            depth: 0,
            counted: (0, 1),
            person: None,
            room: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Byte offset just after what was read last.
    pub fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.source.len())
    }

    /// Line, from 1, of a byte offset.
    pub fn line(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.source.len());
        if offset < self.counted.0 {
            self.counted = (0, 1);
        }
        let between = &self.source.as_bytes()[self.counted.0..offset];
        self.counted = (offset, self.counted.1 + line_ends(between));
        self.counted.1
    }

    pub fn refuse<T>(&mut self, offset: usize, code: &'static str, reason: impl Into<String>) -> Read<T> {
        let line = self.line(offset);
        Err(Refused::new(line, code, reason))
    }

    pub fn note(&mut self, offset: usize, item: &str, code: &'static str, args: &[(&'static str, &str)]) {
        let line = self.line(offset);
        self.notes.push(Note::new(item, line, code, args));
    }

    /// The next thing that matters.
    pub fn next(&mut self) -> Read<Next<'i>> {
        loop {
            let start = self.offset();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return self.malformed(&error),
            };
            match event {
                Event::Start(tag) => return self.open(&tag, start).map(Next::Open),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Next::Close);
                }
                Event::Text(text) => return Ok(Next::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Next::Text(text.xml10_content())),
                Event::GeneralRef(reference) => return self.reference(&reference, start).map(Next::Text),
                Event::DocType(_) => return self.refuse(start, "entity", "a DOCTYPE is not allowed"),
                Event::PI(instruction) => self.instruction(&instruction, start)?,
                Event::Decl(declaration) => self.declaration(&declaration, start)?,
                Event::Eof if self.depth > 0 => {
                    return self.refuse(start, "syntax", "the document ends in the middle");
                }
                Event::Eof => return Ok(Next::Over),
                Event::Comment(_) | Event::Empty(_) => {}
            }
        }
    }

    fn malformed<T>(&mut self, error: &XmlError) -> Read<T> {
        let offset = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
        self.refuse(offset, "syntax", error.to_string())
    }

    fn open(&mut self, tag: &BytesStart<'i>, start: usize) -> Read<Element<'i>> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return self.refuse(start, "too-deep", format!("elements are nested more than {MOST_DEPTH} deep"));
        }
        // The tag as it stands in the document: it outlives the event.
        let content = self.slice(start + 1, start + 1 + tag.len());
        let name = content.get(..tag.name().as_ref().len()).unwrap_or_default();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if local == "include" {
            return self.refuse(start, "external", "the document includes another");
        }
        let mut element = Element { start, local, ours: false, attributes: std::mem::take(&mut self.room) };
        let mut tag = Attributes::new(content, name.len());
        // What stands twice is seen below, where the names are at hand.
        tag.with_checks(false);
        let declared = self.attributes(tag, prefix, &mut element)?;
        if self.prefix.is_none() && declared == Some(true) {
            self.prefix = Some(prefix);
        }
        element.ours = declared.unwrap_or_else(|| self.prefix.is_some_and(|ours| same(ours, prefix)));
        Ok(element)
    }

    /// Reads the attributes; answers whether the tag itself binds its prefix to our namespace (`None`: it binds nothing).
    fn attributes(&mut self, tag: Attributes<'i>, prefix: &str, element: &mut Element<'i>) -> Read<Option<bool>> {
        let start = element.start;
        let mut declared = None;
        for attribute in tag {
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return self.refuse(start, "syntax", error.to_string()),
            };
            if element.attributes.len() == MOST_ATTRIBUTES {
                return self.refuse(start, "too-large", format!("a tag has more than {MOST_ATTRIBUTES} attributes"));
            }
            let key: &'i str = attribute.key.into_inner();
            if element.attributes.iter().any(|(known, _)| same(known, key)) {
                return self.refuse(start, "syntax", format!("a tag has the attribute {key} twice"));
            }
            let value = match attribute.value {
                Cow::Borrowed(value) if plain(value) => Cow::Borrowed(value),
                _ => self.value(&attribute, start)?,
            };
            if key.strip_prefix("xmlns").is_some_and(|rest| same(rest.strip_prefix(':').unwrap_or(rest), prefix)) {
                declared = Some(value == NAMESPACE);
            }
            element.attributes.push((key, value));
        }
        Ok(declared)
    }

    /// The value of an attribute that does not stand there as it is meant.
    fn value(&mut self, attribute: &Attribute<'i>, start: usize) -> Read<Cow<'i, str>> {
        match attribute.normalized_value(XmlVersion::Explicit1_0) {
            Ok(value) if value.chars().all(escape::allowed) => Ok(value),
            Ok(_) => self.refuse(start, "syntax", "an attribute holds a character XML does not allow"),
            Err(XmlError::Escape(EscapeError::UnrecognizedEntity(..))) => {
                self.refuse(start, "entity", "an entity is not allowed")
            }
            Err(error) => self.refuse(start, "syntax", error.to_string()),
        }
    }

    fn reference(&mut self, reference: &BytesRef<'i>, start: usize) -> Read<Cow<'i, str>> {
        match reference.resolve_char_ref() {
            Ok(Some(c)) if escape::allowed(c) => Ok(Cow::Owned(c.to_string())),
            Ok(Some(_)) | Err(_) => self.refuse(start, "syntax", "a reference to a character XML does not allow"),
            Ok(None) => match resolve_xml_entity(reference) {
                Some(text) => Ok(Cow::Borrowed(text)),
                None => self.refuse(start, "entity", "an entity is not allowed"),
            },
        }
    }

    fn instruction(&mut self, instruction: &BytesPI<'i>, start: usize) -> Read<()> {
        let target = instruction.target();
        if matches!(target, "xml-stylesheet" | "xml-model") {
            return self.refuse(start, "external", "the document points to another");
        }
        self.note(start, "", "import-unknown-element", &[("name", &format!("?{target}"))]);
        Ok(())
    }

    fn declaration(&mut self, declaration: &BytesDecl<'i>, start: usize) -> Read<()> {
        if start != 0 {
            return self.refuse(start, "syntax", "an XML declaration in the middle");
        }
        if !matches!(declaration.version().as_deref(), Ok("1.0")) {
            return self.refuse(start, "syntax", "only XML 1.0 is read");
        }
        match declaration.encoding() {
            None => Ok(()),
            Some(Ok(encoding)) if encoding.eq_ignore_ascii_case("utf-8") => Ok(()),
            Some(_) => self.refuse(start, "syntax", "only UTF-8 is read"),
        }
    }

    /// The next child of the element being read; text between children that is not white space is noted.
    pub fn child(&mut self, of: &str) -> Read<Option<Element<'i>>> {
        loop {
            let start = self.offset();
            match self.next()? {
                Next::Open(element) if element.ours => return Ok(Some(element)),
                Next::Open(element) => self.unknown(&element)?,
                Next::Text(text) if text.trim().is_empty() => {}
                Next::Text(_) => self.note(start, of, "import-stray-text", &[("name", of)]),
                Next::Close | Next::Over => return Ok(None),
            }
        }
    }

    /// The text of the element being read, to its end. Elements inside are noted and passed over.
    pub fn text(&mut self) -> Read<Cow<'i, str>> {
        let mut whole = Cow::default();
        loop {
            match self.next()? {
                Next::Text(text) => whole += text,
                Next::Open(element) => self.unknown(&element)?,
                Next::Close | Next::Over => return Ok(whole),
            }
        }
    }

    /// Notes an element that is not understood and passes over all of it.
    pub fn unknown(&mut self, element: &Element<'_>) -> Read<()> {
        self.note(element.start, "", "import-unknown-element", &[("name", element.local)]);
        self.skip()
    }

    /// Passes over the rest of the element being read.
    pub fn skip(&mut self) -> Read<()> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Notes the attributes nobody took.
    pub fn finish(&mut self, element: Element<'i>, item: &str) {
        let Element { start, mut attributes, .. } = element;
        for (name, _) in attributes.drain(..).filter(|(name, _)| !is_hint(name)) {
            self.note(start, item, "import-unknown-attribute", &[("name", name)]);
        }
        self.room = attributes;
    }

    /// The name of a person, which the answers that follow one another share.
    pub fn person(&mut self, name: &str) -> Arc<str> {
        match &self.person {
            Some(last) if **last == *name => last.clone(),
            _ => self.person.insert(name.into()).clone(),
        }
    }

    /// The document from one offset to another.
    pub fn slice(&self, from: usize, to: usize) -> &'i str {
        self.source.get(from..to).unwrap_or_default()
    }
}
