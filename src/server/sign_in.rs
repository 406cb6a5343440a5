//! `POST /v1/sign-in/challenge`, `…/card`: who has a card shows it by signing what the server made up a moment ago.
//!
//! A challenge is answered once, within two minutes, by the card itself: nothing that was signed elsewhere or before counts.

use super::app::{App, Shared};
use super::body::FormBody;
use super::problem::{BAD_BODY, CHALLENGE_OVER, INTERNAL, Problem};
use crate::sign::{self, fingerprint, verify_challenge};
use crate::wire::{CardAnswer, Challenge, ProblemDocument, SignedIn};
use axum::Json;
use axum::extract::State;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// How long a challenge can be answered.
const VALID: SignedDuration = SignedDuration::from_mins(2);
/// Most challenges that wait; the oldest is forgotten for a new one.
const MOST: usize = 10_000;

/// The challenges that wait for their answer, each with its end.
#[derive(Default)]
pub struct Challenges(Mutex<HashMap<String, Timestamp>>);

impl Challenges {
    fn add(&self, challenge: &Challenge, until: Timestamp, now: Timestamp) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, end| *end > now);
        if waiting.len() >= MOST
            && let Some(oldest) = waiting.iter().min_by_key(|(_, end)| **end).map(|(text, _)| text.clone())
        {
            waiting.remove(&oldest);
        }
        waiting.insert(challenge.text.clone(), until);
    }

    /// Whether it waits; it does no longer.
    fn take(&self, challenge: &str, now: Timestamp) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.remove(challenge).is_some_and(|end| end > now)
    }
}

/// A challenge for a card to sign.
#[utoipa::path(post, path = "/v1/sign-in/challenge", tag = "sign-in", responses((status = 200, body = Challenge)))]
pub async fn challenge(State(app): State<Shared>) -> Result<Json<Challenge>, Problem> {
    let now = Timestamp::now();
    let until = Timestamp::from_second((now + VALID).as_second()).unwrap_or(now);
    let server = fingerprint(&app.certificate).map_err(|_| Problem::from(INTERNAL))?;
    let challenge = Challenge::new(&server, &Uuid::from_u128(rand::random()).simple().to_string(), until);
    app.challenges.add(&challenge, until, now);
    Ok(Json(challenge))
}

/// A challenge signed by a card's authentication key.
#[utoipa::path(
    post, path = "/v1/sign-in/card", tag = "sign-in",
    request_body = CardAnswer,
    responses(
        (status = 200, description = "whose card it was", body = SignedIn),
        (status = 403, description = "answered before, too late, or not by a card that counts", body = ProblemDocument),
    )
)]
pub async fn card(State(app): State<Shared>, body: FormBody) -> Result<Json<SignedIn>, Problem> {
    let answer: CardAnswer = serde_json::from_slice(&body.bytes()?).map_err(|_| Problem::from(BAD_BODY))?;
    app.blocking(move |app| examine(app, &answer, Timestamp::now())).await.map(Json)
}

fn examine(app: &App, answer: &CardAnswer, now: Timestamp) -> Result<SignedIn, Problem> {
    if !app.challenges.take(&answer.challenge, now) {
        return Err(CHALLENGE_OVER.into());
    }
    let bytes = |text: &str| STANDARD.decode(text).map_err(|error| sign::Error::Malformed(error.to_string()));
    let holder = bytes(&answer.certificate).and_then(|certificate| {
        verify_challenge(answer.challenge.as_bytes(), &certificate, &bytes(&answer.signature)?, &app.trust, now)
    });
    let holder = holder.map_err(|why| Problem::of_card(&why))?;
    Ok(SignedIn { card: holder.fingerprint, practice: app.trust.is_practice() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_taken_once_and_in_time() {
        let now: Timestamp = "2026-11-24T01:02:03Z".parse().unwrap();
        let (challenges, challenge) = (Challenges::default(), Challenge::new("aa", "01", now + VALID));
        challenges.add(&challenge, now + VALID, now);
        assert!(challenges.take(&challenge.text, now));
        assert!(!challenges.take(&challenge.text, now), "answered before");
        challenges.add(&challenge, now + VALID, now);
        assert!(!challenges.take(&challenge.text, now + VALID), "too late");
        assert!(!challenges.take("made up", now));
    }

    #[test]
    fn no_more_wait_than_can_be_kept() {
        let now: Timestamp = "2026-11-24T01:02:03Z".parse().unwrap();
        let challenges = Challenges::default();
        let nth = |n: usize| Challenge::new("aa", &n.to_string(), now + VALID);
        for n in 0..=MOST {
            let until = now + VALID + SignedDuration::from_millis(i64::try_from(n).unwrap());
            challenges.add(&nth(n), until, now);
        }
        assert!(!challenges.take(&nth(0).text, now), "the oldest is forgotten");
        assert!(challenges.take(&nth(1).text, now) && challenges.take(&nth(MOST).text, now));
    }
}
