//! A page of a feed that is being read, item by item.

use bangtin_model::Headline;
use bangtin_sources::json_feed::{FeedReader, Seen};

use crate::{client::JsNode, page};

/// A page of a feed and how far it is read.
pub(super) struct FeedPage {
    pub reader: FeedReader<JsNode>,
    at: u32,
}

impl FeedPage {
    /// Opens a page that came from this absolute address; `None` where it is no feed.
    pub(super) fn open(node: JsNode, address: &str) -> Option<Self> {
        let base = address.to_owned();
        let reader = FeedReader::new(node, move |url| page::resolve(url, &base));
        match reader {
            Ok(reader) => Some(Self { reader, at: 0 }),
            Err(cause) => {
                page::warn(&bangtin_model::join(&[address, ": ", cause.reason()]));
                None
            }
        }
    }

    /// True where every item has been read.
    pub(super) fn is_read(&self) -> bool {
        self.at >= self.reader.len()
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
        let end = self.at.saturating_add(most).min(self.reader.len());
        while self.at < end {
            match self.reader.headline(self.at) {
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
