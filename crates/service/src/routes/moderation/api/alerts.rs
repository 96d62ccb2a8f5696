//! Alerts for who is logged in.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use bangtin_model::answers::Alert;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PRIVATE, allowed, changeable, done, etag, expected, may_change, tagged};
use crate::alerts::{self, About, Done, Fit, Given, LONGEST_WAY_MS, Undone, judge};
use crate::app::App;
use crate::http::Json;
use crate::moderation::Session;
use crate::problem::Problem;
use crate::random::random_id;
use crate::site::Site;

#[derive(Serialize, ToSchema)]
#[schema(as = ModeratedAlert)]
struct Moderated {
    #[serde(flatten)]
    alert: Alert,
    /// `waiting` for a second moderator, `planned`, `running` or `ended`.
    stage: &'static str,
    /// The id of the alert whose words these are to take the place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<String>,
    /// Who wrote it.
    written_by: String,
    /// Who approved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_by: Option<String>,
    /// For `If-Match`.
    etag: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = ModeratedAlerts)]
pub(super) struct List {
    /// By their end, the last first; for 7 days after it.
    alerts: Vec<Moderated>,
}

/// Alerts for a moderator of the site, with those that wait and those that are over.
#[utoipa::path(
    get, path = "/moderation/alerts", tag = "moderation",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, body = List),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    site: Site,
    session: Session,
) -> Result<impl IntoResponse, Problem> {
    allowed(&app, &session, &site).await?;
    let now_ms = app.clock.now_ms();
    let mut read = app.store.read().await?;
    let kept = alerts::of_site(&mut read, &site.id, now_ms - LONGEST_WAY_MS).await?;
    let moderated = kept.into_iter().map(|one| Moderated {
        stage: one.stage(now_ms).name(),
        replaces: one.replaces.clone(),
        written_by: one.written_by.clone(),
        approved_by: one.approved_by.clone(),
        etag: etag(one.revision),
        alert: one.told(),
    });
    let list = List {
        alerts: moderated.collect(),
    };
    Ok(([PRIVATE], axum::Json(list)))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = AlertWish)]
pub(super) struct Wish {
    /// `notice`, `warning` or `emergency`.
    level: String,
    /// One line of 1 to 120 graphemes.
    title: String,
    /// Up to 400 graphemes.
    #[serde(default)]
    text: String,
    /// `https://…`, or a path of the site.
    #[serde(default)]
    url: String,
    /// RFC 3339. Without: now, and what has begun stays begun.
    #[serde(default)]
    begins: String,
    /// RFC 3339, at most 7 days ahead.
    ends: String,
}

impl Wish {
    fn fit(&self, now_ms: i64) -> Result<Fit, Problem> {
        let given = Given {
            level: &self.level,
            title: &self.title,
            text: &self.text,
            url: &self.url,
            begins: &self.begins,
            ends: &self.ends,
        };
        judge(given, now_ms).map_err(Problem::fields)
    }
}

#[derive(Serialize, ToSchema)]
#[schema(as = AlertDone)]
struct Told {
    /// The alert's id. Words that wait to take the place of others have one of their own.
    id: String,
    /// Whether it waits for a second moderator.
    waits: bool,
    /// For `If-Match` next time.
    etag: String,
}

fn told(app: &App, done: Done) -> impl IntoResponse + use<> {
    app.rendered.forget();
    let Done {
        id,
        revision,
        waits,
    } = done;
    tagged(revision, move |etag| Told { id, waits, etag })
}

/// Writes an alert. Where the settings ask for two people it waits for the second. Logged.
#[utoipa::path(
    post, path = "/moderation/alerts", tag = "moderation",
    params(("site" = String, Path, description = "The site's id")),
    request_body = Wish,
    responses(
        (status = 200, description = "Written", body = Told),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites, or another origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn write(
    State(app): State<App>,
    site: Site,
    session: Session,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Result<impl IntoResponse, Problem> {
    may_change(&app, &session, &site, &headers).await?;
    let now_ms = app.clock.now_ms();
    let fit = wish.fit(now_ms)?;
    let id = random_id();
    let about = About::of(&site, &session.moderator, &id, None);
    let mut write = app.store.write().await?;
    let done = alerts::write(&mut write, about, &fit, now_ms).await?;
    write.commit().await?;
    Ok(told(&app, done))
}

/// Gives an alert other words. Where the settings ask for two people they wait beside those that are shown. Logged.
#[utoipa::path(
    put, path = "/moderation/alerts/{id}", tag = "moderation",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The alert's id"),
        ("If-Match" = String, Header, description = "The alert's etag, or `*` for whatever is there"),
    ),
    request_body = Wish,
    responses(
        (status = 200, description = "Changed", body = Told),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites, or another origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or alert", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The alert has ended", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The alert was changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "No If-Match", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn change(
    State(app): State<App>,
    site: Site,
    session: Session,
    path: Path<(String, String)>,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Result<impl IntoResponse, Problem> {
    let Path((_, id)) = path;
    changeable(&app, &session, &site, &headers, &id).await?;
    let now_ms = app.clock.now_ms();
    let fit = wish.fit(now_ms)?;
    let about = About::of(&site, &session.moderator, &id, expected(&headers)?);
    let mut write = app.store.write().await?;
    let done = alerts::change(&mut write, about, &fit, now_ms).await?;
    write.commit().await?;
    Ok(told(&app, done))
}

/// Approves an alert that another moderator wrote. Logged.
#[utoipa::path(
    put, path = "/moderation/alerts/{id}/approval", tag = "moderation",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The alert's id"),
        ("If-Match" = String, Header, description = "The alert's etag, or `*` for whatever is there"),
    ),
    responses(
        (status = 200, description = "It is shown from now on, or from its time on", body = Told),
        (status = 400, description = "A wrong path", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites, another origin, or who wrote it", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or alert", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The alert has ended, or does not wait", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The alert was changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "No If-Match", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn approve(
    State(app): State<App>,
    site: Site,
    session: Session,
    path: Path<(String, String)>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let Path((_, id)) = path;
    changeable(&app, &session, &site, &headers, &id).await?;
    let about = About::of(&site, &session.moderator, &id, expected(&headers)?);
    let mut write = app.store.write().await?;
    let done = alerts::approve(&mut write, about, app.clock.now_ms()).await?;
    write.commit().await?;
    Ok(told(&app, done))
}

/// Ends an alert now, or drops one that waits. Logged.
#[utoipa::path(
    delete, path = "/moderation/alerts/{id}", tag = "moderation",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The alert's id"),
        ("If-Match" = String, Header, description = "The alert's etag, or `*` for whatever is there"),
    ),
    responses(
        (status = 204, description = "It is over"),
        (status = 400, description = "A wrong path", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites, or another origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or alert", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The alert has ended", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The alert was changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "No If-Match", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn end(
    State(app): State<App>,
    site: Site,
    session: Session,
    path: Path<(String, String)>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let Path((_, id)) = path;
    changeable(&app, &session, &site, &headers, &id).await?;
    let about = About::of(&site, &session.moderator, &id, expected(&headers)?);
    let mut write = app.store.write().await?;
    alerts::end(&mut write, about, app.clock.now_ms()).await?;
    write.commit().await?;
    app.rendered.forget();
    Ok(done())
}

impl From<Undone> for Problem {
    fn from(undone: Undone) -> Self {
        match undone {
            Undone::Missing => Self::not_found(),
            Undone::Changed => super::changed(),
            Undone::Ended => Self::conflict("alert_ended", "The alert has ended. Write a new one."),
            Undone::Approved => Self::conflict("alert_approved", "The alert does not wait."),
            Undone::OwnWords => Self::forbidden(
                "own_words",
                "Another moderator approves what this account wrote.",
            ),
            Undone::Database(error) => error.into(),
        }
    }
}
