//! The pages of the portal, each with an address of its own.

use bangtin_model::{join, split_once};

/// A page of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// What is new.
    Front,
    /// The articles of one category, by its id.
    Category(String),
    /// One article, by its id.
    Article(String),
    /// The official documents.
    Documents,
    /// One of them, by its id.
    Document(String),
    /// The albums of pictures.
    Gallery,
    /// One of them, by its id.
    Album(String),
    /// The films.
    Videos,
    /// Where the agency is and how to reach it.
    Contact,
    /// The form for news by mail.
    Subscribe,
    /// Services and other sites.
    Links,
    /// What is found for these words; none are typed yet where they are empty.
    Search(String),
    /// No page of ours.
    NotFound,
}

/// The pages that have no id.
const PLAIN: [(&str, Route); 7] = [
    ("", Route::Front),
    ("van-ban", Route::Documents),
    ("thu-vien-anh", Route::Gallery),
    ("video", Route::Videos),
    ("lien-he", Route::Contact),
    ("dang-ky", Route::Subscribe),
    ("lien-ket", Route::Links),
];

/// Makes the page of an id.
pub type OfId = fn(String) -> Route;

/// The pages that have one.
const OF_ID: [(&str, OfId); 4] = [
    ("chuyen-muc", Route::Category),
    ("tin", Route::Article),
    ("van-ban", Route::Document),
    ("thu-vien-anh", Route::Album),
];

const SEARCH: &str = "tim-kiem";
const QUERY: &str = "?q=";

impl Route {
    /// The page at a path, such as `/tin/42` or `/tim-kiem?q=l%C3%BAa`. `decoded` undoes percent-encoding; `None` where it can't.
    pub fn parse(path: &str, decoded: impl Fn(&str) -> Option<String>) -> Self {
        let path = path.strip_prefix('/').unwrap_or(path);
        let (path, query) = split_once(path, b'?').unwrap_or((path, ""));
        let path = path.strip_suffix('/').unwrap_or(path);
        if path == SEARCH {
            return Self::Search(asked(query, decoded));
        }
        let plain = PLAIN.iter().find(|(name, _)| *name == path);
        if let Some((_, route)) = plain {
            return route.clone();
        }
        let of_id = || {
            let (name, id) = split_once(path, b'/')?;
            let (_, route) = OF_ID.iter().find(|(known, _)| *known == name)?;
            decoded(id).filter(|id| !id.is_empty()).map(route)
        };
        of_id().unwrap_or(Self::NotFound)
    }

    /// Its path; `encoded` percent-encodes an id.
    pub fn path(&self, encoded: impl Fn(&str) -> String) -> String {
        let of_id = |name: &str, id: &str| join(&["/", name, "/", &encoded(id)]);
        match self {
            Self::Category(id) => of_id("chuyen-muc", id),
            Self::Article(id) => of_id("tin", id),
            Self::Document(id) => of_id("van-ban", id),
            Self::Album(id) => of_id("thu-vien-anh", id),
            Self::Search(words) if words.is_empty() => join(&["/", SEARCH]),
            Self::Search(words) => join(&["/", SEARCH, QUERY, &encoded(words)]),
            plain => {
                let mut known = PLAIN.iter();
                let name = known.find(|(_, route)| route == plain);
                join(&["/", name.map_or("", |(name, _)| name)])
            }
        }
    }

    /// The part of the menu that it belongs to; an article's category is not known before it has come.
    pub fn section(&self) -> Self {
        match self {
            Self::Document(_) => Self::Documents,
            Self::Album(_) => Self::Gallery,
            other => other.clone(),
        }
    }

    /// Whether Back finds it as it was left: a list with what "Xem thêm" has brought. What is read is made anew.
    pub fn is_kept(&self) -> bool {
        !matches!(
            self,
            Self::Article(_) | Self::Document(_) | Self::Album(_) | Self::NotFound
        )
    }
}

/// The words asked for. Forms write a space as `+`.
fn asked(query: &str, decoded: impl Fn(&str) -> Option<String>) -> String {
    let mut rest = query;
    loop {
        let (pair, after) = split_once(rest, b'&').unwrap_or((rest, ""));
        if let Some(("q", words)) = split_once(pair, b'=') {
            return decoded(&words.replace('+', " ")).unwrap_or_default();
        }
        if after.is_empty() {
            return String::new();
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Enough of percent-encoding for a test.
    fn decoded(text: &str) -> Option<String> {
        (!text.contains("%%")).then(|| text.replace("%2F", "/").replace("%C3%BA", "ú"))
    }

    fn encoded(text: &str) -> String {
        text.replace('/', "%2F").replace('ú', "%C3%BA")
    }

    #[test]
    fn each_page_has_one_address_and_each_address_one_page() {
        let check = |path: &str, route: Route| {
            assert_eq!(Route::parse(path, decoded), route, "{path}");
            assert_eq!(route.path(encoded), path);
        };
        check("/", Route::Front);
        check("/tin/a%2Fb", Route::Article("a/b".into()));
        check("/chuyen-muc/thong-bao", Route::Category("thong-bao".into()));
        check("/van-ban", Route::Documents);
        check("/van-ban/12", Route::Document("12".into()));
        check("/thu-vien-anh", Route::Gallery);
        check("/thu-vien-anh/le-hoi", Route::Album("le-hoi".into()));
        check("/tim-kiem", Route::Search(String::new()));
        check("/tim-kiem?q=l%C3%BAa", Route::Search("lúa".into()));
    }

    #[test]
    fn what_is_no_page_is_not_found() {
        for path in [
            "/tin",
            "/tin/",
            "/v1/sites/x/articles",
            "/tin/%%",
            "/khong-co",
        ] {
            assert_eq!(Route::parse(path, decoded), Route::NotFound, "{path}");
        }
    }

    #[test]
    fn an_address_is_read_as_people_and_forms_write_it() {
        let check = |path: &str, route: Route| assert_eq!(Route::parse(path, decoded), route);
        check("", Route::Front);
        check("/van-ban/", Route::Documents);
        check("/?fbclid=x", Route::Front);
        check(
            "/tim-kiem?utm=1&q=mua+l%C3%BAa",
            Route::Search("mua lúa".into()),
        );
    }
}
