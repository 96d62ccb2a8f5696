//! What is done with a comment when it comes, before anybody has looked at it.

use serde::{Deserialize, Serialize};

/// A rule for comments that come. It has one of `words`, `links` and `repeats`; none of them approves or refuses anything.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CommentRule {
    /// Its name for moderators, such as `Cờ bạc`.
    pub name: String,
    /// Where the comment is put.
    pub action: RuleAction,
    /// It is about comments with one of these words, or of these words one after the other.
    #[serde(default)]
    pub words: Vec<String>,
    /// It is about comments with so many links or more.
    pub links: Option<u32>,
    /// It is about a comment that is the so-manieth of the same words.
    pub repeats: Option<u32>,
    /// Within so many days.
    #[serde(default = "a_week")]
    pub days: u32,
}

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleAction {
    /// Puts it before all others that wait.
    First,
    /// Puts it into a pile of its own, out of the queue.
    Spam,
}

const fn a_week() -> u32 {
    7
}
