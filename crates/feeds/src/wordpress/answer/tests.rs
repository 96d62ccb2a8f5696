use reqwest::header::{HeaderMap, HeaderValue};
use url::Url;

use super::{Endpoint, Wish, has_more};

#[test]
fn posts_are_asked_for_page_by_page() {
    let posts = Url::parse("https://a.vn/wp-json/wp/v2/posts?categories=3").expect("an address");
    let endpoint = Endpoint::named(&posts).expect("an interface");
    let check = |wish: Wish<'_>, expected: &str| {
        let url = wish.address(&endpoint, 2);
        let query = url.query().expect("a query").replace("%2C", ",");
        assert_eq!(query.split("&_embed").next(), Some(expected), "{wish:?}");
    };
    check(
        Wish::All,
        "categories=3&per_page=50&page=2&orderby=id&order=asc",
    );
    check(
        Wish::Newest,
        "categories=3&per_page=50&page=2&orderby=date&order=desc",
    );
    check(
        Wish::Numbers,
        "categories=3&per_page=100&page=2&orderby=id&order=asc&_fields=id",
    );
    let changed = Wish::Changed("2026-11-18T02:30:00Z").address(&endpoint, 1);
    let changed = changed.as_str();
    assert!(
        changed.ends_with("&modified_after=2026-11-18T02%3A30%3A00Z"),
        "{changed}"
    );
}

#[test]
fn the_last_page_is_known() {
    let check = |headers: &[(&'static str, &'static str)], page, posts, expected| {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                (
                    name.parse().expect("a name"),
                    HeaderValue::from_static(value),
                )
            })
            .collect();
        let more = has_more(&headers, page, posts, 50);
        assert_eq!(more, expected, "{headers:?}");
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
