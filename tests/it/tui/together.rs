//! Choosing at the counter what is filed together: its items come after the others, and what both ask is not asked again.

use super::pictures;
use crate::support::screen::{STATUS, Screen, opened, staffed};
use madoguchi::text::Lang;
use madoguchi::tui::effect::Effect;

/// Items of the walk, in order.
fn walk(screen: &Screen) -> Vec<String> {
    screen.app.open.as_ref().unwrap().lines.iter().map(|line| line.item.clone()).collect()
}

#[test]
fn a_re_entry_permit_is_ticked_and_walked_at_80_by_24() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    let before = walk(&screen);
    screen.go_to_item("together");
    assert!(screen.text().contains("同時に申請するもの"), "{}", screen.text());
    screen.keys(" <enter>");
    assert_eq!(screen.typed("together"), "再入国許可申請");
    let after = walk(&screen);
    let added: Vec<&str> = after.iter().filter(|item| !before.contains(item)).map(String::as_str).collect();
    let wanted = [
        "travel_purpose",
        "destination",
        "departure_date",
        "departure_port",
        "reentry_date",
        "reentry_port",
        "permit_type",
        "pending_trial",
        "no_passport_reason",
    ];
    assert_eq!(added, wanted);
    assert_eq!(after[after.len() - added.len()..], wanted, "after everything else");

    // The card is then received at the counter; the problem stands at that item.
    screen.go_to_item("card_receipt");
    assert!(screen.text().contains("received at the counter"), "{}", screen.text());
    screen.keys("2");

    screen.go_to_item("travel_purpose");
    screen.keys("3");
    assert!(screen.text().contains("予定渡航先国名"), "{}", screen.text());
    screen.keys("ベトナム<enter>2027-01-10<enter>");
    assert!(screen.text().contains("出国予定の日本の(空)港"), "{}", screen.text());
    screen.keys("<a-u>");
    assert_eq!(screen.state("departure_port"), "unknown");
    screen.keys("<f4>");
    let outline = screen.text();
    assert_eq!(outline.lines().count(), 24);
    assert!(outline.contains("再入国許可申請書"), "{outline}");
    screen.keys("<f4>");
    screen.go_to_item("permit_type");
    screen.keys("2");
    screen.go_to_item("reentry_date");
    screen.keys("2027-01-24<enter>成田空港<enter>");
    screen.go_to_item("pending_trial");
    screen.keys("2<enter>");
    let open = screen.app.open.as_ref().unwrap();
    let left: Vec<String> = open
        .problems
        .iter()
        .filter(|problem| wanted.contains(&problem.path.item.as_str()) || problem.path.item == "card_receipt")
        .map(|problem| format!("{} {}", problem.path, problem.fault.code))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    screen.keys("<f6>");
    assert!(screen.text().contains("Check your answers"), "{}", screen.text());

    // Taken out again, its items are no longer asked; what was typed is kept.
    screen.keys("<esc>");
    screen.go_to_item("together");
    screen.keys(" <enter>");
    assert_eq!(walk(&screen).iter().filter(|item| wanted.contains(&item.as_str())).count(), 0);
    assert_eq!(screen.typed("destination"), "ベトナム");
}

#[test]
fn a_contract_without_an_end_is_told_beside_what_was_typed() {
    let mut screen = opened(Lang::EN, (80, 24), true);
    screen.go_to_item("work_period_type");
    screen.keys("1");
    assert_eq!(screen.typed("work_period_type"), "定めなし");
    assert!(!walk(&screen).iter().any(|item| item == "work_period_years"));

    screen.go_to_item("together");
    screen.keys("<down> <enter>");
    assert_eq!(screen.typed("together"), "資格外活動許可申請");
    screen.go_to_item("side_contract_period");
    screen.keys("期間の定めなし<enter>");
    screen.go_to_item("side_contract_period");
    let text = screen.text();
    assert_eq!(screen.typed("side_contract_period"), "期間の定めなし", "kept as typed");
    assert!(
        text.contains("“No fixed term” cannot be sent in this item.") && text.contains("for example 3年"),
        "{text}"
    );
    screen.keys("<c-u>1年6月<enter>");
    let told = &screen.app.open.as_ref().unwrap().problems;
    assert!(told.iter().all(|problem| problem.path.item != "side_contract_period"), "{told:?}");
}

#[test]
fn what_is_filed_together_is_chosen_at_the_verdict_and_begins_the_case() {
    let verdict = |lang, size| {
        let mut screen = staffed(lang, size);
        screen.keys("n<enter>");
        screen.choose(STATUS);
        screen.keys("<enter>12026-12-24<enter>");
        screen
    };
    pictures("new-together", |lang, size| {
        let mut screen = verdict(lang, size);
        screen.keys("<f7> <down>");
        screen
    });
    let mut screen = verdict(Lang::EN, (80, 24));
    assert!(screen.text().contains("filed together: nothing (F7 to choose)"), "{}", screen.text());
    screen.keys("<f7>");
    assert!(screen.text().contains("What is filed together with it"), "{}", screen.text());
    screen.keys(" <down>2");
    assert!(screen.text().contains("What is filed together with it"), "ticking stays on the list: {}", screen.text());
    screen.keys("<enter>");
    assert!(screen.text().contains("filed together: 再入国許可申請、資格外活動許可申請"), "{}", screen.text());
    screen.keys(&"<down>".repeat(40));
    assert!(
        screen.text().contains("re-entry permit for one re-entry"),
        "its fee is told with the verdict: {}",
        screen.text()
    );
    let begun = screen.keys("<enter>").into_iter().find_map(|effect| match effect {
        Effect::Begin(new) => Some(new.known),
        _ => None,
    });
    let known = |item: &str, typed: &str| (item.to_owned(), typed.to_owned());
    let wanted = [known("current_expiry", "2026-12-24"), known("together", "再入国許可申請; 資格外活動許可申請")];
    assert_eq!(begun.as_deref(), Some(&wanted[..]));

    // Left by Esc, the list leads back to the verdict, and the case that is begun is kept.
    let mut screen = verdict(Lang::EN, (80, 24));
    screen.keys("<f7>1<esc>");
    assert!(screen.text().contains("filed together: 再入国許可申請"), "{}", screen.text());

    // Taken back, and not offered where nothing goes with it.
    let mut screen = verdict(Lang::EN, (80, 24));
    screen.keys("<f7>1<enter><f7>1<enter>");
    assert!(screen.text().contains("filed together: nothing"), "{}", screen.text());
    let mut screen = staffed(Lang::EN, (80, 24));
    screen.keys("n<up><up><up>");
    screen.choose("在留資格認定証明書交付申請");
    screen.keys("<enter>");
    screen.choose(STATUS);
    screen.keys("<enter>1");
    assert!(!screen.text().contains("together"), "{}", screen.text());
}

#[test]
fn relatives_are_told_what_they_may_not_file_together() {
    let mut screen = staffed(Lang::EN, (120, 36));
    screen.keys("n<enter>");
    screen.choose(STATUS);
    screen.keys("<enter>");
    screen.choose("親族");
    screen.keys("<enter>2026-12-24<enter><f7>2<enter>");
    assert!(screen.text().contains("cannot be filed online together"), "{}", screen.text());
}
