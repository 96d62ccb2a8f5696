//! A server on loopback for the built kit, the sample content and the host pages, with faults on demand.
//!
//! What it serves is listed in [`site`]. Every address also works behind faults, such as
//! `/fault/delay/500/status/503/sample/feed.json`; they are listed in [`fault`].
//!
//! ```no_run
//! let preview = bangtin_preview::Preview::builder(".").log_requests().start(0)?;
//! println!("{}/hosts/plain.html", preview.origin());
//! assert!(preview.requests("/sample/").is_empty());
//! # std::io::Result::Ok(())
//! ```

mod answer;
mod cache;
mod deliver;
pub mod fault;
mod log;
mod server;
pub mod site;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

pub use log::Request;

use log::Log;
use server::Running;
use site::Site;

/// A running server. It stops when this is dropped, and open connections are cut.
pub struct Preview {
    addr: SocketAddr,
    site: Arc<Site>,
    log: Arc<Log>,
    _running: Running,
}

impl Preview {
    /// Settings of a server for the repository in this folder.
    pub fn builder(repo_root: impl Into<PathBuf>) -> Builder {
        Builder {
            root: repo_root.into(),
            kit_origin: String::new(),
            keep_requests: false,
        }
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Such as `http://127.0.0.1:4180`, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The requests whose path starts so, in the order of their arrival. A path is as it was asked for, faults included.
    ///
    /// Empty unless [`Builder::log_requests`] was called.
    pub fn requests(&self, path_prefix: &str) -> Vec<Request> {
        self.log.starting_with(path_prefix)
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.log.clear();
    }

    /// Serves made content at exactly this path from now on, in the place of anything else there.
    pub fn put(&self, path: &str, mime: &str, bytes: impl Into<Vec<u8>>) {
        self.site.put(path, mime, bytes.into());
    }

    /// Serves made content no more.
    pub fn withdraw(&self, path: &str) {
        self.site.withdraw(path);
    }
}

/// Settings of a [`Preview`].
pub struct Builder {
    root: PathBuf,
    kit_origin: String,
    keep_requests: bool,
}

impl Builder {
    /// Keeps every request for [`Preview::requests`].
    pub fn log_requests(mut self) -> Self {
        self.keep_requests = true;
        self
    }

    /// The pages take the kit from this origin (such as another [`Preview`]'s) instead of their own.
    pub fn kit_origin(mut self, origin: impl Into<String>) -> Self {
        self.kit_origin = origin.into();
        self
    }

    /// Listens on 127.0.0.1; port 0 is any free one. An error when the port is taken.
    pub fn start(self, port: u16) -> io::Result<Preview> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let addr = listener.local_addr()?;
        let site = Arc::new(Site::new(self.root, self.kit_origin));
        let log = Arc::new(Log::new(self.keep_requests));
        let running = Running::start(listener, site.clone(), log.clone())?;
        Ok(Preview {
            addr,
            site,
            log,
            _running: running,
        })
    }
}
