//! Takes in a report.

use axum::http::StatusCode;

use super::{Kind, State, waiting};
use crate::comments::likeness_of;
use crate::context::Context;
use crate::on;
use crate::problem::{Problem, QUEUE_FULL};
use crate::random::random_id;
use crate::store::Write;

/// When to come again where too many wait, in seconds: moderators look in now and then.
const LATER_S: u64 = 60 * 60;

/// A report to take in; its text was cleaned.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// The site's id.
    pub site: String,
    /// The page's key.
    pub page: String,
    /// What is wrong.
    pub kind: Kind,
    /// Where and how.
    pub text: String,
}

/// Keeps a report for the moderators. Where one of the same kind and the same words waits for this page, it is counted there.
///
/// # Errors
/// 503 while too many reports of the page or of the site wait.
pub async fn add(
    write: &mut Write,
    context: &Context,
    report: &NewReport,
    now_ms: i64,
) -> Result<(), Problem> {
    waiting::hold(write, &report.site).await?;
    let likeness = likeness_of(&report.text);
    if again(write, report, &likeness).await? {
        return Ok(());
    }
    let limits = &context.settings.limits;
    if !waiting::has_room(write, limits, &report.site, &report.page).await? {
        metrics::counter!("bangtin_reports_refused_total").increment(1);
        return Err(queue_full());
    }
    on!(write, c => {
        let insert = "INSERT INTO reports (id, site, page, kind, body, likeness, times, state, revision, created_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7, 1, $8)";
        sqlx::query(insert)
            .bind(random_id())
            .bind(&report.site)
            .bind(&report.page)
            .bind(report.kind.name())
            .bind(&report.text)
            .bind(&likeness)
            .bind(State::Open.name())
            .bind(now_ms)
            .execute(c)
            .await?;
    });
    Ok(())
}

async fn again(write: &mut Write, report: &NewReport, likeness: &str) -> Result<bool, sqlx::Error> {
    let counted = on!(write, c => {
        let update = "UPDATE reports SET times = times + 1 \
             WHERE site = $1 AND page = $2 AND state = $3 AND kind = $4 AND likeness = $5";
        sqlx::query(update)
            .bind(&report.site)
            .bind(&report.page)
            .bind(State::Open.name())
            .bind(report.kind.name())
            .bind(likeness)
            .execute(c)
            .await?
            .rows_affected()
    });
    Ok(counted > 0)
}

fn queue_full() -> Problem {
    let problem = Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        QUEUE_FULL,
        "Too many reports wait for a moderator: send it again later.",
    );
    problem.retry_after(LATER_S)
}
