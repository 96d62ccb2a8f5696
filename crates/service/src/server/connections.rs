//! Takes connections, and lets none of them dawdle.

use std::net::SocketAddr;
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
use tower::ServiceExt;

use crate::tasks::Stop;

/// Serves until `stop`, then ends the requests that are on their way.
///
/// `axum::serve` waits for ever for the head of a request; here it has `patience`, which an open connection without a
/// request has too. A reverse proxy must therefore keep its idle connections for a shorter time.
pub(super) async fn serve(
    mut listener: TcpListener,
    router: Router,
    patience: Duration,
    mut stop: Stop,
) {
    let open = GracefulShutdown::new();
    loop {
        let (stream, peer) = tokio::select! {
            taken = Listener::accept(&mut listener) => taken,
            () = stop.ended() => break,
        };
        let connection = open.watch(connection(stream, peer, router.clone(), patience));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                // A reader who went away, or whose time was over: nothing that we could mend.
                tracing::trace!(%error, "a connection ended");
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    patience: Duration,
) -> impl GracefulConnection<Error: std::fmt::Display> + Send {
    // Answers are small and written at once; waiting to fill a packet would only delay them.
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}
