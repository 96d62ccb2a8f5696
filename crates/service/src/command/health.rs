//! `health`: whether the service on this machine can serve. For containers, which have no other program to ask it.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use crate::config::Settings;
use bangtin_outgoing::to_ourselves;

const PATIENCE: Duration = Duration::from_secs(3);

/// Asks `/readyz` where the settings listen; says what is wrong.
pub async fn run(settings: Settings) -> bool {
    let address = reachable(settings.listen);
    match ask(address).await {
        Ok(()) => {
            println!("{address} can serve");
            true
        }
        Err(reason) => {
            eprintln!("{address} cannot serve: {reason}");
            false
        }
    }
}

async fn ask(address: SocketAddr) -> Result<(), String> {
    let client = to_ourselves(PATIENCE).map_err(|error| error.to_string())?;
    let answer = client.get(format!("http://{address}/readyz")).send().await;
    let answer = answer.map_err(|error| {
        if error.is_timeout() {
            "no answer in 3 seconds".to_owned()
        } else {
            error.without_url().to_string()
        }
    })?;
    let status = answer.status();
    status
        .is_success()
        .then_some(())
        .ok_or_else(|| format!("it answers {status}"))
}

/// All addresses of a machine (`0.0.0.0`) are reached by its own.
fn reachable(mut listen: SocketAddr) -> SocketAddr {
    if listen.ip().is_unspecified() {
        listen.set_ip(match listen {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    listen
}
