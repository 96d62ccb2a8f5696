//! Markup on the page, and how it is brought up to date with new markup.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Document, Element, Event, Node};

use super::{Children, Handler, Markup, Piece, Rows, Text, still};
use crate::page;

/// An element on the page with what it was made from.
pub struct Rendered {
    pub(super) element: Element,
    tag: &'static str,
    attributes: Vec<(&'static str, Text)>,
    listeners: Vec<Listener>,
    children: Shown,
}

enum Shown {
    Pieces(Vec<ShownPiece>),
    Rows(Vec<(u64, Element)>),
}

enum ShownPiece {
    Text(web_sys::Text, Text),
    Element(Rendered),
}

struct Listener {
    event: &'static str,
    // The handler changes with the markup; what the browser holds stays.
    handler: Rc<RefCell<Handler>>,
    closure: Closure<dyn FnMut(Event)>,
}

impl Rendered {
    /// Makes the element; `None` where there is no document (never on a page).
    pub fn make(markup: Markup) -> Option<Self> {
        make(&page::document()?, markup)
    }

    /// Brings the element up to date, or gives the markup back where the element cannot become it and must be made anew.
    pub fn update(&mut self, markup: Markup) -> Result<(), Markup> {
        if self.tag != markup.0.tag {
            return Err(markup);
        }
        let markup = *markup.0;
        self.set_attributes(markup.attributes);
        self.set_listeners(markup.listeners);
        if let Some(document) = page::document() {
            self.set_children(&document, markup.children);
        }
        if let Some(finish) = markup.finish {
            finish(&self.element);
        }
        Ok(())
    }

    fn set_attributes(&mut self, new: Vec<(&'static str, Text)>) {
        for (name, _) in &self.attributes {
            if !new.iter().any(|(kept, _)| kept == name) {
                let _ = self.element.remove_attribute(name);
            }
        }
        for (name, value) in &new {
            if !self
                .attributes
                .iter()
                .any(|(old, shown)| old == name && shown == value)
            {
                let _ = self.element.set_attribute(name, value);
            }
        }
        self.attributes = new;
    }

    fn set_listeners(&mut self, new: Vec<(&'static str, Handler)>) {
        let same = new.len() == self.listeners.len()
            && new
                .iter()
                .zip(&self.listeners)
                .all(|((event, _), old)| *event == old.event);
        if same {
            for ((_, handler), old) in new.into_iter().zip(&self.listeners) {
                old.handler.replace(handler);
            }
        } else {
            for old in self.listeners.drain(..) {
                let _ = self.element.remove_event_listener_with_callback(
                    old.event,
                    old.closure.as_ref().unchecked_ref(),
                );
            }
            self.listeners = listen(&self.element, new);
        }
    }

    fn set_children(&mut self, document: &Document, new: Children) {
        match (&mut self.children, new) {
            (Shown::Pieces(shown), Children::Pieces(new)) => {
                set_pieces(document, &self.element, shown, new)
            }
            (Shown::Rows(shown), Children::Rows(new)) => set_rows(&self.element, shown, new),
            (_, new) => {
                self.element.set_text_content(None);
                self.children = fill(document, &self.element, new);
            }
        }
    }
}

impl ShownPiece {
    fn node(&self) -> &Node {
        match self {
            Self::Text(node, _) => node,
            Self::Element(rendered) => &rendered.element,
        }
    }
}

fn make(document: &Document, markup: Markup) -> Option<Rendered> {
    let markup = *markup.0;
    let element = document.create_element(markup.tag).ok()?;
    for (name, value) in &markup.attributes {
        let _ = element.set_attribute(name, value);
    }
    let children = fill(document, &element, markup.children);
    if let Some(finish) = markup.finish {
        finish(&element);
    }
    let listeners = listen(&element, markup.listeners);
    Some(Rendered {
        element,
        tag: markup.tag,
        attributes: markup.attributes,
        listeners,
        children,
    })
}

fn make_piece(document: &Document, piece: Piece) -> Option<ShownPiece> {
    Some(match piece {
        Piece::Text(text) => ShownPiece::Text(document.create_text_node(&text), text),
        Piece::Element(markup) => ShownPiece::Element(make(document, markup)?),
    })
}

fn listen(element: &Element, listeners: Vec<(&'static str, Handler)>) -> Vec<Listener> {
    let listen = |(event, handler): (&'static str, Handler)| {
        let handler = Rc::new(RefCell::new(handler));
        let current = handler.clone();
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // Taken out of the cell first: what the handler does may bring this element up to date.
            let act = current.borrow().clone();
            act(&event);
        });
        // Captured, so that events which do not bubble (a picture's `error`) are heard too.
        let _ = element.add_event_listener_with_callback_and_bool(
            event,
            closure.as_ref().unchecked_ref(),
            event == "error",
        );
        Listener {
            event,
            handler,
            closure,
        }
    };
    listeners.into_iter().map(listen).collect()
}

fn fill(document: &Document, parent: &Element, children: Children) -> Shown {
    match children {
        Children::Pieces(pieces) => {
            let mut shown = Vec::new();
            set_pieces(document, parent, &mut shown, pieces);
            Shown::Pieces(shown)
        }
        Children::Rows(rows) => {
            let mut shown = Vec::new();
            set_rows(parent, &mut shown, rows);
            Shown::Rows(shown)
        }
    }
}

/// Child by child in order.
fn set_pieces(document: &Document, parent: &Element, shown: &mut Vec<ShownPiece>, new: Vec<Piece>) {
    let kept = new.len();
    for (index, piece) in new.into_iter().enumerate() {
        let Some(old) = shown.get_mut(index) else {
            if let Some(made) = make_piece(document, piece) {
                let _ = parent.append_child(made.node());
                shown.push(made);
            }
            continue;
        };
        let other = match (&mut *old, piece) {
            (ShownPiece::Text(node, text), Piece::Text(new)) => {
                if *text != new {
                    node.set_data(&new);
                    *text = new;
                }
                continue;
            }
            (ShownPiece::Element(rendered), Piece::Element(markup)) => {
                match rendered.update(markup) {
                    Ok(()) => continue,
                    Err(markup) => Piece::Element(markup),
                }
            }
            (_, piece) => piece,
        };
        if let Some(made) = make_piece(document, other) {
            let _ = parent.replace_child(made.node(), old.node());
            *old = made;
        }
    }
    for gone in shown.drain(kept.min(shown.len())..) {
        let _ = parent.remove_child(gone.node());
    }
}

/// By key: rows that stay are not touched, new ones are made where they belong.
fn set_rows(parent: &Element, shown: &mut Vec<(u64, Element)>, new: Rows) {
    let pairs = shown.iter().zip(&new.keys);
    let same_start = pairs.take_while(|((old, _), key)| old == *key).count();
    let mut old = shown.split_off(same_start);
    let wanted = new.keys.get(same_start..).unwrap_or_default();
    // Nearly always the old rows are wanted in their old order: the search goes on where the last one was found.
    let mut from = 0;
    old.retain(
        |(key, row)| match position(wanted, from, |wanted| wanted == key) {
            Some(at) => {
                from = at + 1;
                true
            }
            None => {
                row.remove();
                false
            }
        },
    );
    // What stands before the next row; a row is put in place only where it does not stand there already.
    let mut before: Option<Node> = shown.last().map(|(_, row)| row.clone().into());
    let mut at = 0;
    for (index, key) in wanted.iter().enumerate() {
        let row = match position(&old, at, |(old, _)| old == key) {
            Some(found) => {
                at = found + 1;
                old.get(found).map(|(_, row)| row.clone())
            }
            None => None,
        };
        let row = row.unwrap_or_else(|| still::make(&(new.make)(same_start + index)));
        let after = match &before {
            Some(before) => before.next_sibling(),
            None => parent.first_child(),
        };
        if after.as_ref() != Some(row.as_ref()) {
            let _ = parent.insert_before(&row, after.as_ref());
        }
        before = Some(row.clone().into());
        shown.push((*key, row));
    }
}

/// The first place from `from` on that fits, else the first before it.
fn position<T>(items: &[T], from: usize, fits: impl Fn(&T) -> bool) -> Option<usize> {
    let (before, after) = items.split_at_checked(from)?;
    match after.iter().position(&fits) {
        Some(at) => Some(from + at),
        None => before.iter().position(fits),
    }
}
