//! The check of one form ("Kiểm tra chống gửi tự động"): a challenge that is asked for and solved while the reader still writes, so that
//! nobody waits for it.

use super::proof_of_work::prove;
use crate::{
    client::Refusal,
    page::{self, Job},
    view::RwSignal,
};

// The service refuses a challenge that comes back sooner, and one that is older than an hour. Milliseconds, counted from its arrival:
// on a slow line it was made long after it was asked for.
const LEAST_AGE: f64 = 2_050.0;
const MOST_AGE: f64 = 50.0 * 60.0 * 1000.0;

/// A form's challenge.
#[derive(Clone, Copy)]
pub struct Challenge {
    stage: RwSignal<Stage>,
    solving: Job,
}

#[derive(Clone, Default)]
enum Stage {
    #[default]
    None,
    /// Whether the device is slow.
    Solving(bool),
    /// The proof, and when the challenge came.
    Ready(String, f64),
    Failed(Refusal),
}

/// How far a challenge has come, for readers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ChallengeProgress {
    /// Not asked for.
    None,
    /// Being solved.
    Solving,
    /// Solved.
    Ready,
    /// Not to be had.
    Failed,
}

impl Challenge {
    pub(super) fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::None),
            solving: Job::new(),
        }
    }

    /// How far it has come.
    pub fn progress(self) -> ChallengeProgress {
        match self.stage.get() {
            Stage::None => ChallengeProgress::None,
            Stage::Solving(_) => ChallengeProgress::Solving,
            Stage::Ready(..) => ChallengeProgress::Ready,
            Stage::Failed(_) => ChallengeProgress::Failed,
        }
    }

    /// Whether the device has not solved it in ten seconds.
    pub(super) fn is_slow(self) -> bool {
        matches!(self.stage.get(), Stage::Solving(true))
    }

    /// Begins to solve one, unless one is solved or on its way. `address` is where it is asked for.
    pub fn begin(self, address: &str) {
        let busy = match self.stage.get_untracked() {
            Stage::Ready(_, since) => page::now() - since < MOST_AGE,
            Stage::Solving(_) => true,
            _ => false,
        };
        if busy {
            return;
        }
        self.stage.set(Stage::Solving(false));
        let address = address.to_owned();
        self.solving.start(async move {
            let slow = move || self.stage.set(Stage::Solving(true));
            self.stage.set(match prove(&address, &slow).await {
                Ok((proof, since)) => Stage::Ready(proof, since),
                Err(refusal) => Stage::Failed(refusal),
            });
        });
    }

    /// The proof, once it is there and old enough. It counts once, so it is taken.
    ///
    /// # Errors
    /// [`Refusal`] where it is not to be had.
    pub(super) async fn take(self, address: &str) -> Result<String, Refusal> {
        self.begin(address);
        loop {
            match self.stage.get_untracked() {
                Stage::Ready(proof, since) => {
                    let rest = since + LEAST_AGE - page::now();
                    if rest > 0.0 {
                        page::pause(rest).await;
                    }
                    self.stage.set(Stage::None);
                    return Ok(proof);
                }
                Stage::Failed(refusal) => {
                    self.stage.set(Stage::None);
                    return Err(refusal);
                }
                Stage::Solving(_) | Stage::None => page::pause(60.0).await,
            }
        }
    }
}
