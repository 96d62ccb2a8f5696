//! What the agency has answered to a comment of the queue, and the forms that answer, change the answer and take it back.

use bangtin_model::answers::CommentState;
use maud::{Markup, html};

use super::Position;
use super::view::{about, shown};
use crate::comments::{LONGEST_ANSWER, Moderated};
use crate::config::SiteSettings;
use crate::moderation::Session;

/// `next`: the comment that has the focus afterwards.
pub(super) fn answer(
    session: &Session,
    position: &Position,
    site: &SiteSettings,
    comment: &Moderated,
    next: &str,
) -> Markup {
    let words = position.lang.answer_words();
    let (field, hint) = (format!("a-{}", comment.id), format!("ah-{}", comment.id));
    let form = |change: &str, fields: &Markup| {
        html! {
            form method="post" action=(format!("/moderation/comments/{}/answer", comment.id)) {
                (about(session, position, comment, next))
                input type="hidden" name="change" value=(change);
                (fields)
            }
        }
    };
    let before = comment.official.as_ref();
    let publish = match comment.state {
        CommentState::Approved => words.publish,
        _ => words.approve_and_publish,
    };
    let fields = html! {
        label for=(field) { (words.mark) }
        p.soft id=(hint) { (words.under) " " bdi { (site.name) } ". " (words.hint) }
        textarea id=(field) name="text" rows="5" required maxlength=(LONGEST_ANSWER) aria-describedby=(hint) {
            (before.map_or("", |before| &before.text))
        }
        p { button { (publish) } }
    };
    html! {
        @if let Some(before) = before {
            blockquote {
                p.soft { (words.mark) " · " bdi { (before.name) } " · " time datetime=(before.created) { (shown(&before.created)) } }
                p.said dir="auto" { (before.text) }
            }
            (form("take_back", &html! { button.plain { (words.take_back) } }))
        }
        // What was withdrawn is not answered any more.
        @if !comment.text.is_empty() {
            details {
                summary { (if before.is_some() { words.change } else { words.write }) }
                (form("answer", &fields))
            }
        }
    }
}
