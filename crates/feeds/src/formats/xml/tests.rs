use super::pieces;
use crate::formats::rss;
use crate::guard::{Deadline, PATIENCE};
use serde_json::Value;

fn read(text: &str) -> (Vec<Value>, Vec<String>) {
    let (feed, dropped) = rss::read(text, Deadline::after(PATIENCE))
        .expect("in time")
        .unwrap_or_else(|| panic!("no feed: {text}"));
    (feed["items"].as_array().expect("items").clone(), dropped)
}

/// The titles of the items, which are all there.
fn titles(text: &str, expected: &[&str]) {
    let (items, dropped) = read(text);
    let titles: Vec<&str> = items
        .iter()
        .filter_map(|item| item["title"].as_str())
        .collect();
    assert_eq!(
        (titles.as_slice(), dropped),
        (expected, Vec::new()),
        "{text}"
    );
}

const ITEM: &str = "<item><title>Một</title><link>https://a.vn/1</link></item>";

fn rss(items: &str) -> String {
    format!("<rss version=\"2.0\"><channel><title>Xã</title>{items}</channel></rss>")
}

fn title(inside: &str, expected: &str) {
    titles(
        &rss(&format!("<item><title>{inside}</title></item>{ITEM}")),
        &[expected, "Một"],
    );
}

fn atom(entries: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><title>Xã</title>{entries}</feed>"
    )
}

#[test]
fn references_of_html_and_of_nothing_are_read() {
    title("Điện & nước", "Điện & nước");
    title("R&D; &khongco; &", "R&D; &khongco; &");
    title(
        "H&ocirc;m nay&nbsp;&ndash; m&ugrave;a",
        "Hôm nay\u{a0}– mùa",
    );
    title("&lt;b&gt; &amp; &quot;x&quot; &apos;", "<b> & \"x\" '");
    title(
        "&alpha;&Omega; &oelig;&scaron;&fnof; &NotEqualTilde;",
        "αΩ œšƒ ≂\u{338}",
    );
    title("Th&#244;ng &#xE1; &#X1ED9;", "Thông á ộ");
    title("a&#0;b&#1;c&#8;d&#x1f;e&#127;", "abcde");
    title("a&#150;b&#x93;c&#129;d", "a–b“cd");
    title(
        "&#55357; &#99999999999; &#x; &#;",
        "\u{fffd} \u{fffd} &#x; &#;",
    );
    title("Điện &amp;amp; nước", "Điện &amp; nước");
    let link = rss("<item><title>a</title><link>https://a.vn/?op=tin&id=12&lang=vi</link></item>");
    assert_eq!(
        read(&link).0[0]["url"],
        "https://a.vn/?op=tin&id=12&lang=vi"
    );
}

#[test]
fn entities_that_a_feed_declares_are_read_and_cannot_swell() {
    let doctype = "<!DOCTYPE rss [<!ENTITY xa \"Xã\"><!ENTITY ten 'S&#244;ng &amp; Ba'><!ENTITY hai \"&xa;&xa;\">]>";
    titles(
        &[
            doctype,
            &rss("<item><title>&xa; &ten; &hai;</title></item>"),
        ]
        .concat(),
        &["Xã Sông & Ba &xa;&xa;"],
    );
    // 30 MB of references to 1 KB each would be 10 GB.
    let many = rss(&format!("<item><title>{}</title></item>", "&a;".repeat(300)).repeat(100));
    let long = format!(
        "<!DOCTYPE rss [<!ENTITY a \"{}\">]>{many}",
        "x".repeat(1_000)
    );
    let lengths = read(&long)
        .0
        .iter()
        .map(|item| item["title"].as_str().expect("a title").len())
        .sum::<usize>();
    assert!((1_000_000..1_200_000).contains(&lengths), "{lengths}");
}

#[test]
fn a_feed_is_found_whatever_stands_around_it() {
    let whole = rss(ITEM);
    for before in [
        "\u{feff}\u{feff}\n ",
        "\n<?xml version=\"1.0\" encoding=\"windows-1252\"?>",
        &[
            "<!-- ",
            &"rất dài ".repeat(5_000),
            "--><?xml version=\"1.0\"?>",
        ]
        .concat(),
        "<br />\n<b>Notice</b>:  Undefined index: a in <b>/a.php</b> on line <b>3</b><br />\n<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\"?><?xml version=\"1.0\" encoding=\"utf-16\"?><?xml-stylesheet href=\"a\"?>",
        "Warning: x < y & z\n",
        "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">",
    ] {
        titles(&[before, &whole].concat(), &["Một"]);
    }
    for behind in [
        "<!-- tạo trong 0.2 s -->",
        "<script>var a = 1 < 2;</script>",
        "\n0",
        "<b>Warning</b>: x",
        "<rss><channel><item></item>",
        "\u{0}<",
    ] {
        titles(&[whole.as_str(), behind].concat(), &["Một"]);
    }
}

#[test]
fn odd_roots_are_read() {
    for (open, close) in [
        ("<rss><channel>", "</channel></rss>"),
        ("<rss version=\"2\"><channel>", "</channel></rss>"),
        ("<rss version=\"0.94\"><channel>", "</channel></rss>"),
        ("<rss version=2.0><channel>", "</channel></rss>"),
        ("<RSS version=\"2.0\"><Channel>", "</Channel></RSS>"),
        (
            "<rss version=\"2.0\" xmlns=\"http://backend.userland.com/rss2\"><channel>",
            "</channel></rss>",
        ),
        (
            "<rss version=\"2.0\" xmlns:xml=\"x\" xml:base=\"http://[\" xmlns:a=\"\" a:b=\"<>\" c=\"1\" c=\"2\"><channel>",
            "</channel></rss>",
        ),
        (
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"a\"><title>a</title></channel>",
            "</rdf:RDF>",
        ),
    ] {
        titles(&[open, ITEM, close].concat(), &["Một"]);
    }
    titles(
        "<RSS><CHANNEL><ITEM><TITLE>Một</TITLE><PUBDATE>x</PUBDATE></ITEM></CHANNEL></RSS>",
        &["Một"],
    );
    titles(
        "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:entry><a:id>1</a:id><a:title>Một</a:title></a:entry></a:feed>",
        &["Một"],
    );
}

#[test]
fn known_prefixes_mean_the_same_whether_they_are_declared_or_not() {
    let encoded =
        "<item><title>a</title><content:encoded><![CDATA[<p>Bài</p>]]></content:encoded></item>";
    for namespaces in [
        "",
        "xmlns:content=\"https://purl.org/rss/1.0/modules/content\"",
        "xmlns:content=\"x\"",
    ] {
        let feed = format!("<rss {namespaces}><channel>{encoded}</channel></rss>");
        assert_eq!(
            read(&feed).0[0]["content_html"],
            "<p>Bài</p>",
            "{namespaces}"
        );
    }
    let other = format!(
        "<rss xmlns:c=\"http://purl.org/rss/1.0/modules/content/\"><channel>{}</channel></rss>",
        encoded.replace("content:", "c:")
    );
    assert_eq!(read(&other).0[0]["content_html"], "<p>Bài</p>");
    // A prefix that nobody declared is no part of RSS.
    titles(
        &rss(
            "<item><title>Một</title><anh:title>Hai</anh:title><o:p><anh:link>x</anh:link></o:p></item>",
        ),
        &["Một"],
    );
}

#[test]
fn markup_in_a_text_means_what_it_means_escaped() {
    let body = |inside: &str, expected: &str| {
        let feed = rss(&format!(
            "<item><title>a</title><description>Sapo</description><content:encoded>{inside}</content:encoded></item>{ITEM}"
        ));
        let (items, dropped) = read(&feed);
        assert_eq!((items.len(), dropped.len()), (2, 0), "{inside}");
        assert_eq!(items[0]["content_html"], expected, "{inside}");
    };
    body(
        "&lt;p&gt;Bài &amp;amp; ảnh&lt;/p&gt;",
        "<p>Bài &amp; ảnh</p>",
    );
    body("<![CDATA[<p>Bài &amp; ảnh</p>]]>", "<p>Bài &amp; ảnh</p>");
    body(
        "<p class=x>Bài &amp; ảnh</p>",
        "<p class=\"x\">Bài &amp; ảnh</p>",
    );
    body("Một <b>hai<br/>ba", "Một <b>hai<br>ba");
    body("<a name='x'/>Một", "<a name=\"x\"></a>Một");
    body("&lt;p&gt;Một&lt;/p&gt;<br>", "<p>Một</p><br>");
    body(
        "<?xml:namespace prefix = o ns = \"urn:schemas-microsoft-com:office:office\" /><o:p>Một</o:p>",
        "<o:p>Một</o:p>",
    );
    body("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b");
    title("Bài <b>mới</b> &amp; hay", "Bài <b>mới</b> &amp; hay");
    title("5 < 6 > 4", "5 < 6 > 4");
}

#[test]
fn xhtml_of_atom_is_read_with_its_markup() {
    let content = |content: &str, expected: &str| {
        let (items, dropped) = read(&atom(&format!(
            "<entry><id>1</id><title>a</title>{content}</entry><entry><id>2</id><title>b</title></entry>"
        )));
        assert_eq!((items.len(), dropped.len()), (2, 0), "{content}");
        assert_eq!(items[0]["content_html"], expected, "{content}");
    };
    content(
        "<content type=\"xhtml\"><h:div><h:p>Đoạn <h:strong>đậm</h:strong> 1 &lt; 2</h:p><h:br/></h:div></content>",
        "<p>Đoạn <strong>đậm</strong> 1 &lt; 2</p><br>",
    );
    content(
        "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><details><summary>Xem</summary></details><img src=\"/a.jpg\"/></div></content>",
        "<details><summary>Xem</summary></details><img src=\"/a.jpg\">",
    );
    content(
        "<content type=\"xhtml\"><div>Một</div><div>Hai</div></content>",
        "<div>Một</div><div>Hai</div>",
    );
    content(
        "<content type=\"text/html\"><a href=\"/3\">Đọc</a></content>",
        "<a href=\"/3\">Đọc</a>",
    );
    content(
        "<content type=\"html\">Xin <b>chào</b></content>",
        "Xin <b>chào</b>",
    );
    content(
        "<content type=\"html\">&lt;b&gt;a&lt;/b&gt;</content>",
        "<b>a</b>",
    );
}

#[test]
fn an_odd_type_costs_at_most_its_text() {
    let entry = |inside: &str| {
        format!(
            "<entry><id>1</id><title>Một</title>{inside}</entry><entry><id>2</id><title>Hai</title></entry>"
        )
    };
    for inside in [
        "<summary type=\"application/xhtml+xml\">x</summary>",
        "<summary type=\"gì đó\">x</summary>",
        "<content type=\"image/png\">iVBORw0KGgo=</content>",
        "<content type=\"///\" src=\"a\">x</content>",
        "<content src=\"a\" type=\"video/mp4\"/>",
        "<content/>",
        "<rights type=\"x\"/>",
        "<content xml:base=\"http://[\" type=\"html\">a</content>",
    ] {
        titles(&atom(&entry(inside)), &["Một", "Hai"]);
    }
    let (items, _) = read(&atom(&entry(
        "<content type=\"image/png\">iVBORw0KGgo=</content>",
    )));
    assert_eq!(items[0]["content_html"], Value::Null);
}

#[test]
fn atom_0_3_is_read() {
    let old = "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>Xã</title><tagline>x</tagline><entry><title mode=\"escaped\" type=\"text/html\">Một &amp;amp; hai</title>\
        <link rel=\"alternate\" type=\"text/html\" href=\"https://a.vn/1\"/><id>1</id><issued>2026-03-02T10:00:00+07:00</issued><modified>2026-03-03T10:00:00+07:00</modified>\
        <content type=\"text/html\" mode=\"escaped\">&lt;p&gt;a&lt;/p&gt;</content></entry></feed>";
    let (items, _) = read(old);
    assert_eq!(items[0]["title"], "Một &amp; hai");
    assert_eq!(items[0]["url"], "https://a.vn/1");
    assert_eq!(items[0]["content_html"], "<p>a</p>");
    assert_eq!(items[0]["date_published"], "2026-03-02T10:00:00+07:00");
    assert_eq!(items[0]["date_modified"], "2026-03-03T10:00:00+07:00");
}

#[test]
fn tags_that_are_not_closed_cost_their_item_nothing_and_others_less() {
    titles(
        &rss("<item><title>Một<link>https://a.vn/1</link></item><item><title>Hai</title></item>"),
        &["Một", "Hai"],
    );
    titles(
        &rss("<item><title>Một</title><author><name>A<item><title>Hai</title></b></item>"),
        &["Một", "Hai"],
    );
    titles(
        &rss(
            "<item><title>Một</title><category>a</item></category><item><title>Hai</title></item>",
        ),
        &["Một", "Hai"],
    );
    titles("<rss><channel><item><title>Một</title></channel>", &["Một"]);
    titles(
        &rss("<image><url>a<item><title>Một</title></item>"),
        &["Một"],
    );
    titles(
        &rss(&format!(
            "<item><title>Một</title>{}</item>",
            "<a>".repeat(10_000)
        )),
        &["Một"],
    );
}

#[test]
fn a_feed_that_is_cut_loses_the_item_that_is_cut() {
    let whole = rss(&format!(
        "{ITEM}<item><title>Hai</title><guid isPermaLink=\"false\">2</guid></item>"
    ));
    let second = whole.find("<title>Hai").expect("the second item");
    let end = whole.rfind("</item>").expect("its end");
    for at in second..end {
        let (items, dropped) = read(whole.get(..at).expect("ASCII"));
        assert_eq!(items.len(), 1, "{at}");
        assert_eq!(
            dropped,
            ["items[1] left out: the feed ends in the middle of it"]
        );
    }
}

#[test]
fn an_item_on_which_the_parser_panics_costs_itself() {
    // A letter of three bytes before an address of mail, and a length that no number holds.
    for inside in [
        "<author>“a@b.vn</author>",
        "<media:content url=\"https://a.vn/a\"/><itunes:duration>99999999999999999999</itunes:duration>",
    ] {
        let (items, dropped) = read(&rss(&format!(
            "<item><title>Hỏng</title>{inside}</item>{ITEM}"
        )));
        assert_eq!(items.len() + dropped.len(), 2, "{inside}");
        assert_eq!(items.last().expect("an item")["title"], "Một");
    }
}

#[test]
fn what_is_no_feed_is_none() {
    for text in [
        "",
        "<html><body><rss></rss>",
        "<urlset/>",
        "a < b",
        "<!DOCTYPE html><p><rss>",
        "<rssa>",
        "{}",
    ] {
        assert!(pieces(text).is_none(), "{text}");
    }
}

/// Pictures of a text were asked for at the folder of the feed.
#[test]
fn addresses_in_a_text_refer_to_the_base_that_is_named_for_it() {
    let check = |feed: &str, expected: &str| {
        let (items, _) = read(feed);
        assert_eq!(items[0]["content_html"], expected, "{feed}");
    };
    check(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://a.vn/x/\"><entry xml:base=\"tin/\"><title>a</title>\
         <content type=\"html\">&lt;img src=\"a.jpg\"></content></entry></feed>",
        "<img src=\"https://a.vn/x/tin/a.jpg\">",
    );
    check(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>a</title><content type=\"xhtml\" xml:base=\"https://a.vn/x/\">\
         <div xmlns=\"http://www.w3.org/1999/xhtml\"><p xml:base=\"y/\"><a href=\"b\">b</a></p><a href=\"c\">c</a></div></content></entry></feed>",
        "<p><a href=\"https://a.vn/x/y/b\">b</a></p><a href=\"https://a.vn/x/c\">c</a>",
    );
    check(
        "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel xml:base=\"/kho/\"><item><title>a</title>\
         <content:encoded><![CDATA[<img src=\"a.jpg\">]]></content:encoded></item></channel></rss>",
        "<img src=\"/kho/a.jpg\">",
    );
}

#[test]
fn an_item_that_says_only_when_it_was_made_has_that_date() {
    let check = |dates: &str, expected: &str| {
        let terms = "xmlns:dcterms=\"http://purl.org/dc/terms/\"";
        let rss =
            format!("<rss {terms}><channel><item><title>a</title>{dates}</item></channel></rss>");
        assert_eq!(read(&rss).0[0]["date_published"], expected, "{rss}");
        let dates = dates.replace("pubDate", "published");
        let atom = format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" {terms}><entry><title>a</title>{dates}</entry></feed>"
        );
        assert_eq!(read(&atom).0[0]["date_published"], expected, "{atom}");
    };
    let created = "<dcterms:created>2026-11-24T08:00:00+07:00</dcterms:created>";
    let modified = "<dcterms:modified>2026-11-26T08:00:00+07:00</dcterms:modified>";
    let published = "<pubDate>2026-11-25T08:00:00+07:00</pubDate>";
    check(created, "2026-11-24T08:00:00+07:00");
    check(&[created, modified].concat(), "2026-11-24T08:00:00+07:00");
    check(&[modified, created].concat(), "2026-11-24T08:00:00+07:00");
    check(&[created, published].concat(), "2026-11-25T08:00:00+07:00");
    check(&[published, created].concat(), "2026-11-25T08:00:00+07:00");
}

/// Its items were lost without a word.
#[test]
fn an_item_of_rss_1_has_its_link_in_the_name_that_rdf_has_for_it() {
    let rdf = |items: &str| {
        let text = format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\">\
             <channel rdf:about=\"https://a.vn/\"><title>Xã</title><link>https://a.vn/</link><items><rdf:Seq/></items></channel>{items}</rdf:RDF>"
        );
        let feed = rss::read(&text, Deadline::after(PATIENCE));
        let (feed, dropped) = feed.expect("in time").expect("a feed");
        assert_eq!(
            (&feed["title"], dropped.len()),
            (&Value::from("Xã"), 0),
            "{text}"
        );
        let items = feed["items"].as_array().expect("items");
        let each = items
            .iter()
            .map(|item| (item["title"].clone(), item["url"].clone()));
        each.collect::<Vec<_>>()
    };
    let (title, other) = (Value::from("Một"), Value::from("https://a.vn/1"));
    let named = "<item rdf:about=\"https://a.vn/1\"><title>Một</title></item>";
    assert_eq!(rdf(named), [(title.clone(), other.clone())]);
    let linked = "<item rdf:about=\"urn:1\"><title>Một</title><link>https://a.vn/1</link></item>";
    assert_eq!(rdf(linked), [(title.clone(), other)]);
    assert_eq!(
        rdf("<item><title>Một</title></item>"),
        [(title, Value::Null)]
    );
}

#[test]
fn a_title_may_stand_in_dublin_core() {
    titles(
        &rss(
            "<item><dc:title>Lúa</dc:title></item><item><dc:title>a</dc:title><title>Ngô</title></item>",
        ),
        &["Lúa", "Ngô"],
    );
}

#[test]
fn a_feed_that_says_it_is_a_page_is_read_and_a_page_is_not() {
    titles(&["<!DOCTYPE html>", &rss(ITEM)].concat(), &["Một"]);
    for page in [
        "<!doctype html><p>a</p>",
        "<!doctype html><title>RSS</title>",
    ] {
        assert!(pieces(&[page, &rss(ITEM)].concat()).is_none(), "{page}");
    }
}
