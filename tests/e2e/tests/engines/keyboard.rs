//! The whole portal as one uses it who has no pointer: with Tab, Enter, the arrows and what is typed.

use bangtin_e2e::{Case, EVERYWHERE, Key, Page, Portal, Viewport, cases};
use serde_json::json;

use crate::pages::portal;

pub(crate) const CASES: &[Case] = cases!("keyboard"; EVERYWHERE =>
    an_article_is_found_read_rated_and_answered,
    a_document_is_found_and_opened,
    an_album_is_looked_through,
    news_are_subscribed_to,
;);

// As many stops as a page has at most, and some.
const MOST_STOPS: usize = 150;

/// What a screen reader says of what has the focus: its role or tag, and its name.
fn named(page: &Page<'_>) -> String {
    page.js(
        "const node = focused();
         if (!node || node === document.body) return '';
         const words = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
         const pointed = (node.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => words(node.getRootNode().getElementById(id)?.textContent)).join(' ');
         const name = words(pointed) || node.getAttribute('aria-label') || words(node.labels?.[0]?.textContent) || words(node.textContent)
             || node.querySelector('img')?.alt || node.placeholder || node.title || '';
         return `${node.getAttribute('role') ?? node.localName} ${name}`",
        json!([]),
    )
}

/// Goes on with Tab until what has the focus is called so. Each stop on the way has a name, and can be seen.
fn tab_to(page: &Page<'_>, wanted: &str) {
    let mut passed = Vec::new();
    while passed.len() < MOST_STOPS {
        page.press(Key::Tab);
        // That button brings the form, and the form leads to its first field: nobody goes on before that.
        page.until("the form has come", || !named(page).contains("Viết ý kiến"));
        let name = named(page);
        if name.contains(wanted) {
            let seen: bool = page.js(
                "const box = focused().getBoundingClientRect(); return box.width > 0 && box.bottom > 0 && box.top < innerHeight",
                json!([]),
            );
            assert!(seen, "{name} has the focus where nobody sees it");
            return;
        }
        assert!(
            name.is_empty() || name.contains(' '),
            "{name:?} has no name; before it {passed:?}"
        );
        passed.push(name);
    }
    panic!("Tab does not come to {wanted}: {passed:#?}");
}

fn press_on(page: &Page<'_>, wanted: &str) {
    tab_to(page, wanted);
    page.press(Key::Enter);
}

fn open(page: &Page<'_>) -> Portal {
    let portal = portal(page);
    page.resize(Viewport::DESK);
    page.visit(&portal.origin());
    // What the service sends gives way to the kit when that has something to show.
    page.wait_for("bangtin-portal >>> .screen:not([hidden]) bangtin-news >>> [part~=row]");
    page.wait_state("bangtin-portal", "ready");
    portal
}

fn until_titled(page: &Page<'_>, words: &str) {
    page.until(&format!("the page is called {words}"), || {
        page.js::<String>("return document.title", json!([]))
            .starts_with(words)
    });
}

fn an_article_is_found_read_rated_and_answered(page: &Page<'_>) {
    let portal = open(page);
    tab_to(page, "input Tìm");
    page.type_text("cong chieng");
    page.press(Key::Enter);
    until_titled(page, "cong chieng");
    page.wait_for("bangtin-portal >>> .screen:not([hidden]) bangtin-news >>> [part~=row]");
    press_on(page, "a Đêm chiêng Buôn Hạ");
    until_titled(page, "Đêm chiêng Buôn Hạ");
    let article = "bangtin-portal >>> .screen:not([hidden]) bangtin-article >>> article";
    page.wait_for(article);
    page.until("the reader is at the article, past the menu", || {
        page.focused().starts_with("main main")
    });
    press_on(page, "Tăng cỡ chữ");
    page.until("the text is larger", || {
        page.attribute(article, "data-size") == Some("115".into())
    });
    tab_to(page, "1 sao");
    for _ in 0..3 {
        page.press(Key::Right);
    }
    page.until("four stars are chosen", || named(page).contains("4 sao"));
    press_on(page, "Gửi đánh giá");
    portal.wait_number("SELECT COUNT(*) FROM rating_votes WHERE page = 'vh-01'", 1);
    tab_to(page, "input Họ và tên");
    page.type_text("Lan");
    page.press(Key::Tab);
    page.type_text("Cam on xa da to chuc.");
    press_on(page, "Gửi ý kiến");
    portal.wait_number("SELECT COUNT(*) FROM comments WHERE page = 'vh-01'", 1);
}

fn a_document_is_found_and_opened(page: &Page<'_>) {
    let _portal = open(page);
    press_on(page, "a Văn bản");
    until_titled(page, "Văn bản");
    page.wait_for("bangtin-portal >>> .screen:not([hidden]) bangtin-documents >>> [part=link]");
    tab_to(page, "Số, ký hiệu hoặc nội dung");
    page.type_text("tiem chung");
    page.until("it is found", || {
        page.text("bangtin-portal >>> .screen:not([hidden]) bangtin-documents >>> [part=link]")
            .starts_with("Lịch tiêm chủng mở rộng")
    });
    press_on(page, "a Lịch tiêm chủng mở rộng");
    until_titled(page, "Lịch tiêm chủng mở rộng");
}

fn an_album_is_looked_through(page: &Page<'_>) {
    let _portal = open(page);
    press_on(page, "a Ảnh");
    until_titled(page, "Ảnh");
    page.wait_for("bangtin-portal >>> .screen:not([hidden]) bangtin-gallery >>> [part=album-link]");
    press_on(page, "a Lễ hội Mừng cơm mới 2025");
    until_titled(page, "Lễ hội Mừng cơm mới 2025");
    let picture = "bangtin-portal >>> .screen:not([hidden]) bangtin-gallery >>> a.zoom img";
    page.wait_for(picture);
    let first = page
        .attribute(picture, "alt")
        .expect("it says what it shows");
    press_on(page, &first);
    let count = "bangtin-portal >>> .screen:not([hidden]) bangtin-gallery >>> dialog[open] [part=viewer-count]";
    page.wait_for(count);
    let shown = |number: &str| {
        page.until("the picture is shown", || {
            page.text(count).starts_with(number)
        });
    };
    shown("1");
    page.press(Key::Right);
    shown("2");
    page.press(Key::Left);
    shown("1");
    page.press(Key::Escape);
    page.until("the viewer is gone", || !page.has(count));
    page.until("the reader is where he was", || {
        named(page).contains(&first)
    });
}

fn news_are_subscribed_to(page: &Page<'_>) {
    let portal = open(page);
    press_on(page, "a Đăng ký nhận tin");
    until_titled(page, "Đăng ký nhận tin");
    page.wait_for("bangtin-portal >>> .screen:not([hidden]) bangtin-subscribe >>> form");
    tab_to(page, "input Địa chỉ thư điện tử");
    page.type_text("lan@xa.example.vn");
    tab_to(page, "input Thông báo");
    page.press(Key::Space);
    tab_to(page, "Tôi đồng ý");
    page.press(Key::Space);
    press_on(page, "button Đăng ký");
    page.wait_for("bangtin-portal >>> .screen:not([hidden]) bangtin-subscribe >>> [part=sent]");
    portal.wait_number("SELECT COUNT(*) FROM subscribers", 1);
}
