//! What is known of a source, and who asks it at the moment. With several replicas, one holds a source while it imports it.

use serde_json::Value;

use bangtin_feeds::fetch::Validator;

use super::failure::Failure;
use crate::on;
use crate::store::{Store, Write};

/// How long a source stays held by one who says nothing any more.
const HELD_MS: i64 = 120_000;

/// A source that is held by us.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub site: String,
    pub url: String,
    pub holder: String,
    /// What we make of it, beside what it sends.
    pub shape: String,
    /// What its pages had the last time; empty when it was not read to its end.
    pub validators: Vec<Validator>,
    /// Since when it has been read to its end; 0: it was not.
    pub whole_ms: i64,
    /// Whether it was read before: what is new in it now is news, and not all that there ever was.
    pub read_before: bool,
    /// What made its articles the last time; empty where the hosts to which they lead are not known yet.
    pub making: String,
    /// How far its reading has come, where it is read by what has changed: JSON, empty when it begins anew.
    pub progress: String,
}

/// When to ask a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Now, whenever it was asked last.
    Now,
    /// When it was not asked for this long, in milliseconds.
    Due(i64),
}

#[derive(sqlx::FromRow)]
struct Row {
    validators: String,
    good_ms: i64,
    whole_ms: i64,
    progress: String,
    making: String,
}

/// Takes hold of a source; `None` where another holds it, or it is not due.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn take(
    store: &Store,
    site: &str,
    url: &str,
    shape: String,
    when: When,
    now_ms: i64,
) -> Result<Option<Held>, sqlx::Error> {
    let holder = crate::random::random_id();
    let asked_before = match when {
        When::Now => i64::MAX,
        When::Due(every) => now_ms.saturating_sub(every),
    };
    let mut write = store.write().await?;
    let row: Option<Row> = on!(write, c => {
        let insert = "INSERT INTO feeds (site, url, validators, tried_ms, good_ms, whole_ms, head, holder, held_until_ms) \
             VALUES ($1, $2, '[]', 0, 0, 0, '{}', '', 0) ON CONFLICT DO NOTHING";
        sqlx::query(insert).bind(site).bind(url).execute(&mut *c).await?;
        let take = "UPDATE feeds SET holder = $3, held_until_ms = $4, tried_ms = $5 \
             WHERE site = $1 AND url = $2 AND held_until_ms < $5 AND tried_ms <= $6 RETURNING validators, good_ms, whole_ms, progress, making";
        sqlx::query_as(take)
            .bind(site)
            .bind(url)
            .bind(&holder)
            .bind(now_ms.saturating_add(HELD_MS))
            .bind(now_ms)
            .bind(asked_before)
            .fetch_optional(&mut *c)
            .await?
    });
    write.commit().await?;
    Ok(row.map(|row| Held {
        progress: same_shape(&row.progress, &shape).unwrap_or_default(),
        validators: same_shape(&row.validators, &shape).unwrap_or_default(),
        making: row.making,
        site: site.to_owned(),
        url: url.to_owned(),
        holder,
        shape,
        whole_ms: row.whole_ms,
        read_before: row.good_ms > 0,
    }))
}

/// What was noted, unless we made something else of the source then.
fn same_shape<T: serde::de::DeserializeOwned>(text: &str, shape: &str) -> Option<T> {
    let (made, noted): (String, T) = serde_json::from_str(text).ok()?;
    (made == shape).then_some(noted)
}

impl Held {
    /// Holds on, in the transaction that keeps what was read.
    ///
    /// # Errors
    /// [`Failure::Taken`] where another has taken over.
    pub(super) async fn hold(&self, write: &mut Write, now_ms: i64) -> Result<(), Failure> {
        let held = on!(write, c => {
            let hold = "UPDATE feeds SET held_until_ms = $4 WHERE site = $1 AND url = $2 AND holder = $3";
            sqlx::query(hold)
                .bind(&self.site)
                .bind(&self.url)
                .bind(&self.holder)
                .bind(now_ms.saturating_add(HELD_MS))
                .execute(c)
                .await?
                .rows_affected()
        });
        if held == 1 {
            Ok(())
        } else {
            Err(Failure::Taken)
        }
    }

    /// Lets go after a good import: `head` is absent where nothing has changed, `validators` empty where it was not read to its end.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn good(
        &self,
        write: &mut Write,
        head: Option<&Value>,
        validators: &[Validator],
        whole: bool,
        now_ms: i64,
    ) -> Result<(), sqlx::Error> {
        let validators = serde_json::to_string(&(&self.shape, validators)).unwrap_or_default();
        let whole_ms = if whole { now_ms } else { 0 };
        on!(write, c => {
            let good = "UPDATE feeds SET good_ms = $4, error = NULL, validators = $5, whole_ms = $6, head = COALESCE($7, head), holder = '', held_until_ms = 0 \
                 WHERE site = $1 AND url = $2 AND holder = $3";
            sqlx::query(good)
                .bind(&self.site)
                .bind(&self.url)
                .bind(&self.holder)
                .bind(now_ms)
                .bind(validators)
                .bind(whole_ms)
                .bind(head.map(Value::to_string))
                .execute(c)
                .await?;
        });
        Ok(())
    }

    /// Notes how far the reading has come.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn go_on(&self, write: &mut Write, progress: &str) -> Result<(), sqlx::Error> {
        let progress = serde_json::to_string(&(&self.shape, progress)).unwrap_or_default();
        on!(write, c => {
            let note = "UPDATE feeds SET progress = $4 WHERE site = $1 AND url = $2 AND holder = $3";
            sqlx::query(note).bind(&self.site).bind(&self.url).bind(&self.holder).bind(progress).execute(c).await?;
        });
        Ok(())
    }

    /// Notes what makes its articles, whose hosts are known from now on.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn made_by(&self, write: &mut Write, making: &str) -> Result<(), sqlx::Error> {
        on!(write, c => {
            let note = "UPDATE feeds SET making = $3 WHERE site = $1 AND url = $2";
            sqlx::query(note).bind(&self.site).bind(&self.url).bind(making).execute(c).await?;
        });
        Ok(())
    }

    /// Lets go after a failure. What was kept stays, and the next time the source is read anew.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn bad(&self, store: &Store, error: Option<&str>) -> Result<(), sqlx::Error> {
        let mut write = store.write().await?;
        on!(write, c => {
            let bad = "UPDATE feeds SET error = COALESCE($4, error), holder = '', held_until_ms = 0 WHERE site = $1 AND url = $2 AND holder = $3";
            sqlx::query(bad)
                .bind(&self.site)
                .bind(&self.url)
                .bind(&self.holder)
                .bind(error)
                .execute(c)
                .await?;
        });
        write.commit().await
    }
}

/// Lets go of everything that was taken before this time, by a process that is no more. Only where one process has the database.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn free(store: &Store, before_ms: i64) -> Result<(), sqlx::Error> {
    let mut write = store.write().await?;
    on!(write, c => {
        let free = "UPDATE feeds SET holder = '', held_until_ms = 0 WHERE tried_ms < $1";
        sqlx::query(free).bind(before_ms).execute(c).await?;
    });
    write.commit().await
}

/// Whether each of these sources has been read at least once.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn all_good(
    store: &Store,
    site: &str,
    feeds: &[String],
) -> Result<bool, sqlx::Error> {
    let mut read = store.read().await?;
    let good: Vec<String> = on!(read, c => {
        sqlx::query_scalar("SELECT url FROM feeds WHERE site = $1 AND good_ms > 0").bind(site).fetch_all(c).await?
    });
    Ok(feeds.iter().all(|feed| good.contains(feed)))
}
