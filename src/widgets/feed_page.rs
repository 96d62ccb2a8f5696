//! A page of a feed that is being read, item by item.

// `wasm_split` links the files through extern declarations.
#![allow(unsafe_code)]

use std::rc::Rc;

use bangtin_model::{Category, Headline, Moment, Picture, Precision};
use bangtin_sources::{
    Node,
    json_feed::{Dropped, FeedReader, Seen},
};
use js_sys::{Array, JsString};
use wasm_split_helpers::wasm_split;

use crate::{failure::Failure, first, json::JsNode, page, parts::SplitLoaderError};

/// A page of a feed and how far it is read. What is plain is read by what the loader has brought; where an item is not, all that is left
/// waits for the whole reader, a file of its own.
pub(super) struct FeedPage {
    /// The absolute address of the next page.
    pub next: Option<String>,
    pub categories: Vec<Category>,
    source: Source,
    items: Array,
    // In place of the plain reader.
    whole: Option<WholeReader>,
    at: u32,
    length: u32,
    is_stuck: bool,
}

/// What a page is read from.
#[derive(Clone)]
pub(super) struct Source {
    node: JsNode,
    address: JsString,
}

/// Reads the item of a number, whatever it holds.
type WholeReader = Rc<dyn Fn(u32) -> Result<Headline, Dropped>>;

/// A page as the whole reader opens it.
pub(super) struct WholePage {
    next: Option<String>,
    categories: Vec<Category>,
    length: u32,
    read: WholeReader,
}

impl FeedPage {
    /// Opens a page that came from this absolute address.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] where it is no feed; [`Failure::Unreachable`] where the whole reader is needed and cannot be had.
    pub(super) async fn open(node: JsNode, address: &str) -> Result<Self, Failure> {
        let address = JsString::from(address);
        let plain = first::open(node.value(), &address).unwrap_or_default();
        let items: Array = plain.get(0).into();
        let categories = JsNode::of(plain.get(2));
        let categories = (0..categories.len()).filter_map(|index| {
            let category = categories.at(index)?;
            Some(Category {
                id: category.at(0)?.text()?,
                name: category.at(1)?.text()?,
            })
        });
        let mut page = Self {
            next: plain.get(1).as_string(),
            categories: categories.collect(),
            source: Source { node, address },
            length: items.length(),
            items,
            whole: None,
            at: 0,
            is_stuck: plain.length() < 3,
        };
        page.bring_whole_reader().await?;
        Ok(page)
    }

    /// What it is read from.
    #[inline(always)]
    pub(super) fn node(&self) -> JsNode {
        self.source.node.clone()
    }

    /// True where every item has been read.
    pub(super) fn is_read(&self) -> bool {
        self.at >= self.length
    }

    /// What to bring the whole reader for ([`Source::whole`]): the next item is not plain. Until it is there ([`FeedPage::go_on`])
    /// nothing more is read.
    pub(super) fn stuck(&self) -> Option<Source> {
        self.is_stuck.then(|| self.source.clone())
    }

    /// Brings the whole reader where the next item needs it.
    ///
    /// # Errors
    /// See [`FeedPage::open`].
    pub(super) async fn bring_whole_reader(&mut self) -> Result<(), Failure> {
        if let Some(source) = self.stuck() {
            self.go_on(source.whole().await?);
        }
        Ok(())
    }

    /// Goes on with the whole reader.
    pub(super) fn go_on(&mut self, whole: WholePage) {
        self.next = whole.next;
        self.categories = whole.categories;
        self.length = whole.length;
        self.whole = Some(whole.read);
        self.is_stuck = false;
    }

    /// Reads on until so many items are read or the clock shows `until` (milliseconds since 1970). What cannot be shown is told to the
    /// console, once.
    pub(super) fn read(
        &mut self,
        seen: &mut Seen,
        most: u32,
        until: f64,
        take: &mut dyn FnMut(Headline),
    ) {
        let end = self.at.saturating_add(most).min(self.length);
        while self.at < end {
            let headline = match &self.whole {
                Some(read) => read(self.at),
                None => match first::headline(&self.items.get(self.at), &self.source.address) {
                    Some(row) => Ok(plain(&row)),
                    None => {
                        self.is_stuck = true;
                        return;
                    }
                },
            };
            match headline {
                Ok(headline) if !seen.insert(&headline.id) => page::warn(&bangtin_model::join(&[
                    "left out, its id is there already: ",
                    &headline.id,
                ])),
                Ok(headline) => take(headline),
                Err(dropped) => page::warn(&dropped.to_line()),
            }
            self.at += 1;
            if self.at.is_multiple_of(32) && page::now() > until {
                break;
            }
        }
    }
}

/// What [`first::headline`] gives.
fn plain(row: &Array) -> Headline {
    let text = |index| row.get(index).as_string().filter(|text| !text.is_empty());
    let number = |index| row.get(index).as_f64();
    let tags = JsNode::of(row.get(10));
    Headline {
        id: text(0).unwrap_or_default(),
        title: text(1).unwrap_or_default(),
        url: text(2),
        summary: text(3),
        image: text(4).map(|url| Picture {
            url,
            ..Picture::default()
        }),
        thumbnail: text(11),
        published: number(5).map(|seconds| {
            let precision = match number(6) {
                Some(0.0) => Precision::Day,
                Some(1.0) => Precision::Minute,
                _ => Precision::Second,
            };
            Moment::from_unix(seconds as i64, precision)
        }),
        views: number(7).map(|views| views as u64),
        category: text(8).map(|id| Category {
            id,
            name: text(9).unwrap_or_default(),
        }),
        tags: (0..tags.len())
            .filter_map(|index| tags.at(index)?.text())
            .collect(),
    }
}

impl Source {
    /// Brings the whole reader.
    ///
    /// # Errors
    /// See [`FeedPage::open`].
    pub(super) async fn whole(self) -> Result<WholePage, Failure> {
        let whole = whole(self).await.map_err(|_| Failure::Unreachable)?;
        whole.ok_or(Failure::Unreadable)
    }
}

#[wasm_split(feeds, fallible, wasm_split_path = crate::parts)]
fn whole(source: Source) -> Result<Option<WholePage>, SplitLoaderError> {
    let address: String = source.address.into();
    let base = address.clone();
    let reader = FeedReader::new(source.node, move |url| page::resolve(url, &base));
    let page = reader.map(|reader| {
        let head = reader.head();
        WholePage {
            next: head.next_url,
            categories: head.categories,
            length: reader.len(),
            read: Rc::new(move |index| reader.headline(index)),
        }
    });
    if let Err(cause) = page {
        page::warn(&bangtin_model::join(&[&address, ": ", cause.reason()]));
    }
    Ok(page.ok())
}
