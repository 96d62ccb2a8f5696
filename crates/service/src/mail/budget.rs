//! How much mail strangers can make us send: so many an hour to the servers of one domain, and so many in all.

use super::EmailAddress;
use crate::clock::seconds_until;
use crate::context::Context;
use crate::on;
use crate::store::Write;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// Whether a form may ask for a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// Yes, and it was counted.
    Free,
    /// No, for so many seconds.
    Spent(u64),
}

/// Counts a form that asks for a mail to this address, in the form's own transaction; of several at once each sees the others.
/// Every form is counted, also one that leads to no mail because there was one today: the answer must not tell which.
///
/// # Errors
/// When the database cannot be written.
pub async fn spend(
    write: &mut Write,
    context: &Context,
    to: &EmailAddress,
) -> Result<Budget, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let limits = &context.settings.limits;
    let domain = context.keys.mac("domain", to.mail_domain().as_bytes());
    // Always in this order, so that two never wait for each other.
    let budgets = [
        (&domain[..], limits.mails_per_domain_per_hour),
        (&[], limits.mails_per_hour),
    ];
    for (domain, most) in budgets {
        if !take(write, now_ms.div_euclid(HOUR_MS), domain, most.into()).await? {
            metrics::counter!("bangtin_mail_refused_total").increment(1);
            let left_ms = HOUR_MS - now_ms.rem_euclid(HOUR_MS);
            return Ok(Budget::Spent(seconds_until(left_ms, 0)));
        }
    }
    Ok(Budget::Free)
}

/// One of the hour's mails; false when there is none left. `most` is 1 or more.
async fn take(write: &mut Write, hour: i64, domain: &[u8], most: i64) -> Result<bool, sqlx::Error> {
    let rows = on!(write, c => {
        let upsert = "INSERT INTO mail_budgets (hour, domain, mails) VALUES ($1, $2, 1) \
             ON CONFLICT (hour, domain) DO UPDATE SET mails = mail_budgets.mails + 1 WHERE mail_budgets.mails < $3";
        sqlx::query(upsert).bind(hour).bind(domain).bind(most).execute(c).await?.rows_affected()
    });
    Ok(rows > 0)
}

/// Forgets the hours that are over.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn forget(write: &mut Write, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM mail_budgets WHERE hour < $1";
        sqlx::query(delete).bind(now_ms.div_euclid(HOUR_MS)).execute(c).await?;
    });
    Ok(())
}
