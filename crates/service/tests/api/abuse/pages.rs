//! Pages that are no article of a site that has sources: what an honest reader of a new article meets, and a stranger.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;

use super::doors::{self, Door, comment};
use super::{number, refusal};
use crate::harness::{Database, Trial};
use crate::{on_both, on_each};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn comment_on(page: &str) -> Door {
    let mut door = comment();
    door.body["page"] = page.into();
    door
}

fn rating_of(path: &'static str) -> Door {
    Door {
        method: Method::PUT,
        path,
        body: json!({ "value": 5 }),
    }
}

/// The status, and the code of a refusal.
async fn told(trial: &Trial, door: &Door) -> (u16, String) {
    let proof = trial.proof().await;
    let answer = door.knock(trial, &proof).send().await.expect("an answer");
    match answer.status().as_u16() {
        taken @ (200 | 202) => (taken, String::new()),
        _ => refusal(trial, &door.method, door.path, answer).await,
    }
}

async fn open(trial: &Trial, page: &str) {
    let hit = trial
        .request(Method::POST, "~/hits")
        .header("content-type", "text/plain")
        .header("user-agent", "Mozilla/5.0 (Linux; Android 14)")
        .body(json!({ "page": page }).to_string());
    assert_eq!(hit.send().await.expect("an answer").status(), 204);
}

async fn names(trial: &Trial) -> i64 {
    trial.app.counting.flush().await.expect("written");
    number(trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM page_views").await
}

async fn views(trial: &Trial) -> i64 {
    number(trial, "SELECT CAST(SUM(views) AS BIGINT) FROM day_counts").await
}

on_each! {
    async fn only_so_many_pages_that_are_no_article_are_begun_on_a_day(database: Database) {
        let trial = doors::trial(database, |settings| settings.limits.unknown_pages_per_day = 2).await;
        let unknown = (404, "unknown_page".to_owned());
        // An article that was published a minute ago, and one that is too old for the feed.
        assert_eq!(told(&trial, &comment_on("bai-moi")).await.0, 202);
        assert_eq!(told(&trial, &rating_of("~/pages/bai-cu/rating")).await.0, 200);
        // Then the day's room is used up, for comments and for ratings.
        assert_eq!(told(&trial, &comment_on("khong-co")).await, unknown);
        assert_eq!(told(&trial, &rating_of("~/pages/khong-co/rating")).await, unknown);
        // What was begun, and what is an article by its id or its address, goes on.
        assert_eq!(told(&trial, &rating_of("~/pages/bai-moi/rating")).await.0, 200);
        assert_eq!(told(&trial, &comment_on("bai-cu")).await.0, 202);
        assert_eq!(told(&trial, &comment_on("bai-1")).await.0, 202);
        assert_eq!(told(&trial, &comment_on("https://songba.example.gov.vn/bai-1")).await.0, 202);
        trial.clock.advance(DAY);
        assert_eq!(told(&trial, &comment_on("khong-co")).await.0, 202, "tomorrow there is room again");
        trial.app.gate.forget().await.expect("forgets");
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM unknown_pages").await, 1);
        trial.end().await;
    }

    async fn a_hit_on_a_page_that_is_no_article_counts_for_the_site(database: Database) {
        let trial = doors::trial(database, |settings| settings.limits.unknown_pages_per_day = 2).await;
        for page in 0..20 {
            open(&trial, &format!("khong-co-{page:02}")).await;
        }
        open(&trial, "bai-1").await;
        assert_eq!(names(&trial).await, 3, "two that are not known yet, and the article");
        assert_eq!(views(&trial).await, 21);
        trial.end().await;
    }

    async fn a_site_may_insist_on_articles(database: Database) {
        let trial = doors::trial(database, |settings| settings.limits.unknown_pages_per_day = 0).await;
        assert_eq!(told(&trial, &comment_on("khong-co")).await, (404, "unknown_page".into()));
        open(&trial, "khong-co").await;
        assert_eq!((names(&trial).await, views(&trial).await), (0, 1));
        assert_eq!(told(&trial, &comment_on("bai-1")).await.0, 202);
        trial.end().await;
    }
}

on_both! {
    /// Nobody can tell there which page is an article.
    async fn a_site_without_sources_takes_all_pages(trial: Trial) {
        for page in 0..30 {
            assert_eq!(told(&trial, &comment_on(&format!("bai-{page}"))).await.0, 202);
            open(&trial, &format!("trang-{page}")).await;
        }
        assert_eq!(names(&trial).await, 30);
        trial.end().await;
    }
}
