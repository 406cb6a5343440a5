//! What the site wants of answers, by keys: mail typed twice, one telephone, the rows of the paper, lists found by typing, what is not known.

use crate::support::screen::{Screen, opened};
use madoguchi::text::Lang;

fn codes(screen: &Screen, item: &str) -> Vec<String> {
    let problems = screen.app.open.as_ref().unwrap().problems.iter();
    problems.filter(|problem| problem.path.item == item).map(|problem| problem.fault.code.to_owned()).collect()
}

#[test]
fn mail_is_typed_twice_and_the_contradiction_is_told() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.go_to_item("email");
    screen.keys("<c-u>mau@example.jp<enter>");
    assert!(screen.text().contains("メールアドレス再入力"), "asked again: {}", screen.text());
    screen.keys("<c-u>mau@example.com<enter>");
    screen.go_to_item("email");
    let text = screen.text();
    assert!(text.contains("The two e-mail addresses differ."), "{text}");
    assert_eq!(screen.typed("email_again"), "mau@example.com", "kept as typed");
    screen.go_to_item("email_again");
    screen.keys("<c-u>mau@example.jp<enter>");
    assert_eq!(codes(&screen, "email"), Vec::<String>::new());
}

#[test]
fn one_of_two_telephones_is_enough_and_none_is_told() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.go_to_item("phone");
    screen.keys("<a-n>");
    assert_eq!(codes(&screen, "phone"), Vec::<String>::new(), "there is a mobile");
    screen.go_to_item("mobile");
    screen.keys("<a-n>");
    assert_eq!(codes(&screen, "phone"), ["one-phone"]);
    screen.go_to_item("mobile");
    screen.keys("<c-u>090-0000-0001<enter>");
    assert_eq!((codes(&screen, "phone"), codes(&screen, "mobile")), (Vec::new(), Vec::new()));
}

#[test]
fn a_seventh_relative_goes_on_a_separate_sheet() {
    for (item, column) in [("family", "name"), ("work_history", "employer")] {
        let mut screen = opened(Lang::EN, (80, 24), true);
        screen.go_to_item(item);
        let open = screen.app.open.as_mut().unwrap();
        for row in 1..=6 {
            let entry = madoguchi::case::Entry {
                state: madoguchi::form::State::Answered,
                typed: "見本".to_owned(),
                ..madoguchi::case::Entry::default()
            };
            open.filling.put(&madoguchi::case::Path::cell(item, row, column), entry);
        }
        screen.go_to_item("nationality");
        screen.go_to_item(item);
        screen.keys("a");
        let text = screen.text();
        assert!(text.contains("The 6 rows of the paper are full."), "{item}: {text}");
        assert!(!codes(&screen, item).contains(&"rows-full".to_owned()));
    }
}

#[test]
fn a_long_list_is_found_in_japanese_kana_and_latin() {
    for typed in ["ベトナム", "べと", "ﾍﾞﾄ", "viet", "Viet"] {
        let mut screen = opened(Lang::EN, (80, 24), false);
        screen.go_to_item("nationality");
        screen.keys(&format!("{typed}<enter>"));
        assert_eq!(screen.typed("nationality"), "ベトナム", "{typed}");
    }
}

#[test]
fn what_is_not_known_of_a_birth_is_said_with_its_own_key() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.go_to_item("birth_date");
    screen.keys("<c-u>1990-00-00<enter>");
    assert_eq!(codes(&screen, "birth_date"), Vec::<String>::new());
    screen.go_to_item("birth_date");
    screen.keys("<a-u>");
    assert_eq!((screen.state("birth_date"), codes(&screen, "birth_date").len()), ("unknown", 0));
    screen.go_to_item("birth_date");
    assert!(!screen.text().contains("is sent as"), "what was typed is kept, and not sent: {}", screen.text());
    screen.keys("<a-d>");
    assert!(screen.text().contains("This item does not take “client declines”."), "{}", screen.text());
    assert_eq!(screen.state("birth_date"), "unknown");

    // Of a relative, within a row.
    screen.go_to_item("family");
    screen.keys("a");
    screen.keys("妻<enter>ＬＥ<enter>");
    assert!(screen.text().contains("Date of birth"), "{}", screen.text());
    screen.keys("<f8>");
    assert!(screen.line_with("unknown").contains('✓'), "{}", screen.text());
    screen.keys("1");
    let open = screen.app.open.as_ref().unwrap();
    let rows = &open.filling.answer("family").unwrap().rows;
    let last = rows.last().unwrap();
    assert_eq!(last.cells["birth_date"].state.word(), "unknown");
    let told = open
        .problems
        .iter()
        .filter(|problem| problem.path.cell.as_ref().is_some_and(|(row, id)| *row == rows.len() && id == "birth_date"));
    assert_eq!(told.count(), 0);
}

#[test]
fn what_fits_no_line_of_a_list_is_told_and_is_not_passed_over() {
    let mut screen = opened(Lang::EN, (80, 24), false);
    screen.go_to_item("nationality");
    screen.keys("nepla");
    assert!(screen.text().contains("No line of the list fits."), "{}", screen.text());
    screen.keys("<enter>");
    let text = screen.text();
    assert!(text.contains("nothing was chosen") && text.contains("nepla"), "{text}");
    assert!(screen.line_with("国籍").contains('1'), "still there: {text}");
    screen.keys("<c-u>nepal<enter>");
    assert_eq!(screen.typed("nationality"), "ネパール");
    // A state is no line of the list.
    screen.go_to_item("business_type");
    screen.keys("nothing like it<a-l>");
    assert_eq!(screen.state("business_type"), "later");
    assert!(!screen.text().contains("nothing was chosen"), "{}", screen.text());
}

#[test]
fn a_status_that_is_not_there_is_told_on_the_new_case() {
    let mut screen = crate::support::screen::staffed(Lang::EN, (80, 24));
    screen.keys("n<enter>technician");
    assert!(screen.text().contains("No line of the list fits."), "{}", screen.text());
}

#[test]
fn a_status_is_found_by_some_of_its_letters_and_so_is_the_one_held_now() {
    let mut screen = crate::support::screen::staffed(Lang::find("vi").unwrap(), (80, 24));
    screen.keys("n<up><up><up>");
    screen.choose("在留資格変更許可申請");
    screen.keys("<enter>技人国");
    assert!(screen.text().contains("技術・人文知識・国際業務"), "{}", screen.text());
    screen.keys("<enter>");
    for (typed, found, other) in [("留", "留学", "教授"), ("du học", "留学", "教授"), ("Profess", "教授", "留学")]
    {
        screen.keys(typed);
        let lines = screen.text().lines().skip(3).collect::<Vec<_>>().join("\n");
        assert!(lines.contains(found) && !lines.contains(other), "{typed}: {}", screen.text());
        screen.keys(&"<bs>".repeat(typed.chars().count()));
    }
    screen.keys("xyz<enter>");
    assert!(screen.text().contains("xyz"), "nothing is chosen: {}", screen.text());
    screen.keys("<bs><bs><bs>留<enter>");
    assert!(!screen.text().contains("教授"), "the next question: {}", screen.text());
}

#[test]
fn choices_are_said_and_found_in_the_clients_language() {
    let vi = Lang::find("vi").expect("vi");
    let mut screen = opened(vi, (120, 36), true);
    screen.go_to_item("sex");
    assert!(screen.text().contains("男  Nam"), "{}", screen.text());
    screen.keys("<f2>");
    assert!(screen.text().contains("男  Male"), "{}", screen.text());
    screen.keys("<f2>");
    screen.go_to_item("nationality");
    screen.keys("Trung<space>Q");
    assert!(screen.text().contains("中国  Trung Quốc"), "{}", screen.text());
    screen.keys("<enter>");
    assert_eq!(screen.typed("nationality"), "中国", "kept and sent is the print's own wording");
    screen.go_to_item("family");
    screen.keys("achồng");
    assert!(screen.text().contains("夫  Chồng"), "the cell of a table: {}", screen.text());
    screen.keys("<enter><esc><f6>");
    let text = screen.text();
    assert!(text.contains("中国") && text.contains("Trung Quốc"), "the review: {text}");
}
