use serde_json::json;

use super::{is_protected, modified, read};

#[test]
fn a_post_with_little_in_it_is_read() {
    let feed = read(&json!([
        {"id": 7, "slug": "%e1%ba%a3nh", "title": {"rendered": "Ảnh"}, "date": "2026-11-18T09:30:00", "content": {"rendered": ""}},
        {"id": 8, "slug": "hai", "title": {"rendered": "Hai"}, "_embedded": {"author": [{"name": "admin"}]}},
    ]));
    let feed = feed.expect("a feed");
    assert_eq!(feed["items"][0]["id"], "7");
    assert_eq!(feed["items"][0]["date_published"], "2026-11-18T09:30:00");
    assert_eq!(feed["items"][0]["content_html"], json!(null));
    assert_eq!(feed["items"][1]["id"], "hai");
    assert_eq!(feed["items"][1]["authors"], json!([]));
}

#[test]
fn noughts_are_no_date_and_a_password_is_seen() {
    let noughts = json!({"date": "2026-03-02T10:00:00", "date_gmt": "0000-00-00T00:00:00", "modified": "2026-03-02T10:00:00",
        "modified_gmt": "0000-00-00T00:00:00", "title": {"rendered": "Ngày"}});
    let feed = read(&json!([noughts])).expect("a feed");
    assert_eq!(feed["items"][0]["date_published"], "2026-03-02T10:00:00");
    assert_eq!(modified(&noughts), Some(1_772_420_400));
    assert!(!is_protected(&noughts));
    assert!(is_protected(
        &json!({"content": {"rendered": "", "protected": true}})
    ));
    let form = json!({"content": {"rendered": "<form class=\"post-password-form\">"}});
    assert!(is_protected(&form));
}

#[test]
fn a_picture_has_a_smaller_one_for_rows() {
    let post = |picture| json!([{"id": 7, "title": {"rendered": "Ảnh"}, "_embedded": {"wp:featuredmedia": [picture]}}]);
    let sizes = |sizes| post(json!({"source_url": "/anh.jpg", "media_details": {"sizes": sizes}}));
    let (medium, large) = (
        json!({"source_url": "/anh-300x200.jpg"}),
        json!({"source_url": "/anh-768x512.jpg"}),
    );
    let cases = [
        (
            sizes(json!({"medium": medium, "medium_large": large})),
            json!(["/anh-768x512.jpg", "/anh-300x200.jpg"]),
        ),
        (
            sizes(json!({"medium": medium})),
            json!(["/anh-300x200.jpg", null]),
        ),
        (sizes(json!({})), json!(["/anh.jpg", null])),
        (sizes(json!([])), json!(["/anh.jpg", null])),
    ];
    for (posts, wanted) in cases {
        let item = &read(&posts).expect("a feed")["items"][0];
        assert_eq!(
            json!([item["image"], item["_bangtin"]["thumbnail"]]),
            wanted
        );
    }
}
