//! The readings in the database.

use std::collections::HashSet;

use super::source::{Key, Source};
use crate::context::Context;
use crate::on;
use crate::store::Read;

/// The last good value of a reading.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Good {
    /// As JSON.
    pub value: String,
    /// When it was fetched, in milliseconds since 1970-01-01 UTC.
    pub as_of_ms: i64,
}

/// What was known before a source is asked again.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(super) struct Before {
    pub(super) value: Option<String>,
    pub(super) failures: i64,
    pub(super) doubted: Option<String>,
    pub(super) doubts: i64,
}

/// What came of asking.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A value to show from now on.
    Good(String),
    /// A value too far from the last good one: how often in a row its like has come.
    Doubtful(String, i64),
    /// Nothing to show.
    Failed,
}

/// The last good value, where there is one.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn last_good(
    read: &mut Read,
    source: &Source,
) -> Result<Option<Good>, sqlx::Error> {
    let (kind, source, name) = source.key();
    let select = "SELECT value, as_of_ms FROM readings WHERE kind = $1 AND source = $2 AND name = $3 \
                  AND value IS NOT NULL AND as_of_ms IS NOT NULL";
    Ok(on!(read, c => {
        sqlx::query_as(select).bind(kind).bind(source).bind(name).fetch_optional(c).await?
    }))
}

/// What need not be asked for yet.
pub(super) async fn not_due(context: &Context) -> Result<HashSet<Key>, sqlx::Error> {
    let mut read = context.store.read().await?;
    let select = "SELECT kind, source, name FROM readings WHERE due_ms > $1";
    let now_ms = context.clock.now_ms();
    let rows: Vec<Key> = on!(read, c => sqlx::query_as(select).bind(now_ms).fetch_all(c).await?);
    Ok(rows.into_iter().collect())
}

/// Takes a reading that is due until `until_ms`; nothing when another replica was first. A replica that dies meanwhile
/// leaves it due again at that time.
pub(super) async fn take(
    context: &Context,
    source: &Source,
    until_ms: i64,
) -> Result<Option<Before>, sqlx::Error> {
    let (kind, source, name) = source.key();
    let claim = "INSERT INTO readings (kind, source, name, due_ms) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (kind, source, name) DO UPDATE SET due_ms = excluded.due_ms WHERE readings.due_ms <= $5 \
                 RETURNING value, failures, doubted, doubts";
    let now_ms = context.clock.now_ms();
    let mut write = context.store.write().await?;
    let before = on!(write, c => {
        let claim = sqlx::query_as(claim).bind(kind).bind(source).bind(name);
        claim.bind(until_ms).bind(now_ms).fetch_optional(c).await?
    });
    write.commit().await?;
    Ok(before)
}

/// Keeps what came of it, and when to ask again.
pub(super) async fn keep(
    context: &Context,
    source: &Source,
    outcome: &Outcome,
    due_ms: i64,
) -> Result<(), sqlx::Error> {
    let (kind, source, name) = source.key();
    let now_ms = context.clock.now_ms();
    let mut write = context.store.write().await?;
    match outcome {
        Outcome::Good(value) => {
            let update = "UPDATE readings SET due_ms = $4, value = $5, as_of_ms = $6, failures = 0, doubted = NULL, doubts = 0 \
                          WHERE kind = $1 AND source = $2 AND name = $3";
            on!(write, c => {
                let update = sqlx::query(update).bind(kind).bind(source).bind(name);
                update.bind(due_ms).bind(value).bind(now_ms).execute(c).await?;
            });
        }
        Outcome::Doubtful(value, doubts) => {
            let update = "UPDATE readings SET due_ms = $4, doubted = $5, doubts = $6, failures = 0 \
                          WHERE kind = $1 AND source = $2 AND name = $3";
            on!(write, c => {
                let update = sqlx::query(update).bind(kind).bind(source).bind(name);
                update.bind(due_ms).bind(value).bind(*doubts).execute(c).await?;
            });
        }
        Outcome::Failed => {
            let update = "UPDATE readings SET due_ms = $4, failures = failures + 1 \
                          WHERE kind = $1 AND source = $2 AND name = $3";
            on!(write, c => {
                let update = sqlx::query(update).bind(kind).bind(source).bind(name);
                update.bind(due_ms).execute(c).await?;
            });
        }
    }
    write.commit().await
}
