//! What a browser does with a challenge.

use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Solves the JSON of a challenge; gives the `proof` of a form.
///
/// # Panics
/// When it is no challenge.
#[must_use]
pub fn solve(challenge: &str) -> String {
    let challenge: Challenge = serde_json::from_str(challenge).expect("a challenge");
    let solved = solve_challenge(SolveChallengeOptions::new(&challenge));
    let solution = solved
        .expect("a challenge that can be solved")
        .expect("a solution in time");
    let payload = Payload {
        challenge,
        solution,
    };
    STANDARD.encode(serde_json::to_vec(&payload).expect("a payload becomes JSON"))
}
