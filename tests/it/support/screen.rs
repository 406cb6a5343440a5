//! The counter without a terminal and without a disk: keys in, screen and effects out.

use jiff::{SignedDuration, Timestamp, civil::date};
use madoguchi::case::{Attachment, Case, Entry, Fact, Path, Progress, Stage};
use madoguchi::desk::{CaseLine, Family, Filling, Receipt, SignedReceipt, Slot, Tries};
use madoguchi::form::kind::ChoiceList;
use madoguchi::form::{Catalog, Form, Kind, State};
use madoguchi::law::FiledBy;
use madoguchi::text::Lang;
use madoguchi::tui::app::{App, Start};
use madoguchi::tui::canvas::Canvas;
use madoguchi::tui::effect::{Answer, Effect};
use madoguchi::tui::event::{Event, Key, Timer};
use madoguchi::tui::{Theme, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;
use uuid::Uuid;

pub const STATUS: &str = "技術・人文知識・国際業務";
const ID: Uuid = Uuid::from_u128(0x0197_4c2e_0000_7000_8000_0000_0000_0001);

/// A counter under test.
pub struct Screen {
    pub app: App,
    now: Timestamp,
}

fn now() -> Timestamp {
    "2026-11-20T01:42:07Z".parse().unwrap()
}

impl Screen {
    pub fn new(lang: Lang, size: (u16, u16), staff: &[&str]) -> Screen {
        let staff = staff.iter().map(|name| (*name).to_owned()).collect();
        Screen::start(lang, size, staff, None)
    }

    pub fn practice(lang: Lang, size: (u16, u16)) -> Screen {
        let hint = Some(("Practice".to_owned(), "practice practice".to_owned()));
        Screen::start(lang, size, vec!["Practice".to_owned()], hint)
    }

    fn start(lang: Lang, size: (u16, u16), staff: Vec<String>, hint: Option<(String, String)>) -> Screen {
        let practice = hint.is_some();
        let today = Some(date(2026, 11, 20));
        let app = App::new(Start { lang, practice, today, theme: Theme::Mono, size, staff, hint, now: now() });
        Screen { app, now: now() }
    }

    pub fn keys(&mut self, script: &str) -> Vec<Effect> {
        let keys = Key::script(script);
        keys.into_iter().flat_map(|key| self.app.update(Event::Key(key), self.now)).collect()
    }

    pub fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        self.app.update(Event::Answer(answer), self.now)
    }

    pub fn timer(&mut self, timer: Timer) -> Vec<Effect> {
        self.app.update(Event::Timer(timer), self.now)
    }

    pub fn later(&mut self, seconds: i64) {
        self.now += SignedDuration::from_secs(seconds);
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.app.update(Event::Resize(size.0, size.1), self.now);
    }

    /// The save with this number has returned.
    pub fn saved(&mut self, turn: u64) {
        self.answer(Answer::Saved { turn, at: Ok(self.now) });
    }

    /// What is on the screen, spaces at line ends cut off.
    pub fn text(&self) -> String {
        let (width, height) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let mut canvas = Canvas::new(&mut buffer, self.app.theme.ink());
        view::draw(&self.app, &mut canvas);
        let row = |y: u16| {
            let (mut line, mut x) = (String::new(), 0);
            while x < width {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(symbol.width()).unwrap().max(1);
            }
            line.trim_end().to_owned()
        };
        (0..height).map(row).collect::<Vec<_>>().join("\n")
    }

    pub fn line_with(&self, text: &str) -> String {
        self.text().lines().find(|line| line.contains(text)).unwrap_or_default().to_owned()
    }

    /// Points at the line of a list that holds a text.
    pub fn choose(&mut self, text: &str) {
        for _ in 0..60 {
            if self.line_with(text).trim_start().starts_with('▸') {
                return;
            }
            self.keys("<down>");
        }
        panic!("no line {text}:\n{}", self.text());
    }

    pub fn go_to(&mut self, number: &str) {
        self.keys(&format!("<c-g>{number}<enter>"));
    }

    /// Walks to an item by its id.
    pub fn go_to_item(&mut self, item: &str) {
        let at =
            self.app.open.as_ref().and_then(|open| open.find(item)).unwrap_or_else(|| panic!("{item} is not asked"));
        self.keys("<f4>");
        for _ in 0..200 {
            self.app.update(Event::Key(Key::script("<up>")[0]), self.now);
        }
        for _ in 0..at {
            self.keys("<down>");
        }
        self.keys("<enter>");
    }

    pub fn typed(&self, item: &str) -> String {
        let entry = self.app.open.as_ref().and_then(|open| open.filling.entry(&Path::item(item)).cloned());
        entry.map(|entry| entry.typed).unwrap_or_default()
    }

    pub fn state(&self, item: &str) -> &'static str {
        self.app.open.as_ref().map_or("", |open| open.filling.state(&Path::item(item)).word())
    }

    pub fn problems(&self) -> usize {
        self.app.open.as_ref().map_or(0, |open| open.problems.len())
    }

    /// A My Number card is laid on the reader and Enter is pressed; so many tries are left.
    pub fn card_at_pin(&mut self, left: u8) {
        let slot = Slot { name: "Reader 00".to_owned(), card: Family::MyNumber };
        self.answer(Answer::Cards(Ok(vec![slot.clone()])));
        self.keys("<f3>");
        self.answer(Answer::Cards(Ok(vec![slot])));
        self.answer(Answer::Tries(Ok(Tries { text: Some(left), ..Tries::default() })));
    }

    /// The card is read, and says something.
    pub fn card(&mut self) {
        self.card_at_pin(3);
        self.keys("1234<enter>");
        let fact = |item: &str, value: &str| Fact { item: item.to_owned(), value: value.to_owned(), checked: true };
        let facts = vec![
            fact("family_name", "NGUYEN"),
            fact("birth_date", "1998-04-02"),
            fact("address", "東京都千代田区霞が関1-1-1"),
            fact("sex", "男"),
        ];
        self.answer(Answer::Facts(Ok((Family::MyNumber, facts))));
    }
}

/// Unlocked, with cases on the desk.
pub fn staffed(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = Screen::new(lang, size, &["Sato Hanako"]);
    screen.answer(Answer::Unlocked(Ok(("Sato Hanako".to_owned(), None))));
    let line = |n: u128, client: &str, stage, answered, expires| CaseLine {
        id: Uuid::from_u128(n),
        procedure: "extension".to_owned(),
        form_code: "extension-N".to_owned(),
        status: STATUS.to_owned(),
        stage,
        client: client.to_owned(),
        progress: Progress { answered, total: 58, problems: 0 },
        expires,
        saved_at: now(),
        saved_by: "Sato Hanako".to_owned(),
        number: None,
        person: None,
    };
    let cases = vec![
        line(1, "NGUYEN VAN A", Stage::Draft, 18, Some(date(2026, 11, 22))),
        line(2, "SHRESTHA BINA", Stage::Draft, 40, Some(date(2026, 12, 15))),
        line(3, "SILVA JOAO", Stage::Draft, 58, Some(date(2027, 3, 1))),
        line(4, "", Stage::Draft, 0, None),
        line(5, "TRAN THI B", Stage::Received, 58, Some(date(2026, 12, 1))),
    ];
    screen.answer(Answer::Listed(Ok((cases, Vec::new()))));
    screen
}

/// A case on the walk; `answered` gives every item an answer of its kind.
pub fn opened(lang: Lang, size: (u16, u16), answered: bool) -> Screen {
    let mut screen = staffed(lang, size);
    let filling = if answered { filled(Stage::Draft) } else { empty() };
    screen.answer(Answer::Opened(Ok((Box::new(filling), None))));
    screen
}

fn empty() -> Filling {
    begun(Catalog::embedded().form("extension", STATUS, None).unwrap())
}

/// A case begun on an edition of the form.
fn begun(form: Arc<Form>) -> Filling {
    let case = Case::open(ID, &form, STATUS, FiledBy::Oneself, now());
    Filling::new(case, form)
}

/// A case with an answer to whatever is asked, at a stage.
pub fn filled(stage: Stage) -> Filling {
    answered(empty(), stage)
}

/// The same on an edition of the form.
pub fn filled_on(form: Arc<Form>) -> Filling {
    answered(begun(form), Stage::Draft)
}

fn answered(mut filling: Filling, stage: Stage) -> Filling {
    // An answer can bring up other items: until nothing new is asked.
    for _ in 0..3 {
        let asked: Vec<String> =
            filling.walk(date(2026, 11, 20)).steps.iter().map(|step| step.item.id.clone()).collect();
        for item in asked {
            let typed = answer_to(&filling, &item);
            if !typed.is_empty() && filling.state(&Path::item(&item)) == State::NotAsked {
                filling.put(&Path::item(&item), entry(&typed));
            }
        }
    }
    filling.case.attachments = vec![Attachment {
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        name: "photo.jpg".to_owned(),
        kind: madoguchi::case::PHOTO.to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: 48_000,
    }];
    filling.case.stage = stage;
    filling
}

fn entry(typed: &str) -> Entry {
    Entry { state: State::Answered, typed: typed.to_owned(), at: Some(now()), ..Entry::default() }
}

fn answer_to(filling: &Filling, item: &str) -> String {
    let named = match item {
        "family_name" => "NGUYEN",
        "given_name" => "VAN A",
        "nationality" => "ベトナム",
        "birth_date" => "1998-04-02",
        "current_expiry" => "2026-12-24",
        "residence_card_number" => "AB12345678CD",
        "address" => "東京都千代田区霞が関1-1-1",
        _ => "",
    };
    if !named.is_empty() {
        return named.to_owned();
    }
    match filling.form.item(item).map(|item| &item.kind) {
        Some(Kind::Choice(list) | Kind::Country(list)) => list.choices[0].label.ja.clone(),
        Some(Kind::YesNo { .. }) => if item == "has_family" { "yes" } else { "no" }.to_owned(),
        Some(Kind::Date { .. }) => "2020-04-01".to_owned(),
        Some(Kind::YearMonth { .. }) => "2020-04".to_owned(),
        Some(Kind::Integer { .. }) => "3".to_owned(),
        Some(Kind::Money { .. }) => "280000".to_owned(),
        Some(Kind::Phone) => "0312345678".to_owned(),
        Some(Kind::Address { .. }) => "東京都千代田区霞が関1-1-1".to_owned(),
        Some(Kind::Email { .. }) => "a@example.jp".to_owned(),
        Some(Kind::Passport { .. }) => "C1234567".to_owned(),
        Some(Kind::CorporateNumber) => "7000012050002".to_owned(),
        Some(Kind::Name { .. }) => "NGUYEN VAN A".to_owned(),
        Some(Kind::Text { .. } | Kind::Multiline { .. } | Kind::KanjiName { .. }) => "技術者".to_owned(),
        _ => String::new(),
    }
}

/// The receipt of a practice server has come.
pub fn received(lang: Lang, size: (u16, u16)) -> Screen {
    let mut screen = staffed(lang, size);
    screen.app.practice = true;
    screen.answer(Answer::Opened(Ok((Box::new(filled(Stage::Queued)), None))));
    let receipt = Receipt {
        number: "P-2026-11-000123".to_owned(),
        time: now(),
        case: ID,
        revision: 1,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        files: Vec::new(),
        form: "extension-N".to_owned(),
        practice: true,
        office: None,
    };
    let signed = SignedReceipt { receipt, signature: String::new() };
    screen.answer(Answer::Sent(ID, Ok(madoguchi::desk::Outcome::Received(Box::new(signed)))));
    screen
}

/// Periods of stay (`3年`) are typed as they are written; no digit picks one.
pub fn of_periods(list: &ChoiceList) -> bool {
    list.choices.iter().all(|choice| choice.label.ja.ends_with(['年', '月', '日']))
}
