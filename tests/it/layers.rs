//! The house rules that the compiler does not check, over every file of the tree.
//!
//! The import table and the list of pure modules are read from the module docs of `src/lib.rs`: that text is the rule.
//! Each check answers faults with file and line; it is also shown a planted fault, so that it is known to find one.

mod imports;
mod rules;
mod source;
mod table;

use source::Source;
use std::fmt;
use table::Table;

/// A broken house rule.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    path: String,
    line: usize,
    what: String,
}

impl Fault {
    fn new(source: &Source, line: usize, what: impl Into<String>) -> Fault {
        Fault { path: source.path.clone(), line, what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Fails with one line per fault.
fn none(faults: &[Fault]) {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(faults.is_empty(), "{} broken house rules:\n{}", faults.len(), lines.join("\n"));
}

fn table() -> Table {
    Table::read(include_str!("../../src/lib.rs")).expect("the module docs of src/lib.rs hold the table")
}

/// Rust files below these folders.
fn rust(folders: &[&str]) -> Vec<Source> {
    let files: Vec<Source> = folders.iter().flat_map(|folder| source::files(folder)).filter(Source::is_rust).collect();
    assert!(!files.is_empty(), "no Rust files below {folders:?}");
    files
}

#[test]
fn the_table_stands_on_itself() {
    assert_eq!(table().flaws(include_str!("../../src/lib.rs")), Vec::<String>::new());
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let table = table();
    none(&rust(&["src"]).iter().flat_map(|file| imports::faults(file, &table)).collect::<Vec<_>>());
}

#[test]
fn pure_modules_touch_nothing_outside() {
    let table = table();
    none(&rust(&["src"]).iter().flat_map(|file| rules::impure(file, &table)).collect::<Vec<_>>());
}

#[test]
fn sql_stands_in_the_store_and_the_ledger_only() {
    none(&rust(&["src"]).iter().flat_map(rules::sql).collect::<Vec<_>>());
}

#[test]
fn nothing_on_a_product_path_panics_on_purpose() {
    none(&rust(&["src"]).iter().flat_map(rules::panics).collect::<Vec<_>>());
}

#[test]
fn faces_and_desk_ask_the_forms_and_rules_in_force() {
    none(&rust(&["src"]).iter().flat_map(rules::built_in).collect::<Vec<_>>());
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    none(&rust(&["src", "tests", "benches"]).iter().flat_map(rules::shape).collect::<Vec<_>>());
}

#[test]
fn no_test_is_switched_off() {
    none(&rust(&["src", "tests"]).iter().flat_map(rules::ignored).collect::<Vec<_>>());
}

#[test]
fn no_path_or_host_of_a_machine_is_in_the_tree() {
    let files = source::files(".");
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "the walk starts at the package");
    none(&files.iter().flat_map(rules::places).collect::<Vec<_>>());
}
