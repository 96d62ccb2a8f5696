//! Polls: what is asked, how it stands, and voting.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use bangtin_model::answers::{PollResults, Voted};
use bangtin_model::{ContentId, Poll};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::content;
use crate::gate::{Entry, Proof, Sent};
use crate::http::{Answer, Cache, Json};
use crate::polls;
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Write;
use crate::voter::Voter;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(vote))
}

/// A poll and how it stands.
#[utoipa::path(
    get, path = "/polls/{id}", tag = "polls",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The poll's id"),
    ),
    responses(
        (status = 200, body = PollResults),
        (status = 304, description = "The reader has it"),
        (status = 404, description = "No such site or poll", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn show(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    path: Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let Path((_, id)) = path;
    let made = async {
        let poll = found(&app, &site.id, &id).await?;
        let mut read = app.store.read().await?;
        Ok(polls::standing(&mut read, &site.id, poll, app.clock.now_ms()).await?)
    };
    let key = format!("{}\0poll\0{id}", site.id);
    let rendered = &app.rendered;
    rendered
        .answer(key, &headers, Cache::PAGES, "application/json", made)
        .await
}

#[derive(Deserialize, ToSchema)]
#[schema(as = VoteForm)]
struct Form {
    /// The ids of the chosen options: one, or several where the poll allows it.
    choices: Vec<String>,
    /// The token of an earlier answer or of `/voter`; without it the answer carries a new one.
    #[serde(default)]
    voter: Option<String>,
    #[serde(flatten)]
    proof: Proof,
}

/// Votes. A second vote of the same reader takes the place of the first.
#[utoipa::path(
    put, path = "/polls/{id}/vote", tag = "polls",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The poll's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key gives the same answer for 24 h"),
    ),
    request_body = Form,
    responses(
        (status = 200, description = "Counted", body = Voted),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A wrong origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or poll", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The poll is not open, or the challenge was used before", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong choices, or no proof of work", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn vote(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    path: Path<(String, String)>,
    headers: HeaderMap,
    Json(form): Json<Form>,
) -> Result<Answer, Problem> {
    let Path((_, id)) = path;
    // Before the database is asked anything.
    app.gate.check_origin(&site, &headers)?;
    app.gate.rates.read(from)?;
    let poll = found(&app, &site.id, &id).await?;
    let choices = polls::choices(&poll, &form.choices)?;
    let voter = Voter::of(&app, &site.id, form.voter.as_deref())?;
    let token = form.voter.as_deref().unwrap_or_default();
    let fields = format!("{id}\0{}\0{token}", choices.join("\u{1}")).into_bytes();
    let sent = Sent {
        site: &site,
        entry: Entry::Vote,
        from,
        headers: &headers,
        proof: &form.proof,
        fields: &fields,
    };
    let vote = async |write: &mut Write| {
        let now_ms = app.clock.now_ms();
        // Behind the gate: a vote that was counted is answered as before, though the poll has closed since.
        if !poll.is_open(now_ms.div_euclid(1000)) {
            return Err(Problem::conflict(
                "poll_closed",
                "The poll takes no votes now: see opens and closes.",
            ));
        }
        let own = voter.about(&app, "poll", &id);
        let voted = Voted {
            results: polls::vote(write, &site.id, poll, &own, &choices, now_ms).await?,
            mine: choices,
            voter: voter.token(&app),
        };
        Answer::new(StatusCode::OK, &voted)
    };
    app.gate.once(sent, vote).await
}

async fn found(app: &App, site: &str, id: &str) -> Result<Poll, Problem> {
    let id = ContentId::parse(id).ok_or_else(Problem::not_found)?;
    let mut read = app.store.read().await?;
    let poll = content::poll(&mut read, site, &id).await?;
    poll.ok_or_else(Problem::not_found)
}
