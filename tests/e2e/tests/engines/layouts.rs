//! `<bangtin-news>` beyond the first list: lead, dated, columns, the most read, new, pinned, urgent, searched for by the page.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, KIT, Page, Portal, Viewport, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("layouts";
    EVERYWHERE =>
        a_lead_stands_above_its_rows_and_beside_them_on_a_desk,
        a_dated_list_has_the_day_in_a_leaf,
        each_category_has_a_block,
        the_most_read_come_first,
        what_is_pinned_comes_first_and_what_is_urgent_stands_above,
        a_list_repeats_nothing_of_those_before_it,
        a_list_says_what_readers_added_where_that_is_known,
        a_page_searches_without_a_box_and_sees_why;
    CHROMIUM =>
        a_pin_falls_off_after_its_day,
        a_list_does_not_wait_for_ever_for_those_before_it,
        an_editor_steers_a_list_of_the_service,
        nothing_is_painted_that_the_kit_will_change,
        a_press_is_told_to_the_page_and_a_category_does_not_open_in_the_list,
        it_changes_between_layouts,
        a_wrong_attribute_of_a_layout_is_explained,
        a_lead_is_seen_by_everybody,
        dated_and_columns_are_seen_by_everybody;
);

const ROW: &str = "bangtin-news >>> [part~=row]";
const TITLES: &str = "bangtin-news >>> [part=title]";

fn item(number: u32, category: &str) -> Item {
    let (id, name) = match category {
        "" => ("thong-bao", "Thông báo"),
        id => (id, "Văn hóa – Giáo dục"),
    };
    Item::new(
        &format!("i-{number}"),
        &format!("Tin số {number} của xã Sông Ba"),
    )
    .published(&format!("2026-11-{:02}T08:30:00+07:00", 28 - number))
    .field(
        "summary",
        json!(
            "Bà con xem lịch của thôn mình, mang theo giấy tờ và đến đúng giờ để khỏi phải chờ lâu."
        ),
    )
    .field("image", json!("/sample/media/cho-phien-600.webp"))
    .extra("views", json!(number * 100))
    .extra("category", json!({ "id": id, "name": name }))
}

fn feed() -> Feed {
    (1..=9).fold(Feed::new(), |feed, number| {
        feed.with(item(number, if number % 3 == 0 { "van-hoa" } else { "" }))
    })
}

fn list(page: &Page<'_>, attributes: &str, feed: &Feed) {
    let src = page.feed("feed.json", feed);
    page.show(&format!(
        r#"<bangtin-news src="{src}" {attributes}><a href="/tin-tuc">Tin tức</a></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.wait_for(TITLES);
}

/// Where the first thing that a selector finds stands: left, top, right, bottom.
fn place(page: &Page<'_>, selector: &str) -> [f64; 4] {
    page.wait_for(selector);
    page.js(
        "const { left, top, right, bottom } = deep(arguments[0]).getBoundingClientRect(); return [left, top, right, bottom]",
        json!([selector]),
    )
}

fn a_lead_stands_above_its_rows_and_beside_them_on_a_desk(page: &Page<'_>) {
    list(page, "layout='lead' limit='6'", &feed());
    let lead = "bangtin-news >>> [part~=lead]";
    assert_eq!((page.count(lead), page.count(ROW)), (1, 6));
    assert_eq!(page.text("bangtin-news >>> [part=kicker]"), "Thông báo");
    assert_eq!(page.count("bangtin-news >>> [part=summary]"), 1);
    // The hour stands in an article; here is the day.
    assert_eq!(
        page.texts("bangtin-news >>> time[part=date]")
            .first()
            .map(String::as_str),
        Some("27/11/2026")
    );
    let row = "bangtin-news >>> li:nth-child(2)";
    let [_, _, _, bottom] = place(page, lead);
    let [_, top, _, _] = place(page, row);
    assert!(
        top >= bottom,
        "on a phone the rows are below: {top} {bottom}"
    );
    let [left, top, right, bottom] = place(page, "bangtin-news >>> [part~=lead] .picture");
    let (wide, high) = (right - left, bottom - top);
    assert!((wide / high - 16.0 / 9.0).abs() < 0.03, "{wide} × {high}");

    page.resize(Viewport {
        width: 1280,
        height: 500,
    });
    // WebKit begins anew in another size.
    list(page, "layout='lead' limit='6'", &feed());
    page.until("the rows are beside it", || {
        place(page, row)[0] > place(page, lead)[2]
    });
    let [left, top, right, bottom] = place(page, "bangtin-news >>> [part~=lead] .picture");
    assert!(
        bottom - top <= 281.0,
        "at most 56 % of the window's height: {}",
        bottom - top
    );
    assert!(right - left > 600.0, "seven of twelve: {}", right - left);
    let tops: Vec<f64> = (2..=3)
        .map(|number| place(page, &format!("bangtin-news >>> li:nth-child({number})"))[1])
        .collect();
    assert!((tops[0] - place(page, lead)[1]).abs() < 2.0, "{tops:?}");
    assert!(
        tops[1] - tops[0] < 160.0,
        "the lead does not spread the rows: {tops:?}"
    );
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn a_dated_list_has_the_day_in_a_leaf(page: &Page<'_>) {
    let feed = feed().with(item(10, "").published("2019-02-05T08:00:00+07:00"));
    list(
        page,
        "layout='dated' limit='10' see-all='/thong-bao'",
        &feed,
    );
    let days = page.texts("bangtin-news >>> time[part=day]");
    let first = days
        .first()
        .map(|day| day.split_whitespace().collect::<Vec<_>>().join(" "));
    let first = first.unwrap_or_default();
    // With the year, once it is another.
    assert!(first == "27 Th. 11" || first == "27 Th. 11/2026", "{first}");
    let last = days.last().cloned().unwrap_or_default();
    assert!(last.contains("2/2019"), "of another year: {last}");
    assert_eq!(
        page.attribute("bangtin-news >>> time[part=day]", "datetime")
            .as_deref(),
        Some("2026-11-27T08:30+07:00")
    );
    assert_eq!(page.count("bangtin-news >>> img"), 0);
    assert_eq!(page.count("bangtin-news >>> [part=see-all]"), 1);
}

fn titles(page: &Page<'_>, element: &str) -> Vec<String> {
    let numbers = page.texts(&format!("{element} >>> [part=title]"));
    let number = |title: String| title.replace("Tin số ", "").replace(" của xã Sông Ba", "");
    numbers.into_iter().map(number).collect()
}

fn a_list_says_what_readers_added_where_that_is_known(page: &Page<'_>) {
    let with = |number: u32, comments: Value, rating: Value| {
        item(number, "")
            .extra("comments", comments)
            .extra("rating", rating)
    };
    let feed = Feed::new()
        .with(with(
            1,
            json!({ "count": 1234 }),
            json!({ "value": 4.55, "count": 8 }),
        ))
        .with(with(
            2,
            json!({ "count": 0 }),
            json!({ "value": 0, "count": 0 }),
        ))
        .with(with(3, json!("nhiều"), json!({ "value": 47, "count": 3 })))
        .with(with(4, json!({ "count": "2" }), json!(null)))
        .with(item(5, ""));
    let said = || {
        page.js::<Vec<String>>(
            "return deepAll('bangtin-news >>> [part=row]').map((row) =>
               [...row.querySelectorAll('[part=comments],[part=stars]')].map((part) => part.textContent).join(' · '))",
            json!([]),
        )
    };
    list(page, "counts", &feed);
    assert_eq!(
        said(),
        ["1.234 ý kiến · 4,6 sao (8)", "", "", "2 ý kiến", ""]
    );
    page.screenshot("list-counts");
    page.set_attribute("bangtin-news", "lang", Some("en"));
    page.until("it is said in English", || {
        said()[0] == "comments: 1,234 · 4.6 of 5 stars (8)"
    });
    page.set_attribute("bangtin-news", "counts", None);
    page.until("nothing more is said", || said() == [""; 5]);
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn a_list_repeats_nothing_of_those_before_it(page: &Page<'_>) {
    let src = page.feed("feed.json", &feed());
    let show = || {
        page.show(&format!(
            r#"<bangtin-news id="first" src="{src}" layout="lead" limit="2" search></bangtin-news>
            <bangtin-news id="second" src="{src}" category="van-hoa" limit="2" distinct></bangtin-news>
            <bangtin-news id="third" src="{src}" limit="3" distinct></bangtin-news>
            <bangtin-news id="fourth" src="{src}" limit="2"></bangtin-news>"#
        ));
        for (list, is) in [
            ("#first", "1 2"),
            ("#second", "3 6"),
            ("#third", "4 5 7"),
            ("#fourth", "1 2"),
        ] {
            page.scroll_to(list);
            page.wait_state(list, "ready");
            page.until(&format!("{list} has its rows"), || {
                titles(page, list).join(" ") == is
            });
        }
    };
    show();
    // What is asked of one list later changes no other; the next visit is as the first.
    page.fill("#first >>> [part=search]", "số 4");
    page.until("the first has what is searched for", || {
        titles(page, "#first").join(" ") == "4"
    });
    page.click("#third >>> button[part=more]");
    page.until("the third goes on where it was", || {
        titles(page, "#third").join(" ") == "4 5 7 8 9"
    });
    show();
    // Where all of it is above already.
    page.show(&format!(
        r#"<bangtin-news src="{src}" layout="headlines"></bangtin-news><bangtin-news id="all" src="{src}" distinct></bangtin-news>"#
    ));
    page.until("it says that there is nothing else", || {
        page.has("#all >>> .root") && page.text("#all >>> .root") == "Chưa có tin nào."
    });
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn a_list_does_not_wait_for_ever_for_those_before_it(page: &Page<'_>) {
    let src = page.feed("feed.json", &feed());
    let never = "<script>{ const send = fetch; window.fetch = (what, ...rest) => (/slow/.test(what.url ?? what) ? new Promise(() => {}) : send(what, ...rest)); }</script>";
    let head = format!(r#"{never}<script type="module" src="{KIT}/bangtin.js"></script>"#);
    page.show_with(
        &head,
        &format!(
            r#"<bangtin-news src="/made/slow.json"></bangtin-news>
            <bangtin-news id="wrong" src="/made/none.json"></bangtin-news>
            <bangtin-news id="last" src="{src}" limit="2" distinct></bangtin-news>"#
        ),
    );
    page.until("it shows its own", || {
        titles(page, "#last").join(" ") == "1 2"
    });
}

fn each_category_has_a_block(page: &Page<'_>) {
    list(
        page,
        "layout='columns' limit='3' category-links='/chuyen-muc/{id}'",
        &feed(),
    );
    let headings = "bangtin-news >>> [part=block-heading]";
    assert_eq!(page.texts(headings), ["Thông báo", "Văn hóa – Giáo dục"]);
    assert_eq!(page.count(ROW), 6);
    assert_eq!(
        page.texts("bangtin-news >>> [part=block]:nth-child(2) [part=title]"),
        [
            "Tin số 3 của xã Sông Ba",
            "Tin số 6 của xã Sông Ba",
            "Tin số 9 của xã Sông Ba"
        ]
    );
    let link = page.attribute("bangtin-news >>> [part=category-link]", "href");
    assert!(link.is_some_and(|link| link.ends_with("/chuyen-muc/thong-bao")));
    assert_eq!(
        page.count("bangtin-news >>> img"),
        2,
        "the first of each has a picture"
    );
    page.set_attribute("bangtin-news", "columns", Some("van-hoa"));
    page.until("one of them is left", || {
        page.texts(headings) == ["Văn hóa – Giáo dục"]
    });

    // A category that is named and stands on the next page of the feed only.
    let next = page.feed("next.json", &Feed::new().with(item(20, "van-hoa")));
    let first = Feed::new().with(item(1, "")).next(&next);
    list(page, "layout='columns' columns='thong-bao,van-hoa'", &first);
    page.until("it has come", || page.count(headings) == 2);
}

fn the_most_read_come_first(page: &Page<'_>) {
    let uncounted = Item::new("i-0", "Chưa ai đếm").published("2026-11-28T08:30:00+07:00");
    let old = item(11, "").published("2020-01-01T08:00:00+07:00");
    let feed = feed().with(uncounted).with(old);
    list(page, "layout='headlines' sort='views' limit='3'", &feed);
    let first = |number: u32| format!("Tin số {number} của xã Sông Ba");
    assert_eq!(page.texts(TITLES), [first(11), first(9), first(8)]);
    page.set_attribute("bangtin-news", "days", Some("3650"));
    page.set_attribute("bangtin-news", "limit", Some("20"));
    page.until("all that are counted", || page.count(ROW) == 10);
    assert!(!page.texts(TITLES).contains(&"Chưa ai đếm".to_owned()));
    page.set_attribute("bangtin-news", "days", Some("1500"));
    page.until("the old one is gone", || {
        page.texts(TITLES).first() == Some(&first(9))
    });
}

fn what_is_pinned_comes_first_and_what_is_urgent_stands_above(page: &Page<'_>) {
    let feed = Feed::new()
        .with(item(1, ""))
        .with(item(2, "").extra("urgent", json!(true)))
        .with(item(3, "").extra("pinned", json!(true)))
        .with(item(4, "").published("2020-01-01T08:00:00+07:00"));
    let title = |number: u32| format!("Tin số {number} của xã Sông Ba");
    let now = "<script>{ const ahead = Date.parse('2026-11-28T01:00:00Z') - Date.now(), real = Date.now; Date.now = () => real() + ahead }</script>";
    let src = page.feed("feed.json", &feed);
    page.show(&format!(
        "{now}<bangtin-news src='{src}' pinned urgent new-days='2' search></bangtin-news>"
    ));
    page.wait_state("bangtin-news", "ready");
    page.wait_for("bangtin-news >>> [part=urgent]");
    assert_eq!(
        page.text("bangtin-news >>> [part=urgent]"),
        format!("Khẩn: {}", title(2))
    );
    assert_eq!(page.texts(TITLES), [title(3), title(1), title(4)]);
    assert_eq!(
        page.texts("bangtin-news >>> [part=new]"),
        ["Mới"],
        "a word, not a colour"
    );
    // Who searches finds it among the others.
    page.fill("bangtin-news >>> input[type=search]", "so 2");
    page.until("it is found", || page.texts(TITLES) == [title(2)]);
    assert_eq!(page.count("bangtin-news >>> [part=urgent]"), 0);
}

fn a_pin_falls_off_after_its_day(page: &Page<'_>) {
    let pinned = |number, until: &str| {
        let item = item(number, "").extra("pinned", json!(true));
        item.extra("pinned_until", json!(until))
    };
    let feed = (1..=3).fold(Feed::new(), |feed, number| feed.with(item(number, "")));
    let feed = feed.with(pinned(4, "2000-01-01"));
    list(page, "pinned limit=1", &feed);
    assert_eq!(page.texts(TITLES), ["Tin số 1 của xã Sông Ba"]);
    let feed = feed.with(pinned(5, "2999-12-31"));
    list(page, "pinned limit=1", &feed);
    assert_eq!(page.texts(TITLES), ["Tin số 5 của xã Sông Ba"]);
}

/// The most read in a week are not the most read of all, and stand far down in the feed.
fn an_editor_steers_a_list_of_the_service(page: &Page<'_>) {
    let portal = Portal::start(page);
    let notices = "SELECT COUNT(*) FROM articles WHERE category = 'thong-bao' AND listed = 1";
    portal.wait_number(notices, 10);
    portal.run(
        "INSERT INTO page_days (site, day, page, views) \
         SELECT site, CAST((strftime('%s', 'now') + 25200) / 86400 AS BIGINT) - 3, id, 10 + number FROM articles \
         WHERE category = 'thong-bao' AND listed = 1 ORDER BY published_ms LIMIT 3",
    );
    let show = |asked: &str| {
        let src = portal.url(&format!("/articles?{asked}"));
        let list =
            format!("<bangtin-news src='{src}' layout='headlines' limit='5'></bangtin-news>");
        portal.show(page, &list);
        page.wait_state("bangtin-news", "ready");
        page.texts(TITLES)
    };
    let most_read = show("sort=views&amp;days=7");
    assert_eq!(most_read.len(), 3);
    let notices = show("category=thong-bao,y-te&amp;limit=3");
    assert_eq!(notices.len(), 5, "the list goes on by itself");
    assert!(notices.iter().all(|title| !most_read.contains(title)));
    let others = show("without_category=thong-bao,y-te");
    assert!(others.iter().all(|title| !notices.contains(title)));
    page.screenshot("an-editor-steers-a-list");
}

fn a_page_searches_without_a_box_and_sees_why(page: &Page<'_>) {
    list(page, "query='so 3'", &feed());
    assert_eq!(page.texts(TITLES), ["Tin số 3 của xã Sông Ba"]);
    assert_eq!(
        page.texts("bangtin-news >>> [part=title] mark"),
        ["số", "3"]
    );
    let status = "bangtin-news >>> .root p[role=status].note";
    page.until("how many", || page.text(status) == "Tìm thấy 1 tin.");
    assert_eq!(page.count("bangtin-news >>> input"), 0);
    page.set_attribute("bangtin-news", "query", Some("máy bay"));
    page.until("nothing is found", || {
        page.text(status) == "Không tìm thấy tin nào phù hợp."
    });
    page.set_attribute("bangtin-news", "query", Some("số 4"));
    page.until("another is found", || {
        page.texts(TITLES) == ["Tin số 4 của xã Sông Ba"]
    });
}

fn nothing_is_painted_that_the_kit_will_change(page: &Page<'_>) {
    for attributes in [
        "sort='views'",
        "query='so'",
        "urgent",
        "pinned",
        "new-days",
        "layout='lead'",
        "layout='dated'",
        "layout='columns'",
    ] {
        let src = page.feed("feed.json", &feed());
        page.show(&format!(
            "<script>painted = 0; addEventListener('bangtin-painted', () => painted++)</script><bangtin-news src='{src}' {attributes}></bangtin-news>"
        ));
        page.wait_state("bangtin-news", "ready");
        assert_eq!(
            page.js::<u32>("return painted", json!([])),
            0,
            "{attributes}"
        );
    }
}

fn a_press_is_told_to_the_page_and_a_category_does_not_open_in_the_list(page: &Page<'_>) {
    list(
        page,
        "layout='columns' links='reader' category-links='#/chuyen-muc/{id}'",
        &feed(),
    );
    page.js::<()>(
        "window.told = []; addEventListener('bangtin-navigate', (event) => { told.push(event.detail.id); event.preventDefault() })",
        json!([]),
    );
    page.click("bangtin-news >>> [part=category-link]");
    page.click("bangtin-news >>> [part=link]");
    assert_eq!(
        page.js::<Vec<String>>("return told", json!([])),
        ["thong-bao", "i-1"]
    );
    page.js::<()>(
        "addEventListener('bangtin-navigate', (event) => event.stopImmediatePropagation(), true)",
        json!([]),
    );
    page.click("bangtin-news >>> [part=category-link]");
    assert!(
        page.address().ends_with("#/chuyen-muc/thong-bao"),
        "{}",
        page.address()
    );
    assert_eq!(page.count("bangtin-news >>> [part=article]"), 0);
}

fn it_changes_between_layouts(page: &Page<'_>) {
    list(page, "limit='4'", &feed());
    for (layout, selector) in [
        (
            "lead",
            "bangtin-news >>> section[data-layout=lead] [part~=lead]",
        ),
        (
            "dated",
            "bangtin-news >>> section[data-layout=dated] [part=day]",
        ),
        (
            "columns",
            "bangtin-news >>> section[data-layout=columns] [part=block]",
        ),
        (
            "cards",
            "bangtin-news >>> section[data-layout=cards] [part=row]",
        ),
    ] {
        page.set_attribute("bangtin-news", "layout", Some(layout));
        page.wait_for(selector);
    }
    page.set_attribute("bangtin-news", "sort", Some("views"));
    page.until("the most read are first", || {
        page.texts(TITLES).first().map(String::as_str) == Some("Tin số 9 của xã Sông Ba")
    });
    page.set_attribute("bangtin-news", "sort", None);
    page.until("the feed's order is back", || {
        page.texts(TITLES).first().map(String::as_str) == Some("Tin số 1 của xã Sông Ba")
    });
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn a_wrong_attribute_of_a_layout_is_explained(page: &Page<'_>) {
    for attributes in [
        "sort='moi'",
        "layout='columns' category-links='/chuyen-muc/'",
        "new-days='nhiều'",
        "layout='bang'",
    ] {
        let src = page.feed("feed.json", &feed());
        page.show(&format!(
            "<bangtin-news src='{src}' {attributes}></bangtin-news>"
        ));
        page.wait_state("bangtin-news", "misconfigured");
    }
}

fn a_lead_is_seen_by_everybody(page: &Page<'_>) {
    let feed = feed().with(item(12, "").extra("urgent", json!(true)));
    let src = page.feed("feed.json", &feed);
    let bare = page.feed("bare.json", &Feed::of(4));
    let body = format!(
        "<bangtin-news class='a' src='{src}' layout='lead' limit='6' urgent new-days='90' heading='Tin mới' see-all='/tin'></bangtin-news>
        <bangtin-news class='b' src='{bare}' layout='lead' query='tin so'></bangtin-news>"
    );
    seen::by_everybody(page, "news-lead", &body, &[".a", ".b"], &|| {
        page.wait_for(".a >>> [part~=lead]");
        // Where the page is narrow it is far below.
        page.js::<()>("deep('.b').scrollIntoView()", json!([]));
        page.wait_for(".b >>> [part~=lead]");
        page.wait_for(".b >>> mark");
        page.js::<()>("scrollTo(0, 0)", json!([]));
    });
}

fn dated_and_columns_are_seen_by_everybody(page: &Page<'_>) {
    let src = page.feed("feed.json", &feed());
    let body = format!(
        "<bangtin-news class='a' src='{src}' layout='dated' limit='4' new-days='90' heading='Thông báo'></bangtin-news>
        <bangtin-news class='b' src='{src}' layout='columns' limit='3' category-links='/chuyen-muc/{{id}}'></bangtin-news>"
    );
    seen::by_everybody(page, "news-columns", &body, &[".a", ".b"], &|| {
        page.wait_for(".a >>> [part=day]");
        page.wait_for(".b >>> [part=block]");
    });
}
