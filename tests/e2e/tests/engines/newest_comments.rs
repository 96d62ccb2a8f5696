//! `<bangtin-newest-comments>`, with the real service.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, Portal, cases};
use serde_json::json;

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("newest_comments";
    EVERYWHERE => shows_what_was_said_last_and_leads_to_its_article;
    CHROMIUM => where_the_title_leads, says_that_there_is_nothing_and_what_is_missing, is_seen_by_everybody;
);

const TAG: &str = "bangtin-newest-comments";

fn inside(selector: &str) -> String {
    format!("{TAG} >>> {selector}")
}

fn part(name: &str) -> String {
    inside(&format!("[part={name}]"))
}

/// Three comments, of which one waits.
fn fill(portal: &Portal) {
    portal.run(
        "INSERT INTO comments (id, site, page, parent, name, body, state, note, revision, created_ms) VALUES \
         ('c-1', 'xa-song-ba', 'tb-01', NULL, 'Hoài An', 'Cảm ơn xã đã báo sớm.', 'approved', '', 1, 1795573800000), \
         ('c-2', 'xa-song-ba', 'tt-01', NULL, 'Trần Thị Bé', '<b>Lễ hội</b> vui quá', 'approved', '', 1, 1795577400000), \
         ('c-3', 'xa-song-ba', 'tb-01', NULL, 'Ai đó', 'Đang chờ', 'pending', '', 1, 1795581000000)",
    );
}

fn shows_what_was_said_last_and_leads_to_its_article(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    portal.run("INSERT INTO official_answers (comment, name, body, answered_ms) VALUES ('c-1', 'Xã Sông Ba', 'Cảm ơn bạn.', 1795574000000)");
    portal.show(page, &format!("<{TAG}></{TAG}>"));
    page.wait_state(TAG, "ready");
    assert_eq!(
        page.texts(&part("mark")),
        ["Đơn vị đã trả lời"],
        "where the agency has"
    );
    assert_eq!(page.text(&part("heading")), "Ý kiến mới");
    assert_eq!(
        page.texts(&part("text")),
        ["<b>Lễ hội</b> vui quá", "Cảm ơn xã đã báo sớm."],
        "the newest first, as text, and nothing that waits"
    );
    assert_eq!(page.texts(&part("name")), ["Trần Thị Bé", "Hoài An"]);
    assert_eq!(
        page.texts(&part("date")),
        ["25/11/2026 10:30", "25/11/2026 09:30"]
    );
    let titles = page.texts(&part("link"));
    assert_eq!(titles.len(), 2);
    assert!(titles.iter().all(|title| title.len() > 10), "{titles:?}");
    let href = page.attribute(&part("link"), "href").unwrap_or_default();
    assert!(href.starts_with("http"), "{href}");
    assert_eq!(page.errors(), Vec::<String>::new());
}

fn where_the_title_leads(page: &Page<'_>) {
    let portal = Portal::start(page);
    fill(&portal);
    portal.show(
        page,
        &format!(
            "<{TAG} links='#/tin/{{id}}' limit='1'></{TAG}><{TAG} class='b' links='reader'></{TAG}>"
        ),
    );
    page.wait_state(TAG, "ready");
    page.wait_state(".b", "ready");
    assert_eq!(page.count(&part("comment")), 1);
    let href = page.attribute(&part("link"), "href").unwrap_or_default();
    assert!(href.ends_with("#/tin/tt-01"), "{href}");
    let href = page
        .attribute(".b >>> [part=link]", "href")
        .unwrap_or_default();
    assert!(href.contains("?tin=tt-01"), "{href}");
    page.js::<()>(
        "addEventListener('bangtin-navigate', (event) => { window.told = event.detail.id; event.preventDefault() })",
        json!([]),
    );
    page.click(&part("link"));
    assert_eq!(page.js::<String>("return told", json!([])), "tt-01");
    assert!(!page.address().contains("/tin/"));
}

fn says_that_there_is_nothing_and_what_is_missing(page: &Page<'_>) {
    let portal = Portal::start(page);
    portal.show(page, &format!("<{TAG}></{TAG}>"));
    page.wait_state(TAG, "empty");
    assert_eq!(page.text(&part("empty")), "Chưa có ý kiến nào.");
    page.show(&format!("<{TAG}></{TAG}>"));
    page.wait_state(TAG, "misconfigured");
    page.serve("/made/newest.json", "application/json", r#"{"comments":[{"id":"a","name":"An","text":"Hay","created":"2026-11-18T09:30:00+07:00","page":"bai-1"}]}"#);
    page.show(&format!(
        "<{TAG} src='/made/newest.json' links='/tin/{{id}}'></{TAG}>"
    ));
    page.wait_state(TAG, "ready");
    assert_eq!(page.text(&part("link")), "Xem bài viết");
    page.serve("/made/odd.json", "application/json", "[]");
    page.show(&format!("<{TAG} src='/made/odd.json'></{TAG}>"));
    page.wait_state(TAG, "failed");
}

fn is_seen_by_everybody(page: &Page<'_>) {
    let long = "Đường vào thôn đã xong, bà con đi lại thuận tiện hơn trước rất nhiều. ".repeat(6);
    let one = |id: &str, text: &str| {
        json!({"id": id, "name": "Nguyễn Thị Ngọc Ánh", "text": text, "created": "2026-11-18T09:30:00+07:00",
        "page": "bai-1", "page_title": "Thông xe cầu Sông Ba sau bốn tháng sửa chữa", "page_url": "https://songba.example.gov.vn/bai-1"})
    };
    let answer = json!({"comments": [one("a", &long), one("b", "Hay"), one("c", "khongcokhoangtrang".repeat(20).as_str())]});
    page.serve("/made/newest.json", "application/json", answer.to_string());
    let body = format!("<{TAG} src='/made/newest.json'></{TAG}>");
    seen::by_everybody(page, "newest-comments", &body, &[TAG], &|| {
        page.wait_state(TAG, "ready");
    });
}
