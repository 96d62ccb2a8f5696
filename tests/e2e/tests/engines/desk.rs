//! The pages of moderators, with something on each.

use bangtin_e2e::{CHROMIUM, Case, Media, Page, Portal, Viewport, cases};
use serde_json::json;

pub(crate) const CASES: &[Case] = cases!("desk";
    CHROMIUM =>
        axe_finds_nothing_and_all_fits_on_every_page,
        a_wave_is_cleared_on_a_phone;
);

/// One thing of each kind that can stand there.
const ROWS: [&str; 5] = [
    "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms, place) VALUES \
     ('c-1', 'xa-song-ba', 'tb-01', 'Hoài An', 'Cảm ơn xã đã báo sớm. Nhà tôi ở buôn Ea Nhái chưa thấy lịch của buổi chiều.', 'pending', '', 1, 1795573800000, 1)",
    "INSERT INTO reports (id, site, page, kind, body, likeness, times, state, revision, created_ms) VALUES \
     ('r-1', 'xa-song-ba', 'tb-01', 'wrong-fact', 'Bảng ghi Chủ nhật 22/11 nhưng đoạn đầu ghi thứ Bảy', 'x', 3, 'open', 1, 1795573800000)",
    r#"INSERT INTO held_articles (site, id, feed, hash, state, is_new, title, url, reasons, leads, ready, held_ms) VALUES
     ('xa-song-ba', 'la-1', 'https://songba.example.gov.vn/rss', 'h1', 'waiting', 1, 'Lịch tiếp công dân', 'https://songba.example.gov.vn/tin/la-1',
      '[{"why":"gambling","word":"nhà cái","host":"jun88.example"}]', '[{"url":"https://jun88.example/vao","words":"Nhà cái uy tín"}]', '{}', 1795573800000),
     ('xa-song-ba', 'cu-1', 'https://songba.example.gov.vn/rss', 'h2', 'waiting', 0, 'Tin cũ', NULL, '[{"why":"many_old","many":12}]', '[]', '{}', 1795573800000),
     ('xa-song-ba', 'cu-2', 'https://songba.example.gov.vn/rss', 'h3', 'waiting', 0, 'Tin cũ hơn', NULL, '[{"why":"many_old","many":12}]', '[]', '{}', 1795573800000),
     ('xa-song-ba', 'la-2', 'https://songba.example.gov.vn/rss', 'h4', 'kept-out', 1, 'Đã giữ lại', NULL, '[{"why":"program","host":"la.example.net"}]', '[]', '{}', 1795573800000)"#,
    "UPDATE articles SET withheld_ms = 1795573800000, removed_ms = 1795573800000 WHERE id = 'tb-02'",
    // What the report of November counts.
    r#"INSERT INTO day_counts (site, day, visits, views, new_pages) VALUES ('xa-song-ba', 20776, 1204, 3871, 0), ('xa-song-ba', 20777, 998, 2410, 0);
     INSERT INTO page_days (site, day, page, views) VALUES ('xa-song-ba', 20776, 'tb-01', 1501), ('xa-song-ba', 20777, 'tb-01', 57),
     ('xa-song-ba', 20777, 'https://songba.example.gov.vn/mot-trang-co-dia-chi-rat-dai-khong-co-cho-nao-de-xuong-dong-ca.html', 12);
     INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms, place) VALUES
     ('c-2', 'xa-song-ba', 'tb-01', 'Bà Năm', 'Đã đăng', 'approved', '', 1, 1795573800000, 1);
     INSERT INTO official_answers (comment, name, body, answered_ms, first_ms) VALUES ('c-2', 'Xã Sông Ba', 'Cảm ơn bà.', 1795593800000, 1795583800000);
     INSERT INTO subscription_days (site, day, subscribed, unsubscribed) VALUES ('xa-song-ba', 20776, 14, 2);
     INSERT INTO poll_votes (site, poll, voter, choices, changed_ms) VALUES ('xa-song-ba', 'khong-con', 'v', '["co"]', 1795573800000);
     INSERT INTO rating_votes (site, page, voter, value, changed_ms) VALUES ('xa-song-ba', 'tb-01', 'v', 4, 1795573800000);
     UPDATE feeds SET error = 'http_500'"#,
];

/// And what of it stands there.
const PAGES: [(&str, &str); 11] = [
    ("/moderation", "buôn Ea Nhái"),
    ("/moderation/reports", "Bảng ghi Chủ nhật"),
    ("/moderation/held", "nhà cái"),
    ("/moderation/articles", "Hiển thị lại"),
    ("/moderation/alerts", "Cảnh báo"),
    ("/moderation/closing", "Đóng ý kiến"),
    (
        "/moderation/activity?from=2026-11-01&to=2026-11-30",
        "1.558",
    ),
    (
        "/moderation/activity?from=2026-11-30&to=2026-11-01",
        "Kỳ báo cáo không hợp lệ",
    ),
    ("/moderation/log", "Nhật ký"),
    ("/moderation/source", "Nguồn tin"),
    ("/moderation/account", "Tài khoản"),
];

fn axe_finds_nothing_and_all_fits_on_every_page(page: &Page<'_>) {
    let portal = Portal::start(page);
    for rows in ROWS {
        portal.run(rows);
    }
    portal.log_in(page);
    for (width, media) in [(320, &[][..]), (360, &[Media::Dark]), (1_280, &[])] {
        page.resize(Viewport { width, height: 800 });
        page.emulate(media);
        for (path, says) in PAGES {
            let sign = if path.contains('?') { '&' } else { '?' };
            let address = format!("{path}{sign}site=xa-song-ba&lang=vi");
            page.visit(&format!("{}{address}", portal.origin()));
            page.wait_for("main");
            assert!(page.text("main").contains(says), "{path}");
            let found = page.axe("body");
            assert!(found.is_empty(), "{path}, {width}: {found:#?}");
            page.fits();
            page.screenshot(&format!("desk{}", path.replace(['/', '?', '&', '='], "-")));
        }
    }
    let (report, _) = PAGES[6];
    page.visit(&format!("{}{report}&site=xa-song-ba", portal.origin()));
    page.wait_for("table");
    page.emulate(&[Media::Print]);
    page.screenshot("desk-report-printed");
}

/// Twenty-five comments of the last half hour, in a wave that goes on, and one of the day before.
const WAVE: &str = "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms, place) \
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25) \
     SELECT 'w-' || i, 'xa-song-ba', 'tb-01', 'Khách ' || i, 'Vào xem ngay trang mới, ưu đãi số ' || i, 'pending', '', 1, \
     CAST(strftime('%s', 'now') AS INTEGER) * 1000 - 60000 * (26 - i), 1 FROM n; \
     INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms, place) \
     SELECT 'truoc', 'xa-song-ba', 'tb-01', 'Hoài An', 'Cảm ơn xã', 'pending', '', 1, \
     CAST(strftime('%s', 'now') AS INTEGER) * 1000 - 86400000, 1; \
     INSERT INTO waves (site, begun_ms, last_ms) SELECT 'xa-song-ba', \
     CAST(strftime('%s', 'now') AS INTEGER) * 1000 - 1800000, CAST(strftime('%s', 'now') AS INTEGER) * 1000";

fn a_wave_is_cleared_on_a_phone(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.run(WAVE);
    portal.log_in(page);
    page.resize(Viewport {
        width: 360,
        height: 740,
    });
    let seen = |name: &str| {
        let found = page.axe("body");
        assert!(found.is_empty(), "{name}: {found:#?}");
        page.fits();
        page.screenshot(name);
    };
    page.visit(&format!(
        "{}/moderation?site=xa-song-ba&lang=vi",
        portal.origin()
    ));
    page.until("what is told of the wave", || {
        page.text("main").contains("đang có một đợt gửi dồn dập")
    });
    seen("desk-wave-told");
    page.click(".notice a");
    let all = "a[href*='all=true']";
    page.wait_for(all);
    seen("desk-wave");
    page.click(all);
    page.wait_for("[name=ticked]:checked");
    seen("desk-wave-ticked");
    let ticked: u32 = page.js(
        "return document.querySelectorAll('[name=ticked]:checked').length",
        json!([]),
    );
    assert_eq!(ticked, 25);
    page.click("button[value=spam]");
    portal.wait_number("SELECT COUNT(*) FROM comments WHERE state = 'spam'", 25);
    portal.wait_number("SELECT COUNT(*) FROM comments WHERE state = 'pending'", 1);
    page.wait_for("[role=status]");
    seen("desk-wave-done");
}
