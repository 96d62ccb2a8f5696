//! What fills a hole may change its kind, and moves nothing else.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{Changes, Dice, Stage, settled};
use crate::view::{For, IntoView, View, view};

#[wasm_bindgen_test]
async fn an_absent_child_moves_nothing() {
    let note = RwSignal::new_local(None::<String>);
    let stage = Stage::show(move || {
        view! {
            <div>
                {move || view! {
                    <div>
                        {note.get().map(|note| view! { <p>{note}</p> })}
                        <input/>
                        {note.get()}
                        <b on:click=|_| ()>"đậm"</b>
                    </div>
                }}
            </div>
        }
    });
    let input = stage.find("input");
    input.focus().unwrap();
    let changes = Changes::of(&stage.root);
    note.set(Some("có".into()));
    settled().await;
    assert_eq!(
        stage.html(),
        "<div><div><p>có</p><input>có<b>đậm</b></div></div>"
    );
    // The paragraph for the empty text in its place, and the other text.
    assert_eq!(changes.count(), "1 1 1 0");
    note.set(None);
    settled().await;
    assert_eq!(stage.html(), "<div><div><input><b>đậm</b></div></div>");
    assert!(stage.find("input").is_same_node(Some(&input)));
    assert!(
        stage
            .focused()
            .is_some_and(|focused| focused.is_same_node(Some(&input)))
    );
}

/// One of each kind that can stand in a hole, with some variety.
fn any(dice: &mut Dice, deep: u32) -> View {
    let number = dice.below(4) as u32;
    match dice.below(if deep == 0 { 4 } else { 10 }) {
        0 => View::default(),
        1 => "chữ".into_view(),
        2 => number.into_view(),
        3 => view! { <i data-n=number/> },
        4 => {
            let inside = any(dice, deep - 1);
            view! { <p title=(number > 1).then_some("t")>"a"{inside}"b"</p> }
        }
        5 => {
            let inside = any(dice, deep - 1);
            view! { <button on:click=|_| ()>{inside}{number}</button> }
        }
        6 => {
            let count = dice.below(4);
            let views = (0..count).map(|_| any(dice, deep - 1)).collect();
            View::list(views)
        }
        7 => {
            let (seed, inside) = (dice.below(1000) as u64, deep - 1);
            (move || any(&mut Dice::new(seed), inside)).into_view()
        }
        8 => {
            let items: Vec<u64> = (0..dice.below(5) as u64).map(|at| at * 3 % 5).collect();
            view! {
                <For each=move || items.clone() key=|item| *item let:item>
                    <li>{item}</li>
                </For>
            }
        }
        _ => {
            let fragment = super::stage::document().create_document_fragment();
            for _ in 0..number {
                let rule = super::stage::document().create_element("hr").unwrap();
                fragment.append_child(&rule).unwrap();
            }
            fragment.into_view()
        }
    }
}

/// Whatever stood there before, the page is as if it had been made anew.
#[wasm_bindgen_test]
async fn any_kind_may_follow_any_other() {
    let make = |seed: u64| {
        let mut dice = Dice::new(seed);
        let (one, two, three) = (any(&mut dice, 3), any(&mut dice, 2), any(&mut dice, 1));
        view! { <section>{one}<hr/>{two}"—"{three}</section> }
    };
    let seed = RwSignal::new_local(1_u64);
    let stage = Stage::show(move || view! { <main>{move || make(seed.get())}</main> });
    for next in 2..400 {
        seed.set(next);
        settled_fast().await;
        let fresh = Stage::show(move || view! { <main>{make(next)}</main> });
        assert_eq!(stage.html(), fresh.html(), "{next}");
        if next % 50 == 0 {
            settled().await;
        }
    }
}

async fn settled_fast() {
    for _ in 0..3 {
        let done = js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED);
        wasm_bindgen_futures::JsFuture::from(done).await.unwrap();
    }
}

#[wasm_bindgen_test]
async fn only_what_has_changed_is_touched() {
    let title = RwSignal::new_local("một".to_owned());
    let stage = Stage::show(move || {
        view! {
            <div>
                {move || {
                    let title = title.get();
                    view! {
                        <article lang="vi" data-title=title.clone()>
                            <h2>{title}</h2>
                            {vec![view! { <p>"đoạn"</p> }, view! { <p>{7_u32}</p> }]}
                            <footer>{Some("cuối")}</footer>
                        </article>
                    }
                }}
            </div>
        }
    });
    let changes = Changes::of(&stage.root);
    title.set("hai".into());
    settled().await;
    assert_eq!(changes.count(), "0 0 1 1");
    assert_eq!(
        stage.html(),
        "<div><article lang=\"vi\" data-title=\"hai\"><h2>hai</h2><p>đoạn</p><p>7</p><footer>cuối</footer></article></div>"
    );
}
