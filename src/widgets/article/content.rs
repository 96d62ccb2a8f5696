//! The article and what belongs to it, from the feed.

use std::cell::RefCell;
use std::rc::Rc;

use bangtin_model::{Article, Body, Headline, decimal};
use bangtin_sources::json_feed::FeedReader;
use web_sys::{DocumentFragment, HtmlElement};

use super::json_ld;
use crate::{
    client::{self, Arrival, JsNode},
    components::Progress,
    elements::host::{Host, Work},
    failure::Failure,
    html, page,
};

// An article is looked for on this many pages of a feed.
const PAGES: u32 = 30;
// Headlines of the article's page among which related ones are chosen.
const NEIGHBOURS: u32 = 200;

/// An article with the headlines that a reader may want next, the best first.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub article: Article,
    pub related: Vec<Headline>,
    /// The address of the page of the feed that it stands on: what relative addresses in its text refer to.
    pub base: String,
}

/// The content of the element.
pub(super) struct Content {
    host: Host,
    item: String,
    // Kept for the end, when the host no longer knows it; none where only what is related is shown.
    element: Option<HtmlElement>,
    record: RefCell<Record>,
}

impl Drop for Content {
    fn drop(&mut self) {
        if let Some(element) = &self.element {
            json_ld::forget(element);
        }
    }
}

#[derive(Default)]
struct Record {
    address: String,
    progress: Progress,
    found: Option<Rc<Found>>,
    // The sanitized text of the article, where it has one in HTML.
    body: Option<DocumentFragment>,
    bodies: u64,
}

impl Content {
    /// The whole article, or only what is related to it.
    pub(super) fn new(host: Host, item: String, whole: bool) -> Rc<Self> {
        Rc::new(Self {
            host,
            item,
            element: host.element().filter(|_| whole),
            record: RefCell::default(),
        })
    }

    pub(super) fn element(&self) -> Option<&HtmlElement> {
        self.element.as_ref()
    }

    pub(super) fn item(&self) -> &str {
        &self.item
    }

    /// How far it has come, and the article once it is there.
    pub(super) fn state(&self) -> (Progress, Option<Rc<Found>>) {
        let record = self.record.borrow();
        (record.progress, record.found.clone())
    }

    /// The sanitized body, where the article has one in HTML. It is copied into the view.
    pub(super) fn body(&self) -> Option<DocumentFragment> {
        self.record.borrow().body.clone()
    }

    /// Another number for each text that the element has shown.
    pub(super) fn body_number(&self) -> String {
        decimal(self.record.borrow().bodies)
    }

    // Nothing in `change` calls out, so the record is never asked for twice.
    fn amend(&self, change: impl FnOnce(&mut Record)) {
        change(&mut self.record.borrow_mut());
        self.host.touch();
    }

    /// Loads the item from the feed at this address, unless that is the one that was loaded last.
    pub(super) fn follow(self: &Rc<Self>, address: &str) {
        let is_new = self.record.borrow().address != address;
        if is_new {
            self.record.borrow_mut().address = address.to_owned();
            self.load();
        }
    }

    /// Loads the item.
    pub(super) fn load(self: &Rc<Self>) {
        self.host.on_retry(None);
        self.amend(|record| {
            record.progress = Progress::default();
            record.found = None;
        });
        let address = self.record.borrow().address.clone();
        let content = self.clone();
        self.host.spawn(Work::Load, async move {
            client::follow(&address, &|arrival| {
                let (content, address) = (content.clone(), address.clone());
                Box::pin(async move { content.arrive(arrival, &address).await })
            })
            .await;
        });
    }

    /// True where the arrival could be used.
    async fn arrive(&self, arrival: Arrival, address: &str) -> bool {
        let (node, saved) = match arrival {
            Arrival::Failed(failure) => return self.fail(failure),
            Arrival::Unchanged => {
                self.amend(|record| record.progress = Progress::ready(None));
                return true;
            }
            Arrival::Saved(node, time) => (node, Some(time)),
            Arrival::Fresh(node) => (node, None),
        };
        match find(node, address, &self.item).await {
            Ok(found) => self.show(found, saved).await,
            // A saved page that does not have the article yet says nothing: the answer is on its way.
            Err(_) if saved.is_some() => false,
            Err(failure) => self.fail(failure),
        }
    }

    fn fail(&self, failure: Failure) -> bool {
        self.amend(|record| record.progress = record.progress.failed(failure));
        false
    }

    async fn show(&self, found: Found, saved: Option<f64>) -> bool {
        let body = match &found.article.body {
            Body::Html(html) if self.element.is_some() => {
                match html::sanitize(html, &found.base).await {
                    Ok(body) => Some(body),
                    Err(failure) => return self.fail(failure),
                }
            }
            _ => None,
        };
        self.amend(|record| {
            record.body = body;
            record.bodies += 1;
            record.found = Some(Rc::new(found));
            record.progress = Progress::ready(saved);
        });
        true
    }
}

/// The item, on this page of the feed or a later one.
async fn find(first: JsNode, address: &str, item: &str) -> Result<Found, Failure> {
    let mut node = first;
    let mut here = address.to_owned();
    for _ in 0..PAGES {
        let base = here.clone();
        let reader = FeedReader::new(node, move |url| page::resolve(url, &base))
            .map_err(|_| Failure::Unreadable)?;
        if let Some(index) = reader.find(item) {
            let article = reader.article(index).map_err(|dropped| {
                page::warn(&dropped.to_line());
                Failure::Unreadable
            })?;
            let related = related(&reader, &article);
            return Ok(Found {
                article,
                related,
                base: here,
            });
        }
        here = match reader.head().next_url {
            Some(next) if next != here => next,
            _ => break,
        };
        node = client::fetch(&here).await?;
    }
    Err(Failure::NotFound)
}

/// First those that the editor named, then those of the same category or with a tag in common.
fn related(reader: &FeedReader<JsNode>, article: &Article) -> Vec<Headline> {
    let own = &article.headline;
    let mut related: Vec<Headline> = Vec::new();
    let mut add = |index: u32, fits: &dyn Fn(&Headline) -> bool| {
        if let Ok(headline) = reader.headline(index)
            && headline.id != own.id
            && fits(&headline)
            && !related.iter().any(|one| one.id == headline.id)
        {
            related.push(headline);
        }
    };
    for id in &article.related {
        if let Some(index) = reader.find(id) {
            add(index, &|_| true);
        }
    }
    let near = |headline: &Headline| {
        let category = headline.category.is_some() && headline.category == own.category;
        category || headline.tags.iter().any(|tag| own.tags.contains(tag))
    };
    for index in 0..reader.len().min(NEIGHBOURS) {
        add(index, &near);
    }
    related
}
