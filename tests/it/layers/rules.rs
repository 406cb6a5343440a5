//! The other house rules, one function each.

use super::Fault;
use super::source::{Source, line_of};
use super::table::Table;

const MOST_LINES: usize = 500;

/// What a pure module never names.
const OUTSIDE: [(&str, &str); 13] = [
    ("std::fs", "files"),
    ("std::net", "the network"),
    ("std::env::var", "the environment"),
    ("std::process", "processes"),
    ("SystemTime", "the clock"),
    ("Instant::now", "the clock"),
    ("Timestamp::now", "the clock"),
    ("Zoned::now", "the clock"),
    ("now_v7", "the clock"),
    ("new_v4", "randomness"),
    ("rand::", "randomness"),
    ("tokio::", "async"),
    ("async fn", "async"),
];

/// Files, clock, randomness or async in a module that the docs call pure.
pub fn impure(file: &Source, table: &Table) -> Vec<Fault> {
    let module = file.module();
    let Some(own) = module.first().filter(|own| table.pure.iter().any(|pure| pure == *own)) else { return Vec::new() };
    let code = file.product();
    let found = |(word, what): &(&str, &str)| {
        let code = code.clone();
        let told = format!("{own} is pure and must not use {what} ({word})");
        words(&code, word).into_iter().map(|at| Fault::new(file, line_of(&code, at), told.clone())).collect::<Vec<_>>()
    };
    OUTSIDE.iter().flat_map(found).collect()
}

/// Where `word` stands and is not the end of a longer name.
fn words(code: &str, word: &str) -> Vec<usize> {
    let longer = |at: usize| code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    code.match_indices(word).map(|(at, _)| at).filter(|at| !longer(*at)).collect()
}

/// A statement or a database driver outside `store` and `server/ledger`.
pub fn sql(file: &Source) -> Vec<Fault> {
    if file.path.starts_with("src/store/") || file.path.starts_with("src/server/ledger") {
        return Vec::new();
    }
    let code = file.code();
    let drivers = ["rusqlite::", "refinery::", "tokio_postgres::"].into_iter().flat_map(|driver| words(&code, driver));
    let driver =
        drivers.map(|at| Fault::new(file, line_of(&code, at), "a database driver outside store and server/ledger"));
    let strings = file.strings();
    let statements = strings.iter().filter(|(_, text)| statement(text));
    driver.chain(statements.map(|(line, _)| Fault::new(file, *line, "SQL outside store and server/ledger"))).collect()
}

fn statement(text: &str) -> bool {
    let text = text.trim_start();
    let with = |head: &str, inside: &str| text.starts_with(head) && text.contains(inside);
    with("SELECT ", " FROM ")
        || with("UPDATE ", " SET ")
        || ["INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "ALTER TABLE ", "PRAGMA "]
            .iter()
            .any(|head| text.starts_with(head))
}

/// A panic, or work left undone, where a person would meet it.
pub fn panics(file: &Source) -> Vec<Fault> {
    let code = file.product();
    let marks = [".unwrap()", ".expect(\"", "panic!(", "todo!(", "unimplemented!(", "dbg!("];
    let found = marks.iter().flat_map(|mark| code.match_indices(mark).map(move |(at, _)| (at, mark)));
    found
        .map(|(at, mark)| {
            Fault::new(file, line_of(&code, at), format!("`{}` on a product path", mark.trim_end_matches('"')))
        })
        .collect()
}

/// Longer than [`MOST_LINES`], or without a first line that says what the module is for.
pub fn shape(file: &Source) -> Vec<Fault> {
    let lines = file.text.lines().count();
    let long = (lines > MOST_LINES).then(|| Fault::new(file, lines, format!("{lines} lines: split it")));
    let first = file.text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!["));
    let mute = !first.is_some_and(|line| line.starts_with("//! "));
    long.into_iter().chain(mute.then(|| Fault::new(file, 1, "no `//!` says what this module is for"))).collect()
}

/// Forms or rules built in where those in force are meant, which newer files of the data folder may lie over. Only what compares the two names
/// both.
pub fn built_in(file: &Source) -> Vec<Fault> {
    let may = ["src/form/", "src/law/", "src/cli/forms", "src/cli/law"];
    if may.iter().any(|path| file.path.starts_with(path)) {
        return Vec::new();
    }
    let code = file.product();
    let found = ["Catalog::embedded()", "Rules::embedded()"].into_iter().flat_map(|word| words(&code, word));
    found.map(|at| Fault::new(file, line_of(&code, at), "what is built in, not what is in force")).collect()
}

/// A test that does not run.
pub fn ignored(file: &Source) -> Vec<Fault> {
    let code = file.code();
    code.match_indices("#[ignore")
        .map(|(at, _)| Fault::new(file, line_of(&code, at), "a test that does not run"))
        .collect()
}

/// A path of somebody's machine, or a package registry's host. The lock file names its registry by itself.
pub fn places(file: &Source) -> Vec<Fault> {
    let marks = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("index.", "crates.io"),
        concat!("static.", "crates.io"),
        concat!("pypi", ".org"),
        concat!("python", "hosted.org"),
        concat!("registry.", "npmjs"),
        concat!("deb.", "debian.org"),
    ];
    let lines = file.text.lines().enumerate();
    let found = lines.filter_map(|(i, line)| Some((i + 1, marks.iter().find(|mark| line.contains(**mark))?)));
    found.map(|(line, mark)| Fault::new(file, line, format!("`{mark}` is a place of one machine"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(faults: &[Fault]) -> Vec<String> {
        faults.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_clock_in_a_pure_module_is_found() {
        let table = Table::read("//! Pure: nothing.\n//!\n//! - [`law`] x\n//!\n//! | law, desk | nothing |\n")
            .expect("a table");
        let text = "//! x\nfn today() { jiff::Timestamp::now(); }\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        assert_eq!(
            told(&impure(&Source::new("src/law/mod.rs", text), &table)),
            ["src/law/mod.rs:2: law is pure and must not use the clock (Timestamp::now)"]
        );
        assert!(impure(&Source::new("src/desk/mod.rs", text), &table).is_empty());
    }

    #[test]
    fn sql_is_found_where_it_must_not_be() {
        let text =
            "//! x\nlet a = \"SELECT id FROM staff\";\nlet b = \"SELECT an application\";\nuse rusqlite::Connection;\n";
        assert_eq!(
            told(&sql(&Source::new("src/desk/mod.rs", text))),
            [
                "src/desk/mod.rs:4: a database driver outside store and server/ledger",
                "src/desk/mod.rs:2: SQL outside store and server/ledger"
            ]
        );
        assert!(sql(&Source::new("src/store/cases.rs", text)).is_empty());
    }

    #[test]
    fn a_panic_is_found_outside_tests() {
        let text = "//! x\nfn a() { b.unwrap(); c.expect(\"d\"); self.expect(e); }\n#[cfg(test)]\nmod tests { fn f() { g.unwrap(); } }\n";
        assert_eq!(
            told(&panics(&Source::new("src/a.rs", text))),
            ["src/a.rs:2: `.unwrap()` on a product path", "src/a.rs:2: `.expect(` on a product path"]
        );
    }

    #[test]
    fn a_long_file_and_a_mute_one_are_found() {
        let long = format!("//! x\n{}", "\n".repeat(MOST_LINES));
        assert_eq!(told(&shape(&Source::new("src/a.rs", &long))), ["src/a.rs:501: 501 lines: split it"]);
        assert_eq!(
            told(&shape(&Source::new("src/a.rs", "fn a() {}\n"))),
            ["src/a.rs:1: no `//!` says what this module is for"]
        );
    }

    #[test]
    fn forms_built_in_are_found_where_those_in_force_are_meant() {
        let text = "//! x\nfn a() { Catalog::embedded(); Catalog::in_force(); }\n#[cfg(test)]\nmod tests { fn f() { Rules::embedded(); } }\n";
        assert_eq!(
            told(&built_in(&Source::new("src/tui/a.rs", text))),
            ["src/tui/a.rs:2: what is built in, not what is in force"]
        );
        assert_eq!(told(&built_in(&Source::new("src/cli/forms/diff.rs", text))), [""; 0]);
    }

    #[test]
    fn a_test_switched_off_is_found() {
        assert_eq!(ignored(&Source::new("tests/it/a.rs", "#[test]\n#[ignore]\nfn a() {}\n")).len(), 1);
    }

    #[test]
    fn a_path_of_a_machine_is_found() {
        let text = concat!("see /wo", "rk/x\nfine\n");
        assert_eq!(told(&places(&Source::new("docs/a.md", text))).len(), 1);
    }
}
