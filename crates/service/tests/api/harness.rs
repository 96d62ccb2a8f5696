//! A service for each test, with a database of its own.

use std::path::Path;
use std::time::Duration;

use bangtin_rig::{MailServer, Postgres, quick_folder, solve};
use bangtin_service::clock::Clock;
use bangtin_service::config::{Settings, SiteSettings, Subscribing, Topic};
use bangtin_service::moderation::articles::{self, Change, Wish};
use bangtin_service::{App, Service};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::Value;
use tempfile::TempDir;

/// Makes a test of each database from `async fn name(trial: Trial)`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$note:meta])* async fn $name:ident($trial:ident : Trial) $body:block)*) => {$(
        $(#[$note])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::harness::{Database, Trial};

            async fn judge($trial: Trial) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                judge(Trial::start(Database::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                judge(Trial::start(Database::Postgres).await).await;
            }
        }
    )*};
}

/// Which database a test runs on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// The origin of the trial site's pages.
pub const ORIGIN: &str = "https://songba.example.gov.vn";

/// A running service and what a test needs around it. The site is `xa-song-ba`.
pub struct Trial {
    service: Option<Service>,
    pub app: App,
    pub clock: Clock,
    pub mail: MailServer,
    pub client: Client,
    pub folder: TempDir,
    /// Goes last, after whatever uses it.
    _database: Option<OwnDatabase>,
}

/// What a service leaves when it ends.
pub struct Left {
    pub folder: TempDir,
    _database: Option<OwnDatabase>,
}

/// The address of a database on the shared PostgreSQL server, which is removed with the trial it was made for.
struct OwnDatabase(String);

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        Postgres::shared().remove(&self.0);
    }
}

impl Trial {
    /// With the usual settings.
    pub async fn start(database: Database) -> Self {
        Self::with(database, |_| ()).await
    }

    /// With settings that `change` has changed.
    pub async fn with(database: Database, change: impl FnOnce(&mut Settings)) -> Self {
        Self::with_folder(database, |settings, _| change(settings)).await
    }

    /// With settings that name files in the trial's own folder.
    pub async fn with_folder(
        database: Database,
        change: impl FnOnce(&mut Settings, &Path),
    ) -> Self {
        let folder = quick_folder();
        let mail = MailServer::start();
        let mut settings = settings();
        settings.smtp_url = Some(mail.url());
        let own = match database {
            Database::Sqlite => None,
            Database::Postgres => {
                let database = tokio::task::spawn_blocking(|| Postgres::shared().database()).await;
                Some(OwnDatabase(database.expect("a database")))
            }
        };
        settings.database_url = match &own {
            None => format!("sqlite:{}", folder.path().join("trial.db").display()),
            Some(OwnDatabase(address)) => address.clone(),
        };
        change(&mut settings, folder.path());
        let clock = Clock::default();
        let service = Service::start(settings, clock.clone())
            .await
            .expect("the service starts");
        Self {
            app: service.app.clone(),
            service: Some(service),
            clock,
            mail,
            client: Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .expect("a client"),
            folder,
            _database: own,
        }
    }

    /// The absolute address of a path such as `/v1/sites/xa-song-ba/articles`; `~/articles` is the same.
    pub fn url(&self, path: &str) -> String {
        let path = path.strip_prefix('~').map_or_else(
            || path.to_owned(),
            |rest| format!("/v1/sites/xa-song-ba{rest}"),
        );
        format!("{}{path}", self.app.public_url)
    }

    /// Where the service listens, whatever its `public_url` says.
    pub fn address(&self) -> std::net::SocketAddr {
        self.service.as_ref().expect("a service").address
    }

    /// A request as a page of the site makes it.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client
            .request(method, self.url(path))
            .header("origin", ORIGIN)
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path)
            .send()
            .await
            .expect("an answer")
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.request(Method::POST, path)
            .json(body)
            .send()
            .await
            .expect("an answer")
    }

    pub async fn put(&self, path: &str, body: &Value) -> Response {
        self.request(Method::PUT, path)
            .json(body)
            .send()
            .await
            .expect("an answer")
    }

    /// A solved challenge that is old enough: moves the service's clock on by 3 s.
    pub async fn proof(&self) -> String {
        self.proof_of("~/challenge").await
    }

    /// The same for the challenge of another site.
    pub async fn proof_of(&self, challenge: &str) -> String {
        let challenge = self.get(challenge).await.text().await.expect("a challenge");
        self.clock.advance(Duration::from_secs(3));
        tokio::task::spawn_blocking(move || solve(&challenge))
            .await
            .expect("a proof")
    }

    /// `body` with a fresh proof in it.
    pub async fn proven(&self, mut body: Value) -> Value {
        body["proof"] = self.proof().await.into();
        body
    }

    /// Takes an article down or puts it back, as the command line does. The articles that were meant.
    pub async fn decide(&self, article: &str, change: Change) -> Option<Vec<String>> {
        let wish = Wish {
            site: "xa-song-ba",
            article,
            change,
            note: "sai sự thật",
            actor: "command line",
        };
        let mut write = self.app.store.write().await.expect("a transaction");
        let done = articles::change(&mut write, wish, self.app.clock.now_ms()).await;
        write.commit().await.expect("a commit");
        self.app.rendered.forget();
        done.expect("the database")
    }

    /// Statements behind the service's back.
    pub async fn run(&self, statements: &str) {
        let statements = sqlx::AssertSqlSafe(statements.to_owned());
        let mut write = self.app.store.write().await.expect("a transaction");
        bangtin_service::on!(write, c => {
            sqlx::raw_sql(statements).execute(c).await.expect("statements");
        });
        write.commit().await.expect("a commit");
    }

    /// What a migration does for the rows that are there: those of its statements that fill, not those that make tables.
    pub async fn fill_as(&self, migration: &str) {
        let database = match self.app.store.is_postgres() {
            true => "postgres",
            false => "sqlite",
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let file = folder.join(database).join(migration);
        let migration = std::fs::read_to_string(file).expect("a migration");
        let fills = |statement: &&str| {
            let mut lines = statement.lines();
            let begin = lines.find(|line| !line.is_empty() && !line.starts_with("--"));
            begin.is_some_and(|begin| begin.starts_with("UPDATE") || begin.starts_with("INSERT"))
        };
        let statements: Vec<&str> = migration.split(";\n").filter(fills).collect();
        assert!(!statements.is_empty(), "nothing fills");
        for statement in statements {
            self.run(statement).await;
        }
    }

    /// Ends the service in good order. Its folder and its database stay as long as what this gives.
    pub async fn end(self) -> Left {
        if let Some(service) = self.service {
            service.end().await;
        }
        Left {
            folder: self.folder,
            _database: self._database,
        }
    }
}

/// The code of a problem.
pub async fn code(response: Response) -> String {
    let problem: Value = response.json().await.expect("a problem");
    problem["code"].as_str().expect("a code").to_owned()
}

/// What a query that gives one number gives.
pub async fn number(trial: &Trial, sql: &'static str) -> i64 {
    let mut read = trial.app.store.read().await.expect("a connection");
    let number = bangtin_service::on!(read, c => sqlx::query_scalar(sql).fetch_one(c).await);
    number.expect("a number")
}

/// One site, an easy proof of work, limits that a test does not reach by accident.
pub fn settings() -> Settings {
    let mut settings = Settings {
        listen: ([127, 0, 0, 1], 0).into(),
        mail_from: Some("Xã Sông Ba <bangtin@songba.example.gov.vn>".into()),
        sites: vec![site()],
        ..Settings::default()
    };
    settings.limits.challenge_cost = 1;
    settings
}

pub fn site() -> SiteSettings {
    SiteSettings {
        id: "xa-song-ba".into(),
        name: "Xã Sông Ba".into(),
        origins: vec![ORIGIN.into()],
        feeds: Vec::new(),
        counted: bangtin_service::config::Counted::default(),
        subscribing: Some(Subscribing {
            controller: "Ủy ban nhân dân xã Sông Ba, thôn Phước Lộc, tỉnh Phú Giang".into(),
            topics: [
                ("thong-bao", "Thông báo"),
                ("nong-nghiep", "Nông nghiệp – Nông thôn"),
            ]
            .map(|(id, name)| Topic {
                id: id.into(),
                name: name.into(),
            })
            .into(),
            consent_vi: None,
            consent_en: None,
            digest: false,
        }),
        telephone: None,
        remind_moderators_at: None,
        mail_report: false,
        alerts_by_two: false,
        comments: bangtin_service::config::Commenting {
            answers_by_mail: true,
            ..Default::default()
        },
        imports: bangtin_service::config::Importing::default(),
        lists: Vec::new(),
        rates: None,
        weather: None,
    }
}
