use bangtin_sources::json_feed::FeedReader;
use serde_json::{Value, json};

use super::{item, poll, site, told};
use crate::base::Base;

/// What is written is read again as the same.
fn survives(feed: &Value) {
    let resolve = |address: &str| Base::None.resolve(address);
    let reader = FeedReader::new(feed, resolve).expect("a feed");
    let items: Vec<Value> = (0..reader.len())
        .map(|index| {
            item(
                &reader.article(index).expect("an article"),
                &reader.extras(index),
            )
        })
        .collect();
    let written = json!({"items": items, "language": "vi"});
    let again = FeedReader::new(&written, resolve).expect("a feed");
    for index in 0..reader.len() {
        assert_eq!(again.article(index), reader.article(index), "item {index}");
        assert_eq!(again.extras(index), reader.extras(index), "item {index}");
    }
}

#[test]
fn an_article_is_the_same_after_it_was_written() {
    survives(&json!({"language": "vi", "items": [{
        "id": 42, "url": "https://a.vn/42", "title": "1 &lt; 2 &amp;amp; &lt;b&gt;", "summary": "Sapo <b>đậm</b>",
        "content_html": "<p>a</p>", "date_published": "2026-11-18T09:30:00+07:00", "tags": ["a", "b & c"],
        "attachments": [{"url": "https://a.vn/a.pdf", "mime_type": "application/pdf", "size_in_bytes": 12}],
        "_bangtin": {
            "views": "1.447", "category": "thong-bao", "precision": "minute", "byline": "Minh An - Văn phòng",
            "media": [{"url": "https://a.vn/a.jpg", "alt": "Cầu", "caption": "Cầu. Ảnh: N.V", "width": 600}],
            "related": ["41"], "rating": {"value": "4,5", "count": 3}, "comments": {"count": 2}, "pinned": true, "pinned_until": "2026-12-01", "urgent": true,
            "document": {"number": "12/QĐ-UBND", "issued": "2026-11-09", "abstract": "Về việc", "file": "https://a.vn/12.pdf"}
        }
    }, {"id": "b", "content_text": "dòng một\ndòng hai", "date_published": "2026-11-18", "date_modified": "2026-11-19"}]}));
}

#[test]
fn a_summary_that_stands_in_the_text_is_known() {
    let long =
        "Sáng 18/11, Ủy ban nhân dân xã họp với các thôn về việc sửa cầu trước mùa lũ năm nay";
    let cases = [
        ("Họp dân…", "<p>Họp  dân\nsáng nay.</p>".to_owned(), true),
        ("Họp dân.", "<p>Sáng nay họp dân.</p>".to_owned(), false),
        (
            long,
            format!("<figure><figcaption>Cầu</figcaption></figure><p>{long}. Kết luận: sửa.</p>"),
            true,
        ),
        (long, "<p>Ủy ban họp.</p>".to_owned(), false),
        ("…", "<p>Chữ</p>".to_owned(), false),
        ("Chữ", String::new(), false),
    ];
    for (summary, text, wanted) in cases {
        let feed =
            json!({"items": [{"id": "a", "title": "A", "summary": summary, "content_html": text}]});
        let reader =
            FeedReader::new(&feed, |address: &str| Base::None.resolve(address)).expect("a feed");
        let read = reader.article(0).expect("an article");
        let written = item(&read, &reader.extras(0));
        assert_eq!(
            written["_bangtin"].get("excerpt").is_some(),
            wanted,
            "{summary}"
        );
    }
}

#[test]
fn the_sample_is_the_same_after_it_was_written() {
    for file in ["feed", "feed-2", "feed-3"] {
        let path = format!(
            "{}/../../public/sample/{file}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let feed = std::fs::read_to_string(path).expect("the sample");
        survives(&serde_json::from_str(&feed).expect("JSON"));
    }
}

#[test]
fn site_data_and_polls_are_the_same_after_they_were_written() {
    let feed = json!({"items": [], "_bangtin": {
        "site": {
            "name": "Ủy ban nhân dân xã", "parent": "Tỉnh", "addresses": ["Thôn Phước Lộc", {"label": "Một cửa", "text": "a", "map_url": "https://a.vn/"}],
            "phones": ["0200 000 100"], "emails": ["a@b.vn"], "licence": {"number": "05/GP", "date": "2026-01-15"}, "successor": {"name": "Xã mới"}
        },
        "polls": [{"id": "p1", "question": "Bà con có hài lòng?", "options": ["Có", {"id": "k", "text": "Không"}], "opens": "2026-11-01"}]
    }});
    let resolve = |address: &str| Base::None.resolve(address);
    let reader = FeedReader::new(&feed, resolve).expect("a feed");
    let written = json!({"items": [], "_bangtin": {
        "site": reader.site().as_ref().map(site), "polls": reader.polls().iter().map(poll).collect::<Vec<_>>(),
    }});
    let again = FeedReader::new(&written, resolve).expect("a feed");
    assert_eq!(again.site(), reader.site());
    assert_eq!(again.polls(), reader.polls());
    assert_eq!(reader.polls().len(), 1);
}

#[test]
fn a_plain_text_is_escaped_only_where_it_must_be() {
    let check = |text: &str, expected: &str| assert_eq!(told(text), expected);
    check("Điện & nước", "Điện & nước");
    check("1 < 2", "1 < 2");
    check("<b>đậm</b>", "&lt;b>đậm&lt;/b>");
    check("&amp;", "&amp;amp;");
}
