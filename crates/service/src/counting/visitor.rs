//! A reader's name for one day, from which nobody can tell the reader.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::salts::Salt;
use crate::client_address::ClientAddress;

/// 96 bits of a keyed hash: two of a million visitors share a name once in 10^17 days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name([u8; 12]);

/// Someone who was on a site on a day. The order is that of the tables, which all replicas keep.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Visitor {
    /// The day in Viet Nam whose key made the name.
    pub day: i64,
    /// The site: on two sites one reader has two names.
    pub site: Arc<str>,
    /// The name.
    pub name: Name,
}

/// The most bytes of a user agent that are looked at; browsers send some 150.
const AGENT_BYTES: usize = 512;

impl Salt {
    /// The name of this reader on this site.
    #[must_use]
    pub fn visitor(&self, site: &str, from: ClientAddress, agent: &[u8]) -> Name {
        let mut mac: Hmac<Sha256> = self.mac();
        mac.update(site.as_bytes());
        mac.update(&[0]);
        network(from, |bytes| mac.update(bytes));
        mac.update(agent.get(..AGENT_BYTES).unwrap_or(agent));
        let hash: [u8; 32] = mac.finalize().into_bytes().into();
        let mut name = [0; 12];
        name.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Name(name)
    }
}

/// IPv4: the address. IPv6: its /64. A phone has a /64 for itself, and changes its address inside of it every day or oftener
/// (RFC 8981); a household shares one as it shares one IPv4 address. The length tells the two apart.
fn network(from: ClientAddress, mut add: impl FnMut(&[u8])) {
    match from.0.to_canonical() {
        IpAddr::V4(address) => {
            add(&[4]);
            add(&address.octets());
        }
        IpAddr::V6(address) => {
            add(&[8]);
            add(address.octets().get(..8).unwrap_or_default());
        }
    }
}

impl Name {
    /// As it stands in the database.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

impl From<[u8; 12]> for Name {
    fn from(bytes: [u8; 12]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::super::salts::Salt;
    use crate::client_address::ClientAddress;

    fn name(salt: u8, site: &str, address: &str, agent: &str) -> String {
        let from = ClientAddress(address.parse().unwrap());
        Salt::new(&[salt; 32])
            .visitor(site, from, agent.as_bytes())
            .text()
    }

    #[test]
    fn a_name_is_one_readers_on_one_site_and_one_day() {
        let one = name(1, "xa-song-ba", "113.160.7.20", "Mozilla/5.0");
        assert_eq!(one.len(), 16);
        assert_eq!(one, name(1, "xa-song-ba", "113.160.7.20", "Mozilla/5.0"));
        assert_eq!(
            one,
            name(1, "xa-song-ba", "::ffff:113.160.7.20", "Mozilla/5.0")
        );
        assert_ne!(one, name(2, "xa-song-ba", "113.160.7.20", "Mozilla/5.0"));
        assert_ne!(one, name(1, "xa-khac", "113.160.7.20", "Mozilla/5.0"));
        assert_ne!(one, name(1, "xa-song-ba", "113.160.7.21", "Mozilla/5.0"));
        assert_ne!(one, name(1, "xa-song-ba", "113.160.7.20", "Mozilla/5.1"));
    }

    #[test]
    fn a_phone_that_changes_its_address_stays_one_visitor() {
        let one = name(1, "s", "2402:800:6106:1f::1", "Mozilla/5.0");
        assert_eq!(
            one,
            name(1, "s", "2402:800:6106:1f:9a3b:22ff:fe10:7", "Mozilla/5.0")
        );
        assert_ne!(one, name(1, "s", "2402:800:6106:20::1", "Mozilla/5.0"));
    }

    #[test]
    fn a_long_user_agent_is_cut() {
        let long = "a".repeat(512);
        assert_eq!(
            name(1, "s", "1.2.3.4", &long),
            name(1, "s", "1.2.3.4", &format!("{long}b"))
        );
    }
}
