//! Hits of the last second, added up: a thousand hits of one reader on one page are five rows.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use super::batch::Batch;
use super::page::PageKey;
use super::visitor::{Name, Visitor};
use crate::clock::day_of;

/// How long after a visitor was written the next writing is due.
const RENEWED_MS: u64 = 60 * 1000;

/// The most visitors that are remembered as just written. Further ones are written with each of their hits.
const RECENT: usize = 100_000;

/// One page that was opened.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Where.
    pub site: Arc<str>,
    /// When.
    pub now_ms: i64,
    /// By whom; nobody where a network brings more new visitors than one may.
    pub visitor: Option<Name>,
    /// The same by yesterday's key, in the first minutes of a day.
    pub yesterday: Option<Name>,
    /// Which article.
    pub page: Option<PageKey>,
}

/// When a visitor was last seen, and whether that was a visit on the visitor's day: after midnight yesterday's visitors are
/// seen without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub last_ms: i64,
    /// Whether the day counts a visit.
    pub visit: bool,
}

/// Why a hit was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The database has not taken anything for long.
    Full,
    /// The service is ending.
    Closed,
}

/// What waits to be written, in parts that are each written in one transaction. A hit is wholly in one part, and a part has hits of one day. All together are
/// bounded: what would need a row more is refused.
#[derive(Debug)]
pub struct Buffer {
    capacity: usize,
    part_rows: usize,
    rows: usize,
    closed: bool,
    parts: VecDeque<Part>,
    recent: HashMap<Visitor, Seen>,
    swept_ms: i64,
}

#[derive(Debug, Default)]
struct Part {
    day: i64,
    visitors: BTreeMap<Visitor, Seen>,
    pages: BTreeMap<(Arc<str>, String), i64>,
    days: BTreeMap<(Arc<str>, i64), i64>,
}

/// A hit, as it is added up.
struct Addition {
    site: (Arc<str>, i64),
    page: Option<(Arc<str>, String)>,
    /// When a writing is due: the visitor, and the same by yesterday's key.
    visitors: Vec<(Visitor, Seen)>,
}

impl Refusal {
    /// Its name in metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Closed => "ending",
        }
    }
}

impl Buffer {
    /// Empty, for so many rows, of which so many make a transaction.
    #[must_use]
    pub fn new(capacity: usize, part_rows: usize) -> Self {
        Self {
            capacity,
            part_rows,
            rows: 0,
            closed: false,
            parts: VecDeque::new(),
            recent: HashMap::new(),
            swept_ms: 0,
        }
    }

    /// Counts a hit, wholly or not at all.
    ///
    /// # Errors
    /// [`Refusal`]
    pub fn add(&mut self, hit: Hit) -> Result<(), Refusal> {
        if self.closed {
            return Err(Refusal::Closed);
        }
        let addition = self.addition(hit);
        let (_, day) = addition.site;
        let last = self.parts.back().filter(|part| part.day == day);
        let mut rows = last.map_or(usize::MAX, |part| part.rows_for(&addition));
        if last.is_none_or(|part| rows > 0 && part.rows() + rows > self.part_rows) {
            let part = Part {
                day,
                ..Part::default()
            };
            rows = part.rows_for(&addition);
            if self.rows + rows <= self.capacity {
                self.parts.push_back(part);
            }
        }
        if rows > 0 && self.rows + rows > self.capacity {
            return Err(Refusal::Full);
        }
        for (visitor, seen) in &addition.visitors {
            if self.recent.len() < RECENT || self.recent.contains_key(visitor) {
                self.recent.insert(visitor.clone(), *seen);
            }
        }
        if let Some(part) = self.parts.back_mut() {
            part.add(addition);
        }
        self.rows += rows;
        Ok(())
    }

    /// Takes out the oldest part; empty when nothing waits.
    pub fn take(&mut self, now_ms: i64) -> Batch {
        self.sweep(now_ms);
        let part = self.parts.pop_front().unwrap_or_default();
        self.rows -= part.rows();
        part.batch()
    }

    /// Refuses all further hits.
    pub fn close(&mut self) {
        self.closed = true;
    }

    /// How many rows wait.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many parts wait.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    fn addition(&self, hit: Hit) -> Addition {
        let day = day_of(hit.now_ms);
        let named = |day, name| Visitor {
            day,
            site: hit.site.clone(),
            name,
        };
        let seen = |visit| Seen {
            last_ms: hit.now_ms,
            visit,
        };
        let today = hit.visitor.map(|name| (named(day, name), seen(true)));
        let yesterday = hit
            .yesterday
            .map(|name| (named(day - 1, name), seen(false)));
        // Each by itself: a clock that is set back makes a day early again, after today's visitor was written.
        let visitors = today.into_iter().chain(yesterday);
        let visitors = visitors.filter(|(visitor, seen)| self.is_due(visitor, *seen));
        let visitors = visitors.collect();
        Addition {
            page: hit.page.map(|page| (hit.site.clone(), page.into_string())),
            site: (hit.site, day),
            visitors,
        }
    }

    /// A clock that was set back makes it due as well, and a visit of whom only the presence was written.
    fn is_due(&self, visitor: &Visitor, seen: Seen) -> bool {
        self.recent.get(visitor).is_none_or(|written| {
            seen.last_ms.abs_diff(written.last_ms) >= RENEWED_MS || seen.visit && !written.visit
        })
    }

    fn sweep(&mut self, now_ms: i64) {
        if now_ms.abs_diff(self.swept_ms) >= RENEWED_MS {
            self.swept_ms = now_ms;
            let is_recent = |written: &Seen| now_ms.abs_diff(written.last_ms) < RENEWED_MS;
            self.recent.retain(|_, written| is_recent(written));
        }
    }
}

impl Part {
    /// A visitor is at most two: a visit, and when it was seen. A page is two: all its views, and those of the day.
    fn rows(&self) -> usize {
        self.days.len() + 2 * (self.pages.len() + self.visitors.len())
    }

    fn rows_for(&self, addition: &Addition) -> usize {
        let visitors = addition.visitors.iter();
        let visitors = visitors.filter(|(visitor, _)| !self.visitors.contains_key(visitor));
        let page = addition.page.as_ref();
        usize::from(!self.days.contains_key(&addition.site))
            + 2 * usize::from(page.is_some_and(|page| !self.pages.contains_key(page)))
            + 2 * visitors.count()
    }

    fn add(&mut self, addition: Addition) {
        *self.days.entry(addition.site).or_default() += 1;
        if let Some(page) = addition.page {
            *self.pages.entry(page).or_default() += 1;
        }
        for (visitor, seen) in addition.visitors {
            let known = self.visitors.entry(visitor).or_insert(seen);
            known.last_ms = known.last_ms.max(seen.last_ms);
            known.visit |= seen.visit;
        }
    }

    /// Sorted, as the maps are.
    fn batch(self) -> Batch {
        let mut batch = Batch {
            day: self.day,
            ..Batch::default()
        };
        let days = self.days.into_iter();
        batch.days = days
            .map(|((site, day), views)| (site, day, views))
            .collect();
        let pages = self.pages.into_iter();
        batch.pages = pages
            .map(|((site, page), views)| (site, page, views))
            .collect();
        for (visitor, seen) in self.visitors {
            if seen.visit {
                batch.visits.push(visitor.clone());
            }
            batch.present.push((visitor, seen.last_ms));
        }
        batch
    }
}

#[cfg(test)]
mod tests;
