//! `<bangtin-gallery>`, and the viewer in which its pictures and those of articles are seen large.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, KIT, Key, Page, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("gallery";
    EVERYWHERE =>
        opens_an_album_in_place_and_back_leads_to_the_albums,
        shows_pictures_large_and_back_closes_them,
        pictures_of_an_article_open_in_the_same_viewer;
    CHROMIUM =>
        a_feed_without_albums_shows_the_pictures_of_its_articles,
        a_pattern_leads_to_pages_of_the_site_and_is_told_first,
        the_first_album_stands_as_a_mosaic,
        a_finger_turns_and_two_fingers_look_closer,
        pictures_wait_for_a_press_where_the_reader_saves_data,
        a_press_with_a_modifier_key_is_the_browser_s,
        says_what_is_missing,
        names_the_album_in_the_fragment_where_the_page_asks_for_it,
        is_seen_by_everybody,
        the_viewer_is_seen_by_everybody;
);

fn picture(name: &str, caption: &str) -> Value {
    json!({
        "url": format!("/sample/media/{name}.webp"), "alt": format!("Nhìn thấy: {caption}"), "caption": caption, "credit": "Y Đăm",
        "width": 1200, "height": 800, "thumbnail": { "url": format!("/sample/media/{name}-600.webp"), "width": 600 },
    })
}

fn albums() -> Value {
    let many = [
        "le-hoi",
        "cong-chieng",
        "canh-dong-lua",
        "cau-song-ba",
        "vuon-ca-phe",
        "cho-phien",
    ];
    json!([
        { "id": "hoi 2025", "title": "Lễ hội Mừng cơm mới", "date": "2025-11-29", "description": "Ngày hội của hai buôn.",
          "pictures": many.map(|name| picture(name, &format!("Ảnh {name}"))) },
        { "id": "mua", "title": "Mùa vàng", "pictures": [picture("may-gat", "Máy gặt"), "/sample/media/kenh-thuy-loi.webp"] },
    ])
}

fn feed(page: &Page<'_>, albums: &Value) {
    let mut feed: Value = serde_json::from_str(&Feed::of(1).to_json()).expect("a feed");
    feed["_bangtin"]["albums"] = albums.clone();
    page.serve(
        "/made/albums.json",
        "application/feed+json",
        feed.to_string(),
    );
}

const TAG: &str = "bangtin-gallery";

fn show(page: &Page<'_>, attributes: &str) {
    feed(page, &albums());
    page.show(&format!(
        "<h1>Cổng</h1><bangtin-gallery src='/made/albums.json' {attributes}></bangtin-gallery>"
    ));
    page.wait_state(TAG, "ready");
}

fn part(name: &str) -> String {
    format!("{TAG} >>> [part={name}]")
}

fn wait_viewer(page: &Page<'_>, element: &str, count: &str) {
    page.until(&format!("the viewer shows {count}"), || {
        let shown: Option<String> = page.js(
            &format!(
                "return deep('{element} >>> dialog[open] [part=viewer-count]')?.textContent ?? null"
            ),
            json!([]),
        );
        shown.as_deref() == Some(count)
    });
}

fn wait_closed(page: &Page<'_>, element: &str) {
    page.until("the viewer is closed", || {
        !page.has(&format!("{element} >>> dialog"))
    });
}

fn opens_an_album_in_place_and_back_leads_to_the_albums(page: &Page<'_>) {
    show(page, "");
    assert_eq!(
        page.texts(&part("album-link")),
        ["Lễ hội Mừng cơm mới", "Mùa vàng"]
    );
    assert!(page.text(&part("album")).contains("6 ảnh"));
    assert!(page.text(&part("album")).contains("29/11/2025"));
    page.click(&part("album-link"));
    page.wait_for(&part("album-title"));
    assert!(
        page.address().ends_with("?anh=hoi+2025"),
        "{}",
        page.address()
    );
    assert_eq!(page.text(&part("description")), "Ngày hội của hai buôn.");
    assert_eq!(page.count(&format!("{} a", part("pictures"))), 6);
    page.until("the title has the focus", || {
        page.focused().starts_with("h3")
    });
    page.back();
    page.wait_for(&part("albums"));
    page.until("the album that was open has the focus", || {
        page.focused().starts_with('a')
    });
    assert!(!page.address().contains("anh="), "{}", page.address());

    page.click(&part("album-link"));
    page.wait_for(&part("back"));
    page.reload();
    page.wait_for(&part("album-title"));
    page.click(&part("back"));
    page.wait_for(&part("albums"));
    assert!(!page.address().contains("anh="), "{}", page.address());
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn shows_pictures_large_and_back_closes_them(page: &Page<'_>) {
    show(page, "album='hoi 2025'");
    let zoom = part("zoom");
    page.click(&zoom);
    wait_viewer(page, TAG, "1 / 6");
    assert_eq!(page.text(&part("viewer-caption")), "Ảnh le-hoi");
    assert_eq!(page.text(&part("viewer-credit")), "Ảnh: Y Đăm");
    let picture = |page: &Page<'_>| -> (String, String) {
        page.js("const picture = deep('bangtin-gallery >>> [part=viewer-picture]'); return [new URL(picture.src).pathname, picture.alt]", json!([]))
    };
    assert_eq!(
        picture(page),
        (
            "/sample/media/le-hoi.webp".into(),
            "Nhìn thấy: Ảnh le-hoi".into()
        )
    );
    page.press(Key::Right);
    wait_viewer(page, TAG, "2 / 6");
    page.press(Key::Left);
    page.press(Key::Left);
    wait_viewer(page, TAG, "6 / 6");
    page.click(&part("viewer-next"));
    wait_viewer(page, TAG, "1 / 6");
    page.click(&part("viewer-previous"));
    wait_viewer(page, TAG, "6 / 6");
    page.press(Key::Escape);
    wait_closed(page, TAG);
    page.until("the focus is back", || page.focused().starts_with('a'));

    page.click(&zoom);
    wait_viewer(page, TAG, "1 / 6");
    let before = page.address();
    page.back();
    wait_closed(page, TAG);
    assert_eq!(page.address(), before);
    page.click(&zoom);
    wait_viewer(page, TAG, "1 / 6");
    page.click(&part("viewer-close"));
    wait_closed(page, TAG);
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn an_article() -> Item {
    Item::new("bai", "Bài có ảnh")
        .body(concat!(
            "<p>Đoạn đầu.</p><figure><img src='/sample/media/may-gat.webp' alt='Máy gặt' width='1200' height='800'><figcaption>Máy gặt liên hợp <cite>Ảnh: Minh Châu</cite></figcaption></figure>",
            "<p>Chữ <img src='/sample/media/mot-cua-600.webp' width='24' height='16' alt='dấu'> và <a href='/tin/khac.html'><img src='/sample/media/mua-lu-600.webp' alt='Sang bài khác'></a>.</p>",
            "<p><a href='/sample/media/cho-phien.webp'><img src='/sample/media/cho-phien-600.webp' alt='Chợ'></a></p>",
        ))
        .extra("media", json!([{ "type": "image", "url": "/sample/media/canh-dong-lua.webp", "caption": "Cánh đồng", "credit": "H’Diệu", "width": 1200, "height": 800 }]))
}

fn pictures_of_an_article_open_in_the_same_viewer(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::new().with(an_article()));
    page.show(&format!(
        "<h1>Cổng</h1><bangtin-article src='{src}' item='bai'></bangtin-article>"
    ));
    page.wait_state("bangtin-article", "ready");
    let links: Vec<String> = page.js(
        "return deepAll('bangtin-article >>> a.zoom').map((link) => new URL(link.href).pathname)",
        json!([]),
    );
    // A sign in the text and a picture that leads elsewhere are left alone.
    assert_eq!(
        links,
        [
            "/sample/media/canh-dong-lua.webp",
            "/sample/media/may-gat.webp",
            "/sample/media/cho-phien.webp"
        ]
    );
    page.click("bangtin-article >>> [part=body] a.zoom");
    wait_viewer(page, "bangtin-article", "2 / 3");
    assert_eq!(
        page.text("bangtin-article >>> [part=viewer-caption]"),
        "Máy gặt liên hợp"
    );
    assert_eq!(
        page.text("bangtin-article >>> [part=viewer-credit]"),
        "Ảnh: Minh Châu"
    );
    page.press(Key::Right);
    wait_viewer(page, "bangtin-article", "3 / 3");
    page.press(Key::Right);
    wait_viewer(page, "bangtin-article", "1 / 3");
    assert_eq!(
        page.text("bangtin-article >>> [part=viewer-caption]"),
        "Cánh đồng"
    );
    page.back();
    wait_closed(page, "bangtin-article");
    assert_eq!(page.state("bangtin-article").as_deref(), Some("ready"));
    let named: String = page.js(
        "return deep('bangtin-article >>> [part=lead-picture] a').getAttribute('aria-label')",
        json!([]),
    );
    assert_eq!(named, "Xem ảnh lớn");
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn a_feed_without_albums_shows_the_pictures_of_its_articles(page: &Page<'_>) {
    let media = |name: &str| json!([{ "type": "image", "url": format!("/sample/media/{name}.webp"), "caption": name, "width": 1200, "height": 800 }]);
    let second = Feed::new().with(
        Item::new("ba", "Tin ba")
            .published("2026-11-20T08:00:00+07:00")
            .extra("media", media("may-gat")),
    );
    let next = page.feed("feed-2.json", &second);
    let first = Feed::new()
        .with(
            Item::new("mot", "Tin một")
                .published("2026-11-18T08:00:00+07:00")
                .extra("media", media("le-hoi")),
        )
        .with(Item::new("khong", "Không ảnh"))
        .with(
            Item::new("hai", "Tin hai")
                .published("2026-11-19T08:00:00+07:00")
                .field("image", json!("/sample/media/cho-phien-600.webp")),
        )
        .next(&next);
    let src = page.feed("feed.json", &first);
    page.show(&format!("<bangtin-gallery src='{src}'></bangtin-gallery>"));
    page.wait_state(TAG, "ready");
    let shown: Vec<String> = page.js(
        "return deepAll('bangtin-gallery >>> [part=pictures] a').map((link) => new URL(link.href).pathname)",
        json!([]),
    );
    assert_eq!(
        shown,
        [
            "/sample/media/may-gat.webp",
            "/sample/media/cho-phien-600.webp",
            "/sample/media/le-hoi.webp"
        ],
        "the newest first"
    );
    page.click(&part("zoom"));
    wait_viewer(page, TAG, "1 / 3");
    assert_eq!(page.text(&part("viewer-article")), "Tin ba");
    assert!(
        page.attribute(&part("viewer-article"), "href")
            .is_some_and(|to| to.ends_with("/tin/ba.html"))
    );
    page.press(Key::Escape);
    wait_closed(page, TAG);
    page.show(&format!(
        "<bangtin-gallery src='{src}' limit='2'></bangtin-gallery>"
    ));
    page.wait_state(TAG, "ready");
    assert_eq!(page.count(&part("zoom")), 2);
    page.click(&part("more"));
    page.until("the third is there", || page.count(&part("zoom")) == 3);
}

fn a_pattern_leads_to_pages_of_the_site_and_is_told_first(page: &Page<'_>) {
    show(page, "links='/thu-vien-anh/{id}' see-all='/thu-vien-anh'");
    assert!(
        page.attribute(&part("album-link"), "href")
            .is_some_and(|to| to.ends_with("/thu-vien-anh/hoi%202025"))
    );
    assert!(
        page.attribute(&part("see-all"), "href")
            .is_some_and(|to| to.ends_with("/thu-vien-anh"))
    );
    page.js::<()>(
        "addEventListener('bangtin-navigate', (event) => { event.preventDefault(); window.told = event.detail; })",
        json!([]),
    );
    page.click(&part("album-link"));
    let told: Value = page.js("return window.told", json!([]));
    assert_eq!(told["id"], "hoi 2025");
    assert!(
        page.address().ends_with("/made/page.html"),
        "{}",
        page.address()
    );
    // The page that such an address leads to shows one album, and no way back of its own.
    show(page, "item='mua'");
    assert_eq!(page.text(&part("album-title")), "Mùa vàng");
    assert!(!page.has(&part("back")));
}

fn the_first_album_stands_as_a_mosaic(page: &Page<'_>) {
    show(
        page,
        "layout='mosaic' heading='Ảnh mới' see-all='/thu-vien-anh'",
    );
    assert_eq!(page.text(&part("heading")), "Ảnh mới");
    assert_eq!(page.count(&part("zoom")), 5);
    assert_eq!(page.text(&part("count")), "6 ảnh");
    assert_eq!(page.text(&part("album-name")), "Lễ hội Mừng cơm mới");
    let (large, small): (f64, f64) = page.js(
        "return deepAll('bangtin-gallery >>> [part=zoom]').slice(0, 2).map((one) => one.getBoundingClientRect().width)",
        json!([]),
    );
    assert!(large > small * 1.9, "{large}, {small}");
    page.click(&format!("{TAG} >>> li:nth-child(5) a"));
    wait_viewer(page, TAG, "5 / 6");
    page.press(Key::Escape);
    wait_closed(page, TAG);
    // What the address names is no matter of a mosaic.
    page.open("/made/page.html?anh=mua");
    page.wait_state(TAG, "ready");
    assert_eq!(page.count(&part("zoom")), 5);
}

// A pointer that goes along these points of the stage, which are parts of its width.
const POINTERS: &str = "
    const stage = deep('bangtin-gallery >>> [part=viewer-stage]');
    const { width, height } = stage.getBoundingClientRect();
    const tell = (type, pointerId, x, y) => stage.dispatchEvent(new PointerEvent(type, {
        bubbles: true, pointerId, pointerType: 'touch', clientX: x * width, clientY: y * height,
    }));
    for (const [type, pointerId, x, y] of arguments) tell(type, pointerId, x, y);
    return deep('bangtin-gallery >>> [part=viewer-picture]').style.transform;";

fn a_finger_turns_and_two_fingers_look_closer(page: &Page<'_>) {
    show(page, "album='hoi 2025'");
    page.click(&part("zoom"));
    wait_viewer(page, TAG, "1 / 6");
    page.js::<String>(
        POINTERS,
        json!([
            ["pointerdown", 1, 0.8, 0.5],
            ["pointermove", 1, 0.5, 0.5],
            ["pointerup", 1, 0.4, 0.5]
        ]),
    );
    wait_viewer(page, TAG, "2 / 6");
    page.js::<String>(
        POINTERS,
        json!([
            ["pointerdown", 1, 0.2, 0.5],
            ["pointermove", 1, 0.5, 0.5],
            ["pointerup", 1, 0.6, 0.5]
        ]),
    );
    wait_viewer(page, TAG, "1 / 6");
    let near: String = page.js(
        POINTERS,
        json!([
            ["pointerdown", 1, 0.45, 0.5],
            ["pointerdown", 2, 0.55, 0.5],
            ["pointermove", 1, 0.35, 0.5],
            ["pointermove", 2, 0.65, 0.5],
            ["pointerup", 1, 0.35, 0.5],
            ["pointerup", 2, 0.65, 0.5],
        ]),
    );
    assert!(near.contains("scale("), "{near}");
    assert_eq!(
        page.attribute(&part("viewer-zoom"), "aria-pressed")
            .as_deref(),
        Some("true")
    );
    // A picture that is near moves under the finger; it does not turn.
    page.js::<String>(
        POINTERS,
        json!([
            ["pointerdown", 1, 0.8, 0.5],
            ["pointermove", 1, 0.4, 0.5],
            ["pointerup", 1, 0.4, 0.5]
        ]),
    );
    wait_viewer(page, TAG, "1 / 6");
    page.click(&part("viewer-zoom"));
    page.until("it has its usual size", || {
        page.attribute(&part("viewer-zoom"), "aria-pressed")
            .as_deref()
            == Some("false")
    });
    assert_eq!(page.js::<String>(POINTERS, json!([])), "");
}

fn saving(page: &Page<'_>, body: &str) {
    page.show_with(
        &format!(
            "<script>Object.defineProperty(navigator, 'connection', {{ value: {{ saveData: true, effectiveType: '4g' }} }})</script>
             <script type='module' src='{KIT}/bangtin.js'></script>"
        ),
        body,
    );
}

fn pictures_wait_for_a_press_where_the_reader_saves_data(page: &Page<'_>) {
    feed(page, &albums());
    let src = page.feed("feed.json", &Feed::new().with(an_article()));
    saving(
        page,
        &format!(
            "<bangtin-gallery src='/made/albums.json' item='hoi 2025'></bangtin-gallery><bangtin-article src='{src}' item='bai'></bangtin-article>"
        ),
    );
    page.wait_state(TAG, "ready");
    page.wait_state("bangtin-article", "ready");
    assert_eq!(
        page.attribute(&part("zoom"), "data-held").as_deref(),
        Some("Hiện ảnh")
    );
    page.screenshot("gallery-saves-data");
    page.click("bangtin-article >>> [part=lead-picture] a");
    page.until("the picture of the article has come", || {
        page.asked("/sample/media/canh-dong-lua.webp") == 1
    });
    assert_eq!(page.asked("/sample/media/le-hoi"), 0);
    assert_eq!(page.asked("/sample/media/may-gat.webp"), 0);
    page.click(&part("zoom"));
    page.until("the picture has come", || {
        page.asked("/sample/media/le-hoi-600.webp") == 1
    });
    assert!(!page.has(&format!("{TAG} >>> dialog")));
    page.click(&part("zoom"));
    wait_viewer(page, TAG, "1 / 6");
    page.until("the large one has come", || {
        page.asked("/sample/media/le-hoi.webp") == 1
    });
    assert_eq!(page.asked("/sample/media/cong-chieng"), 0);
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn a_press_with_a_modifier_key_is_the_browser_s(page: &Page<'_>) {
    show(page, "album='mua'");
    let prevented: bool = page.js(
        "const link = deep('bangtin-gallery >>> [part=zoom]');
         const press = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ctrlKey: true });
         addEventListener('click', (event) => { window.taken = event.defaultPrevented; event.preventDefault(); }, { once: true });
         link.dispatchEvent(press);
         return window.taken",
        json!([]),
    );
    assert!(!prevented);
    assert!(!page.has(&format!("{TAG} >>> dialog")));
}

fn says_what_is_missing(page: &Page<'_>) {
    show(page, "item='không có'");
    assert!(
        page.text(&part("empty"))
            .starts_with("Không tìm thấy tập ảnh này")
    );
    let src = page.feed("feed.json", &Feed::of(2));
    page.show(&format!(
        "<bangtin-gallery src='{src}'>Ảnh ở trụ sở</bangtin-gallery>"
    ));
    page.wait_state(TAG, "empty");
    assert_eq!(page.text(&part("empty")), "Chưa có ảnh nào.");
    page.show("<bangtin-gallery src='/fault/status/404/feed.json'></bangtin-gallery>");
    page.wait_state(TAG, "failed");
    assert!(page.has(&part("retry")));
    page.show("<bangtin-gallery></bangtin-gallery>");
    page.wait_state(TAG, "misconfigured");
    page.show("<bangtin-gallery src='/made/albums.json' layout='tường'></bangtin-gallery>");
    page.wait_state(TAG, "misconfigured");
}

fn names_the_album_in_the_fragment_where_the_page_asks_for_it(page: &Page<'_>) {
    show(page, "address='fragment'");
    page.click(&part("album-link"));
    page.wait_for(&part("album-title"));
    assert!(
        page.address().ends_with("#anh=hoi+2025"),
        "{}",
        page.address()
    );
    page.reload();
    page.wait_for(&part("album-title"));
    page.click(&part("back"));
    page.wait_for(&part("albums"));
    assert!(!page.address().contains("anh="), "{}", page.address());
}

fn is_seen_by_everybody(page: &Page<'_>) {
    feed(page, &albums());
    let body = "<bangtin-gallery src='/made/albums.json' see-all='/anh'></bangtin-gallery>
        <bangtin-gallery id='m' src='/made/albums.json' layout='mosaic' heading='Ảnh mới' see-all='/anh'></bangtin-gallery>
        <bangtin-gallery id='a' src='/made/albums.json' item='hoi 2025' heading='Tập đang mở'></bangtin-gallery>";
    seen::by_everybody(page, "gallery", body, &[TAG, "#m", "#a"], &|| {
        for one in [TAG, "#m", "#a"] {
            page.wait_state(one, "ready");
        }
    });
}

fn the_viewer_is_seen_by_everybody(page: &Page<'_>) {
    feed(page, &albums());
    let body = "<bangtin-gallery src='/made/albums.json' album='hoi 2025'></bangtin-gallery>";
    seen::by_everybody(page, "viewer", body, &[TAG], &|| {
        page.wait_state(TAG, "ready");
        page.click(&part("zoom"));
        wait_viewer(page, TAG, "1 / 6");
        page.until("the picture has come", || {
            page.attribute(&part("viewer-stage"), "data-state")
                .as_deref()
                == Some("there")
        });
    });
}
