//! Who asks: the address of the reader, behind as many proxies as the settings say.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use crate::config::Settings;
use crate::context::Context;
use crate::problem::Problem;

/// The reader's address. It is used for a moment and never stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The network it belongs to: a /24 of IPv4, a /48 of IPv6.
    #[must_use]
    pub fn prefix(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                IpAddr::from([a, b, c, 0])
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
        }
    }
}

impl<S> FromRequestParts<S> for ClientAddress
where
    S: Sync,
    Context: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let context = Context::from_ref(state);
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .ok_or_else(|| Problem::internal(&"the server does not tell who asks"))?;
        Ok(Self(found(peer.0.ip(), &parts.headers, &context.settings)))
    }
}

/// From a trusted peer, the address that the outermost of our proxies has seen: `proxy_hops` from the right of
/// `X-Forwarded-For`. Whatever stands to the left of it may be forged. A header that is too short or broken is not believed.
fn found(peer: IpAddr, headers: &HeaderMap, settings: &Settings) -> IpAddr {
    let peer = peer.to_canonical();
    if !settings.trusts(peer) || settings.proxy_hops == 0 {
        return peer;
    }
    let lines = headers.get_all("x-forwarded-for").iter();
    let seen: Vec<&str> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    let place = seen.len().checked_sub(settings.proxy_hops);
    let named = place.and_then(|place| seen.get(place));
    named
        .and_then(|address| address.trim().parse::<IpAddr>().ok())
        .map_or(peer, |address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::{ClientAddress, found};
    use crate::config::Settings;
    use axum::http::HeaderMap;

    fn check(peer: &str, forwarded: &[&str], hops: usize, expected: &str) {
        let settings = Settings {
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
            proxy_hops: hops,
            ..Settings::default()
        };
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let address = found(peer.parse().unwrap(), &headers, &settings);
        assert_eq!(address.to_string(), expected, "{peer} {forwarded:?} {hops}");
    }

    #[test]
    fn only_what_our_own_proxies_wrote_is_believed() {
        check("203.0.113.9", &["1.2.3.4"], 1, "203.0.113.9");
        check("10.0.0.1", &["1.2.3.4"], 1, "1.2.3.4");
        check("10.0.0.1", &["6.6.6.6, 1.2.3.4"], 1, "1.2.3.4");
        check("10.0.0.1", &["6.6.6.6, 1.2.3.4, 10.0.0.2"], 2, "1.2.3.4");
        check("10.0.0.1", &["6.6.6.6", "1.2.3.4"], 1, "1.2.3.4");
        check("10.0.0.1", &["1.2.3.4"], 2, "10.0.0.1");
        check("10.0.0.1", &["not an address"], 1, "10.0.0.1");
        check("10.0.0.1", &[], 1, "10.0.0.1");
        check(
            "::ffff:10.0.0.1",
            &["2001:db8:1:2::3"],
            1,
            "2001:db8:1:2::3",
        );
    }

    #[test]
    fn neighbours_share_a_prefix() {
        let prefix = |address: &str| ClientAddress(address.parse().unwrap()).prefix().to_string();
        assert_eq!(prefix("113.160.7.200"), "113.160.7.0");
        assert_eq!(prefix("::ffff:113.160.7.200"), "113.160.7.0");
        assert_eq!(prefix("2001:db8:1:2::3"), "2001:db8:1::");
    }
}
