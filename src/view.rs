//! What widgets show. Templates, components and closures are written as Leptos writes them (`view!`, `#[component]` of
//! `crates/view`); what they make is one erased type, [`View`], which this room brings to the page.
//!
//! With Leptos's own `view!` each shape of view is a type, and each type is code: the first files were half as large again. Here a
//! template is a text that the browser's side (`dom.js`) makes an element from, once, and copies; a view is a template with what
//! fills its holes. Leptos mounts it, owns it and says when a closure runs again.
//!
//! - A component runs where the template around it is made. A closure in a template is an effect of its own: it runs again when a
//!   signal that it read has changed, and what it gives is compared with what is there, in place (`update.rs`). So what the reader
//!   typed, the focus and a loaded picture stay.
//! - State belongs to where a widget is made, not into a closure: what a closure makes goes with its next run.
//! - A view has no side effects. What must happen is an [`Effect`](leptos::prelude::Effect) or a handler.

mod convert;
mod dom;
mod keyed;
mod mount;
mod shown;
mod signal;
mod template;
mod update;

use std::{borrow::Cow, rc::Rc};

use web_sys::{DocumentFragment, Event};

pub use bangtin_view::{component, view};
pub use convert::IntoView;
pub use keyed::For;
pub(crate) use keyed::outermost;
pub use mount::{Mounted, mount_to};
pub use signal::{Memo, RwSignal, effect};
pub use template::Template;

use keyed::Rows;

/// Words of the kit, or of a feed.
pub type Text = Cow<'static, str>;

/// What stands inside a component: made when it is called.
pub type Children = Box<dyn FnOnce() -> View>;

/// The props of a component, taken by their names. `#[component]` writes it.
#[doc(hidden)]
pub trait Props {
    /// Takes them.
    type Builder;
    /// None is given yet.
    fn builder() -> Self::Builder;
}

/// Begins to take the props of a component.
#[doc(hidden)]
#[inline(always)]
pub fn props_of<P: Props, V>(_: &impl Fn(P) -> V) -> P::Builder {
    P::builder()
}

/// A closure in a template. A trait of our own: the table behind a `dyn FnMut` has an entry more, and there are hundreds.
trait Render {
    fn render(&mut self) -> View;
}

impl<F: FnMut() -> V, V: IntoView> Render for F {
    fn render(&mut self) -> View {
        self().into_view()
    }
}

/// What to do on an event.
trait Handle {
    fn handle(&self, event: Event);
}

impl<F: Fn(Event)> Handle for F {
    fn handle(&self, event: Event) {
        self(event);
    }
}

type Handler = Rc<dyn Handle>;

/// What can stand in a template: as a child, or as the value of an attribute.
#[derive(Default)]
pub struct View(Node);

/// The one node type.
#[derive(Default)]
enum Node {
    /// Nothing: an absent child keeps its place, an absent attribute is none.
    #[default]
    Empty,
    Text(Text),
    /// An attribute that is there or not; a property that is true or false.
    Flag(bool),
    /// A template with what fills its holes.
    Instance(Box<Instance>),
    List(Vec<View>),
    /// Many elements, each known by its key.
    Rows(Box<Rows>),
    /// What was made elsewhere: sanitized HTML. It is copied into the page.
    Fragment(DocumentFragment),
    /// Runs again when a signal that it reads changes.
    Closure(Box<dyn Render>),
    Listener(Handler),
}

struct Instance {
    template: &'static Template,
    /// Nothing in it listens, is a closure or a property: one call makes all of it, and it is known by its values alone.
    still: bool,
    values: Vec<View>,
}

impl View {
    /// The element of a template, with a value for each of its holes. They are taken out of where they were made.
    #[doc(hidden)]
    #[inline(never)]
    pub fn of(template: &'static Template, holes: &mut [View]) -> Self {
        let mut values = Vec::with_capacity(holes.len());
        let mut still = !template.has_properties();
        for hole in holes {
            still &= hole.is_still();
            values.push(core::mem::take(hole));
        }
        Self(Node::Instance(Box::new(Instance {
            template,
            still,
            values,
        })))
    }

    /// Several, one after the other.
    #[inline(never)]
    pub fn list(views: Vec<View>) -> Self {
        Self(Node::List(views))
    }

    /// A listener.
    #[doc(hidden)]
    pub fn on(act: impl Fn(Event) + 'static) -> Self {
        Self(Node::Listener(Rc::new(act)))
    }

    fn text(text: Text) -> Self {
        Self(Node::Text(text))
    }

    fn is_still(&self) -> bool {
        match &self.0 {
            Node::Empty | Node::Text(_) | Node::Flag(_) => true,
            Node::Instance(instance) => instance.still,
            Node::List(views) => views.iter().all(View::is_still),
            _ => false,
        }
    }
}

/// Equal where the page would look the same; what is not still equals nothing.
impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Node::Empty, Node::Empty) => true,
            (Node::Text(one), Node::Text(other)) => one == other,
            (Node::Flag(one), Node::Flag(other)) => one == other,
            (Node::Instance(one), Node::Instance(other)) => {
                one.still
                    && core::ptr::eq(one.template, other.template)
                    && one.values == other.values
            }
            (Node::List(one), Node::List(other)) => one == other,
            _ => false,
        }
    }
}

#[cfg(all(test, target_family = "wasm"))]
mod tests;
