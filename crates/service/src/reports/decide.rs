//! Decides about reports.

use super::State;
use crate::moderation::log::{self, Entry};
use crate::on;
use crate::store::Write;

/// What a moderator decides about one report.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    /// The site's id; a report of another site is not found.
    pub site: &'a str,
    /// The report's id.
    pub id: &'a str,
    /// The revision that was looked at.
    pub revision: i64,
    /// The new state.
    pub state: State,
    /// Who decides, as the log shows it.
    pub actor: &'a str,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum Undecided {
    /// Somebody else was faster, or it is gone.
    #[error("the report was changed meanwhile")]
    Changed,
    /// The database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Decides about several reports of a site, and logs it in the same transaction. Where it fails, the caller must not commit: all of them are
/// decided about, or none.
///
/// # Errors
/// [`Undecided`] about the first that could not be decided about.
pub async fn decide_all(
    write: &mut Write,
    decisions: &[Decision<'_>],
    now_ms: i64,
) -> Result<(), Undecided> {
    let Some(first) = decisions.first() else {
        return Ok(());
    };
    // On PostgreSQL two who decide about the same reports could wait for each other.
    write
        .alone(format!("reports of/{}", first.site).as_bytes())
        .await?;
    for decision in decisions {
        one(write, *decision, now_ms).await?;
    }
    Ok(())
}

async fn one(write: &mut Write, decision: Decision<'_>, now_ms: i64) -> Result<(), Undecided> {
    let before: Option<String> = on!(write, c => {
        let select = "SELECT state FROM reports WHERE id = $1 AND site = $2 AND revision = $3";
        sqlx::query_scalar(select)
            .bind(decision.id)
            .bind(decision.site)
            .bind(decision.revision)
            .fetch_optional(c)
            .await?
    });
    let before = before.ok_or(Undecided::Changed)?;
    // The revision again: on PostgreSQL it may have been deleted between the two statements.
    let changed = on!(write, c => {
        let update = "UPDATE reports SET state = $3, revision = revision + 1 WHERE id = $1 AND revision = $2";
        sqlx::query(update)
            .bind(decision.id)
            .bind(decision.revision)
            .bind(decision.state.name())
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
        action: "report",
        subject: decision.id,
        before: State::named(&before).unwrap_or_default().logged(),
        after: decision.state.logged(),
        note: "",
    };
    Ok(log::add(write, entry, now_ms).await?)
}
