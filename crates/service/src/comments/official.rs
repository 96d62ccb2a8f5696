//! What the agency of a site answers to a comment: a moderator writes it, changes it and takes it back.

use bangtin_model::answers::CommentState;

use super::answer_mails;
use super::decide::{Decision, Undecided, alone, decide};
use crate::config::SiteSettings;
use crate::moderation::log::{self, Entry};
use crate::on;
use crate::store::Write;

/// The most graphemes of an answer.
pub const LONGEST_ANSWER: usize = 1_000;

/// What a moderator answers for the agency.
#[derive(Clone, Copy, Debug)]
pub struct Answering<'a> {
    /// The site, under whose name the answer stands; a comment of another site is not found.
    pub site: &'a SiteSettings,
    /// The comment's id.
    pub id: &'a str,
    /// The revision that was looked at; `None` answers whatever is there.
    pub revision: Option<i64>,
    /// What is said, cleaned, in place of what was said before; `None` takes the answer back.
    pub text: Option<&'a str>,
    /// Who answers, as the log shows it.
    pub actor: &'a str,
}

/// Puts an answer beside a comment, which is approved by it where it was not, with the mail to its writer where that was asked for, or takes the answer back. The log gets the words of the
/// answer, in the same transaction. The new revision of the comment is returned.
///
/// # Errors
/// [`Undecided`]; missing too where there is no answer to take back.
pub async fn answer(
    write: &mut Write,
    answering: Answering<'_>,
    now_ms: i64,
) -> Result<i64, Undecided> {
    let Answering { site, id, .. } = answering;
    alone(write, &site.id).await?;
    let found: Option<(String, i64, Option<i64>, i64)> = on!(write, c => {
        let select = "SELECT state, revision, withdrawn_ms, CAST((SELECT COUNT(*) FROM official_answers WHERE comment = $1) AS BIGINT) \
             FROM comments WHERE id = $1 AND site = $2";
        sqlx::query_as(select).bind(id).bind(&site.id).fetch_optional(c).await?
    });
    let (state, mut revision, withdrawn_ms, answers) = found.ok_or(Undecided::Missing)?;
    if answering.revision.is_some_and(|seen| seen != revision) {
        return Err(Undecided::Changed);
    }
    match answering.text {
        // Its writer has taken it back.
        Some(_) if withdrawn_ms.is_some() => return Err(Undecided::Missing),
        Some(_) if state != CommentState::Approved.name() => {
            let approval = Decision {
                site: &site.id,
                id,
                revision: Some(revision),
                state: CommentState::Approved,
                note: "",
                actor: answering.actor,
            };
            revision = decide(write, approval, now_ms).await?;
        }
        None if answers == 0 => return Err(Undecided::Missing),
        _ => {}
    }
    let revision = next(write, id, revision).await?;
    match answering.text {
        Some(text) => {
            put(write, site, id, text, now_ms).await?;
            answer_mails::tell(write, site, id, now_ms).await?;
        }
        None => take_back(write, id).await?,
    }
    let entry = Entry {
        site: &site.id,
        actor: answering.actor,
        action: "answer",
        subject: id,
        before: if answers == 0 {
            "unanswered"
        } else {
            "answered"
        },
        after: answering.text.map_or("taken_back", |_| "answered"),
        note: answering.text.unwrap_or_default(),
    };
    log::add(write, entry, now_ms).await?;
    Ok(revision)
}

/// Who has seen the comment without the answer must not decide about it with the answer.
async fn next(write: &mut Write, id: &str, revision: i64) -> Result<i64, Undecided> {
    let changed = on!(write, c => {
        let update = "UPDATE comments SET revision = revision + 1 WHERE id = $1 AND revision = $2";
        sqlx::query(update).bind(id).bind(revision).execute(c).await?.rows_affected()
    });
    match changed {
        0 => Err(Undecided::Changed),
        _ => Ok(revision + 1),
    }
}

async fn put(
    write: &mut Write,
    site: &SiteSettings,
    id: &str,
    text: &str,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    const PUT: &str = "INSERT INTO official_answers (comment, name, body, answered_ms, first_ms) VALUES ($1, $2, $3, $4, $4) \
         ON CONFLICT (comment) DO UPDATE SET name = excluded.name, body = excluded.body, answered_ms = excluded.answered_ms";
    on!(write, c => {
        sqlx::query(PUT).bind(id).bind(&site.name).bind(text).bind(now_ms).execute(c).await?;
    });
    Ok(())
}

async fn take_back(write: &mut Write, id: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        sqlx::query("DELETE FROM official_answers WHERE comment = $1").bind(id).execute(c).await?;
    });
    Ok(())
}
