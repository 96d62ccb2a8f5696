//! The kit in pages as officers and their editors make them: boxes in place of tags, tags without an end, slips of the pen.

use std::{
    io::{Read, Write},
    net::TcpListener,
};

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, KIT, Page, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("embedding";
    EVERYWHERE =>
    an_editor_that_takes_tags_out_leaves_boxes,
    boxes_that_come_later_and_change_are_followed,
    a_tag_without_an_end_hid_the_rest_of_the_page,
    a_tag_without_an_end_in_a_paragraph_was_not_told,
    a_painted_list_hides_nothing_of_a_page_it_swallowed,
    a_space_or_a_capital_in_a_value_cost_the_list,
    curly_quotes_are_named,
    a_category_that_is_not_there_says_which_are,
    misspelt_names_are_told_with_the_nearest,
    a_page_of_another_version_is_told,
    a_server_that_does_not_let_the_page_in_is_not_called_a_bad_network,
    a_feed_that_is_not_there_is_named_to_who_set_the_page_up,
    an_answer_that_is_no_feed_is_named,
    a_policy_that_refuses_the_feed_is_named;
    CHROMIUM => a_page_that_keeps_the_place_does_not_jump;
);

const ROWS: &str = "bangtin-news >>> [part=row]";

fn advice(page: &Page<'_>, element: &str) -> String {
    let told = format!("{element} >>> details[part=advice] p");
    page.wait_for(&told);
    page.text(&told)
}

fn until_told(page: &Page<'_>, words: &[&str]) {
    page.until(&format!("the console says {words:?}"), || {
        page.console()
            .iter()
            .any(|line| line.contains("Bangtin: ") && words.iter().all(|word| line.contains(word)))
    });
}

fn is_seen(page: &Page<'_>, selector: &str) -> bool {
    page.js(
        "const node = document.querySelector(arguments[0]); return node.checkVisibility() && node.getBoundingClientRect().height > 0",
        json!([selector]),
    )
}

fn an_editor_that_takes_tags_out_leaves_boxes(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(5));
    page.show(&format!(
        r#"<div class="bangtin" data-bangtin="news" data-src="{src}" data-limit="3" data-search><a href="/tin-tuc">Tin tức</a></div>
        <div data-bangtin=" Article " data-src="{src}" data-item="i-2"></div>"#
    ));
    page.wait_state("div > bangtin-news", "ready");
    assert_eq!(page.count(ROWS), 3);
    assert!(page.has("bangtin-news >>> input[type=search]"));
    assert!(
        page.has("div > bangtin-news > a[href='/tin-tuc']"),
        "what stood in the box stays its own"
    );
    page.wait_state("div > bangtin-article", "ready");
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn boxes_that_come_later_and_change_are_followed(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(9));
    page.show("<p>Trang chưa có khung tin nào.</p>");
    page.js::<()>(
        "document.body.insertAdjacentHTML('beforeend', `<div data-bangtin='news' data-src='${arguments[0]}' data-limit='2'><b>Tin</b></div>`)",
        json!([src]),
    );
    page.wait_state("bangtin-news", "ready");
    assert_eq!(page.count(ROWS), 2);
    page.set_attribute("div[data-bangtin]", "data-limit", Some("4"));
    page.until("there are four", || page.count(ROWS) == 4);
    page.set_attribute("div[data-bangtin]", "data-limit", None);
    page.until("there are as many as usual", || page.count(ROWS) == 9);
    page.set_attribute("div[data-bangtin]", "data-item", Some("i-3"));
    page.set_attribute("div[data-bangtin]", "data-bangtin", Some("article"));
    page.wait_state("bangtin-article", "ready");
    assert!(!page.has("bangtin-news"));
    assert!(page.has("bangtin-article > b"));
    page.js::<()>(
        "document.querySelector('div[data-bangtin]').innerHTML = '<i>Thay</i>'",
        json!([]),
    );
    page.until("the page's new content is in the element", || {
        page.has("bangtin-article > i")
    });
}

/// `<bangtin-news … />`, as editors write it.
fn a_tag_without_an_end_hid_the_rest_of_the_page(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    page.show(&format!(
        r#"<bangtin-news src="{src}" />
        <p id="sau">Đoạn sau thẻ.</p><form id="tim"><input name="q"><button>Tìm</button></form>
        <bangtin-today></bangtin-today><footer id="chan">Chân trang</footer>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("the kit has the list", || {
        page.has("bangtin-news >>> .root[data-state]")
    });
    for part in ["#sau", "#tim", "#chan"] {
        assert!(is_seen(page, part), "{part} is hidden");
    }
    page.wait_state("bangtin-today", "ready");
    until_told(page, &["bangtin-news", "chưa được đóng"]);
    assert!(advice(page, "bangtin-news").contains("</bangtin-news>"));
    page.fill("#tim input", "họp");
    // Whatever the element comes to show.
    page.set_attribute("bangtin-news", "layout", Some("sai"));
    page.wait_state("bangtin-news", "misconfigured");
    assert!(is_seen(page, "#chan"));
}

/// As an editor that breaks lines behind a tag writes it, in a paragraph that ends early.
fn a_tag_without_an_end_in_a_paragraph_was_not_told(page: &Page<'_>) {
    page.show(r#"<p><bangtin-today /><br /><p id="sau">Đoạn sau thẻ.</p>"#);
    page.wait_state("bangtin-today", "ready");
    assert!(is_seen(page, "#sau"));
    until_told(page, &["bangtin-today", "chưa được đóng"]);
}

fn a_painted_list_hides_nothing_of_a_page_it_swallowed(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    let head = format!(
        r#"<script>const begin = window.fetch; window.fetch = (what, ...more) => `${{what.url ?? what}}`.endsWith('.wasm') ? new Promise(() => {{}}) : begin(what, ...more)</script>
        <script type="module" src="{KIT}/bangtin.js"></script>"#
    );
    page.show_with(
        &head,
        &format!(
            r#"<bangtin-news src="{src}"><p id="sau">Sau</p><main id="chinh">Nội dung</main>"#
        ),
    );
    page.wait_for(ROWS);
    assert!(page.state("bangtin-news").is_none(), "the kit has not come");
    assert!(is_seen(page, "#sau") && is_seen(page, "#chinh"));
}

fn a_space_or_a_capital_in_a_value_cost_the_list(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(4));
    page.show(&format!(
        r#"<bangtin-news src=" {src} " layout="Cards " links="READER" limit=" 2 " theme=" Light" search=" OFF "></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("the kit has the list", || {
        page.has("bangtin-news >>> .root[data-state]")
    });
    assert_eq!(page.count(ROWS), 2);
    assert_eq!(
        page.attribute("bangtin-news >>> section", "data-layout")
            .as_deref(),
        Some("cards")
    );
    assert!(!page.has("bangtin-news >>> input"));
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for("bangtin-news >>> article");
}

fn curly_quotes_are_named(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(2));
    page.show(&format!(
        "<bangtin-news src='{src}' layout=”cards”></bangtin-news>"
    ));
    page.wait_state("bangtin-news", "misconfigured");
    assert!(advice(page, "bangtin-news").contains("ngoặc cong"));
}

fn a_category_that_is_not_there_says_which_are(page: &Page<'_>) {
    let src = page.feed(
        "feed.json",
        &Feed::new()
            .with(
                Item::new("a", "Một")
                    .extra("category", json!({"id": "thong-bao", "name": "Thông báo"})),
            )
            .with(
                Item::new("b", "Hai")
                    .extra("category", json!({"id": "tin-tuc", "name": "Tin tức"})),
            ),
    );
    page.show(&format!(
        "<bangtin-news src='{src}' category='thong-bo'></bangtin-news>"
    ));
    page.wait_state("bangtin-news", "ready");
    let told = advice(page, "bangtin-news");
    assert!(told.contains("thong-bao (Thông báo)"), "{told}");
    page.set_attribute("bangtin-news", "category", Some(" Thong-Bao "));
    page.until("a capital is no other category", || page.count(ROWS) == 1);
    page.until("nothing is wrong", || !page.has("bangtin-news >>> details"));
}

fn misspelt_names_are_told_with_the_nearest(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(2));
    page.show(&format!(
        "<bangtin-news src='{src}' limt='6'></bangtin-news><bangtin-new src='{src}'>Dự phòng</bangtin-new><div data-bangtin='newz'>Tin</div>"
    ));
    page.wait_state("bangtin-news", "ready");
    until_told(page, &["limt", "limit?"]);
    until_told(page, &["bangtin-new>", "bangtin-news>?"]);
    until_told(page, &["bangtin-newz>", "bangtin-news>?"]);
    assert!(
        !page.has("bangtin-news >>> details"),
        "readers see nothing of it"
    );
}

fn a_page_of_another_version_is_told(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(2));
    let head = format!(
        "<script>customElements.define('bangtin-news', class extends HTMLElement {{}})</script><script type='module' src='{KIT}/bangtin.js'></script>"
    );
    page.show_with(
        &head,
        &format!("<bangtin-news src='{src}'>Bản cũ</bangtin-news><bangtin-today></bangtin-today>"),
    );
    until_told(page, &["hai phiên bản"]);
}

fn a_server_that_does_not_let_the_page_in_is_not_called_a_bad_network(page: &Page<'_>) {
    let other = format!("{}/feed.json", a_server_for_nobody_else());
    page.show(&format!(
        "<bangtin-news src='{other}'><a href='/tin-tuc'>Tin tức</a></bangtin-news>"
    ));
    page.wait_state("bangtin-news", "failed");
    let told = advice(page, "bangtin-news");
    assert!(
        told.contains(&other) && told.contains("chưa cho phép"),
        "{told}"
    );
    page.until("a reader is not sent to the network", || {
        page.text("bangtin-news >>> [part=failure]")
            == "Hiện chưa xem được nội dung này. Vui lòng thử lại sau."
    });
    page.screenshot("embedding-other-origin");
}

/// A server of another origin that lets no page read what it answers.
fn a_server_for_nobody_else() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{\"items\":[]}");
        }
    });
    origin
}

fn a_feed_that_is_not_there_is_named_to_who_set_the_page_up(page: &Page<'_>) {
    page.show("<bangtin-news src='/made/khong-co.json'></bangtin-news>");
    page.wait_state("bangtin-news", "failed");
    assert!(advice(page, "bangtin-news").contains("/made/khong-co.json"));
    let good = page.feed("feed.json", &Feed::of(2));
    page.set_attribute("bangtin-news", "src", Some(&good));
    page.wait_state("bangtin-news", "ready");
    page.until("nothing is wrong any more", || {
        !page.has("bangtin-news >>> details")
    });
}

fn an_answer_that_is_no_feed_is_named(page: &Page<'_>) {
    page.serve(
        "/made/trang.json",
        "text/html; charset=utf-8",
        "<!doctype html><title>Trang chủ</title><p>Chào bà con.</p>",
    );
    page.show("<bangtin-news src='/made/trang.json'></bangtin-news>");
    page.wait_state("bangtin-news", "failed");
    let told = advice(page, "bangtin-news");
    assert!(
        told.contains("/made/trang.json") && told.contains("không phải JSON Feed"),
        "{told}"
    );
    page.click("bangtin-news >>> details[part=advice] summary");
    let wrong = page.axe("bangtin-news");
    assert!(wrong.is_empty(), "the folded part, opened: {wrong:?}");
    page.screenshot("embedding-no-feed");
}

fn a_policy_that_refuses_the_feed_is_named(page: &Page<'_>) {
    let origin = a_server_for_nobody_else();
    page.open("/hosts/strict-csp.html");
    page.wait_state("bangtin-news", "ready");
    page.set_attribute("bangtin-news", "src", Some(&format!("{origin}/feed.json")));
    page.wait_state("bangtin-news", "failed");
    let told = advice(page, "bangtin-news");
    assert!(
        told.contains(&origin) && told.contains("connect-src"),
        "{told}"
    );
}

/// What a page moves by (Cumulative Layout Shift), since it was opened, until nothing comes any more.
fn shift(page: &Page<'_>, style: &str, list: &str) -> f64 {
    let head = format!(
        r#"<style>{style}</style>
        <script>window.shift = 0; new PerformanceObserver((list) => {{ for (const entry of list.getEntries()) shift += entry.value }})
            .observe({{ type: "layout-shift", buffered: true }})</script>
        <script type="module" src="/fault/delay/300{KIT}/bangtin.js"></script>"#
    );
    page.show_with(
        &head,
        &format!(
            "<h1>Xã Sông Ba</h1>{list}{}",
            "<h2>Liên hệ</h2><p>Điện thoại: 0200 000 111</p>".repeat(9)
        ),
    );
    page.wait_state("bangtin-news", "ready");
    page.js_async(
        "await new Promise((go) => setTimeout(go, 300)); return window.shift",
        json!([]),
    )
}

fn a_page_that_keeps_the_place_does_not_jump(page: &Page<'_>) {
    let (_, after) = include_str!("../../../../docs/embedding.md")
        .split_once("```css\n")
        .expect("the page for officers has a style");
    let (style, _) = after.split_once("```").expect("it ends");
    for size in [Viewport::PHONE, Viewport::DESK] {
        page.resize(size);
        for layout in ["list", "headlines", "cards"] {
            let tag = format!(
                r#"<bangtin-news src="/fault/delay/300/sample/feed.json" heading="Tin mới" limit="6" layout="{layout}"><a href="/tin-tuc">Tin tức</a></bangtin-news>"#
            );
            let before = shift(page, "", &tag);
            assert!(before > 0.05, "without it, {layout}: {before}");
            let kept = shift(page, style, &tag);
            assert!(kept <= 0.05, "{layout} at {size:?}: {kept}");
            let boxed = tag
                .replace("bangtin-news src", "div data-bangtin=news data-src")
                .replace(" heading", " data-heading")
                .replace(" limit", " data-limit")
                .replace(" layout", " data-layout")
                .replace("</bangtin-news>", "</div>");
            let kept = shift(page, style, &boxed);
            assert!(kept <= 0.05, "a box, {layout} at {size:?}: {kept}");
        }
    }
}
