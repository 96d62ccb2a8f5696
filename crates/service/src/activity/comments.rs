//! What readers wrote, what has become of it, and how soon it was answered.

use bangtin_model::answers::CommentState;

use super::Period;
use crate::on;
use crate::store::Read;

/// The comments of a period that are still kept, each in one of the first five; those that have words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comments {
    /// Readers see them.
    pub shown: i64,
    /// Approved, but what they reply to is not shown.
    pub hidden: i64,
    /// Not shown, for what they say.
    pub rejected: i64,
    /// Not shown, for what they are.
    pub spam: i64,
    /// Nobody has decided yet.
    pub pending: i64,
    /// How many were taken back in the period, whenever they came.
    pub withdrawn: i64,
    /// To how many readers see an answer of the agency.
    pub answered: i64,
    /// Half of those were first answered sooner than this, in milliseconds.
    pub median_answer_ms: Option<i64>,
}

impl Comments {
    /// How many came and are still kept.
    #[must_use]
    pub const fn arrived(&self) -> i64 {
        self.shown + self.hidden + self.rejected + self.spam + self.pending
    }
}

pub(super) async fn comments(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<Comments, sqlx::Error> {
    let mut comments = Comments::default();
    for state in CommentState::ALL {
        let (kept, seen) = in_state(read, site, period, state).await?;
        match state {
            CommentState::Approved => {
                comments.shown = seen;
                comments.hidden = kept - seen;
            }
            CommentState::Rejected => comments.rejected = kept,
            CommentState::Spam => comments.spam = kept,
            CommentState::Pending => comments.pending = kept,
        }
    }
    let waited = answers(read, site, period).await?;
    comments.withdrawn = withdrawn(read, site, period).await?;
    comments.answered = i64::try_from(waited.len()).unwrap_or(i64::MAX);
    comments.median_answer_ms = median(&waited);
    Ok(comments)
}

/// How many are in a state, and of how many nothing above them is hidden: with `approved`, what [`comment_sums`] counts. A value is asked
/// for of each parent: for `EXISTS` PostgreSQL might read all comments.
///
/// [`comment_sums`]: crate::comments::counts
async fn in_state(
    read: &mut Read,
    site: &str,
    period: Period,
    state: CommentState,
) -> Result<(i64, i64), sqlx::Error> {
    const COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(CASE WHEN c.parent IS NULL \
         OR (SELECT p.state FROM comments p WHERE p.id = c.parent) = 'approved' THEN 1 END) AS BIGINT) FROM comments c \
         WHERE c.site = $1 AND c.state = $2 AND c.created_ms >= $3 AND c.created_ms < $4 AND c.withdrawn_ms IS NULL";
    Ok(on!(read, c => {
        let count = sqlx::query_as(COUNT).bind(site).bind(state.name());
        count.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
    }))
}

/// By the log of moderation: of most of them nothing else is left.
async fn withdrawn(read: &mut Read, site: &str, period: Period) -> Result<i64, sqlx::Error> {
    const COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log WHERE site = $1 AND at_ms >= $2 AND at_ms < $3 \
         AND action = 'comment' AND state_after IN ('withdrawn', 'erased')";
    Ok(on!(read, c => {
        let count = sqlx::query_scalar(COUNT).bind(site);
        count.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
    }))
}

/// How long each comment that readers see an answer to had waited for it, the shortest first. An answer stays when its comment is taken back.
async fn answers(read: &mut Read, site: &str, period: Period) -> Result<Vec<i64>, sqlx::Error> {
    // What an older version of the service answers during an update has no first time.
    const WAITED: &str = "SELECT COALESCE(o.first_ms, o.answered_ms) - c.created_ms FROM comments c \
         JOIN official_answers o ON o.comment = c.id \
         WHERE c.site = $1 AND c.state = 'approved' AND c.created_ms >= $2 AND c.created_ms < $3 \
         AND (c.parent IS NULL OR (SELECT p.state FROM comments p WHERE p.id = c.parent) = 'approved')";
    let mut waited: Vec<i64> = on!(read, c => {
        let waited = sqlx::query_scalar(WAITED).bind(site);
        waited.bind(period.begin_ms()).bind(period.end_ms()).fetch_all(c).await?
    });
    waited.sort_unstable();
    Ok(waited)
}

/// The middle of sorted numbers; between two in the middle what lies between them.
fn median(sorted: &[i64]) -> Option<i64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(lower + (upper - lower) / 2)
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn half_of_the_numbers_are_below_the_median() {
        for (numbers, middle) in [
            (&[][..], None),
            (&[7], Some(7)),
            (&[1, 3], Some(2)),
            (&[1, 2, 90], Some(2)),
            (&[1, 2, 4, 90], Some(3)),
        ] {
            assert_eq!(median(numbers), middle, "{numbers:?}");
        }
    }
}
