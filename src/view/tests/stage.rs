//! Where the tests show their views.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::mount::UnmountHandle;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, Node};

use crate::view::{Mounted, View, mount_to};

/// A view in an element of the page, gone when this is dropped.
pub(super) struct Stage {
    pub(super) root: HtmlElement,
    handle: Option<UnmountHandle<Mounted>>,
}

pub(super) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

impl Stage {
    /// Shows a view in a shadow root, as elements do.
    pub(super) fn show(view: impl FnOnce() -> View + 'static) -> Self {
        let host: HtmlElement = document()
            .create_element("section")
            .unwrap()
            .unchecked_into();
        document().body().unwrap().append_child(&host).unwrap();
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        call(
            &js("return (host, root) => host.attachShadow({ mode: 'open' }).append(root)"),
            &[host.clone().into(), root.clone().into()],
        );
        let handle = mount_to(root.clone(), view);
        Self {
            root,
            handle: Some(handle),
        }
    }

    /// Takes the view away; the element stays.
    pub(super) fn end(&mut self) {
        self.handle = None;
    }

    pub(super) fn html(&self) -> String {
        self.root.inner_html()
    }

    pub(super) fn text(&self) -> String {
        self.root.text_content().unwrap()
    }

    pub(super) fn find(&self, selector: &str) -> HtmlElement {
        let found = self.root.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("no {selector} in {}", self.html()))
            .unchecked_into()
    }

    pub(super) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }

    /// What has the focus within the view.
    pub(super) fn focused(&self) -> Option<Element> {
        let root = self.root.get_root_node();
        let focused = Reflect::get(&root, &"activeElement".into()).unwrap();
        focused.dyn_into().ok()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.handle = None;
        let root = self.root.get_root_node();
        let host: Element = Reflect::get(&root, &"host".into())
            .unwrap()
            .unchecked_into();
        host.remove();
    }
}

/// Lets everything run that has been set off.
pub(super) async fn settled() {
    let timer = Promise::new(&mut |done, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, 5)
            .unwrap();
    });
    JsFuture::from(timer).await.unwrap();
}

/// What a function of JavaScript gives, such as another function.
pub(super) fn js(body: &str) -> JsValue {
    Function::new_no_args(body)
        .call0(&JsValue::UNDEFINED)
        .unwrap()
}

pub(super) fn call(function: &JsValue, arguments: &[JsValue]) -> JsValue {
    let function: &Function = function.unchecked_ref();
    let list: Array = arguments.iter().collect();
    function.apply(&JsValue::UNDEFINED, &list).unwrap()
}

/// Counts what changes below a node: the nodes that come and go, and the texts and attributes that change.
pub(super) struct Changes(JsValue);

impl Changes {
    pub(super) fn of(node: &Node) -> Self {
        let watch = js("return (node) => {
            const records = [];
            const observer = new MutationObserver((more) => records.push(...more));
            observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
            return () => {
                records.push(...observer.takeRecords());
                const sum = (of) => records.reduce((sum, record) => sum + of(record), 0);
                const counts = [sum((one) => one.addedNodes.length), sum((one) => one.removedNodes.length),
                    sum((one) => one.type === 'characterData'), sum((one) => one.type === 'attributes')];
                records.length = 0;
                return counts.join(' ');
            };
        }");
        Self(call(&watch, &[node.into()]))
    }

    /// `added removed texts attributes` since the beginning or the last time.
    pub(super) fn count(&self) -> String {
        call(&self.0, &[]).as_string().unwrap()
    }
}

/// Numbers that look random and are the same each time.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}
