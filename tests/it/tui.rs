//! The screens: keys in, screen out. No terminal, no disk: what the desk would answer is given.

mod answers;
mod clients;
mod editions;
mod key_line;
mod marks;
mod official;
mod points;
mod residence;
mod saving;
mod together;
mod told;

use crate::support::screen::{Screen, filled, opened, received, staffed};
use madoguchi::case::Stage;
use madoguchi::desk::{Error, Outcome, Sending, SendingFile};
use madoguchi::text::Lang;
use madoguchi::tui::effect::{Answer, Effect};
use madoguchi::tui::event::Timer;

/// Both sizes and both languages of every screen.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

fn languages() -> [Lang; 2] {
    [Lang::EN, Lang::find("vi").unwrap()]
}

/// Takes a picture of a screen in both sizes and languages, and looks at its last line in every language.
pub fn pictures(name: &str, make: impl Fn(Lang, (u16, u16)) -> Screen) {
    for lang in Lang::all() {
        key_line::whole(name, &make(*lang, SIZES[0]));
    }
    for size in SIZES {
        for lang in languages() {
            picture(name, lang, &make(lang, size));
        }
    }
}

/// Takes one picture of a screen.
pub fn picture(name: &str, lang: Lang, screen: &Screen) {
    let (width, height) = screen.app.size;
    insta::assert_snapshot!(format!("{name}-{width}x{height}-{}", lang.tag()), screen.text());
}

#[test]
fn unlock() {
    pictures("unlock", |lang, size| {
        let mut screen = Screen::new(lang, size, &["Sato Hanako", "Nguyen Thi Lan"]);
        screen.keys("<down>abc");
        screen
    });
}

#[test]
fn unlock_practice() {
    pictures("unlock-practice", Screen::practice);
}

#[test]
fn add_staff() {
    pictures("add-staff", |lang, size| {
        let mut screen = Screen::new(lang, size, &["Sato Hanako", "Nguyen Thi Lan"]);
        screen.keys("<down><down><enter>Tran Thi Mai<enter>long enough<enter>long enough<enter><down>abc");
        screen
    });
}

#[test]
fn first_staff() {
    pictures("first-staff", |lang, size| {
        let mut screen = Screen::new(lang, size, &[]);
        screen.keys("Sato Hanako<enter>short<enter>");
        screen
    });
}

#[test]
fn recovery_key() {
    pictures("recovery", |lang, size| {
        let mut screen = Screen::new(lang, size, &[]);
        screen.answer(Answer::Unlocked(Ok(("Sato Hanako".to_owned(), Some("ABCD-EFGH-JKLM-NPQR".to_owned().into())))));
        screen
    });
}

#[test]
fn desk() {
    pictures("desk", staffed);
}

#[test]
fn new_case_procedure() {
    pictures("new-procedure", |lang, size| {
        let mut screen = staffed(lang, size);
        screen.keys("n");
        screen
    });
}

/// To the verdict for a stay that ends on a day.
fn verdict(lang: Lang, size: (u16, u16), expires: &str) -> Screen {
    let mut screen = staffed(lang, size);
    screen.keys("n<enter>");
    screen.choose("技術・人文知識・国際業務");
    screen.keys("<enter>1");
    screen.keys(expires);
    screen.keys("<enter>");
    screen
}

#[test]
fn new_case_verdict() {
    pictures("new-verdict", |lang, size| verdict(lang, size, "2026-12-24"));
}

#[test]
fn new_case_too_early_wants_a_reason() {
    pictures("new-not-yet", |lang, size| verdict(lang, size, "2027-08-24"));
    let mut screen = verdict(Lang::EN, (80, 24), "2027-08-24");
    assert!(screen.keys("<enter>").is_empty());
    let effects = screen.keys("stay in hospital<enter>");
    let because = effects.iter().find_map(|effect| match effect {
        Effect::Begin(new) => new.because.clone(),
        _ => None,
    });
    assert_eq!(because.as_deref(), Some("stay in hospital"));
}

/// To the verdict of a procedure and status, by the lines to choose; `day`: what is typed where the day is asked.
fn weighed(lang: Lang, size: (u16, u16), procedure: &str, choices: &[&str], day: Option<&str>) -> Screen {
    let mut screen = staffed(lang, size);
    screen.keys("n<up><up><up>");
    screen.choose(procedure);
    screen.keys("<enter>");
    for choice in choices {
        screen.choose(choice);
        screen.keys("<enter>");
    }
    screen.keys("1");
    if let Some(day) = day {
        screen.keys(day);
        screen.keys("<enter>");
    }
    screen
}

#[test]
fn new_case_counter_only() {
    pictures("new-counter-only", |lang, size| verdict(lang, size, "2026-11-20"));
}

#[test]
fn new_case_too_late() {
    pictures("new-too-late", |lang, size| verdict(lang, size, "2026-11-19"));
}

#[test]
fn new_case_no() {
    pictures("new-no", |lang, size| {
        weighed(lang, size, "在留資格変更許可申請", &["経営・管理", "短期滞在"], Some("2026-12-24"))
    });
}

#[test]
fn new_case_unknown() {
    pictures("new-unknown", |lang, size| {
        weighed(lang, size, "在留期間更新許可申請", &["文化活動"], Some("2026-12-24"))
    });
    let screen = weighed(Lang::EN, (80, 24), "在留期間更新許可申請", &["文化活動"], Some("2026-12-24"));
    assert!(screen.text().contains("The sources can be read in two ways."), "{}", screen.text());
}

#[test]
fn a_verdict_longer_than_the_page_is_scrolled() {
    let mut screen = verdict(Lang::EN, (80, 24), "2026-12-24");
    let (answer, last) = ("You can file this online today.", "(extension-N)");
    let shown = |screen: &Screen| [answer, last, "▴", "▾"].map(|text| screen.text().contains(text));
    assert_eq!(shown(&screen), [true, false, false, true], "{}", screen.text());
    screen.keys(&"<down>".repeat(50));
    assert_eq!(shown(&screen), [false, true, true, false], "{}", screen.text());
    screen.keys(&"<up>".repeat(50));
    assert_eq!(shown(&screen), [true, false, false, true], "{}", screen.text());
}

#[test]
fn the_category_chosen_at_the_verdict_goes_with_the_case() {
    let mut screen = verdict(Lang::EN, (80, 24), "2026-12-24");
    let effects = screen.keys("3<enter>");
    let facts = effects.iter().find_map(|effect| match effect {
        Effect::Begin(new) => Some(new.facts.clone()),
        _ => None,
    });
    assert_eq!(facts, Some(vec![("category".to_owned(), "3".to_owned())]));
}

#[test]
fn a_condition_in_words_is_a_question() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    screen.keys("<f5>");
    let asked = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Know { name, known, .. } => Some((name, known)),
            _ => None,
        })
    };
    for _ in 0..40 {
        if let Some((name, known)) = asked(screen.keys("y")) {
            assert!(!name.is_empty());
            assert_eq!(known.as_deref(), Some("yes"));
            return;
        }
        screen.keys("<down>");
    }
    panic!("no question among the documents");
}

#[test]
fn the_walk_at_its_first_item() {
    pictures("walk-first", |lang, size| opened(lang, size, false));
}

#[test]
fn the_walk_at_a_date() {
    pictures("walk-date", |lang, size| {
        let mut screen = opened(lang, size, false);
        screen.go_to("2");
        screen.keys("H13.1.23");
        screen.timer(Timer::Rest);
        screen
    });
}

#[test]
fn the_walk_at_a_long_list() {
    pictures("walk-nationality", |lang, size| {
        let mut screen = opened(lang, size, false);
        screen.go_to("1");
        screen.keys("viet");
        screen
    });
}

#[test]
fn the_walk_at_a_table() {
    pictures("walk-table", |lang, size| {
        let mut screen = opened(lang, size, true);
        screen.go_to_item("family");
        screen.keys("a");
        screen
    });
}

#[test]
fn the_outline() {
    pictures("outline", |lang, size| {
        let mut screen = opened(lang, size, true);
        screen.keys("<f4>");
        screen
    });
}

#[test]
fn states_have_a_menu() {
    pictures("states", |lang, size| {
        let mut screen = opened(lang, size, false);
        screen.go_to_item("phone");
        screen.keys("<f8>");
        screen
    });
}

#[test]
fn documents() {
    pictures("documents", |lang, size| {
        let mut screen = opened(lang, size, true);
        screen.keys("<f5>");
        screen
    });
}

#[test]
fn review() {
    pictures("review", |lang, size| {
        let mut screen = opened(lang, size, true);
        screen.keys("<f6>");
        screen
    });
}

#[test]
fn review_at_its_end() {
    pictures("review-end", |lang, size| {
        let mut screen = opened(lang, size, true);
        screen.keys("<f6><end>1");
        screen
    });
}

fn sending() -> Sending {
    let file = |name: &str, size, sent| SendingFile { name: name.to_owned(), size, sent, ..SendingFile::default() };
    Sending {
        client: "NGUYEN VAN A".to_owned(),
        revision: 1,
        attempts: 1,
        files: vec![file("photo.jpg", 48_000, 48_000), file("tax-certificate.pdf", 2_400_000, 600_000)],
        ..Sending::default()
    }
}

#[test]
fn sending_file_by_file() {
    pictures("sending", |lang, size| {
        let mut screen = staffed(lang, size);
        screen.keys("o");
        screen.answer(Answer::Progress(Box::new(sending())));
        screen.later(10);
        let mut more = sending();
        more.files[1].sent = 1_600_000;
        screen.answer(Answer::Progress(Box::new(more)));
        screen
    });
}

#[test]
fn receipt() {
    pictures("receipt", received);
}

#[test]
fn filed_case() {
    pictures("filed", |lang, size| {
        let mut screen = staffed(lang, size);
        screen.answer(Answer::Opened(Ok((Box::new(filled(Stage::Received)), None))));
        screen
    });
}

#[test]
fn help_lists_every_key() {
    pictures("help", |lang, size| {
        let mut screen = opened(lang, size, false);
        screen.keys("<f1>");
        screen
    });
}

#[test]
fn a_card_is_noticed_and_its_facts_are_offered() {
    pictures("card-facts", |lang, size| {
        let mut screen = opened(lang, size, true);
        screen.card();
        screen
    });
}

#[test]
fn the_pin_shows_its_tries_before_the_first_key() {
    pictures("card-pin", |lang, size| {
        let mut screen = opened(lang, size, false);
        screen.card_at_pin(3);
        screen
    });
}

#[test]
fn the_last_try_needs_its_word() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    screen.card_at_pin(1);
    assert!(screen.keys("1234<enter>").is_empty(), "no try is spent before the word");
    screen.keys("<c-u>last");
    let effects = screen.keys("1234<enter>");
    assert!(matches!(effects.as_slice(), [Effect::ReadCard { last_try: true, .. }]));
}

#[test]
fn a_failed_operation_says_what_was_kept_and_what_to_do() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    let full = Error::new(madoguchi::desk::Class::Outside, "disk-full", &[]);
    screen.answer(Answer::Kept(Err(full)));
    let text = screen.text();
    assert!(text.contains("The disk is full") && text.contains("Make room on the disk"), "{text}");
}

#[test]
fn the_shield_hides_everything_at_once() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.keys("<f9>");
    let text = screen.text();
    assert!(!text.contains("在留期間") && !text.contains("NGUYEN"), "{text}");
    assert!(screen.keys("abc<enter>").is_empty());
    screen.keys("<f9>");
    assert!(screen.text().contains("在留期間"));
}

#[test]
fn locking_forgets_the_case() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    let effects = screen.keys("<c-l>");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Lock)));
    assert!(!screen.text().contains("NGUYEN"));
    assert!(screen.app.open.is_none() && screen.app.cases.is_empty());
}

#[test]
fn a_wrong_passphrase_is_one_clear_sentence() {
    let mut screen = Screen::new(Lang::EN, (80, 24), &["Sato Hanako"]);
    assert!(matches!(screen.keys("wrong<enter>").as_slice(), [Effect::Unlock { create: false, .. }]));
    let wrong = Error::new(madoguchi::desk::Class::Refused, "wrong-passphrase", &[("name", "Sato Hanako")]);
    screen.answer(Answer::Unlocked(Err(wrong)));
    assert!(screen.text().contains("That is not Sato Hanako's passphrase"), "{}", screen.text());
}

#[test]
fn the_link_is_told_when_it_breaks() {
    let mut screen = staffed(Lang::EN, (80, 24));
    screen.keys("o");
    screen.answer(Answer::Progress(Box::new(sending())));
    screen.answer(Answer::Sent(uuid::Uuid::nil(), Ok(Outcome::Waiting("connection refused".to_owned()))));
    let text = screen.text();
    assert!(text.contains("waiting: connection refused") && text.contains("server not reached"), "{text}");
}

#[test]
fn small_windows_say_so_and_never_fail() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    for key in ["", "<f4>", "<esc>", "<f5>", "<f6>", "<f1>"] {
        screen.keys(key);
        for width in [1, 2, 10, 39, 40, 41, 60, 99, 100, 200] {
            for height in [1, 2, 11, 12, 13, 24, 60] {
                screen.resize((width, height));
                screen.text();
            }
        }
    }
    screen.resize((39, 24));
    assert!(screen.text().contains("too small"), "{}", screen.text());
}
