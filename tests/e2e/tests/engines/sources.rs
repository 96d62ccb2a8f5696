//! `src` in a format of others: RSS, Atom, WordPress, Drupal. One list and one article, whatever they are made of.

use bangtin_e2e::{Case, EVERYWHERE, Feed, KEEPS_STORAGE, KIT, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("sources";
    EVERYWHERE =>
        rss_with_what_hand_made_feeds_have_is_a_list_and_an_article,
        atom_is_a_list_and_an_article,
        posts_of_wordpress_are_a_list_and_an_article,
        more_posts_of_wordpress_come_where_it_says_that_there_are,
        nodes_of_drupal_are_a_list_and_an_article,
        nukeviet_has_days_and_no_minutes,
        letters_in_parts_are_whole,
        two_thousand_items_are_read,
        what_is_no_feed_is_said_in_words,
        an_articles_page_is_read_by_its_json_ld,
        an_articles_page_is_read_by_microdata_or_its_main_text,
        a_strict_page_reads_an_articles_page,
        links_in_the_tag_become_the_list,
        an_old_table_of_news_becomes_the_list,
        an_article_in_the_tag_gets_the_tools,
        what_stands_in_the_tag_is_read_anew_after_it_was_away,
        what_stands_in_the_tag_gives_way_to_a_feed,
        a_strict_page_reads_rss,
        who_reads_json_feed_loads_nothing_for_others;
    KEEPS_STORAGE => a_saved_copy_needs_no_second_reading;
);

const LINK: &str = "bangtin-news >>> [part=link]";
const TEXT: &str = "bangtin-article >>> [part=body]";

fn serve(page: &Page<'_>, name: &str, content: impl Into<Vec<u8>>) -> String {
    let mime = match name.rsplit_once('.') {
        Some((_, "json")) => "application/json",
        Some((_, "html")) => "text/html",
        _ => "application/xml",
    };
    let path = format!("/made/{name}");
    page.serve(&path, mime, content);
    path
}

fn show(page: &Page<'_>, src: &str, item: &str) {
    page.show(&format!(
        r#"<bangtin-news src="{src}" categories></bangtin-news><bangtin-article src="{src}" item="{item}"></bangtin-article>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-article", "ready");
    page.wait_for(TEXT);
}

fn rss_with_what_hand_made_feeds_have_is_a_list_and_an_article(page: &Page<'_>) {
    let src = serve(page, "rss.xml", include_str!("sources/rss.xml"));
    show(page, &src, "tiem-1");
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        [
            "Lịch tiêm phòng cho trẻ & người già",
            "Đường làng – sạch & đẹp",
            "Về việc mở lớp xóa mù chữ",
        ]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=date]"),
        ["18/11/2026 09:30", "16/11/2026 14:30", "15/11/2026 07:00"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=summary]"),
        [
            "Trạm y tế tiêm vào sáng thứ Ba hằng tuần.",
            "Nhà nào cũng quét ngõ trước Tết."
        ]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=category]"),
        ["Tất cả", "Thông báo", "Nông thôn mới"]
    );
    let here = page.server.origin();
    assert_eq!(
        page.attribute(LINK, "href"),
        Some(format!("{here}/tin/lich-tiem?a=1&b=2&c=3"))
    );
    assert_eq!(
        page.attribute("bangtin-news >>> [part=thumbnail]", "src"),
        Some(format!(
            "{here}/sample/media/ba-con-nong-dan-600.webp?x=1&y=2"
        ))
    );
    assert!(
        page.text(TEXT)
            .contains("Mang theo sổ tiêm & thẻ bảo hiểm.")
    );
    assert_eq!(
        page.attribute("bangtin-article >>> [part=body] a[href$=pdf]", "href"),
        Some(format!("{here}/made/lich.pdf"))
    );
    assert!(
        page.text("bangtin-article >>> article")
            .contains("Lê Thị Hoa")
    );
    assert!(!page.js::<bool>("return 'broken' in window", json!([])));
    page.fits();
    page.screenshot("sources-rss");
    assert!(page.errors().is_empty(), "{:?}", page.errors());

    page.show(&format!(
        r#"<bangtin-news src="{src}" category="nong-thon-moi"></bangtin-news><bangtin-documents src="{src}"></bangtin-documents>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.wait_state("bangtin-documents", "ready");
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Đường làng – sạch & đẹp"]
    );
    let document = page.text("bangtin-documents >>> .root");
    assert!(document.contains("12/QĐ-UBND"), "{document}");
}

fn atom_is_a_list_and_an_article(page: &Page<'_>) {
    let src = serve(page, "atom.xml", include_str!("sources/atom.xml"));
    show(page, &src, "tag:songba,2026:1");
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Hội thi nấu cơm ngày mùa", "Đê sông & kè mới"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=date]"),
        ["18/11/2026 09:30", "10/11/2026 08:00"]
    );
    let links: Vec<String> = page.js(
        "return deepAll(arguments[0]).map((link) => link.href)",
        json!([LINK]),
    );
    let here = page.server.origin();
    assert_eq!(
        links,
        [
            "https://songba.example.gov.vn/hoi-thi".to_owned(),
            format!("{here}/de-song")
        ]
    );
    assert!(page.text(TEXT).contains("Mỗi đội có ba người."));
    let whole = page.text("bangtin-article >>> article");
    assert!(
        whole.contains("Văn phòng xã") && whole.contains("Cập nhật"),
        "{whole}"
    );
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn posts_of_wordpress_are_a_list_and_an_article(page: &Page<'_>) {
    let src = serve(page, "posts.json", include_str!("sources/wordpress.json"));
    show(page, &src, "trong-cay");
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Trồng cây – gây rừng", "Họp thôn"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=date]"),
        ["18/11/2026 09:30", "17/11/2026 07:00"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=summary]"),
        ["Mỗi nhà hai cây keo…"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=category]"),
        ["Tất cả", "Nông nghiệp"]
    );
    assert!(page.text(TEXT).contains("Mỗi nhà hai cây keo."));
    assert!(!page.text("bangtin-article >>> article").contains("admin"));
    assert!(!page.has("bangtin-news >>> [part=more]"));
    assert!(!page.js::<bool>("return 'broken' in window", json!([])));
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn more_posts_of_wordpress_come_where_it_says_that_there_are(page: &Page<'_>) {
    let post = |id: u32| json!({ "id": id, "slug": format!("tin-{id}"), "link": format!("/tin-{id}/"), "date_gmt": "2026-11-18T02:30:00", "title": { "rendered": format!("Tin {id}") } });
    let posts: Vec<_> = (1..=4).map(post).collect();
    serve(page, "posts.json", json!(posts[..2]).to_string());
    serve(page, "posts-2.json", json!(posts[2..]).to_string());
    // The server of these tests sends no headers of its own for a made file.
    let two_pages = "<script>{ const send = fetch; window.fetch = async (request, ...rest) => {
        const asked = new URL(request.url ?? request);
        if (!asked.pathname.endsWith('posts.json')) return send(request, ...rest);
        const answer = await send(asked.searchParams.get('page') === '2' ? '/made/posts-2.json' : request, ...rest);
        const told = new Response(await answer.text(), { headers: { 'X-WP-TotalPages': 2 } });
        return Object.defineProperty(told, 'url', { value: asked.href });
    } }</script>";
    let head = format!(r#"{two_pages}<script type="module" src="{KIT}/bangtin.js"></script>"#);
    page.show_with(
        &head,
        r#"<bangtin-news src="/made/posts.json?per_page=2" limit="2"></bangtin-news>"#,
    );
    page.wait_state("bangtin-news", "ready");
    assert_eq!(page.count(LINK), 2);
    page.click("bangtin-news >>> [part=more]");
    page.until("the second page is there", || page.count(LINK) == 4);
    page.until("there is no third", || {
        !page.has("bangtin-news >>> [part=more]")
    });
}

fn nodes_of_drupal_are_a_list_and_an_article(page: &Page<'_>) {
    let src = serve(page, "article.json", include_str!("sources/drupal.json"));
    let more = json!({ "jsonapi": {}, "data": [{ "type": "node--article", "id": "8b", "attributes": { "title": "Tin trang hai" } }] });
    serve(page, "drupal-2.json", more.to_string());
    show(page, &src, "6f0c");
    page.until("both pages are read", || {
        page.texts("bangtin-news >>> [part=title]")
            == ["Nước sạch về bản", "Chợ phiên", "Tin trang hai"]
    });
    let here = page.server.origin();
    assert_eq!(
        page.attribute(LINK, "href"),
        Some(format!("{here}/nuoc-sach"))
    );
    assert_eq!(
        page.attribute("bangtin-news >>> [part=thumbnail]", "src"),
        Some(format!("{here}/sample/media/ba-con-nong-dan-600.webp"))
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=category]"),
        ["Tất cả", "Đời sống"]
    );
    assert!(page.text(TEXT).contains("Bể chứa năm mươi khối."));
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn rss(items: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Xã</title>{items}</channel></rss>"#
    )
}

fn nukeviet_has_days_and_no_minutes(page: &Page<'_>) {
    let item = |id: u32| {
        format!(
            "<item><title>Tin {id}</title><guid>t{id}</guid><pubDate>Wed, {id} Nov 2026 02:11:05 GMT</pubDate></item>"
        )
    };
    let src = serve(
        page,
        "nuke.xml",
        rss(&(16..19).map(item).collect::<String>()),
    );
    page.show(&format!(r#"<bangtin-news src="{src}"></bangtin-news>"#));
    page.wait_state("bangtin-news", "ready");
    assert_eq!(
        page.texts("bangtin-news >>> [part=date]"),
        ["16/11/2026", "17/11/2026", "18/11/2026"]
    );
}

fn letters_in_parts_are_whole(page: &Page<'_>) {
    let name = "Lễ hội đền Thượng";
    let parts =
        "Le\u{302}\u{303} ho\u{323}\u{302}i \u{111}e\u{302}\u{300}n Thu\u{31b}o\u{323}\u{31b}ng";
    let src = serve(
        page,
        "nfd.xml",
        rss(&format!(
            "<item><title>{parts}\u{b}</title><link>/a</link><category>{parts}</category></item>"
        )),
    );
    page.show(&format!(
        r#"<bangtin-news src="{src}" category="le-hoi-den-thuong"></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    let titles = page.texts("bangtin-news >>> [part=title]");
    assert_eq!(titles.len(), 1);
    assert!(!titles[0].contains('\u{302}'), "{titles:?} is not whole");
    assert!(titles[0].starts_with("Lễ"), "{titles:?} is not {name}");
}

fn two_thousand_items_are_read(page: &Page<'_>) {
    let item = |id: u32| {
        format!(
            "<item><title>Tin số {id} & hơn</title><link>/tin/{id}</link><guid>t{id}</guid><description>Lời dẫn của tin số {id} & vài chữ nữa.</description><pubDate>Wed, 18 Nov 2026 02:30:00 GMT</pubDate><category>Thôn {}</category></item>",
            id % 7
        )
    };
    let src = serve(
        page,
        "long.xml",
        rss(&(0..2_000).map(item).collect::<String>()),
    );
    page.show(&format!(
        r#"<bangtin-news src="{src}" limit="1000" layout="headlines"></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("a thousand rows are there", || page.count(LINK) == 1_000);
    assert_eq!(page.text("bangtin-news >>> [part=title]"), "Tin số 0 & hơn");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn what_is_no_feed_is_said_in_words(page: &Page<'_>) {
    let whole = include_str!("sources/rss.xml");
    // Within its first item.
    let half: String = whole.chars().take(600).collect();
    let laughs = (1..9)
        .map(|n| format!(r#"<!ENTITY l{n} "{}">"#, format!("&l{};", n - 1).repeat(10)))
        .collect::<String>();
    let bomb = format!(
        r#"<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss version="2.0"><channel><title>&l8;</title><item><title>&l8;</title></item></channel></rss>"#
    );
    let crossed = rss("<item><title>Một</description></item>");
    let cases = [
        ("half.xml", half),
        ("bomb.xml", bomb),
        ("crossed.xml", crossed),
        ("no-channel.xml", "<rss version='2.0'><item/></rss>".into()),
        (
            "open.xml",
            format!("<rss>{}", "<![CDATA[<!--&<rss ".repeat(40_000)),
        ),
        (
            "page.html",
            "<!doctype html><html><head><title>Đăng nhập</title></head><body><p>Mời đăng nhập"
                .into(),
        ),
        (
            "login.html",
            format!(
                "<!doctype html><title>Đăng nhập</title><main><h1>Đăng nhập</h1><form><input type=password></form><p>{}</main>",
                "Mời nhập tên. ".repeat(30)
            ),
        ),
        (
            "links.html",
            format!(
                "<!doctype html><title>Tin</title><main><h1>Tin tức</h1>{}</main>",
                "<article><h2><a href='/tin'>Một tin dài như mọi tin trên trang</a></h2></article>"
                    .repeat(20)
            ),
        ),
        (
            "lost.html",
            "<!doctype html><title>404</title><main><h1>Không tìm thấy trang</h1></main>".into(),
        ),
        ("words.txt", "Xin lỗi, trang đang được nâng cấp.".into()),
        ("other.json", r#"{"data": [{"type": "user--user"}]}"#.into()),
    ];
    for (name, content) in cases {
        let src = serve(page, name, content);
        page.show(&format!(r#"<bangtin-news src="{src}"></bangtin-news>"#));
        page.until(&format!("{name} is refused in words"), || {
            page.state("bangtin-news").as_deref() == Some("failed")
        });
        let said = page.text("bangtin-news >>> .root");
        assert!(
            !said.contains("rror") && !said.contains("xml"),
            "{name}: {said}"
        );
        assert!(page.errors().is_empty(), "{name}: {:?}", page.errors());
    }
}

/// The first article of what `src` names, which is all that there is on a page.
fn show_page(page: &Page<'_>, src: &str) {
    page.show(&format!(
        r#"<bangtin-article src="{src}" item></bangtin-article>"#
    ));
    page.wait_state("bangtin-article", "ready");
    page.wait_for(TEXT);
}

fn an_articles_page_is_read_by_its_json_ld(page: &Page<'_>) {
    let here = page.server.origin();
    let src = serve(page, "article.html", include_str!("sources/article.html"));
    show_page(page, &src);
    assert_eq!(
        page.text("bangtin-article >>> [part=title]"),
        "Cầu mới <qua> suối & bãi bồi"
    );
    assert_eq!(
        page.attribute("bangtin-article >>> [part=date]", "datetime"),
        Some("2026-11-18T09:30:00+07:00".into())
    );
    assert_eq!(
        page.text("bangtin-article >>> [part=lead]"),
        "Cầu dài bốn mươi mét."
    );
    let whole = page.text("bangtin-article >>> article");
    for (word, is_there) in [
        ("Lê Thị Hoa", true),
        ("Giao thông", true),
        ("Cập nhật", true),
        ("không còn phải lội suối", true),
        ("Cầu mới qua suối", false),
        ("Ngày đăng", false),
        ("admin", false),
        ("Quảng cáo", false),
        ("Chia sẻ bài này", false),
    ] {
        assert_eq!(whole.contains(word), is_there, "{word}: {whole}");
    }
    let addresses: Vec<String> = page.js(
        "return deepAll('bangtin-article >>> [part=body] :is(a[href]:not([part]), img)').map((one) => one.href || one.src).filter((one) => !/x$/.test(one))",
        json!([]),
    );
    assert_eq!(
        addresses[..2],
        [
            format!("{here}/made/cau.html"),
            format!("{here}/made/lich.pdf")
        ]
    );
    assert!(
        addresses.contains(&format!("{here}/sample/media/ba-con-nong-dan.webp")),
        "{addresses:?}"
    );
    assert!(!page.js::<bool>("return 'broken' in window", json!([])));
    page.screenshot("sources-page");

    page.show(&format!(r#"<bangtin-news src="{src}"></bangtin-news>"#));
    page.wait_state("bangtin-news", "ready");
    assert_eq!(
        page.attribute(LINK, "href"),
        Some(format!("{here}/made/article.html"))
    );
    assert_eq!(
        page.attribute("bangtin-news >>> [part=thumbnail]", "src"),
        Some(format!("{here}/sample/media/ba-con-nong-dan-600.webp"))
    );
}

fn an_articles_page_is_read_by_microdata_or_its_main_text(page: &Page<'_>) {
    let src = serve(
        page,
        "microdata.html",
        include_str!("sources/microdata.html"),
    );
    show_page(page, &src);
    assert_eq!(
        page.text("bangtin-article >>> [part=title]"),
        "Họp tổ hợp tác xã"
    );
    assert_eq!(
        page.attribute("bangtin-article >>> [part=date]", "datetime"),
        Some("2026-11-17T07:00:00+07:00".into())
    );
    let here = page.server.origin();
    assert_eq!(
        page.attribute("bangtin-article >>> [part=lead-picture] img", "src"),
        Some(format!("{here}/sample/media/ba-con-nong-dan-600.webp"))
    );
    assert_eq!(page.text(TEXT), "Vụ này trồng khoai.");
    assert!(
        page.text("bangtin-article >>> article")
            .contains("Trần Văn Tư")
    );

    let src = serve(page, "main.html", include_str!("sources/main.html"));
    show_page(page, &src);
    assert_eq!(
        page.text("bangtin-article >>> [part=title]"),
        "Giới thiệu xã Sông Ba"
    );
    assert!(page.text(TEXT).starts_with("Xã nằm bên bờ sông"));
    assert_eq!(
        page.attribute("bangtin-article >>> [part=body] a", "href"),
        Some(format!("{here}/ban-do"))
    );
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

/// Shows the first title of a source on a page with a strict policy, which refuses nothing of it, and nothing of it runs.
fn read_strictly(page: &Page<'_>, src: &str, title: &str) {
    page.open("/hosts/strict-csp.html");
    page.wait_state("bangtin-news", "ready");
    page.js::<()>(
        "window.refused = []; addEventListener('securitypolicyviolation', ({ violatedDirective }) => refused.push(violatedDirective))",
        json!([]),
    );
    page.set_attribute("bangtin-news", "src", Some(src));
    page.until(&format!("the page shows {title}"), || {
        page.text("bangtin-news >>> [part=title]") == title
    });
    assert_eq!(
        page.js::<Vec<String>>("return refused", json!([])),
        Vec::<String>::new()
    );
    assert!(!page.js::<bool>("return 'broken' in window", json!([])));
}

fn a_strict_page_reads_an_articles_page(page: &Page<'_>) {
    // The category that the page's list shows.
    let article = include_str!("sources/article.html").replace("Giao thông", "Thông báo");
    let src = serve(page, "article.html", article);
    read_strictly(page, &src, "Cầu mới <qua> suối & bãi bồi");
}

pub(crate) const LIST: &str = r#"<ul>
    <li><a href="/tin/1.html"><img src="/sample/media/ba-con-nong-dan-600.webp" alt=""></a>
        <h3><a href="/tin/1.html" title="Nước sạch">Nước sạch &amp; mát</a></h3>
        <time datetime="2026-11-18T09:30:00+07:00">Hôm qua</time><p>Bể chứa năm mươi khối.</p></li>
    <li><a href="tin/2.html">Chợ phiên</a> <span>(17/11/2026)</span></li>
    <li><a href="javascript:broken=1">Lạ</a></li>
</ul>"#;

fn links_in_the_tag_become_the_list(page: &Page<'_>) {
    page.show(&format!("<bangtin-news search>{LIST}</bangtin-news>"));
    page.wait_state("bangtin-news", "ready");
    let here = page.server.origin();
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Nước sạch & mát", "Chợ phiên"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=date]"),
        ["18/11/2026 09:30", "17/11/2026"]
    );
    assert_eq!(
        page.texts("bangtin-news >>> [part=summary]"),
        ["Bể chứa năm mươi khối."]
    );
    assert_eq!(
        page.attribute("bangtin-news >>> [part=thumbnail]", "src"),
        Some(format!("{here}/sample/media/ba-con-nong-dan-600.webp"))
    );
    assert_eq!(
        page.attribute(LINK, "href"),
        Some(format!("{here}/tin/1.html"))
    );
    assert!(!page.has("bangtin-news >>> slot"), "shown twice");
    page.fill("bangtin-news >>> [part=search]", "cho phien");
    page.until("the search finds one", || page.count(LINK) == 1);
    page.fits();
    page.screenshot("sources-own-list");
    assert!(page.errors().is_empty(), "{:?}", page.errors());

    // More elements than an element usually holds: no sign of a missing end tag.
    let many: String = (0..80)
        .map(|n| format!(r#"<li><a href="/tin/{n}"><b>Tin {n}</b></a></li>"#))
        .collect();
    page.show(&format!(
        "<bangtin-news limit=100><ul>{many}</ul></bangtin-news>"
    ));
    page.wait_state("bangtin-news", "ready");
    page.until("all are there", || page.count(LINK) == 80);
    assert!(!page.has("bangtin-news >>> slot"), "shown twice");
    assert!(!page.has("bangtin-news >>> [part=advice]"));
}

fn an_old_table_of_news_becomes_the_list(page: &Page<'_>) {
    page.show(
        r#"<bangtin-news layout="headlines"><table><tr><td><img src="/sample/media/ba-con-nong-dan-600.webp"></td><td><a href="/a">Lịch tiêm phòng</a><br>Thứ Tư, 18/11/2026</td></tr>
        <tr><td></td><td><a href="/b">Mở lớp xóa mù chữ</a> - 16/11/2026 - 14:30</td></tr></table></bangtin-news>
        <bangtin-news id="boxes"><div class="tin"><div><a href="/c">Đường làng</a> <i>15/11/2026</i></div><div><a href="/d">Quét ngõ</a></div></div></bangtin-news>"#,
    );
    page.wait_state("bangtin-news", "ready");
    page.wait_state("#boxes", "ready");
    assert_eq!(
        page.texts("bangtin-news:first-child >>> [part=title]"),
        ["Lịch tiêm phòng", "Mở lớp xóa mù chữ"]
    );
    assert_eq!(
        page.texts("bangtin-news:first-child >>> [part=date]"),
        ["18/11/2026", "16/11/2026 14:30"]
    );
    assert_eq!(
        page.texts("#boxes >>> [part=title]"),
        ["Đường làng", "Quét ngõ"]
    );
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

const ARTICLE: &str = r#"<article><header><h2>Ngày hội đọc sách</h2><p><time datetime="2026-11-18">18/11/2026</time></p></header>
    <p onclick="broken = 1">Trường học mở cửa cả ngày. <a href="lich.html">Lịch</a></p><script>window.ran = 1</script>
    <h3>Buổi sáng</h3><p>Đọc thơ.</p><footer>Chân bài</footer></article>"#;

fn an_article_in_the_tag_gets_the_tools(page: &Page<'_>) {
    page.show(&format!("<bangtin-article>{ARTICLE}</bangtin-article>"));
    page.wait_state("bangtin-article", "ready");
    page.wait_for(TEXT);
    assert_eq!(
        page.text("bangtin-article >>> [part=title]"),
        "Ngày hội đọc sách"
    );
    assert_eq!(
        page.attribute("bangtin-article >>> [part=date]", "datetime"),
        Some("2026-11-18".into())
    );
    let text = page.text(TEXT);
    assert!(text.starts_with("Trường học mở cửa cả ngày."), "{text}");
    assert!(
        text.contains("Đọc thơ.") && !text.contains("Chân bài"),
        "{text}"
    );
    assert!(!page.has("bangtin-article >>> [part=body] [onclick]"));
    assert!(!page.has("bangtin-article >>> slot"), "shown twice");
    let here = page.server.origin();
    assert!(
        page.attribute("bangtin-article >>> [part=body] a", "href")
            .is_some_and(|link| link.starts_with(&here) && link.ends_with("/lich.html"))
    );
    page.click("bangtin-article >>> [data-tool=larger]");
    page.until("the text is larger", || {
        page.attribute("bangtin-article >>> article", "data-size")
            .as_deref()
            == Some("115")
    });
    page.screenshot("sources-own-article");
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn what_stands_in_the_tag_is_read_anew_after_it_was_away(page: &Page<'_>) {
    page.show(&format!(
        r#"<bangtin-news id="first">{LIST}</bangtin-news><bangtin-news id="other"><ul><li><a href="/khac">Tin khác</a></li></ul></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.wait_state("#other", "ready");
    assert_eq!(page.texts("#other >>> [part=title]"), ["Tin khác"]);
    page.js_async::<()>(
        "const [list, done] = [document.querySelector('bangtin-news'), arguments[arguments.length - 1]];
        list.remove();
        list.querySelector('li:nth-child(2) a').textContent = 'Chợ phiên đổi ngày';
        setTimeout(() => { document.body.append(list); done(); }, 100)",
        json!([]),
    );
    page.wait_for("#first >>> [part=title]");
    // What was asked for in the last twenty seconds is not asked for again: the new title may wait.
    assert_eq!(page.count("#first >>> [part=title]"), 2);
    assert!(page.errors().is_empty(), "{:?}", page.errors());
}

fn what_stands_in_the_tag_gives_way_to_a_feed(page: &Page<'_>) {
    let src = page.feed("feed.json", &Feed::of(3));
    page.show(&format!(
        r#"<bangtin-news src="{src}">{LIST}</bangtin-news><bangtin-article src="{src}">{ARTICLE}</bangtin-article><bangtin-news id="bare"><a href="/tin">Tin tức</a></bangtin-news>"#
    ));
    page.wait_state("bangtin-news", "ready");
    assert_eq!(page.count(LINK), 3);
    page.wait_state("bangtin-article", "empty");
    // A line with a link is what readers see meanwhile.
    page.wait_state("#bare", "misconfigured");
}

fn a_strict_page_reads_rss(page: &Page<'_>) {
    let src = serve(page, "rss.xml", include_str!("sources/rss.xml"));
    read_strictly(page, &src, "Lịch tiêm phòng cho trẻ & người già");
}

fn who_reads_json_feed_loads_nothing_for_others(page: &Page<'_>) {
    let sources = || {
        let names: Vec<String> = page.js(
            "return performance.getEntriesByType('resource').map(({ name }) => name)",
            json!([]),
        );
        names
            .iter()
            .filter(|name| name.contains("/sources-"))
            .count()
    };
    let src = page.feed("feed.json", &Feed::of(30));
    page.show(&format!(
        r#"<bangtin-news src="{src}"></bangtin-news><bangtin-article src="/sample/feed.json" item="tt-01"></bangtin-article>"#
    ));
    page.wait_state("bangtin-news", "ready");
    page.wait_for(TEXT);
    assert_eq!(sources(), 0);
    let bare = serve(
        page,
        "bare.json",
        r#" [{"id": 1, "title": "Một", "content_html": "\"rendered\":"}]"#,
    );
    page.show(&format!(r#"<bangtin-news src="{bare}"></bangtin-news>"#));
    page.wait_state("bangtin-news", "ready");
    assert_eq!(sources(), 0);
    // The control.
    let rss = serve(page, "rss.xml", include_str!("sources/rss.xml"));
    page.show(&format!(r#"<bangtin-news src="{rss}"></bangtin-news>"#));
    page.wait_state("bangtin-news", "ready");
    assert_eq!(sources(), 1);
}

/// What is saved is the JSON Feed that was made of it: the loader paints it on the next visit.
fn a_saved_copy_needs_no_second_reading(page: &Page<'_>) {
    let src = serve(
        page,
        "atom.xml",
        include_str!("sources/atom.xml").replace(" &amp;amp; ", " và "),
    );
    let body = format!(r#"<bangtin-news src="{src}"></bangtin-news>"#);
    page.show(&body);
    page.wait_state("bangtin-news", "ready");
    page.until("it is saved", || {
        page.js_async::<bool>("return !!(await caches.match(arguments[0]))", json!([src]))
    });
    serve(page, "atom.xml", "<p>Trang đang được nâng cấp.</p>");
    page.show(&body);
    page.wait_state("bangtin-news", "ready");
    page.until("the copy is there, with its age", || {
        page.has("bangtin-news >>> [part=stale]")
    });
    assert_eq!(
        page.texts("bangtin-news >>> [part=title]"),
        ["Hội thi nấu cơm ngày mùa", "Đê sông và kè mới"]
    );
}
