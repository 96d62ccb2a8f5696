//! Sources are asked again and again, each in its own time, so that a slow one delays no other.

use std::time::Duration;

use tokio::task::JoinSet;

use super::import::{self, Outcome};
use super::state::{self, When};
use crate::background::{Stop, kept};
use crate::config::{Feed, SiteSettings};
use crate::context::Context;
use bangtin_feeds::fetch::Location;

/// How often it is looked whether a source is due. A file is looked at each time: that costs nothing.
const LOOK: Duration = Duration::from_secs(15);
/// Replicas that start together do not ask all at once.
const FIRST: Duration = Duration::from_millis(50);

/// Asks all sources when they are due, at once those that were never read, until the end.
pub(crate) fn run(context: Context, stop: Stop) -> impl Future<Output = ()> {
    // Now, not when the task comes to run: what is held from here on is held by us.
    let started_ms = context.clock.now_ms();
    keep_on(context, stop, started_ms)
}

async fn keep_on(context: Context, mut stop: Stop, started_ms: i64) {
    if !context.store.is_postgres()
        && let Err(error) = state::free(&context.store, started_ms).await
    {
        tracing::warn!(%error, "sources cannot be freed");
    }
    let mut sources = JoinSet::new();
    for site in &context.settings.sites {
        for feed in site.feeds.iter().filter(|feed| feed.every_minutes > 0) {
            let source = (context.clone(), site.clone(), feed.clone(), stop.clone());
            sources.spawn(kept("source", stop.clone(), move || {
                let (context, site, feed, stop) = source.clone();
                follow(context, site, feed, stop)
            }));
        }
    }
    stop.ended().await;
    while sources.join_next().await.is_some() {}
}

async fn follow(context: Context, site: SiteSettings, feed: Feed, mut stop: Stop) {
    let mut wait = FIRST;
    while !stop.within(wait).await {
        wait = LOOK;
        let mut end = stop.clone();
        tokio::select! {
            // What was read stays; who comes next reads it anew.
            () = end.ended() => break,
            () = once(&context, &site, &feed) => {}
        }
    }
}

async fn once(context: &Context, site: &SiteSettings, feed: &Feed) {
    let every = Duration::from_secs(u64::from(feed.every_minutes) * 60);
    let location = Location::of(&feed.url);
    let when = match location {
        Location::File(_) => When::Due(i64::try_from(LOOK.as_millis()).unwrap_or(0) / 2),
        Location::Address(_) => When::Due(i64::try_from(every.as_millis()).unwrap_or(i64::MAX)),
    };
    match import::import_when(context, site, feed, when).await {
        Ok(outcome @ Outcome::Read(_)) => {
            tracing::info!(site = site.id, feed = location.shown(), %outcome, "imported")
        }
        Ok(Outcome::Unchanged | Outcome::NotNow) => {}
        Err(failure) => {
            tracing::warn!(site = site.id, feed = location.shown(), %failure, "a source could not be read; what it had stays")
        }
    }
    if let Err(error) = import::forget_others(context, site).await {
        tracing::warn!(%error, "sources that are no longer named could not be forgotten");
    }
}
