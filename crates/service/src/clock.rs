//! The time, which tests may move.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, date};
use jiff::{ToSpan as _, Unit};

/// Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975.
const OFFSET_MS: i64 = 7 * 60 * 60 * 1000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What time it is.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_ms: Arc<AtomicI64>,
}

impl Clock {
    /// Milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX) + self.ahead_ms.load(Ordering::Relaxed)
    }

    /// Today in Viet Nam, as a count of days since 1970-01-01.
    #[must_use]
    pub fn today(&self) -> i64 {
        day_of(self.now_ms())
    }

    /// Moves the time on, for tests.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.ahead_ms.fetch_add(by, Ordering::Relaxed);
    }
}

/// In how many seconds a time has come for sure; both in milliseconds. At least 1.
#[must_use]
pub fn seconds_until(ms: i64, now_ms: i64) -> u64 {
    u64::try_from((ms - now_ms) / 1000).unwrap_or(0) + 1
}

/// The time and the day of `2026-11-22T07:30:05+07:00`, as people write them here: `07:30` and `22/11/2026`. `None` of what is no such text.
#[must_use]
pub fn time_and_day(iso: &str) -> Option<(&str, String)> {
    let (day, time) = iso.get(..16)?.split_once('T')?;
    let mut parts: Vec<&str> = day.split('-').collect();
    parts.reverse();
    Some((time, parts.join("/")))
}

/// The day in Viet Nam of a time in milliseconds, as a count of days since 1970-01-01.
#[must_use]
pub const fn day_of(ms: i64) -> i64 {
    (ms + OFFSET_MS).div_euclid(DAY_MS)
}

/// When a day in Viet Nam begins, in milliseconds since 1970-01-01 UTC.
#[must_use]
pub const fn start_of(day: i64) -> i64 {
    day * DAY_MS - OFFSET_MS
}

/// The date of a day, given as a count of days since 1970-01-01; none where no calendar has it.
#[must_use]
pub fn date_of(day: i64) -> Option<Date> {
    let days = i32::try_from(day).ok()?;
    date(1970, 1, 1).checked_add(days.days()).ok()
}

/// The day of a date.
#[must_use]
pub fn day_at(day: Date) -> Option<i64> {
    let since = day.since((Unit::Day, date(1970, 1, 1))).ok()?;
    Some(i64::from(since.get_days()))
}

/// The time of the month in Viet Nam that `2026-11` names, in milliseconds since 1970-01-01 UTC.
#[must_use]
pub fn month_named(name: &str) -> Option<Range<i64>> {
    let first: Date = format!("{name}-01").parse().ok()?;
    // Dates are read in shorter and longer forms too.
    let is_so = first.strftime("%Y-%m").to_string() == name;
    let (first, last) = month_around(first).filter(|_| is_so)?;
    Some(start_of(first)..start_of(last + 1))
}

/// The first and the last day of the month of a date.
#[must_use]
pub fn month_around(day: Date) -> Option<(i64, i64)> {
    Some((day_at(day.first_of_month())?, day_at(day.last_of_month())?))
}

#[cfg(test)]
mod tests {
    use super::{day_of, month_named, start_of};

    #[test]
    fn a_month_is_named_by_its_year_and_number() {
        let november = month_named("2026-11").expect("a month");
        assert_eq!(november.end - november.start, 30 * 86_400_000);
        assert_eq!(november.start, start_of(20_758));
        for wrong in [
            "",
            "2026",
            "2026-13",
            "2026-1",
            "202611",
            "tháng 11",
            "2026-11-",
            "+2026-11",
        ] {
            assert_eq!(month_named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_begins_at_seventeen_hours_utc() {
        let midnight = 20_778 * 86_400_000 - 25_200_000;
        assert_eq!(day_of(midnight), 20_778);
        assert_eq!(day_of(midnight - 1), 20_777);
        assert_eq!(start_of(20_778), midnight);
    }
}
