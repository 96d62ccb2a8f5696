//! What the pages behind a mail's links share. The token in the link is what lets somebody in: these pages know no cookie, so
//! no other site could act in a reader's name, and the origin of a form does not matter (mail providers send none).

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use url::form_urlencoded;
use utoipa::IntoParams;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::{Query, page};
use crate::problem::Problem;
use crate::site::Site;
use crate::subscriptions::{Lang, Refused};

/// The query of a mail's link.
#[derive(Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Link {
    /// The token of the link
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

/// The fields of a form on such a page.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Those of a body as browsers send it.
    pub(super) fn of(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// The first of this name; empty where there is none.
    pub(super) fn first(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// All of this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let meant = self.0.iter().filter(move |(known, _)| known == name);
        meant.map(|(_, value)| value.as_str())
    }
}

/// Why a page cannot be shown.
pub(super) enum PageError {
    Link(Refused),
    /// Nothing is held any more of what the link names.
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

    fn failed(&self, error: PageError) -> Response {
        let words = words(self.lang);
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

/// What a page says that cannot be shown.
struct Words {
    broken_title: &'static str,
    broken_lead: &'static str,
    expired_title: &'static str,
    expired_lead: &'static str,
    gone_title: &'static str,
    gone_lead: &'static str,
    failed_title: &'static str,
    failed_lead: &'static str,
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::Vi => Words {
            broken_title: "Liên kết không hợp lệ",
            broken_lead: "Có thể liên kết đã bị cắt ngắn. Vui lòng sao chép toàn bộ liên kết rồi mở lại.",
            expired_title: "Liên kết đã hết hạn",
            expired_lead: "Liên kết này không còn hiệu lực. Vui lòng đăng ký lại trên trang của",
            gone_title: "Không còn dữ liệu",
            gone_lead: "Chúng tôi không còn giữ đăng ký này. Nếu muốn nhận thư, vui lòng đăng ký lại trên trang của",
            failed_title: "Chưa thực hiện được",
            failed_lead: "Hệ thống đang bận. Vui lòng thử lại sau ít phút.",
        },
        Lang::En => Words {
            broken_title: "This link is not valid",
            broken_lead: "It may have been cut off. Please copy all of it and open it again.",
            expired_title: "This link has expired",
            expired_lead: "This link does not work any more. Please sign up again on the pages of",
            gone_title: "There are no data any more",
            gone_lead: "We hold nothing of this any more. To receive mail, please sign up again on the pages of",
            failed_title: "That did not work yet",
            failed_lead: "The service is busy. Please try again in a few minutes.",
        },
    }
}
