use super::{Resolve, field};
use crate::Node;
use bangtin_model::Link;

/// `{title, url, image, group, icon, hint}`; `None` without an address. Where there is no title, the address stands for it.
pub(super) fn read<N: Node>(node: &N, resolve: &Resolve) -> Option<Link> {
    let url = field::url(node, "url", resolve)?;
    Some(Link {
        title: field::plain(node, "title").unwrap_or_else(|| url.clone()),
        url,
        image: field::url(node, "image", resolve),
        group: field::plain(node, "group"),
        icon: field::plain(node, "icon"),
        hint: field::plain(node, "hint"),
    })
}
