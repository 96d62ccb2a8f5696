//! Deletes what need not be known any more: the names of visitors with their keys, 48 hours after the day began; how often each page was
//! opened on a day, after two years.

use super::Counting;
use crate::clock::day_of;
use crate::on;
use crate::store::{Connection, Store};

/// How long after they were last seen visitors stay in the table of those present. Longer than online lasts, because the
/// clocks of replicas differ.
const PRESENT_MS: i64 = 2 * super::ONLINE_MS;

/// How long the last batch of a replica that has ended is remembered.
const REPLICA_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// How many days it is known how often a page was opened on a day: two years, as the log of moderators.
const PAGE_DAYS_KEPT: i64 = 2 * 365;

/// Deletes, in small transactions, so that forms need not wait for it.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(counting: &Counting) -> Result<(), sqlx::Error> {
    let context = &counting.context;
    let now_ms = context.clock.now_ms();
    let first_day = day_of(now_ms) - 1;
    counting.salts.forget(first_day);
    counting.newcomers.forget(first_day);
    delete(&context.store, PRESENT, now_ms - PRESENT_MS).await?;
    delete(&context.store, VISITORS, first_day).await?;
    delete(&context.store, PAGES, day_of(now_ms) - PAGE_DAYS_KEPT).await?;
    let mut write = context.store.write().await?;
    on!(write, c => {
        let delete = "DELETE FROM visitor_salts WHERE day < $1";
        sqlx::query(delete).bind(first_day).execute(&mut *c).await?;
        let delete = "DELETE FROM counted_batches WHERE counted_ms < $1";
        sqlx::query(delete).bind(now_ms - REPLICA_MS).execute(c).await?;
    });
    write.commit().await
}

/// For SQLite and for PostgreSQL, where rows that another replica is writing or deleting are left for the next time:
/// this never waits for a row, so it has no part in a deadlock.
type Delete = (&'static str, &'static str);

const PRESENT: Delete = (
    "DELETE FROM present WHERE (day, site, visitor) IN \
     (SELECT day, site, visitor FROM present WHERE seen_ms < $1 LIMIT 2000)",
    "DELETE FROM present WHERE (day, site, visitor) IN \
     (SELECT day, site, visitor FROM present WHERE seen_ms < $1 LIMIT 2000 FOR UPDATE SKIP LOCKED)",
);

const VISITORS: Delete = (
    "DELETE FROM visitors WHERE (day, site, visitor) IN \
     (SELECT day, site, visitor FROM visitors WHERE day < $1 LIMIT 2000)",
    "DELETE FROM visitors WHERE (day, site, visitor) IN \
     (SELECT day, site, visitor FROM visitors WHERE day < $1 LIMIT 2000 FOR UPDATE SKIP LOCKED)",
);

const PAGES: Delete = (
    "DELETE FROM page_days WHERE (site, day, page) IN \
     (SELECT site, day, page FROM page_days WHERE day < $1 LIMIT 2000)",
    "DELETE FROM page_days WHERE (site, day, page) IN \
     (SELECT site, day, page FROM page_days WHERE day < $1 LIMIT 2000 FOR UPDATE SKIP LOCKED)",
);

async fn delete(store: &Store, (sqlite, postgres): Delete, before: i64) -> Result<(), sqlx::Error> {
    loop {
        let mut write = store.write().await?;
        let rows = match write.connection() {
            Connection::Sqlite(c) => {
                let delete = sqlx::query(sqlite).bind(before);
                delete.execute(c).await?.rows_affected()
            }
            Connection::Postgres(c) => {
                let delete = sqlx::query(postgres).bind(before);
                delete.execute(c).await?.rows_affected()
            }
        };
        write.commit().await?;
        if rows < 2_000 {
            return Ok(());
        }
    }
}
