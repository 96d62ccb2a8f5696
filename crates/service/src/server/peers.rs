//! How many connections each address holds. One that opens many and says little on them would leave none for others.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::config::Settings;

/// The open connections by address: of IPv6 by /64, which one household or one phone has for itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Peers(Arc<Mutex<HashMap<IpAddr, u32>>>);

/// A connection that counts until this is dropped.
#[derive(Debug)]
pub(super) struct Counted(Option<(Peers, IpAddr)>);

impl Peers {
    /// Counts a connection; `None` where this address holds as many as it may. A trusted proxy brings the connections of all
    /// readers, so its own are not counted.
    pub(super) fn admit(&self, settings: &Settings, peer: IpAddr) -> Option<Counted> {
        if settings.trusts(peer) {
            return Some(Counted(None));
        }
        let owner = owner(peer);
        let mut open = self.open();
        let count = open.entry(owner).or_insert(0);
        // Where the limit is 0, `check` has refused to start.
        if *count >= settings.limits.connections_per_address {
            return None;
        }
        *count += 1;
        Some(Counted(Some((self.clone(), owner))))
    }

    fn open(&self) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let Some((peers, owner)) = self.0.take() else {
            return;
        };
        let mut open = peers.open();
        if let Some(count) = open.get_mut(&owner) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&owner);
            }
        }
    }
}

fn owner(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::Peers;
    use crate::config::Settings;

    #[test]
    fn each_address_may_hold_so_many_and_a_trusted_proxy_any_number() {
        let mut settings = Settings {
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
            ..Settings::default()
        };
        settings.limits.connections_per_address = 2;
        let peers = Peers::default();
        let admit = |peer: &str| peers.admit(&settings, peer.parse().unwrap());
        let (one, two) = (admit("203.0.113.9"), admit("::ffff:203.0.113.9"));
        assert!(one.is_some() && two.is_some() && admit("203.0.113.9").is_none());
        let proxied: Vec<_> = (0..9).map(|_| admit("10.0.0.1")).collect();
        assert!(proxied.iter().all(Option::is_some));
        let other = admit("203.0.113.10");
        let phone = [admit("2001:db8:1:2::3"), admit("2001:db8:1:2::4")];
        assert!(other.is_some() && phone.iter().all(Option::is_some));
        assert!(admit("2001:db8:1:2::5").is_none());
        drop(one);
        let again = admit("203.0.113.9");
        assert!(again.is_some());
        drop((two, again, proxied, other, phone));
        assert!(peers.open().is_empty(), "nothing is kept of who is gone");
    }
}
