//! An import on its way: what a source sends is prepared and kept, page by page.

use std::collections::HashSet;

use serde_json::Value;

use bangtin_feeds::fetch::Validator;

use super::failure::Failure;
use super::import::{Outcome, Report};
use super::keep::{self, Known};
use super::state::Held;
use crate::config::{Feed, SiteSettings};
use crate::context::Context;
use bangtin_feeds::guard::apart;
use bangtin_feeds::prepare::{Course, ReadyPage, prepare};
use bangtin_feeds::walk::SourcePage;

/// An import on its way.
pub(super) struct Reading<'a> {
    pub context: &'a Context,
    pub held: &'a Held,
    pub feed: &'a Feed,
    /// The sources that the settings name.
    pub feeds: Vec<String>,
    pub known: Known,
    pub report: Report,
    /// The ids that the source has, as far as it was read.
    pub present: HashSet<String>,
    course: Course,
    first: Option<ReadyPage>,
    place: i64,
}

/// How an import ended.
#[derive(Debug)]
pub(super) struct End<'a> {
    /// What the pages had; empty where that tells nothing.
    pub validators: &'a [Validator],
    /// Whether the source was read to its end.
    pub whole: bool,
    /// Whether what is not present has left the source.
    pub complete: bool,
    /// How far it has come, for a source that is read by what has changed.
    pub progress: Option<String>,
}

impl<'a> Reading<'a> {
    pub(super) async fn begin(
        context: &'a Context,
        site: &SiteSettings,
        feed: &'a Feed,
        held: &'a Held,
    ) -> Result<Self, Failure> {
        Ok(Self {
            context,
            held,
            feed,
            feeds: site.feeds.iter().map(|feed| feed.url.clone()).collect(),
            known: keep::known(&context.store, &site.id).await?,
            course: Course::at(context.clock.now_ms()),
            present: HashSet::new(),
            first: None,
            // What comes later stands before what was there; within a feed its own order holds.
            place: context.clock.now_ms().saturating_mul(100_000),
            report: Report::default(),
        })
    }

    /// Prepares a page and keeps it; whether there was anything new in it.
    pub(super) async fn page(&mut self, page: SourcePage) -> Result<bool, Failure> {
        let page = self.made(page, true).await?;
        self.keep(page).await
    }

    /// Makes a page ready to be kept.
    pub(super) async fn prepared(&mut self, page: SourcePage) -> Result<ReadyPage, Failure> {
        self.made(page, false).await
    }

    /// Of what is as it was nothing is made where that is `sparing`.
    async fn made(&mut self, page: SourcePage, sparing: bool) -> Result<ReadyPage, Failure> {
        let mut course = std::mem::take(&mut self.course);
        let known = std::mem::take(&mut self.known);
        let category = self.feed.assigned();
        let url = self.held.url.clone();
        let prepared = apart(move |deadline| {
            let before = |id: &str| known.before(id, &url).filter(|_| sparing);
            let page = prepare(page, category.as_ref(), &mut course, &before, deadline)?;
            Ok((page, course, known))
        });
        let (page, course, known) = prepared.await?;
        self.course = course;
        self.known = known;
        Ok(page)
    }

    /// The next page may have articles again that an earlier one had.
    pub(super) fn anew(&mut self) {
        self.course = Course::at(self.context.clock.now_ms());
    }

    /// Keeps a page; whether there was anything new in it.
    pub(super) async fn keep(&mut self, mut page: ReadyPage) -> Result<bool, Failure> {
        let emptied = self.report.pages == 0
            && page.items == 0
            && page.articles.is_empty()
            && page.next.is_none();
        if emptied && self.known.has_any(&self.held.url) {
            return Err(Failure::Empty);
        }
        let now_ms = self.context.clock.now_ms();
        let changes = keep::keep(
            &self.context.store,
            self.held,
            &mut self.known,
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
    pub(super) async fn end(mut self, end: End<'_>) -> Result<Outcome, Failure> {
        let store = &self.context.store;
        let now_ms = self.context.clock.now_ms();
        if end.complete {
            self.report.changes.gone =
                keep::remove_others(store, self.held, &self.known, &self.present, now_ms).await?;
        }
        let mut write = store.write().await?;
        self.held.hold(&mut write, now_ms).await?;
        let head: Option<&Value> = self.first.as_ref().map(|page| &page.head);
        if let Some(page) = &self.first {
            keep::keep_polls(&mut write, self.held, &page.polls).await?;
        }
        let progress = end.progress.unwrap_or_default();
        self.held.go_on(&mut write, &progress).await?;
        self.held
            .good(&mut write, head, end.validators, end.whole, now_ms)
            .await?;
        write.commit().await?;
        Ok(Outcome::Read(self.report))
    }
}
