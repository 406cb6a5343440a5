//! A newer edition of a sheet for the data folder, made from the one built in.

use madoguchi::form::Catalog;
use std::path::Path;

/// The day of the edition.
pub const EDITION: &str = "2026-11-01";

/// The first sheet of every application in an edition for extensions: an item gone, one renumbered and shorter, one line of a choice
/// worded otherwise, and one item new.
pub fn sheet() -> String {
    let sources = Catalog::embedded_sources();
    let built_in = &sources.iter().find(|file| file.path == "forms/common.toml").unwrap().text;
    let mut text = built_in.clone();
    for (from, to) in [
        ("edition = \"2026-02-27\"", "edition = \"2026-11-01\"\ngone = [\"home_town\"]"),
        ("valid_from = \"2026-02-27\"", "valid_from = \"2026-11-01\""),
        ("id = \"home_town\"", "id = \"town_of_origin\""),
        (
            "max = 40\nrequired = true\nofficial = [\"common!H\"]\nextension = { no = \"6\"",
            "max = 2\nrequired = true\nofficial = [\"common!H\"]\nextension = { no = \"6の2\"",
        ),
        ("{ ja = \"男\", en = \"Male\" }", "{ ja = \"男性\", en = \"Male\" }"),
    ] {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// Puts a file into the forms of a data folder.
pub fn put(data: &Path, name: &str, text: &str) {
    let path = data.join("forms").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}
