//! Feeds as portals really send them (`crates/feeds/testdata`): in other letters than they say, in XML that is none, or no feed at all.

use bangtin_feeds::Failure as Unread;
use bangtin_service::content::import::{Failure, Outcome, import};
use serde_json::{Value, json};

use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::harness::Trial;
use crate::on_both;

fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../feeds/testdata/");
    std::fs::read([folder, name].concat()).expect(name)
}

/// Imports this answer as the only source of the site.
async fn read(trial: &Trial, cms: &Cms, reply: Reply) -> Result<Outcome, Failure> {
    cms.on("/", reply);
    let site = site(vec![feed(cms.url("/"), None)]);
    let outcome = import(&trial.app, &site, &site.feeds[0]).await;
    trial.app.rendered.forget();
    outcome
}

/// What this answer holds. A JSON Feed is complete, so one between two answers takes away what the first left.
async fn items(trial: &Trial, cms: &Cms, what: &str, reply: Reply) -> Vec<Value> {
    let between = Reply::json(&json_feed(&[article(99, "Ở giữa")]));
    for reply in [between, reply] {
        if let Err(failure) = read(trial, cms, reply).await {
            panic!("{what}: {failure}");
        }
    }
    let page: Value = trial.get("~/articles").await.json().await.expect("a page");
    let items = page["items"].as_array().expect("items").iter();
    items
        .filter(|item| item["title"] != "Ở giữa")
        .cloned()
        .collect()
}

async fn titles(trial: &Trial, cms: &Cms, what: &str, reply: Reply) -> Vec<String> {
    let items = items(trial, cms, what, reply).await;
    let titles = items.iter().filter_map(|item| item["title"].as_str());
    titles.map(str::to_owned).collect()
}

/// Why this answer is refused.
async fn refused(trial: &Trial, cms: &Cms, reply: impl Into<Vec<u8>>) -> String {
    match read(trial, cms, Reply::of(reply)).await {
        Err(Failure::Source(Unread::NotAFeed(reason))) => reason,
        other => panic!("{other:?}"),
    }
}

on_both! {
    async fn letters_are_read_whatever_is_said_of_them(trial: Trial) {
        let cms = Cms::start().await;
        let council = "Ủy ban nhân dân xã họp về vụ đông xuân";
        let citizens = "Lịch tiếp dân";
        let cases = [
            ("windows-1258-declared.xml", None, council),
            ("windows-1258-in-http.xml", Some("text/xml; charset=windows-1258"), council),
            ("utf-8-declared-utf-16.xml", None, council),
            ("utf-8-declared-utf-16.xml", Some("text/xml; charset=iso-8859-1"), council),
            ("utf-16.xml", None, council),
            ("utf-16.xml", Some("text/xml; charset=utf-8"), council),
            ("blank-line-first-windows-1252.xml", None, citizens),
            ("iso-8859-1-short.xml", None, citizens),
            ("short-comment-first-windows-1252.xml", None, citizens),
            ("utf16be-nobom-csunicode.xml", None, citizens),
            ("utf16le-bom-says-utf16.xml", None, citizens),
            ("windows-1258-short.xml", None, citizens),
            ("windows-1258-unsaid.xml", None, "Tin xã"),
            ("packed-twice.xml.gz.gz", None, "Nén hai lần"),
        ];
        for (name, content_type, expected) in cases {
            let mut reply = Reply::of(sample(name));
            if let Some(content_type) = content_type {
                reply = reply.header("content-type", content_type);
            }
            assert_eq!(titles(&trial, &cms, name, reply).await, [expected], "{name} {content_type:?}");
        }
        let packed = Reply::of(sample("packed-twice.xml.gz.gz")).header("content-encoding", "gzip");
        assert_eq!(titles(&trial, &cms, "twice by HTTP", packed).await, ["Nén hai lần"]);
        trial.end().await;
    }

    async fn xml_that_is_none_is_read(trial: Trial) {
        let cms = Cms::start().await;
        let cases: [(&str, &[&str]); 5] = [
            ("bare-ampersand.xml", &["Điện & nước", "Bài lành lặn"]),
            ("html-entities.xml", &["Hôm nay – mùa gặt", "Bài lành lặn"]),
            ("declared-entities.xml", &["Xã Sông Ba"]),
            ("odd-type.xml", &["Tin 0", "Tin 2", "Tin 9", "Tin 1"]),
            ("cut.xml", &["Tin 1"]),
        ];
        for (name, expected) in cases {
            assert_eq!(titles(&trial, &cms, name, Reply::of(sample(name))).await, expected, "{name}");
        }
        let items = items(&trial, &cms, "an address", Reply::of(sample("bare-ampersand.xml"))).await;
        let address = items[0]["url"].clone();
        assert!(address.as_str().expect("an address").ends_with("op=tin&id=12&lang=vi"), "{address}");
        trial.end().await;
    }

    async fn atom_keeps_the_markup_of_its_texts(trial: Trial) {
        let cms = Cms::start().await;
        let items = items(&trial, &cms, "Atom", Reply::of(sample("atom-xhtml.xml"))).await;
        let titles: Vec<&str> = items.iter().filter_map(|item| item["title"].as_str()).collect();
        assert_eq!(titles, ["Lúa đông xuân & ngô", "Có details và summary", "type là MIME, nội dung không bọc"]);
        assert_eq!(items[0]["content_html"], "<p>Đoạn <strong>đậm</strong></p><ul><li>một</li></ul>");
        let second = items[1]["content_html"].as_str().expect("a text");
        assert!(second.starts_with("<details><summary>Bấm để xem</summary><p>Nội dung</p></details><br><img src="), "{second}");
        let third = items[2]["content_html"].as_str().expect("a text");
        assert!(third.ends_with("/tin/3.html\">Đọc tiếp</a>"), "{third}");
        trial.end().await;
    }

    async fn no_control_reaches_a_reader(trial: Trial) {
        let cms = Cms::start().await;
        let first = items(&trial, &cms, "controls", Reply::of(sample("control-characters.xml"))).await;
        assert_eq!(first.len(), 4);
        let second = items(&trial, &cms, "NUL", Reply::of(sample("nul-reference.xml"))).await;
        assert_eq!((second.len(), &second[0]["title"]), (2, &json!("Ký tự rỗng")));
        let mut tricky = article(1, "Một &#1; hai&#150;ba &amp;#2; \u{8}\u{96}");
        tricky["content_html"] = "<p title='a&#1;'>a&#2;b\u{1b}c&#x1f;</p>".into();
        tricky["summary"] = "x&#8;y".into();
        let third = items(&trial, &cms, "JSON", Reply::json(&json_feed(&[tricky]))).await;
        assert_eq!(third[0]["title"], "Một hai–ba &amp;#2; –");
        assert_eq!(third[0]["content_html"], "<p title=\"a\">abc</p>");
        for item in first.iter().chain(&second).chain(&third) {
            let bad = |c: char| c.is_control() && c != '\n' && c != '\t';
            let shown = ["title", "summary", "content_html"].map(|name| item[name].as_str().unwrap_or_default());
            assert!(!shown.concat().contains(bad), "{item}");
        }
        trial.end().await;
    }

    async fn what_is_no_feed_is_refused_in_words_that_say_what_it_is(trial: Trial) {
        let cms = Cms::start().await;
        let wall = refused(&trial, &cms, sample("wall.html")).await;
        assert!(wall.starts_with("it is an HTML page with the title “Xã Sông Ba”; it begins with “<!doctype html>"), "{wall}");
        let page = "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/vi/rss/\"></head>";
        let page = refused(&trial, &cms, page).await;
        assert!(page.contains("which names as its feed /vi/rss/"), "{page}");
        let error = json!({"code": "rest_no_route", "message": "x", "data": {"status": 404}}).to_string();
        let error = refused(&trial, &cms, error).await;
        assert!(error.starts_with("it is an error in JSON: rest_no_route, status 404"), "{error}");
        assert_eq!(refused(&trial, &cms, " \n").await, "it is empty");
        let cut = refused(&trial, &cms, "{\"items\": [{\"id\": 1").await;
        assert!(cut.contains("EOF") && cut.contains("it begins with “{\"items\""), "{cut}");
        trial.end().await;
    }

    async fn a_json_feed_is_found_behind_a_notice_and_with_broken_letters(trial: Trial) {
        let cms = Cms::start().await;
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "title": "Nửa \ud83d chữ", "content_text": "x"}]}"#;
        let notice = format!("<br />\n<b>Warning</b>: x in <b>a.php</b> on line <b>3</b><br />\n{json}\n<!-- 0.1 s -->");
        assert_eq!(titles(&trial, &cms, "a notice", Reply::of(notice)).await, ["Nửa \u{fffd} chữ"]);
        trial.end().await;
    }

    async fn a_category_of_the_settings_has_a_name_and_never_shows_its_id(trial: Trial) {
        let cms = Cms::start().await;
        let rss = |title: &str, category: &str| format!(
            "<rss><channel><title>{title}</title><item><title>Tin</title><guid>1</guid>{category}</item>\
             <item><title>Khác</title><guid>2</guid><category>Điện nước</category></item></channel></rss>"
        );
        let json = json!({"items": [{"id": "1", "title": "Tin"}], "_bangtin": {"categories": [{"id": "vb", "name": "Văn bản"}]}});
        let cases = [
            // The settings' id and name, the answer, the category of the first item.
            (Some("vb"), Some("Văn bản mới"), rss("Xã", ""), json!({"id": "vb", "name": "Văn bản mới"})),
            (Some("vb"), None, rss("Xã", ""), json!({"id": "vb", "name": "Tin tức"})),
            (Some("thong-bao"), None, rss("Xã - Thông báo", ""), json!({"id": "thong-bao", "name": "Thông báo"})),
            (Some("dien-nuoc"), None, rss("Xã", ""), json!({"id": "dien-nuoc", "name": "Điện nước"})),
            (Some("vb"), None, json.to_string(), json!({"id": "vb", "name": "Văn bản"})),
            (Some("vb"), Some("Văn bản"), rss("Xã", "<category>Y tế</category>"), json!({"id": "y-te", "name": "Y tế"})),
            (None, None, rss("Tin tức - Thông báo", ""), json!({"id": "thong-bao", "name": "Thông báo"})),
            (None, None, rss("Xã", ""), Value::Null),
        ];
        for (category, name, body, expected) in cases {
            let path = "/rss/thong-bao/";
            cms.on(path, Reply::of(body.clone()));
            let mut site = site(vec![feed(cms.url(path), None)]);
            site.feeds[0].category = category.map(str::to_owned);
            site.feeds[0].category_name = name.map(str::to_owned);
            import(&trial.app, &site, &site.feeds[0]).await.expect("a feed");
            trial.app.rendered.forget();
            let page: Value = trial.get("~/articles").await.json().await.expect("a page");
            let items = page["items"].as_array().expect("items");
            let first = items.iter().find(|item| item["title"] == "Tin").expect("the item");
            assert_eq!(first["_bangtin"]["category"], expected, "{category:?} {name:?} {body}");
        }
        trial.end().await;
    }
}
