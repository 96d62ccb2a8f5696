//! Waves of forms on the desk: a sentence above the queue, and all comments that wait of one, to be decided about together.

use bangtin_model::answers::CommentState;
use maud::{Markup, html};

use super::Position;
use super::view::{done, here, note, offered, page_of, shown};
use crate::comments::{self, Moderated, Pile, beginning, iso};
use crate::moderation::Session;
use crate::store::Read;
use crate::waves::{self, Wave};

/// So many are shown and decided about at once; what is left of a larger wave is shown after them.
pub(in crate::routes::moderation) const MOST: i64 = 500;
/// So many waves are told of, the last.
const WAVES: i64 = 3;
/// So much of a comment is shown.
const WORDS: usize = 40;

/// A wave, and how many of its comments wait in the pile that is looked at.
pub(super) struct Waiting {
    wave: Wave,
    many: i64,
    now_ms: i64,
}

/// The last waves of the site: those of which comments wait in this pile, and the one that goes on. None in the piles of what was decided
/// about.
pub(super) async fn waiting(
    read: &mut Read,
    position: &Position,
    now_ms: i64,
) -> Result<Vec<Waiting>, sqlx::Error> {
    let mut waiting = Vec::new();
    if position.state.state() != CommentState::Pending {
        return Ok(waiting);
    }
    for wave in waves::latest(read, &position.site, WAVES).await? {
        let one = Waiting {
            wave,
            many: 0,
            now_ms,
        };
        let many = comments::span(read, &position.site, position.state, one.span()).await?;
        if many > 0 || wave.goes_on(now_ms) || position.wave == Some(wave.begun_ms) {
            waiting.push(Waiting { many, ..one });
        }
    }
    Ok(waiting)
}

impl Waiting {
    /// Whether the page of this one is asked for.
    pub(super) fn is_meant(&self, position: &Position) -> bool {
        position.wave == Some(self.wave.begun_ms)
    }

    const fn span(&self) -> (i64, i64) {
        self.wave.span(self.now_ms)
    }

    /// What is told of it above the queue.
    pub(super) fn notice(&self, position: &Position) -> Markup {
        let words = position.lang.wave_words();
        let all = Position {
            wave: Some(self.wave.begun_ms),
            ..position.start(&position.site, position.state)
        };
        html! {
            p.notice {
                (self.sentence(position))
                @if self.many > 0 { " " a href=(all.on("/moderation")) { (words.open) } }
            }
        }
    }

    fn sentence(&self, position: &Position) -> String {
        let words = position.lang.wave_words();
        let told = match self.wave.goes_on(self.now_ms) {
            true => words.goes_on,
            false => words.was,
        };
        told.replace("{from}", &shown(&iso(self.wave.begun_ms)))
            .replace("{to}", &shown(&iso(self.wave.last_ms)))
            .replace('#', &self.many.to_string())
    }

    /// All of it that waits.
    pub(super) async fn show(
        &self,
        read: &mut Read,
        session: &Session,
        position: &Position,
    ) -> Result<Markup, sqlx::Error> {
        let (site, pile) = (&position.site, position.state);
        let (found, _) = comments::of_site(read, site, pile, self.span(), None, MOST).await?;
        let words = position.lang.words();
        let queue = position.start(&position.site, position.state);
        Ok(html! {
            p { (self.sentence(position)) }
            (done(position))
            @if found.is_empty() { p { (words.none) } } @else { (self.form(session, position, &found)) }
            p { a href=(queue.on("/moderation")) { (words.start) } }
        })
    }

    fn form(&self, session: &Session, position: &Position, found: &[Moderated]) -> Markup {
        let words = position.lang.words();
        let own = position.lang.wave_words();
        let again = Position {
            all: !position.all,
            done: None,
            several: None,
            ..position.clone()
        };
        let choice = if position.all {
            words.tick_none
        } else {
            own.tick_all
        };
        let shown_many = i64::try_from(found.len()).unwrap_or(i64::MAX);
        html! {
            form.comment method="post" action="/moderation/comments" aria-label=(own.title) {
                (here(session, position))
                input type="hidden" name="wave" value=(self.wave.begun_ms);
                p { a.button href=(again.on("/moderation")) { (choice) } }
                @if shown_many < self.many { p { (own.first.replace('#', &shown_many.to_string())) } }
                @for comment in found { (one(position, comment)) }
                h2 { (words.ticked) }
                div.choices {
                    @for state in offered(position.state) {
                        button.plain[state != CommentState::Approved] name="state" value=(state.name()) { (words.act(state)) }
                    }
                }
                (note(words))
            }
        }
    }
}

fn one(position: &Position, comment: &Moderated) -> Markup {
    let name = format!("n-{}", comment.id);
    html! {
        label.check {
            input type="checkbox" name="ticked" value=(format!("{}.{}", comment.id, comment.revision))
                checked[position.all] aria-describedby=(name);
            span id=(name) {
                bdi { (comment.name) } " · " time datetime=(comment.created) { (shown(&comment.created)) }
                " · " (page_of(comment)) ": "
                bdi { (beginning(&comment.text, WORDS)) }
                @if position.state == Pile::Suspected {
                    @if let Some(rule) = &comment.rule { " (" bdi { (rule) } ")" }
                }
            }
        }
    }
}
