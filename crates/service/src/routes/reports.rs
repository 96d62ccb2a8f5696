//! Errors in articles that readers report. They are only taken in here: who reads them is a moderator.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use bangtin_model::answers::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::comments;
use crate::counting::page::PageKey;
use crate::gate::{Entry, Proof, Sent};
use crate::http::{Answer, Json};
use crate::pages;
use crate::problem::Problem;
use crate::reports::{self, Kind, LONGEST_TEXT, NewReport};
use crate::site::Site;
use crate::store::Write;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(add))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ReportForm)]
struct Form {
    /// The page's key: an article's id.
    page: String,
    /// What is wrong: `typo`, `wrong-fact` or `broken` (a picture or a link).
    kind: String,
    /// 1 to 500 graphemes of plain text; line breaks are kept.
    text: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AddedReport)]
struct Added {
    /// `open`: it waits for a moderator.
    state: reports::State,
}

/// Reports an error in an article, for the moderators of the site alone. No name is asked, nothing of it is ever shown to others, and it is
/// deleted after 180 days.
#[utoipa::path(
    post, path = "/reports", tag = "reports",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key gives the same answer for 24 h"),
    ),
    request_body = Form,
    responses(
        (status = 202, description = "It waits for a moderator", body = Added),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A wrong origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site; unknown_page: no article of it has this key", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The challenge was used before", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or no proof of work", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "queue_full: too many reports wait for a moderator; busy: the database is", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn add(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Json(form): Json<Form>,
) -> Result<Answer, Problem> {
    let report = cleaned(&site.id, &form)?;
    let fields = [&form.page, &form.kind, &form.text].map(String::as_str);
    let fields = fields.join("\0").into_bytes();
    let sent = Sent {
        site: &site,
        entry: Entry::Report,
        from,
        headers: &headers,
        proof: &form.proof,
        fields: &fields,
    };
    let add = async |write: &mut Write| {
        pages::admit_article(write, &app, &site, &report.page).await?;
        reports::add(write, &app, &report, app.clock.now_ms()).await?;
        let added = Added {
            state: reports::State::Open,
        };
        Answer::new(StatusCode::ACCEPTED, &added)
    };
    app.gate.once(sent, add).await
}

fn cleaned(site: &str, form: &Form) -> Result<NewReport, Problem> {
    let page = PageKey::parse(&form.page).map(PageKey::into_string);
    let kind = Kind::named(&form.kind);
    let text = comments::passage(&form.text, LONGEST_TEXT);
    let wrong = [
        page.is_err().then_some(("page", "invalid")),
        kind.is_none().then_some(match form.kind.as_str() {
            "" => ("kind", "required"),
            _ => ("kind", "invalid"),
        }),
        text.as_ref().err().map(|unfit| ("text", unfit.code())),
    ];
    if let (Ok(page), Some(kind), Ok(text)) = (page, kind, text) {
        return Ok(NewReport {
            site: site.into(),
            page,
            kind,
            text,
        });
    }
    let wrong = wrong.into_iter().flatten();
    let errors = wrong.map(|(field, code)| FieldError::new(field, code));
    Err(Problem::fields(errors.collect()))
}
