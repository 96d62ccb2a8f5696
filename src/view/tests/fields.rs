//! Properties, and what the reader does in between.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::stage::{Stage, call, js, settled};
use crate::view::view;

fn field(stage: &Stage) -> HtmlInputElement {
    stage.find("input").unchecked_into()
}

/// As a reader types.
fn type_into(field: &HtmlInputElement, text: &str) {
    field.set_value(text);
    let event =
        js("return (field) => field.dispatchEvent(new InputEvent('input', { bubbles: true }))");
    call(&event, &[field.into()]);
}

#[wasm_bindgen_test]
async fn a_property_follows_its_signal_after_the_reader_has_typed() {
    let query = RwSignal::new_local(String::new());
    let stage = Stage::show(move || {
        view! {
            <input
                prop:value=move || query.get()
                on:input=move |event| {
                    let field: HtmlInputElement = event.target().unwrap().unchecked_into();
                    query.set(field.value());
                }
            />
        }
    });
    type_into(&field(&stage), "dân vận");
    settled().await;
    assert_eq!(query.get_untracked(), "dân vận");
    query.set(String::new());
    settled().await;
    assert_eq!(field(&stage).value(), "");
    query.set("họp".into());
    settled().await;
    assert_eq!(field(&stage).value(), "họp");
}

/// The signal keeps its value, the field does not: it is set all the same.
#[wasm_bindgen_test]
async fn a_property_is_compared_with_the_field_and_not_with_what_was_set_last() {
    let query = RwSignal::new_local("họp".to_owned());
    let stage = Stage::show(move || view! { <input prop:value=move || query.get()/> });
    field(&stage).set_value("khác");
    query.set("họp".into());
    settled().await;
    assert_eq!(field(&stage).value(), "họp");
}

#[wasm_bindgen_test]
async fn setting_what_the_field_holds_leaves_the_caret() {
    let query = RwSignal::new_local(String::new());
    let stage = Stage::show(move || view! { <input prop:value=move || query.get()/> });
    let field = field(&stage);
    field.focus().unwrap();
    field.set_value("dân vận");
    field.set_selection_range(3, 3).unwrap();
    query.set("dân vận".into());
    settled().await;
    assert_eq!(field.selection_start().unwrap(), Some(3));
}

#[wasm_bindgen_test]
async fn a_box_is_ticked_by_its_signal_whatever_was_pressed() {
    let ticked = RwSignal::new_local(true);
    let stage = Stage::show(move || {
        view! { <input type="checkbox" prop:checked=move || ticked.get() disabled=move || !ticked.get()/> }
    });
    assert!(field(&stage).checked());
    field(&stage).set_checked(false);
    ticked.set(true);
    settled().await;
    assert!(field(&stage).checked());
    ticked.set(false);
    settled().await;
    assert!(!field(&stage).checked() && field(&stage).disabled());
}

#[wasm_bindgen_test]
async fn a_listener_follows_its_view_and_hears_what_does_not_bubble() {
    let (name, heard) = (RwSignal::new_local("một"), RwSignal::new_local(Vec::new()));
    let stage = Stage::show(move || {
        view! {
            <div on:error:capture=move |_| heard.update(|heard| heard.push("error"))>
                {move || {
                    let name = name.get();
                    view! { <button on:click=move |_| heard.update(|heard| heard.push(name))/> }
                }}
                <img alt=""/>
            </div>
        }
    });
    let button = stage.find("button");
    button.click();
    name.set("hai");
    settled().await;
    assert!(stage.find("button").is_same_node(Some(&button)));
    button.click();
    call(
        &js("return (picture) => picture.dispatchEvent(new Event('error'))"),
        &[stage.find("img").into()],
    );
    assert_eq!(heard.get_untracked(), ["một", "hai", "error"]);
}
