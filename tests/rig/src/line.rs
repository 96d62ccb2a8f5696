//! A line to a server, which can be cut.

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

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
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let is_cut = Arc::<AtomicBool>::default();
        let cut = is_cut.clone();
        thread::spawn(move || {
            for from in listener.incoming().flatten() {
                if !cut.load(Ordering::SeqCst) {
                    // A server that has just gone is a line that is cut.
                    let _ = pass_on(&from, SocketAddr::from((Ipv4Addr::LOCALHOST, server)));
                }
            }
        });
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

fn pass_on(from: &TcpStream, server: SocketAddr) -> io::Result<()> {
    let to = TcpStream::connect(server)?;
    copy(from.try_clone()?, to.try_clone()?);
    copy(to, from.try_clone()?);
    Ok(())
}

/// All that comes, in the background, and then the end of it.
fn copy(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
}
