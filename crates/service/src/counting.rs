//! Counts readers without knowing them.
//!
//! A *hit* is one page that was opened: a load, a return from the browser's memory of pages, or a further article in the
//! portal. Each hit is one *view* of the site, and of a page where it names one. A *visitor* is a reader on one day: an
//! address (of IPv6 its /64) and a user agent, which become a name of 96 bits through a key that lives two days
//! ([`salts`], [`visitor`]); one network brings so many new ones in a minute ([`newcomers`]). Visitors of a day are its *visits*: coming back counts again tomorrow. *Online* are visitors
//! seen in the last five minutes.
//!
//! Hits are added up in memory ([`buffer`]) and written every second ([`batch`]); the database decides who is new, so that
//! the sums of any number of replicas are exact. A hit that was answered with 204 is lost only when the process is killed
//! before the next write.
//!
//! Midnight in Viet Nam: someone who reads on is a visit of both days. So that nobody is online twice, hits of a day's
//! first five minutes are seen under yesterday's name as well, and online is counted by yesterday's names until those
//! minutes are over: then everybody who counts has a name of today.

pub mod agents;
pub mod batch;
pub mod buffer;
mod day_counts;
mod figures;
pub mod forget;
mod newcomers;
pub mod page;
mod page_views;
pub mod salts;
pub(crate) mod task;
pub mod visitor;
mod visitors;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::client_address::ClientAddress;
use crate::clock::{day_of, start_of};
use crate::context::Context;
use crate::problem::Problem;
use crate::random::random_id;

use batch::Batch;
use buffer::{Buffer, Hit};
use newcomers::Newcomers;
use page::PageKey;
use salts::Salts;

pub use figures::{counters, imported_views, views};

/// How long after a hit its visitor is online.
pub const ONLINE_MS: i64 = 5 * 60 * 1000;

/// The most rows that wait in memory. They need some 20 MB at most.
const CAPACITY: usize = 100_000;

/// What this replica has counted and not yet written.
pub struct Counting {
    context: Context,
    salts: Salts,
    newcomers: Newcomers,
    sites: Vec<Arc<str>>,
    buffer: Mutex<Buffer>,
    writer: tokio::sync::Mutex<Writer>,
}

/// Numbers the batches of this replica and keeps the one that is not surely written.
#[derive(Debug)]
struct Writer {
    replica: String,
    seq: i64,
    pending: Option<Batch>,
}

impl Counting {
    /// Nothing counted yet, under a replica name of its own.
    #[must_use]
    pub fn new(context: Context) -> Self {
        let settings = &context.settings;
        let sites = &settings.sites;
        Self {
            salts: Salts::default(),
            newcomers: Newcomers::new(&settings.limits),
            sites: sites.iter().map(|site| site.id.as_str().into()).collect(),
            buffer: Mutex::new(Buffer::new(CAPACITY, batch::ROWS)),
            writer: tokio::sync::Mutex::new(Writer {
                replica: random_id(),
                seq: 0,
                pending: None,
            }),
            context,
        }
    }

    fn buffer(&self) -> MutexGuard<'_, Buffer> {
        self.buffer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn site(&self, id: &str) -> Arc<str> {
        let known = self.sites.iter().find(|site| &***site == id);
        known.map_or_else(|| id.into(), Arc::clone)
    }

    /// Counts one hit, in memory: the database is asked only for the key of a new day.
    ///
    /// # Errors
    /// 503 when the buffer is full, when the service is ending, or when there is no key for today.
    pub async fn record(
        &self,
        site: &str,
        from: ClientAddress,
        agent: &[u8],
        page: Option<PageKey>,
    ) -> Result<(), Problem> {
        let context = &self.context;
        let now_ms = context.clock.now_ms();
        let day = day_of(now_ms);
        let salts = &self.salts;
        let name = |salt: salts::Salt| salt.visitor(site, from, agent);
        let visitor = name(salts.of(context, day).await?);
        let yesterday = if bridges(now_ms) {
            Some(name(salts.of(context, day - 1).await?))
        } else {
            None
        };
        let site = self.site(site);
        let counts = self.newcomers.admits(&site, from, day, visitor);
        let hit = Hit {
            site,
            now_ms,
            visitor: counts.then_some(visitor),
            yesterday: yesterday.filter(|_| counts),
            page,
        };
        let taken = self.buffer().add(hit);
        taken.map_err(|refusal| {
            metrics::counter!("bangtin_hits_dropped_total", "reason" => refusal.name())
                .increment(1);
            Problem::busy(2)
        })?;
        metrics::counter!("bangtin_hits_total").increment(1);
        Ok(())
    }

    /// Writes all hits that wait, in transactions of 2,000 rows. What fails is kept, and tried again the next time under the
    /// same number, so that it counts once even when its commit was lost on the way. What the database will never take is
    /// dropped, so that it does not stand before all other hits for ever.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn flush(&self) -> Result<(), sqlx::Error> {
        let context = &self.context;
        let mut writer = self.writer.lock().await;
        // What comes in meanwhile waits for the next time.
        let mut parts = self.buffer().parts();
        loop {
            if writer.pending.is_none() {
                if parts == 0 {
                    return Ok(());
                }
                parts -= 1;
                let batch = self.buffer().take(context.clock.now_ms());
                writer.seq += 1;
                writer.pending = Some(batch);
            }
            if let Some(batch) = &writer.pending {
                match batch::write(context, &writer.replica, writer.seq, batch).await {
                    Err(error) if batch::is_refused(&error) => {
                        let reason = "refused";
                        metrics::counter!("bangtin_hits_dropped_total", "reason" => reason)
                            .increment(batch.hits());
                        tracing::error!(%error, "the database will never take these hits; they are dropped");
                    }
                    other => drop(other?),
                }
            }
            writer.pending = None;
        }
    }
}

/// Whether yesterday's names are still used for who is online.
fn bridges(now_ms: i64) -> bool {
    now_ms - start_of(day_of(now_ms)) < ONLINE_MS
}
