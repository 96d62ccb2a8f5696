//! Waves of forms: so many an hour are taken and no more, moderators are told once, and what came in one is decided about as a whole.

mod desk;
mod hour;
mod program;
mod told;

use std::time::Duration;

use bangtin_service::config::Settings;
use bangtin_service::on;
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::harness::Trial;

const HOUR: Duration = Duration::from_secs(60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

/// Three comments an hour, and two subscriptions.
fn small(settings: &mut Settings) {
    settings.limits.waiting_comments_per_hour = 3;
    settings.limits.unconfirmed_subscriptions_per_hour = 2;
    // All come from one network here.
    settings.limits.network_share_percent = 100;
}

/// What is said in place of taking a form.
async fn refused(answer: Response) -> (u64, String) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let later = answer.headers()["retry-after"].to_str().expect("text");
    let later = later.parse().expect("seconds");
    let problem: Value = answer.json().await.expect("a problem");
    assert_eq!(problem["code"], "queue_full");
    let telephone = problem["telephone"].as_str().unwrap_or_default();
    (later, telephone.to_owned())
}

/// A comment that has come now, in the queue (1) or in the pile of what may be spam (2).
async fn comes(trial: &Trial, id: &str, place: i64) {
    let mut write = trial.app.store.write().await.expect("a transaction");
    on!(write, c => {
        let insert = "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms, place) \
             VALUES ($1, 'xa-song-ba', 'trang', 'An', $2, 'pending', '', 1, $3, $4)";
        sqlx::query(insert).bind(id).bind(format!("Bí mật {id}")).bind(trial.clock.now_ms()).bind(place).execute(c).await.expect("a comment");
    });
    write.commit().await.expect("a commit");
}
