//! Ways to a server from networks of their own.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpStream};

use crate::relay::{copy, listen};

/// A way to a server that names every request's network, as a proxy in front of it would (`X-Forwarded-For`). It lasts until the test
/// program ends.
#[derive(Debug)]
pub struct Network {
    address: SocketAddr,
}

impl Network {
    /// The way to `server` of who is at `from`.
    ///
    /// # Panics
    /// When no port is free.
    #[must_use]
    pub fn to(server: SocketAddr, from: IpAddr) -> Self {
        let address = listen(move |browser| pass_on(browser, server, from));
        Self { address }
    }

    /// Where it begins.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// One request and its answer: the server is asked to close behind it, so that there is no second one to look for in what follows.
fn pass_on(browser: &TcpStream, server: SocketAddr, from: IpAddr) -> io::Result<()> {
    let mut server = TcpStream::connect(server)?;
    let mut request = BufReader::new(browser.try_clone()?);
    let mut line = String::new();
    while request.read_line(&mut line)? > 0 && line != "\r\n" {
        if !line.to_ascii_lowercase().starts_with("connection:") {
            server.write_all(line.as_bytes())?;
        }
        line.clear();
    }
    write!(
        server,
        "X-Forwarded-For: {from}\r\nConnection: close\r\n\r\n"
    )?;
    let back = copy(server.try_clone()?, browser.try_clone()?, Shutdown::Both);
    // The body, until the browser has no more to say.
    let _ = io::copy(&mut request, &mut server);
    let _ = back.join();
    Ok(())
}
