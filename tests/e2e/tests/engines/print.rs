//! An article on paper.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Media, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("print";
    EVERYWHERE => the_button_prints_the_article_and_nothing_around_it, what_was_set_apart_comes_back_when_the_reader_goes_on;
    CHROMIUM =>
        a_page_that_is_there_for_an_article_prints_it_alone,
        a_page_with_an_article_among_others_is_printed_whole,
        paper_says_where_and_when_and_what_film,
        a_dark_page_is_black_on_white_on_paper,
        a_long_article_has_as_many_pages_as_its_text;
);

fn item() -> Item {
    let text = (1..=40).fold(String::new(), |text, number| {
        format!(
            "{text}<h2>Mục {number}</h2><p>{}</p>",
            "Bà con xem lịch của thôn mình. ".repeat(8)
        )
    });
    Item::new("bai", "Vụ lúa đông xuân được mùa")
        .field("summary", json!("Năng suất đạt 72 tạ một héc-ta."))
        .field("url", json!("/tin/bai.html"))
        .body(&format!("<ol start='3'><li>Ba</li><li value='7'>Bảy</li></ol>{text}<video src='/sample/media/trong-bai.mp4'></video><p>Hết bài.</p>"))
        .extra("source", json!({ "name": "Hợp tác xã Đồng Xanh" }))
        .extra("related", json!(["khac"]))
        .extra("media", json!([
            { "type": "video", "url": "/sample/media/gioi-thieu-xa.mp4", "caption": "Xã nhìn từ trên cao", "width": 640, "height": 360 },
        ]))
}

/// A page as an old portal has it: a head, a menu at the side, a foot, the article in a narrow column.
fn portal(article: &str) -> String {
    format!(
        "<style>.khung {{ display: flex; width: 1000px; height: 500px; overflow: hidden }} aside {{ width: 300px }} main {{ width: 700px }}</style>
         <header id='dau'>Đầu trang của cổng</header>
         <div class='khung'><aside id='ben'>Liên kết website <form><button>Tìm</button></form></aside><main>{article}</main></div>
         <footer id='chan'>Chân trang của cổng</footer>"
    )
}

fn show(page: &Page<'_>, body: &str) {
    page.feed(
        "bai.json",
        &Feed::new().with(item()).with(Item::new("khac", "Tin khác")),
    );
    page.show(body);
    page.wait_state("bangtin-article", "ready");
    // What paper needs has come.
    page.wait_for("bangtin-article >>> [part=imprint]");
    page.until("the article's scripts are there", || {
        page.asked("/bangtin/1.0.0/reading-") > 0
    });
}

const ARTICLE: &str = "<bangtin-article src='/made/bai.json' item='bai'></bangtin-article>";
const QUIET_PRINTER: &str =
    "<script>window.printed = 0; window.print = () => { window.printed += 1 }</script>";

/// What stands on paper, as far as its boxes say.
fn on_paper(page: &Page<'_>, selectors: &[&str]) -> Vec<bool> {
    page.js(
        "return arguments[0].map((selector) => { const box = deep(selector)?.getBoundingClientRect(); return !!box && box.width > 0 && box.height > 0 })",
        json!([selectors]),
    )
}

fn press_print(page: &Page<'_>) {
    page.click("bangtin-article >>> [data-tool=print]");
    page.until("it is printed", || {
        page.js::<u32>("return window.printed", json!([])) == 1
    });
}

fn the_button_prints_the_article_and_nothing_around_it(page: &Page<'_>) {
    show(
        page,
        &format!("{QUIET_PRINTER}<h1>Cổng</h1>{}", portal(ARTICLE)),
    );
    press_print(page);
    let marks: Vec<Option<String>> = page.js(
        "return ['#dau', '#ben', '#chan', 'h1', 'main', '.khung', 'bangtin-article'].map((one) => document.querySelector(one).getAttribute('data-bangtin-print'))",
        json!([]),
    );
    let marks: Vec<&str> = marks
        .iter()
        .map(|mark| mark.as_deref().unwrap_or(""))
        .collect();
    assert_eq!(marks, ["out", "out", "out", "out", "way", "way", "way"]);
    // On the screen nothing has changed.
    assert!(
        on_paper(page, &["#dau", "#ben", "#chan"])
            .iter()
            .all(|seen| *seen)
    );
    let rules: bool = page.js("return document.adoptedStyleSheets.length === 1", json!([]));
    assert!(rules);
}

fn what_was_set_apart_comes_back_when_the_reader_goes_on(page: &Page<'_>) {
    show(
        page,
        &format!("{QUIET_PRINTER}<h1>Cổng</h1>{}", portal(ARTICLE)),
    );
    press_print(page);
    page.click("bangtin-article >>> [data-tool=larger]");
    let left: (usize, usize) = page.js(
        "return [document.querySelectorAll('[data-bangtin-print]').length + deepAll('bangtin-article >>> [data-bangtin-print]').length, document.adoptedStyleSheets.length]",
        json!([]),
    );
    assert_eq!(left, (0, 0));
}

fn a_page_that_is_there_for_an_article_prints_it_alone(page: &Page<'_>) {
    show(page, &portal(ARTICLE));
    page.js::<()>("dispatchEvent(new Event('beforeprint'))", json!([]));
    page.until("it is set apart", || {
        page.has("#ben[data-bangtin-print=out]")
    });
    page.emulate(&[Media::Print]);
    assert_eq!(
        on_paper(
            page,
            &[
                "#dau",
                "#ben",
                "#chan",
                "bangtin-article >>> [part=body]",
                "bangtin-article >>> [part=title]"
            ]
        ),
        [false, false, false, true, true]
    );
    let out: Vec<String> = page.js(
        "return deepAll('bangtin-article >>> button, bangtin-article >>> form, bangtin-article >>> [part=related], bangtin-article >>> bangtin-share').filter((one) => one.getBoundingClientRect().height > 0).map((one) => one.outerHTML.slice(0, 60))",
        json!([]),
    );
    assert!(out.is_empty(), "{out:?}");
    // The column of the page does not cut it off.
    let (width, height): (f64, f64) = page.js(
        "const box = deep('bangtin-article >>> article').getBoundingClientRect(); return [box.width, document.scrollingElement.scrollHeight - box.height]",
        json!([]),
    );
    assert!(width > 300.0 && height < 200.0, "{width}, {height}");
    page.screenshot("article-print-alone");
}

fn a_page_with_an_article_among_others_is_printed_whole(page: &Page<'_>) {
    show(page, &format!("<h1>Cổng</h1>{}", portal(ARTICLE)));
    page.js::<()>("dispatchEvent(new Event('beforeprint'))", json!([]));
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(!page.has("[data-bangtin-print]"));
}

fn paper_says_where_and_when_and_what_film(page: &Page<'_>) {
    show(page, ARTICLE);
    assert_eq!(
        page.style("bangtin-article >>> [part=imprint]", "display"),
        "none"
    );
    page.emulate(&[Media::Print]);
    let origin = page.server.origin();
    let imprint = page.text("bangtin-article >>> [part=imprint]");
    assert_eq!(
        imprint,
        format!("Nguồn: Hợp tác xã Đồng Xanh 08:30 Thứ Tư, 18/11/2026 {origin}/made/page.html")
    );
    let lines = page.texts("bangtin-article >>> p.paper");
    let film = format!("{origin}/sample/media/gioi-thieu-xa.mp4");
    assert!(
        lines.contains(&format!("Xem hoặc nghe tại: {film}")),
        "{lines:?}"
    );
    assert!(
        lines.contains(&format!("{origin}/sample/media/trong-bai.mp4")),
        "{lines:?}"
    );
    // A list goes on with the numbers that it has.
    let numbers: (u32, u32) = page.js(
        "const list = deep('bangtin-article >>> ol'); return [list.start, list.children[1].value]",
        json!([]),
    );
    assert_eq!(numbers, (3, 7));
    assert_eq!(
        page.style("bangtin-article >>> .body h2", "break-after"),
        "avoid"
    );
    page.screenshot("article-print");
}

fn a_dark_page_is_black_on_white_on_paper(page: &Page<'_>) {
    show(
        page,
        &format!(
            "<style>html {{ background: #111; color: #eee }}</style>{ARTICLE}<bangtin-news src='/made/bai.json'></bangtin-news>"
        ),
    );
    page.click("bangtin-article >>> [data-tool=contrast]");
    page.emulate(&[Media::Print]);
    let dark: Vec<String> = page.js(
        "const luma = (color) => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return a < 0.5 ? 1 : (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 };
         return ['title', 'body', 'date', 'lead', 'imprint'].map((part) => deep(`bangtin-article >>> [part=${part}]`)).concat([deep('bangtin-news >>> [part=link]')]).filter((one) => luma(getComputedStyle(one).color) > 0.45).map((one) => one.outerHTML.slice(0, 50))",
        json!([]),
    );
    assert!(dark.is_empty(), "pale on paper: {dark:?}");
}

fn a_long_article_has_as_many_pages_as_its_text(page: &Page<'_>) {
    show(page, &portal(ARTICLE));
    let pdf = page.pdf();
    let pages = pdf
        .windows(11)
        .filter(|bytes| bytes.starts_with(b"/Type /Page") && bytes.get(11).is_none())
        .count();
    let trees = pdf
        .windows(12)
        .filter(|bytes| *bytes == b"/Type /Pages")
        .count();
    // In a column of 500 pixels it would have one.
    assert!(pages - trees >= 4, "{pages} pages");
    // The browser has told the page before it printed.
    assert!(page.has("#ben[data-bangtin-print=out]"));
    std::fs::write(
        bangtin_e2e::repo_root().join("target/screens/article.pdf"),
        pdf,
    )
    .expect("kept");
}
