use super::field;
use crate::Node;
use bangtin_model::{Poll, PollOption};

/// `{id, question, options [{id, text}], multiple, opens, closes}`; `None` without an id, a question or two answers.
pub(super) fn read<N: Node>(node: &N) -> Option<Poll> {
    let mut options: Vec<PollOption> = Vec::new();
    for node in node.elements("options") {
        if let Some(option) = option(&node)
            && !options.iter().any(|other| other.id == option.id)
        {
            options.push(option);
        }
    }
    let poll = Poll {
        id: node.id("id")?,
        question: field::plain(node, "question")?,
        options,
        multiple: node.get("multiple").and_then(|node| node.truth()) == Some(true),
        opens: field::moment(node, "opens"),
        closes: field::moment(node, "closes"),
    };
    (poll.options.len() > 1).then_some(poll)
}

/// `{id, text}`, or a string that is both.
fn option<N: Node>(node: &N) -> Option<PollOption> {
    let text = field::plain(node, "text").or_else(|| field::as_plain(node))?;
    Some(PollOption {
        id: node.id("id").unwrap_or_else(|| text.clone()),
        text,
    })
}
