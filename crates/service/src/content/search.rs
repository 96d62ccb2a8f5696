//! Search without diacritics: `dan van` finds `dân vận`.
//!
//! The database's index only finds what has all the words. Which comes first is our own rule, so that both databases agree:
//! the phrase with its marks, then in the title, then the phrase without marks, then all words somewhere; among equals the newest.

use sqlx::AssertSqlSafe;

use super::Cursor;
use super::list::{Listing, Row};
use crate::store::{Connection, Read};
use bangtin_feeds::words::Question;

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// Articles.
    Articles,
    /// Official documents.
    Documents,
}

/// What fits the words that were typed, the best first. Whatever was typed is words, never syntax.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn search(
    read: &mut Read,
    site: &str,
    typed: &str,
    among: Among,
    from: Cursor,
    limit: usize,
) -> Result<Listing, sqlx::Error> {
    let Some(question) = Question::new(typed) else {
        return Ok(Listing::default());
    };
    let more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let rows: Vec<Row> = match read.connection() {
        Connection::Sqlite(c) => {
            let words: Vec<String> = question
                .words()
                .iter()
                .map(|word| format!("\"{word}\""))
                .collect();
            let statement = statement(
                "article_index CROSS JOIN articles a CROSS JOIN article_words w",
                "article_index MATCH $4 AND a.number = article_index.rowid",
                "instr",
                among,
            );
            sqlx::query_as(AssertSqlSafe(statement))
                .bind(site)
                .bind(&question.phrase)
                .bind(&question.folded)
                .bind(words.join(" "))
                .bind(from.tier)
                .bind(from.ms)
                .bind(from.place)
                .bind(from.number)
                .bind(more)
                .fetch_all(c)
                .await?
        }
        Connection::Postgres(c) => {
            let words: Vec<String> = question
                .words()
                .iter()
                .map(|word| format!("'{word}'"))
                .collect();
            let statement = statement(
                "article_words w, articles a",
                "w.tokens @@ CAST($4 AS tsquery)",
                "strpos",
                among,
            );
            sqlx::query_as(AssertSqlSafe(statement))
                .bind(site)
                .bind(&question.phrase)
                .bind(&question.folded)
                .bind(words.join(" & "))
                .bind(from.tier)
                .bind(from.ms)
                .bind(from.place)
                .bind(from.number)
                .bind(more)
                .fetch_all(c)
                .await?
        }
    };
    Ok(Listing::of(rows, limit))
}

/// The statement: only constants of ours are put together. Only what is shown is read whole. `CROSS JOIN` has SQLite ask its index
/// first, which knows how few fit; PostgreSQL knows by itself.
fn statement(tables: &str, found: &str, at: &str, among: Among) -> String {
    let (ms, which) = match among {
        Among::Articles => ("a.published_ms", "a.listed = 1"),
        Among::Documents => ("a.issued_ms", "a.issued_ms IS NOT NULL"),
    };
    format!(
        "SELECT articles.item, best.tier, best.ms, best.place, best.number FROM ( \
           SELECT tier, ms, place, number FROM ( \
             SELECT {ms} AS ms, a.place, a.number, CAST(CASE \
               WHEN {at}(w.title, $2) > 0 THEN 0 WHEN {at}(w.words, $2) > 0 THEN 1 \
               WHEN {at}(w.title_folded, $3) > 0 THEN 2 WHEN {at}(w.words_folded, $3) > 0 THEN 3 ELSE 4 END AS BIGINT) AS tier \
             FROM {tables} \
             WHERE {found} AND w.number = a.number AND a.site = $1 AND {which} AND a.removed_ms IS NULL) AS fitting \
           WHERE tier > $5 OR (tier = $5 AND (ms, place, number) < ($6, $7, $8)) \
           ORDER BY tier, ms DESC, place DESC, number DESC LIMIT $9) AS best \
         JOIN articles ON articles.number = best.number \
         ORDER BY best.tier, best.ms DESC, best.place DESC, best.number DESC"
    )
}
