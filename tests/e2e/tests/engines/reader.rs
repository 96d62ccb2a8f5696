//! Reading in place: `links=reader`, and an article that follows the page's address.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("reader";
    EVERYWHERE => back_and_reload_and_sharing_work, back_keeps_the_search, an_article_in_a_list_looks_as_it_does_alone, an_element_of_its_own_follows_the_address;
    CHROMIUM => the_pages_own_links_are_never_caught, a_press_with_a_key_is_the_browsers;
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
