//! From which day to which.

use crate::clock::{date_of, day_at, month_around, start_of};

/// Days in Viet Nam, both included, as counts of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: i64,
    last: i64,
}

impl Period {
    /// The most days: a leap year.
    pub const MOST: i64 = 366;

    /// From this day to that one; none where that is before it, or more than a year away.
    #[must_use]
    pub fn of(first: i64, last: i64) -> Option<Self> {
        (first..first.saturating_add(Self::MOST))
            .contains(&last)
            .then_some(Self { first, last })
    }

    /// The month of a day.
    #[must_use]
    pub fn month_of(day: i64) -> Option<Self> {
        let (first, last) = month_around(date_of(day)?)?;
        Self::of(first, last)
    }

    /// The month before that of a day.
    #[must_use]
    pub fn month_before(day: i64) -> Option<Self> {
        Self::month_of(Self::month_of(day)?.first - 1)
    }

    /// The first day.
    #[must_use]
    pub const fn first(self) -> i64 {
        self.first
    }

    /// The last day.
    #[must_use]
    pub const fn last(self) -> i64 {
        self.last
    }

    /// When it begins, in milliseconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn begin_ms(self) -> i64 {
        start_of(self.first)
    }

    /// When the day after it begins.
    #[must_use]
    pub const fn end_ms(self) -> i64 {
        start_of(self.last + 1)
    }
}

/// The day that `2026-11-30` names.
#[must_use]
pub fn day_named(name: &str) -> Option<i64> {
    day_at(name.parse().ok()?)
}

/// Its name, such as `2026-11-30`; empty for a day that no calendar has.
#[must_use]
pub fn name_of_day(day: i64) -> String {
    date_of(day).map(|day| day.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Period, day_named, name_of_day};

    #[test]
    fn a_month_has_its_days() {
        for (day, first, last) in [
            ("2026-02-11", "2026-02-01", "2026-02-28"),
            ("2028-02-29", "2028-02-01", "2028-02-29"),
            ("2026-12-31", "2026-12-01", "2026-12-31"),
        ] {
            let month = Period::month_of(day_named(day).unwrap()).unwrap();
            assert_eq!(name_of_day(month.first()), first, "{day}");
            assert_eq!(name_of_day(month.last()), last, "{day}");
        }
        let before = Period::month_before(day_named("2026-01-31").unwrap()).unwrap();
        assert_eq!(name_of_day(before.first()), "2025-12-01");
        assert_eq!(before.end_ms() - before.begin_ms(), 31 * 86_400_000);
    }

    #[test]
    fn a_period_is_a_year_at_most_and_runs_forward() {
        assert!(Period::of(10, 10).is_some());
        assert!(Period::of(10, 10 + Period::MOST - 1).is_some());
        assert!(Period::of(10, 10 + Period::MOST).is_none());
        assert!(Period::of(10, 9).is_none());
        assert!(Period::of(i64::MAX, i64::MAX).is_none());
        assert_eq!(day_named("2026-02-30"), None);
        assert_eq!(day_named("tháng 2"), None);
        assert_eq!(name_of_day(i64::MAX), "");
    }
}
