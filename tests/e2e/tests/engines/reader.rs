//! Reading in place: `links=reader`, and an article that follows the page's address.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Page, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("reader";
    EVERYWHERE =>
        back_and_reload_and_sharing_work,
        back_keeps_the_search,
        an_article_in_a_list_looks_as_it_does_alone,
        an_element_of_its_own_follows_the_address,
        a_host_that_strips_queries_lost_the_article,
        a_base_elsewhere_misled_addresses_and_anchors,
        back_needed_two_presses_and_lost_the_place,
        an_article_opened_in_a_narrow_sidebar,
        the_pages_head_kept_telling_of_the_list,
        headings_of_a_text_stood_above_its_title,
        a_reload_forgot_what_was_asked;
    CHROMIUM => the_pages_own_links_are_never_caught, a_press_with_a_key_is_the_browsers, offline_there_was_no_way_back_to_the_list;
);

/// A page of one width, however long it is.
const SCROLLBAR: &str = "<style>html { overflow-y: scroll }</style>";
const TITLE: &str = "bangtin-news >>> article [part=title]";

fn feed(page: &Page<'_>) -> String {
    let feed = (1..=6).fold(Feed::new(), |feed, number| {
        feed.with(
            Item::new(&format!("i-{number}"), &format!("Tin số {number}"))
                .extra("related", json!(["i-5"])),
        )
    });
    page.feed("feed.json", &feed)
}

fn back_keeps_the_search(page: &Page<'_>) {
    const SEARCH: &str = "bangtin-news >>> input[type=search]";
    const ROWS: &str = "bangtin-news >>> [part=row]";
    let src = feed(page);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader" search></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.paste(SEARCH, "so 3");
    page.until("one is found", || page.count(ROWS) == 1);
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for(TITLE);
    page.back();
    page.until("the list is there", || page.count(ROWS) > 0);
    let asked: String = page.js("return deep(arguments[0]).value", json!([SEARCH]));
    assert_eq!((asked.as_str(), page.count(ROWS)), ("so 3", 1));
    page.paste(SEARCH, "");
    page.until("all are offered again", || page.count(ROWS) == 6);
}

/// The sheets of list and article stand in one shadow root; neither reaches into the other's part.
fn an_article_in_a_list_looks_as_it_does_alone(page: &Page<'_>) {
    let text = "<h2>Giống</h2><ol><li><b>Ngô:</b> 12 bao</li><li>Lúa</li></ol><ul><li>Phân<ul><li>Lân</li></ul></li></ul><p><a href='/a'>Xem</a></p><table><tr><td>1</td></tr></table>";
    let src = page.feed(
        "giong.json",
        &Feed::new()
            .with(
                Item::new("i-1", "Cấp giống vụ Đông Xuân")
                    .body(text)
                    .field("summary", json!("Bà con nhận tại nhà văn hóa thôn."))
                    .published("2026-11-18T09:30:00+07:00")
                    .extra("related", json!(["i-2"])),
            )
            .with(Item::new("i-2", "Lịch cấp nước").published("2026-11-17")),
    );
    // What a browser works out of the sheets, but for what hovering changes.
    let styles = |selector: &str| -> Vec<String> {
        page.js(
            "return deepAll(arguments[0]).filter((node) => !node.closest('bangtin-share')).map((node) => {
               const style = getComputedStyle(node);
               return [node.localName, ...['display', 'listStyleType', 'padding', 'margin', 'borderBottomWidth', 'contentVisibility', 'fontSize', 'fontWeight', 'gap'].map((name) => style[name])].join(' ');
             })",
            json!([selector]),
        )
    };
    page.show(&format!(
        r#"{SCROLLBAR}<bangtin-article src="{src}" item="i-1"></bangtin-article>"#
    ));
    page.wait_state("bangtin-article", "ready");
    let alone = styles("bangtin-article >>> article *");
    assert!(
        alone
            .iter()
            .any(|style| style.starts_with("li list-item decimal")),
        "{alone:?}"
    );
    let rows = || styles("bangtin-news >>> :is([part=row], [part=row] *)");
    for layout in ["list", "cards", "headlines"] {
        page.show(&format!(
            r#"{SCROLLBAR}<bangtin-news src="{src}" links="reader" layout="{layout}"></bangtin-news>"#
        ));
        page.wait_state("bangtin-news", "ready");
        page.until("the kit has the list", || {
            page.has("bangtin-news >>> .root[data-state]")
        });
        let before = rows();
        page.click("bangtin-news >>> a[part=link]");
        page.wait_for("bangtin-news >>> article .body");
        assert_eq!(styles("bangtin-news >>> article *"), alone, "{layout}");
        page.back();
        page.until("the list is there", || {
            page.count("bangtin-news >>> [part=row]") == 2
        });
        assert_eq!(rows(), before, "{layout}");
    }
}

fn back_and_reload_and_sharing_work(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader"></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> [part=row]:nth-child(2) a[part=link]");
    page.wait_for(TITLE);
    assert_eq!(page.text(TITLE), "Tin số 2");
    assert_eq!(page.address(), "/made/page.html?tin=i-2");

    page.click("bangtin-news >>> [part=related] a");
    page.until("the related article shows", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 5"
    });
    page.back();
    page.until("Back leads to the article before", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 2"
    });
    page.back();
    page.until("Back leads to the list", || {
        page.count("bangtin-news >>> [part=row]") == 6
    });
    assert_eq!(page.address(), "/made/page.html");

    page.open("/made/page.html?tin=i-3");
    page.until("a shared address shows its article", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 3"
    });
    page.reload();
    page.until("so does a reload", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 3"
    });
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> a[part=back]");
    page.until("the link back leads to the list", || {
        page.count("bangtin-news >>> [part=row]") == 6
    });
    assert_eq!(page.address(), "/made/page.html");
}

fn an_element_of_its_own_follows_the_address(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader"></bangtin-news><bangtin-article src="{src}"></bangtin-article>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> [part=row]:nth-child(4) a[part=link]");
    page.wait_for("bangtin-article >>> article");
    assert_eq!(page.text("bangtin-article >>> [part=title]"), "Tin số 4");
    assert_eq!(
        page.count("bangtin-news >>> [part=row]"),
        6,
        "the list stays beside it"
    );
    page.back();
    page.until("without an item the article is gone", || {
        !page.has("bangtin-article >>> article")
    });
}

fn the_pages_own_links_are_never_caught(page: &Page<'_>) {
    let src = feed(page);
    page.serve(
        "/made/other.html",
        "text/html; charset=utf-8",
        "<title>Trang khác</title><p>Trang khác",
    );
    page.show(&format!(
        r##"<a id="anchor" href="#cuoi">Xuống cuối</a> <a id="query" href="?tin-khac=1">Trang này, câu hỏi khác</a> <a id="other" href="/made/other.html">Trang khác</a>
        <bangtin-news src="{src}" links="reader"><a id="inside" href="/made/other.html">Bên trong</a></bangtin-news><h2 id="cuoi">Cuối</h2>"##
    ));
    page.wait_state("bangtin-news", "ready");
    page.click("#anchor");
    page.until("the anchor works", || {
        page.address() == "/made/page.html#cuoi"
    });
    assert_eq!(page.count("bangtin-news >>> [part=row]"), 6);
    page.click("#query");
    page.until("the query works", || {
        page.address() == "/made/page.html?tin-khac=1"
    });
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> [part=row]:nth-child(1) a[part=link]");
    page.wait_for(TITLE);
    assert_eq!(
        page.address(),
        "/made/page.html?tin-khac=1&tin=i-1",
        "the page's own query stays"
    );
    page.click("#other");
    page.until("a link to another page works", || {
        page.address() == "/made/other.html"
    });
}

fn a_press_with_a_key_is_the_browsers(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader"></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    let caught: bool = page.js(
        "const link = deep('bangtin-news >>> a[part=link]');
         const press = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ctrlKey: true });
         let caught = false;
         addEventListener('click', (event) => { caught = event.defaultPrevented; event.preventDefault(); }, { once: true });
         link.dispatchEvent(press);
         return caught",
        json!([]),
    );
    assert!(!caught, "Ctrl and a press opens a new tab");
    assert_eq!(page.address(), "/made/page.html");
}

/// NukeViet answers each query that it does not know with a 301 to the address without it.
fn a_host_that_strips_queries_lost_the_article(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader" address="Fragment"></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    let link: String = page.js(
        "return deep('bangtin-news >>> [part=row]:nth-child(2) a').href",
        json!([]),
    );
    assert!(link.ends_with("/made/page.html#tin=i-2"), "{link}");
    page.click("bangtin-news >>> [part=row]:nth-child(2) a[part=link]");
    page.wait_for(TITLE);
    assert_eq!(page.address(), "/made/page.html#tin=i-2");
    page.back();
    page.until("Back leads to the list", || {
        page.count("bangtin-news >>> [part=row]") == 6
    });
    assert_eq!(page.address(), "/made/page.html");
    // A shared address in a new tab, painted early; another one typed over it; both ways are read.
    page.open("/made/other.html");
    page.open("/made/page.html#tin=i-3");
    page.until("a shared address shows its article", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 3"
    });
    page.js::<()>("location.hash = 'tin=i-4'", json!([]));
    page.until("another one shows its own", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 4"
    });
    page.open("/made/page.html?tin=i-1");
    page.until("so does a query", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 1"
    });
    page.until("the kit has it", || {
        page.has("bangtin-news >>> .root[data-state=ready]")
    });
    page.click("bangtin-news >>> a[part=back]");
    page.until("the list is there", || {
        page.count("bangtin-news >>> [part=row]") == 6
    });
    assert_eq!(page.address(), "/made/page.html");
}

fn a_base_elsewhere_misled_addresses_and_anchors(page: &Page<'_>) {
    let text = r##"<p>Xem <a id="len" href="#ghi-ch%C3%BA">ghi chú</a>, <a href="phu-luc.html">phụ lục</a>, <a href="#khong-co">chỗ không có</a></p>
        <p style="height:9px">…</p><p>Dài</p><p>Dài</p><p id="ghi-chú">Ghi chú</p><p><a name="cuoi"></a>Cuối</p>"##;
    page.feed(
        "feed.json",
        &Feed::new().with(Item::new("i-1", "Một").body(text)),
    );
    let origin = page.server.origin().to_owned();
    let head = format!(
        r#"<base href="https://tinh.example.gov.vn/cong/" target="_top"><script type="module" src="{origin}{}/bangtin.js"></script>"#,
        bangtin_e2e::KIT
    );
    page.show_with(
        &head,
        &format!(r#"<bangtin-news src="{origin}/made/feed.json" links="reader"></bangtin-news><div style="height: 3000px"></div>"#),
    );
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for("bangtin-news >>> .body a");
    assert_eq!(page.address(), "/made/page.html?tin=i-1");
    let links: Vec<Option<String>> = page.js(
        "return deepAll('bangtin-news >>> .body a').map((link) => link.getAttribute('href'))",
        json!([]),
    );
    assert_eq!(
        links[1].as_deref(),
        Some(&*format!("{origin}/made/phu-luc.html"))
    );
    assert_eq!(links[2], None, "a place that is not there");
    page.click("bangtin-news >>> .body a");
    page.until("the note has the focus", || page.focused().starts_with('p'));
    assert_eq!(page.address(), "/made/page.html?tin=i-1");
    assert!(page.has("bangtin-news >>> #bangtin-cuoi"));
}

fn back_needed_two_presses_and_lost_the_place(page: &Page<'_>) {
    let feed = (1..=30).fold(Feed::new(), |feed, number| {
        feed.with(
            Item::new(&format!("i-{number}"), &format!("Tin số {number}"))
                .extra("related", json!(["i-5"])),
        )
    });
    let src = page.feed("feed.json", &feed);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader" limit="30"></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("the kit has the list", || {
        page.has("bangtin-news >>> .root[data-state]")
            && page.count("bangtin-news >>> [part=row]") == 30
    });
    const LINK: &str = "bangtin-news >>> [part=row]:nth-child(20) a[part=link]";
    page.js::<()>(
        "deep(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
        json!([LINK]),
    );
    // Where on the screen the row is; and where it was when it was pressed: a press of a driver scrolls.
    page.js::<()>(
        "const link = arguments[0]; addEventListener('click', () => { window.pressed = deep(link)?.getBoundingClientRect().top ?? window.pressed }, true)",
        json!([LINK]),
    );
    let place = || {
        page.js::<Option<f64>>(
            "return deep(arguments[0])?.getBoundingClientRect().top ?? null",
            json!([LINK]),
        )
        .unwrap_or(f64::MAX)
    };
    let is_back = |how: &str| {
        let before = page.js::<f64>("return window.pressed", json!([]));
        page.until(
            &format!("{how}: the list is where it was, and the focus in it"),
            || {
                page.count("bangtin-news >>> [part=row]") == 30
                    && (place() - before).abs() < 60.0
                    && page.focused().starts_with('a')
            },
        );
        assert_eq!(page.address(), "/made/page.html");
    };
    // Rows get their heights as they come near: a press would miss one that moves.
    let rests = || {
        page.until("the row rests", || {
            let one = place();
            std::thread::sleep(std::time::Duration::from_millis(200));
            (place() - one).abs() < 1.0
        });
    };
    rests();
    let length = || page.js::<u32>("return history.length", json!([]));
    page.click(LINK);
    page.wait_for(TITLE);
    page.back();
    is_back("Back");
    let entries = length();
    rests();
    page.click(LINK);
    page.wait_for(TITLE);
    page.wait_for("bangtin-news >>> [part=related] a");
    page.click("bangtin-news >>> [part=related] a");
    page.until("the related article shows", || {
        page.has(TITLE) && page.text(TITLE) == "Tin số 5"
    });
    page.click("bangtin-news >>> a[part=back]");
    is_back("the link back");
    assert!(
        length() <= entries + 1,
        "the link back goes back, it adds nothing"
    );
}

fn an_article_opened_in_a_narrow_sidebar(page: &Page<'_>) {
    let src = feed(page);
    page.resize(Viewport::DESK);
    page.show(&format!(
        r#"<div style="display: flex"><aside style="width: 300px"><bangtin-news id="ben" src="{src}" links="reader" layout="headlines"></bangtin-news></aside>
        <section style="flex: 1"><bangtin-news id="giua" src="{src}" links="reader"></bangtin-news></section></div><bangtin-news id="duoi" src="{src}" links="reader"></bangtin-news>"#
    ));
    page.wait_state("#ben", "ready");
    page.wait_state("#giua", "ready");
    page.click("#ben >>> [part=row]:nth-child(2) a");
    page.wait_for("#giua >>> article [part=title]");
    assert_eq!(page.count("#ben >>> [part=row]"), 6);
    page.screenshot("reader-beside-a-sidebar");
    page.reload();
    page.wait_for("#giua >>> article [part=title]");
    page.back();
    page.until("the list is there", || {
        page.count("#giua >>> [part=row]") == 6
    });
    page.until("what was pressed has the focus again", || {
        page.focused().starts_with('a')
    });
    std::thread::sleep(std::time::Duration::from_millis(300));
    // Where both have room it is the one that was pressed, after a reload too.
    page.scroll_to("#duoi");
    page.wait_state("#duoi", "ready");
    page.click("#duoi >>> [part=row]:nth-child(2) a");
    page.wait_for("#duoi >>> article [part=title]");
    page.reload();
    page.wait_for("#duoi >>> article [part=title]");
    assert!(!page.has("#giua >>> article"));
}

fn the_pages_head_kept_telling_of_the_list(page: &Page<'_>) {
    page.feed(
        "feed.json",
        &Feed::new().with(
            Item::new("i-1", "Họp thôn")
                .field("url", json!("/tin/hop-thon.html"))
                .field("summary", json!("Tối thứ sáu")),
        ),
    );
    let head = format!(
        r#"<link rel="canonical" href="/danh-sach"><meta property="og:title" content="Danh sách"><meta property="og:url" content="/danh-sach">
        <meta name="description" content="Tin của xã"><script type="module" src="{}/bangtin.js"></script>"#,
        bangtin_e2e::KIT
    );
    page.show_with(
        &head,
        r#"<bangtin-news src="/made/feed.json" links="reader"></bangtin-news><bangtin-share></bangtin-share>"#,
    );
    page.wait_state("bangtin-news", "ready");
    let says = || -> Vec<String> {
        page.js(
            "const head = (selector, name) => document.head.querySelector(selector).getAttribute(name);
             return [document.title, head('link[rel=canonical]', 'href'), head('[property=\"og:title\"]', 'content'), head('[property=\"og:url\"]', 'content'), head('[name=description]', 'content')]",
            json!([]),
        )
    };
    let before = says();
    page.click("bangtin-news >>> a[part=link]");
    page.until("the page tells of the article", || {
        let says = says();
        says[0] == "Họp thôn – Thử nghiệm"
            && says[1].ends_with("/tin/hop-thon.html")
            && says[2] == "Họp thôn"
            && says[3] == says[1]
            && says[4] == "Tối thứ sáu"
    });
    let shared: Vec<String> = page.js(
        "return deepAll('bangtin-share >>> a').map((link) => decodeURIComponent(link.href))",
        json!([]),
    );
    assert!(
        shared.is_empty() || shared.iter().any(|link| link.ends_with("?tin=i-1")),
        "{shared:?}"
    );
    page.back();
    page.until("all of it comes back", || says() == before);
}

fn headings_of_a_text_stood_above_its_title(page: &Page<'_>) {
    let src = page.feed(
        "feed.json",
        &Feed::new().with(Item::new("i-1", "Một").body("<h1>A</h1><h3>B</h3><p>…</p><h2>C</h2>")),
    );
    let show = |before: &str| {
        page.show(&format!(
            r#"{before}<bangtin-article src="{src}" item="i-1"></bangtin-article>"#
        ));
        page.wait_state("bangtin-article", "ready");
        page.wait_for("bangtin-article >>> .body p");
        page.js::<Vec<String>>(
            "return deepAll('bangtin-article >>> :is([part=title], .body :is(h1, h2, h3, h4, h5, h6))').map((heading) => heading.localName)",
            json!([]),
        )
    };
    assert_eq!(show("<h1>Xã</h1>"), ["h2", "h3", "h5", "h4"]);
    assert_eq!(show(""), ["h1", "h2", "h4", "h3"]);
}

fn a_reload_forgot_what_was_asked(page: &Page<'_>) {
    let feed = (1..=6).fold(Feed::new(), |feed, number| {
        let name = if number % 2 == 0 { "Chẵn" } else { "Lẻ" };
        feed.with(
            Item::new(&format!("i-{number}"), &format!("Tin số {number}"))
                .extra("category", json!({"id": name, "name": name})),
        )
    });
    let src = page.feed("feed.json", &feed);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader" search categories></bangtin-news><bangtin-news id="hai" src="{src}" search></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("the kit has the list", || {
        page.has("bangtin-news >>> .root[data-state]")
    });
    let rows = || page.count("bangtin-news:not(#hai) >>> [part=row]");
    page.paste("bangtin-news >>> input[type=search]", "so 3");
    page.until("one is found", || rows() == 1);
    page.until("the address says so", || {
        page.address().contains("tin-tim=so+3")
    });
    page.reload();
    page.wait_state("bangtin-news", "ready");
    page.until("it is still what is asked", || rows() == 1);
    assert_eq!(
        page.count("#hai >>> [part=row]"),
        6,
        "of the first list alone"
    );
    page.click("bangtin-news >>> a[part=link]");
    page.wait_for(TITLE);
    page.back();
    page.until("after Back too", || rows() == 1);
    page.paste("bangtin-news >>> input[type=search]", "");
    page.until("the address says nothing", || {
        page.address() == "/made/page.html"
    });
}

fn offline_there_was_no_way_back_to_the_list(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        r#"<bangtin-news src="{src}" links="reader"></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("the kit has the list", || {
        page.has("bangtin-news >>> .root[data-state]")
    });
    page.offline(true);
    page.click("bangtin-news >>> a[part=link]");
    page.wait_state("bangtin-news", "failed");
    page.click("bangtin-news >>> a[part=back]");
    page.until("the list is there", || {
        page.count("bangtin-news >>> [part=row]") == 6
    });
    page.offline(false);
}
