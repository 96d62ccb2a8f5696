//! Who is logged in: a random name in a cookie, of which the database holds a hash.

use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use axum::http::header::COOKIE;
use axum::http::request::Parts as RequestParts;
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::account::{self, Moderator};
use crate::context::Context;
use crate::on;
use crate::problem::Problem;
use crate::random::{random, random_id};
use crate::store::Write;

const NAME: &str = "bangtin-moderator";
/// How long a session lasts at the longest.
const LIFE_MS: i64 = 12 * 60 * 60 * 1000;
/// How long it lasts without being used (OWASP ASVS 5.0, 7.3.1).
pub(super) const IDLE_MS: i64 = 60 * 60 * 1000;
/// How exactly it is known when it was used: each note is a transaction.
const NOTED_EVERY_MS: i64 = 60 * 1000;
/// How long a link stands for the password: as long as it could have been used itself.
const LINK_COUNTS_MS: i64 = 15 * 60 * 1000;

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who.
    pub moderator: Moderator,
    /// Stands in every form of this session: another site's page cannot know it.
    pub form_token: String,
    /// By what it was begun.
    pub began_by: BeganBy,
    /// Its name for its owner, which lets nobody in.
    pub handle: String,
    began_ms: i64,
    hash: Vec<u8>,
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeganBy {
    /// With the password.
    Password,
    /// With a link that an administrator made.
    Link,
}

impl BeganBy {
    /// Its word in the database and in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
        }
    }

    fn named(name: &str) -> Self {
        if name == Self::Link.name() {
            Self::Link
        } else {
            Self::Password
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    moderator: String,
    handle: String,
    began_by: String,
    began_ms: i64,
    used_ms: i64,
}

/// Begins a session: the cookie that names it. Each login has a name of its own, so that a name planted before is worth
/// nothing; the session of the cookie that came along ends.
///
/// # Errors
/// When the database cannot be written.
pub async fn begin(
    context: &Context,
    write: &mut Write,
    moderator: &str,
    by: BeganBy,
    headers: &HeaderMap,
) -> Result<HeaderValue, sqlx::Error> {
    if let Some(old) = named(context, headers) {
        end_hashed(write, &hash(old)).await?;
    }
    let name = URL_SAFE_NO_PAD.encode(random::<32>());
    let now_ms = context.clock.now_ms();
    on!(write, c => {
        let insert = "INSERT INTO moderator_sessions (token_hash, handle, moderator, began_by, began_ms, used_ms, expires_ms) \
             VALUES ($1, $2, $3, $4, $5, $5, $6)";
        sqlx::query(insert)
            .bind(hash(&name))
            .bind(random_id())
            .bind(moderator)
            .bind(by.name())
            .bind(now_ms)
            .bind(now_ms + LIFE_MS)
            .execute(c)
            .await?;
    });
    Ok(cookie(context, &name, LIFE_MS / 1000))
}

impl Session {
    /// Ends it: the cookie that takes the place of the old.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn end(
        &self,
        context: &Context,
        write: &mut Write,
    ) -> Result<HeaderValue, sqlx::Error> {
        end_hashed(write, &self.hash).await?;
        Ok(cookie(context, "", 0))
    }

    /// Whether a link has let its owner in a short while ago: that does in place of the password, which they may not have.
    #[must_use]
    pub fn has_new_link(&self, context: &Context) -> bool {
        let age_ms = context.clock.now_ms() - self.began_ms;
        self.began_by == BeganBy::Link && age_ms <= LINK_COUNTS_MS
    }

    /// Whether a form has this session's token in it.
    #[must_use]
    pub fn made(&self, form_token: &str) -> bool {
        self.form_token
            .as_bytes()
            .ct_eq(form_token.as_bytes())
            .into()
    }

    async fn of(context: &Context, headers: &HeaderMap) -> Result<Option<Self>, sqlx::Error> {
        let Some(name) = named(context, headers) else {
            return Ok(None);
        };
        let hash = hash(name);
        let now_ms = context.clock.now_ms();
        let mut read = context.store.read().await?;
        let row: Option<Row> = on!(read, c => {
            let select = "SELECT moderator, handle, began_by, began_ms, used_ms FROM moderator_sessions \
                 WHERE token_hash = $1 AND expires_ms >= $2 AND used_ms >= $3";
            sqlx::query_as(select).bind(&hash).bind(now_ms).bind(now_ms - IDLE_MS).fetch_optional(c).await?
        });
        let Some(row) = row else {
            return Ok(None);
        };
        let moderator = account::of(&mut read, &row.moderator).await?;
        // Whoever writes must not hold a connection that others wait for.
        drop(read);
        if now_ms - row.used_ms >= NOTED_EVERY_MS {
            note_use(context, &hash, now_ms).await?;
        }
        let mac = context.keys.mac("form", name.as_bytes());
        let form_token = URL_SAFE_NO_PAD.encode(mac);
        Ok(moderator.map(|moderator| Self {
            moderator,
            form_token,
            began_by: BeganBy::named(&row.began_by),
            handle: row.handle,
            began_ms: row.began_ms,
            hash,
        }))
    }
}

async fn note_use(context: &Context, hash: &[u8], now_ms: i64) -> Result<(), sqlx::Error> {
    let mut write = context.store.write().await?;
    on!(write, c => {
        let update = "UPDATE moderator_sessions SET used_ms = $2 WHERE token_hash = $1";
        sqlx::query(update).bind(hash).bind(now_ms).execute(c).await?;
    });
    write.commit().await
}

impl<S> FromRequestParts<S> for Session
where
    S: Sync,
    Context: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut RequestParts, state: &S) -> Result<Self, Problem> {
        let session = Self::of(&Context::from_ref(state), &parts.headers).await?;
        session.ok_or_else(|| {
            Problem::unauthorized("logged_out", "Log in at /moderation: there is no session.")
        })
    }
}

impl<S> OptionalFromRequestParts<S> for Session
where
    S: Sync,
    Context: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut RequestParts,
        state: &S,
    ) -> Result<Option<Self>, Problem> {
        Ok(Self::of(&Context::from_ref(state), &parts.headers).await?)
    }
}

async fn end_hashed(write: &mut Write, hash: &[u8]) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM moderator_sessions WHERE token_hash = $1";
        sqlx::query(delete).bind(hash).execute(c).await?;
    });
    Ok(())
}

fn hash(name: &str) -> Vec<u8> {
    Sha256::digest(name.as_bytes()).to_vec()
}

/// A cookie's name. With https the prefix `__Host-` keeps siblings of our domain from planting one (RFC 6265bis, 4.1.3.2). Plain http, on a
/// machine of one's own, cannot have it.
fn prefix(context: &Context) -> (&'static str, &'static str) {
    if context.public_url.starts_with("https:") {
        ("__Host-", "; Secure")
    } else {
        ("", "")
    }
}

fn cookie(context: &Context, value: &str, seconds: i64) -> HeaderValue {
    cookie_of(context, NAME, value, seconds)
}

/// A cookie of ours. `Strict` will do: a link in a mail leads to a page of ours with a button, and that is where the session begins.
pub(super) fn cookie_of(context: &Context, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let (prefix, secure) = prefix(context);
    let line = format!(
        "{prefix}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}"
    );
    // Letters, digits and signs of ASCII: always a value.
    HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static(""))
}

fn named<'a>(context: &Context, headers: &'a HeaderMap) -> Option<&'a str> {
    value_of(context, headers, NAME)
}

/// What a cookie of ours holds.
pub(super) fn value_of<'a>(
    context: &Context,
    headers: &'a HeaderMap,
    name: &str,
) -> Option<&'a str> {
    let (prefix, _) = prefix(context);
    let lines = headers.get_all(COOKIE).iter();
    let mut pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let ours = |key: &str| key.strip_prefix(prefix) == Some(name);
    pairs.find(|(key, _)| ours(key)).map(|(_, value)| value)
}
