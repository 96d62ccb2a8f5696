//! Which poll is shown where the page names none: the one that opened last, of those that are open.

use std::cell::RefCell;
use std::rc::Rc;

use bangtin_sources::Node;

use super::standing::Span;
use crate::{
    client::{self, JsNode},
    components::Progress,
    elements::host::{Host, Work},
    page,
};

/// The newest open poll of a site.
pub(super) struct Newest {
    pub(super) host: Host,
    record: RefCell<Record>,
}

#[derive(Default)]
struct Record {
    address: String,
    progress: Progress,
    id: Option<String>,
}

impl Newest {
    pub(super) fn new(host: Host) -> Rc<Self> {
        Rc::new(Self {
            host,
            record: RefCell::default(),
        })
    }

    /// Its id, else how far the search has come. `address` is that of what the site says of itself.
    pub(super) fn find(self: &Rc<Self>, address: String) -> Result<String, Progress> {
        let is_new = self.record.borrow().address != address;
        if is_new {
            self.record.borrow_mut().address = address;
            self.load();
        }
        let record = self.record.borrow();
        record.id.clone().ok_or(record.progress)
    }

    pub(super) fn load(self: &Rc<Self>) {
        self.host.on_retry(None);
        let address = self.record.borrow().address.clone();
        self.amend(Progress::default(), None);
        let newest = self.clone();
        self.host.spawn(Work::Own, async move {
            match client::fetch(&address).await {
                Ok(site) => newest.amend(Progress::empty(), choose(&site)),
                Err(failure) => newest.amend(Progress::default().failed(failure), None),
            }
        });
    }

    fn amend(&self, progress: Progress, id: Option<String>) {
        {
            let mut record = self.record.borrow_mut();
            record.progress = progress;
            record.id = id;
        }
        self.host.touch();
    }
}

fn choose(site: &JsNode) -> Option<String> {
    let now = (page::now() / 1000.0) as i64;
    let mut best = None;
    let mut since = i64::MIN;
    for poll in site.object("_bangtin")?.elements("polls") {
        let span = Span::read(&poll);
        let opens = span.opens.map_or(i64::MIN, |opens| opens.unix());
        let newer = best.is_none() || opens > since;
        if newer
            && span.holds(now)
            && let Some(id) = poll.string("id")
        {
            best = Some(id);
            since = opens;
        }
    }
    best
}
