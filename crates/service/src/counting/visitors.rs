//! The tables of visitors: who came on a day, and when they were last seen.

use super::visitor::Visitor;
use crate::store::{Connection, Write};

/// Adds visitors; the site and the day of each who was not there yet. Two replicas that add one at the same time: the
/// second waits for the first and finds the row.
pub(super) async fn add(
    write: &mut Write,
    visitors: &[&Visitor],
) -> Result<Vec<(String, i64)>, sqlx::Error> {
    if visitors.is_empty() {
        return Ok(Vec::new());
    }
    match write.connection() {
        Connection::Sqlite(c) => {
            let insert = "INSERT INTO visitors (day, site, visitor) \
                 SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1) WHERE true \
                 ON CONFLICT DO NOTHING RETURNING site, day";
            let rows = visitors.iter().map(|v| (v.day, &*v.site, v.name.text()));
            sqlx::query_as(insert).bind(json(rows)).fetch_all(c).await
        }
        Connection::Postgres(c) => {
            let insert = "INSERT INTO visitors (day, site, visitor) \
                 SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[]) \
                 ON CONFLICT DO NOTHING RETURNING site, day";
            let (days, sites, names) = columns(visitors.iter().copied());
            let insert = sqlx::query_as(insert).bind(days).bind(sites).bind(names);
            insert.fetch_all(c).await
        }
    }
}

/// Moves on when these were last seen, never back: replicas differ by a little in what time it is.
pub(super) async fn see(write: &mut Write, present: &[&(Visitor, i64)]) -> Result<(), sqlx::Error> {
    if present.is_empty() {
        return Ok(());
    }
    match write.connection() {
        Connection::Sqlite(c) => {
            let upsert = "INSERT INTO present (day, site, visitor, seen_ms) \
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each($1) WHERE true \
                 ON CONFLICT (day, site, visitor) DO UPDATE SET seen_ms = excluded.seen_ms \
                 WHERE present.seen_ms < excluded.seen_ms";
            let rows = present
                .iter()
                .map(|(v, seen_ms)| (v.day, &*v.site, v.name.text(), seen_ms));
            sqlx::query(upsert).bind(json(rows)).execute(c).await?;
        }
        Connection::Postgres(c) => {
            let upsert = "INSERT INTO present (day, site, visitor, seen_ms) \
                 SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[]) \
                 ON CONFLICT (day, site, visitor) DO UPDATE SET seen_ms = excluded.seen_ms \
                 WHERE present.seen_ms < excluded.seen_ms";
            let (days, sites, names) = columns(present.iter().map(|(visitor, _)| visitor));
            let seen: Vec<i64> = present.iter().map(|(_, seen_ms)| *seen_ms).collect();
            let upsert = sqlx::query(upsert).bind(days).bind(sites).bind(names);
            upsert.bind(seen).execute(c).await?;
        }
    }
    Ok(())
}

fn columns<'a>(
    visitors: impl Iterator<Item = &'a Visitor>,
) -> (Vec<i64>, Vec<&'a str>, Vec<String>) {
    let (mut days, mut sites, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for visitor in visitors {
        days.push(visitor.day);
        sites.push(&*visitor.site);
        names.push(visitor.name.text());
    }
    (days, sites, names)
}

/// Rows for `json_each`. Text and numbers always become JSON.
pub(super) fn json<T: serde::Serialize>(rows: impl Iterator<Item = T>) -> String {
    let rows: Vec<T> = rows.collect();
    serde_json::to_string(&rows).unwrap_or_default()
}
