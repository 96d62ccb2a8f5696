//! The accounts of moderators. They are made on the command line.

use std::collections::HashMap;

use crate::mail::EmailAddress;
use crate::on;
use crate::random::random_id;
use crate::store::{Read, Write};

/// In place of a site's id: all sites, also those that come later.
pub const ALL_SITES: &str = "*";

/// Somebody who may decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moderator {
    /// The account's id.
    pub id: String,
    /// What they log in with, in lower case.
    pub email: String,
    /// Their name, as other moderators see it.
    pub name: String,
    /// For which sites: ids, or [`ALL_SITES`].
    pub sites: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    email: String,
    name: String,
}

impl Moderator {
    /// Whether they may decide for this site.
    #[must_use]
    pub fn may(&self, site: &str) -> bool {
        self.sites.iter().any(|own| own == site || own == ALL_SITES)
    }

    /// How the log names them: the name, and enough of the id to tell namesakes apart. Not the address.
    #[must_use]
    pub fn actor(&self) -> String {
        marked(&self.id, &self.name)
    }
}

/// [`Moderator::actor`] of the account with this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn actor(write: &mut Write, id: &str) -> Result<Option<String>, sqlx::Error> {
    let name: Option<String> = on!(write, c => {
        sqlx::query_scalar("SELECT name FROM moderators WHERE id = $1").bind(id).fetch_optional(c).await?
    });
    Ok(name.map(|name| marked(id, &name)))
}

/// The account of this id, without its sites.
///
/// # Errors
/// When the database cannot be read.
pub async fn named(write: &mut Write, id: &str) -> Result<Option<Moderator>, sqlx::Error> {
    let row: Option<Row> = on!(write, c => {
        sqlx::query_as("SELECT id, email, name FROM moderators WHERE id = $1").bind(id).fetch_optional(c).await?
    });
    Ok(row.map(|row| Moderator {
        id: row.id,
        email: row.email,
        name: row.name,
        sites: Vec::new(),
    }))
}

fn marked(id: &str, name: &str) -> String {
    let mark: String = id.chars().take(6).collect();
    format!("{name} #{mark}")
}

/// An address as accounts are found by it.
#[must_use]
pub fn folded(email: &str) -> String {
    EmailAddress::parse(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.key())
}

/// Makes an account without a password. `None` when there is one with this address.
///
/// # Errors
/// When the database cannot be written.
pub async fn add(
    write: &mut Write,
    email: &str,
    name: &str,
    sites: &[String],
    now_ms: i64,
) -> Result<Option<Moderator>, sqlx::Error> {
    let moderator = Moderator {
        id: random_id(),
        email: folded(email),
        name: name.into(),
        sites: sites.to_vec(),
    };
    let added = on!(write, c => {
        let insert = "INSERT INTO moderators (id, email, name, created_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        sqlx::query(insert)
            .bind(&moderator.id)
            .bind(&moderator.email)
            .bind(&moderator.name)
            .bind(now_ms)
            .execute(c)
            .await?
            .rows_affected()
    });
    if added == 0 {
        return Ok(None);
    }
    for site in sites {
        on!(write, c => {
            let insert = "INSERT INTO moderator_sites (moderator, site) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            sqlx::query(insert).bind(&moderator.id).bind(site).execute(c).await?;
        });
    }
    Ok(Some(moderator))
}

/// All accounts, by address.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(read: &mut Read) -> Result<Vec<Moderator>, sqlx::Error> {
    let rows: Vec<Row> = on!(read, c => {
        sqlx::query_as("SELECT id, email, name FROM moderators ORDER BY email").fetch_all(c).await?
    });
    let pairs: Vec<(String, String)> = on!(read, c => {
        sqlx::query_as("SELECT moderator, site FROM moderator_sites ORDER BY site").fetch_all(c).await?
    });
    let mut sites: HashMap<String, Vec<String>> = HashMap::new();
    for (moderator, site) in pairs {
        sites.entry(moderator).or_default().push(site);
    }
    let joined = |row: Row| Moderator {
        sites: sites.remove(&row.id).unwrap_or_default(),
        id: row.id,
        email: row.email,
        name: row.name,
    };
    Ok(rows.into_iter().map(joined).collect())
}

/// The account of this id.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(read: &mut Read, id: &str) -> Result<Option<Moderator>, sqlx::Error> {
    let row: Option<Row> = on!(read, c => {
        sqlx::query_as("SELECT id, email, name FROM moderators WHERE id = $1").bind(id).fetch_optional(c).await?
    });
    let Some(row) = row else {
        return Ok(None);
    };
    let sites = on!(read, c => {
        let select = "SELECT site FROM moderator_sites WHERE moderator = $1 ORDER BY site";
        sqlx::query_scalar(select).bind(id).fetch_all(c).await?
    });
    Ok(Some(Moderator {
        id: row.id,
        email: row.email,
        name: row.name,
        sites,
    }))
}

/// The id and the password's hash of the account with this address.
///
/// # Errors
/// When the database cannot be read.
pub async fn secret(
    read: &mut Read,
    email: &str,
) -> Result<Option<(String, Option<String>)>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT id, password_hash FROM moderators WHERE email = $1";
        sqlx::query_as(select).bind(folded(email)).fetch_optional(c).await?
    }))
}

/// Sets the password's hash, and ends the sessions that were begun with another.
///
/// # Errors
/// When the database cannot be written.
pub async fn set_password(write: &mut Write, id: &str, hash: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        sqlx::query("UPDATE moderators SET password_hash = $2 WHERE id = $1").bind(id).bind(hash).execute(&mut *c).await?;
        sqlx::query("DELETE FROM moderator_links WHERE moderator = $1").bind(id).execute(&mut *c).await?;
        sqlx::query("DELETE FROM moderator_sessions WHERE moderator = $1").bind(id).execute(c).await?;
    });
    Ok(())
}

/// Removes the account with this address, its sessions and its links. The log keeps the name. True when there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn remove(write: &mut Write, email: &str) -> Result<bool, sqlx::Error> {
    let removed = on!(write, c => {
        let delete = "DELETE FROM moderators WHERE email = $1";
        sqlx::query(delete).bind(folded(email)).execute(c).await?.rows_affected()
    });
    Ok(removed > 0)
}
