//! When a digest is due: at 7:00 in Viet Nam, the weekly one on Mondays.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::clock::{day_of, start_of};
use crate::subscriptions::Rhythm;

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// 7:00, when those who get up early have their tea.
const AT_MS: i64 = 7 * HOUR_MS;
/// 1970-01-05.
const A_MONDAY: i64 = 4;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// One digest's day and rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) rhythm: Rhythm,
    /// Since 1970-01-01, in Viet Nam.
    pub(crate) day: i64,
}

/// The last one that is due by now.
pub(crate) fn due(rhythm: Rhythm, now_ms: i64) -> Due {
    let day = day_of(now_ms - AT_MS);
    let day = match rhythm {
        Rhythm::Daily => day,
        Rhythm::Weekly => day - (day - A_MONDAY).rem_euclid(7),
    };
    Due { rhythm, day }
}

impl Due {
    /// When it is due, in ms UTC.
    pub(crate) const fn at_ms(self) -> i64 {
        start_of(self.day) + AT_MS
    }

    /// How long before it the one before it was due.
    pub(crate) const fn period_ms(self) -> i64 {
        match self.rhythm {
            Rhythm::Daily => DAY_MS,
            Rhythm::Weekly => 7 * DAY_MS,
        }
    }

    /// Its name in addresses: `daily-2026-11-27`.
    pub(crate) fn id(self) -> String {
        format!("{}-{}", self.rhythm.id(), self.written("%Y-%m-%d"))
    }

    /// The one of this name.
    pub(crate) fn named(id: &str) -> Option<Self> {
        let (rhythm, date) = id.split_once('-')?;
        let date: Date = date.parse().ok()?;
        let named = Self {
            rhythm: Rhythm::named(rhythm)?,
            day: EPOCH.until(date).ok()?.get_days().into(),
        };
        // One day has one name.
        (named.id() == id).then_some(named)
    }

    /// Its day for readers: `27/11/2026`.
    pub(crate) fn date(self) -> String {
        self.written("%d/%m/%Y")
    }

    fn written(self, form: &str) -> String {
        let at = Timestamp::from_millisecond(self.at_ms()).unwrap_or_default();
        let at = at.to_zoned(TimeZone::fixed(Offset::constant(7)));
        at.strftime(form).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{Due, due};
    use crate::subscriptions::Rhythm;

    fn check(rhythm: Rhythm, now: &str, expected: &str) {
        let now = now.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        let due = due(rhythm, now);
        assert_eq!(due.id(), expected);
        assert_eq!(Due::named(expected), Some(due));
        assert!(due.at_ms() <= now && now < due.at_ms() + due.period_ms());
    }

    #[test]
    fn a_digest_is_due_at_seven_and_on_mondays() {
        use Rhythm::{Daily, Weekly};
        check(Daily, "2026-11-27T06:59:59+07:00", "daily-2026-11-26");
        check(Daily, "2026-11-27T07:00:00+07:00", "daily-2026-11-27");
        check(Daily, "2026-11-28T06:59:59+07:00", "daily-2026-11-27");
        check(Weekly, "2026-11-29T23:00:00+07:00", "weekly-2026-11-23");
        check(Weekly, "2026-11-30T06:59:59+07:00", "weekly-2026-11-23");
        check(Weekly, "2026-11-30T07:00:00+07:00", "weekly-2026-11-30");
    }

    #[test]
    fn a_day_has_one_name() {
        for id in [
            "",
            "daily",
            "daily-",
            "monthly-2026-11-27",
            "daily-20261127",
            "daily-2026-13-01",
            "daily-2026-11-27T00:00",
        ] {
            assert_eq!(Due::named(id), None, "{id}");
        }
    }
}
