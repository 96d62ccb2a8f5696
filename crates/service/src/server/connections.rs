//! Takes connections, as many as the settings say, and lets none of them dawdle.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use super::peers::Peers;
use crate::app::App;
use crate::background::Stop;
use crate::config::Limits;

/// Serves until `stop`, then ends the requests that are on their way.
///
/// `axum::serve` waits for ever for the head of a request and for a reader who takes nothing of the answer, and takes any number
/// of connections. Here a head has `request_seconds`, which an open connection without a request has too: a reverse proxy must
/// keep its idle connections for a shorter time. While there are as many connections as may be, the next wait in the system's
/// queue; those that dawdle make room.
pub(super) async fn serve(mut listener: TcpListener, app: App, router: Router, mut stop: Stop) {
    let limits = app.settings.limits;
    let open = GracefulShutdown::new();
    let peers = Peers::default();
    let places = usize::try_from(limits.connections).unwrap_or(usize::MAX);
    let places = Arc::new(Semaphore::new(places.clamp(1, Semaphore::MAX_PERMITS)));
    loop {
        let taken = async {
            let place = places.clone().acquire_owned().await;
            (place, Listener::accept(&mut listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            taken = taken => taken,
            () = stop.ended() => break,
        };
        let Some(counted) = peers.admit(&app.settings, peer.ip()) else {
            metrics::counter!("bangtin_connections_refused_total").increment(1);
            continue;
        };
        let connection = open.watch(connection(stream, peer, router.clone(), &limits));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                // A reader who went away, or whose time was over: nothing that we could mend.
                tracing::trace!(%error, "a connection ended");
            }
            drop((place, counted));
        });
    }
    drop(listener);
    open.shutdown().await;
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: &Limits,
) -> impl GracefulConnection<Error: std::fmt::Display> + Send + use<> {
    // Answers are small and written at once; waiting to fill a packet would only delay them.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(Duration::from_secs(limits.stalled_seconds)));
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.request_seconds))
        .serve_connection(
            TokioIo::new(Box::pin(stream)),
            TowerToHyperService::new(service),
        )
}
