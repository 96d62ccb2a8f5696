//! The moderators' pile of reports: what it shows, and what is decided there.

use bangtin_service::content::import::import;
use reqwest::header::LOCATION;
use reqwest::{Response, StatusCode};
use serde_json::json;

use super::{account_for, field, login, page, send_form};
use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::harness::{Trial, number};
use crate::on_both;
use crate::reports::{report, send};

const PATH: &str = "/moderation/reports";

async fn text(trial: &Trial, path: &str, cookie: &str) -> String {
    let answer = page(trial, path, cookie).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.expect("a page")
}

async fn press(trial: &Trial, cookie: &str, form: String) -> Response {
    send_form(trial, PATH, cookie, form).await
}

/// `ID.REVISION` of each report on the page, in its order.
fn ticks(html: &str) -> Vec<String> {
    let parts = html.split("name=\"ticked\" value=\"").skip(1);
    parts
        .filter_map(|part| part.split('"').next())
        .map(str::to_owned)
        .collect()
}

async fn open(trial: &Trial) -> i64 {
    number(
        trial,
        "SELECT CAST(COUNT(*) AS BIGINT) FROM reports WHERE state = 'open'",
    )
    .await
}

on_both! {
    async fn each_report_is_mended_or_not_and_logged(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut item = article(1, "Một <b>");
        item["url"] = "https://songba.example.gov.vn/mot.html".into();
        cms.on("/feed.json", Reply::json(&json_feed(&[item])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        assert!(text(&trial, PATH, &cookie).await.contains("Không có báo lỗi nào."));
        let said = "<script>alert(1)</script>\ndòng hai";
        send(&trial, json!({ "page": "tin-1", "kind": "wrong-fact", "text": said })).await;
        send(&trial, json!({ "page": "tin-1", "kind": "wrong-fact", "text": said })).await;
        trial.clock.advance(std::time::Duration::from_secs(3 * 24 * 60 * 60));
        // The cookie's hour is over.
        let cookie = login(&trial, "lan@songba.example.vn").await;
        send(&trial, report("trang-khac", "hai")).await;
        send(&trial, report("trang-khac", "ba")).await;

        let start = text(&trial, "/moderation", &cookie).await;
        assert!(start.contains("Báo lỗi trong bài (3)"), "{start}");
        let html = text(&trial, PATH, &cookie).await;
        assert!(html.contains("Thông tin sai: ") && html.contains("href=\"https://songba.example.gov.vn/mot.html\""), "{html}");
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;\ndòng hai") && !html.contains("<script"), "{html}");
        assert!(html.contains("3 ngày trước") && html.contains("Được báo 2 lần") && html.contains("Lỗi chính tả: <bdi>trang-khac"), "{html}");
        let seen = ticks(&html);
        assert_eq!(seen.len(), 3);
        assert!(html.find("dòng hai") < html.find("trang-khac"), "the oldest first");
        assert!(text(&trial, &format!("{PATH}?lang=en"), &cookie).await.contains("Wrong information: "));

        let token = field(&html, "form_token");
        let form = |token: &str, rest: &str| format!("form_token={token}&site=xa-song-ba&lang=vi&pile=open&{rest}");
        let one = format!("one=fixed.{}&ticked={}", seen[0], seen[1]);
        assert_eq!(press(&trial, "", form(&token, &one)).await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(press(&trial, &cookie, form("wrong", &one)).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(press(&trial, &cookie, form(&token, &one).replace("site=xa-song-ba", "site=khac")).await.status(), StatusCode::FORBIDDEN);
        for unreadable in ["one=fixed", "one=gone.x.1", "one=fixed.%00.1", "state=what", "ticked=x", ""] {
            assert_eq!(press(&trial, &cookie, form(&token, unreadable)).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{unreadable}");
        }
        let none = press(&trial, &cookie, form(&token, "state=fixed")).await;
        assert_eq!(none.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text().await.expect("a page").contains("Chưa chọn báo lỗi nào."));
        assert_eq!(open(&trial).await, 3);

        // One by its own button: what is ticked stays.
        let done = press(&trial, &cookie, form(&token, &one)).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        let onward = done.headers()[LOCATION].to_str().expect("ASCII").to_owned();
        let html = text(&trial, &onward, &cookie).await;
        assert!(html.contains("Đã ghi nhận: đã sửa. Số báo lỗi đã xử lý: 1.") && html.contains("Chờ xử lý (2)"), "{html}");
        // Somebody else was faster with one of several: none is changed.
        let both = format!("state=not-fixed&ticked={}&ticked={}", seen[0], seen[1]);
        let late = press(&trial, &cookie, form(&token, &both)).await;
        assert_eq!(late.status(), StatusCode::PRECONDITION_FAILED);
        assert!(late.text().await.expect("a page").contains("không báo lỗi nào được thay đổi"));
        assert_eq!(open(&trial).await, 2);
        let rest = format!("state=not-fixed&ticked={}&ticked={}", seen[1], seen[2]);
        assert_eq!(press(&trial, &cookie, form(&token, &rest)).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(open(&trial).await, 0);
        let fixed = text(&trial, &format!("{PATH}?pile=fixed"), &cookie).await;
        assert_eq!(ticks(&fixed).len(), 1);
        assert_eq!(ticks(&text(&trial, &format!("{PATH}?pile=not-fixed"), &cookie).await).len(), 2);
        // Back, by mistake decided.
        let back = format!("one=open.{}", ticks(&fixed)[0]);
        let back = form(&token, &back).replace("pile=open", "pile=fixed");
        assert_eq!(press(&trial, &cookie, back).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(open(&trial).await, 1);

        let log = text(&trial, "/moderation/log?site=xa-song-ba", &cookie).await;
        assert!(log.contains("Chờ xử lý → Đã sửa") && log.contains("Chờ xử lý → Không sửa") && log.contains("Đã sửa → Chờ xử lý"), "{log}");
        assert!(log.contains("&lt;script&gt;"), "{log}");
        trial.end().await;
    }

    async fn a_moderator_of_another_site_sees_and_decides_nothing(trial: Trial) {
        account_for(&trial, "khac@example.vn", &["xa-khac"]).await;
        send(&trial, report("bai-1", "Bí mật")).await;
        let cookie = login(&trial, "khac@example.vn").await;
        for path in [PATH.to_owned(), format!("{PATH}?site=xa-song-ba")] {
            let answer = page(&trial, &path, &cookie).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN);
            assert!(!answer.text().await.expect("a page").contains("Bí mật"));
        }
        let away = trial.get(PATH).await;
        assert_eq!(away.headers()[LOCATION], "/moderation/login?lang=vi");
        trial.end().await;
    }

    async fn a_long_pile_goes_on_where_it_ended(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        trial.run("INSERT INTO reports (id, site, page, kind, body, likeness, times, state, revision, created_ms) \
            WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 45) \
            SELECT 'r' || i, 'xa-song-ba', 'bai', 'broken', 'số ' || i, 'x' || i, 1, 'fixed', 1, i FROM n").await;
        let mut seen = Vec::new();
        let mut path = format!("{PATH}?pile=fixed");
        loop {
            let html = text(&trial, &path, &cookie).await;
            seen.extend(ticks(&html));
            let Some((before, _)) = html.split_once("\">Xem tiếp<") else { break };
            let next = before.rsplit_once("href=\"").expect("an address").1;
            path = next.replace("&amp;", "&");
        }
        let expected: Vec<String> = (1..=45).rev().map(|number| format!("r{number}.1")).collect();
        assert_eq!(seen, expected, "the newest first, each once");
        assert!(page(&trial, &format!("{PATH}?after=x&pile=what"), &cookie).await.status().is_success());
        trial.end().await;
    }
}
