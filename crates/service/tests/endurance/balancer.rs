//! A balancer as small as can be: each connection goes to the next replica that takes it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

/// Listens on a free port until the test ends.
pub async fn start(replicas: Vec<SocketAddr>) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a free port");
    let address = listener.local_addr().expect("an address");
    let replicas = Arc::new(replicas);
    let next = Arc::new(AtomicUsize::new(0));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let (replicas, next) = (replicas.clone(), next.clone());
            tokio::spawn(async move {
                if let Some(mut replica) = connect(&replicas, &next).await {
                    let _ = copy_bidirectional(&mut client, &mut replica).await;
                }
            });
        }
    });
    address
}

/// The next in turn; one that does not listen is passed over.
async fn connect(replicas: &[SocketAddr], next: &AtomicUsize) -> Option<TcpStream> {
    for _ in replicas {
        let turn = next.fetch_add(1, Ordering::Relaxed) % replicas.len();
        if let Ok(replica) = TcpStream::connect(replicas[turn]).await {
            return Some(replica);
        }
    }
    None
}
