//! The addresses of the portal. The router of `<bangtin-portal>` has the same.

use url::form_urlencoded::byte_serialize;

pub(crate) const DOCUMENTS: &str = "/van-ban";
pub(crate) const GALLERY: &str = "/thu-vien-anh";
pub(crate) const VIDEOS: &str = "/video";
pub(crate) const CONTACT: &str = "/lien-he";
pub(crate) const SEARCH: &str = "/tim-kiem";
pub(crate) const SUBSCRIBE: &str = "/dang-ky";
pub(crate) const LINKS: &str = "/lien-ket";
pub(crate) const RSS: &str = "/rss.xml";

pub(crate) fn article(id: &str) -> String {
    below("/tin", id)
}

pub(crate) fn category(id: &str) -> String {
    below("/chuyen-muc", id)
}

pub(crate) fn rss(category: &str) -> String {
    format!("{}/rss.xml", self::category(category))
}

pub(crate) fn document(id: &str) -> String {
    below(DOCUMENTS, id)
}

pub(crate) fn album(id: &str) -> String {
    below(GALLERY, id)
}

/// A page of a list, from 1.
pub(crate) fn paged(list: &str, page: usize) -> String {
    if page > 1 {
        format!("{list}?trang={page}")
    } else {
        list.to_owned()
    }
}

fn below(folder: &str, id: &str) -> String {
    format!("{folder}/{}", encoded(id))
}

/// One part of a path, or a value of a query.
pub(crate) fn encoded(text: &str) -> String {
    let form: String = byte_serialize(text.as_bytes()).collect();
    form.replace('+', "%20")
}

/// An address that other machines can open; what is one already stays.
pub(crate) fn absolute(origin: &str, address: &str) -> String {
    match address.strip_prefix('/') {
        Some(rest) if !rest.starts_with('/') => format!("{origin}{address}"),
        _ => address.to_owned(),
    }
}

/// What may stand in a page: an address of the web, or one of our own.
pub(crate) fn shown(address: &str) -> Option<String> {
    let own = address.starts_with('/') && !address.starts_with("//");
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    (own || web).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_all_sorts_become_one_part_of_a_path() {
        for (id, expected) in [
            ("tb-01", "/tin/tb-01"),
            ("a b+c", "/tin/a%20b%2Bc"),
            (
                "https://a.vn/?p=1#x",
                "/tin/https%3A%2F%2Fa.vn%2F%3Fp%3D1%23x",
            ),
            ("điện", "/tin/%C4%91i%E1%BB%87n"),
        ] {
            assert_eq!(article(id), expected);
        }
    }

    #[test]
    fn only_our_own_addresses_get_our_origin() {
        let whole = |address| absolute("https://a.vn", address);
        assert_eq!(whole("/sample/a.webp"), "https://a.vn/sample/a.webp");
        assert_eq!(whole("https://b.vn/a.webp"), "https://b.vn/a.webp");
        assert_eq!(whole("//b.vn/a.webp"), "//b.vn/a.webp");
        assert_eq!(shown("javascript:alert(1)"), None);
        assert_eq!(shown("//b.vn/"), None);
    }
}
