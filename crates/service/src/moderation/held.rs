//! Articles that wait for a person before they are shown, and those that were kept out: what is known of them, and why they wait.
//!
//! `content` judges and publishes them. What waits is a version of an article: another one is looked at anew.

use serde::{Deserialize, Serialize};

use crate::on;
use crate::store::{Read, Write};

/// Why an article waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Reason {
    /// A link to a host that was not known has words of gambling, or the host's name has.
    Gambling {
        /// The word.
        word: String,
        /// Where it leads.
        host: String,
    },
    /// Words of gambling that nobody sees.
    UnseenWords {
        /// The word.
        word: String,
    },
    /// A link that nobody sees, to a host that was not known.
    UnseenLink {
        /// Where it leads.
        host: String,
    },
    /// A script or a form of a host that was not known.
    Program {
        /// From where.
        host: String,
    },
    /// An old article that has got a link to a host that was not known.
    OldLink {
        /// Where it leads.
        host: String,
    },
    /// A host that was not known, where the settings have each of them wait.
    NewHost {
        /// Which.
        host: String,
    },
    /// The text of many old articles has changed at once.
    ManyOld {
        /// Of how many.
        many: usize,
    },
}

impl Reason {
    /// One word for it, for metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Gambling { .. } => "gambling",
            Self::UnseenWords { .. } => "unseen_words",
            Self::UnseenLink { .. } => "unseen_link",
            Self::Program { .. } => "program",
            Self::OldLink { .. } => "old_link",
            Self::NewHost { .. } => "new_host",
            Self::ManyOld { .. } => "many_old",
        }
    }

    /// In words, in Vietnamese.
    #[must_use]
    pub fn vi(&self) -> String {
        match self {
            Self::Gambling { word, host } => {
                format!("Có từ về cờ bạc “{word}” cùng liên kết tới địa chỉ lạ {host}")
            }
            Self::UnseenWords { word } => {
                format!("Có từ “{word}” trong phần bị giấu, người đọc không nhìn thấy")
            }
            Self::UnseenLink { host } => {
                format!("Có liên kết bị giấu, người đọc không nhìn thấy, tới địa chỉ lạ {host}")
            }
            Self::Program { host } => format!("Có mã lệnh hoặc biểu mẫu của địa chỉ lạ {host}"),
            Self::OldLink { host } => {
                format!("Tin cũ vừa được thêm liên kết tới địa chỉ lạ {host}")
            }
            Self::NewHost { host } => {
                format!("Có liên kết tới {host}, địa chỉ chưa có trong các tin trước đây")
            }
            Self::ManyOld { many } => format!("{many} tin cũ bị sửa nội dung cùng một lúc"),
        }
    }

    /// The same in English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::Gambling { word, host } => {
                format!("words of gambling, “{word}”, with a link to the unknown address {host}")
            }
            Self::UnseenWords { word } => {
                format!("the word “{word}” where no reader sees it")
            }
            Self::UnseenLink { host } => {
                format!("a link that no reader sees, to the unknown address {host}")
            }
            Self::Program { host } => {
                format!("a script or a form of the unknown address {host}")
            }
            Self::OldLink { host } => {
                format!("an old article has got a link to the unknown address {host}")
            }
            Self::NewHost { host } => {
                format!("a link to {host}, an address to which no article led before")
            }
            Self::ManyOld { many } => {
                format!("the text of {many} old articles has changed at once")
            }
        }
    }
}

/// Where a version leads that nothing led before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLead {
    /// The address.
    pub url: String,
    /// The words of its link.
    pub words: String,
}

/// What becomes of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided yet.
    Waiting,
    /// A person has kept it out.
    KeptOut,
}

impl State {
    /// Its name in the database and in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::KeptOut => "kept-out",
        }
    }
}

/// A version that waits, or was kept out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldArticle {
    /// The article's id.
    pub id: String,
    /// Its source.
    pub feed: String,
    /// Of this version.
    pub hash: String,
    /// Whether nothing of it is shown; else another version is.
    pub is_new: bool,
    /// Its title.
    pub title: String,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Where it leads that nothing led before.
    pub leads: Vec<NewLead>,
    /// Since when, in milliseconds since 1970-01-01 UTC.
    pub held_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    feed: String,
    hash: String,
    is_new: i64,
    title: String,
    url: Option<String>,
    reasons: String,
    leads: String,
    held_ms: i64,
}

/// The versions of a site in this state, the oldest first, not more than `most`.
///
/// # Errors
/// When the database cannot be read.
pub async fn held(
    read: &mut Read,
    site: &str,
    state: State,
    most: i64,
) -> Result<Vec<HeldArticle>, sqlx::Error> {
    let rows: Vec<Row> = on!(read, c => {
        let select = "SELECT id, feed, hash, is_new, title, url, reasons, leads, held_ms FROM held_articles \
             WHERE site = $1 AND state = $2 ORDER BY held_ms, id LIMIT $3";
        sqlx::query_as(select).bind(site).bind(state.name()).bind(most).fetch_all(c).await?
    });
    let of = |row: Row| HeldArticle {
        id: row.id,
        feed: row.feed,
        hash: row.hash,
        is_new: row.is_new == 1,
        title: row.title,
        url: row.url,
        reasons: serde_json::from_str(&row.reasons).unwrap_or_default(),
        leads: serde_json::from_str(&row.leads).unwrap_or_default(),
        held_ms: row.held_ms,
    };
    Ok(rows.into_iter().map(of).collect())
}

/// How many versions of a site wait, and since when the oldest does.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(read: &mut Read, site: &str) -> Result<(i64, Option<i64>), sqlx::Error> {
    let select = "SELECT CAST(COUNT(*) AS BIGINT), MIN(held_ms) FROM held_articles WHERE site = $1 AND state = 'waiting'";
    Ok(on!(read, c => sqlx::query_as(select).bind(site).fetch_one(c).await?))
}

/// What waits only because the text of many old articles has changed at once. Such a version has no other reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Jump {
    /// How many versions.
    pub many: i64,
    /// Since when the last of them does, in milliseconds since 1970-01-01 UTC.
    pub last_ms: i64,
}

// How the reasons of such a version begin, as a pattern of LIKE.
const OF_A_JUMP: &str = r#"[{"why":"many\_old"%"#;

/// How much of a site waits so.
///
/// # Errors
/// When the database cannot be read.
pub async fn jump(read: &mut Read, site: &str) -> Result<Jump, sqlx::Error> {
    let select = "SELECT CAST(COUNT(*) AS BIGINT), COALESCE(MAX(held_ms), 0) FROM held_articles \
         WHERE site = $1 AND state = 'waiting' AND reasons LIKE $2 ESCAPE '\\'";
    let (many, last_ms) = on!(read, c => {
        sqlx::query_as(select).bind(site).bind(OF_A_JUMP).fetch_one(c).await?
    });
    Ok(Jump { many, last_ms })
}

/// Ids and hashes of versions that wait so, and did at this time, in milliseconds since 1970-01-01 UTC: not more than `most`.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_the_jump(
    write: &mut Write,
    site: &str,
    until_ms: i64,
    most: i64,
) -> Result<Vec<(String, String)>, sqlx::Error> {
    let select = "SELECT id, hash FROM held_articles WHERE site = $1 AND state = 'waiting' AND held_ms <= $2 \
         AND reasons LIKE $3 ESCAPE '\\' ORDER BY held_ms, id LIMIT $4";
    Ok(on!(write, c => {
        sqlx::query_as(select).bind(site).bind(until_ms).bind(OF_A_JUMP).bind(most).fetch_all(c).await?
    }))
}

/// The hosts to which a site's articles are known to lead.
///
/// # Errors
/// When the database cannot be read.
pub async fn known_hosts(read: &mut Read, site: &str) -> Result<Vec<String>, sqlx::Error> {
    let select = "SELECT host FROM known_hosts WHERE site = $1";
    Ok(on!(read, c => sqlx::query_scalar(select).bind(site).fetch_all(c).await?))
}

/// Makes hosts known.
///
/// # Errors
/// When the database cannot be written.
pub async fn make_known<'a>(
    write: &mut Write,
    site: &str,
    hosts: impl Iterator<Item = &'a str>,
) -> Result<(), sqlx::Error> {
    // Always in the same order: two imports then never wait for each other in a circle.
    let hosts: std::collections::BTreeSet<&str> = hosts.collect();
    on!(write, c => {
        for host in &hosts {
            let insert = "INSERT INTO known_hosts (site, host) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            sqlx::query(insert).bind(site).bind(host).execute(&mut *c).await?;
        }
    });
    Ok(())
}
