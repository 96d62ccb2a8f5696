//! The stand-alone portal: what search engines, apps that show links and readers without script get of it.

mod lists;
mod numbers;
mod offline;
mod page;
mod taken_down;

use bangtin_service::Settings;
use bangtin_service::content::import::import;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use std::path::Path;

use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::harness::Trial;
use page::Page;

/// As `on_both!`, with the portal page of this repository.
macro_rules! on_both_with_portal {
    ($($(#[$note:meta])* async fn $name:ident($trial:ident : Trial) $body:block)*) => {$(
        $(#[$note])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::harness::{Database, Trial};

            async fn judge($trial: Trial) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                judge(Trial::with_folder(Database::Sqlite, $crate::portal::folder).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                judge(Trial::with_folder(Database::Postgres, $crate::portal::folder).await).await;
            }
        }
    )*};
}
use on_both_with_portal;

/// A `public_dir` with the portal page.
fn folder(settings: &mut Settings, folder: &Path) {
    let files = [
        ("index.html", include_str!("../../../../index.html")),
        ("icon.svg", include_str!("../../../../public/icon.svg")),
        (
            "embed.html",
            "<script type=\"module\" src=\"{{origin}}/bangtin/1.0.0/bangtin.js\"></script>",
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("a file");
    }
    settings.public_dir = Some(folder.to_owned());
}

/// The sample commune, whose pictures the service gives out itself.
async fn sample(trial: &Trial) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/sample");
    let to = trial.folder.path().join("sample");
    std::fs::create_dir(&to).expect("a folder");
    for name in ["feed.json", "feed-2.json", "feed-3.json"] {
        std::fs::copy(from.join(name), to.join(name)).expect("the sample");
    }
    let site = site(vec![feed(to.join("feed.json").to_string_lossy(), None)]);
    import(&trial.app, &site, &site.feeds[0])
        .await
        .expect("the sample");
}

/// These items, from a source of their own.
async fn these(trial: &Trial, items: &[Value]) {
    let cms = Cms::start().await;
    cms.on("/feed.json", Reply::json(&json_feed(items)));
    let site = site(vec![feed(cms.url("/feed.json"), None)]);
    import(&trial.app, &site, &site.feeds[0])
        .await
        .expect("an import");
}

async fn opened(trial: &Trial, path: &str) -> Page {
    let response = trial.get(path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(
        header(&response, "content-type"),
        "text/html; charset=utf-8",
        "{path}"
    );
    Page::new(response.text().await.expect("a page"))
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    let value = answer.headers().get(name);
    value.map_or("", |value| value.to_str().expect("text"))
}

on_both_with_portal! {
    async fn a_link_to_an_article_shows_its_title_lead_and_picture(trial: Trial) {
        sample(&trial).await;
        let page = opened(&trial, "/tin/tb-01").await;
        let origin = &trial.app.public_url;
        let title = "Lịch tạm ngừng cung cấp điện ngày 21 và 22/11";
        let lead = "Để thay dây dẫn và nâng công suất trạm biến áp, ngành điện tạm ngừng cấp điện luân phiên tại bảy thôn, buôn trong hai ngày cuối tuần. Bà con xem giờ của thôn mình để chủ động sinh hoạt, sản xuất.";
        let url = format!("{origin}/tin/tb-01");
        let picture = format!("{origin}/sample/media/den-duong.webp");
        for (name, expected) in [
            ("og:site_name", "Trang thông tin điện tử xã Sông Ba"),
            ("og:locale", "vi_VN"),
            ("og:type", "article"),
            ("og:title", title),
            ("og:description", lead),
            ("og:url", &url),
            ("og:image", &picture),
            ("og:image:width", "1200"),
            ("og:image:height", "800"),
            ("og:image:alt", "Đèn đường bên con đường liên thôn"),
            ("article:published_time", "2026-11-18T07:30+07:00"),
            ("article:section", "Thông báo"),
            ("article:tag", "lịch cắt điện"),
            ("description", lead),
            ("twitter:card", "summary_large_image"),
            ("twitter:title", title),
            ("twitter:image", &picture),
            ("theme-color", "#9b1c1f"),
        ] {
            assert_eq!(page.meta(name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(page.title(), format!("{title} – Trang thông tin điện tử xã Sông Ba"));
        assert_eq!(page.count("<title"), 1);
        assert_eq!(page.link("canonical").as_deref(), Some(url.as_str()));
        assert_eq!(page.link("manifest").as_deref(), Some("/manifest.webmanifest"));
        assert_eq!(page.link("alternate").as_deref(), Some("/rss.xml"));
        trial.end().await;
    }

    async fn search_engines_are_told_of_an_article_in_their_words(trial: Trial) {
        sample(&trial).await;
        let origin = trial.app.public_url.clone();
        let found = opened(&trial, "/tin/tb-01").await.structured();
        let article = &found["@graph"][0];
        assert_eq!(article["@type"], "NewsArticle");
        assert_eq!(article["headline"], "Lịch tạm ngừng cung cấp điện ngày 21 và 22/11");
        assert_eq!(article["datePublished"], "2026-11-18T07:30+07:00");
        assert_eq!(article["author"]["name"], "Hoài An");
        assert_eq!(article["publisher"]["name"], "Ủy ban nhân dân xã Sông Ba");
        assert_eq!(article["image"][0], format!("{origin}/sample/media/den-duong-600.webp"));
        assert_eq!(article["mainEntityOfPage"]["@id"], format!("{origin}/tin/tb-01"));
        let way = &found["@graph"][1]["itemListElement"];
        assert_eq!(way[1]["item"], format!("{origin}/chuyen-muc/thong-bao"));
        let front = opened(&trial, "/").await.structured();
        assert_eq!(front["@graph"][0]["@type"], "WebSite");
        assert_eq!(front["@graph"][1]["telephone"], "0200 000 100");
        trial.end().await;
    }

    async fn an_article_is_read_whole_without_script(trial: Trial) {
        sample(&trial).await;
        let page = opened(&trial, "/tin/tb-01").await;
        let text = page.content();
        for part in [
            "<h1>Lịch tạm ngừng cung cấp điện ngày 21 và 22/11</h1>",
            "<td>6 giờ 00 – 10 giờ 30</td>",
            "<time datetime=\"2026-11-18T07:30+07:00\">18/11/2026 07:30</time>",
            "<strong>Hoài An</strong>, Văn phòng HĐND và UBND xã",
            "Nguồn: Đội Quản lý điện khu vực Sông Ba",
            "width=\"1200\" height=\"800\"",
            "Tin liên quan",
            "href=\"/tin/tb-04\"",
            "href=\"/chuyen-muc/thong-bao\"",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("<script") && !text.contains(" style="), "{text}");
        trial.end().await;
    }

    async fn lists_are_read_page_by_page(trial: Trial) {
        sample(&trial).await;
        let mut found = Vec::new();
        let mut path = "/".to_owned();
        loop {
            let page = opened(&trial, &path).await;
            found.extend(page.articles());
            match page.link("next") {
                Some(next) => path = next,
                None => break,
            }
        }
        let all: Value = trial.get("~/articles?limit=100").await.json().await.expect("a page");
        let all = all["items"].as_array().expect("items").iter();
        let expected: Vec<String> = all.map(|item| format!("/tin/{}", item["id"].as_str().expect("an id"))).collect();
        assert!(expected.len() > 40, "{}", expected.len());
        assert_eq!(found, expected);
        let pages = expected.len().div_ceil(20);
        assert_eq!(path, format!("/?trang={pages}"));
        let last = opened(&trial, &path).await;
        assert_eq!(last.link("prev"), Some(format!("/?trang={}", pages - 1)));
        assert_eq!(last.link("canonical"), Some(format!("{}{path}", trial.app.public_url)));
        let category = opened(&trial, "/chuyen-muc/thong-bao").await;
        let its: Value = trial.get("~/articles?category=thong-bao&limit=20").await.json().await.expect("a page");
        assert_eq!(category.articles().len(), its["items"].as_array().map_or(0, Vec::len));
        assert_eq!(category.meta("og:title").as_deref(), Some("Thông báo"));
        let documents = opened(&trial, "/van-ban").await;
        assert!(documents.content().contains("href=\"/van-ban/vb-2026-qd-57\""), "{}", documents.content());
        trial.end().await;
    }

    async fn the_other_pages_say_what_they_are_for(trial: Trial) {
        sample(&trial).await;
        for (path, title, part) in [
            ("/van-ban/vb-2026-qd-57", "Quyết định 57/QĐ-UBND", "<dd>Kiện toàn Tổ công nghệ số cộng đồng tại các thôn, buôn</dd>"),
            ("/lien-he", "Liên hệ", "<a href=\"tel:0200000113\">0200 000 113</a>"),
            ("/tim-kiem?q=cong%20chieng", "Tìm kiếm: cong chieng", "href=\"/tin/vh-01\""),
            ("/tim-kiem", "Tìm kiếm", "<input type=\"search\" name=\"q\""),
            ("/tim-kiem?q=khongcotunay", "Tìm kiếm: khongcotunay", "Không tìm thấy tin nào"),
            ("/dang-ky", "Đăng ký nhận tin", "cần trình duyệt có bật JavaScript"),
            ("/lien-ket", "Liên kết", "<h2>Dịch vụ công</h2>"),
            ("/thu-vien-anh", "Thư viện ảnh", "<figcaption>"),
            ("/video", "Video", "<video "),
        ] {
            let page = opened(&trial, path).await;
            assert_eq!(page.title(), format!("{title} – Trang thông tin điện tử xã Sông Ba"), "{path}");
            assert!(page.content().contains(part), "{path}: {}", page.content());
            assert!(page.meta("description").is_some_and(|text| !text.is_empty()), "{path}");
        }
        let found = opened(&trial, "/tim-kiem?q=x").await;
        assert_eq!((found.meta("robots").as_deref(), found.link("canonical")), (Some("noindex"), None));
        trial.end().await;
    }

    async fn a_title_does_not_break_out_of_the_page(trial: Trial) {
        let ugly = "</title><script>alert(1)</script> \"nháy\" 'đơn' & <b> --> <!-- bangtin:content -->";
        let composed = "Thông báo của xã";
        let decomposed = "Tho\u{302}ng ba\u{301}o cu\u{309}a xa\u{303}";
        let mut first = article(1, "");
        // What a feed writes of a title is decoded once.
        first["title"] = ugly.replace('&', "&amp;").replace('<', "&lt;").into();
        first["summary"] = first["title"].clone();
        first["id"] = "a/b \"c\" <d>".into();
        these(&trial, &[first, article(2, decomposed)]).await;
        let page = opened(&trial, "/tin/a%2Fb%20%22c%22%20%3Cd%3E").await;
        assert_eq!(page.meta("og:title").as_deref(), Some(ugly));
        assert_eq!(page.meta("og:url"), Some(format!("{}/tin/a%2Fb%20%22c%22%20%3Cd%3E", trial.app.public_url)));
        assert!(page.title().starts_with(ugly), "{}", page.title());
        assert_eq!(page.structured()["@graph"][0]["headline"], ugly);
        assert!(!page.text().contains("<script>alert"), "{}", page.text());
        let second = opened(&trial, "/tin/tin-2").await;
        assert_eq!(second.meta("og:title").as_deref(), Some(composed), "composed, as phones draw it");
        let front = opened(&trial, "/").await;
        assert!(front.articles().contains(&"/tin/a%2Fb%20%22c%22%20%3Cd%3E".to_owned()), "{:?}", front.articles());
        assert!(!front.text().contains("<script>alert"));
        let search = opened(&trial, "/tim-kiem?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
        assert!(!search.text().contains("<script>alert"), "{}", search.text());
        trial.end().await;
    }

    async fn what_is_not_there_is_a_page_that_says_so(trial: Trial) {
        sample(&trial).await;
        for path in [
            "/tin/khong-co", "/tin/%00", "/chuyen-muc/khong-co", "/van-ban/tb-01", "/van-ban/khong-co", "/thu-vien-anh/khong-co",
            "/?trang=0", "/?trang=99", "/?trang=x", "/chuyen-muc/thong-bao?trang=2", "/tim-kiem?q=a&tiep=x",
        ] {
            let response = trial.get(path).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8", "{path}");
            assert_eq!(header(&response, "cache-control"), "no-store", "{path}");
            assert!(header(&response, "content-security-policy").contains("frame-ancestors 'self'"), "{path}");
            let page = Page::new(response.text().await.expect("a page"));
            assert!(page.content().contains("<h1>Không tìm thấy trang</h1>"), "{path}");
            assert_eq!(page.meta("robots").as_deref(), Some("noindex"), "{path}");
        }
        // Programs get problems all the same.
        assert_eq!(header(&trial.get("~/articles/khong-co").await, "content-type"), "application/problem+json");
        assert_eq!(trial.get("/chuyen-muc/khong-co/rss.xml").await.status(), StatusCode::NOT_FOUND);
        trial.end().await;
    }

    async fn pages_are_kept_and_asked_for_again_as_other_answers(trial: Trial) {
        sample(&trial).await;
        for path in ["/", "/tin/tb-01", "/chuyen-muc/thong-bao", "/rss.xml", "/sitemap.xml"] {
            let first = trial.get(path).await;
            assert_eq!(header(&first, "cache-control"), "public, max-age=60, stale-while-revalidate=540, stale-if-error=86400", "{path}");
            let tag = header(&first, "etag").to_owned();
            let again = trial.request(Method::GET, path).header("if-none-match", &tag).send().await.expect("an answer");
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
            let head = trial.request(Method::HEAD, path).send().await.expect("an answer");
            assert_eq!((head.status(), header(&head, "etag")), (StatusCode::OK, tag.as_str()), "{path}");
            assert_eq!(head.bytes().await.expect("no body").len(), 0);
        }
        let client = reqwest::Client::builder().no_brotli().no_gzip().build().expect("a client");
        for kind in ["br", "gzip"] {
            let answer = client.get(trial.url("/tin/tb-01")).header("accept-encoding", kind).send().await;
            assert_eq!(header(&answer.expect("an answer"), "content-encoding"), kind);
        }
        trial.end().await;
    }

    async fn every_page_has_a_policy_that_lets_nothing_foreign_in(trial: Trial) {
        let mut item = article(1, "Một");
        item["content_html"] = json!("<p>Chữ</p><style>p{color:red}</style><script>alert(1)</script><p onclick=\"alert(2)\">x</p>");
        these(&trial, &[item]).await;
        let front = trial.get("/").await;
        let policy = header(&front, "content-security-policy").to_owned();
        for path in ["/tin/tin-1", "/lien-he", "/tin/khong-co"] {
            let page = trial.get(path).await;
            assert_eq!(header(&page, "content-security-policy"), policy, "{path}: no hash of what an article holds");
            assert_eq!(header(&page, "cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(header(&page, "x-content-type-options"), "nosniff", "{path}");
            let text = page.text().await.expect("a page");
            assert!(!text.contains("alert("), "{path}");
        }
        for part in ["default-src 'none'", "worker-src 'self'", "manifest-src 'self'", "frame-ancestors 'self'", "base-uri 'none'", "require-trusted-types-for 'script'"] {
            assert!(policy.contains(part), "{part}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        trial.end().await;
    }
}

/// The portal of the site that the settings name; without a folder there is none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_settings_say_whose_portal_it_is() {
    use crate::harness::Database;
    let trial = Trial::with_folder(Database::Sqlite, |settings, place| {
        folder(settings, place);
        let mut other = crate::harness::site();
        other.id = "xa-ea-nhai".into();
        other.name = "Xã Ea Nhái".into();
        settings.sites.push(other);
        settings.portal_site = Some("xa-ea-nhai".into());
    })
    .await;
    let page = opened(&trial, "/").await;
    assert_eq!(page.title(), "Xã Ea Nhái");
    assert!(page.text().contains("data-site=\"xa-ea-nhai\""));
    trial.end().await;
    let trial = Trial::start(Database::Sqlite).await;
    for path in ["/", "/rss.xml", "/sw.js", "/tin/tb-01"] {
        assert_eq!(
            trial.get(path).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    trial.end().await;
}
