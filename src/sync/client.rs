//! The connection: opened at the first request, kept between calls.

use super::{Error, answer};
use crate::wire::{CardAnswer, Challenge, KEY_HEADER, Receipt, SignedIn, Status};
use reqwest::header::ACCEPT_LANGUAGE;
use reqwest::{Method, RequestBuilder, Url, redirect};
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(10);
/// Longest a request waits for its answer, beside the time its body takes.
const ANSWER: Duration = Duration::from_secs(30);
/// Slowest line that is waited for, bytes a second.
const SLOWEST: u64 = 4 * 1024;
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// A connection to a server; kept open between calls.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    lang: String,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

impl Client {
    /// `server` is the origin, `https://host:port`; `lang` the tag of the language refusals are told in.
    ///
    /// # Errors
    /// A URL that cannot be one.
    pub fn new(server: &str, lang: &str) -> Result<Client, Error> {
        let base = Url::parse(server).map_err(|_| Error::Address(server.to_owned()))?;
        if !matches!(base.scheme(), "http" | "https") || base.host().is_none() {
            return Err(Error::Address(server.to_owned()));
        }
        let mut http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .tcp_keepalive(KEEP_ALIVE)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("madoguchi/", env!("CARGO_PKG_VERSION")));
        if is_loopback(&base) {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|e| Error::Local(e.to_string()))?;
        Ok(Client { http, base, lang: lang.to_owned() })
    }

    /// Where the application of a receipt stands. Only the server whose certificate is pinned is asked, and only an answer about this very
    /// application is taken.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn status(&self, receipt: &Receipt, pinned_pem: &str) -> Result<Status, Error> {
        self.meet(pinned_pem).await?;
        let Receipt { number, case, revision, .. } = receipt;
        let mut url = self.at("/v1/apply/")?;
        let segments = url.path_segments_mut();
        segments.map_err(|()| Error::Local("not a server's URL".into()))?.pop_if_empty().push(number);
        let request = self.request(Method::GET, url, 0).header(KEY_HEADER, format!("{case}/{revision}"));
        let status: Status = answer::json(request.send().await).await?;
        let same = status.number == *number && status.case == Some(*case);
        if same { Ok(status) } else { Err(Error::Server("an answer about another application".into())) }
    }

    /// Something for a card to sign, to sign in.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn challenge(&self) -> Result<Challenge, Error> {
        answer::json(self.request(Method::POST, self.at("/v1/sign-in/challenge")?, 0).send().await).await
    }

    /// What a card signed, to sign in.
    ///
    /// # Errors
    /// [`Error`]
    pub async fn sign_in(&self, signed: &CardAnswer) -> Result<SignedIn, Error> {
        answer::json(self.request(Method::POST, self.at("/v1/sign-in/card")?, 0).json(signed).send().await).await
    }

    /// A path or URL the server named, on this server only.
    pub(super) fn at(&self, path: &str) -> Result<Url, Error> {
        let url = self.base.join(path).map_err(|e| Error::Server(e.to_string()))?;
        if url.origin() == self.base.origin() { Ok(url) } else { Err(Error::OtherServer) }
    }

    /// A request whose body has `bytes` bytes.
    pub(super) fn request(&self, method: Method, url: Url, bytes: usize) -> RequestBuilder {
        let sending = Duration::from_secs(bytes as u64 / SLOWEST);
        self.http.request(method, url).header(ACCEPT_LANGUAGE, &self.lang).timeout(ANSWER + sending)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => {
            let host = host.trim_start_matches('[').trim_end_matches(']');
            host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_servers() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        for bad in ["", "example.jp", "file:///etc", "http://", "mailto:a@b"] {
            assert!(matches!(Client::new(bad, "en"), Err(Error::Address(_))), "{bad}");
        }
        let client = Client::new("https://example.jp:8443", "en").unwrap();
        assert_eq!(client.at("/v1/files/1").unwrap().as_str(), "https://example.jp:8443/v1/files/1");
        assert!(matches!(client.at("https://elsewhere.jp/v1/files/1"), Err(Error::OtherServer)));
    }

    #[test]
    fn loopback_needs_no_proxy() {
        let is = |url: &str| is_loopback(&Url::parse(url).unwrap());
        assert!(is("http://127.0.0.1:1") && is("http://localhost:1") && is("http://[::1]:1"));
        assert!(!is("http://127.example.jp") && !is("http://10.0.0.1"));
    }
}
