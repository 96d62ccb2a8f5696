//! When the readers of a portal can comment, and where their comments are put.

mod rule;

use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use rule::{CommentRule, RuleAction};

/// When comments are taken, and where they are put.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Commenting {
    /// So many days after its date an article takes no more comments; all take them for ever when absent.
    pub close_after_days: Option<u32>,
    /// The hours of each day in Viet Nam in which comments are taken, such as `07:00-21:00`; all when absent.
    pub hours: Option<Hours>,
    /// Whether writers can ask for one mail when the agency answers.
    pub answers_by_mail: bool,
    /// What is done with comments when they come: the first rule that is about one.
    pub rules: Vec<CommentRule>,
}

/// Hours of each day in Viet Nam, such as `07:00-21:00`. They may go on past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    from: u32,
    until: u32,
}

const DAY: u32 = 24 * 60;

impl Hours {
    /// When they begin, in minutes after midnight.
    #[must_use]
    pub const fn from(self) -> u32 {
        self.from
    }

    /// Whether they hold this minute of the day.
    #[must_use]
    pub const fn hold(self, minute: u32) -> bool {
        if self.from < self.until {
            self.from <= minute && minute < self.until
        } else {
            self.from <= minute || minute < self.until
        }
    }

    /// The two times: `07:00` and `21:00`.
    #[must_use]
    pub fn times(self) -> (String, String) {
        let written = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        (written(self.from), written(self.until))
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = self.times();
        write!(to, "{from}-{until}")
    }
}

impl FromStr for Hours {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "two different times such as 07:00-21:00";
        let (from, until) = text.split_once('-').ok_or(WRONG)?;
        let hours = Self {
            from: minutes(from).ok_or(WRONG)?,
            until: minutes(until).ok_or(WRONG)?,
        };
        if hours.from == hours.until || hours.from == DAY {
            return Err(WRONG);
        }
        Ok(hours)
    }
}

/// `07:30` as minutes; `24:00` is the end of the day.
fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let two = |digits: &str| {
        let two = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        two.then(|| digits.parse::<u32>().ok()).flatten()
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= DAY).then_some(all)
}

impl<'a> Deserialize<'a> for Hours {
    fn deserialize<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;

    #[test]
    fn hours_hold_their_minutes() {
        let minute = |time: &str| super::minutes(time).expect("a time");
        for (hours, time, hold) in [
            ("07:00-21:00", "07:00", true),
            ("07:00-21:00", "20:59", true),
            ("07:00-21:00", "21:00", false),
            ("07:00-21:00", "06:59", false),
            ("22:00 - 02:00", "23:00", true),
            ("22:00-02:00", "01:59", true),
            ("22:00-02:00", "02:00", false),
            ("00:00-24:00", "23:59", true),
        ] {
            let hours: Hours = hours.parse().expect("hours");
            assert_eq!(hours.hold(minute(time)), hold, "{hours} {time}");
        }
        for wrong in [
            "",
            "7-21",
            "07:00",
            "7:00-21:00",
            "07:00-07:00",
            "07:60-21:00",
            "24:00-07:00",
            "07:00-24:01",
            "+7:00-21:00",
        ] {
            assert!(wrong.parse::<Hours>().is_err(), "{wrong}");
        }
    }
}
