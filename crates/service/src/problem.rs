//! What a caller did wrong, or what we could not do: `application/problem+json` (RFC 9457).

use std::borrow::Cow;

use axum::Json;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bangtin_model::answers::{self, FieldError};
use sqlx::error::DatabaseError;
use sqlx::postgres::{PgDatabaseError, PgSeverity};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::store::primary_code;

/// The code where so many forms came that no more are taken for now. The kit tells readers to come again later.
pub const QUEUE_FULL: &str = "queue_full";

/// Why a request is refused; it becomes an [`answers::Problem`]. Its cause is logged, never sent.
#[derive(Clone, Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: &'static str,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
    telephone: Option<String>,
}

impl Problem {
    /// A problem of this status.
    #[must_use]
    pub const fn new(status: StatusCode, code: &'static str, detail: &'static str) -> Self {
        Self {
            status,
            code,
            detail,
            errors: Vec::new(),
            retry_after: None,
            telephone: None,
        }
    }

    /// 400: the request cannot be read.
    #[must_use]
    pub const fn bad_request(code: &'static str, detail: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 401: nobody is logged in, or a token is not ours.
    #[must_use]
    pub const fn unauthorized(code: &'static str, detail: &'static str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, detail)
    }

    /// 403: this caller may not.
    #[must_use]
    pub const fn forbidden(code: &'static str, detail: &'static str) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, detail)
    }

    /// 404: there is no such thing.
    #[must_use]
    pub const fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is no such thing here.",
        )
    }

    /// 409: the state does not allow it.
    #[must_use]
    pub const fn conflict(code: &'static str, detail: &'static str) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// 410: it was here once.
    #[must_use]
    pub const fn gone(code: &'static str, detail: &'static str) -> Self {
        Self::new(StatusCode::GONE, code, detail)
    }

    /// 422: it can be read, but these fields are wrong.
    #[must_use]
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_fields",
            "Some fields are not as they must be; see errors.",
        );
        Self { errors, ..problem }
    }

    /// 429: too often; with the seconds to wait.
    pub fn too_many(code: &'static str, seconds: u64) -> Self {
        let problem = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            code,
            "Too many requests: wait a moment.",
        );
        problem.retry_after(seconds)
    }

    /// 503: not now; with the seconds to wait.
    #[must_use]
    pub fn busy(seconds: u64) -> Self {
        let problem = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "The service cannot do this at the moment.",
        );
        problem.retry_after(seconds)
    }

    /// 500: our mistake. The cause goes to the log.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "The service failed; the cause is in its log.",
        )
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The word that programs can tell apart.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Worth trying again in so many seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// The same with a number to call where it is urgent.
    #[must_use]
    pub fn or_call(self, telephone: Option<String>) -> Self {
        Self { telephone, ..self }
    }
}

impl From<sqlx::Error> for Problem {
    /// A database that is busy, away or full is a 503: trying again may help.
    fn from(error: sqlx::Error) -> Self {
        if passes(&error) {
            tracing::warn!(%error, "the database cannot do this at the moment");
            Self::busy(2)
        } else {
            Self::internal(&error)
        }
    }
}

/// Whether the database may take later what it does not take now.
fn passes(error: &sqlx::Error) -> bool {
    if let Some(code) = primary_code(error) {
        return SQLITE_PASSES.contains(&code);
    }
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::PoolClosed => true,
        sqlx::Error::Database(error) => {
            let passes =
                |code: Cow<'_, str>| POSTGRES_PASSES.iter().any(|known| code.starts_with(known));
            error.code().is_some_and(passes) || ends_the_connection(error.as_ref())
        }
        _ => false,
    }
}

/// Whether PostgreSQL gave the connection up, or did not let it begin. It does not do that for what it is asked. The code can be any: that of
/// a failed check of its own (`XX000`) where a new connection finds no room on the disk for its list of tables.
fn ends_the_connection(error: &dyn DatabaseError) -> bool {
    let severity = error
        .try_downcast_ref::<PgDatabaseError>()
        .map(PgDatabaseError::severity);
    matches!(severity, Some(PgSeverity::Fatal | PgSeverity::Panic))
}

/// Busy, locked, out of memory, read-only, an input or output that failed, full, a file that cannot be opened.
const SQLITE_PASSES: [i64; 7] = [5, 6, 7, 8, 10, 13, 14];

/// A server that only reads, a serialization failure, a deadlock, short of something (of space on the disk, of memory, of
/// connections), shutting down or starting, an input or output that failed. Two letters are a class.
const POSTGRES_PASSES: [&str; 8] = [
    "25006", "40001", "40P01", "53", "57P01", "57P02", "57P03", "58",
];

impl From<Problem> for answers::Problem {
    fn from(problem: Problem) -> Self {
        let title = problem.status.canonical_reason().unwrap_or("Problem");
        Self {
            kind: Some("about:blank".into()),
            title: Some(title.into()),
            status: Some(problem.status.as_u16().into()),
            code: problem.code.into(),
            detail: Some(problem.detail.into()),
            errors: problem.errors,
            retry_after: problem.retry_after,
            telephone: problem.telephone,
        }
    }
}

/// Handlers name what they return; the document describes what is sent.
impl ToSchema for Problem {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        answers::Problem::schemas(schemas);
    }
}

impl PartialSchema for Problem {
    fn schema() -> RefOr<Schema> {
        answers::Problem::schema()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status;
        let retry_after = self.retry_after;
        let mut response = (status, Json(answers::Problem::from(self))).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
