//! Forgets what need not be known any more.

use super::hour;
use super::{ERASURE_MS, PENDING_MS, Subscriber, UNSUBSCRIBED_MS, erase};
use crate::background::{HOUSEKEEPING, Stop, every};
use crate::context::Context;
use crate::mail;
use crate::on;

/// How many unsubscribed rows are erased in one transaction.
const AT_ONCE: i64 = 200;

/// Every ten minutes: [`forget`].
pub(crate) async fn keep_house(context: Context, stop: Stop) {
    every(HOUSEKEEPING, stop, "subscriptions and mails", || {
        forget(&context)
    })
    .await;
}

/// Deletes what was never confirmed (7 days), the addresses of those who unsubscribed (30 days), proofs of erasure (2 years),
/// wordings that nobody's consent names any more, and mails that were sent a week ago.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    forget_pending(context).await?;
    while forget_unsubscribed(context).await? == AT_ONCE {}
    let now = context.clock.now_ms();
    let mut write = context.store.write().await?;
    on!(write, c => {
        let delete = "DELETE FROM erasures WHERE erased_ms < $1";
        sqlx::query(delete).bind(now - ERASURE_MS).execute(c).await?;
    });
    on!(write, c => {
        // Not those of the last days: one may have been written for a consent that is not committed yet.
        let delete = "DELETE FROM consent_texts WHERE first_ms < $1 \
             AND NOT EXISTS (SELECT 1 FROM consents WHERE consents.version = consent_texts.version) \
             AND NOT EXISTS (SELECT 1 FROM answer_mails WHERE answer_mails.version = consent_texts.version) \
             AND NOT EXISTS (SELECT 1 FROM erasures WHERE erasures.version = consent_texts.version)";
        sqlx::query(delete).bind(now - ERASURE_MS).execute(c).await?;
    });
    hour::forget(&mut write, now).await?;
    write.commit().await?;
    mail::forget(context).await
}

async fn forget_pending(context: &Context) -> Result<(), sqlx::Error> {
    let before = context.clock.now_ms() - PENDING_MS;
    let mut write = context.store.write().await?;
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
async fn forget_unsubscribed(context: &Context) -> Result<i64, sqlx::Error> {
    let now = context.clock.now_ms();
    let mut write = context.store.write().await?;
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
        erase(&mut write, &context.keys, subscriber, now).await?;
    }
    write.commit().await?;
    Ok(i64::try_from(subscribers.len()).unwrap_or(0))
}
