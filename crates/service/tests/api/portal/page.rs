//! A page as a program reads it that shows links: the fields of its head, one by one.

use serde_json::Value;

/// A page's text.
pub(super) struct Page(String);

impl Page {
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    pub(super) fn count(&self, part: &str) -> usize {
        self.0.matches(part).count()
    }

    /// Between the element's tags, where readers without script find it.
    pub(super) fn content(&self) -> &str {
        let inside = self
            .0
            .split_once("<bangtin-portal ")
            .and_then(|(_, tag)| tag.split_once('>'))
            .expect("the element")
            .1;
        inside.split_once("</bangtin-portal>").expect("its end").0
    }

    pub(super) fn title(&self) -> String {
        let inside = self.0.split_once("<title>").expect("a title").1;
        decoded(inside.split_once("</title>").expect("its end").0)
    }

    /// The `content` of the first `<meta>` with this `property` or `name`.
    pub(super) fn meta(&self, name: &str) -> Option<String> {
        let mut tags = self.tags("meta");
        let tag = tags.find(|tag| {
            [attribute(tag, "property"), attribute(tag, "name")]
                .into_iter()
                .flatten()
                .any(|found| found == name)
        })?;
        attribute(tag, "content")
    }

    /// The address of the first `<link>` of this relation.
    pub(super) fn link(&self, relation: &str) -> Option<String> {
        let mut tags = self.tags("link");
        let tag = tags.find(|tag| attribute(tag, "rel").as_deref() == Some(relation))?;
        attribute(tag, "href")
    }

    /// The addresses of the articles of a list.
    pub(super) fn articles(&self) -> Vec<String> {
        let headings = self.content().split("<h2><a href=\"").skip(1);
        headings
            .filter_map(|rest| rest.split_once('"'))
            .map(|(address, _)| decoded(address))
            .collect()
    }

    /// The JSON-LD.
    pub(super) fn structured(&self) -> Value {
        let opening = "<script type=\"application/ld+json\">";
        let inside = self.0.split_once(opening).expect("JSON-LD").1;
        let json = inside.split_once("</script>").expect("its end").0;
        serde_json::from_str(json).expect("JSON")
    }

    fn tags<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let head = self.0.split_once("</head>").expect("a head").0;
        let opening = format!("<{name} ");
        let parts: Vec<&str> = head.split(&opening).skip(1).collect();
        parts
            .into_iter()
            .filter_map(|part| part.split_once('>').map(|(tag, _)| tag))
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (before, rest) = tag.split_once(&format!("{name}=\""))?;
    assert!(before.is_empty() || before.ends_with(' '), "{tag}");
    Some(decoded(rest.split_once('"')?.0))
}

fn decoded(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
