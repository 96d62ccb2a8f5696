//! The articles that a list can show, and the pages of the feed that they come from.

use std::rc::Rc;

use bangtin_model::{Category, Headline};
use bangtin_sources::json_feed::Seen;

use super::row::Row;
use crate::{
    failure::Failure,
    json::JsNode,
    page,
    resource::{Answer, Reading},
    widgets::feed_page::{FeedPage, Source, WholePage},
};

// Read at once; the rest of a long feed follows in slices, so that the first rows of 10,000 show as soon as those of 20.
const FIRST_SLICE: u32 = 100;
// Milliseconds of reading between two chances for the browser to do something else.
const SLICE_TIME: f64 = 8.0;
// News come in at the top and the rest moves down: a row that stayed is found a few places ahead.
const AHEAD: usize = 40;

/// What is read of a feed.
#[derive(Default)]
pub(super) struct Feed {
    pub rows: Vec<Rc<Row>>,
    pub categories: Vec<Category>,
    /// The absolute address of the next page.
    pub next: Option<String>,
    /// What each page is made from.
    pub nodes: Vec<JsNode>,
    // The ids on all pages so far: a feed that grows while it is read shows the end of one page again on the next.
    seen: Seen,
    // What of the last page is not read yet.
    rest: Option<FeedPage>,
}

impl Feed {
    /// Reads the first slice of what an address answered. Where rows are shown already, all of it: the whole new list takes their place
    /// at once, and what is in both is not even touched.
    pub(super) async fn read(answer: Answer, shown: Vec<Rc<Row>>) -> Reading<Self> {
        match Self::begin(answer, &shown).await {
            Err(failure) => Reading::Failed(failure),
            Ok(feed) if feed.rows.is_empty() => Reading::Empty,
            Ok(feed) => Reading::Ready(feed),
        }
    }

    async fn begin(answer: Answer, shown: &[Rc<Row>]) -> Result<Self, Failure> {
        let mut page = FeedPage::open(answer.node, &answer.address).await?;
        let mut feed = Self {
            nodes: vec![page.node()],
            ..Self::default()
        };
        let mut known = shown;
        feed.slice(&mut page, FIRST_SLICE, f64::INFINITY, &mut known);
        if page.stuck().is_some() {
            page.bring_whole_reader().await?;
            feed.slice(&mut page, FIRST_SLICE, f64::INFINITY, &mut known);
        }
        while !shown.is_empty() && !page.is_read() {
            page::pause(0.0).await;
            page.bring_whole_reader().await?;
            feed.slice(&mut page, u32::MAX, page::now() + SLICE_TIME, &mut known);
        }
        feed.next = page.next.clone();
        feed.categories = match page.categories.is_empty() {
            true => categories_of(&feed.rows),
            false => page.categories.clone(),
        };
        feed.rest = Some(page);
        Ok(feed)
    }

    /// Adds a further page, which came from this address.
    pub(super) fn add_page(&mut self, page: FeedPage, address: &str) {
        // A page that names itself as the next one would never end.
        self.next = page.next.clone().filter(|next| next != address);
        self.nodes.push(page.node());
        self.rest = Some(page);
    }

    /// True where what has come is not all read yet.
    pub(super) fn has_rest(&self) -> bool {
        self.rest.as_ref().is_some_and(|rest| !rest.is_read())
    }

    /// True where there is nothing more to be had.
    pub(super) fn is_whole(&self) -> bool {
        self.next.is_none() && !self.has_rest()
    }

    /// What must be brought before it can be read on.
    pub(super) fn stuck(&self) -> Option<Source> {
        self.rest.as_ref()?.stuck()
    }

    /// Reads on for a few milliseconds; `whole` is what was brought for it. What cannot be read for want of it is left out.
    pub(super) fn read_on(&mut self, whole: Option<Result<WholePage, Failure>>) {
        let Some(mut rest) = self.rest.take() else {
            return;
        };
        match whole.filter(|_| rest.stuck().is_some()) {
            Some(Ok(whole)) => rest.go_on(whole),
            Some(Err(_)) => return,
            None => {}
        }
        self.slice(&mut rest, u32::MAX, page::now() + SLICE_TIME, &mut &[][..]);
        self.rest = Some(rest);
    }

    /// Reads on until so many items are read or the clock shows `until`. A row that is among the `known` ones, unchanged, is kept.
    fn slice(&mut self, page: &mut FeedPage, most: u32, until: f64, known: &mut &[Rc<Row>]) {
        let rows = &mut self.rows;
        page.read(&mut self.seen, most, until, &mut |headline| {
            rows.push(kept(known, &headline).unwrap_or_else(|| Rc::new(Row::new(headline))));
        });
    }
}

/// The row that shows this headline already. The search goes on behind it for the next one.
fn kept(known: &mut &[Rc<Row>], headline: &Headline) -> Option<Rc<Row>> {
    let mut ahead = known.iter().take(AHEAD);
    let at = ahead.position(|row| row.headline.id == headline.id)?;
    let row = known.get(at).cloned();
    *known = known.get(at + 1..).unwrap_or_default();
    row.filter(|row| row.headline == *headline)
}

fn categories_of(rows: &[Rc<Row>]) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for category in rows.iter().filter_map(|row| row.headline.category.as_ref()) {
        if !categories.contains(category) {
            categories.push(category.clone());
        }
    }
    categories
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(id: &str, title: &str) -> Headline {
        Headline {
            id: id.into(),
            title: title.into(),
            ..Headline::default()
        }
    }

    #[test]
    fn a_row_that_has_not_changed_stays_the_same_row() {
        let shown = ["a", "b", "c"].map(|id| Rc::new(Row::new(headline(id, "Tin"))));
        let mut known = &shown[..];
        let mut keep = |id, title| kept(&mut known, &headline(id, title));
        assert!(keep("new", "Tin").is_none());
        assert!(keep("a", "Tin").is_some_and(|row| Rc::ptr_eq(&row, &shown[0])));
        assert!(keep("b", "Tin đã sửa").is_none());
        assert!(keep("c", "Tin").is_some_and(|row| Rc::ptr_eq(&row, &shown[2])));
        assert!(keep("a", "Tin").is_none(), "it has been passed");
    }

    #[test]
    fn categories_come_in_the_order_of_their_first_article() {
        let row = |category: Option<&str>| {
            let category = category.map(|id| Category {
                id: id.into(),
                name: id.to_uppercase(),
            });
            Rc::new(Row::new(Headline {
                category,
                ..headline("id", "Tin")
            }))
        };
        let rows = [
            row(Some("y-te")),
            row(None),
            row(Some("nong")),
            row(Some("y-te")),
        ];
        let ids: Vec<_> = categories_of(&rows).into_iter().map(|one| one.id).collect();
        assert_eq!(ids, ["y-te", "nong"]);
    }
}
