//! What ends leaves nothing.

use leptos::{prelude::*, reactive::owner::Owner};
use wasm_bindgen_test::wasm_bindgen_test;

use super::stage::{Stage, call, js, settled};
use crate::view::{For, IntoView, view};

#[wasm_bindgen_test]
async fn a_view_that_ends_leaves_nothing_and_runs_no_more() {
    let listeners = js("
        let count = 0;
        const { addEventListener, removeEventListener } = EventTarget.prototype;
        EventTarget.prototype.addEventListener = function (...all) { count++; return addEventListener.apply(this, all); };
        EventTarget.prototype.removeEventListener = function (...all) { count--; return removeEventListener.apply(this, all); };
        return { count: () => count, end: () => Object.assign(EventTarget.prototype, { addEventListener, removeEventListener }) };
    ");
    let call_of = |name: &str| {
        let function = js_sys::Reflect::get(&listeners, &name.into()).unwrap();
        call(&function, &[])
    };
    let (count, runs) = (RwSignal::new_local(0_u64), RwSignal::new_local(0_u32));
    let mut stage = Stage::show(move || {
        view! {
            <div on:click=|_| ()>
                {move || {
                    runs.update_untracked(|runs| *runs += 1);
                    view! { <button on:click=|_| () title=move || count.get()>{count.get()}</button> }
                }}
                <For each=move || vec![1_u64, 2] key=|key| *key let:key>
                    <b on:click=move |_| { let _ = key; }>{move || count.get()}</b>
                </For>
            </div>
        }
    });
    assert_eq!(call_of("count").as_f64(), Some(4.0));
    let pressed = stage.find("button");
    stage.end();
    assert_eq!(stage.html(), "");
    assert_eq!(call_of("count").as_f64(), Some(0.0));
    count.set(1);
    settled().await;
    assert_eq!(runs.get_untracked(), 1);
    // Nobody listens, so nothing is called that is not there any more.
    pressed.click();
    call_of("end");
}

#[wasm_bindgen_test]
async fn what_a_closure_made_ends_with_its_next_run() {
    let (open, ended) = (RwSignal::new_local(1_u32), RwSignal::new_local(Vec::new()));
    let mut stage = Stage::show(move || {
        view! {
            <div>
                {move || {
                    let number = open.get();
                    on_cleanup(move || ended.update_untracked(|ended| ended.push(number)));
                    number.into_view()
                }}
            </div>
        }
    });
    open.set(2);
    settled().await;
    assert_eq!(ended.get_untracked(), [1]);
    stage.end();
    settled().await;
    assert_eq!(ended.get_untracked(), [1, 2]);
}

/// A child runs when its parent is about to be replaced: it may still read what its parent had.
#[wasm_bindgen_test]
async fn an_inner_closure_never_reads_what_has_ended() {
    let choice = RwSignal::new_local(Some(1_u32));
    let stage = Stage::show(move || {
        view! {
            <div>
                {move || choice.get().map(|_| {
                    let inner = RwSignal::new_local(7_u32);
                    view! { <p>{move || choice.get().map_or(0, |choice| choice + inner.get())}</p> }
                })}
            </div>
        }
    });
    assert_eq!(stage.html(), "<div><p>8</p></div>");
    for next in [Some(2), None, Some(3)] {
        choice.set(next);
        settled().await;
    }
    assert_eq!(stage.html(), "<div><p>10</p></div>");
}

/// The browser keeps a film with the captions that it has loaded; so they are taken away first.
#[wasm_bindgen_test]
async fn captions_go_before_their_film() {
    let open = RwSignal::new_local(true);
    let stage = Stage::show(move || {
        view! {
            <div>
                {move || open.get().then(|| view! {
                    <figure><video preload="none"><track kind="captions" src="data:text/vtt,WEBVTT" default=true/></video></figure>
                })}
            </div>
        }
    });
    let film = stage.find("video");
    open.set(false);
    settled().await;
    assert_eq!(film.child_element_count(), 0);
}

#[wasm_bindgen_test]
async fn owners_of_rows_do_not_pile_up() {
    let outer = Owner::new();
    let rows = RwSignal::new_local(vec![0_u64]);
    let living = RwSignal::new_local(0);
    let row = move |key| {
        living.update(|living| *living += 1);
        on_cleanup(move || living.update(|living| *living -= 1));
        // Something in it lives, so it has an owner.
        view! { <li>{move || key}</li> }
    };
    let count = outer.with(|| {
        Stage::show(move || {
            view! {
                <ul>
                    <For each=move || rows.get() key=|key| *key let:key>{row(key)}</For>
                </ul>
            }
        })
    });
    for round in 1..50 {
        rows.set((round..round + 20).collect());
        settled().await;
    }
    assert_eq!(count.all("li").len(), 20);
    assert_eq!(living.get_untracked(), 20);
}
