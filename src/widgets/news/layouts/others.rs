//! What the lists before this one in the page show, for a list that repeats none of it.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::{
    host::Host,
    page::{self, Job, call, member},
    view::{RwSignal, effect},
    widgets::news::state::News,
};

// Milliseconds between two looks at lists that are not there yet, and how long they are waited for.
const LOOK: f64 = 100.0;
const LONGEST: f64 = 3_000.0;

/// The articles of those lists; `None` until all of them are there.
#[derive(Clone, Copy)]
pub(super) struct Others(RwSignal<Option<Rc<Vec<String>>>>);

impl Others {
    /// Those of a list that may repeat them: none.
    pub(super) fn none() -> Self {
        Self(RwSignal::new(Some(Rc::default())))
    }

    /// Those before the element. They are looked at when its own news come: what a reader asks one of them for later takes nothing out of
    /// this list.
    pub(super) fn before(news: News) -> Self {
        let (others, looking) = (Self(RwSignal::new(None)), Job::new());
        effect(move || {
            news.feed.get();
            looking.start(async move {
                let until = page::now() + LONGEST;
                // They are made together with this one.
                page::frame().await;
                let mut shown = shown_before(news.host);
                while shown.is_none() && page::now() < until {
                    page::pause(LOOK).await;
                    shown = shown_before(news.host);
                }
                others.0.set(Some(Rc::new(shown.unwrap_or_default())));
            });
        });
        others
    }

    /// Whether it is not known yet what is not to be repeated.
    pub(super) fn wait(self) -> bool {
        self.0.get().is_none()
    }

    /// Where their links lead, as they are written.
    pub(super) fn shown(self) -> Rc<Vec<String>> {
        self.0.get().unwrap_or_default()
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
