//! What the elements around a text say of it: the font that it was typed for, or that it is shown as it is typed.

use std::borrow::Cow;

use super::fonts::Font;
use super::short_codes;
use crate::markup::Tag;
use crate::references::{escape, resolved};

/// Elements that are followed; others hardly ever name a font.
const FOLLOWED: [&str; 18] = [
    "b", "center", "code", "div", "em", "font", "h1", "h2", "h3", "i", "li", "p", "pre", "span",
    "strong", "table", "td", "u",
];
/// How many of them may be open; what is deeper says nothing.
const DEEPEST: usize = 100;

/// The elements that are open and followed, by their names.
#[derive(Debug, Default)]
pub(super) struct Styled(Vec<(&'static str, Style)>);

#[derive(Clone, Copy, Debug, Default)]
struct Style {
    font: Option<Font>,
    is_code: bool,
}

impl Styled {
    pub(super) fn start(&mut self, name: &str, tag: &Tag<'_>) {
        let known = FOLLOWED.iter().find(|known| **known == name);
        let Some(name) = known.filter(|_| self.0.len() < DEEPEST) else {
            return;
        };
        // A paragraph and a cell may be left open.
        if matches!(*name, "p" | "li" | "td") {
            self.end(name);
        }
        let mut style = self.0.last().map(|(_, style)| *style).unwrap_or_default();
        style.is_code |= matches!(*name, "code" | "pre");
        if let Some(font) = font(tag) {
            style.font = Font::named(&font);
        }
        self.0.push((name, style));
    }

    pub(super) fn end(&mut self, name: &str) {
        if let Some(at) = self.0.iter().rposition(|(open, _)| *open == name) {
            self.0.truncate(at);
        }
    }

    /// A text as readers shall see it.
    pub(super) fn text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let style = self.0.last().map(|(_, style)| *style).unwrap_or_default();
        if let Some(font) = style.font {
            let mut out = String::with_capacity(text.len());
            escape(&font.text(&resolved(text)), &mut out);
            return Cow::Owned(out);
        }
        match text.contains('[') && !style.is_code {
            true => Cow::Owned(short_codes::without(text)),
            false => Cow::Borrowed(text),
        }
    }
}

/// The font that an element names.
fn font<'a>(tag: &Tag<'a>) -> Option<Cow<'a, str>> {
    if let Some(face) = tag.value("face") {
        return Some(face);
    }
    let style = tag.value("style")?;
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    let (_, family) = rules.find(|(name, _)| name.trim().eq_ignore_ascii_case("font-family"))?;
    Some(Cow::Owned(family.to_owned()))
}
