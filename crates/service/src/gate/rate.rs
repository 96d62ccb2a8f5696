//! How often one prefix may come. Each replica counts for itself.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock, QuantaInstant};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};

use crate::client_address::ClientAddress;
use crate::config::Limits;
use crate::problem::Problem;

/// One limiter for each kind of request.
#[derive(Debug)]
pub struct Rates {
    forms: DefaultKeyedRateLimiter<IpAddr>,
    hits: DefaultKeyedRateLimiter<IpAddr>,
    reads: DefaultKeyedRateLimiter<IpAddr>,
    slow_forms: DefaultKeyedRateLimiter<IpAddr>,
    slow_forms_in_all: DefaultDirectRateLimiter,
}

impl Rates {
    /// The limits of the settings.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        let number = |limit| NonZeroU32::new(limit).unwrap_or(NonZeroU32::MIN);
        let limiter = |per_minute| RateLimiter::keyed(Quota::per_minute(number(per_minute)));
        let hourly = |per_hour| Quota::per_hour(number(per_hour));
        Self {
            forms: limiter(limits.forms_per_minute),
            hits: limiter(limits.hits_per_minute),
            reads: limiter(limits.reads_per_minute),
            slow_forms: RateLimiter::keyed(hourly(limits.slow_forms_per_hour)),
            slow_forms_in_all: RateLimiter::direct(hourly(limits.slow_forms_per_hour_in_all)),
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

    /// Counts a challenge that costs time in place of work: of its prefix, and of all.
    ///
    /// # Errors
    /// 429
    pub fn slow_form(&self, from: ClientAddress) -> Result<(), Problem> {
        judge(&self.slow_forms, from)?;
        self.slow_forms_in_all
            .check()
            .map_err(|until| too_many(&until))
    }

    /// Forgets prefixes that have not come for a while.
    pub fn forget(&self) {
        for limiter in [&self.forms, &self.hits, &self.reads, &self.slow_forms] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

fn judge(limiter: &DefaultKeyedRateLimiter<IpAddr>, from: ClientAddress) -> Result<(), Problem> {
    limiter
        .check_key(&from.prefix())
        .map_err(|until| too_many(&until))
}

fn too_many(until: &NotUntil<QuantaInstant>) -> Problem {
    let wait = until.wait_time_from(DefaultClock::default().now());
    metrics::counter!("bangtin_rate_limited_total").increment(1);
    Problem::too_many("rate_limited", wait.as_secs() + 1)
}
