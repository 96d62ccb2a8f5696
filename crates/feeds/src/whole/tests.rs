use serde_json::{Value, json};

use super::{Asked, read};
use bangtin_outgoing::Outgoing;

async fn converted(name: &str, text: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    std::fs::write(&file, text).expect("a file");
    let asked = Asked {
        url: file.to_str().expect("a name"),
        kind: None,
        public: None,
        pages: 200,
        now_ms: 1_795_600_000_000,
    };
    let outgoing = Outgoing::new(&[]).expect("a client");
    read(&outgoing, asked).await.expect("a feed").feed()
}

#[tokio::test]
async fn a_feed_of_any_kind_becomes_one_that_comes_out_the_same_again() {
    let rss = "<rss version=\"2.0\"><channel><title>Xã</title><link>https://a.vn/</link><item><title>Điện & nước</title>\
               <link>/tin/a.html</link><guid>a-1</guid><pubDate>Wed, 25 Nov 2026 10:30:00 +0700</pubDate><category>Thông báo</category>\
               <description>Sapo</description></item></channel></rss>";
    let first = converted("feed.xml", rss).await;
    assert_eq!(first["title"], "Xã");
    assert_eq!(first["version"], "https://jsonfeed.org/version/1.1");
    let item = &first["items"][0];
    assert_eq!(
        (
            &item["title"],
            &item["url"],
            &item["_bangtin"]["category"]["id"]
        ),
        (
            &json!("Điện & nước"),
            &json!("https://a.vn/tin/a.html"),
            &json!("thong-bao")
        )
    );
    let again = converted("feed.json", &first.to_string()).await;
    assert_eq!(again, first);
}

#[tokio::test]
async fn what_a_feed_says_beside_its_items_stays() {
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Xã",
        "home_page_url": "https://a.vn/",
        "_bangtin": {
            "version": 1,
            "site": {"name": "UBND xã"},
            "links": [{"title": "Tỉnh", "url": "https://tinh.vn/"}],
            "albums": [{"id": "a", "title": "Lễ hội", "pictures": [{"url": "https://a.vn/1.jpg"}]}],
            "polls": [{"id": "p", "question": "Nên họp khi nào?", "options": [{"id": "a", "text": "Sáng"}, {"id": "b", "text": "Chiều"}]}],
            "documents": [{"id": "vb-1", "number": "15/NQ-HĐND", "abstract": "Dự toán", "issued": "2026-11-20", "file": "https://a.vn/15.pdf"}],
            "portal": {"front": ["lead", "documents"]},
        },
        "items": [{"id": "a", "title": "Tin", "content_html": "<p>Một</p>"}],
    });
    let read = converted("feed.json", &feed.to_string()).await;
    for name in ["site", "links", "albums", "documents", "portal"] {
        assert_eq!(read["_bangtin"][name], feed["_bangtin"][name], "{name}");
    }
    assert_eq!(read["_bangtin"]["polls"][0]["id"], "p");
    assert_eq!(converted("again.json", &read.to_string()).await, read);
}
