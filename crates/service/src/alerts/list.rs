//! Reads alerts, for readers and for those who write them.

use bangtin_model::answers::{Alert, AlertLevel, Alerts};

use crate::comments::iso;
use crate::on;
use crate::store::{Read, Write};

/// The most that readers are shown at a time.
const MOST: usize = 20;

/// An alert as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The id of the one whose words these are to take the place of.
    pub replaces: Option<String>,
    level: String,
    /// What it is about.
    pub title: String,
    /// What to know and to do; empty without.
    pub text: String,
    /// Where there is more; empty without.
    pub url: String,
    /// Since when it is shown, in milliseconds since 1970-01-01 UTC.
    pub begins_ms: i64,
    /// From when on it is shown no more.
    pub ends_ms: i64,
    /// The account of who wrote these words.
    pub writer: String,
    /// Who that is, as the log shows it.
    pub written_by: String,
    /// Who approved them.
    pub approved_by: Option<String>,
    /// Goes up with each change.
    pub revision: i64,
}

/// How far an alert has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// For a second moderator.
    Waiting,
    /// For its time.
    Planned,
    /// It is shown.
    Running,
    /// It is shown no more.
    Ended,
}

impl Stage {
    /// Its name in answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }
}

impl Kept {
    /// How grave it is.
    #[must_use]
    pub fn level(&self) -> AlertLevel {
        AlertLevel::named(&self.level).unwrap_or(AlertLevel::Warning)
    }

    /// How far it has come by now.
    #[must_use]
    pub const fn stage(&self, now_ms: i64) -> Stage {
        if self.ends_ms <= now_ms {
            Stage::Ended
        } else if self.approved_by.is_none() {
            Stage::Waiting
        } else if self.begins_ms > now_ms {
            Stage::Planned
        } else {
            Stage::Running
        }
    }

    /// As readers are told of it.
    #[must_use]
    pub fn told(self) -> Alert {
        let level = self.level();
        let some = |text: String| (!text.is_empty()).then_some(text);
        Alert {
            id: self.id,
            level,
            title: self.title,
            text: some(self.text),
            url: some(self.url),
            begins: Some(iso(self.begins_ms)),
            ends: iso(self.ends_ms),
        }
    }
}

macro_rules! columns {
    () => {
        "id, replaces, level, title, text, url, begins_ms, ends_ms, writer, written_by, approved_by, revision"
    };
}

/// What readers are shown now.
///
/// # Errors
/// When the database cannot be read.
pub async fn running(read: &mut Read, site: &str, now_ms: i64) -> Result<Alerts, sqlx::Error> {
    shown(read, site, now_ms, now_ms).await
}

/// The same with what begins later, for a file that is read without a service.
///
/// # Errors
/// When the database cannot be read.
pub async fn coming(read: &mut Read, site: &str, now_ms: i64) -> Result<Alerts, sqlx::Error> {
    shown(read, site, now_ms, i64::MAX).await
}

/// What has not ended, and begins no later than `until_ms`.
async fn shown(
    read: &mut Read,
    site: &str,
    now_ms: i64,
    until_ms: i64,
) -> Result<Alerts, sqlx::Error> {
    const SHOWN: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM alerts WHERE site = $1 AND ends_ms > $2 AND begins_ms <= $3 AND approved_by IS NOT NULL \
         ORDER BY begins_ms DESC, id"
    );
    let mut kept: Vec<Kept> = on!(read, c => {
        sqlx::query_as(SHOWN).bind(site).bind(now_ms).bind(until_ms).fetch_all(c).await?
    });
    // A stable sort: of one level the newest stays first.
    kept.sort_by_key(|one| std::cmp::Reverse(one.level()));
    kept.truncate(MOST);
    Ok(Alerts {
        alerts: kept.into_iter().map(Kept::told).collect(),
    })
}

/// The alerts of a site that ended after this time or have not ended, by their end, the last first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_site(read: &mut Read, site: &str, after_ms: i64) -> Result<Vec<Kept>, sqlx::Error> {
    const SELECT: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM alerts WHERE site = $1 AND ends_ms > $2 ORDER BY ends_ms DESC, id"
    );
    on!(read, c => sqlx::query_as(SELECT).bind(site).bind(after_ms).fetch_all(c).await)
}

/// One of a site.
pub(super) async fn one(
    write: &mut Write,
    site: &str,
    id: &str,
) -> Result<Option<Kept>, sqlx::Error> {
    const ONE: &str = concat!(
        "SELECT ",
        columns!(),
        " FROM alerts WHERE site = $1 AND id = $2"
    );
    on!(write, c => sqlx::query_as(ONE).bind(site).bind(id).fetch_optional(c).await)
}
