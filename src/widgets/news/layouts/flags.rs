//! What the feed says of an item beside its headline: what editors have marked (pinned, urgent), what readers have added (comments, stars).

use std::cell::RefCell;

use bangtin_model::{Moment, Rating};
use bangtin_sources::{Node, date};

use crate::json::JsNode;

/// The marked items of the pages of a feed.
#[derive(Default)]
pub(super) struct Flags {
    // Of each page, with what it was read from.
    pages: RefCell<Vec<(Option<JsNode>, Vec<Flagged>)>>,
}

struct Flagged {
    id: String,
    // The last day on which it is pinned, in days since 1970.
    pinned_until: i64,
    urgent: bool,
    counts: Counts,
}

/// What readers have added to an article: 0 where there is none, or none is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    pub comments: u64,
    pub rating: Rating,
}

impl Flags {
    /// Looks at the pages that are new.
    pub(super) fn read(&self, nodes: &[JsNode]) {
        let mut pages = self.pages.borrow_mut();
        let mut same = 0;
        for (page, node) in pages.iter().zip(nodes) {
            let known = page.0.as_ref().map(JsNode::value);
            if known != Some(node.value()) {
                break;
            }
            same += 1;
        }
        // Made by hand in a test, where there is no browser.
        if nodes.is_empty() {
            return;
        }
        pages.truncate(same);
        for node in nodes.iter().skip(same) {
            pages.push((Some(node.clone()), flagged(node)));
        }
    }

    /// On a day, as a count of days since 1970.
    pub(super) fn is_pinned(&self, id: &str, today: i64) -> bool {
        self.any(&|one| one.pinned_until >= today && one.id == id)
    }

    pub(super) fn is_urgent(&self, id: &str) -> bool {
        self.any(&|one| one.urgent && one.id == id)
    }

    pub(super) fn counts(&self, id: &str) -> Counts {
        let pages = self.pages.borrow();
        let mut all = pages.iter().flat_map(|(_, page)| page);
        let found = all.find(|one| one.id == id);
        found.map_or_else(Counts::default, |one| one.counts)
    }

    fn any(&self, is: &dyn Fn(&Flagged) -> bool) -> bool {
        let pages = self.pages.borrow();
        pages.iter().any(|(_, page)| page.iter().any(is))
    }

    #[cfg(test)]
    pub(super) fn of(feed: &serde_json::Value) -> Self {
        Self {
            pages: RefCell::new(vec![(None, flagged(&feed))]),
        }
    }
}

fn flagged<N: Node>(feed: &N) -> Vec<Flagged> {
    let items = match feed.is_array() {
        true => Some(feed.clone()),
        false => feed.get("items"),
    };
    let mut flagged = Vec::new();
    let mut index = 0;
    while let Some(item) = items.as_ref().and_then(|items| items.at(index)) {
        index += 1;
        // Feeds written by hand have the members beside the standard ones.
        let extra = item.object("_bangtin").unwrap_or_else(|| item.clone());
        let is = |key| extra.get(key).and_then(|node| node.truth()) == Some(true);
        let (pinned, urgent) = (is("pinned"), is("urgent"));
        let counts = Counts {
            comments: extra
                .object("comments")
                .and_then(|all| all.integer("count"))
                .unwrap_or(0),
            rating: extra
                .object("rating")
                .and_then(|mean| rating(&mean))
                .unwrap_or_default(),
        };
        let id = match pinned || urgent || counts != Counts::default() {
            true => item.id("id").or_else(|| item.string("url")),
            false => None,
        };
        if let Some(id) = id {
            let until = extra.string("pinned_until");
            let until = until.as_deref().and_then(date::parse);
            flagged.push(Flagged {
                id,
                pinned_until: match pinned {
                    true => until.map_or(i64::MAX, Moment::day_number),
                    false => i64::MIN,
                },
                urgent,
                counts,
            });
        }
    }
    flagged
}

fn rating<N: Node>(node: &N) -> Option<Rating> {
    let stars = node.get("value")?.number()?;
    (0.0..=5.0).contains(&stars).then_some(Rating {
        value_tenths: (stars * 10.0 + 0.5) as u32,
        count: node.integer("count")?,
    })
}
