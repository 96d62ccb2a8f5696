//! `<bangtin-poll>`, with the real service.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, Portal, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("poll";
    EVERYWHERE =>
        a_vote_is_counted_shown_and_changed;
    CHROMIUM =>
        several_may_be_chosen,
        the_newest_open_poll_is_shown_where_none_is_named,
        a_closed_poll_shows_its_results,
        keeps_what_was_chosen_when_the_service_is_gone,
        axe_finds_nothing_in_any_state;
);

const ONE: &str = r#"<bangtin-poll poll="hai-long-mot-cua">Gọi 0200 000 100</bangtin-poll>"#;
const LONG: Duration = Duration::from_secs(30);

fn part(name: &str) -> String {
    format!("bangtin-poll >>> [part={name}]")
}

fn show(page: &Page<'_>, portal: &Portal, tag: &str) {
    // The service begins to read its content when it starts.
    portal.wait_number("SELECT COUNT(*) FROM polls WHERE id = 'gio-cho-phien'", 1);
    portal.show(page, &format!("<main><h1>Trang</h1>{tag}</main>"));
    page.wait_state("bangtin-poll", "ready");
}

fn choose(page: &Page<'_>, option: usize) {
    let script = "deepAll('bangtin-poll >>> .choice')[arguments[0]].click()";
    page.js::<()>(script, json!([option]));
}

fn vote(page: &Page<'_>) {
    page.click(&part("submit"));
    page.wait_for_within(LONG, &part("results"));
}

fn figures(page: &Page<'_>) -> Vec<String> {
    page.texts(&part("figures"))
}

fn a_vote_is_counted_shown_and_changed(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal, ONE);
    page.click(&part("submit"));
    page.until("it asks for a choice", || {
        page.text(&part("error")) == "Vui lòng chọn một phương án."
    });
    page.click(&part("look"));
    page.wait_for(&part("results"));
    assert_eq!(page.text(&part("voters")), "Chưa có ai bình chọn.");
    assert_eq!(figures(page), Vec::<String>::new());
    page.click(&part("back"));
    page.wait_for(&part("question"));
    choose(page, 1);
    vote(page);
    assert_eq!(
        figures(page).get(1).map(String::as_str),
        Some("100% (1 phiếu)")
    );
    assert_eq!(page.text(&part("mine")).trim(), "(lựa chọn của bạn)");
    page.reload();
    page.wait_for(&part("results"));
    assert_eq!(
        figures(page).get(1).map(String::as_str),
        Some("100% (1 phiếu)")
    );
    page.click(&part("back"));
    page.wait_for(&part("question"));
    choose(page, 0);
    vote(page);
    page.until("the vote has moved", || {
        figures(page).first().map(String::as_str) == Some("100% (1 phiếu)")
    });
    assert_eq!(portal.number("SELECT COUNT(*) FROM poll_votes"), 1);
}

fn several_may_be_chosen(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(
        page,
        &portal,
        r#"<bangtin-poll poll="gio-cho-phien"></bangtin-poll>"#,
    );
    assert_eq!(page.text(&part("heading")), "Thăm dò ý kiến");
    page.click(&part("submit"));
    page.until("it asks for one choice or more", || {
        page.text(&part("error")) == "Vui lòng chọn ít nhất một phương án."
    });
    choose(page, 0);
    choose(page, 2);
    vote(page);
    assert_eq!(page.count(&part("mine")), 2);
    assert_eq!(page.text(&part("voters")), "1 người đã bình chọn");
}

fn the_newest_open_poll_is_shown_where_none_is_named(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(page, &portal, "<bangtin-poll></bangtin-poll>");
    page.wait_for(&part("legend"));
    assert!(
        page.text(&part("legend")).starts_with("Chợ phiên Sông Ba"),
        "{}",
        page.text(&part("legend"))
    );
}

fn a_closed_poll_shows_its_results(page: &Page<'_>) {
    let portal = Portal::start(page);
    show(
        page,
        &portal,
        r#"<bangtin-poll poll="mua-vu-2026"></bangtin-poll>"#,
    );
    page.wait_for(&part("results"));
    assert_eq!(
        page.text(&part("closed")),
        "Cuộc thăm dò đã kết thúc: 17:00 Thứ Bảy, 31/10/2026"
    );
    assert!(!page.has(&part("submit")) && !page.has(&part("back")));
}

fn keeps_what_was_chosen_when_the_service_is_gone(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    show(page, &portal, ONE);
    choose(page, 3);
    portal.kill();
    page.click(&part("submit"));
    page.until_within(LONG, "it says so", || {
        page.text(&part("submit")) == "Gửi lại"
    });
    portal.restart();
    vote(page);
    assert_eq!(
        portal.number("SELECT SUM(votes) FROM poll_sums WHERE choice = 'chua-hai-long'"),
        1
    );
}

fn axe_finds_nothing_in_any_state(page: &Page<'_>) {
    let portal = Portal::start(page);
    for width in [240, 360, 1_200] {
        page.resize(Viewport { width, height: 600 });
        show(page, &portal, ONE);
        page.wait_for(&part("question"));
        let found = page.axe("bangtin-poll");
        assert!(found.is_empty(), "{width}: {found:?}");
        page.screenshot("poll");
        page.click(&part("look"));
        page.wait_for(&part("results"));
        let found = page.axe("bangtin-poll");
        assert!(found.is_empty(), "{width}: {found:?}");
        page.fits();
        page.screenshot("poll-results");
    }
}
