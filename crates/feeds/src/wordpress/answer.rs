//! One answer of WordPress: some posts, and how many there are.

use reqwest::header::HeaderMap;
use serde_json::Value;
use url::Url;

use super::address::Endpoint;
use crate::Failure;
use crate::fetch::{Fetcher, Location};
use crate::formats;
use crate::guard::apart;

/// Posts on one page, with their texts. WordPress gives 100 at most; fewer keep a page small.
const PER_PAGE: usize = 50;
/// Numbers of posts on one page: the most that WordPress gives.
const NUMBERS_PER_PAGE: usize = 100;
/// What of a post is read.
const FIELDS: &str =
    "id,slug,link,date,date_gmt,modified,modified_gmt,title,excerpt,content,_links,_embedded";

/// In which order, and which.
#[derive(Clone, Copy, Debug)]
pub enum Wish<'a> {
    /// The last published first.
    Newest,
    /// All, in the order in which they were made: it has no ties, and what is new comes last.
    All,
    /// The same of those that were changed after this time (RFC 3339); WordPress before 5.7 does not know it.
    Changed(&'a str),
    /// The last changed first.
    LastChanged,
    /// These, their numbers with commas between.
    These(&'a str),
    /// Only the numbers of all.
    Numbers,
}

impl Wish<'_> {
    fn per_page(self) -> usize {
        match self {
            Self::Numbers => NUMBERS_PER_PAGE,
            _ => PER_PAGE,
        }
    }

    fn address(self, endpoint: &Endpoint, page: u32) -> Url {
        let (order_by, order) = match self {
            Self::Newest => ("date", "desc"),
            Self::LastChanged => ("modified", "desc"),
            _ => ("id", "asc"),
        };
        let (per_page, page) = (self.per_page().to_string(), page.to_string());
        let mut query = vec![
            ("per_page", per_page.as_str()),
            ("page", &page),
            ("orderby", order_by),
            ("order", order),
        ];
        match self {
            Self::Numbers => query.push(("_fields", "id")),
            _ => query.extend([
                ("_embed", "author,wp:featuredmedia,wp:term"),
                ("_fields", FIELDS),
            ]),
        }
        match self {
            Self::Changed(after) => query.push(("modified_after", after)),
            Self::These(numbers) => query.push(("include", numbers)),
            _ => {}
        }
        endpoint.asking(&query)
    }
}

/// The posts of a page.
#[derive(Debug)]
pub struct Answer {
    /// As WordPress sends them.
    pub posts: Vec<Value>,
    /// How many there are on all pages, where it says so.
    pub total: Option<usize>,
    /// Whether more follow.
    pub more: bool,
    /// Where it was found.
    pub place: Url,
}

/// Asks for a page; the first is 1. Behind the last there is nothing.
///
/// # Errors
/// [`Failure`]
pub async fn ask(
    fetcher: &Fetcher,
    endpoint: &Endpoint,
    wish: Wish<'_>,
    page: u32,
) -> Result<Answer, Failure> {
    let url = wish.address(endpoint, page);
    let fetched = match fetcher.get(&Location::Address(url.clone()), None).await {
        Ok(Some(fetched)) => fetched,
        // WordPress answers so behind its last page.
        Ok(None) | Err(Failure::Status(400)) if page > 1 => return Ok(Answer::none(url)),
        Ok(None) => return Err(Failure::Status(304)),
        Err(failure) => return Err(failure),
    };
    let place = match &fetched.place {
        Location::Address(place) => place.clone(),
        Location::File(_) => url,
    };
    let (posts, headers) = apart(move |deadline| {
        let posts = formats::posts(&fetched.body, &fetched.headers, deadline)?;
        Ok((posts, fetched.headers))
    })
    .await?;
    Ok(Answer {
        total: number(&headers, "x-wp-total"),
        more: !posts.is_empty() && has_more(&headers, page, posts.len(), wish.per_page()),
        posts,
        place,
    })
}

impl Answer {
    fn none(place: Url) -> Self {
        Self {
            posts: Vec::new(),
            total: None,
            more: false,
            place,
        }
    }

    /// The numbers of the posts.
    pub fn numbers(&self) -> impl Iterator<Item = u64> {
        self.posts.iter().filter_map(number_of)
    }
}

/// The number of a post.
pub fn number_of(post: &Value) -> Option<u64> {
    post.get("id")?.as_u64()
}

fn number<T: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// Whether more posts follow: by `X-WP-TotalPages`, by `Link: …; rel="next"`, else while pages are full.
fn has_more(headers: &HeaderMap, page: u32, posts: usize, per_page: usize) -> bool {
    if let Some(pages) = number::<u32>(headers, "x-wp-totalpages") {
        return page < pages;
    }
    let links = headers.get_all("link").iter();
    let links: Vec<&str> = links.filter_map(|link| link.to_str().ok()).collect();
    let names = |rel: &str| links.iter().any(|link| link.contains(rel));
    if names("rel=\"next\"") || names("rel=\"prev\"") {
        return names("rel=\"next\"");
    }
    posts >= per_page
}

#[cfg(test)]
mod tests;
