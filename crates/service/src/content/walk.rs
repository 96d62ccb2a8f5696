//! The pages of a source, one after the other.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use super::base::Base;
use super::fetch::{Failure, Fetched, Fetcher, Place, Validator};
use super::formats::{self, wordpress};
use super::guard::apart;
use crate::config::{Feed, FeedKind};
use crate::outgoing::Outgoing;

/// The most pages of one source.
const MOST_PAGES: usize = 200;

/// A page of a source, as JSON Feed.
#[derive(Debug)]
pub(super) struct SourcePage {
    pub feed: Value,
    /// One line for each item that could not be read.
    pub dropped: Vec<String>,
    pub base: Base,
}

/// A source that is being read.
pub(super) struct Walk<'a> {
    fetcher: Fetcher,
    feed: &'a Feed,
    public: Option<&'a Path>,
    kind: Option<FeedKind>,
    next: Option<Place>,
    first: Option<Fetched>,
    asked: HashSet<String>,
    number: u32,
    /// What the pages had, so far.
    pub validators: Vec<Validator>,
    /// Whether there were more pages than we read.
    pub cut: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(outgoing: &Outgoing, feed: &'a Feed, public: Option<&'a Path>) -> Self {
        Self {
            fetcher: Fetcher::new(outgoing),
            feed,
            public,
            kind: feed.kind,
            next: Some(Place::of(&feed.url)),
            first: None,
            asked: HashSet::new(),
            number: 0,
            validators: Vec::new(),
            cut: false,
        }
    }

    /// Whether all pages are as they were. Where the first is not, it has come with the answer and is not asked for again.
    ///
    /// # Errors
    /// [`Failure`]
    pub(super) async fn unchanged(&mut self, known: &[Validator]) -> Result<bool, Failure> {
        let tells = |page: &Validator| page.etag.is_some() || page.modified.is_some();
        if known.is_empty() || !known.iter().all(tells) {
            return Ok(false);
        }
        for (index, page) in known.iter().enumerate() {
            let Some(fetched) = self.fetcher.get(&Place::of(&page.page), Some(page)).await? else {
                continue;
            };
            let is_first = self
                .next
                .as_ref()
                .is_some_and(|place| place.name() == page.page);
            if index == 0 && is_first {
                self.first = Some(fetched);
            }
            return Ok(false);
        }
        Ok(true)
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    /// [`Failure`]
    pub(super) async fn page(&mut self) -> Result<Option<SourcePage>, Failure> {
        let Some(mut place) = self.next.take() else {
            return Ok(None);
        };
        self.number += 1;
        if let (Some(FeedKind::Wordpress), Place::Address(url)) = (self.kind, &place) {
            place = Place::Address(wordpress::page(url, self.number));
        }
        if !self.asked.insert(place.name()) {
            return Ok(None);
        }
        let first = self.first.take();
        let fetched = match first {
            Some(first) => first,
            None => match self.fetcher.get(&place, None).await {
                Ok(Some(fetched)) => fetched,
                Ok(None) => return Ok(None),
                // WordPress answers so behind its last page.
                Err(Failure::Status(400))
                    if self.kind == Some(FeedKind::Wordpress) && self.number > 1 =>
                {
                    return Ok(None);
                }
                Err(failure) => return Err(failure),
            },
        };
        let known = self.kind;
        let (read, fetched) = apart(move |deadline| {
            let read = formats::read(known, &fetched.body, &fetched.headers, deadline)?;
            Ok((read, fetched))
        })
        .await?;
        let kind = read.kind;
        if kind == FeedKind::Wordpress && known.is_none() {
            // It was asked for as it stands in the settings; now it is asked for as a list of posts.
            self.kind = Some(kind);
            self.number = 0;
            self.next = Some(Place::of(&self.feed.url));
            return Box::pin(self.page()).await;
        }
        self.kind = Some(kind);
        self.go_on(kind, &fetched, &read.feed);
        let base = self.base(&fetched.place, &read.feed);
        self.validators.push(fetched.validator);
        Ok(Some(SourcePage {
            feed: read.feed,
            dropped: read.dropped,
            base,
        }))
    }

    /// What the source is, once a page has been read or the settings say it.
    pub(super) fn kind(&self) -> Option<FeedKind> {
        self.kind
    }

    fn go_on(&mut self, kind: FeedKind, fetched: &Fetched, parsed: &Value) {
        let next = match kind {
            FeedKind::Rss => None,
            FeedKind::JsonFeed => {
                let named = parsed
                    .get("next_url")
                    .and_then(Value::as_str)
                    .map(str::trim);
                let named = named.filter(|named| !named.is_empty());
                let next = named.and_then(|named| fetched.place.next(named));
                // A page on other ground is not read, so it is not known what the feed has in all.
                self.cut = named.is_some() && next.is_none();
                next
            }
            FeedKind::Wordpress => {
                let posts = parsed
                    .get("items")
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len);
                let more = posts > 0 && wordpress::has_more(&fetched.headers, self.number, posts);
                more.then(|| Place::of(&self.feed.url))
            }
        };
        let too_many = next.is_some() && self.validators.len() + 1 >= MOST_PAGES;
        self.cut |= too_many;
        self.next = next.filter(|_| !too_many);
    }

    fn base(&self, place: &Place, parsed: &Value) -> Base {
        match place {
            Place::Address(url) => Base::Address(url.clone()),
            Place::File(file) => {
                let member = |name| parsed.get(name).and_then(Value::as_str);
                let named = member("feed_url").or_else(|| member("home_page_url"));
                Base::of_file(file, self.public, named)
            }
        }
    }
}
