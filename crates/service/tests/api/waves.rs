//! Waves of forms: so many an hour are taken and no more, moderators are told once, and what came in one is decided about as a whole.

mod hour;

use std::time::Duration;

use bangtin_service::config::Settings;
use reqwest::{Response, StatusCode};
use serde_json::Value;

const HOUR: Duration = Duration::from_secs(60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

/// Three comments an hour, and two subscriptions.
fn small(settings: &mut Settings) {
    settings.limits.waiting_comments_per_hour = 3;
    settings.limits.unconfirmed_subscriptions_per_hour = 2;
}

/// What is said in place of taking a form.
async fn refused(answer: Response) -> (u64, String) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let later = answer.headers()["retry-after"].to_str().expect("text");
    let later = later.parse().expect("seconds");
    let problem: Value = answer.json().await.expect("a problem");
    assert_eq!(problem["code"], "queue_full");
    let detail = problem["detail"].as_str().expect("a sentence");
    (later, detail.to_owned())
}
