//! How far the reading of a WordPress has come, kept from one import to the next.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A change is asked for again for this long, in seconds: what was saved in one second is not all there at once.
const AGAIN: i64 = 600;
/// How old the comparison with all numbers may become, in milliseconds: a day.
const LISTED_MS: i64 = 24 * 60 * 60 * 1000;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Checkpoint {
    /// Where the posts were found.
    pub endpoint: String,
    /// When the last change was made that we saw, in seconds since 1970-01-01 UTC, by the clock of the site.
    changed: Option<i64>,
    /// When all numbers were compared, in milliseconds since 1970-01-01 UTC.
    pub listed_ms: i64,
    /// Which page of all posts is read again next; 0: the first.
    pub turn: u32,
    /// The numbers of posts that are there and not shown.
    pub left_out: HashSet<u64>,
}

impl Checkpoint {
    pub(super) fn kept(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(super) fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From when on changes are to be asked for.
    pub(super) fn since(&self) -> Option<i64> {
        Some(self.changed?.saturating_sub(AGAIN))
    }

    /// Takes note of a change. One that is said to be in the future must not hide those until then.
    pub(super) fn note_change(&mut self, changed: Option<i64>, now_ms: i64) {
        let changed = changed.map(|changed| changed.min(now_ms / 1000));
        self.changed = self.changed.max(changed);
    }

    pub(super) fn is_listing_old(&self, now_ms: i64) -> bool {
        !(0..LISTED_MS).contains(&(now_ms - self.listed_ms))
    }
}

/// A time in seconds since 1970-01-01 UTC as `2026-11-18T02:30:00Z`.
pub(super) fn rfc3339(seconds: i64) -> String {
    Timestamp::from_second(seconds)
        .unwrap_or_default()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::{Checkpoint, rfc3339};

    #[test]
    fn a_change_in_the_future_hides_no_other() {
        let mut checkpoint = Checkpoint::default();
        checkpoint.note_change(Some(2_900_000_000), 1_700_000_000_000);
        assert_eq!(checkpoint.since(), Some(1_699_999_400));
        assert_eq!(rfc3339(1_699_999_400), "2023-11-14T22:03:20Z");
        checkpoint.note_change(Some(1_600_000_000), 1_700_000_000_000);
        checkpoint.note_change(None, 1_700_000_000_000);
        assert_eq!(checkpoint.since(), Some(1_699_999_400));
        assert_eq!(Checkpoint::kept(&checkpoint.to_text()), checkpoint);
        assert_eq!(Checkpoint::kept(""), Checkpoint::default());
    }
}
