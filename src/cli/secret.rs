//! Passphrases and PINs: from where they may come, and nowhere else.

use super::context::{Context, usage};
use crate::desk::{Class, Error, Result};
use secrecy::SecretString;
use std::fs::File;
use std::io::{IsTerminal, Read, stdin};
use std::os::fd::AsFd;
use std::path::Path;
use zeroize::Zeroizing;

/// The passphrase of the acting staff member: a file named, the environment, or the terminal.
///
/// # Errors
/// None of them has one.
pub(super) fn passphrase(context: &Context<'_>, file: Option<&Path>, staff: &str) -> Result<SecretString> {
    if let Some(file) = file {
        return from_file(file);
    }
    if let Ok(passphrase) = std::env::var("MADOGUCHI_PASSPHRASE") {
        return Ok(SecretString::from(passphrase));
    }
    ask(&context.say("cli-ask-passphrase", &[("staff", staff)]))?
        .ok_or_else(|| Error::new(Class::Refused, "no-passphrase", &[]))
}

/// A new passphrase: a file named, or the terminal, twice.
///
/// # Errors
/// Neither, or the two differ.
pub(super) fn new_passphrase(context: &Context<'_>, file: Option<&Path>, staff: &str) -> Result<SecretString> {
    use secrecy::ExposeSecret;
    if let Some(file) = file {
        return from_file(file);
    }
    let missing = || Error::new(Class::Usage, "no-new-passphrase", &[]);
    let first = ask(&context.say("cli-ask-new-passphrase", &[("staff", staff)]))?.ok_or_else(missing)?;
    let second = ask(&context.say("cli-ask-passphrase-again", &[]))?.ok_or_else(missing)?;
    if first.expose_secret() == second.expose_secret() {
        Ok(first)
    } else {
        Err(Error::new(Class::Usage, "passphrases-differ", &[]))
    }
}

/// The first line of a file.
fn from_file(file: &Path) -> Result<SecretString> {
    let text = std::fs::read_to_string(file).map_err(|error| Error::file("file-unreadable", file, &error))?;
    let text = Zeroizing::new(text);
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Error::new(Class::Refused, "no-passphrase", &[]));
    }
    Ok(SecretString::from(line.to_owned()))
}

/// The number of a residence card, typed on the terminal. It stands on the card for everyone to see, so it is no secret.
///
/// # Errors
/// There is no terminal.
pub(super) fn card_number(context: &Context<'_>) -> Result<String> {
    let number = ask(&context.say("cli-ask-card-number", &[]))?;
    number
        .map(|number| secrecy::ExposeSecret::expose_secret(&number).to_owned())
        .ok_or_else(|| Error::new(Class::Usage, "no-card-number", &[]))
}

/// Asks on the terminal; `None` where there is none.
fn ask(prompt: &str) -> Result<Option<SecretString>> {
    if !stdin().is_terminal() {
        return Ok(None);
    }
    let typed = rpassword::prompt_password(format!("{prompt} ")).map_err(|error| usage(&error.to_string()))?;
    Ok(Some(SecretString::from(typed)))
}

/// A PIN: the first line of standard input if asked so, or the terminal. Never from an argument or the environment.
///
/// # Errors
/// There is no terminal and standard input was not named.
pub(super) fn pin(context: &Context<'_>, from_stdin: bool, question: &str) -> Result<SecretString> {
    if !from_stdin {
        return ask(&context.say(question, &[]))?.ok_or_else(|| Error::new(Class::Usage, "no-pin", &[]));
    }
    let line = first_line().map_err(|error| usage(&error.to_string()))?;
    let text = std::str::from_utf8(&line).unwrap_or_default();
    Ok(SecretString::from(text.trim_end_matches('\r')))
}

/// The first line of standard input, read past the standard library's buffer, which would keep it in memory.
fn first_line() -> std::io::Result<Zeroizing<Vec<u8>>> {
    let mut input = File::from(stdin().as_fd().try_clone_to_owned()?);
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST_LINE));
    let mut byte = Zeroizing::new([0]);
    while line.len() < LONGEST_LINE && input.read(&mut *byte)? == 1 && byte[0] != b'\n' {
        line.push(byte[0]);
    }
    Ok(line)
}

/// Far longer than any PIN.
const LONGEST_LINE: usize = 256;

/// Whether the last try may be spent: said by an option, or by the word `last` typed on the terminal. Asked only when one try is left.
///
/// # Errors
/// The terminal cannot be read.
pub(super) fn last_try(context: &Context<'_>, option: bool, left: Option<u8>) -> Result<bool> {
    if option || left != Some(1) || !stdin().is_terminal() {
        return Ok(option);
    }
    eprint!("{} ", context.say("cli-ask-last", &[]));
    let mut word = String::new();
    stdin().read_line(&mut word).map_err(|error| usage(&error.to_string()))?;
    Ok(word.trim() == "last")
}
