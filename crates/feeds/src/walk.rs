//! The pages of a source that names them itself, one after the other.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value;

use crate::Failure;
use crate::FeedKind;
use crate::base::Base;
use crate::fetch::{Fetched, Fetcher, Location, Validator};
use crate::formats;
use crate::guard::apart;
use bangtin_model::Category;
use bangtin_outgoing::Outgoing;

/// The most pages of one source.
const MOST_PAGES: usize = 200;

/// A page of a source, as JSON Feed.
#[derive(Debug)]
pub struct SourcePage {
    /// JSON Feed.
    pub feed: Value,
    /// One line for each item that could not be read.
    pub dropped: Vec<String>,
    /// What its relative addresses refer to.
    pub base: Base,
    /// Whether what is relative in a text refers to the address of its item, not to the page's.
    pub own_bases: bool,
    /// The category of items that name none, where the address of the feed and its title say it.
    pub category: Option<Category>,
}

/// What comes next.
#[derive(Debug)]
pub enum Step {
    /// One more page.
    Page(SourcePage),
    /// WordPress is here, which is read by what has changed; with the page that shows it.
    Wordpress(Fetched),
    /// There is none.
    End,
}

/// A source that is being read.
pub struct Walk<'a> {
    fetcher: Fetcher,
    public: Option<&'a Path>,
    kind: Option<FeedKind>,
    next: Option<Location>,
    first: Option<Fetched>,
    asked: HashSet<String>,
    /// What the pages had, so far.
    pub validators: Vec<Validator>,
    /// Whether there were more pages than we read.
    pub cut: bool,
    /// Where the first page was found, behind redirects.
    pub found: Option<Location>,
}

impl<'a> Walk<'a> {
    /// From the first page on. `public` is the folder that the service gives out.
    #[must_use]
    pub fn new(
        outgoing: &Outgoing,
        url: &str,
        kind: Option<FeedKind>,
        public: Option<&'a Path>,
    ) -> Self {
        Self {
            fetcher: Fetcher::new(outgoing),
            public,
            kind,
            next: Some(Location::of(url)),
            first: None,
            asked: HashSet::new(),
            validators: Vec::new(),
            cut: false,
            found: None,
        }
    }

    /// Whether all pages are as they were. Where the first is not, it has come with the answer and is not asked for again.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn unchanged(&mut self, known: &[Validator]) -> Result<bool, Failure> {
        let tells = |page: &Validator| page.etag.is_some() || page.modified.is_some();
        if known.is_empty() || !known.iter().all(tells) {
            return Ok(false);
        }
        for (index, page) in known.iter().enumerate() {
            let Some(fetched) = self
                .fetcher
                .get(&Location::of(&page.page), Some(page))
                .await?
            else {
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

    /// The next page.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn step(&mut self) -> Result<Step, Failure> {
        let Some(place) = self.next.take() else {
            return Ok(Step::End);
        };
        if !self.asked.insert(place.name()) {
            return Ok(Step::End);
        }
        let fetched = match self.first.take() {
            Some(first) => Some(first),
            None => self.fetcher.get(&place, None).await?,
        };
        let Some(fetched) = fetched else {
            return Ok(Step::End);
        };
        let known = self.kind;
        let (read, fetched) = apart(move |deadline| {
            let read = formats::read(known, &fetched.body, &fetched.headers, deadline)?;
            Ok((read, fetched))
        })
        .await?;
        self.kind = Some(read.kind);
        if read.kind == FeedKind::Wordpress && matches!(place, Location::Address(_)) {
            return Ok(Step::Wordpress(fetched));
        }
        self.go_on(read.kind, &fetched, &read.feed);
        let base = self.base(&fetched.place, &read.feed);
        let title = read.feed.get("title").and_then(Value::as_str);
        let category = match &fetched.place {
            Location::Address(url) if read.kind == FeedKind::Rss => {
                title.and_then(|title| formats::of_feed(title, url.as_str()))
            }
            _ => None,
        };
        self.validators.push(fetched.validator);
        self.found.get_or_insert(fetched.place);
        Ok(Step::Page(SourcePage {
            feed: read.feed,
            dropped: read.dropped,
            base,
            own_bases: read.kind == FeedKind::Wordpress,
            category,
        }))
    }

    /// Whether the page that was read last names another one.
    pub fn has_next(&self) -> bool {
        self.next.is_some()
    }

    /// What the source is, once a page has been read or the settings say it.
    pub fn kind(&self) -> Option<FeedKind> {
        self.kind
    }

    fn go_on(&mut self, kind: FeedKind, fetched: &Fetched, parsed: &Value) {
        let next = match kind {
            // A file of posts is one page.
            FeedKind::Rss | FeedKind::Wordpress => None,
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
        };
        let too_many = next.is_some() && self.validators.len() + 1 >= MOST_PAGES;
        self.cut |= too_many;
        self.next = next.filter(|_| !too_many);
    }

    fn base(&self, place: &Location, parsed: &Value) -> Base {
        match place {
            Location::Address(url) => Base::Address(url.clone()),
            Location::File(file) => {
                let member = |name| parsed.get(name).and_then(Value::as_str);
                let named = member("feed_url").or_else(|| member("home_page_url"));
                Base::of_file(file, self.public, named)
            }
        }
    }
}
