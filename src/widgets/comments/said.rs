//! One comment, as the service sends it.

use bangtin_model::Moment;
use bangtin_sources::{Node, date};

use crate::client::JsNode;

/// What a reader wrote.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) id: String,
    pub(super) name: String,
    /// Plain text, with line breaks.
    pub(super) text: String,
    pub(super) created: Option<Moment>,
    pub(super) state: State,
    /// What it answers; empty for a comment of its own.
    pub(super) parent: String,
    /// The oldest first.
    pub(super) replies: Vec<Said>,
    /// Whether the service has more replies than these.
    pub(super) more: bool,
}

/// Who sees a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Everybody.
    Shown,
    /// Its author, until a moderator has looked at it.
    Pending,
    /// Its author: a moderator has turned it down.
    Rejected,
}

impl Said {
    pub(super) fn read(node: &JsNode) -> Option<Self> {
        let text = |name: &str| node.get(name).and_then(|node| node.text());
        let state = match text("state").as_deref() {
            Some("pending") => State::Pending,
            Some("rejected") => State::Rejected,
            _ => State::Shown,
        };
        let replies = read_all(node, "replies");
        let more = node
            .integer("reply_count")
            .is_some_and(|count| count > replies.len() as u64);
        Some(Self {
            id: text("id")?,
            name: text("name")?,
            text: text("text")?,
            created: text("created").and_then(|text| date::rfc3339(&text)),
            state,
            parent: text("parent").unwrap_or_default(),
            replies,
            more,
        })
    }
}

/// The comments in a member; what is none is passed over.
pub(super) fn read_all(node: &JsNode, member: &str) -> Vec<Said> {
    let mut all = Vec::new();
    for node in node.elements(member) {
        if let Some(said) = Said::read(&node) {
            all.push(said);
        }
    }
    all
}
