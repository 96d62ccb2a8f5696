//! A source read to its end at once, with nothing kept of it: for a file of ours, and for who asks what a source gives.

use std::path::Path;

use bangtin_outgoing::Outgoing;
use serde_json::{Map, Value, json};

use crate::fetch::{Fetcher, Location};
use crate::guard::apart;
use crate::item;
use crate::prepare::{Course, Ready, ReadyPage, prepare};
use crate::walk::{SourcePage, Step, Walk};
use crate::wordpress::{self, Blog, Wish};
use crate::{Base, Failure, FeedKind};

/// Which source, and how much of it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// An address or a file.
    pub url: &'a str,
    /// What it is, where that is known.
    pub kind: Option<FeedKind>,
    /// The folder that the service gives out.
    pub public: Option<&'a Path>,
    /// The most pages that are read.
    pub pages: u32,
    /// The time, in milliseconds since 1970-01-01 UTC: dates are judged by it.
    pub now_ms: i64,
}

/// What a source gave.
#[derive(Debug)]
pub struct Whole {
    /// What it is.
    pub kind: FeedKind,
    /// Where it was found: behind redirects, and of a WordPress the address of its posts.
    pub place: Location,
    /// What it says of itself, as in a page that is ready to be kept.
    pub head: Value,
    /// Articles, and documents that no article announces, as JSON Feed with `_bangtin`.
    pub items: Vec<Value>,
    /// The same of the documents that no article announces.
    pub documents: Vec<Value>,
    /// As `_bangtin.polls`.
    pub polls: Vec<Value>,
    /// One line for each item that was left out.
    pub dropped: Vec<String>,
    /// How many pages were read.
    pub pages: u32,
    /// Whether there are more.
    pub more: bool,
}

/// Reads a source.
///
/// # Errors
/// [`Failure`]
pub async fn read(outgoing: &Outgoing, asked: Asked<'_>) -> Result<Whole, Failure> {
    let fetcher = Fetcher::new(outgoing);
    if let Some(blog) = wordpress::expected(&fetcher, asked.url, asked.kind, "").await? {
        return posts(&fetcher, blog, asked).await;
    }
    let mut walk = Walk::new(outgoing, asked.url, asked.kind, asked.public);
    let mut gathered = Gathered::at(asked.now_ms);
    while gathered.pages < asked.pages {
        match walk.step(None).await? {
            Step::Page(page, _) => gathered.take(page).await?,
            // Nothing is known from before.
            Step::Same(_) => {}
            Step::Wordpress(page) => {
                let blog = wordpress::behind(&fetcher, asked.url, page).await?;
                return posts(&fetcher, blog, asked).await;
            }
            Step::End => break,
        }
    }
    let kind = walk.kind().unwrap_or(FeedKind::JsonFeed);
    let more = walk.cut || walk.has_next();
    let place = walk.found.unwrap_or_else(|| Location::of(asked.url));
    Ok(gathered.whole(kind, place, more))
}

/// All posts, in the order of their numbers: it has no ties, so that none is lost between two pages. Of one page, the newest.
async fn posts(fetcher: &Fetcher, blog: Blog, asked: Asked<'_>) -> Result<Whole, Failure> {
    let wish = match asked.pages {
        1 => Wish::Newest,
        _ => Wish::All,
    };
    let mut newest = blog.newest.filter(|_| asked.pages == 1);
    let mut gathered = Gathered::at(asked.now_ms);
    let mut more = true;
    while more && gathered.pages < asked.pages {
        let answer = match newest.take() {
            Some(newest) => newest,
            None => wordpress::ask(fetcher, &blog.endpoint, wish, gathered.pages + 1).await?,
        };
        more = answer.more;
        let protected = answer
            .posts
            .iter()
            .filter(|post| wordpress::is_protected(post));
        let dropped = protected.filter_map(wordpress::number_of);
        let dropped = dropped.map(|number| format!("post {number} left out: it needs a password"));
        let page = SourcePage {
            dropped: dropped.collect(),
            feed: wordpress::open(&answer.posts),
            base: Base::Address(answer.place),
            own_bases: true,
            category: None,
        };
        gathered.take(page).await?;
    }
    gathered
        .articles
        .sort_by_key(|article| std::cmp::Reverse(article.published_ms));
    let place = Location::of(blog.endpoint.as_str());
    Ok(gathered.whole(FeedKind::Wordpress, place, more))
}

/// What was read so far.
struct Gathered {
    course: Course,
    first: Option<ReadyPage>,
    articles: Vec<Ready>,
    dropped: Vec<String>,
    pages: u32,
}

impl Gathered {
    fn at(now_ms: i64) -> Self {
        Self {
            course: Course::at(now_ms),
            first: None,
            articles: Vec::new(),
            dropped: Vec::new(),
            pages: 0,
        }
    }

    async fn take(&mut self, page: SourcePage) -> Result<(), Failure> {
        let mut course = std::mem::take(&mut self.course);
        let prepared = apart(move |deadline| {
            let page = prepare(page, None, &mut course, &|_| None, deadline)?;
            Ok((page, course))
        });
        let (mut page, course) = prepared.await?;
        self.course = course;
        self.articles.append(&mut page.articles);
        self.dropped.append(&mut page.dropped);
        self.pages += 1;
        self.first.get_or_insert(page);
        Ok(())
    }

    fn whole(self, kind: FeedKind, place: Location, more: bool) -> Whole {
        let first = self.first.unwrap_or_default();
        let (listed, alone): (Vec<Ready>, Vec<Ready>) =
            self.articles.into_iter().partition(|ready| ready.listed);
        let values = |list: Vec<Ready>| {
            let items = list.iter().map(|ready| serde_json::from_str(&ready.item));
            items.filter_map(Result::ok).collect()
        };
        Whole {
            kind,
            place,
            head: first.head,
            items: values(listed),
            documents: values(alone),
            polls: first.polls.iter().map(item::poll).collect(),
            dropped: self.dropped,
            pages: self.pages,
            more,
        }
    }
}

impl Whole {
    /// All of it as one page of JSON Feed.
    #[must_use]
    pub fn feed(&self) -> Value {
        let mut extension = Map::new();
        extension.insert("version".into(), 1.into());
        let has = |value: &&Value| !value.is_null() && **value != json!([]);
        for name in ["site", "categories", "links", "albums"] {
            if let Some(value) = self.head.get(name).filter(has) {
                extension.insert(name.into(), value.clone());
            }
        }
        if let Some(front) = self.head.get("front").filter(has) {
            extension.insert("portal".into(), json!({ "front": front }));
        }
        if !self.polls.is_empty() {
            extension.insert("polls".into(), self.polls.clone().into());
        }
        if !self.documents.is_empty() {
            let documents: Vec<Value> = self.documents.iter().map(document).collect();
            extension.insert("documents".into(), documents.into());
        }
        let mut feed = Map::new();
        let version = "https://jsonfeed.org/version/1.1";
        feed.insert("version".into(), version.into());
        for name in ["title", "home_page_url", "language"] {
            if let Some(value) = self.head.get(name).filter(has) {
                feed.insert(name.into(), value.clone());
            }
        }
        feed.insert("_bangtin".into(), extension.into());
        feed.insert("items".into(), self.items.clone().into());
        feed.into()
    }
}

/// A document in the list of a feed has the id with its fields; among articles it is the extension of one.
fn document(item: &Value) -> Value {
    let mut document = item.pointer("/_bangtin/document").cloned();
    if let Some(Value::Object(members)) = &mut document {
        members.insert("id".into(), item.get("id").cloned().unwrap_or_default());
    }
    document.unwrap_or_default()
}

#[cfg(test)]
mod tests;
