//! `<bangtin-rating>`, with the real service.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Key, Page, Portal, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("rating";
    EVERYWHERE =>
        a_vote_is_counted_remembered_and_changed;
    CHROMIUM =>
        a_keyboard_chooses_and_sends,
        keeps_what_was_chosen_when_the_service_is_gone,
        a_forgotten_token_is_replaced,
        asks_for_a_choice,
        axe_finds_nothing;
);

const TAG: &str = r#"<bangtin-rating page="tb-01"></bangtin-rating>"#;
const LONG: Duration = Duration::from_secs(30);

fn part(name: &str) -> String {
    format!("bangtin-rating >>> [part={name}]")
}

fn star(value: u32) -> String {
    format!("bangtin-rating >>> input[value='{value}']")
}

fn show(page: &Page<'_>, portal: &Portal) {
    portal.show(page, &format!("<main><h1>Bài viết</h1>{TAG}</main>"));
    page.wait_state("bangtin-rating", "ready");
}

fn choose(page: &Page<'_>, value: u32) {
    page.js::<()>("deep(arguments[0]).click()", json!([star(value)]));
}

fn send(page: &Page<'_>) {
    page.click(&part("submit"));
    page.until_within(LONG, "it is counted", || {
        page.has(&part("mine")) && page.text(&part("mine")).starts_with("Đã ghi nhận")
    });
}

fn a_vote_is_counted_remembered_and_changed(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    assert_eq!(
        page.text(&part("figure")),
        "",
        "no figure that is not known"
    );
    choose(page, 4);
    send(page);
    assert_eq!(page.text(&part("figure")), "4 / 5 (1 lượt đánh giá)");
    assert_eq!(portal.number("SELECT SUM(value) FROM rating_votes"), 4);
    page.reload();
    page.wait_for(&part("mine"));
    assert_eq!(
        page.text(&part("mine")),
        "Bạn đã đánh giá 4 sao. Có thể chọn lại."
    );
    assert!(page.js::<bool>("return deep(arguments[0]).checked", json!([star(4)])));
    choose(page, 2);
    send(page);
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM rating_votes"),
        1,
        "a second vote takes the place of the first"
    );
    assert_eq!(portal.number("SELECT SUM(value) FROM rating_votes"), 2);
}

fn a_keyboard_chooses_and_sends(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.js::<()>("deep(arguments[0]).focus()", json!([star(1)]));
    for _ in 0..4 {
        page.press(Key::Right);
    }
    page.until("five stars are full", || {
        page.count("bangtin-rating >>> [data-full]") == 5
    });
    assert_eq!(
        portal.number("SELECT COUNT(*) FROM rating_votes"),
        0,
        "choosing sends nothing"
    );
    page.press(Key::Enter);
    page.until_within(LONG, "it is counted", || page.has(&part("mine")));
    assert_eq!(portal.number("SELECT SUM(value) FROM rating_votes"), 5);
}

fn keeps_what_was_chosen_when_the_service_is_gone(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal);
    portal.kill();
    choose(page, 3);
    page.click(&part("submit"));
    page.until_within(LONG, "it says so", || {
        page.has(&part("outcome")) && page.text(&part("submit")) == "Gửi lại"
    });
    assert!(page.js::<bool>("return deep(arguments[0]).checked", json!([star(3)])));
    portal.restart();
    send(page);
    assert_eq!(portal.number("SELECT SUM(value) FROM rating_votes"), 3);
}

fn a_forgotten_token_is_replaced(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    let forge = "localStorage.setItem(`bangtin:${arguments[0]}`, 'nobody')";
    page.js::<()>(forge, json!([portal.url("/voter")]));
    page.reload();
    page.wait_state("bangtin-rating", "ready");
    choose(page, 5);
    page.click(&part("submit"));
    page.until_within(LONG, "it can be sent again", || {
        page.text(&part("submit")) == "Gửi lại"
    });
    send(page);
    assert_eq!(portal.number("SELECT SUM(value) FROM rating_votes"), 5);
}

fn asks_for_a_choice(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal);
    page.click(&part("submit"));
    page.until("it asks", || {
        page.text(&part("error")) == "Vui lòng chọn số sao."
    });
    choose(page, 1);
    page.until("it is mended", || page.text(&part("error")).is_empty());
}

fn axe_finds_nothing(page: &Page<'_>) {
    let portal = Portal::start(page);
    for width in [240, 360, 1_200] {
        page.resize(Viewport { width, height: 500 });
        show(page, &portal);
        choose(page, 3);
        let found = page.axe("bangtin-rating");
        assert!(found.is_empty(), "{width}: {found:?}");
        page.fits();
        page.screenshot("rating");
    }
}
