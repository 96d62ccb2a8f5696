use super::Resolve;
use crate::{Node, date, text};
use bangtin_model::Moment;

/// Where a feed's or an item's `_bangtin` members stand. Feeds written by hand have them beside the standard ones.
pub(super) fn extension<N: Node>(node: &N) -> N {
    node.object("_bangtin").unwrap_or_else(|| node.clone())
}

/// A member that is plain text: without tags, entities decoded, not empty.
pub(super) fn plain<N: Node>(node: &N, key: &str) -> Option<String> {
    as_plain(&node.get(key)?)
}

/// This as plain text.
pub(super) fn as_plain<N: Node>(node: &N) -> Option<String> {
    Some(text::plain(&node.text()?)).filter(|text| !text.is_empty())
}

/// A member that is a list of plain texts.
pub(super) fn plains<N: Node>(node: &N, key: &str) -> Vec<String> {
    node.elements(key).iter().filter_map(as_plain).collect()
}

/// A member that is an address.
pub(super) fn url<N: Node>(node: &N, key: &str, resolve: &Resolve) -> Option<String> {
    resolve(&node.string(key)?)
}

/// A member that is a date in any form [`date::parse`] knows.
pub(super) fn moment<N: Node>(node: &N, key: &str) -> Option<Moment> {
    date::parse(&node.string(key)?)
}

/// A member that is a whole number above 0, such as a width in pixels. 0 is how some programs write that they do not know.
pub(super) fn positive<N: Node>(node: &N, key: &str) -> Option<u32> {
    u32::try_from(node.integer(key)?)
        .ok()
        .filter(|number| *number > 0)
}
