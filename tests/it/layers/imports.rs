//! Which other modules a file names, and whether the table lets it.

use super::Fault;
use super::source::{Source, line_of};
use super::table::Table;

/// Every path into another module that the table does not allow.
pub fn faults(file: &Source, table: &Table) -> Vec<Fault> {
    let module = file.module();
    let Some(own) = module.first() else { return Vec::new() };
    let Some(row) = table.row(own) else {
        return vec![Fault::new(file, 1, format!("module {own} has no row in the table of src/lib.rs"))];
    };
    let mut faults = Vec::new();
    for (line, path) in named(file, table) {
        let target = path[0].as_str();
        let allowed = target == *own
            || row
                .may
                .iter()
                .any(|part| part.module == target && part.only.as_deref().is_none_or(|only| begins(&path, only)));
        if !allowed {
            faults.push(Fault::new(file, line, format!("{own} must not import crate::{}", path.join("::"))));
        }
    }
    faults
}

fn begins(path: &[String], only: &str) -> bool {
    path.get(1).is_some_and(|name| name.to_lowercase() == only)
}

/// Paths from the crate's root, with their lines: `crate::…`, and `super::…` that climbs to the root.
fn named(file: &Source, table: &Table) -> Vec<(usize, Vec<String>)> {
    let code = file.code();
    let mut found = Vec::new();
    for (at, rest) in after(&code, "crate::") {
        found.extend(tree(rest).into_iter().map(|path| (line_of(&code, at), path)));
    }
    let depth = file.module().len();
    for (at, mut rest) in after(&code, "super::") {
        let climbs_on = code[..at].trim_end().ends_with("super::");
        let mut steps = 1;
        while let Some(further) = rest.strip_prefix("super::") {
            (rest, steps) = (further, steps + 1);
        }
        if !climbs_on && steps >= depth {
            let paths = tree(rest).into_iter().filter(|path| table.row(&path[0]).is_some());
            found.extend(paths.map(|path| (line_of(&code, at), path)));
        }
    }
    found
}

/// Places where a path begins with `head`, and what follows it.
fn after<'a>(code: &'a str, head: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    code.match_indices(head)
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .map(move |(at, _)| (at, &code[at + head.len()..]))
}

/// The paths of a use tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn tree(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        return members(group).into_iter().flat_map(tree).collect();
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return Vec::new();
    }
    let Some(deeper) = rest.trim_start().strip_prefix("::") else { return vec![vec![name.to_owned()]] };
    let below = tree(deeper);
    if below.is_empty() {
        return vec![vec![name.to_owned()]];
    }
    below.into_iter().map(|path| std::iter::once(name.to_owned()).chain(path).collect()).collect()
}

/// The members of a group whose opening brace has been passed.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut found) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(&group[begin..i]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&group[begin..i]);
                begin = i + 1;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table::read("//! | form, text | nothing |\n//! | case | form |\n//! | card | case (facts only) |\n//! | desk | everything above |\n")
            .expect("a table")
    }

    fn found(path: &str, text: &str) -> Vec<String> {
        faults(&Source::new(path, text), &table()).iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_forbidden_import_is_named_with_its_line() {
        assert_eq!(
            found("src/form/load.rs", "//! x\nuse crate::form::Item;\nfn f() { crate::desk::open(); }\n"),
            ["src/form/load.rs:3: form must not import crate::desk::open"]
        );
    }

    #[test]
    fn groups_are_read_to_their_leaves() {
        let text = "use crate::{form::{Item, Kind}, text,\n    desk::{self, Desk}};\n";
        assert_eq!(
            found("src/case/mod.rs", text),
            [
                "src/case/mod.rs:1: case must not import crate::text",
                "src/case/mod.rs:1: case must not import crate::desk::self",
                "src/case/mod.rs:1: case must not import crate::desk::Desk"
            ]
        );
    }

    #[test]
    fn a_way_around_by_super_is_found() {
        assert_eq!(
            found("src/case/xml.rs", "use super::super::desk::Desk;"),
            ["src/case/xml.rs:1: case must not import crate::desk::Desk"]
        );
        assert_eq!(
            found("src/case/mod.rs", "use super::desk;"),
            ["src/case/mod.rs:1: case must not import crate::desk"]
        );
        assert!(found("src/case/xml.rs", "use super::Case; use super::super::form::Form;").is_empty());
    }

    #[test]
    fn a_part_of_a_module_is_only_that_part() {
        assert!(found("src/card/mod.rs", "use crate::case::Fact;\nuse crate::case::fact::Fact;").is_empty());
        assert_eq!(
            found("src/card/mod.rs", "use crate::case::{Fact, Case};"),
            ["src/card/mod.rs:1: card must not import crate::case::Case"]
        );
    }

    #[test]
    fn words_in_comments_and_strings_do_not_count() {
        assert!(found("src/form/mod.rs", "// crate::desk::x\nconst A: &str = \"crate::desk\";").is_empty());
    }

    #[test]
    fn a_module_without_a_row_and_the_whole_crate_are_refused() {
        assert_eq!(found("src/util.rs", ""), ["src/util.rs:1: module util has no row in the table of src/lib.rs"]);
        assert_eq!(found("src/case/mod.rs", "use crate::*;"), ["src/case/mod.rs:1: case must not import crate::*"]);
    }
}
