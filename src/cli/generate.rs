//! `generate`: shell completions and manual pages, for packages. Hidden from the help.

use super::{Cli, output};
use crate::desk::{Error, Result};
use clap::{Args, CommandFactory, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is generated.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum What {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
    /// Manual pages, one file per command
    Man,
}

/// Completions go to standard output, manual pages into a folder.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  madoguchi generate bash > madoguchi.bash\n  madoguchi generate man --to man1")]
pub struct Generate {
    what: What,
    /// Folder for manual pages
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
}

pub(super) fn run(args: &Generate) -> Result<ExitCode> {
    use clap_complete::Shell;
    let shell = match args.what {
        What::Bash => Shell::Bash,
        What::Zsh => Shell::Zsh,
        What::Fish => Shell::Fish,
        What::Elvish => Shell::Elvish,
        What::Powershell => Shell::PowerShell,
        What::Man => {
            return man(&args.to)
                .map(|()| ExitCode::SUCCESS)
                .map_err(|error| Error::file("file-unwritable", &args.to, &error));
        }
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "madoguchi", &mut script);
    output::bytes(&script);
    Ok(ExitCode::SUCCESS)
}

fn man(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut root = Cli::command();
    root.build();
    pages(&root, "", folder)
}

fn pages(command: &clap::Command, above: &str, folder: &Path) -> std::io::Result<()> {
    let name = if above.is_empty() { command.get_name().to_owned() } else { format!("{above}-{}", command.get_name()) };
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone().display_name(&name)).render(&mut page)?;
    std::fs::File::create(folder.join(format!("{name}.1")))?.write_all(&page)?;
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        pages(below, &name, folder)?;
    }
    Ok(())
}
