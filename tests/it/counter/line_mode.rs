//! Line mode keeps what its lines promise: letters of the page, states, help; what fits nothing is told, and it stays.

use super::{TODAY, folder};

/// What the practice counter tells when these lines are typed after the passphrase.
fn told(lines: &str) -> String {
    let (_dir, data) = folder();
    let mut counter = assert_cmd::Command::new(env!("CARGO_BIN_EXE_madoguchi"));
    counter.args(["--practice", "--linear", "--today", TODAY]).env("MADOGUCHI_DATA", &data).env("MADOGUCHI_LANG", "en");
    let output = counter.write_stdin(format!("practice\n{lines}")).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// The lines that begin a case, up to its first item after the photo.
const BEGIN: &str = "n\n3\n1\n1\n2026-12-24\n\n\n";

/// What is told from the last time a text stands in it.
fn after<'a>(told: &'a str, text: &str) -> &'a str {
    told.rfind(text).map_or_else(|| panic!("no {text} in:\n{told}"), |at| &told[at..])
}

#[test]
fn the_letter_that_the_desk_names_begins_a_case() {
    let told = told("n\n");
    assert!(told.contains("n begins a new one") && told.contains("Which procedure?"), "{told}");
}

#[test]
fn help_tells_what_each_word_does_and_the_page_goes_on() {
    let told = told(&format!("{BEGIN}:help\nベトナム\n"));
    for line in [":next  next (Enter)", ":review  review (F6)", ":unknown  unknown (Alt+U)"] {
        assert!(told.lines().any(|told| told.trim_start_matches("> ") == line), "{line} in:\n{told}");
    }
    assert!(after(&told, ":review  review").contains("生年月日"), "the answer was taken: {told}");
}

#[test]
fn what_fits_no_line_of_a_choice_is_told_and_it_stays() {
    let told = told(&format!("{BEGIN}:number\n4\nabc\n女\n"));
    let rest = after(&told, "No line of the list fits what is typed: nothing was chosen. Type something else.");
    assert!(!rest.contains("Ctrl"), "no key that is not there: {rest}");
    assert!(!rest.contains("性別"), "one answer, one step: {rest}");
    assert!(rest.contains("配偶者の有無"), "{told}");
}

#[test]
fn a_number_chooses_one_line_and_goes_one_item_on() {
    let told = told(&format!("{BEGIN}:number\n4\n2\n:back\n"));
    assert!(told.contains("配偶者の有無"), "{told}");
    assert!(after(&told, "配偶者の有無").contains("* 2 女"), "{told}");
}

#[test]
fn a_long_list_says_how_it_is_answered_and_takes_the_number_of_a_line() {
    let told = told(&format!("{BEGIN}united\n"));
    assert!(told.contains("The list has "), "{told}");
    let line = told.lines().find(|line| line.ends_with(" 米国 United States of America")).unwrap_or_default();
    let number = line.split_whitespace().next().unwrap_or_default().to_owned();
    assert!(number.parse::<u16>().is_ok(), "{told}");
    let told = self::told(&format!("{BEGIN}united\n{number}\n:back\n"));
    assert!(after(&told, "国籍・地域").contains("stands now: 米国"), "{told}");
    assert!(told.contains("生年月日"), "{told}");
}

#[test]
fn a_state_is_given_by_its_digit_and_one_that_is_not_taken_is_told() {
    let told = told(&format!("{BEGIN}:number\n4\n:states\n1\n"));
    assert!(told.contains("2 none (not for this item)"), "{told}");
    assert!(told.contains("This item does not take “unknown”."), "{told}");
    let told = self::told(&format!("{BEGIN}:number\n4\n:states\n5\n"));
    assert!(after(&told, "5 ask later").contains("配偶者の有無"), "{told}");
}

#[test]
fn each_page_of_the_practice_says_so_on_its_first_line() {
    let told = told(&format!("{BEGIN}:review\n"));
    for first in ["madoguchi. Practice", "Which procedure?", "1 国籍・地域", "Check your answers"] {
        let line = told.lines().find(|line| line.contains(first)).unwrap_or_default();
        assert!(line.contains("practice: "), "{first} in {line:?} of:\n{told}");
    }
}
