//! Feeds as they are found, with the slips of those who make them: what readers see of each, or that it is no feed.

use std::hash::{DefaultHasher, Hash, Hasher};

use bangtin_e2e::{Case, EVERYWHERE, Page, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("sources-as-found";
    EVERYWHERE =>
        slips_of_xml_cost_nothing,
        names_and_addresses_are_read_as_meant,
        each_form_of_a_date_is_read,
        pictures_are_found_wherever_they_stand,
        texts_are_read_as_meant,
        one_bad_item_costs_itself,
        what_is_no_feed_is_refused;
);

/// What an input is, its ending, its content, and its rows: title, address, date and picture, each where it is there.
type Input<'a> = (&'a str, &'a str, String, &'a [&'a str]);

/// A feed of these items, whatever stands around it.
fn around(before: &str, items: &str, behind: &str) -> String {
    format!(
        "{before}<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>Xã</title><link>https://b.example/</link>{items}</channel></rss>{behind}"
    )
}

fn rss(items: &str) -> String {
    around("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", items, "")
}

/// An item with this inside.
fn item(name: &str, inside: &str) -> String {
    format!("<item><guid isPermaLink=\"false\">{name}</guid>{inside}</item>")
}

fn one(inside: &str) -> String {
    rss(&item("1", inside))
}

fn show(page: &Page<'_>, ending: &str, content: &str) {
    let mime = match ending {
        "json" => "application/json",
        "html" => "text/html",
        _ => "application/xml",
    };
    // Each at an address of its own: of one that was read before a copy is kept.
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let src = format!("/made/input-{:x}.{ending}", hasher.finish());
    page.serve(&src, mime, content);
    page.show(&format!(
        r#"<bangtin-news src="{src}" limit="50"></bangtin-news><bangtin-article src="{src}" item></bangtin-article>"#
    ));
    page.until("it is read or refused", || {
        page.state("bangtin-news")
            .is_some_and(|state| state != "loading")
    });
}

/// The rows of the list: `title | address | date | picture`, with what is not there left out.
fn rows(page: &Page<'_>) -> Vec<String> {
    page.js(
        "return deepAll('bangtin-news >>> [part=row]').map((row) => {
            const of = (part, read) => { const found = row.querySelector(`[part=${part}]`); return found && read(found); };
            const words = (node) => node.textContent.trim();
            const address = (name) => (node) => node.getAttribute(name)?.replace(location.origin, '');
            return [of('title', words), of('link', address('href')), of('date', words), of('thumbnail', address('src'))].filter(Boolean).join(' | ');
        })",
        json!([]),
    )
}

fn check(page: &Page<'_>, inputs: &[Input<'_>]) {
    let mut wrong = Vec::new();
    for (name, ending, content, wanted) in inputs {
        show(page, ending, content);
        // The rows of a long list come in parts.
        let mut found = rows(page);
        for _ in 0..20 {
            if found.len() < wanted.len() {
                std::thread::sleep(std::time::Duration::from_millis(50));
                found = rows(page);
            }
        }
        if found != *wanted {
            wrong.push(format!("{name}:\n  wanted {wanted:?}\n  found  {found:?}"));
        }
        let errors = page.errors();
        if !errors.is_empty() {
            wrong.push(format!("{name}: {errors:?}"));
        }
        page.forget();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn slips_of_xml_cost_nothing(page: &Page<'_>) {
    let plain = "<title>Gặt lúa</title><link>https://b.example/1</link>";
    let found: &[&str] = &["Gặt lúa | https://b.example/1"];
    let of = |before: &str, behind: &str| around(before, &item("1", plain), behind);
    let declared = "<?xml version=\"1.0\"?>";
    check(
        page,
        &[
            (
                "a comment behind",
                "xml",
                of(declared, "\n<!-- 0,3 giây -->"),
                found,
            ),
            (
                "a script behind",
                "xml",
                of(declared, "<script>let a = 1 < 2;</script>"),
                found,
            ),
            ("a letter behind", "xml", of(declared, "\n1"), found),
            (
                "an empty line before",
                "xml",
                of("\n<?xml version=\"1.0\"?>", ""),
                found,
            ),
            (
                "two marks of order",
                "xml",
                of("\u{feff}\u{feff}<?xml version=\"1.0\"?>", ""),
                found,
            ),
            (
                "a long comment before",
                "xml",
                of(
                    &format!("<!-- {} -->{declared}", "bản lưu ".repeat(300)),
                    "",
                ),
                found,
            ),
            (
                "two declarations",
                "xml",
                of(
                    "<?xml version=\"1.0\"?><?xml version=\"1.0\" encoding=\"utf-8\"?>",
                    "",
                ),
                found,
            ),
            (
                "UTF-8 that says UTF-16",
                "xml",
                of("<?xml version=\"1.0\" encoding=\"utf-16\"?>", ""),
                found,
            ),
            (
                "no version",
                "xml",
                of(declared, "").replace(" version=\"2.0\"", ""),
                found,
            ),
            (
                "another version",
                "xml",
                of(declared, "").replace("2.0", "2"),
                found,
            ),
            (
                "capitals",
                "xml",
                of(declared, "")
                    .replace("<rss", "<RSS")
                    .replace("</rss", "</RSS"),
                found,
            ),
            (
                "control characters",
                "xml",
                one("<title>Gặt \u{8}lúa\u{b}</title><link>https://b.example/1</link>"),
                found,
            ),
            (
                "a prefix that nobody has declared",
                "xml",
                one(&format!("{plain}<dc:subject>Mùa</dc:subject>")),
                found,
            ),
        ],
    );
}

fn names_and_addresses_are_read_as_meant(page: &Page<'_>) {
    check(
        page,
        &[
            (
                "a bare & in an address and in a title",
                "xml",
                one("<title>Đường & điện</title><link>https://b.example/?a=1&b=2&lang=vi</link>"),
                &["Đường & điện | https://b.example/?a=1&b=2&lang=vi"],
            ),
            ("references of HTML", "xml", one("<title>Th&ocirc;ng b&aacute;o&nbsp;s&#7889;&nbsp;2 &ndash; m&#249;a kh&#xF4;</title>"), &["Thông báo số 2 – mùa khô"]),
            ("escaped twice", "xml", one("<title>Điện &amp;amp; nước &amp;#x27;sạch&amp;#x27;, &amp;lt; 5 km</title>"), &["Điện & nước 'sạch', < 5 km"]),
            ("markup in CDATA", "xml", one("<title><![CDATA[<b>Chợ</b> &amp; bến <img src=x onerror=\"broken = 1\">]]></title>"), &["Chợ & bến"]),
            ("an address in CDATA", "xml", one("<title>Một</title><link><![CDATA[https://b.example/?a=1&b=2]]></link>"), &["Một | https://b.example/?a=1&b=2"]),
            (
                "relative addresses",
                "xml",
                rss(&[item("1", "<title>Một</title><link>/tin/1.html</link>"), item("2", "<title>Hai</title><link>tin/2.html</link>")].concat()),
                &["Một | /tin/1.html", "Hai | /made/tin/2.html"],
            ),
            ("a name that is the address", "xml", rss("<item><title>Một</title><guid>https://b.example/1</guid></item>"), &["Một | https://b.example/1"]),
            (
                "a name that three have",
                "xml",
                rss(&["a", "b", "c", "c"].map(|name| item("tin", &format!("<title>Tin {name}</title><link>https://b.example/{name}</link>"))).concat()),
                &["Tin a | https://b.example/a", "Tin b | https://b.example/b", "Tin c | https://b.example/c"],
            ),
            (
                "names that are none",
                "xml",
                rss(&[("0", "a"), ("", "b"), (" ", "c")].map(|(name, tin)| item(name, &format!("<title>Tin {tin}</title><link>https://b.example/{tin}</link>"))).concat()),
                &["Tin a | https://b.example/a", "Tin b | https://b.example/b", "Tin c | https://b.example/c"],
            ),
            (
                "an entry without an address, of a type that is none",
                "xml",
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><title>Một</title><link href=\"https://b.example/1\"/></entry>\
                 <entry><id>2</id><title>Hai</title><summary type=\"application/xhtml+xml\">x</summary></entry></feed>"
                    .into(),
                &["Một | https://b.example/1", "Hai"],
            ),
        ],
    );
    assert!(!page.js::<bool>("return 'broken' in window", json!([])));
}

/// In Viet Nam, where none says otherwise.
const DATES: [(&str, &str); 25] = [
    ("18/11/2026 09:30:00", "18/11/2026 09:30"),
    ("2026-11-18 09:30:00", "18/11/2026 09:30"),
    ("2026-11-18T09:30:00", "18/11/2026 09:30"),
    ("2026-11-18T09:30:00.1234567+07:00", "18/11/2026 09:30"),
    ("11/18/2026 9:30:00 AM", "18/11/2026 09:30"),
    ("18/11/2026 9:30:00 SA", "18/11/2026 09:30"),
    ("18/11/2026 3:30:00 CH", "18/11/2026 15:30"),
    ("Thứ tư, 18/11/2026 09:30", "18/11/2026 09:30"),
    ("18/11/2026 - 09:30", "18/11/2026 09:30"),
    ("Wed, 18 Nov 2026 09:30:00", "18/11/2026 09:30"),
    ("Wed, 18 Nov 2026 09:30:00 GMT+7", "18/11/2026 09:30"),
    ("Wed, 18 Nov 2026 09:30:00 GMT+0700", "18/11/2026 09:30"),
    ("Wed, 18 Nov 2026 09:30:00 +07:00", "18/11/2026 09:30"),
    ("Wed, 18 Nov 2026 09:30 +0700", "18/11/2026 09:30"),
    ("Wed, 18 Nov 2026 02:30:00 GMT", "18/11/2026 09:30"),
    ("Wed, 18 Nov 2026 09:30:00 ICT", "18/11/2026 09:30"),
    ("Wed,18 Nov 2026 09:30:00 +0700", "18/11/2026 09:30"),
    ("T4, 18 Thg11 2026 09:30:00 +0700", "18/11/2026 09:30"),
    ("Wed Nov 18 09:30:00 2026", "18/11/2026 09:30"),
    ("18-11-2026", "18/11/2026"),
    ("2026-11-18", "18/11/2026"),
    ("Thứ Tư, ngày 18 tháng 11 năm 2026", "18/11/2026"),
    ("Mon, 30 Nov 2026 09:30:00 +0700", "30/11/2026 09:30"),
    ("Sat, 01 Dec 0001 00:00:00 +0700", "01/12/0001 00:00"),
    ("Tue, 31 Nov 2026 09:30:00 +0700", ""),
];

fn each_form_of_a_date_is_read(page: &Page<'_>) {
    let written = |(index, (date, _)): (usize, &(&str, &str))| {
        item(
            &index.to_string(),
            &format!("<title>{date}</title><pubDate>{date}</pubDate>"),
        )
    };
    let wanted = DATES.map(|(written, meant)| match meant {
        "" => written.to_owned(),
        _ => format!("{written} | {meant}"),
    });
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let items: String = DATES.iter().enumerate().map(written).collect();
    check(page, &[("dates", "xml", rss(&items), &wanted)]);
}

const PICTURE: &str = "/sample/media/ba-con-nong-dan-600.webp";

fn pictures_are_found_wherever_they_stand(page: &Page<'_>) {
    let with = |beside: &str| {
        one(&format!(
            "<title>Một</title>{}",
            beside.replace("PICTURE", PICTURE)
        ))
    };
    let found: &[&str] = &["Một | /sample/media/ba-con-nong-dan-600.webp"];
    check(
        page,
        &[
            (
                "a file of no type",
                "xml",
                with("<enclosure url=\"PICTURE\"/>"),
                found,
            ),
            (
                "a file of any type",
                "xml",
                with(
                    "<enclosure url=\"PICTURE?w=6\" length=\"0\" type=\"application/octet-stream\"/>",
                ),
                &["Một | /sample/media/ba-con-nong-dan-600.webp?w=6"],
            ),
            (
                "half a type, a length that is none",
                "xml",
                with("<enclosure url=\"PICTURE\" type=\"image\" length=\"abc\"/>"),
                found,
            ),
            (
                "a medium",
                "xml",
                with(
                    "<media:content url=\"PICTURE\" medium=\"image\"><media:title>Gặt</media:title></media:content>",
                ),
                found,
            ),
            (
                "several sizes",
                "xml",
                with(
                    "<media:group><media:content url=\"/made/small.jpg\" width=\"160\" type=\"image/jpeg\"/><media:content url=\"PICTURE\" width=\"600\" type=\"image/webp\"/></media:group>",
                ),
                found,
            ),
            (
                "an element of its own",
                "xml",
                with("<image><url>PICTURE</url><title>Gặt</title></image>"),
                found,
            ),
            (
                "in the lead",
                "xml",
                with(
                    "<description>&lt;a href=\"/1\"&gt;&lt;img src=\"PICTURE\" /&gt;&lt;/a&gt;&lt;/br&gt;Lúa chín.</description>",
                ),
                found,
            ),
            (
                "in the text",
                "xml",
                with(
                    "<content:encoded><![CDATA[<p>Lúa chín.</p><img src=\"PICTURE\">]]></content:encoded>",
                ),
                found,
            ),
            (
                "a lazy one",
                "xml",
                with(
                    "<content:encoded><![CDATA[<img src=\"data:image/gif;base64,R0lGOD\" data-src=\"PICTURE\">]]></content:encoded>",
                ),
                found,
            ),
            (
                "a paper",
                "xml",
                with("<enclosure url=\"/made/anh.jpg.pdf\" type=\"application/pdf\" length=\"\"/>"),
                &["Một"],
            ),
        ],
    );
    page.wait_for("bangtin-article >>> [part=attachments]");
    let files = page.text("bangtin-article >>> [part=attachments]");
    assert!(
        files.contains("anh.jpg.pdf") && !files.contains(" 0 "),
        "{files}"
    );
}

/// What readers see of the first article.
fn text(page: &Page<'_>, ending: &str, content: &str) -> String {
    show(page, ending, content);
    page.wait_state("bangtin-article", "ready");
    page.wait_for("bangtin-article >>> [part=body]");
    page.text("bangtin-article >>> article")
}

fn texts_are_read_as_meant(page: &Page<'_>) {
    let xhtml = text(
        page,
        "xml",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><entry><id>1</id><title type=\"html\">Ngô &lt;em&gt;nếp&lt;/em&gt; &amp;amp; khoai</title>\
         <content type=\"xhtml\"><h:div><h:p>Đoạn <h:strong>đậm</h:strong></h:p><h:ul><h:li>một</h:li></h:ul></h:div></content></entry></feed>",
    );
    assert!(xhtml.contains("Ngô nếp & khoai"), "{xhtml}");
    let inside: Vec<String> = page.js(
        "return deepAll('bangtin-article >>> [part=body] :is(p strong, ul li)').map((one) => one.textContent)",
        json!([]),
    );
    assert_eq!(inside, ["đậm", "một"]);

    let instant = include_str!("sources/instant.xml");
    let whole = text(page, "xml", instant);
    assert_eq!(
        rows(page),
        [
            "Về việc lấy nước vụ mùa | https://songba.example.gov.vn/index.php/thong-bao/lay-nuoc-21.html | 18/11/2026 09:35 | https://songba.example.gov.vn/uploads/cong.jpg"
        ]
    );
    assert!(whole.contains("Các thôn lấy nước theo lịch."), "{whole}");
    assert!(!whole.contains("09:35: 18/11"), "{whole}");
    assert_eq!(whole.matches("Về việc lấy nước").count(), 1, "{whole}");

    let post = |id: u32, more: serde_json::Value| {
        let mut post = json!({ "id": id, "slug": format!("l%c3%baa-{id}"), "link": format!("https://b.example/{id}/"), "date": "2026-11-18T09:30:00", "date_gmt": "0000-00-00T00:00:00",
            "title": { "rendered": "Lúa &#8211; ngô <em>mới</em>" }, "excerpt": { "rendered": "<p>Chữ [&hellip;]</p>" }, "content": { "rendered": "<p>Chữ của bài.</p>" } });
        let members = more.as_object().expect("members").clone();
        post.as_object_mut().expect("a post").extend(members);
        post
    };
    let posts = json!([
        post(
            1,
            json!({ "content": { "rendered": "", "protected": true } })
        ),
        post(
            2,
            json!({ "content": { "rendered": "<form class=\"post-password-form\">Mật khẩu</form>" } })
        ),
        post(
            3,
            json!({ "_embedded": { "wp:featuredmedia": [{ "code": "rest_post_invalid_id" }] } })
        ),
    ]);
    let whole = text(page, "json", &posts.to_string());
    assert_eq!(
        rows(page),
        ["Lúa – ngô mới | https://b.example/3/ | 18/11/2026 09:30"]
    );
    assert!(
        whole.contains("Chữ của bài.") && !whole.contains("Mật khẩu"),
        "{whole}"
    );
}

fn one_bad_item_costs_itself(page: &Page<'_>) {
    let [a, b] = ["a", "b"].map(|name| item(name, &format!("<title>Tin {name}</title>")));
    let both: &[&str] = &["Tin a", "Tin b"];
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Xã</title><entry><id>a</id><title>Tin a</title></entry>\
        <entry><id>x</id><title>Hỏng</summary></entry><entry><id>b</id><title>Tin b</title></entry></feed>";
    let wordpress = json!([
        null,
        { "id": 1, "title": { "rendered": "Tin a" } },
        { "id": 2, "title": { "rendered": 7 } },
        { "id": 3, "title": { "rendered": "Tin b" }, "_embedded": { "wp:term": [[]] } },
    ]);
    let node = |title: &str| json!({ "type": "node--article", "id": title, "attributes": { "title": title } });
    let drupal = json!({ "jsonapi": {}, "data": [node("Tin a"), { "type": "node--article", "id": "x" }, node("Tin b")], "included": [null] });
    check(
        page,
        &[
            (
                "tags that cross",
                "xml",
                rss(&format!("{a}<item><title>Hỏng</description></item>{b}")),
                both,
            ),
            ("tags that cross, in Atom", "xml", atom.into(), both),
            (
                "a cut",
                "xml",
                rss(&format!(
                    "{a}{b}<item><title>Hỏng</title><link>https://b.exa"
                ))
                .replace("</channel></rss>", ""),
                both,
            ),
            ("a post that is none", "json", wordpress.to_string(), both),
            ("a node that is none", "json", drupal.to_string(), both),
        ],
    );
}

fn what_is_no_feed_is_refused(page: &Page<'_>) {
    for (name, ending, content) in [
        ("a page", "html", "<!doctype html><title>RSS</title><h1>Kênh RSS</h1>".to_owned()),
        ("a wall", "html", "<!doctype html><title>Xã</title><h1>Đang kiểm tra trình duyệt…</h1><noscript>Hãy bật JavaScript.</noscript>".into()),
        ("a cut before the first item", "xml", rss("").replace("</channel></rss>", "")),
        ("entities of its own", "xml", around("<!DOCTYPE rss [<!ENTITY xa \"Xã\">]>", &item("1", "<title>&xa; Sông Ba</title>"), "")),
    ] {
        show(page, ending, &content);
        assert_eq!(page.state("bangtin-news").as_deref(), Some("failed"), "{name}");
        let said = page.text("bangtin-news >>> [part=failure]");
        assert_eq!(said, "Nội dung nhận được chưa đúng định dạng nên chưa hiển thị được.", "{name}");
    }
    show(page, "xml", &rss(""));
    assert_eq!(page.state("bangtin-news").as_deref(), Some("empty"));
}
