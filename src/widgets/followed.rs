//! A small answer of the service, or a file, that an element shows: followed, saved for the next visit, asked for again.

use std::cell::RefCell;
use std::rc::Rc;

use crate::{
    client::{self, Arrival, JsNode},
    components::Progress,
    elements::host::{Host, Work},
    failure::Failure,
};

/// What an element follows.
pub(super) struct Followed {
    host: Host,
    // Whether an answer is what the element needs; anything else is unreadable.
    usable: fn(&JsNode) -> bool,
    record: RefCell<Record>,
}

#[derive(Default)]
struct Record {
    address: String,
    progress: Progress,
    answer: Option<JsNode>,
}

impl Followed {
    /// Nothing yet.
    pub(super) fn new(host: Host, usable: fn(&JsNode) -> bool) -> Rc<Self> {
        Rc::new(Self {
            host,
            usable,
            record: RefCell::default(),
        })
    }

    /// Loads this address, unless it is the one that was loaded last.
    pub(super) fn follow(self: &Rc<Self>, address: &str) {
        let is_new = self.record.borrow().address != address;
        if is_new {
            self.record.borrow_mut().address = address.to_owned();
            self.load();
        }
    }

    /// Asks at another address, and shows the answer that is there until the new one has come.
    pub(super) fn renew(self: &Rc<Self>, address: &str) {
        let is_new = self.record.borrow().address != address;
        if is_new {
            self.record.borrow_mut().address = address.to_owned();
            self.ask();
        }
    }

    /// How far it has come, and the answer once it is there.
    pub(super) fn state(&self) -> (Progress, Option<JsNode>) {
        let record = self.record.borrow();
        (record.progress, record.answer.clone())
    }

    /// Puts what a write was answered in place of what was read.
    pub(super) fn replace(&self, answer: JsNode) {
        // An older answer that is still on its way must not take its place.
        self.host.end(Work::Load);
        self.amend(|record| {
            record.answer = Some(answer);
            record.progress = Progress::ready(None);
        });
    }

    /// Loads it anew.
    pub(super) fn load(self: &Rc<Self>) {
        self.host.on_retry(None);
        self.amend(|record| {
            record.progress = Progress::default();
            record.answer = None;
        });
        self.ask();
    }

    fn ask(self: &Rc<Self>) {
        let address = self.record.borrow().address.clone();
        let followed = self.clone();
        self.host.spawn(Work::Load, async move {
            client::follow(&address, &|arrival| {
                let used = followed.arrive(arrival);
                Box::pin(async move { used })
            })
            .await;
        });
    }

    // Nothing in `change` calls out, so the record is never asked for twice.
    fn amend(&self, change: impl FnOnce(&mut Record)) {
        change(&mut self.record.borrow_mut());
        self.host.touch();
    }

    /// True where the arrival could be used.
    fn arrive(&self, arrival: Arrival) -> bool {
        let (node, saved) = match arrival {
            Arrival::Failed(failure) => return self.fail(failure),
            Arrival::Unchanged => {
                self.amend(|record| record.progress = Progress::ready(None));
                return true;
            }
            Arrival::Saved(node, time) => (node, Some(time)),
            Arrival::Fresh(node) => (node, None),
        };
        if !(self.usable)(&node) {
            // A saved copy of another shape says nothing: the answer is on its way.
            return saved.is_none() && self.fail(Failure::Unreadable);
        }
        self.amend(|record| {
            record.answer = Some(node);
            record.progress = Progress::ready(saved);
        });
        true
    }

    fn fail(&self, failure: Failure) -> bool {
        self.amend(|record| record.progress = record.progress.failed(failure));
        false
    }
}
