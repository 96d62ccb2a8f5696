//! How the pile of reports looks.

use maud::{Markup, html};
use url::form_urlencoded::Serializer;

use super::PATH;
use crate::comments::iso;
use crate::moderation::Session;
use crate::reports::{Kept, State};
use crate::routes::moderation::queue::{Position, hidden, shown};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The address of a part of a pile.
pub(super) fn address(position: &Position, pile: State, after: Option<&str>) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("pile", pile.name());
    if let Some(after) = after {
        query.append_pair("after", after);
    }
    let list = position.start(&position.site, position.state);
    format!("{}&{}", list.on(PATH), query.finish())
}

/// What the page is made with.
pub(super) struct Desk<'a> {
    pub(super) session: &'a Session,
    pub(super) position: &'a Position,
    pub(super) pile: State,
    pub(super) after: Option<&'a str>,
    pub(super) now_ms: i64,
}

impl Desk<'_> {
    pub(super) fn page(
        &self,
        kept: &[Kept],
        next: Option<&str>,
        waiting: i64,
        notice: Option<&str>,
    ) -> Markup {
        let (words, all) = (
            self.position.lang.report_words(),
            self.position.lang.words(),
        );
        html! {
            p { (words.purpose) }
            nav.bar aria-label=(all.states) {
                @for pile in State::ALL {
                    a aria-current=[(pile == self.pile).then_some("true")] href=(address(self.position, pile, None)) {
                        (words.state(pile))
                        @if pile == State::Open { " (" (waiting) ")" }
                    }
                }
            }
            @if let Some(notice) = notice { p.notice role="status" { (notice) } }
            @if kept.is_empty() {
                p { (words.none) }
            } @else {
                form method="post" action=(PATH) {
                    (hidden(self.session, self.position))
                    input type="hidden" name="pile" value=(self.pile.name());
                    @if let Some(after) = self.after { input type="hidden" name="after" value=(after); }
                    @for one in kept { (self.one(one)) }
                    div.comment role="group" aria-labelledby="several-heading" {
                        h2 id="several-heading" { (words.ticked) }
                        div.choices {
                            @for state in self.offered() {
                                button.plain[state != State::Fixed] name="state" value=(state.name()) { (words.act(state)) }
                            }
                        }
                    }
                }
            }
            @if let Some(next) = next {
                p { a.button href=(address(self.position, self.pile, Some(next))) { (all.more) } }
            }
            @if self.after.is_some() {
                p { a href=(address(self.position, self.pile, None)) { (all.start) } }
            }
        }
    }

    fn offered(&self) -> impl Iterator<Item = State> {
        let now = self.pile;
        let order = [State::Fixed, State::NotFixed, State::Open];
        order.into_iter().filter(move |&state| state != now)
    }

    fn one(&self, report: &Kept) -> Markup {
        let words = self.position.lang.report_words();
        let name = format!("n-{}", report.id);
        let seen = format!("{}.{}", report.id, report.revision);
        let title = report.page_title.as_ref().unwrap_or(&report.page);
        html! {
            article.comment aria-labelledby=(name) {
                h2 id=(name) {
                    (words.kind(report.kind)) ": "
                    @if let Some(url) = &report.page_url {
                        a href=(url) rel="noreferrer" target="_blank" { bdi { (title) } }
                    } @else {
                        bdi { (title) }
                    }
                }
                p.soft {
                    time datetime=(iso(report.created_ms)) { (shown(&iso(report.created_ms))) }
                    " · " (self.age(report.created_ms))
                    @if report.times > 1 { " · " (words.times.replace('#', &report.times.to_string())) }
                }
                p.said dir="auto" { (report.text) }
                div.choices {
                    @for state in self.offered() {
                        button.plain[state != State::Fixed] name="one" value=(format!("{}.{seen}", state.name()))
                            aria-describedby=(name) { (words.act(state)) }
                    }
                }
                label.check {
                    input type="checkbox" name="ticked" value=(seen) aria-describedby=(name);
                    (words.tick)
                }
            }
        }
    }

    /// How long ago it came first.
    fn age(&self, created_ms: i64) -> String {
        let words = self.position.lang.report_words();
        let ms = (self.now_ms - created_ms).max(0);
        match (ms / DAY_MS, ms / HOUR_MS) {
            (days @ 2.., _) => words.days.replace('#', &days.to_string()),
            (_, hours @ 1..) => words.hours.replace('#', &hours.to_string()),
            _ => words.just_now.into(),
        }
    }
}
