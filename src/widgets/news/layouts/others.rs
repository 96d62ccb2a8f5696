//! What the lists before this one in the page show, for a list that repeats none of it.

use std::{
    cell::{Ref, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsValue;

use crate::{
    host::Host,
    page::{self, Job, call, member},
    view::{RwSignal, effect},
    widgets::news::state::News,
};

// How often lists are looked for that are not there yet, and the milliseconds between.
const LOOKS: u32 = 30;
const PAUSE: f64 = 100.0;

/// The articles of those lists.
#[derive(Clone)]
pub(super) struct Others {
    // How often they were looked at.
    looks: RwSignal<u32>,
    shown: Rc<RefCell<Vec<String>>>,
}

impl Others {
    /// Those of a list that may repeat them: none.
    pub(super) fn none() -> Self {
        Self::after(1)
    }

    fn after(looks: u32) -> Self {
        Self {
            looks: RwSignal::new(looks),
            shown: Rc::default(),
        }
    }

    /// Those before the element. They are looked at when its own news come: what a reader asks one of them for later takes nothing out of
    /// this list.
    pub(super) fn before(news: News) -> Self {
        let (others, looking) = (Self::after(0), Job::new());
        let found = others.clone();
        effect(move || {
            news.feed.get();
            let found = found.clone();
            looking.start(async move {
                // They are made together with this one.
                page::frame().await;
                for _ in 0..LOOKS {
                    if let Some(shown) = shown_before(news.host) {
                        found.shown.replace(shown);
                        break;
                    }
                    page::pause(PAUSE).await;
                }
                found.looks.update(|looks| *looks += 1);
            });
        });
        others
    }

    /// Whether it is not known yet what is not to be repeated.
    pub(super) fn wait(&self) -> bool {
        self.looks.get() == 0
    }

    /// Where their links lead, as they are written.
    pub(super) fn shown(&self) -> Ref<'_, Vec<String>> {
        self.looks.get();
        self.shown.borrow()
    }
}

/// `None` while one of them has not come.
fn shown_before(host: Host) -> Option<Vec<String>> {
    let own = JsValue::from(host.element()?);
    let root = call(&own, "getRootNode", &[])?;
    let mut shown = Vec::new();
    for list in all(&root, "bangtin-news") {
        if list == own {
            break;
        }
        let inside = member(&list, "shadowRoot");
        if !inside.is_truthy() || !all(&inside, "[part=skeleton]").is_empty() {
            return None;
        }
        for link in all(&inside, "[data-item]") {
            let address = call(&link, "getAttribute", &["href".into()]);
            shown.extend(address.and_then(|address| address.as_string()));
        }
    }
    Some(shown)
}

fn all(root: &JsValue, selector: &str) -> Vec<JsValue> {
    let mut found = Vec::new();
    if let Some(nodes) = call(root, "querySelectorAll", &[selector.into()]) {
        let at = |index: usize| call(&nodes, "item", &[(index as f64).into()]);
        while let Some(node) = at(found.len()).filter(JsValue::is_truthy) {
            found.push(node);
        }
    }
    found
}
