//! One article is written: its row, its tags, the words it is found by.

use sqlx::AssertSqlSafe;

use crate::content::search::fill::{Indexed, index};
use crate::on;
use crate::store::{Connection, Write};
use crate::sums::{self, Shown};
use bangtin_feeds::prepare::Ready;
use bangtin_feeds::words;

/// The longest tag that is listed by, in characters: nobody can ask for a longer one, and PostgreSQL takes 2.7 KB into an index.
const LONGEST_TAG: usize = 400;

/// From where an article came.
#[derive(Clone, Copy, Debug)]
pub(in crate::content) struct Origin<'a> {
    pub site: &'a str,
    pub feed: &'a str,
    /// Whether what is new is news, and not all that there ever was.
    pub is_news: bool,
}

/// What the sums know an article by. PostgreSQL keeps others from changing it until the transaction has ended.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::content) async fn shown(
    write: &mut Write,
    site: &str,
    id: &str,
) -> Result<Option<Shown>, sqlx::Error> {
    const SHOWN: &str = concat!(
        "SELECT removed_ms, ",
        sums::columns!(),
        " FROM articles WHERE site = $1 AND id = $2"
    );
    Ok(match write.connection() {
        Connection::Sqlite(c) => {
            sqlx::query_as(SHOWN)
                .bind(site)
                .bind(id)
                .fetch_optional(c)
                .await?
        }
        Connection::Postgres(c) => {
            sqlx::query_as(AssertSqlSafe(format!("{SHOWN} FOR UPDATE")))
                .bind(site)
                .bind(id)
                .fetch_optional(c)
                .await?
        }
    })
}

/// Keeps an article as it is now.
///
/// # Errors
/// When the database cannot be written.
pub(in crate::content) async fn put(
    write: &mut Write,
    from: Origin<'_>,
    article: &Ready,
    place: i64,
    sums: &mut sums::Changes,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    // An article that changes stays where it was among those of its day, and one that is taken down stays so. When it was first seen
    // never changes.
    let upsert = "INSERT INTO articles (site, id, feed, url, published_ms, place, listed, issued_ms, category, category_name, tags, item, hash, updated_ms, source_id, source_hash, removed_ms, first_ms, form, issuer, effective_day, expires_day) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, NULL, $17, $18, $19, $20, $21) \
         ON CONFLICT (site, id) DO UPDATE SET feed = excluded.feed, url = excluded.url, published_ms = excluded.published_ms, \
         listed = excluded.listed, issued_ms = excluded.issued_ms, category = excluded.category, category_name = excluded.category_name, \
         tags = excluded.tags, item = excluded.item, hash = excluded.hash, updated_ms = excluded.updated_ms, source_id = excluded.source_id, source_hash = excluded.source_hash, \
         form = excluded.form, issuer = excluded.issuer, effective_day = excluded.effective_day, expires_day = excluded.expires_day, \
         left_ms = NULL, removed_ms = CASE WHEN articles.withheld_ms IS NULL THEN NULL ELSE articles.removed_ms END \
         RETURNING number, place, removed_ms";
    let category = article.category.as_ref();
    let filed = article.filed.as_ref();
    let (number, place, removed_ms): (i64, i64, Option<i64>) = on!(write, c => {
        sqlx::query_as(upsert)
            .bind(from.site)
            .bind(&article.id)
            .bind(from.feed)
            .bind(&article.url)
            .bind(article.published_ms)
            .bind(place)
            .bind(i64::from(article.listed))
            .bind(filed.map(|filed| filed.issued_ms))
            .bind(category.map(|category| &category.id))
            .bind(category.map(|category| &category.name))
            .bind(&article.tags)
            .bind(&article.item)
            .bind(&article.hash)
            .bind(now_ms)
            .bind(&article.source_id)
            .bind(&article.source_hash)
            .bind(if from.is_news { now_ms } else { 0 })
            .bind(filed.map(|filed| &filed.form))
            .bind(filed.map(|filed| &filed.issuer))
            .bind(filed.and_then(|filed| filed.effective_day))
            .bind(filed.map(|filed| filed.expires_day))
            .fetch_one(c)
            .await?
    });
    sums.add(&Shown::of(article, removed_ms));
    tag(write, from.site, article, place, number).await?;
    let indexed = Indexed {
        number,
        words: &article.words,
        site: from.site,
        published_ms: article.listed.then_some(article.published_ms),
        document: filed.map(|filed| words::Known {
            issued_ms: filed.issued_ms,
            form: filed.form.as_deref(),
            issuer: filed.issuer.as_deref(),
        }),
    };
    index(write, &indexed).await
}

/// Makes an article's tags known to the lists by tag.
async fn tag(
    write: &mut Write,
    site: &str,
    article: &Ready,
    place: i64,
    number: i64,
) -> Result<(), sqlx::Error> {
    let mut tags: Vec<&str> = article.tags.split('\n').collect();
    tags.retain(|tag| !tag.is_empty() && tag.chars().count() <= LONGEST_TAG);
    tags.sort_unstable();
    tags.dedup();
    on!(write, c => {
        sqlx::query("DELETE FROM article_tags WHERE number = $1").bind(number).execute(&mut *c).await?;
        for tag in tags {
            let insert = "INSERT INTO article_tags (site, tag, published_ms, place, number) VALUES ($1, $2, $3, $4, $5)";
            sqlx::query(insert).bind(site).bind(tag).bind(article.published_ms).bind(place).bind(number).execute(&mut *c).await?;
        }
    });
    Ok(())
}
