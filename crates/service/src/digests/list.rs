//! The digests that were made, for pages and feeds.

use super::entries;
use super::{Due, Entry};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::on;
use crate::store::Read;
use crate::subscriptions::Rhythm;

/// A digest that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) due: Due,
    /// When it was made, in ms UTC.
    pub(crate) made_ms: i64,
    /// How many mails were written.
    pub(crate) mails: i64,
    /// Whether there are more to write.
    pub(crate) is_open: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    rhythm: String,
    day: i64,
    made_ms: i64,
    mails: i64,
    state: String,
}

impl Row {
    fn made(&self) -> Option<Made> {
        let rhythm = Rhythm::named(&self.rhythm)?;
        Some(Made {
            due: Due {
                rhythm,
                day: self.day,
            },
            made_ms: self.made_ms,
            mails: self.mails,
            is_open: self.state == "open",
        })
    }
}

/// The latest digests of a site with anything in them, the last first.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn latest(
    read: &mut Read,
    site: &str,
    most: i64,
) -> Result<Vec<Made>, sqlx::Error> {
    let mut made = Vec::new();
    for rhythm in Rhythm::ALL {
        let rows: Vec<Row> = on!(read, c => {
            let select = "SELECT rhythm, day, made_ms, mails, state FROM digests \
                 WHERE site = $1 AND rhythm = $2 AND state <> 'empty' ORDER BY day DESC LIMIT $3";
            sqlx::query_as(select).bind(site).bind(rhythm.id()).bind(most).fetch_all(c).await?
        });
        made.extend(rows.iter().filter_map(Row::made));
    }
    made.sort_by_key(|made| std::cmp::Reverse((made.due.day, made.due.rhythm.id())));
    made.truncate(usize::try_from(most).unwrap_or(0));
    Ok(made)
}

/// A digest with what it tells of; nothing where there is none, or nothing in it is shown any more.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn told(
    read: &mut Read,
    context: &Context,
    site: &SiteSettings,
    due: Due,
) -> Result<Vec<Entry>, sqlx::Error> {
    entries::read_issue(read, context, site, due).await
}
