//! References (`&amp;`, `&#225;`, `&ocirc;`) as the characters that they stand for.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

use encoding_rs::WINDOWS_1252;
use markup5ever::data::NAMED_ENTITIES;

/// The longest name of an entity that is looked up; HTML's longest has 31 letters.
const LONGEST_NAME: usize = 40;
/// The longest text that a feed may declare as an entity, and how many it may declare.
const LONGEST_VALUE: usize = 1_000;
const MOST_DECLARED: usize = 100;

/// How much the entities of a feed may add to it, in bytes, so that many long ones do not fill the memory.
const MOST_ADDED: usize = 1024 * 1024;

/// The entities that a feed declares itself, in its `<!DOCTYPE … [<!ENTITY name "text">]>`.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    values: HashMap<String, String>,
    /// How many bytes they have added.
    added: Cell<usize>,
}

impl Entities {
    /// What a declaration stands for is taken as a text: an entity in it is not resolved in turn, so that none can swell.
    pub(crate) fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let mut words = declaration.splitn(3, |c: char| c.is_ascii_whitespace());
            let (Some(""), Some(name), Some(rest)) = (words.next(), words.next(), words.next())
            else {
                continue;
            };
            let rest = rest.trim_start();
            let value = rest
                .chars()
                .next()
                .filter(|c| matches!(c, '"' | '\''))
                .and_then(|quote| {
                    let inside = rest.get(1..)?;
                    inside.split(quote).next()
                });
            if let Some(value) = value.filter(|value| value.len() <= LONGEST_VALUE)
                && self.values.len() < MOST_DECLARED
            {
                let value = Self::default().resolve(value).into_owned();
                self.values.entry(name.to_owned()).or_insert(value);
            }
        }
    }

    fn declared(&self, name: &str) -> Option<&str> {
        let value = self.values.get(name)?;
        let added = self.added.get() + value.len();
        self.added.set(added);
        (added <= MOST_ADDED).then_some(value)
    }

    /// A text with its references resolved once. What is no reference stays as it is written.
    pub(crate) fn resolve<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut parts = text.split('&');
        let first = parts.next().unwrap_or_default();
        if first.len() == text.len() {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        out.push_str(first);
        for part in parts {
            let end = part
                .bytes()
                .take(LONGEST_NAME)
                .position(|byte| byte == b';');
            let named = end.and_then(|end| Some((part.get(..end)?, part.get(end + 1..)?)));
            let rest = named.and_then(|(name, rest)| {
                if let Some(number) = name.strip_prefix('#') {
                    out.extend(numeric(number)?);
                } else if let Some(value) = self.declared(name) {
                    out.push_str(value);
                } else {
                    out.extend(of_html(name)?);
                }
                Some(rest)
            });
            match rest {
                Some(rest) => out.push_str(rest),
                None => {
                    out.push('&');
                    out.push_str(part);
                }
            }
        }
        Cow::Owned(out)
    }
}

/// The one or two characters of a name.
fn of_html(name: &str) -> Option<impl Iterator<Item = char>> {
    let (first, second) = NAMED_ENTITIES.get([name, ";"].concat().as_str())?;
    let characters = [*first, *second].into_iter().filter(|code| *code > 0);
    Some(characters.filter_map(char::from_u32))
}

/// The character of a number, as HTML has it; none for a control. `None` where it is no number.
fn numeric(number: &str) -> Option<Option<char>> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok();
    let c = code.and_then(char::from_u32);
    Some(character(c.unwrap_or('\u{fffd}')))
}

/// Writes a text so that an XML parser reads it as it is.
pub(crate) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}

/// Writes the value of an attribute that stands in `"`.
pub(crate) fn escape_quoted(text: &str, out: &mut String) {
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            out.push_str("&quot;");
        }
        escape(part, out);
    }
}

/// A text of HTML with its references resolved once. What is no reference stays as it is written.
pub(crate) fn resolved(text: &str) -> Cow<'_, str> {
    Entities::default().resolve(text)
}

/// What stands for this character: `None` for controls and for what is no character. The breaks of word processors are line feeds.
pub(crate) fn character(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(c),
        '\u{b}' | '\u{c}' => Some('\n'),
        '\u{80}'..='\u{9f}' => {
            let byte = u8::try_from(u32::from(c)).ok()?;
            let byte = [byte];
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
            text.chars().next().filter(|c| !c.is_control())
        }
        '\u{fffe}' | '\u{ffff}' => None,
        c => (!c.is_control()).then_some(c),
    }
}
