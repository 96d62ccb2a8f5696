//! Pictures that a script would load: the address stands in one of many attributes, and a placeholder in `src`.

use std::borrow::Cow;

use crate::markup::{Tag, attribute};
use crate::references::escape;

/// Where scripts look for the address.
const LAZY: [&str; 7] = [
    "data-lazy-src",
    "data-src",
    "data-original",
    "data-lazy",
    "data-echo",
    "data-url",
    "data-image",
];
/// Where scripts and browsers look for addresses of several widths.
const SETS: [&str; 3] = ["data-lazy-srcset", "data-srcset", "srcset"];

/// Files that stand in for another one.
const PLACEHOLDERS: [&str; 10] = [
    "1x1",
    "blank",
    "grey",
    "lazy",
    "lazyload",
    "loading",
    "pixel",
    "placeholder",
    "spacer",
    "transparent",
];

/// A picture in an address that is shorter than this shows nothing.
const SHORTEST_DATA: usize = 400;
/// The widest picture that a reader's screen shows, in pixels.
const MOST_WIDTH: u32 = 1_600;
/// How wide a picture is taken to be that does not say it.
const WIDTH: u32 = 640;
/// The longest text that stands for an emoji, in characters.
const LONGEST_EMOJI: usize = 16;

/// A picture as it shall be shown.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub address: Option<String>,
    /// Whether a script would have loaded it.
    pub is_lazy: bool,
    pub alt: Option<Cow<'a, str>>,
    tag: &'a Tag<'a>,
}

impl<'a> Picture<'a> {
    /// `sources`: what the `<picture>` around it names.
    pub(super) fn of(tag: &'a Tag<'a>, sources: Option<&str>) -> Self {
        let src = tag.value("src").filter(|src| is_address(src));
        let lazy = || {
            let mut named = LAZY.iter().filter_map(|name| tag.value(name));
            named.find(|named| is_address(named))
        };
        let set = || {
            let mut sets = SETS.iter().filter_map(|name| tag.value(name));
            sets.find_map(|set| widest(&set))
                .or_else(|| widest(sources?))
        };
        let real = src.as_ref().filter(|src| !is_placeholder(src));
        let found = lazy()
            .map(|found| found.trim().to_owned())
            .or_else(|| real.map(|real| real.trim().to_owned()))
            .or_else(set);
        let inside = || {
            let data = tag.value("src");
            data.filter(|data| data.len() >= SHORTEST_DATA && data.starts_with("data:"))
        };
        Self {
            is_lazy: found.is_some() && real.map(|real| real.trim()) != found.as_deref(),
            address: found
                .or_else(|| src.map(Cow::into_owned))
                .or_else(|| inside().map(Cow::into_owned)),
            alt: tag.value("alt"),
            tag,
        }
    }

    /// Writes it; nothing where there is nothing to be seen.
    pub(super) fn write(&self, out: &mut String) {
        if self.address.is_none() && self.alt.is_none() {
            return;
        }
        out.push_str("<img");
        if let Some(address) = &self.address {
            let mut escaped = String::with_capacity(address.len());
            escape(address, &mut escaped);
            attribute("src", &escaped, out);
        }
        for name in ["alt", "title", "width", "height"] {
            if let Some(value) = self.tag.attribute(name) {
                attribute(name, value, out);
            }
        }
        out.push('>');
    }
}

/// The character that stands in a text as a picture.
pub(super) fn emoji(tag: &Tag<'_>) -> Option<String> {
    let class = tag.attribute("class").unwrap_or_default();
    let mut classes = class.split_ascii_whitespace();
    let src = tag.attribute("src").unwrap_or_default();
    let is_emoji = classes.any(|class| matches!(class, "emoji" | "wp-smiley"))
        || src.contains("/images/core/emoji/")
        || src.contains("/twemoji/");
    let alt = tag.value("alt").filter(|_| is_emoji)?;
    (alt.chars().count() <= LONGEST_EMOJI).then(|| alt.into_owned())
}

/// Of pictures with their widths the widest that is not too wide, else the narrowest.
pub(crate) fn best<T>(pictures: impl IntoIterator<Item = (T, u32)>) -> Option<T> {
    let key = |width: u32| match width <= MOST_WIDTH {
        true => (true, width),
        false => (false, u32::MAX - width),
    };
    let mut found: Option<(T, u32)> = None;
    for (picture, width) in pictures {
        if found
            .as_ref()
            .is_none_or(|(_, best)| key(width) > key(*best))
        {
            found = Some((picture, width));
        }
    }
    found.map(|(picture, _)| picture)
}

/// The best of `a.jpg 480w, b.jpg 1200w`. An address may hold commas, and ends with none.
fn widest(set: &str) -> Option<String> {
    let mut found = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let (url, after) = rest
            .split_once(|c: char| c.is_ascii_whitespace())
            .unwrap_or((rest, ""));
        let bare = url.trim_end_matches(',');
        let (width, after) = if bare.len() < url.len() {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        if is_address(bare) {
            found.push((bare, pixels(width.trim())));
        }
        rest = after;
    }
    best(found).map(str::to_owned)
}

/// `480w`, or `2x` of the usual width.
fn pixels(width: &str) -> u32 {
    let number = |sign| {
        width
            .strip_suffix(sign)
            .and_then(|number| number.parse::<f32>().ok())
    };
    let found = number('w').or_else(|| number('x').map(|times| times * WIDTH as f32));
    found.map_or(WIDTH, |found| found as u32)
}

/// Some plugins leave their own signs in an address.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && !text.starts_with(['{', '[', '<', '#'])
        && !text.starts_with("data:")
        && !text.starts_with("about:")
}

/// `/wp-content/plugins/x/loading.gif`
fn is_placeholder(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let (stem, end) = file.rsplit_once('.').unwrap_or((file, ""));
    matches!(end, "gif" | "png" | "svg")
        && PLACEHOLDERS
            .iter()
            .any(|name| name.eq_ignore_ascii_case(stem))
}
