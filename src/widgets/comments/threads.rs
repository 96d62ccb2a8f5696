//! The parts of the list and the reader's own comments, as one list.

use bangtin_sources::Node;

use super::said::{Said, State, read_all};
use crate::client::JsNode;

/// `replies`: parts of the replies to a comment, by its id. They take the place of those that came with it.
pub(super) fn joined<'a>(
    parts: impl Iterator<Item = &'a JsNode>,
    replies: &[(String, JsNode)],
    own: &[Said],
) -> Vec<Said> {
    let mut threads: Vec<Said> = Vec::new();
    for part in parts {
        for said in read_all(part, "comments") {
            // A list that has changed meanwhile may show one in two parts.
            if !threads.iter().any(|known| known.id == said.id) {
                threads.push(said);
            }
        }
    }
    for thread in &mut threads {
        let mut loaded = false;
        for (parent, part) in replies {
            if *parent == thread.id {
                if !loaded {
                    thread.replies.clear();
                    loaded = true;
                }
                thread.replies.extend(read_all(part, "comments"));
                thread.more = part.get("next").is_some();
            }
        }
    }
    for own in own {
        place(&mut threads, own);
    }
    threads
}

/// Puts an own comment where it belongs. One that was approved is in the list, or further down: it is added only where the list is
/// older than the approval.
fn place(threads: &mut Vec<Said>, own: &Said) {
    let unix = |said: &Said| said.created.map(|created| created.unix());
    if own.parent.is_empty() {
        let known = threads.iter().any(|said| said.id == own.id);
        let older = own.state == State::Shown
            && threads
                .first()
                .is_some_and(|newest| unix(newest) > unix(own));
        if !known && !older {
            threads.insert(0, own.clone());
        }
        return;
    }
    for thread in threads {
        let known = thread.replies.iter().any(|said| said.id == own.id);
        if thread.id == own.parent && !known {
            thread.replies.push(own.clone());
        }
    }
}
