//! Who is logged in: a random name in a cookie, of which the database holds a hash.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header::COOKIE;
use axum::http::request::Parts as RequestParts;
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::account::{self, Moderator};
use crate::app::{App, Parts};
use crate::keys::random;
use crate::on;
use crate::problem::Problem;
use crate::store::Write;

const LIFE_MS: i64 = 12 * 60 * 60 * 1000;

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who.
    pub moderator: Moderator,
    /// Stands in every form of this session: another site's page cannot know it.
    pub form_token: String,
    hash: Vec<u8>,
}

/// Begins a session: the cookie that names it. Each login has a name of its own, so that a name planted before is worth
/// nothing; the session of the cookie that came along ends.
///
/// # Errors
/// When the database cannot be written.
pub async fn begin(
    app: &Parts,
    write: &mut Write,
    moderator: &str,
    headers: &HeaderMap,
) -> Result<HeaderValue, sqlx::Error> {
    if let Some(old) = named(app, headers) {
        end_hashed(write, &hash(old)).await?;
    }
    let name = URL_SAFE_NO_PAD.encode(random::<32>());
    on!(write, c => {
        let insert = "INSERT INTO moderator_sessions (token_hash, moderator, expires_ms) VALUES ($1, $2, $3)";
        sqlx::query(insert)
            .bind(hash(&name))
            .bind(moderator)
            .bind(app.clock.now_ms() + LIFE_MS)
            .execute(c)
            .await?;
    });
    Ok(cookie(app, &name, LIFE_MS / 1000))
}

impl Session {
    /// Ends it: the cookie that takes the place of the old.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn end(&self, app: &Parts, write: &mut Write) -> Result<HeaderValue, sqlx::Error> {
        end_hashed(write, &self.hash).await?;
        Ok(cookie(app, "", 0))
    }

    /// Whether a form has this session's token in it.
    #[must_use]
    pub fn made(&self, form_token: &str) -> bool {
        self.form_token
            .as_bytes()
            .ct_eq(form_token.as_bytes())
            .into()
    }

    async fn of(app: &Parts, headers: &HeaderMap) -> Result<Option<Self>, sqlx::Error> {
        let Some(name) = named(app, headers) else {
            return Ok(None);
        };
        let hash = hash(name);
        let mut read = app.store.read().await?;
        let moderator: Option<String> = on!(read, c => {
            let select = "SELECT moderator FROM moderator_sessions WHERE token_hash = $1 AND expires_ms >= $2";
            sqlx::query_scalar(select).bind(&hash).bind(app.clock.now_ms()).fetch_optional(c).await?
        });
        let Some(moderator) = moderator else {
            return Ok(None);
        };
        let moderator = account::of(&mut read, &moderator).await?;
        let mac = app.keys.mac("form", name.as_bytes());
        let form_token = URL_SAFE_NO_PAD.encode(mac);
        Ok(moderator.map(|moderator| Self {
            moderator,
            form_token,
            hash,
        }))
    }
}

impl FromRequestParts<App> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut RequestParts, app: &App) -> Result<Self, Problem> {
        let session = Self::of(app, &parts.headers).await?;
        session.ok_or_else(|| {
            Problem::unauthorized("logged_out", "Log in at /moderation: there is no session.")
        })
    }
}

impl OptionalFromRequestParts<App> for Session {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut RequestParts,
        app: &App,
    ) -> Result<Option<Self>, Problem> {
        Ok(Self::of(app, &parts.headers).await?)
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

/// With https the prefix `__Host-` keeps siblings of our domain from planting one (RFC 6265bis, 4.1.3.2). Plain http, on a
/// machine of one's own, cannot have it.
fn cookie_name(app: &Parts) -> (&'static str, &'static str) {
    if app.public_url.starts_with("https:") {
        ("__Host-bangtin-moderator", "; Secure")
    } else {
        ("bangtin-moderator", "")
    }
}

/// `Strict` will do: a link in a mail leads to a page of ours with a button, and that is where the session begins.
fn cookie(app: &Parts, value: &str, seconds: i64) -> HeaderValue {
    let (name, secure) = cookie_name(app);
    let line =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    // Letters, digits and signs of ASCII: always a value.
    HeaderValue::from_str(&line).unwrap_or(HeaderValue::from_static(""))
}

fn named<'a>(app: &Parts, headers: &'a HeaderMap) -> Option<&'a str> {
    let (name, _) = cookie_name(app);
    let lines = headers.get_all(COOKIE).iter();
    let mut pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}
