//! A page that the browser translates: its texts are taken out and <font> elements put in their place.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{Stage, call, js, settled};
use crate::view::{For, view};

/// As Chromium's translator does it: another text in two <font> elements in place of the page's, which is kept aside.
fn replace_texts(stage: &Stage) {
    let translate = js("return (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
        for (const text of texts) {
            const [outer, inner] = [document.createElement('font'), document.createElement('font')];
            outer.append(inner);
            inner.append('«' + text.data + '»');
            text.replaceWith(outer);
        }
    }");
    call(&translate, &[stage.root.clone().into()]);
}

/// As other extensions do it: the page's own text inside a <font>.
fn wrap_texts(stage: &Stage) {
    let wrap = js("return (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
        for (const text of texts) {
            const font = document.createElement('font');
            text.replaceWith(font);
            font.append(text);
        }
    }");
    call(&wrap, &[stage.root.clone().into()]);
}

fn visible(stage: &Stage) -> String {
    let text = call(
        &js("return (root) => root.innerText.replace(/\\s+/g, ' ').trim()"),
        &[stage.root.clone().into()],
    );
    text.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_text_that_changes_is_shown() {
    for translate in [replace_texts, wrap_texts] {
        let (count, more) = (RwSignal::new_local(2_u32), RwSignal::new_local(true));
        let stage = Stage::show(move || {
            view! {
                <div>
                    <p>"Tìm thấy "{move || count.get()}" tin."</p>
                    {move || {
                        let count = count.get();
                        view! { <p>{count}" kết quả, "<b>{count}</b>" mới"{more.get().then_some("…")}</p> }
                    }}
                    <p>{move || if count.get() == 0 { "Không có gì" } else { "Có" }}</p>
                </div>
            }
        });
        translate(&stage);
        count.set(0);
        settled().await;
        let now = visible(&stage).replace(['«', '»'], "");
        assert_eq!(now, "Tìm thấy 0 tin. 0 kết quả, 0 mới… Không có gì");
        translate(&stage);
        more.set(false);
        settled().await;
        let now = visible(&stage).replace(['«', '»'], "");
        assert_eq!(now, "Tìm thấy 0 tin. 0 kết quả, 0 mới Không có gì");
    }
}

#[wasm_bindgen_test]
async fn a_text_may_become_something_else() {
    for translate in [replace_texts, wrap_texts] {
        let open = RwSignal::new_local(false);
        let stage = Stage::show(move || {
            view! {
                <div>
                    "Tin: "
                    {move || match open.get() {
                        true => view! { <b>"mở"</b> },
                        false => view! { "đóng" },
                    }}
                    "."
                </div>
            }
        });
        for (now, said) in [
            (true, "Tin: mở."),
            (false, "Tin: đóng."),
            (true, "Tin: mở."),
        ] {
            translate(&stage);
            open.set(now);
            settled().await;
            assert_eq!(visible(&stage).replace(['«', '»'], ""), said);
        }
    }
}

#[wasm_bindgen_test]
async fn rows_of_a_translated_list_change_and_go() {
    for translate in [replace_texts, wrap_texts] {
        let rows = RwSignal::new_local(vec![(1_u64, "một"), (2, "hai"), (3, "ba")]);
        let stage = Stage::show(move || {
            view! {
                <ul>
                    <For each=move || rows.get() key=|row| row.0 let:row>
                        <li><b>{row.1}</b>" ("{row.0}")"</li>
                    </For>
                </ul>
            }
        });
        translate(&stage);
        rows.set(vec![(3, "ba"), (2, "hai mới")]);
        settled().await;
        let now = visible(&stage).replace(['«', '»'], "");
        assert_eq!(now, "ba (3) hai mới (2)");
        rows.set(Vec::new());
        settled().await;
        assert_eq!(visible(&stage), "");
    }
}

/// The reader turns the translation off: the translator puts the page's own texts back where its elements are.
#[wasm_bindgen_test]
async fn what_was_translated_may_be_turned_back() {
    let count = RwSignal::new_local(1_u32);
    let stage = Stage::show(move || view! { <p>"Có "{move || count.get()}" tin"</p> });
    let undo = js("return (root) => {
        const [own, outer] = [root.querySelector('p').childNodes[1], document.createElement('font')];
        own.replaceWith(outer);
        return () => outer.isConnected && outer.replaceWith(own);
    }");
    let undo: JsValue = call(&undo, &[stage.root.clone().into()]);
    count.set(2);
    settled().await;
    call(&undo, &[]);
    count.set(3);
    settled().await;
    assert_eq!(visible(&stage), "Có 3 tin");
}
