//! What the pages behind a mail's links share. The token in the link is what lets somebody in: these pages know no cookie, so
//! no other site could act in a reader's name, and the origin of a form does not matter (mail providers send none).

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::IntoParams;

use super::words::{Words, words};
use crate::app::App;
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

/// A query that cannot be read is a broken link, and gets the page that says so.
pub(super) type LinkQuery = Result<Query<Link>, Problem>;

/// What a page needs to know.
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) site: Site,
    pub(super) lang: Lang,
    pub(super) token: String,
}

/// Why a page cannot be shown.
pub(super) enum Stopped {
    Link(Refused),
    /// There is no such subscriber any more.
    Gone,
    Failed(Problem),
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Self {
        Self::Link(refused)
    }
}

impl From<sqlx::Error> for Stopped {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Problem> for Stopped {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl Desk {
    pub(super) fn new(app: App, site: Site, link: LinkQuery) -> Self {
        let link = link.map(|Query(link)| link).unwrap_or_default();
        Self {
            app,
            site,
            lang: Lang::of(&link.lang),
            token: link.t,
        }
    }

    pub(super) const fn words(&self) -> Words {
        words(self.lang)
    }

    /// A page with this title. Any failure becomes a page too.
    pub(super) fn show(
        &self,
        shown: Result<(StatusCode, &'static str, Markup), Stopped>,
    ) -> Response {
        match shown {
            Ok((status, title, main)) => page(status, self.lang.tag(), title, &main),
            Err(stopped) => self.stopped(stopped),
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

    fn stopped(&self, stopped: Stopped) -> Response {
        let words = self.words();
        let (status, title, main) = match stopped {
            Stopped::Link(Refused::Broken) => (
                StatusCode::BAD_REQUEST,
                words.broken_title,
                html! { p { (words.broken_lead) } },
            ),
            Stopped::Link(Refused::Expired) => (
                StatusCode::GONE,
                words.expired_title,
                self.about(words.expired_lead),
            ),
            Stopped::Gone => (
                StatusCode::GONE,
                words.gone_title,
                self.about(words.gone_lead),
            ),
            Stopped::Failed(problem) => {
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
