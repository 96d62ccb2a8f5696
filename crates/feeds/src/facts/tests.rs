use serde_json::json;

use super::Facts;
use crate::FeedKind;
use crate::fetch::Location;
use crate::whole::Whole;

#[test]
fn what_items_have_is_counted() {
    let item = |id: &str, more: serde_json::Value| {
        let mut item = json!({"id": id, "title": "Tin"});
        for (name, value) in more.as_object().expect("members") {
            item[name] = value.clone();
        }
        item
    };
    let whole = Whole {
        kind: FeedKind::Rss,
        place: Location::of("https://a.vn/rss"),
        head: json!({"title": "Xã", "links": [], "albums": [{}], "site": null}),
        items: vec![
            item(
                "a",
                json!({"content_html": "<img src=\"http://a.vn/a.jpg\">", "summary": "Sapo", "date_published": "2026-11-24T00:00:00+07:00",
                "_bangtin": {"precision": "day", "category": {"id": "a", "name": "Thông báo"}, "media": [{"type": "video"}]}}),
            ),
            item(
                "b",
                json!({"summary": "Sapo", "image": "https://a.vn/b.jpg", "url": "https://a.vn/b", "date_published": "2026-11-25T23:30:00+07:00"}),
            ),
            item(
                "c",
                json!({"attachments": [{}], "_bangtin": {"document": {"number": "1"}}}),
            ),
        ],
        documents: vec![json!({})],
        polls: Vec::new(),
        dropped: Vec::new(),
        pages: 1,
        more: false,
    };
    let expected = Facts {
        title: Some("Xã".into()),
        items: 3,
        texts: 1,
        leads: 1,
        bare: 1,
        dated: 2,
        days: 1,
        newest: Some("2026-11-25".into()),
        pictured: 1,
        insecure: 1,
        addressed: 1,
        attached: 1,
        films: 1,
        categories: [("Thông báo".to_owned(), 1)].into(),
        uncategorised: 2,
        documents: 2,
        albums: 1,
        ..Facts::default()
    };
    assert_eq!(Facts::of(&whole), expected);
}
