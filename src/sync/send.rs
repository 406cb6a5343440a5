//! A job to its end: form, files, receipt; short breaks are ridden out as long as there is progress.

use super::piece::PieceSize;
use super::upload::Upload;
use super::{Client, Error, Job, Outbox, answer};
use crate::sign;
use crate::wire::{Applied, KEY_HEADER, Receipt, SignedReceipt, WantedFile};
use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use sha2::{Digest, Sha256};
use std::time::Duration;

/// Tries without any progress before it is left for later.
const TRIES: usize = 5;
const FIRST_WAIT: Duration = Duration::from_millis(50);
const FACTOR: f32 = 3.0;
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// Times the form is answered with files wanted without anything having moved.
const ROUNDS: usize = 6;

impl Client {
    /// Sends a job to its end: the receipt, verified against the pinned certificate. Nothing of the job is sent to a server that has not said
    /// that it is the pinned one; it is asked before the form, and again after every break. Short breaks are retried here, and as long as
    /// something gets through between them, without end.
    ///
    /// # Errors
    /// [`Error`]; after any of them the same job can be sent again.
    pub async fn send(&self, job: &Job, pinned_pem: &str, outbox: &mut dyn Outbox) -> Result<SignedReceipt, Error> {
        let mut errand = Errand { client: self, job, pinned_pem, patience: Patience::new(), met: false };
        let (mut least, mut rounds) = (u64::MAX, 0);
        loop {
            let wanted = match errand.apply().await? {
                Applied::Received { receipt } => return trusted(*receipt, job, pinned_pem),
                Applied::FilesWanted { files } => files,
            };
            let missing = missing(job, &wanted);
            rounds += 1;
            if missing < least {
                (least, rounds) = (missing, 0);
                errand.patience.renew();
            }
            if rounds == ROUNDS {
                return Err(Error::Server("it keeps asking for files it was sent".into()));
            }
            for wanted in &wanted {
                if !errand.upload(wanted, outbox).await? {
                    break;
                }
            }
        }
    }
}

/// A job under way.
struct Errand<'a> {
    client: &'a Client,
    job: &'a Job,
    pinned_pem: &'a str,
    patience: Patience,
    /// The server said who it is, and nothing broke since.
    met: bool,
}

impl Errand<'_> {
    /// Makes sure of the server, unless nothing broke since that was done.
    async fn meet(&mut self) -> Result<(), Error> {
        if !self.met {
            self.client.meet(self.pinned_pem).await?;
            self.met = true;
        }
        Ok(())
    }

    /// Waits a little after a passing error; another server may stand there afterwards.
    async fn wait(&mut self, error: Error) -> Result<(), Error> {
        self.met = false;
        self.patience.wait(error).await
    }

    /// The form, until it is answered.
    async fn apply(&mut self) -> Result<Applied, Error> {
        loop {
            match self.form().await {
                Ok(applied) => return Ok(applied),
                Err(error) => self.wait(error).await?,
            }
        }
    }

    async fn form(&mut self) -> Result<Applied, Error> {
        self.meet().await?;
        let (client, job) = (self.client, self.job);
        let request = client
            .request(Method::POST, client.at("/v1/apply")?, job.xml.len())
            .header(KEY_HEADER, format!("{}/{}", job.case, job.revision))
            .header(CONTENT_TYPE, "application/xml")
            .body(job.xml.clone());
        answer::json(request.send().await).await
    }

    /// One file the server wants, from where it stands. `false`: only the answer to the form tells how to go on, since the line
    /// broke before the server could say where the upload lives.
    async fn upload(&mut self, wanted: &WantedFile, outbox: &mut dyn Outbox) -> Result<bool, Error> {
        let file = self.job.files.iter().find(|file| file.sha256 == wanted.sha256);
        let file = file.ok_or_else(|| Error::Server("it asks for a file that was not named".into()))?;
        let mut upload = Upload {
            client: self.client,
            job: self.job,
            file,
            place: wanted.upload.clone(),
            offset: wanted.offset.min(file.size),
            size: PieceSize::new(),
        };
        let mut farthest = upload.offset;
        loop {
            let Err(error) = upload.run(outbox).await else { return Ok(true) };
            if upload.offset > farthest {
                farthest = upload.offset;
                self.patience.renew();
            }
            self.wait(error).await?;
            if upload.place.is_none() {
                return Ok(false);
            }
            while let Err(error) = self.ask(&mut upload).await {
                self.wait(error).await?;
            }
            // What arrived before the break was kept: progress too.
            if upload.offset > farthest {
                farthest = upload.offset;
                self.patience.renew();
                if let Some(place) = &upload.place {
                    outbox.confirmed(&file.sha256, farthest, place).map_err(Error::Local)?;
                }
            }
        }
    }

    async fn ask(&mut self, upload: &mut Upload<'_>) -> Result<(), Error> {
        self.meet().await?;
        upload.ask().await
    }
}

/// Bytes the server does not have yet, and one for each file.
fn missing(job: &Job, wanted: &[WantedFile]) -> u64 {
    let size = |sha256: &str| job.files.iter().find(|file| file.sha256 == sha256).map_or(0, |file| file.size);
    wanted.iter().map(|wanted| size(&wanted.sha256).saturating_sub(wanted.offset) + 1).sum()
}

/// How long short breaks are waited out.
struct Patience {
    waits: ExponentialBackoff,
}

impl Patience {
    fn new() -> Patience {
        Patience { waits: waits() }
    }

    /// Something moved: all tries are there again.
    fn renew(&mut self) {
        self.waits = waits();
    }

    /// Waits a little after a passing error; gives up on any other, and when nothing moved for too long.
    async fn wait(&mut self, error: Error) -> Result<(), Error> {
        if !error.is_passing() {
            return Err(error);
        }
        let Some(wait) = self.waits.next() else { return Err(error) };
        tokio::time::sleep(wait).await;
        Ok(())
    }
}

fn waits() -> ExponentialBackoff {
    ExponentialBuilder::default()
        .with_jitter()
        .with_min_delay(FIRST_WAIT)
        .with_factor(FACTOR)
        .with_max_delay(LONGEST_WAIT)
        .with_max_times(TRIES)
        .build()
}

/// The receipt is for this very job, and signed by the pinned server.
fn trusted(receipt: SignedReceipt, job: &Job, pinned_pem: &str) -> Result<SignedReceipt, Error> {
    let cms = STANDARD.decode(&receipt.signature).map_err(|_| Error::BadReceipt)?;
    let verified = sign::verify(&cms, pinned_pem).map_err(|error| match error {
        sign::Error::OtherSigner => Error::OtherServer,
        _ => Error::BadReceipt,
    })?;
    let signed: Receipt = serde_json::from_slice(&verified.content).map_err(|_| Error::BadReceipt)?;
    let holds = signed == receipt.receipt && is_for(&signed, job);
    if holds { Ok(receipt) } else { Err(Error::BadReceipt) }
}

fn is_for(receipt: &Receipt, job: &Job) -> bool {
    let sha256: String = Sha256::digest(&job.xml).iter().map(|byte| format!("{byte:02x}")).collect();
    let held =
        |file: &super::JobFile| receipt.files.iter().any(|held| held.sha256 == file.sha256 && held.size == file.size);
    receipt.case == job.case
        && receipt.revision == job.revision
        && receipt.sha256 == sha256
        && job.files.iter().all(held)
}
