//! Many elements of one kind, each known by its key: a row stays with its key, wherever it moves, and is brought up to date in place
//! when its item has changed.

use std::{any::Any, marker::PhantomData, rc::Rc};

use leptos::reactive::owner::Owner;
use web_sys::{Element, Node as DomNode};

use super::{
    IntoView, Node, Props, View, dom,
    shown::Shown,
    update::{self, make},
};

/// Makes a row of each item, in their order, and again whenever the items change.
///
/// ```text
/// <For each=move || state.rows() key=|row| row.id let:row> <li>…</li> </For>
/// ```
///
/// A row is one element and depends on its item alone: as long as the item is equal, its row is not even looked at. So what else a row
/// shows, such as words in the element's language, belongs into the item or into a closure. Each key is there once. Rows live under the
/// element's own owner, not under that of the closure around them: a row keeps nothing of what that closure has made.
#[allow(non_snake_case)]
pub fn For<T, E, K, C>(props: ForProps<T, E, K, C>) -> View
where
    T: Clone + PartialEq + 'static,
    E: Fn() -> Vec<T> + 'static,
    K: Fn(&T) -> u64 + 'static,
    C: Fn(T) -> View + 'static,
{
    let ForProps {
        each,
        key,
        children,
        ..
    } = props;
    let view = row_view(children);
    (move || keyed(each(), &key, view.clone())).into_view()
}

fn row_view<T: Clone + 'static>(row: impl Fn(T) -> View + 'static) -> RowView {
    Rc::new(move |items, index| {
        let item = item::<T>(items, index).cloned();
        item.map(&row).unwrap_or_default()
    })
}

fn keyed<T: PartialEq + 'static>(items: Vec<T>, key: &dyn Fn(&T) -> u64, view: RowView) -> View {
    let mut keys = Vec::new();
    for item in &items {
        keys.push(key(item));
    }
    View(Node::Rows(Box::new(Rows {
        keys,
        items: Rc::new(items),
        is_same: |one, other| one_of::<T>(one) == one_of::<T>(other),
        view,
    })))
}

/// The props of [`For`]. `each` comes first: from it the others know what an item is.
pub struct ForProps<T, E, K, C> {
    each: E,
    key: K,
    children: C,
    item: PhantomData<T>,
}

/// Takes the props of a [`For`] by their names. Each of the last three is `()` until it is given.
#[doc(hidden)]
pub struct ForBuilder<T, E, K, C, GivenE, GivenK, GivenC> {
    each: GivenE,
    key: GivenK,
    children: GivenC,
    wanted: PhantomData<(T, E, K, C)>,
}

impl<T, E, K, C> Props for ForProps<T, E, K, C> {
    type Builder = ForBuilder<T, E, K, C, (), (), ()>;

    fn builder() -> Self::Builder {
        ForBuilder {
            each: (),
            key: (),
            children: (),
            wanted: PhantomData,
        }
    }
}

impl<T, E, K, C, GivenK, GivenC> ForBuilder<T, E, K, C, (), GivenK, GivenC>
where
    E: Fn() -> Vec<T> + 'static,
{
    /// Gives the items.
    pub fn each(self, each: E) -> ForBuilder<T, E, K, C, E, GivenK, GivenC> {
        ForBuilder {
            each,
            key: self.key,
            children: self.children,
            wanted: PhantomData,
        }
    }
}

impl<T, E, K, C, GivenE, GivenC> ForBuilder<T, E, K, C, GivenE, (), GivenC>
where
    K: Fn(&T) -> u64 + 'static,
{
    /// The key of an item.
    pub fn key(self, key: K) -> ForBuilder<T, E, K, C, GivenE, K, GivenC> {
        ForBuilder {
            each: self.each,
            key,
            children: self.children,
            wanted: PhantomData,
        }
    }
}

impl<T, E, K, C, GivenE, GivenK> ForBuilder<T, E, K, C, GivenE, GivenK, ()>
where
    C: Fn(T) -> View + 'static,
{
    /// Makes the row of an item.
    pub fn children(self, children: C) -> ForBuilder<T, E, K, C, GivenE, GivenK, C> {
        ForBuilder {
            each: self.each,
            key: self.key,
            children,
            wanted: PhantomData,
        }
    }
}

impl<T, E, K, C> ForBuilder<T, E, K, C, E, K, C> {
    /// The props, once all are given.
    pub fn build(self) -> ForProps<T, E, K, C> {
        ForProps {
            each: self.each,
            key: self.key,
            children: self.children,
            item: PhantomData,
        }
    }
}

type RowView = Rc<dyn Fn(&dyn Any, usize) -> View>;

/// One of a list's items.
type ItemAt<'a> = (&'a dyn Any, usize);

/// Rows as a closure gives them; of one type for every kind of item.
pub(super) struct Rows {
    keys: Vec<u64>,
    // A `Vec` of them.
    items: Rc<dyn Any>,
    is_same: fn(ItemAt, ItemAt) -> bool,
    view: RowView,
}

fn item<T: 'static>(items: &dyn Any, index: usize) -> Option<&T> {
    items.downcast_ref::<Vec<T>>()?.get(index)
}

fn one_of<T: 'static>((items, index): ItemAt<'_>) -> Option<&T> {
    item(items, index)
}

/// Rows on the page, before the node that ends them.
pub(super) struct ShownRows {
    end: DomNode,
    owner: Owner,
    // For the next row in which something lives; most rows need none.
    spare: Option<Owner>,
    rows: Vec<Row>,
    items: Option<Rc<dyn Any>>,
}

struct Row {
    key: u64,
    // Its place among the items.
    at: usize,
    root: Element,
    shown: Shown,
    owner: Option<Owner>,
}

pub(super) fn show(end: DomNode, new: Rows) -> Box<ShownRows> {
    let mut shown = Box::new(ShownRows {
        end,
        owner: outermost().child(),
        spare: None,
        rows: Vec::new(),
        items: None,
    });
    update(&mut shown, new);
    shown
}

/// The owner of the whole element: what is made under a closure's own would end with the closure's next run, and rows stay.
pub(crate) fn outermost() -> Owner {
    let mut owner = Owner::current().unwrap_or_default();
    while let Some(parent) = owner.parent() {
        owner = parent;
    }
    owner
}

pub(super) fn leave(old: &ShownRows) {
    if let Some(first) = old.rows.first() {
        dom::remove_all(&first.root, &old.end);
    }
}

/// Brings rows up to date: those that are gone go, those that stay are changed where their item has, new ones are made; then each
/// stands in its place.
pub(super) fn update(shown: &mut ShownRows, new: Rows) {
    let old = core::mem::take(&mut shown.rows);
    let mut old = keep(&shown.end, old, &new.keys);
    let order = Order::of(&shown.end, &old);
    let mut at = 0;
    let mut front = 0;
    for (index, key) in new.keys.iter().enumerate() {
        let found = position(&old, at, |row| {
            row.as_ref().is_some_and(|row| row.key == *key)
        });
        let row = found.and_then(|found| old.get_mut(found)?.take());
        if let Some(found) = found {
            at = found + 1;
        }
        let row = match row {
            Some(row) => shown.renew(row, &new, index),
            None => shown.make(*key, &new, index),
        };
        front = order.place(&row.root, found, front, &old, &shown.end);
        shown.rows.push(row);
    }
    // A key that was there twice.
    for row in old.into_iter().flatten() {
        dom::remove(&row.root);
    }
    shown.items = Some(new.items);
}

/// The rows that are wanted still. The others leave the page.
fn keep(end: &DomNode, old: Vec<Row>, wanted: &[u64]) -> Vec<Option<Row>> {
    let mut kept = Vec::new();
    let mut gone = Vec::new();
    // Nearly always they are wanted in their old order: the search goes on where the last one was found.
    let mut from = 0;
    for row in old {
        match position(wanted, from, |key| *key == row.key) {
            Some(at) => {
                from = at + 1;
                kept.push(Some(row));
            }
            None => gone.push(row),
        }
    }
    match gone.first() {
        Some(first) if kept.is_empty() => dom::remove_all(&first.root, end),
        _ => {
            for row in gone {
                dom::remove(&row.root);
            }
        }
    }
    kept
}

/// The first place from `from` on that fits, else the first before it.
fn position<T>(items: &[T], from: usize, fits: impl Fn(&T) -> bool) -> Option<usize> {
    let (before, after) = items.split_at_checked(from)?;
    match after.iter().position(&fits) {
        Some(at) => Some(from + at),
        None => before.iter().position(fits),
    }
}

/// Which rows are moved, and which stay for others to move around them. The row with the focus stays: a row that is taken out of the
/// page and put back loses the focus, the caret and what an input method is composing.
struct Order {
    focused: Option<usize>,
}

impl Order {
    fn of(end: &DomNode, rows: &[Option<Row>]) -> Self {
        let row = dom::focused(end);
        let is = |one: &Option<Row>| match (one, &row) {
            (Some(one), Some(row)) => *one.root == *row,
            _ => false,
        };
        Self {
            focused: row.as_ref().and_then(|_| rows.iter().position(is)),
        }
    }

    /// Puts a row into its place, which is after those that were placed before it. `found` says where it stood among the `old` rows,
    /// of which those that are not taken yet follow on the page from `front` on. Gives the new front.
    fn place(
        &self,
        root: &DomNode,
        found: Option<usize>,
        front: usize,
        old: &[Option<Row>],
        end: &DomNode,
    ) -> usize {
        let rest = |from: usize| {
            let rest = old.get(from..).unwrap_or_default();
            rest.iter().position(Option::is_some).map(|at| from + at)
        };
        let next = rest(front);
        if let Some(found) = found
            && found >= front
        {
            // It stands in its place already; or it must not be moved, or only one stands before it: what stands before it moves.
            let before = next.filter(|next| *next < found);
            let is_second = |before| {
                self.focused != Some(before) && rest(before + 1).is_none_or(|at| at > found)
            };
            if self.focused == Some(found) || before.is_none_or(is_second) {
                return found + 1;
            }
        }
        match next.and_then(|next| old.get(next)?.as_ref()) {
            Some(next) => dom::insert(root, &next.root),
            None => dom::insert(root, end),
        }
        front
    }
}

impl ShownRows {
    fn make(&mut self, key: u64, new: &Rows, index: usize) -> Row {
        let owner = self.next_owner();
        let (root, shown) = owner.with(|| make((new.view)(&*new.items, index)));
        Row {
            key,
            at: index,
            root,
            owner: self.owner_of(&shown, owner),
            shown,
        }
    }

    fn renew(&mut self, mut row: Row, new: &Rows, index: usize) -> Row {
        let old = core::mem::replace(&mut row.at, index);
        let is_same = self
            .items
            .as_ref()
            .is_some_and(|items| (new.is_same)((&**items, old), (&*new.items, index)));
        if is_same {
            return row;
        }
        let owner = row.owner.take().unwrap_or_else(|| self.next_owner());
        let root = owner.with_cleanup(|| {
            update::element(&row.root, &mut row.shown, (new.view)(&*new.items, index))
        });
        if let Some(root) = root {
            dom::insert(&root, &row.root);
            dom::remove(&row.root);
            row.root = root;
        }
        row.owner = self.owner_of(&row.shown, owner);
        row
    }

    fn next_owner(&mut self) -> Owner {
        self.spare.take().unwrap_or_else(|| self.owner.child())
    }

    /// The owner of a row in which something lives; otherwise it is free for another.
    fn owner_of(&mut self, shown: &Shown, owner: Owner) -> Option<Owner> {
        if let Shown::Still(_) = shown {
            self.spare = Some(owner);
            None
        } else {
            Some(owner)
        }
    }
}
