//! Names of tags and attributes, in the one way that the parser knows.

use url::Url;

use super::Root;
use crate::markup::Tag;

/// Prefixes that feeds use whether they declare them or not.
pub(super) const NAMESPACES: &str = " xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
     xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" \
     xmlns:media=\"http://search.yahoo.com/mrss/\"";

const PREFIXES: [&str; 5] = ["atom", "content", "dc", "itunes", "media"];

/// How many prefixes a feed may declare, and how long what is written to each item may be, in bytes.
const MOST_PREFIXES: usize = 40;
const LONGEST: usize = 500;

/// Elements that are texts, with markup or without.
const TEXTS: [&str; 11] = [
    "content",
    "copyright",
    "description",
    "encoded",
    "info",
    "rights",
    "subtitle",
    "summary",
    "tagline",
    "title",
    "body",
];

/// Names that are also found in other letters, as in `<RSS><CHANNEL><ITEM>`.
const NAMES: [&str; 16] = [
    "author",
    "category",
    "channel",
    "content:encoded",
    "dc:creator",
    "description",
    "enclosure",
    "entry",
    "generator",
    "guid",
    "item",
    "language",
    "link",
    "pubDate",
    "summary",
    "title",
];

/// When an item was made, under a name that the parser does not know.
const CREATED: &str = "created-on";

/// How this feed names things.
pub(super) struct Names {
    /// What a name begins with that belongs to the format itself: `atom:` where the root is `<atom:feed>`.
    prefix: String,
    pub item: &'static str,
    pub root: &'static str,
    is_old: bool,
    /// The prefixes that are declared.
    prefixes: Vec<String>,
}

impl Names {
    pub(super) fn of(root: Root, tag: &Tag<'_>) -> Self {
        let prefix = match (root, tag.name.rsplit_once(':')) {
            // `rdf:` is the frame, the feed is in RSS.
            (Root::Rdf, _) => "rss:".to_owned(),
            (_, Some((prefix, _))) => format!("{prefix}:"),
            (_, None) => String::new(),
        };
        let (item, name) = match root {
            Root::Rss => ("item", "rss"),
            Root::Rdf => ("item", "rdf:rdf"),
            Root::Atom | Root::Atom03 => ("entry", "feed"),
        };
        Self {
            prefix,
            item,
            root: name,
            is_old: root == Root::Atom03,
            prefixes: PREFIXES.map(str::to_owned).into(),
        }
    }

    /// The date of an item. Atom's parser knows its own name only.
    fn date(&self) -> &'static str {
        if self.item == "entry" {
            "published"
        } else {
            "dc:date"
        }
    }

    /// An item whose only date is that on which it was made.
    pub(super) fn with_created_as_date(&self, item: &str) -> String {
        let tag = |begin: &str, name: &str| [begin, name, ">"].concat();
        item.replace(&tag("<", CREATED), &tag("<", self.date()))
            .replace(&tag("</", CREATED), &tag("</", self.date()))
    }

    /// Notes a prefix; whether it is new.
    pub(super) fn declare(&mut self, prefix: &str) -> bool {
        let is_new = self.prefixes.len() < MOST_PREFIXES
            && !self.prefixes.iter().any(|known| known == prefix);
        if is_new {
            self.prefixes.push(prefix.to_owned());
        }
        is_new
    }

    /// The parser takes what has a prefix that nobody declared for the feed's own.
    fn is_known(&self, name: &str) -> bool {
        match name.split_once(':') {
            Some((prefix, _)) => self.prefixes.iter().any(|known| known == prefix),
            None => true,
        }
    }

    /// The name as the parser knows it; `x` is one that it shall not know.
    pub(super) fn of_tag(&self, name: &str) -> String {
        let name = name.strip_prefix(&self.prefix).unwrap_or(name);
        if name.eq_ignore_ascii_case(self.root) {
            return self.root.to_owned();
        }
        if is_date(name) {
            return self.date().to_owned();
        }
        if name.eq_ignore_ascii_case("dcterms:created") {
            return CREATED.to_owned();
        }
        if let Some(known) = NAMES.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            return (*known).to_owned();
        }
        let new = match name {
            "dcterms:modified" if self.item == "entry" => "updated",
            "dcterms:modified" => "atom:updated",
            "issued" | "created" if self.is_old => "published",
            "modified" if self.is_old => "updated",
            "tagline" if self.is_old => "subtitle",
            name if is_name(name) && self.is_known(name) => name,
            _ => "x",
        };
        new.to_owned()
    }
}

/// What has its title in Dublin Core only.
pub(super) fn with_title(text: String) -> String {
    if text.contains("<title") || !text.contains("<dc:title") {
        return text;
    }
    text.replace("<dc:title", "<title")
        .replace("</dc:title", "</title")
}

/// Whether a name, as the parser knows it, is that of the date on which an item was published.
pub(super) fn is_published(name: &str) -> bool {
    matches!(name, "pubDate" | "dc:date" | "published")
}

/// Atom 0.3 says so, or has the namespace that it had.
pub(super) fn is_atom03(tag: &Tag<'_>) -> bool {
    let mut attributes = tag.attributes.iter();
    attributes.any(|(name, value)| match *name {
        "version" => value.starts_with("0."),
        name => name.starts_with("xmlns") && value.contains("purl.org/atom/ns"),
    })
}

/// The date of an item in Dublin Core, and as some RSS names it after Atom.
fn is_date(name: &str) -> bool {
    let names = ["dc:date", "dcterms:date", "dcterms:issued", "published"];
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// `media:content` holds no text but other elements.
pub(super) fn is_text(name: &str) -> bool {
    TEXTS.contains(&local(name)) && name != "media:content"
}

/// Whether a tag of this name cannot stand in a text, so that the end of the text was forgotten. HTML has these names otherwise.
pub(super) fn ends_text(name: &str, text: &str) -> bool {
    match name {
        "summary" | "title" => false,
        "link" => text == "title",
        name => NAMES.contains(&name),
    }
}

fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let begins = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    begins && !name.ends_with(':') && name.len() <= 100 && name.chars().all(is_part)
}

/// Whether the parser takes this attribute. Namespaces are bound at the root; a base that is no address would cost the item.
pub(super) fn is_attribute(name: &str, value: &str) -> bool {
    let is_bound = name == "xmlns" || name.starts_with("xmlns:");
    let is_bad_base = name == "xml:base"
        && !matches!(
            Url::parse(value),
            Ok(_) | Err(url::ParseError::RelativeUrlWithoutBase)
        );
    let is_long = name.starts_with("xml:") && value.len() > LONGEST;
    is_name(name) && !is_bound && !is_bad_base && !is_long
}

/// Whether XML lets this prefix be bound to this namespace.
pub(super) fn is_binding(prefix: &str, value: &str) -> bool {
    let is_its_own = ["XML/1998/namespace", "2000/xmlns/"]
        .iter()
        .any(|own| value.ends_with(own));
    is_name(prefix)
        && !prefix.contains(':')
        && !matches!(prefix, "xml" | "xmlns")
        && !value.is_empty()
        && value.len() <= LONGEST
        && !is_its_own
}

/// A namespace as the parser knows it: some feeds write it with `https` or without the last stroke.
pub(super) fn namespace(value: &str) -> &str {
    let bare = |address: &str| {
        let address = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"));
        address.map(|address| address.trim_end_matches('/').to_ascii_lowercase())
    };
    let given = bare(value);
    let mut known = NAMESPACES
        .split('"')
        .filter(|part| part.starts_with("http"));
    known
        .find(|known| given.is_some() && bare(known) == given)
        .unwrap_or(value)
}
