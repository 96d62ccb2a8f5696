//! `<bangtin-related>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Page, cases};
use serde_json::json;

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("related";
    EVERYWHERE => shows_what_to_read_next;
    CHROMIUM =>
        follows_the_article_in_the_address,
        is_nothing_where_nothing_is_known,
        tells_the_page_of_a_press,
        is_seen_by_everybody;
);

fn feed(page: &Page<'_>) -> String {
    let other = |id: &str, title: &str| {
        Item::new(id, title).extra("category", json!({ "id": "van-hoa", "name": "Văn hóa" }))
    };
    let feed = Feed::new()
        .with(Item::new("a", "Bài đang đọc").extra("related", json!(["d"])))
        .with(Item::new("b", "Cùng chuyên mục"))
        .with(other("c", "Chuyện khác"))
        .with(other("d", "Biên tập chọn"))
        .with(Item::new("e", "Cùng chuyên mục nữa"));
    page.feed("feed.json", &feed)
}

fn links(page: &Page<'_>) -> Vec<String> {
    page.texts("bangtin-related >>> a")
}

fn shows_what_to_read_next(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        "<bangtin-related src='{src}' item='a'></bangtin-related>"
    ));
    page.wait_state("bangtin-related", "ready");
    assert_eq!(
        links(page),
        ["Biên tập chọn", "Cùng chuyên mục", "Cùng chuyên mục nữa"]
    );
    assert_eq!(
        page.text("bangtin-related >>> [part=heading]"),
        "Tin liên quan"
    );
    page.set_attribute("bangtin-related", "limit", Some("2"));
    page.until("there are two", || links(page).len() == 2);
    page.set_attribute("bangtin-related", "item", Some("c"));
    page.until("they belong to the other article", || {
        links(page) == ["Biên tập chọn"]
    });
    page.set_attribute("bangtin-related", "limit", Some("nhiều"));
    page.wait_state("bangtin-related", "misconfigured");
}

fn follows_the_article_in_the_address(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!("<bangtin-related src='{src}' heading='Đọc tiếp'></bangtin-related><bangtin-news src='{src}' links='reader'></bangtin-news>"));
    page.wait_state("bangtin-related", "empty");
    page.wait_state("bangtin-news", "ready");
    page.click("bangtin-news >>> li:nth-child(1) a[part=link]");
    page.wait_state("bangtin-related", "ready");
    assert_eq!(page.text("bangtin-related >>> [part=heading]"), "Đọc tiếp");
    page.click("bangtin-related >>> li:nth-child(2) a");
    page.until("the article changes", || {
        page.text("bangtin-news >>> [part=title]") == "Cùng chuyên mục"
    });
    assert!(page.address().contains("tin=b"));
}

fn is_nothing_where_nothing_is_known(page: &Page<'_>) {
    let src = feed(page);
    for item in ["khong-co", "c"] {
        let lone = Feed::new().with(Item::new("c", "Chuyện khác"));
        let src = if item == "c" {
            page.feed("lone.json", &lone)
        } else {
            src.clone()
        };
        page.show(&format!("<bangtin-related src='{src}' item='{item}'><a href='/tin'>Tin khác</a></bangtin-related>"));
        page.wait_state("bangtin-related", "empty");
        assert!(
            page.has("bangtin-related >>> slot") && !page.has("bangtin-related >>> nav"),
            "{item}"
        );
    }
    page.show(&format!("<bangtin-related src='/fault/status/500{src}' item='a'><a href='/tin'>Tin khác</a></bangtin-related>"));
    page.wait_state("bangtin-related", "failed");
}

fn tells_the_page_of_a_press(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        "<bangtin-related src='{src}' item='a'></bangtin-related>"
    ));
    page.wait_state("bangtin-related", "ready");
    page.js::<()>(
        "document.addEventListener('bangtin-navigate', (event) => { window.told = event.detail; event.preventDefault() })",
        json!([]),
    );
    page.click("bangtin-related >>> a");
    let told: serde_json::Value = page.js("return window.told", json!([]));
    assert_eq!(told["id"], "d");
    assert!(page.address().starts_with("/made/page.html"));
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let src = feed(page);
    let body = format!("<bangtin-related src='{src}' item='a'></bangtin-related>");
    seen::by_everybody(page, "related", &body, &["bangtin-related"], &|| {
        page.wait_state("bangtin-related", "ready");
    });
}
