//! Takes the words of a comment back: for its writer, whose device has kept a token, and for who asks by letter.

use super::add::{PURPOSE, Written};
use super::decide::{alone, sum};
use super::pile::Pile;
use super::{answer_mails, waiting};
use crate::context::Context;
use crate::keys::TokenError;
use crate::moderation::log::{self, COMMAND_LINE, Entry, WRITER};
use crate::on;
use crate::store::Write;

/// What is left of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remainder {
    /// There is no such comment, or there are no words in it any more.
    Nothing,
    /// It was deleted: nothing answered it.
    Deleted,
    /// It keeps its place without its words, for what answers it.
    Place,
}

/// The comment that a writer's token was given for, where it is of this site.
///
/// # Errors
/// [`TokenError`]
pub fn written(
    context: &Context,
    site: &str,
    token: &str,
    now_ms: i64,
) -> Result<String, TokenError> {
    let written: Written = context.keys.open_token(PURPOSE, token, now_ms)?;
    match written.site == site {
        true => Ok(written.id),
        false => Err(TokenError::Invalid),
    }
}

/// Takes a comment back for its writer. Its name and its text go at once, what answers it stays. Logged, without a word of it.
///
/// # Errors
/// When the database cannot be written.
pub async fn withdraw(write: &mut Write, id: &str, now_ms: i64) -> Result<Remainder, sqlx::Error> {
    take(write, id, (WRITER, "withdrawn"), now_ms).await
}

/// The same for who asks by letter. What moderators noted of the comment goes as well.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase(write: &mut Write, id: &str, now_ms: i64) -> Result<Remainder, sqlx::Error> {
    on!(write, c => {
        sqlx::query("UPDATE moderation_log SET note = '' WHERE subject = $1 AND action IN ('comment', 'answer')")
            .bind(id)
            .execute(c)
            .await?;
    });
    take(write, id, (COMMAND_LINE, "erased"), now_ms).await
}

async fn take(
    write: &mut Write,
    id: &str,
    (actor, after): (&str, &str),
    now_ms: i64,
) -> Result<Remainder, sqlx::Error> {
    const FIND: &str = "SELECT c.page, c.state, c.place, CAST(\
         (SELECT COUNT(*) FROM comments r WHERE r.parent = $1) + (SELECT COUNT(*) FROM official_answers o WHERE o.comment = $1) AS BIGINT) \
         FROM comments c WHERE c.id = $1 AND c.withdrawn_ms IS NULL";
    let site: Option<String> = on!(write, c => {
        sqlx::query_scalar("SELECT site FROM comments WHERE id = $1").bind(id).fetch_optional(c).await?
    });
    let Some(site) = site else {
        return Ok(Remainder::Nothing);
    };
    // No reply comes between the count and what is done by it: it would be deleted with the comment.
    alone(write, &site).await?;
    waiting::hold(write, &site).await?;
    let found: Option<(String, String, i64, i64)> = on!(write, c => {
        sqlx::query_as(FIND).bind(id).fetch_optional(c).await?
    });
    let Some((page, state, place, answers)) = found else {
        return Ok(Remainder::Nothing);
    };
    let left = match answers {
        0 => Remainder::Deleted,
        _ => Remainder::Place,
    };
    match left {
        Remainder::Place => {
            empty(write, id, now_ms).await?;
            answer_mails::forget_comment(write, id).await?;
        }
        _ => on!(write, c => {
            sqlx::query("DELETE FROM comments WHERE id = $1").bind(id).execute(c).await?;
        }),
    }
    let entry = Entry {
        site: &site,
        actor,
        action: "comment",
        subject: id,
        before: Pile::of(&state, place).name(),
        after,
        note: "",
    };
    log::add(write, entry, now_ms).await?;
    sum(write, &site, &page).await?;
    Ok(left)
}

async fn empty(write: &mut Write, id: &str, now_ms: i64) -> Result<(), sqlx::Error> {
    const EMPTY: &str = "UPDATE comments SET name = '', body = '', note = '', likeness = '', withdrawn_ms = $2, revision = revision + 1 \
         WHERE id = $1";
    on!(write, c => {
        sqlx::query(EMPTY).bind(id).bind(now_ms).execute(c).await?;
    });
    Ok(())
}
