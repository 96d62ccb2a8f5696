//! Rows keep what they hold: the focus, the caret, what an input method composes, a loaded picture.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlTextAreaElement};

use super::stage::{Changes, Dice, Stage, call, js, settled};
use crate::view::{For, view};

#[derive(Clone, Debug, PartialEq)]
struct Item {
    key: u64,
    title: String,
}

fn items(keys: &[u64]) -> Vec<Item> {
    let item = |key: &u64| Item {
        key: *key,
        title: format!("tin {key}"),
    };
    keys.iter().map(item).collect()
}

/// A list whose rows have a field and a button, as comments have.
fn live(
    rows: RwSignal<Vec<Item>, LocalStorage>,
    pressed: RwSignal<Vec<u64>, LocalStorage>,
) -> Stage {
    Stage::show(move || {
        view! {
            <ul>
                <For each=move || rows.get() key=|item| item.key let:item>
                    <li data-key=item.key>
                        <span>{item.title.clone()}</span>
                        <textarea/>
                        <button on:click=move |_| pressed.update(|pressed| pressed.push(item.key))/>
                    </li>
                </For>
            </ul>
        }
    })
}

/// A list whose rows are known by their values alone, as headlines are.
fn still(rows: RwSignal<Vec<Item>, LocalStorage>) -> Stage {
    Stage::show(move || {
        view! {
            <ul>
                <For each=move || rows.get() key=|item| item.key let:item>
                    <li><a href="/tin">{item.title.clone()}</a>{(item.title.len() > 6).then(|| view! { <p>"dài"</p> })}</li>
                </For>
            </ul>
        }
    })
}

fn keys(stage: &Stage) -> Vec<u64> {
    let rows = stage.all("li");
    rows.iter()
        .map(|row| row.get_attribute("data-key").unwrap().parse().unwrap())
        .collect()
}

fn row(stage: &Stage, key: u64) -> Element {
    stage
        .find(&format!("[data-key=\"{key}\"]"))
        .unchecked_into()
}

#[wasm_bindgen_test]
async fn rows_that_move_are_the_same_rows() {
    let (rows, pressed) = (
        RwSignal::new_local(items(&[1, 2, 3, 4, 5])),
        RwSignal::new_local(Vec::new()),
    );
    let stage = live(rows, pressed);
    let before: Vec<_> = (1..=5).map(|key| row(&stage, key)).collect();
    for order in [
        [5, 1, 2, 3, 4],
        [1, 2, 3, 4, 5],
        [2, 3, 4, 5, 1],
        [5, 4, 3, 2, 1],
        [3, 1, 5, 2, 4],
    ] {
        rows.set(items(&order));
        settled().await;
        assert_eq!(keys(&stage), order);
    }
    for (key, before) in (1..).zip(&before) {
        assert!(row(&stage, key).is_same_node(Some(before)), "{key}");
    }
}

/// Rows come, go and move in every way; the page always shows what was asked for, and rows that stay are the same.
#[wasm_bindgen_test]
async fn any_order_may_follow_any_other() {
    let (rows, pressed) = (
        RwSignal::new_local(Vec::new()),
        RwSignal::new_local(Vec::new()),
    );
    let stage = live(rows, pressed);
    let mut dice = Dice::new(7);
    let mut now: Vec<u64> = Vec::new();
    for round in 0..250 {
        let mut next: Vec<u64> = now.iter().copied().filter(|_| dice.below(5) > 0).collect();
        for _ in 0..dice.below(4) {
            let new = dice.below(1000) as u64;
            if !next.contains(&new) && !now.contains(&new) {
                next.insert(dice.below(next.len() + 1), new);
            }
        }
        for _ in 0..dice.below(5) {
            if !next.is_empty() {
                let moved = next.remove(dice.below(next.len()));
                next.insert(dice.below(next.len() + 1), moved);
            }
        }
        let stay: Vec<_> = next
            .iter()
            .filter(|key| now.contains(key))
            .map(|key| (*key, row(&stage, *key)))
            .collect();
        // One of them has the focus, which must not leave it.
        let focused = stay.get(dice.below(stay.len().max(1))).map(|(key, _)| *key);
        if let Some(key) = focused {
            stage
                .find(&format!("[data-key=\"{key}\"] textarea"))
                .focus()
                .unwrap();
        }
        rows.set(items(&next));
        settled_fast().await;
        assert_eq!(keys(&stage), next, "round {round}, before {now:?}");
        for (key, before) in stay {
            assert!(
                row(&stage, key).is_same_node(Some(&before)),
                "round {round}: {key}"
            );
        }
        if let Some(key) = focused {
            let inside = stage
                .focused()
                .and_then(|focused| focused.closest("li").unwrap());
            assert!(
                inside.is_some_and(|inside| inside.is_same_node(Some(&row(&stage, key)))),
                "round {round}: {key}"
            );
        }
        now = next;
    }
}

async fn settled_fast() {
    for _ in 0..3 {
        let done = js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED);
        wasm_bindgen_futures::JsFuture::from(done).await.unwrap();
    }
}

/// A row that is taken out of the page and put back loses all of this, so it must not be: the others move around it.
#[wasm_bindgen_test]
async fn the_row_in_which_the_reader_writes_is_not_taken_out() {
    let (rows, pressed) = (
        RwSignal::new_local(items(&[1, 2, 3])),
        RwSignal::new_local(Vec::new()),
    );
    let stage = live(rows, pressed);
    let field: HtmlTextAreaElement = stage.find("[data-key=\"2\"] textarea").unchecked_into();
    field.focus().unwrap();
    field.set_value("đang viết");
    field.set_selection_range(4, 4).unwrap();
    let moves = call(
        &js("return (list) => {
            const moved = [];
            const observer = new MutationObserver((records) => records.forEach((record) => record.removedNodes.forEach((node) => moved.push(node.dataset?.key))));
            observer.observe(list, { childList: true });
            return () => moved.concat(observer.takeRecords().flatMap((record) => [...record.removedNodes].map((node) => node.dataset?.key))).join();
        }"),
        &[stage.find("ul").into()],
    );
    for order in [
        vec![9, 1, 2, 3],
        vec![2, 9, 1, 3],
        vec![9, 1, 3, 2],
        vec![3, 2, 1, 9],
        vec![2],
    ] {
        rows.set(items(&order));
        settled().await;
        assert_eq!(keys(&stage), order);
        assert!(
            stage
                .focused()
                .is_some_and(|focused| focused.is_same_node(Some(&field)))
        );
        assert_eq!(field.selection_start().unwrap(), Some(4));
    }
    let moved = call(&moves, &[]).as_string().unwrap();
    assert!(!moved.split(',').any(|key| key == "2"), "{moved}");
}

#[wasm_bindgen_test]
async fn one_row_that_moves_moves_alone() {
    let (rows, pressed) = (
        RwSignal::new_local(items(&[1, 2, 3, 4, 5, 6])),
        RwSignal::new_local(Vec::new()),
    );
    let stage = live(rows, pressed);
    let changes = Changes::of(&stage.find("ul"));
    for (order, what) in [([2, 1, 3, 4, 5, 6], "down"), ([5, 2, 1, 3, 4, 6], "up")] {
        rows.set(items(&order));
        settled().await;
        // Only one was taken out and put in.
        assert_eq!(changes.count(), "1 1 0 0", "{what}");
    }
}

#[wasm_bindgen_test]
async fn one_changed_title_changes_one_text() {
    let all: Vec<u64> = (1..=1000).collect();
    let rows = RwSignal::new_local(items(&all));
    let stage = still(rows);
    let link = stage.all("a").into_iter().nth(500).unwrap();
    link.unchecked_ref::<web_sys::HtmlElement>()
        .focus()
        .unwrap();
    let changes = Changes::of(&stage.root);
    let mut next = items(&all);
    next[500].title = "khác 5".into();
    rows.set(next);
    settled().await;
    assert_eq!(changes.count(), "0 0 1 0");
    assert_eq!(link.text_content().as_deref(), Some("khác 5"));
    assert!(
        stage
            .focused()
            .is_some_and(|focused| focused.is_same_node(Some(&link)))
    );
}

#[wasm_bindgen_test]
async fn a_row_that_gains_a_part_keeps_the_others() {
    let rows = RwSignal::new_local(items(&[1, 2]));
    let stage = still(rows);
    let link = stage.all("a").into_iter().next().unwrap();
    let mut next = items(&[1, 2]);
    next[0].title = "tin dài hơn".into();
    rows.set(next.clone());
    settled().await;
    assert_eq!(
        stage.html(),
        "<ul><li><a href=\"/tin\">tin dài hơn</a><p>dài</p></li><li><a href=\"/tin\">tin 2</a></li></ul>"
    );
    next[0].title = "tin 1".into();
    rows.set(next);
    settled().await;
    assert_eq!(
        stage.html(),
        "<ul><li><a href=\"/tin\">tin 1</a></li><li><a href=\"/tin\">tin 2</a></li></ul>"
    );
    assert!(stage.all("a").first().unwrap().is_same_node(Some(&link)));
}

#[wasm_bindgen_test]
async fn listeners_of_rows_follow_their_items() {
    let (rows, pressed) = (
        RwSignal::new_local(items(&[1, 2])),
        RwSignal::new_local(Vec::new()),
    );
    let stage = live(rows, pressed);
    stage.find("[data-key=\"2\"] button").click();
    let mut next = items(&[2, 3]);
    next[0].title = "khác".into();
    rows.set(next);
    settled().await;
    for button in stage.all("button") {
        button.unchecked_ref::<web_sys::HtmlElement>().click();
    }
    assert_eq!(pressed.get_untracked(), [2, 2, 3]);
}

/// What lives in a row lives as long as the row: not shorter because the closure around the list runs again, and not longer.
#[wasm_bindgen_test]
async fn what_a_row_holds_lives_as_long_as_the_row() {
    let (rows, around) = (
        RwSignal::new_local(items(&[1, 2])),
        RwSignal::new_local(0_u32),
    );
    let ended = RwSignal::new_local(Vec::new());
    let stage = Stage::show(move || {
        view! {
            <div>
                {move || view! {
                    <p>{around.get()}</p>
                    <For each=move || rows.get() key=|item| item.key children=move |item| {
                        let open = RwSignal::new_local(false);
                        let key = item.key;
                        on_cleanup(move || ended.update_untracked(|ended| ended.push(key)));
                        view! {
                            <li class:open=move || open.get() on:click=move |_| open.set(true)>{item.title}</li>
                        }
                    }/>
                }}
            </div>
        }
    });
    stage.find("li").click();
    around.set(1);
    settled().await;
    assert_eq!(ended.get_untracked(), [0_u64; 0]);
    stage.all("li")[1]
        .unchecked_ref::<web_sys::HtmlElement>()
        .click();
    settled().await;
    assert_eq!(
        stage.html(),
        "<div><p>1</p><li class=\"open\">tin 1</li><li class=\"open\">tin 2</li></div>"
    );
    rows.set(items(&[2]));
    settled().await;
    assert_eq!(ended.get_untracked(), [1]);
}

#[wasm_bindgen_test]
async fn a_key_that_was_there_twice_leaves_no_row_behind() {
    let items = RwSignal::new_local(vec![1_u64, 1]);
    let stage = Stage::show(move || {
        view! {
            <ul>
                <For each=move || items.get() key=|key| *key let:key><li>{key}</li></For>
            </ul>
        }
    });
    items.set(vec![1]);
    settled().await;
    assert_eq!(stage.all("li").len(), 1);
}
