//! `Idempotency-Key`: a request that comes again gets the first one's answer, for 24 hours.

use axum::http::{HeaderMap, StatusCode};
use sha2::{Digest, Sha256};

use super::Entry;
use crate::config::SiteSettings;
use crate::context::Context;
use crate::http::Answer;
use crate::on;
use crate::problem::Problem;
use crate::store::Write;

const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
const LONGEST: usize = 128;

/// A request that may come again.
#[derive(Debug)]
pub(super) struct Repeat {
    key: String,
    hash: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Kept {
    request_hash: Vec<u8>,
    status: i64,
    body: String,
}

impl Repeat {
    pub(super) fn of(headers: &HeaderMap, body: &[u8]) -> Result<Option<Self>, Problem> {
        let Some(key) = headers.get("idempotency-key") else {
            return Ok(None);
        };
        let key = key
            .to_str()
            .ok()
            .filter(|key| (1..=LONGEST).contains(&key.len()));
        let key = key.ok_or_else(|| {
            Problem::bad_request(
                "bad_idempotency_key",
                "Idempotency-Key must be 1 to 128 visible ASCII characters.",
            )
        })?;
        Ok(Some(Self {
            key: key.into(),
            hash: Sha256::digest(body).to_vec(),
        }))
    }

    /// The answer to the same request, where it was answered before.
    pub(super) async fn answered(
        &self,
        context: &Context,
        site: &SiteSettings,
        entry: Entry,
    ) -> Result<Option<Answer>, Problem> {
        let mut read = context.store.read().await?;
        let kept: Option<Kept> = on!(read, c => {
            sqlx::query_as(SELECT)
                .bind(&site.id)
                .bind(entry.name())
                .bind(&self.key)
                .fetch_optional(c)
                .await?
        });
        kept.map(|kept| self.again(kept)).transpose()
    }

    /// Takes the key in the request's own transaction. Where another has just taken it, this waits for its end and gives
    /// its answer.
    pub(super) async fn take(
        &self,
        write: &mut Write,
        site: &str,
        entry: Entry,
        now_ms: i64,
    ) -> Result<Option<Answer>, Problem> {
        let taken = on!(write, c => {
            let insert = "INSERT INTO idempotent_answers (site, entry, request_key, request_hash, status, body, created_ms) \
                 VALUES ($1, $2, $3, $4, 0, '', $5) ON CONFLICT DO NOTHING";
            sqlx::query(insert)
                .bind(site)
                .bind(entry.name())
                .bind(&self.key)
                .bind(&self.hash)
                .bind(now_ms)
                .execute(c)
                .await?
                .rows_affected()
        });
        if taken == 1 {
            return Ok(None);
        }
        let kept: Kept = on!(write, c => {
            sqlx::query_as(SELECT).bind(site).bind(entry.name()).bind(&self.key).fetch_one(c).await?
        });
        self.again(kept).map(Some)
    }

    pub(super) async fn keep(
        &self,
        write: &mut Write,
        site: &str,
        entry: Entry,
        answer: &Answer,
    ) -> Result<(), Problem> {
        on!(write, c => {
            let update = "UPDATE idempotent_answers SET status = $4, body = $5 \
                 WHERE site = $1 AND entry = $2 AND request_key = $3";
            sqlx::query(update)
                .bind(site)
                .bind(entry.name())
                .bind(&self.key)
                .bind(i64::from(answer.status.as_u16()))
                .bind(answer.body.to_string())
                .execute(c)
                .await?;
        });
        Ok(())
    }

    fn again(&self, kept: Kept) -> Result<Answer, Problem> {
        if kept.request_hash != self.hash {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "idempotency_key_reused",
                "This Idempotency-Key belongs to a request with another body.",
            ));
        }
        let status = u16::try_from(kept.status).ok();
        let status = status.and_then(|status| StatusCode::from_u16(status).ok());
        Ok(Answer {
            status: status.unwrap_or(StatusCode::OK),
            body: serde_json::from_str(&kept.body).unwrap_or_default(),
        })
    }
}

const SELECT: &str = "SELECT request_hash, status, body FROM idempotent_answers \
     WHERE site = $1 AND entry = $2 AND request_key = $3";

/// Forgets answers older than 24 hours.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn forget(write: &mut Write, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM idempotent_answers WHERE created_ms < $1";
        sqlx::query(delete).bind(now_ms - KEPT_MS).execute(c).await?;
    });
    Ok(())
}
