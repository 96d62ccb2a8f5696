//! The side of the running service.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind, LineWriter, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::UnixListener;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::frame::{Kind, Pieces, receive, send};
use super::{ROOT, VERSION, Wish, socket};
use crate::app::App;
use crate::background::Stop;
use crate::command::Work;
use crate::command::console::{Console, Refusal};
use crate::store::sqlite_file;

/// So many commands at a time.
const AT_ONCE: usize = 8;
/// How long who has connected may take to say what is wanted, and to take what they are told.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a command may go on when the service ends.
const GRACE: Duration = Duration::from_secs(3);

/// The socket of a running service, which goes with this.
pub struct Door {
    listener: UnixListener,
    place: PathBuf,
    owner: u32,
}

impl Door {
    /// The door of a service on SQLite. On PostgreSQL there is none: any number of processes use that.
    pub fn of(app: &App) -> Option<Self> {
        let place = socket(&sqlite_file(&app.settings.database_url)?);
        match Self::open(&place) {
            Ok(door) => Some(door),
            Err(error) => {
                let place = place.display();
                tracing::warn!(%error, %place, "there is no socket for commands: end the service for those that write");
                None
            }
        }
    }

    /// Does the work of commands until the end.
    pub async fn serve(self, app: App, mut stop: Stop) {
        let free = Arc::new(Semaphore::new(AT_ONCE));
        let mut at_work = JoinSet::new();
        loop {
            let next = tokio::select! {
                next = self.next() => next,
                () = stop.ended() => break,
            };
            while at_work.try_join_next().is_some() {}
            let (mut stream, is_let_in) = match next {
                Ok(next) => next,
                Err(error) => {
                    tracing::warn!(%error, "a command did not come through");
                    sleep(Duration::from_millis(100)).await;
                    continue;
                }
            };
            let Ok(place) = free.clone().try_acquire_owned() else {
                let _ = send(
                    &mut stream,
                    Kind::Refused,
                    b"the service is busy with other commands",
                );
                continue;
            };
            let (app, stop, runtime) = (app.clone(), stop.clone(), Handle::current());
            // Beside the requests: a command may compute, and waits for files and for who reads what it says.
            at_work.spawn_blocking(move || {
                let ended = if is_let_in {
                    answer(&app, &mut stream, &stop, &runtime)
                } else {
                    Err("this is for the service's own user".into())
                };
                drop(place);
                // Who asked may be gone.
                let _ = match ended {
                    Ok(true) => send(&mut stream, Kind::Good, b""),
                    Ok(false) => send(&mut stream, Kind::Bad, b""),
                    Err(refusal) => {
                        send(&mut stream, Kind::Refused, refusal.to_string().as_bytes())
                    }
                };
            });
        }
        // Nobody comes in while those who are at work end.
        drop(self);
        while at_work.join_next().await.is_some() {}
    }

    /// The lock of the database is ours, so a socket that is there was left behind.
    fn open(place: &Path) -> io::Result<Self> {
        match fs::remove_file(place) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(place)?;
        // Whoever was faster than this is turned away by `next`.
        fs::set_permissions(place, Permissions::from_mode(0o600))?;
        Ok(Self {
            listener,
            place: place.into(),
            owner: fs::metadata(place)?.uid(),
        })
    }

    /// Who comes next, and whether they may.
    async fn next(&self) -> io::Result<(UnixStream, bool)> {
        let (stream, _) = self.listener.accept().await?;
        let is_let_in = [self.owner, ROOT].contains(&stream.peer_cred()?.uid());
        let stream = stream.into_std()?;
        stream.set_nonblocking(false)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok((stream, is_let_in))
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // What stays would be an obstacle for nobody.
        let _ = fs::remove_file(&self.place);
    }
}

fn answer(
    app: &App,
    stream: &mut UnixStream,
    stop: &Stop,
    runtime: &Handle,
) -> Result<bool, Refusal> {
    let (kind, wish) = receive(stream)?;
    if kind != Kind::Wish {
        return Err("this is no command".into());
    }
    // The parser's own words would repeat what was sent.
    let wish: Wish = serde_json::from_slice(&wish).map_err(|_| "this is no command")?;
    if wish.version != VERSION {
        let theirs = wish.version;
        return Err(format!(
            "the running service is version {VERSION}, this program {theirs}: use that of the service, or start it anew"
        )
        .into());
    }
    let work: Work = serde_json::from_value(wish.work).map_err(|_| "this is no command")?;
    tracing::info!(command = work.name(), "a command is done for its socket");
    let mut console = Console {
        input: wish.input,
        out: pieces(stream, Kind::Out)?,
        notes: pieces(stream, Kind::Note)?,
    };
    let done = runtime.block_on(async {
        tokio::select! {
            done = work.perform(app, &mut console) => done,
            () = ending(stop.clone()) => {
                Err("the service ended while it was at it: look whether it was done".into())
            }
        }
    });
    console.out.flush()?;
    console.notes.flush()?;
    done
}

async fn ending(mut stop: Stop) {
    stop.ended().await;
    sleep(GRACE).await;
}

fn pieces(stream: &UnixStream, kind: Kind) -> io::Result<Box<dyn Write>> {
    let to = stream.try_clone()?;
    Ok(Box::new(LineWriter::new(Pieces { to, kind })))
}
