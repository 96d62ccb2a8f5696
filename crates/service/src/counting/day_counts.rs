//! The sums of each day.

use std::collections::BTreeMap;

use super::visitors::json;
use crate::store::{Connection, Write};

/// What a batch adds to a day of a site.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) visits: i64,
    pub(super) views: i64,
    pub(super) new_pages: i64,
}

/// Adds to the sums. These rows are the ones that all replicas want, so they come last in the transaction.
pub(super) async fn add(
    write: &mut Write,
    sums: &BTreeMap<(&str, i64), Sum>,
) -> Result<(), sqlx::Error> {
    if sums.is_empty() {
        return Ok(());
    }
    match write.connection() {
        Connection::Sqlite(c) => {
            let upsert = "INSERT INTO day_counts (site, day, visits, views, new_pages) \
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each($1) WHERE true \
                 ON CONFLICT (site, day) DO UPDATE SET visits = day_counts.visits + excluded.visits, \
                 views = day_counts.views + excluded.views, new_pages = day_counts.new_pages + excluded.new_pages";
            let row = |((site, day), sum): (&(&str, i64), &Sum)| {
                (site.to_string(), *day, sum.visits, sum.views, sum.new_pages)
            };
            let rows = json(sums.iter().map(row));
            sqlx::query(upsert).bind(rows).execute(c).await?;
        }
        Connection::Postgres(c) => {
            let upsert = "INSERT INTO day_counts (site, day, visits, views, new_pages) \
                 SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) \
                 ON CONFLICT (site, day) DO UPDATE SET visits = day_counts.visits + excluded.visits, \
                 views = day_counts.views + excluded.views, new_pages = day_counts.new_pages + excluded.new_pages";
            let sites: Vec<&str> = sums.keys().map(|(site, _)| *site).collect();
            let days: Vec<i64> = sums.keys().map(|(_, day)| *day).collect();
            let column = |of: fn(&Sum) -> i64| sums.values().map(of).collect::<Vec<i64>>();
            let upsert = sqlx::query(upsert).bind(sites).bind(days);
            let upsert = upsert
                .bind(column(|sum| sum.visits))
                .bind(column(|sum| sum.views));
            upsert.bind(column(|sum| sum.new_pages)).execute(c).await?;
        }
    }
    Ok(())
}
