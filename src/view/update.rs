//! Brings the page up to date: what fills a hole becomes what a new view says, in place where it can.

use bangtin_model::decimal;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    Instance, Node, Render, View, dom, keyed,
    shown::{Effect, List, Listener, Live, Place, Shown},
};

/// Makes what fills a hole what the view says. Gives what fills it then.
pub(super) fn update(place: &Place, old: Shown, new: View) -> Shown {
    match (old, new.0) {
        (Shown::Effect(effect), Node::Closure(view)) => follow(place, effect.take(), view),
        (Shown::Effect(effect), new) => update(place, effect.take(), View(new)),
        (old, Node::Closure(view)) => follow(place, old, view),
        (old, Node::Instance(new)) if is_of(&old, &new) => {
            renew(|| place.node().unchecked_into(), old, *new)
        }
        (Shown::List(old), Node::List(new)) => update_list(old, new),
        (Shown::Still(View(Node::List(old))), Node::List(new)) => {
            let items = old.into_iter().map(Shown::Still).collect();
            let end = place.node();
            update_list(List { end, items }, new)
        }
        (Shown::Rows(old), Node::Rows(new)) => Shown::Rows(keyed::update(old, *new)),
        (Shown::Fragment(end, old), Node::Fragment(new)) if old == new => Shown::Fragment(end, new),
        (Shown::Listener(listener), Node::Listener(handler)) => {
            listener.replace(handler);
            Shown::Listener(listener)
        }
        (Shown::Still(old), new) if old.0.is_value() && new.is_value() => {
            let new = View(new);
            if place.is_property || old != new {
                assign(place, &new);
            }
            Shown::Still(new)
        }
        (old, new) => {
            leave(place, old);
            show(place, View(new))
        }
    }
}

impl Node {
    fn is_value(&self) -> bool {
        matches!(self, Self::Empty | Self::Text(_) | Self::Flag(_))
    }
}

fn assign(place: &Place, value: &View) {
    match &value.0 {
        Node::Text(text) => place.set(Some(text)),
        Node::Flag(flag) => place.toggle(*flag),
        _ => place.set(None),
    }
}

/// Fills a hole in which nothing stands that must be ended.
fn show(place: &Place, new: View) -> Shown {
    match new.0 {
        Node::Instance(_) => {
            let (root, shown) = make(new);
            place.swap(&root);
            shown
        }
        Node::List(views) => {
            let end = place.list();
            update_list(
                List {
                    end,
                    items: Vec::new(),
                },
                views,
            )
        }
        Node::Rows(rows) => Shown::Rows(keyed::show(place.list(), *rows)),
        Node::Fragment(fragment) => {
            let end = place.list();
            dom::insert_copy(&end, &fragment);
            Shown::Fragment(end, fragment)
        }
        Node::Closure(view) => follow(place, Shown::default(), view),
        Node::Listener(handler) => Shown::Listener(Listener::new(place, handler)),
        value => {
            let value = View(value);
            assign(place, &value);
            Shown::Still(value)
        }
    }
}

/// Ends what fills a hole, and takes away what stands before the hole's own node.
pub(super) fn leave(place: &Place, old: Shown) {
    match old {
        Shown::Effect(effect) => leave(place, effect.take()),
        Shown::List(List { end, items }) => {
            for (index, item) in items.into_iter().enumerate() {
                leave(&Place::item(&end, index), item);
            }
            dom::clear(&end);
        }
        Shown::Still(View(Node::List(views))) => {
            let items = views.into_iter().map(Shown::Still).collect();
            let end = place.node();
            leave(place, Shown::List(List { end, items }));
        }
        Shown::Rows(rows) => keyed::leave(rows),
        Shown::Fragment(end, _) => dom::clear(&end),
        _ => {}
    }
}

/// Runs the closure now, and again whenever a signal that it read has changed.
fn follow(place: &Place, old: Shown, mut view: Box<dyn Render>) -> Shown {
    let place = place.clone();
    let run: Box<dyn FnMut(Option<Shown>) -> Shown> =
        Box::new(move |old| update(&place, old.unwrap_or_default(), view.render()));
    Shown::Effect(Effect(RenderEffect::new_with_value(run, Some(old))))
}

/// The element of an instance, nowhere yet.
pub(super) fn make(view: View) -> (Element, Shown) {
    let instance = match view.0 {
        Node::Instance(instance) if instance.still => {
            let view = View(Node::Instance(instance));
            let mut tokens = String::new();
            write(&mut tokens, &view);
            return (dom::fill(&tokens), Shown::Still(view));
        }
        Node::Instance(instance) => *instance,
        other => wrapped(View(other)),
    };
    let root = dom::make(instance.template.number());
    let empty = instance.values.iter().map(|_| Shown::default()).collect();
    let holes = update_all(empty, instance.values, |index| {
        Place::hole(&root, instance.template, index)
    });
    let live = Live {
        template: instance.template,
        root: root.clone(),
        holes,
    };
    (root, Shown::Live(Box::new(live)))
}

/// A row must be an element: what is none gets one.
fn wrapped(view: View) -> Instance {
    static WRAPPER: super::Template = super::Template::new("span\u{1}0\u{1}1\u{1}\u{2}", 0);
    Instance {
        template: &WRAPPER,
        still: false,
        values: vec![view],
    }
}

fn update_all(old: Vec<Shown>, new: Vec<View>, place: impl Fn(usize) -> Place) -> Vec<Shown> {
    let mut holes = Vec::new();
    for (index, (old, new)) in old.into_iter().zip(new).enumerate() {
        holes.push(update(&place(index), old, new));
    }
    holes
}

/// Brings an element up to date; gives another one where it cannot become what the view says.
pub(super) fn element(root: &Element, old: Shown, new: View) -> (Option<Element>, Shown) {
    match new.0 {
        Node::Instance(new) if is_of(&old, &new) => (None, renew(|| root.clone(), old, *new)),
        new => {
            let (root, shown) = make(View(new));
            (Some(root), shown)
        }
    }
}

/// Whether an element was made from the same template.
fn is_of(old: &Shown, new: &Instance) -> bool {
    let template = match old {
        Shown::Live(old) => old.template,
        Shown::Still(View(Node::Instance(old))) => old.template,
        _ => return false,
    };
    core::ptr::eq(template, new.template)
}

/// Brings an instance of the same template up to date. One that is known by its values alone is only asked for its element where one of
/// them has changed.
fn renew(root: impl FnOnce() -> Element, old: Shown, new: Instance) -> Shown {
    let (root, old) = match old {
        Shown::Live(old) => (old.root, old.holes),
        Shown::Still(View(Node::Instance(old))) => {
            if new.still && old.values == new.values {
                return Shown::Still(View(Node::Instance(old)));
            }
            (root(), old.values.into_iter().map(Shown::Still).collect())
        }
        other => return other,
    };
    let template = new.template;
    let holes = update_all(old, new.values, |index| Place::hole(&root, template, index));
    if !new.still || holes.iter().any(|hole| !hole.is_still()) {
        return Shown::Live(Box::new(Live {
            template,
            root,
            holes,
        }));
    }
    let values = holes.into_iter().map(Shown::into_view).collect();
    Shown::Still(View(Node::Instance(Box::new(Instance {
        template,
        still: true,
        values,
    }))))
}

impl Shown {
    fn is_still(&self) -> bool {
        match self {
            Self::Still(_) => true,
            Self::List(list) => list.items.iter().all(Self::is_still),
            _ => false,
        }
    }

    /// What is still, as its value.
    fn into_view(self) -> View {
        match self {
            Self::Still(view) => view,
            Self::List(List { items, .. }) => {
                View::list(items.into_iter().map(Self::into_view).collect())
            }
            _ => View::default(),
        }
    }
}

fn update_list(List { end, mut items }: List, new: Vec<View>) -> Shown {
    while items.len() > new.len() {
        if let Some(item) = items.pop() {
            leave(&Place::item(&end, items.len()), item);
        }
        dom::pop(&end);
    }
    while items.len() < new.len() {
        dom::push(&end);
        items.push(Shown::default());
    }
    let items = update_all(items, new, |index| Place::item(&end, index));
    Shown::List(List { end, items })
}

/// Writes what `dom::fill` reads.
fn write(tokens: &mut String, view: &View) {
    match &view.0 {
        Node::Text(text) if !is_sign(text) => token(tokens, text),
        Node::Flag(true) => token(tokens, dom::TRUE),
        Node::Flag(false) => token(tokens, dom::FALSE),
        Node::Instance(instance) => {
            if !tokens.is_empty() {
                token(tokens, dom::INSTANCE);
            }
            token(tokens, &decimal(instance.template.number().into()));
            for value in &instance.values {
                write(tokens, value);
            }
        }
        Node::List(views) => {
            token(tokens, dom::LIST);
            token(tokens, &decimal(views.len() as u64));
            for view in views {
                write(tokens, view);
            }
        }
        _ => token(tokens, dom::NONE),
    }
}

/// Whether a text would be taken for one of our own signs.
fn is_sign(text: &str) -> bool {
    matches!(text.as_bytes(), [sign] if *sign < 7)
}

/// Adds a token. A text that holds our own sign between tokens, which no page shows, loses it here.
fn token(tokens: &mut String, token: &str) {
    if !tokens.is_empty() {
        tokens.push(dom::BETWEEN);
    }
    for part in token.split(dom::BETWEEN) {
        tokens.push_str(part);
    }
}
