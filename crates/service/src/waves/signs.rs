//! By what a wave is seen: forms of an hour have reached an end, or come so fast that the work for one has risen.

use super::HOUR_MS;
use crate::comments::{self, Pile};
use crate::context::Context;
use crate::on;
use crate::store::Read;
use crate::subscriptions;

/// What comes after a pause as long as this is no part of what came before it.
const PAUSE_MS: i64 = 10 * 60 * 1000;

/// Of more forms in an hour only the last are looked at.
const MOST: i64 = 5_000;

/// What is seen of a site.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// When the wave began; `None` where there is none.
    pub(super) since_ms: Option<i64>,
    /// No more comments are taken into the queue for now.
    pub(super) queue_full: bool,
    /// The same of the pile of what may be spam.
    pub(super) pile_full: bool,
    /// No more subscriptions are taken for now.
    pub(super) subscriptions_full: bool,
}

/// How many forms came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Forms {
    pub(super) comments: i64,
    pub(super) subscriptions: i64,
    pub(super) reports: i64,
    pub(super) ratings: i64,
    pub(super) votes: i64,
}

/// `rising_ms`: since when the work for a form is more than usual.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn seen(
    context: &Context,
    site: &str,
    rising_ms: Option<i64>,
    now_ms: i64,
) -> Result<Signs, sqlx::Error> {
    let limits = &context.settings.limits;
    let mut read = context.store.read().await?;
    let mut signs = Signs::default();
    let mut begins = Vec::from_iter(rising_ms);
    let most = limits.waiting_comments_per_hour;
    for (pile, is_full) in [
        (Pile::Pending, &mut signs.queue_full),
        (Pile::Suspected, &mut signs.pile_full),
    ] {
        let (many, _) = comments::of_hour(read.connection(), site, pile, now_ms).await?;
        if many >= i64::from(most) {
            *is_full = true;
            let times = comments::times_of_hour(&mut read, site, pile, now_ms, MOST).await?;
            begins.extend(began(&times));
        }
    }
    let most = limits.unconfirmed_subscriptions_per_hour;
    let (many, _) = subscriptions::of_hour(read.connection(), site, now_ms).await?;
    if many >= i64::from(most) {
        signs.subscriptions_full = true;
        let times = subscriptions::times_of_hour(&mut read, site, now_ms, MOST).await?;
        begins.extend(began(&times));
    }
    signs.since_ms = begins.into_iter().min();
    Ok(signs)
}

/// When the last of these times, the last first, began to follow each other without a pause.
fn began(times: &[i64]) -> Option<i64> {
    let pause = |pair: &[i64]| matches!(pair, [later, earlier] if later - earlier > PAUSE_MS);
    let before = times.windows(2).position(pause);
    let first = before.unwrap_or(times.len().checked_sub(1)?);
    times.get(first).copied()
}

/// All that came within an hour and is still there.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn forms(read: &mut Read, site: &str, now_ms: i64) -> Result<Forms, sqlx::Error> {
    const FORMS: &str = "SELECT \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE site = $1 AND state IN ('pending', 'approved', 'rejected', 'spam') AND created_ms > $2) AS comments, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM unconfirmed_forms WHERE site = $1 AND at_ms > $2) AS subscriptions, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM reports WHERE site = $1 AND state IN ('open', 'fixed', 'not-fixed') AND created_ms > $2) AS reports, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM rating_votes WHERE site = $1 AND changed_ms > $2) AS ratings, \
         (SELECT CAST(COUNT(*) AS BIGINT) FROM poll_votes WHERE site = $1 AND changed_ms > $2) AS votes";
    Ok(on!(read, c => {
        sqlx::query_as(FORMS).bind(site).bind(now_ms - HOUR_MS).fetch_one(c).await?
    }))
}

#[cfg(test)]
mod tests {
    use super::{PAUSE_MS, began};

    #[test]
    fn a_wave_begins_behind_the_last_pause() {
        assert_eq!(began(&[]), None);
        assert_eq!(began(&[5]), Some(5));
        let before = 1_000;
        let first = before + PAUSE_MS + 1;
        assert_eq!(began(&[first + 2, first + 1, first, before]), Some(first));
        let near = before + PAUSE_MS;
        assert_eq!(began(&[near + 2, near + 1, near, before]), Some(before));
    }
}
