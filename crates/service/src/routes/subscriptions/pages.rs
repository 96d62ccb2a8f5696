//! What the pages behind a mail's links share. The token in the link is what lets somebody in: these pages know no cookie, so
//! no other site could act in a reader's name, and the origin of a form does not matter (mail providers send none).

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::IntoParams;

use super::words::{Words, words};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::{Query, page};
use crate::problem::Problem;
use crate::site::Site;
use crate::subscriptions::{Lang, Links, Refused};

/// The query of a mail's link.
#[derive(Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Link {
    /// The token from the mail
    #[serde(default)]
    pub(super) t: String,
    /// The language of the page: `vi` or `en`
    #[serde(default)]
    lang: String,
}

/// A page behind a mail's link: whoever asks too often gets one that says so.
pub(super) struct LinkPage {
    pub(super) app: App,
    pub(super) site: Site,
    pub(super) lang: Lang,
    pub(super) token: String,
}

/// Why a page cannot be shown.
pub(super) enum PageError {
    Link(Refused),
    /// There is no such subscriber any more.
    Gone,
    Failed(Problem),
}

impl From<Refused> for PageError {
    fn from(refused: Refused) -> Self {
        Self::Link(refused)
    }
}

impl From<sqlx::Error> for PageError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Problem> for PageError {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl FromRequestParts<App> for LinkPage {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let site = Site::from_request_parts(parts, app).await;
        let from = ClientAddress::from_request_parts(parts, app).await;
        // A query that cannot be read is a broken link, and gets the page that says so.
        let link = Query::<Link>::from_request_parts(parts, app).await;
        let link = link.map(|Query(link)| link).unwrap_or_default();
        let page = Self {
            app: app.clone(),
            site: site.map_err(IntoResponse::into_response)?,
            lang: Lang::of(&link.lang),
            token: link.t,
        };
        let admitted = from.and_then(|from| app.gate.rates.read(from));
        match admitted {
            Ok(()) => Ok(page),
            Err(problem) => Err(page.show(Err(problem.into()))),
        }
    }
}

/// What a page shows: a status, a title and what stands below it, or why it cannot be shown.
pub(super) type Shown = Result<(StatusCode, &'static str, Markup), PageError>;

impl LinkPage {
    pub(super) const fn words(&self) -> Words {
        words(self.lang)
    }

    /// A page with this title. Any failure becomes a page too.
    pub(super) fn show(&self, shown: Shown) -> Response {
        match shown {
            Ok((status, title, main)) => page(status, self.lang.tag(), title, &main),
            Err(error) => self.failed(error),
        }
    }

    /// A paragraph that ends with the site's name.
    pub(super) fn about(&self, sentence: &str) -> Markup {
        html! { p { (sentence) " " strong { (self.site.name) } "." } }
    }

    /// The way to the page with everything.
    pub(super) fn manage(&self, subscriber: &str) -> Markup {
        let links = Links::new(&self.app, &self.site.id, subscriber, None, self.lang);
        html! { p { a href=(links.manage) { (self.words().manage_link) } } }
    }

    fn failed(&self, error: PageError) -> Response {
        let words = self.words();
        let (status, title, main) = match error {
            PageError::Link(Refused::Broken) => (
                StatusCode::BAD_REQUEST,
                words.broken_title,
                html! { p { (words.broken_lead) } },
            ),
            PageError::Link(Refused::Expired) => (
                StatusCode::GONE,
                words.expired_title,
                self.about(words.expired_lead),
            ),
            PageError::Gone => (
                StatusCode::GONE,
                words.gone_title,
                self.about(words.gone_lead),
            ),
            PageError::Failed(problem) => {
                let main = html! { p { (words.failed_lead) } };
                let mut response =
                    page(problem.status(), self.lang.tag(), words.failed_title, &main);
                let retry = problem.into_response().headers().get(RETRY_AFTER).cloned();
                if let Some(retry) = retry {
                    response.headers_mut().insert(RETRY_AFTER, retry);
                }
                return response;
            }
        };
        page(status, self.lang.tag(), title, &main)
    }
}
