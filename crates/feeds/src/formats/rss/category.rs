//! The category of a whole feed. Portals have a feed for each, and say which only in its address and its title:
//! `/rss/thong-bao/` is “Tin tức - Thông báo”.

use bangtin_model::Category;
use bangtin_sources::text;
use percent_encoding::percent_decode_str;

use super::slug;

/// What stands between the names in a title.
const BETWEEN: [&str; 7] = [" - ", " – ", " — ", " | ", " » ", " › ", ": "];

/// The part of the title that the address names too; the last part of the address before others.
pub(crate) fn of_feed(title: &str, address: &str) -> Option<Category> {
    let mut names = vec![text::plain(title)];
    for between in BETWEEN {
        let parts = names.iter().flat_map(|name| name.split(between));
        names = parts.map(|name| name.trim().to_owned()).collect();
    }
    let (_, path) = address.split_once("://")?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    // The first part is the host.
    let parts = path.split('/').skip(1);
    let parts: Vec<String> = parts
        .map(|part| slug(&percent_decode_str(part).decode_utf8_lossy()))
        .collect();
    parts.iter().rev().find_map(|part| {
        let name = names.iter().find(|name| slug(name) == *part)?;
        (!part.is_empty()).then(|| Category {
            id: part.clone(),
            name: name.clone(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::of_feed;

    #[test]
    fn a_category_is_what_the_address_and_the_title_have_in_common() {
        let check = |title: &str, address: &str, expected: Option<(&str, &str)>| {
            let found = of_feed(title, address);
            let found = found
                .as_ref()
                .map(|one| (one.id.as_str(), one.name.as_str()));
            assert_eq!(found, expected, "{title} {address}");
        };
        let notices = Some(("thong-bao", "Thông báo"));
        check(
            "Tin Tức - Thông báo",
            "https://a.vn/index.php/vi/tin-tuc/rss/Thong-bao/",
            notices,
        );
        check(
            "Thông báo – Xã Sông Ba",
            "https://a.vn/category/thong-bao/feed/",
            notices,
        );
        check(
            "Xã Sông Ba | Điện &amp; nước",
            "https://a.vn/%C4%91i%E1%BB%87n-n%C6%B0%E1%BB%9Bc.rss",
            None,
        );
        check(
            "Xã Sông Ba | Điện &amp; nước",
            "https://a.vn/rss/dien-nuoc",
            Some(("dien-nuoc", "Điện & nước")),
        );
        check("Tin Tức", "https://a.vn/index.php/rss/", None);
        check("a.vn", "https://a.vn/", None);
        check("", "https://a.vn//", None);
    }
}
