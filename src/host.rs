//! What an element on the page is to its widget: attributes that can be followed, a place to show a view, work under way, events.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use bangtin_model::{split, trim};
use leptos::{
    mount::UnmountHandle,
    prelude::*,
    reactive::{owner::Owner, signal::ArcTrigger},
};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::{
    page,
    view::{Mounted as MountedView, View, mount_to, outermost},
};

#[wasm_bindgen(module = "/src/host/element.js")]
extern "C" {
    fn mark(root: &HtmlElement, state: &str, stale: bool) -> bool;
    fn send(element: &HtmlElement, event: &str, members: &str) -> bool;
    fn tell(element: &HtmlElement, event: &str, members: &str);
    fn focus(root: &HtmlElement, selector: &str);
    #[wasm_bindgen(js_name = keepAddress)]
    fn keep_address(root: &HtmlElement, address: &str);
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
    view: RefCell<Option<UnmountHandle<MountedView>>>,
}

thread_local! {
    // In the order of their numbers.
    static TABLE: RefCell<Vec<Rc<Mounted>>> = const { RefCell::new(Vec::new()) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Makes the view of an element in `root`; the number under which it lives.
pub fn connect(
    make: impl FnOnce(Host) -> View + 'static,
    element: HtmlElement,
    root: HtmlElement,
) -> u32 {
    let host = Host(LAST.get() + 1);
    LAST.set(host.0);
    let mounted = Rc::new(Mounted {
        host,
        element,
        root: root.clone(),
        owner: Owner::new(),
        changed: ArcTrigger::new(),
        view: RefCell::new(None),
    });
    TABLE.with_borrow_mut(|table| table.push(mounted.clone()));
    // The loader has it.
    host.style("base", "");
    host.style("rest", style!("rest"));
    let handle = mounted.owner.with(|| mount_to(root, move || make(host)));
    mounted.view.replace(Some(handle));
    host.0
}

/// The page has changed an attribute: what asked for one runs again.
pub fn changed(id: u32) {
    if let Some(mounted) = Host(id).mounted() {
        mounted.changed.notify();
    }
}

/// Ends the view: its signals, timers, requests and listeners go with it.
pub fn disconnect(id: u32) {
    if let Some(mounted) = Host(id).mounted() {
        TABLE.with_borrow_mut(|table| table.retain(|other| other.host.0 != id));
        // The view first: what it still hears must find the signals that it reads.
        drop(mounted.view.take());
        mounted.owner.cleanup();
    }
}

impl Host {
    /// Nothing once the element has gone.
    fn mounted(self) -> Option<Rc<Mounted>> {
        TABLE.with_borrow(|table| {
            let at = table.partition_point(|mounted| mounted.host.0 < self.0);
            table
                .get(at)
                .filter(|mounted| mounted.host == self)
                .cloned()
        })
    }

    /// The element that a template, a component or an effect belongs to.
    pub fn current() -> Option<Self> {
        // By the outermost owner: a context of Leptos would bring another hash map, 1.3 KB.
        let id = outermost().debug_id();
        TABLE.with_borrow(|table| {
            let mut mounted = table.iter();
            mounted
                .find(|mounted| mounted.owner.debug_id() == id)
                .map(|mounted| mounted.host)
        })
    }

    /// Follows the attributes: a closure or an effect that asks for one runs again when the page has changed one.
    fn track(self) {
        if let Some(mounted) = self.mounted() {
            mounted.changed.track();
        }
    }

    /// The element itself.
    pub fn element(self) -> Option<HtmlElement> {
        Some(self.mounted()?.element.clone())
    }

    /// Gives the element's shadow root a sheet; all elements share the sheet of one name.
    pub fn style(self, name: &str, css: &str) {
        if let Some(element) = self.element() {
            crate::first::adopt(&element, name, css);
        }
    }

    /// Puts the focus on what a selector finds in the view, once the view that is being made is on the page.
    pub fn focus(self, selector: &str) {
        if let Some(mounted) = self.mounted() {
            focus(&mounted.root, selector);
        }
    }

    /// Keeps the address that was asked last, for who set the page up (src/advice.js).
    pub fn keep_address(self, address: &str) {
        if let Some(mounted) = self.mounted() {
            keep_address(&mounted.root, address);
        }
    }

    /// Tells the page what the element is doing: `loading`, `ready`, `empty`, `failed` or `misconfigured`. True where that is new.
    pub fn mark(self, state: &'static str, stale: bool) -> bool {
        let mounted = self.mounted();
        mounted.is_some_and(|mounted| mark(&mounted.root, state, stale))
    }

    /// Sends an event once the view that is being made is on the page.
    pub fn tell(self, event: &str, detail: &[&str]) {
        if let Some(mounted) = self.mounted() {
            tell(&mounted.element, event, &members(detail));
        }
    }

    /// Sends an event that bubbles out of the shadow root, with the names and values of its detail. False where a listener prevented
    /// what would follow.
    pub fn send(self, event: &str, detail: &[&str]) -> bool {
        let mounted = self.mounted();
        mounted.is_none_or(|mounted| send(&mounted.element, event, &members(detail)))
    }
}

/// What the page wrote on the element's tag. A change of it touches the element.
impl Host {
    /// The value of an attribute as it is written.
    pub fn raw(self, name: &str) -> Option<String> {
        self.track();
        self.element()?.get_attribute(name)
    }

    /// The value of an attribute, without the spaces around it. An empty one is none.
    pub fn get(self, name: &str) -> Option<String> {
        page::stated(self.raw(name))
    }

    /// What an attribute lists, separated by commas.
    pub fn list(self, name: &str) -> Vec<String> {
        let stated = self.get(name).unwrap_or_default();
        let list = split(&stated, b',').into_iter();
        list.map(|one| trim(one).to_owned()).collect()
    }

    /// The value of an attribute, else the page-wide setting of that name (`data-*` of the loader's tag).
    pub fn or_page(self, name: &str) -> Option<String> {
        self.get(name).or_else(|| page::setting(name))
    }

    /// The language tag in force: the element's own, the page-wide one, or that of the nearest ancestor.
    pub fn language(self) -> String {
        let nearest = || {
            self.element()?
                .closest("[lang]")
                .ok()??
                .get_attribute("lang")
        };
        self.or_page("lang").or_else(nearest).unwrap_or_default()
    }
}

/// The names and values of a detail, as the browser's side takes them.
fn members(detail: &[&str]) -> String {
    let mut members = String::new();
    for member in detail {
        if !members.is_empty() {
            members.push('\u{1}');
        }
        members.push_str(member);
    }
    members
}
