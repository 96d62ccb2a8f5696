//! Makes articles known to the index.

use bangtin_feeds::words::{Known, Words};
use sqlx::AssertSqlSafe;

use crate::background::Stop;
use crate::context::Context;
use crate::on;
use crate::store::{Connection, Write};

/// So many in one transaction: forms need not wait long for the writer.
const AT_ONCE: i64 = 50;

/// An article as the index sees it.
pub(in crate::content) struct Indexed<'a> {
    pub number: i64,
    pub words: &'a Words,
    pub site: &'a str,
    /// Absent where it stands in no list of articles.
    pub published_ms: Option<i64>,
    /// Absent where it has no document.
    pub document: Option<Known<'a>>,
}

#[derive(sqlx::FromRow)]
struct Old {
    number: i64,
    title: String,
    title_folded: String,
    words: String,
    words_folded: String,
    site: String,
    published_ms: i64,
    listed: i64,
    issued_ms: Option<i64>,
    form: Option<String>,
    issuer: Option<String>,
}

/// Makes an article's words known to the search.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::content) async fn index(
    write: &mut Write,
    article: &Indexed<'_>,
) -> Result<(), sqlx::Error> {
    let Indexed { number, words, .. } = article;
    let tokens = words.tokens(article.site, article.published_ms, article.document);
    match write.connection() {
        Connection::Sqlite(c) => {
            let upsert = "INSERT INTO article_words (number, title, title_folded, words, words_folded, shape) VALUES ($1, $2, $3, $4, $5, 1) \
                 ON CONFLICT (number) DO UPDATE SET title = excluded.title, title_folded = excluded.title_folded, \
                 words = excluded.words, words_folded = excluded.words_folded, shape = excluded.shape";
            sqlx::query(upsert)
                .bind(number)
                .bind(&words.title)
                .bind(&words.title_folded)
                .bind(&words.all)
                .bind(&words.all_folded)
                .execute(&mut *c)
                .await?;
            sqlx::query("DELETE FROM article_index WHERE rowid = $1")
                .bind(number)
                .execute(&mut *c)
                .await?;
            sqlx::query("INSERT INTO article_index (rowid, words) VALUES ($1, $2)")
                .bind(number)
                .bind(tokens.join(" "))
                .execute(&mut *c)
                .await?;
        }
        Connection::Postgres(c) => {
            let upsert = "INSERT INTO article_words (number, title, title_folded, words, words_folded, shape, tokens) \
                 VALUES ($1, $2, $3, $4, $5, 1, array_to_tsvector($6)) \
                 ON CONFLICT (number) DO UPDATE SET title = excluded.title, title_folded = excluded.title_folded, \
                 words = excluded.words, words_folded = excluded.words_folded, shape = excluded.shape, tokens = excluded.tokens";
            sqlx::query(upsert)
                .bind(number)
                .bind(&words.title)
                .bind(&words.title_folded)
                .bind(&words.all)
                .bind(&words.all_folded)
                .bind(&tokens)
                .execute(&mut *c)
                .await?;
        }
    }
    Ok(())
}

/// Brings up to date what an earlier version has indexed, the newest first; until then the search does not find it.
pub(crate) async fn keep_up(context: Context, mut stop: Stop) {
    let mut all = 0;
    loop {
        match some(&context).await {
            Ok(0) => break,
            Ok(done) => all += done,
            Err(error) => {
                tracing::warn!(%error, "the index of the search could not be brought up to date; it is tried again");
                if stop.within(std::time::Duration::from_secs(30)).await {
                    return;
                }
            }
        }
        if stop.within(std::time::Duration::from_millis(1)).await {
            return;
        }
    }
    if all > 0 {
        context.rendered.forget();
        tracing::info!(articles = all, "the index of the search is up to date");
    }
}

async fn some(context: &Context) -> Result<usize, sqlx::Error> {
    const OLD: &str = "SELECT w.number, w.title, w.title_folded, w.words, w.words_folded, a.site, a.published_ms, a.listed, a.issued_ms, a.form, a.issuer \
         FROM article_words w JOIN articles a ON a.number = w.number WHERE w.shape = 0 ORDER BY w.number DESC LIMIT $1";
    // An import may change it meanwhile, and another replica does the same. SQLite's only writer is alone.
    let select = if context.store.is_postgres() {
        format!("{OLD} FOR UPDATE OF w SKIP LOCKED")
    } else {
        OLD.to_owned()
    };
    let mut write = context.store.write().await?;
    let old: Vec<Old> =
        on!(write, c => sqlx::query_as(AssertSqlSafe(select)).bind(AT_ONCE).fetch_all(c).await?);
    for old in &old {
        let words = Words {
            title: old.title.clone(),
            title_folded: old.title_folded.clone(),
            all: old.words.clone(),
            all_folded: old.words_folded.clone(),
        };
        let article = Indexed {
            number: old.number,
            words: &words,
            site: &old.site,
            published_ms: (old.listed == 1).then_some(old.published_ms),
            document: old.issued_ms.map(|issued_ms| Known {
                issued_ms,
                form: old.form.as_deref(),
                issuer: old.issuer.as_deref(),
            }),
        };
        index(&mut write, &article).await?;
    }
    write.commit().await?;
    Ok(old.len())
}
