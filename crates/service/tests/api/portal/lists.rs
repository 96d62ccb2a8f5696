//! Feeds and the map for search engines, read by programs that know nothing of how they were written.

use bangtin_service::config::FeedKind;
use bangtin_service::content::import::import;
use quick_xml::Reader;
use quick_xml::events::Event;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{header, on_both_with_portal, sample, these};
use crate::cms::{Cms, Reply, article, feed, site};
use crate::harness::Trial;

/// What stands in the elements of this name, in their order.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut inside) = (Vec::new(), None);
    loop {
        match reader.read_event().expect("good XML") {
            Event::Start(tag) if tag.name().as_ref() == name => inside = Some(String::new()),
            Event::End(tag) if tag.name().as_ref() == name => found.extend(inside.take()),
            Event::Text(text) => {
                if let Some(inside) = &mut inside {
                    inside.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(inside) = &mut inside {
                    let written = format!("&{};", &*entity);
                    inside.push_str(&quick_xml::escape::unescape(&written).expect("an entity"));
                }
            }
            Event::CData(text) => {
                if let Some(inside) = &mut inside {
                    inside.push_str(&text);
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

async fn read(trial: &Trial, path: &str, kind: &str) -> String {
    let response = trial.get(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(header(&response, "content-type"), kind, "{path}");
    response.text().await.expect("XML")
}

/// What our own importer makes of this feed.
async fn imported(trial: &Trial, rss: String) -> Vec<Value> {
    let cms = Cms::start().await;
    cms.on(
        "/rss.xml",
        Reply::of(rss).header("content-type", "application/rss+xml"),
    );
    let mut copy = site(vec![feed(cms.url("/rss.xml"), Some(FeedKind::Rss))]);
    copy.id = "ban-sao".into();
    import(&trial.app, &copy, &copy.feeds[0])
        .await
        .expect("an import");
    let mut read = trial.app.store.read().await.expect("a connection");
    let items: Result<Vec<String>, sqlx::Error> = bangtin_service::on!(read, c => {
        sqlx::query_scalar("SELECT item FROM articles WHERE site = 'ban-sao' ORDER BY published_ms DESC, place DESC").fetch_all(c).await
    });
    let items = items.expect("items");
    items
        .iter()
        .map(|item| serde_json::from_str(item).expect("JSON"))
        .collect()
}

on_both_with_portal! {
    async fn a_feed_gives_back_what_was_put_into_it(trial: Trial) {
        sample(&trial).await;
        let xml = read(&trial, "/rss.xml", "application/rss+xml; charset=utf-8").await;
        let origin = trial.app.public_url.clone();
        assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\""), "{xml}");
        assert!(xml.contains(&format!("<atom:link href=\"{origin}/rss.xml\" rel=\"self\" type=\"application/rss+xml\"/>")));
        let all: Value = trial.get("~/articles?limit=30").await.json().await.expect("a page");
        let all = all["items"].as_array().expect("items").clone();
        let bylines = all.iter().filter_map(|item| item["_bangtin"]["byline"].as_str());
        assert_eq!(texts(&xml, "dc:creator"), bylines.collect::<Vec<_>>());
        let copies = imported(&trial, xml).await;
        assert_eq!(copies.len(), all.len());
        for (copy, item) in copies.iter().zip(&all) {
            assert_eq!(copy["title"], item["title"]);
            assert_eq!(copy["url"], format!("{origin}/tin/{}", item["id"].as_str().expect("an id")));
            assert_eq!(copy["date_published"], item["date_published"], "{}", item["id"]);
            assert_eq!(copy["_bangtin"]["category"]["name"], item["_bangtin"]["category"]["name"]);
        }
        trial.end().await;
    }

    async fn a_feed_of_a_category_has_only_its_articles(trial: Trial) {
        sample(&trial).await;
        let xml = read(&trial, "/chuyen-muc/thong-bao/rss.xml", "application/rss+xml; charset=utf-8").await;
        let titles = texts(&xml, "title");
        assert_eq!(titles[0], "Thông báo – Trang thông tin điện tử xã Sông Ba");
        let its: Value = trial.get("~/articles?category=thong-bao&limit=30").await.json().await.expect("a page");
        let its: Vec<&str> = its["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
        assert_eq!(titles[1..], its);
        trial.end().await;
    }

    async fn a_feed_stays_good_whatever_stands_in_a_title(trial: Trial) {
        let ugly = "Số < 5 & \"bảy\" ]]> </item> \u{b}";
        let mut item = article(1, "");
        item["title"] = ugly.replace('&', "&amp;").replace('<', "&lt;").into();
        item["content_html"] = json!("<p>Mã <code>a]]&gt;b</code></p><p><img src=\"https://a.example.vn/a.webp\" alt=\"x\"></p>");
        these(&trial, &[item]).await;
        let xml = read(&trial, "/rss.xml", "application/rss+xml; charset=utf-8").await;
        let title = texts(&xml, "title").pop().expect("a title");
        assert_eq!(title.trim(), ugly.trim_end_matches(['\u{b}', ' ']).trim());
        let whole = texts(&xml, "content:encoded").pop().expect("a text");
        assert!(whole.contains("a]]&gt;b") && whole.contains("https://a.example.vn/a.webp"), "{whole}");
        trial.end().await;
    }

    async fn search_engines_find_every_article_category_and_page(trial: Trial) {
        sample(&trial).await;
        let xml = read(&trial, "/sitemap.xml", "application/xml; charset=utf-8").await;
        let origin = trial.app.public_url.clone();
        let found = texts(&xml, "loc");
        for path in ["/", "/tin/tb-01", "/chuyen-muc/van-hoa", "/van-ban", "/van-ban/vb-2026-qd-57", "/lien-he", "/lien-ket", "/dang-ky"] {
            assert!(found.contains(&format!("{origin}{path}")), "{path}");
        }
        for address in &found {
            let path = address.strip_prefix(&origin).expect("our own");
            assert_eq!(trial.get(path).await.status(), StatusCode::OK, "{path}");
        }
        let changed = texts(&xml, "lastmod");
        assert!(changed.len() > 40 && changed.iter().all(|day| day.parse::<jiff::Timestamp>().is_ok()), "{changed:?}");
        let robots = trial.get("/robots.txt").await.text().await.expect("a text");
        assert!(robots.contains(&format!("Sitemap: {origin}/sitemap.xml")), "{robots}");
        assert_eq!(trial.get("/sitemap.xml?phan=2").await.status(), StatusCode::NOT_FOUND);
        trial.end().await;
    }

    async fn a_map_of_more_than_a_thousand_addresses_is_parted(trial: Trial) {
        let many = "WITH RECURSIVE many(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM many WHERE n < 2501) \
             INSERT INTO articles (site, id, feed, published_ms, place, listed, issued_ms, tags, item, hash, updated_ms) \
             SELECT 'xa-song-ba', 'tin-' || n, 'x', n % 100 * 86400000, n, n % 2, CASE WHEN n % 4 < 2 THEN n END, '', '{\"id\":\"x\",\"title\":\"x\"}', '', 1795000000000 FROM many";
        trial.run(many).await;
        trial.fill_as("0061_list_sums.sql").await;
        let index = read(&trial, "/sitemap.xml", "application/xml; charset=utf-8").await;
        let parts = texts(&index, "loc");
        assert_eq!((parts.len(), texts(&index, "sitemap").len()), (2, 2), "{index}");
        let mut found = Vec::new();
        for part in &parts {
            let path = part.strip_prefix(&trial.app.public_url).expect("our own");
            let xml = read(&trial, path, "application/xml; charset=utf-8").await;
            let addresses = texts(&xml, "loc");
            assert!(addresses.len() <= 1_000);
            found.extend(addresses);
        }
        // Every second is an article; of the others half are documents, the rest stand nowhere.
        assert_eq!(found.iter().filter(|address| address.contains("/tin/")).count(), 1_251);
        assert_eq!(found.iter().filter(|address| address.contains("/van-ban/")).count(), 625);
        assert_eq!(trial.get("/sitemap.xml?phan=3").await.status(), StatusCode::NOT_FOUND);
        let all = found.len();
        found.sort();
        found.dedup();
        assert_eq!(found.len(), all, "each stands there once");
        trial.end().await;
    }
}
