//! `<bangtin-links>`.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, Portal, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("links";
    EVERYWHERE =>
        lists_stand_under_their_groups,
        a_choice_leads_nowhere_until_it_is_opened;
    CHROMIUM =>
        a_tile_that_leaves_the_site_says_so,
        a_banner_has_words_and_a_picture_without_words_is_not_shown,
        without_a_source_what_stands_inside_stays,
        a_group_that_is_not_there_is_empty,
        shows_the_links_of_the_service,
        is_seen_by_everybody;
);

fn part(name: &str) -> String {
    format!("bangtin-links >>> [part={name}]")
}

fn links() -> Value {
    json!([
        { "title": "Nộp hồ sơ", "url": "https://motcua.example.gov.vn/", "group": "Dịch vụ công", "icon": "send", "hint": "Một cửa điện tử" },
        { "title": "Lịch tiếp công dân", "url": "/lich", "group": "Dịch vụ công", "icon": "no-such-icon" },
        { "title": "Báo tỉnh", "url": "https://bao.example.vn/", "group": "Liên kết website" },
    ])
}

fn show(page: &Page<'_>, links: &Value, attributes: &str) {
    let feed = json!({ "items": [], "_bangtin": { "links": links } });
    page.serve(
        "/made/links.json",
        "application/feed+json",
        feed.to_string(),
    );
    page.show(&format!(
        "<main><h1>Trang</h1><bangtin-links src='/made/links.json' {attributes}>Liên kết</bangtin-links></main>"
    ));
}

fn lists_stand_under_their_groups(page: &Page<'_>) {
    show(page, &links(), "");
    page.wait_state("bangtin-links", "ready");
    assert_eq!(page.text(&part("heading")), "Liên kết");
    assert_eq!(
        page.texts(&part("group")),
        ["Dịch vụ công", "Liên kết website"]
    );
    let hrefs: Vec<String> = page.js(
        "return deepAll('bangtin-links >>> [part=link]').map((link) => link.getAttribute('href'))",
        json!([]),
    );
    assert_eq!(hrefs.len(), 3);
    assert_eq!(hrefs[0], "https://motcua.example.gov.vn/");
    assert!(hrefs[1].ends_with("/lich"), "{hrefs:?}");
    assert_eq!(
        page.attribute(&part("link"), "target"),
        None,
        "in the same tab"
    );
    page.set_attribute("bangtin-links", "new-tab", Some(""));
    page.until("they open in a new tab", || {
        page.attribute(&part("link"), "target").as_deref() == Some("_blank")
    });
    assert_eq!(
        page.attribute(&part("link"), "rel").as_deref(),
        Some("noopener noreferrer")
    );
    page.set_attribute("bangtin-links", "group", Some("Liên kết website"));
    page.until("one group alone is the heading", || {
        page.text(&part("heading")) == "Liên kết website" && page.count(&part("link")) == 1
    });
    assert!(!page.has(&part("group")));
}

fn a_choice_leads_nowhere_until_it_is_opened(page: &Page<'_>) {
    show(page, &links(), "layout='select'");
    page.wait_state("bangtin-links", "ready");
    assert_eq!(page.count("bangtin-links >>> optgroup"), 2);
    let href = || page.attribute(&part("open"), "href");
    assert_eq!(href().as_deref(), Some("https://motcua.example.gov.vn/"));
    let before = page.address();
    page.js::<()>(
        "const field = deep('bangtin-links >>> [part=choice]');
        field.value = 'https://bao.example.vn/';
        field.dispatchEvent(new Event('change', { bubbles: true }))",
        json!([]),
    );
    page.until("the link leads to the choice", || {
        href().as_deref() == Some("https://bao.example.vn/")
    });
    assert_eq!(page.address(), before);
}

fn a_tile_that_leaves_the_site_says_so(page: &Page<'_>) {
    show(page, &links(), "layout='tiles' group='Dịch vụ công'");
    page.wait_state("bangtin-links", "ready");
    assert_eq!(
        page.texts(&part("tile")),
        [
            "Nộp hồ sơ Một cửa điện tử (mở trang khác)",
            "Lịch tiếp công dân"
        ]
    );
    let drawings: Vec<usize> = page.js(
        "return deepAll('bangtin-links >>> [part=tile]').map((tile) => tile.querySelectorAll('path[d]').length)",
        json!([]),
    );
    assert_eq!(drawings, [2, 1], "a name that is none has a drawing too");
    let small: Vec<f64> = page.js(
        "return deepAll('bangtin-links >>> [part=tile]').map((tile) => tile.getBoundingClientRect().height).filter((height) => height < 108)",
        json!([]),
    );
    assert!(small.is_empty(), "{small:?}");
}

fn banners() -> Value {
    json!([
        { "title": "Hiến máu đợt 4", "url": "/hien-mau", "image": "/sample/media/tiem-chung-600.webp", "hint": "Cần 80 đơn vị" },
        { "url": "https://a.example.vn/khong-ten", "image": "/sample/media/tiem-chung-600.webp" },
        { "title": "Tổ công nghệ số đến từng nhà", "url": "https://b.example.vn/", "icon": "mobile", "hint": "Giúp nộp hồ sơ" },
        { "title": "Phòng cháy mùa khô", "url": "https://c.example.vn/" },
    ])
}

fn a_banner_has_words_and_a_picture_without_words_is_not_shown(page: &Page<'_>) {
    show(page, &banners(), "layout='banners'");
    page.wait_state("bangtin-links", "ready");
    let alts: Vec<String> = page.js(
        "return deepAll('bangtin-links >>> img').map((image) => image.alt)",
        json!([]),
    );
    assert_eq!(alts, ["Hiến máu đợt 4. Cần 80 đơn vị"]);
    let words = page.texts(&part("banner"));
    assert_eq!(words.len(), 4);
    assert!(
        words[1].starts_with("https://a.example.vn/khong-ten"),
        "{words:?}"
    );
    assert!(
        words[2].starts_with("Tổ công nghệ số đến từng nhà Giúp nộp hồ sơ"),
        "{words:?}"
    );
    // They all stand there, and nothing moves.
    let still: bool = page.js(
        "return deep('bangtin-links').shadowRoot.getAnimations().length === 0
            && deepAll('bangtin-links >>> [part=banner]').every((one) => one.getBoundingClientRect().height > 40)",
        json!([]),
    );
    assert!(still);
}

fn without_a_source_what_stands_inside_stays(page: &Page<'_>) {
    page.show("<bangtin-links><a href='/lien-ket'>Liên kết</a></bangtin-links>");
    page.wait_state("bangtin-links", "ready");
    assert_eq!(page.text("bangtin-links"), "Liên kết");
    assert!(!page.has(&part("heading")));
}

fn a_group_that_is_not_there_is_empty(page: &Page<'_>) {
    show(page, &links(), "group='Nhóm khác'");
    page.wait_state("bangtin-links", "empty");
    assert_eq!(page.text(&part("empty")), "Chưa có liên kết nào.");
    page.set_attribute("bangtin-links", "layout", Some("lưới"));
    page.wait_for(&part("misconfigured"));
    assert!(
        page.text(&part("misconfigured"))
            .contains("list, select, tiles, banners")
    );
}

fn shows_the_links_of_the_service(page: &Page<'_>) {
    let portal = Portal::start(page);
    // The service begins to read its content when it starts.
    portal.wait_number("SELECT COUNT(*) FROM feeds WHERE head LIKE '%hien-mau%'", 1);
    portal.show(
        page,
        "<bangtin-links layout='tiles' group='Dịch vụ công' heading='Việc cần làm với xã'></bangtin-links>",
    );
    page.wait_state_within(Duration::from_secs(30), "bangtin-links", "ready");
    assert_eq!(page.text(&part("heading")), "Việc cần làm với xã");
    assert_eq!(page.count(&part("tile")), 6);
    assert!(page.texts(&part("tile"))[0].starts_with("Nộp hồ sơ trực tuyến Một cửa điện tử xã"));
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let body = "<bangtin-links src='/sample/feed.json' group='Liên kết website'></bangtin-links>
        <bangtin-links class='chon' src='/sample/feed.json' layout='select' heading='Trang khác'></bangtin-links>
        <bangtin-links class='o' src='/sample/feed.json' layout='tiles' group='Dịch vụ công'></bangtin-links>
        <bangtin-links class='bang' src='/sample/feed.json' layout='banners' group='Xã cùng bà con'></bangtin-links>";
    let elements = ["bangtin-links", ".chon", ".o", ".bang"];
    seen::by_everybody(page, "links", body, &elements, &|| {
        for element in elements {
            page.scroll_to(element);
            page.wait_state(element, "ready");
        }
    });
}
