//! Message id and arguments to a sentence in a language (Fluent, `locale/<tag>/`).
//!
//! All files of a language's folder make one bundle, parsed when the language is first asked for; the
//! files of item texts (`locale/<tag>/forms/`) make one bundle each, those of the rules' rows (`locale/<tag>/law/`)
//! and of choices (`forms/choices.ftl`) one together, as lazily. A message that a language does not have is said in
//! English, then in Japanese, then as its id. Never formats anything that belongs to one client only: what is typed
//! comes in as an argument and goes out in the sentence, nowhere else.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use std::path::Path;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

static LOCALE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/locale");

type Bundle = FluentBundle<FluentResource>;

/// A language the product speaks, by BCP 47 tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lang(&'static str);

impl Lang {
    pub const JA: Lang = Lang("ja");
    pub const EN: Lang = Lang("en");

    /// Languages with a folder in `locale/`, `ja` and `en` first.
    #[must_use]
    pub fn all() -> &'static [Lang] {
        static ALL: OnceLock<Vec<Lang>> = OnceLock::new();
        ALL.get_or_init(|| spoken().iter().map(|spoken| spoken.lang).collect())
    }

    /// The language best fitting a tag: `vi-VN` and `vi_VN.UTF-8` give `vi`.
    #[must_use]
    pub fn find(tag: &str) -> Option<Lang> {
        let tag = tag.split('.').next().unwrap_or_default().replace('_', "-");
        let named = |wanted: &str| Lang::all().iter().find(|lang| lang.0.eq_ignore_ascii_case(wanted)).copied();
        named(&tag).or_else(|| named(tag.split('-').next().unwrap_or_default()))
    }

    #[must_use]
    pub fn tag(self) -> &'static str {
        self.0
    }

    /// Its own name, `Tiếng Việt`.
    #[must_use]
    pub fn name(self) -> String {
        say(self, "language-name", &[])
    }
}

/// An argument of a message. `row` names the row of the rules whose words `ja` and `en` are (`x-row` those of `x` and `x-en`): a
/// language that has words of its own for it ([`row`]) says those.
pub type Arg<'a> = (&'a str, &'a str);

/// The sentence. Ids come from `locale/<tag>/*.ftl`; an unknown id is a bug that the parity test finds, and shows as the
/// id.
#[must_use]
pub fn say(lang: Lang, id: &str, args: &[Arg<'_>]) -> String {
    let own = own_words(lang, args);
    let own: Vec<Arg<'_>> = own.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
    let args: &[Arg<'_>] = if own.is_empty() { args } else { &[args, &own].concat() };
    [lang, Lang::EN, Lang::JA]
        .into_iter()
        .find_map(|lang| format(find(lang)?.messages(), id, args))
        .unwrap_or_else(|| id.to_owned())
}

/// What a language says itself of the rows that the arguments name.
fn own_words(lang: Lang, args: &[Arg<'_>]) -> Vec<(String, String)> {
    let named = args.iter().filter(|(name, _)| *name == "row" || name.ends_with("-row"));
    let words = |(name, id): &Arg<'_>| Some((format!("{}en", name.strip_suffix("row")?), own(lang, id, &[])?));
    named.filter_map(words).collect()
}

/// Whether a language itself has a message: to choose between wordings without falling back.
#[must_use]
pub fn has(lang: Lang, id: &str) -> bool {
    find(lang).is_some_and(|spoken| spoken.messages().has_message(id))
}

/// An item text, in languages other than the print's own; `None` when that language does not have it. An id means the same on
/// every form: `locale/<tag>/forms/items.ftl` has them all, `<procedure>.ftl` beside it what a procedure words otherwise.
///
/// `id` is `<item>` for the label, `<item>-<column>` for a table's column, either with `.help` appended for its help.
#[must_use]
pub fn item(lang: Lang, procedure: &str, id: &str) -> Option<String> {
    let spoken = find(lang)?;
    let said = |file: &str| {
        let texts = spoken.forms.iter().find(|texts| texts.file == file)?;
        format(texts.bundle.get_or_init(|| bundle(lang, [texts.source])), id, &[])
    };
    said(procedure).or_else(|| said(ITEMS))
}

/// The words of a row of the rules in a language: Japanese and English as the row has them, others from `locale/<tag>/law/`, and
/// English where they are missing there. `id` is the row's, as those files name it: `document-<id>`, `question-<id>`, ….
#[must_use]
pub fn row(lang: Lang, id: &str, ja: &str, en: &str) -> String {
    match lang {
        Lang::JA => ja.to_owned(),
        Lang::EN => en.to_owned(),
        _ => own(lang, id, &[]).unwrap_or_else(|| en.to_owned()),
    }
}

/// What a language says itself of a row of the rules; `None` where it does not, as for Japanese and English.
#[must_use]
pub fn own(lang: Lang, id: &str, args: &[Arg<'_>]) -> Option<String> {
    let spoken = find(lang)?;
    format(spoken.rows.get_or_init(|| bundle(lang, spoken.row_files.iter().copied())), id, args)
}

/// The id a choice has its words under in languages beside Japanese and English, of its printed English: `People's Republic of China` is
/// `choice-people-s-republic-of-china`, so that the same words stand once, and other words than the printed ones stand nowhere. `None` where
/// the print has no English.
#[must_use]
pub fn choice_id(en: &str) -> Option<String> {
    let plain: String = en.nfkd().filter(|c| !is_combining_mark(*c)).collect::<String>().to_ascii_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| format!("choice-{}", words.join("-")))
}

/// What a language says itself of a choice; `None` where it does not, as for Japanese and English. `place` is the list the choice stands in or,
/// where it is an item's own, the item: a wording that means something else there is the attribute of that name.
#[must_use]
pub fn choice(lang: Lang, place: &str, en: &str) -> Option<String> {
    let id = choice_id(en)?;
    own(lang, &format!("{id}.{place}"), &[]).or_else(|| own(lang, &id, &[]))
}

/// A language with its files; a bundle is parsed at first use.
struct Spoken {
    lang: Lang,
    files: Vec<&'static str>,
    bundle: OnceLock<Bundle>,
    forms: Vec<ItemTexts>,
    row_files: Vec<&'static str>,
    rows: OnceLock<Bundle>,
}

/// The file of the item texts that hold for every procedure.
const ITEMS: &str = "items";

/// The file of the words of choices, which may say those of the rules' rows: `choice-student = { status-student }`.
const CHOICES: &str = "choices";

/// Item texts in one language.
struct ItemTexts {
    /// A procedure's slug, or [`ITEMS`].
    file: &'static str,
    source: &'static str,
    bundle: OnceLock<Bundle>,
}

impl Spoken {
    fn read(dir: &'static Dir<'static>) -> Option<Spoken> {
        let lang = Lang(dir.path().to_str()?);
        let items = dir.get_dir(dir.path().join("forms"));
        let rows = dir.get_dir(dir.path().join("law"));
        let choices = items.into_iter().flat_map(ftl).filter(|(file, _)| *file == CHOICES);
        Some(Spoken {
            lang,
            files: ftl(dir).map(|(_, text)| text).collect(),
            bundle: OnceLock::new(),
            forms: items
                .into_iter()
                .flat_map(ftl)
                .filter(|(file, _)| *file != CHOICES)
                .map(|(file, source)| ItemTexts { file, source, bundle: OnceLock::new() })
                .collect(),
            row_files: rows.into_iter().flat_map(ftl).chain(choices).map(|(_, text)| text).collect(),
            rows: OnceLock::new(),
        })
    }

    fn messages(&self) -> &Bundle {
        self.bundle.get_or_init(|| bundle(self.lang, self.files.iter().copied()))
    }
}

/// Name without ending, and text, of each Fluent file of a folder.
fn ftl(dir: &'static Dir<'static>) -> impl Iterator<Item = (&'static str, &'static str)> {
    dir.files().filter(|file| file.path().extension() == Some("ftl".as_ref())).filter_map(|file| {
        let name = Path::file_stem(file.path())?.to_str()?;
        Some((name, file.contents_utf8()?))
    })
}

fn spoken() -> &'static [Spoken] {
    static SPOKEN: OnceLock<Vec<Spoken>> = OnceLock::new();
    SPOKEN.get_or_init(|| {
        let mut all: Vec<Spoken> = LOCALE.dirs().filter_map(Spoken::read).collect();
        all.sort_by_key(|spoken| (spoken.lang != Lang::JA, spoken.lang != Lang::EN, spoken.lang.0));
        all
    })
}

fn find(lang: Lang) -> Option<&'static Spoken> {
    spoken().iter().find(|spoken| spoken.lang == lang)
}

/// One bundle of several files. What Fluent cannot read, and an id given twice, is left out here and named by the parity
/// test.
fn bundle<'a>(lang: Lang, files: impl IntoIterator<Item = &'a str>) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(lang.0.parse().ok().into_iter().collect());
    // Isolation marks would stand as cells on screen and as characters in prints.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(read, _)| read);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// A whole number chooses between singular and plural, and is written as it was given.
fn argument(value: &str) -> FluentValue<'_> {
    match value.parse::<u32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

fn format(bundle: &Bundle, id: &str, args: &[Arg<'_>]) -> Option<String> {
    let (message, attribute) = id.split_once('.').map_or((id, None), |(message, name)| (message, Some(name)));
    let message = bundle.get_message(message)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut given = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        given.set(*name, argument(value));
    }
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned())
}
