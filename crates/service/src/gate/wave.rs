//! Waves of forms. The more forms a site gets in a minute, the more work a new challenge for it costs: still nothing that holds a reader up,
//! but as many times as much for a program that sends them. Each replica counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::config::Limits;

/// The most that a wave makes a challenge cost, in hashes for each try. At most 512 tries are needed, so that a phone of 2018, which makes
/// some 100,000 hashes a second, is done within 5 s.
const DEAREST: u32 = 900;

const MINUTE_MS: i64 = 60_000;

/// How many forms came to each site lately.
#[derive(Debug, Default)]
pub(super) struct Waves {
    sites: Mutex<HashMap<String, Lately>>,
}

/// How many forms came in a minute, and in the one before it.
#[derive(Clone, Copy, Debug, Default)]
struct Lately {
    minute: i64,
    forms: u32,
    before: u32,
}

impl Waves {
    /// A form has come through. `now_ms` in milliseconds since 1970-01-01 UTC, as below.
    pub(super) fn count(&self, site: &str, now_ms: i64) {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = sites.entry(site.to_owned()).or_default();
        *lately = lately.at(now_ms);
        lately.forms = lately.forms.saturating_add(1);
    }

    /// What the work for a form of this site costs now, in hashes for each try.
    pub(super) fn cost(&self, site: &str, now_ms: i64, limits: &Limits) -> u32 {
        let sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = sites.get(site).copied().unwrap_or_default().at(now_ms);
        let times = lately.forms.max(lately.before) / limits.calm_forms_per_minute.max(1);
        let usual = limits.challenge_cost;
        usual.saturating_mul(times.max(1)).min(usual.max(DEAREST))
    }

    /// Since when as many forms come as let the work rise; `None` where few do.
    pub(super) fn rising_since(&self, site: &str, now_ms: i64, limits: &Limits) -> Option<i64> {
        let sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = sites.get(site).copied().unwrap_or_default().at(now_ms);
        let many = limits.calm_forms_per_minute.max(1).saturating_mul(2);
        let minutes = [
            (lately.before, lately.minute - 1),
            (lately.forms, lately.minute),
        ];
        let (_, minute) = minutes.into_iter().find(|(forms, _)| *forms >= many)?;
        Some(minute * MINUTE_MS)
    }
}

impl Lately {
    /// The same, seen from this time on.
    const fn at(self, now_ms: i64) -> Self {
        let minute = now_ms.div_euclid(MINUTE_MS);
        match minute - self.minute {
            0 => self,
            passed => Self {
                minute,
                forms: 0,
                before: if passed == 1 { self.forms } else { 0 },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DEAREST, Waves};
    use crate::config::Limits;

    #[test]
    fn the_work_rises_with_the_forms_of_a_site_and_falls_again() {
        let waves = Waves::default();
        let limits = Limits {
            challenge_cost: 100,
            calm_forms_per_minute: 10,
            ..Limits::default()
        };
        let start = 1_795_573_800_000;
        let come = |many: u32, at: i64| (0..many).for_each(|_| waves.count("a", at));
        let cost = |site: &str, at: i64| waves.cost(site, at, &limits);
        let since = |at: i64| waves.rising_since("a", at, &limits);
        assert_eq!(cost("a", start), 100);
        come(19, start);
        assert_eq!(cost("a", start), 100);
        assert_eq!(since(start), None);
        come(1, start + 1_000);
        for at in [start + 1_000, start + 60_000] {
            assert_eq!(since(at), Some(start), "the minute, and the one after");
        }
        assert_eq!(since(start + 120_000), None);
        assert_eq!(cost("a", start + 1_000), 200);
        assert_eq!(cost("b", start + 1_000), 100, "another site is calm");
        come(980, start + 2_000);
        assert_eq!(cost("a", start + 2_000), DEAREST);
        assert_eq!(cost("a", start + 60_000), DEAREST, "the minute after");
        assert_eq!(cost("a", start + 120_000), 100);
        come(1, start - 600_000);
        assert_eq!(cost("a", start), 100, "a clock may be set back");
    }

    #[test]
    fn what_the_settings_ask_for_never_becomes_less() {
        let waves = Waves::default();
        let limits = Limits {
            challenge_cost: 2_000,
            calm_forms_per_minute: 1,
            ..Limits::default()
        };
        (0..50).for_each(|_| waves.count("a", 0));
        assert_eq!(waves.cost("a", 0, &limits), 2_000);
    }
}
