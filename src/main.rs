//! The only wiring: arguments to adapters to one face.

use jiff::{Timestamp, civil::Date};
use madoguchi::cli::{self, Card, Cli, Command, Emulate, Global, Serve};
use madoguchi::desk::{self, Class, Error, Samples, Setup, StartPractice};
use madoguchi::text::Lang;
use madoguchi::{card, server, tui};
use rustix::process::{Resource, Rlimit, setrlimit};
use secrecy::SecretString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The staff member of a practice folder and their passphrase, shown on the first screen.
const PRACTICE: (&str, &str) = ("Practice", "practice");

fn main() -> ExitCode {
    without_core();
    let cli = match cli::parse() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let (lang, json) = (cli.global.language(), cli.global.json);
    match start(cli) {
        Ok(code) => code,
        Err(error) => cli::report(&error, lang, json),
    }
}

/// A core would hold what is in memory when the program dies: answers, a PIN, the keys of the data folder. One byte is less than any core that is a
/// file, and the one limit at which the kernel hands none to another program either (`fs/coredump.c`; at 0 it does).
fn without_core() {
    let limit = Rlimit { current: Some(1), maximum: Some(1) };
    if setrlimit(Resource::Core, limit).is_err() {
        // The system allows none at all already, and only its administrator could raise that.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

fn start(cli: Cli) -> Result<ExitCode, Error> {
    // Fails only when one was installed before, which nobody did.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match cli.command {
        None => counter(&cli),
        Some(Command::Serve(serve)) => self::serve(&cli.global, &serve),
        Some(Command::Card(Card::Emulate(emulate))) => self::emulate(&emulate),
        Some(_) => {
            let setup = cli.global.setup(practice_server());
            newer(&setup.data, setup.today(), cli.global.language())?;
            tell_newer_forms(cli.global.language());
            Ok(cli::run(cli, &setup))
        }
    }
}

/// Opens the counter; with `--practice` on a folder that anybody may try things in. It can be changed on the first screen.
fn counter(cli: &Cli) -> Result<ExitCode, Error> {
    let (mut practice, mut lang) = (cli.practice, cli.global.language());
    loop {
        let setup = Setup { lang, ..counter_setup(cli, practice)? };
        let options = tui::Options {
            linear: cli.linear,
            theme: tui::Theme::chosen(
                cli.theme.as_deref(),
                std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty()),
            ),
            practice_hint: practice.then(|| (PRACTICE.0.to_owned(), PRACTICE.1.to_owned())),
        };
        match tui::run(setup, options)? {
            tui::Ended::Quit => leave(),
            tui::Ended::Switch(chosen) => (practice, lang) = (!practice, chosen),
        }
    }
}

/// Ends the process without its exit handlers: SQLCipher's free what a thread that still sends, or closes its connection, uses. All that the desk
/// was given is on the disk by now.
fn leave() -> ! {
    signal_hook::low_level::exit(0)
}

/// With `--practice` the folder named is the practice folder; without, it is the office's own and practice lies beside it.
fn counter_setup(cli: &Cli, practice: bool) -> Result<Setup, Error> {
    let named = cli.global.data.clone().filter(|_| cli.practice);
    let own = if cli.practice { Global { data: None, ..cli.global.clone() } } else { cli.global.clone() };
    let mut setup = own.setup(practice_server());
    if practice {
        setup.server = None;
        setup.data = named.unwrap_or_else(|| practice_folder(&setup.data));
        first_practice_staff(&setup, cli.practice_clients.as_deref())?;
    }
    newer(&setup.data, setup.today(), setup.lang)?;
    Ok(setup)
}

/// Newer rules and forms of the data folder, before anything is judged; files that are older than the program are named and left out.
fn newer(data: &Path, today: Date, lang: Lang) -> Result<(), Error> {
    for path in desk::rules_in_force(data)? {
        eprintln!("{}", madoguchi::text::say(lang, "cli-older-rules", &[("path", &path)]));
    }
    desk::forms_in_force(data, today);
    Ok(())
}

/// Says what came of newer forms; the counter says it itself, when it is unlocked. Forms with flaws are told and left out together, for the program
/// can do without them: it has those built in.
fn tell_newer_forms(lang: Lang) {
    match desk::newer_forms() {
        Some(Ok(unused)) => desk::unused_forms(&unused, lang).iter().for_each(|line| eprintln!("{line}")),
        Some(Err(error)) => {
            // The exit code is that of what was asked, which goes on.
            let _ = cli::report(&error, lang, false);
        }
        None => {}
    }
}

/// A practice folder lies beside the folder of real cases, never in it.
fn practice_folder(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or_default().to_owned();
    name.push("-practice");
    data.with_file_name(name)
}

/// A practice folder has its staff member from the start, and the invented clients of `clients`. Its recovery key is not kept: there
/// is nothing to recover.
fn first_practice_staff(setup: &Setup, clients: Option<&Path>) -> Result<(), Error> {
    if setup.staff_names()?.is_empty() {
        // Read first: a file that is no such file must leave no folder without its clients.
        let clients = clients.map(Samples::read).transpose()?;
        let (mut desk, _) = setup.create(PRACTICE.0, &SecretString::from(PRACTICE.1.to_owned()))?;
        if let Some(clients) = clients {
            desk.take_samples(&clients)?;
        }
    }
    Ok(())
}

fn practice_server() -> StartPractice {
    Arc::new(|data, key| {
        let exe = std::env::current_exe().map_err(|error| error.to_string())?;
        server::practice::start_or_find(data, key, &exe).map_err(|error| error.to_string())
    })
}

fn serve(global: &Global, serve: &Serve) -> Result<ExitCode, Error> {
    log_to_stderr();
    let key = serve.practice.then(|| server::practice::read_key(&mut io::stdin())).transpose();
    let options = server::Options {
        listen: serve.listen,
        data: global.data.clone().unwrap_or_else(|| PathBuf::from("madoguchi-server")),
        database: serve.database.clone(),
        tls: serve
            .tls_cert
            .clone()
            .zip(serve.tls_key.clone())
            .map(|(certificate, key)| server::Tls { certificate, key }),
        practice: serve.practice,
        key: key.map_err(|error| cannot_serve(&error))?,
        today: global.today,
        cards: server::Cards {
            authorities: serve.card_authorities.clone(),
            revoked: serve.card_revoked.clone(),
            policies: serve.card_policies.clone(),
        },
    };
    let scheme = if options.tls.is_some() { "https" } else { "http" };
    // The rules and forms of a practice server are those of the folder it practises for.
    let folder = if serve.practice { options.data.parent().unwrap_or(&options.data) } else { &options.data };
    let today = global.today.unwrap_or_else(|| desk::japan(Timestamp::now()).date());
    newer(folder, today, global.language())?;
    tell_newer_forms(global.language());
    server::run(options, |address| eprintln!("{scheme}://{address}")).map_err(|error| cannot_serve(&error))?;
    Ok(ExitCode::SUCCESS)
}

fn cannot_serve(error: &dyn std::error::Error) -> Error {
    Error::new(Class::Outside, "serve", &[("why", &error.to_string())])
}

/// Method, path template, status and time only; never anything of a case. What libraries say through `log` is left out: each such line names
/// the source file on the machine that built the program.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into());
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).json().finish();
    // Fails only when one was set before, which nobody did.
    let _ = tracing::subscriber::set_global_default(lines);
}

fn emulate(emulate: &Emulate) -> Result<ExitCode, Error> {
    card::emulate::serve(&emulate.profile, emulate.port)?;
    Ok(ExitCode::SUCCESS)
}
