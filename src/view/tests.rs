//! The views in a real DOM. `cargo xtask units` runs these in Chromium, `cargo xtask test` in all engines.

mod cleanup;
mod components;
mod fields;
mod holes;
mod rows;
mod stage;
mod templates;
mod translated;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
