//! The listening thread.

use std::convert::Infallible;
use std::io;
use std::net;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::fault;
use crate::log::{Log, Request};
use crate::site::Site;

/// A server on a thread and a runtime of its own, so that any test can use it, asynchronous or not.
pub(crate) struct Running {
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub(crate) fn start(
        listener: net::TcpListener,
        site: Arc<Site>,
        log: Arc<Log>,
    ) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let work = move || serve_until(runtime, stopped, listener, site, log);
        let thread = thread::Builder::new().name("preview".into()).spawn(work)?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn serve_until(
    runtime: Runtime,
    stopped: oneshot::Receiver<Infallible>,
    listener: net::TcpListener,
    site: Arc<Site>,
    log: Arc<Log>,
) {
    runtime.spawn(async move {
        if let Ok(listener) = TcpListener::from_std(listener) {
            accept(listener, site, log).await;
        }
    });
    // Ends when the other end is dropped.
    let _ = runtime.block_on(stopped);
    // A file may still be in the compressor: nobody waits for it.
    runtime.shutdown_background();
}

async fn accept(listener: TcpListener, site: Arc<Site>, log: Arc<Log>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let _ = stream.set_nodelay(true);
        let (site, log) = (site.clone(), log.clone());
        let service = service_fn(move |request: hyper::Request<Incoming>| {
            log.add(noted(&request));
            fault::answer(site.clone(), request)
        });
        // An error here is a client that went away, or a fault that was asked for.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

fn noted(request: &hyper::Request<Incoming>) -> Request {
    Request {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        at: Instant::now(),
    }
}
