//! The first list: painted by the loader before the kit is there, then taken over.

use std::time::Duration;

use bangtin_e2e::{Case, EVERYWHERE, Feed, Item, KEEPS_STORAGE, KIT, Page, cases};
use serde_json::{Value, json};

pub(crate) const CASES: &[Case] = cases!("first";
    EVERYWHERE =>
        both_painters_make_the_same_tree,
        what_is_not_plain_waits_for_the_kit,
        both_readers_read_the_same,
        an_item_that_is_not_plain_far_below_is_read_too,
        it_is_painted_while_the_kit_is_on_its_way,
        nothing_moves_when_the_kit_takes_over,
        a_small_row_has_the_small_picture,
        who_saves_data_reads_rows_without_pictures,
        what_was_typed_is_asked_of_the_kit,
        a_painted_list_stays_where_the_kit_fails,
        a_slow_feed_does_not_hold_up_the_kit;
    KEEPS_STORAGE => a_saved_copy_is_painted_with_its_age, no_older_copy_follows_a_painted_answer;
);

const ROW: &str = "bangtin-news >>> [part~=row]";
const SEARCH: &str = "bangtin-news >>> input[type=search]";

/// Keeps what the loader paints.
const WATCH: &str = "<script>window.painted = []; addEventListener('bangtin-painted', ({ target }) => painted.push(target.shadowRoot.querySelector('.root').outerHTML));</script>";

/// Holds the kit back until `releaseKit()`.
pub(crate) const HOLD_KIT: &str = "<script>{
    const send = fetch;
    const released = new Promise((release) => { window.releaseKit = release; });
    window.fetch = async (...request) => {
        const answer = await send(...request);
        if (answer.url.endsWith('.wasm')) await released;
        return answer;
    };
}</script>";

/// A page with the kit and this list, without a copy of an earlier visit, with the trees that are painted kept.
fn show(page: &Page<'_>, loader: &str, list: &str) {
    visit(
        page,
        loader,
        &format!(
            "<script>Object.defineProperty(window, 'caches', {{ value: undefined }})</script>{list}"
        ),
    );
}

/// The same on a later visit.
fn visit(page: &Page<'_>, loader: &str, list: &str) {
    let head = format!(r#"{WATCH}<script type="module" src="{loader}"></script>"#);
    page.show_with(&head, list);
}

fn loader() -> String {
    format!("{KIT}/bangtin.js")
}

/// The trees that the loader painted.
fn painted(page: &Page<'_>) -> Vec<String> {
    page.js("return painted", json!([]))
}

/// The tree that stands there now, without what the kit alone says of it.
fn tree(page: &Page<'_>) -> String {
    let tree: String = page.js(
        "const root = deep('bangtin-news >>> .root').cloneNode(true);
         for (const name of ['data-state', 'data-stale']) root.removeAttribute(name);
         for (const node of root.querySelectorAll('[style]')) node.removeAttribute('style');
         return root.outerHTML",
        json!([]),
    );
    tree
}

// One id of the plain items stands there twice.
const ROWS_OF_PLAIN: usize = 14;

/// Titles, dates and addresses as feeds have them, all plain.
fn plain_items() -> Vec<Value> {
    let item = |id: Value, more: Value| {
        let mut item =
            json!({"id": id, "title": "Họp dân thôn Bến Trúc", "url": "/tin/hop.html?a=1&b=2"});
        if let (Some(item), Value::Object(more)) = (item.as_object_mut(), more) {
            item.extend(more);
        }
        item
    };
    vec![
        item(
            json!("mot"),
            json!({"summary": "  Cầu   dài\u{a0}84 mét. ", "image": "../sample/media/cau-song-ba-600.webp"}),
        ),
        item(
            json!(12),
            json!({"date_published": "2026-11-18", "tags": ["cầu", " đường "]}),
        ),
        item(json!(-5), json!({"date_published": "2026-11-18T23:30:00Z"})),
        item(
            json!("giay"),
            json!({"date_published": "2026-11-18T08:30:15.250+07:00", "summary": ""}),
        ),
        item(
            json!("phut"),
            json!({"date_published": "2026-11-18T08:30-05:00", "url": null}),
        ),
        item(
            json!("ngay"),
            json!({"date_published": "2026-11-18T08:30:00+07:00", "_bangtin": {"precision": "day", "views": 0}}),
        ),
        item(
            json!("xem"),
            json!({"_bangtin": {"views": 1_832_541, "category": {"id": "tin-tuc", "name": "Tin tức"}, "media": []}}),
        ),
        item(
            json!("chuoi"),
            json!({"category": "Thông báo", "url": "javascript:alert(1)"}),
        ),
        item(
            json!("so"),
            json!({"_bangtin": {"category": 7}, "views": 3}),
        ),
        // The same in NFD, as some systems write it.
        item(
            json!("nfd"),
            json!({"title": "To\u{302}\u{309} chu\u{31b}\u{301}c ho\u{323}p"}),
        ),
        item(json!("mot"), json!({"title": "Cùng một mã"})),
        item(
            json!("dau"),
            json!({"title": "Giá lúa > 8.000 đồng & không \"đổi\" 'gì' 1 &2"}),
        ),
        item(
            json!("a&b=1?c"),
            json!({"banner_image": null, "image": "  ../sample/media/cau-song-ba-600.webp "}),
        ),
        item(
            json!("nho"),
            json!({"image": "../sample/media/cau-song-ba.webp", "_bangtin": {"thumbnail": " ../sample/media/cau-song-ba-600.webp "}}),
        ),
        item(
            json!("to"),
            json!({"image": "../sample/media/cau-song-ba.webp", "_bangtin": {"thumbnail": "javascript:nho"}}),
        ),
    ]
}

fn a_small_row_has_the_small_picture(page: &Page<'_>) {
    let item = json!({"id": "a", "title": "Tin", "image": "/sample/media/cau-song-ba.webp", "_bangtin": {"thumbnail": "/sample/media/cau-song-ba-600.webp"}});
    page.serve(
        "/made/small.json",
        "application/feed+json",
        feed_of(&[item], json!({})),
    );
    for (layout, picture) in [
        ("list", "cau-song-ba-600.webp"),
        ("cards", "cau-song-ba.webp"),
        ("lead", "cau-song-ba.webp"),
    ] {
        let tag =
            format!(r#"<bangtin-news src="/made/small.json" layout="{layout}"></bangtin-news>"#);
        show(page, &loader(), &tag);
        page.wait_state("bangtin-news", "ready");
        let src = page.attribute("bangtin-news >>> [part=thumbnail]", "src");
        assert!(
            src.is_some_and(|src| src.ends_with(&format!("/{picture}"))),
            "{layout}"
        );
    }
}

fn who_saves_data_reads_rows_without_pictures(page: &Page<'_>) {
    let saves = "<script>Object.defineProperty(navigator, 'connection', { value: { saveData: true } })</script>";
    for layout in ["list", "cards", "lead"] {
        let tag = format!(
            r#"{saves}<bangtin-news src="/sample/feed.json" layout="{layout}" limit="6"></bangtin-news>"#
        );
        show(page, &loader(), &tag);
        page.wait_state("bangtin-news", "ready");
        assert_eq!(page.count(ROW), 6);
        assert_eq!(page.count("bangtin-news >>> img"), 0, "{layout}");
        if layout != "lead" {
            assert_eq!(painted(page), [tree(page)], "{layout}");
        }
    }
    assert_eq!(page.asked("/sample/media/"), 0);
}

pub(crate) fn feed_of(items: &[Value], more: Value) -> Vec<u8> {
    let mut feed = json!({"version": "https://jsonfeed.org/version/1.1", "title": "Xã Sông Ba", "items": items});
    if let (Some(feed), Value::Object(more)) = (feed.as_object_mut(), more) {
        feed.extend(more);
    }
    feed.to_string().into_bytes()
}

fn both_painters_make_the_same_tree(page: &Page<'_>) {
    let many: Vec<Value> = (0..130)
        .map(|number| json!({"id": number, "title": format!("Tin số {number}"), "category": if number % 2 == 0 { "Xã" } else { "Huyện" }}))
        .collect();
    let feeds = [
        ("plain.json", feed_of(&plain_items(), json!({}))),
        ("many.json", feed_of(&many, json!({}))),
        (
            "named.json",
            feed_of(
                &plain_items(),
                json!({"next_url": "/made/many.json", "_bangtin": {"categories": [{"id": "tin-tuc", "name": "Tin tức"}, "Thông báo"]}}),
            ),
        ),
        (
            "bare.json",
            serde_json::to_vec(&plain_items()).expect("JSON"),
        ),
    ];
    for (name, feed) in &feeds {
        page.serve(
            &format!("/made/{name}"),
            "application/feed+json",
            feed.clone(),
        );
    }
    let plain =
        ["plain.json", "many.json", "named.json", "bare.json"].map(|name| format!("/made/{name}"));
    let sample = ["/sample/feed.json", "/sample/feed-2.json"].map(str::to_owned);
    let attributes = [
        "",
        "layout=cards limit=3 heading=' Tin mới '",
        "layout=headlines limit=5 see-all=/tat-ca links=reader",
        "search categories limit=12",
        "search=false categories=off limit=1 heading=''",
    ];
    for src in plain.iter().chain(&sample) {
        for attributes in attributes {
            show(
                page,
                &loader(),
                &format!(r#"<bangtin-news src="{src}" {attributes}></bangtin-news>"#),
            );
            page.wait_state("bangtin-news", "ready");
            page.until("the kit has taken over", || {
                page.has("bangtin-news >>> .root[data-state]")
            });
            assert_eq!(painted(page), [tree(page)], "{src} {attributes}");
        }
    }
    let category = "category=tin-tuc categories search limit=1";
    show(
        page,
        &loader(),
        &format!(r#"<bangtin-news src="/made/plain.json" {category}></bangtin-news>"#),
    );
    page.until("the kit has taken over", || {
        page.has("bangtin-news >>> .root[data-state=ready]")
    });
    assert_eq!(painted(page), [tree(page)], "{category}");
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn what_is_not_plain_waits_for_the_kit(page: &Page<'_>) {
    let odd = [
        ("markup", json!({"title": "Giá <b>lúa</b>"})),
        ("entity", json!({"title": "Điện &amp; nước"})),
        (
            "date",
            json!({"date_published": "Thứ hai, 02/03/2026 10:00"}),
        ),
        ("no day", json!({"date_published": "2026-02-31"})),
        ("no time", json!({"date_published": "2026-02-01T24:00:00Z"})),
        ("number", json!({"_bangtin": {"views": "1.832.541"}})),
        ("fraction", json!({"_bangtin": {"views": 1.5}})),
        (
            "film",
            json!({"_bangtin": {"media": [{"type": "image", "url": "/sample/media/cau-song-ba-600.webp"}]}}),
        ),
        (
            "no title",
            json!({"title": null, "content_text": "Trích yếu"}),
        ),
        ("control", json!({"title": "Họp\u{1}dân"})),
    ];
    for (name, more) in odd {
        let mut items = plain_items();
        if let (Some(item), Value::Object(more)) = (items[2].as_object_mut(), more) {
            item.extend(more);
        }
        page.serve(
            "/made/odd.json",
            "application/feed+json",
            feed_of(&items, json!({})),
        );
        show(
            page,
            &loader(),
            r#"<bangtin-news src="/made/odd.json" limit="20"></bangtin-news>"#,
        );
        page.wait_state("bangtin-news", "ready");
        assert_eq!(painted(page), Vec::<String>::new(), "{name}");
        assert_eq!(page.count(ROW), ROWS_OF_PLAIN, "{name}");
        assert_eq!(page.errors(), Vec::<String>::new(), "{name}");
    }
    // Other words than the painter's.
    for attributes in [
        "lang=en",
        r#"labels='{"more":"Nữa"}'"#,
        "links='/tin/{id}.html'",
    ] {
        page.serve(
            "/made/odd.json",
            "application/feed+json",
            feed_of(&plain_items(), json!({})),
        );
        show(
            page,
            &loader(),
            &format!(r#"<bangtin-news src="/made/odd.json" {attributes}></bangtin-news>"#),
        );
        page.wait_state("bangtin-news", "ready");
        assert_eq!(painted(page), Vec::<String>::new(), "{attributes}");
    }
}

/// What the rows say: of each element its name, part, addresses, date, and text.
fn rows(page: &Page<'_>) -> Vec<Value> {
    page.js(
        "return deepAll('bangtin-news >>> [part=row]').map((row) => [...row.querySelectorAll('*')].map((node) =>
           [node.localName, ...['part', 'href', 'src', 'datetime', 'data-item'].map((name) => node.getAttribute(name)), node.childElementCount ? '' : node.textContent]))",
        json!([]),
    )
}

/// A feed is read by the loader's reader as long as it is plain; one item that is not makes the whole reader read all.
fn both_readers_read_the_same(page: &Page<'_>) {
    let read = |items: &[Value]| {
        page.serve(
            "/made/feed.json",
            "application/feed+json",
            feed_of(items, json!({})),
        );
        show(
            page,
            &loader(),
            r#"<bangtin-news src="/made/feed.json" limit="50"></bangtin-news>"#,
        );
        page.wait_state("bangtin-news", "ready");
        rows(page)
    };
    let file = format!("{KIT}/feeds-");
    let before = page.asked(&file);
    let plain = read(&plain_items());
    assert_eq!(plain.len(), ROWS_OF_PLAIN);
    assert_eq!(page.asked(&file), before, "a plain feed needs no more");
    let odd = json!({"id": "la", "title": "Điện &amp; nước"});
    let all: Vec<Value> = std::iter::once(odd).chain(plain_items()).collect();
    assert_eq!(read(&all)[1..], plain);
    assert_eq!(page.asked(&file), before + 1);
}

fn an_item_that_is_not_plain_far_below_is_read_too(page: &Page<'_>) {
    let mut items: Vec<Value> = (0..400)
        .map(|number| json!({"id": number, "title": format!("Tin số {number}")}))
        .collect();
    items[250] = json!({"id": "la", "title": "Điện &amp; nước"});
    page.serve(
        "/made/feed.json",
        "application/feed+json",
        feed_of(&items, json!({})),
    );
    show(
        page,
        &loader(),
        r#"<bangtin-news src="/made/feed.json" search></bangtin-news>"#,
    );
    page.wait_state("bangtin-news", "ready");
    assert_eq!(painted(page).len(), 1);
    page.paste(SEARCH, "dien nuoc");
    page.until("it is found", || {
        page.texts("bangtin-news >>> [part=title]") == ["Điện & nước"]
    });
    page.paste(SEARCH, "tin so 399");
    page.until("what stands below it too", || {
        page.texts("bangtin-news >>> [part=title]") == ["Tin số 399"]
    });
}

fn it_is_painted_while_the_kit_is_on_its_way(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(30));
    // Each file of the kit takes 700 ms.
    let slow = format!("/fault/delay/700{}", loader());
    show(
        page,
        &slow,
        &format!(r#"<bangtin-news src="{src}"></bangtin-news>"#),
    );
    page.until("ten rows are painted", || page.count(ROW) == 10);
    assert_eq!(page.state("bangtin-news"), None, "the kit is not there yet");
    let href = page.attribute("bangtin-news >>> a[part=link]", "href");
    assert!(
        href.is_some_and(|href| href.contains("/tin/")),
        "a real link"
    );
    page.wait_state("bangtin-news", "ready");
    assert_eq!(page.count("bangtin-news >>> .root"), 1);
    assert_eq!(page.count(ROW), 10);
    assert_eq!(
        page.asked(&src),
        1,
        "the feed that the loader asked for is used"
    );
    assert_eq!(painted(page).len(), 1);
    page.click("bangtin-news >>> button[part=more]");
    page.until("the kit answers", || page.count(ROW) == 20);
}

/// Where everything stands.
fn places(page: &Page<'_>) -> Vec<Vec<f64>> {
    page.js(
        "return [deep('bangtin-news'), ...deep('bangtin-news').shadowRoot.querySelectorAll('.root *')].map((node) => {
           // Far below what is in sight nothing is laid out within a row (content-visibility): WebKit gives it the place of its last layout, or of none.
           if (node.checkVisibility?.({ contentVisibilityAuto: true }) === false) return [];
           const { x, y, width, height } = node.getBoundingClientRect();
           return [x, y, width, height].map((value) => Math.round(value * 100) / 100);
         })",
        json!([]),
    )
}

fn nothing_moves_when_the_kit_takes_over(page: &Page<'_>) {
    for attributes in [
        "search categories heading='Tin mới'",
        "layout=cards limit=12",
        "layout=headlines",
    ] {
        show(
            page,
            &loader(),
            &format!(
                r#"{HOLD_KIT}<style>::-webkit-scrollbar {{ display: none }} bangtin-news {{ --bangtin-radius: 0px }} bangtin-news::part(heading)::before {{ display: none }} bangtin-news::part(link) {{ outline: 0 !important }}</style><h1>Xã Sông Ba</h1><bangtin-news src="/sample/feed.json" {attributes}></bangtin-news><div style="height: 3000px"></div>"#
            ),
        );
        page.until("it is painted", || painted(page).len() == 1);
        page.js::<()>(
            "scrollTo(0, 150); deep('bangtin-news >>> li:nth-child(3) a').focus()",
            json!([]),
        );
        // Without the mark of the heading, which is drawn with what can wait and takes no room.
        // Square corners: Chromium rounds the edge of a rounded picture otherwise each time that it is drawn.
        // No ring around the link that has the focus: WebKit rounds that of several lines otherwise each time that it is drawn.
        // The picture first: it waits until what is in sight has been laid out.
        let picture = page.picture();
        let before = places(page);
        let scrolled: f64 = page.js("return scrollY", json!([]));
        page.js::<()>("releaseKit()", json!([]));
        page.until("the kit has taken over", || {
            page.has("bangtin-news >>> .root[data-state]")
        });
        let after = page.picture();
        let moved: Vec<_> = before
            .iter()
            .zip(places(page))
            .filter(|(before, after)| !before.is_empty() && !after.is_empty())
            .filter(|(before, after)| *before != after)
            .collect();
        assert_eq!(moved, [], "{attributes}");
        assert_eq!(
            page.js::<f64>("return scrollY", json!([])),
            scrolled,
            "{attributes}"
        );
        assert!(
            page.js::<bool>(
                "return focused() === deep('bangtin-news >>> li:nth-child(3) a')",
                json!([])
            ),
            "{attributes}: the focus has gone"
        );
        // Under load WebKit draws the edges of some letters once more a moment later.
        let mut after = after;
        let mut differing = page.differing_pixels(&picture, &after);
        for _ in 0..5 {
            if differing > 0 {
                after = page.picture();
                differing = page.differing_pixels(&picture, &after);
            }
        }
        if differing > 0 {
            for (name, bytes) in [("before", &picture), ("after", &after)] {
                std::fs::write(
                    bangtin_e2e::repo_root().join(format!("target/screens/take-over-{name}.png")),
                    bytes,
                )
                .expect("written");
            }
            panic!("{attributes}: {differing} pixels differ, see target/screens/take-over-*.png");
        }
    }
}

fn what_was_typed_is_asked_of_the_kit(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(30));
    show(
        page,
        &loader(),
        &format!(r#"{HOLD_KIT}<bangtin-news src="{src}" search></bangtin-news>"#),
    );
    page.until("it is painted", || painted(page).len() == 1);
    page.js::<()>("deep(arguments[0]).focus()", json!([SEARCH]));
    page.paste(SEARCH, "so 17");
    page.js::<()>("releaseKit()", json!([]));
    page.until("one is found", || page.count(ROW) == 1);
    assert_eq!(
        page.js::<String>("return focused().value", json!([])),
        "so 17"
    );
}

fn a_painted_list_stays_where_the_kit_fails(page: &Page<'_>) {
    let file = bangtin_e2e::repo_root().join(format!("target/kit{}", loader()));
    page.serve(
        "/made/kit/bangtin.js",
        "text/javascript",
        std::fs::read(file).expect("the kit is built"),
    );
    let src = page.feed("feed.json", &Feed::of(30));
    show(
        page,
        "/made/kit/bangtin.js",
        &format!(
            r#"<bangtin-news src="{src}" search><a href="/tin-tuc">Tất cả tin tức</a></bangtin-news>"#
        ),
    );
    page.until("what stands in the tag is shown below the list", || {
        page.js(
            "const list = document.querySelector('bangtin-news');
             return !!list.shadowRoot && list.querySelector('a').checkVisibility()",
            json!([]),
        )
    });
    assert_eq!(page.count(ROW), 10, "what is painted can be read");
    assert_eq!(page.count(SEARCH), 0, "what needs the kit has gone");
    assert_eq!(page.count("bangtin-news >>> button"), 0);
}

fn a_slow_feed_does_not_hold_up_the_kit(page: &Page<'_>) {
    page.feed("slow.json", &Feed::of(30));
    page.feed("quick.json", &Feed::of(3));
    show(
        page,
        &loader(),
        r#"<bangtin-news id="cham" src="/fault/delay/4500/made/slow.json"></bangtin-news><bangtin-news id="nhanh" src="/made/quick.json"></bangtin-news>"#,
    );
    page.until("the quick one is painted", || painted(page).len() == 1);
    page.wait_state("#nhanh", "ready");
    assert_eq!(page.state("#cham").as_deref(), Some("loading"));
    page.wait_state_within(Duration::from_secs(8), "#cham", "ready");
    assert_eq!(page.count("#cham >>> [part=row]"), 10);
    assert_eq!(page.count("#cham >>> .root"), 1);
    assert_eq!(
        painted(page).len(),
        1,
        "the kit's own list is not painted over"
    );
}

fn a_saved_copy_is_painted_with_its_age(page: &Page<'_>) {
    let item = |title| Feed::new().with(Item::new("mot", title));
    page.feed("feed.json", &item("Tin hôm qua"));
    let list = r#"<bangtin-news src="/fault/delay/2500/made/feed.json"></bangtin-news>"#;
    visit(page, &loader(), list);
    page.wait_state_within(Duration::from_secs(8), "bangtin-news", "ready");
    std::thread::sleep(Duration::from_millis(500));
    page.feed("feed.json", &item("Tin hôm nay"));
    visit(page, &loader(), list);
    page.until("the kit shows the copy", || {
        page.has("bangtin-news >>> .root[data-stale]")
    });
    assert_eq!(painted(page), [tree(page)]);
    let age = page.text("bangtin-news >>> [part=stale]");
    assert!(age.starts_with("Bản lưu lúc "), "{age}");
    let top = || -> f64 {
        page.js(
            "return deep('bangtin-news >>> [part=row]').getBoundingClientRect().top",
            json!([]),
        )
    };
    let before = top();
    page.until("the answer takes its place", || {
        page.text("bangtin-news >>> [part=title]") == "Tin hôm nay"
    });
    assert_eq!(page.count("bangtin-news >>> [part=stale]"), 0);
    assert_eq!(top(), before, "the rows stay where they are");
}

/// The answer is painted at once, and the copy of the visit before is there too: it would only come and go.
fn no_older_copy_follows_a_painted_answer(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(5));
    let heard = "<script>window.heard = []; addEventListener('bangtin-ready', ({ detail }) => heard.push(detail.copy));</script>";
    // Of the two, the answer: the copy is found late.
    let late = "<script>const open = caches.open.bind(caches);
        caches.open = async (name) => { await new Promise((go) => setTimeout(go, 300)); return open(name); };</script>";
    let list = format!(r#"<bangtin-news src="{src}"></bangtin-news>"#);
    visit(page, &loader(), &list);
    page.wait_state("bangtin-news", "ready");
    std::thread::sleep(Duration::from_millis(500));
    visit(page, &loader(), &format!("{heard}{late}{HOLD_KIT}{list}"));
    page.until("the answer is painted", || painted(page).len() == 1);
    assert!(!painted(page)[0].contains("Bản lưu"));
    std::thread::sleep(Duration::from_millis(600));
    page.js::<()>("releaseKit()", json!([]));
    page.wait_state("bangtin-news", "ready");
    page.until("the kit has taken over", || {
        page.has("bangtin-news >>> .root[data-state]")
    });
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(page.js::<Vec<String>>("return heard", json!([])), ["fresh"]);
}
