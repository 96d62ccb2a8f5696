//! What moderators do with alerts. Each act is in the log, with the words that it is about.

use bangtin_model::answers::AlertLevel;

use super::list::{Kept, Stage, one};
use super::wish::Fit;
use crate::comments::iso;
use crate::config::SiteSettings;
use crate::moderation::Moderator;
use crate::moderation::log::{self, Entry};
use crate::on;
use crate::random::random_id;
use crate::store::Write;

/// Which alert, and who acts.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The site's id; an alert of another site is not found.
    pub site: &'a str,
    /// Whether words need a second moderator.
    pub by_two: bool,
    /// The alert's id.
    pub id: &'a str,
    /// The revision that was looked at; `None` is whatever is there.
    pub revision: Option<i64>,
    /// Who acts.
    pub moderator: &'a Moderator,
}

impl<'a> About<'a> {
    /// Of a site whose moderator acts.
    #[must_use]
    pub fn of(
        site: &'a SiteSettings,
        moderator: &'a Moderator,
        id: &'a str,
        revision: Option<i64>,
    ) -> Self {
        Self {
            site: &site.id,
            by_two: site.alerts_by_two,
            id,
            revision,
            moderator,
        }
    }
}

/// An alert after an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its id: words that wait to take the place of others have one of their own.
    pub id: String,
    /// Its revision.
    pub revision: i64,
    /// Whether it waits for a second moderator.
    pub waits: bool,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Undone {
    /// No such alert on this site.
    #[error("there is no such alert on this site")]
    Missing,
    /// Somebody else was faster.
    #[error("the alert was changed meanwhile")]
    Changed,
    /// It is over.
    #[error("the alert has ended")]
    Ended,
    /// It was approved before.
    #[error("the alert does not wait")]
    Approved,
    /// Nobody approves their own words.
    #[error("who wrote an alert does not approve it")]
    OwnWords,
    /// The database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Keeps a new alert. With an id that is there already nothing is done: the form was sent twice.
///
/// # Errors
/// [`Undone::Database`]
pub async fn write(
    write: &mut Write,
    about: About<'_>,
    fit: &Fit,
    now_ms: i64,
) -> Result<Done, Undone> {
    alone(write, about.site).await?;
    if let Some(there) = one(write, about.site, about.id).await? {
        return Ok(done(about.id, there.revision, there.approved_by.is_none()));
    }
    let fit = begun(fit, now_ms);
    insert(write, about, (about.id, None), &fit, now_ms).await?;
    note(write, about, about.id, ("none", stage(about)), &fit, now_ms).await?;
    Ok(done(about.id, 1, about.by_two))
}

/// Gives an alert other words. Where two people are needed, those of one that was approved wait beside it.
///
/// # Errors
/// [`Undone`]
pub async fn change(
    write: &mut Write,
    about: About<'_>,
    fit: &Fit,
    now_ms: i64,
) -> Result<Done, Undone> {
    let kept = current(write, about, now_ms).await?;
    let fit = begun(fit, kept.begins_ms.min(now_ms));
    let before = if kept.approved_by.is_some() {
        "published"
    } else {
        "waiting"
    };
    if about.by_two && kept.approved_by.is_some() {
        drop_others(write, about.site, &kept.id).await?;
        let id = random_id();
        insert(write, about, (&id, Some(&kept.id)), &fit, now_ms).await?;
        note(write, about, &kept.id, (before, "waiting"), &fit, now_ms).await?;
        return Ok(done(&id, 1, true));
    }
    let actor = about.moderator.actor();
    let author = author(about, &actor);
    put(write, about.site, &kept.id, &fit, author, now_ms).await?;
    note(write, about, &kept.id, (before, stage(about)), &fit, now_ms).await?;
    Ok(done(&kept.id, kept.revision + 1, about.by_two))
}

/// Shows words that wait. They take the place of those that they were written for.
///
/// # Errors
/// [`Undone`]
pub async fn approve(write: &mut Write, about: About<'_>, now_ms: i64) -> Result<Done, Undone> {
    let kept = current(write, about, now_ms).await?;
    if kept.approved_by.is_some() {
        return Err(Undone::Approved);
    }
    if about.by_two && kept.writer == about.moderator.id {
        return Err(Undone::OwnWords);
    }
    let id = kept.replaces.clone().unwrap_or_else(|| kept.id.clone());
    if kept.replaces.is_some() {
        drop_others(write, about.site, &id).await?;
    }
    let (words, actor) = (words(&kept), about.moderator.actor());
    let author = Author {
        writer: &kept.writer,
        written_by: &kept.written_by,
        approved_by: Some(&actor),
    };
    put(write, about.site, &id, &words, author, now_ms).await?;
    note(write, about, &id, ("waiting", "published"), &words, now_ms).await?;
    let after = one(write, about.site, &id).await?.ok_or(Undone::Missing)?;
    Ok(done(&id, after.revision, false))
}

/// Ends an alert now; words that wait are dropped. One person is enough: what is over must not stay for want of a second.
///
/// # Errors
/// [`Undone`]
pub async fn end(write: &mut Write, about: About<'_>, now_ms: i64) -> Result<(), Undone> {
    let kept = current(write, about, now_ms).await?;
    drop_others(write, about.site, &kept.id).await?;
    let states = if kept.stage(now_ms) == Stage::Waiting {
        delete(write, about.site, &kept.id).await?;
        ("waiting", "dropped")
    } else {
        on!(write, c => {
            let update = "UPDATE alerts SET ends_ms = $3, changed_ms = $3, revision = revision + 1 WHERE site = $1 AND id = $2";
            sqlx::query(update).bind(about.site).bind(&kept.id).bind(now_ms).execute(c).await?;
        });
        ("published", "ended")
    };
    note(write, about, &kept.id, states, &words(&kept), now_ms).await
}

/// One act at a time for each site, so that what is looked at stays as it is until it is changed.
async fn alone(write: &mut Write, site: &str) -> Result<(), sqlx::Error> {
    write.alone(format!("alerts\0{site}").as_bytes()).await
}

/// The alert that is meant, as the moderator saw it and not over.
async fn current(write: &mut Write, about: About<'_>, now_ms: i64) -> Result<Kept, Undone> {
    alone(write, about.site).await?;
    let kept = one(write, about.site, about.id).await?;
    let kept = kept.ok_or(Undone::Missing)?;
    if about.revision.is_some_and(|seen| seen != kept.revision) {
        return Err(Undone::Changed);
    }
    if kept.stage(now_ms) == Stage::Ended {
        return Err(Undone::Ended);
    }
    Ok(kept)
}

fn done(id: &str, revision: i64, waits: bool) -> Done {
    Done {
        id: id.to_owned(),
        revision,
        waits,
    }
}

const fn stage(about: About<'_>) -> &'static str {
    if about.by_two { "waiting" } else { "published" }
}

/// With its beginning, which is `begins_ms` where none is stated.
fn begun(fit: &Fit, begins_ms: i64) -> Words<'_> {
    Words {
        level: fit.level,
        title: &fit.title,
        text: &fit.text,
        url: &fit.url,
        begins_ms: fit.begins_ms.unwrap_or(begins_ms),
        ends_ms: fit.ends_ms,
    }
}

fn words(kept: &Kept) -> Words<'_> {
    Words {
        level: kept.level(),
        title: &kept.title,
        text: &kept.text,
        url: &kept.url,
        begins_ms: kept.begins_ms,
        ends_ms: kept.ends_ms,
    }
}

/// What is written into a row.
struct Words<'a> {
    level: AlertLevel,
    title: &'a str,
    text: &'a str,
    url: &'a str,
    begins_ms: i64,
    ends_ms: i64,
}

/// Whose words they are, and who approved them.
#[derive(Clone, Copy)]
struct Author<'a> {
    writer: &'a str,
    written_by: &'a str,
    approved_by: Option<&'a str>,
}

/// Who acts writes; alone, that is an approval too.
fn author<'a>(about: About<'a>, actor: &'a str) -> Author<'a> {
    Author {
        writer: &about.moderator.id,
        written_by: actor,
        approved_by: (!about.by_two).then_some(actor),
    }
}

async fn insert(
    write: &mut Write,
    about: About<'_>,
    (id, replaces): (&str, Option<&str>),
    words: &Words<'_>,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let actor = about.moderator.actor();
    let author = author(about, &actor);
    on!(write, c => {
        let insert = "INSERT INTO alerts (site, id, replaces, level, title, text, url, begins_ms, ends_ms, writer, written_by, \
             approved_by, changed_ms, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";
        sqlx::query(insert)
            .bind(about.site)
            .bind(id)
            .bind(replaces)
            .bind(words.level.name())
            .bind(words.title)
            .bind(words.text)
            .bind(words.url)
            .bind(words.begins_ms)
            .bind(words.ends_ms)
            .bind(author.writer)
            .bind(author.written_by)
            .bind(author.approved_by)
            .bind(now_ms)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Gives the row other words.
async fn put(
    write: &mut Write,
    site: &str,
    id: &str,
    words: &Words<'_>,
    author: Author<'_>,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let update = "UPDATE alerts SET level = $3, title = $4, text = $5, url = $6, begins_ms = $7, ends_ms = $8, writer = $9, \
             written_by = $10, approved_by = $11, changed_ms = $12, revision = revision + 1 WHERE site = $1 AND id = $2";
        sqlx::query(update)
            .bind(site)
            .bind(id)
            .bind(words.level.name())
            .bind(words.title)
            .bind(words.text)
            .bind(words.url)
            .bind(words.begins_ms)
            .bind(words.ends_ms)
            .bind(author.writer)
            .bind(author.written_by)
            .bind(author.approved_by)
            .bind(now_ms)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Drops the words that wait to take the place of those of this alert.
async fn drop_others(write: &mut Write, site: &str, id: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM alerts WHERE site = $1 AND replaces = $2";
        sqlx::query(delete).bind(site).bind(id).execute(c).await?;
    });
    Ok(())
}

async fn delete(write: &mut Write, site: &str, id: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM alerts WHERE site = $1 AND id = $2";
        sqlx::query(delete).bind(site).bind(id).execute(c).await?;
    });
    Ok(())
}

async fn note(
    write: &mut Write,
    about: About<'_>,
    id: &str,
    (before, after): (&str, &str),
    words: &Words<'_>,
    now_ms: i64,
) -> Result<(), Undone> {
    let said = [
        words.level.name(),
        words.title,
        words.text,
        words.url,
        &format!("{} – {}", iso(words.begins_ms), iso(words.ends_ms)),
    ];
    let said = said.into_iter().filter(|part| !part.is_empty());
    let entry = Entry {
        site: about.site,
        actor: &about.moderator.actor(),
        action: "alert",
        subject: id,
        before: &format!("alert_{before}"),
        after: &format!("alert_{after}"),
        note: &said.collect::<Vec<_>>().join("\n"),
    };
    log::add(write, entry, now_ms).await?;
    Ok(())
}
