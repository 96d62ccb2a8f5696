//! Writes a batch of hits in one transaction: all of it, and once.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use super::day_counts::{self, Sum};
use super::visitor::Visitor;
use super::{page_views, visitors};
use crate::clock::day_of;
use crate::context::Context;
use crate::on;
use crate::store::{Write, count, primary_code};

/// The most rows of a transaction: it goes before all forms that wait, and the one writer of SQLite is free for the next of them after some
/// tens of milliseconds.
pub const ROWS: usize = 2_000;

/// Hits, added up. Each list is sorted by the key of its table and names no key twice: replicas take their locks in one order
/// and never wait for each other in a ring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Who was on a site on a day.
    pub visits: Vec<Visitor>,
    /// When visitors were last seen.
    pub present: Vec<(Visitor, i64)>,
    /// The day on which all of them came.
    pub day: i64,
    /// Site, page, views.
    pub pages: Vec<(Arc<str>, String, i64)>,
    /// Site, day, views.
    pub days: Vec<(Arc<str>, i64, i64)>,
}

impl Batch {
    /// How many rows it is.
    #[must_use]
    pub fn rows(&self) -> usize {
        // A page is two: all its views, and those of the day.
        self.visits.len() + self.present.len() + 2 * self.pages.len() + self.days.len()
    }

    /// How many hits it is.
    #[must_use]
    pub fn hits(&self) -> u64 {
        let views = self.days.iter().map(|(_, _, views)| *views);
        count(views.sum())
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows() == 0
    }
}

/// Writes the batch, unless this replica has written this or a later number. False when it had.
///
/// `seq` grows with each batch of a replica, and a batch is written only after the one before it.
///
/// # Errors
/// When the database cannot be written. After a failed commit it may have been: write it again under the same number.
pub async fn write(
    context: &Context,
    replica: &str,
    seq: i64,
    batch: &Batch,
) -> Result<bool, sqlx::Error> {
    let start = Instant::now();
    let now_ms = context.clock.now_ms();
    let today = day_of(now_ms);
    let mut write = context.store.write_ahead_of_forms().await?;
    if !is_first(&mut write, replica, seq, now_ms).await? {
        return Ok(false);
    }
    let mut sums: BTreeMap<(&str, i64), Sum> = BTreeMap::new();
    for (site, day, views) in &batch.days {
        sums.entry((site, *day)).or_default().views += views;
    }
    // The keys of days before yesterday are gone, and so must be the names.
    let kept = |visitor: &Visitor| visitor.day >= today - 1;
    let visits: Vec<_> = batch.visits.iter().filter(|one| kept(one)).collect();
    let new_visits = visitors::add(&mut write, &visits).await?;
    for (site, day) in &new_visits {
        sums.entry((site, *day)).or_default().visits += 1;
    }
    let present: Vec<_> = batch.present.iter().filter(|one| kept(&one.0)).collect();
    visitors::see(&mut write, &present).await?;
    let days = (batch.day, today);
    let new_pages = page_views::add(&mut write, &context.settings, &batch.pages, days).await?;
    for site in &new_pages {
        sums.entry((site, today)).or_default().new_pages += 1;
    }
    day_counts::add(&mut write, &sums).await?;
    write.commit().await?;
    metrics::histogram!("bangtin_hits_flush_seconds").record(start.elapsed().as_secs_f64());
    Ok(true)
}

/// The first row of the transaction. Where the commit of an earlier try is still on its way, this waits for it.
async fn is_first(
    write: &mut Write,
    replica: &str,
    seq: i64,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let rows = on!(write, c => {
        let upsert = "INSERT INTO counted_batches (replica, seq, counted_ms) VALUES ($1, $2, $3) \
             ON CONFLICT (replica) DO UPDATE SET seq = excluded.seq, counted_ms = excluded.counted_ms \
             WHERE counted_batches.seq < excluded.seq";
        let upsert = sqlx::query(upsert).bind(replica).bind(seq).bind(now_ms);
        upsert.execute(c).await?.rows_affected()
    });
    Ok(rows > 0)
}

/// Whether the database said that these values can never be written, such as a text that its encoding lacks. Nothing of
/// the transaction was kept then.
pub(super) fn is_refused(error: &sqlx::Error) -> bool {
    // SQLite: too big, a constraint, a wrong type.
    if let Some(code) = primary_code(error) {
        return matches!(code, 18..=20);
    }
    // PostgreSQL's classes: data exceptions and integrity.
    let code = error.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code.starts_with("22") || code.starts_with("23"))
}
