//! `<bangtin-news>`.

use std::time::Duration;

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, KEEPS_STORAGE, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("news";
    EVERYWHERE =>
        shows_what_the_feed_says,
        follows_its_attributes_without_mounting_anew,
        filters_by_category,
        search_ignores_diacritics,
        a_translated_list_follows_the_search,
        pages_through_next_url,
        a_page_on_its_way_is_given_up_with_its_feed,
        a_rare_category_does_not_cost_the_whole_feed,
        links_go_where_the_officer_says,
        explains_a_wrong_attribute_to_who_set_the_page_up,
        speaks_the_language_of_its_ancestor,
        says_that_there_is_nothing;
    KEEPS_STORAGE => a_changed_title_changes_one_text;
    CHROMIUM =>
        one_bad_item_hides_no_other,
        ten_thousand_items_stay_smooth,
        tells_the_page_what_happens,
        reserves_the_place_of_pictures;
);

const ROW: &str = "bangtin-news >>> [part=row]";
const TITLES: &str = "bangtin-news >>> [part=title]";
const SEARCH: &str = "bangtin-news >>> input[type=search]";
const STATUS: &str = "bangtin-news >>> .root p[role=status]";
const MORE: &str = "bangtin-news >>> button[part=more]";

/// Shows a list with these attributes over a made feed and waits until it is there.
fn list(page: &Page<'_>, attributes: &str, feed: &Feed) {
    let src = page.feed("feed.json", feed);
    page.show(&format!(
        r#"<bangtin-news src="{src}" {attributes}><a href="/tin-tuc">Tin tức</a></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
}

fn shows_what_the_feed_says(page: &Page<'_>) {
    let feed = Feed::new()
        .with(
            Item::new("mot", "Khánh thành cầu treo thôn Bến Trúc")
                .field(
                    "summary",
                    json!("Cây cầu dài 84 mét giúp bà con đi lại trong mùa mưa."),
                )
                .field("image", json!("/sample/media/cau-song-ba-600.webp"))
                .extra("views", json!(1_832_541)),
        )
        .with(
            Item::new("hai", "Lịch tiếp dân")
                .published("2026-11-02T00:00:00+07:00")
                .extra("precision", json!("day")),
        );
    list(page, "heading='Tin của xã'", &feed);
    assert_eq!(page.text("bangtin-news >>> [part=heading]"), "Tin của xã");
    assert_eq!(
        page.texts(TITLES),
        ["Khánh thành cầu treo thôn Bến Trúc", "Lịch tiếp dân"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> time[part=date]"),
        ["18/11/2026 08:30", "02/11/2026"]
    );
    // An unknown figure is absent, never 0.
    assert_eq!(
        page.texts("bangtin-news >>> [part=views]"),
        ["1.832.541 lượt xem"]
    );
    assert_eq!(
        page.text("bangtin-news >>> [part=summary]"),
        "Cây cầu dài 84 mét giúp bà con đi lại trong mùa mưa."
    );
    assert_eq!(page.count("bangtin-news >>> img[part=thumbnail]"), 1);
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn follows_its_attributes_without_mounting_anew(page: &Page<'_>) {
    list(page, "limit='5'", &Feed::of(40));
    assert_eq!(page.count(ROW), 5);
    page.js::<()>("deep('bangtin-news >>> section').ofTheTest = deep('bangtin-news >>> .root').ofTheTest = true", json!([]));
    for (name, value, selector, count) in [
        ("limit", Some("12"), ROW, 12),
        (
            "layout",
            Some("cards"),
            "bangtin-news >>> section[data-layout=cards] [part=row]",
            12,
        ),
        (
            "layout",
            Some("headlines"),
            "bangtin-news >>> section[data-layout=headlines] [part=row]",
            12,
        ),
        (
            "layout",
            None,
            "bangtin-news >>> section[data-layout=list] [part=row]",
            12,
        ),
        ("search", Some(""), SEARCH, 1),
        (
            "categories",
            Some(""),
            "bangtin-news >>> button[part=category]",
            3,
        ),
        (
            "heading",
            Some("Tin mới"),
            "bangtin-news >>> [part=heading]",
            1,
        ),
        ("search", None, SEARCH, 0),
        ("heading", None, "bangtin-news >>> [part=heading]", 0),
        ("limit", Some("3"), ROW, 3),
    ] {
        page.set_attribute("bangtin-news", name, value);
        page.until(
            &format!("{name}={value:?} shows {count} of {selector}"),
            || page.count(selector) == count,
        );
    }
    let kept: bool = page.js(
        "return !!(deep('bangtin-news >>> section').ofTheTest && deep('bangtin-news >>> .root').ofTheTest)",
        json!([]),
    );
    assert!(kept, "the view was mounted anew");
    assert_eq!(
        page.asked("/made/feed.json"),
        1,
        "an attribute that says nothing of the feed asked for it again"
    );

    let other = page.feed("other.json", &Feed::of_titles(&["Nguồn khác"]));
    page.set_attribute("bangtin-news", "src", Some(&other));
    page.until("the other feed shows", || {
        page.texts(TITLES) == ["Nguồn khác"]
    });
}

fn filters_by_category(page: &Page<'_>) {
    let culture = json!({ "id": "van-hoa", "name": "Văn hóa – Giáo dục" });
    let feed = (1..=9).fold(Feed::new(), |feed, number| {
        let item = Item::new(&format!("i-{number}"), &format!("Tin {number}"));
        feed.with(if number % 3 == 0 {
            item.extra("category", culture.clone())
        } else {
            item
        })
    });
    list(page, "category='van-hoa'", &feed);
    assert_eq!(page.texts(TITLES), ["Tin 3", "Tin 6", "Tin 9"]);

    page.set_attribute("bangtin-news", "category", None);
    page.set_attribute("bangtin-news", "categories", Some(""));
    page.wait_for("bangtin-news >>> button[part=category]");
    assert_eq!(
        page.texts("bangtin-news >>> button[part=category]"),
        ["Tất cả", "Thông báo", "Văn hóa – Giáo dục"]
    );
    page.click("bangtin-news >>> button[part=category]:nth-of-type(3)");
    page.until("only culture shows", || {
        page.texts(TITLES) == ["Tin 3", "Tin 6", "Tin 9"]
    });
    assert_eq!(
        page.attribute(
            "bangtin-news >>> button[part=category]:nth-of-type(3)",
            "aria-pressed"
        )
        .as_deref(),
        Some("true")
    );
    page.click("bangtin-news >>> button[part=category]:nth-of-type(1)");
    page.until("all show again", || page.count(ROW) == 9);
}

fn search_ignores_diacritics(page: &Page<'_>) {
    // The last title comes in NFD, as some portals send it.
    let feed = Feed::of_titles(&[
        "Hội nghị công tác dân vận năm 2026",
        "Đường liên thôn đã thông xe",
        "Lịch tiêm chủng",
        "Tập huấn da\u{302}n va\u{323}\u{302}n khe\u{301}o",
    ]);
    list(page, "search", &feed);
    let both = [
        "Hội nghị công tác dân vận năm 2026",
        "Tập huấn dân vận khéo",
    ];
    let check = |typed: &str, expected: &[&str]| {
        page.paste(SEARCH, typed);
        page.until(&format!("{typed:?} finds {expected:?}"), || {
            page.texts(TITLES) == expected
        });
    };
    check("dan van", &both);
    check("DÂN VẬN", &both);
    check("DA\u{302}N VA\u{323}\u{302}N", &both);
    check("dân vận khéo", &both[1..]);
    check("  van   dan ", &both);
    check("duong", &["Đường liên thôn đã thông xe"]);
    check("Đường", &["Đường liên thôn đã thông xe"]);
    check(
        "d",
        &[
            "Hội nghị công tác dân vận năm 2026",
            "Đường liên thôn đã thông xe",
            "Tập huấn dân vận khéo",
        ],
    );
    check("không có tin nào như vậy", &[]);
    assert_eq!(page.text(STATUS), "Không tìm thấy tin nào phù hợp.");
    check(
        "",
        &[
            "Hội nghị công tác dân vận năm 2026",
            "Đường liên thôn đã thông xe",
            "Lịch tiêm chủng",
            "Tập huấn dân vận khéo",
        ],
    );
    page.fill(SEARCH, "tiem");
    page.until("typing finds as well", || {
        page.texts(TITLES) == ["Lịch tiêm chủng"]
    });
}

/// What a browser that translates a page does to each text: its own elements take the text's place.
const TRANSLATE: &str = "const root = deep('bangtin-news >>> .root');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    for (const text of texts) {
        const outer = document.createElement('font'), inner = document.createElement('font');
        inner.textContent = `[${text.data}]`;
        outer.append(inner);
        text.replaceWith(outer);
    }";

fn a_translated_list_follows_the_search(page: &Page<'_>) {
    let titles = ["Lịch tiêm chủng", "Lịch cắt điện", "Hội làng"];
    let src = page.feed("feed.json", &Feed::of_titles(&titles));
    page.show(&format!(
        r#"<bangtin-news src="{src}" search categories></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.paste(SEARCH, "lich");
    page.until("two are found", || page.count(ROW) == 2);
    page.until("it is told", || page.text(STATUS).contains('2'));
    page.js::<()>(TRANSLATE, json!([]));
    assert_eq!(page.text(STATUS), "[Tìm thấy 2 tin.]");
    page.paste(SEARCH, "hoi");
    page.until("another is found", || page.texts(TITLES) == ["Hội làng"]);
    page.until("it is told", || page.text(STATUS) == "Tìm thấy 1 tin.");
    page.js::<()>(TRANSLATE, json!([]));
    page.paste(SEARCH, "khong co");
    page.until("none is found", || page.count(ROW) == 0);
    page.until("it is told", || !page.text(STATUS).contains('1'));
    page.paste(SEARCH, "");
    page.until("all show", || page.texts(TITLES) == titles);
}

fn a_changed_title_changes_one_text(page: &Page<'_>) {
    let feed = |changed: &str| {
        (1..=1_000).fold(Feed::new(), |feed, number| {
            let title = format!("Tin số {number}");
            let title = if number == 500 { changed } else { &title };
            feed.with(Item::new(&format!("i-{number}"), title))
        })
    };
    let src = page.feed("feed.json", &feed("Tin số 500"));
    let tag = format!(r#"<bangtin-news src="{src}" limit="1000"></bangtin-news>"#);
    page.show(&tag);
    page.until("all rows show", || page.count(ROW) == 1_000);
    page.until("the feed is kept", || {
        page.js_async::<bool>(
            "return !!(await caches.match(new URL(arguments[0], location)))",
            json!([src]),
        )
    });
    page.feed("feed.json", &feed("Tin đã sửa"));
    page.show(&format!("{}{tag}", Page::HOLD_ANSWERS));
    page.until("the saved rows show", || page.count(ROW) == 1_000);
    let link = "bangtin-news >>> [part=row]:nth-child(500) a";
    page.js::<()>(
        "deep(arguments[0]).focus();
         const rows = deep('bangtin-news >>> [part=list]');
         window.changes = [];
         new MutationObserver((all) => { for (const one of all) changes.push([one.type, one.target.data ?? one.target.localName]); })
             .observe(rows, { subtree: true, childList: true, attributes: true, characterData: true })",
        json!([link]),
    );
    page.release_answers();
    page.until("the new title shows", || page.text(link) == "Tin đã sửa");
    let changes: Vec<(String, String)> = page.js("return changes", json!([]));
    assert_eq!(changes, [("characterData".into(), "Tin đã sửa".into())]);
    assert!(page.focused().ends_with("Tin đã sửa"));
}

fn pages_through_next_url(page: &Page<'_>) {
    let part = |from: usize, to: usize| {
        (from..=to).fold(Feed::new(), |feed, number| {
            feed.with(Item::new(&format!("i-{number}"), &format!("Tin {number}")))
        })
    };
    page.feed("page-3.json", &part(9, 10));
    // A relative address is resolved against the feed's own.
    page.feed("page-2.json", &part(5, 8).next("page-3.json"));
    list(page, "limit='4'", &part(1, 4).next("page-2.json"));
    assert_eq!(page.count(ROW), 4);
    assert_eq!(
        page.asked("/made/page-3.json"),
        0,
        "the last page was not wanted yet"
    );
    page.click(MORE);
    page.until("the second page shows", || page.count(ROW) == 8);
    page.click(MORE);
    page.until("all show", || page.count(ROW) == 10);
    page.until("nothing more is offered", || !page.has(MORE));
    let expected: Vec<String> = (1..=10).map(|number| format!("Tin {number}")).collect();
    assert_eq!(page.texts(TITLES), expected);
    page.until("the focus is not lost with the button", || {
        page.focused().contains("Tin 9")
    });
}

fn a_page_on_its_way_is_given_up_with_its_feed(page: &Page<'_>) {
    page.feed("page-2.json", &Feed::of_titles(&["Tin của trang sau"]));
    let other = page.feed(
        "other.json",
        &Feed::new().with(Item::new("k-1", "Tin khác")),
    );
    let first = Feed::new().with(Item::new("i-1", "Tin đầu"));
    list(
        page,
        "limit='1'",
        &first.next("/fault/delay/1500/made/page-2.json"),
    );
    page.click(MORE);
    page.until("the next page is on its way", || {
        page.asked("/fault/delay/1500/made/page-2.json") == 1
    });
    page.set_attribute("bangtin-news", "limit", Some("10"));
    page.set_attribute("bangtin-news", "src", Some(&other));
    page.until("the other feed shows", || {
        page.texts(TITLES) == ["Tin khác"]
    });
    std::thread::sleep(Duration::from_millis(2_000));
    assert_eq!(page.texts(TITLES), ["Tin khác"]);
}

fn a_rare_category_does_not_cost_the_whole_feed(page: &Page<'_>) {
    let one = |number: usize| Feed::new().with(Item::new(&format!("i-{number}"), "Tin khác mục"));
    for number in 2..40 {
        let feed = one(number).next(&format!("page-{}.json", number + 1));
        page.feed(&format!("page-{number}.json"), &feed);
    }
    page.feed("page-40.json", &one(40));
    page.feed("feed.json", &one(1).next("page-2.json"));
    page.show(r#"<bangtin-news src="/made/feed.json" category="hiem"></bangtin-news>"#);
    page.until("twenty further pages were asked for", || {
        page.asked("/made/page-") == 20
    });
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(page.asked("/made/page-"), 20);
    let said = page.text("bangtin-news >>> p[role=status]");
    assert_eq!(said, "", "nothing is said of what is not known");
    page.click(MORE);
    page.until("the reader asks for more", || {
        page.asked("/made/page-") == 39
    });
}

fn links_go_where_the_officer_says(page: &Page<'_>) {
    let feed =
        Feed::new().with(Item::new("tin 42", "Một tin").field("url", json!("/tin/tin-42.html")));
    list(page, "", &feed);
    let origin = page.server.origin();
    let target = || {
        page.js::<String>(
            "return deep('bangtin-news >>> a[part=link]').href",
            json!([]),
        )
    };
    for (links, expected) in [
        ("item", format!("{origin}/tin/tin-42.html")),
        ("/doc/{id}.html", format!("{origin}/doc/tin%2042.html")),
        ("?bai={id}", format!("{origin}/made/page.html?bai=tin%2042")),
        ("reader", format!("{origin}/made/page.html?tin=tin+42")),
    ] {
        page.set_attribute("bangtin-news", "links", Some(links));
        page.until(
            &format!("links={links} leads to {expected}, not {}", target()),
            || target() == expected,
        );
    }
    page.set_attribute("bangtin-news", "see-all", Some("/tat-ca"));
    page.wait_for("bangtin-news >>> a[href$='/tat-ca']");
}

fn explains_a_wrong_attribute_to_who_set_the_page_up(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    let body = r#"<bangtin-news id="dung"><a href="/tin-tuc">Tin tức</a></bangtin-news>"#;
    page.show(body);
    page.wait_state("bangtin-news", "misconfigured");
    // For who set the page up, folded; readers see one plain sentence.
    const TOLD: &str = "bangtin-news >>> details [part=misconfigured]";
    let sentence = || match page.has(TOLD) {
        true => page.text(TOLD),
        false => String::new(),
    };
    page.until("the missing one is named", || sentence().contains("src"));
    assert_eq!(
        page.text("bangtin-news >>> [part=failure]"),
        "Hiện chưa xem được nội dung này."
    );
    page.set_attribute("bangtin-news", "src", Some(&src));
    page.wait_state("bangtin-news", "ready");
    let check = |name: &str, value: &str, words: &[&str]| {
        page.set_attribute("bangtin-news", name, Some(value));
        page.wait_state("bangtin-news", "misconfigured");
        for word in [name, value].iter().chain(words) {
            page.until(&format!("{name}={value} is told with {word:?}"), || {
                sentence().contains(word)
            });
        }
        // What the officer put inside the tag stays usable.
        let seen: bool = page.js(
            "return document.querySelector('bangtin-news a').checkVisibility()",
            json!([]),
        );
        assert!(seen, "{name}={value} hides what stands inside the tag");
        page.set_attribute(
            "bangtin-news",
            name,
            if name == "src" { Some(&src) } else { None },
        );
        page.wait_state("bangtin-news", "ready");
    };
    check("theme", "toi", &["auto", "light", "dark"]);
    check("see-all", "http://", &["địa chỉ"]);
    check("layout", "bang", &["Giá trị", "list", "cards", "headlines"]);
    check("limit", "0", &["số nguyên từ 1 đến 1000"]);
    check("limit", "mười", &["số nguyên từ"]);
    check("links", "popup", &["item", "reader", "{id}"]);
    check("src", "javascript:alert(1)", &["địa chỉ"]);
}

fn speaks_the_language_of_its_ancestor(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(30));
    page.show(&format!(
        r#"<div lang="en"><bangtin-news src="{src}" limit="3" search></bangtin-news></div>
        <bangtin-news id="viet" src="{src}" limit="3" labels='{{"more":"Tin cũ hơn"}}'></bangtin-news>"#
    ));
    page.wait_state("div bangtin-news", "ready");
    page.wait_state("#viet", "ready");
    assert_eq!(
        page.text("div bangtin-news >>> button[part=more]"),
        "Show more"
    );
    assert_eq!(page.text("#viet >>> button[part=more]"), "Tin cũ hơn");
    page.set_attribute("div bangtin-news", "lang", Some("vi"));
    page.until("the own language wins", || {
        page.text("div bangtin-news >>> button[part=more]") == "Xem thêm"
    });
}

fn says_that_there_is_nothing(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::new());
    page.show(&format!(r#"<bangtin-news src="{src}"></bangtin-news>"#));
    page.wait_state("bangtin-news", "empty");
    assert_eq!(page.text("bangtin-news >>> .root"), "Chưa có tin nào.");
}

fn one_bad_item_hides_no_other(page: &Page<'_>) {
    let feed = Feed::new()
        .with(Item::new("tot-1", "Tin đầu"))
        .with_raw(json!("không phải tin"))
        .with_raw(json!({ "content_html": "<p>không có id</p>" }))
        .with_raw(json!({ "id": "x", "title": ["sai"], "date_published": 12, "_bangtin": { "views": "nhiều" } }))
        .with_raw(json!(null))
        .with(Item::new("tot-2", "Tin cuối").field("date_published", json!("hôm qua")));
    list(page, "", &feed);
    let titles = page.texts(TITLES);
    assert!(
        titles.contains(&"Tin đầu".to_owned()) && titles.contains(&"Tin cuối".to_owned()),
        "{titles:?}"
    );
    let reports = || {
        page.console()
            .into_iter()
            .filter(|line| line.starts_with("warn "))
            .collect::<Vec<_>>()
    };
    let dropped = reports().len();
    assert!(
        (3..=4).contains(&dropped),
        "each dropped item is reported once: {:#?}",
        reports()
    );
    page.set_attribute("bangtin-news", "layout", Some("cards"));
    page.wait_for("bangtin-news >>> section[data-layout=cards]");
    assert_eq!(reports().len(), dropped, "reported again: {:#?}", reports());
}

fn ten_thousand_items_stay_smooth(page: &Page<'_>) {
    page.show(
        r#"<script>window.longest = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration) })
            .observe({ type: "longtask", buffered: true })</script>
        <bangtin-news src="/bench-data/10000.json" limit="100" search categories></bangtin-news>"#,
    );
    page.wait_state_within(Duration::from_secs(30), "bangtin-news", "ready");
    page.until("a hundred rows show", || page.count(ROW) == 100);
    page.js::<()>("window.longest = 0", json!([]));
    // From a letter to the rows on the screen.
    let took: f64 = page.js_async(
        "const field = deep(arguments[0]);
         const began = performance.now();
         field.value = 'tiem chung'; field.dispatchEvent(new InputEvent('input', { bubbles: true }));
         while (!deepAll(arguments[1]).every((title) => title.textContent.includes('tiêm chủng'))) await new Promise(requestAnimationFrame);
         await new Promise(requestAnimationFrame);
         return performance.now() - began",
        json!([SEARCH, TITLES]),
    );
    let longest: f64 = page.js("return window.longest", json!([]));
    println!("    10,000 items: search {took:.0} ms, longest task {longest:.0} ms");
    assert!(
        took < 1_500.0,
        "a search over 10,000 items took {took:.0} ms"
    );
    page.paste(SEARCH, "");
    page.until("all are offered again", || page.has(MORE));
    for rows in [200, 300] {
        page.click(MORE);
        page.until_within(Duration::from_secs(5), &format!("{rows} rows show"), || {
            page.count(ROW) == rows
        });
    }
}

fn tells_the_page_what_happens(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of_titles(&["Một tin"]));
    let listen = "<script>window.heard = []; for (const name of ['bangtin-ready', 'bangtin-error', 'bangtin-navigate'])
        document.addEventListener(name, (event) => { heard.push([name, event.target.id, event.bubbles && event.composed, event.detail]);
            if (name === 'bangtin-navigate') event.preventDefault(); })</script>";
    page.show(&format!(
        r#"{listen}<bangtin-news id="tot" src="{src}"></bangtin-news><bangtin-news id="hong" src="/khong-co.json"></bangtin-news>"#
    ));
    page.wait_state("#tot", "ready");
    page.wait_state("#hong", "failed");
    page.click("#tot >>> a[part=link]");
    let heard: Vec<(String, String, bool, serde_json::Value)> = page.js("return heard", json!([]));
    let find = |name: &str, id: &str| {
        let found = heard
            .iter()
            .find(|(event, from, ..)| event == name && from == id);
        found.unwrap_or_else(|| panic!("no {name} from {id} in {heard:?}"))
    };
    assert!(find("bangtin-ready", "tot").2);
    assert_eq!(find("bangtin-error", "hong").3["failure"], "not-found");
    assert_eq!(find("bangtin-navigate", "tot").3["id"], "i-1");
    assert_eq!(
        page.address(),
        "/made/page.html",
        "the page prevented the way"
    );
}

fn reserves_the_place_of_pictures(page: &Page<'_>) {
    // The pictures come seconds later; nothing may move then.
    let feed = (1..=6).fold(Feed::new(), |feed, number| {
        let picture = json!(format!(
            "/fault/delay/800/sample/media/canh-dong-lua-600.webp?{number}"
        ));
        feed.with(
            Item::new(&format!("i-{number}"), &format!("Tin {number}")).field("image", picture),
        )
    });
    for layout in ["list", "cards"] {
        list(page, &format!("layout='{layout}'"), &feed);
        page.js::<()>(
            "window.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value })
                .observe({ type: 'layout-shift', buffered: true })",
            json!([]),
        );
        let pictures = "bangtin-news >>> img[part=thumbnail]";
        let loaded = "return deepAll(arguments[0]).filter((picture) => picture.naturalWidth > 0).length >= 3";
        page.until("the pictures come", || page.js(loaded, json!([pictures])));
        let shift: f64 = page.js("return window.shift", json!([]));
        assert!(shift < 0.02, "{layout}: the page moved by {shift}");
    }
}
