//! The real service behind a page: on an origin of its own, as beside a portal, with a mail server.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use bangtin_rig::MailServer;
use bangtin_service::clock::Clock;
use bangtin_service::config::{
    Counted, Feed, FeedKind, Settings, SiteSettings, Subscribing, Topic,
};
use bangtin_service::moderation::{account, password};
use bangtin_service::server::StartError;
use bangtin_service::store::OpenError;
use bangtin_service::{Service, on};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::page::Page;
use crate::{KIT, repo_root};

/// The site's id.
pub const SITE: &str = "xa-song-ba";

/// A running service with the sample content; its site's pages are those of one [`Page`].
pub struct Portal {
    settings: Settings,
    runtime: Option<Runtime>,
    service: Option<Service>,
    /// The service's time.
    pub clock: Clock,
    /// Where its mail goes.
    pub mail: MailServer,
    _folder: TempDir,
}

impl Portal {
    /// Starts a service that this page may write to.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(page: &Page<'_>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mail = MailServer::start();
        let settings = settings(folder.path(), &page.server.origin(), &mail);
        let mut portal = Self {
            settings,
            runtime: None,
            service: None,
            clock: Clock::default(),
            mail,
            _folder: folder,
        };
        portal.begin();
        // The same port after a restart.
        portal.settings.listen = portal.service().address;
        // The sample content is asked for in the background.
        portal.wait_number("SELECT COUNT(*) FROM articles WHERE id = 'tb-01'", 1);
        portal
    }

    /// The service's origin.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.settings.listen)
    }

    /// The address of a resource of the site, such as `/counters`.
    #[must_use]
    pub fn url(&self, resource: &str) -> String {
        format!("{}/v1/sites/{SITE}{resource}", self.origin())
    }

    /// Opens a page with this body, whose kit knows the service.
    pub fn show(&self, page: &Page<'_>, body: &str) {
        page.show_with(&self.head(), body);
    }

    /// The loader's tag with the page-wide settings.
    #[must_use]
    pub fn head(&self) -> String {
        self.head_at(&self.origin())
    }

    /// The same, where the service is reached at another origin.
    #[must_use]
    pub fn head_at(&self, origin: &str) -> String {
        format!(
            r#"<script type="module" src="{KIT}/bangtin.js" data-service="{origin}" data-site="{SITE}"></script>"#
        )
    }

    /// Moves the service's time on.
    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    /// The service is gone at once, as after `kill -9`.
    pub fn kill(&mut self) {
        drop(self.service.take());
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::ZERO);
        }
    }

    /// The service is back, with its database and its address.
    ///
    /// # Panics
    /// When it does not start.
    pub fn restart(&mut self) {
        self.kill();
        self.begin();
    }

    /// The service is back with other settings.
    ///
    /// # Panics
    /// When it does not start.
    pub fn change(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        self.restart();
    }

    /// A number from the database.
    ///
    /// # Panics
    /// When the query is wrong.
    #[must_use]
    pub fn number(&self, query: &'static str) -> i64 {
        let store = self.service().app.store.clone();
        self.block(async move {
            let mut read = store.read().await.expect("a connection");
            let number: Result<i64, sqlx::Error> =
                async { Ok(on!(read, c => sqlx::query_scalar(query).fetch_one(c).await?)) }.await;
            number.expect("a query that works")
        })
    }

    /// Changes the database, as what happens elsewhere would.
    ///
    /// # Panics
    /// When the statement is wrong.
    pub fn run(&self, statement: &'static str) {
        let store = self.service().app.store.clone();
        self.block(async move {
            let mut write = store.write().await.expect("a connection");
            let done: Result<(), sqlx::Error> = async {
                on!(write, c => {
                    sqlx::query(statement).execute(c).await?;
                });
                write.commit().await
            }
            .await;
            done.expect("a statement that works");
        });
    }

    /// Waits until a number of the database is this one.
    ///
    /// # Panics
    /// When it is not within 15 s.
    pub fn wait_number(&self, query: &'static str, wanted: i64) {
        let mut seen = String::new();
        for _ in 0..150 {
            let number = self.number(query);
            if number == wanted {
                return;
            }
            let _ = write!(seen, " {number}");
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{query} is not {wanted}:{seen}");
    }

    /// Makes an account that may moderate the site, and logs in with it.
    ///
    /// # Panics
    /// When the account cannot be written, or there is no page to log in.
    pub fn log_in(&self, page: &Page<'_>) {
        let (email, password) = ("hanh@xa.example.vn", "mot mat khau du dai");
        self.moderator(email, password);
        page.visit(&format!("{}/moderation", self.origin()));
        page.wait_for("#password");
        page.fill("#email", email);
        page.fill("#password", password);
        page.click("form button");
        page.wait_for("a[href^='/moderation/alerts']");
    }

    /// Makes an account that may moderate the site.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn moderator(&self, email: &str, password: &str) {
        let store = self.service().app.store.clone();
        let now_ms = self.clock.now_ms();
        self.block(async move {
            let mut write = store.write().await.expect("a connection");
            let sites = [SITE.to_owned()];
            let made = account::add(&mut write, email, "Chị Hạnh", &sites, now_ms).await;
            let made = made.expect("an account").expect("a new account");
            let hash = password::hash(password, &made).await;
            let hash = hash.expect("a good password");
            let set = account::set_password(&mut write, &made.id, &hash).await;
            set.expect("a password");
            write.commit().await.expect("a commit");
        });
    }

    /// Runs what waits, beside the service.
    ///
    /// # Panics
    /// While the service is gone.
    pub fn block<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime
            .as_ref()
            .expect("the service runs")
            .block_on(work)
    }

    /// The service.
    ///
    /// # Panics
    /// While it is gone.
    #[must_use]
    pub fn service(&self) -> &Service {
        self.service.as_ref().expect("the service runs")
    }

    fn begin(&mut self) {
        let runtime = Runtime::new().expect("a runtime");
        // After a kill the last threads of the old service may hold its database for a moment.
        for _ in 0..100 {
            let started = Service::start(self.settings.clone(), self.clock.clone());
            match runtime.block_on(started) {
                Ok(service) => {
                    self.service = Some(service);
                    self.runtime = Some(runtime);
                    return;
                }
                Err(StartError::Open(OpenError::InUse(_)) | StartError::Listen(..)) => {
                    std::thread::sleep(Duration::from_millis(50));
                }
                Err(error) => panic!("the service does not start: {error}"),
            }
        }
        panic!("the old service holds its database");
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.kill();
    }
}

fn settings(folder: &Path, origin: &str, mail: &MailServer) -> Settings {
    Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        database_url: format!("sqlite:{}", folder.join("portal.db").display()),
        smtp_url: Some(mail.url()),
        mail_from: Some("Xã Sông Ba <bangtin@songba.example.gov.vn>".into()),
        sites: vec![site(origin)],
        ..Settings::default()
    }
}

fn site(origin: &str) -> SiteSettings {
    let topics = [
        ("thong-bao", "Thông báo"),
        ("nong-nghiep", "Nông nghiệp – Nông thôn"),
    ];
    SiteSettings {
        imports: bangtin_service::config::Importing::default(),
        lists: Vec::new(),
        id: SITE.into(),
        name: "Xã Sông Ba".into(),
        origins: vec![origin.into()],
        feeds: vec![Feed {
            url: repo_root()
                .join("public/sample/feed.json")
                .display()
                .to_string(),
            kind: Some(FeedKind::JsonFeed),
            every_minutes: 60,
            category: None,
            category_name: None,
        }],
        counted: Counted { total: 1_832_541 },
        subscribing: Some(Subscribing {
            controller: "Ủy ban nhân dân xã Sông Ba, thôn Phước Lộc, tỉnh Phú Giang".into(),
            topics: topics
                .map(|(id, name)| Topic {
                    id: id.into(),
                    name: name.into(),
                })
                .into(),
            consent_vi: None,
            consent_en: None,
            digest: true,
        }),
        telephone: None,
        remind_moderators_at: None,
        mail_report: false,
        alerts_by_two: false,
        comments: bangtin_service::config::Commenting {
            answers_by_mail: true,
            ..Default::default()
        },
        rates: None,
        weather: None,
    }
}
