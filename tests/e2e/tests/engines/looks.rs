//! What readers met that did not look right, and pictures for people, in `target/screens`: every host page, every state, light and dark,
//! phone and desk. All must fit.

use bangtin_e2e::{
    CHROMIUM, Case, EVERYWHERE, Engine, Feed, Item, Media, Page, Portal, Viewport, cases,
};
use serde_json::json;

use crate::hosts::{LIGHT, READY, not_ready};

pub(crate) const CASES: &[Case] = cases!("looks";
    EVERYWHERE => on_a_phone, on_a_desk, in_the_dark, every_state,
        a_dark_page_shows_no_slab_of_another_dark,
        colours_that_can_not_be_read_on_the_page_get_a_ground,
        titles_begin_in_one_line_whether_there_is_a_picture_or_not,
        filters_take_one_row_of_a_phone,
        a_mail_address_breaks_at_its_joints,
        a_bar_that_stays_does_not_hide_the_title_of_an_opened_article,
        english_has_its_own_numbers_and_dates_that_are_no_riddle,
        a_poster_leaves_room_for_the_text;
    CHROMIUM => in_forced_colours_and_in_the_dark_all_forms_are_seen;
);

fn hosts(page: &Page<'_>) {
    let mut wide = Vec::new();
    for host in READY.iter().chain(LIGHT) {
        page.open(&format!("/hosts/{host}.html"));
        if READY.contains(host) {
            // Whether they are is asked in hosts.rs; here is a picture either way.
            not_ready(page);
        }
        let overflow = page.overflow();
        if !overflow.is_empty() {
            wide.push((host, overflow));
        }
        page.screenshot(&format!("host-{host}"));
    }
    assert!(wide.is_empty(), "{wide:#?}");
}

fn on_a_phone(page: &Page<'_>) {
    hosts(page);
}

fn on_a_desk(page: &Page<'_>) {
    page.resize(Viewport::DESK);
    hosts(page);
}

fn in_the_dark(page: &Page<'_>) {
    let dark = "<style>html { background: #12100e; color: #eee } body { margin: 12px }</style>";
    let sizes: &[Viewport] = if page.engine() == Engine::WebKit {
        &[Viewport::PHONE]
    } else {
        &[Viewport::PHONE, Viewport::DESK]
    };
    for size in sizes {
        page.resize(*size);
        for (name, body) in [
            (
                "list",
                "<bangtin-news src='/sample/feed.json' search categories limit='6'></bangtin-news>",
            ),
            (
                "cards",
                "<bangtin-news src='/sample/feed.json' layout='cards' limit='6'></bangtin-news>",
            ),
            (
                "headlines",
                "<bangtin-news src='/sample/feed.json' layout='headlines' limit='6'></bangtin-news>",
            ),
            (
                "article",
                "<bangtin-article src='/sample/feed.json' item='tt-01'></bangtin-article>",
            ),
        ] {
            for (scheme, style) in [("light", ""), ("dark", dark)] {
                page.show(&format!("{style}{body}"));
                page.until(&format!("{name} is ready"), || {
                    ["bangtin-news", "bangtin-article"]
                        .iter()
                        .any(|element| page.state(element).as_deref() == Some("ready"))
                });
                page.fits();
                page.screenshot(&format!("{name}-{scheme}"));
            }
        }
    }
}

fn every_state(page: &Page<'_>) {
    page.feed("empty.json", &Feed::new());
    for (state, attributes) in [
        ("loading", "src='/fault/hang/sample/feed.json'"),
        ("empty", "src='/made/empty.json'"),
        ("failed", "src='/fault/status/500/sample/feed.json'"),
        ("misconfigured", "src='/sample/feed.json' layout='bang'"),
    ] {
        page.show(&format!("<bangtin-news {attributes}><p>Gọi <a href='tel:0200000111'>0200 000 111</a></p></bangtin-news>"));
        page.wait_state("bangtin-news", state);
        page.fits();
        page.screenshot(&format!("state-{state}"));
    }
}

const LIST: &str = "<bangtin-news src='/sample/feed.json' limit='3'></bangtin-news>";

/// The background of an element's root, and the theme that it has taken.
fn ground(page: &Page<'_>, style: &str, attributes: &str) -> (String, String) {
    page.show(&format!("<style>{style}</style><bangtin-news src='/sample/feed.json' limit='3' {attributes}></bangtin-news>"));
    page.wait_state("bangtin-news", "ready");
    let colour = page.style("bangtin-news >>> .root", "background-color");
    let scheme = page.attribute("bangtin-news >>> .root", "data-scheme");
    (colour, scheme.unwrap_or_default())
}

const CLEAR: &str = "rgba(0, 0, 0, 0)";

fn a_dark_page_shows_no_slab_of_another_dark(page: &Page<'_>) {
    let dark = |colour: &str| (colour.to_owned(), "dark".to_owned());
    assert_eq!(
        ground(page, "body { background: #0d1b2a }", ""),
        dark(CLEAR)
    );
    assert_eq!(
        ground(page, "body { background: #0d1b2a }", "theme='dark'"),
        dark(CLEAR)
    );
    // Who wants one says so.
    assert_eq!(
        ground(
            page,
            "body { background: #0d1b2a; --bangtin-dark-paper: #102030 }",
            ""
        ),
        dark("rgb(16, 32, 48)")
    );
    assert_eq!(
        ground(
            page,
            "body { background: #fff; --bangtin-paper: #fffbe6 }",
            ""
        ),
        ("rgb(255, 251, 230)".into(), "light".into())
    );
}

fn colours_that_can_not_be_read_on_the_page_get_a_ground(page: &Page<'_>) {
    let is = |colour: &str, scheme: &str| (colour.to_owned(), scheme.to_owned());
    assert_eq!(ground(page, "", ""), is(CLEAR, "light"));
    assert_eq!(
        ground(page, "", "theme='dark'"),
        is("rgb(26, 24, 22)", "dark")
    );
    assert_eq!(
        ground(page, "body { background: #0d1b2a }", "theme='light'"),
        is("rgb(255, 255, 255)", "light")
    );
    assert_eq!(
        ground(page, "body { background: #808080 }", ""),
        is("rgb(255, 255, 255)", "light")
    );
}

fn titles_begin_in_one_line_whether_there_is_a_picture_or_not(page: &Page<'_>) {
    let feed = Feed::new()
        .with(
            Item::new("co", "Tin có ảnh").field("image", json!("/sample/media/cho-phien-600.webp")),
        )
        .with(Item::new("khong", "Tin không có ảnh"));
    page.feed("hai.json", &feed);
    for size in [Viewport::PHONE, Viewport::DESK] {
        page.resize(size);
        page.show("<bangtin-news src='/made/hai.json'></bangtin-news>");
        page.wait_state("bangtin-news", "ready");
        let places: Vec<(f64, f64)> = page.js(
            "return deepAll('bangtin-news >>> [part=link]').map((one) => one.getBoundingClientRect()).map(({ left, right }) => [left, right])",
            json!([]),
        );
        assert_eq!(places[0].0, places[1].0, "{places:?}");
        let picture: f64 = page.js(
            "return deep('bangtin-news >>> [part=picture]').getBoundingClientRect().left",
            json!([]),
        );
        assert!(picture > places[0].1, "{picture}");
    }
}

fn filters_take_one_row_of_a_phone(page: &Page<'_>) {
    let names = [
        "Thông báo",
        "Tin tức – Sự kiện",
        "Văn hóa – Thể thao – Du lịch",
        "Nông nghiệp và nông thôn mới",
        "Y tế – Giáo dục",
        "Cải cách hành chính",
        "Quốc phòng – An ninh",
        "Lịch công tác",
    ];
    let feed = names
        .iter()
        .enumerate()
        .fold(Feed::new(), |feed, (number, name)| {
            let item = Item::new(&format!("i-{number}"), &format!("Tin {number}"));
            feed.with(item.extra(
                "category",
                json!({ "id": format!("c-{number}"), "name": name }),
            ))
        });
    let mut feed: serde_json::Value = serde_json::from_str(&feed.to_json()).expect("JSON");
    feed["_bangtin"]["categories"] = names
        .iter()
        .enumerate()
        .map(|(number, name)| json!({ "id": format!("c-{number}"), "name": name }))
        .collect();
    page.serve("/made/loc.json", "application/feed+json", feed.to_string());
    page.show("<bangtin-news src='/made/loc.json' search categories></bangtin-news>");
    page.wait_state("bangtin-news", "ready");
    page.until("all are there", || {
        page.count("bangtin-news >>> [part=category]") == 9
    });
    let height: f64 = page.js(
        "return deep('bangtin-news >>> [part=categories]').getBoundingClientRect().height",
        json!([]),
    );
    assert!(height < 70.0, "{height} px of filters");
    page.fits();
    // The last one is reached by the keyboard, and is in sight then.
    page.js::<()>(
        "[...deepAll('bangtin-news >>> [part=category]')].pop().focus()",
        json!([]),
    );
    page.until("it is in sight", || {
        page.js("const box = focused().getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth", json!([]))
    });
    page.screenshot("filters");
}

fn a_mail_address_breaks_at_its_joints(page: &Page<'_>) {
    let site = json!({ "site": { "name": "UBND xã", "emails": ["vanphong.songba@phugiang.example.gov.vn"] } });
    page.serve("/made/site.json", "application/json", site.to_string());
    for (width, size) in [(360, 17), (320, 22), (240, 17), (360, 34)] {
        page.resize(Viewport { width, height: 740 });
        page.show(&format!("<style>body {{ margin: 8px; --bangtin-size: {size}px }}</style><bangtin-contact src='/made/site.json'></bangtin-contact>"));
        page.wait_state("bangtin-contact", "ready");
        // What stands in each line.
        let lines: Vec<String> = page.js(
            "const link = deep('bangtin-contact >>> [part=email]');
             const walk = document.createTreeWalker(link, NodeFilter.SHOW_TEXT); const lines = []; let last;
             while (walk.nextNode()) for (let at = 0; at < walk.currentNode.data.length; at++) {
                const range = document.createRange(); range.setStart(walk.currentNode, at); range.setEnd(walk.currentNode, at + 1);
                const { bottom } = range.getBoundingClientRect();
                if (bottom !== last) lines.push(''); last = bottom;
                lines[lines.length - 1] += walk.currentNode.data[at];
             }
             return lines",
            json!([]),
        );
        assert_eq!(lines.concat(), "vanphong.songba@phugiang.example.gov.vn");
        let (_, broken) = lines.split_last().expect("a line");
        assert!(
            broken.iter().all(|line| line.ends_with(['@', '.'])),
            "{width}, {size}: {lines:?}"
        );
        page.fits();
    }
}

fn a_bar_that_stays_does_not_hide_the_title_of_an_opened_article(page: &Page<'_>) {
    for bar in [
        "<header id='thanh' style='position: sticky; top: 0; height: 90px; background: #ddd; z-index: 9'>Đầu trang</header>",
        "<header id='thanh' style='position: fixed; top: 0; left: 0; right: 0; height: 90px; background: #ddd; z-index: 9'>Đầu trang</header>",
    ] {
        page.show(&format!("{bar}<div style='height: 400px'></div><bangtin-news src='/sample/feed.json' links='reader' limit='20'></bangtin-news><div style='height: 2000px'></div>"));
        page.wait_state("bangtin-news", "ready");
        page.js::<()>("deepAll('bangtin-news >>> [part=link]')[9].scrollIntoView({ block: 'center', behavior: 'instant' })", json!([]));
        page.js::<()>(
            "deepAll('bangtin-news >>> [part=link]')[9].click()",
            json!([]),
        );
        page.wait_for("bangtin-news >>> article [part=title]");
        page.until("the title is seen below the bar", || {
            page.js(
                "const title = deep('bangtin-news >>> article [part=title]').getBoundingClientRect();
                 return title.top >= document.querySelector('#thanh').getBoundingClientRect().bottom && title.top < innerHeight / 2",
                json!([]),
            )
        });
        page.until("the keyboard is there", || page.focused().starts_with('h'));
    }
}

fn english_has_its_own_numbers_and_dates_that_are_no_riddle(page: &Page<'_>) {
    let item = Item::new("bai", "Tin")
        .published("2026-11-08T08:30:00+07:00")
        .extra("views", json!(1_832_541))
        .field(
            "attachments",
            json!([{ "url": "/a.pdf", "size_in_bytes": 1_250_000 }]),
        )
        .body("<p>Bài</p>");
    page.feed("mot.json", &Feed::new().with(item));
    page.show("<bangtin-news lang='en' src='/made/mot.json'></bangtin-news><bangtin-article lang='en' src='/made/mot.json' item='bai'></bangtin-article>");
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-article", "ready");
    assert_eq!(
        page.text("bangtin-news >>> [part=date]"),
        "08 Nov 2026 08:30"
    );
    assert_eq!(
        page.text("bangtin-news >>> [part=views]"),
        "1,832,541 views"
    );
    assert_eq!(
        page.text("bangtin-article >>> [part=date]"),
        "Sunday, 08 Nov 2026, 08:30"
    );
    assert_eq!(
        page.text("bangtin-article >>> [part=views]"),
        "1,832,541 views"
    );
    assert_eq!(page.text("bangtin-article >>> .kind"), "(PDF, 1.3 MB)");
}

fn a_poster_leaves_room_for_the_text(page: &Page<'_>) {
    let item = Item::new("bai", "Áp phích").body("<p>Bài</p>").extra(
        "media",
        json!([{ "type": "image", "url": "/sample/media/cho-phien-600.webp", "width": 600, "height": 2400 }]),
    );
    page.feed("mot.json", &Feed::new().with(item));
    page.show("<bangtin-article src='/made/mot.json' item='bai'></bangtin-article>");
    page.wait_state("bangtin-article", "ready");
    let (height, screen): (f64, f64) = page.js(
        "return [deep('bangtin-article >>> [part=lead-picture] img').getBoundingClientRect().height, innerHeight]",
        json!([]),
    );
    assert!(height <= screen * 0.81, "{height} of {screen}");
}

fn in_forced_colours_and_in_the_dark_all_forms_are_seen(page: &Page<'_>) {
    let portal = Portal::start(page);
    let forms = "<main><bangtin-comments page='tb-01'></bangtin-comments><bangtin-rating page='tb-01'></bangtin-rating><bangtin-poll></bangtin-poll><bangtin-subscribe></bangtin-subscribe><bangtin-contact></bangtin-contact></main>";
    let dark = "<style>html { background: #12100e; color: #eee }</style>";
    for (width, name, style, media) in [
        (360, "light", "", None),
        (768, "light", "", None),
        (1280, "light", "", None),
        (360, "dark", dark, None),
        (360, "forced", "", Some(Media::ForcedColours)),
    ] {
        page.resize(Viewport { width, height: 740 });
        page.emulate(media.as_slice());
        portal.show(page, &format!("{style}{forms}"));
        for element in [
            "bangtin-comments",
            "bangtin-rating",
            "bangtin-poll",
            "bangtin-subscribe",
            "bangtin-contact",
        ] {
            page.scroll_to(element);
            page.until(&format!("{element} is there"), || {
                page.state(element)
                    .is_some_and(|state| state == "ready" || state == "empty")
            });
        }
        page.js::<()>("scrollTo(0, 0)", json!([]));
        page.fits();
        page.screenshot(&format!("forms-{name}"));
        portal.show(
            page,
            &format!("{style}{LIST}<bangtin-article item='tb-01'></bangtin-article>"),
        );
        page.wait_state("bangtin-news", "ready");
        page.scroll_to("bangtin-article");
        page.wait_state("bangtin-article", "ready");
        page.js::<()>("scrollTo(0, 0)", json!([]));
        page.fits();
        page.screenshot(&format!("reading-{name}"));
    }
}
