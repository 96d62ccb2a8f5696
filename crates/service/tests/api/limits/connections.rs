//! How many connections there may be, and what becomes of a reader who takes nothing.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use super::{address, read_all};
use crate::harness::{Database, Trial};

/// More than the system keeps for a connection on both sides.
const LARGE: usize = 48 * 1024 * 1024;

const ASK: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";

fn connect(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).expect("a connection")
}

/// What is answered on this connection; empty when it is closed.
fn answer(stream: &mut TcpStream) -> String {
    // Where it is closed already, this may fail.
    let _ = stream.write_all(ASK);
    read_all(stream)
}

/// A service with a large file, whose readers may take nothing for a second.
async fn with_a_large_file() -> Trial {
    let trial = Trial::with_folder(Database::Sqlite, |settings, folder| {
        settings.public_dir = Some(folder.to_owned());
        settings.limits.stalled_seconds = 1;
    })
    .await;
    let place = trial.folder.path().join("sample");
    std::fs::create_dir(&place).expect("a folder");
    std::fs::write(place.join("large.bin"), vec![7; LARGE]).expect("a file");
    trial
}

fn ask_for_the_large_file(address: SocketAddr) -> TcpStream {
    let mut stream = connect(address);
    stream
        .write_all(b"GET /sample/large.bin HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .expect("sent");
    stream
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("ends")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_takes_nothing_of_an_answer_is_cut_off() {
    let trial = with_a_large_file().await;
    let address = address(&trial);
    let got = blocking(move || {
        let mut stream = ask_for_the_large_file(address);
        sleep(Duration::from_secs(3));
        let mut all = Vec::new();
        // What the system had for us already; then the end, or a reset.
        let _ = stream.read_to_end(&mut all);
        all.len()
    })
    .await;
    assert!(got < LARGE, "all of it was still to be had");
    trial.end().await;
}

/// A slow line takes longer than the limit for the whole, but never stands still for that long.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_slowly_gets_it_all() {
    let trial = with_a_large_file().await;
    let address = address(&trial);
    let got = blocking(move || {
        let mut stream = ask_for_the_large_file(address);
        let mut part = vec![0; LARGE / 20];
        let mut got = 0;
        loop {
            sleep(Duration::from_millis(150));
            let mut filled = 0;
            while filled < part.len() {
                match stream.read(&mut part[filled..]).expect("it goes on") {
                    0 => return got + filled,
                    length => filled += length,
                }
            }
            got += filled;
        }
    })
    .await;
    assert!(got > LARGE, "{got} bytes with the head");
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_holds_so_many_connections_and_no_more() {
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.limits.connections_per_address = 3;
    })
    .await;
    let address = address(&trial);
    blocking(move || {
        let mut held: Vec<_> = (0..3).map(|_| connect(address)).collect();
        sleep(Duration::from_millis(200));
        assert_eq!(answer(&mut connect(address)), "", "closed without a word");
        let first = held.first_mut().expect("three");
        assert!(
            answer(first).starts_with("HTTP/1.1 200"),
            "who is in stays in"
        );
        held.remove(0);
        sleep(Duration::from_millis(200));
        assert!(answer(&mut connect(address)).starts_with("HTTP/1.1 200"));
    })
    .await;
    trial.end().await;
}

/// It brings the connections of all readers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trusted_proxy_holds_any_number_of_connections() {
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.limits.connections_per_address = 3;
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    })
    .await;
    let address = address(&trial);
    blocking(move || {
        let mut held: Vec<_> = (0..10).map(|_| connect(address)).collect();
        for stream in &mut held {
            assert!(answer(stream).starts_with("HTTP/1.1 200"));
        }
    })
    .await;
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_when_all_connections_are_taken_waits_for_one() {
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.limits.connections = 2;
    })
    .await;
    let address = address(&trial);
    blocking(move || {
        let mut held = vec![connect(address), connect(address)];
        sleep(Duration::from_millis(200));
        let mut late = connect(address);
        late.write_all(ASK).expect("sent");
        late.set_read_timeout(Some(Duration::from_millis(500)))
            .expect("a limit");
        let waits = late.read(&mut [0; 16]).expect_err("no answer yet");
        assert!(
            matches!(
                waits.kind(),
                std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
            ),
            "{waits}"
        );
        held.clear();
        assert!(read_all(&mut late).starts_with("HTTP/1.1 200"));
    })
    .await;
    trial.end().await;
}
