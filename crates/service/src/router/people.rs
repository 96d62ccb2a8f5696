//! Errors for people: who opens an address of a page in a browser reads a page, not a problem for programs.

use axum::extract::Request;
use axum::http::header::{
    ACCEPT, ALLOW, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, TRANSFER_ENCODING,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use maud::html;

use crate::http::page;

/// The addresses of programs, and of the kit's files: their errors are problems (RFC 9457), whoever asks.
const PROGRAMS: [&str; 3] = ["/v1/", "/bangtin/", "/sample/"];
/// The pages behind a mail's links are among them.
const MAIL_LINKS: [&str; 2] = ["/subscriptions/", "/comments/answer-mail"];

pub(super) async fn apply(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_page = !PROGRAMS.iter().any(|start| path.starts_with(start))
        || MAIL_LINKS.iter().any(|part| path.contains(part));
    let asked = navigates(request.headers());
    let mut response = next.run(request).await;
    if !is_page || !is_problem(&response) {
        return response;
    }
    if asked {
        response = told(&response);
    }
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("accept, sec-fetch-mode"));
    response
}

/// Whether a browser shows the answer as a page. Those that tell how they fetch say `navigate` (Fetch Metadata); of the others
/// the type that they would rather have tells.
fn navigates(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let wants_html = text(ACCEPT.as_str()).is_some_and(|accept| accept.contains("text/html"));
    wants_html && text("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
}

fn is_problem(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind == "application/problem+json")
}

/// The same in words, in both languages: these are rare, and the address may not tell the language.
fn told(problem: &Response) -> Response {
    let status = problem.status();
    let (title, vi, en) = words(status);
    let main = html! {
        p { (vi) }
        p lang="en" { (en) }
    };
    let mut response = page(status, "vi", title, &main);
    let headers = response.headers_mut();
    let of_the_body = [
        CONTENT_TYPE,
        CONTENT_LENGTH,
        CONTENT_ENCODING,
        TRANSFER_ENCODING,
    ];
    for (name, value) in problem.headers() {
        let needed = [RETRY_AFTER, ALLOW].contains(name);
        if needed || !(of_the_body.contains(name) || headers.contains_key(name)) {
            headers.append(name, value.clone());
        }
    }
    response
}

/// A title, what to do in Vietnamese, the same in English.
fn words(status: StatusCode) -> (&'static str, &'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND => (
            "Không tìm thấy trang",
            "Địa chỉ này không có trên hệ thống. Vui lòng kiểm tra lại địa chỉ, hoặc mở lại liên kết từ trang của đơn vị.",
            "There is no such page here. Please check the address, or open the link again from the page of the agency.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "Không mở được trang",
            "Địa chỉ này không mở trực tiếp được. Vui lòng quay lại trang trước và bấm lại nút.",
            "This address cannot be opened by itself. Please go back and press the button again.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Nội dung quá dài",
            "Nội dung gửi đi vượt quá giới hạn. Vui lòng quay lại, rút ngắn rồi gửi lại.",
            "What was sent is too long. Please go back, shorten it and send it again.",
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            "Quá nhiều yêu cầu",
            "Mạng của bạn gửi quá nhiều yêu cầu. Vui lòng đợi một phút rồi thử lại.",
            "Too many requests come from your network. Please wait a minute and try again.",
        ),
        StatusCode::REQUEST_TIMEOUT => (
            "Hết thời gian chờ",
            "Yêu cầu mất quá nhiều thời gian. Vui lòng thử lại.",
            "The request took too long. Please try again.",
        ),
        _ if status.is_server_error() => (
            "Chưa thực hiện được",
            "Hệ thống đang bận. Vui lòng thử lại sau ít phút.",
            "The service is busy. Please try again in a few minutes.",
        ),
        _ => (
            "Không thực hiện được",
            "Yêu cầu không hợp lệ. Vui lòng mở lại trang và thử lại.",
            "The request is not valid. Please open the page again and try once more.",
        ),
    }
}
