//! Foreign HTML made safe: what is left is what the kit would show of it (`src/html/allowed.json` of the kit is in step).

mod balance;
mod empty;
mod mend;

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::Builder;

use crate::base::Base;
use balance::balanced;
use empty::without_empty;
use mend::mended;

pub(crate) use mend::best;

/// Elements that an article may hold. Others give way to what they hold.
const ELEMENTS: &str = "a abbr audio b blockquote br caption cite code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 \
     hr i img ins li mark ol p pre q s small source strong sub summary sup table tbody td tfoot th thead time tr track u ul video";

/// Elements that go with all they hold: it is no text for readers.
const DROPPED: &str = "script style iframe frame frameset noframes noscript noembed object embed applet svg math template title textarea select \
     option xmp plaintext canvas map head";

/// No `style` or `class`, no event handler.
const ATTRIBUTES: &str = "alt colspan controls datetime dir height href id kind label lang name poster reversed rowspan scope span src srclang start \
     title type value width";

/// The HTML with nothing in it but what an article may hold, its addresses resolved. An address that is refused is left out.
pub(crate) fn sanitize(html: &str, base: &Base) -> String {
    let mended = mended(html, base);
    let base = base.clone();
    let set = |names: &'static str| names.split_ascii_whitespace().collect::<HashSet<_>>();
    let mut builder = Builder::empty();
    builder
        .tags(set(ELEMENTS))
        .clean_content_tags(set(DROPPED))
        .generic_attributes(set(ATTRIBUTES))
        .url_schemes(set("http https mailto tel data"))
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(move |element, attribute, value| match attribute {
            "href" | "src" | "poster" => address(element, attribute, value, &base).map(Cow::Owned),
            "id" | "name" => Some(place(value).into()),
            _ => Some(value.into()),
        });
    without_empty(&builder.clean(&balanced(&mended)).to_string())
}

/// Links may lead to a page, a mailbox or a telephone; pictures and films are files, a picture may also stand in its address.
fn address(element: &str, attribute: &str, value: &str, base: &Base) -> Option<String> {
    let value = value.trim();
    if element == "img" && attribute == "src" && is_picture(value) {
        return Some(value.to_owned());
    }
    // A place in the same text stays one.
    if attribute == "href"
        && let Some(named) = value.strip_prefix('#')
    {
        return Some(["#", &place(named)].concat());
    }
    let found = base.resolve(value)?;
    let is_file = found.starts_with("http") || found.starts_with('/');
    (attribute == "href" || is_file).then_some(found)
}

/// The name of a place in a text, as links of the same text call it: one that no script of a page looks for.
fn place(name: &str) -> String {
    ["bangtin-", name].concat()
}

/// `data:image/…`, SVG excepted: it can hold a script.
fn is_picture(value: &str) -> bool {
    let start = value.get(..16).unwrap_or(value).to_ascii_lowercase();
    start.starts_with("data:image/") && !start.starts_with("data:image/svg")
}

#[cfg(test)]
mod tests;
