//! The browser's side of the views (`dom.js`).

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{DocumentFragment, Element, Node};

/// In place of a template's number: the owner ends a list, and its items are the holes.
pub(super) const ITEMS: u32 = 0;

/// Between two tokens.
pub(super) const BETWEEN: u8 = 1;
/// What fills a hole, where it is no text.
pub(super) const NONE: &str = "\u{2}";
pub(super) const INSTANCE: &str = "\u{3}";
pub(super) const TRUE: &str = "\u{4}";
pub(super) const FALSE: &str = "\u{5}";
pub(super) const LIST: &str = "\u{6}";

#[wasm_bindgen(module = "/src/view/dom.js")]
extern "C" {
    /// Learns a template; gives its number.
    pub(super) fn define(tokens: &str) -> u32;

    /// A copy of a template, its holes empty.
    pub(super) fn make(template: u32) -> Element;

    /// An instance in which nothing moves by itself.
    pub(super) fn fill(tokens: &str) -> Element;

    /// Fills a hole with a text, or none.
    pub(super) fn set(owner: &Node, template: u32, index: u32, value: Option<&str>);

    /// Fills an attribute's hole with true or false.
    pub(super) fn toggle(owner: &Node, template: u32, index: u32, value: bool);

    /// The node in a hole.
    pub(super) fn node(owner: &Node, template: u32, index: u32) -> Node;

    /// Puts another node into a child's hole.
    pub(super) fn swap(owner: &Node, template: u32, index: u32, other: &Node);

    /// Makes a child's hole the end of a list without items; gives its node.
    pub(super) fn list(owner: &Node, template: u32, index: u32) -> Node;

    /// Adds an empty item to a list.
    pub(super) fn push(end: &Node);

    /// Takes the last item from a list.
    pub(super) fn pop(end: &Node);

    /// Puts a copy of a fragment before the end of a list.
    #[wasm_bindgen(js_name = insertCopy)]
    pub(super) fn insert_copy(end: &Node, fragment: &DocumentFragment);

    /// Takes all items of a list away.
    pub(super) fn clear(end: &Node);

    /// Puts a row before another, or before the end of the list.
    pub(super) fn insert(row: &Node, before: &Node);

    /// Takes a row away.
    pub(super) fn remove(row: &Node);

    /// Takes all rows from `first` to the end of the list away.
    #[wasm_bindgen(js_name = removeAll)]
    pub(super) fn remove_all(first: &Node, end: &Node);

    /// The row that has the focus.
    pub(super) fn focused(end: &Node) -> Option<Node>;

    /// Listens at the element of a hole.
    pub(super) fn listen(owner: &Node, template: u32, index: u32, act: &Function);

    /// Ends it.
    pub(super) fn unlisten(owner: &Node, template: u32, index: u32, act: &Function);

    /// The place of a whole view, nowhere yet.
    pub(super) fn place() -> Node;

    /// Puts a place, with what it holds, into the page.
    pub(super) fn mount(end: &Node, parent: &Element, before: Option<&Node>);

    /// Takes a place, with what it holds, out of the page.
    pub(super) fn unmount(end: &Node);
}
