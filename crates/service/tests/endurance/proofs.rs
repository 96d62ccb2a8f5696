//! Solved challenges, made ahead: the program's clock cannot be moved, and a form must be 2 s old.

use std::time::Duration;

use bangtin_rig::solve;
use reqwest::Client;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::{Instant, sleep, sleep_until};

/// How old a form must be, and some more for the two clocks' rounding.
const AGE: Duration = Duration::from_millis(2_100);

/// A store of them that fills itself as long as it is kept.
pub struct Proofs(Mutex<Receiver<(Instant, String)>>);

impl Proofs {
    /// Fetches them from the service at this address.
    pub fn of(base: String) -> Self {
        let (sender, receiver) = channel(400);
        tokio::spawn(async move {
            let client = Client::new();
            while !sender.is_closed() {
                let Some(challenge) = challenge(&client, &base).await else {
                    sleep(Duration::from_millis(50)).await;
                    continue;
                };
                let made = Instant::now();
                let proof = tokio::task::spawn_blocking(move || solve(&challenge)).await;
                let proof = proof.expect("it can be solved");
                let _ = sender.send((made, proof)).await;
            }
        });
        Self(Mutex::new(receiver))
    }

    /// The next one, old enough.
    pub async fn next(&self) -> String {
        let next = self.0.lock().await.recv().await;
        let (made, proof) = next.expect("they are made as long as they are wanted");
        sleep_until(made + AGE).await;
        proof
    }
}

async fn challenge(client: &Client, base: &str) -> Option<String> {
    let answer = client.get(format!("{base}/v1/sites/xa-song-ba/challenge"));
    let answer = answer.send().await.ok()?;
    if !answer.status().is_success() {
        return None;
    }
    answer.text().await.ok()
}
