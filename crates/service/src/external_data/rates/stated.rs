//! The time that a bank states. Some write the day first, some the month.

use bangtin_model::Moment;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Rates are not older than a long holiday (Tết), nor from tomorrow.
const OLDEST_HOURS: i64 = 14 * 24;
const NEWEST_HOURS: i64 = 24;
/// Asia/Ho_Chi_Minh, in minutes.
const UTC_PLUS_7: i32 = 7 * 60;

/// The stated time as ISO 8601 in Viet Nam, as exact as it was stated, where only one way to read it lies near the time of
/// fetching. `11/21/2026 8:30:00 AM`, `21/11/2026 08:30`, `2026-11-21T08:30:00`, `21-11-2026`.
pub(super) fn parse(text: &str, now_ms: i64) -> Option<String> {
    let text = text.trim();
    let mut candidates: Vec<Moment> = Vec::new();
    if let Ok(instant) = text.parse::<Timestamp>() {
        let local = Offset::constant(7).to_datetime(instant);
        candidates.extend(moment(local.date(), Some((local.time(), true))));
    } else {
        let (day, clock) = text.split_once([' ', 'T']).unwrap_or((text, ""));
        let clock = match clock.trim() {
            "" => None,
            clock => Some(time(clock)?),
        };
        let dates = dates(day)?;
        candidates.extend(
            dates
                .into_iter()
                .flatten()
                .filter_map(|date| moment(date, clock)),
        );
    }
    let now = now_ms.div_euclid(1000);
    candidates.retain(|at| {
        let hours = (at.unix() - now) / 3_600;
        (-OLDEST_HOURS..=NEWEST_HOURS).contains(&hours)
    });
    candidates.dedup();
    match candidates.as_slice() {
        [only] => Some(only.iso()),
        _ => None,
    }
}

/// The two ways to read it; one where the year comes first.
fn dates(text: &str) -> Option<[Option<Date>; 2]> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let small = |text: &str| text.parse::<i8>().ok();
    if a.len() == 4 {
        return Some([Date::new(a.parse().ok()?, small(b)?, small(c)?).ok(), None]);
    }
    let year: i16 = c.parse().ok().filter(|year| *year >= 1000)?;
    let (a, b) = (small(a)?, small(b)?);
    Some([Date::new(year, b, a).ok(), Date::new(year, a, b).ok()])
}

/// The time, and whether it has seconds.
fn time(text: &str) -> Option<(Time, bool)> {
    let upper = text.to_ascii_uppercase();
    let (clock, half) = match upper.split_once(' ') {
        Some((clock, half)) => (clock, half.trim()),
        None => (upper.as_str(), ""),
    };
    let mut parts = clock.split(':').map(|part| part.parse::<i8>().ok());
    let hour = parts.next()??;
    let minute = parts.next()??;
    let second = parts.next();
    let hour = match (half, hour) {
        ("", _) => hour,
        ("AM" | "SA", 12) => 0,
        ("AM" | "SA", 0..=11) => hour,
        ("PM" | "CH", 12) => 12,
        ("PM" | "CH", 0..=11) => hour + 12,
        _ => return None,
    };
    let exact = second.is_some();
    let time = Time::new(hour, minute, second.unwrap_or(Some(0))?, 0).ok()?;
    Some((time, exact))
}

fn moment(date: Date, clock: Option<(Time, bool)>) -> Option<Moment> {
    let unsigned = |number: i8| u32::try_from(number).ok();
    let year = u32::try_from(date.year()).ok()?;
    let day = Moment::on_day(year, unsigned(date.month())?, unsigned(date.day())?)?;
    let Some((time, exact)) = clock else {
        return Some(day);
    };
    let at = DateTime::from_parts(date, time);
    let second = if exact {
        Some(unsigned(at.second())?)
    } else {
        None
    };
    day.at(
        unsigned(at.hour())?,
        unsigned(at.minute())?,
        second,
        UTC_PLUS_7,
    )
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn check(text: &str, fetched: &str, expected: Option<&str>) {
        let now_ms = fetched.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        assert_eq!(
            parse(text, now_ms).as_deref(),
            expected,
            "{text} at {fetched}"
        );
    }

    #[test]
    fn day_and_month_are_told_apart_by_the_time_of_fetching() {
        let november = "2026-11-21T02:00:00Z";
        check(
            "11/21/2026 8:30:00 AM",
            november,
            Some("2026-11-21T08:30:00+07:00"),
        );
        check("21/11/2026 08:30", november, Some("2026-11-21T08:30+07:00"));
        check("21-11-2026", november, Some("2026-11-21"));
        check(
            "2026-11-21T08:30:05",
            november,
            Some("2026-11-21T08:30:05+07:00"),
        );
        check(
            "2026-11-21T01:30:05Z",
            november,
            Some("2026-11-21T08:30:05+07:00"),
        );
        check(
            "11/20/2026 12:05 AM",
            november,
            Some("2026-11-20T00:05+07:00"),
        );
        let june = "2026-06-05T02:00:00Z";
        check(
            "5/6/2026 8:30:00 AM",
            june,
            Some("2026-06-05T08:30:00+07:00"),
        );
        check(
            "6/5/2026 8:30:00 AM",
            june,
            Some("2026-06-05T08:30:00+07:00"),
        );
        check(
            "6/6/2026 8:30:00 AM",
            june,
            Some("2026-06-06T08:30:00+07:00"),
        );
    }

    #[test]
    fn a_time_that_is_not_near_or_not_a_time_is_not_told() {
        let november = "2026-11-21T02:00:00Z";
        for text in [
            "01/02/2020 08:30",
            "21/11/26",
            "hôm nay",
            "",
            "31/31/2026",
            "21/11/2026 25:00",
            "21/11/2026 8:30 XX",
            "2030-01-01",
            "//",
            "99999999999999/1/2026",
        ] {
            check(text, november, None);
        }
    }
}
