//! How many stand in each list, week by week, so that a page far down is found without reading what stands before it.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use super::Shown;
use crate::on;
use crate::store::{Read, Write};

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// A list whose pages have numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List<'a> {
    /// All articles, by their dates.
    Articles,
    /// Those of a category, by its id.
    Category(&'a str),
    /// Official documents, by when they were issued.
    Documents,
    /// All that has an address of its own: articles, and documents that no article announces; by their dates.
    Addresses,
}

impl List<'_> {
    /// As the table has it.
    fn name(self) -> String {
        match self {
            Self::Articles => "articles".into(),
            Self::Category(id) => format!("category {id}"),
            Self::Documents => "documents".into(),
            Self::Addresses => "addresses".into(),
        }
    }
}

/// What a transaction changes in the sums of a site: by list and week.
#[derive(Debug, Default)]
pub(super) struct Changes(BTreeMap<(String, i64), i64>);

impl Changes {
    pub(super) fn change(&mut self, shown: &Shown, by: i64) {
        let mut count = |list: List<'_>, ms: i64| {
            let week = ms.div_euclid(WEEK_MS);
            *self.0.entry((list.name(), week)).or_default() += by;
        };
        let is_listed = shown.listed == 1;
        if is_listed {
            count(List::Articles, shown.published_ms);
            if let Some(category) = &shown.category {
                count(List::Category(category), shown.published_ms);
            }
        }
        if let Some(issued_ms) = shown.issued_ms {
            count(List::Documents, issued_ms);
        }
        if is_listed || shown.issued_ms.is_some() {
            count(List::Addresses, shown.published_ms);
        }
    }

    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn write(self, write: &mut Write, site: &str) -> Result<(), sqlx::Error> {
        const ADD: &str = "INSERT INTO list_sums (site, list, week, shown) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (site, list, week) DO UPDATE SET shown = list_sums.shown + excluded.shown";
        for ((list, week), by) in self.0 {
            if by != 0 {
                on!(write, c => {
                    sqlx::query(ADD).bind(site).bind(&list).bind(week).bind(by).execute(c).await?;
                });
            }
        }
        Ok(())
    }
}

/// How many stand in a list.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn count(read: &mut Read, site: &str, list: List<'_>) -> Result<i64, sqlx::Error> {
    let select = "SELECT CAST(COALESCE(SUM(shown), 0) AS BIGINT) FROM list_sums WHERE site = $1 AND list = $2";
    Ok(on!(read, c => {
        sqlx::query_scalar(select).bind(site).bind(list.name()).fetch_one(c).await?
    }))
}

/// From which end a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// Where a row of a list is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// The time beyond which it stands, in milliseconds since 1970-01-01 UTC: of a list that begins with the newest all times below it,
    /// of one that begins with the oldest this time and all above it.
    pub ms: i64,
    /// How many stand there before it: at most as many as the list has in a week.
    pub skipped: i64,
}

/// Where the row stands before which there are `skipped` others; none beyond the end of the list.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn start(
    read: &mut Read,
    site: &str,
    list: List<'_>,
    end: End,
    skipped: i64,
) -> Result<Option<Start>, sqlx::Error> {
    let way = match end {
        End::Newest => "DESC",
        End::Oldest => "ASC",
    };
    let select = format!(
        "SELECT week, CAST(ahead AS BIGINT) FROM \
         (SELECT week, shown, SUM(shown) OVER (ORDER BY week {way}) - shown AS ahead \
          FROM list_sums WHERE site = $1 AND list = $2 AND shown > 0) AS weeks \
         WHERE ahead <= $3 AND ahead + shown > $3"
    );
    let found: Option<(i64, i64)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(select)).bind(site).bind(list.name()).bind(skipped).fetch_optional(c).await?
    });
    Ok(found.map(|(week, ahead)| Start {
        ms: match end {
            End::Newest => week.saturating_add(1).saturating_mul(WEEK_MS),
            End::Oldest => week.saturating_mul(WEEK_MS),
        },
        skipped: skipped.saturating_sub(ahead),
    }))
}
