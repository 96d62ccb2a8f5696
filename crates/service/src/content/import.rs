//! One source is asked, and what it has is kept.

use std::collections::HashSet;
use std::fmt;
use std::time::Duration;

use serde_json::Value;

pub use super::fetch::Failure;
use super::guard::apart;
pub use super::keep::Changes;
use super::keep::{self, Known};
use super::prepare::{Course, ReadyPage, prepare, shape};
use super::state::{self, Held, When};
use super::walk::Walk;
use crate::app::App;
use crate::config::{Feed, FeedKind, SiteSettings};

/// The most time for a source, all its pages included.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// How an import went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing has changed at the source.
    Unchanged,
    /// It was read.
    Read(Report),
    /// Another replica is at it, or it is not due.
    NotNow,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many pages.
    pub pages: usize,
    /// What became of the articles.
    pub changes: Changes,
    /// One line for each item that was left out.
    pub dropped: Vec<String>,
    /// Whether there was more than we read.
    pub cut: bool,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unchanged => f.write_str("unchanged"),
            Self::NotNow => f.write_str("another process is importing it"),
            Self::Read(report) => {
                let Changes {
                    new,
                    changed,
                    same,
                    gone,
                    taken,
                } = report.changes;
                write!(
                    f,
                    "{} pages: {new} new, {changed} changed, {same} as they were, {gone} gone",
                    report.pages
                )?;
                if taken > 0 {
                    write!(f, ", {taken} left out because another source has their id")?;
                }
                if report.cut {
                    f.write_str("; there are more pages than are read")?;
                }
                for line in &report.dropped {
                    write!(f, "\n  {line}")?;
                }
                Ok(())
            }
        }
    }
}

/// Imports one source, whenever it was asked last.
///
/// # Errors
/// [`Failure`]; what was kept before stays.
pub async fn import(app: &App, site: &SiteSettings, feed: &Feed) -> Result<Outcome, Failure> {
    import_when(app, site, feed, When::Now).await
}

pub(super) async fn import_when(
    app: &App,
    site: &SiteSettings,
    feed: &Feed,
    when: When,
) -> Result<Outcome, Failure> {
    let now_ms = app.clock.now_ms();
    let taken = state::take(&app.store, &site.id, &feed.url, shape(feed), when, now_ms).await?;
    let Some(held) = taken else {
        return Ok(Outcome::NotNow);
    };
    let begun = std::time::Instant::now();
    let run = run(app, site, feed, &held);
    let outcome = tokio::time::timeout(PATIENCE, run).await;
    let outcome = outcome.unwrap_or(Err(Failure::Endless));
    let word = match &outcome {
        Ok(Outcome::Unchanged) => "unchanged",
        Ok(_) => "good",
        Err(failure) => failure.word(),
    };
    metrics::counter!("bangtin_imports_total", "site" => site.id.clone(), "outcome" => word)
        .increment(1);
    metrics::histogram!("bangtin_import_seconds").record(begun.elapsed().as_secs_f64());
    match &outcome {
        Ok(Outcome::Read(_)) => app.rendered.forget(),
        Ok(_) => {}
        Err(_) => held.bad(&app.store, Some(word)).await?,
    }
    outcome
}

async fn run(app: &App, site: &SiteSettings, feed: &Feed, held: &Held) -> Result<Outcome, Failure> {
    let mut walk = Walk::new(&app.outgoing, feed, app.settings.public_dir.as_deref());
    if walk.unchanged(&held.validators).await? {
        let mut write = app.store.write().await?;
        held.good(
            &mut write,
            None,
            &held.validators,
            held.whole_ms > 0,
            app.clock.now_ms(),
        )
        .await?;
        write.commit().await?;
        return Ok(Outcome::Unchanged);
    }
    let mut reading = Reading::begin(app, site, held).await?;
    while let Some(page) = walk.page().await? {
        let course = std::mem::take(&mut reading.course);
        let settings = feed.clone();
        let prepared = apart(move |deadline| {
            let mut course = course;
            prepare(page, &settings, &mut course, deadline).map(|page| (page, course))
        });
        let (page, course) = prepared.await?;
        reading.course = course;
        let fresh = reading.take(page).await?;
        // WordPress lists the last changed first: behind a page without news there is none.
        if walk.kind() == Some(FeedKind::Wordpress) && !fresh && held.whole_ms > 0 {
            return reading.end(&[], true, false).await;
        }
    }
    let complete = !walk.cut && walk.kind() == Some(FeedKind::JsonFeed);
    // All that is ever read of a blog with more posts than that has been read.
    let whole = !walk.cut || walk.kind() == Some(FeedKind::Wordpress);
    reading.report.cut = walk.cut;
    reading.end(&walk.validators, whole, complete).await
}

/// An import on its way.
struct Reading<'a> {
    app: &'a App,
    held: &'a Held,
    feeds: Vec<String>,
    known: Known,
    course: Course,
    present: HashSet<String>,
    first: Option<ReadyPage>,
    place: i64,
    report: Report,
}

impl<'a> Reading<'a> {
    async fn begin(app: &'a App, site: &SiteSettings, held: &'a Held) -> Result<Self, Failure> {
        Ok(Self {
            app,
            held,
            feeds: site.feeds.iter().map(|feed| feed.url.clone()).collect(),
            known: keep::known(&app.store, &site.id).await?,
            course: Course::default(),
            present: HashSet::new(),
            first: None,
            // What comes later stands before what was there; within a feed its own order holds.
            place: app.clock.now_ms().saturating_mul(100_000),
            report: Report::default(),
        })
    }

    /// Keeps a page; whether there was anything new in it.
    async fn take(&mut self, mut page: ReadyPage) -> Result<bool, Failure> {
        let emptied = self.report.pages == 0
            && page.items == 0
            && page.articles.is_empty()
            && page.next.is_none();
        if emptied && self.known.has_any(&self.held.url) {
            return Err(Failure::Empty);
        }
        let now_ms = self.app.clock.now_ms();
        let changes = keep::keep(
            &self.app.store,
            self.held,
            &self.known,
            &page.articles,
            self.place,
            &self.feeds,
            now_ms,
        )
        .await?;
        self.place -= i64::try_from(page.articles.len()).unwrap_or(0);
        self.present
            .extend(page.articles.drain(..).map(|article| article.id));
        self.report.pages += 1;
        self.report.changes.add(changes);
        self.report.dropped.append(&mut page.dropped);
        self.first.get_or_insert(page);
        Ok(changes.new + changes.changed > 0)
    }

    /// Ends it: what a complete source no longer has goes; what it says of itself is kept.
    async fn end(
        mut self,
        validators: &[super::fetch::Validator],
        whole: bool,
        complete: bool,
    ) -> Result<Outcome, Failure> {
        let store = &self.app.store;
        let now_ms = self.app.clock.now_ms();
        if complete {
            self.report.changes.gone =
                keep::remove_others(store, self.held, &self.known, &self.present, now_ms).await?;
        }
        let mut write = store.write().await?;
        self.held.hold(&mut write, now_ms).await?;
        let head: Option<&Value> = self.first.as_ref().map(|page| &page.head);
        if let Some(page) = &self.first {
            keep::keep_polls(&mut write, self.held, &page.polls).await?;
        }
        self.held
            .good(&mut write, head, validators, whole, now_ms)
            .await?;
        write.commit().await?;
        Ok(Outcome::Read(self.report))
    }
}

/// Forgets the sources of a site that the settings no longer name, once all that they name have been read.
///
/// # Errors
/// When the database cannot be written.
pub(crate) async fn forget_others(app: &App, site: &SiteSettings) -> Result<usize, sqlx::Error> {
    let feeds: Vec<String> = site.feeds.iter().map(|feed| feed.url.clone()).collect();
    if feeds.is_empty() || !state::all_good(&app.store, &site.id, &feeds).await? {
        return Ok(0);
    }
    let gone = keep::drop_other_feeds(&app.store, &site.id, &feeds, app.clock.now_ms()).await?;
    if gone > 0 {
        app.rendered.forget();
    }
    Ok(gone)
}
