//! How often one prefix may come. Each replica counts for itself.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::client_address::ClientAddress;
use crate::config::Limits;
use crate::problem::Problem;

/// One limiter for each kind of request.
#[derive(Debug)]
pub struct Rates {
    forms: DefaultKeyedRateLimiter<IpAddr>,
    hits: DefaultKeyedRateLimiter<IpAddr>,
    reads: DefaultKeyedRateLimiter<IpAddr>,
}

impl Rates {
    /// The limits of the settings.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        let limiter = |per_minute| {
            let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
            RateLimiter::keyed(Quota::per_minute(per_minute))
        };
        Self {
            forms: limiter(limits.forms_per_minute),
            hits: limiter(limits.hits_per_minute),
            reads: limiter(limits.reads_per_minute),
        }
    }

    /// Counts a form.
    ///
    /// # Errors
    /// 429
    pub fn form(&self, from: ClientAddress) -> Result<(), Problem> {
        judge(&self.forms, from)
    }

    /// Counts a hit.
    ///
    /// # Errors
    /// 429
    pub fn hit(&self, from: ClientAddress) -> Result<(), Problem> {
        judge(&self.hits, from)
    }

    /// Counts a read.
    ///
    /// # Errors
    /// 429
    pub fn read(&self, from: ClientAddress) -> Result<(), Problem> {
        judge(&self.reads, from)
    }

    /// Forgets prefixes that have not come for a while.
    pub fn forget(&self) {
        for limiter in [&self.forms, &self.hits, &self.reads] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn judge(limiter: &DefaultKeyedRateLimiter<IpAddr>, from: ClientAddress) -> Result<(), Problem> {
    limiter.check_key(&from.prefix()).map_err(|until| {
        let wait = until.wait_time_from(DefaultClock::default().now());
        metrics::counter!("bangtin_rate_limited_total").increment(1);
        Problem::too_many("rate_limited", wait.as_secs() + 1)
    })
}
