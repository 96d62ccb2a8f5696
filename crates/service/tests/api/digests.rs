//! The news by mail: what is new, for whom, when, and once.

mod agreeing;
mod desk;
mod sending;

use std::time::Duration;

use bangtin_rig::Mail;
use bangtin_service::clock::{day_of, start_of};
use bangtin_service::config::SiteSettings;
use bangtin_service::content::import::import;
use bangtin_service::{digests, on};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cms::{Cms, Reply, feed, json_feed};
use crate::harness::{Database, Trial};

const HOUR_MS: i64 = 60 * 60 * 1000;

/// A service that sends the news, in place of one that does not, and a source that has been read once.
pub struct Desk {
    pub trial: Trial,
    cms: Cms,
    site: SiteSettings,
    items: Vec<Value>,
}

impl Desk {
    async fn instead_of(trial: Trial) -> Self {
        Self::with(trial, |_| ()).await
    }

    pub async fn with(trial: Trial, change: impl FnOnce(&mut bangtin_service::Settings)) -> Self {
        let database = if trial.app.store.is_postgres() {
            Database::Postgres
        } else {
            Database::Sqlite
        };
        trial.end().await;
        let cms = Cms::start().await;
        let url = cms.url("/feed.json");
        let trial = Trial::with(database, |settings| {
            let site = &mut settings.sites[0];
            site.subscribing.as_mut().expect("a form").digest = true;
            site.feeds = vec![feed(url, None)];
            change(settings);
        })
        .await;
        let site = trial.app.settings.sites[0].clone();
        let mut desk = Self {
            trial,
            cms,
            site,
            items: Vec::new(),
        };
        desk.publish("cu", "Tin có từ trước", "thong-bao").await;
        desk
    }

    /// Publishes an article and reads the source.
    pub async fn publish(&mut self, id: &str, title: &str, category: &str) {
        let now = Timestamp::from_millisecond(self.trial.clock.now_ms()).expect("a time");
        self.items.insert(0, json!({
            "id": id,
            "url": format!("https://songba.example.gov.vn/{id}.html?tu=rss"),
            "title": title,
            "summary": format!("Sapo của {title}."),
            "content_html": "<p>Toàn văn không ở trong thư.</p><img src=\"https://songba.example.gov.vn/a.webp\">",
            "image": "https://songba.example.gov.vn/a.webp",
            "date_published": now.to_string(),
            "_bangtin": { "category": { "id": category, "name": category } },
        }));
        self.read().await;
    }

    async fn read(&self) {
        let feed = json_feed(&self.items);
        self.cms.on("/feed.json", Reply::json(&feed));
        let read = import(&self.trial.app, &self.site, &self.site.feeds[0]).await;
        read.expect("an import");
    }

    /// A minute past seven, the next time, and some hours before that for what is published until then.
    pub async fn seven(&self) {
        self.until(start_of(day_of(self.trial.clock.now_ms() - 7 * HOUR_MS) + 1) + 7 * HOUR_MS)
            .await;
    }

    /// The next Monday, a minute past seven.
    pub async fn monday(&self) {
        let day = day_of(self.trial.clock.now_ms() - 7 * HOUR_MS);
        self.until(start_of(day + 7 - (day - 4).rem_euclid(7)) + 7 * HOUR_MS)
            .await;
    }

    async fn until(&self, ms: i64) {
        let wait = ms + 60_000 - self.trial.clock.now_ms();
        let wait = Duration::from_millis(wait.try_into().expect("the future"));
        self.trial.clock.advance(wait);
        self.look().await;
    }

    pub async fn look(&self) {
        digests::look(&self.trial.app).await.expect("a look");
    }

    /// A reader who has confirmed the rhythm and these topics long ago.
    async fn reader(&self, email: &str, rhythm: &str, topics: &str) {
        let mut write = self.trial.app.store.write().await.expect("a transaction");
        on!(write, c => {
            let insert = "INSERT INTO subscribers (id, site, email, address, lang, topics, state, asked_ms, confirmed_ms, rhythm, agreed_ms) \
                 VALUES ($1, 'xa-song-ba', $1, $1, 'vi', $2, 'confirmed', 0, 0, $3, 0)";
            sqlx::query(insert).bind(email).bind(topics).bind(rhythm).execute(c).await.expect("a reader");
        });
        write.commit().await.expect("a commit");
    }

    /// The mails to this address, once nothing is due any more.
    async fn mails(&self, email: &str) -> Vec<Mail> {
        bangtin_service::mail::wake(&self.trial.app);
        for _ in 0..500 {
            let waiting = crate::harness::number(
                &self.trial,
                "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting' AND attempts < 2",
            );
            if waiting.await == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mails = self.trial.mail.mails().into_iter();
        mails
            .filter(|mail| mail.to.iter().any(|to| to.contains(email)))
            .collect()
    }
}

/// Mails with news, without those that ask for a confirmation.
fn news(mails: &[Mail]) -> Vec<&Mail> {
    let mails = mails.iter();
    mails
        .filter(|mail| mail.subject().starts_with("Tin mới"))
        .collect()
}
