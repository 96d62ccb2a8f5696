//! How the queue looks.

use bangtin_model::answers::CommentState;
use maud::{Markup, html};
use url::form_urlencoded::Serializer;

use super::Position;
use super::answer::answer;
use super::wave::Waiting;
use crate::clock::time_and_day;
use crate::comments::{Moderated, Pile, beginning};
use crate::config::SiteSettings;
use crate::moderation::Session;
use crate::routes::moderation::words::Words;
use crate::routes::moderation::{activity, alerts, closing, held, reports};

/// So much of the comment that is answered.
const WORDS_OF_PARENT: usize = 30;
/// The form for all that are ticked.
const SEVERAL: &str = "several";

/// What each form of a page holds unseen: whose it is, of which site, in which language.
pub(in crate::routes::moderation) fn hidden(session: &Session, position: &Position) -> Markup {
    html! {
        input type="hidden" name="form_token" value=(session.form_token);
        input type="hidden" name="site" value=(position.site);
        input type="hidden" name="lang" value=(position.lang.code());
    }
}

/// The fields of a form of the queue that leads back to where it stands.
pub(super) fn here(session: &Session, position: &Position) -> Markup {
    html! {
        (hidden(session, position))
        input type="hidden" name="filter" value=(position.state.name());
        @if let Some(cursor) = &position.cursor { input type="hidden" name="cursor" value=(cursor); }
    }
}

/// The same for a form about one comment. `next`: the comment that has the focus afterwards.
pub(super) fn about(
    session: &Session,
    position: &Position,
    comment: &Moderated,
    next: &str,
) -> Markup {
    html! {
        (here(session, position))
        input type="hidden" name="revision" value=(comment.revision);
        input type="hidden" name="next" value=(next);
    }
}

/// The ways around the pages, around `main`. `here` is the path of this one, to which the other language leads back.
pub(in crate::routes::moderation) fn around(
    session: &Session,
    position: &Position,
    here: &str,
    sites: &[&SiteSettings],
    main: &Markup,
) -> Markup {
    let words = position.lang.words();
    let other = Position {
        lang: position.lang.other(),
        focus: String::new(),
        done: None,
        several: None,
        answered: None,
        ..position.clone()
    };
    html! {
        div.bar {
            span { (session.moderator.name) }
            a href=(position.start(&position.site, Pile::Pending).on("/moderation")) { (words.queue_short) }
            a href=(position.start(&position.site, position.state).on(reports::PATH)) { (position.lang.report_words().short) }
            a href=(position.start(&position.site, position.state).on(alerts::PATH)) { (position.lang.alert_words().short) }
            a href=(position.start(&position.site, position.state).on("/moderation/articles")) { (words.articles) }
            a href=(position.start(&position.site, position.state).on(held::PATH)) { (position.lang.held_words().title) }
            a href=(position.start(&position.site, position.state).on(closing::PATH)) { (position.lang.closing_words().title) }
            a href=(position.start(&position.site, position.state).on("/moderation/source")) { (position.lang.source_words().short) }
            a href=(position.start(&position.site, position.state).on("/moderation/digest")) { (words.digest_short) }
            a href=(position.start(&position.site, position.state).on(activity::PATH)) { (position.lang.activity_words().short) }
            a href=(position.start(&position.site, position.state).on("/moderation/log")) { (words.log_short) }
            a href=(format!("/moderation/account?lang={}", position.lang.code())) { (words.account_short) }
            a href=(other.on(here)) lang=(other.lang.code()) { (words.other_language) }
            form method="post" action="/moderation/logout" {
                input type="hidden" name="form_token" value=(session.form_token);
                input type="hidden" name="lang" value=(position.lang.code());
                button.plain { (words.log_out) }
            }
        }
        @if sites.len() > 1 {
            nav.bar aria-label=(words.sites) {
                @for site in sites {
                    a aria-current=[(site.id == position.site).then_some("true")]
                        href=(position.start(&site.id, position.state).on("/moderation")) { (site.name) }
                }
            }
        }
        (main)
    }
}

/// How many lie in the piles beside the queue.
pub(super) struct Beside<'a> {
    pub(super) suspected: i64,
    pub(super) reports: i64,
    /// The last waves of forms, those of which comments wait and the one that goes on.
    pub(super) waves: &'a [Waiting],
}

pub(super) fn queue(
    session: &Session,
    position: &Position,
    site: &SiteSettings,
    comments: &[Moderated],
    next: Option<&str>,
    beside: Beside<'_>,
) -> Markup {
    let words = position.lang.words();
    // The comment that has the focus, and the one that gets it after a decision.
    let current = comments.iter().find(|comment| comment.id == position.focus);
    let current = current.or(comments.first()).map(|comment| &comment.id);
    let following = comments.iter().skip(1).map(|comment| comment.id.as_str());
    html! {
        nav.bar aria-label=(words.states) {
            @for pile in Pile::ALL {
                a aria-current=[(pile == position.state).then_some("true")]
                    href=(position.start(&position.site, pile).on("/moderation")) {
                    (words.pile(pile))
                    @if pile == Pile::Suspected { " (" (beside.suspected) ")" }
                }
            }
            a href=(position.start(&position.site, position.state).on(reports::PATH)) {
                (position.lang.report_words().title) " (" (beside.reports) ")"
            }
        }
        @for wave in beside.waves { (wave.notice(position)) }
        (done(position))
        @if let Some(published) = position.answered {
            p.notice role="status" { (if published { position.lang.answer_words().published } else { position.lang.answer_words().was_taken_back }) }
        }
        @if comments.is_empty() { p { (words.none) } }
        @for (comment, after) in comments.iter().zip(following.chain(std::iter::once(""))) {
            (one(session, position, site, comment, after, current == Some(&comment.id)))
        }
        @if !comments.is_empty() { (several(session, position)) }
        @if let Some(next) = next {
            p { a.button href=(further(position, next).on("/moderation")) { (words.more) } }
        }
        @if position.cursor.is_some() {
            p { a href=(position.start(&position.site, position.state).on("/moderation")) { (words.start) } }
        }
        @if !comments.is_empty() { p.soft { (words.keys) } }
    }
}

/// What has just been decided.
pub(super) fn done(position: &Position) -> Markup {
    let words = position.lang.words();
    html! {
        @if let Some(done) = position.done {
            p.notice role="status" {
                (words.done(done))
                @if let Some(several) = position.several { " " (words.several_done.replace('#', &several.to_string())) }
            }
        }
    }
}

/// The form whose ticks stand in the comments above it.
fn several(session: &Session, position: &Position) -> Markup {
    let words = position.lang.words();
    let again = Position {
        all: !position.all,
        focus: String::new(),
        done: None,
        several: None,
        answered: None,
        ..position.clone()
    };
    html! {
        form.comment id=(SEVERAL) method="post" action="/moderation/comments" aria-labelledby="several-heading" {
            h2 id="several-heading" { (words.ticked) }
            (here(session, position))
            p { a href=(again.on("/moderation")) { (if position.all { words.tick_none } else { words.tick_all }) } }
            div.choices {
                @for state in offered(position.state) {
                    button.plain[state != CommentState::Approved] name="state" value=(state.name()) { (words.act(state)) }
                }
            }
            (note(words))
        }
    }
}

pub(super) fn note(words: &Words) -> Markup {
    html! {
        details {
            summary { (words.note) }
            input name="note" maxlength="300" aria-label=(words.note);
        }
    }
}

/// A comment. The current one takes the focus as a whole, not its first button: a reader hears it before deciding, and a key
/// that is held down decides nothing.
fn one(
    session: &Session,
    position: &Position,
    site: &SiteSettings,
    comment: &Moderated,
    after: &str,
    current: bool,
) -> Markup {
    let words = position.lang.words();
    let (name, form) = (format!("n-{}", comment.id), format!("f-{}", comment.id));
    // By its writer, or at a person's wish.
    let is_withdrawn = comment.text.is_empty();
    // An answer approves, so that a comment of another pile is no longer there.
    let stays = position.state == Pile::Approved;
    html! {
        article.comment tabindex="-1" autofocus[current] aria-labelledby=(name) {
            h2 id=(name) { @if is_withdrawn { (words.gone) } @else { bdi { (comment.name) } } }
            p.soft {
                time datetime=(comment.created) { (shown(&comment.created)) }
                " · " (words.on_page) ": " (page_of(comment))
                @if comment.parent.is_some() && comment.answers.is_none() { " · " (words.reply) }
                @if let Some(rule) = &comment.rule { br; (words.put_by(position.state)) " “" bdi { (rule) } "”" }
                @if !comment.note.is_empty() { br; (comment.note) }
            }
            @if let Some(parent) = &comment.answers {
                blockquote {
                    @if parent.text.is_empty() {
                        p.soft { (words.reply) ": " (words.gone) }
                    } @else {
                        p.soft { (words.answers) " " bdi { (parent.name) } ":" }
                        p dir="auto" { (beginning(&parent.text, WORDS_OF_PARENT)) }
                    }
                }
            }
            @if !is_withdrawn { p.said dir="auto" { (comment.text) } }
            form id=(form) method="post" action=(format!("/moderation/comments/{}", comment.id)) {
                (about(session, position, comment, after))
                div.choices {
                    @for state in offered(position.state) {
                        button.plain[state != CommentState::Approved] name="state" value=(state.name())
                            accesskey=[current.then(|| key(state))] { (words.act(state)) }
                    }
                }
                (note(words))
            }
            (answer(session, position, site, comment, if stays { &comment.id } else { after }))
            p { a href=(closing_of(position, &comment.page)) { (position.lang.closing_words().this_page) } }
            label.check {
                input type="checkbox" name="ticked" value=(format!("{}.{}", comment.id, comment.revision)) form=(SEVERAL)
                    checked[position.all] aria-describedby=(name);
                (words.tick)
            }
        }
    }
}

fn closing_of(position: &Position, page: &str) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("page", page);
    let list = position.start(&position.site, position.state);
    format!("{}&{}", list.on(closing::PATH), query.finish())
}

pub(super) fn offered(now: Pile) -> impl Iterator<Item = CommentState> {
    let order = [
        CommentState::Approved,
        CommentState::Rejected,
        CommentState::Spam,
        CommentState::Pending,
    ];
    // What may be spam can be put back into the queue.
    let is_there = move |state: &CommentState| *state == now.state() && now != Pile::Suspected;
    order.into_iter().filter(move |state| !is_there(state))
}

const fn key(state: CommentState) -> &'static str {
    match state {
        CommentState::Approved => "a",
        CommentState::Rejected => "r",
        CommentState::Spam => "s",
        CommentState::Pending => "p",
    }
}

pub(super) fn page_of(comment: &Moderated) -> Markup {
    let name = comment.page_title.as_ref().unwrap_or(&comment.page);
    html! {
        @if let Some(url) = &comment.page_url {
            a href=(url) rel="noreferrer" target="_blank" { bdi { (name) } }
        } @else {
            bdi { (name) }
        }
    }
}

/// `2026-11-22T07:30:05+07:00` as `07:30 22/11/2026`.
pub(in crate::routes::moderation) fn shown(iso: &str) -> String {
    match time_and_day(iso) {
        Some((time, day)) => format!("{time} {day}"),
        None => iso.to_owned(),
    }
}

fn further(position: &Position, next: &str) -> Position {
    Position {
        cursor: Some(next.to_owned()),
        focus: String::new(),
        done: None,
        several: None,
        answered: None,
        all: false,
        ..position.clone()
    }
}
