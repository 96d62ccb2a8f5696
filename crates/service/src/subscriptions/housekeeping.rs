//! Forgets what need not be known any more.

use std::time::Duration;

use super::{ERASURE_MS, PENDING_MS, Subscriber, UNSUBSCRIBED_MS, erase};
use crate::app::App;
use crate::mail;
use crate::on;
use crate::tasks::Stop;

/// How many unsubscribed rows are erased in one transaction.
const AT_ONCE: i64 = 200;

/// Every ten minutes, until the end.
pub async fn keep_house(app: App, mut stop: Stop) {
    const EVERY: Duration = Duration::from_secs(600);
    while !stop.within(EVERY).await {
        if let Err(error) = forget(&app).await {
            tracing::warn!(%error, "old subscriptions and mails were not forgotten; it is tried again");
        }
    }
}

/// Deletes what was never confirmed (7 days), the addresses of those who unsubscribed (30 days), proofs of erasure (2 years),
/// wordings that nobody's consent names any more, and mails that were sent a week ago.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(app: &App) -> Result<(), sqlx::Error> {
    forget_pending(app).await?;
    while forget_unsubscribed(app).await? == AT_ONCE {}
    let now = app.clock.now_ms();
    let mut write = app.store.write().await?;
    on!(write, c => {
        let delete = "DELETE FROM erasures WHERE erased_ms < $1";
        sqlx::query(delete).bind(now - ERASURE_MS).execute(c).await?;
    });
    on!(write, c => {
        // Not those of the last days: one may have been written for a consent that is not committed yet.
        let delete = "DELETE FROM consent_texts WHERE first_ms < $1 \
             AND NOT EXISTS (SELECT 1 FROM consents WHERE consents.version = consent_texts.version) \
             AND NOT EXISTS (SELECT 1 FROM erasures WHERE erasures.version = consent_texts.version)";
        sqlx::query(delete).bind(now - ERASURE_MS).execute(c).await?;
    });
    write.commit().await?;
    mail::forget(app).await
}

async fn forget_pending(app: &App) -> Result<(), sqlx::Error> {
    let before = app.clock.now_ms() - PENDING_MS;
    let mut write = app.store.write().await?;
    on!(write, c => {
        let delete = "DELETE FROM consents WHERE subscriber IN (SELECT id FROM subscribers WHERE state = 'pending' AND asked_ms < $1)";
        sqlx::query(delete).bind(before).execute(c).await?;
    });
    on!(write, c => {
        let delete = "DELETE FROM subscribers WHERE state = 'pending' AND asked_ms < $1";
        sqlx::query(delete).bind(before).execute(c).await?;
    });
    write.commit().await
}

/// Whoever asked anew after unsubscribing has a week to confirm.
async fn forget_unsubscribed(app: &App) -> Result<i64, sqlx::Error> {
    let now = app.clock.now_ms();
    let mut write = app.store.write().await?;
    let subscribers: Vec<Subscriber> = on!(write, c => {
        let select = "SELECT * FROM subscribers WHERE state = 'unsubscribed' AND unsubscribed_ms < $1 AND asked_ms < $2 \
             ORDER BY id LIMIT $3";
        sqlx::query_as(select)
            .bind(now - UNSUBSCRIBED_MS)
            .bind(now - PENDING_MS)
            .bind(AT_ONCE)
            .fetch_all(c)
            .await?
    });
    for subscriber in &subscribers {
        erase(&mut write, &app.keys, subscriber, now).await?;
    }
    write.commit().await?;
    Ok(i64::try_from(subscribers.len()).unwrap_or(0))
}
