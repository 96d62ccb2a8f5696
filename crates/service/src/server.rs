//! Starts the service and ends it.

mod connections;
mod peers;

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::app::App;
use crate::background::Stop;
use crate::clock::Clock;
use crate::config::Settings;
use crate::content::search;
use crate::context::{Context, Parts};
use crate::http::Rendered;
use crate::keys::Keys;
use crate::router::router;
use crate::store::{OpenError, Store};
use crate::tasks;
use crate::telemetry;
use bangtin_outgoing::Outgoing;

/// How long requests that are on their way may take after the end was asked for.
const GRACE: Duration = Duration::from_secs(10);

/// The running service.
pub struct Service {
    /// What it is made of.
    pub app: App,
    /// Where it listens.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
    tasks: JoinSet<()>,
}

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database, a moment later.
    #[error("the database does not answer: {0}")]
    Database(#[from] sqlx::Error),
    /// The address.
    #[error("cannot listen on {0}: {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The client for other servers.
    #[error(
        "cannot make requests (are the system's CA certificates installed? Debian: ca-certificates): {0}"
    )]
    Client(#[from] reqwest::Error),
}

impl App {
    /// Opens the database and joins the parts, for the server and for commands. `public_url` is where readers reach it.
    ///
    /// # Errors
    /// [`StartError`]
    pub async fn open(
        settings: Settings,
        public_url: String,
        clock: Clock,
    ) -> Result<Self, StartError> {
        let store = Store::open(&settings.database_url, settings.database_connections).await?;
        let keys = Keys::open(settings.secret.as_deref(), &store).await?;
        Ok(Self::new(Context::new(Parts {
            public_url,
            store,
            clock,
            keys,
            rendered: Rendered::default(),
            outgoing: Outgoing::new(&settings.inside_networks)?,
            searches: search::turns(settings.database_connections),
            mail_waits: tokio::sync::Notify::new(),
            settings,
        })))
    }
}

impl Service {
    /// Opens the database, listens, and starts the tasks.
    ///
    /// # Errors
    /// [`StartError`]
    pub async fn start(settings: Settings, clock: Clock) -> Result<Self, StartError> {
        let wanted = settings.listen;
        let listener = TcpListener::bind(wanted)
            .await
            .map_err(|error| StartError::Listen(wanted, error))?;
        let address = listener
            .local_addr()
            .map_err(|error| StartError::Listen(wanted, error))?;
        let public_url = match &settings.public_url {
            Some(url) => url.as_str().trim_end_matches('/').to_owned(),
            None => format!("http://{address}"),
        };
        let app = App::open(settings, public_url, clock).await?;
        let (sender, stop) = Stop::new();
        let mut tasks = tasks::start(&app, &stop);
        if let Some(wanted) = app.settings.metrics_listen {
            let metrics = telemetry::listen(wanted)
                .await
                .map_err(|error| StartError::Listen(wanted, error))?;
            tasks.spawn(metrics.serve(stop.clone()));
        }
        let server = connections::serve(listener, app.clone(), router(&app), stop);
        Ok(Self {
            app,
            address,
            stop: sender,
            server: tokio::spawn(server),
            tasks,
        })
    }

    /// Begins something else that goes on beside the requests, and ends with them.
    pub fn beside<F: Future<Output = ()> + Send + 'static>(
        &mut self,
        task: impl FnOnce(App, Stop) -> F,
    ) {
        self.tasks
            .spawn(task(self.app.clone(), Stop::by(&self.stop)));
    }

    /// Takes no more requests, ends those on their way, lets the tasks write what they hold, closes the database.
    pub async fn end(mut self) {
        let _ = self.stop.send(true);
        if tokio::time::timeout(GRACE, &mut self.server).await.is_err() {
            tracing::warn!("some requests were cut off");
            self.server.abort();
        }
        // Before the tasks, of which one may wait for a mail server: what was counted is written first.
        crate::counting::task::finish(&self.app.counting).await;
        let tasks = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, tasks).await.is_err() {
            tracing::warn!("some tasks were cut off");
        }
        self.app.store.close().await;
    }
}
