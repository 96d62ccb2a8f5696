//! HTML brought into a form that a parser reads in linear time: tags closed in their order, none nested too deep.
//!
//! A parser of HTML looks through all open elements at many a tag, so that nested or unclosed tags cost it the square of their number:
//! 400 KB of `<div>` took half a minute. What comes out of here says the same, and no script or style is left in it. It is no
//! protection: that is the sanitizer's task, which reads it next.

use std::collections::HashMap;

use crate::markup::{Tag, Token, Tokens, attribute, is_name};

/// How deep elements may be nested. What is deeper loses its tags, not its text.
const DEEPEST: usize = 100;

/// Elements whose inside is no HTML, and no text for readers.
pub(super) const RAW: [&str; 9] = [
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
];

/// Elements that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that end a paragraph.
pub(super) const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dd",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements out of which no end tag reaches, and through which nothing is closed unsaid.
const FENCES: [&str; 9] = [
    "button", "caption", "marquee", "object", "svg", "math", "table", "td", "th",
];

/// What a table is made of.
const TABLE: [&str; 9] = [
    "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// Elements that hold cells, and no text.
const ROWS: [&str; 6] = ["colgroup", "table", "tbody", "tfoot", "thead", "tr"];

/// The same HTML, balanced.
pub(super) fn balanced(html: &str) -> String {
    let mut writer = Writer {
        out: String::with_capacity(html.len()),
        ..Writer::default()
    };
    let mut tokens = Tokens::html(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => writer.text(text),
            Token::Cdata(_) | Token::Doctype(_) => {}
            Token::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                if RAW.contains(&name.as_str()) {
                    tokens.skip_to_end_of(&name);
                } else if is_name(&name) {
                    writer.start(name, &tag);
                }
            }
            Token::End(name) => writer.end(&name.to_ascii_lowercase()),
        }
    }
    while writer.close_last() {}
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The elements that are open, also those whose tags were too deep to be written.
    open: Vec<String>,
    /// How many of a name are open, so that an end tag without its beginning costs nothing.
    counts: HashMap<String, usize>,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if !text.trim_ascii().is_empty() {
            self.cell();
        }
        // A `<` that opens nothing comes alone.
        self.out.push_str(if text == "<" { "&lt;" } else { text });
    }

    fn start(&mut self, name: String, tag: &Tag<'_>) {
        self.close_unsaid(&name);
        if self.in_table() && matches!(name.as_str(), "form" | "input") {
            return;
        }
        if !TABLE.contains(&name.as_str()) {
            self.cell();
        }
        self.open(name, &tag.attributes);
    }

    fn open(&mut self, name: String, attributes: &[(&str, &str)]) {
        if self.open.len() < DEEPEST {
            self.out.push('<');
            self.out.push_str(&name);
            for (name, value) in attributes.iter().filter(|(name, _)| is_name(name)) {
                attribute(name, value, &mut self.out);
            }
            self.out.push('>');
        }
        if !VOID.contains(&name.as_str()) {
            *self.counts.entry(name.clone()).or_default() += 1;
            self.open.push(name);
        }
    }

    /// What stands in a table beside its cells is put into one. A parser puts it before the table, and looks for that place each time.
    fn cell(&mut self) {
        if self.in_table() {
            self.open("td".to_owned(), &[]);
        }
    }

    fn in_table(&self) -> bool {
        self.open
            .last()
            .is_some_and(|last| ROWS.contains(&last.as_str()))
    }

    fn end(&mut self, name: &str) {
        if name == "br" {
            self.out.push_str("<br>");
        }
        if self.counts.get(name).is_none_or(|count| *count == 0) || !self.reaches(name) {
            return;
        }
        while self.open.last().is_some_and(|last| last != name) {
            self.close_last();
        }
        self.close_last();
    }

    /// Whether an end tag reaches the innermost element of its name.
    fn reaches(&self, name: &str) -> bool {
        let fences: &[&str] = match name {
            "table" => &[],
            name if TABLE.contains(&name) => &["table"],
            _ => &FENCES,
        };
        let mut open = self.open.iter().rev().take(DEEPEST).map(String::as_str);
        let found = open.find(|open| *open == name || fences.contains(open));
        found.is_none_or(|found| found == name)
    }

    /// Closes what this element closes without an end tag: `<li>` the one before it, `<div>` a paragraph.
    fn close_unsaid(&mut self, name: &str) {
        match name {
            "li" => self.close_among(&["li"], &["ul", "ol", "menu", "dir", "td", "th"]),
            "dd" | "dt" => self.close_among(&["dd", "dt"], &["dl", "td", "th"]),
            "td" | "th" => self.close_among(&["td", "th", "caption"], &["tr", "table"]),
            "tr" => self.close_among(&["tr", "td", "th", "caption"], &["table"]),
            "tbody" | "thead" | "tfoot" => self.close_among(&TABLE, &["table"]),
            "a" => self.close_among(&["a"], &FENCES),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.close_among(&["p"], &FENCES);
        }
    }

    /// Closes all elements of these names that are open, up to one of the others.
    fn close_among(&mut self, ended: &[&str], around: &[&str]) {
        let mut depth = 0;
        for (index, open) in self.open.iter().rev().take(DEEPEST).enumerate() {
            if ended.contains(&open.as_str()) {
                depth = index + 1;
            } else if around.contains(&open.as_str()) {
                break;
            }
        }
        for _ in 0..depth {
            self.close_last();
        }
    }

    fn close_last(&mut self) -> bool {
        let Some(name) = self.open.pop() else {
            return false;
        };
        if self.open.len() < DEEPEST {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
        if let Some(count) = self.counts.get_mut(&name) {
            *count = count.saturating_sub(1);
        }
        true
    }
}

#[cfg(test)]
mod tests;
