use serde_json::{Value, json};

/// A feed made by a test: JSON Feed 1.1 with `_bangtin`.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    items: Vec<Value>,
    next_url: Option<String>,
}

/// One item of a made feed.
#[derive(Clone, Debug)]
pub struct Item(Value);

impl Feed {
    /// A feed without items.
    pub fn new() -> Self {
        Self::default()
    }

    /// Items with these titles, named `i-1`, `i-2` …, newest first.
    pub fn of_titles(titles: &[&str]) -> Self {
        titles
            .iter()
            .enumerate()
            .fold(Self::new(), |feed, (index, title)| {
                feed.with(
                    Item::new(&format!("i-{}", index + 1), title)
                        .published(&format!("2026-11-{:02}T08:00:00+07:00", 28 - index % 28)),
                )
            })
    }

    /// So many items with ordinary titles.
    pub fn of(count: usize) -> Self {
        (1..=count).fold(Self::new(), |feed, number| {
            feed.with(Item::new(
                &format!("i-{number}"),
                &format!("Tin số {number} của xã Sông Ba"),
            ))
        })
    }

    /// Adds an item.
    pub fn with(mut self, item: Item) -> Self {
        self.items.push(item.0);
        self
    }

    /// Adds anything, right or wrong, in the place of an item.
    pub fn with_raw(mut self, item: Value) -> Self {
        self.items.push(item);
        self
    }

    /// Says where the next page is.
    pub fn next(mut self, url: &str) -> Self {
        self.next_url = Some(url.to_owned());
        self
    }

    /// As a server sends it.
    pub fn to_json(&self) -> String {
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Cổng thông tin xã Sông Ba",
            "home_page_url": "https://songba.example.gov.vn/",
            "language": "vi",
            "items": self.items,
            "_bangtin": {
                "version": 1,
                "site": { "name": "UBND xã Sông Ba" },
                "categories": [{ "id": "thong-bao", "name": "Thông báo" }, { "id": "van-hoa", "name": "Văn hóa – Giáo dục" }],
            },
        });
        if let Some(next) = &self.next_url {
            feed["next_url"] = json!(next);
        }
        feed.to_string()
    }
}

impl Item {
    /// An item with a name, a title, an address and a day.
    pub fn new(id: &str, title: &str) -> Self {
        Self(json!({
            "id": id,
            "url": format!("/tin/{id}.html"),
            "title": title,
            "content_html": format!("<p>Nội dung của tin {id}.</p>"),
            "date_published": "2026-11-18T08:30:00+07:00",
            "_bangtin": { "precision": "minute", "category": { "id": "thong-bao", "name": "Thông báo" } },
        }))
    }

    /// When it was published (RFC 3339).
    pub fn published(self, date: &str) -> Self {
        self.field("date_published", json!(date))
    }

    /// The body.
    pub fn body(self, html: &str) -> Self {
        self.field("content_html", json!(html))
    }

    /// Any field of JSON Feed.
    pub fn field(mut self, name: &str, value: Value) -> Self {
        self.0[name] = value;
        self
    }

    /// Any field of `_bangtin`.
    pub fn extra(mut self, name: &str, value: Value) -> Self {
        self.0["_bangtin"][name] = value;
        self
    }
}
