//! A file of the tree, and its Rust text with comments, literals and test code blanked out.

use std::fs;
use std::path::Path;

/// A text file, by its path from the package's folder.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    pub fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|ending| ending == "rs")
    }

    /// Module path from the crate's root: `src/desk/mod.rs` is `[desk]`, `src/desk/filling.rs` is `[desk, filling]`.
    pub fn module(&self) -> Vec<&str> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        inside.split('/').filter(|part| !matches!(*part, "mod" | "lib" | "main")).collect()
    }

    /// The code without comments and without what stands inside quotes; lines stay where they are.
    pub fn code(&self) -> String {
        blank(&self.text).0
    }

    /// [`Source::code`] without what is compiled for tests only.
    pub fn product(&self) -> String {
        if self.module().contains(&"tests") { String::new() } else { without_tests(&self.code()) }
    }

    /// String literals with the line each begins on.
    pub fn strings(&self) -> Vec<(usize, String)> {
        blank(&self.text).1
    }
}

/// Line of a byte, from 1.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Every text file below a folder, without build results and the repository's own folder.
pub fn files(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(root, &root.join(folder), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if name == ".git" || name == "target" || path.join("CACHEDIR.TAG").exists() {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, found);
        } else if let (Ok(text), Ok(inside)) = (fs::read_to_string(&path), path.strip_prefix(root)) {
            found.push(Source::new(&inside.to_string_lossy(), &text));
        }
    }
}

/// Blanks comments and the inside of literals; also answers the string literals.
fn blank(text: &str) -> (String, Vec<(usize, String)>) {
    let mut out = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut at = 0;
    while let Some(here) = text[at..].chars().next() {
        let rest = &text[at..];
        let (skipped, string) = token(rest, text[..at].chars().next_back());
        let Some(length) = skipped else {
            out.push(here);
            at += here.len_utf8();
            continue;
        };
        if let Some(inside) = string {
            strings.push((line_of(text, at), inside.to_owned()));
        }
        let mark = if string.is_some() { '"' } else { ' ' };
        out.extend(rest[..length].char_indices().map(|(i, c)| match c {
            '\n' => '\n',
            _ if i == 0 || i == length - 1 => mark,
            _ => ' ',
        }));
        at += length;
    }
    (out, strings)
}

/// Length of the comment or literal that begins here, with its inside when it is a string.
fn token(rest: &str, before: Option<char>) -> (Option<usize>, Option<&str>) {
    if rest.starts_with("//") {
        return (Some(rest.find('\n').unwrap_or(rest.len())), None);
    }
    if rest.starts_with("/*") {
        return (Some(block_comment(rest)), None);
    }
    if rest.starts_with('\'') {
        return (char_literal(rest), None);
    }
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let prefix = if in_word { 0 } else { rest.len() - rest.trim_start_matches(['b', 'c', 'r']).len() };
    let hashes = rest[prefix..].len() - rest[prefix..].trim_start_matches('#').len();
    let raw = rest[..prefix].contains('r');
    if prefix > 2 || (hashes > 0 && !raw) || !rest[prefix + hashes..].starts_with('"') {
        return (None, None);
    }
    let begin = prefix + hashes + 1;
    let end = if raw { raw_end(&rest[begin..], hashes) } else { quoted_end(&rest[begin..]) };
    let close = (begin + end + 1 + hashes).min(rest.len());
    (Some(close), Some(&rest[begin..begin + end]))
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// A character literal's length; `None` for a lifetime.
fn char_literal(rest: &str) -> Option<usize> {
    let mut inside = rest[1..].char_indices();
    let (_, first) = inside.next()?;
    if first == '\\' {
        inside.next()?;
        return inside.find(|(_, c)| *c == '\'').map(|(i, _)| i + 2);
    }
    inside.next().filter(|(_, c)| *c == '\'').map(|(i, _)| i + 2)
}

fn quoted_end(inside: &str) -> usize {
    let mut escaped = false;
    for (i, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return i,
            _ => {}
        }
    }
    inside.len()
}

fn raw_end(inside: &str, hashes: usize) -> usize {
    inside.find(&format!("\"{}", "#".repeat(hashes))).unwrap_or(inside.len())
}

/// Blanks every item under `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(begin) = out.find("#[cfg(test)]") {
        let end = begin + item_length(&out[begin..]);
        let gone: String = out[begin..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(begin..end, &gone);
    }
    out
}

/// Up to the closing brace of an item, or to its semicolon.
fn item_length(item: &str) -> usize {
    let mut depth = 0;
    for (i, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return i + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return i + 1,
            _ => {}
        }
    }
    item.len()
}

#[test]
fn comments_and_literals_are_blanked_and_lines_stay() {
    let text = "let a = \"crate::x // no\"; // crate::y\nlet b = 'c'; /* crate::z /* in */ */ let l: &'static str = r#\"q\"q\"#;\n";
    let code = Source::new("src/a.rs", text).code();
    assert!(!code.contains("crate::"), "{code}");
    assert!(code.contains("&'static str") && code.contains("let b"), "{code}");
    assert_eq!(code.lines().count(), 2);
    let strings = Source::new("src/a.rs", text).strings();
    assert_eq!(strings, [(1, "crate::x // no".to_owned()), (2, "q\"q".to_owned())]);
}

#[test]
fn test_code_is_no_product_code() {
    let text =
        "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() { c(\"}\"); }\n}\nfn d() {}\n#[cfg(test)]\nuse e;\nfn f() {}\n";
    let product = Source::new("src/a.rs", text).product();
    assert_eq!(product.split_whitespace().collect::<Vec<_>>().join(" "), "fn a() {} fn d() {} fn f() {}");
    assert_eq!(Source::new("src/tui/tests.rs", text).product(), "");
}
