//! What an element on the page is to its widget: attributes that can be followed, a place to show a view, work under way, events.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use leptos::{
    mount::UnmountHandle,
    prelude::*,
    reactive::{owner::Owner, signal::ArcTrigger},
};
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, Element, FocusOptions, HtmlElement};

use crate::{
    page,
    view::{Mounted as Shown, mount_to},
};

#[wasm_bindgen(module = "/src/elements/sheets.js")]
extern "C" {
    fn adopt(element: &HtmlElement, name: &str, css: &str);
}

/// An element on the page, from its connection to its end. It is a number: once the element has gone, every call is a no-op.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Host(u32);

struct Mounted {
    host: Host,
    element: HtmlElement,
    root: HtmlElement,
    owner: Owner,
    changed: ArcTrigger,
    // The mounted view: dropping it takes it off the page.
    view: Option<UnmountHandle<Shown>>,
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
    let shown_in = root.clone();
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
        });
        host
    });
    host.style("base", concat!(style!("tokens"), style!("base")));
    let view = kind.view;
    let handle = owner.with(|| mount_to(shown_in, move || view(host)));
    host.take(|mounted| mounted.view = Some(handle));
    host.0
}

/// The page has changed an attribute: what asked for one runs again.
pub(super) fn changed(id: u32) {
    if let Some(changed) = Host(id).take(|mounted| mounted.changed.clone()) {
        changed.notify();
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

    /// The element that a template, a component or an effect belongs to.
    pub fn current() -> Option<Self> {
        // By the outermost owner: a context of Leptos would bring another hash map.
        let id = crate::view::outermost().debug_id();
        TABLE.with_borrow(|table| {
            let mut mounted = table.mounted.iter();
            mounted
                .find(|mounted| mounted.owner.debug_id() == id)
                .map(|mounted| mounted.host)
        })
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

    /// Gives the element's shadow root a sheet; all elements share the sheet of one name.
    pub fn style(self, name: &str, css: &str) {
        if let Some(element) = self.element() {
            adopt(&element, name, css);
        }
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
