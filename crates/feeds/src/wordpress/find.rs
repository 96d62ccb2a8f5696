//! Where the posts of a site are.

use url::Url;

use super::address::Endpoint;
use super::answer::{Answer, Wish, ask};
use crate::Failure;
use crate::FeedKind;
use crate::fetch::{Fetched, Fetcher, Location};

/// So much of a page is looked through for the address of the interface, in bytes: it stands in the head.
const HEAD: usize = 256 * 1024;

/// A WordPress that answers.
#[derive(Debug)]
pub struct Blog {
    /// Where its posts are.
    pub endpoint: Endpoint,
    /// The first page of the newest, which showed that it answers.
    pub newest: Option<Answer>,
}

/// The WordPress of a source that is one by the settings, or was one the last time, at `before`, and is there still.
///
/// # Errors
/// [`Failure`], where the settings say that it is one.
pub async fn expected(
    fetcher: &Fetcher,
    url: &str,
    kind: Option<FeedKind>,
    before: &str,
) -> Result<Option<Blog>, Failure> {
    let Location::Address(url) = Location::of(url) else {
        return Ok(None);
    };
    if let Some(endpoint) = Endpoint::kept(before) {
        match at(fetcher, endpoint).await {
            Err(failure) if !is_elsewhere(&failure) => return Err(failure),
            Err(_) => {}
            Ok(blog) => return Ok(Some(blog)),
        }
    }
    match kind {
        Some(FeedKind::Wordpress) => found(fetcher, &url, None).await.map(Some),
        _ => Ok(None),
    }
}

/// The WordPress behind a page that was fetched.
///
/// # Errors
/// [`Failure`]
pub async fn behind(fetcher: &Fetcher, url: &str, page: Fetched) -> Result<Blog, Failure> {
    match (Location::of(url), &page.place) {
        (Location::Address(url), Location::Address(_)) => found(fetcher, &url, Some(page)).await,
        _ => Err(Failure::NotAFeed("a file names a WordPress".into())),
    }
}

/// Tries one place after the other: what the settings name, the usual one, what the site's own page names, the unusual ones.
async fn found(fetcher: &Fetcher, url: &Url, page: Option<Fetched>) -> Result<Blog, Failure> {
    let site = Endpoint::site(url);
    let [usual, others @ ..] = Endpoint::guesses(&site);
    let mut tried = Tried::new(fetcher);
    let had_page = page.is_some();
    let named = page.as_ref().and_then(named_by);
    for endpoint in Endpoint::named(url).into_iter().chain(named).chain([usual]) {
        if let Some(blog) = tried.at(endpoint).await? {
            return Ok(blog);
        }
    }
    if !had_page
        && let Ok(Some(page)) = fetcher.get(&Location::Address(site), None).await
        && let Some(endpoint) = named_by(&page)
        && let Some(blog) = tried.at(endpoint).await?
    {
        return Ok(blog);
    }
    for endpoint in others {
        if let Some(blog) = tried.at(endpoint).await? {
            return Ok(blog);
        }
    }
    Err(tried.failure.unwrap_or(Failure::Status(404)))
}

fn named_by(page: &Fetched) -> Option<Endpoint> {
    let Location::Address(url) = &page.place else {
        return None;
    };
    let head = page.body.get(..HEAD).unwrap_or(&page.body);
    Endpoint::of_page(url, &page.headers, &String::from_utf8_lossy(head))
}

/// Which places were tried, and what was wrong with the first.
struct Tried<'a> {
    fetcher: &'a Fetcher,
    places: Vec<Endpoint>,
    failure: Option<Failure>,
}

impl<'a> Tried<'a> {
    fn new(fetcher: &'a Fetcher) -> Self {
        Self {
            fetcher,
            places: Vec::new(),
            failure: None,
        }
    }

    async fn at(&mut self, endpoint: Endpoint) -> Result<Option<Blog>, Failure> {
        if self.places.contains(&endpoint) {
            return Ok(None);
        }
        self.places.push(endpoint.clone());
        match at(self.fetcher, endpoint).await {
            Ok(blog) => Ok(Some(blog)),
            Err(failure) if is_elsewhere(&failure) => {
                self.failure.get_or_insert(failure);
                Ok(None)
            }
            Err(failure) => Err(failure),
        }
    }
}

async fn at(fetcher: &Fetcher, endpoint: Endpoint) -> Result<Blog, Failure> {
    let newest = ask(fetcher, &endpoint, Wish::Newest, 1).await?;
    Ok(Blog {
        endpoint,
        newest: Some(newest),
    })
}

/// Whether the posts may well be at another address.
fn is_elsewhere(failure: &Failure) -> bool {
    matches!(failure, Failure::Status(400..=499) | Failure::NotAFeed(_))
}
