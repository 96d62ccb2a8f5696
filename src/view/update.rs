//! Brings the page up to date: what fills a hole becomes what a new view says, in place where it can.

use bangtin_model::{decimal, split_once};
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    Instance, Node, Render, View, dom, keyed,
    shown::{Effect, Hole, List, Listener, Live, Shown},
};

/// Makes what fills a hole what the view says.
pub(super) fn update(place: &Hole, shown: &mut Shown, new: View) {
    if let Shown::Effect(effect) = shown {
        // What it has made stays; the effect itself ends.
        *shown = effect.take();
    }
    if let Some(new) = reuse(place, shown, new) {
        leave(place, shown);
        *shown = show(place, new);
    }
}

/// Changes what is there in place; gives the view back where it is of another kind.
fn reuse(place: &Hole, shown: &mut Shown, new: View) -> Option<View> {
    if let Shown::Still(View(Node::List(views))) = shown {
        *shown = Shown::List(List {
            end: place.node(),
            items: still(core::mem::take(views)),
        });
    }
    match (&mut *shown, new.0) {
        (_, Node::Closure(view)) => follow(place, shown, view),
        (old, Node::Instance(new)) if is_of(old, &new) => {
            renew(|| place.node().unchecked_into(), old, *new);
        }
        (Shown::List(list), Node::List(new)) => update_list(list, new),
        (Shown::Rows(rows), Node::Rows(new)) => keyed::update(rows, *new),
        (Shown::Fragment(_, old), Node::Fragment(new)) if *old == new => {}
        (Shown::Listener(listener), Node::Listener(handler)) => listener.replace(handler),
        (Shown::Still(old), new) if old.0.is_value() && new.is_value() => {
            let new = View(new);
            if place.is_property || *old != new {
                assign(place, &new);
            }
            *old = new;
        }
        (_, new) => return Some(View(new)),
    }
    None
}

impl Node {
    fn is_value(&self) -> bool {
        matches!(self, Self::Empty | Self::Text(_) | Self::Flag(_))
    }
}

fn assign(place: &Hole, value: &View) {
    match &value.0 {
        Node::Text(text) => place.set(Some(text)),
        Node::Flag(flag) => place.toggle(*flag),
        _ => place.set(None),
    }
}

/// Fills a hole in which nothing stands that must be ended.
fn show(place: &Hole, new: View) -> Shown {
    match new.0 {
        Node::Instance(_) => {
            let (root, shown) = make(new);
            place.swap(&root);
            shown
        }
        Node::List(views) => {
            let mut list = List {
                end: place.list(),
                items: Vec::new(),
            };
            update_list(&mut list, views);
            Shown::List(list)
        }
        Node::Rows(rows) => Shown::Rows(keyed::show(place.list(), *rows)),
        Node::Fragment(fragment) => {
            let end = place.list();
            dom::insert_copy(&end, &fragment);
            Shown::Fragment(end, fragment)
        }
        Node::Listener(handler) => Shown::Listener(Box::new(Listener::new(place, handler))),
        value => {
            let value = View(value);
            assign(place, &value);
            Shown::Still(value)
        }
    }
}

/// Ends what fills a hole, and takes away what stands before the hole's own node.
pub(super) fn leave(place: &Hole, shown: &mut Shown) {
    match core::mem::take(shown) {
        Shown::Effect(effect) => leave(place, &mut effect.take()),
        Shown::List(list) => leave_list(list),
        Shown::Still(View(Node::List(views))) => leave_list(List {
            end: place.node(),
            items: still(views),
        }),
        Shown::Rows(rows) => keyed::leave(&rows),
        Shown::Fragment(end, _) => dom::clear(&end),
        _ => {}
    }
}

fn leave_list(mut list: List) {
    for (index, item) in list.items.iter_mut().enumerate() {
        leave(&Hole::item(&list.end, index), item);
    }
    dom::clear(&list.end);
}

/// Runs the closure now, and again whenever a signal that it read has changed.
fn follow(place: &Hole, shown: &mut Shown, mut view: Box<dyn Render>) {
    let place = place.clone();
    let run: Box<dyn FnMut(Option<Shown>) -> Shown> = Box::new(move |old| {
        let mut shown = old.unwrap_or_default();
        update(&place, &mut shown, view.render());
        shown
    });
    let old = core::mem::take(shown);
    *shown = Shown::Effect(Effect(RenderEffect::new_with_value(run, Some(old))));
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
    let mut live = Box::new(Live {
        template: instance.template,
        root: root.clone(),
        holes: Vec::new(),
    });
    live.update(instance.values);
    (root, Shown::Live(live))
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

impl Live {
    fn update(&mut self, values: Vec<View>) {
        for (index, new) in values.into_iter().enumerate() {
            if self.holes.len() <= index {
                self.holes.push(Shown::default());
            }
            if let Some(hole) = self.holes.get_mut(index) {
                update(&Hole::of(&self.root, self.template, index), hole, new);
            }
        }
    }
}

/// Brings an element up to date; gives another one where it cannot become what the view says.
pub(super) fn element(root: &Element, shown: &mut Shown, new: View) -> Option<Element> {
    match new.0 {
        Node::Instance(new) if is_of(shown, &new) => {
            renew(|| root.clone(), shown, *new);
            None
        }
        new => {
            let (root, made) = make(View(new));
            *shown = made;
            Some(root)
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
fn renew(root: impl FnOnce() -> Element, shown: &mut Shown, new: Instance) {
    let (template, is_still) = (new.template, new.still);
    match shown {
        Shown::Live(live) => live.update(new.values),
        Shown::Still(View(Node::Instance(old))) if is_still && old.values == new.values => return,
        Shown::Still(View(Node::Instance(old))) => {
            let mut live = Box::new(Live {
                template,
                root: root(),
                holes: still(core::mem::take(&mut old.values)),
            });
            live.update(new.values);
            *shown = Shown::Live(live);
        }
        _ => {}
    }
    if is_still
        && let Shown::Live(live) = shown
        && live.holes.iter().all(Shown::is_still)
    {
        let mut values = Vec::new();
        for hole in live.holes.drain(..) {
            values.push(hole.into_view());
        }
        *shown = Shown::Still(View(Node::Instance(Box::new(Instance {
            template,
            still: true,
            values,
        }))));
    }
}

fn still(views: Vec<View>) -> Vec<Shown> {
    views.into_iter().map(Shown::Still).collect()
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

fn update_list(List { end, items }: &mut List, new: Vec<View>) {
    while items.len() > new.len() {
        if let Some(mut item) = items.pop() {
            leave(&Hole::item(end, items.len()), &mut item);
        }
        dom::pop(end);
    }
    for (index, new) in new.into_iter().enumerate() {
        if items.len() <= index {
            dom::push(end);
            items.push(Shown::default());
        }
        if let Some(item) = items.get_mut(index) {
            update(&Hole::item(end, index), item, new);
        }
    }
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
        tokens.push(char::from(dom::BETWEEN));
    }
    let mut rest = token;
    while let Some((before, after)) = split_once(rest, dom::BETWEEN) {
        tokens.push_str(before);
        rest = after;
    }
    tokens.push_str(rest);
}
