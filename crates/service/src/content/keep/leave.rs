//! What has left its source, or whose source is no more.

use std::collections::HashSet;

use super::{AT_ONCE, Known};
use crate::content::failure::Failure;
use crate::content::held;
use crate::content::state::Held;
use crate::on;
use crate::store::{Connection, Store, Write};
use crate::sums::{self, Shown};

/// So many articles of a source that is no more leave in one transaction.
const FORGOTTEN_AT_ONCE: usize = 200;

/// Marks what was not in a source that has been read to its end. Returns how many.
///
/// # Errors
/// [`Failure`]
pub(in crate::content) async fn remove_others(
    store: &Store,
    held: &Held,
    known: &Known,
    present: &HashSet<String>,
    now_ms: i64,
) -> Result<usize, Failure> {
    let gone = known
        .rows
        .values()
        .filter(|row| row.feed == held.url && row.gone == 0 && !present.contains(&row.id));
    let gone: Vec<&str> = gone.map(|row| row.id.as_str()).collect();
    for some in gone.chunks(AT_ONCE) {
        let mut write = store.write().await?;
        held.hold(&mut write, now_ms).await?;
        let mut sums = sums::Changes::default();
        for id in some {
            remove(&mut write, held, id, &mut sums, now_ms).await?;
        }
        sums.write(&mut write, &held.site).await?;
        write.commit().await?;
    }
    let left: Vec<&str> = known
        .held(&held.url)
        .map(|(id, _)| id)
        .filter(|id| !present.contains(*id))
        .collect();
    for some in left.chunks(AT_ONCE) {
        let mut write = store.write().await?;
        held.hold(&mut write, now_ms).await?;
        for id in some {
            held::release(&mut write, &held.site, id).await?;
        }
        write.commit().await?;
    }
    Ok(gone.len())
}

/// The columns of [`Left`] of an article that has just left, for a statement.
macro_rules! left {
    () => {
        concat!(
            " RETURNING number, CAST(NULL AS BIGINT) AS removed_ms, ",
            sums::columns!()
        )
    };
}

/// An article that has left.
#[derive(sqlx::FromRow)]
struct Left {
    number: i64,
    /// As the sums knew it.
    #[sqlx(flatten)]
    shown: Shown,
}

async fn remove(
    write: &mut Write,
    held: &Held,
    id: &str,
    sums: &mut sums::Changes,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let left: Option<Left> = on!(write, c => {
        let withheld = "UPDATE articles SET left_ms = $4 WHERE site = $1 AND id = $2 AND feed = $3 AND withheld_ms IS NOT NULL AND left_ms IS NULL";
        sqlx::query(withheld).bind(&held.site).bind(id).bind(&held.url).bind(now_ms).execute(&mut *c).await?;
        let shown = concat!("UPDATE articles SET removed_ms = $4 WHERE site = $1 AND id = $2 AND feed = $3 AND removed_ms IS NULL", left!());
        sqlx::query_as(shown).bind(&held.site).bind(id).bind(&held.url).bind(now_ms).fetch_optional(c).await?
    });
    let Some(left) = left else {
        return Ok(());
    };
    sums.take(&left.shown);
    forget_words(write, left.number).await
}

async fn forget_words(write: &mut Write, number: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        sqlx::query("DELETE FROM article_words WHERE number = $1").bind(number).execute(c).await?;
    });
    if let Connection::Sqlite(c) = write.connection() {
        sqlx::query("DELETE FROM article_index WHERE rowid = $1")
            .bind(number)
            .execute(c)
            .await?;
    }
    Ok(())
}

/// Forgets the sources of a site that the settings no longer name, with their articles. Returns how many articles have left.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::content) async fn drop_other_feeds(
    store: &Store,
    site: &str,
    feeds: &[String],
    now_ms: i64,
) -> Result<usize, sqlx::Error> {
    let mut read = store.read().await?;
    let kept: Vec<String> = on!(read, c => sqlx::query_scalar("SELECT url FROM feeds WHERE site = $1").bind(site).fetch_all(c).await?);
    drop(read);
    let mut gone = 0;
    for feed in kept.iter().filter(|feed| !feeds.contains(feed)) {
        loop {
            let left = drop_some(store, site, feed, now_ms).await?;
            gone += left;
            if left < FORGOTTEN_AT_ONCE {
                break;
            }
        }
        let mut write = store.write().await?;
        on!(write, c => {
            let withheld = "UPDATE articles SET left_ms = $3 WHERE site = $1 AND feed = $2 AND withheld_ms IS NOT NULL AND left_ms IS NULL";
            sqlx::query(withheld).bind(site).bind(feed).bind(now_ms).execute(&mut *c).await?;
            sqlx::query("DELETE FROM polls WHERE site = $1 AND feed = $2").bind(site).bind(feed).execute(&mut *c).await?;
            sqlx::query("DELETE FROM held_articles WHERE site = $1 AND feed = $2").bind(site).bind(feed).execute(&mut *c).await?;
            sqlx::query("DELETE FROM source_pages WHERE site = $1 AND feed = $2").bind(site).bind(feed).execute(&mut *c).await?;
            sqlx::query("DELETE FROM feeds WHERE site = $1 AND url = $2").bind(site).bind(feed).execute(&mut *c).await?;
        });
        write.commit().await?;
    }
    Ok(gone)
}

/// Marks some of a source's articles. Returns how many.
async fn drop_some(
    store: &Store,
    site: &str,
    feed: &str,
    now_ms: i64,
) -> Result<usize, sqlx::Error> {
    const UPDATE: &str = concat!(
        "UPDATE articles SET removed_ms = $3 WHERE number IN \
         (SELECT number FROM articles WHERE site = $1 AND feed = $2 AND removed_ms IS NULL LIMIT $4)",
        left!()
    );
    let mut write = store.write().await?;
    let most = i64::try_from(FORGOTTEN_AT_ONCE).unwrap_or(i64::MAX);
    let all: Vec<Left> = on!(write, c => {
        sqlx::query_as(UPDATE).bind(site).bind(feed).bind(now_ms).bind(most).fetch_all(c).await?
    });
    let many = all.len();
    let mut sums = sums::Changes::default();
    for left in all {
        forget_words(&mut write, left.number).await?;
        sums.take(&left.shown);
    }
    sums.write(&mut write, site).await?;
    write.commit().await?;
    Ok(many)
}
