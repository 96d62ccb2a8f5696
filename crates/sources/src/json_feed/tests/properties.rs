use super::*;
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::Map;

const KEYS: [&str; 57] = [
    "version",
    "title",
    "home_page_url",
    "next_url",
    "language",
    "items",
    "_bangtin",
    "categories",
    "site",
    "id",
    "url",
    "summary",
    "content_html",
    "content_text",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "tags",
    "attachments",
    "mime_type",
    "size_in_bytes",
    "author",
    "authors",
    "name",
    "views",
    "rating",
    "value",
    "count",
    "comments",
    "category",
    "byline",
    "unit",
    "source",
    "precision",
    "media",
    "type",
    "alt",
    "caption",
    "credit",
    "width",
    "height",
    "duration_in_seconds",
    "poster",
    "captions_url",
    "related",
    "document",
    "number",
    "issued",
    "abstract",
    "file",
    "addresses",
    "phones",
    "emails",
    "licence",
    "date",
    "successor",
];

const STRINGS: [&str; 14] = [
    "",
    " ",
    "1.832.541",
    "-1",
    "2026-11-18T09:30:00+07:00",
    "Thứ 6, 02.04.2021 | 18:17:27",
    "31/02/2024",
    "<p>Một</p",
    "&#x110;&agrave;",
    "Hình: Lúa (Ảnh: N.V)",
    "Minh An - Phòng (Theo Báo)",
    "javascript:x",
    "day",
    "video/mp4",
];

/// JSON made of the names and values that feeds have, anywhere.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        select(&STRINGS[..]).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 96, 8, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((select(&KEYS[..]), inner), 0..12).prop_map(|members| {
                Value::Object(
                    members
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect::<Map<_, _>>(),
                )
            }),
        ]
    })
}

/// Asks a feed for all it has.
fn read_all(value: &Value) -> Vec<Result<Article, Dropped>> {
    let Ok(feed) = FeedReader::new(value, resolve) else {
        return Vec::new();
    };
    let _ = (feed.head(), feed.site());
    let _ = feed.headlines(&mut Seen::default()).count();
    let articles: Vec<_> = (0..feed.len()).map(|index| feed.article(index)).collect();
    for article in articles.iter().flatten() {
        assert!(feed.find(&article.headline.id).is_some());
    }
    articles
}

proptest! {
    #[test]
    fn no_json_makes_the_reader_panic(value in json(), items in vec(json(), 0..4)) {
        read_all(&value);
        for article in read_all(&serde_json::json!({ "items": items, "_bangtin": value })).into_iter().flatten() {
            prop_assert!(!article.headline.id.is_empty());
            prop_assert!(!article.headline.title.is_empty());
        }
    }

    #[test]
    fn one_wrecked_field_costs_that_field(junk in json(), index in 0..100_usize) {
        let whole: Value = serde_json::from_str(include_str!("../testdata/whole.json")).unwrap();
        let before = article_lines_of(&whole);
        // Without `type`, the kind of a medium comes from its address; names are given apart from their line.
        let fields = [
            ("attachments", "attachment"), ("content_html", "html"), ("date_modified", "modified"), ("_bangtin/rating", "rating"),
            ("_bangtin/comments", "comments"), ("_bangtin/related", "related"), ("_bangtin/document", "document"),
            ("_bangtin/media/1", "Video"), ("summary", ""), ("image", ""), ("tags", ""), ("_bangtin/views", ""),
            ("_bangtin/category", ""), ("date_published", ""), ("url", ""),
        ];
        let (field, line) = fields[index % fields.len()];
        let mut wrecked = whole.clone();
        *wrecked.pointer_mut(&format!("/items/0/{field}")).unwrap() = junk;
        let after = article_lines_of(&wrecked);
        for kept in before.iter().filter(|kept| line.is_empty() || !kept.starts_with(line)) {
            prop_assert!(after.contains(kept), "{field} cost {kept}");
        }
    }
}

fn article_lines_of(feed: &Value) -> Vec<String> {
    let feed = FeedReader::new(feed, resolve).unwrap();
    article_lines(&feed.article(0).unwrap(), &feed.extras(0))
}
