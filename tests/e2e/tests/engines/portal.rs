//! `<bangtin-portal>`: going from page to page as a reader does.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Key, Page, Viewport, cases};
use serde_json::{Value, json};

pub(crate) const CASES: &[Case] = cases!("portal";
    EVERYWHERE =>
        each_page_has_an_address_that_back_and_reload_know,
        a_list_is_as_it_was_left,
        an_address_in_the_fragment_leaves_the_query_to_the_page,
        an_address_that_is_none_says_so,
        a_phone_has_a_bar_for_the_thumb,
        what_is_far_below_comes_without_scrolling,
        what_is_found_is_seen;
    CHROMIUM =>
        the_document_is_called_by_what_is_shown,
        the_language_changes_and_is_kept,
        the_size_of_the_text_changes_on_every_page,
        a_keyboard_passes_the_menu_by,
        axe_finds_nothing_on_any_page,
        nothing_stands_out_of_the_page;
);

const ROWS: &str = "bangtin-portal >>> .screen:not([hidden]) bangtin-news >>> [part=row]";

/// Pages by their names in the menu.
const PAGES: [&str; 6] = [
    "Trang chủ",
    "Văn hóa – Giáo dục",
    "Văn bản",
    "Ảnh",
    "Video",
    "Liên hệ",
];

fn feed(page: &Page<'_>) -> String {
    let mut feed: Value = serde_json::from_str(&articles().to_json()).expect("JSON");
    feed["_bangtin"]["documents"] = json!([{
        "id": "vb-1", "number": "1/QĐ-UBND", "issued": "2026-11-20", "abstract": "Tu sửa đường thôn",
    }]);
    feed["_bangtin"]["albums"] = json!([{
        "id": "hoi", "title": "Ngày hội", "pictures": [{ "url": "/sample/media/le-hoi.webp", "alt": "Đoàn rước" }],
    }]);
    page.serve("/made/feed.json", "application/feed+json", feed.to_string());
    "/made/feed.json".into()
}

fn articles() -> Feed {
    (1..=40).fold(Feed::new(), |feed, number| {
        let category = match number % 2 {
            0 => json!({ "id": "van-hoa", "name": "Văn hóa – Giáo dục" }),
            _ => json!({ "id": "thong-bao", "name": "Thông báo" }),
        };
        feed.with(
            Item::new(&format!("bai/{number}"), &format!("Tin số {number}"))
                .body("<p>Bà con thu hoạch từ đầu tháng.</p>")
                .extra("category", category),
        )
    })
}

fn show(page: &Page<'_>, attributes: &str) {
    let src = feed(page);
    page.show(&format!(
        r#"<bangtin-portal src="{src}" {attributes}><h1>Xã Sông Ba</h1></bangtin-portal>"#
    ));
    page.wait_state("bangtin-portal", "ready");
}

/// By a press of the reader's: WebKit forgets pages that a script alone has gone to.
fn go(page: &Page<'_>, name: &str) {
    let links = "bangtin-portal >>> .nav a";
    let place = || page.texts(links).iter().position(|text| text == name);
    page.until(&format!("the menu has {name}"), || place().is_some());
    let place = place().expect("it is there") + 1;
    page.click(&format!("bangtin-portal >>> .nav li:nth-child({place}) a"));
}

fn address(page: &Page<'_>) -> String {
    page.js("return location.search + location.hash", json!([]))
}

fn article(page: &Page<'_>) -> String {
    let title = "bangtin-portal >>> bangtin-article >>> [part=title]";
    page.wait_for(title);
    page.text(title)
}

fn open_row(page: &Page<'_>, index: usize) {
    page.until("the rows are there", || page.count(ROWS) > index);
    page.click(&format!(
        "bangtin-portal >>> .screen:not([hidden]) .with-aside > bangtin-news >>> li:nth-child({}) [part=link]",
        index + 1
    ));
}

fn each_page_has_an_address_that_back_and_reload_know(page: &Page<'_>) {
    show(page, "");
    go(page, "Văn hóa – Giáo dục");
    page.until("the category is shown", || {
        address(page) == "?xem=/chuyen-muc/van-hoa"
    });
    open_row(page, 1);
    assert_eq!(article(page), "Tin số 4");
    assert_eq!(address(page), "?xem=/tin/bai%2F4");
    page.reload();
    page.wait_state("bangtin-portal", "ready");
    assert_eq!(article(page), "Tin số 4");
    page.back();
    page.until("the category again", || {
        address(page) == "?xem=/chuyen-muc/van-hoa" && page.count(ROWS) > 0
    });
    page.back();
    page.until("the front page again", || address(page).is_empty());
}

fn a_list_is_as_it_was_left(page: &Page<'_>) {
    show(page, "");
    go(page, "Văn hóa – Giáo dục");
    page.until("the rows are there", || page.count(ROWS) >= 12);
    page.js::<()>(
        "document.querySelector('bangtin-portal').shadowRoot.querySelector('.screen:not([hidden]) bangtin-news').shadowRoot.querySelector('[part=more]').click()",
        json!([]),
    );
    page.until("there are more rows", || page.count(ROWS) >= 18);
    open_row(page, 15);
    let title = article(page);
    page.back();
    page.until("the list has its rows at once", || page.count(ROWS) >= 18);
    page.until("what was pressed has the focus and is in sight", || {
        page.js(
            "let at = document.activeElement;
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
            const { top } = at.getBoundingClientRect();
            return at.textContent.includes(arguments[0]) && top >= 0 && top < innerHeight",
            json!([title]),
        )
    });
}

fn an_address_in_the_fragment_leaves_the_query_to_the_page(page: &Page<'_>) {
    show(page, r#"address="fragment""#);
    go(page, "Thông báo");
    page.until("the category is shown", || {
        address(page) == "#/chuyen-muc/thong-bao"
    });
    open_row(page, 0);
    article(page);
    assert_eq!(address(page), "#/tin/bai%2F1");
    page.back();
    page.until("the category again", || {
        address(page) == "#/chuyen-muc/thong-bao"
    });
}

fn an_address_that_is_none_says_so(page: &Page<'_>) {
    show(page, "");
    page.js::<()>(
        "history.pushState(null, '', '?xem=/khong-co'); dispatchEvent(new PopStateEvent('popstate'))",
        json!([]),
    );
    let title = "bangtin-portal >>> .screen:not([hidden]) h1";
    page.until("it says so", || {
        page.has(title) && page.text(title) == "Không tìm thấy trang này"
    });
}

fn a_phone_has_a_bar_for_the_thumb(page: &Page<'_>) {
    show(page, "");
    page.resize(Viewport {
        width: 360,
        height: 740,
    });
    let sheet = "bangtin-portal >>> dialog[open]";
    page.click("bangtin-portal >>> .bottom-bar button");
    page.wait_for(sheet);
    page.until("the menu is in the sheet", || {
        page.texts("bangtin-portal >>> dialog[open] a")
            .contains(&"Văn hóa – Giáo dục".to_owned())
    });
    page.press(Key::Escape);
    page.until("the sheet is closed", || !page.has(sheet));
    page.until("the button has the focus again", || {
        page.js(
            "return document.activeElement.shadowRoot?.activeElement?.textContent === 'Mục lục'",
            json!([]),
        )
    });
}

/// Who goes through the page by its headings does not scroll.
fn what_is_far_below_comes_without_scrolling(page: &Page<'_>) {
    page.resize(Viewport {
        width: 360,
        height: 640,
    });
    show(page, "");
    page.wait_for(
        "bangtin-portal >>> .front > :last-child bangtin-links >>> .root[data-state=empty]",
    );
    assert_eq!(page.js::<f64>("return scrollY", json!([])), 0.0);
}

fn the_document_is_called_by_what_is_shown(page: &Page<'_>) {
    let src = feed(page);
    page.show_with(
        &format!(
            r#"<meta property="og:site_name" content="Xã Sông Ba"><link rel="canonical" href="/"><script type="module" src="{}/bangtin.js"></script>"#,
            bangtin_e2e::KIT
        ),
        &format!(r#"<bangtin-portal src="{src}"></bangtin-portal>"#),
    );
    page.wait_state("bangtin-portal", "ready");
    let is_called = |name: &str| {
        page.until(&format!("the document is called {name}"), || {
            page.js::<String>("return document.title", json!([])) == name
        });
    };
    is_called("Xã Sông Ba");
    go(page, "Văn hóa – Giáo dục");
    is_called("Văn hóa – Giáo dục – Xã Sông Ba");
    open_row(page, 0);
    is_called("Tin số 2 – Xã Sông Ba");
    let canonical = page.js::<String>(
        "return document.querySelector('link[rel=canonical]').href",
        json!([]),
    );
    assert!(canonical.ends_with("?xem=/tin/bai%2F2"), "{canonical}");
    page.back();
    is_called("Văn hóa – Giáo dục – Xã Sông Ba");
    go(page, "Văn bản");
    is_called("Văn bản – Xã Sông Ba");
    let document = "bangtin-portal >>> .screen:not([hidden]) bangtin-documents >>> [part=link]";
    page.wait_for(document);
    page.click(document);
    is_called("Tu sửa đường thôn – Xã Sông Ba");
    go(page, "Ảnh");
    let album = "bangtin-portal >>> .screen:not([hidden]) bangtin-gallery >>> [part=album-link]";
    page.wait_for(album);
    page.click(album);
    is_called("Ngày hội – Xã Sông Ba");
    assert_eq!(
        page.text("bangtin-portal >>> bangtin-gallery[item] >>> [part=album-title]"),
        "Ngày hội"
    );
}

fn the_language_changes_and_is_kept(page: &Page<'_>) {
    show(page, "");
    page.until("there is a menu", || page.has("bangtin-portal >>> .nav a"));
    page.js::<()>(
        "document.querySelector('bangtin-portal').shadowRoot.querySelector('[part=language]').click()",
        json!([]),
    );
    let first = "bangtin-portal >>> .nav li:first-child a";
    page.until("the menu is English", || page.text(first) == "Home");
    page.reload();
    page.wait_state("bangtin-portal", "ready");
    page.until("it still is", || {
        page.has(first) && page.text(first) == "Home"
    });
}

fn the_size_of_the_text_changes_on_every_page(page: &Page<'_>) {
    show(page, "");
    go(page, "Văn hóa – Giáo dục");
    page.until("the rows are there", || page.count(ROWS) > 0);
    let title = "bangtin-portal >>> .screen:not([hidden]) bangtin-news >>> [part=title]";
    let size = || page.style(title, "font-size");
    let before = size();
    page.wait_for("bangtin-portal >>> bangtin-display >>> [data-tool=larger]");
    page.js::<()>(
        "deep('bangtin-portal >>> bangtin-display >>> [data-tool=larger]').click()",
        json!([]),
    );
    page.until("the list is larger", || size() != before);
    let larger = size();
    page.reload();
    page.wait_state("bangtin-portal", "ready");
    page.until("it still is", || page.count(ROWS) > 0 && size() == larger);
}

fn what_is_found_is_seen(page: &Page<'_>) {
    page.resize(Viewport {
        width: 1280,
        height: 800,
    });
    show(page, "");
    page.fill("bangtin-portal >>> .masthead input", "duong thon");
    page.click("bangtin-portal >>> .masthead form button");
    let documents =
        "bangtin-portal >>> .screen:not([hidden]) bangtin-documents >>> [part=document]";
    page.wait_for(documents);
    page.until(
        "the documents are seen below articles of which there are none",
        || page.style(documents, "visibility") == "visible",
    );
    assert!(!page.has(ROWS), "no article has these words");
}

fn a_keyboard_passes_the_menu_by(page: &Page<'_>) {
    show(page, "");
    page.js::<()>(
        "document.querySelector('bangtin-portal').shadowRoot.querySelector('[part=skip]').focus()",
        json!([]),
    );
    page.press(Key::Enter);
    page.until("the page itself has the focus", || {
        page.js(
            "return document.activeElement.shadowRoot?.activeElement?.localName === 'main'",
            json!([]),
        )
    });
}

fn axe_finds_nothing_on_any_page(page: &Page<'_>) {
    show(page, "");
    for width in [360, 1280] {
        page.resize(Viewport { width, height: 800 });
        for name in PAGES {
            go(page, name);
            page.until("the page is there", || {
                page.has("bangtin-portal >>> .screen:not([hidden])")
            });
            let violations: Vec<String> = page
                .axe("bangtin-portal")
                .iter()
                .map(ToString::to_string)
                .collect();
            assert!(violations.is_empty(), "{name}, {width}: {violations:#?}");
        }
    }
}

fn nothing_stands_out_of_the_page(page: &Page<'_>) {
    show(page, "");
    for width in [320, 360, 768, 1280] {
        page.resize(Viewport { width, height: 800 });
        for name in PAGES {
            go(page, name);
            page.until("no sideways scrolling", || {
                page.js(
                    "return document.scrollingElement.scrollWidth <= innerWidth",
                    json!([]),
                )
            });
        }
    }
}
