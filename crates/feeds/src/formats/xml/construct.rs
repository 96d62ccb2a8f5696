//! Texts of a feed: plain, escaped, in CDATA, or with their markup as tags, in Atom by a type and elsewhere by accident.

use super::base::based;
use super::{Root, Writer, names};
use crate::markup::{Tag, Token, Tokens};
use crate::references::escape;

/// Elements of HTML that hold nothing: `<br/>`. Of others `<a/>` is the same as `<a></a>`, which HTML does not know.
const VOID: &str = " area base br col embed hr img input link meta param source track wbr ";

/// What a text holds.
#[derive(Default)]
struct Held {
    /// As HTML.
    html: String,
    /// As it is, where it has no tags.
    plain: String,
    has_tags: bool,
    /// Open tags in it.
    depth: usize,
    /// How many things stand beside each other in it, and where the inside of the only `<div>` begins and ends.
    beside: usize,
    inner: Option<(usize, usize)>,
}

/// How a text says that it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// Tags in it are tags; what is escaped is text.
    Xhtml,
    /// It is escaped, or in CDATA; tags in it are tags too.
    Html,
    /// It is somewhere else, or a file: nothing to read.
    Other,
}

impl Writer {
    /// Reads a text to its end; as an element that the parser knows, and what came instead of its end. `None` is one that cannot be read.
    pub(super) fn construct<'a>(
        &mut self,
        name: &str,
        tag: &Tag<'a>,
        tokens: &mut Tokens<'a>,
    ) -> (Option<String>, Option<Token<'a>>) {
        let kind = self.kind(name, tag);
        let mut held = Held::default();
        let pending = if tag.closed {
            None
        } else {
            self.gather(name, tag, kind, &mut held, tokens)
        };
        let text = (kind != Notation::Other).then(|| {
            let around = match self.item {
                Some(_) => self.item_base.as_ref(),
                None => self.base.as_ref(),
            };
            let base = self.named_base(tag, around);
            let text = held.done(kind);
            match names::local(name) {
                // A title is words; markup in it leads nowhere.
                "title" => self.written(name, &text),
                _ => self.written(name, &based(&text, base.as_ref())),
            }
        });
        (text, pending)
    }

    fn gather<'a>(
        &mut self,
        name: &str,
        tag: &Tag<'a>,
        kind: Notation,
        held: &mut Held,
        tokens: &mut Tokens<'a>,
    ) -> Option<Token<'a>> {
        let mut same = 0_usize;
        // Where the tokens end the whole feed is cut: what was being read is left out with its item.
        for token in tokens {
            match token {
                Token::Doctype(_) => {}
                Token::Text(text) => {
                    let text = self.entities.resolve(text);
                    held.text(&text, kind == Notation::Html && is_markup(&text));
                }
                Token::Cdata(text) => held.text(text, kind == Notation::Html),
                Token::Start(inner) => {
                    if names::ends_text(&self.names.of_tag(inner.name), name) {
                        return Some(Token::Start(inner));
                    }
                    for (name, value) in &inner.attributes {
                        if let Some(prefix) = name.strip_prefix("xmlns:") {
                            self.note_xhtml(prefix, value);
                        }
                    }
                    same += usize::from(inner.name == tag.name && !inner.closed);
                    held.start(self.html_name(inner.name), &inner);
                }
                Token::End(end) => {
                    let ended = self.names.of_tag(end);
                    if ended == name {
                        if same == 0 {
                            return None;
                        }
                        same -= 1;
                    }
                    if ended == self.names.item || ended == self.names.root || ended == "channel" {
                        return Some(Token::End(end));
                    }
                    held.end(self.html_name(end));
                }
            }
        }
        None
    }

    fn kind(&self, name: &str, tag: &Tag<'_>) -> Notation {
        if matches!(self.root, Root::Rss | Root::Rdf) {
            return Notation::Html;
        }
        let named = tag
            .attribute("type")
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let is_away = tag.attribute("src").is_some() || tag.attribute("mode") == Some("base64");
        match named.as_str() {
            _ if name == "content" && is_away => Notation::Other,
            "xhtml" | "application/xhtml+xml" if tag.attribute("mode") != Some("escaped") => {
                Notation::Xhtml
            }
            named if name == "content" && named.contains('/') && !is_read(named) => Notation::Other,
            _ => Notation::Html,
        }
    }

    /// `p` of `xhtml:p`.
    fn html_name<'a>(&self, name: &'a str) -> &'a str {
        match name.split_once(':') {
            Some((prefix, local)) if self.xhtml.contains(prefix) => local,
            _ => name,
        }
    }

    fn written(&self, name: &str, text: &str) -> String {
        let kind = match self.root {
            Root::Rss | Root::Rdf => "",
            Root::Atom | Root::Atom03 => " type=\"html\"",
        };
        let mut out = ["<", name, kind, ">"].concat();
        escape(text, &mut out);
        out.push_str(&["</", name, ">"].concat());
        out
    }
}

/// Types whose text is one for readers.
fn is_read(kind: &str) -> bool {
    kind.starts_with("text/") || kind.ends_with("xml")
}

/// Whether an escaped text holds tags: `<p>`, `</p>`.
fn is_markup(text: &str) -> bool {
    let mut parts = text.split('<').skip(1);
    parts.any(|part| part.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')))
}

impl Held {
    fn text(&mut self, text: &str, is_html: bool) {
        if is_html {
            self.html.push_str(text);
        } else {
            escape(text, &mut self.html);
        }
        self.plain.push_str(text);
        if self.depth == 0 && !text.trim().is_empty() {
            self.beside += 2;
        }
    }

    fn start(&mut self, name: &str, tag: &Tag<'_>) {
        self.has_tags = true;
        self.html.push('<');
        self.html.push_str(name);
        for (name, value) in &tag.attributes {
            if !name.starts_with("xmlns") {
                self.html
                    .push_str(&[" ", name, "=\"", &value.replace('"', "&quot;"), "\""].concat());
            }
        }
        self.html.push('>');
        let is_void = VOID.contains(&[" ", name, " "].concat());
        if self.depth == 0 {
            self.beside += 1;
            if name == "div" && self.beside == 1 {
                self.inner = Some((self.html.len(), self.html.len()));
            }
        }
        if tag.closed && !is_void {
            self.html.push_str(&["</", name, ">"].concat());
        } else if !is_void {
            self.depth += 1;
        }
    }

    fn end(&mut self, name: &str) {
        self.has_tags = true;
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0
            && let Some((_, end)) = &mut self.inner
        {
            *end = self.html.len();
        }
        self.html.push_str(&["</", name, ">"].concat());
    }

    fn done(self, kind: Notation) -> String {
        // Atom has its XHTML in a `<div>` that is no part of it.
        if kind == Notation::Xhtml
            && self.beside == 1
            && let Some(inside) = self
                .inner
                .and_then(|(start, end)| self.html.get(start..end))
        {
            return inside.to_owned();
        }
        if self.has_tags || kind == Notation::Xhtml {
            self.html
        } else {
            self.plain
        }
    }
}
