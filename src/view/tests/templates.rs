use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::stage::{Stage, settled};
use crate::view::{IntoView, View, view};

#[wasm_bindgen_test]
fn a_template_is_the_markup_that_it_looks_like() {
    let stage = Stage::show(|| {
        let count = 3_u32;
        view! {
            <ul part="list" aria-label="Tin" data-count=count hidden=false inert=true lang={None::<String>}>
                // A comment of Rust is no node, nor is one of HTML.
                <li><a href="/tin">"Một "<b>{"hai"}</b></a>" ba"</li>
                <!-- "none" -->
                <li>{count}<br/><img alt="" src=String::from("data:,")/></li>
            </ul>
        }
    });
    assert_eq!(
        stage.html(),
        "<ul part=\"list\" aria-label=\"Tin\" data-count=\"3\" inert=\"\">\
         <li><a href=\"/tin\">Một <b>hai</b></a> ba</li><li>3<br><img alt=\"\" src=\"data:,\"></li></ul>"
    );
}

#[wasm_bindgen_test]
fn foreign_elements_have_their_namespace() {
    let stage = Stage::show(|| {
        let size = 24_u32;
        view! { <svg viewBox="0 0 24 24" width=size><g><path d="M0 0h24"/></g></svg> }
    });
    let path = stage.find("path");
    assert_eq!(
        path.namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
    assert_eq!(
        stage.find("svg").get_attribute("width").as_deref(),
        Some("24")
    );
    assert!(stage.html().contains("viewBox"), "{}", stage.html());
}

#[wasm_bindgen_test]
fn several_nodes_stand_one_after_the_other() {
    let stage = Stage::show(|| {
        view! {
            "một"
            <i/>
            {vec![view! { <b>"hai"</b> }, "ba".into_view()]}
            <>"bốn"{None::<View>}"năm"</>
        }
    });
    assert_eq!(stage.html(), "một<i></i><b>hai</b>babốnnăm");
}

#[wasm_bindgen_test]
fn texts_are_never_markup_and_lose_only_our_own_signs() {
    let text = "<b>&amp;\u{1}đậm\u{3}\u{6}".to_owned();
    let stage = Stage::show(move || {
        view! { <p title=text.clone()><i>{text.clone()}</i>"\u{2}"{"\u{3}"}</p> }
    });
    assert_eq!(stage.text(), "<b>&amp;đậm\u{3}\u{6}");
    assert_eq!(
        stage.find("p").get_attribute("title").as_deref(),
        Some("<b>&amp;đậm\u{3}\u{6}")
    );
}

#[wasm_bindgen_test]
async fn a_class_is_an_attribute_and_each_of_its_names_can_be_one() {
    let (kind, open) = (RwSignal::new_local("news"), RwSignal::new_local(false));
    let stage = Stage::show(move || {
        view! { <p class=move || kind.get() class:open=move || open.get()></p> }
    });
    assert_eq!(stage.html(), "<p class=\"news\"></p>");
    open.set(true);
    settled().await;
    assert_eq!(stage.html(), "<p class=\"news open\"></p>");
}

#[wasm_bindgen_test]
async fn a_closure_runs_again_alone() {
    let (name, count) = (
        RwSignal::new_local("An".to_owned()),
        RwSignal::new_local(0_u32),
    );
    let runs = RwSignal::new_local(0_u32);
    let stage = Stage::show(move || {
        view! {
            <p title=move || name.get()>
                {move || {
                    runs.update_untracked(|runs| *runs += 1);
                    name.get()
                }}
                " đọc "
                <b class:many=move || (count.get() > 1)>{move || count.get()}</b>
            </p>
        }
    });
    let bold = stage.find("b");
    count.set(2);
    settled().await;
    assert_eq!(
        stage.html(),
        "<p title=\"An\">An đọc <b class=\"many\">2</b></p>"
    );
    assert_eq!(runs.get_untracked(), 1);
    name.set("Bình".into());
    settled().await;
    assert_eq!(
        stage.html(),
        "<p title=\"Bình\">Bình đọc <b class=\"many\">2</b></p>"
    );
    assert!(stage.find("b").is_same_node(Some(&bold)));
}

#[wasm_bindgen_test]
async fn a_signal_that_changes_often_is_shown_once() {
    let count = RwSignal::new_local(0_u32);
    let runs = RwSignal::new_local(0_u32);
    let stage = Stage::show(move || {
        view! {
            <p>
                {move || {
                    runs.update_untracked(|runs| *runs += 1);
                    count.get()
                }}
            </p>
        }
    });
    for number in 1..=5 {
        count.set(number);
    }
    settled().await;
    assert_eq!((stage.text().as_str(), runs.get_untracked()), ("5", 2));
}

#[wasm_bindgen_test]
async fn a_fragment_is_copied_and_stays_until_there_is_another() {
    let fragment = |text: &str| {
        let fragment = super::stage::document().create_document_fragment();
        for name in ["p", "ol"] {
            let node = super::stage::document().create_element(name).unwrap();
            node.set_text_content(Some(text));
            fragment.append_child(&node).unwrap();
        }
        fragment
    };
    let (one, other) = (fragment("một"), fragment("hai"));
    let kept = one.clone();
    let body = RwSignal::new_local(one);
    let times = RwSignal::new_local(0_u32);
    let stage = Stage::show(move || {
        view! { <div>{move || { times.get(); view! { <hr/>{body.get()}<hr/> } }}</div> }
    });
    let shown = "<div><hr><p>một</p><ol>một</ol><hr></div>";
    assert_eq!(stage.html(), shown);
    let paragraph: HtmlElement = stage.find("p").unchecked_into();
    times.set(1);
    settled().await;
    assert!(stage.find("p").is_same_node(Some(&paragraph)));
    body.set(other);
    settled().await;
    assert_eq!(stage.html(), "<div><hr><p>hai</p><ol>hai</ol><hr></div>");
    body.set(kept);
    settled().await;
    assert_eq!(stage.html(), shown);
}

#[wasm_bindgen_test]
async fn a_child_that_is_true_or_false_is_none() {
    let flag = RwSignal::new_local(true);
    let stage = Stage::show(move || {
        view! { <p>"a"{move || flag.get()}{vec![true.into_view(), "b".into_view()]}</p> }
    });
    assert_eq!(stage.html(), "<p>ab</p>");
    flag.set(false);
    settled().await;
    assert_eq!(stage.html(), "<p>ab</p>");
}
