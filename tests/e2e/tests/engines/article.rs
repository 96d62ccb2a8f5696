//! `<bangtin-article>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Feed, Item, Media, Page, Portal, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("article";
    EVERYWHERE =>
        shows_every_part,
        leaves_out_what_is_not_known,
        tools_change_size_and_contrast_and_print,
        says_when_there_is_no_such_article,
        frames_of_other_sites_left_holes,
        is_made_up_of_what_the_service_offers;
    CHROMIUM =>
        is_complete_without_a_service,
        outlives_its_service,
        its_parts_follow_its_size_and_contrast,
        names_the_document_and_describes_itself_where_asked,
        prints_the_article_alone,
        shows_the_sample,
        follows_its_attributes;
);

fn whole() -> Item {
    Item::new("bai", "Vụ lúa đông xuân được mùa")
        .field("summary", json!("Năng suất đạt 72 tạ một héc-ta."))
        .field("date_modified", json!("2026-11-19T10:00:00+07:00"))
        .field("attachments", json!([{ "url": "/sample/media/van-ban/lich-tiem-chung-thang-11.pdf", "mime_type": "application/pdf", "title": "Lịch gieo sạ", "size_in_bytes": 12_800 }]))
        .body(concat!(
            "<p>Bà con thu hoạch từ đầu tháng. <a href=\"/tin/khac.html\">Xem thêm</a></p><h2>Giống lúa</h2><ul><li>Giống ngắn ngày</li></ul>",
            "<table><thead><tr><th>Thôn</th><th>Tạ/ha</th></tr></thead><tbody><tr><td>Phước Lộc</td><td>72</td></tr></tbody></table>",
            "<figure><img src=\"media/may-gat.webp\" alt=\"Máy gặt trên ruộng\" width=\"1200\" height=\"800\"><figcaption>Máy gặt liên hợp <cite>Ảnh: Minh Châu</cite></figcaption></figure>",
        ))
        .extra("views", json!(12_345))
        .extra("byline", json!("Hoài An"))
        .extra("unit", json!("Văn phòng UBND xã"))
        .extra("source", json!({ "name": "Hợp tác xã Đồng Xanh", "url": "https://htx.example.vn/" }))
        .extra("related", json!(["khac", "hai"]))
        .extra("media", json!([
            { "type": "image", "url": "/sample/media/canh-dong-lua.webp", "alt": "Cánh đồng lúa chín", "caption": "Cánh đồng Suối Đá", "credit": "Minh Châu", "width": 1200, "height": 800 },
            { "type": "video", "url": "/sample/media/gioi-thieu-xa.mp4", "alt": "Giới thiệu xã", "caption": "Xã nhìn từ trên cao", "poster": "/sample/media/gioi-thieu-xa.webp", "captions_url": "/sample/media/gioi-thieu-xa.vi.vtt", "width": 640, "height": 360 },
        ]))
}

fn show(page: &Page<'_>, item: Item, attributes: &str) {
    let feed = Feed::new()
        .with(item)
        .with(Item::new("khac", "Tin khác"))
        .with(Item::new("hai", "Tin thứ hai"));
    let src = page.feed("feed.json", &feed);
    page.show(&format!(
        r#"<bangtin-article src="{src}" item="bai" {attributes}>Đang tải</bangtin-article>"#
    ));
    page.wait_state("bangtin-article", "ready");
}

fn part(name: &str) -> String {
    format!("bangtin-article >>> [part={name}]")
}

fn shows_every_part(page: &Page<'_>) {
    show(page, whole(), "");
    let text = |name: &str| page.text(&part(name));
    assert_eq!(text("title"), "Vụ lúa đông xuân được mùa");
    assert_eq!(text("date"), "08:30 Thứ Tư, 18/11/2026");
    assert_eq!(text("updated"), "Cập nhật: 10:00 Thứ Năm, 19/11/2026");
    assert_eq!(text("views"), "12.345 lượt xem");
    assert_eq!(text("lead"), "Năng suất đạt 72 tạ một héc-ta.");
    assert_eq!(
        (text("byline"), text("unit")),
        ("Hoài An".into(), "Văn phòng UBND xã".into())
    );
    assert_eq!(text("source"), "Nguồn: Hợp tác xã Đồng Xanh");
    let texts = |selector: &str| page.texts(&format!("bangtin-article >>> {selector}"));
    assert_eq!(texts("[part=related] a"), ["Tin khác", "Tin thứ hai"]);
    assert_eq!(texts("[part=attachments] a"), ["Lịch gieo sạ"]);
    assert!(
        text("attachments").contains("PDF, 12,5 KB") || text("attachments").contains("PDF, 13 KB"),
        "{}",
        text("attachments")
    );
    assert_eq!(texts("[part=body] td"), ["Phước Lộc", "72"]);
    assert_eq!(
        texts("figcaption"),
        [
            "Cánh đồng Suối Đá Ảnh: Minh Châu",
            "Máy gặt liên hợp Ảnh: Minh Châu",
            "Xã nhìn từ trên cao"
        ]
    );
    // A relative picture is looked for beside the feed, wherever the page is.
    let picture: String = page.js(
        "return deep('bangtin-article >>> [part=body] img').src",
        json!([]),
    );
    assert!(picture.ends_with("/made/media/may-gat.webp"), "{picture}");
    let film: (String, String, bool, String) = page.js(
        "const film = deep('bangtin-article >>> video'); return [film.preload, new URL(film.poster).pathname, film.controls, film.querySelector('track').srclang]",
        json!([]),
    );
    assert_eq!(
        film,
        (
            "none".into(),
            "/sample/media/gioi-thieu-xa.webp".into(),
            true,
            "vi".into()
        )
    );
    assert_eq!(
        page.asked("/sample/media/gioi-thieu-xa.mp4"),
        0,
        "a film is not loaded before it is played"
    );
    assert_eq!(
        page.errors()
            .into_iter()
            .filter(|line| !line.contains("may-gat"))
            .collect::<Vec<_>>(),
        Vec::<String>::new()
    );
}

/// Films, maps and documents that another site shows in a frame become links; nobody else is asked before a press.
fn frames_of_other_sites_left_holes(page: &Page<'_>) {
    let body = concat!(
        r#"<p>Mời bà con xem:</p><p><iframe width="560" src="https://www.youtube.com/embed/AAA?autoplay=1" title="Phim" allowfullscreen></iframe></p>"#,
        r#"<figure><div><iframe src="https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fx%2Fvideos%2F1%2F">Trình duyệt cũ</iframe></div><figcaption>Đài truyền thanh xã</figcaption></figure>"#,
        r#"<p>Bản đồ: <iframe src="about:blank" data-src="https://www.google.com/maps/embed?pb=1"/> thôn Phước Lộc</p>"#,
        r#"<object data="/a.pdf"><a href="/a.pdf">Tải tệp</a></object><p><iframe src="javascript:alert(1)"></iframe></p>"#,
        r#"<p><iframe width="1" src="https://dem.example/"></iframe></p><p>Hết.</p>"#,
    );
    show(page, Item::new("bai", "Bài có phim").body(body), "");
    let texts = |selector: &str| page.texts(&format!("bangtin-article >>> .body {selector}"));
    assert_eq!(
        texts("a"),
        [
            "Xem video trên YouTube",
            "Xem video trên Facebook",
            "Xem bản đồ",
            "Tải tệp"
        ]
    );
    assert_eq!(
        texts("p"),
        [
            "Mời bà con xem:",
            "Xem video trên YouTube",
            "Bản đồ: Xem bản đồ thôn Phước Lộc",
            "Hết."
        ]
    );
    assert_eq!(texts("figcaption"), ["Đài truyền thanh xã"]);
    let links = page.js::<Vec<String>>(
        "return [...document.querySelector('bangtin-article').shadowRoot.querySelectorAll('.body a')].map(a => a.href)",
        json!([]),
    );
    assert_eq!(
        links[..3],
        [
            "https://www.youtube.com/watch?v=AAA",
            "https://www.facebook.com/x/videos/1/",
            "https://www.google.com/maps/embed?pb=1"
        ]
    );
}

fn leaves_out_what_is_not_known(page: &Page<'_>) {
    show(
        page,
        Item::new("bai", "Chỉ có tiêu đề").extra("precision", json!("day")),
        "related='0'",
    );
    assert_eq!(page.text(&part("date")), "Thứ Tư, 18/11/2026");
    for absent in [
        "views",
        "lead",
        "byline",
        "unit",
        "source",
        "updated",
        "attachments",
        "related",
        "credit",
        "film",
        "lead-picture",
    ] {
        assert!(
            !page.has(&part(absent)),
            "{absent} is shown without a value"
        );
    }
    assert!(!page.text("bangtin-article >>> .root").contains("()"));
}

fn tools_change_size_and_contrast_and_print(page: &Page<'_>) {
    show(page, whole(), "");
    let tool = |name: &str| format!("bangtin-article >>> [data-tool={name}]");
    let size = || {
        page.style("bangtin-article >>> [part=body] p", "font-size")
            .trim_end_matches("px")
            .parse::<f64>()
            .unwrap()
    };
    let normal = size();
    assert!(
        normal >= 16.0,
        "text of {normal}px is small for an old reader"
    );
    page.click(&tool("larger"));
    page.until("the text grows", || size() > normal);
    page.click(&tool("larger"));
    let large = size();
    page.click(&tool("smaller"));
    page.until("the text shrinks", || size() < large);
    assert_eq!(
        page.attribute(&tool("contrast"), "aria-pressed").as_deref(),
        Some("false")
    );
    let colour = || {
        (
            page.style("bangtin-article >>> article", "background-color"),
            page.style("bangtin-article >>> [part=body] p", "color"),
        )
    };
    let before = colour();
    page.click(&tool("contrast"));
    page.until("the contrast changes", || colour() != before);
    assert_eq!(
        page.attribute(&tool("contrast"), "aria-pressed").as_deref(),
        Some("true")
    );
    page.js::<()>(
        "window.printed = 0; window.print = () => { window.printed += 1 }",
        json!([]),
    );
    page.click(&tool("print"));
    page.until("the page is printed once", || {
        page.js::<u32>("return window.printed", json!([])) == 1
    });
    // The choice is the reader's and stays.
    let chosen = size();
    page.reload();
    page.wait_state("bangtin-article", "ready");
    page.until("the size is remembered", || (size() - chosen).abs() < 0.1);
    page.set_attribute("bangtin-article", "toolbar", Some("off"));
    page.until("the tools go", || !page.has(&tool("larger")));
}

fn says_when_there_is_no_such_article(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(2));
    page.show(&format!(r#"<bangtin-article src="{src}" item="khong-co"><a href="/tin-tuc">Tin tức</a></bangtin-article>"#));
    page.until("it says so", || {
        matches!(
            page.state("bangtin-article").as_deref(),
            Some("empty" | "failed")
        )
    });
    let said = page.text("bangtin-article >>> .root");
    assert!(
        said.contains("Không tìm thấy nội dung này") || said.contains("Không có bài viết này"),
        "{said}"
    );
    assert!(page.js::<bool>(
        "return document.querySelector('bangtin-article a').checkVisibility()",
        json!([])
    ));
}

fn names_the_document_and_describes_itself_where_asked(page: &Page<'_>) {
    show(page, whole(), "");
    let described = "return [...document.querySelectorAll('script[type=\"application/ld+json\"]')].map((script) => JSON.parse(script.textContent))";
    assert_eq!(
        page.js::<Vec<serde_json::Value>>(described, json!([])),
        Vec::<serde_json::Value>::new()
    );
    assert_eq!(
        page.js::<String>("return document.title", json!([])),
        "Thử nghiệm"
    );

    // A summary that would end the block, if it were written as it is.
    let item = whole()
        .field("title", json!("Giá lúa < 7.000 đ & > 6.500 đ"))
        .field(
            "summary",
            json!("Xem </scr<b></b>ipt><script>document.title = 'hỏng'</script>"),
        );
    show(page, item, "json-ld document-title");
    page.until("it describes itself", || {
        page.js::<Vec<serde_json::Value>>(described, json!([]))
            .len()
            == 1
    });
    let description = page
        .js::<Vec<serde_json::Value>>(described, json!([]))
        .remove(0);
    assert_eq!(description["@type"], "NewsArticle");
    assert_eq!(description["headline"], "Giá lúa < 7.000 đ & > 6.500 đ");
    let date = description["datePublished"].as_str().unwrap_or_default();
    assert!(
        date.starts_with("2026-11-18T08:30") && date.ends_with("+07:00"),
        "{date}"
    );
    assert_eq!(description["author"]["name"], "Hoài An");
    assert!(
        page.js::<String>("return document.title", json!([]))
            .starts_with("Giá lúa < 7.000 đ & > 6.500 đ")
    );
    page.js::<()>(
        "document.querySelector('bangtin-article').remove()",
        json!([]),
    );
    page.until("both go with the element", || {
        page.js::<Vec<serde_json::Value>>(described, json!([]))
            .is_empty()
            && page.js::<String>("return document.title", json!([])) == "Thử nghiệm"
    });
}

fn prints_the_article_alone(page: &Page<'_>) {
    show(page, whole(), "");
    page.emulate(&[Media::Print]);
    let hidden = |selector: &str| page.style(selector, "display") == "none";
    assert!(
        hidden("bangtin-article >>> [part=tools]"),
        "tools are of no use on paper"
    );
    assert!(!hidden("bangtin-article >>> [part=body]"));
    page.screenshot("article-print");
}

fn shows_the_sample(page: &Page<'_>) {
    page.open("/hosts/article.html");
    page.wait_state("bangtin-article", "ready");
    let gone: Vec<String> = page.js_async(
        "const pictures = deepAll('bangtin-article >>> img');
         for (const picture of pictures) picture.loading = 'eager';
         await Promise.all(pictures.map((picture) => picture.decode().catch(() => 0)));
         return pictures.filter((picture) => !picture.naturalWidth).map((picture) => picture.src)",
        json!([]),
    );
    assert_eq!(gone, Vec::<String>::new(), "pictures that do not arrive");
    page.fits();
}

fn follows_its_attributes(page: &Page<'_>) {
    show(page, whole(), "");
    page.js::<()>(
        "deep('bangtin-article >>> .root').ofTheTest = true",
        json!([]),
    );
    page.set_attribute("bangtin-article", "related", Some("1"));
    page.until("one related article is left", || {
        page.count("bangtin-article >>> [part=related] a") == 1
    });
    page.set_attribute("bangtin-article", "item", Some("khac"));
    page.until("the other article shows", || {
        page.has(&part("title")) && page.text(&part("title")) == "Tin khác"
    });
    page.set_attribute("bangtin-article", "related", Some("nhiều"));
    page.wait_state("bangtin-article", "misconfigured");
    assert!(page.js::<bool>(
        "return deep('bangtin-article >>> .root').ofTheTest",
        json!([])
    ));
}

/// The elements of the kit inside the article.
fn parts_of(page: &Page<'_>) -> Vec<String> {
    page.js(
        "return deepAll('bangtin-article >>> *').map((one) => one.localName).filter((name) => name.startsWith('bangtin-'))",
        json!([]),
    )
}

/// The state of an element inside the article, once it is in sight.
fn part_state(page: &Page<'_>, tag: &str) -> Option<String> {
    page.js(
        "const part = deep('bangtin-article >>> ' + arguments[0]); part.scrollIntoView(); return part.shadowRoot?.querySelector('.root')?.dataset.state ?? null",
        json!([tag]),
    )
}

fn is_made_up_of_what_the_service_offers(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(
        page,
        "<bangtin-article item='tb-01' lang='en'></bangtin-article>",
    );
    page.wait_state("bangtin-article", "ready");
    assert_eq!(
        parts_of(page),
        [
            "bangtin-visitors",
            "bangtin-share",
            "bangtin-rating",
            "bangtin-comments"
        ]
    );
    for tag in ["bangtin-share", "bangtin-rating", "bangtin-comments"] {
        page.until(&format!("{tag} is there"), || {
            part_state(page, tag).is_some_and(|state| state == "ready" || state == "empty")
        });
    }
    assert_eq!(
        page.attribute("bangtin-article >>> bangtin-rating", "page")
            .as_deref(),
        Some("tb-01")
    );
    assert_eq!(
        page.text("bangtin-article >>> bangtin-share >>> [part=label]"),
        "Share"
    );
    page.set_attribute("bangtin-article", "rating", Some("off"));
    page.set_attribute("bangtin-article", "comments", Some("off"));
    page.set_attribute("bangtin-article", "share", Some("off"));
    page.set_attribute("bangtin-article", "count", Some("off"));
    page.until("each part can be left out", || {
        !parts_of(page).iter().any(|name| name != "bangtin-visitors")
    });
}

fn is_complete_without_a_service(page: &Page<'_>) {
    show(page, whole(), "");
    assert_eq!(parts_of(page), ["bangtin-share"]);
    assert!(page.has(&part("views")) && page.has(&part("related")));
}

fn outlives_its_service(page: &Page<'_>) {
    let mut portal = Portal::start(page);
    portal.kill();
    portal.show(
        page,
        "<bangtin-article src='/sample/feed.json' item='tb-01'></bangtin-article>",
    );
    page.wait_state("bangtin-article", "ready");
    for tag in ["bangtin-share", "bangtin-rating", "bangtin-comments"] {
        page.until(&format!("{tag} says how it is"), || {
            part_state(page, tag).is_some_and(|state| state != "loading")
        });
    }
    assert_eq!(page.state("bangtin-article").as_deref(), Some("ready"));
    assert!(page.text(&part("body")).contains("Thời gian và khu vực"));
}

fn its_parts_follow_its_size_and_contrast(page: &Page<'_>) {
    show(page, whole(), "");
    let label = "bangtin-article >>> bangtin-share >>> [part=label]";
    page.until("the part is there", || {
        part_state(page, "bangtin-share").is_some() && page.has(label)
    });
    let size = |page: &Page<'_>| -> f64 {
        page.style(label, "font-size")
            .trim_end_matches("px")
            .parse()
            .expect("a size")
    };
    let before = size(page);
    page.click("bangtin-article >>> [data-tool=larger]");
    page.click("bangtin-article >>> [data-tool=contrast]");
    page.until("it is larger", || size(page) > before * 1.1);
    assert_eq!(page.style(label, "color"), "rgb(0, 0, 0)");
}
