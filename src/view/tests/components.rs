use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{Stage, settled};
use crate::view::{Children, View, component, view};

/// A heading with something below.
#[component]
fn Frame(
    /// Its words.
    #[prop(into)]
    title: String,
    #[prop(default = 2)] level: u32,
    #[prop(optional)] note: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> View {
    view! {
        <section data-level=level>
            <h2>{title}</h2>
            {note.map(|note| view! { <p>{note}</p> })}
            {children.map(|children| children())}
        </section>
    }
}

#[component]
fn Counter(start: u32) -> View {
    let count = RwSignal::new_local(start);
    view! { <button on:click=move |_| count.update(|count| *count += 1)>{move || count.get()}</button> }
}

mod inner {
    use super::*;

    #[component]
    pub(super) fn Dot() -> View {
        view! { <i/> }
    }
}

#[wasm_bindgen_test]
async fn props_are_given_by_name_and_have_defaults() {
    let stage = Stage::show(|| {
        let title = "Tin";
        view! {
            <Frame title/>
            <Frame note="ghi chú".to_owned() level=3 title="Hai">
                <Counter start=5/>
                <inner::Dot/>
            </Frame>
        }
    });
    stage.find("button").click();
    settled().await;
    assert_eq!(
        stage.html(),
        "<section data-level=\"2\"><h2>Tin</h2></section>\
         <section data-level=\"3\"><h2>Hai</h2><p>ghi chú</p><button>6</button><i></i></section>"
    );
}
