//! Decides about comments.

use std::collections::BTreeSet;

use bangtin_model::answers::CommentState;

use super::answer_mails;
use super::pile::Pile;
use crate::moderation::log::{self, Entry};
use crate::on;
use crate::store::Write;

/// What somebody decides.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    /// The site's id; a comment of another site is not found.
    pub site: &'a str,
    /// The comment's id.
    pub id: &'a str,
    /// The revision that was looked at; `None` decides about whatever is there.
    pub revision: Option<i64>,
    /// The new state.
    pub state: CommentState,
    /// Why, for other moderators.
    pub note: &'a str,
    /// Who decides, as the log shows it.
    pub actor: &'a str,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum Undecided {
    /// No such comment on this site.
    #[error("there is no such comment on this site")]
    Missing,
    /// Somebody else was faster.
    #[error("the comment was changed meanwhile")]
    Changed,
    /// The database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Changes the state, takes the comment out of where a rule has put it, and logs it in the same transaction. The new revision is returned.
///
/// # Errors
/// [`Undecided`]
pub async fn decide(
    write: &mut Write,
    decision: Decision<'_>,
    now_ms: i64,
) -> Result<i64, Undecided> {
    alone(write, decision.site).await?;
    let decided = one(write, decision, now_ms).await?;
    if let Some(page) = &decided.shown_on {
        sum(write, decision.site, page).await?;
    }
    Ok(decided.revision)
}

/// Decides about several comments of one site. Where it fails, the caller must not commit: all of them are decided about, or none.
///
/// # Errors
/// [`Undecided`] about the first that could not be decided about.
pub async fn decide_all(
    write: &mut Write,
    decisions: &[Decision<'_>],
    now_ms: i64,
) -> Result<(), Undecided> {
    let Some(site) = decisions.first().map(|first| first.site) else {
        return Ok(());
    };
    alone(write, site).await?;
    let mut pages = BTreeSet::new();
    for decision in decisions {
        pages.extend(one(write, *decision, now_ms).await?.shown_on);
    }
    for page in pages {
        sum(write, site, &page).await?;
    }
    Ok(())
}

/// On PostgreSQL two decisions at the same time would each count without the other's, and two that concern the same comments could wait
/// for each other: one after the other, from the first statement on.
pub(super) async fn alone(write: &mut Write, site: &str) -> Result<(), sqlx::Error> {
    write.alone(format!("comments of/{site}").as_bytes()).await
}

/// What a decision has done.
struct Decided {
    revision: i64,
    /// The page whose sum it may have changed.
    shown_on: Option<String>,
}

async fn one(write: &mut Write, decision: Decision<'_>, now_ms: i64) -> Result<Decided, Undecided> {
    let found: Option<(String, i64, String, i64)> = on!(write, c => {
        let select = "SELECT state, revision, page, place FROM comments WHERE id = $1 AND site = $2";
        sqlx::query_as(select).bind(decision.id).bind(decision.site).fetch_optional(c).await?
    });
    let (before, found, page, place) = found.ok_or(Undecided::Missing)?;
    if decision.revision.is_some_and(|seen| seen != found) {
        return Err(Undecided::Changed);
    }
    // The revision again: on PostgreSQL it may have been deleted between the two statements.
    let changed = on!(write, c => {
        let update = "UPDATE comments SET state = $3, note = $4, decided_ms = $5, revision = revision + 1, place = 1, rule = '' \
             WHERE id = $1 AND revision = $2";
        sqlx::query(update)
            .bind(decision.id)
            .bind(found)
            .bind(decision.state.name())
            .bind(decision.note)
            .bind(now_ms)
            .execute(c)
            .await?
            .rows_affected()
    });
    if changed == 0 {
        return Err(Undecided::Changed);
    }
    if !answer_mails::may_be_answered(decision.state) {
        answer_mails::forget_comment(write, decision.id).await?;
    }
    let entry = Entry {
        site: decision.site,
        actor: decision.actor,
        action: "comment",
        subject: decision.id,
        before: Pile::of(&before, place).name(),
        after: decision.state.name(),
        note: decision.note,
    };
    log::add(write, entry, now_ms).await?;
    // What was not shown and will not be changes no sum.
    let shown = [before.as_str(), decision.state.name()].contains(&CommentState::Approved.name());
    Ok(Decided {
        revision: found + 1,
        shown_on: shown.then_some(page),
    })
}

/// Counts anew what a page shows: approved comments that have words and whose parent is approved too. What a decision about a parent does to its replies
/// is counted with it.
pub(super) async fn sum(write: &mut Write, site: &str, page: &str) -> Result<(), sqlx::Error> {
    const SUM: &str = "INSERT INTO comment_sums (site, page, shown) \
         SELECT $1, $2, COUNT(*) FROM comments c WHERE c.site = $1 AND c.page = $2 AND c.state = 'approved' AND c.withdrawn_ms IS NULL \
         AND (c.parent IS NULL OR EXISTS (SELECT 1 FROM comments p WHERE p.id = c.parent AND p.state = 'approved')) \
         ON CONFLICT (site, page) DO UPDATE SET shown = excluded.shown";
    on!(write, c => {
        sqlx::query(SUM).bind(site).bind(page).execute(c).await?;
    });
    Ok(())
}
