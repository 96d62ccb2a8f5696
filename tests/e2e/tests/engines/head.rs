//! The head of an article: painted by the loader's helper before the kit is there, then taken over.

use bangtin_e2e::{Case, EVERYWHERE, KEEPS_STORAGE, KIT, Page, cases};
use serde_json::{Value, json};

use crate::first::{HOLD_KIT, feed_of};

pub(crate) const CASES: &[Case] = cases!("head";
    EVERYWHERE =>
        it_is_painted_as_the_kit_makes_it,
        nothing_moves_when_the_text_comes,
        a_tool_pressed_early_does_what_it_says,
        what_can_not_be_painted_waits_for_the_kit,
        it_stays_where_the_kit_fails;
    KEEPS_STORAGE => a_saved_copy_is_painted_with_its_age;
);

/// Keeps the trees that are painted.
const WATCH: &str = "<script>window.painted = []; addEventListener('bangtin-painted', ({ target }) => painted.push(target.shadowRoot.querySelector('.root').cloneNode(true)));</script>";

const NO_COPIES: &str =
    "<script>Object.defineProperty(window, 'caches', { value: undefined })</script>";

/// A page that is opened at this address.
fn show_at(page: &Page<'_>, address: &str, head: &str, body: &str) {
    let head = format!(
        r#"<script>history.replaceState(null, "", "{address}")</script>{WATCH}{head}<script type="module" src="{KIT}/bangtin.js"></script>"#
    );
    page.show_with(&head, body);
}

fn painted(page: &Page<'_>) -> usize {
    page.js("return painted.length", json!([]))
}

/// What both make: elements with their attributes in one order, what the kit adds later left out.
const COMPARED: &str = "const plain = (node) => node.nodeType === 3 ? node.data :
       node.localName === 'bangtin-visitors' ? ['span', ['class=counter'], []] :
       [node.localName, [...node.attributes].filter(({ name }) => name !== 'style').map(({ name, value }) => `${name}=${value}`).sort(),
        [...node.childNodes].filter((child) => child.nodeType === 3 ? child.data : child.nodeType === 1 && child.localName !== 'figcaption' && !child.hidden).map(plain)];
     const compared = (root) => [
       ...[...root.querySelectorAll('[part=back], header, .toolbar, [part=lead-picture], [role=status]')]
         .filter((node) => !node.closest('bangtin-share, .related')).map(plain),
       [...root.querySelector('article').attributes].map(({ name, value }) => `${name}=${value}`).sort(),
     ];";

fn trees(page: &Page<'_>, tag: &str) -> (Value, Value) {
    page.js(
        &format!(
            "{COMPARED} return [compared(painted[0]), compared(deep(arguments[0] + ' >>> .root'))]"
        ),
        json!([tag]),
    )
}

fn ugly_items() -> Vec<Value> {
    vec![
        json!({"id": "mot", "title": "To\u{302}\u{309} chu\u{31b}\u{301}c  ho\u{323}p", "content_text": "Một.\nHai."}),
        json!({"id": 12, "title": "Số", "date_published": "2026-11-22", "date_modified": "2026-11-25T08:15:30+07:00", "language": "jra", "summary": " Trích  yếu "}),
        json!({"id": "a&b=1?c", "title": "Giá > 8.000", "date_published": "2026-11-18T23:30:00Z", "date_modified": "2026-11-18T23:30:40Z", "_bangtin": {"views": 1_234_567}}),
        json!({"id": "sau", "title": "Sửa trước khi đăng", "date_published": "2026-11-18T23:30:00Z", "date_modified": "2026-11-10", "_bangtin": {"category": "Xã"}}),
        json!({"id": "anh", "title": "Ảnh", "image": "/sample/media/cau-song-ba-600.webp", "content_html": "<p>Chữ</p>",
               "_bangtin": {"media": [{"type": "video", "url": "/a.mp4"}, {"mime_type": "image/webp", "url": " /sample/media/cau-song-ba-600.webp ", "alt": "Cầu \"mới\"", "width": 600, "height": 0, "caption": "Cầu. Ảnh: N.V"}]}}),
        json!({"id": "trich", "title": "Trích", "summary": "Chữ đầu bài", "content_html": "<p>Chữ đầu bài và phần sau.</p>", "_bangtin": {"excerpt": true}}),
        json!({"id": "trong", "title": "Ảnh trong bài", "image": "/sample/media/cau-song-ba-600.webp", "content_html": "<p><img src='/sample/media/cau-song-ba-600.webp'></p>",
               "_bangtin": {"media": [{"type": "image", "url": "/sample/media/cau-song-ba-600.webp"}]}}),
    ]
}

fn it_is_painted_as_the_kit_makes_it(page: &Page<'_>) {
    page.serve(
        "/made/feed.json",
        "application/feed+json",
        feed_of(&ugly_items(), json!({"language": "vi"})),
    );
    let sample: Value = serde_json::from_slice(
        &std::fs::read(bangtin_e2e::repo_root().join("public/sample/feed.json")).expect("there"),
    )
    .expect("JSON");
    let of_sample = sample["items"]
        .as_array()
        .expect("a list")
        .iter()
        .step_by(7);
    let ugly = ugly_items();
    let items: Vec<(&str, &Value)> = of_sample
        .map(|item| ("/sample/feed.json", &item["id"]))
        .chain(ugly.iter().map(|item| ("/made/feed.json", &item["id"])))
        .collect();
    for (number, (src, id)) in items.into_iter().enumerate() {
        let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        let encoded: String = page.js("return encodeURIComponent(arguments[0])", json!([id]));
        let attributes = ["", "toolbar=off", "related=0 lang=vi"][number % 3];
        let (tag, address, body) = match number % 2 {
            0 => (
                "bangtin-news",
                format!("?tin={encoded}"),
                format!(r#"<bangtin-news src="{src}" links="reader" {attributes}></bangtin-news>"#),
            ),
            _ => (
                "bangtin-article",
                String::from("?"),
                format!(
                    r#"<h1>Xã</h1><bangtin-article src="{src}" item="{}" {attributes}></bangtin-article>"#,
                    id.replace('&', "&amp;")
                ),
            ),
        };
        show_at(page, &address, NO_COPIES, &body);
        page.wait_state(tag, "ready");
        page.until("the kit has taken over", || {
            page.has(&format!("{tag} >>> .root[data-state]"))
        });
        assert_eq!(painted(page), 1, "{id}");
        if id == "trich" {
            assert_eq!(page.count(&format!("{tag} >>> [part=lead]")), 0);
        }
        let (early, whole) = trees(page, tag);
        assert_eq!(early, whole, "{id}");
    }
    assert_eq!(page.errors(), Vec::<String>::new());
    // Of a service, which counts.
    for item in &ugly {
        let id = item["id"]
            .as_str()
            .map_or_else(|| item["id"].to_string(), str::to_owned);
        let encoded: String = page.js("return encodeURIComponent(arguments[0])", json!([id]));
        page.serve(
            &format!("/made/v1/sites/xa/articles/{id}"),
            "application/feed+json",
            feed_of(std::slice::from_ref(item), json!({})),
        );
        show_at(
            page,
            &format!("?tin={encoded}"),
            NO_COPIES,
            r#"<bangtin-news service="/made/" site="xa" links="reader"></bangtin-news>"#,
        );
        page.wait_state("bangtin-news", "ready");
        page.until("the kit has taken over", || {
            page.has("bangtin-news >>> .root[data-state]")
        });
        let (early, whole) = trees(page, "bangtin-news");
        assert_eq!(early, whole, "{id}");
        assert_eq!(page.asked("/made/v1/sites/xa/articles?"), 0, "{id}");
    }
}

fn nothing_moves_when_the_text_comes(page: &Page<'_>) {
    paint(
        page,
        r#"<bangtin-news src="/sample/feed.json" links="reader"></bangtin-news>"#,
    );
    let places = || -> Value {
        page.js(
            "return deepAll('bangtin-news >>> :is([part=back], header *, .toolbar, .toolbar *, [part=lead-picture])').map((node) => {
               const { x, y, width, height } = node.getBoundingClientRect();
               // The caption comes below the picture.
               return [node.localName, x, y, width, node.localName === 'figure' ? 0 : height].map((value) => value.toFixed?.(1) ?? value);
             })",
            json!([]),
        )
    };
    page.until("the picture has its place", || {
        page.has("bangtin-news >>> [part=lead-picture] img")
    });
    let before = places();
    page.js::<()>(
        "deep('bangtin-news >>> [data-tool=larger]').focus(); releaseKit()",
        json!([]),
    );
    page.until("the text is there", || page.has("bangtin-news >>> .body p"));
    assert_eq!(places(), before);
    assert!(
        page.js::<bool>(
            "return focused() === deep('bangtin-news >>> [data-tool=larger]')",
            json!([])
        ),
        "the focus has gone"
    );
    assert_eq!(page.count("bangtin-news >>> article"), 1);
    assert_eq!(page.count("bangtin-news >>> article .blank"), 0);
}

/// This element painted, with the kit held back.
fn paint(page: &Page<'_>, element: &str) {
    show_at(
        page,
        "?tin=yt-05",
        &format!("{NO_COPIES}{HOLD_KIT}"),
        element,
    );
    page.until("it is painted", || painted(page) == 1);
}

fn a_tool_pressed_early_does_what_it_says(page: &Page<'_>) {
    const ARTICLE: &str = r#"<bangtin-article src="/sample/feed.json"></bangtin-article>"#;
    paint(page, ARTICLE);
    page.click("bangtin-article >>> [data-tool=larger]");
    page.js::<()>("releaseKit()", json!([]));
    page.until("the text is larger", || {
        page.attribute("bangtin-article >>> article", "data-size")
            .as_deref()
            == Some("115")
    });
    // What the reader has chosen holds for what is painted next.
    paint(page, ARTICLE);
    assert_eq!(
        page.attribute("bangtin-article >>> article", "data-size")
            .as_deref(),
        Some("115")
    );
    page.js::<()>("localStorage.clear()", json!([]));
}

fn what_can_not_be_painted_waits_for_the_kit(page: &Page<'_>) {
    let odd = [
        json!({"id": "mot", "title": "Giá <b>lúa</b>"}),
        json!({"id": "mot", "title": "Họp", "date_modified": "hôm qua"}),
        json!({"id": "hai", "title": "Khác", "url": "mot"}),
    ];
    for item in odd {
        page.serve(
            "/made/feed.json",
            "application/feed+json",
            feed_of(&[item], json!({})),
        );
        show_at(
            page,
            "?tin=mot",
            NO_COPIES,
            r#"<bangtin-article src="/made/feed.json"></bangtin-article>"#,
        );
        page.wait_state("bangtin-article", "ready");
        assert_eq!(painted(page), 0);
    }
    // In another language, without an item, beside an element of its own.
    for (address, body) in [
        (
            "?tin=yt-05",
            r#"<bangtin-article src="/sample/feed.json" lang="en"></bangtin-article>"#,
        ),
        (
            "?",
            r#"<bangtin-article src="/sample/feed.json"></bangtin-article><bangtin-news src="/made/none.json"></bangtin-news>"#,
        ),
    ] {
        show_at(page, address, NO_COPIES, body);
        page.until("the kit is there", || {
            page.js("return !!customElements.get('bangtin-news')", json!([]))
        });
        assert_eq!(painted(page), 0, "{body}");
    }
    show_at(
        page,
        "?tin=yt-05",
        NO_COPIES,
        r#"<bangtin-news src="/sample/feed.json" links="reader" limit="3"></bangtin-news><bangtin-article src="/sample/feed.json"></bangtin-article>"#,
    );
    page.wait_state("bangtin-article", "ready");
    page.wait_state("bangtin-news", "ready");
    assert_eq!(page.count("bangtin-news >>> [part=row]"), 3);
    assert_eq!(page.count("bangtin-news >>> article"), 0);
}

fn it_stays_where_the_kit_fails(page: &Page<'_>) {
    // All but the kit itself.
    let kit = bangtin_e2e::repo_root().join(format!("target/kit{KIT}"));
    for file in std::fs::read_dir(kit).expect("the kit is built") {
        let file = file.expect("read");
        let name = file.file_name().into_string().expect("text");
        if name == "bangtin.js" || name.starts_with("head-") {
            let bytes = std::fs::read(file.path()).expect("read");
            page.serve(&format!("/made/kit/{name}"), "text/javascript", bytes);
        }
    }
    page.show_with(
        r#"<script>history.replaceState(null, "", "?tin=yt-05")</script><script type="module" src="/made/kit/bangtin.js"></script>"#,
        r#"<bangtin-article src="/sample/feed.json"><a href="/tin/yt-05">Xem bài</a></bangtin-article>"#,
    );
    page.until("what stands in the tag is shown below the head", || {
        page.js(
            "const article = document.querySelector('bangtin-article');
             return !!article.shadowRoot && article.querySelector('a').checkVisibility()",
            json!([]),
        )
    });
    assert_eq!(page.count("bangtin-article >>> [part=title]"), 1);
    assert_eq!(page.count("bangtin-article >>> button"), 0);
    assert_eq!(page.count("bangtin-article >>> .blank"), 0);
}

fn a_saved_copy_is_painted_with_its_age(page: &Page<'_>) {
    let list = r#"<bangtin-news src="/sample/feed.json" links="reader"></bangtin-news>"#;
    show_at(page, "?tin=yt-05", "", list);
    page.wait_state("bangtin-news", "ready");
    page.until("a copy is saved", || {
        page.js_async(
            "const cache = await caches.open('bangtin-1'); return (await cache.keys()).length > 0",
            json!([]),
        )
    });
    show_at(page, "?tin=yt-05", Page::HOLD_ANSWERS, list);
    page.until("the copy is painted", || {
        page.has("bangtin-news >>> [part=stale]")
    });
    assert_eq!(page.count("bangtin-news >>> [part=title]"), 1);
    page.release_answers();
    page.until("the answer is there", || {
        !page.has("bangtin-news >>> [part=stale]") && page.has("bangtin-news >>> .body")
    });
}
