//! Decides about a comment.

use bangtin_model::answers::CommentState;

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

/// Changes the state, and logs it in the same transaction. The new revision is returned.
///
/// # Errors
/// [`Undecided`]
pub async fn decide(
    write: &mut Write,
    decision: Decision<'_>,
    now_ms: i64,
) -> Result<i64, Undecided> {
    let found: Option<(String, i64, String)> = on!(write, c => {
        let select = "SELECT state, revision, page FROM comments WHERE id = $1 AND site = $2";
        sqlx::query_as(select).bind(decision.id).bind(decision.site).fetch_optional(c).await?
    });
    let (before, found, page) = found.ok_or(Undecided::Missing)?;
    if decision.revision.is_some_and(|seen| seen != found) {
        return Err(Undecided::Changed);
    }
    // The revision again: on PostgreSQL another may have decided between the two statements.
    let changed = on!(write, c => {
        let update = "UPDATE comments SET state = $3, note = $4, decided_ms = $5, revision = revision + 1 \
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
    let entry = Entry {
        site: decision.site,
        actor: decision.actor,
        action: "comment",
        subject: decision.id,
        before: &before,
        after: decision.state.name(),
        note: decision.note,
    };
    log::add(write, entry, now_ms).await?;
    // What was not shown and will not be changes no sum.
    if [&before, decision.state.name()].contains(&CommentState::Approved.name()) {
        sum(write, decision.site, &page).await?;
    }
    Ok(found + 1)
}

/// Counts anew what a page shows: approved comments whose parent is approved too. What a decision about a parent does to its replies
/// is counted with it.
async fn sum(write: &mut Write, site: &str, page: &str) -> Result<(), sqlx::Error> {
    const SUM: &str = "INSERT INTO comment_sums (site, page, shown) \
         SELECT $1, $2, COUNT(*) FROM comments c WHERE c.site = $1 AND c.page = $2 AND c.state = 'approved' \
         AND (c.parent IS NULL OR EXISTS (SELECT 1 FROM comments p WHERE p.id = c.parent AND p.state = 'approved')) \
         ON CONFLICT (site, page) DO UPDATE SET shown = excluded.shown";
    // On PostgreSQL two decisions at the same time would each count without the other's.
    write
        .alone(format!("comments of/{site}").as_bytes())
        .await?;
    on!(write, c => {
        sqlx::query(SUM).bind(site).bind(page).execute(c).await?;
    });
    Ok(())
}
