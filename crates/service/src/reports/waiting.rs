//! The reports that wait for a moderator. Strangers send them, so there is an end to how many.

use super::State;
use crate::config::Limits;
use crate::context::Context;
use crate::on;
use crate::store::{Read, Write};

/// Of reports that come at the same moment each sees those before it: the next one of the site waits for the end of this transaction.
///
/// # Errors
/// When the database cannot be asked.
pub(super) async fn hold(write: &mut Write, site: &str) -> Result<(), sqlx::Error> {
    write
        .alone(format!("reports waiting/{site}").as_bytes())
        .await
}

/// Whether one more may wait. The caller holds the queue.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn has_room(
    write: &mut Write,
    limits: &Limits,
    site: &str,
    page: &str,
) -> Result<bool, sqlx::Error> {
    const OF_SITE: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM reports WHERE site = $1 AND state = $2";
    const OF_PAGE: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM reports WHERE site = $1 AND page = $2 AND state = $3";
    let open = State::Open.name();
    let of_site: i64 = on!(write, c => {
        sqlx::query_scalar(OF_SITE).bind(site).bind(open).fetch_one(c).await?
    });
    if of_site >= i64::from(limits.waiting_reports_per_site) {
        return Ok(false);
    }
    let of_page: i64 = on!(write, c => {
        sqlx::query_scalar(OF_PAGE).bind(site).bind(page).bind(open).fetch_one(c).await?
    });
    Ok(of_page < i64::from(limits.waiting_reports_per_page))
}

/// How many wait, and since when the oldest does.
///
/// # Errors
/// When the database cannot be read.
pub async fn queue(read: &mut Read, site: &str) -> Result<(i64, Option<i64>), sqlx::Error> {
    const QUEUE: &str = "SELECT CAST(COUNT(*) AS BIGINT), MIN(created_ms) FROM reports WHERE site = $1 AND state = $2";
    Ok(on!(read, c => {
        sqlx::query_as(QUEUE).bind(site).bind(State::Open.name()).fetch_one(c).await?
    }))
}

/// Tells operators how many reports of each site wait, and for how many seconds the oldest of them has: 0 where none does.
///
/// # Errors
/// When the database cannot be read.
pub async fn measure(context: &Context) -> Result<(), sqlx::Error> {
    let mut read = context.store.read().await?;
    for site in &context.settings.sites {
        let (waiting, oldest_ms) = queue(&mut read, &site.id).await?;
        let age_ms = oldest_ms.map_or(0, |oldest_ms| (context.clock.now_ms() - oldest_ms).max(0));
        metrics::gauge!("bangtin_reports_waiting", "site" => site.id.clone()).set(waiting as f64);
        metrics::gauge!("bangtin_reports_waiting_oldest_seconds", "site" => site.id.clone())
            .set((age_ms / 1000) as f64);
    }
    Ok(())
}
