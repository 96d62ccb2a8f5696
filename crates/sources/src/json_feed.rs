//! JSON Feed 1 and 1.1 with the `_bangtin` extension; also an object that has `items` but no `version`, and a bare
//! array of items.
//!
//! What an item's or the feed's `_bangtin` holds is also found beside the standard members, where there is no `_bangtin`.
//! Titles, summaries and captions come out as plain text, addresses as the resolver gives them back.

mod album;
mod article;
mod document;
mod field;
mod head;
mod headline;
mod link;
mod media;
mod poll;
mod seen;
mod site;
#[cfg(test)]
mod tests;

use crate::Node;
use bangtin_model::{
    Album, Article, Document, Extras, FeedHead, Headline, Link, Media, Moment, Poll, Site, decimal,
};
use std::fmt;

pub use seen::{Seen, id_hash};

/// Turns an address of the feed, often a relative one, into an absolute one; `None` refuses it, as `javascript:`.
type Resolve = dyn Fn(&str) -> Option<String>;

/// A feed that is read one item at a time, so that the caller may pause between slices of a long one.
pub struct FeedReader<N> {
    root: N,
    items: N,
    resolve: Box<Resolve>,
}

impl<N: Node> FeedReader<N> {
    /// Opens a feed. `resolve` turns an address found in it into an absolute one, or refuses it with `None`
    /// (such as `javascript:`), which costs the field that held it.
    ///
    /// # Errors
    /// [`NotAFeed`] where there is no array of items.
    pub fn new(
        root: N,
        resolve: impl Fn(&str) -> Option<String> + 'static,
    ) -> Result<Self, NotAFeed> {
        let items = if root.is_array() {
            root.clone()
        } else if root.is_object() {
            root.get("items")
                .filter(N::is_array)
                .ok_or(NotAFeed("it has no list of items"))?
        } else {
            return Err(NotAFeed("it is neither an object nor a list"));
        };
        Ok(Self {
            root,
            items,
            resolve: Box::new(resolve),
        })
    }

    /// What the feed says of itself; all absent in a bare array.
    pub fn head(&self) -> FeedHead {
        head::read(&self.root, &*self.resolve)
    }

    /// The agency behind the feed. Apart from the head, which a list of news needs and this it does not.
    pub fn site(&self) -> Option<Site> {
        let site = field::extension(&self.root).object("site")?;
        Some(site::read(&site, &*self.resolve))
    }

    /// The links to other sites, in their order; what cannot be read is left out.
    pub fn links(&self) -> Vec<Link> {
        links_of(&self.root, &*self.resolve)
    }

    /// The albums of pictures, in their order, each id once; what cannot be read is left out.
    pub fn albums(&self) -> Vec<Album> {
        let mut albums: Vec<Album> = Vec::new();
        for node in field::extension(&self.root).elements("albums") {
            if let Some(album) = album::read(&node, &*self.resolve)
                && !albums.iter().any(|other| other.id == album.id)
            {
                albums.push(album);
            }
        }
        albums
    }

    /// What the front page of the site shows, by the names of its parts, in their order; empty where the feed says nothing of it.
    pub fn front(&self) -> Vec<String> {
        let portal = field::extension(&self.root).object("portal");
        let names = portal.map(|portal| portal.elements("front"));
        let names = names.unwrap_or_default();
        names.iter().filter_map(N::text).collect()
    }

    /// The questions put to readers; what cannot be read is left out.
    pub fn polls(&self) -> Vec<Poll> {
        polls(&self.root)
    }

    /// The official documents that no item announces, each with its id: its `id`, else its number.
    pub fn documents(&self) -> Vec<(String, Document)> {
        let documents = field::extension(&self.root).elements("documents");
        documents
            .iter()
            .filter_map(|node| document::with_id(node, &*self.resolve))
            .collect()
    }

    /// The official document that the item at `index` announces, under the item's id. What it is about is the item's title where it
    /// does not say; what the item's attachments say of its files is added.
    pub fn document(&self, index: u32) -> Option<(String, Document)> {
        let item = self.items.at(index)?;
        let node = field::extension(&item).object("document")?;
        let mut document = document::read(&node, &*self.resolve);
        let headline = self.headline(index).ok()?;
        document::add_attachments(&mut document, &item, &*self.resolve);
        document.abstract_text = document.abstract_text.or(Some(headline.title));
        Some((headline.id, document))
    }

    /// How many items there are, those that will be dropped included.
    pub fn len(&self) -> u32 {
        self.items.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at `index` as a list shows it. It does not know the other items: see [`FeedReader::headlines`].
    ///
    /// # Errors
    /// [`Dropped`] where the item cannot be shown.
    pub fn headline(&self, index: u32) -> Result<Headline, Dropped> {
        let dropped = |reason| Dropped { index, reason };
        let item = self
            .items
            .at(index)
            .filter(N::is_object)
            .ok_or(dropped("it is not an object"))?;
        headline::read(&item, &*self.resolve).map_err(dropped)
    }

    /// When the item at `index` was published, where it says so.
    pub fn published(&self, index: u32) -> Option<Moment> {
        field::moment(&self.items.at(index)?, "date_published")
    }

    /// What goes with the item at `index` beside its article; nothing where there is no such item.
    pub fn extras(&self, index: u32) -> Extras {
        match self.items.at(index).filter(N::is_object) {
            Some(item) => article::extras(&item, &*self.resolve),
            None => Extras::default(),
        }
    }

    /// The pictures, films and sounds of the item at `index`, without the rest of it; nothing where there is no such item.
    pub fn media(&self, index: u32) -> Vec<Media> {
        match self.items.at(index).filter(N::is_object) {
            Some(item) => article::media(&item, &*self.resolve),
            None => Vec::new(),
        }
    }

    /// The item at `index` as its own page shows it.
    ///
    /// # Errors
    /// [`Dropped`] where the item cannot be shown.
    pub fn article(&self, index: u32) -> Result<Article, Dropped> {
        let headline = self.headline(index)?;
        match self.items.at(index) {
            Some(item) => Ok(article::read(
                &item,
                headline,
                self.language(),
                &*self.resolve,
            )),
            None => Err(Dropped {
                index,
                reason: "it is not an object",
            }),
        }
    }

    /// The items in their order, each id once: what `seen` already has is dropped. One `seen` serves all pages of a
    /// feed; slices are `take(n)` of `by_ref()`.
    pub fn headlines<'a>(&'a self, seen: &'a mut Seen) -> Headlines<'a, N> {
        Headlines {
            reader: self,
            seen,
            next: 0,
        }
    }

    /// The index of the first item with this id or, failing that, with this address, as written or resolved. Of an empty id that is the
    /// first item.
    pub fn find(&self, id: &str) -> Option<u32> {
        let is_id = |found: Option<String>| id.is_empty() || found.is_some_and(|found| found == id);
        let first = |is: &dyn Fn(N) -> bool| {
            (0..self.len()).find(|index| self.items.at(*index).is_some_and(is))
        };
        first(&|item| is_id(item.id("id"))).or_else(|| {
            first(&|item| {
                is_id(item.string("url")) || is_id(field::url(&item, "url", &*self.resolve))
            })
        })
    }

    fn language(&self) -> Option<String> {
        self.root.string("language")
    }
}

/// The questions put to readers, by a feed or by what a service says of its site; what cannot be read is left out.
pub fn polls<N: Node>(root: &N) -> Vec<Poll> {
    let polls = field::extension(root).elements("polls");
    polls.iter().filter_map(poll::read).collect()
}

/// The links to other sites in a feed, see [`FeedReader::links`]. `resolve` as in [`FeedReader::new`].
pub fn links<N: Node>(root: &N, resolve: impl Fn(&str) -> Option<String> + 'static) -> Vec<Link> {
    links_of(root, &resolve)
}

fn links_of<N: Node>(root: &N, resolve: &Resolve) -> Vec<Link> {
    let mut links = Vec::new();
    for node in field::extension(root).elements("links") {
        links.extend(link::read(&node, resolve));
    }
    links
}

/// The agency behind a feed, or behind a file that holds nothing else: `{"site": {…}}`, or its members alone. `None` where
/// nothing is said of it.
pub fn site<N: Node>(root: &N, resolve: impl Fn(&str) -> Option<String> + 'static) -> Option<Site> {
    let inner = field::extension(root).object("site");
    let is_bare = || {
        ["items", "_bangtin", "version"]
            .iter()
            .all(|name| root.get(name).is_none())
    };
    let node = inner.or_else(|| Some(root.clone()).filter(|root| root.is_object() && is_bare()))?;
    let site = site::read(&node, &resolve);
    (site != Site::default()).then_some(site)
}

/// The items of a feed, see [`FeedReader::headlines`].
pub struct Headlines<'a, N> {
    reader: &'a FeedReader<N>,
    seen: &'a mut Seen,
    next: u32,
}

impl<N: Node> Iterator for Headlines<'_, N> {
    type Item = Result<Headline, Dropped>;

    fn next(&mut self) -> Option<Self::Item> {
        let index = self.next;
        if index >= self.reader.len() {
            return None;
        }
        self.next += 1;
        let headline = self.reader.headline(index);
        Some(headline.and_then(|headline| {
            if self.seen.insert(&headline.id) {
                Ok(headline)
            } else {
                Err(Dropped {
                    index,
                    reason: "an earlier item has the same id",
                })
            }
        }))
    }
}

/// Why JSON is no feed; for the console, readers see a sentence of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAFeed(&'static str);

impl NotAFeed {
    /// The cause, in English: `it has no list of items`.
    pub fn reason(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for NotAFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for NotAFeed {}

/// An item that cannot be shown, and why; for the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Which one, from 0.
    pub index: u32,
    /// The cause, in English.
    pub reason: &'static str,
}

impl Dropped {
    /// One line for the console: `items[3] left out: it has no title and no text`.
    pub fn to_line(self) -> String {
        let mut line = String::from("items[");
        line.push_str(&decimal(self.index.into()));
        line.push_str("] left out: ");
        line.push_str(self.reason);
        line
    }
}
