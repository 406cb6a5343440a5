//! The documents say what is: links lead somewhere, and the commands of the guide do what they say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const MARK: &str = "<!-- commands: checked by tests -->";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `README.md`, the other papers beside it, and the guide.
fn pages() -> Vec<(PathBuf, String)> {
    let folders = [root().to_owned(), root().join("docs")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder")).flatten();
    let pages = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.map(|path| (path.clone(), fs::read_to_string(&path).expect("a page"))).collect()
}

/// Targets of `[text](target)`, without those on the net.
fn links(page: &str) -> Vec<&str> {
    let targets = page.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    targets
        .filter(|target| !target.starts_with("http"))
        .map(|target| target.split('#').next().unwrap_or(target))
        .collect()
}

/// What does not exist among the links of a page.
fn broken<'a>(folder: &Path, page: &'a str) -> Vec<&'a str> {
    links(page).into_iter().filter(|target| !target.is_empty() && !folder.join(target).exists()).collect()
}

/// The shell lines under the mark.
fn commands(page: &str) -> &str {
    let block = page.split_once(MARK).and_then(|(_, rest)| rest.split_once("```sh\n")).expect("a block of commands").1;
    block.split_once("```").expect("the block ends").0
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    assert!(pages.len() > 8, "README, CONTRIBUTING, CHANGELOG and the guide");
    for (path, text) in &pages {
        assert_eq!(broken(path.parent().expect("a folder"), text), Vec::<&str>::new(), "in {}", path.display());
    }
}

#[test]
fn a_broken_link_is_found() {
    assert_eq!(broken(root(), "[a](README.md) [b](docs/nothing.md#x) [c](https://example.org)"), ["docs/nothing.md"]);
}

/// Ends the practice server of a data folder below a place, and nothing else; it would stay for some minutes.
struct Ending<'a>(&'a Path);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let place = self.0.to_string_lossy().into_owned();
        for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
            let command = fs::read(entry.path().join("cmdline")).unwrap_or_default();
            let words: Vec<_> = command.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
            if words.iter().any(|word| word == "serve") && words.iter().any(|word| word.starts_with(&place)) {
                let _ = Command::new("kill").arg(entry.file_name()).status();
            }
        }
    }
}

#[test]
fn the_guide_goes_from_an_empty_folder_to_a_receipt() {
    let page = fs::read_to_string(root().join("docs/commands.md")).expect("the page");
    let place = tempfile::tempdir().expect("a folder");
    let _ending = Ending(place.path());
    std::os::unix::fs::symlink(root().join("assets"), place.path().join("assets")).expect("a link");
    let program = Path::new(env!("CARGO_BIN_EXE_madoguchi")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-euc", commands(&page)]).current_dir(place.path()).env("PATH", path);
    shell.env("TMPDIR", place.path()).env("MADOGUCHI_LANG", "en").env_remove("MADOGUCHI_SERVER");
    let output = shell.output().expect("a shell");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let receipt = fs::read(place.path().join("receipt.pdf")).expect("a receipt");
    assert!(receipt.starts_with(b"%PDF-"));
}
