//! What stands between a client and a server.

use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// Takes connections on a free port of this machine until the test program ends, each in a thread of its own. The port's address.
pub(crate) fn listen(
    take: impl Fn(&TcpStream) -> io::Result<()> + Clone + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for from in listener.incoming().flatten() {
            let take = take.clone();
            thread::spawn(move || take(&from));
        }
    });
    address
}

/// Copies all that comes, in the background, and then shuts so much of where it goes.
pub(crate) fn copy(mut from: TcpStream, mut to: TcpStream, end: Shutdown) -> JoinHandle<()> {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(end);
    })
}
