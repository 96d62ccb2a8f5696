//! The table of mails: what waits, what was sent, what cannot be.

use super::{EmailAddress, budget, cooldown};
use crate::context::Context;
use crate::on;
use crate::random::random_id;
use crate::store::{Connection, Read, Write};

/// How long it is known that a mail was sent or could not be; its text is gone at once.
const KEPT_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// How long a mail belongs to the process that took it. Longer than a round of sending takes.
const LEASE_MS: i64 = 5 * 60 * 1000;
/// In which mails of many are counted: so many go out in it.
const PACE_MS: i64 = 60 * 1000;

/// A mail to send.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// What it is, for metrics: `subscription`, `login`, `digest`.
    pub kind: &'static str,
    /// Which site it tells of; empty for none.
    pub site: String,
    /// To whom.
    pub to: EmailAddress,
    /// The subject, in any script.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The same as HTML: whole, without script.
    pub html: String,
    /// The address at which one press ends the subscription (RFC 8058).
    pub unsubscribe: Option<String>,
    /// When it is no longer worth sending, in ms UTC.
    pub until_ms: i64,
    /// Whether it is one of many alike: those go out after all others, and so many a minute.
    pub bulk: bool,
}

/// A mail that is due.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Due {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) address: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
    pub(super) unsubscribe: String,
    pub(super) attempts: i64,
    pub(super) created_ms: i64,
}

/// What is held about a mail, for the person it went to.
#[derive(Clone, Debug, serde::Serialize, sqlx::FromRow, utoipa::ToSchema)]
#[schema(as = SubscriberMail)]
pub struct Held {
    /// What it is, such as `subscription`.
    pub kind: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// When it was written, in ms UTC.
    pub created_ms: i64,
}

/// How a try ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Sent,
    /// To be tried again after this many milliseconds.
    Later(&'static str, i64),
    /// Never to be tried again.
    Failed(&'static str),
}

/// Writes a mail down, in the transaction of what it tells of. Call [`wake`](super::wake) after the commit.
///
/// # Errors
/// When the database cannot be written.
pub async fn enqueue(write: &mut Write, mail: &NewMail, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let insert = "INSERT INTO outbox (id, kind, site, email, address, subject, text, html, unsubscribe, state, reason, attempts, \
             created_ms, next_ms, until_ms, bulk) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', '', 0, $10, $10, $11, $12)";
        sqlx::query(insert)
            .bind(random_id())
            .bind(mail.kind)
            .bind(&mail.site)
            .bind(mail.to.key())
            .bind(mail.to.as_written())
            .bind(&mail.subject)
            .bind(&mail.text)
            .bind(&mail.html)
            .bind(mail.unsubscribe.as_deref().unwrap_or_default())
            .bind(now_ms)
            .bind(mail.until_ms)
            .bind(i64::from(mail.bulk))
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Whether any mail is due. A read, so that looking costs no writer.
pub(super) async fn any_due(context: &Context, now_ms: i64) -> Result<bool, sqlx::Error> {
    let mut read = context.store.read().await?;
    let due: Option<i64> = on!(read, c => {
        let select = "SELECT CAST(1 AS BIGINT) FROM outbox WHERE state = 'waiting' AND bulk IN (0, 1) AND next_ms <= $1 LIMIT 1";
        sqlx::query_scalar(select).bind(now_ms).fetch_optional(c).await?
    });
    Ok(due.is_some())
}

/// Tells operators how many mails wait. A number that grows means that the mail server is away.
pub(super) async fn measure(context: &Context) -> Result<(), sqlx::Error> {
    let mut read = context.store.read().await?;
    let waiting: i64 = on!(read, c => {
        let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting'";
        sqlx::query_scalar(count).fetch_one(c).await?
    });
    metrics::gauge!("bangtin_mail_waiting").set(waiting as f64);
    Ok(())
}

/// Takes up to `most` mails that are due, those of many alike after all others and no more than their pace. Nobody else takes
/// them before [`LEASE_MS`] is over.
pub(super) async fn claim(
    context: &Context,
    now_ms: i64,
    most: i64,
) -> Result<Vec<Due>, sqlx::Error> {
    let mut write = context.store.write().await?;
    on!(write, c => {
        let late = "UPDATE outbox SET state = 'failed', reason = 'too_late', done_ms = $1, subject = '', text = '', html = '', \
             unsubscribe = '' WHERE state = 'waiting' AND bulk IN (0, 1) AND next_ms <= $1 AND until_ms < $1";
        sqlx::query(late).bind(now_ms).execute(c).await?;
    });
    let mut due = take(&mut write, now_ms, 0, most).await?;
    let room = most - i64::try_from(due.len()).unwrap_or(most);
    if room > 0 && bulk_due(&mut write, now_ms).await? {
        // What is counted here must still be true when it is committed, of all replicas.
        write.alone(b"bulk mail").await?;
        let pace = i64::from(context.settings.limits.digest_mails_per_minute);
        let room = room.min(pace - tried_of_many(&mut write, now_ms).await?);
        if room > 0 {
            due.extend(take(&mut write, now_ms, 1, room).await?);
        }
    }
    write.commit().await?;
    Ok(due)
}

async fn take(
    write: &mut Write,
    now_ms: i64,
    bulk: i64,
    most: i64,
) -> Result<Vec<Due>, sqlx::Error> {
    const COLUMNS: &str =
        "RETURNING id, kind, address, subject, text, html, unsubscribe, attempts, created_ms";
    // Replicas on PostgreSQL step over each other's rows instead of waiting for them.
    let skip = match write.connection() {
        Connection::Sqlite(_) => "",
        Connection::Postgres(_) => "FOR UPDATE SKIP LOCKED",
    };
    // As a table of its own, so that no plan runs the inner query twice and takes more than it should.
    let update = format!(
        "WITH due AS MATERIALIZED (SELECT id FROM outbox WHERE state = 'waiting' AND bulk = $4 AND next_ms <= $1 \
         ORDER BY next_ms LIMIT $3 {skip}) \
         UPDATE outbox SET next_ms = $2, tried_ms = $1, attempts = attempts + 1 WHERE id IN (SELECT id FROM due) {COLUMNS}"
    );
    Ok(on!(write, c => {
        sqlx::query_as(sqlx::AssertSqlSafe(update))
            .bind(now_ms)
            .bind(now_ms + LEASE_MS)
            .bind(most)
            .bind(bulk)
            .fetch_all(c)
            .await?
    }))
}

async fn bulk_due(write: &mut Write, now_ms: i64) -> Result<bool, sqlx::Error> {
    let due: Option<i64> = on!(write, c => {
        let select = "SELECT CAST(1 AS BIGINT) FROM outbox WHERE state = 'waiting' AND bulk = 1 AND next_ms <= $1 LIMIT 1";
        sqlx::query_scalar(select).bind(now_ms).fetch_optional(c).await?
    });
    Ok(due.is_some())
}

/// How many mails of many were tried in the last minute.
async fn tried_of_many(write: &mut Write, now_ms: i64) -> Result<i64, sqlx::Error> {
    Ok(on!(write, c => {
        let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE bulk = 1 AND tried_ms > $1";
        sqlx::query_scalar(count).bind(now_ms - PACE_MS).fetch_one(c).await?
    }))
}

/// How many mails of many have not been tried yet: while there are enough, no more need be written.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn untried_of_many(write: &mut Write) -> Result<i64, sqlx::Error> {
    Ok(on!(write, c => {
        let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting' AND bulk = 1 AND attempts = 0";
        sqlx::query_scalar(count).fetch_one(c).await?
    }))
}

/// How a mail of many ended.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Ended {
    pub(crate) site: String,
    /// The address in lower case.
    pub(crate) email: String,
    state: String,
    reason: String,
    done_ms: Option<i64>,
}

impl Ended {
    /// When, in ms UTC.
    pub(crate) fn done_ms(&self) -> i64 {
        self.done_ms.unwrap_or_default()
    }

    /// Whether the mail server took it.
    pub(crate) fn is_sent(&self) -> bool {
        self.state == "sent"
    }

    /// Whether the mail server refused the mailbox for good (5xx).
    pub(crate) fn is_refused(&self) -> bool {
        self.reason.starts_with("smtp_5")
    }
}

/// Takes note of how some mails of many ended; each is told once, with the transaction.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn note_ended(write: &mut Write, most: i64) -> Result<Vec<Ended>, sqlx::Error> {
    Ok(on!(write, c => {
        let update = "UPDATE outbox SET noted = 1 WHERE id IN (SELECT id FROM outbox \
             WHERE bulk = 1 AND noted = 0 AND state <> 'waiting' LIMIT $1) AND noted = 0 RETURNING site, email, state, reason, done_ms";
        sqlx::query_as(update).bind(most).fetch_all(c).await?
    }))
}

/// Takes mails of many back that wait for this address: whoever has left gets none.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn take_back(
    write: &mut Write,
    site: &str,
    email: &str,
) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM outbox WHERE email = $1 AND site = $2 AND bulk = 1 AND state = 'waiting'";
        sqlx::query(delete).bind(email).bind(site).execute(c).await?;
    });
    Ok(())
}

/// Writes down how some tries ended. What was sent or given up loses its text.
pub(super) async fn settle(
    context: &Context,
    now_ms: i64,
    outcomes: &[(String, Outcome)],
) -> Result<(), sqlx::Error> {
    const DONE: &str = "UPDATE outbox SET state = $2, reason = $3, done_ms = $4, subject = '', text = '', html = '', \
         unsubscribe = '' WHERE id = $1 AND state = 'waiting'";
    const LATER: &str =
        "UPDATE outbox SET reason = $2, next_ms = $3 WHERE id = $1 AND state = 'waiting'";
    let mut write = context.store.write().await?;
    for (id, outcome) in outcomes {
        let (state, reason) = match outcome {
            Outcome::Sent => ("sent", ""),
            Outcome::Failed(reason) => ("failed", *reason),
            Outcome::Later(reason, pause_ms) => {
                on!(write, c => {
                    sqlx::query(LATER).bind(id).bind(*reason).bind(now_ms + pause_ms).execute(c).await?;
                });
                continue;
            }
        };
        on!(write, c => {
            sqlx::query(DONE).bind(id).bind(state).bind(reason).bind(now_ms).execute(c).await?;
        });
    }
    write.commit().await
}

/// Gives mails back that were taken and not tried.
pub(super) async fn release(
    context: &Context,
    now_ms: i64,
    mails: &[Due],
) -> Result<(), sqlx::Error> {
    let mut write = context.store.write().await?;
    for mail in mails {
        on!(write, c => {
            let update = "UPDATE outbox SET next_ms = $2, attempts = attempts - 1 WHERE id = $1 AND state = 'waiting'";
            sqlx::query(update).bind(&mail.id).bind(now_ms).execute(c).await?;
        });
    }
    write.commit().await
}

/// What is held about mails to this address.
///
/// # Errors
/// When the database cannot be read.
pub async fn held(read: &mut Read, email: &str) -> Result<Vec<Held>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT kind, state, created_ms FROM outbox WHERE email = $1 ORDER BY created_ms";
        sqlx::query_as(select).bind(email).fetch_all(c).await?
    }))
}

/// Removes all mails to this address, those that wait too. How many there were.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase(write: &mut Write, email: &str) -> Result<u64, sqlx::Error> {
    Ok(on!(write, c => {
        sqlx::query("DELETE FROM outbox WHERE email = $1").bind(email).execute(c).await?.rows_affected()
    }))
}

/// Removes the mails of one site to this address, those that wait too. How many there were.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase_of_site(write: &mut Write, site: &str, email: &str) -> Result<u64, sqlx::Error> {
    Ok(on!(write, c => {
        let delete = "DELETE FROM outbox WHERE email = $1 AND site = $2";
        sqlx::query(delete).bind(email).bind(site).execute(c).await?.rows_affected()
    }))
}

/// Forgets mails that were sent or given up a week ago, turns and hours that are over.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    let now = context.clock.now_ms();
    let mut write = context.store.write().await?;
    on!(write, c => {
        let delete = "DELETE FROM outbox WHERE state <> 'waiting' AND done_ms < $1";
        sqlx::query(delete).bind(now - KEPT_MS).execute(c).await?;
    });
    cooldown::forget(&mut write, now).await?;
    budget::forget(&mut write, now).await?;
    write.commit().await?;
    measure(context).await
}
