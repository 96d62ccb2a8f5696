//! What the addresses in a feed refer to.

use std::path::{Component, Path};

use url::Url;

/// Stands in for an origin that is not known: ours, whatever name readers have for it.
const OURS: &str = "http://ours.invalid";

/// The address of a page of a feed. What is relative in it refers to this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// The page was fetched from here.
    Address(Url),
    /// The page is a file that the service itself gives out: `http://ours.invalid/sample/feed.json`.
    Ours(Url),
    /// The page is a file, and nothing says where its addresses lead.
    None,
}

impl Base {
    /// A file's: its place in the folder that the service gives out, else the address that the feed names as its own.
    pub fn of_file(file: &Path, public: Option<&Path>, named: Option<&str>) -> Self {
        if let Some(path) = public.and_then(|public| inside(file, public))
            && let Ok(url) = Url::parse(OURS).and_then(|ours| ours.join(&path))
        {
            return Self::Ours(url);
        }
        let named = named.and_then(|named| Url::parse(named).ok());
        match named {
            Some(url) if matches!(url.scheme(), "http" | "https") => Self::Address(url),
            _ => Self::None,
        }
    }

    /// That of an item, by its address.
    pub fn of_item(address: &str) -> Option<Self> {
        Url::parse(address).ok().map(Self::Address)
    }

    /// An address as a reader can follow it; `None` refuses it, as `javascript:`. What is ours begins with `/`.
    pub fn resolve(&self, address: &str) -> Option<String> {
        let url = match self {
            Self::Address(base) | Self::Ours(base) => base.join(address).ok()?,
            Self::None => Url::parse(address).ok()?,
        };
        if !matches!(url.scheme(), "http" | "https" | "mailto" | "tel") {
            return None;
        }
        let ours = match self {
            Self::Ours(base) => url.origin() == base.origin(),
            _ => false,
        };
        let whole = String::from(url);
        if ours {
            return whole.strip_prefix(OURS).map(str::to_owned);
        }
        Some(whole)
    }
}

/// `/sample/feed.json` of `public/sample/feed.json` in `public`. Only `sample` and `bangtin` are given out.
fn inside(file: &Path, public: &Path) -> Option<String> {
    let file = file.canonicalize().ok()?;
    let rest = file.strip_prefix(public.canonicalize().ok()?).ok()?;
    let mut path = String::new();
    for part in rest.components() {
        let Component::Normal(name) = part else {
            return None;
        };
        path.push('/');
        path.push_str(name.to_str()?);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::Base;
    use std::path::Path;
    use url::Url;

    fn address(url: &str) -> Base {
        Base::Address(Url::parse(url).expect("an address"))
    }

    #[test]
    fn what_is_relative_refers_to_the_page_that_holds_it() {
        let check = |address_in_feed: &str, expected: Option<&str>| {
            let base = address("https://songba.example.gov.vn/tin/feed.json");
            assert_eq!(base.resolve(address_in_feed).as_deref(), expected);
        };
        check("a.jpg", Some("https://songba.example.gov.vn/tin/a.jpg"));
        check("/a b.jpg", Some("https://songba.example.gov.vn/a%20b.jpg"));
        check("//cdn.example/a.jpg", Some("https://cdn.example/a.jpg"));
        check("tel:0200000100", Some("tel:0200000100"));
        check("javascript:alert(1)", None);
        check(" java\nscript:alert(1)", None);
        check("file:///etc/passwd", None);
        check("data:text/html,x", None);
    }

    #[test]
    fn a_file_that_we_give_out_has_addresses_without_an_origin() {
        let folder = tempfile::tempdir().expect("a folder");
        let sample = folder.path().join("sample");
        std::fs::create_dir(&sample).expect("a folder");
        let file = sample.join("feed.json");
        std::fs::write(&file, "{}").expect("a file");
        let base = Base::of_file(
            &file,
            Some(folder.path()),
            Some("https://elsewhere.example/"),
        );
        assert_eq!(
            base.resolve("media/a.webp").as_deref(),
            Some("/sample/media/a.webp")
        );
        assert_eq!(base.resolve("../../a?b#c").as_deref(), Some("/a?b#c"));
        assert_eq!(
            base.resolve("https://b.example/a").as_deref(),
            Some("https://b.example/a")
        );
    }

    #[test]
    fn another_file_has_the_address_that_it_names() {
        let file = Path::new("/nowhere/feed.json");
        let named = Base::of_file(file, None, Some("https://songba.example.gov.vn/feed.json"));
        assert_eq!(named, address("https://songba.example.gov.vn/feed.json"));
        let unnamed = Base::of_file(file, None, None);
        assert_eq!(unnamed.resolve("a.jpg"), None);
        assert_eq!(
            unnamed.resolve("https://b.example/").as_deref(),
            Some("https://b.example/")
        );
    }
}
