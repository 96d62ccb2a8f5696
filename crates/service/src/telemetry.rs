//! What operators see: log lines and figures. Neither holds personal data.

use std::net::SocketAddr;
use std::sync::OnceLock;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::ParseError;

use crate::background::Stop;
use crate::config::{LogFormat, Settings};

/// The kind of text that Prometheus reads.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
/// Upper ends of the classes of times, in seconds.
const CLASSES: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Writes log lines to standard error from now on, for the whole process.
///
/// # Errors
/// When the setting `log` is no filter.
pub fn log(settings: &Settings) -> Result<(), ParseError> {
    let filter = EnvFilter::try_new(&settings.log)?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // Where a line cannot be written (a log on a full disk), it would say so there too: by a panic.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    // A second call of the same process keeps the first.
    let _ = match settings.log_format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    Ok(())
}

/// Listens for `/metrics` until the end. Apart from the public address, because figures are for the operator.
///
/// # Errors
/// When the address is taken.
pub(crate) async fn listen(address: SocketAddr) -> std::io::Result<Metrics> {
    Ok(Metrics {
        listener: TcpListener::bind(address).await?,
        figures: recorder().map_err(std::io::Error::other)?,
    })
}

/// The open port of `/metrics`.
pub(crate) struct Metrics {
    listener: TcpListener,
    figures: PrometheusHandle,
}

impl Metrics {
    /// Answers until the end.
    pub(crate) async fn serve(self, mut stop: Stop) {
        let Self { listener, figures } = self;
        let show = move || {
            let figures = figures.clone();
            async move {
                figures.run_upkeep();
                ([(CONTENT_TYPE, TEXT)], figures.render())
            }
        };
        let router = Router::new().route("/metrics", get(show));
        let served = axum::serve(listener, router)
            .with_graceful_shutdown(async move { stop.ended().await })
            .await;
        if let Err(error) = served {
            tracing::error!(%error, "the metrics cannot be served any more");
        }
    }
}

/// One recorder for the process, however many services it runs.
fn recorder() -> Result<PrometheusHandle, BuildError> {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(recorder) = RECORDER.get() {
        return Ok(recorder.clone());
    }
    let seconds = Matcher::Suffix("_seconds".into());
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(seconds, &CLASSES)?
        .install_recorder()?;
    Ok(RECORDER.get_or_init(|| recorder).clone())
}
