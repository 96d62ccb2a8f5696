//! What an element on the page is to its widget: attributes that can be followed, a place to show a view, work under way, events.

use std::{any::Any, cell::RefCell, rc::Rc};

use js_sys::{Object, Reflect};
use leptos::{
    mount::mount_to,
    prelude::*,
    reactive::{owner::Owner, signal::ArcTrigger},
};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, Element, FocusOptions, HtmlElement};

use crate::{
    markup::{Markup, View},
    page::{self, Task},
};

#[wasm_bindgen(module = "/src/elements/sheets.js")]
extern "C" {
    fn adopt(element: &HtmlElement, name: &str, css: &str);
}

/// An element on the page, from its connection to its end. It is a number: once the element has gone, every call is a no-op.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host(u32);

/// What an element can have under way. A new piece of work of one kind ends the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Loading its content.
    Load,
    /// Loading more of it.
    More,
    /// Making what is not yet painted.
    Paint,
    /// Bringing the code of a view.
    Code,
    /// Reading aloud.
    Speech,
    /// Waiting for what happens on the page.
    Watch,
    /// Saying that something has been copied.
    Copy,
    /// Asking what has become of what the reader sent before.
    Own,
    /// Saying how long a text is.
    Count,
    /// Solving the challenge of a form.
    Proof,
    /// Sending what the reader wrote.
    Send,
}

struct Mounted {
    host: Host,
    element: HtmlElement,
    root: HtmlElement,
    owner: Owner,
    changed: ArcTrigger,
    // The mounted view: dropping it takes it off the page.
    view: Option<Box<dyn Any>>,
    tasks: Vec<(Work, Task)>,
    retry: Option<Rc<dyn Fn()>>,
}

struct Table {
    last: u32,
    mounted: Vec<Mounted>,
}

thread_local! {
    static TABLE: RefCell<Table> = const { RefCell::new(Table { last: 0, mounted: Vec::new() }) };
}

pub(super) fn connect(kind: &super::Element, element: HtmlElement, root: HtmlElement) -> u32 {
    let owner = Owner::new();
    let host = TABLE.with_borrow_mut(|table| {
        table.last += 1;
        let host = Host(table.last);
        table.mounted.push(Mounted {
            host,
            element,
            root,
            owner: owner.clone(),
            changed: ArcTrigger::new(),
            view: None,
            tasks: Vec::new(),
            retry: None,
        });
        host
    });
    host.style("base", concat!(style!("tokens"), style!("base")));
    owner.with(|| {
        provide_context(host);
        (kind.open)(host);
    });
    host.0
}

pub(super) fn changed(id: u32) {
    Host(id).touch();
}

/// Lets every element look again at what is not its own: the page's address.
pub fn touch_all() {
    let all: Vec<_> =
        TABLE.with_borrow(|table| table.mounted.iter().map(|mounted| mounted.host).collect());
    for host in all {
        host.touch();
    }
}

pub(super) fn disconnect(id: u32) {
    let gone = TABLE.with_borrow_mut(|table| {
        let at = table
            .mounted
            .iter()
            .position(|mounted| mounted.host.0 == id)?;
        Some(table.mounted.swap_remove(at))
    });
    // Ended outside the borrow: what ends with the view may look at the table.
    if let Some(mut mounted) = gone {
        // The view first: what it still hears must find the signals that it reads.
        mounted.view = None;
        mounted.owner.cleanup();
    }
}

/// Lets every element that has failed try again: the network is back.
pub(super) fn retry_failed() {
    let waiting: Vec<_> = TABLE.with_borrow(|table| {
        table
            .mounted
            .iter()
            .filter_map(|mounted| mounted.retry.clone())
            .collect()
    });
    for retry in waiting {
        retry();
    }
}

impl Host {
    // `act` must not call out: a listener of the page could lead back to the table.
    fn take<T>(self, act: impl FnOnce(&mut Mounted) -> T) -> Option<T> {
        TABLE.with_borrow_mut(|table| {
            table
                .mounted
                .iter_mut()
                .find(|mounted| mounted.host == self)
                .map(act)
        })
    }

    /// Shows a view for as long as the element lives.
    pub fn mount(self, view: impl FnOnce() -> crate::view::View + 'static) {
        let parts = self.take(|mounted| (mounted.root.clone(), mounted.owner.clone()));
        if let Some((root, owner)) = parts {
            let handle = owner.with(|| crate::view::mount_to(root, view));
            self.take(|mounted| mounted.view = Some(Box::new(handle)));
        }
    }

    /// The element that a template, a component or an effect belongs to.
    pub fn current() -> Option<Self> {
        use_context()
    }

    /// Runs what makes signals and effects, so that they end with the element.
    pub fn own<T>(self, make: impl FnOnce() -> T) -> Option<T> {
        let owner = self.take(|mounted| mounted.owner.clone())?;
        Some(owner.with(make))
    }

    /// Follows the attributes: a closure or an effect that asks for one runs again when the page has changed one.
    pub(super) fn track(self) {
        if let Some(changed) = self.take(|mounted| mounted.changed.clone()) {
            changed.track();
        }
    }

    /// The element itself.
    pub fn element(self) -> Option<HtmlElement> {
        self.take(|mounted| mounted.element.clone())
    }

    /// Says that something which the element's view was made from has changed: the view is made anew, once, before the next paint.
    pub fn touch(self) {
        if let Some(changed) = self.take(|mounted| mounted.changed.clone()) {
            changed.notify();
        }
    }

    /// Gives the element's shadow root a sheet; all elements share the sheet of one name.
    pub fn style(self, name: &str, css: &str) {
        if let Some(element) = self.element() {
            adopt(&element, name, css);
        }
    }

    /// Shows a view for as long as the element lives: `view` makes it, and makes it anew whenever the element is touched.
    pub fn show(self, view: impl Fn() -> Markup + 'static) {
        let Some(parts) = self.take(|mounted| {
            (
                mounted.root.clone(),
                mounted.owner.clone(),
                mounted.changed.clone(),
            )
        }) else {
            return;
        };
        let (root, owner, changed) = parts;
        // Boxed: one mounted type for all widgets. It stays on the page's one thread.
        let view = SendWrapper::new(Box::new(view) as Box<dyn Fn() -> Markup>);
        let handle = owner.with(|| {
            mount_to(root, move || {
                move || {
                    changed.track();
                    View::from(view())
                }
            })
        });
        self.take(|mounted| mounted.view = Some(Box::new(handle)));
    }

    /// Begins a piece of work. It ends early when the element goes or the next work of its kind begins.
    pub fn spawn(self, work: Work, task: impl Future<Output = ()> + 'static) {
        let task = Task::spawn(Box::pin(task));
        self.end(work);
        self.take(|mounted| mounted.tasks.push((work, task)));
    }

    /// Ends the work of this kind, if there is any.
    pub fn end(self, work: Work) {
        let ended = self.take(|mounted| {
            let tasks = &mut mounted.tasks;
            let at = tasks.iter().position(|(kind, _)| *kind == work)?;
            Some(tasks.swap_remove(at))
        });
        // Dropped outside the borrow: what ends with the work may look at the table.
        drop(ended);
    }

    /// What to do when the network is back after a failure; `None` once there is nothing to try again.
    pub fn on_retry(self, retry: Option<Rc<dyn Fn()>>) {
        drop(self.take(|mounted| core::mem::replace(&mut mounted.retry, retry)));
    }

    /// Puts the focus on what a selector finds in the view, once the view that is being made is on the page.
    pub fn focus(self, selector: String) {
        wasm_bindgen_futures::spawn_local(async move {
            page::frame().await;
            self.focus_now(&selector);
        });
    }

    /// Puts the focus on what a selector finds in the view.
    pub fn focus_now(self, selector: &str) {
        let target = self.find(selector).and_then(|found| found.dyn_into().ok());
        if let Some(target) = target {
            let target: HtmlElement = target;
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = target.focus_with_options(&options);
        }
    }

    /// What a selector finds in the view.
    pub fn find(self, selector: &str) -> Option<Element> {
        let root = self.take(|mounted| mounted.root.clone())?;
        root.query_selector(selector).ok().flatten()
    }

    /// Scrolls up to the element's start where the reader has left it above.
    pub fn bring_into_view(self) {
        if let Some(element) = self.element()
            && element.get_bounding_client_rect().top() < 0.0
        {
            element.scroll_into_view();
        }
    }

    /// Tells the page what the element is doing: `loading`, `ready`, `empty`, `failed` or `misconfigured`. True where that is new.
    pub fn mark(self, state: &'static str, stale: bool) -> bool {
        let Some(root) = self.take(|mounted| mounted.root.clone()) else {
            return false;
        };
        let is_new = root.get_attribute("data-state").as_deref() != Some(state)
            || root.has_attribute("data-stale") != stale;
        let _ = root.set_attribute("data-state", state);
        let _ = root.toggle_attribute_with_force("data-stale", stale);
        is_new
    }

    /// Sends an event once the view that is being made is on the page.
    pub fn tell(self, event: &'static str, key: &'static str, value: &'static str) {
        wasm_bindgen_futures::spawn_local(async move {
            page::pause(0.0).await;
            self.send(event, &[(key, value)]);
        });
    }

    /// Sends an event that bubbles out of the shadow root. False where a listener prevented what would follow.
    pub fn send(self, event: &str, detail: &[(&str, &str)]) -> bool {
        let object = Object::new();
        for (key, value) in detail {
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(true);
        init.set_detail(&object);
        let event = CustomEvent::new_with_event_init_dict(event, &init).ok();
        let sent = self
            .element()
            .zip(event)
            .and_then(|(element, event)| element.dispatch_event(&event).ok());
        sent.unwrap_or(true)
    }
}
