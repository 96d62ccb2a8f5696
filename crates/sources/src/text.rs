//! Plain text out of what feeds call plain text: titles with entities in them, summaries with tags.

mod entity;
mod tag;
#[cfg(test)]
mod tests;

pub(crate) use bangtin_model::{is_space, rsplit_once, split_once, trim};

/// Plain text of a string that may hold tags and entities: tags and what scripts and styles hold are left out,
/// entities decoded once, runs of white space made one space, controls left out. A `<` that opens no tag stays.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    // Once a tag has no end, no tag behind it has one: none is looked for again.
    let mut unclosed = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let rest = chars.as_str();
        let found = match c {
            '<' => {
                let named = rest
                    .bytes()
                    .next()
                    .is_some_and(|byte| byte.is_ascii_alphanumeric());
                let found = if unclosed && named {
                    None
                } else {
                    tag::skip(rest)
                };
                unclosed |= named && found.is_none();
                found
            }
            '&' => entity::decode(rest),
            _ => None,
        };
        let (c, rest) = found.unwrap_or((Some(c), rest));
        chars = rest.chars();
        match c {
            Some(c) if is_space(c) => gap = true,
            Some(c) if c.is_control() => {}
            Some(c) => {
                if gap && !out.is_empty() {
                    out.push(' ');
                }
                gap = false;
                out.push(c);
            }
            None => {}
        }
    }
    out
}

/// The first words of what [`plain`] gave, at most 80 characters, with `…` where some were left out.
pub fn first_words(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(80) else {
        return text.to_owned();
    };
    // The text goes on at `end`: a space there ends a word, else the last one before it does.
    let spaces = text.bytes().take(end + 1).rposition(|byte| byte == b' ');
    let mut words = text
        .get(..spaces.unwrap_or(end))
        .unwrap_or_default()
        .to_owned();
    words.push('…');
    words
}

/// Characters without width that word processors leave inside words: soft hyphen, zero-width space, joiners, BOM.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}
