//! Who answers: the server's certificate, asked at first contact to be pinned, and before anything of a case is sent compared with the pin.
//!
//! A server says who it is, it does not prove it here: what proves it is TLS on the way there and the signature under the receipt.

use super::{Client, Error, answer};
use crate::sign::fingerprint;
use crate::wire::Identity;
use reqwest::header::{ETAG, IF_NONE_MATCH};
use reqwest::{Method, StatusCode};

impl Client {
    /// Certificate of the server (PEM), whether it is a practice server.
    ///
    /// # Errors
    /// [`Error`]; [`Error::NotMadoguchi`] when what answers has none.
    pub async fn identity(&self) -> Result<Identity, Error> {
        identity(self.request(Method::GET, self.at("/v1/identity")?, 0).send().await).await
    }

    /// Makes sure that the server is the one whose certificate is pinned. One that is answers without a body (RFC 9110, 13.1.2).
    ///
    /// # Errors
    /// [`Error::OtherServer`] when it is not, otherwise as [`Client::identity`].
    pub(super) async fn meet(&self, pinned_pem: &str) -> Result<(), Error> {
        let pinned = fingerprint(pinned_pem).map_err(|error| Error::Local(error.to_string()))?;
        let tag = format!("\"{pinned}\"");
        let request = self.request(Method::GET, self.at("/v1/identity")?, 0).header(IF_NONE_MATCH, &tag);
        let sent = request.send().await;
        if let Ok(response) = &sent
            && response.status() == StatusCode::NOT_MODIFIED
        {
            let same = response.headers().get(ETAG).is_some_and(|answered| answered.as_bytes() == tag.as_bytes());
            return if same { Ok(()) } else { Err(Error::NotMadoguchi) };
        }
        let answered = fingerprint(&identity(sent).await?.certificate).map_err(|_| Error::NotMadoguchi)?;
        if answered == pinned { Ok(()) } else { Err(Error::OtherServer) }
    }
}

/// An identity, or what else it is.
async fn identity(sent: answer::Sent) -> Result<Identity, Error> {
    let bytes = answer::body(answer::success(sent).await?).await?;
    serde_json::from_slice(&bytes).map_err(|_| Error::NotMadoguchi)
}
