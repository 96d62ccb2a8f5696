mod calendar;
#[cfg(test)]
mod tests;

/// An instant, with how exactly the source knows it. Always shown in Asia/Ho_Chi_Minh: UTC+7, no daylight saving.
///
/// It is cut to its precision, so that two moments of one day are equal when the day is all that is known.
/// It lies in the years 0000 to 9999, the range of RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "Stored", into = "Stored")
)]
pub struct Moment {
    unix: i64,
    precision: Precision,
}

/// How exactly a moment is known, the least exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "lowercase")
)]
pub enum Precision {
    /// The day; no time is shown.
    Day,
    /// Hour and minute.
    Minute,
    /// Hour, minute and second.
    Second,
}

/// A moment as calendar and clock show it in Asia/Ho_Chi_Minh. What is less than the precision is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// 0 to 9999.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 (Monday, thứ hai) to 6 (Sunday, chủ nhật).
    pub weekday: u8,
}

const DAY: i64 = 86_400;
const UTC_PLUS_7: i64 = 7 * 3_600;

impl Moment {
    /// A moment from Unix time in seconds, cut to the precision; outside the years 0000 to 9999 it is the nearest end.
    pub fn from_unix(seconds: i64, precision: Precision) -> Self {
        let first = calendar::FIRST_DAY * DAY - UTC_PLUS_7;
        let last = (calendar::LAST_DAY + 1) * DAY - UTC_PLUS_7 - 1;
        let local = seconds.clamp(first, last) + UTC_PLUS_7;
        let unit = match precision {
            Precision::Day => DAY,
            Precision::Minute => 60,
            Precision::Second => 1,
        };
        Self {
            unix: local - local.rem_euclid(unit) - UTC_PLUS_7,
            precision,
        }
    }

    /// A day in Asia/Ho_Chi_Minh; `None` for a day that no calendar has, such as 31/02.
    pub fn on_day(year: u32, month: u32, day: u32) -> Option<Self> {
        let number = calendar::day_number(year, month, day)?;
        Some(Self {
            unix: number * DAY - UTC_PLUS_7,
            precision: Precision::Day,
        })
    }

    /// This day at a time of the clock, `offset` minutes ahead of UTC (420 in Việt Nam).
    /// `None` for a time that no clock shows; the leap second (60) of RFC 3339 counts as 59.
    pub fn at(self, hour: u32, minute: u32, second: Option<u32>, offset: i32) -> Option<Self> {
        if hour > 23 || minute > 59 || second.is_some_and(|second| second > 60) {
            return None;
        }
        let precision = if second.is_some() {
            Precision::Second
        } else {
            Precision::Minute
        };
        let clock = hour * 3_600 + minute * 60 + second.unwrap_or(0).min(59);
        let utc = self.day_number() * DAY + i64::from(clock) - i64::from(offset) * 60;
        Some(Self::from_unix(utc, precision))
    }

    /// The same moment, known no more exactly than this.
    pub fn at_most(self, precision: Precision) -> Self {
        Self::from_unix(self.unix, self.precision.min(precision))
    }

    /// Unix time in seconds.
    pub fn unix(self) -> i64 {
        self.unix
    }

    /// How exactly the source knows it.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Days since 1 January 1970 in Asia/Ho_Chi_Minh: equal numbers are the same day there.
    pub fn day_number(self) -> i64 {
        (self.unix + UTC_PLUS_7).div_euclid(DAY)
    }

    /// What calendar and clock show in Asia/Ho_Chi_Minh.
    pub fn civil(self) -> Civil {
        let number = self.day_number();
        let (year, month, day) = calendar::date(number);
        let clock = (self.unix + UTC_PLUS_7).rem_euclid(DAY);
        Civil {
            year,
            month,
            day,
            hour: (clock / 3_600) as u8,
            minute: (clock / 60 % 60) as u8,
            second: (clock % 60) as u8,
            // 1 January 1970 was a Thursday.
            weekday: (number + 3).rem_euclid(7) as u8,
        }
    }

    /// For `<time datetime>`: `2026-11-18`, `2026-11-18T09:30+07:00` or `2026-11-18T09:30:05+07:00`.
    pub fn iso(self) -> String {
        let civil = self.civil();
        let mut out = String::new();
        push_padded(&mut out, (civil.year / 100) as u8);
        push_padded(&mut out, (civil.year % 100) as u8);
        out.push('-');
        push_padded(&mut out, civil.month);
        out.push('-');
        push_padded(&mut out, civil.day);
        if self.precision >= Precision::Minute {
            out.push('T');
            push_padded(&mut out, civil.hour);
            out.push(':');
            push_padded(&mut out, civil.minute);
            if self.precision == Precision::Second {
                out.push(':');
                push_padded(&mut out, civil.second);
            }
            out.push_str("+07:00");
        }
        out
    }
}

fn push_padded(out: &mut String, n: u8) {
    out.push(char::from(b'0' + n / 10));
    out.push(char::from(b'0' + n % 10));
}

/// The wire form; reading goes through [`Moment::from_unix`], so that what comes from outside holds to the type's promises.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
struct Stored {
    unix: i64,
    precision: Precision,
}

#[cfg(feature = "serde")]
impl From<Stored> for Moment {
    fn from(stored: Stored) -> Self {
        Self::from_unix(stored.unix, stored.precision)
    }
}

#[cfg(feature = "serde")]
impl From<Moment> for Stored {
    fn from(moment: Moment) -> Self {
        Self {
            unix: moment.unix,
            precision: moment.precision,
        }
    }
}
