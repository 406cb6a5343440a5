//! Starting and stopping: opens the ledger, listens, and on SIGTERM finishes what is under way.

use super::app::{Activity, App, Shared};
use super::files::Lanes;
use super::ledger::{self, LedgerKey};
use super::sign_in::Challenges;
use super::{practice, routes};
use crate::form::Catalog;
use crate::law::Rules;
use crate::sign::Trust;
use axum::Router;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use jiff::Timestamp;
use jiff::civil::Date;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// Requests under way are given this long when the server is told to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// Headers of a request must come within this time.
const HEADERS: Duration = Duration::from_secs(15);
/// How often what is past its time is forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// How a server is set up.
pub struct Options {
    pub listen: SocketAddr,
    /// Folder of the ledger, made when missing.
    pub data: PathBuf,
    /// `sqlite:PATH`; `None`: `ledger.db` in the data folder.
    pub database: Option<String>,
    pub tls: Option<Tls>,
    /// Nothing is filed with any government, and every answer says so; ends itself when idle.
    pub practice: bool,
    /// Encrypts the ledger with everything in it. A practice server must have one.
    pub key: Option<LedgerKey>,
    /// The date the rules are applied for; `None`: today in Japan.
    pub today: Option<Date>,
    pub cards: Cards,
}

/// Whose cards may sign applications here.
#[derive(Debug, Clone, Default)]
pub struct Cards {
    /// Certificates of the authorities, PEM; `None`: of a practice server those of the virtual cards, otherwise nobody's.
    pub authorities: Option<PathBuf>,
    /// Revoked certificates: serial number and day, one a line.
    pub revoked: Option<PathBuf>,
    /// Policies of certificates beside those built in, rows as in `assets/card-policies.toml`.
    pub policies: Option<PathBuf>,
}

/// Certificate chain and key, PEM files.
#[derive(Debug, Clone)]
pub struct Tls {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// The server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
    #[error("certificate or key for TLS cannot be used: {0}")]
    Tls(std::io::Error),
    #[error("a practice server needs a key for its ledger")]
    NoKey,
    #[error("the practice server's folder cannot be used: {0}")]
    Folder(std::io::Error),
    #[error("the authorities or revoked certificates of cards cannot be used: {0}")]
    Cards(String),
    #[error("the server failed: {0}")]
    Other(std::io::Error),
}

/// Serves until SIGTERM or SIGINT (a practice server also until it is idle), then finishes what is under way. `on_ready` hears
/// the address once requests are taken.
///
/// # Errors
/// [`Error`]
pub fn run(options: Options, on_ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    run_until(options, signalled, on_ready)
}

/// Serves until what `stop` makes is ready, as [`run`] does until a signal comes. `stop` is called before anyone is told the
/// address, so that whoever knows it can stop the server.
///
/// # Errors
/// [`Error`]
pub fn run_until<S>(options: Options, stop: impl FnOnce() -> S, on_ready: impl FnOnce(SocketAddr)) -> Result<(), Error>
where
    S: Future<Output = ()> + Send + 'static,
{
    if options.practice && options.key.is_none() {
        return Err(Error::NoKey);
    }
    let posted = options.practice.then(|| practice::Post::take(&options.data)).transpose().map_err(Error::Folder)?;
    let listener = TcpListener::bind(options.listen).map_err(|e| Error::Listen(options.listen, e))?;
    listener.set_nonblocking(true).map_err(Error::Other)?;
    let address = listener.local_addr().map_err(Error::Other)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::Other)?;
    let served = runtime.block_on(async {
        let stop = stop();
        let app = open(&options).await?;
        let tls = tls(&options).await?;
        if let Some(post) = &posted {
            post.address(address).map_err(Error::Folder)?;
        }
        let handle = Handle::new();
        tokio::spawn(drain(stop, handle.clone()));
        tokio::spawn(forget(app.clone()));
        if options.practice {
            let address = options.data.join("address");
            tokio::spawn(practice::end_when_idle(app.clone(), address, handle.clone()));
        }
        on_ready(address);
        serve(listener, handle, tls, routes::service(app)).await.map_err(Error::Other)
    });
    // Dropping the runtime drops the last handle of the ledger, which writes what waits.
    drop(runtime);
    served
}

async fn open(options: &Options) -> Result<Shared, Error> {
    let url =
        options.database.clone().unwrap_or_else(|| format!("sqlite:{}", options.data.join("ledger.db").display()));
    let ledger = ledger::open(&url, options.key.as_ref())?;
    let name = if options.practice { "Madoguchi practice server" } else { "Madoguchi server" };
    let key = ledger.signing_key(name, Timestamp::now()).await?;
    let certificate = key.certificate_pem().map_err(|e| ledger::Error::Storage(e.to_string()))?;
    let serial = AtomicI64::new(ledger.last_serial()?);
    Ok(Arc::new(App {
        ledger,
        key,
        certificate,
        name: name.to_owned(),
        practice: options.practice,
        today: options.today,
        catalog: Catalog::in_force(),
        rules: Rules::in_force(),
        trust: trust(options)?,
        serial,
        challenges: Challenges::default(),
        last_request: Activity::default(),
        lanes: Lanes::default(),
    }))
}

fn trust(options: &Options) -> Result<Trust, Error> {
    let Some(authorities) = &options.cards.authorities else {
        let trust = if options.practice { Trust::practice() } else { Ok(Trust::default()) };
        return trust.map_err(|error| Error::Cards(error.to_string()));
    };
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path).map_err(|error| Error::Cards(format!("{}: {error}", path.display())))
    };
    let revoked = options.cards.revoked.as_ref().map(read).transpose()?.unwrap_or_default();
    let policies = options.cards.policies.as_ref().map(read).transpose()?.unwrap_or_default();
    Trust::read(&read(authorities)?, &revoked, &policies).map_err(|error| Error::Cards(error.to_string()))
}

async fn tls(options: &Options) -> Result<Option<RustlsConfig>, Error> {
    let Some(Tls { certificate, key }) = &options.tls else { return Ok(None) };
    RustlsConfig::from_pem_file(certificate, key).await.map(Some).map_err(Error::Tls)
}

async fn serve(
    listener: TcpListener,
    handle: Handle<SocketAddr>,
    tls: Option<RustlsConfig>,
    router: Router,
) -> std::io::Result<()> {
    let mut server = axum_server::from_tcp(listener)?.handle(handle).acceptor(NoDelayAcceptor::new());
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADERS);
    let service = router.into_make_service();
    match tls {
        None => server.serve(service).await,
        Some(config) => server.map(|plain| RustlsAcceptor::new(config).acceptor(plain)).serve(service).await,
    }
}

async fn drain(stop: impl Future<Output = ()>, handle: Handle<SocketAddr>) {
    stop.await;
    tracing::info!("stopping");
    handle.graceful_shutdown(Some(DRAIN));
}

/// Watches from the call on, and is ready when SIGTERM or SIGINT came.
fn signalled() -> impl Future<Output = ()> + Send {
    let watched = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async {
        let (Ok(mut term), Ok(mut interrupt)) = watched else {
            tracing::warn!("signals cannot be watched");
            return std::future::pending().await;
        };
        tokio::select! {
            _ = term.recv() => (),
            _ = interrupt.recv() => (),
        }
    }
}

async fn forget(app: Shared) {
    let mut often = tokio::time::interval(FORGET_EVERY);
    loop {
        often.tick().await;
        if let Err(error) = app.ledger.forget_expired(Timestamp::now()).await {
            tracing::warn!(%error, "expiry");
        }
    }
}
