//! What the reader asks a list for, and what becomes of it.

use std::rc::Rc;

use bangtin_model::{decimal, join, trim};
use bangtin_sources::{Node, fold};
use web_sys::Event;

use super::{
    place,
    settings::Settings,
    shelf::{Entry, Filter, Shelf},
    validity::today,
};
use crate::{
    client,
    host::Host,
    page::{self, Job},
    resource::{Phase, Reading, Resource},
    view::{Memo, RwSignal, effect},
    widgets::press_row,
};

// Further pages that are loaded for one question before the rest is left to "Xem thêm".
const PAGES_AHEAD: u32 = 20;
// After the last letter a service is asked, in milliseconds.
const TYPING: f64 = 300.0;

/// The state of an element.
#[derive(Clone, Copy)]
pub(in crate::widgets) struct Documents {
    pub host: Host,
    settings: RwSignal<Rc<Settings>>,
    /// The document that is shown in the list's place.
    pub(super) item: Memo<Option<String>>,
    pub(super) shelf: Resource<Shelf>,
    /// What answers the question.
    pub(super) found: Memo<Found>,
    asked: RwSignal<Asked>,
    loading_more: Job,
    asking: Job,
}

/// What the reader has asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Asked {
    /// As typed.
    pub query: String,
    /// What is filtered by, in the order of [`Filter::ALL`].
    pub filters: [Option<String>; 4],
    /// What has become of "Xem thêm".
    pub more: More,
    // What a service is asked, as it stands in the address; empty where all that it has is read here.
    sent: String,
    // Whether a service is about to be asked: until it answers the rows stay as they are.
    waits: bool,
    // How many times the limit is added to it.
    steps: usize,
    // How many further pages were loaded for this question.
    ahead: u32,
    // How many rows there were when "Xem thêm" was pressed, until it has brought its rows.
    pressed_at: Option<usize>,
}

/// What has become of "Xem thêm".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum More {
    #[default]
    Idle,
    Loading,
    Failed,
}

impl Asked {
    fn start_over(&mut self) {
        self.steps = 0;
        self.ahead = 0;
    }
}

/// The rows that answer the question, as far as they are wanted, and how many do in all.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub rows: Vec<Rc<Entry>>,
    pub total: usize,
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        let mut pairs = self.rows.iter().zip(other.rows.iter());
        self.total == other.total
            && self.rows.len() == other.rows.len()
            && pairs.all(|(one, other)| Rc::ptr_eq(one, other))
    }
}

/// What a service has found is found.
fn find(shelf: &Shelf, asked: &Asked, wanted: usize) -> Found {
    let (query, today) = (fold(&asked.query), today());
    let (mut rows, mut total) = (Vec::new(), 0);
    for entry in &shelf.entries {
        let mut filters = Filter::ALL.iter().zip(&asked.filters);
        let fits = |(filter, chosen): (&Filter, &Option<String>)| {
            chosen.is_none() || entry.value(*filter, today) == *chosen
        };
        if shelf.found.is_some() || entry.has(&query) && filters.all(fits) {
            if rows.len() < wanted {
                rows.push(entry.clone());
            }
            total += 1;
        }
    }
    Found { rows, total }
}

impl Documents {
    /// Tells the page of the link that was pressed, and opens the document here where it is read in place.
    pub(super) fn follow_link(self, event: &Event) {
        let reads = self.settings().links.is_none();
        press_row(self.host, event, reads.then_some(place::open));
    }

    pub(super) fn new(host: Host, settings: Settings) -> Self {
        let mut asked = Asked {
            query: settings.query.clone(),
            ..Asked::default()
        };
        if settings.by_service {
            asked.sent = question(&asked);
        }
        let asked = RwSignal::new(asked);
        let settings = RwSignal::new(Rc::new(settings));
        let shelf = Resource::new(move |answer| {
            let mut shelf = match Shelf::open(answer.node.clone(), &answer.address) {
                Ok(shelf) => shelf,
                Err(failure) => return Reading::Failed(failure),
            };
            // All that there is is here. Of a question that nothing answers another sentence tells.
            if shelf.is_whole() && answer.address == settings.get_untracked().address {
                shelf.found = None;
                if shelf.entries.is_empty() {
                    return Reading::Empty;
                }
            }
            Reading::Ready(shelf)
        });
        let documents = Self {
            host,
            settings,
            item: Memo::new(move || {
                let settings = settings.get();
                let item = settings.item.clone();
                item.or_else(|| place::opened_in(host).filter(|_| settings.links.is_none()))
            }),
            shelf,
            found: Memo::new(move || {
                let asked = asked.get();
                let Some(shelf) = shelf.get() else {
                    return Found::default();
                };
                let settings = settings.get_untracked();
                let wanted = settings.limit.saturating_mul(asked.steps + 1);
                find(&shelf, &asked, wanted)
            }),
            asked,
            loading_more: Job::new(),
            asking: Job::new(),
        };
        documents.follow_the_shelf();
        documents.look_ahead();
        documents.keep_focus();
        documents.come_back();
        documents
    }

    pub(super) fn asked(self) -> Asked {
        self.asked.get()
    }

    fn ask(self, change: &mut dyn FnMut(&mut Asked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        self.asked.set(asked);
    }

    /// What the attributes say. Others make another state: they do not change here.
    pub(super) fn settings(self) -> Rc<Settings> {
        self.settings.get_untracked()
    }

    pub(super) fn search(self, query: &str) {
        let waits = self.settings().by_service;
        self.ask(&mut |asked| {
            asked.query = query.to_owned();
            asked.waits = waits;
            asked.start_over();
        });
        self.ask_the_service(TYPING);
    }

    /// Where a service has more than is read here, it searches and filters.
    fn ask_the_service(self, after: f64) {
        if !self.settings().by_service {
            return;
        }
        self.asking.start(async move {
            page::pause(after).await;
            let asked = self.asked.get_untracked();
            let is_here = |shelf: Rc<Shelf>| shelf.found.is_none();
            let sent = match self.shelf.peek().is_some_and(is_here) {
                true => String::new(),
                false => question(&asked),
            };
            self.ask(&mut |asked| {
                asked.sent.clone_from(&sent);
                asked.waits = false;
            });
        });
    }

    /// Filters by this value; `None` for all.
    pub(super) fn filter(self, filter: Filter, value: Option<String>) {
        let waits = self.settings().by_service;
        self.ask(&mut |asked| {
            if let Some(chosen) = asked.filters.get_mut(filter as usize) {
                chosen.clone_from(&value);
            }
            asked.waits = waits;
            asked.start_over();
        });
        self.ask_the_service(0.0);
    }

    /// "Xem thêm", below so many rows. After a failure it tries again.
    pub(super) fn ask_for_more(self, below: usize) {
        self.ask(&mut |asked| {
            asked.pressed_at = Some(below);
            asked.more = More::Idle;
            asked.ahead = 0;
            asked.steps += 1;
        });
    }

    /// Loads the list while it is what is shown.
    fn follow_the_shelf(self) {
        let sent = Memo::new(move || self.asked.get().sent);
        effect(move || {
            let address = join(&[&self.settings().address, &sent.read()]);
            if self.item.read().is_none() && self.shelf.follow(Some(&address)) {
                self.loading_more.stop();
                self.ask(&mut |asked| {
                    asked.more = More::Idle;
                    asked.ahead = 0;
                });
            }
        });
    }

    /// Loads further pages while fewer rows fit than are wanted.
    fn look_ahead(self) {
        effect(move || {
            let asked = self.asked();
            let wanted = self.settings().limit.saturating_mul(asked.steps + 1);
            let may = self.shelf.progress().phase == Phase::Ready
                && self.item.read().is_none()
                && asked.more == More::Idle
                && !asked.waits
                && asked.ahead < PAGES_AHEAD
                && self.found.read().rows.len() < wanted;
            let next = self
                .shelf
                .get()
                .filter(|_| may)
                .and_then(|shelf| shelf.next.clone());
            if let Some(next) = next {
                self.load_more(next);
            }
        });
    }

    fn load_more(self, address: String) {
        self.loading_more.start(async move {
            self.ask(&mut |asked| {
                asked.more = More::Loading;
                asked.ahead += 1;
            });
            let mut more = More::Failed;
            if let Ok(node) = client::fetch(&address).await {
                self.shelf.update(|shelf| {
                    if shelf.add(node, &address).is_ok() {
                        more = More::Idle;
                    }
                });
            }
            self.ask(&mut |asked| asked.more = more);
        });
    }

    /// When the last "Xem thêm" has brought its rows, its button is gone: the focus goes to the first of them.
    fn keep_focus(self) {
        effect(move || {
            let (asked, found) = (self.asked(), self.found.read());
            let Some(first) = asked.pressed_at else {
                return;
            };
            if found.rows.len() > first && asked.more == More::Idle {
                self.ask(&mut |asked| asked.pressed_at = None);
                if !self.has_more() {
                    let row = decimal(first as u64 + 1);
                    self.host
                        .focus(&join(&["[part=list] > :nth-child(", &row, ") a"]));
                }
            }
        });
    }

    /// After a document, the list is as it was left.
    fn come_back(self) {
        let returning = Job::new();
        effect(move || {
            if self.item.read().is_none() {
                returning.start(place::return_to(self.host));
            }
        });
    }

    /// True where "Xem thêm" would bring something. A short list leaves the rest to the page of all.
    pub(super) fn has_more(self) -> bool {
        let settings = self.settings();
        if settings.short && settings.see_all.is_some() {
            return false;
        }
        let found = self.found.read();
        found.total > found.rows.len() || self.shelf.get().is_some_and(|shelf| shelf.next.is_some())
    }

    /// True where a service is asked for what the reader looks for.
    pub(super) fn is_searching(self) -> bool {
        !self.asked.get().sent.is_empty()
    }

    /// How many answer the question, where that is known: a service has counted them, or all that there is has been read.
    pub(super) fn total(self) -> Option<usize> {
        let shelf = self.shelf.get().filter(|_| self.is_current())?;
        match &shelf.found {
            Some(found) => found.get("total")?.number().map(|total| total as usize),
            None => shelf.is_whole().then(|| self.found.read().total),
        }
    }

    /// True where the rows answer what is asked now.
    pub(super) fn is_current(self) -> bool {
        self.shelf.progress().phase == Phase::Ready && !self.asked.get().waits
    }
}

/// What is asked, as it stands in an address of a service.
fn question(asked: &Asked) -> String {
    let mut question = String::new();
    let query = trim(&asked.query);
    if !query.is_empty() {
        ask(&mut question, "q", query);
    }
    for (filter, value) in Filter::ALL.into_iter().zip(&asked.filters) {
        if let Some(value) = value {
            ask(&mut question, filter.name(), value);
        }
    }
    question
}

#[inline(never)]
fn ask(question: &mut String, name: &str, value: &str) {
    question.push_str(&join(&["&", name, "=", &page::encoded(value)]));
}
