//! What moderators change by hand, a page or an article at a time: the form of a change, and the list of what stands changed.

use maud::{Markup, html};

use super::queue::{Position, hidden, shown};
use crate::comments::iso;
use crate::moderation::Session;

/// A form that makes one change; the path is that of its page.
pub(super) fn form(
    (session, position): (&Session, &Position),
    path: &str,
    change: &str,
    fields: &Markup,
) -> Markup {
    html! {
        form method="post" action=(path) {
            (hidden(session, position))
            input type="hidden" name="change" value=(change);
            (fields)
        }
    }
}

/// The fields that name what is changed, and why.
pub(super) fn fields(
    position: &Position,
    (label, name): (&str, &str),
    value: &str,
    button: &str,
) -> Markup {
    html! {
        p { label { (label) " " input name=(name) required maxlength="2000" value=(value); } }
        p { label { (position.lang.words().note) " " input name="note" maxlength="300"; } }
        button { (button) }
    }
}

/// What stands changed, in a list.
pub(super) struct Changed<'a> {
    pub(super) title: &'a str,
    pub(super) url: Option<&'a str>,
    /// By which the form names it.
    pub(super) key: &'a str,
    pub(super) since_ms: i64,
}

/// What was changed and since when, and the form that takes it back.
pub(super) fn line(changed: &Changed<'_>, take_back: &Markup) -> Markup {
    html! {
        p {
            @if let Some(url) = changed.url {
                a href=(url) rel="noreferrer" target="_blank" { bdi { (changed.title) } }
            } @else {
                bdi { (changed.title) }
            }
        }
        p.soft { (shown(&iso(changed.since_ms))) " · " (changed.key) }
        (take_back)
    }
}

/// The field and the button of a form that takes a change back.
pub(super) fn take_back(name: &str, key: &str, button: &str) -> Markup {
    html! {
        input type="hidden" name=(name) value=(key);
        button.plain { (button) }
    }
}
