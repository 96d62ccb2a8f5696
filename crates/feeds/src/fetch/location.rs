//! Where a page of a source is, and where it may lead.

use std::path::{Path, PathBuf};

use url::Url;

/// Where a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// With http or https.
    Address(Url),
    /// A file on this machine.
    File(PathBuf),
}

impl Location {
    /// From the settings: an address, or a file.
    pub fn of(text: &str) -> Self {
        match Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Self::Address(url),
            Ok(url) if url.scheme() == "file" => {
                Self::File(url.to_file_path().unwrap_or_else(|()| text.into()))
            }
            _ => Self::File(text.into()),
        }
    }

    /// The next page that a page names: on the same origin, or beside the file. A feed must not lead us elsewhere.
    pub fn next(&self, named: &str) -> Option<Self> {
        match self {
            Self::Address(url) => {
                let next = url.join(named).ok()?;
                (next.origin() == url.origin()).then_some(Self::Address(next))
            }
            Self::File(file) => {
                let name = Path::new(named).file_name()?;
                let beside = Path::new(named) == Path::new(name);
                beside.then(|| Self::File(file.with_file_name(name)))
            }
        }
    }

    /// As it is kept.
    pub fn name(&self) -> String {
        match self {
            Self::Address(url) => url.as_str().to_owned(),
            Self::File(file) => file.to_string_lossy().into_owned(),
        }
    }

    /// As a log may have it: without a name, a password or a query, which can hold a key.
    pub fn shown(&self) -> String {
        match self {
            Self::Address(url) => format!("{}{}", url.origin().ascii_serialization(), url.path()),
            Self::File(_) => without_key(&self.name()).to_owned(),
        }
    }
}

/// What was meant as the address of a server, without its `https://`, can hold a key after its `?`, and a password before its `@`.
fn without_key(file: &str) -> &str {
    let file = file.split(['?', '#']).next().unwrap_or_default();
    file.rsplit('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn a_log_learns_no_key() {
        let shown = |address: &str| Location::of(address).shown();
        let whole = "https://a:b@songba.example.gov.vn:8443/feed.json?key=secret#c";
        assert_eq!(shown(whole), "https://songba.example.gov.vn:8443/feed.json");
        assert_eq!(shown("public/sample/feed.json"), "public/sample/feed.json");
        assert_eq!(
            shown("a:b@songba.example.gov.vn/feed.json?key=secret#c"),
            "songba.example.gov.vn/feed.json"
        );
    }

    #[test]
    fn a_feed_leads_only_to_pages_of_its_own() {
        let check = |from: &str, named: &str, expected: Option<&str>| {
            let next = Location::of(from).next(named).map(|place| place.name());
            assert_eq!(next.as_deref(), expected, "{from} names {named}");
        };
        let here = "https://songba.example.gov.vn/feed.json";
        check(
            here,
            "feed-2.json",
            Some("https://songba.example.gov.vn/feed-2.json"),
        );
        check(
            here,
            "?page=2",
            Some("https://songba.example.gov.vn/feed.json?page=2"),
        );
        check(here, "http://songba.example.gov.vn/2", None);
        check(here, "https://songba.example.gov.vn:8443/2", None);
        check(here, "http://169.254.169.254/latest/meta-data", None);
        check(here, "file:///etc/passwd", None);
        check(
            "public/sample/feed.json",
            "feed-2.json",
            Some("public/sample/feed-2.json"),
        );
        check("public/sample/feed.json", "../../etc/passwd", None);
        check("public/sample/feed.json", "/etc/passwd", None);
        check(
            "public/sample/feed.json",
            "https://songba.example.gov.vn/feed-2.json",
            None,
        );
    }
}
