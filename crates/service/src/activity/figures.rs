//! All that is counted.

use super::Period;
use super::comments::{Comments, comments};
use super::opinions::{PollVotes, polls, ratings};
use super::sources::{Failing, Silent, failing, silent};
use super::visits::{Day, PageViews, days, most_read, pages_since};
use crate::config::SiteSettings;
use crate::on;
use crate::reports::State;
use crate::store::Read;
use crate::subscriptions::{Changes, Readership, changes, readership};

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
    /// The comments that came.
    pub comments: Comments,
    /// How many ratings were given or changed, and their sum.
    pub ratings: (i64, i64),
    /// Votes that were given or changed, by their polls, the most first.
    pub polls: Vec<PollVotes>,
    /// How many subscribed and unsubscribed; none where that was not counted yet.
    pub subscriptions: Option<Changes>,
    /// How many get the news now.
    pub(crate) readers: Readership,
    /// The reports of errors that came: those that wait, mended and not mended.
    pub reports: [i64; 3],
    /// The sources that cannot be read now.
    pub failing: Vec<Failing>,
    /// The categories in which nothing has appeared in the last thirty days of the period.
    pub silent: Vec<Silent>,
}

impl Activity {
    /// How many readers came, each day's added up.
    #[must_use]
    pub fn visits(&self) -> i64 {
        self.days.iter().map(|day| day.visits).sum()
    }

    /// How many pages they opened.
    #[must_use]
    pub fn views(&self) -> i64 {
        self.days.iter().map(|day| day.views).sum()
    }
}

/// Counts what a site did in a period, of which what is after today has not happened yet.
///
/// # Errors
/// When the database cannot be read.
pub async fn activity(
    read: &mut Read,
    site: &SiteSettings,
    period: Period,
    today: i64,
) -> Result<Activity, sqlx::Error> {
    let id = &site.id;
    let since = pages_since(read, id).await?;
    Ok(Activity {
        period,
        days: days(read, id, period).await?,
        most_read: most_read(read, id, period).await?,
        pages_since: since.filter(|day| *day > period.first()),
        comments: comments(read, id, period).await?,
        ratings: ratings(read, id, period).await?,
        polls: polls(read, id, period).await?,
        subscriptions: changes(read, id, (period.first(), period.last())).await?,
        readers: readership(read, id).await?,
        reports: reports(read, id, period).await?,
        failing: failing(read, site).await?,
        silent: silent(read, site, period.last().min(today)).await?,
    })
}

async fn reports(read: &mut Read, site: &str, period: Period) -> Result<[i64; 3], sqlx::Error> {
    let mut all = [0; 3];
    for (count, state) in all.iter_mut().zip(State::ALL) {
        *count = on!(read, c => {
            let select = "SELECT CAST(COUNT(*) AS BIGINT) FROM reports \
                 WHERE site = $1 AND state = $2 AND created_ms >= $3 AND created_ms < $4";
            let select = sqlx::query_scalar(select).bind(site).bind(state.name());
            select.bind(period.begin_ms()).bind(period.end_ms()).fetch_one(c).await?
        });
    }
    Ok(all)
}
