//! The pages of a source that names them itself, one after the other; several are asked at once only for whether they are as they were.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use reqwest::header::CONTENT_TYPE;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::task::JoinSet;

use crate::Failure;
use crate::FeedKind;
use crate::base::Base;
use crate::fetch::{Fetched, Fetcher, Location, Validator};
use crate::formats;
use crate::guard::apart;
use crate::hex::hex;
use bangtin_model::Category;
use bangtin_outgoing::Outgoing;

/// The most pages of one source.
const MOST_PAGES: usize = 200;

/// The most pages that are asked for at once.
const MOST_AT_ONCE: usize = 4;

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

/// A page as it came: what tells, before it is read, that it is the same again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenPage {
    /// By which it is asked for; has its address.
    pub validator: Validator,
    /// Of its bytes, of what was said of them, and of where they were found.
    pub hash: String,
    /// Where it was found, behind redirects.
    found: String,
    /// The next page, as it names it.
    next: Option<String>,
}

/// What comes next.
#[derive(Debug)]
pub enum Step {
    /// One more page; with what it is known by the next time, where that is possible.
    Page(SourcePage, Option<SeenPage>),
    /// A page that is as it was, so that nothing was read.
    Same(SeenPage),
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
    /// The pages of the last time, in their order.
    known: Vec<Validator>,
    /// How many of them are asked for at once: where one has changed, those behind it often have as well.
    at_once: usize,
    /// The pages of which it is known that they are as they were, and one that is not.
    same: HashMap<String, Validator>,
    changed: Option<(String, Fetched)>,
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
            known: Vec::new(),
            at_once: 1,
            same: HashMap::new(),
            changed: None,
            asked: HashSet::new(),
            validators: Vec::new(),
            cut: false,
            found: None,
        }
    }

    /// Whether all pages are as they were. What is learnt of them is not asked again.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn unchanged(&mut self, known: &[Validator]) -> Result<bool, Failure> {
        let tells = |page: &Validator| page.etag.is_some() || page.modified.is_some();
        if known.is_empty() || !known.iter().all(tells) {
            return Ok(false);
        }
        self.known = known.to_vec();
        for (place, page) in known.iter().enumerate() {
            if self.same.contains_key(&page.page) {
                continue;
            }
            if let Some(fetched) = self.look(place).await? {
                self.changed = Some((page.page.clone(), fetched));
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Asks whether this page of the last time, and some behind it, are as they were. It gives the page where that has changed.
    ///
    /// Answers behind the first that is not "as it was" are thrown away, and asked for anew behind it: who reads the second page before the
    /// first misses what has moved from this to that in between. Pages that are all as they were may be asked for in any order.
    async fn look(&mut self, first: usize) -> Result<Option<Fetched>, Failure> {
        let pages = self.known.iter().skip(first).take(self.at_once);
        let mut asking = JoinSet::new();
        for (place, page) in pages.cloned().enumerate() {
            let fetcher = self.fetcher.clone();
            asking.spawn(async move {
                let answer = fetcher.get(&Location::of(&page.page), Some(&page)).await;
                (place, page, answer)
            });
        }
        let mut answers = asking.join_all().await;
        answers.sort_by_key(|(place, ..)| *place);
        for (place, page, answer) in answers {
            match answer {
                Ok(None) => drop(self.same.insert(page.page.clone(), page)),
                other => {
                    self.at_once = 1;
                    return if place == 0 { other } else { Ok(None) };
                }
            }
        }
        self.at_once = (2 * self.at_once).min(MOST_AT_ONCE);
        Ok(None)
    }

    /// The page where it has changed since the last time, else nothing. `tag` is what it was known by then.
    async fn ask(
        &mut self,
        place: &Location,
        tag: Option<&Validator>,
    ) -> Result<Option<Fetched>, Failure> {
        let Some(tag) = tag else {
            return self.fetcher.get(place, None).await;
        };
        if self.same.get(&tag.page) == Some(tag) {
            return Ok(None);
        }
        match self.known.iter().position(|page| page == tag) {
            Some(known) => self.look(known).await,
            None => self.fetcher.get(place, Some(tag)).await,
        }
    }

    /// The address of the page that comes next.
    #[must_use]
    pub fn ahead(&self) -> Option<String> {
        self.next.as_ref().map(Location::name)
    }

    /// The next page. Where it is as it was `before`, it is not read.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn step(&mut self, before: Option<SeenPage>) -> Result<Step, Failure> {
        let Some(place) = self.next.take() else {
            return Ok(Step::End);
        };
        let name = place.name();
        if !self.asked.insert(name.clone()) {
            return Ok(Step::End);
        }
        let is_json = self.kind.is_none_or(|kind| kind == FeedKind::JsonFeed);
        let before = before.filter(|before| is_json && before.validator.page == name);
        let changed = self.changed.take_if(|(page, _)| *page == name);
        // A time tells seconds: what has changed twice within one has the same.
        let tag = before.as_ref().map(|before| &before.validator);
        let tag = tag.filter(|tag| tag.etag.is_some());
        let fetched = match changed {
            Some((_, fetched)) => Some(fetched),
            None => self.ask(&place, tag).await?,
        };
        let Some(fetched) = fetched else {
            return Ok(before.map_or(Step::End, |before| self.pass(before)));
        };
        let (fetched, hash) = apart(move |_| {
            let hash = hash(&fetched);
            Ok((fetched, hash))
        })
        .await?;
        if let Some(mut before) = before.filter(|before| before.hash == hash) {
            before.validator = fetched.validator;
            return Ok(self.pass(before));
        }
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
        let next = read.feed.get("next_url").and_then(Value::as_str);
        let next = next.map(|next| next.trim().to_owned());
        self.go_on(read.kind, &fetched.place, next.as_deref());
        let base = self.base(&fetched.place, &read.feed);
        let title = read.feed.get("title").and_then(Value::as_str);
        let category = match &fetched.place {
            Location::Address(url) if read.kind == FeedKind::Rss => {
                title.and_then(|title| formats::of_feed(title, url.as_str()))
            }
            _ => None,
        };
        // A file costs no request, and what its addresses refer to is a matter of the settings as well.
        let is_page = matches!(fetched.place, Location::Address(_));
        let seen = (is_page && read.kind == FeedKind::JsonFeed).then(|| SeenPage {
            validator: fetched.validator.clone(),
            hash,
            found: fetched.place.name(),
            next,
        });
        self.validators.push(fetched.validator);
        self.found.get_or_insert(fetched.place);
        let page = SourcePage {
            feed: read.feed,
            dropped: read.dropped,
            base,
            own_bases: read.kind == FeedKind::Wordpress,
            category,
        };
        Ok(Step::Page(page, seen))
    }

    /// Goes on behind a page that is as it was.
    fn pass(&mut self, page: SeenPage) -> Step {
        let found = Location::of(&page.found);
        self.kind = Some(FeedKind::JsonFeed);
        self.go_on(FeedKind::JsonFeed, &found, page.next.as_deref());
        self.validators.push(page.validator.clone());
        self.found.get_or_insert(found);
        Step::Same(page)
    }

    /// Whether the page that was read last names another one.
    pub fn has_next(&self) -> bool {
        self.next.is_some()
    }

    /// What the source is, once a page has been read or the settings say it.
    pub fn kind(&self) -> Option<FeedKind> {
        self.kind
    }

    fn go_on(&mut self, kind: FeedKind, found: &Location, named: Option<&str>) {
        let next = match kind {
            // A file of posts is one page.
            FeedKind::Rss | FeedKind::Wordpress => None,
            FeedKind::JsonFeed => {
                let named = named.filter(|named| !named.is_empty());
                let next = named.and_then(|named| found.next(named));
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

/// Of all that a page is read from.
fn hash(fetched: &Fetched) -> String {
    let kind = fetched.headers.get(CONTENT_TYPE);
    let mut hash = Sha256::new();
    for part in [
        fetched.place.name().as_bytes(),
        kind.map_or(&[], |kind| kind.as_bytes()),
    ] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.update(&fetched.body);
    hex(&hash.finalize())
}
