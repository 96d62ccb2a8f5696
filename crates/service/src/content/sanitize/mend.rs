//! HTML as content management systems write it, mended: what a reader would see of it with all the scripts of its site stands in it as
//! plain pictures, links and text. It is not made safe here.

mod picture;
#[cfg(test)]
mod tests;

use super::balance::RAW;
use crate::content::markup::{Tag, Token, Tokens, is_name};
use picture::{Picture, emoji};

/// The same text, mended.
pub(super) fn mended(html: &str) -> String {
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
                writer.start(&name, &tag);
                if RAW.contains(&name.as_str()) {
                    tokens.skip_to_end_of(&name);
                }
            }
            Token::End(name) => writer.end(name),
        }
    }
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Whether this is for browsers without scripts: of that only pictures count, which stand beside it for the others.
    in_noscript: bool,
    /// What the `<source>`s of a `<picture>` name.
    sources: Option<String>,
    last: Option<Shown>,
}

/// The picture that was written last.
struct Shown {
    address: Option<String>,
    has_alt: bool,
    in_noscript: bool,
    /// Where it begins and ends.
    place: (usize, usize),
}

impl Writer {
    fn text(&mut self, text: &str) {
        if !self.in_noscript {
            // A `<` that opens nothing comes alone.
            self.out.push_str(if text == "<" { "&lt;" } else { text });
        }
    }

    fn start(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "noscript" => self.in_noscript = true,
            "img" => self.picture(tag),
            name if self.in_noscript || RAW.contains(&name) || !is_name(name) => {}
            "picture" => self.sources = Some(String::new()),
            "source" if self.sources.is_some() => {
                let named = tag.value("srcset").or_else(|| tag.value("data-srcset"));
                if let (Some(sources), Some(named)) = (&mut self.sources, named) {
                    sources.push_str(&named);
                    sources.push_str(", ");
                }
            }
            _ => tag.write(&mut self.out),
        }
    }

    fn end(&mut self, name: &str) {
        match name.to_ascii_lowercase().as_str() {
            "noscript" => self.in_noscript = false,
            name if self.in_noscript || !is_name(name) => {}
            "picture" => self.sources = None,
            name => self.out.push_str(&["</", name, ">"].concat()),
        }
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        if let Some(character) = emoji(tag) {
            if !self.in_noscript {
                crate::content::formats::escape(&character, &mut self.out);
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
