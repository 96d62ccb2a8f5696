//! Tags and texts of XML and HTML as they are found: nothing is refused, nothing is read twice, whatever is missing.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::references::resolved;

/// The most attributes of a tag; what is behind them is left out. Parsers compare each with all before it.
const MOST_ATTRIBUTES: usize = 64;

/// A piece of a text with tags. Comments and processing instructions are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// As it is written, with its references; also a `<` that opens nothing.
    Text(&'a str),
    /// What `<![CDATA[` and `]]>` hold.
    Cdata(&'a str),
    /// `<!DOCTYPE …>`, from behind its first word, with the entities that it may declare.
    Doctype(&'a str),
    Start(Tag<'a>),
    /// The name in `</name>`.
    End(&'a str),
}

/// A start tag. What its attributes hold is as it is written, with its references.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub name: &'a str,
    pub attributes: Vec<(&'a str, &'a str)>,
    /// `<name/>`
    pub closed: bool,
}

impl<'a> Tag<'a> {
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }

    /// What an attribute holds, with its references resolved; `None` where that is nothing.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'a, str>> {
        let value = self.attribute(name).map(resolved);
        value.filter(|value| !value.trim().is_empty())
    }

    /// Writes it; nothing that could be read as something else.
    pub(crate) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in self.attributes.iter().filter(|(name, _)| is_name(name)) {
            attribute(name, value, out);
        }
        out.push('>');
    }
}

/// Writes an attribute whose value has references.
pub(crate) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push_str(&[" ", name, "=\"", &value.replace('"', "&quot;"), "\""].concat());
}

/// What can be written as a name without being read as something else.
pub(crate) fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_part)
}

/// The tokens of a text, in linear time.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    rest: &'a str,
    /// Whether this is XML, in which `<![CDATA[` means something.
    is_xml: bool,
    /// Quotes that the rest does not hold: they are not looked for again.
    gone: Vec<u8>,
    /// Whether the text ended inside a tag, a comment or the like.
    pub cut: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn xml(text: &'a str) -> Self {
        Self {
            rest: text,
            is_xml: true,
            gone: Vec::new(),
            cut: false,
        }
    }

    pub(crate) fn html(text: &'a str) -> Self {
        Self {
            is_xml: false,
            ..Self::xml(text)
        }
    }

    /// Goes on behind `</name>`: what is before it is no markup, as in a script. Without it, at the end.
    pub(crate) fn skip_to_end_of(&mut self, name: &str) {
        let bytes = self.rest.as_bytes();
        let mut from = 0;
        while let Some(at) = bytes.get(from..).and_then(|rest| find(rest, b"</")) {
            from += at + 2;
            let found = bytes.get(from..from + name.len());
            if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
                self.step(from + name.len());
                self.through(">");
                return;
            }
        }
        self.rest = "";
        self.cut = true;
    }

    fn step(&mut self, bytes: usize) -> &'a str {
        let (before, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        before
    }

    /// Goes on behind `end`; what is before it. Without it, everything, and the text is cut.
    fn through(&mut self, end: &str) -> &'a str {
        match self.rest.split_once(end) {
            Some((before, rest)) => {
                self.rest = rest;
                before
            }
            None => {
                self.cut = true;
                std::mem::take(&mut self.rest)
            }
        }
    }

    /// What begins with `<`; `None` where it is to be left out.
    fn markup(&mut self) -> Option<Token<'a>> {
        let bytes = self.rest.as_bytes();
        match (bytes.get(1), bytes.get(2)) {
            (Some(b'!'), _) => self.declaration(),
            (Some(b'?'), _) => {
                self.through(">");
                None
            }
            (Some(b'/'), Some(first)) if self.begins_name(*first) => {
                self.step(2);
                let inside = self.through(">");
                let name = inside.split(|c: char| c.is_ascii_whitespace() || c == '/');
                Some(Token::End(name.into_iter().next().unwrap_or_default()))
            }
            (Some(first), _) if self.begins_name(*first) => Some(Token::Start(self.tag())),
            _ => Some(Token::Text(self.step(1))),
        }
    }

    /// XML has names in all letters.
    fn begins_name(&self, byte: u8) -> bool {
        byte.is_ascii_alphabetic() || (self.is_xml && (byte == b'_' || !byte.is_ascii()))
    }

    fn declaration(&mut self) -> Option<Token<'a>> {
        if self.rest.starts_with("<!--") {
            // `<!-->` is a whole comment too.
            self.step(2);
            self.through("-->");
            return None;
        }
        if self.is_xml && self.rest.starts_with("<![CDATA[") {
            self.step(9);
            return Some(Token::Cdata(self.through("]]>")));
        }
        let word = self.rest.get(..9).unwrap_or_default();
        if !word.eq_ignore_ascii_case("<!doctype") {
            self.through(">");
            return None;
        }
        self.step(9);
        let whole = self.rest;
        let head = self.through(">");
        if head.contains('[') && !head.contains(']') {
            self.through("]");
            self.through(">");
        }
        let length = whole.len() - self.rest.len();
        whole.get(..length).map(Token::Doctype)
    }

    fn tag(&mut self) -> Tag<'a> {
        self.step(1);
        let mut tag = Tag {
            name: self
                .until(|byte| matches!(byte, b'/' | b'>' | b'<') || byte.is_ascii_whitespace()),
            ..Tag::default()
        };
        loop {
            let gap = self.until(|byte| byte != b'/' && !byte.is_ascii_whitespace());
            match self.rest.as_bytes().first() {
                Some(b'>') => {
                    tag.closed = gap.ends_with('/');
                    self.step(1);
                    return tag;
                }
                // The `>` has been forgotten.
                Some(b'<') => return tag,
                Some(_) => {}
                None => {
                    self.cut = true;
                    return tag;
                }
            }
            let (name, value) = self.attribute();
            let attributes = &mut tag.attributes;
            if attributes.len() < MOST_ATTRIBUTES
                && !attributes.iter().any(|(other, _)| *other == name)
            {
                attributes.push((name, value));
            }
        }
    }

    fn attribute(&mut self) -> (&'a str, &'a str) {
        let ends_name =
            |byte: u8| matches!(byte, b'=' | b'>' | b'/' | b'<') || byte.is_ascii_whitespace();
        let mut name = self.until(ends_name);
        if name.is_empty() {
            name = self.step(1);
        }
        let before = self.rest;
        self.until(|byte| !byte.is_ascii_whitespace());
        if !self.rest.starts_with('=') {
            self.rest = before;
            return (name, "");
        }
        self.step(1);
        self.until(|byte| !byte.is_ascii_whitespace());
        let value = self.quoted().unwrap_or_else(|| {
            self.until(|byte| matches!(byte, b'>' | b'<') || byte.is_ascii_whitespace())
        });
        (name, value)
    }

    /// A value in quotes; `None` where there are none, or none ends it.
    fn quoted(&mut self) -> Option<&'a str> {
        let quote = *self.rest.as_bytes().first()?;
        if !matches!(quote, b'"' | b'\'') || self.gone.contains(&quote) {
            return None;
        }
        let inside = self.rest.get(1..)?;
        let Some((value, rest)) = inside.split_once(char::from(quote)) else {
            self.gone.push(quote);
            return None;
        };
        self.rest = rest;
        Some(value)
    }

    fn until(&mut self, ends: impl Fn(u8) -> bool) -> &'a str {
        let end = self.rest.bytes().position(ends);
        self.step(end.unwrap_or(self.rest.len()))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            match self.rest.find('<') {
                Some(0) => {
                    if let Some(token) = self.markup() {
                        return Some(token);
                    }
                }
                Some(at) => return Some(Token::Text(self.step(at))),
                None => return Some(Token::Text(std::mem::take(&mut self.rest))),
            }
        }
        None
    }
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
