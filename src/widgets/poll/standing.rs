//! A poll and how it stands, as the service sends it.

use bangtin_model::{Moment, Precision};
use bangtin_sources::{Node, date};

use crate::{client::JsNode, page};

/// What is asked, and how it was answered.
pub(super) struct Standing {
    pub(super) question: String,
    pub(super) multiple: bool,
    /// Takes no votes: not yet or no more.
    pub(super) closed: bool,
    pub(super) span: Span,
    pub(super) options: Vec<Choice>,
    /// How many readers voted.
    pub(super) voters: u64,
}

/// From when to when a poll takes votes.
pub(super) struct Span {
    pub(super) opens: Option<Moment>,
    pub(super) closes: Option<Moment>,
}

/// What can be chosen.
pub(super) struct Choice {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) votes: u64,
}

/// Whether an answer is a poll.
pub(super) fn is_one(node: &JsNode) -> bool {
    node.get("question").is_some()
        && node
            .get("options")
            .is_some_and(|options| options.is_array())
}

impl Standing {
    pub(super) fn read(node: &JsNode) -> Self {
        let truth = |name: &str| node.get(name).and_then(|node| node.truth()) == Some(true);
        let mut options = Vec::new();
        for option in node.elements("options") {
            if let (Some(id), Some(text)) = (option.string("id"), option.string("text")) {
                let votes = option.integer("votes").unwrap_or_default();
                options.push(Choice { id, text, votes });
            }
        }
        Self {
            question: node.string("question").unwrap_or_default(),
            multiple: truth("multiple"),
            closed: truth("closed"),
            span: Span::read(node),
            options,
            voters: node.integer("voters").unwrap_or_default(),
        }
    }

    /// When it opens, where it has not opened yet.
    pub(super) fn opens_later(&self) -> Option<Moment> {
        let now = (page::now() / 1000.0) as i64;
        self.span.opens.filter(|opens| opens.unix() > now)
    }
}

impl Span {
    pub(super) fn read(node: &JsNode) -> Self {
        let time = |name: &str| node.string(name).and_then(|text| date::rfc3339(&text));
        Self {
            opens: time("opens"),
            closes: time("closes"),
        }
    }

    /// Whether votes are taken at this time, in seconds since 1970. A poll that closes on a day closes with it.
    pub(super) fn holds(&self, now: i64) -> bool {
        let end = self.closes.map(|closes| match closes.precision() {
            Precision::Day => closes.unix() + 86_400,
            _ => closes.unix(),
        });
        self.opens.is_none_or(|opens| opens.unix() <= now) && end.is_none_or(|end| now < end)
    }
}
