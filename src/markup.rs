//! What widgets show: one type for every element, made and made again by Leptos.
//!
//! A `view!` is a type of its own for each shape, and each such type costs the reader bytes: the list alone was 48 KB (brotli) of
//! them. Here a view is data. Leptos decides when it is made anew (a reactive closure that the element mounts, see
//! `elements::host::Host::show`); this room brings the page up to date with it.

mod leptos;
mod rendered;
mod still;

use std::borrow::Cow;
use std::rc::Rc;

use web_sys::{Element, Event};

pub use self::leptos::View;
use rendered::Rendered;

/// Words of the kit, or of a feed.
pub type Text = Cow<'static, str>;

/// What to do with an element once it has been brought up to date.
type Finish = Box<dyn Fn(&Element)>;

/// What to do on an event.
pub type Handler = Rc<dyn Fn(&Event)>;

/// An element to show. Boxed, so that the many calls which build one hand on a pointer: that alone halves their code.
pub struct Markup(Box<Sketch>);

struct Sketch {
    tag: &'static str,
    attributes: Vec<(&'static str, Text)>,
    listeners: Vec<(&'static str, Handler)>,
    children: Children,
    finish: Option<Finish>,
}

enum Children {
    Pieces(Vec<Piece>),
    Rows(Rows),
}

/// A child of an element.
pub enum Piece {
    /// Plain text.
    Text(Text),
    /// An element.
    Element(Markup),
}

/// Many children of one kind. A child is made when its key is new, and stays untouched for as long as the key stays. It has no
/// listeners: its events are heard by the parent.
pub struct Rows {
    /// The children in their order; no key twice.
    pub keys: Vec<u64>,
    /// Makes the child at an index of `keys`.
    pub make: Box<dyn Fn(usize) -> Markup>,
}

/// An element with this tag.
pub fn el(tag: &'static str) -> Markup {
    Markup(Box::new(Sketch {
        tag,
        attributes: Vec::new(),
        listeners: Vec::new(),
        children: Children::Pieces(Vec::new()),
        finish: None,
    }))
}

impl Markup {
    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.set(name, value.into())
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Text) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// Sets an attribute where there is a value for it.
    pub fn maybe<T: Into<Text>>(self, name: &'static str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.set(name, value.into()),
            None => self,
        }
    }

    /// Sets an attribute to words of the kit.
    #[inline(never)]
    pub fn is(self, name: &'static str, value: &'static str) -> Self {
        self.set(name, Text::Borrowed(value))
    }

    /// Sets `part`, by which a page's own CSS can reach the element.
    #[inline(never)]
    pub fn part(self, name: &'static str) -> Self {
        self.is("part", name)
    }

    /// Sets `class`.
    #[inline(never)]
    pub fn class(self, name: &'static str) -> Self {
        self.is("class", name)
    }

    /// Calls `act` on an event of this element or below it.
    pub fn on(self, event: &'static str, act: impl Fn(&Event) + 'static) -> Self {
        self.listen(event, Rc::new(act))
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, act: Handler) -> Self {
        self.0.listeners.push((event, act));
        self
    }

    /// Adds a child, several, or none.
    pub fn with(mut self, children: impl IntoPieces) -> Self {
        children.into_pieces(&mut self);
        self
    }

    #[inline(never)]
    fn add(&mut self, piece: Piece) {
        if let Children::Pieces(pieces) = &mut self.0.children {
            pieces.push(piece);
        }
    }

    /// Gives the element rows in place of all other children.
    pub fn rows(mut self, rows: Rows) -> Self {
        self.0.children = Children::Rows(rows);
        self
    }

    /// Calls `act` with the element each time that it has been brought up to date: for what is no markup, as a sanitized fragment.
    /// Such an element has no children of its own.
    pub fn finish(mut self, act: impl Fn(&Element) + 'static) -> Self {
        self.0.finish = Some(Box::new(act));
        self
    }
}

/// What can be a child.
pub trait IntoPieces {
    /// Adds the children to an element.
    fn into_pieces(self, parent: &mut Markup);
}

impl IntoPieces for Markup {
    fn into_pieces(self, parent: &mut Markup) {
        parent.add(Piece::Element(self));
    }
}

impl IntoPieces for String {
    fn into_pieces(self, parent: &mut Markup) {
        parent.add(Piece::Text(self.into()));
    }
}

impl IntoPieces for &'static str {
    fn into_pieces(self, parent: &mut Markup) {
        parent.add(Piece::Text(self.into()));
    }
}

impl<T: IntoPieces> IntoPieces for Option<T> {
    fn into_pieces(self, parent: &mut Markup) {
        if let Some(child) = self {
            child.into_pieces(parent);
        }
    }
}

impl<T: IntoPieces> IntoPieces for Vec<T> {
    fn into_pieces(self, parent: &mut Markup) {
        for child in self {
            child.into_pieces(parent);
        }
    }
}
