//! HTML as content management systems write it, mended: what a reader would see of it with all the scripts of its site stands in it as
//! plain pictures, links and text. It is not made safe here.

mod fonts;
mod frame;
mod picture;
mod short_codes;
mod styled;
#[cfg(test)]
mod tests;

use super::balance::{BLOCKS, RAW};
use crate::base::Base;
use crate::markup::{Tag, Token, Tokens, is_name};
use crate::references::escape;
use frame::Link;
use picture::{Picture, emoji};
use styled::Styled;

pub(crate) use picture::best;

/// The same text, mended. `base`: what its addresses refer to.
pub(super) fn mended(html: &str, base: &Base) -> String {
    let mut writer = Writer {
        out: String::with_capacity(html.len()),
        base,
        in_noscript: false,
        in_button: false,
        in_paragraph: false,
        sources: None,
        last: None,
        objects: Vec::new(),
        styled: Styled::default(),
        seen: 0,
    };
    let mut tokens = Tokens::html(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => writer.text(text),
            Token::Cdata(_) | Token::Doctype(_) => {}
            Token::Start(tag) => {
                let name = tag.name.to_ascii_lowercase();
                writer.start(&name, &tag);
                // Editors of XML write `<iframe/>`, which has no end.
                if RAW.contains(&name.as_str()) && !(tag.closed && name == "iframe") {
                    tokens.skip_to_end_of(&name);
                }
            }
            Token::End(name) => writer.end(name),
        }
    }
    while !writer.objects.is_empty() {
        writer.end_object();
    }
    writer.out
}

/// WordPress has a link with the title of a file, a second one that looks like a button, and before them the file itself.
const BUTTON: &str = "wp-block-file__button";
const EMBED: &str = "wp-block-file__embed";

fn is_of_file(tag: &Tag<'_>, class: &str) -> bool {
    let classes = tag.attribute("class").unwrap_or_default();
    classes.split_ascii_whitespace().any(|one| one == class)
}

struct Writer<'a> {
    out: String,
    base: &'a Base,
    /// Whether this is for browsers without scripts: of that only pictures count, which stand beside it for the others.
    in_noscript: bool,
    /// Whether this is the second link of a block for a file, which leads where the first does.
    in_button: bool,
    /// What the `<source>`s of a `<picture>` name.
    sources: Option<String>,
    last: Option<Shown>,
    in_paragraph: bool,
    objects: Vec<Object>,
    /// What the elements around say of their text.
    styled: Styled,
    /// How many things stand in the text to be seen or followed.
    seen: usize,
}

/// An `<object>` that is open.
struct Object {
    link: Option<Link>,
    /// What was seen before it.
    seen: usize,
}

/// The picture that was written last.
struct Shown {
    address: Option<String>,
    has_alt: bool,
    in_noscript: bool,
    /// Where it begins and ends.
    place: (usize, usize),
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        if !self.in_noscript && !self.in_button {
            // A `<` that opens nothing comes alone.
            let text = if text == "<" { "&lt;" } else { text };
            self.out.push_str(&self.styled.text(text));
        }
    }

    fn start(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "noscript" => self.in_noscript = true,
            "img" => self.picture(tag),
            "iframe" | "embed" => self.frame(tag),
            name if self.in_noscript || RAW.contains(&name) || !is_name(name) => {}
            "picture" => self.sources = Some(String::new()),
            "source" if self.sources.is_some() => {
                let named = tag.value("srcset").or_else(|| tag.value("data-srcset"));
                if let (Some(sources), Some(named)) = (&mut self.sources, named) {
                    sources.push_str(&named);
                    sources.push_str(", ");
                }
            }
            "a" if is_of_file(tag, BUTTON) => self.in_button = true,
            // The block has a link beside it.
            "object" if is_of_file(tag, EMBED) => self.objects.push(Object {
                link: None,
                seen: self.seen,
            }),
            "object" => self.objects.push(Object {
                link: tag
                    .value("data")
                    .and_then(|data| frame::to(&data, self.base)),
                seen: self.seen,
            }),
            "param" => self.parameter(tag),
            _ => {
                self.in_paragraph = name == "p" || (self.in_paragraph && !BLOCKS.contains(&name));
                self.seen += usize::from(matches!(name, "a" | "video" | "audio"));
                self.styled.start(name, tag);
                tag.write(&mut self.out);
            }
        }
    }

    /// What another site shows is a link, in a paragraph of its own where it stands in none.
    fn frame(&mut self, tag: &Tag<'_>) {
        if let Some(link) = frame::link(tag, self.base) {
            self.link(&link);
        }
    }

    fn link(&mut self, link: &Link) {
        // A frame has another one beside it for browsers without scripts, and an object one inside.
        let mut written = String::new();
        link.write(&mut written);
        let before = self.out.trim_end();
        let before = before.strip_suffix("</p>").unwrap_or(before);
        if before.ends_with(&written) {
            return;
        }
        self.seen += 1;
        let (open, close) = match self.in_paragraph {
            true => ("", ""),
            false => ("<p>", "</p>"),
        };
        self.out.push_str(&[open, &written, close].concat());
    }

    /// Flash has its film in a parameter.
    fn parameter(&mut self, tag: &Tag<'_>) {
        let name = tag.attribute("name").unwrap_or_default();
        let value = tag
            .value("value")
            .filter(|_| matches!(name, "movie" | "src"));
        if let (Some(object), Some(value)) = (self.objects.last_mut(), value)
            && object.link.is_none()
        {
            object.link = frame::to(&value, self.base);
        }
    }

    /// What an object holds for those who cannot see it stays; where that is nothing, there is a link to it.
    fn end_object(&mut self) {
        if let Some(object) = self.objects.pop()
            && object.seen == self.seen
            && let Some(link) = object.link
        {
            self.link(&link);
        }
    }

    fn end(&mut self, name: &str) {
        match name.to_ascii_lowercase().as_str() {
            "noscript" => self.in_noscript = false,
            name if self.in_noscript || !is_name(name) => {}
            "picture" => self.sources = None,
            "a" if self.in_button => self.in_button = false,
            "object" => self.end_object(),
            "iframe" | "embed" | "param" | "img" => {}
            name => {
                self.styled.end(name);
                self.in_paragraph &= name != "p" && !BLOCKS.contains(&name);
                self.out.push_str(&["</", name, ">"].concat());
            }
        }
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        if let Some(character) = emoji(tag) {
            if !self.in_noscript {
                escape(&character, &mut self.out);
            }
            return;
        }
        let picture = Picture::of(tag, self.sources.as_deref());
        match self.same(&picture) {
            Some(Same::There) => return,
            Some(Same::Poorer(at)) => self.out.truncate(at),
            None => {}
        }
        let start = self.out.len();
        self.seen += 1;
        picture.write(&mut self.out);
        self.last = Some(Shown {
            address: picture.address,
            has_alt: picture.alt.is_some(),
            in_noscript: self.in_noscript,
            place: (start, self.out.len()),
        });
    }

    /// Whether the last picture was this one, for browsers with scripts or without.
    fn same(&self, picture: &Picture<'_>) -> Option<Same> {
        let last = self.last.as_ref()?;
        let (start, end) = last.place;
        if last.in_noscript == self.in_noscript || (last.in_noscript && !picture.is_lazy) {
            return None;
        }
        let beside = self
            .out
            .get(end..)
            .is_some_and(|after| after.trim().is_empty());
        if !beside && (last.address.is_none() || last.address != picture.address) {
            return None;
        }
        let is_richer = picture.address.is_some()
            && (last.address.is_none() || (picture.alt.is_some() && !last.has_alt));
        Some(if is_richer && beside {
            Same::Poorer(start)
        } else {
            Same::There
        })
    }
}

/// A picture that is there already.
enum Same {
    There,
    /// With less than this one says of it; it begins there.
    Poorer(usize),
}
