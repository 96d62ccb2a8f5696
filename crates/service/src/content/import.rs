//! One source is asked, and what it has is kept.

use std::fmt;
use std::time::Duration;

pub use super::failure::Failure;
use super::keep;
pub use super::keep::Changes;
use super::reading::{End, Reading};
use super::state::{self, Held, When};
use super::wordpress;
use crate::config::{Feed, FeedKind, SiteSettings};
use crate::context::Context;
use bangtin_feeds::fetch::Fetcher;
use bangtin_feeds::prepare::shape;
use bangtin_feeds::walk::{Step, Walk};

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
    /// One line for each version that waits for a person from now on.
    pub waits: Vec<String>,
    /// Whether there was more than we read.
    pub cut: bool,
    /// Whether its list changed under our hands, so that we do not know that we saw all of it.
    pub unsettled: bool,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unchanged => f.write_str("unchanged"),
            Self::NotNow => f.write_str("it is being imported already"),
            Self::Read(report) => {
                let Changes {
                    new,
                    changed,
                    same,
                    gone,
                    taken,
                    held,
                    waiting,
                } = report.changes;
                write!(
                    f,
                    "{} pages: {new} new, {changed} changed, {same} as they were, {gone} gone",
                    report.pages
                )?;
                if taken > 0 {
                    write!(f, ", {taken} left out because another source has their id")?;
                }
                if held > 0 {
                    write!(f, ", {held} wait for a person")?;
                }
                if waiting > 0 {
                    write!(f, ", {waiting} that waited already, or were kept out")?;
                }
                if report.cut {
                    f.write_str("; there are more pages than are read")?;
                }
                if report.unsettled {
                    f.write_str(
                        "; its list changed while it was read: it is read again the next time",
                    )?;
                }
                for line in &report.dropped {
                    write!(f, "\n  {line}")?;
                }
                for line in &report.waits {
                    write!(f, "\n  waits: {line}")?;
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
pub async fn import(
    context: &Context,
    site: &SiteSettings,
    feed: &Feed,
) -> Result<Outcome, Failure> {
    import_when(context, site, feed, When::Now).await
}

pub(super) async fn import_when(
    context: &Context,
    site: &SiteSettings,
    feed: &Feed,
    when: When,
) -> Result<Outcome, Failure> {
    let now_ms = context.clock.now_ms();
    let taken = state::take(
        &context.store,
        &site.id,
        &feed.url,
        shape(feed.assigned().as_ref()),
        when,
        now_ms,
    )
    .await?;
    let Some(held) = taken else {
        return Ok(Outcome::NotNow);
    };
    let begun = std::time::Instant::now();
    let run = run(context, site, feed, &held);
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
        Ok(Outcome::Read(_)) => context.rendered.forget(),
        Ok(_) => {}
        Err(_) => held.bad(&context.store, Some(word)).await?,
    }
    outcome
}

async fn run(
    context: &Context,
    site: &SiteSettings,
    feed: &Feed,
    held: &Held,
) -> Result<Outcome, Failure> {
    let fetcher = Fetcher::new(&context.outgoing);
    let mut walk = Walk::new(
        &context.outgoing,
        &feed.url,
        feed.kind,
        context.settings.public_dir.as_deref(),
    );
    if let Some(blog) =
        wordpress::expected(&fetcher, &feed.url, feed.kind, &wordpress::endpoint(held)).await?
    {
        return wordpress::read(Reading::begin(context, site, feed, held).await?, blog).await;
    }
    if walk.unchanged(&held.validators).await? {
        let mut write = context.store.write().await?;
        held.good(
            &mut write,
            None,
            &held.validators,
            held.whole_ms > 0,
            context.clock.now_ms(),
        )
        .await?;
        write.commit().await?;
        return Ok(Outcome::Unchanged);
    }
    let mut reading = Reading::begin(context, site, feed, held).await?;
    reading.remember().await?;
    loop {
        let before = walk.ahead().and_then(|page| reading.before(&page));
        match walk.step(before).await? {
            Step::Page(page, seen) => reading.walked(page, seen).await?,
            Step::Same(page) => reading.pass(page),
            Step::Wordpress(page) => {
                let blog = wordpress::behind(&fetcher, &feed.url, page).await?;
                return wordpress::read(reading, blog).await;
            }
            Step::End => break,
        };
    }
    reading.report.cut = walk.cut;
    let end = End {
        validators: &walk.validators,
        whole: !walk.cut,
        complete: !walk.cut && walk.kind() == Some(FeedKind::JsonFeed),
        progress: None,
    };
    reading.end(end).await
}

/// Forgets the sources of a site that the settings no longer name, once all that they name have been read.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_others(context: &Context, site: &SiteSettings) -> Result<usize, sqlx::Error> {
    let feeds: Vec<String> = site.feeds.iter().map(|feed| feed.url.clone()).collect();
    if feeds.is_empty() || !state::all_good(&context.store, &site.id, &feeds).await? {
        return Ok(0);
    }
    let gone =
        keep::drop_other_feeds(&context.store, &site.id, &feeds, context.clock.now_ms()).await?;
    if gone > 0 {
        context.rendered.forget();
    }
    Ok(gone)
}
