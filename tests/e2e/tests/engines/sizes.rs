//! Text as large as readers have it: set in the browser, on the page, with the tools of an article. Nothing sticks out, nothing is lost.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Page, Portal, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("sizes";
    EVERYWHERE =>
        a_page_that_sets_its_root_to_ten_pixels_shrinks_no_text,
        twice_the_text_fits_a_phone_in_every_element,
        what_is_wider_than_a_phone_pushes_no_page_sideways,
        phone_numbers_do_not_turn_over_on_a_page_from_right_to_left;
    CHROMIUM => the_size_that_a_reader_set_in_the_browser_counts;
);

fn pixels(page: &Page<'_>, selector: &str) -> f64 {
    let size = page.style(selector, "font-size");
    size.trim_end_matches("px").parse().expect("a size")
}

/// The smallest text that is seen in the elements, and the lowest button.
const SMALLEST: &str = "const all = (root) => [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
    const ours = [...document.querySelectorAll('*')].filter((one) => one.shadowRoot).flatMap((one) => all(one.shadowRoot));
    const seen = ours.filter((one) => one.checkVisibility?.() !== false && one.getBoundingClientRect().width > 2);
    const texts = seen.filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
    return [Math.min(...texts.map((one) => parseFloat(getComputedStyle(one).fontSize))),
      Math.min(...seen.filter((one) => one.localName === 'button').map((one) => one.getBoundingClientRect().height))]";

fn a_page_that_sets_its_root_to_ten_pixels_shrinks_no_text(page: &Page<'_>) {
    page.show(
        "<style>html { font-size: 62.5% } body { font-size: 1.4rem; line-height: 1 } bangtin-news, bangtin-article { font: 9px monospace }</style>
         <bangtin-news src='/sample/feed.json' limit='3' search categories></bangtin-news>
         <bangtin-article src='/sample/feed.json' item='tt-01'></bangtin-article>",
    );
    page.wait_state("bangtin-news", "ready");
    page.scroll_to("bangtin-article");
    page.wait_state("bangtin-article", "ready");
    let text = "bangtin-article >>> [part=body] p";
    assert_eq!(pixels(page, text), 17.0);
    assert_eq!(pixels(page, "bangtin-news >>> [part=link]"), 17.0);
    let (smallest, lowest): (f64, f64) = page.js(SMALLEST, json!([]));
    assert!(smallest >= 12.0, "a text of {smallest} px");
    assert!(lowest >= 24.0, "a button {lowest} px high");
    for _ in 0..5 {
        page.click("bangtin-article >>> [data-tool=larger]");
    }
    page.until("it is twice as large", || pixels(page, text) == 34.0);
}

fn the_size_that_a_reader_set_in_the_browser_counts(page: &Page<'_>) {
    page.set_font_size(24);
    page.show("<style>html { font-size: 62.5% }</style><bangtin-news src='/sample/feed.json' limit='3'></bangtin-news>");
    page.wait_state("bangtin-news", "ready");
    assert_eq!(pixels(page, "bangtin-news >>> [part=link]"), 25.5);
    // What a page asks for holds.
    page.show("<style>body { --bangtin-size: 20px }</style><bangtin-news src='/sample/feed.json' limit='3'></bangtin-news>");
    page.wait_state("bangtin-news", "ready");
    assert_eq!(pixels(page, "bangtin-news >>> [part=link]"), 20.0);
}

/// Parts of elements whose content is wider than they are, apart from those that a reader pushes sideways.
const STICKING_OUT: &str = "const out = [];
    const walk = (node) => {
        for (const child of node.children) {
            const style = getComputedStyle(child);
            const pushed = /auto|scroll/.test(style.overflowX);
            const unseen = child.matches('.unseen, .trap, [hidden], .paper') || style.display === 'none';
            if (unseen) continue;
            if (!pushed && style.display !== 'inline' && child.clientWidth && child.scrollWidth > child.clientWidth + 1 && style.overflowX === 'visible')
              out.push(`${child.localName}.${child.className} ${child.getAttribute('part') ?? ''}: ${child.scrollWidth} in ${child.clientWidth}: ${child.textContent.slice(0, 40)}`);
            if (child.shadowRoot) walk(child.shadowRoot);
            if (!pushed) walk(child);
        }
    };
    for (const one of document.querySelectorAll('*')) if (one.shadowRoot) walk(one.shadowRoot);
    return out";

/// What is long in each element: words that are one, names, figures, addresses.
fn long_item() -> Item {
    Item::new("bai", "Thông báo lịch tiêm chủng mở rộng và uống vitamin A cho trẻ em dưới 36 tháng tuổi trên địa bàn xã")
        .field("summary", json!("Xem tại https://songba.example.gov.vn/van-ban/thong-bao-lich-tiem-chung-mo-rong-thang-11-nam-2026.html trước ngày 30/11."))
        .field("date_modified", json!("2026-11-19T10:00:00+07:00"))
        .field("image", json!("/sample/media/cho-phien-600.webp"))
        .field("attachments", json!([{ "url": "/sample/media/van-ban/lich-tiem-chung-thang-11.pdf", "mime_type": "application/pdf", "title": "lich-tiem-chung-mo-rong-thang-11-nam-2026-ban-chinh-thuc.pdf", "size_in_bytes": 12_800 }]))
        .body("<p>Bà con xem lịch.</p><table><tr><td>Một bảng rất rộng với nhiều chữ</td><td>Một bảng rất rộng với nhiều chữ</td></tr></table><figure><img src='/sample/media/cho-phien-600.webp' alt='' width='600' height='400'><figcaption>Chợ phiên <cite>Ảnh: Phòng Văn hóa – Thông tin và Truyền thông</cite></figcaption></figure>")
        .extra("views", json!(1_832_541))
        .extra("byline", json!("Nguyễn Thị Hoài An – Trần Văn Minh Châu"))
        .extra("unit", json!("Phòng Văn hóa – Khoa học và Thông tin"))
        .extra("source", json!({ "name": "Trang thông tin điện tử tổng hợp tỉnh Phú Giang" }))
        .extra("related", json!(["hai"]))
        .extra("media", json!([{ "type": "image", "url": "/sample/media/canh-dong-lua.webp", "alt": "", "caption": "Cánh đồng", "credit": "Cổng thông tin điện tử tỉnh Phú Giang", "width": 1200, "height": 800 }]))
}

fn twice_the_text_fits_a_phone_in_every_element(page: &Page<'_>) {
    let portal = Portal::start(page);
    page.feed(
        "dai.json",
        &Feed::new().with(long_item()).with(
            Item::new("hai", "Văn bản số 1234/QĐ-UBND về việc phê duyệt kế hoạch")
                .published("2026-11-19T10:00:00+07:00"),
        ),
    );
    for width in [360, 320] {
        page.resize(Viewport { width, height: 740 });
        for (number, body) in [
            "<bangtin-news src='/made/dai.json' search categories heading='Tin mới'></bangtin-news><bangtin-news src='/made/dai.json' layout='cards'></bangtin-news>",
            "<bangtin-article src='/made/dai.json' item='bai' lang='en'></bangtin-article>",
            "<bangtin-contact></bangtin-contact><bangtin-copyright></bangtin-copyright><bangtin-visitors></bangtin-visitors><bangtin-today greeting='Chào mừng bà con'></bangtin-today>",
            "<bangtin-subscribe></bangtin-subscribe><bangtin-poll></bangtin-poll>",
            "<bangtin-comments page='tb-01'></bangtin-comments><bangtin-rating page='tb-01'></bangtin-rating><bangtin-share></bangtin-share><bangtin-related item='tb-01'></bangtin-related>",
        ].into_iter().enumerate() {
            portal.show(page, &format!("<style>body {{ margin: 8px; --bangtin-size: 34px }}</style><main>{body}</main>"));
            let tags: Vec<String> = page.js("return [...document.querySelector('main').children].map((one, at) => { one.id = `khung-${at}`; return `#${one.id}` })", json!([]));
            for element in &tags {
                page.scroll_to(element);
                page.until(&format!("{element} of {body} is there"), || {
                    page.state(element).is_some_and(|state| state == "ready" || state == "empty")
                });
            }
            page.fits();
            let out: Vec<String> = page.js(STICKING_OUT, json!([]));
            assert!(out.is_empty(), "{width}, {body}: {out:#?}");
            page.screenshot(&format!("double-{number}"));
        }
    }
}

fn what_is_wider_than_a_phone_pushes_no_page_sideways(page: &Page<'_>) {
    let cells = |tag: &str| {
        (0..12)
            .map(|at| format!("<{tag}>Cột số {at} có tên dài</{tag}>"))
            .collect::<String>()
    };
    let item = Item::new("bai", "Bài có bảng rộng").body(&format!(
        "<table><tr>{}</tr><tr>{}</tr></table><p>Tại https://songba.example.gov.vn/{}.html</p><pre>{}</pre><p><img src='/sample/media/cho-phien.webp' width='4500' height='3000' alt=''></p>",
        cells("th"), cells("td"), "van-ban-".repeat(40), "một dòng không ngắt ".repeat(30),
    ));
    page.feed("rong.json", &Feed::new().with(item));
    page.resize(Viewport {
        width: 320,
        height: 640,
    });
    page.show("<bangtin-article src='/made/rong.json' item='bai'></bangtin-article>");
    page.wait_state("bangtin-article", "ready");
    page.fits();
    let (pushed, by_keyboard, shape): (bool, bool, f64) = page.js(
        "const frame = deep('bangtin-article >>> .scroll'); const picture = deep('bangtin-article >>> .body img').getBoundingClientRect();
         return [frame.scrollWidth > frame.clientWidth, frame.tabIndex === 0, picture.width / picture.height]",
        json!([]),
    );
    assert!(pushed && by_keyboard);
    // The shape of the file, before it has come and after.
    assert!((shape - 1.5).abs() < 0.02, "{shape}");
}

fn phone_numbers_do_not_turn_over_on_a_page_from_right_to_left(page: &Page<'_>) {
    page.serve(
        "/made/site.json",
        "application/json",
        json!({ "site": { "name": "UBND xã Sông Ba", "phones": ["(0200) 000.102"] } }).to_string(),
    );
    page.show("<div dir='rtl'><bangtin-contact src='/made/site.json'></bangtin-contact></div>");
    page.wait_state("bangtin-contact", "ready");
    assert_eq!(page.style("bangtin-contact >>> .root", "direction"), "ltr");
    assert_eq!(
        page.style("bangtin-contact >>> [part=phone]", "direction"),
        "ltr"
    );
}
