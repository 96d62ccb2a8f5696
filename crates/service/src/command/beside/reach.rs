//! The side of the command line.

use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream as Line;

use tokio::net::UnixStream;

use super::frame::{Kind, receive, send};
use super::{ROOT, VERSION, Wish, socket};
use crate::command::Work;
use crate::command::console::Refusal;
use crate::store::sqlite_file;

/// A service that runs on the database of these settings.
pub(in crate::command) struct Running(Line);

impl Running {
    /// The service, where one listens. A socket that a kill has left behind leads nowhere.
    pub(in crate::command) async fn reach(database_url: &str) -> Result<Option<Self>, Refusal> {
        let Some(file) = sqlite_file(database_url) else {
            return Ok(None);
        };
        let place = socket(&file);
        let stream = match UnixStream::connect(&place).await {
            Ok(stream) => stream,
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                return Err(format!(
                    "{} is for the service's own user: run the command as that user",
                    place.display()
                )
                .into());
            }
            Err(_) => return Ok(None),
        };
        // What is sent may be a password: it is for whoever has the database.
        let owner = std::fs::metadata(&file)?.uid();
        if ![owner, ROOT].contains(&stream.peer_cred()?.uid()) {
            return Err(format!(
                "{} is not the socket of the owner of {}",
                place.display(),
                file.display()
            )
            .into());
        }
        let stream = stream.into_std()?;
        stream.set_nonblocking(false)?;
        Ok(Some(Self(stream)))
    }

    /// Has it do the work, and passes on what it says.
    pub(in crate::command) async fn ask(
        self,
        work: Work,
        input: Option<String>,
    ) -> Result<bool, Refusal> {
        let wish = serde_json::to_vec(&Wish {
            version: VERSION.into(),
            work: serde_json::to_value(work)?,
            input,
        })?;
        tokio::task::spawn_blocking(move || pass_on(self.0, &wish)).await?
    }
}

fn pass_on(mut stream: Line, wish: &[u8]) -> Result<bool, Refusal> {
    // Who refuses before it has read everything has said why.
    let sent = send(&mut stream, Kind::Wish, wish);
    loop {
        let (kind, bytes) = receive(&mut stream).map_err(|error| match (&sent, error.kind()) {
            (Ok(()), ErrorKind::UnexpectedEof) => {
                "the service ended while it was at it: look whether it was done".into()
            }
            _ => format!("the running service cannot be asked: {error}"),
        })?;
        match kind {
            Kind::Out => written(&mut io::stdout(), &bytes)?,
            Kind::Note => written(&mut io::stderr(), &bytes)?,
            Kind::Good => return Ok(true),
            Kind::Bad => return Ok(false),
            Kind::Refused => return Err(String::from_utf8_lossy(&bytes).into()),
            Kind::Wish => return Err("the running service makes no sense".into()),
        }
    }
}

fn written(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes)?;
    to.flush()
}
