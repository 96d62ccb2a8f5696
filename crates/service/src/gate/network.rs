//! Whose forms have come within an hour, by networks: in a wave others go before a network that has sent its share. Nothing of it is written
//! down, and each replica counts for itself.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use super::Entry;
use crate::config::Limits;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// A site, a door of it and a network.
type Key = (String, &'static str, IpAddr);

/// When the forms of each network came through.
#[derive(Debug, Default)]
pub(super) struct Networks {
    forms: Mutex<HashMap<Key, VecDeque<i64>>>,
}

impl Networks {
    /// A form has come through. `now_ms` in milliseconds since 1970-01-01 UTC, as below.
    pub(super) fn count(&self, site: &str, entry: Entry, network: IpAddr, now_ms: i64) {
        let mut all = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        let times = all.entry(key(site, entry, network)).or_default();
        forget(times, now_ms);
        times.push_back(now_ms);
    }

    /// How many such forms of a site may wait within an hour for one more of this network to be taken: half of them once it has sent its
    /// share.
    pub(super) fn room(
        &self,
        site: &str,
        entry: Entry,
        network: IpAddr,
        now_ms: i64,
        limits: &Limits,
    ) -> u32 {
        let Some(most) = most_of_hour(entry, limits) else {
            return u32::MAX;
        };
        // With all of it, who comes first is taken, also after a moderator has made room.
        if limits.network_share_percent >= 100 {
            return most;
        }
        let share = (u64::from(most) * u64::from(limits.network_share_percent)).div_ceil(100);
        let mut all = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        let times = all.get_mut(&key(site, entry, network));
        let has_its_share = times.is_some_and(|times| {
            forget(times, now_ms);
            times.len() as u64 >= share
        });
        if has_its_share { most / 2 } else { most }
    }

    /// Forgets networks that have not come for an hour.
    pub(super) fn forget(&self, now_ms: i64) {
        let mut all = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, times| {
            forget(times, now_ms);
            !times.is_empty()
        });
        all.shrink_to_fit();
    }
}

/// How many forms of a door may wait within an hour; `None` where there is no such end.
const fn most_of_hour(entry: Entry, limits: &Limits) -> Option<u32> {
    match entry {
        Entry::Comment => Some(limits.waiting_comments_per_hour),
        Entry::Subscription => Some(limits.unconfirmed_subscriptions_per_hour),
        Entry::Rating | Entry::Vote | Entry::Report => None,
    }
}

fn key(site: &str, entry: Entry, network: IpAddr) -> Key {
    (site.to_owned(), entry.name(), network)
}

fn forget(times: &mut VecDeque<i64>, now_ms: i64) {
    while times.front().is_some_and(|at| *at <= now_ms - HOUR_MS) {
        times.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{HOUR_MS, Networks};
    use crate::config::Limits;
    use crate::gate::Entry;

    #[test]
    fn a_network_has_its_share_for_an_hour() {
        let networks = Networks::default();
        let limits = Limits {
            waiting_comments_per_hour: 10,
            network_share_percent: 25,
            ..Limits::default()
        };
        let (one, other) = (IpAddr::from([10, 0, 0, 0]), IpAddr::from([10, 0, 1, 0]));
        let has =
            |site: &str, entry, network, at| networks.room(site, entry, network, at, &limits) == 5;
        for at in 0..3 {
            assert!(!has("a", Entry::Comment, one, at), "{at}");
            networks.count("a", Entry::Comment, one, at);
        }
        assert!(has("a", Entry::Comment, one, 3));
        assert!(!has("a", Entry::Comment, other, 3), "another network");
        assert!(!has("b", Entry::Comment, one, 3), "another site");
        assert!(!has("a", Entry::Subscription, one, 3), "another door");
        assert!(!has("a", Entry::Vote, one, 3), "a door without such an end");
        assert!(has("a", Entry::Comment, one, HOUR_MS - 1));
        assert!(!has("a", Entry::Comment, one, HOUR_MS));
        networks.forget(HOUR_MS + 2);
        let left = networks.forms.lock().map(|forms| forms.len());
        assert_eq!(left.ok(), Some(0));
    }
}
