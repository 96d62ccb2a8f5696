//! The subscription form.

use std::time::Duration;

use axum::extract::State;
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use utoipa::ToSchema;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::gate::{Entry, Proof, Sent};
use crate::http::{Answer, Json};
use crate::mail;
use crate::problem::Problem;
use crate::routes::too_many;
use crate::site::Site;
use crate::store::Write;
use crate::subscriptions::{self, Typed, Wish};

/// No form is answered sooner. An address that had a mail today costs a few milliseconds less than another, and nobody
/// should be able to tell the two apart with a clock.
pub(in crate::routes) const LEAST: Duration = Duration::from_millis(25);

/// The form.
#[derive(Deserialize, ToSchema)]
#[schema(as = SubscriptionForm)]
pub(super) struct Form {
    #[serde(flatten)]
    typed: Typed,
    #[serde(flatten)]
    proof: Proof,
}

/// What everybody is told.
#[derive(Serialize, ToSchema)]
#[schema(as = SubscriptionTaken)]
struct Taken {
    /// Always `confirm_by_mail`.
    status: &'static str,
}

/// Takes a wish to subscribe. It counts when the link in the mail is followed.
///
/// The answer is the same whether the address is new, subscribed, got a mail in the last 24 hours or was erased: nobody learns
/// here who subscribes.
#[utoipa::path(
    post, path = "/subscriptions", tag = "subscriptions",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 128 characters; a repeated request gets the first answer"),
    ),
    request_body = Form,
    responses(
        (status = 202, description = "Taken; if the address is right, a mail asks for a confirmation", body = Taken),
        (status = 400, description = "No JSON, or a wrong Idempotency-Key", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A wrong origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site, or it takes no subscriptions", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "consent_changed: the text of the consent is another one now; challenge_used", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields (see errors), or a missing, wrong, early or expired proof", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "queue_full: too many forms of this hour are not confirmed, and `detail` says so for readers, in Vietnamese and in English, with the telephone of the site; busy: the database is, or too much mail was asked for in this hour", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn take(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Json(form): Json<Form>,
) -> Result<Answer, Problem> {
    app.gate.check_origin(&site, &headers)?;
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let wish = Wish::read(&site, &form.typed, origin.unwrap_or_default())?;
    let fields = fingerprint(&app, &form.typed)?;
    let sent = Sent {
        site: &site,
        entry: Entry::Subscription,
        from,
        headers: &headers,
        proof: &form.proof,
        fields: &fields,
    };
    let answered = Instant::now() + LEAST;
    let most_of_hour = app.gate.room(&site, Entry::Subscription, from);
    let ask = async |write: &mut Write| {
        subscriptions::ask(write, &app, &site, &wish, most_of_hour).await?;
        let taken = Taken {
            status: "confirm_by_mail",
        };
        Answer::new(StatusCode::ACCEPTED, &taken)
    };
    let answer = app.gate.once(sent, ask).await;
    let answer = too_many::told(answer, &app, &site).await?;
    mail::wake(&app);
    tokio::time::sleep_until(answered).await;
    Ok(answer)
}

/// Tells two requests apart. With our key: a plain hash of an address could be found again by trying addresses.
fn fingerprint(app: &App, typed: &Typed) -> Result<[u8; 32], Problem> {
    let fields = serde_json::to_vec(typed).map_err(|error| Problem::internal(&error))?;
    Ok(app.keys.mac("subscription/fingerprint", &fields))
}
