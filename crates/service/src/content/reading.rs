//! An import on its way: what a source sends is prepared and kept, page by page.

use std::collections::HashSet;

use serde_json::Value;

use bangtin_feeds::fetch::Validator;

use super::failure::Failure;
use super::fit::{Fit, hosts_in};
use super::import::{Changes, Outcome, Report};
use super::keep::{self, Keeping, Kept, Known};
use super::source_pages::{KeptPage, SourcePages};
use super::state::Held;
use crate::config::{Feed, SiteSettings};
use crate::context::Context;
use crate::moderation::held::{known_hosts, make_known};
use crate::on;
use bangtin_feeds::guard::apart;
use bangtin_feeds::prepare::{Course, Ready, ReadyPage, making, prepare};
use bangtin_feeds::walk::{SeenPage, SourcePage};

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
    pages: SourcePages,
    fit: Fit,
    /// Old articles whose text has changed, with their places.
    put_off: Vec<(Ready, i64)>,
    /// What its pages are made with.
    making: String,
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
        let making = making(feed.assigned().as_ref());
        fill_hosts(context, held).await?;
        let mut read = context.store.read().await?;
        let hosts = known_hosts(&mut read, &site.id).await?;
        drop(read);
        Ok(Self {
            fit: Fit::new(site, hosts, !held.read_before),
            put_off: Vec::new(),
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
            pages: SourcePages::default(),
            making,
        })
    }

    /// Takes what is known of the source's pages from the last time.
    pub(super) async fn remember(&mut self) -> Result<(), Failure> {
        self.pages = SourcePages::load(&self.context.store, self.held).await?;
        Ok(())
    }

    /// The page of this address as it was, where reading it again would change nothing as long as it is so.
    pub(super) fn before(&self, address: &str) -> Option<SeenPage> {
        let page = self.pages.before(address)?;
        let is_kept = page.is_kept(&self.known, self.held, &self.making);
        (is_kept && self.course.may_pass(&page.ids)).then(|| page.seen.clone())
    }

    /// Goes past a page that is as it was.
    pub(super) fn pass(&mut self, seen: SeenPage) {
        let Some(page) = self.pages.before(&seen.validator.page) else {
            return;
        };
        let page = page.again(seen);
        self.course.pass(&page.ids, page.last_ms);
        self.place -= i64::try_from(page.ids.len()).unwrap_or(0);
        self.report.pages += 1;
        self.report.changes.same += page.ids.len();
        self.present.extend(page.ids.iter().cloned());
        self.pages.add(Some(page));
    }

    /// Prepares a page of a walk, keeps it, and takes note of what it is known by the next time.
    pub(super) async fn walked(
        &mut self,
        page: SourcePage,
        seen: Option<SeenPage>,
    ) -> Result<(), Failure> {
        let page = self.made(page, true).await?;
        let ids = page.articles.iter().map(|article| article.id.clone());
        let sure = seen.zip(page.last_ms);
        let noted = sure.map(|(seen, last_ms)| (seen, last_ms, ids.collect()));
        self.keep(page).await?;
        self.pages.add(noted.and_then(|(seen, last_ms, ids)| {
            KeptPage::of(seen, ids, last_ms, &self.known, self.held, &self.making)
        }));
        Ok(())
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
        let keeping = Keeping {
            store: &self.context.store,
            held: self.held,
            feeds: &self.feeds,
            now_ms,
        };
        let (known, fit) = (&mut self.known, &mut self.fit);
        let kept = keeping.keep(known, fit, &page.articles, self.place).await?;
        let Changes {
            new, changed, held, ..
        } = kept.changes;
        self.note(kept);
        self.place -= i64::try_from(page.articles.len()).unwrap_or(0);
        self.present
            .extend(page.articles.drain(..).map(|article| article.id));
        self.report.dropped.append(&mut page.dropped);
        // Where the first is as it was, so is what it says of the source.
        if self.report.pages == 0 {
            self.first = Some(page);
        }
        self.report.pages += 1;
        Ok(new + changed + held > 0)
    }

    /// Takes note of what keeping has come to. What is put off is counted once it is kept.
    fn note(&mut self, mut kept: Kept) {
        kept.changes.changed = kept.changes.changed.saturating_sub(kept.put_off.len());
        self.report.changes.add(kept.changes);
        self.report.waits.append(&mut kept.waits);
        // WordPress may send one twice.
        let again = |id: &str| kept.put_off.iter().any(|(article, _)| article.id == id);
        self.put_off.retain(|(article, _)| !again(&article.id));
        self.put_off.append(&mut kept.put_off);
    }

    /// Keeps the old articles whose text has changed, or has all of them wait. Where it is we who make something else of them, none does.
    async fn keep_old(&mut self, now_ms: i64) -> Result<(), Failure> {
        let put_off = std::mem::take(&mut self.put_off);
        if put_off.is_empty() {
            return Ok(());
        }
        let may_wait = self.held.making == self.making;
        let keeping = Keeping {
            store: &self.context.store,
            held: self.held,
            feeds: &self.feeds,
            now_ms,
        };
        let (known, fit) = (&mut self.known, &mut self.fit);
        let kept = keeping.keep_old(known, fit, &put_off, may_wait).await?;
        let changed: Vec<&str> = put_off.iter().map(|(one, _)| one.id.as_str()).collect();
        self.pages
            .settle(&changed, &self.known, self.held, &self.making);
        self.note(kept);
        Ok(())
    }

    /// Ends it: what a complete source no longer has goes; what it says of itself is kept.
    pub(super) async fn end(mut self, end: End<'_>) -> Result<Outcome, Failure> {
        let store = &self.context.store;
        let now_ms = self.context.clock.now_ms();
        self.keep_old(now_ms).await?;
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
        self.held.made_by(&mut write, &self.making).await?;
        self.pages.save(&mut write, self.held).await?;
        self.held
            .good(&mut write, head, end.validators, end.whole, now_ms)
            .await?;
        write.commit().await?;
        Ok(Outcome::Read(self.report))
    }
}

/// Makes the hosts known to which the articles of a source lead that were kept before anybody took note of them.
async fn fill_hosts(context: &Context, held: &Held) -> Result<(), Failure> {
    if !held.making.is_empty() || !held.read_before {
        return Ok(());
    }
    let mut read = context.store.read().await?;
    let items: Vec<String> = on!(read, c => {
        let select = "SELECT item FROM articles WHERE site = $1 AND feed = $2 AND removed_ms IS NULL";
        sqlx::query_scalar(select).bind(&held.site).bind(&held.url).fetch_all(c).await?
    });
    drop(read);
    let hosts: Vec<String> = items.iter().flat_map(|item| hosts_in(item)).collect();
    let mut write = context.store.write().await?;
    make_known(&mut write, &held.site, hosts.iter().map(String::as_str)).await?;
    write.commit().await?;
    Ok(())
}
