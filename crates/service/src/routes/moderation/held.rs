//! Articles that wait because they do not fit what their source sent before: why, and the forms that publish them or keep them out.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use bangtin_feeds::fetch::Location;
use maud::{Markup, html};
use serde::Deserialize;

use super::api::noted;
use super::of_the_form_of_a_site;
use super::queue::{Position, Visit, around, hidden, shown};
use super::refusal::{Refusal, onward};
use super::words::{HeldWords, Lang};
use crate::app::App;
use crate::comments::iso;
use crate::content::held::{Decision, Wish, decide};
use crate::http::page;
use crate::moderation::Session;
use crate::moderation::held::{self, HeldArticle, Jump};
use crate::store::Write;

/// The page's own path.
pub(super) const PATH: &str = "/moderation/held";
/// How many of a pile a page has.
const PART: i64 = 100;
/// How long a press may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The form for all that are ticked.
const SEVERAL: &str = "several";

/// What has just been done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    published: Option<u32>,
    kept_out: Option<u32>,
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    done: Result<Query<Done>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Visit {
        session,
        sites,
        site,
        position,
    } = Visit::of(&app, session, asked)?;
    let done = done.unwrap_or_default().0;
    let mut read = app.store.read().await?;
    let (many, _) = held::waiting(&mut read, &site.id).await?;
    let waiting = held::held(&mut read, &site.id, held::State::Waiting, PART).await?;
    let kept_out = held::held(&mut read, &site.id, held::State::KeptOut, PART).await?;
    let jump = held::jump(&mut read, &site.id).await?;
    let words = position.lang.held_words();
    let said = |sentence: &str, number: u32| sentence.replace('#', &number.to_string());
    let both = [Decision::Publish, Decision::KeepOut];
    let main = html! {
        @if let Some(number) = done.published { p.notice role="status" { (said(words.published, number)) } }
        @if let Some(number) = done.kept_out { p.notice role="status" { (said(words.were_kept_out, number)) } }
        h2 { (words.title) " (" (many) ")" }
        p { (words.purpose) }
        @if jump.many > 1 { (whole_jump(&session, &position, jump)) }
        @if waiting.is_empty() { p { (words.none) } }
        @for one in &waiting { (article(&session, &position, one, &both, true)) }
        @if many > PART { p.soft { (words.more.replace('#', &PART.to_string())) } }
        @if !waiting.is_empty() { (several(&session, &position)) }
        h2 { (words.kept_out) }
        @if kept_out.is_empty() { p { (words.none_kept_out) } }
        @for one in &kept_out { (article(&session, &position, one, &[Decision::Publish], false)) }
    };
    let main = around(&session, &position, PATH, &sites, &main);
    Ok(page(
        StatusCode::OK,
        position.lang.code(),
        words.title,
        &main,
    ))
}

const fn name(decision: Decision) -> &'static str {
    match decision {
        Decision::Publish => "publish",
        Decision::KeepOut => "keep-out",
    }
}

const fn act(words: &HeldWords, decision: Decision) -> &'static str {
    match decision {
        Decision::Publish => words.publish,
        Decision::KeepOut => words.keep_out,
    }
}

/// A version by its hash and its article's id.
fn key(one: &HeldArticle) -> String {
    format!("{}.{}", one.hash, one.id)
}

fn article(
    session: &Session,
    position: &Position,
    one: &HeldArticle,
    decisions: &[Decision],
    may_tick: bool,
) -> Markup {
    let words = position.lang.held_words();
    let heading = format!("h-{}", one.hash);
    html! {
        article.comment aria-labelledby=(heading) {
            h3 id=(heading) {
                @if let Some(url) = &one.url {
                    a href=(url) rel="noreferrer nofollow" target="_blank" { bdi { (one.title) } }
                } @else {
                    bdi { (one.title) }
                }
            }
            p.soft {
                (if one.is_new { words.is_new } else { words.is_change })
                br; time datetime=(iso(one.held_ms)) { (shown(&iso(one.held_ms))) } " · " (words.source) ": " bdi { (Location::of(&one.feed).shown()) }
            }
            p { (words.reasons) ":" }
            ul { @for reason in &one.reasons { li { (position.lang.reason(reason)) } } }
            @if !one.leads.is_empty() {
                p { (words.leads) ":" }
                // Not to be pressed by accident.
                ul { @for lead in &one.leads { li { @if !lead.words.is_empty() { "“" bdi { (lead.words) } "” → " } bdi { (lead.url) } } } }
            }
            form method="post" action=(PATH) {
                (hidden(session, position))
                input type="hidden" name="ticked" value=(key(one));
                div.choices { (buttons(position, decisions, Some(&heading))) }
            }
            @if may_tick {
                label.check {
                    input type="checkbox" name="ticked" value=(key(one)) form=(SEVERAL) checked[position.all] aria-describedby=(heading);
                    (words.tick)
                }
            }
        }
    }
}

fn buttons(position: &Position, decisions: &[Decision], about: Option<&str>) -> Markup {
    let words = position.lang.held_words();
    html! {
        @for decision in decisions {
            button.plain[*decision == Decision::KeepOut] name="decision" value=(name(*decision)) aria-describedby=[about] {
                (act(words, *decision))
            }
        }
    }
}

fn several(session: &Session, position: &Position) -> Markup {
    let words = position.lang.held_words();
    let again = Position {
        all: !position.all,
        ..position.clone()
    };
    html! {
        form.comment id=(SEVERAL) method="post" action=(PATH) aria-labelledby="several-heading" {
            h3 id="several-heading" { (words.several) }
            (hidden(session, position))
            p { a href=(again.on(PATH)) { (if position.all { words.tick_none } else { words.tick_all }) } }
            div.choices { (buttons(position, &[Decision::Publish, Decision::KeepOut], None)) }
            p { label { (position.lang.words().note) " " input name="note" maxlength="300"; } }
        }
    }
}

/// One press for a source that has changed all that it has.
fn whole_jump(session: &Session, position: &Position, jump: Jump) -> Markup {
    let words = position.lang.held_words();
    html! {
        form.comment method="post" action=(PATH) aria-labelledby="jump-heading" {
            h3 id="jump-heading" { (words.jump.replace('#', &jump.many.to_string())) }
            p { (words.about_jump) }
            (hidden(session, position))
            // What began to wait after the page was made is not meant.
            input type="hidden" name="jump" value=(jump.last_ms);
            div.choices {
                button name="decision" value=(name(Decision::Publish)) { (words.publish_jump) }
                button.plain name="decision" value=(name(Decision::KeepOut)) { (words.keep_out_jump) }
            }
            p { label { (position.lang.words().note) " " input name="note" maxlength="300"; } }
        }
    }
}

#[derive(Default)]
struct Given {
    form_token: String,
    site: String,
    decision: Option<Decision>,
    note: String,
    lang: Lang,
    /// The hash of the version that was seen of each article. In the order of the ids: two such forms then never wait for each other.
    ticked: BTreeMap<String, String>,
    /// In place of that: all that wait only because many old articles changed at once, and did at this time, in milliseconds since 1970.
    jump_ms: Option<i64>,
}

impl Given {
    fn read(fields: Vec<(String, String)>) -> Option<Self> {
        let mut given = Self::default();
        for (name, value) in fields {
            // PostgreSQL takes no NUL.
            if value.contains('\0') {
                return None;
            }
            match name.as_str() {
                "form_token" => given.form_token = value,
                "site" => given.site = value,
                "decision" => {
                    let both = [Decision::Publish, Decision::KeepOut];
                    given.decision = Some(both.into_iter().find(|one| self::name(*one) == value)?);
                }
                "note" => given.note = value,
                "lang" if value == Lang::En.code() => given.lang = Lang::En,
                "ticked" => {
                    let (hash, id) = value.split_once('.')?;
                    given.ticked.insert(id.to_owned(), hash.to_owned());
                }
                "jump" => given.jump_ms = Some(value.parse().ok()?),
                _ => {}
            }
        }
        let most = usize::try_from(PART).unwrap_or_default();
        (given.ticked.len() <= most).then_some(given)
    }
}

/// Decides about all that were ticked, or about none, and goes back to the list; about a jump as far as it comes.
pub(super) async fn make(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    fields: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(fields) = fields.map_err(|_| Refusal::Unreadable)?;
    let given = Given::read(fields).ok_or(Refusal::Unreadable)?;
    let session =
        of_the_form_of_a_site(&app, session, &headers, &given.form_token, &given.site).await?;
    let decision = given.decision.ok_or(Refusal::Unreadable)?;
    let note = noted(&given.note).map_err(|_| Refusal::Unreadable)?;
    let wish = Wishes {
        site: &given.site,
        decision,
        note: &note,
        actor: &session.moderator.actor(),
    };
    let many = match given.jump_ms {
        Some(until_ms) => wish.about_the_jump(&app, until_ms).await?,
        None if given.ticked.is_empty() => return Err(Refusal::NoneTicked),
        None => {
            let mut write = app.store.write().await?;
            wish.about(&app, &mut write, &given.ticked).await?;
            write.commit().await?;
            given.ticked.len()
        }
    };
    app.rendered.forget();
    let position = Position {
        lang: given.lang,
        site: given.site,
        ..Position::default()
    };
    let done = match decision {
        Decision::Publish => "published",
        Decision::KeepOut => "kept_out",
    };
    Ok(onward(&format!("{}&{done}={many}", position.on(PATH))))
}

/// What is decided about several, and by whom.
struct Wishes<'a> {
    site: &'a str,
    decision: Decision,
    note: &'a str,
    actor: &'a str,
}

impl Wishes<'_> {
    async fn about(
        &self,
        app: &App,
        write: &mut Write,
        versions: &BTreeMap<String, String>,
    ) -> Result<(), Refusal> {
        for (id, hash) in versions {
            let wish = Wish {
                site: self.site,
                id,
                hash,
                decision: self.decision,
                note: self.note,
                actor: self.actor,
            };
            if !decide(write, wish, app.clock.now_ms()).await? {
                return Err(Refusal::HeldChanged);
            }
        }
        Ok(())
    }

    /// So many at a time that others can write in between, and as many as there is time for: the page shows what is left, with the same
    /// button. How many.
    async fn about_the_jump(&self, app: &App, until_ms: i64) -> Result<usize, Refusal> {
        let begin = Instant::now();
        let mut many = 0;
        while begin.elapsed() < PATIENCE {
            let mut write = app.store.write().await?;
            let some = held::of_the_jump(&mut write, self.site, until_ms, PART).await?;
            let some: BTreeMap<_, _> = some.into_iter().collect();
            match self.about(app, &mut write, &some).await {
                // What was decided about before is told; another has changed the rest.
                Err(_) if many > 0 => break,
                done => done?,
            }
            write.commit().await?;
            many += some.len();
            if some.is_empty() {
                break;
            }
        }
        if many == 0 {
            return Err(Refusal::HeldChanged);
        }
        Ok(many)
    }
}
