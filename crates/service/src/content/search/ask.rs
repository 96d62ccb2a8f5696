//! What a search asks of the database. Each statement is short: who goes away meanwhile leaves none that runs on.

use std::collections::HashSet;

use sqlx::{AssertSqlSafe, Connection as _};

use super::Among;
use crate::content::Cursor;
use crate::content::documents::{Bound, Conditions, bind};
use crate::content::list::Row;
use crate::json_list::members_of;
use crate::on;
use crate::store::{Connection, Read};
use bangtin_feeds::words::{self, Question, Tier};

/// What PostgreSQL is told for as long as a search takes, beside what every connection is. It reckons with the size of the rows, not with
/// that of the words that stand elsewhere, and would go to the articles first instead of asking the index of words.
const ASK_THE_INDEX: &str = "SET LOCAL enable_indexscan = off; SET LOCAL enable_indexonlyscan = off; \
     SET LOCAL statement_timeout = '5s'";

/// The articles or the documents of a site, and who searches them.
pub(super) struct Index<'a> {
    read: Asked<'a>,
    site: &'a str,
    among: Among<'a>,
}

/// A connection for as long as a search takes.
enum Asked<'a> {
    Sqlite(&'a mut sqlx::SqliteConnection),
    Postgres(sqlx::Transaction<'a, sqlx::Postgres>),
}

/// One that was found, by its place in the list.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Found {
    #[sqlx(default)]
    pub tier: i64,
    pub ms: i64,
    pub place: i64,
    pub number: i64,
}

/// What is looked for: of a tier, behind a place, in some months.
pub(super) struct Sought<'a> {
    tier: &'a Tier,
    start: Cursor,
    months: Option<(i64, i64)>,
    /// Only until the end of this month.
    until: i64,
}

/// The month of a time.
pub(super) const fn month(ms: i64) -> i64 {
    words::month(ms)
}

impl Found {
    pub(super) const fn in_tier(self, tier: i64) -> Self {
        Self { tier, ..self }
    }
}

impl<'a> Sought<'a> {
    pub(super) const fn all(tier: &'a Tier, start: Cursor) -> Self {
        Self {
            tier,
            start,
            months: None,
            until: i64::MAX,
        }
    }

    pub(super) const fn months(tier: &'a Tier, start: Cursor, first: i64, last: i64) -> Self {
        Self {
            tier,
            start,
            months: Some((first, last)),
            until: i64::MAX,
        }
    }

    pub(super) const fn until(tier: &'a Tier, start: Cursor, last: i64) -> Self {
        Self {
            tier,
            start,
            months: None,
            until: last,
        }
    }
}

impl Asked<'_> {
    /// For `on!`.
    fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(transaction) => Connection::Postgres(transaction),
        }
    }

    const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

impl<'a> Index<'a> {
    pub(super) async fn open(
        read: &'a mut Read,
        site: &'a str,
        among: Among<'a>,
    ) -> Result<Self, sqlx::Error> {
        let read = match read {
            Read::Sqlite(connection) => Asked::Sqlite(connection),
            Read::Postgres(connection) => {
                let mut transaction = connection.begin().await?;
                sqlx::raw_sql(ASK_THE_INDEX)
                    .execute(&mut *transaction)
                    .await?;
                Asked::Postgres(transaction)
            }
        };
        Ok(Self { read, site, among })
    }

    pub(super) async fn close(self) -> Result<(), sqlx::Error> {
        match self.read {
            Asked::Sqlite(_) => Ok(()),
            Asked::Postgres(transaction) => transaction.rollback().await,
        }
    }

    /// How many the index knows of a tier; not more than `most`.
    pub(super) async fn count(&mut self, tier: &Tier, most: i64) -> Result<i64, sqlx::Error> {
        let select = if self.read.is_postgres() {
            "SELECT COUNT(*) FROM (SELECT 1 FROM article_words WHERE tokens @@ CAST($1 AS tsquery) LIMIT $2) AS counted"
        } else {
            "SELECT COUNT(*) FROM (SELECT 1 FROM article_index WHERE article_index MATCH $1 LIMIT $2)"
        };
        let question = self.question(tier, None);
        Ok(
            on!(self.read, c => sqlx::query_scalar(select).bind(question).bind(most).fetch_one(c).await?),
        )
    }

    /// All that is sought, the newest first.
    pub(super) async fn find(&mut self, sought: &Sought<'_>) -> Result<Vec<Found>, sqlx::Error> {
        let (ms, which) = match self.among {
            Among::Articles => ("a.published_ms", "a.listed + 0 = 1"),
            Among::Documents(_) => ("a.issued_ms", "(a.issued_ms + 0) IS NOT NULL"),
        };
        // `CROSS JOIN` has SQLite ask its index first, and `+ 0` go from there by the number.
        let (tables, found) = if self.read.is_postgres() {
            (
                "article_words w CROSS JOIN articles a",
                "w.tokens @@ CAST($2 AS tsquery) AND a.number = w.number",
            )
        } else {
            (
                "article_index CROSS JOIN articles a",
                "article_index MATCH $2 AND a.number = article_index.rowid",
            )
        };
        let holds = match self.among {
            Among::Documents(wanted) => wanted.holds(7),
            Among::Articles => Conditions::default(),
        };
        let select = format!(
            "SELECT {ms} AS ms, a.place, a.number FROM {tables} WHERE {found} AND a.site = $1 AND {which} AND a.removed_ms IS NULL \
             AND ({ms}, a.place, a.number) < ($3, $4, $5) AND {ms} < $6{} ORDER BY {ms} DESC, a.place DESC, a.number DESC",
            holds.text
        );
        let question = self.question(sought.tier, sought.months);
        let before = words::month_end(sought.until);
        let (site, start) = (self.site, sought.start);
        Ok(on!(self.read, c => {
            let query = sqlx::query_as(AssertSqlSafe(select)).bind(site).bind(question).bind(start.ms).bind(start.place)
                .bind(start.number).bind(before);
            bind!(query, &holds.bounds).fetch_all(c).await?
        }))
    }

    /// The month of the newest.
    pub(super) async fn newest_month(&mut self) -> Result<Option<i64>, sqlx::Error> {
        let select = match self.among {
            Among::Articles => {
                "SELECT published_ms FROM articles WHERE site = $1 AND listed = 1 AND removed_ms IS NULL \
                 ORDER BY published_ms DESC, place DESC, number DESC LIMIT 1"
            }
            Among::Documents(_) => {
                "SELECT issued_ms FROM articles WHERE site = $1 AND issued_ms IS NOT NULL AND removed_ms IS NULL \
                 ORDER BY issued_ms DESC, place DESC, number DESC LIMIT 1"
            }
        };
        if let Asked::Postgres(server) = &mut self.read {
            // An order comes from an index that is read in it.
            let read_in_order = "SET LOCAL enable_indexscan = on";
            sqlx::raw_sql(read_in_order).execute(&mut **server).await?;
        }
        let site = self.site;
        let ms: Option<i64> =
            on!(self.read, c => sqlx::query_scalar(select).bind(site).fetch_optional(c).await?);
        if let Asked::Postgres(server) = &mut self.read {
            let not_any_more = "SET LOCAL enable_indexscan = off";
            sqlx::raw_sql(not_any_more).execute(&mut **server).await?;
        }
        Ok(ms.map(month))
    }

    /// Which of these are in the tier: their texts are read.
    pub(super) async fn fitting(
        &mut self,
        question: &Question,
        tier: i64,
        some: &[Found],
    ) -> Result<HashSet<i64>, sqlx::Error> {
        let is_postgres = self.read.is_postgres();
        let at = if is_postgres { "strpos" } else { "instr" };
        let select = format!(
            "SELECT number FROM article_words w WHERE number IN (SELECT CAST(value AS BIGINT) FROM ({}) AS listed) AND CASE \
               WHEN {at}(w.title, $1) > 0 THEN 0 WHEN {at}(w.words, $1) > 0 THEN 1 \
               WHEN {at}(w.title_folded, $3) > 0 THEN 2 WHEN {at}(w.words_folded, $3) > 0 THEN 3 ELSE 4 END = $4",
            members_of(is_postgres)
        );
        let (phrase, folded, numbers) = (&question.phrase, &question.folded, numbers(some));
        let fitting: Vec<i64> = on!(self.read, c => {
            sqlx::query_scalar(AssertSqlSafe(select)).bind(phrase).bind(numbers).bind(folded).bind(tier)
                .fetch_all(c).await?
        });
        Ok(fitting.into_iter().collect())
    }

    /// The items of these, in the same order.
    pub(super) async fn items(&mut self, some: &[Found]) -> Result<Vec<Row>, sqlx::Error> {
        let select = format!(
            "SELECT number, item FROM articles WHERE (site || '') = $1 AND number IN (SELECT CAST(value AS BIGINT) FROM ({}) AS listed)",
            members_of(self.read.is_postgres())
        );
        let (site, numbers) = (self.site, numbers(some));
        let mut items: std::collections::HashMap<i64, String> = {
            let items: Vec<(i64, String)> = on!(self.read, c => {
                sqlx::query_as(AssertSqlSafe(select)).bind(site).bind(numbers).fetch_all(c).await?
            });
            items.into_iter().collect()
        };
        let row = |one: &Found| {
            Some(Row {
                item: items.remove(&one.number)?,
                tier: one.tier,
                ms: one.ms,
                place: one.place,
                number: one.number,
            })
        };
        Ok(some.iter().filter_map(row).collect())
    }

    /// In the language of the index. Words hold letters and digits, and the marks of ours are no syntax either.
    fn question(&self, tier: &Tier, months: Option<(i64, i64)>) -> String {
        let kind = match self.among {
            Among::Articles => words::ARTICLE,
            Among::Documents(_) => words::DOCUMENT,
        };
        let (quote, and, or, not) = if self.read.is_postgres() {
            ('\'', " & ", " | ", " & !")
        } else {
            ('"', " AND ", " OR ", " NOT ")
        };
        let quoted = |token: &str| format!("{quote}{token}{quote}");
        let mut wanted = vec![quoted(&words::of_site(self.site)), quoted(kind)];
        wanted.extend(tier.wanted.iter().map(|token| quoted(token)));
        if let Among::Documents(asked) = self.among {
            let tokens = [
                asked.form.as_deref().map(words::of_form),
                asked.issuer.as_deref().map(words::of_issuer),
                asked.year.map(|year| words::of_year(year.into())),
            ];
            wanted.extend(tokens.into_iter().flatten().map(|token| quoted(&token)));
        }
        if let Some((first, last)) = months {
            let months: Vec<String> = (first..=last)
                .map(|month| quoted(&words::of_month(kind, month)))
                .collect();
            wanted.push(format!("({})", months.join(or)));
        }
        let mut question = format!("({})", wanted.join(and));
        let unwanted: Vec<String> = tier.unwanted.iter().map(|token| quoted(token)).collect();
        if !unwanted.is_empty() {
            question.push_str(not);
            question.push_str(&format!("({})", unwanted.join(or)));
        }
        question
    }
}

fn numbers(some: &[Found]) -> String {
    let numbers: Vec<String> = some.iter().map(|one| one.number.to_string()).collect();
    serde_json::Value::from(numbers).to_string()
}
