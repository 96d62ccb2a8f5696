//! `<bangtin-videos>`, and films of other sites in articles.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, KIT, Page, cases};
use serde_json::{Value, json};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("videos";
    EVERYWHERE => a_film_comes_after_a_press_with_its_captions;
    CHROMIUM =>
        asks_another_site_for_nothing_before_a_press,
        a_page_that_refuses_frames_shows_the_way_to_the_film,
        a_film_of_an_article_on_another_site_waits_for_a_press_too,
        looks_for_films_on_the_pages_of_the_feed,
        a_poster_is_left_out_where_the_reader_saves_data,
        says_what_is_missing,
        is_seen_by_everybody;
);

const TAG: &str = "bangtin-videos";

fn part(name: &str) -> String {
    format!("{TAG} >>> [part={name}]")
}

fn film() -> Value {
    json!({ "type": "video", "url": "/sample/media/gioi-thieu-xa.webm", "caption": "Giới thiệu xã", "credit": "Nhóm làm phim trẻ",
        "poster": "/sample/media/gioi-thieu-xa.webp", "captions_url": "/sample/media/gioi-thieu-xa.vi.vtt", "width": 640, "height": 360, "duration_in_seconds": 72 })
}

fn youtube() -> Value {
    json!({ "type": "video", "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ", "alt": "Phim hoạt hình" })
}

fn facebook() -> Value {
    json!({ "type": "video", "url": "https://www.facebook.com/watch/?v=1" })
}

fn feed(page: &Page<'_>) -> String {
    let feed = Feed::new()
        .with(Item::new("mot", "Tin có phim").extra("media", json!([film()])))
        .with(
            Item::new("hai", "Tin có phim nơi khác")
                .field("image", json!("/sample/media/nha-van-hoa-600.webp"))
                .extra("media", json!([youtube(), film()])),
        )
        .with(Item::new("ba", "Phim trên mạng xã hội").extra("media", json!([facebook()])))
        .with(Item::new("bon", "Tin không phim"));
    page.feed("feed.json", &feed)
}

fn show(page: &Page<'_>, head: &str, attributes: &str) {
    let src = feed(page);
    page.show_with(
        &format!("{head}<script type='module' src='{KIT}/bangtin.js'></script>"),
        &format!("<h1>Cổng</h1><bangtin-videos src='{src}' {attributes}></bangtin-videos>"),
    );
    page.wait_state(TAG, "ready");
}

fn a_film_comes_after_a_press_with_its_captions(page: &Page<'_>) {
    show(page, "", "");
    assert_eq!(
        page.texts(&part("title")),
        ["Giới thiệu xã", "Phim hoạt hình", "Phim trên mạng xã hội"]
    );
    assert_eq!(page.count(&part("video")), 3, "each film once");
    assert_eq!(page.texts(&part("length")), ["1 phút 12 giây"]);
    assert_eq!(page.asked("/sample/media/gioi-thieu-xa.webm"), 0);
    assert!(
        page.attribute(&part("article"), "href")
            .is_some_and(|to| to.ends_with("/tin/mot.html"))
    );
    page.click(&part("poster"));
    page.wait_for("bangtin-videos >>> video");
    let film: (bool, bool, String, String) = page.js(
        "const film = deep('bangtin-videos >>> video'); return [film.controls, film.autoplay, film.querySelector('track').kind, film.getAttribute('aria-label')]",
        json!([]),
    );
    assert_eq!(
        film,
        (true, true, "captions".into(), "Giới thiệu xã".into())
    );
    page.until("the film is asked for", || {
        page.asked("/sample/media/gioi-thieu-xa.webm") > 0
    });
}

fn asks_another_site_for_nothing_before_a_press(page: &Page<'_>) {
    show(page, "", "");
    let elsewhere = "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin).filter((origin) => origin !== location.origin)";
    assert_eq!(
        page.js::<Vec<String>>(elsewhere, json!([])),
        Vec::<String>::new()
    );
    assert!(page.text(&part("video")).contains("Giới thiệu xã"));
    let second = "bangtin-videos >>> li:nth-child(2)";
    assert!(
        page.text(second)
            .contains("Video trên YouTube, chỉ tải khi bấm")
    );
    page.block(&["*youtube*"]);
    page.click(&format!("{second} [part=poster]"));
    page.wait_for(&part("frame"));
    assert_eq!(
        page.attribute(&part("frame"), "src").as_deref(),
        Some("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0")
    );
    assert_eq!(
        page.attribute(&part("frame"), "title").as_deref(),
        Some("Phim hoạt hình")
    );
    assert_eq!(
        page.text(&part("watch")),
        "Xem trên YouTube (mở trong thẻ mới)"
    );
    // What shows its films nowhere else is a link.
    let third = "bangtin-videos >>> li:nth-child(3) [part=poster]";
    assert_eq!(
        page.attribute(third, "href").as_deref(),
        Some("https://www.facebook.com/watch/?v=1")
    );
    assert_eq!(page.attribute(third, "target").as_deref(), Some("_blank"));
    // One film plays at a time.
    page.click(&part("poster"));
    page.wait_for("bangtin-videos >>> video");
    assert!(!page.has(&part("frame")));
    page.block(&[]);
}

fn a_page_that_refuses_frames_shows_the_way_to_the_film(page: &Page<'_>) {
    show(
        page,
        "<meta http-equiv='content-security-policy' content=\"frame-src 'self'\">",
        "",
    );
    page.click("bangtin-videos >>> li:nth-child(2) [part=poster]");
    page.until("it says so", || {
        page.text("bangtin-videos >>> li:nth-child(2)")
            .contains("Trang này không cho phát video của nơi khác tại chỗ")
    });
    assert!(!page.has(&part("frame")));
    assert_eq!(
        page.attribute(&part("watch"), "href").as_deref(),
        Some("https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    );
}

fn a_film_of_an_article_on_another_site_waits_for_a_press_too(page: &Page<'_>) {
    let src = feed(page);
    page.show(&format!(
        "<bangtin-article src='{src}' item='hai'></bangtin-article>"
    ));
    page.wait_state("bangtin-article", "ready");
    assert_eq!(page.count("bangtin-article >>> iframe"), 0);
    assert_eq!(page.count("bangtin-article >>> video"), 1);
    page.block(&["*youtube*"]);
    page.click("bangtin-article >>> [part=poster]");
    page.wait_for("bangtin-article >>> [part=frame]");
    page.block(&[]);
}

fn looks_for_films_on_the_pages_of_the_feed(page: &Page<'_>) {
    let with_film = |id: &str, url: &str| {
        Item::new(id, &format!("Tin {id}")).extra("media", json!([{ "type": "video", "url": url }]))
    };
    let third = page.feed("feed-3.json", &Feed::new().with(with_film("ba", "/c.mp4")));
    let second = page.feed(
        "feed-2.json",
        &Feed::new().with(with_film("hai", "/b.mp4")).next(&third),
    );
    let first = page.feed(
        "feed.json",
        &Feed::of(3).with(with_film("mot", "/a.mp4")).next(&second),
    );
    page.show(&format!(
        "<bangtin-videos src='{first}' limit='1' see-all='/video'></bangtin-videos>"
    ));
    page.wait_state(TAG, "ready");
    assert_eq!(page.texts(&part("title")), ["Tin mot"]);
    // One more than is shown is enough to know.
    assert_eq!(
        (
            page.asked("/made/feed-2.json"),
            page.asked("/made/feed-3.json")
        ),
        (1, 0)
    );
    page.click(&part("more"));
    page.until("the second is there", || {
        page.texts(&part("title")) == ["Tin mot", "Tin hai"]
    });
    assert!(
        page.attribute(&part("see-all"), "href")
            .is_some_and(|to| to.ends_with("/video"))
    );
}

fn a_poster_is_left_out_where_the_reader_saves_data(page: &Page<'_>) {
    show(
        page,
        "<script>Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: 'slow-2g' } })</script>",
        "",
    );
    assert_eq!(page.count("bangtin-videos >>> img"), 0);
    page.click(&part("poster"));
    page.wait_for("bangtin-videos >>> video");
    assert_eq!(page.asked("/sample/media/gioi-thieu-xa.webp"), 0);
}

fn says_what_is_missing(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(2));
    page.show(&format!(
        "<bangtin-videos src='{src}'>Video ở trụ sở</bangtin-videos>"
    ));
    page.wait_state(TAG, "empty");
    assert_eq!(page.text(&part("empty")), "Chưa có video nào.");
    page.show("<bangtin-videos></bangtin-videos>");
    page.wait_state(TAG, "misconfigured");
    page.show("<bangtin-videos src='/fault/status/404/feed.json'></bangtin-videos>");
    page.wait_state(TAG, "failed");
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let src = feed(page);
    let body = format!(
        "<bangtin-videos src='{src}' see-all='/video'></bangtin-videos><bangtin-videos id='s' src='{src}' layout='stage' heading='Giới thiệu xã'></bangtin-videos>"
    );
    seen::by_everybody(page, "videos", &body, &[TAG, "#s"], &|| {
        page.wait_state(TAG, "ready");
        page.wait_state("#s", "ready");
    });
}
