//! What readers write under a page.

mod answer_mail;
mod withdrawal;

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bangtin_model::answers::{AddedComment, CommentPage, FieldError, NewestComments};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::comments::{self, CommentQuery, Cursor, NewComment, Reason, Unfit};
use crate::config::SiteSettings;
use crate::counting::page::PageKey;
use crate::gate::{Entry, Proof, Sent};
use crate::http::{Answer, Cache, Json, Query};
use crate::pages;
use crate::problem::Problem;
use crate::routes::too_many;
use crate::site::Site;
use crate::store::Write;

const FEW: i64 = 20;
const MOST: i64 = 50;
// Of the newest of a site.
const FEW_NEWEST: i64 = 5;
const MOST_NEWEST: i64 = 20;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(newest))
        .routes(routes!(withdrawal::withdraw))
        .routes(routes!(answer_mail::show, answer_mail::take))
        .routes(routes!(
            answer_mail::address::show,
            answer_mail::address::act
        ))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// The page's key: an article's id
    page: String,
    /// The replies to this comment, the oldest first, instead of the comments
    parent: Option<String>,
    /// `next` of the part before
    cursor: Option<String>,
    /// How many: 1 to 50, 20 without
    limit: Option<i64>,
    /// Tokens from `POST /comments`, separated by commas: the answer has the writer's own comments too, and nobody may keep it
    mine: Option<String>,
}

/// The comments of a page, and whether it takes more.
#[derive(Serialize, ToSchema)]
#[schema(as = CommentsOfPage)]
struct Listed {
    #[serde(flatten)]
    page: CommentPage,
    /// Why it takes none, in a word for programs; absent where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_for: Option<Reason>,
    /// When it takes comments again (RFC 3339), where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<String>,
}

async fn listed(app: &App, site: &SiteSettings, query: &CommentQuery) -> Result<Listed, Problem> {
    let mut read = app.store.read().await?;
    let mut page = comments::of_page(&mut read, &site.id, query).await?;
    let now_ms = app.clock.now_ms();
    let closed = comments::closed(read.connection(), site, &query.page, now_ms).await?;
    let (reason, opens) = match closed {
        Some(closed) => {
            page.closed = Some(closed.sentence);
            (Some(closed.reason), closed.opens)
        }
        None => (None, None),
    };
    Ok(Listed {
        page,
        closed_for: reason,
        opens,
    })
}

/// The approved comments of a page, the newest first, each with its first replies.
#[utoipa::path(
    get, path = "/comments", tag = "comments",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, description = "Comments; with `mine`, the writer's own beside them", body = Listed),
        (status = 304, description = "The reader has them"),
        (status = 400, description = "A wrong query", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn list(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let query = query(&asked)?;
    if let Some(tokens) = &asked.mine {
        let mine = comments::own(&app, &site.id, &query.page, tokens).await?;
        let mut listed = listed(&app, &site, &query).await?;
        listed.page.mine = mine;
        let answer = axum::Json(listed);
        return Ok(([(CACHE_CONTROL, "private, no-store")], answer).into_response());
    }
    let key = format!("{}\0comments\0{query:?}", site.id);
    let made = listed(&app, &site, &query);
    let rendered = &app.rendered;
    rendered
        .answer(key, &headers, Cache::PAGES, "application/json", made)
        .await
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AskedNewest {
    /// How many: 1 to 20, 5 without
    limit: Option<i64>,
}

/// The newest approved comments of the site, each with the title and the address of its article where the service holds it.
#[utoipa::path(
    get, path = "/comments/newest", tag = "comments",
    params(("site" = String, Path, description = "The site's id"), AskedNewest),
    responses(
        (status = 200, description = "Comments, the newest first", body = NewestComments),
        (status = 304, description = "The reader has them"),
        (status = 400, description = "A wrong query", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn newest(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<AskedNewest>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let limit = asked.limit.unwrap_or(FEW_NEWEST).clamp(1, MOST_NEWEST);
    let key = format!("{}\0newest comments\0{limit}", site.id);
    let made = async {
        let mut read = app.store.read().await?;
        let comments = comments::newest(&mut read, &site.id, limit).await?;
        Ok(NewestComments { comments })
    };
    app.rendered
        .answer(key, &headers, Cache::PAGES, "application/json", made)
        .await
}

fn query(asked: &Asked) -> Result<CommentQuery, Problem> {
    let bad = |detail| Problem::bad_request("bad_query", detail);
    let page = PageKey::parse(&asked.page);
    let page =
        page.map_err(|_| bad("page must be the id of an article, of 1 to 200 characters."))?;
    if asked
        .parent
        .as_deref()
        .is_some_and(|id| !comments::is_id(id))
    {
        return Err(bad("parent must be the id of a comment."));
    }
    let cursor = asked.cursor.as_deref().map(|cursor| {
        Cursor::read(cursor).ok_or_else(|| bad("cursor must be next of an earlier answer."))
    });
    Ok(CommentQuery {
        page: page.into_string(),
        parent: asked.parent.clone(),
        cursor: cursor.transpose()?,
        limit: asked.limit.unwrap_or(FEW).clamp(1, MOST),
    })
}

#[derive(Deserialize, ToSchema)]
#[schema(as = CommentForm)]
struct Form {
    /// The page's key: an article's id.
    page: String,
    /// The comment that is answered; itself not a reply.
    #[serde(default)]
    parent: Option<String>,
    /// 1 to 60 graphemes.
    name: String,
    /// 1 to 500 graphemes of plain text; line breaks are kept.
    text: String,
    #[serde(flatten)]
    proof: Proof,
}

/// Sends a comment. It is shown when a moderator has approved it; until then only to who has the token.
#[utoipa::path(
    post, path = "/comments", tag = "comments",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key gives the same answer for 24 h"),
    ),
    request_body = Form,
    responses(
        (status = 202, description = "It waits for a moderator", body = AddedComment),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A wrong origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site; unknown_page: no article of it has this key", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "comments_closed: the page takes none now; challenge_used: the challenge was used before", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or no proof of work", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "queue_full: too many comments wait for a moderator, or have come within the hour, and `detail` says so for readers, in Vietnamese and in English, with the telephone of the site; busy: the database is", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn add(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Json(form): Json<Form>,
) -> Result<Answer, Problem> {
    let comment = cleaned(&site.id, &form)?;
    let most_of_hour = app.gate.room(&site, Entry::Comment, from);
    let own = [&form.page, &form.name, &form.text].map(String::as_str);
    let fields = [&own[..], &[form.parent.as_deref().unwrap_or_default()]].concat();
    let fields = fields.join("\0").into_bytes();
    let sent = Sent {
        site: &site,
        entry: Entry::Comment,
        from,
        headers: &headers,
        proof: &form.proof,
        fields: &fields,
    };
    let add = async |write: &mut Write| {
        pages::admit(write, &app, &site, &comment.page).await?;
        let added = comments::add(write, &app, &comment, most_of_hour, app.clock.now_ms()).await?;
        Answer::new(StatusCode::ACCEPTED, &added)
    };
    too_many::told(app.gate.once(sent, add).await, &app, &site).await
}

fn cleaned(site: &str, form: &Form) -> Result<NewComment, Problem> {
    let mut errors = Vec::new();
    let page = PageKey::parse(&form.page);
    if page.is_err() {
        errors.push(FieldError::new("page", "invalid"));
    }
    if form
        .parent
        .as_deref()
        .is_some_and(|id| !comments::is_id(id))
    {
        errors.push(FieldError::new("parent", "invalid"));
    }
    let mut fit = |field, text: Result<String, Unfit>| match text {
        Ok(text) => text,
        Err(unfit) => {
            errors.push(FieldError::new(field, unfit.code()));
            String::new()
        }
    };
    let comment = NewComment {
        site: site.into(),
        page: page.map(PageKey::into_string).unwrap_or_default(),
        parent: form.parent.clone(),
        name: fit("name", comments::line(&form.name, comments::LONGEST_NAME)),
        text: fit(
            "text",
            comments::passage(&form.text, comments::LONGEST_TEXT),
        ),
    };
    if errors.is_empty() {
        Ok(comment)
    } else {
        Err(Problem::fields(errors))
    }
}
