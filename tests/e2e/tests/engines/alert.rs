//! `<bangtin-alert>`: levels, folding, ends, what comes while the reader is there, the saved copy; and its way from a phone to the portal.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, KIT, Media, Page, Viewport, cases};
use serde_json::{Value, json};

use crate::{pages, seen};

pub(crate) const CASES: &[Case] = cases!("alert";
    EVERYWHERE =>
        the_gravest_stands_first_and_says_what_it_is,
        a_notice_folds_and_is_found_again,
        what_ends_goes_by_itself,
        what_comes_while_the_reader_is_there_is_told,
        where_nothing_runs_there_is_nothing,
        a_clock_that_is_wrong_hides_nothing;
    CHROMIUM =>
        the_saved_copy_is_shown_offline_until_its_end,
        a_page_that_is_not_seen_asks_nothing,
        only_an_emergency_is_printed,
        it_comes_from_a_phone_to_the_portal,
        a_page_with_an_alert_does_not_jump,
        is_seen_by_everybody;
);

const LONG: Duration = Duration::from_secs(30);
const FILE: &str = "/made/alerts.json";
const BODY: &str =
    "<bangtin-alert src='/made/alerts.json'></bangtin-alert><p id='below'>Trang của xã</p>";

fn part(name: &str) -> String {
    format!("bangtin-alert >>> [part={name}]")
}

/// An alert that ends so many seconds from now.
fn alert(page: &Page<'_>, level: &str, title: &str, seconds: f64) -> Value {
    let ends: String = page.js(
        "return new Date(Date.now() + arguments[0] * 1000).toISOString()",
        json!([seconds]),
    );
    json!({ "id": format!("{level}-1"), "level": level, "title": title, "text": "Hai câu. Làm theo hướng dẫn của xã.", "url": "/tin/42", "ends": ends })
}

fn file(page: &Page<'_>, alerts: &[Value]) {
    let content = json!({ "alerts": alerts }).to_string();
    page.serve(FILE, "application/json", content);
}

/// A clock that is set by [`come_back`].
const CLOCK: &str = "<script>{ let late = 0; const now = Date.now.bind(Date); Date.now = () => now() + late; addEventListener('made-later', () => { late += 25_000 }) }</script>";

fn show(page: &Page<'_>) {
    let head = format!(r#"{CLOCK}<script type="module" src="{KIT}/bangtin.js"></script>"#);
    page.show_with(&head, BODY);
    page.wait_for(&part("alert"));
}

fn three(page: &Page<'_>) {
    let of = |level, title| alert(page, level, title, 36_000.0);
    file(
        page,
        &[
            of("notice", "Ngừng cấp điện tại thôn Phước Lộc"),
            of("emergency", "Nước sông Ba lên nhanh"),
            of("warning", "Bão số 9 vào chiều mai"),
        ],
    );
}

fn the_gravest_stands_first_and_says_what_it_is(page: &Page<'_>) {
    three(page);
    show(page);
    assert_eq!(
        page.texts(&part("title")),
        [
            "Khẩn cấp: Nước sông Ba lên nhanh",
            "Cảnh báo: Bão số 9 vào chiều mai",
            "Thông báo: Ngừng cấp điện tại thôn Phước Lộc"
        ]
    );
    assert_eq!(
        page.count("bangtin-alert >>> details"),
        2,
        "an emergency cannot be folded"
    );
    assert_eq!(
        page.count("bangtin-alert >>> [role=alert]"),
        0,
        "it was there from the start"
    );
    assert_eq!(
        page.attribute(&part("alerts"), "aria-label").as_deref(),
        Some("Cảnh báo và thông báo")
    );
    assert!(page.text(&part("until")).starts_with("Có hiệu lực đến "));
    let links: Vec<String> = page.js(
        "return deepAll(arguments[0]).map((link) => link.href.slice(location.origin.length))",
        json!([part("link")]),
    );
    assert_eq!(links, ["/tin/42"; 3]);
    page.set_attribute("bangtin-alert", "lang", Some("en"));
    page.until("it speaks English", || {
        page.texts(&part("level")) == ["Emergency:", "Warning:", "Notice:"]
    });
}

fn a_notice_folds_and_is_found_again(page: &Page<'_>) {
    three(page);
    show(page);
    let open = |level: &str| -> bool {
        page.js(
            "return deep(`bangtin-alert >>> [data-level=${arguments[0]}] details`).open",
            json!([level]),
        )
    };
    assert!(open("notice") && open("warning"));
    page.click("bangtin-alert >>> [data-level=notice] summary");
    page.until("it is folded", || !open("notice"));
    page.reload();
    page.wait_for(&part("alert"));
    assert!(!open("notice") && open("warning"), "the device remembers");
    assert_eq!(page.count(&part("title")), 3, "its title stays");
    page.click("bangtin-alert >>> [data-level=notice] summary");
    page.until("it is open again", || open("notice"));
    page.reload();
    page.wait_for(&part("alert"));
    assert!(open("notice"));
}

fn height(page: &Page<'_>) -> f64 {
    page.js(
        "return deep('bangtin-alert').getBoundingClientRect().height",
        json!([]),
    )
}

fn what_ends_goes_by_itself(page: &Page<'_>) {
    // Times of the file have whole seconds for the reader.
    let (soon, later) = (
        alert(page, "warning", "Sắp hết", 5.0),
        alert(page, "notice", "Còn lâu", 600.0),
    );
    file(page, &[soon, later]);
    show(page);
    assert_eq!(page.count(&part("alert")), 2);
    page.until_within(LONG, "the first has ended", || {
        page.count(&part("alert")) == 1
    });
    assert!(page.text(&part("title")).contains("Còn lâu"));
    let last = alert(page, "warning", "Sắp hết", 4.0);
    file(page, &[last]);
    show(page);
    page.until_within(LONG, "nothing is left", || height(page) == 0.0);
    assert!(!page.has(&part("alerts")));
}

/// As if 25 seconds had gone by, and the reader came back to the page.
fn come_back(page: &Page<'_>) {
    page.js::<()>(
        "dispatchEvent(new Event('made-later')); document.dispatchEvent(new Event('visibilitychange'))",
        json!([]),
    );
}

/// Comes back until it is so: while the element asks, it does not look whether somebody comes.
fn until_back(page: &Page<'_>, what: &str, is_so: impl Fn() -> bool) {
    page.until(what, || {
        come_back(page);
        is_so()
    });
}

fn what_comes_while_the_reader_is_there_is_told(page: &Page<'_>) {
    let first = alert(page, "notice", "Có từ trước", 36_000.0);
    file(page, std::slice::from_ref(&first));
    show(page);
    page.wait_state("bangtin-alert", "ready");
    let come = alert(page, "emergency", "Vừa đến", 36_000.0);
    file(page, &[first, come]);
    until_back(page, "it has come", || page.count(&part("alert")) == 2);
    let told = page.texts("bangtin-alert >>> [role=alert]");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("Khẩn cấp: Vừa đến"), "{told:?}");
    // Other words are told anew.
    let changed = alert(page, "emergency", "Đã sửa", 36_000.0);
    file(page, &[changed]);
    until_back(page, "it has changed", || {
        page.text("bangtin-alert >>> [role=alert]")
            .starts_with("Khẩn cấp: Đã sửa")
    });
    file(page, &[]);
    until_back(page, "it is taken back", || height(page) == 0.0);
}

fn where_nothing_runs_there_is_nothing(page: &Page<'_>) {
    let (over, later) = (alert(page, "emergency", "Đã qua", -60.0), {
        let mut later = alert(page, "notice", "Chưa đến", 36_000.0);
        later["begins"] = later["ends"].clone();
        later["ends"] = "2099-01-01T00:00:00+07:00".into();
        later
    });
    let endless = json!({ "id": "x", "level": "emergency", "title": "Không có giờ kết thúc" });
    for (what, content) in [
        ("nothing", json!({ "alerts": [] }).to_string()),
        (
            "what is over, not begun, without an end",
            json!({ "alerts": [over, later, endless] }).to_string(),
        ),
        ("no alerts at all", json!({ "items": [1, 2] }).to_string()),
        ("no JSON", "<h1>404</h1>".into()),
    ] {
        page.serve(FILE, "application/json", content);
        page.show(BODY);
        page.wait_state("bangtin-alert", "empty");
        assert_eq!(height(page), 0.0, "{what}");
        assert_eq!(page.text("bangtin-alert >>> .root"), "", "{what}");
    }
    page.show("<bangtin-alert src='/fault/status/404/made/alerts.json'></bangtin-alert>");
    page.wait_state("bangtin-alert", "empty");
    assert_eq!(height(page), 0.0, "a server that fails");
}

/// The server's time counts: a device that is a day ahead shows what has not ended, one that is behind does not show what is over.
fn a_clock_that_is_wrong_hides_nothing(page: &Page<'_>) {
    // Before the page has another clock.
    page.show("");
    let (later, over) = (
        alert(page, "warning", "Bão", 36_000.0),
        alert(page, "warning", "Bão", -3_600.0),
    );
    let shown = |hours: i32, one: Value| {
        file(page, &[one]);
        page.show_with(
            &format!(
                r#"<script>{{ const now = Date.now.bind(Date); Date.now = () => now() + {hours} * 36e5 }}</script>
                <script type="module" src="{KIT}/bangtin.js"></script>"#
            ),
            BODY,
        );
    };
    shown(24, later);
    page.wait_for_within(LONG, &part("alert"));
    shown(-24, over);
    page.until_within(LONG, "it is known to be over", || {
        page.state("bangtin-alert").as_deref() == Some("empty") && height(page) == 0.0
    });
}

fn the_saved_copy_is_shown_offline_until_its_end(page: &Page<'_>) {
    let one = alert(page, "warning", "Bão số 9", 36_000.0);
    file(page, &[one]);
    show(page);
    page.wait_state("bangtin-alert", "ready");
    page.js_async::<()>("await new Promise((go) => setTimeout(go, 1500))", json!([]));
    page.block(&["*/made/alerts.json"]);
    page.reload();
    page.wait_for_within(LONG, &part("stale"));
    assert!(page.text(&part("stale")).starts_with("Bản lưu lúc "));
    assert!(page.text(&part("title")).contains("Bão số 9"));
    page.screenshot("alert-offline");
    page.block(&[]);
    let soon = alert(page, "warning", "Bão số 9", 8.0);
    file(page, &[soon]);
    show(page);
    page.js_async::<()>("await new Promise((go) => setTimeout(go, 1500))", json!([]));
    page.block(&["*/made/alerts.json"]);
    page.js_async::<()>("await new Promise((go) => setTimeout(go, 7000))", json!([]));
    page.reload();
    page.wait_state_within(LONG, "bangtin-alert", "empty");
    assert_eq!(height(page), 0.0, "its end has passed");
}

fn a_page_that_is_not_seen_asks_nothing(page: &Page<'_>) {
    three(page);
    show(page);
    page.js::<()>(
        "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })",
        json!([]),
    );
    let before = page.asked(FILE);
    come_back(page);
    page.js_async::<()>("await new Promise((go) => setTimeout(go, 1000))", json!([]));
    assert_eq!(page.asked(FILE), before);
    page.js::<()>("delete document.hidden", json!([]));
    come_back(page);
    page.until("it asks again", || page.asked(FILE) > before);
}

fn only_an_emergency_is_printed(page: &Page<'_>) {
    three(page);
    show(page);
    page.emulate(&[Media::Print]);
    let shown: Vec<String> = page.js(
        "return deepAll('bangtin-alert >>> article').filter((one) => one.offsetHeight).map((one) => one.dataset.level)",
        json!([]),
    );
    assert_eq!(shown, ["emergency"]);
    assert!(
        page.text("bangtin-alert >>> [data-level=emergency]")
            .contains("Có hiệu lực đến")
    );
    page.screenshot("alert-print");
    page.emulate(&[]);
}

/// Who is on duty writes on a phone; readers of the portal see it, without script as well.
fn it_comes_from_a_phone_to_the_portal(page: &Page<'_>) {
    let portal = pages::portal(page);
    page.resize(Viewport {
        width: 360,
        height: 740,
    });
    portal.log_in(page);
    page.visit(&format!("{}/moderation/alerts", portal.origin()));
    page.wait_for("#write");
    page.click("input[value=emergency]");
    page.paste("[name=title]", "Nước sông Ba lên nhanh");
    page.paste(
        "[name=text]",
        "Người dân vùng trũng rời nhà ngay. Điểm tập trung: Trường THCS Sông Ba.",
    );
    page.paste("[name=url]", "/lien-he");
    page.fits();
    page.screenshot("moderation-alerts");
    let found = page.axe("main");
    assert!(found.is_empty(), "{found:?}");
    page.click("#write button");
    portal.wait_number(
        "SELECT COUNT(*) FROM alerts WHERE approved_by IS NOT NULL",
        1,
    );
    page.wait_for(".comment");
    assert!(page.text(".comment").contains("Đang hiển thị"));
    page.fits();
    page.screenshot("moderation-alerts-written");
    let found = page.axe("main");
    assert!(found.is_empty(), "{found:?}");

    page.run_scripts(false);
    page.visit(&format!("{}/lien-he", portal.origin()));
    page.screenshot("portal-alert-without-script");
    page.run_scripts(true);
    for width in [320, 360, 1280] {
        page.resize(Viewport { width, height: 740 });
        for media in [&[][..], &[Media::Dark]] {
            page.emulate(media);
            page.visit(&format!("{}/", portal.origin()));
            page.wait_for_within(LONG, "bangtin-portal >>> bangtin-alert >>> [part=alert]");
            page.until("what stood in the page has gone", || {
                !page.has(".bangtin-alerts")
            });
            page.fits();
            page.screenshot(&format!(
                "portal-alert-{}",
                if media.is_empty() { "light" } else { "dark" }
            ));
        }
    }
    page.emulate(&[]);
    let top: f64 = page.js(
        "return deep('bangtin-portal >>> bangtin-alert').getBoundingClientRect().top - deep('bangtin-portal >>> [part=masthead]').getBoundingClientRect().bottom",
        json!([]),
    );
    assert!((-1.0..=1.0).contains(&top), "right below the head: {top}");
}

/// What runs from the start stands in the page from the start, and the element takes its place.
fn a_page_with_an_alert_does_not_jump(page: &Page<'_>) {
    let portal = pages::portal(page);
    portal.run(
        "INSERT INTO alerts (site, id, level, title, text, url, begins_ms, ends_ms, writer, written_by, approved_by, changed_ms, revision) VALUES \
         ('xa-song-ba', 'a', 'emergency', 'Nước sông Ba lên nhanh', 'Người dân vùng trũng rời nhà ngay. Điểm tập trung: Trường THCS Sông Ba.', '/lien-he', 0, 4000000000000, 'x', 'x', 'x', 0, 1), \
         ('xa-song-ba', 'b', 'notice', 'Ngừng cấp điện tại thôn Phước Lộc', 'Từ 8 giờ đến 11 giờ để sửa đường dây.', '', 0, 4000000000000, 'x', 'x', 'x', 0, 1)",
    );
    for width in [320, 360, 768, 1280] {
        page.resize(Viewport { width, height: 740 });
        page.visit(&format!("{}/", portal.origin()));
        page.js::<()>(
            "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value })
                .observe({ type: 'layout-shift', buffered: true })",
            json!([]),
        );
        page.wait_for_within(LONG, "bangtin-portal >>> bangtin-alert >>> [part=alert]");
        page.until("what stood in the page has gone", || {
            !page.has(".bangtin-alerts")
        });
        let shift: f64 = page.js_async(
            "await new Promise((go) => setTimeout(go, 500)); return window.shift",
            json!([]),
        );
        assert!(shift <= 0.02, "{width}: the page moved by {shift}");
    }
    // It stays when the reader changes the language.
    page.click("bangtin-portal >>> [part=language]");
    page.until("it speaks the language and is seen", || {
        page.text("bangtin-portal >>> bangtin-alert >>> .root")
            .contains("Emergency")
            && page.js::<f64>(
                "return deep('bangtin-portal >>> bangtin-alert').offsetHeight",
                json!([]),
            ) > 100.0
    });
}

fn is_seen_by_everybody(page: &Page<'_>) {
    three(page);
    seen::by_everybody(page, "alert", BODY, &["bangtin-alert"], &|| {
        page.wait_for(&part("alert"));
    });
    page.resize(Viewport {
        width: 320,
        height: 640,
    });
    let hostile = "<style>bangtin-alert, p, div, svg { float: left; color: red !important; display: block } article, section, details { position: fixed; opacity: 0 } h2 { font-size: 60px }</style>";
    page.show(&format!("{hostile}{BODY}"));
    page.wait_for(&part("alert"));
    page.fits();
    assert_eq!(
        page.style("bangtin-alert >>> article", "position"),
        "static"
    );
    assert_ne!(
        page.style("bangtin-alert >>> [data-level=notice] h2", "color"),
        "rgb(255, 0, 0)"
    );
}
