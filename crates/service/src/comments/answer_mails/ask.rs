//! Writes an address down, with the mail that asks whether it is the writer's own.

use bangtin_model::answers::CommentState;

use super::notice::Notice;
use super::{letter, links};
use crate::comments::decide::alone;
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

/// In the caller's transaction, which is to be committed after [`Asked::Yes`] alone. The address takes the place of one that was given before.
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
    // Nobody answers or withdraws it meanwhile.
    alone(write, &site.id).await?;
    let asks = match state(write, &site.id, comment).await? {
        Ok(asks) if asks >= MOST_ASKS => return Ok(Asked::TooOften),
        Ok(asks) => asks,
        Err(over) => return Ok(over),
    };
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
    let id = random_id();
    on!(write, c => {
        let upsert = "INSERT INTO answer_mails (comment, id, site, email, address, lang, version, asks, asked_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
             ON CONFLICT (comment) DO UPDATE SET id = excluded.id, email = excluded.email, address = excluded.address, lang = excluded.lang, \
             version = excluded.version, asks = excluded.asks, asked_ms = excluded.asked_ms, confirmed_ms = NULL";
        sqlx::query(upsert)
            .bind(comment)
            .bind(&id)
            .bind(&site.id)
            .bind(email.key())
            .bind(email.as_written())
            .bind(lang.tag())
            .bind(&notice.version)
            .bind(asks + 1)
            .bind(now_ms)
            .execute(c)
            .await?;
    });
    let link = links::held_link(context, &site.id, &id, lang);
    let letter = letter::confirmation(site, lang, &link, now_ms);
    mail::enqueue(write, &letter.to(email.clone()), now_ms).await?;
    Ok(Asked::Yes)
}

/// How many addresses were given for a comment, or why none is taken.
async fn state(
    write: &mut Write,
    site: &str,
    comment: &str,
) -> Result<Result<i64, Asked>, sqlx::Error> {
    let found: Option<(String, i64, i64)> = on!(write, c => {
        let select = "SELECT state, CAST((SELECT COUNT(*) FROM official_answers WHERE comment = $1) AS BIGINT), \
             COALESCE((SELECT asks FROM answer_mails WHERE comment = $1), 0) \
             FROM comments WHERE id = $1 AND site = $2 AND withdrawn_ms IS NULL";
        sqlx::query_as(select).bind(comment).bind(site).fetch_optional(c).await?
    });
    let open = |state: &str| {
        matches!(
            CommentState::named(state),
            Some(CommentState::Pending | CommentState::Approved)
        )
    };
    Ok(match found {
        Some((_, answers, _)) if answers > 0 => Err(Asked::Answered),
        Some((state, _, asks)) if open(&state) => Ok(asks),
        _ => Err(Asked::Gone),
    })
}
