//! Whether a browser lets a page read a source by itself (Fetch, 3.2: the protocol of CORS).

use std::time::Duration;

use bangtin_outgoing::{self as outgoing, Outgoing};
use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderMap, ORIGIN};
use url::Url;

use crate::Failure;

/// The most time until the answer begins.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a page of one origin may do with a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is on the page's own origin.
    Own,
    /// Every page may read it.
    All,
    /// This page may.
    Named,
    /// The source says nothing, so that no page of another origin may.
    Silent,
    /// The source names something else.
    Other(String),
    /// The source names several, which no browser takes.
    Several(String),
    /// The page has https and the source http: no browser asks.
    Insecure,
}

impl Access {
    /// Whether the page gets to read it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Own | Self::All | Self::Named)
    }
}

/// Asks the source as a page of this origin would; only the headers of the answer count.
///
/// # Errors
/// [`Failure`]
pub async fn access(outgoing: &Outgoing, source: &Url, page: &Url) -> Result<Access, Failure> {
    let origin = page.origin().ascii_serialization();
    let request = outgoing.get(source.clone(), PATIENCE);
    let answer = request.header(ORIGIN, &origin).send().await;
    let answer = answer.map_err(|error| match error.is_timeout() {
        true => Failure::Slow,
        false => Failure::Unreachable(outgoing::cause(error)),
    })?;
    if !answer.status().is_success() {
        return Err(Failure::Status(answer.status().as_u16()));
    }
    Ok(judge(source, page, answer.headers()))
}

fn judge(source: &Url, page: &Url, headers: &HeaderMap) -> Access {
    if source.origin() == page.origin() {
        return Access::Own;
    }
    if page.scheme() == "https" && source.scheme() != "https" {
        return Access::Insecure;
    }
    let named = headers.get_all(ACCESS_CONTROL_ALLOW_ORIGIN).iter();
    let named: Vec<String> = named
        .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
        .collect();
    let origin = page.origin().ascii_serialization();
    match named.as_slice() {
        [] => Access::Silent,
        [one] if one == "*" => Access::All,
        [one] if *one == origin => Access::Named,
        [one] if !one.contains(',') => Access::Other(one.clone()),
        several => Access::Several(several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Access, judge};
    use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderMap, HeaderValue};
    use url::Url;

    #[test]
    fn a_browser_takes_one_value_that_is_the_pages_own_or_a_star() {
        let check = |source: &str, values: &[&str], expected: Access| {
            let mut headers = HeaderMap::new();
            for value in values {
                let value = HeaderValue::from_str(value).expect("a header");
                headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, value);
            }
            let source = Url::parse(source).expect("an address");
            let page = Url::parse("https://a.vn/tin/").expect("an address");
            assert_eq!(
                judge(&source, &page, &headers),
                expected,
                "{source} {values:?}"
            );
        };
        let other = "https://b.vn/feed.json";
        check("https://a.vn/feed.json", &[], Access::Own);
        check("http://b.vn/feed.json", &["*"], Access::Insecure);
        check(other, &[], Access::Silent);
        check(other, &["*"], Access::All);
        check(other, &["https://a.vn"], Access::Named);
        check(
            other,
            &["https://a.vn/"],
            Access::Other("https://a.vn/".into()),
        );
        check(other, &["http://a.vn"], Access::Other("http://a.vn".into()));
        check(other, &["*", "*"], Access::Several("*, *".into()));
        check(
            other,
            &["https://a.vn, https://c.vn"],
            Access::Several("https://a.vn, https://c.vn".into()),
        );
    }
}
