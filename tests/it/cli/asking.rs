//! Questions that need no data folder: help, forms, the law, completions.

use super::{STATUS, Said, program};
use clap::CommandFactory;
use madoguchi::cli::Cli;
use serde_json::Value;

fn ask(args: &[&str]) -> Said {
    program().args(args).output().unwrap().into()
}

fn below(command: &clap::Command, path: &[&str], found: &mut Vec<Vec<String>>) {
    for sub in command.get_subcommands() {
        let own: Vec<&str> = path.iter().copied().chain([sub.get_name()]).collect();
        if sub.get_subcommands().next().is_none() {
            found.push(own.iter().map(ToString::to_string).collect());
        }
        below(sub, &own, found);
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let mut commands = Vec::new();
    below(&Cli::command(), &[], &mut commands);
    assert!(commands.len() > 30, "{commands:?}");
    let root = Cli::command();
    for path in &commands {
        let command = path.iter().fold(&root, |command, name| command.find_subcommand(name).unwrap());
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(after.contains("Example"), "{path:?}");
        assert!(after.contains("madoguchi"), "{path:?}");
        assert!(command.get_about().is_some(), "{path:?}");
    }
    assert!(ask(&["case", "set", "--help"]).out.contains("can be seen by other users"));
}

#[test]
fn the_items_come_in_paper_order_with_their_numbers() {
    let document = ask(&["forms", "show", "extension", STATUS, "--json"]).json(0);
    assert_eq!((document["procedure"].as_str(), document["division"].as_str()), (Some("extension"), Some("N")));
    let items = document["sheets"][0]["items"].as_array().unwrap();
    let begin: Vec<(&str, &str)> =
        items.iter().take(4).map(|item| (item["no"].as_str().unwrap(), item["id"].as_str().unwrap())).collect();
    assert_eq!(begin, [("", "photo"), ("1", "nationality"), ("2", "birth_date"), ("3", "family_name")]);
    assert!(ask(&["forms", "show", "extension", STATUS]).out.contains("birth_date"));
}

#[test]
fn a_form_is_found_by_any_name_and_the_choices_are_told() {
    let slug = ask(&["forms", "list", "--json"]).json(0)["procedures"]
        .as_array()
        .unwrap()
        .iter()
        .find(|procedure| procedure["procedure"] == "extension")
        .map(|procedure| procedure["forms"][0]["statuses"][0]["slug"].as_str().unwrap().to_owned())
        .unwrap();
    assert_eq!(ask(&["forms", "show", "extension", &slug, "--json"]).json(0)["division"], "N");
    let error = ask(&["forms", "show", "extension", "外交", "--json"]).error(2);
    assert_eq!(error["code"], "no-status");
    assert!(error["hint"].as_str().unwrap().contains(STATUS));
    assert_eq!(ask(&["forms", "show", "nothing", STATUS, "--json"]).error(2)["code"], "no-procedure");
}

#[test]
fn a_status_with_several_divisions_asks_which() {
    let error = ask(&["forms", "show", "change", "研究", "--json"]).error(2);
    assert_eq!(error["code"], "which-division");
    assert!(error["hint"].as_str().unwrap().contains("N, L"), "{error}");
    assert_eq!(ask(&["forms", "show", "change", "研究", "--division", "l", "--json"]).json(0)["code"], "change-L");
    let error = ask(&["case", "new", "coe", "--status", "研究", "--json"]).error(2);
    assert_eq!(error["code"], "which-division");
}

#[test]
fn a_paper_beside_the_applications_is_shown() {
    assert_eq!(ask(&["forms", "show", "notification-spouse", "--json"]).json(0)["code"], "notification-spouse");
    let papers = ask(&["forms", "list", "--json"]).json(0);
    assert_eq!(papers["papers"].as_array().unwrap().len(), 11);
}

#[test]
fn a_flaw_in_a_form_file_is_shown_with_its_place() {
    assert_eq!(ask(&["forms", "check"]).code, 0);
    let folder = tempfile::tempdir().unwrap();
    let sheet = "code = \"broken\"\nedition = \"2026-01-01\"\ncolour = 3\n";
    std::fs::write(folder.path().join("broken.toml"), sheet).unwrap();
    let place = folder.path().display().to_string();
    let document = ask(&["forms", "check", &place, "--json"]).json(1);
    let flaws = document["flaws"].as_array().unwrap();
    assert!(flaws.iter().any(|flaw| flaw["line"] == 3 && flaw["column"] == 1), "{document}");
    let drawn = ask(&["forms", "check", &place]);
    assert_eq!(drawn.code, 1);
    assert!(drawn.out.contains("broken.toml:3:1"), "{}", drawn.out);
    assert_eq!(ask(&["forms", "check", "/nowhere/at/all", "--json"]).error(3)["code"], "file-unreadable");
}

#[test]
fn the_verdict_says_until_when_for_how_much_with_which_documents() {
    let args = ["law", "verdict", "extension", STATUS, "--expires", "2027-02-15", "--category", "3", "--prefecture"];
    let args: Vec<&str> = args.into_iter().chain(["東京都", "--today", "2026-11-24", "--json"]).collect();
    let document = ask(&args).json(0);
    assert_eq!(document["online"], "yes", "{document}");
    assert_eq!(document["until"], "2027-02-14");
    assert!(document["fee"]["online"].as_u64().unwrap() > 0);
    assert!(document["documents"].as_array().unwrap().iter().any(|one| one["always"] == true));
    assert!(document["bureau"]["phone"].is_string());
    assert!(document["reasons"].as_array().unwrap().iter().all(|reason| !reason["text"].as_str().unwrap().is_empty()));

    let online = |expires: &str, today: &str| -> Value {
        ask(&["law", "verdict", "extension", STATUS, "--expires", expires, "--today", today, "--json"]).json(0)
            ["online"]
            .clone()
    };
    assert_eq!(online("2026-11-24", "2026-11-24"), "counter-only");
    assert_eq!(online("2026-11-20", "2026-11-24"), "too-late");
    assert_eq!(online("2027-11-24", "2026-11-24"), "not-yet");
    assert!(ask(&["law", "verdict", "extension", STATUS]).out.lines().count() > 3);
}

#[test]
fn messages_come_in_the_language_asked_for() {
    let told = |lang: &str| program().args(["--lang", lang, "staff", "remove", "X"]).output().unwrap();
    let all: Vec<Said> = ["en", "ja", "vi", "vi-VN"].iter().map(|lang| told(lang).into()).collect();
    assert!(all.iter().all(|said| said.code == 4), "{}", all[0].err);
    assert_eq!(all[2].err, all[3].err);
    assert!(all[0].err != all[1].err && all[1].err != all[2].err);
    let locale: Said = program().env("LC_ALL", "ja_JP.UTF-8").args(["staff", "remove", "X"]).output().unwrap().into();
    assert_eq!(locale.err, all[1].err);
    assert_eq!(ask(&["--lang", "tlh", "forms", "list", "--json"]).error(2)["code"], "usage");
}

#[test]
fn completions_and_manual_pages_are_made_from_the_commands() {
    assert!(ask(&["generate", "bash"]).out.contains("madoguchi"));
    assert!(ask(&["generate", "zsh"]).out.contains("#compdef madoguchi"));
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().display().to_string();
    assert_eq!(ask(&["generate", "man", "--to", &place]).code, 0);
    let page = std::fs::read_to_string(folder.path().join("madoguchi-case-set.1")).unwrap();
    assert!(page.contains("ITEM=VALUE"));
    assert!(!ask(&["--help"]).out.contains("generate"));
}

#[test]
fn wrong_usage_is_two_with_and_without_json() {
    assert_eq!(ask(&["case"]).code, 2);
    assert_eq!(ask(&["--today", "yesterday", "forms", "list", "--json"]).error(2)["code"], "usage");
    assert_eq!(ask(&["case", "list", "--bogus", "--json"]).error(2)["code"], "usage");
    assert_eq!(ask(&["--version"]).code, 0);
}
