//! Ratings and votes.

use bangtin_model::ContentId;

use super::Period;
use crate::content::poll;
use crate::on;
use crate::store::Read;

/// How many voted in a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollVotes {
    /// Its question; its id where the source has it no more.
    pub question: String,
    /// How many.
    pub votes: i64,
}

/// How many were given or changed, and their sum.
pub(super) async fn ratings(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<(i64, i64), sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(value), 0) AS BIGINT) FROM rating_votes \
             WHERE site = $1 AND changed_ms >= $2 AND changed_ms < $3";
        let select = sqlx::query_as(select).bind(site);
        select.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
    }))
}

pub(super) async fn polls(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<Vec<PollVotes>, sqlx::Error> {
    let rows: Vec<(String, i64)> = on!(read, c => {
        let select = "SELECT poll, CAST(COUNT(*) AS BIGINT) FROM poll_votes \
             WHERE site = $1 AND changed_ms >= $2 AND changed_ms < $3 GROUP BY poll ORDER BY 2 DESC, 1";
        let select = sqlx::query_as(select).bind(site);
        select.bind(period.begin_ms()).bind(period.end_ms()).fetch_all(c).await?
    });
    let mut polls = Vec::new();
    for (id, votes) in rows {
        let known = match ContentId::parse(&id) {
            Some(id) => poll(read, site, &id).await?,
            None => None,
        };
        polls.push(PollVotes {
            question: known.map_or(id, |poll| poll.question),
            votes,
        });
    }
    Ok(polls)
}
