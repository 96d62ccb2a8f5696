//! Addresses whose mail server refuses the news for good: they rest until their owner says otherwise.

use crate::mail::{self, Ended};
use crate::on;
use crate::store::Write;

/// So many refusals for good (5xx) in a row, and the address rests.
const REFUSALS: i64 = 2;

/// Takes note of how mails with news ended: an address that is refused for good twice in a row rests.
///
/// # Errors
/// When the database cannot be written.
pub async fn note_ended(write: &mut Write, most: i64) -> Result<usize, sqlx::Error> {
    let mut ended = mail::note_ended(write, most).await?;
    // Replicas change rows in one order, so that none waits for another in a circle.
    ended.sort_by(|one, other| (&one.site, &one.email).cmp(&(&other.site, &other.email)));
    for mail in &ended {
        if mail.is_sent() {
            on!(write, c => {
                let update = "UPDATE subscribers SET refusals = 0 WHERE site = $1 AND email = $2 AND refusals > 0";
                sqlx::query(update).bind(&mail.site).bind(&mail.email).execute(c).await?;
            });
        } else if mail.is_refused() {
            refused(write, mail).await?;
        }
    }
    Ok(ended.len())
}

async fn refused(write: &mut Write, mail: &Ended) -> Result<(), sqlx::Error> {
    let refusals: Option<i64> = on!(write, c => {
        let update = "UPDATE subscribers SET refusals = refusals + 1 WHERE site = $1 AND email = $2 RETURNING refusals";
        sqlx::query_scalar(update).bind(&mail.site).bind(&mail.email).fetch_optional(c).await?
    });
    if refusals == Some(REFUSALS) {
        on!(write, c => {
            let update = "UPDATE subscribers SET rests_ms = $3 WHERE site = $1 AND email = $2";
            sqlx::query(update).bind(&mail.site).bind(&mail.email).bind(mail.done_ms()).execute(c).await?;
        });
        metrics::counter!("bangtin_subscribers_resting_total", "site" => mail.site.clone())
            .increment(1);
    }
    Ok(())
}
