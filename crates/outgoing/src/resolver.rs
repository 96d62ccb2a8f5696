//! From the name of a host to its addresses, of which those inside are left out. A name is judged each time that it is looked up, and
//! what was judged is what is connected to: who owns a name can let it lead elsewhere in the next moment.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::inside::{is_inside, plain};

/// The variables in which reqwest finds the proxies that it uses.
const PROXIES: [&str; 6] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
];

pub(super) type Found = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;
/// How a name is looked up: by the system; in tests, otherwise.
pub(super) type LookUp = fn(String) -> Found;

/// Looks up names, and knows which may lead inside.
#[derive(Clone, Debug)]
pub(super) struct Resolver {
    look_up: LookUp,
    /// From the settings.
    networks: Arc<[IpNet]>,
    /// The hosts of the proxies on our way out, which mostly stand inside.
    proxies: Arc<[String]>,
}

/// All addresses of a name lie inside.
#[derive(Debug, thiserror::Error)]
#[error(
    "its name leads to {0}, an address inside; if that is meant, name the network in inside_networks"
)]
struct Inside(IpAddr);

impl Resolver {
    pub(super) fn new(networks: &[IpNet]) -> Self {
        let variables = PROXIES.iter().filter_map(|name| std::env::var(name).ok());
        let proxies: Vec<String> = variables.filter_map(|value| host(&value)).collect();
        Self::with(look_up, networks, &proxies)
    }

    pub(super) fn with(look_up: LookUp, networks: &[IpNet], proxies: &[String]) -> Self {
        Self {
            look_up,
            networks: networks.into(),
            proxies: proxies.into(),
        }
    }

    async fn find(&self, name: &str) -> Result<Addrs, Box<dyn std::error::Error + Send + Sync>> {
        let mut found = (self.look_up)(name.to_owned()).await?;
        let first = found.first().copied();
        found.retain(|address| self.allows(name, address.ip()));
        match first {
            Some(first) if found.is_empty() => Err(Inside(first.ip()).into()),
            _ => Ok(Box::new(found.into_iter())),
        }
    }

    /// Whether the host of an address may be asked for somebody who does not write the settings.
    pub(super) fn permits(&self, url: &Url) -> bool {
        let is_outside = |address: IpAddr| {
            let address = plain(address);
            let mut networks = self.networks.iter();
            !is_inside(address) || networks.any(|network| network.contains(&address))
        };
        match url.host() {
            Some(Host::Ipv4(address)) => is_outside(address.into()),
            Some(Host::Ipv6(address)) => is_outside(address.into()),
            Some(Host::Domain("localhost")) => is_outside(Ipv4Addr::LOCALHOST.into()),
            Some(Host::Domain(name)) => !self
                .proxies
                .iter()
                .any(|proxy| proxy.eq_ignore_ascii_case(name)),
            None => false,
        }
    }

    fn allows(&self, name: &str, address: IpAddr) -> bool {
        let address = plain(address);
        !is_inside(address)
            || self.networks.iter().any(|network| network.contains(&address))
            || self.proxies.iter().any(|proxy| proxy.eq_ignore_ascii_case(name))
            // No other name says in the settings itself where it leads.
            || (name == "localhost" && address.is_loopback())
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move { resolver.find(name.as_str()).await })
    }
}

fn look_up(name: String) -> Found {
    Box::pin(async move {
        // The port of the address is set when it is connected to.
        let found = tokio::net::lookup_host((name, 0)).await?;
        Ok(found.collect())
    })
}

/// The host of a proxy, which may be written without `http://`.
pub(super) fn host(proxy: &str) -> Option<String> {
    let url = if proxy.contains("://") {
        Url::parse(proxy)
    } else {
        Url::parse(&format!("http://{proxy}"))
    };
    url.ok()?.host_str().map(str::to_owned)
}
