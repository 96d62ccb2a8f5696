//! Whose a host is.

use url::Url;

/// The government's names: whoever has one was looked at.
const GOVERNMENT: &str = "gov.vn";

/// The host of an address, without `www.`; none of one that stays in the portal.
pub(super) fn host(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    Some(
        host.strip_prefix("www.")
            .map_or(host.clone(), str::to_owned),
    )
}

/// What was registered of a host: `a.b.example.com.vn` is `example.com.vn`'s. Of a number, and where anybody gets a name below it
/// (`blogspot.com`), all of it.
pub(super) fn registered(host: &str) -> String {
    let is_number = host.parse::<std::net::Ipv4Addr>().is_ok() || host.starts_with('[');
    let registered = psl::domain_str(host).filter(|_| !is_number);
    registered.unwrap_or(host).to_owned()
}

/// Whether this host is that one, or below it.
pub(super) fn is_below(host: &str, known: &str) -> bool {
    host.strip_suffix(known)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Whether it is the government's.
pub(super) fn is_government(host: &str) -> bool {
    is_below(host, GOVERNMENT)
}

#[cfg(test)]
mod tests {
    use super::{host, is_below, is_government, registered};

    #[test]
    fn a_host_is_its_owners() {
        for (url, own) in [
            ("https://WWW.a.b.example.com.vn/x", "example.com.vn"),
            ("http://tin.example.vn:8080/", "example.vn"),
            ("https://x.blogspot.com/", "x.blogspot.com"),
            ("https://192.0.2.7/", "192.0.2.7"),
            ("https://localhost/", "localhost"),
            ("https://xn--nhci-1na.com/", "xn--nhci-1na.com"),
        ] {
            assert_eq!(registered(&host(url).expect("a host")), own, "{url}");
        }
        for url in ["/a", "mailto:a@b.vn", "tel:1", ""] {
            assert_eq!(host(url), None, "{url}");
        }
    }

    #[test]
    fn a_name_below_is_known_with_the_one_above() {
        assert!(is_below("a.vn", "a.vn") && is_below("b.a.vn", "a.vn"));
        assert!(!is_below("ba.vn", "a.vn") && !is_below("vn", "a.vn"));
        assert!(is_government("moh.gov.vn") && is_government("gov.vn"));
        assert!(!is_government("xgov.vn") && !is_government("gov.vn.example.com"));
    }
}
