//! The rows of a list and the pages they come from.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use bangtin_model::Category;
use bangtin_sources::json_feed::Seen;

use super::row::{Look, Row};
use crate::{
    client::{self, Arrival},
    components::Progress,
    elements::host::{Host, Work},
    failure::Failure,
    page,
    widgets::reading::Reading,
};

// Read at once; the rest of a long feed follows in slices, so that the first rows of 10,000 show as soon as those of 20.
const FIRST_SLICE: u32 = 100;
// Further pages that are loaded for one question before the rest is left to "Xem thêm": a category with few articles must not cost a
// reader the whole of a long feed.
const PAGES_AHEAD: u32 = 20;
// Milliseconds of reading between two chances for the browser to do something else.
const SLICE_TIME: f64 = 8.0;

/// What has become of "Xem thêm".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum More {
    #[default]
    Idle,
    Loading,
    Failed,
}

/// The articles that a list can show.
pub(super) struct Shelf {
    host: Host,
    record: RefCell<Record>,
}

#[derive(Default)]
struct Record {
    address: String,
    progress: Progress,
    rows: Vec<Rc<Row>>,
    categories: Vec<Category>,
    next: Option<String>,
    more: More,
    // How many further pages were loaded for the question that the reader asks now.
    ahead: u32,
    // The ids on all pages so far: a feed that grows while it is read shows the end of one page again on the next.
    seen: Seen,
    look: Look,
    looks: u32,
}

impl Record {
    /// How far the list has come once its rows are there; `saved` as in [`Progress::saved`].
    fn settled(&self, saved: Option<f64>) -> Progress {
        if self.rows.is_empty() {
            Progress::empty()
        } else {
            Progress::ready(saved)
        }
    }
}

impl Shelf {
    pub(super) fn new(host: Host) -> Rc<Self> {
        Rc::new(Self {
            host,
            record: RefCell::default(),
        })
    }

    pub(super) fn progress(&self) -> Progress {
        self.record.borrow().progress
    }

    pub(super) fn rows(&self) -> Ref<'_, [Rc<Row>]> {
        Ref::map(self.record.borrow(), |record| record.rows.as_slice())
    }

    pub(super) fn more(&self) -> More {
        self.record.borrow().more
    }

    pub(super) fn categories(&self) -> Vec<Category> {
        self.record.borrow().categories.clone()
    }

    /// True where the feed has a further page.
    pub(super) fn has_next(&self) -> bool {
        self.record.borrow().next.is_some()
    }

    /// The number of this look: rows of another look are made anew.
    pub(super) fn look_number(&self, look: &Look) -> u32 {
        let mut record = self.record.borrow_mut();
        if record.look != *look {
            record.look = look.clone();
            record.looks += 1;
        }
        record.looks
    }

    // Nothing in `change` calls out, so the record is never asked for twice.
    fn amend(&self, change: impl FnOnce(&mut Record)) {
        change(&mut self.record.borrow_mut());
        self.host.touch();
    }

    /// Loads the feed of this address, unless it is the one that was loaded last.
    pub(super) fn follow(self: &Rc<Self>, address: &str) {
        let is_new = self.record.borrow().address != address;
        if is_new {
            self.record.borrow_mut().address = address.to_owned();
            self.load();
        }
    }

    /// Loads the feed from its first page. What is shown stays until there is something in its place.
    pub(super) fn load(self: &Rc<Self>) {
        self.host.on_retry(None);
        // A further page of the feed before this one would be added to this one's rows.
        self.host.end(Work::More);
        self.amend(|record| {
            record.progress = Progress::default();
            record.more = More::Idle;
            record.ahead = 0;
            record.next = None;
        });
        let address = self.record.borrow().address.clone();
        let shelf = self.clone();
        self.host.spawn(Work::Load, async move {
            let rest = Rc::<RefCell<Option<Reading>>>::default();
            client::follow(&address, &|arrival| {
                let (shelf, rest, address) = (shelf.clone(), rest.clone(), address.clone());
                Box::pin(async move { shelf.arrive(arrival, &address, &rest).await })
            })
            .await;
            let rest = rest.take();
            if let Some(mut rest) = rest {
                shelf.read_on(&mut rest).await;
            }
        });
    }

    /// Reads the first slice of what arrived; the `rest` is for later. True where the arrival could be used.
    async fn arrive(
        self: &Rc<Self>,
        arrival: Arrival,
        address: &str,
        rest: &RefCell<Option<Reading>>,
    ) -> bool {
        let (node, saved) = match arrival {
            Arrival::Failed(failure) => return self.fail(failure),
            Arrival::Unchanged => {
                self.amend(|record| record.progress = record.settled(None));
                return true;
            }
            Arrival::Saved(node, time) => (node, Some(time)),
            Arrival::Fresh(node) => (node, None),
        };
        let Some(mut reading) = Reading::begin(node, address) else {
            return self.fail(Failure::Unreadable);
        };
        self.begin(&mut reading, saved).await;
        rest.replace(Some(reading));
        true
    }

    fn fail(&self, failure: Failure) -> bool {
        self.amend(|record| {
            record.progress = record.progress.failed(failure);
            if record.progress.saved.is_none() {
                record.rows.clear();
            }
        });
        false
    }

    /// After a failure "Xem thêm" tries again.
    pub(super) fn try_more_again(&self) {
        self.record.borrow_mut().more = More::Idle;
        self.look_ahead_again();
    }

    /// Another question may need as many further pages as the one before.
    pub(super) fn look_ahead_again(&self) {
        self.record.borrow_mut().ahead = 0;
    }

    /// Loads the next page, if there is one, none is under way and not too many were loaded for the same question.
    pub(super) fn look_ahead(self: &Rc<Self>) {
        let record = self.record.borrow();
        let may = record.more == More::Idle && record.ahead < PAGES_AHEAD;
        drop(record);
        if may {
            self.load_more();
        }
    }

    fn load_more(self: &Rc<Self>) {
        let Some(address) = self.record.borrow().next.clone() else {
            return;
        };
        let shelf = self.clone();
        self.host.spawn(Work::More, async move {
            shelf.amend(|record| {
                record.more = More::Loading;
                record.ahead += 1;
            });
            let page = client::fetch(&address)
                .await
                .ok()
                .and_then(|node| Reading::begin(node, &address));
            let Some(mut page) = page else {
                return shelf.amend(|record| record.more = More::Failed);
            };
            // A page that names itself as the next one would never end.
            let next = page.reader.head().next_url.filter(|next| *next != address);
            shelf.record.borrow_mut().next = next;
            shelf.read_on(&mut page).await;
            shelf.amend(|record| record.more = More::Idle);
        });
    }

    async fn begin(&self, reading: &mut Reading, saved: Option<f64>) {
        let head = reading.reader.head();
        let old = self.record.borrow().rows.clone();
        let mut known = old.as_slice();
        let mut seen = Seen::default();
        let mut rows = slice(reading, &mut seen, FIRST_SLICE, f64::INFINITY, &mut known);
        // Where rows are shown already, the whole new list takes their place at once: what is in both is not even touched.
        while !old.is_empty() && !reading.done() {
            page::pause(0.0).await;
            let until = page::now() + SLICE_TIME;
            rows.append(&mut slice(reading, &mut seen, u32::MAX, until, &mut known));
        }
        self.amend(|record| {
            record.seen = seen;
            record.next = head.next_url;
            record.categories = if head.categories.is_empty() {
                categories_of(&rows)
            } else {
                head.categories
            };
            record.rows = rows;
            record.progress = record.settled(saved);
        });
    }

    async fn read_on(&self, reading: &mut Reading) {
        while !reading.done() {
            let until = page::now() + SLICE_TIME;
            self.amend(|record| {
                let mut rows = slice(reading, &mut record.seen, u32::MAX, until, &mut &[][..]);
                record.rows.append(&mut rows);
            });
            if !reading.done() {
                page::pause(0.0).await;
            }
        }
    }
}

/// Reads on until so many items are read or the clock shows `until`. A row that is among the `known` ones, unchanged, is kept.
fn slice(
    reading: &mut Reading,
    seen: &mut Seen,
    most: u32,
    until: f64,
    known: &mut &[Rc<Row>],
) -> Vec<Rc<Row>> {
    let mut rows = Vec::new();
    reading.read(seen, most, until, &mut |headline| {
        // News come in at the top and the rest moves down: a row that stayed is found a few places ahead.
        let ahead = known
            .iter()
            .take(40)
            .position(|row| row.headline.id == headline.id);
        let kept = ahead.and_then(|ahead| {
            let kept = known.get(ahead).cloned();
            *known = known.get(ahead + 1..).unwrap_or_default();
            kept.filter(|kept| kept.headline == headline)
        });
        rows.push(kept.unwrap_or_else(|| Rc::new(Row::new(headline))));
    });
    rows
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
