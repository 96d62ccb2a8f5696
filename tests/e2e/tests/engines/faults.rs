//! What a reader sees when something breaks.

use std::time::{Duration, Instant};

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, KEEPS_STORAGE, KIT, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("faults";
    EVERYWHERE =>
        says_what_a_reader_can_do,
        comes_back_after_a_passing_fault,
        silence_ends_after_ten_seconds,
        a_wrong_type_for_wasm_harms_nothing,
        blocked_storage_harms_nothing,
        five_megabytes_are_read;
    KEEPS_STORAGE =>
        a_saved_copy_shows_with_its_age,
        what_the_server_has_no_more_is_not_read_on,
        what_was_taken_down_goes_from_all_that_is_saved;
    CHROMIUM =>
        offline_before_the_first_load,
        offline_after_the_first_load,
        blocked_wasm_leaves_the_tag_as_it_was,
        a_failure_in_one_element_harms_no_other,
        an_element_that_goes_gives_its_request_up,
        full_storage_harms_nothing,
        a_lazy_part_that_does_not_come_can_be_retried,
        a_slow_line_shows_a_skeleton_of_the_right_height;
);

const FAILURE: &str = "bangtin-news >>> [part=failure]";
const RETRY: &str = "bangtin-news >>> button[part=retry]";

fn show(page: &Page<'_>, src: &str) {
    page.show(&format!(
        r#"<bangtin-news src="{src}"><a href="/tin-tuc">Tin tức</a></bangtin-news>"#
    ));
}

/// One plain sentence, "Thử lại", and what stands inside the tag; no word of the cause.
fn says_what_a_reader_can_do(page: &Page<'_>) {
    page.feed("feed.json", &Feed::of(3));
    let check = |fault: &str, sentence: &str| {
        show(page, &format!("{fault}/made/feed.json"));
        page.wait_state_within(Duration::from_secs(20), "bangtin-news", "failed");
        let said = page.text(FAILURE);
        assert!(said.starts_with(sentence), "{fault}: {said:?}");
        assert_eq!(page.text(RETRY), "Thử lại", "{fault}");
        let whole = page.text("bangtin-news >>> .root");
        for cause in [
            "404",
            "500",
            "503",
            "JSON",
            "Error",
            "undefined",
            "null",
            "http",
        ] {
            assert!(
                !whole.contains(cause),
                "{fault}: the cause is on the page: {whole}"
            );
        }
        assert!(
            page.js::<bool>(
                "return document.querySelector('bangtin-news a').checkVisibility()",
                json!([])
            ),
            "{fault}"
        );
        assert!(
            page.console()
                .iter()
                .any(|line| line.contains("/made/feed.json")),
            "{fault}: the console does not name the cause"
        );
    };
    check("/fault/status/404", "Không tìm thấy nội dung này.");
    check("/fault/status/410", "Không tìm thấy nội dung này.");
    check(
        "/fault/status/500",
        "Hiện chưa xem được nội dung này. Vui lòng thử lại sau.",
    );
    check(
        "/fault/status/403",
        "Hiện chưa xem được nội dung này. Vui lòng thử lại sau.",
    );
    check("/fault/status/503", "Máy chủ đang bận");
    check("/fault/retry-after/3600/503", "Máy chủ đang bận");
    check("/fault/truncate", "Nội dung nhận được chưa đúng định dạng");
    check("/fault/html", "Nội dung nhận được chưa đúng định dạng");
    check("/fault/drop", "Chưa kết nối được với máy chủ.");
}

fn comes_back_after_a_passing_fault(page: &Page<'_>) {
    page.feed("feed.json", &Feed::of(3));
    // Two 503, then the feed: the reader sees only a short wait.
    show(page, "/fault/first/2/503/mot/made/feed.json");
    page.wait_state("bangtin-news", "ready");
    assert_eq!(page.asked("/fault/first/2/503/mot"), 3);

    show(page, "/fault/first/1/404/hai/made/feed.json");
    page.wait_state("bangtin-news", "failed");
    assert_eq!(
        page.asked("/fault/first/1/404/hai"),
        1,
        "a 404 is no passing fault"
    );
    page.click(RETRY);
    page.wait_state("bangtin-news", "ready");
    assert_eq!(page.count("bangtin-news >>> [part=row]"), 3);
}

fn silence_ends_after_ten_seconds(page: &Page<'_>) {
    page.feed("feed.json", &Feed::of(3));
    let began = Instant::now();
    show(page, "/fault/hang/made/feed.json");
    page.wait_for("bangtin-news >>> [part=skeleton]");
    page.wait_state_within(Duration::from_secs(20), "bangtin-news", "failed");
    let waited = began.elapsed();
    assert!(
        waited > Duration::from_secs(8) && waited < Duration::from_secs(14),
        "{waited:?}"
    );
    assert!(
        page.text(FAILURE).starts_with("Mạng chậm"),
        "{}",
        page.text(FAILURE)
    );
}

fn a_wrong_type_for_wasm_harms_nothing(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    // All files of the kit come as JavaScript, the wasm as well.
    let head = format!(
        r#"<script type="module" src="/fault/mime/text%2Fjavascript{KIT}/bangtin.js"></script>"#
    );
    page.show_with(&head, &format!(r#"<bangtin-news src="{src}"></bangtin-news><bangtin-article src="{src}" item="i-1"></bangtin-article>"#));
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-article", "ready");
}

fn blocked_storage_harms_nothing(page: &Page<'_>) {
    page.open("/hosts/no-storage.html");
    page.wait_state("bangtin-news", "ready");
    let refused: bool = page.js(
        "try { localStorage; return false } catch { return true }",
        json!([]),
    );
    assert!(refused, "the page does have a storage");
    page.js::<()>(
        "document.body.insertAdjacentHTML('afterbegin', '<bangtin-article src=\"/sample/feed.json\" item=\"tt-01\"></bangtin-article>')",
        json!([]),
    );
    page.wait_state("bangtin-article", "ready");
    page.click("bangtin-article >>> [data-tool=larger]");
    page.until("tools work without a memory", || {
        page.attribute("bangtin-article >>> article", "data-size")
            .is_some_and(|size| size != "100")
    });
}

/// Saves a copy of two items, then breaks the feed.
fn with_a_saved_copy(page: &Page<'_>) {
    page.feed(
        "feed.json",
        &Feed::of_titles(&["Tin đã lưu", "Tin thứ hai"]),
    );
    show(page, "/made/feed.json");
    page.wait_state("bangtin-news", "ready");
    let saved = "for (const name of await caches.keys()) { const cache = await caches.open(name); if ((await cache.keys()).length) return true } return false";
    page.until("the copy is saved", || page.js_async(saved, json!([])));
}

fn a_saved_copy_shows_with_its_age(page: &Page<'_>) {
    with_a_saved_copy(page);
    // The server is busy with this address for now, and the page is opened again.
    page.serve("/made/feed.json", "text/plain", "đang bảo trì");
    page.reload();
    page.wait_state("bangtin-news", "ready");
    page.until("the copy's age is told", || {
        page.has("bangtin-news >>> [part=stale]")
    });
    let age = page.text("bangtin-news >>> [part=stale]");
    assert!(age.starts_with("Bản lưu lúc "), "{age}");
    assert!(page.has("bangtin-news >>> .root[data-stale]"));
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Tin đã lưu", "Tin thứ hai"]
    );
    page.until("a failed refresh is told", || {
        page.text("bangtin-news >>> [part=stale]")
            .contains("Chưa tải được bản mới nhất")
    });

    page.feed("feed.json", &Feed::of_titles(&["Tin mới nhất"]));
    page.reload();
    page.until("the new feed takes the copy's place", || {
        page.texts("bangtin-news >>> [part=title]") == ["Tin mới nhất"]
    });
    page.until("no age is told any more", || {
        !page.has("bangtin-news >>> [part=stale]")
    });
}

fn what_the_server_has_no_more_is_not_read_on(page: &Page<'_>) {
    with_a_saved_copy(page);
    page.withdraw("/made/feed.json");
    page.reload();
    page.wait_state("bangtin-news", "failed");
    assert!(
        page.text(FAILURE)
            .starts_with("Không tìm thấy nội dung này.")
    );
    assert_eq!(page.count("bangtin-news >>> [part=title]"), 0);
    let kept = "for (const name of await caches.keys()) { const cache = await caches.open(name);
        if (await cache.match('/made/feed.json')) return true } return false";
    page.until("the copy is gone", || {
        !page.js_async::<bool>(kept, json!([]))
    });
    // Nor where the server cannot be reached afterwards.
    page.serve("/made/feed.json", "text/plain", "đang bảo trì");
    page.reload();
    page.wait_state("bangtin-news", "failed");
    assert_eq!(page.count("bangtin-news >>> [part=title]"), 0);
}

/// Its own copy, and those of lists and other articles that name it; what an older answer says is not kept again.
fn what_was_taken_down_goes_from_all_that_is_saved(page: &Page<'_>) {
    let saved = |end: &str| {
        page.js_async::<u32>(
            "return (await (await caches.open('bangtin-1')).keys()).filter(({ url }) => url.endsWith(arguments[0])).length",
            json!([end]),
        )
    };
    let keep = |path: &str, answer: &serde_json::Value| {
        page.serve(path, "application/json", answer.to_string());
        page.show(&format!("<bangtin-news src='{path}'></bangtin-news>"));
        page.wait_state("bangtin-news", "ready");
    };
    let item = |id: &str| json!({ "id": id, "url": format!("https://xa.example/{id}"), "title": format!("Tin {id}") });
    let list = |ids: &[&str], taken_down: Option<u64>| {
        let items: Vec<_> = ids.iter().map(|id| item(id)).collect();
        let mut extension = json!({ "version": 1 });
        if let Some(ms) = taken_down {
            extension["taken_down_ms"] = ms.into();
        }
        json!({ "version": "https://jsonfeed.org/version/1.1", "items": items, "_bangtin": extension })
    };
    keep("/made/xa/articles/a", &list(&["a", "b"], None));
    keep("/made/xa/c.json", &list(&["b", "a"], None));
    keep("/made/khac/articles", &list(&["a"], None));
    page.until("all are saved", || {
        ["xa/articles/a", "xa/c.json", "khac/articles"].map(saved) == [1, 1, 1]
    });
    keep("/made/xa/articles", &list(&["b"], Some(5)));
    page.until("what was saved of this source before is gone", || {
        ["xa/articles/a", "xa/c.json", "xa/articles"].map(saved) == [0, 0, 1]
    });
    assert_eq!(saved("khac/articles"), 1, "another source");
    // As a browser's own cache answers for some minutes.
    keep("/made/xa/c.json", &list(&["b", "a"], None));
    keep("/made/xa/d.json", &list(&["b"], Some(5)));
    page.until("what is new is saved", || saved("xa/d.json") == 1);
    assert_eq!(saved("xa/c.json"), 0);
}

fn five_megabytes_are_read(page: &Page<'_>) {
    page.feed("feed.json", &Feed::of(3));
    show(page, "/fault/pad/5/made/feed.json");
    page.wait_state_within(Duration::from_secs(30), "bangtin-news", "ready");
    assert_eq!(page.count("bangtin-news >>> [part=row]"), 3);
}

fn offline_before_the_first_load(page: &Page<'_>) {
    page.feed("feed.json", &Feed::of(3));
    page.feed("first.json", &Feed::of(1));
    page.show(r#"<bangtin-news id="dau" src="/made/first.json"></bangtin-news>"#);
    page.wait_state("#dau", "ready");
    page.offline(true);
    page.js::<()>(
        "document.body.innerHTML = '<bangtin-news src=\"/made/feed.json\"><a href=\"tel:0200000111\">0200 000 111</a></bangtin-news>'",
        json!([]),
    );
    page.wait_state("bangtin-news", "failed");
    assert!(
        page.text(FAILURE)
            .starts_with("Thiết bị đang mất kết nối mạng."),
        "{}",
        page.text(FAILURE)
    );
    page.screenshot("fault-offline");
    page.offline(false);
    // Nobody presses anything: the network's return is enough.
    page.wait_state("bangtin-news", "ready");
}

fn offline_after_the_first_load(page: &Page<'_>) {
    with_a_saved_copy(page);
    page.offline(true);
    page.js::<()>("const one = document.querySelector('bangtin-news'); const copy = one.cloneNode(true); one.remove();
        setTimeout(() => document.body.append(copy), 50)", json!([]));
    page.until("it is there again", || {
        page.state("bangtin-news").as_deref() == Some("ready")
    });
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Tin đã lưu", "Tin thứ hai"]
    );
}

fn blocked_wasm_leaves_the_tag_as_it_was(page: &Page<'_>) {
    page.block(&["*.wasm"]);
    let src = page.feed("feed.json", &Feed::of(3));
    show(page, &src);
    page.until("the console says why", || {
        page.console().iter().any(|line| line.contains("Bangtin: "))
    });
    assert!(page.js::<bool>(
        "return document.querySelector('bangtin-news a').checkVisibility()",
        json!([])
    ));
    assert_eq!(page.state("bangtin-news"), None);
}

fn a_failure_in_one_element_harms_no_other(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    page.show(&format!(
        r#"<bangtin-news id="hong" src="/fault/html/made/feed.json"></bangtin-news><bangtin-news id="sai" src="{src}" layout="bang"></bangtin-news>
        <bangtin-news id="tot" src="{src}"></bangtin-news><bangtin-article id="bai" src="{src}" item="i-2"></bangtin-article>"#
    ));
    page.wait_state("#hong", "failed");
    page.wait_state("#sai", "misconfigured");
    page.wait_state("#tot", "ready");
    page.wait_state("#bai", "ready");
}

fn an_element_that_goes_gives_its_request_up(page: &Page<'_>) {
    page.feed("feed.json", &Feed::of(3));
    page.feed("first.json", &Feed::of(1));
    page.show(
        r#"<bangtin-news id="dau" src="/made/first.json"></bangtin-news><div id="cho"></div>"#,
    );
    page.wait_state("#dau", "ready");
    let ended: String = page.js_async(
        "const before = window.fetch; let ended = 'no request';
         window.fetch = (...words) => { const answer = before(...words); ended = 'under way'; answer.then(() => { ended = 'answered' }, (cause) => { ended = cause.name }); return answer };
         document.querySelector('#cho').innerHTML = '<bangtin-news src=\"/fault/hang/made/feed.json\"></bangtin-news>';
         const until = async (holds) => { for (let tries = 0; tries < 100 && !holds(); tries++) await new Promise((go) => setTimeout(go, 30)) };
         await until(() => ended === 'under way');
         document.querySelector('#cho').innerHTML = '';
         await until(() => ended !== 'under way');
         window.fetch = before;
         return ended",
        json!([]),
    );
    assert_eq!(ended, "AbortError");
}

fn full_storage_harms_nothing(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    let full =
        "<script>const full = () => { throw new DOMException('full', 'QuotaExceededError') };
        Cache.prototype.put = async () => full(); Storage.prototype.setItem = full;</script>";
    page.show(&format!(r#"{full}<bangtin-news src="{src}"></bangtin-news><bangtin-article src="{src}" item="i-1"></bangtin-article>"#));
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-article", "ready");
    page.click("bangtin-article >>> [data-tool=contrast]");
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn a_lazy_part_that_does_not_come_can_be_retried(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    page.block(&["*article-*.wasm"]);
    page.show(&format!(r#"<bangtin-article src="{src}" item="i-1"><a href="/tin-tuc">Tin tức</a></bangtin-article>"#));
    page.wait_state("bangtin-article", "failed");
    assert!(page.js::<bool>(
        "return document.querySelector('bangtin-article a').checkVisibility()",
        json!([])
    ));
    page.block(&[]);
    page.click("bangtin-article >>> button[part=retry]");
    page.wait_state("bangtin-article", "ready");
}

fn a_slow_line_shows_a_skeleton_of_the_right_height(page: &Page<'_>) {
    let feed = (1..=8).fold(Feed::new(), |feed, number| {
        feed.with(Item::new(&format!("i-{number}"), &format!("Tin số {number} của xã Sông Ba trong tháng mười một")).field("summary", json!("Bà con xem lịch của thôn mình để chủ động sinh hoạt, sản xuất trong những ngày cuối tuần.")))
    });
    page.feed("feed.json", &feed);
    // The loader waits for a feed for two seconds, then the kit shows that something is on its way.
    show(page, "/fault/delay/5000/made/feed.json");
    page.wait_for("bangtin-news >>> [part=skeleton] li");
    let height = || {
        page.js::<f64>(
            "return document.querySelector('bangtin-news').getBoundingClientRect().height",
            json!([]),
        )
    };
    let before = height();
    page.screenshot("state-loading");
    page.wait_state("bangtin-news", "ready");
    let after = height();
    // Titles differ in length: half as much again either way is no jump that loses a reader's place.
    assert!(
        before > after * 0.5 && before < after * 1.6,
        "the skeleton is {before} high, the list {after}"
    );
}
