//! Nobody's mailbox is filled through our forms.

use super::EmailAddress;
use crate::keys::Keys;
use crate::on;
use crate::store::Write;

/// One mail of a kind to a mailbox from a site in this time.
const PAUSE_MS: i64 = 24 * 60 * 60 * 1000;
/// The most mails of a kind to a mailbox from all sites together in that time: whoever subscribes at the province may do so at
/// the commune too.
const FROM_ALL_SITES: i64 = 3;

/// Whether a mail may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cooled {
    /// Yes; the next may follow in 24 h.
    Free,
    /// No: there was one.
    Waiting,
}

/// Takes the turn to send a mail of this kind, in the transaction that writes the mail. Of several at once one gets it.
///
/// # Errors
/// When the database cannot be written.
pub async fn take(
    write: &mut Write,
    keys: &Keys,
    to: &EmailAddress,
    kind: &'static str,
    site: &str,
    now_ms: i64,
) -> Result<Cooled, sqlx::Error> {
    let mailbox = keys.mac("mailbox", to.mailbox().as_bytes()).to_vec();
    let recent: i64 = on!(write, c => {
        let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM mail_cooldowns WHERE mailbox = $1 AND kind = $2 AND until_ms > $3";
        sqlx::query_scalar(count).bind(&mailbox).bind(kind).bind(now_ms).fetch_one(c).await?
    });
    if recent >= FROM_ALL_SITES {
        return Ok(Cooled::Waiting);
    }
    let taken = on!(write, c => {
        let upsert = "INSERT INTO mail_cooldowns (mailbox, kind, site, until_ms) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (mailbox, kind, site) DO UPDATE SET until_ms = excluded.until_ms WHERE mail_cooldowns.until_ms <= $5";
        sqlx::query(upsert)
            .bind(&mailbox)
            .bind(kind)
            .bind(site)
            .bind(now_ms + PAUSE_MS)
            .bind(now_ms)
            .execute(c)
            .await?
            .rows_affected()
    });
    Ok(if taken == 1 {
        Cooled::Free
    } else {
        Cooled::Waiting
    })
}

/// Lets the next mail of this kind follow at once: the mailbox's owner has shown that it is theirs.
///
/// # Errors
/// When the database cannot be written.
pub async fn give_back(
    write: &mut Write,
    keys: &Keys,
    address: &str,
    kind: &'static str,
    site: &str,
) -> Result<(), sqlx::Error> {
    let Ok(address) = EmailAddress::parse(address) else {
        return Ok(());
    };
    let mailbox = keys.mac("mailbox", address.mailbox().as_bytes()).to_vec();
    on!(write, c => {
        let delete = "DELETE FROM mail_cooldowns WHERE mailbox = $1 AND kind = $2 AND site = $3";
        sqlx::query(delete).bind(&mailbox).bind(kind).bind(site).execute(c).await?;
    });
    Ok(())
}

/// Forgets the turns that are over.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn forget(write: &mut Write, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM mail_cooldowns WHERE until_ms <= $1";
        sqlx::query(delete).bind(now_ms).execute(c).await?;
    });
    Ok(())
}
