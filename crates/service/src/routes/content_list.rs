//! What the lists of content have in common: how many, and where to go on.

use url::form_urlencoded::Serializer;

use crate::content::Cursor;
use crate::problem::Problem;

/// The media type of JSON Feed 1.1.
pub(super) const FEED: &str = "application/feed+json";

const USUAL: u32 = 50;
const MOST: u32 = 100;

/// How many items on a page.
pub(super) fn limit(asked: Option<u32>) -> Result<usize, Problem> {
    let limit = asked.unwrap_or(USUAL);
    let limit = usize::try_from(limit)
        .ok()
        .filter(|_| (1..=MOST).contains(&limit));
    limit.ok_or_else(|| {
        Problem::bad_request(
            "bad_query",
            "The limit must be a whole number from 1 to 100.",
        )
    })
}

/// The address of the next page, relative to this one.
pub(super) fn address(
    list: &str,
    kept: &[(&str, Option<&str>)],
    limit: usize,
    next: Cursor,
) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in kept {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    query.append_pair("limit", &limit.to_string());
    query.append_pair("cursor", &next.write());
    format!("{list}?{}", query.finish())
}
