//! XML as portals write it, made readable for a parser that takes none but good XML: each item of a feed becomes a document of its
//! own, so that a bad one costs itself only.
//!
//! What stands before the root and behind it is left out, tags are closed that were not, references are resolved once (those of HTML
//! too), and texts are escaped whether they were or not: markup that stands in a title or an article as tags becomes what it means.

pub(super) mod base;
mod construct;
mod names;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;

use url::Url;

use crate::markup::{Tag, Token, Tokens};
use crate::references::{Entities, escape, escape_quoted};
use names::Names;

/// How deep tags may be nested in an item, outside of its texts. Media groups need three.
const DEEPEST: usize = 8;

/// What a feed is by its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Root {
    Rss,
    /// RSS 1.0, in which items stand beside the channel.
    Rdf,
    Atom,
    /// Atom 0.3, which names some things otherwise.
    Atom03,
}

/// A feed taken apart.
#[derive(Debug)]
pub(super) struct Pieces {
    open: String,
    close: &'static str,
    /// What is not in an item.
    head: String,
    items: Vec<Item>,
    /// Whether there is an end to it.
    pub ended: bool,
}

#[derive(Debug)]
enum Item {
    Whole(String),
    /// The text ended in it.
    Cut,
}

impl Pieces {
    /// What the feed says of itself, as a document.
    pub(super) fn head(&self) -> String {
        self.document(&self.head)
    }

    /// A feed without anything in it.
    pub(super) fn bare(&self) -> String {
        self.document("")
    }

    /// The items in their order, each as a document; `None` is one that was cut.
    pub(super) fn items(&self) -> impl Iterator<Item = Option<String>> {
        self.items.iter().map(|item| match item {
            Item::Whole(item) => Some(self.document(item)),
            Item::Cut => None,
        })
    }

    fn document(&self, inside: &str) -> String {
        [&self.open, inside, self.close].concat()
    }
}

/// Whether this is a feed: its root is one, whatever stands before it.
pub(super) fn is_feed(text: &str) -> bool {
    root(&mut Tokens::xml(text), &mut Entities::default()).is_some()
}

/// A feed in pieces; `None` where it is none.
pub(super) fn pieces(text: &str) -> Option<Pieces> {
    let mut tokens = Tokens::xml(text);
    let mut entities = Entities::default();
    let (root, tag) = root(&mut tokens, &mut entities)?;
    let mut writer = Writer {
        names: Names::of(root, &tag),
        root,
        entities,
        xhtml: HashSet::new(),
        head: Part::default(),
        item: None,
        items: Vec::new(),
        attributes: String::new(),
        base: None,
        item_base: None,
    };
    writer.declarations(&tag);
    writer.root_attributes(&tag);
    let ended = writer.all(&mut tokens);
    let (open, close) = writer.around();
    Some(Pieces {
        open,
        close,
        head: names::with_title(writer.head.done()),
        items: writer.items,
        ended,
    })
}

fn root<'a>(tokens: &mut Tokens<'a>, entities: &mut Entities) -> Option<(Root, Tag<'a>)> {
    // What says that it is a page, and is none, has the root of a feed at once.
    let mut is_page = false;
    for token in tokens {
        match token {
            Token::Doctype(inside) if is_html(inside) => is_page = true,
            Token::Doctype(inside) => entities.declare(inside),
            Token::Start(tag) => {
                let local = names::local(tag.name).to_ascii_lowercase();
                match local.as_str() {
                    "rss" => return Some((Root::Rss, tag)),
                    "rdf" => return Some((Root::Rdf, tag)),
                    "feed" if names::is_atom03(&tag) => return Some((Root::Atom03, tag)),
                    "feed" => return Some((Root::Atom, tag)),
                    "html" | "body" | "script" => return None,
                    _ if is_page => return None,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a document type is that of a page.
pub(super) fn is_html(doctype: &str) -> bool {
    let name = doctype.trim_start().get(..4);
    name.is_some_and(|name| name.eq_ignore_ascii_case("html"))
}

/// A part of a feed that is being written: the head, or an item.
#[derive(Debug, Default)]
struct Part {
    text: String,
    open: Vec<String>,
    /// Whether it says when it was published.
    is_dated: bool,
    /// The address by which RSS 1.0 knows an item: its link where it has no other.
    about: Option<String>,
}

impl Part {
    fn done(mut self) -> String {
        while let Some(name) = self.open.pop() {
            self.end(&name);
        }
        self.text
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }
}

struct Writer {
    names: Names,
    root: Root,
    entities: Entities,
    /// Prefixes that stand for XHTML.
    xhtml: HashSet<String>,
    head: Part,
    item: Option<Part>,
    items: Vec<Item>,
    /// Of the root, as they are written.
    attributes: String,
    /// What relative addresses refer to in the feed, and in the item that is read.
    base: Option<Url>,
    item_base: Option<Url>,
}

impl Writer {
    /// Writes all of it; whether it came to its end.
    fn all(&mut self, tokens: &mut Tokens<'_>) -> bool {
        let mut pending = None;
        while let Some(token) = pending.take().or_else(|| tokens.next()) {
            match token {
                Token::Doctype(_) => {}
                Token::Text(text) => {
                    let text = self.entities.resolve(text);
                    escape(&text, &mut self.part().text);
                }
                Token::Cdata(text) => escape(text, &mut self.part().text),
                Token::Start(tag) => pending = self.start(tag, tokens),
                Token::End(name) => {
                    if self.end(name) {
                        return true;
                    }
                }
            }
        }
        if self.item.take().is_some() {
            self.items.push(Item::Cut);
        }
        false
    }

    fn part(&mut self) -> &mut Part {
        self.item.as_mut().unwrap_or(&mut self.head)
    }

    /// Writes a start tag, and of a text all that follows to its end. What came instead of its end is given back.
    fn start<'a>(&mut self, tag: Tag<'a>, tokens: &mut Tokens<'a>) -> Option<Token<'a>> {
        self.declarations(&tag);
        let name = self.names.of_tag(tag.name);
        if name == self.names.item {
            self.end_item();
            let mut part = Part::default();
            self.open(&mut part, &name, &tag);
            let about = tag.value("rdf:about").filter(|_| self.root == Root::Rdf);
            part.about = about.map(Cow::into_owned);
            self.item_base = self.named_base(&tag, self.base.as_ref());
            self.item = Some(part);
            return None;
        }
        if name == "channel" && self.is_rss() {
            self.root_attributes(&tag);
            return None;
        }
        if names::is_text(&name) {
            let (text, pending) = self.construct(&name, &tag, tokens);
            if let Some(text) = text {
                let part = self.part();
                part.text.push_str(&text);
            }
            return pending;
        }
        let mut part = std::mem::take(self.part());
        part.is_dated |= names::is_published(&name);
        if part.open.len() < DEEPEST {
            self.open(&mut part, &name, &tag);
            if tag.closed {
                part.end(&name);
            } else {
                part.open.push(name);
            }
        }
        *self.part() = part;
        None
    }

    /// Whether the feed ends here.
    fn end(&mut self, name: &str) -> bool {
        let name = self.names.of_tag(name);
        if name == self.names.item {
            self.end_item();
            return false;
        }
        if name == self.names.root {
            self.end_item();
            return true;
        }
        if name == "channel" && self.is_rss() {
            self.end_item();
            return false;
        }
        let part = self.part();
        if part.open.contains(&name) {
            while let Some(open) = part.open.pop() {
                part.end(&open);
                if open == name {
                    break;
                }
            }
        }
        false
    }

    const fn is_rss(&self) -> bool {
        matches!(self.root, Root::Rss | Root::Rdf)
    }

    fn end_item(&mut self) {
        if let Some(mut part) = self.item.take() {
            if let Some(about) = part.about.take().filter(|_| !part.text.contains("<link>")) {
                while let Some(name) = part.open.pop() {
                    part.end(&name);
                }
                part.text.push_str("<link>");
                escape(&about, &mut part.text);
                part.text.push_str("</link>");
            }
            part.open.insert(0, self.names.item.to_owned());
            let is_dated = part.is_dated;
            let text = names::with_title(part.done());
            // When it was made stands for when it was published where nothing says that.
            self.items.push(Item::Whole(match is_dated {
                true => text,
                false => self.names.with_created_as_date(&text),
            }));
        }
    }

    fn open(&self, part: &mut Part, name: &str, tag: &Tag<'_>) {
        part.text.push('<');
        part.text.push_str(name);
        for (name, value) in &tag.attributes {
            let value = self.entities.resolve(value);
            if names::is_attribute(name, &value) {
                attribute(name, &value, &mut part.text);
            }
        }
        part.text.push('>');
    }

    /// The base within this tag.
    fn named_base(&self, tag: &Tag<'_>, outer: Option<&Url>) -> Option<Url> {
        match tag.attribute("xml:base") {
            Some(value) => base::named(outer, &self.entities.resolve(value)),
            None => outer.cloned(),
        }
    }

    /// Takes over the base and the language of the feed.
    fn root_attributes(&mut self, tag: &Tag<'_>) {
        self.base = self.named_base(tag, self.base.as_ref());
        for name in ["xml:base", "xml:lang"] {
            let Some(value) = tag.attribute(name) else {
                continue;
            };
            let value = self.entities.resolve(value);
            if names::is_attribute(name, &value) && !self.attributes.contains(name) {
                attribute(name, &value, &mut self.attributes);
            }
        }
    }

    /// Takes over the prefixes that a tag declares: from here on they hold for the whole feed.
    fn declarations(&mut self, tag: &Tag<'_>) {
        for (name, value) in &tag.attributes {
            let Some(prefix) = name.strip_prefix("xmlns:") else {
                continue;
            };
            self.note_xhtml(prefix, value);
            if names::is_binding(prefix, value) && self.names.declare(prefix) {
                attribute(name, names::namespace(value), &mut self.attributes);
            }
        }
    }

    fn note_xhtml(&mut self, prefix: &str, value: &str) {
        if value == "http://www.w3.org/1999/xhtml" && self.xhtml.len() < 16 {
            self.xhtml.insert(prefix.to_owned());
        }
    }

    fn around(&self) -> (String, &'static str) {
        let (begin, then, close) = match self.root {
            // The parser loses an item of RSS 1.0 that has no link.
            Root::Rss | Root::Rdf => ("rss version=\"2.0\"", "<channel>", "</channel></rss>"),
            Root::Atom | Root::Atom03 => {
                ("feed xmlns=\"http://www.w3.org/2005/Atom\"", "", "</feed>")
            }
        };
        let open = ["<", begin, names::NAMESPACES, &self.attributes, ">", then].concat();
        (open, close)
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_quoted(value, out);
    out.push('"');
}
