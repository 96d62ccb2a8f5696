//! What everybody must know, below the name of the agency on every page.
//!
//! What is known when the page is sent stands in the page itself (crates/service/src/portal/views/alerts.rs). It is taken over from there,
//! and stays until the element has something to say: so the page does not move.

use wasm_bindgen::JsValue;

use super::{ALERTS, cover::within, state::Portal};
use crate::{
    host::Host,
    page,
    view::{RwSignal, View, component, effect, view},
    widgets::alert::FOLDED,
};

/// The class of what stands in the page.
const WRITTEN: &str = ".bangtin-alerts";

#[component]
pub(super) fn Alerts(portal: Portal) -> View {
    let host = portal.host;
    let file = host.get(ALERTS);
    if file.is_none() && !portal.has_service() {
        return View::default();
    }
    take_over(host);
    let own = |name| host.get(name);
    // Where nothing is written, or no longer, there is nothing to wait behind.
    let waits = RwSignal::new(within(host, WRITTEN).is_some());
    let stand = move |_| {
        drop_written(host);
        waits.set(false);
    };
    view! {
        <div class="wrap" class:waits=move || waits.get() on:bangtin-ready=stand>
            <bangtin-alert
                lang=host.language()
                src=file
                service=own("service")
                site=own("site")
                look=own("look")
                labels=own("labels")
            ></bangtin-alert>
            // What was known of alerts when the page was sent; the portal puts it here.
            <slot name="alerts"></slot>
        </div>
    }
}

fn drop_written(host: Host) {
    if let Some(written) = within(host, WRITTEN) {
        page::call(&written, "remove", &[]);
    }
}

/// Puts it into its place in the portal, folded as the reader wants it. The page itself takes out what has ended
/// (crates/service/assets/portal/portal.js).
fn take_over(host: Host) {
    effect(move || {
        let Some(written) = within(host, WRITTEN) else {
            return;
        };
        page::call(&written, "setAttribute", &["slot".into(), "alerts".into()]);
        for id in page::remembered(FOLDED).unwrap_or_default().split('\n') {
            let selector = bangtin_model::join(&["[data-alert=\"", id, "\"] details"]);
            let folded = page::call(&written, "querySelector", &[selector.into()]);
            if let Some(folded) = folded.filter(JsValue::is_truthy) {
                page::call(&folded, "removeAttribute", &["open".into()]);
            }
        }
        if let Some(element) = host.element() {
            page::call(&element, "append", core::slice::from_ref(&written));
        }
    });
}
