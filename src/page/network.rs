//! Whether there is a network, as far as the browser says.

use leptos::{prelude::*, reactive::signal::ArcTrigger};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static RETURN: ArcTrigger = ArcTrigger::new();
}

#[wasm_bindgen(module = "/src/page/page.js")]
extern "C" {
    /// True unless the browser says that the device has no network.
    pub fn online() -> bool;
}

/// The browser says that the network is back.
pub fn came_online() {
    RETURN.with(Notify::notify);
}

/// An effect that calls this runs again when the network is back.
pub fn track_return() {
    RETURN.with(Track::track);
}
