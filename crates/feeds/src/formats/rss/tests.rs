use serde_json::{Value, json};

use super::identity::Shared;
use crate::Failure;
use crate::guard::{Deadline, PATIENCE};

fn read(text: &str) -> Value {
    let read = super::read(text, Deadline::after(PATIENCE));
    read.expect("in time").expect("a feed").0
}

fn id(named: &str, url: Option<&str>) -> String {
    Shared::default().id(named, url)
}

fn check(items: &str, expected: &[Value]) {
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Xã</title><link>https://a.vn/</link>{items}</channel></rss>"
    );
    let feed = read(&rss);
    let items = feed["items"].as_array().expect("items");
    assert_eq!(items.len(), expected.len());
    for (item, expected) in items.iter().zip(expected) {
        for (name, value) in expected.as_object().expect("members") {
            assert_eq!(&item[name], value, "{name}");
        }
    }
}

#[test]
fn a_plain_feed_is_read() {
    check(
        "<item><title>Lịch &amp; giờ</title><link>https://a.vn/lich.html</link><guid isPermaLink=\"false\">7</guid><category>Thông báo</category><category>Điện</category>\
         <pubDate>Wed, 18 Nov 2026 09:30:15 +0700</pubDate><description>Sapo</description></item>",
        &[json!({
            "id": "7", "url": "https://a.vn/lich.html", "title": "Lịch & giờ", "summary": "Sapo", "tags": ["Điện"],
            "date_published": "2026-11-18T09:30:15+07:00", "_bangtin": {"category": {"id": "thong-bao", "name": "Thông báo"}},
        })],
    );
}

#[test]
fn minutes_that_are_months_give_nukeviet_away() {
    let item = |guid: u32, date: &str| {
        format!(
            "<item><title>a</title><guid isPermaLink=\"false\">{guid}</guid><pubDate>{date}</pubDate></item>"
        )
    };
    let day = json!({"_bangtin": {"precision": "day"}});
    let exact = json!({"_bangtin": {}});
    let months = [
        "Wed, 18 Nov 2026 09:11:15 GMT",
        "Mon, 05 Oct 2026 09:10:15 GMT",
        "Tue, 04 Aug 2026 09:08:15 GMT",
    ];
    let three: String = (1..)
        .zip(months)
        .map(|(guid, date)| item(guid, date))
        .collect();
    check(&three, &[day.clone(), day.clone(), day.clone()]);
    // Two may be chance.
    let two: String = (1..)
        .zip(&months[..2])
        .map(|(guid, date)| item(guid, date))
        .collect();
    check(&two, &[exact.clone(), exact]);
    check(
        &format!(
            "<generator>NukeViet v4.5</generator>{}",
            item(1, "Wed, 18 Nov 2026 09:30:15 GMT")
        ),
        &[day],
    );
}

/// Dates were cut to the day, and the header stood in the text once more.
#[test]
fn instant_articles_of_nukeviet_are_exact() {
    let text = "<html><head><meta property='op:markup_version'></head><article><header><h1>a</h1><h3 class='op-kicker'>Thông báo</h3>\
                <time class='op-published' datetime='2026-11-25T22:39:30+07:00'>x</time></header><p>Nội dung.</p></article></html>";
    let item = |date: &str, text: &str| {
        format!(
            "<generator>NukeViet v4.5</generator><item><title>a</title><guid>1</guid><pubDate>{date}</pubDate>\
             <content:encoded><![CDATA[{text}]]></content:encoded></item>"
        )
    };
    let category = json!({"category": {"id": "thong-bao", "name": "Thông báo"}});
    check(
        &item("2026-11-25T22:39:30+07:00", text),
        &[
            json!({"content_html": "<p>Nội dung.</p>", "date_published": "2026-11-25T22:39:30+07:00", "_bangtin": category}),
        ],
    );
    check(
        &item("Wed, 25 Nov 2026 15:11:30 GMT", text),
        &[json!({"date_published": "2026-11-25T22:39:30+07:00", "_bangtin": category})],
    );
    check(
        &item("2026-11-25T22:39:30+07:00", "<p>b</p>"),
        &[json!({"date_published": "2026-11-25T22:39:30+07:00", "_bangtin": {}})],
    );
    check(
        &item("Wed, 25 Nov 2026 15:11:30 GMT", "<p>b</p>"),
        &[json!({"_bangtin": {"precision": "day"}})],
    );
}

#[test]
fn a_law_feed_has_numbers_before_its_titles() {
    let item = |title: &str| {
        format!(
            "<item><title>{title}</title><guid isPermaLink=\"false\">1</guid><pubDate>Wed, 18 Nov 2026 09:30:15 +0700</pubDate></item>"
        )
    };
    check(
        &item("[12/QĐ-UBND] Về việc phê duyệt"),
        &[
            json!({"title": "Về việc phê duyệt", "_bangtin": {"document": {"number": "12/QĐ-UBND", "abstract": "Về việc phê duyệt", "issued": "2026-11-18"}}}),
        ],
    );
    check(
        &item("[Video] Lễ hội"),
        &[json!({"title": "[Video] Lễ hội", "_bangtin": {}})],
    );
    check(&item("[12/QĐ-UBND]"), &[json!({"title": "[12/QĐ-UBND]"})]);
}

#[test]
fn pictures_are_found_where_feeds_put_them() {
    let item = |inside: &str| {
        format!("<item><title>a</title><guid isPermaLink=\"false\">1</guid>{inside}</item>")
    };
    check(
        &item("<description><![CDATA[<img src='/a b.jpg' width='100'/>Sapo]]></description>"),
        &[json!({"image": "/a b.jpg"})],
    );
    check(
        &item("<enclosure url=\"https://a.vn/a.jpg\" type=\"image/jpeg\" length=\"1\"/>"),
        &[json!({"image": "https://a.vn/a.jpg"})],
    );
    check(
        &item("<enclosure url=\"https://a.vn/a.mp3\" type=\"audio/mpeg\" length=\"1\"/>"),
        &[json!({"image": null})],
    );
    check(
        &item("<description>&lt;img src=&gt;</description>"),
        &[json!({"image": null})],
    );
}

#[test]
fn atom_is_read() {
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Xã</title><id>x</id><updated>2026-11-18T09:30:00+07:00</updated>\
        <entry><id>tag:a.vn,2026:1</id><title>Một</title><link href=\"https://a.vn/mot\"/><updated>2026-11-18T09:30:00+07:00</updated>\
        <content type=\"html\">&lt;p&gt;Nội dung&lt;/p&gt;</content><author><name>Minh An</name></author></entry></feed>";
    let feed = read(atom);
    let item = &feed["items"][0];
    assert_eq!(item["url"], "https://a.vn/mot");
    assert_eq!(item["content_html"], "<p>Nội dung</p>");
    assert_eq!(item["date_published"], "2026-11-18T09:30:00+07:00");
    assert_eq!(item["authors"], json!([{"name": "Minh An"}]));
    assert!(item["id"].as_str().is_some_and(|id| id.starts_with("mot-")));
}

#[test]
fn an_address_is_no_id() {
    let check = |named: &str, url: Option<&str>, start: &str| {
        let id = id(named, url);
        assert!(id.starts_with(start) && id.len() == start.len() + 8, "{id}");
    };
    check("https://a.vn/tin/lich-dien.html", None, "lich-dien-");
    check(
        "https://a.vn/?p=12",
        Some("https://a.vn/2026/Lịch-điện/"),
        "lich-dien-",
    );
    check("urn:uuid:1", Some("https://a.vn/"), "a-vn-");
    assert_eq!(id("news_12", Some("https://a.vn/")), "news_12");
    assert_ne!(
        id("https://a.vn/a/x.html", None),
        id("https://a.vn/b/x.html", None)
    );
}

#[test]
fn a_category_that_was_escaped_twice_has_the_same_id() {
    for name in [
        "Tin tức",
        "Tin t&amp;#7913;c",
        "<![CDATA[<b>Tin</b> t&#7913;c]]>",
    ] {
        check(
            &format!("<item><title>a</title><category>{name}</category></item>"),
            &[json!({"_bangtin": {"category": {"id": "tin-tuc", "name": "Tin tức"}}})],
        );
    }
}

#[test]
fn what_is_no_feed_is_refused() {
    for body in ["", "<html></html>", "{}"] {
        let read = super::read(body, Deadline::after(PATIENCE)).expect("in time");
        assert_eq!(read, None, "{body}");
    }
    for cut in ["<rss", "<rss><channel><title>Xã"] {
        let read = super::read(cut, Deadline::after(PATIENCE));
        assert!(
            matches!(read, Err(Failure::NotAFeed(reason)) if reason.contains("was cut")),
            "{cut}"
        );
    }
}
