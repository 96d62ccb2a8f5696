//! What is counted.

use bangtin_model::ContentId;
use bangtin_model::answers::CommentState;
use serde_json::Value;

use super::Period;
use crate::clock::day_of;
use crate::comments::titles;
use crate::config::SiteSettings;
use crate::content::{poll, site_info};
use crate::on;
use crate::store::Read;
use crate::subscriptions::{Readership, readership};

/// So many pages are named.
const MOST_READ: i64 = 20;
/// A category in which nothing has appeared for so many days is silent.
const SILENT_DAYS: i64 = 30;

/// What a portal did in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// The period.
    pub period: Period,
    /// Each day on which somebody came.
    pub days: Vec<Day>,
    /// The pages that were opened most often, the first first.
    pub most_read: Vec<PageViews>,
    /// Since when pages are counted by the day, where that is after the period began.
    pub pages_since: Option<i64>,
    /// The comments that came, by what has become of them, in the order of [`CommentState::ALL`].
    pub comments: [Written; 4],
    /// How many of them the agency has answered.
    pub answered: i64,
    /// Half of the answers came sooner than this, in milliseconds.
    pub median_answer_ms: Option<i64>,
    /// How many ratings were given or changed, and their sum.
    pub ratings: (i64, i64),
    /// Votes that were given or changed, by their polls, the most first.
    pub polls: Vec<PollVotes>,
    /// How many have subscribed and confirmed it.
    pub subscribed: i64,
    /// How many have left.
    pub unsubscribed: i64,
    /// How many get the news now.
    pub(crate) readers: Readership,
    /// The reports of errors that came: those that wait, mended and not mended.
    pub reports: [i64; 3],
    /// The sources that cannot be read now.
    pub failing: Vec<Failing>,
    /// The categories in which nothing has appeared in the last thirty days of the period.
    pub silent: Vec<Silent>,
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Day {
    /// As a count of days since 1970-01-01.
    pub day: i64,
    /// How many readers came.
    pub visits: i64,
    /// How many pages they opened.
    pub views: i64,
}

/// How often a page was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageViews {
    /// Its key: an article's id or address, or what the page was called.
    pub page: String,
    /// The article's title, where it is one of ours.
    pub title: Option<String>,
    /// How often.
    pub views: i64,
}

/// Comments of one state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many.
    pub all: i64,
    /// How many of them were taken back.
    pub withdrawn: i64,
}

/// How many voted in a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollVotes {
    /// Its question; its id where the source has it no more.
    pub question: String,
    /// How many.
    pub votes: i64,
}

/// A source that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Failing {
    /// Its address.
    pub url: String,
    /// When it was last read, in milliseconds since 1970-01-01 UTC; 0 for never.
    pub good_ms: i64,
}

/// A category in which nothing has appeared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// What it is called.
    pub name: String,
    /// The day of what appeared last; none where nothing ever did.
    pub last: Option<i64>,
}

/// Counts what a site did in a period.
///
/// # Errors
/// When the database cannot be read.
pub async fn activity(
    read: &mut Read,
    site: &SiteSettings,
    period: Period,
) -> Result<Activity, sqlx::Error> {
    let id = &site.id;
    let (answered, median_answer_ms) = answers(read, id, period).await?;
    let (subscribed, unsubscribed) = subscriptions(read, id, period).await?;
    Ok(Activity {
        period,
        days: days(read, id, period).await?,
        most_read: most_read(read, id, period).await?,
        pages_since: pages_since(read, id)
            .await?
            .filter(|day| *day > period.first()),
        comments: comments(read, id, period).await?,
        answered,
        median_answer_ms,
        ratings: ratings(read, id, period).await?,
        polls: polls(read, id, period).await?,
        subscribed,
        unsubscribed,
        readers: readership(read, id).await?,
        reports: reports(read, id, period).await?,
        failing: failing(read, site).await?,
        silent: silent(read, site, period).await?,
    })
}

async fn days(read: &mut Read, site: &str, period: Period) -> Result<Vec<Day>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT day, visits, views FROM day_counts WHERE site = $1 AND day BETWEEN $2 AND $3 ORDER BY day";
        sqlx::query_as(select).bind(site).bind(period.first()).bind(period.last()).fetch_all(c).await?
    }))
}

async fn most_read(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<Vec<PageViews>, sqlx::Error> {
    let rows: Vec<(String, i64)> = on!(read, c => {
        let select = "SELECT page, CAST(SUM(views) AS BIGINT) AS views FROM page_days \
             WHERE site = $1 AND day BETWEEN $2 AND $3 GROUP BY page ORDER BY 2 DESC, 1 LIMIT $4";
        let select = sqlx::query_as(select).bind(site).bind(period.first()).bind(period.last());
        select.bind(MOST_READ).fetch_all(c).await?
    });
    let pages: Vec<String> = rows.iter().map(|(page, _)| page.clone()).collect();
    let mut titles = titles(read, site, &pages).await?;
    let named = |(page, views): (String, i64)| PageViews {
        title: titles.remove(&page).and_then(|named| named.title),
        page,
        views,
    };
    Ok(rows.into_iter().map(named).collect())
}

async fn pages_since(read: &mut Read, site: &str) -> Result<Option<i64>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT day FROM page_days WHERE site = $1 ORDER BY day LIMIT 1";
        sqlx::query_scalar(select).bind(site).fetch_optional(c).await?
    }))
}

async fn comments(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<[Written; 4], sqlx::Error> {
    let mut all = [Written::default(); 4];
    for (written, state) in all.iter_mut().zip(CommentState::ALL) {
        let (count, withdrawn): (i64, i64) = on!(read, c => {
            let select = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COUNT(withdrawn_ms) AS BIGINT) FROM comments \
                 WHERE site = $1 AND state = $2 AND created_ms >= $3 AND created_ms < $4";
            let select = sqlx::query_as(select).bind(site).bind(state.name());
            select.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
        });
        *written = Written {
            all: count,
            withdrawn,
        };
    }
    Ok(all)
}

async fn answers(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<(i64, Option<i64>), sqlx::Error> {
    let mut waited: Vec<i64> = on!(read, c => {
        let select = "SELECT o.answered_ms - c.created_ms FROM comments c JOIN official_answers o ON o.comment = c.id \
             WHERE c.site = $1 AND c.state = 'approved' AND c.created_ms >= $2 AND c.created_ms < $3";
        let select = sqlx::query_scalar(select).bind(site);
        select.bind(period.begin_ms()).bind(period.end_ms()).fetch_all(c).await?
    });
    waited.sort_unstable();
    let answered = i64::try_from(waited.len()).unwrap_or(i64::MAX);
    Ok((answered, median(&waited)))
}

/// The middle of sorted numbers; between two in the middle what lies between them.
fn median(sorted: &[i64]) -> Option<i64> {
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(lower + (upper - lower) / 2)
}

async fn ratings(read: &mut Read, site: &str, period: Period) -> Result<(i64, i64), sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(value), 0) AS BIGINT) FROM rating_votes \
             WHERE site = $1 AND changed_ms >= $2 AND changed_ms < $3";
        let select = sqlx::query_as(select).bind(site);
        select.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
    }))
}

async fn polls(read: &mut Read, site: &str, period: Period) -> Result<Vec<PollVotes>, sqlx::Error> {
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

async fn subscriptions(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<(i64, i64), sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT CAST(COUNT(CASE WHEN n.act = 'confirmed' THEN 1 END) AS BIGINT), \
                 CAST(COUNT(CASE WHEN n.act = 'withdrawn' THEN 1 END) AS BIGINT) \
             FROM consents n JOIN subscribers s ON s.id = n.subscriber \
             WHERE n.at_ms >= $2 AND n.at_ms < $3 AND s.site = $1";
        let select = sqlx::query_as(select).bind(site);
        select.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
    }))
}

async fn reports(read: &mut Read, site: &str, period: Period) -> Result<[i64; 3], sqlx::Error> {
    let mut all = [0; 3];
    for (count, state) in all.iter_mut().zip(crate::reports::State::ALL) {
        *count = on!(read, c => {
            let select = "SELECT CAST(COUNT(*) AS BIGINT) FROM reports \
                 WHERE site = $1 AND state = $2 AND created_ms >= $3 AND created_ms < $4";
            let select = sqlx::query_scalar(select).bind(site).bind(state.name());
            select.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
        });
    }
    Ok(all)
}

/// Of the sources in the settings: what the settings no longer name is not read.
async fn failing(read: &mut Read, site: &SiteSettings) -> Result<Vec<Failing>, sqlx::Error> {
    let mut failing: Vec<Failing> = on!(read, c => {
        let select = "SELECT url, good_ms FROM feeds WHERE site = $1 AND error IS NOT NULL ORDER BY url";
        sqlx::query_as(select).bind(&site.id).fetch_all(c).await?
    });
    failing.retain(|one| site.feeds.iter().any(|feed| feed.url == one.url));
    Ok(failing)
}

async fn silent(
    read: &mut Read,
    site: &SiteSettings,
    period: Period,
) -> Result<Vec<Silent>, sqlx::Error> {
    let mut silent = Vec::new();
    for category in site_info(read, site).await?.categories {
        let text = |name: &str| category.get(name).and_then(Value::as_str);
        let Some(id) = text("id") else { continue };
        let last: Option<i64> = on!(read, c => {
            let select = "SELECT published_ms FROM articles \
                 WHERE site = $1 AND category = $2 AND listed = 1 AND removed_ms IS NULL AND published_ms < $3 \
                 ORDER BY published_ms DESC LIMIT 1";
            sqlx::query_scalar(select).bind(&site.id).bind(id).bind(period.end_ms()).fetch_optional(c).await?
        });
        let last = last.map(day_of);
        if last.is_none_or(|day| day <= period.last() - SILENT_DAYS) {
            let name = text("name").unwrap_or(id).to_owned();
            silent.push(Silent { name, last });
        }
    }
    Ok(silent)
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
