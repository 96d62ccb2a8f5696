//! Requests to other servers. Whoever makes one makes it here, so that what one source may not do, none may: lead us to another
//! host or into the networks that we stand in, or hear from us where we were before.

mod inside;
mod redirect;
mod resolver;

use std::time::Duration;

use ipnet::IpNet;
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response};
use url::Url;

use resolver::Resolver;

/// How long it may take until a server has taken the connection.
const CONNECT: Duration = Duration::from_secs(10);

/// Asks other servers. A clone is the same.
#[derive(Clone, Debug)]
pub struct Outgoing {
    client: Client,
    resolver: Resolver,
}

impl Outgoing {
    /// The names of hosts may lead into these of our networks, and into no other.
    ///
    /// # Errors
    /// When the system has no CA certificates.
    pub fn new(inside_networks: &[IpNet]) -> Result<Self, reqwest::Error> {
        Self::with(builder(), Resolver::new(inside_networks))
    }

    fn with(builder: ClientBuilder, resolver: Resolver) -> Result<Self, reqwest::Error> {
        let client = builder
            .connect_timeout(CONNECT)
            .redirect(Policy::custom(redirect::follow))
            .dns_resolver(resolver.clone())
            .build();
        client.map(|client| Self { client, resolver })
    }

    /// A request that must be over, its answer included, when this patience is at its end.
    pub fn get(&self, url: Url, patience: Duration) -> RequestBuilder {
        self.client.get(url).timeout(patience)
    }

    /// Whether an address may be asked that somebody has typed who does not write the settings: none inside by number, which no name
    /// has to lead to, and not this machine. A name is judged when it is looked up.
    #[must_use]
    pub fn permits(&self, url: &Url) -> bool {
        matches!(url.scheme(), "http" | "https") && self.resolver.permits(url)
    }
}

/// For requests to the service itself: not by a proxy, and to nobody else.
///
/// # Errors
/// When the system has no CA certificates.
pub fn to_ourselves(patience: Duration) -> Result<Client, reqwest::Error> {
    let client = builder().no_proxy().redirect(Policy::none());
    client.timeout(patience).build()
}

/// What all requests have in common.
fn builder() -> ClientBuilder {
    // Twice is once: the first provider stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // An address can hold a key, which would stand in the Referer of the next request and in the log of whoever gets that.
    Client::builder()
        .user_agent(concat!("bangtin-service/", env!("CARGO_PKG_VERSION")))
        .referer(false)
}

/// The body of an answer, unpacked; nothing where it has more bytes than this.
///
/// # Errors
/// When it does not come to its end.
pub async fn body(mut answer: Response, most: usize) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        if body.len() + piece.len() > most {
            return Ok(None);
        }
        body.extend_from_slice(&piece);
    }
    Ok(Some(body))
}

/// Why a request failed, without its address, which can hold a key. The deepest cause says most.
#[must_use]
pub fn cause(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests;
