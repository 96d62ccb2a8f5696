//! How many new visitors one network may bring to a site in a minute. A user agent is whatever its sender says, so one address
//! could be any number of visitors; but one address can also be a whole mobile network (carrier-grade NAT), a school or a
//! factory. Beyond the limit a hit is a view and no visitor. Who is counted once is counted on, and who was not may be with the
//! next page.
//!
//! Each replica counts for itself, and begins anew when it starts: a visitor of the day who is told apart no more after that is
//! a view without a presence for a while, never a second visit.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::visitor::Name;
use crate::client_address::ClientAddress;
use crate::config::Limits;

/// The most visitors that are remembered as counted, some 5 MB. Further ones pass the limit with each hit.
const KNOWN: usize = 200_000;

/// The limit, and who has passed it.
#[derive(Debug)]
pub(super) struct Newcomers {
    limiter: DefaultKeyedRateLimiter<(Arc<str>, IpAddr)>,
    /// A name is one reader's on one site and one day; the day tells when to forget it.
    known: Mutex<HashMap<Name, i64>>,
}

impl Newcomers {
    /// The limit of the settings; nobody has come yet.
    pub(super) fn new(limits: &Limits) -> Self {
        let per_minute = NonZeroU32::new(limits.visitors_per_minute).unwrap_or(NonZeroU32::MIN);
        Self {
            limiter: RateLimiter::keyed(Quota::per_minute(per_minute)),
            known: Mutex::default(),
        }
    }

    /// Whether the reader of this name counts as a visitor.
    pub(super) fn admits(
        &self,
        site: &Arc<str>,
        from: ClientAddress,
        day: i64,
        name: Name,
    ) -> bool {
        if self.known().contains_key(&name) {
            return true;
        }
        if self
            .limiter
            .check_key(&(site.clone(), from.prefix()))
            .is_err()
        {
            metrics::counter!("bangtin_visitors_refused_total").increment(1);
            return false;
        }
        let mut known = self.known();
        if known.len() < KNOWN {
            known.insert(name, day);
        }
        true
    }

    /// Forgets the names of days before this one, and networks that have not come for a while.
    pub(super) fn forget(&self, first_day: i64) {
        let mut known = self.known();
        known.retain(|_, day| *day >= first_day);
        known.shrink_to_fit();
        drop(known);
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Name, i64>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
