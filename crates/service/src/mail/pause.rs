//! How long a mail waits after a try that failed.

use crate::random::random;

const MINUTE_MS: i64 = 60_000;
const LONGEST_MS: i64 = 60 * MINUTE_MS;

/// After the first try a minute, then twice as long each time, at most an hour; each up to a quarter longer or shorter, so
/// that what failed together does not come back together.
pub(super) fn after(attempts: i64) -> i64 {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(6);
    let pause = MINUTE_MS.saturating_mul(1 << doublings).min(LONGEST_MS);
    let [chance] = random::<1>();
    pause * 3 / 4 + pause / 2 * i64::from(chance) / 255
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_MS, MINUTE_MS, after};

    #[test]
    fn pauses_grow_to_an_hour() {
        for _ in 0..100 {
            assert!((MINUTE_MS * 3 / 4..=MINUTE_MS * 5 / 4).contains(&after(1)));
            assert!(after(4) > after(1));
            assert!((LONGEST_MS * 3 / 4..=LONGEST_MS * 5 / 4).contains(&after(1_000_000)));
        }
    }
}
