//! Days and dates of the Gregorian calendar, years 0000 to 9999. Day 0 is 1 January 1970.

/// 1 January 0000.
pub(super) const FIRST_DAY: i64 = -719_528;
/// 31 December 9999.
pub(super) const LAST_DAY: i64 = 2_932_896;

/// The number of a date, or `None` where the calendar has no such day.
pub(super) fn day_number(year: u32, month: u32, day: u32) -> Option<i64> {
    if year > 9_999 || !(1..=12).contains(&month) || day == 0 || day > month_length(year, month) {
        return None;
    }
    let months: u32 = (1..month).map(|month| month_length(year, month)).sum();
    Some(FIRST_DAY + i64::from(days_before(year) + months + day - 1))
}

/// Year, month and day of a day between [`FIRST_DAY`] and [`LAST_DAY`].
pub(super) fn date(number: i64) -> (i32, u8, u8) {
    let mut day = (number - FIRST_DAY) as u32;
    // 400 years have 146,097 days; the guess is at most one year off.
    let mut year = (u64::from(day) * 400 / 146_097) as u32;
    if days_before(year) > day {
        year -= 1;
    } else if days_before(year + 1) <= day {
        year += 1;
    }
    day -= days_before(year);
    let mut month = 1;
    while day >= month_length(year, month) {
        day -= month_length(year, month);
        month += 1;
    }
    (year as i32, month as u8, day as u8 + 1)
}

/// Days from 1 January 0000 to 1 January of a year; the year 0000 is a leap year.
fn days_before(year: u32) -> u32 {
    year * 365 + year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400)
}

fn month_length(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
