//! The service that reads a WordPress, as an operator would set it up.

use std::path::PathBuf;
use std::time::Duration;

use bangtin_service::clock::Clock;
use bangtin_service::command::{self, Work};
use bangtin_service::config::{Counted, Feed, FeedKind, Settings, SiteSettings};
use bangtin_service::content::import::{Changes, Failure, Outcome, Report, import};
use bangtin_service::{App, Service};
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::wordpress::{Post, WordPress};

/// The site's id.
const SITE: &str = "xa-song-ba";

/// An article as the service lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// What it is called here.
    pub id: String,
    /// As its post.
    pub post: Post,
    /// All that the list says of it.
    pub item: Value,
}

/// A running service with a WordPress as its one source.
pub struct Portal {
    runtime: Runtime,
    service: Option<Service>,
    settings: Settings,
    /// The service's time.
    pub clock: Clock,
    client: Client,
    folder: TempDir,
}

impl Portal {
    /// A service whose settings name the site's own address, and that it is a WordPress.
    #[must_use]
    pub fn of(wordpress: &WordPress) -> Self {
        let address = format!("{}/", wordpress.origin());
        Self::start(&address, Some(FeedKind::Wordpress), &wordpress.origin())
    }

    /// A service that asks this address, which pages of that origin may read.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(address: &str, kind: Option<FeedKind>, origin: &str) -> Self {
        // A second provider, set by somebody else, is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = folder.path().join("portal.db");
        let mut settings = Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            database_url: format!("sqlite:{}", database.display()),
            sites: vec![site(address, kind, origin)],
            ..Settings::default()
        };
        settings.limits.challenge_cost = 1;
        let mut portal = Self {
            runtime: Runtime::new().expect("a runtime"),
            service: None,
            settings,
            clock: Clock::default(),
            client: Client::new(),
            folder,
        };
        portal.turn_on();
        portal
    }

    /// Its origin.
    #[must_use]
    pub fn origin(&self) -> String {
        self.app().public_url.clone()
    }

    /// The code of the site.
    #[must_use]
    pub const fn site(&self) -> &'static str {
        SITE
    }

    /// Asks WordPress now.
    ///
    /// # Errors
    /// When it cannot be read; the service keeps what it has.
    pub fn read(&self) -> Result<Report, Failure> {
        let app = self.app();
        let site = app.settings.sites.first().expect("a site");
        let feed = site.feeds.first().expect("a source");
        match self.runtime.block_on(import(app, site, feed))? {
            Outcome::Read(report) => Ok(report),
            outcome => panic!("{outcome:?}"),
        }
    }

    /// Asks WordPress now, which answers; says what became of the articles.
    ///
    /// # Panics
    /// When it cannot be read, or its list was not settled.
    #[track_caller]
    pub fn changes(&self) -> Changes {
        let report = self.read().unwrap_or_else(|failure| panic!("{failure}"));
        assert!(!report.unsettled && !report.cut, "{report:?}");
        report.changes
    }

    /// All its articles in the order of its list.
    ///
    /// # Panics
    /// When it does not answer.
    #[must_use]
    pub fn articles(&self) -> Vec<Article> {
        self.app().rendered.forget();
        let mut articles = Vec::new();
        let mut next = Some("/articles?limit=100".to_owned());
        while let Some(path) = next {
            let page = self.json(&path);
            articles.extend(page["items"].as_array().expect("items").iter().map(article));
            let query = page["next_url"].as_str();
            let query = query.and_then(|url| url.split_once('?'));
            next = query.map(|(_, query)| format!("/articles?{query}"));
        }
        articles
    }

    /// Its list holds what WordPress's own list holds, in the same order.
    ///
    /// # Panics
    /// When it does not, with the first difference.
    #[track_caller]
    pub fn has_all_of(&self, wordpress: &WordPress) {
        let there = wordpress.published();
        let articles = self.articles().into_iter();
        let here: Vec<Post> = articles.map(|article| article.post).collect();
        for (here, there) in here.iter().zip(&there) {
            assert_eq!(
                here, there,
                "the service on the left, WordPress on the right"
            );
        }
        assert_eq!(
            here.len(),
            there.len(),
            "{:?}",
            here.last().or(there.last())
        );
    }

    /// The article that a post has become.
    ///
    /// # Panics
    /// When there is none with this title.
    #[must_use]
    #[track_caller]
    pub fn titled(&self, title: &str) -> Article {
        let mut articles = self.articles().into_iter();
        let found = articles.find(|article| article.post.title == title);
        found.unwrap_or_else(|| panic!("no {title}"))
    }

    /// What it answers with about a resource of the site, such as `/counters`.
    ///
    /// # Panics
    /// When that is no JSON.
    #[must_use]
    #[track_caller]
    pub fn json(&self, resource: &str) -> Value {
        self.answer(self.client.get(self.url(resource)))
    }

    /// Sends JSON, as a page of the site does; the answer.
    ///
    /// # Panics
    /// When it is refused.
    #[track_caller]
    pub fn send(&self, resource: &str, body: &Value) -> Value {
        let site = self.settings.sites.first().expect("a site");
        let origin = site.origins.first().expect("an origin");
        let request = self.client.post(self.url(resource)).json(body);
        self.answer(request.header("origin", origin))
    }

    /// A solved challenge that is old enough.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn proof(&self) -> String {
        let challenge = self.json("/challenge").to_string();
        self.clock.advance(Duration::from_secs(3));
        bangtin_rig::solve(&challenge)
    }

    /// The commands `import` and `export`, while the service does not run; the folder, and whether all sources could be read.
    ///
    /// # Panics
    /// When one of the commands fails.
    pub fn import_and_export(&mut self) -> (PathBuf, bool) {
        self.turn_off();
        let dir = self.folder.path().join("export");
        let settings = &self.settings;
        let good = self.runtime.block_on(async {
            let import = Work::Import(command::import::Options::default());
            let good = command::run(settings.clone(), import).await;
            let export = Work::Export(command::export::Options { dir: dir.clone() });
            let written = command::run(settings.clone(), export).await;
            written.expect("the files are written");
            good.expect("the settings name a source")
        });
        self.turn_on();
        (dir, good)
    }

    #[track_caller]
    fn answer(&self, request: RequestBuilder) -> Value {
        self.runtime.block_on(async {
            let answer = request.send().await.expect("an answer");
            let (status, text) = (answer.status(), answer.text().await.expect("a text"));
            assert!(status.is_success(), "{status}: {text}");
            serde_json::from_str(&text).expect("JSON")
        })
    }

    fn url(&self, resource: &str) -> String {
        format!("{}/v1/sites/{SITE}{resource}", self.origin())
    }

    fn app(&self) -> &App {
        &self.service.as_ref().expect("the service runs").app
    }

    fn turn_on(&mut self) {
        let start = Service::start(self.settings.clone(), self.clock.clone());
        let service = self.runtime.block_on(start);
        self.service = Some(service.unwrap_or_else(|cause| panic!("{cause}")));
    }

    fn turn_off(&mut self) {
        if let Some(service) = self.service.take() {
            self.runtime.block_on(service.end());
        }
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.turn_off();
    }
}

fn site(address: &str, kind: Option<FeedKind>, origin: &str) -> SiteSettings {
    SiteSettings {
        // These tests change old posts by the dozen.
        lists: Vec::new(),
        imports: bangtin_service::config::Importing {
            old_changes: 0,
            ..Default::default()
        },
        telephone: None,
        remind_moderators_at: None,
        mail_report: false,
        alerts_by_two: false,
        comments: bangtin_service::config::Commenting {
            answers_by_mail: true,
            ..Default::default()
        },
        id: SITE.into(),
        name: "Xã Sông Ba".into(),
        origins: vec![origin.into()],
        feeds: vec![Feed {
            url: address.into(),
            kind,
            // Only when the test asks.
            every_minutes: 0,
            category: None,
            category_name: None,
        }],
        counted: Counted::default(),
        subscribing: None,
        rates: None,
        weather: None,
    }
}

fn article(item: &Value) -> Article {
    let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
    Article {
        id: text("id"),
        post: Post {
            url: text("url"),
            title: text("title"),
        },
        item: item.clone(),
    }
}
