//! A line to a server, which can be cut.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::relay::{copy, listen};

/// Passes connections on to a server on this machine. While it is cut, each new one is closed at once, as by a machine on which nothing
/// listens.
#[derive(Debug)]
pub struct Line {
    port: u16,
    is_cut: Arc<AtomicBool>,
}

impl Line {
    /// A line to the server on this port.
    ///
    /// # Panics
    /// When no port is free.
    #[must_use]
    pub fn to(server: u16) -> Self {
        let is_cut = Arc::<AtomicBool>::default();
        let cut = is_cut.clone();
        let address = listen(move |from| match cut.load(Ordering::SeqCst) {
            true => Ok(()),
            false => pass_on(from, server),
        });
        let port = address.port();
        Self { port, is_cut }
    }

    /// Where it begins.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Cuts it, or mends it. What is on it stays.
    pub fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::SeqCst);
    }
}

fn pass_on(from: &TcpStream, server: u16) -> io::Result<()> {
    let to = TcpStream::connect((Ipv4Addr::LOCALHOST, server))?;
    copy(from.try_clone()?, to.try_clone()?, Shutdown::Write);
    copy(to, from.try_clone()?, Shutdown::Write);
    Ok(())
}
