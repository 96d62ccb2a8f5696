//! Takes in a comment.

use axum::http::StatusCode;
use bangtin_model::answers::{AddedComment, CommentState, FieldError};
use serde::{Deserialize, Serialize};

use super::pile::Pile;
use super::{answer_mails, arrival, door, waiting};
use crate::context::Context;
use crate::moderation::log::{self, Entry, RULE};
use crate::on;
use crate::problem::{Problem, QUEUE_FULL};
use crate::random::random_id;
use crate::store::Write;

/// How long its writer can see a comment that is not shown to others.
const TOKEN_LIFE_MS: i64 = 90 * 24 * 60 * 60 * 1000;
/// What the writer's token is for.
pub(super) const PURPOSE: &str = "comment";

/// A comment to take in; its texts were cleaned.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// The site's id.
    pub site: String,
    /// The page's key.
    pub page: String,
    /// The comment that it answers.
    pub parent: Option<String>,
    /// The name that the writer gave.
    pub name: String,
    /// What is said.
    pub text: String,
}

/// What the writer's token carries.
#[derive(Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) site: String,
    pub(super) id: String,
}

/// Writes a pending comment, where the rules of the site put it. Its writer is told nothing of them. It is taken where fewer than `most_of_hour`
/// of the last hour wait.
///
/// # Errors
/// 409 where the page takes no comments; 422 when `parent` is not an approved comment of this page, or is itself a reply; 503 while too many comments of the page, of
/// the site or of this hour wait for a moderator.
pub async fn add(
    write: &mut Write,
    context: &Context,
    comment: &NewComment,
    most_of_hour: u32,
    now_ms: i64,
) -> Result<AddedComment, Problem> {
    let site = context.settings.site(&comment.site);
    let site = site.ok_or_else(Problem::not_found)?;
    if door::closed(write.connection(), site, &comment.page, now_ms)
        .await?
        .is_some()
    {
        return Err(Problem::conflict(
            "comments_closed",
            "The page takes no comments now: see closed, closed_for and opens of its comments.",
        ));
    }
    let limits = &context.settings.limits;
    waiting::hold(write, &comment.site).await?;
    // Its writer may take the parent back at this moment.
    if let Some(parent) = &comment.parent
        && !can_be_answered(write, comment, parent).await?
    {
        return Err(Problem::fields(vec![FieldError::new("parent", "invalid")]));
    }
    let arrival = arrival::judge(write, &site.comments.rules, comment, now_ms).await?;
    let pile = Pile::of(CommentState::Pending.name(), arrival.place);
    if let Some(seconds) =
        waiting::full(write, limits, comment, (pile, most_of_hour), now_ms).await?
    {
        metrics::counter!("bangtin_comments_refused_total").increment(1);
        return Err(queue_full(seconds));
    }
    let id = random_id();
    on!(write, c => {
        let insert = "INSERT INTO comments (id, site, page, parent, name, body, state, note, revision, created_ms, place, rule, likeness) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, '', 1, $8, $9, $10, $11)";
        sqlx::query(insert)
            .bind(&id)
            .bind(&comment.site)
            .bind(&comment.page)
            .bind(&comment.parent)
            .bind(&comment.name)
            .bind(&comment.text)
            .bind(CommentState::Pending.name())
            .bind(now_ms)
            .bind(arrival.place)
            .bind(arrival.rule.map_or("", |rule| &rule.name))
            .bind(&arrival.likeness)
            .execute(c)
            .await?;
    });
    if let Some(rule) = arrival.rule {
        let entry = Entry {
            site: &comment.site,
            actor: RULE,
            action: "comment",
            subject: &id,
            before: CommentState::Pending.name(),
            after: match pile {
                Pile::Suspected => pile.name(),
                _ => "first",
            },
            note: &rule.name,
        };
        log::add(write, entry, now_ms).await?;
    }
    let written = Written {
        site: comment.site.clone(),
        id: id.clone(),
    };
    Ok(AddedComment {
        answer_mail_token: answer_mails::asking_token(context, site, &id),
        id,
        state: CommentState::Pending,
        token: context.keys.seal(PURPOSE, &written, now_ms + TOKEN_LIFE_MS),
    })
}

fn queue_full(seconds: u64) -> Problem {
    let problem = Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        QUEUE_FULL,
        "Too many comments wait for a moderator: send it again later.",
    );
    problem.retry_after(seconds)
}

/// One level of replies: a reply is answered under its parent.
async fn can_be_answered(
    write: &mut Write,
    comment: &NewComment,
    parent: &str,
) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = on!(write, c => {
        let select = "SELECT created_ms FROM comments \
             WHERE id = $1 AND site = $2 AND page = $3 AND state = $4 AND parent IS NULL AND withdrawn_ms IS NULL";
        sqlx::query_scalar(select)
            .bind(parent)
            .bind(&comment.site)
            .bind(&comment.page)
            .bind(CommentState::Approved.name())
            .fetch_optional(c)
            .await?
    });
    Ok(found.is_some())
}
