//! Where the button lies on no control of the page.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use crate::{host::Host, page};

// The button's box in CSS pixels (style/top.css), the larger one with its words in it, and how far it stands from the edges.
const SMALL: (f64, f64) = (44.0, 44.0);
const LARGE: (f64, f64) = (180.0, 44.0);
const WIDE: f64 = 720.0;
const EDGE: f64 = 12.0;
// What a reader presses.
const CONTROLS: &str = "a[href],button,input,select,textarea,summary,label,[role=button],[role=link],[role=tab],video[controls],audio[controls]";

/// The end of a line, where the button stands as long as nothing else does there, or the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    End,
    Start,
}

impl Side {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::End => "end",
            Self::Start => "start",
        }
    }
}

/// The side at the foot of the window where the button would lie on no control; `None` where both have some.
pub(super) fn free_side(host: Host) -> Option<Side> {
    let window = page::window();
    let measure = |name| page::member(&window, name).as_f64().unwrap_or_default();
    let (width, height) = (measure("innerWidth"), measure("innerHeight"));
    let (across, tall) = if width < WIDE { SMALL } else { LARGE };
    let top = height - EDGE - tall;
    let is_free = |left: f64| {
        let points = |from: f64, long: f64| [from, from + long / 2.0, from + long];
        points(left, across).iter().all(|x| {
            let mut column = points(top, tall).into_iter();
            column.all(|y| !is_control_at(host, *x, y))
        })
    };
    if is_free(width - EDGE - across) {
        Some(Side::End)
    } else {
        is_free(EDGE).then_some(Side::Start)
    }
}

/// Whether a control is to be seen at a point, apart from our own button.
fn is_control_at(host: Host, x: f64, y: f64) -> bool {
    let own: JsValue = host.element().map(Into::into).unwrap_or_default();
    let mut tree = page::document();
    // Each step goes into a shadow root.
    loop {
        let found = page::call(&tree, "elementsFromPoint", &[x.into(), y.into()]);
        let found: Array = found
            .and_then(|found| found.dyn_into().ok())
            .unwrap_or_default();
        let Some(element) = found.iter().find(|element| *element != own) else {
            return false;
        };
        let control = page::call(&element, "closest", &[CONTROLS.into()]);
        if control.is_some_and(|control| control.is_object()) {
            return true;
        }
        let inside = page::member(&element, "shadowRoot");
        // Some browsers answer for the tree around it where nothing inside is there.
        if !inside.is_object() || inside == tree {
            return false;
        }
        tree = inside;
    }
}
