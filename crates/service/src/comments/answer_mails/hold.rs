//! An address that was given: shown to its owner, confirmed, taken back.

use std::collections::HashSet;

use sqlx::AssertSqlSafe;

use super::letter;
use super::tell::tell;
use crate::comments::decide::alone;
use crate::config::SiteSettings;
use crate::context::Context;
use crate::json_list::{json, members};
use crate::mail;
use crate::on;
use crate::store::{Read, Write};

/// What is held about an address.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Held {
    /// The address.
    pub address: String,
    /// When it was confirmed, in ms UTC.
    pub confirmed_ms: Option<i64>,
}

/// What a link names; `None` where nothing is held any more.
///
/// # Errors
/// When the database cannot be read.
pub async fn held(read: &mut Read, site: &str, id: &str) -> Result<Option<Held>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT address, confirmed_ms FROM answer_mails WHERE id = $1 AND site = $2";
        sqlx::query_as(select).bind(id).bind(site).fetch_optional(c).await?
    }))
}

/// What a confirmation has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The mail will come.
    Yes,
    /// The answer was there before: the mail is on its way.
    Answered,
    /// Nothing is held any more.
    Gone,
}

/// Makes the address count. Again and again with the same answer, until the comment is answered.
///
/// # Errors
/// When the database cannot be written.
pub async fn confirm(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    id: &str,
) -> Result<Confirmed, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    alone(write, &site.id).await?;
    let confirmed: Option<(String, String)> = on!(write, c => {
        let update = "UPDATE answer_mails SET confirmed_ms = COALESCE(confirmed_ms, $3) WHERE id = $1 AND site = $2 RETURNING comment, address";
        sqlx::query_as(update).bind(id).bind(&site.id).bind(now_ms).fetch_optional(c).await?
    });
    let Some((comment, address)) = confirmed else {
        return Ok(Confirmed::Gone);
    };
    // Whoever shows that a mailbox is theirs may ask for another comment at once.
    let keys = &context.keys;
    mail::give_back_turn(write, keys, &address, letter::CONFIRMATION, &site.id).await?;
    match tell(write, site, &comment, now_ms).await? {
        true => Ok(Confirmed::Answered),
        false => Ok(Confirmed::Yes),
    }
}

/// Forgets the address. Again and again with the same answer.
///
/// # Errors
/// When the database cannot be written.
pub async fn leave(
    write: &mut Write,
    context: &Context,
    site: &str,
    id: &str,
) -> Result<(), sqlx::Error> {
    let address: Option<String> = on!(write, c => {
        let delete = "DELETE FROM answer_mails WHERE id = $1 AND site = $2 RETURNING address";
        sqlx::query_scalar(delete).bind(id).bind(site).fetch_optional(c).await?
    });
    if let Some(address) = address {
        mail::give_back_turn(write, &context.keys, &address, letter::CONFIRMATION, site).await?;
    }
    Ok(())
}

/// Those of these comments for whose answer a confirmed address waits.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::comments) async fn confirmed(
    read: &mut Read,
    site: &str,
    comments: &[String],
) -> Result<HashSet<String>, sqlx::Error> {
    let sql = format!(
        "SELECT comment FROM answer_mails WHERE site = $1 AND comment IN ({}) AND confirmed_ms IS NOT NULL",
        members(read)
    );
    let comments: Vec<String> = on!(read, c => {
        sqlx::query_scalar(AssertSqlSafe(sql)).bind(site).bind(json(comments)).fetch_all(c).await?
    });
    Ok(comments.into_iter().collect())
}
