//! What is on the page, with what it was made from.

use std::{cell::RefCell, rc::Rc};

use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{DocumentFragment, Element, Event, Node};

use super::{Handler, Template, View, dom, keyed};

/// What fills a hole.
pub(super) enum Shown {
    /// Known by its value alone; its nodes are asked for when they change.
    Still(View),
    /// An element in which something listens or moves by itself.
    Live(Box<Live>),
    List(List),
    Rows(Box<keyed::ShownRows>),
    Fragment(Node, DocumentFragment),
    Effect(Effect),
    Listener(Box<Listener>),
}

impl Default for Shown {
    fn default() -> Self {
        Self::Still(View::default())
    }
}

/// A closure that runs again when a signal that it read has changed, and what it has made.
pub(super) struct Effect(pub(super) RenderEffect<Shown>);

impl Effect {
    pub(super) fn take(&self) -> Shown {
        self.0.take_value().unwrap_or_default()
    }
}

/// What it made ends at once, and not when the task behind the effect is asked next: until then its listeners would be heard.
impl Drop for Effect {
    fn drop(&mut self) {
        drop(self.take());
    }
}

/// An element with what fills each of its holes.
pub(super) struct Live {
    pub(super) template: &'static Template,
    pub(super) root: Element,
    pub(super) holes: Vec<Shown>,
}

/// Several, before the node that ends them.
pub(super) struct List {
    pub(super) end: Node,
    pub(super) items: Vec<Shown>,
}

/// Where a view goes: a hole of an instance of a template, or the item of a list.
#[derive(Clone)]
pub(super) struct Hole {
    pub(super) owner: Node,
    pub(super) template: u32,
    pub(super) index: u32,
    /// Whether it is a property.
    pub(super) is_property: bool,
}

impl Hole {
    pub(super) fn item(end: &Node, index: usize) -> Self {
        Self {
            owner: end.clone(),
            template: dom::ITEMS,
            index: index as u32,
            is_property: false,
        }
    }

    pub(super) fn of(root: &Node, template: &Template, index: usize) -> Self {
        Self {
            owner: root.clone(),
            template: template.number(),
            index: index as u32,
            is_property: template.is_property(index),
        }
    }

    pub(super) fn set(&self, text: Option<&str>) {
        dom::set(&self.owner, self.template, self.index, text);
    }

    pub(super) fn toggle(&self, flag: bool) {
        dom::toggle(&self.owner, self.template, self.index, flag);
    }

    pub(super) fn node(&self) -> Node {
        dom::node(&self.owner, self.template, self.index)
    }

    pub(super) fn swap(&self, other: &Node) {
        dom::swap(&self.owner, self.template, self.index, other);
    }

    /// Ends a list here; gives the node that ends it.
    pub(super) fn list(&self) -> Node {
        dom::list(&self.owner, self.template, self.index)
    }
}

/// A listener on the page. What the browser holds stays while the handler changes with the view.
pub(super) struct Listener {
    handler: Rc<RefCell<Handler>>,
    closure: Closure<dyn FnMut(Event)>,
    place: Hole,
}

impl Listener {
    pub(super) fn new(place: &Hole, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let current = handler.clone();
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // Taken out of the cell first: what the handler does may bring this view up to date.
            let act = current.borrow().clone();
            act.handle(event);
        });
        dom::listen(
            &place.owner,
            place.template,
            place.index,
            closure.as_ref().unchecked_ref(),
        );
        Self {
            handler,
            closure,
            place: place.clone(),
        }
    }

    pub(super) fn replace(&self, handler: Handler) {
        self.handler.replace(handler);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let Hole {
            owner,
            template,
            index,
            ..
        } = &self.place;
        dom::unlisten(
            owner,
            *template,
            *index,
            self.closure.as_ref().unchecked_ref(),
        );
    }
}
