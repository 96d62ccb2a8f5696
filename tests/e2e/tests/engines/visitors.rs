//! `<bangtin-visitors>`.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Engine, Key, Page, Portal, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("visitors";
    EVERYWHERE =>
        shows_figures_with_their_meaning,
        reads_the_counter_of_another_program,
        a_visit_moves_the_counter_once,
        a_program_is_no_visit,
        a_page_that_nobody_sees_yet_waits,
        a_page_from_the_browser_s_memory_is_seen_again;
    CHROMIUM =>
        leaves_out_what_is_not_known,
        a_file_is_read_and_nothing_is_sent,
        an_article_is_the_page_s_only_hit,
        counts_for_a_page_of_another_system,
        counts_where_it_stands_out_of_sight,
        shows_what_the_service_counted,
        says_which_attribute_is_missing,
        tries_again,
        is_seen_by_everybody;
);

fn file(page: &Page<'_>, figures: &Value) -> String {
    page.serve(
        "/made/figures.json",
        "application/json",
        figures.to_string(),
    );
    "<bangtin-visitors src='/made/figures.json'>Số liệu</bangtin-visitors>".into()
}

fn part(name: &str) -> String {
    format!("bangtin-visitors >>> [part={name}]")
}

fn whole() -> Value {
    json!({ "online": 30, "today": 146, "month": 4210, "total": 1_832_541 })
}

fn shows_figures_with_their_meaning(page: &Page<'_>) {
    page.show(&file(page, &whole()));
    page.wait_state("bangtin-visitors", "ready");
    assert_eq!(page.text(&part("heading")), "Thống kê truy cập");
    assert_eq!(
        page.texts(&part("name")),
        [
            "Tổng lượt truy cập",
            "Hôm nay",
            "Tháng này",
            "Đang trực tuyến"
        ]
    );
    assert_eq!(
        page.texts(&part("figure")),
        ["1.832.541", "146", "4.210", "30"]
    );
    let shown = || -> bool {
        page.js(
            "return deep('bangtin-visitors >>> [part=meaning]').checkVisibility?.() ?? deep('bangtin-visitors >>> details').open",
            json!([]),
        )
    };
    assert!(!shown(), "the meaning is there before it is asked for");
    page.js::<()>("deep('bangtin-visitors >>> summary').focus()", json!([]));
    page.press(Key::Enter);
    page.until("a key opens the meaning", shown);
    // A view that is made anew leaves open what the reader has opened.
    page.set_attribute("bangtin-visitors", "heading", Some("Truy cập"));
    page.until("the heading changes", || {
        page.text(&part("heading")) == "Truy cập"
    });
    assert!(shown(), "the meaning closes by itself");
}

fn reads_the_counter_of_another_program(page: &Page<'_>) {
    let figures = json!({ "count": "1\u{202f}234", "count_unique": "1\u{202f}234" });
    page.show(&file(page, &figures));
    page.wait_state("bangtin-visitors", "ready");
    assert_eq!(page.texts(&part("figure")), ["1.234"]);
    page.show(&file(page, &figures).replace("src=", "figures='page' src="));
    page.wait_state("bangtin-visitors", "ready");
    assert_eq!(page.text(&part("views")), "1.234 lượt xem");
}

fn leaves_out_what_is_not_known(page: &Page<'_>) {
    page.show(&file(
        page,
        &json!({ "online": 0, "today": null, "total": "rất nhiều" }),
    ));
    page.wait_state("bangtin-visitors", "ready");
    assert_eq!(page.texts(&part("name")), ["Đang trực tuyến"]);
    page.show(&file(page, &json!({ "status": "ok" })));
    page.wait_state("bangtin-visitors", "empty");
    assert!(!page.has(&part("figure")));
    assert_eq!(
        page.text("bangtin-visitors"),
        "Số liệu",
        "what stands inside the tag stays"
    );
}

fn a_file_is_read_and_nothing_is_sent(page: &Page<'_>) {
    let body = file(page, &whole());
    page.show(&body.replace("src=", "service='/dich-vu' site='xa-song-ba' src="));
    page.wait_state("bangtin-visitors", "ready");
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert_eq!(page.asked("/dich-vu"), 0);
}

fn says_which_attribute_is_missing(page: &Page<'_>) {
    // The page's own feed has no counters.
    let head = format!(
        "<script type='module' src='{}/bangtin.js' data-src='/sample/feed.json'></script>",
        bangtin_e2e::KIT
    );
    page.show_with(&head, "<bangtin-visitors></bangtin-visitors>");
    page.wait_for(&part("misconfigured"));
    assert!(page.text(&part("misconfigured")).contains("service"));
    page.set_attribute("bangtin-visitors", "src", Some("/sample/feed.json"));
    page.set_attribute("bangtin-visitors", "figures", Some("tất cả"));
    page.until("the wrong value is named", || {
        page.has(&part("misconfigured"))
            && page
                .text(&part("misconfigured"))
                .contains("site, page, none")
    });
}

fn tries_again(page: &Page<'_>) {
    page.show("<bangtin-visitors src='/fault/first/1/404/so-lieu/made/figures.json'>Số liệu</bangtin-visitors>");
    page.wait_state("bangtin-visitors", "failed");
    file(page, &whole());
    page.click(&part("retry"));
    page.wait_state("bangtin-visitors", "ready");
    assert_eq!(
        page.texts(&part("figure")).first().map(String::as_str),
        Some("1.832.541")
    );
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let body = file(page, &whole());
    seen::by_everybody(page, "visitors", &body, &["bangtin-visitors"], &|| {
        page.wait_state("bangtin-visitors", "ready");
        page.click("bangtin-visitors >>> li:nth-child(2) summary");
    });
}

const TAG: &str = "<bangtin-visitors></bangtin-visitors>";
const VISITS: &str = "SELECT CAST(COALESCE(SUM(visits), 0) AS BIGINT) FROM day_counts";
const VIEWS: &str = "SELECT CAST(COALESCE(SUM(views), 0) AS BIGINT) FROM day_counts";
const OF_THE_ARTICLE: &str =
    "SELECT CAST(COALESCE(SUM(views), 0) AS BIGINT) FROM page_views WHERE page = 'tb-01'";

/// A page as a reader's browser opens it: a browser that a program holds says so, and is not counted.
fn read(page: &Page<'_>, portal: &Portal, body: &str) {
    if page.engine() == Engine::Chromium {
        let agent: String = page.js("return navigator.userAgent", json!([]));
        page.call_itself(&agent.replace("HeadlessChrome", "Chrome"));
    }
    let reader = "<script>Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })</script>";
    portal.show(page, &format!("{reader}{body}"));
}

fn a_visit_moves_the_counter_once(page: &Page<'_>) {
    let portal = Portal::start(page);
    read(page, &portal, &format!("{TAG}{TAG}"));
    portal.wait_number(VIEWS, 1);
    assert_eq!(portal.number(VISITS), 1);
    page.reload();
    portal.wait_number(VIEWS, 2);
    assert_eq!(
        portal.number(VISITS),
        1,
        "who reads on is no further visitor"
    );
    let stored: i64 = page.js(
        "return document.cookie.length + localStorage.length + sessionStorage.length",
        json!([]),
    );
    assert_eq!(
        stored, 0,
        "nothing is kept that would tell this reader from another"
    );
}

fn a_program_is_no_visit(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, TAG);
    page.wait_state("bangtin-visitors", "ready");
    std::thread::sleep(Duration::from_millis(1_500));
    read(page, &portal, TAG);
    portal.wait_number(VIEWS, 1);
    assert_eq!(portal.number(VISITS), 1);
}

fn a_page_that_nobody_sees_yet_waits(page: &Page<'_>) {
    let portal = Portal::start(page);
    for (state, event) in [
        ("prerendering", "prerenderingchange"),
        ("hidden", "visibilitychange"),
    ] {
        let before = portal.number(VIEWS);
        let unseen = format!(
            "<script>window.state = '{state}';
            Object.defineProperty(document, 'prerendering', {{ get: () => state === 'prerendering' }});
            Object.defineProperty(document, 'visibilityState', {{ get: () => state ? 'hidden' : 'visible' }})</script>"
        );
        read(page, &portal, &format!("{unseen}{TAG}"));
        page.wait_state("bangtin-visitors", "ready");
        std::thread::sleep(Duration::from_millis(1_500));
        assert_eq!(portal.number(VIEWS), before, "{state}");
        page.js::<()>(
            "window.state = ''; document.dispatchEvent(new Event(arguments[0]))",
            json!([event]),
        );
        portal.wait_number(VIEWS, before + 1);
    }
}

fn a_page_from_the_browser_s_memory_is_seen_again(page: &Page<'_>) {
    let portal = Portal::start(page);
    read(page, &portal, &format!("{TAG}{TAG}"));
    portal.wait_number(VIEWS, 1);
    // What a page hears that comes back; whether it does is the browser's own choice.
    let back = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: arguments[0] }))";
    page.js::<()>(back, json!([true]));
    portal.wait_number(VIEWS, 2);
    page.js::<()>(back, json!([false]));
    std::thread::sleep(Duration::from_millis(1_500));
    assert_eq!((portal.number(VIEWS), portal.number(VISITS)), (2, 1));
}

fn an_article_is_the_page_s_only_hit(page: &Page<'_>) {
    let portal = Portal::start(page);
    read(
        page,
        &portal,
        &format!("{TAG}<bangtin-article item='tb-01'></bangtin-article>"),
    );
    portal.wait_number(OF_THE_ARTICLE, 1);
    // As long as the counter waits for the article, and a flush of the service.
    std::thread::sleep(Duration::from_millis(3_500));
    assert_eq!(portal.number(VIEWS), 1);
    read(
        page,
        &portal,
        "<bangtin-article item='tb-01' count='off'></bangtin-article>",
    );
    page.wait_state("bangtin-article", "ready");
    read(page, &portal, TAG);
    portal.wait_number(VIEWS, 2);
    assert_eq!(portal.number(OF_THE_ARTICLE), 1);
}

fn counts_for_a_page_of_another_system(page: &Page<'_>) {
    let portal = Portal::start(page);
    let body = "<bangtin-visitors page='tb-01' figures='page'><i>Chưa rõ</i></bangtin-visitors>";
    read(page, &portal, body);
    portal.wait_number(OF_THE_ARTICLE, 1);
    assert_eq!(page.text("bangtin-visitors"), "Chưa rõ");
    // The service keeps an answer for 2 s, a browser for longer.
    std::thread::sleep(Duration::from_millis(2_500));
    page.js_async::<()>(
        "await caches.delete('bangtin-1'); await fetch(arguments[0], { cache: 'reload' })",
        json!([portal.url("/pages?key=tb-01")]),
    );
    read(page, &portal, body);
    page.until("the views are shown", || {
        page.has(&part("views")) && page.text(&part("views")) == "1 lượt xem"
    });
}

fn counts_where_it_stands_out_of_sight(page: &Page<'_>) {
    let portal = Portal::start(page);
    read(
        page,
        &portal,
        &format!("<p style='height: 9000px'>Một trang dài.</p>{TAG}"),
    );
    portal.wait_number(VIEWS, 1);
}

fn shows_what_the_service_counted(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, TAG);
    page.wait_state("bangtin-visitors", "ready");
    // Nothing was counted yet but by the counter before this one.
    assert_eq!(page.texts(&part("name")), ["Tổng lượt truy cập"]);
    assert_eq!(page.texts(&part("figure")), ["1.832.541"]);
    page.click("bangtin-visitors >>> summary");
    assert!(page.text(&part("meaning")).contains("bộ đếm cũ"));
}
