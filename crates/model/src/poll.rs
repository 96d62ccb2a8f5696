use crate::{Moment, Precision};

/// A question put to readers (Bình chọn).
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Poll {
    /// Unique within the site and never empty.
    pub id: String,
    /// Plain text, never empty.
    pub question: String,
    /// At least two, each id once.
    pub options: Vec<PollOption>,
    /// Whether a reader may choose more than one.
    pub multiple: bool,
    /// From when votes are taken; always, where absent.
    pub opens: Option<Moment>,
    /// Until when votes are taken; always, where absent.
    pub closes: Option<Moment>,
}

impl Poll {
    /// Whether it takes votes at this time, in seconds since 1970. A poll that closes on a day closes with it.
    pub fn is_open(&self, now: i64) -> bool {
        let end = self.closes.map(|closes| match closes.precision() {
            Precision::Day => closes.unix() + 86_400,
            _ => closes.unix(),
        });
        self.opens.is_none_or(|opens| opens.unix() <= now) && end.is_none_or(|end| now < end)
    }
}

/// One answer of a [`Poll`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PollOption {
    /// Unique within the poll and never empty.
    pub id: String,
    /// Plain text, never empty.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_that_closes_on_a_day_closes_with_it() {
        let day = Moment::on_day(2026, 11, 20);
        let poll = Poll {
            opens: day,
            closes: day,
            ..Poll::default()
        };
        let midnight = day.unwrap().unix();
        assert!(!poll.is_open(midnight - 1));
        assert!(poll.is_open(midnight) && poll.is_open(midnight + 86_399));
        assert!(!poll.is_open(midnight + 86_400));
        assert!(Poll::default().is_open(midnight));
    }
}
