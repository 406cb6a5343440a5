//! Newer rules in the data folder, on a real terminal: practice and the office are each judged by those of their own folder.

use super::{back_to_the_office, folder, practice_beside, verdict_until};
use crate::support::pty::Pty;
use std::path::Path;

/// Puts a fee for an extension filed online into the rules of a data folder.
fn put_fee(data: &Path, yen: u32) {
    let law = data.join("law");
    std::fs::create_dir_all(&law).unwrap();
    let row = format!(
        "as_of = 2027-01-15\n\n[[fee]]\nid = \"fee-extension-2025\"\nfrom = 2025-04-01\nuntil = 2027-03-31\n\
         procedures = [\"extension\"]\nonline = {yen}\ncounter = {yen}\narticle = \"a test\"\nsource = \"a test\"\nchecked = true\n"
    );
    std::fs::write(law.join("fees.toml"), row).unwrap();
}

/// What the verdict on a new case says of the fee; back at the desk then.
fn judged(counter: &mut Pty, fee: &str) {
    verdict_until(counter, "2026-12-24");
    counter.wait_for(&format!("{fee} yen online"));
    counter.keys("<esc>");
    counter.wait_for("No cases yet");
}

#[test]
fn practice_and_the_office_are_each_judged_by_the_rules_of_their_own_folder() {
    for (own, fee) in [(None, "5,500"), (Some(41_000), "41,000")] {
        let (_dir, data) = folder();
        put_fee(&data, 38_000);
        if let Some(yen) = own {
            put_fee(&data.with_file_name("data-practice"), yen);
        }
        let mut counter = practice_beside(&data, 120, 36);
        judged(&mut counter, fee);
        back_to_the_office(&mut counter);
        counter.keys("Sato<enter>correct horse<enter>correct horse<enter>");
        counter.wait_for("type its last group");
        let screen = counter.screen();
        let key = screen.lines().map(str::trim).find(|line| line.matches('-').count() == 7).expect("the recovery key");
        counter.keys(&format!("{}<enter>", key.rsplit('-').next().unwrap()));
        counter.wait_for("No cases yet");
        judged(&mut counter, "38,000");
    }
}
