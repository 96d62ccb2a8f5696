//! Where WordPress has its posts, and how it is asked for some of them.

use reqwest::header::HeaderMap;
use url::Url;
use url::form_urlencoded::Serializer;

use crate::formats::wordpress::link;

/// The route of the posts.
const POSTS: &str = "wp/v2/posts";
/// What a query says of its own; whatever else stands in the settings is kept, such as `categories=3`.
const OURS: [&str; 8] = [
    "per_page",
    "page",
    "_embed",
    "_fields",
    "orderby",
    "order",
    "include",
    "modified_after",
];

/// The address of the posts, with what the settings add to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint(Url);

impl Endpoint {
    /// Where this address is one of the interface itself.
    pub fn named(url: &Url) -> Option<Self> {
        let route = url.query_pairs().find(|(name, _)| name == "rest_route");
        if let Some((_, route)) = route {
            return Some(Self::routed(url, &route));
        }
        let (before, route) = url.path().split_once("/wp-json")?;
        let mut found = url.clone();
        if !is_whole(route) {
            found.set_path(&format!("{before}/wp-json/{POSTS}"));
        }
        Some(Self(found))
    }

    /// From a page of the site that names the interface: on the ground of the page, whatever host it writes.
    pub fn of_page(page: &Url, headers: &HeaderMap, body: &str) -> Option<Self> {
        let named = link(headers, body)?;
        let root = page.join(&named).ok()?;
        let mut here = page.clone();
        here.set_path(root.path());
        here.set_query(root.query());
        here.set_fragment(None);
        Self::named(&here).or_else(|| {
            here.set_path(&format!("{}/{POSTS}", root.path().trim_end_matches('/')));
            Some(Self(here))
        })
    }

    /// The address of the site, from that of the settings, with what that asks for.
    pub fn site(url: &Url) -> Url {
        let mut site = url.clone();
        if let Some((before, _)) = url.path().split_once("/wp-json") {
            site.set_path(&format!("{before}/"));
        }
        let pairs = url.query().unwrap_or_default().split('&');
        let kept: Vec<&str> = pairs
            .filter(|pair| !pair.starts_with("rest_route="))
            .collect();
        let kept = kept.join("&");
        site.set_query(Some(kept.as_str()).filter(|query| !query.is_empty()));
        site
    }

    /// Where it may be, seen from the address of the site.
    pub fn guesses(site: &Url) -> [Self; 3] {
        let folder = site.path().trim_end_matches('/');
        let folder = folder.strip_suffix("/index.php").unwrap_or(folder);
        let at = |rest: &str| {
            let mut url = site.clone();
            url.set_path(&format!("{folder}{rest}"));
            url
        };
        [
            Self(at(&format!("/wp-json/{POSTS}"))),
            Self(at(&format!("/index.php/wp-json/{POSTS}"))),
            Self::routed(&at("/"), "/"),
        ]
    }

    /// As it is kept from one import to the next.
    pub fn kept(text: &str) -> Option<Self> {
        Some(Self(Url::parse(text).ok()?))
    }

    /// The address as it is kept.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// By `rest_route`, written as WordPress writes it: some firewalls refuse `%2F`.
    fn routed(url: &Url, route: &str) -> Self {
        let route = route.trim_matches('/');
        let route = if is_whole(route) { route } else { POSTS };
        let mut query = format!("rest_route=/{route}");
        for pair in url.query().unwrap_or_default().split('&') {
            if !pair.is_empty() && !pair.starts_with("rest_route=") {
                query.push('&');
                query.push_str(pair);
            }
        }
        let mut found = url.clone();
        found.set_query(Some(&query));
        Self(found)
    }

    /// The address that asks for this.
    pub fn asking(&self, ours: &[(&str, &str)]) -> Url {
        let is_ours = |pair: &&str| {
            let name = pair.split('=').next().unwrap_or_default();
            pair.is_empty() || OURS.contains(&name)
        };
        let kept = self.0.query().unwrap_or_default().split('&');
        let kept: Vec<&str> = kept.filter(|pair| !is_ours(pair)).collect();
        let mut query = kept.join("&");
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&Serializer::new(String::new()).extend_pairs(ours).finish());
        let mut url = self.0.clone();
        url.set_query(Some(&query));
        url
    }
}

/// Whether this is the route of a list, as `wp/v2/posts`, and not of what it belongs to.
fn is_whole(route: &str) -> bool {
    route.trim_matches('/').split('/').count() > 2
}

#[cfg(test)]
mod tests {
    use super::Endpoint;
    use reqwest::header::{HeaderMap, HeaderValue, LINK};
    use url::Url;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("an address")
    }

    #[test]
    fn an_address_of_the_interface_is_known() {
        let check = |from: &str, expected: Option<&str>| {
            let found = Endpoint::named(&url(from));
            assert_eq!(found.as_ref().map(Endpoint::as_str), expected, "{from}");
        };
        let posts = "https://a.vn/wp-json/wp/v2/posts";
        check(posts, Some(posts));
        check("https://a.vn/wp-json/", Some(posts));
        check("https://a.vn/wp-json", Some(posts));
        check(
            "https://a.vn/x/index.php/wp-json/wp/v2/tin",
            Some("https://a.vn/x/index.php/wp-json/wp/v2/tin"),
        );
        check(
            "https://a.vn/?rest_route=/",
            Some("https://a.vn/?rest_route=/wp/v2/posts"),
        );
        check(
            "https://a.vn/?a=1&rest_route=%2Fwp%2Fv2%2Fposts",
            Some("https://a.vn/?rest_route=/wp/v2/posts&a=1"),
        );
        check("https://a.vn/tin/", None);
    }

    #[test]
    fn a_page_names_the_interface_on_its_own_ground() {
        let check = |link: &str, expected: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(LINK, HeaderValue::from_str(link).expect("a header"));
            let found = Endpoint::of_page(&url("http://10.0.0.5:8080/tin/?a=b#c"), &headers, "");
            assert_eq!(found.as_ref().map(Endpoint::as_str), expected, "{link}");
        };
        check(
            "<https://a.vn/?p=1>; rel=shortlink, <https://a.vn/index.php?rest_route=/>; rel=\"https://api.w.org/\"",
            Some("http://10.0.0.5:8080/index.php?rest_route=/wp/v2/posts"),
        );
        check(
            "</api/>; rel=\"https://api.w.org/\"",
            Some("http://10.0.0.5:8080/api/wp/v2/posts"),
        );
        check("<https://a.vn/wp-json/>; rel=\"alternate\"", None);
        let page = "<html><head><link rel='https://api.w.org/' href='https://a.vn/?rest_route=/&amp;a=1' />";
        assert_eq!(
            crate::formats::wordpress::link(&HeaderMap::new(), page).as_deref(),
            Some("https://a.vn/?rest_route=/&a=1")
        );
    }

    #[test]
    fn a_query_keeps_what_the_settings_add() {
        let check = |from: &str, expected: &str| {
            let endpoint = Endpoint::named(&url(from)).expect("an interface");
            let asked = endpoint.asking(&[("per_page", "50"), ("page", "2")]);
            assert_eq!(asked.as_str(), expected, "{from}");
        };
        check(
            "https://a.vn/wp-json/wp/v2/posts?categories=3&page=9",
            "https://a.vn/wp-json/wp/v2/posts?categories=3&per_page=50&page=2",
        );
        check(
            "https://a.vn/?rest_route=/wp/v2/posts",
            "https://a.vn/?rest_route=/wp/v2/posts&per_page=50&page=2",
        );
    }

    #[test]
    fn without_a_word_of_the_site_three_places_are_tried() {
        let found = Endpoint::guesses(&url("https://a.vn/tin/"));
        let found: Vec<&str> = found.iter().map(Endpoint::as_str).collect();
        let expected = [
            "https://a.vn/tin/wp-json/wp/v2/posts",
            "https://a.vn/tin/index.php/wp-json/wp/v2/posts",
            "https://a.vn/tin/?rest_route=/wp/v2/posts",
        ];
        assert_eq!(found, expected);
    }
}
