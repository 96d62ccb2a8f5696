//! A mail server that takes everything and keeps it.

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use mailin_embedded::response::OK;
use mailin_embedded::{Handler, Response, Server, SslConfig};

/// A mail that arrived.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The envelope's sender.
    pub from: String,
    /// The envelope's receivers.
    pub to: Vec<String>,
    /// As it came.
    pub raw: Vec<u8>,
}

impl Mail {
    /// The subject, decoded.
    #[must_use]
    pub fn subject(&self) -> String {
        self.read(|message| message.subject().unwrap_or_default().to_owned())
    }

    /// The text part.
    #[must_use]
    pub fn text(&self) -> String {
        self.read(|message| message.body_text(0).unwrap_or_default().into_owned())
    }

    /// The HTML part.
    #[must_use]
    pub fn html(&self) -> String {
        self.read(|message| message.body_html(0).unwrap_or_default().into_owned())
    }

    /// A header's text; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> String {
        self.read(|message| {
            let raw = message.header_raw(name.to_owned());
            raw.unwrap_or_default().trim().to_owned()
        })
    }

    /// The first address in the text that holds this.
    #[must_use]
    pub fn link(&self, part: &str) -> Option<String> {
        let text = self.text();
        let words = text.split_whitespace();
        let link = words
            .map(|word| word.trim_matches(['<', '>', '(', ')']))
            .find(|word| word.starts_with("http") && word.contains(part));
        link.map(ToOwned::to_owned)
    }

    fn read<T>(&self, read: impl FnOnce(&mail_parser::Message<'_>) -> T) -> T {
        let message = MessageParser::default().parse(&self.raw);
        read(&message.expect("a mail that can be parsed"))
    }
}

/// The server. It takes mail on its port as long as the process lives.
#[derive(Clone)]
pub struct MailServer {
    port: u16,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl MailServer {
    /// Starts on a free port.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn start() -> Self {
        Self::on(0)
    }

    /// Starts on this port.
    ///
    /// # Panics
    /// When it is taken.
    #[must_use]
    pub fn on(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let mails = Arc::<Mutex<Vec<Mail>>>::default();
        let desk = Desk {
            mails: mails.clone(),
            ..Desk::default()
        };
        thread::spawn(move || {
            let mut server = Server::new(desk);
            server
                .with_name("mail.example.vn")
                .with_tcp_listener(listener);
            server.with_ssl(SslConfig::None).expect("no TLS");
            let _ = server.serve();
        });
        Self { port, mails }
    }

    /// Where it listens.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// For the setting `smtp_url`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Everything that has arrived.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.mails
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits for a mail to this address; the newest.
    ///
    /// # Panics
    /// When none comes in 20 s.
    #[must_use]
    pub fn mail_to(&self, address: &str) -> Mail {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            let mails = self.mails();
            let mail = mails
                .iter()
                .rev()
                .find(|mail| mail.to.iter().any(|to| to.contains(address)));
            if let Some(mail) = mail {
                return mail.clone();
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("no mail to {address}");
    }
}

#[derive(Clone, Default)]
struct Desk {
    mails: Arc<Mutex<Vec<Mail>>>,
    from: String,
    to: Vec<String>,
    raw: Vec<u8>,
}

impl Handler for Desk {
    fn helo(&mut self, _ip: IpAddr, _domain: &str) -> Response {
        OK
    }

    fn mail(&mut self, _ip: IpAddr, _domain: &str, from: &str) -> Response {
        self.from = from.into();
        self.to.clear();
        OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.to.push(to.into());
        OK
    }

    fn data_start(
        &mut self,
        _domain: &str,
        _from: &str,
        _is8bit: bool,
        _to: &[String],
    ) -> Response {
        self.raw.clear();
        OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.raw.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = Mail {
            from: self.from.clone(),
            to: std::mem::take(&mut self.to),
            raw: std::mem::take(&mut self.raw),
        };
        self.mails
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(mail);
        OK
    }
}
