//! Who did what, when, and what was there before. Lines are only added, and go after two years.

use super::account::Moderator;
use crate::on;
use crate::store::{Read, Write};

/// Who acts on the command line.
pub const COMMAND_LINE: &str = "command line";
/// Who acts where a rule of the settings does; the note names it.
pub const RULE: &str = "rule";

/// Who acts where the writer of a comment takes it back.
pub const WRITER: &str = "writer";

/// A line to write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry<'a> {
    /// The site's id; empty where it concerns none.
    pub site: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// What: `comment`, `answer` (of the agency to a comment), `comments` (of a page), `report`, `article`, `alert`, `login`, `logout`, `account`, `password`, `factor`, `link`, `session`, `refused`.
    pub action: &'a str,
    /// To what or whom.
    pub subject: &'a str,
    /// The state before; empty without.
    pub before: &'a str,
    /// The state after; empty without.
    pub after: &'a str,
    /// Why; empty without.
    pub note: &'a str,
}

/// A line as it was written.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// Its number: later lines have greater ones.
    pub id: i64,
    /// When, in milliseconds since 1970-01-01 UTC.
    pub at_ms: i64,
    /// The site's id; empty where it concerns none.
    pub site: String,
    /// Who did it.
    pub actor: String,
    /// What.
    pub action: String,
    /// To what or whom.
    pub subject: String,
    /// The state before.
    pub state_before: String,
    /// The state after.
    pub state_after: String,
    /// Why.
    pub note: String,
}

/// Writes down what a moderator did to their own account.
///
/// # Errors
/// When the database cannot be written.
pub async fn own(
    write: &mut Write,
    owner: &Moderator,
    action: &str,
    after: &str,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let entry = Entry {
        actor: &owner.actor(),
        action,
        after,
        ..Entry::default()
    };
    add(write, entry, now_ms).await
}

/// Writes a line, in the transaction of what it tells of.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(write: &mut Write, entry: Entry<'_>, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let insert = "INSERT INTO moderation_log (at_ms, site, actor, action, subject, state_before, state_after, note) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        sqlx::query(insert)
            .bind(now_ms)
            .bind(entry.site)
            .bind(entry.actor)
            .bind(entry.action)
            .bind(entry.subject)
            .bind(entry.before)
            .bind(entry.after)
            .bind(entry.note)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// The lines of a site (all lines without), the newest first, those before the line `before`.
///
/// # Errors
/// When the database cannot be read.
pub async fn lines(
    read: &mut Read,
    site: Option<&str>,
    before: i64,
    limit: i64,
) -> Result<Vec<Line>, sqlx::Error> {
    const ALL: &str = "SELECT id, at_ms, site, actor, action, subject, state_before, state_after, note \
         FROM moderation_log WHERE id < $1 ORDER BY id DESC LIMIT $2";
    const ONE: &str = "SELECT id, at_ms, site, actor, action, subject, state_before, state_after, note \
         FROM moderation_log WHERE id < $1 AND site = $3 ORDER BY id DESC LIMIT $2";
    Ok(match site {
        None => on!(read, c => sqlx::query_as(ALL).bind(before).bind(limit).fetch_all(c).await?),
        Some(site) => on!(read, c => {
            sqlx::query_as(ONE).bind(before).bind(limit).bind(site).fetch_all(c).await?
        }),
    })
}
