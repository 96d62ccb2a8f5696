//! What portals put into and beside their articles (`crates/feeds/testdata`), as readers get it.

use bangtin_service::content::import::import;
use serde_json::{Value, json};

use crate::cms::{Cms, Reply, feed, site};
use crate::harness::Trial;
use crate::on_both;

fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../feeds/testdata/");
    std::fs::read([folder, name].concat()).expect(name)
}

/// The items of a file, in the order of their ids.
async fn items(trial: &Trial, cms: &Cms, name: &str) -> Vec<Value> {
    cms.on("/tin/", Reply::of(sample(name)));
    let site = site(vec![feed(cms.url("/tin/"), None)]);
    import(&trial.app, &site, &site.feeds[0])
        .await
        .expect("an import");
    let page: Value = trial.get("~/articles").await.json().await.expect("a page");
    let mut items = page["items"].as_array().expect("items").clone();
    items.sort_by_key(|item| item["id"].to_string());
    items
}

fn text(item: &Value) -> &str {
    item["content_html"].as_str().unwrap_or_default()
}

on_both! {
    async fn lazy_pictures_are_there_and_once(trial: Trial) {
        let cms = Cms::start().await;
        let items = items(&trial, &cms, "lazy-pictures.xml").await;
        let home = "https://songba.example.gov.vn/";
        let address = |path: &str| cms.url(path);
        assert_eq!(text(&items[0]), format!("<p>Mở đầu.</p><p><img src=\"{}\" alt=\"Cầu treo\" width=\"800\" height=\"600\"></p><p>Kết.</p>", address("/anh/cau-treo.jpg")));
        assert_eq!(text(&items[1]), format!("<figure><img src=\"{}\" alt=\"Gặt lúa\"><figcaption>Gặt lúa. Ảnh: N.V</figcaption></figure>", address("/anh/lua-1200.jpg")));
        assert_eq!(text(&items[2]), format!("<img src=\"{}\" alt=\"Chợ phiên\"><p>Chữ.</p>", address("/anh/cho-phien.jpg")));
        assert_eq!(text(&items[3]), format!("<img src=\"{}\" alt=\"Hồ\">", address("/anh/ho-1200.jpg")));
        assert_eq!(items[0]["url"], format!("{home}tin/a.html"));
        trial.end().await;
    }

    async fn frames_are_links_with_words_and_leave_no_gaps(trial: Trial) {
        let cms = Cms::start().await;
        let items = items(&trial, &cms, "frames.json").await;
        let expected = [
            "<p>Mời bà con xem phim:</p><p><a href=\"https://www.youtube.com/watch?v=AAAAAAAAAAA\">Xem video trên YouTube</a></p>",
            "<figure><div><p><a href=\"https://www.facebook.com/example/videos/1/\">Xem video trên Facebook</a></p></div>",
            "<figcaption>Phim: Đài truyền thanh xã</figcaption></figure>",
            "<p>Bản đồ: <a href=\"https://www.google.com/maps/embed?pb=1\">Xem bản đồ</a></p>",
            &format!("<a href=\"{}\">Tải tệp</a><p>Hết.</p>", cms.url("/tai-ve/a.pdf")),
        ];
        assert_eq!(text(&items[0]), expected.concat());
        trial.end().await;
    }

    async fn text_of_old_fonts_is_read_and_found(trial: Trial) {
        let cms = Cms::start().await;
        let items = items(&trial, &cms, "legacy-fonts.json").await;
        let line = "<p>Cộng hòa xã hội chủ nghĩa Việt Nam</p>";
        assert_eq!(text(&items[0]), [line, line, "<p>Đoạn Unicode: Ủy ban nhân dân xã.</p>"].concat());
        let found: Value = trial.get("~/search?q=chu+nghia").await.json().await.expect("a page");
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{found}");
        trial.end().await;
    }

    async fn odd_posts_of_wordpress_have_no_codes_and_no_pictures_of_characters(trial: Trial) {
        let cms = Cms::start().await;
        let items = items(&trial, &cms, "wordpress-odd-posts.json").await;
        let of = |id: &str| items.iter().find(|item| item["id"] == id).expect(id);
        assert_eq!(text(of("bai-5")), "<p>Không có tiêu đề 🌾</p>");
        assert_eq!(text(of("bai-6")), "<p>Mã ngắn chưa dịch </p><p>Đoạn</p>");
        assert_eq!((items.len(), of("bai-5").get("image")), (4, None));
        trial.end().await;
    }

    async fn pictures_and_files_beside_the_text_are_there(trial: Trial) {
        let cms = Cms::start().await;
        let items = items(&trial, &cms, "pictures-beside-the-text.xml").await;
        let images: Vec<Option<&str>> = items.iter().map(|item| item["image"].as_str()).collect();
        let ours = |path: &str| cms.url(path);
        let (a, b, f) = (ours("/anh/a.jpg"), ours("/anh/b.JPG?w=600"), ours("/anh/f.jpg"));
        let (c, d) = ("https://songba.example.gov.vn/anh/c.jpg", "https://songba.example.gov.vn/anh/d-1200.jpg");
        assert_eq!(images, [Some(a.as_str()), Some(&b), Some(c), Some(d), None, Some(&f)]);
        assert_eq!(items[2]["_bangtin"]["media"], json!([{"type": "image", "url": c, "alt": "Lễ hội"}]));
        assert_eq!(items[4]["attachments"], json!([{"url": ours("/tai-ve/lich.pdf"), "mime_type": "application/pdf"}]));
        trial.end().await;
    }
}
