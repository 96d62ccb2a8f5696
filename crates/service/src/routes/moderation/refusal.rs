//! What the pages do not do, in both languages: these are rare, and the address may not tell the language.

use axum::http::StatusCode;
use axum::http::header::{LOCATION, RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use maud::html;

use super::words::Lang;
use crate::comments::Undecided;
use crate::http::page;
use crate::problem::Problem;

/// Why a page was not shown, or a form not taken.
pub(super) enum Refusal {
    /// Nobody is logged in: on to the login, in this language.
    ToLogin(Lang),
    /// Nobody is logged in any more, and a form came.
    LoggedOut,
    /// The form came from another site's page, or its token is not this session's.
    NotOurs,
    /// The account moderates other sites.
    NotYours,
    /// No such comment.
    Missing,
    /// No such article.
    NoArticle,
    /// No such page.
    NoPage,
    /// What was to be answered is empty or too long.
    NoAnswer,
    /// Somebody else was faster.
    Changed,
    /// Somebody else was faster with one of several.
    OneChanged,
    /// An article that waited has changed, or was decided about.
    HeldChanged,
    /// Several were to be decided about, and none was ticked.
    NoneTicked,
    /// The form cannot be read.
    Unreadable,
    /// We failed; the cause was logged.
    Failed(Problem),
}

impl Refusal {
    const fn said(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::ToLogin(_) | Self::LoggedOut => (
                StatusCode::UNAUTHORIZED,
                "Bạn chưa đăng nhập.",
                "You are not logged in.",
            ),
            Self::NotOurs => (
                StatusCode::FORBIDDEN,
                "Biểu mẫu không đến từ trang kiểm duyệt này, hoặc phiên làm việc đã thay đổi. Vui lòng mở lại trang.",
                "The form does not come from this moderation page, or the session has changed. Please open the page again.",
            ),
            Self::NotYours => (
                StatusCode::FORBIDDEN,
                "Tài khoản của bạn không kiểm duyệt cổng thông tin này.",
                "Your account does not moderate this portal.",
            ),
            Self::Missing => (
                StatusCode::NOT_FOUND,
                "Không có ý kiến này.",
                "There is no such comment.",
            ),
            Self::NoArticle => (
                StatusCode::NOT_FOUND,
                "Không có tin bài nào có mã hoặc địa chỉ này.",
                "No article has this id or address.",
            ),
            Self::NoPage => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Mã trang không hợp lệ. Vui lòng nhập mã của tin bài, hoặc địa chỉ của một tin bài đang có.",
                "The key of the page is not valid. Please type the id of an article, or the address of one that is here.",
            ),
            Self::NoAnswer => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Câu trả lời còn trống hoặc vượt quá 1.000 ký tự. Vui lòng quay lại trang trước: nội dung đã nhập vẫn còn ở đó.",
                "The answer is empty or longer than 1,000 characters. Please go back: what you wrote is still there.",
            ),
            Self::Changed => (
                StatusCode::PRECONDITION_FAILED,
                "Ý kiến vừa được người khác xử lý. Quyết định của bạn chưa được ghi.",
                "Somebody else has just decided about this comment. Your decision was not recorded.",
            ),
            Self::OneChanged => (
                StatusCode::PRECONDITION_FAILED,
                "Trong các ý kiến đã chọn có ý kiến vừa được người khác xử lý hoặc không còn nữa, nên không ý kiến nào được thay đổi. Vui lòng mở lại trang và chọn lại.",
                "One of the comments that you ticked has just been decided about by somebody else, or is gone, so none was changed. Please open the page again and tick anew.",
            ),
            Self::HeldChanged => (
                StatusCode::PRECONDITION_FAILED,
                "Trong các tin đã chọn có tin vừa được người khác xử lý, hoặc nguồn vừa gửi bản khác, nên chưa có gì thay đổi. Vui lòng mở lại trang và xem lại.",
                "One of the articles has just been decided about by somebody else, or its source has sent another version, so nothing was changed. Please open the page again and look anew.",
            ),
            Self::NoneTicked => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Chưa chọn mục nào. Vui lòng đánh dấu vào ô của từng mục cần xử lý.",
                "Nothing is ticked. Please tick what you want to decide about.",
            ),
            Self::Unreadable => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "Không đọc được biểu mẫu, hoặc ghi chú quá dài.",
                "The form cannot be read, or the note is too long.",
            ),
            Self::Failed(_) => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Hệ thống đang bận. Vui lòng thử lại sau ít phút.",
                "The system is busy. Please try again in a few minutes.",
            ),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Self::ToLogin(lang) = self {
            return to_login(lang);
        }
        let (mut status, vi, en) = self.said();
        let mut retry_after = None;
        if let Self::Failed(problem) = self {
            status = problem.status();
            retry_after = problem.into_response().headers_mut().remove(RETRY_AFTER);
        }
        let main = html! {
            p { (vi) }
            p lang="en" { (en) }
            p { a href="/moderation" { "Trang kiểm duyệt · " span lang="en" { "Moderation page" } } }
        };
        let mut response = page(status, "vi", "Kiểm duyệt", &main);
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Undecided> for Refusal {
    fn from(undecided: Undecided) -> Self {
        match undecided {
            Undecided::Missing => Self::Missing,
            Undecided::Changed => Self::Changed,
            Undecided::Database(error) => error.into(),
        }
    }
}

/// On to the login, for who is not logged in.
pub(super) fn to_login(lang: Lang) -> Response {
    onward(&format!("/moderation/login?lang={}", lang.code()))
}

/// On to another page, which is then fetched with GET.
pub(super) fn onward(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}
