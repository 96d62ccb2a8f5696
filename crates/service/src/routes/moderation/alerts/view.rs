//! How the page of alerts looks.

use bangtin_model::answers::{AlertLevel, FieldError};
use maud::{Markup, html};

use super::{Act, PATH, Sent};
use crate::alerts::{Kept, LONGEST_WAY_MS, Stage};
use crate::comments::iso;
use crate::moderation::Session;
use crate::random::random_id;
use crate::routes::moderation::queue::{Position, hidden, shown};

const HOUR_MS: i64 = 60 * 60 * 1000;
/// The end that a new alert is offered: half a day from now, at a full hour.
const OFFERED_MS: i64 = 12 * HOUR_MS;

/// What stands in the form.
pub(super) struct Filled<'a> {
    act: Act,
    id: String,
    revision: Option<i64>,
    level: &'a str,
    title: &'a str,
    text: &'a str,
    url: &'a str,
    begins: String,
    ends: String,
    wrong: &'a [FieldError],
}

impl<'a> Filled<'a> {
    /// A new alert. Its id comes from the form, so that one that is sent twice is one.
    pub(super) fn empty(now_ms: i64) -> Self {
        let hour = (now_ms + OFFERED_MS + HOUR_MS - 1).div_euclid(HOUR_MS) * HOUR_MS;
        Self {
            act: Act::Write,
            id: random_id(),
            revision: None,
            level: "",
            title: "",
            text: "",
            url: "",
            begins: String::new(),
            ends: local(hour),
            wrong: &[],
        }
    }

    /// One that is there.
    pub(super) fn kept(kept: &'a Kept, now_ms: i64) -> Self {
        Self {
            act: Act::Change,
            id: kept.id.clone(),
            revision: Some(kept.revision),
            level: kept.level().name(),
            title: &kept.title,
            text: &kept.text,
            url: &kept.url,
            begins: if kept.begins_ms > now_ms {
                local(kept.begins_ms)
            } else {
                String::new()
            },
            ends: local(kept.ends_ms),
            wrong: &[],
        }
    }

    /// As it was sent.
    pub(super) fn sent(sent: &'a Sent, wrong: &'a [FieldError]) -> Self {
        Self {
            act: sent.act,
            id: sent.id.clone(),
            revision: sent.revision,
            level: &sent.level,
            title: &sent.title,
            text: &sent.text,
            url: &sent.url,
            begins: sent.begins.clone(),
            ends: sent.ends.clone(),
            wrong,
        }
    }

    fn is_wrong(&self, field: &str) -> Option<&'static str> {
        let wrong = self.wrong.iter().any(|one| one.field == field);
        wrong.then_some("true")
    }
}

/// Who sees the page, of which site and when.
pub(super) struct Desk<'a> {
    pub(super) session: &'a Session,
    pub(super) position: &'a Position,
    pub(super) by_two: bool,
    pub(super) now_ms: i64,
}

impl Desk<'_> {
    pub(super) fn page(
        &self,
        form: &Filled<'_>,
        kept: &[Kept],
        notice: Option<&str>,
        undone: Option<&str>,
    ) -> Markup {
        let words = self.position.lang.alert_words();
        let (ended, there): (Vec<&Kept>, Vec<&Kept>) = kept
            .iter()
            .partition(|one| one.stage(self.now_ms) == Stage::Ended);
        html! {
            @if let Some(notice) = notice { p.notice role="status" { (notice) } }
            @if let Some(undone) = undone { p.notice.error role="alert" { (undone) } }
            p { (words.purpose) }
            @if self.by_two { p { (words.by_two) } }
            (self.form(form))
            h2 { (words.now) }
            @if there.is_empty() { p { (words.none) } }
            @for one in there { (self.one(one)) }
            @if !ended.is_empty() {
                details {
                    summary { (words.before) " (" (ended.len()) ")" }
                    @for one in ended { (self.one(one)) }
                }
            }
        }
    }

    fn form(&self, form: &Filled<'_>) -> Markup {
        let words = self.position.lang.alert_words();
        let heading = match form.act {
            Act::Change => words.change,
            _ => words.write_new,
        };
        let button = match (form.act, self.by_two) {
            (_, true) => words.send_on,
            (Act::Change, false) => words.save,
            (_, false) => words.publish,
        };
        let act = if form.act == Act::Change {
            "change"
        } else {
            "write"
        };
        html! {
            form id="write" method="post" action=(PATH) aria-labelledby="write-heading" {
                h2 id="write-heading" { (heading) }
                (hidden(self.session, self.position))
                input type="hidden" name="act" value=(act);
                input type="hidden" name="id" value=(form.id);
                @if let Some(revision) = form.revision { input type="hidden" name="revision" value=(revision); }
                @if !form.wrong.is_empty() {
                    div.notice.error role="alert" {
                        p { (words.not_kept) }
                        ul { @for one in form.wrong { li { (words.wrong(&one.field, &one.code)) } } }
                    }
                }
                fieldset {
                    legend { (words.level) }
                    @for level in AlertLevel::ALL {
                        label.check {
                            input type="radio" name="level" value=(level.name()) required checked[form.level == level.name()]
                                aria-invalid=[form.is_wrong("level")];
                            span { strong { (words.named(level)) } br; span.soft { (words.hint(level)) } }
                        }
                    }
                }
                label { (words.heading)
                    input name="title" required maxlength="360" value=(form.title) aria-invalid=[form.is_wrong("title")]; }
                label { (words.text)
                    textarea name="text" rows="4" maxlength="1200" aria-invalid=[form.is_wrong("text")] { (form.text) } }
                label { (words.link)
                    input name="url" inputmode="url" maxlength="2000" placeholder="https://…" value=(form.url) aria-invalid=[form.is_wrong("url")]; }
                label { (words.ends)
                    input type="datetime-local" name="ends" required value=(form.ends) max=(local(self.now_ms + LONGEST_WAY_MS))
                        aria-invalid=[form.is_wrong("ends")] aria-describedby="ends-hint"; }
                p.soft id="ends-hint" { (words.ends_hint) }
                label { (words.begins)
                    input type="datetime-local" name="begins" value=(form.begins) aria-invalid=[form.is_wrong("begins")]
                        aria-describedby="begins-hint"; }
                p.soft id="begins-hint" { (words.begins_hint) }
                p { button { (button) } }
                @if form.act == Act::Change { p { a href=(self.position.on(PATH)) { (words.write_new) } } }
            }
        }
    }

    fn one(&self, one: &Kept) -> Markup {
        let words = self.position.lang.alert_words();
        let stage = one.stage(self.now_ms);
        let name = format!("a-{}", one.id);
        let own = self.by_two && one.writer == self.session.moderator.id;
        html! {
            article.comment aria-labelledby=(name) {
                h3 id=(name) { (words.named(one.level())) ": " bdi { (one.title) } }
                p { strong { (words.stage(stage)) } " · " (words.from) " " (self.time(one.begins_ms)) " " (words.until) " " (self.time(one.ends_ms)) }
                @if one.replaces.is_some() { p.soft { (words.replaces) } }
                @if !one.text.is_empty() { p.said dir="auto" { (one.text) } }
                @if !one.url.is_empty() { p { a href=(one.url) rel="noreferrer" target="_blank" { bdi { (one.url) } } } }
                p.soft {
                    (words.written_by) ": " bdi { (one.written_by) }
                    @if let Some(who) = &one.approved_by { br; (words.approved_by) ": " bdi { (who) } }
                }
                @if stage != Stage::Ended {
                    @if stage == Stage::Waiting && own { p { (words.not_own) } }
                    div.choices {
                        @if stage == Stage::Waiting && !own { (self.press(one, "approve", words.approve, false)) }
                        a.button.plain href=(format!("{}&edit={}#write", self.position.on(PATH), one.id)) { (words.change) }
                        (self.press(one, "end", if stage == Stage::Waiting { words.drop } else { words.end }, true))
                    }
                }
            }
        }
    }

    fn press(&self, one: &Kept, act: &str, said: &str, plain: bool) -> Markup {
        html! {
            form method="post" action=(PATH) {
                (hidden(self.session, self.position))
                input type="hidden" name="act" value=(act);
                input type="hidden" name="id" value=(one.id);
                input type="hidden" name="revision" value=(one.revision);
                button.plain[plain] aria-describedby=(format!("a-{}", one.id)) { (said) }
            }
        }
    }

    fn time(&self, ms: i64) -> Markup {
        let iso = iso(ms);
        html! { time datetime=(iso) { (shown(&iso)) } }
    }
}

/// `2026-11-27T08:00` in Viet Nam, as a field of a form has it.
fn local(ms: i64) -> String {
    iso(ms).chars().take(16).collect()
}
