//! Line after line, for screen readers and bad lines: no alternate screen, no drawing, no cursor movement. The same app, the
//! same keys (by their words, `:next`), the same desk.

use super::Ended;
use super::app::{App, Tone};
use super::effect::{Answer, Effect, Hand};
use super::event::{Code, Event, Key};
use super::keys;
use crate::desk::{Sending, Setup};
use jiff::Timestamp;
use std::collections::VecDeque;
use std::io::{self, BufRead, Write};
use zeroize::Zeroizing;

/// Room made for a line at once, so that no copy of a secret stays behind when it grows.
const LINE: usize = 1024;

/// What begins a word that stands for a key.
const WORD: char = ':';

/// Runs until the counter is left or the input ends.
///
/// # Errors
/// The terminal is gone.
pub fn run(mut app: App, setup: Setup) -> io::Result<Ended> {
    app.linear = true;
    let mut counter = Linear { app, hand: Hand::new(setup), words: Vec::new(), ended: None };
    let mut said: Vec<String> = Vec::new();
    loop {
        if let Some(ended) = counter.ended {
            return Ok(ended);
        }
        let lines = counter.lines();
        if lines != said {
            tell(&lines)?;
            said = lines;
        }
        counter.tell_keys()?;
        match counter.read()? {
            Some(line) => counter.line(&line)?,
            None => counter.act(keys::Act::Quit)?,
        }
    }
}

struct Linear {
    app: App,
    hand: Hand,
    /// Words told last; they are told again only when others work.
    words: Vec<&'static str>,
    ended: Option<Ended>,
}

impl Linear {
    fn lines(&self) -> Vec<String> {
        let mut lines = match (&self.app.strip, &self.app.page) {
            (Some(strip), _) => strip.lines(&self.app),
            (None, Some(page)) => page.lines(&self.app),
            (None, None) => Vec::new(),
        };
        if let Some(notice) = &self.app.notice {
            lines.push(notice.text.clone());
            lines.push(notice.hint.clone());
        }
        lines.retain(|line| !line.trim().is_empty());
        if let Some(first) = lines.first_mut().filter(|_| self.app.practice) {
            *first = format!("{}: {first}", self.app.say("ui-practice", &[]));
        }
        lines
    }

    /// What each word does that works here, and the key it stands for.
    fn help(&self) -> Vec<String> {
        let line = |binding: &keys::Binding| {
            format!("{WORD}{}  {} ({})", binding.word(), self.app.say(binding.label, &[]), binding.key.name())
        };
        self.bindings().iter().map(line).collect()
    }

    /// A binding for each word that works here, but what only a screen needs.
    fn bindings(&self) -> Vec<keys::Binding> {
        let mut words: Vec<keys::Binding> = Vec::new();
        for binding in self.app.tables().iter().flat_map(|table| table.iter()) {
            let known = words.iter().any(|other| other.word() == binding.word());
            if !matches!(binding.act, keys::Act::Shield | keys::Act::Category(_)) && !known {
                words.push(*binding);
            }
        }
        words
    }

    /// The words that work here.
    fn tell_keys(&mut self) -> io::Result<()> {
        let words: Vec<&'static str> = self.bindings().iter().map(keys::Binding::word).collect();
        let mut out = io::stdout().lock();
        if words != self.words {
            let told: Vec<String> = words.iter().map(|word| format!("{WORD}{word}")).collect();
            writeln!(out, "{}", told.join(" "))?;
            self.words = words;
        }
        write!(out, "> ")?;
        out.flush()
    }

    /// A passphrase or a PIN is asked for.
    fn secret(&self) -> bool {
        match (&self.app.strip, &self.app.page) {
            (Some(strip), _) => strip.secret(),
            (None, Some(page)) => page.secret(),
            (None, None) => false,
        }
    }

    /// The next line, wiped from memory when it was used; `None` at the end of the input.
    fn read(&self) -> io::Result<Option<Zeroizing<String>>> {
        if self.secret() && io::IsTerminal::is_terminal(&io::stdin()) {
            return rpassword::read_password().map(|line| Some(Zeroizing::new(line)));
        }
        let mut line = Zeroizing::new(String::with_capacity(LINE));
        let read = io::stdin().lock().read_line(&mut line)?;
        let length = line.trim_end_matches(['\n', '\r']).len();
        line.truncate(length);
        Ok((read > 0).then_some(line))
    }

    /// A word, a number of a list, or an answer.
    fn line(&mut self, line: &str) -> io::Result<()> {
        if let Some(word) = line.strip_prefix(WORD) {
            return match keys::act_named(&self.app.tables(), word.trim()) {
                Some(keys::Act::Help) => tell(&self.help()),
                Some(act) => self.act(act),
                None => {
                    let text = self.app.say("ui-linear-no-word", &[("word", word.trim())]);
                    tell(&[text])
                }
            };
        }
        if line.is_empty() {
            return self.key(Key::plain(Code::Enter));
        }
        if self.choose(line)? || self.keyed(line)? {
            return Ok(());
        }
        // What stands there is replaced by what is typed, as one would overwrite a line on paper.
        if self.app.strip.is_none() {
            self.key(Key::ctrl('u'))?;
        }
        if self.secret() {
            line.chars().try_for_each(|c| self.key(Key::plain(Code::Char(c))))?;
        } else {
            self.event(Event::Paste(line.to_owned()))?;
        }
        let refused = self.app.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Refused);
        if refused || self.app.page.as_ref().is_some_and(|page| page.undecided()) {
            return Ok(());
        }
        self.key(Key::plain(Code::Enter))
    }

    /// One letter that is a key of the page (`n` on the desk), or a digit where a digit answers.
    fn keyed(&mut self, line: &str) -> io::Result<bool> {
        let asks = self.app.strip.is_none() && self.app.page.as_ref().is_some_and(|page| page.keyed());
        let mut chars = line.chars();
        let (Some(first), None) = (chars.next(), chars.next()) else { return Ok(asks && self.no_line()) };
        let key = Key::plain(Code::Char(first));
        let bound = keys::act(&self.app.tables(), key).is_some();
        if asks || bound {
            self.key(key)?;
        }
        Ok(asks || bound)
    }

    /// Says that the line typed is none of those told.
    fn no_line(&mut self) -> bool {
        self.app.refuse("ui-fits-nothing", &[]);
        true
    }

    /// A number on a page whose lines are numbered: points at that line and enters it.
    fn choose(&mut self, line: &str) -> io::Result<bool> {
        let numbered = match (&self.app.strip, &self.app.page) {
            (Some(strip), _) => strip.numbered(),
            (None, Some(page)) => page.numbered(),
            (None, None) => false,
        };
        let (true, Ok(number)) = (numbered, line.trim().parse::<usize>()) else { return Ok(false) };
        for _ in 0..200 {
            self.key(Key::plain(Code::Up))?;
        }
        for _ in 1..number {
            self.key(Key::plain(Code::Down))?;
        }
        self.key(Key::plain(Code::Enter))?;
        Ok(true)
    }

    fn key(&mut self, key: Key) -> io::Result<()> {
        self.event(Event::Key(key))
    }

    fn act(&mut self, act: keys::Act) -> io::Result<()> {
        self.app.now = Timestamp::now();
        let effects = self.app.act(act);
        self.perform(effects)
    }

    fn event(&mut self, event: Event) -> io::Result<()> {
        let effects = self.app.update(event, Timestamp::now());
        self.perform(effects)
    }

    /// Carries effects out one after another, and whatever follows from them.
    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Quit => self.ended = Some(Ended::Quit),
                Effect::Switch => self.ended = Some(Ended::Switch(self.app.lang)),
                // What rests in the other face is told with the next line here.
                Effect::Arm(..) | Effect::Watch => {}
                effect => {
                    let answer = self.perform_one(effect)?;
                    if let Some(answer) = answer {
                        waiting.extend(self.app.update(Event::Answer(answer), Timestamp::now()));
                    }
                }
            }
        }
        Ok(())
    }

    fn perform_one(&mut self, effect: Effect) -> io::Result<Option<Answer>> {
        let sends = matches!(effect, Effect::Send(_));
        let mut told = 0;
        let mut progress = |sending: &Sending| {
            let (done, total) = sending.bytes();
            let percent = done * 100 / total.max(1);
            if sends && percent >= told + 10 {
                told = percent;
                // A line that cannot be written is written again with the receipt.
                let _ = tell(&[format!("{percent} %")]);
            }
        };
        Ok(self.hand.perform(effect, &mut progress))
    }
}

fn tell(lines: &[String]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()
}
