//! Writes an address down, with the mail that asks whether it is the writer's own.

use bangtin_model::answers::CommentState;

use super::notice::Notice;
use super::{DAY_MS, letter, links, may_be_answered};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::mail::{self, Budget, Cooled, EmailAddress};
use crate::on;
use crate::problem::Problem;
use crate::random::random_id;
use crate::store::Write;
use crate::subscriptions::{Lang, keep_text};

/// How many addresses one comment is good for: whoever mistypes gets another try, nobody a way to send mail to many.
const MOST_ASKS: i64 = 3;

/// What has become of the wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It is written down. Whether there is a mail is not told: an address that had one in the last 24 h and did not confirm it gets no other.
    Yes,
    /// The comment is answered already.
    Answered,
    /// It was withdrawn, or will not be answered.
    Gone,
    /// Too many addresses were given for it.
    TooOften,
}

/// In the caller's transaction. An address that was given for this comment before stays as it is, and so does its mail's link.
///
/// # Errors
/// 503 when forms have asked for as much mail as they may in this hour; when the database cannot be written.
pub async fn ask(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    comment: &str,
    (email, notice, lang): (&EmailAddress, &Notice, Lang),
) -> Result<Asked, Problem> {
    let now_ms = context.clock.now_ms();
    if has_asked(write, comment, email, now_ms).await? {
        return Ok(Asked::Yes);
    }
    // Each counts, also one that leads to no mail: the answer to the next must not tell which addresses are known.
    if let Err(refused) = count(write, &site.id, comment).await? {
        return Ok(refused);
    }
    if let Budget::Spent(seconds) = mail::spend_budget(write, context, email).await? {
        return Err(Problem::busy(seconds));
    }
    let turn = mail::take_turn(
        write,
        &context.keys,
        email,
        letter::CONFIRMATION,
        &site.id,
        now_ms,
    );
    if turn.await? == Cooled::Waiting {
        return Ok(Asked::Yes);
    }
    keep_text(write, (&notice.version, &notice.wording()), lang, now_ms).await?;
    let id: String = on!(write, c => {
        let upsert = "INSERT INTO answer_mails (id, comment, site, email, address, lang, version, asked_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (comment, email) DO UPDATE SET address = excluded.address, lang = excluded.lang, version = excluded.version, \
             asked_ms = excluded.asked_ms RETURNING id";
        sqlx::query_scalar(upsert)
            .bind(random_id())
            .bind(comment)
            .bind(&site.id)
            .bind(email.key())
            .bind(email.as_written())
            .bind(lang.tag())
            .bind(&notice.version)
            .bind(now_ms)
            .fetch_one(c)
            .await?
    });
    let link = links::held_link(context, &site.id, &id, lang);
    let letter = letter::confirmation(site, lang, &link, now_ms);
    mail::enqueue(write, &letter.to(email.clone()), now_ms).await?;
    Ok(Asked::Yes)
}

/// Whether this address waits for the answer already: confirmed, or with a mail of the last day.
async fn has_asked(
    write: &mut Write,
    comment: &str,
    email: &EmailAddress,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = on!(write, c => {
        let select = "SELECT asked_ms FROM answer_mails WHERE comment = $1 AND email = $2 AND (confirmed_ms IS NOT NULL OR asked_ms > $3)";
        sqlx::query_scalar(select).bind(comment).bind(email.key()).bind(now_ms - DAY_MS).fetch_optional(c).await?
    });
    Ok(found.is_some())
}

/// Counts an address for a comment, or tells why none is taken. The comment stays until the end of the transaction.
async fn count(
    write: &mut Write,
    site: &str,
    comment: &str,
) -> Result<Result<(), Asked>, sqlx::Error> {
    let counted = on!(write, c => {
        let update = "UPDATE comments SET answer_mail_asks = answer_mail_asks + 1 \
             WHERE id = $1 AND site = $2 AND withdrawn_ms IS NULL AND state IN ('pending', 'approved') AND answer_mail_asks < $3 \
             AND NOT EXISTS (SELECT 1 FROM official_answers WHERE comment = $1)";
        sqlx::query(update).bind(comment).bind(site).bind(MOST_ASKS).execute(c).await?.rows_affected()
    });
    if counted > 0 {
        return Ok(Ok(()));
    }
    let found: Option<(String, i64)> = on!(write, c => {
        let select = "SELECT state, CAST((SELECT COUNT(*) FROM official_answers WHERE comment = $1) AS BIGINT) \
             FROM comments WHERE id = $1 AND site = $2 AND withdrawn_ms IS NULL";
        sqlx::query_as(select).bind(comment).bind(site).fetch_optional(c).await?
    });
    Ok(Err(match found {
        Some((_, answers)) if answers > 0 => Asked::Answered,
        Some((state, _)) if CommentState::named(&state).is_some_and(may_be_answered) => {
            Asked::TooOften
        }
        _ => Asked::Gone,
    }))
}
