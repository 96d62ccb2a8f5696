use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::json;
use url::Url;

use super::{has_more, page, read};

#[test]
fn posts_are_asked_for_page_by_page() {
    let check = |from: &str, start: &str| {
        let url = page(&Url::parse(from).expect("an address"), 2);
        assert!(url.as_str().starts_with(start), "{url}");
        assert!(url.as_str().contains("per_page=50&page=2"), "{url}");
    };
    check("https://a.vn", "https://a.vn/wp-json/wp/v2/posts?");
    check("https://a.vn/tin/", "https://a.vn/tin/wp-json/wp/v2/posts?");
    check(
        "https://a.vn/wp-json/wp/v2/posts?categories=3&page=9",
        "https://a.vn/wp-json/wp/v2/posts?categories=3&",
    );
}

#[test]
fn the_last_page_is_known() {
    let check = |headers: &[(&'static str, &'static str)], number, posts, expected| {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                (
                    name.parse().expect("a name"),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        assert_eq!(has_more(&headers, number, posts), expected, "{headers:?}");
    };
    check(&[("x-wp-totalpages", "3")], 2, 50, true);
    check(&[("x-wp-totalpages", "3")], 3, 50, false);
    check(
        &[(
            "link",
            "<https://a.vn/?page=1>; rel=\"prev\", <https://a.vn/?page=3>; rel=\"next\"",
        )],
        2,
        50,
        true,
    );
    check(
        &[("link", "<https://a.vn/?page=1>; rel=\"prev\"")],
        2,
        50,
        false,
    );
    check(
        &[(
            "link",
            "<https://a.vn/wp-json/>; rel=\"https://api.w.org/\"",
        )],
        1,
        50,
        true,
    );
    check(&[], 1, 49, false);
}

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
