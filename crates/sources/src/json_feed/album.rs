use super::{Resolve, field};
use crate::{Node, caption};
use bangtin_model::{Album, Photo, Thumbnail};

/// `{id, title, date, description, pictures}`; `None` without a picture, and without both id and title.
pub(super) fn read<N: Node>(node: &N, resolve: &Resolve) -> Option<Album> {
    let (id, title) = (node.id("id"), field::plain(node, "title"));
    let pictures = node.elements("pictures");
    let pictures: Vec<Photo> = pictures
        .iter()
        .filter_map(|picture| photo(picture, resolve))
        .collect();
    let named = id.clone().or_else(|| title.clone())?;
    (!pictures.is_empty()).then_some(Album {
        title: title.unwrap_or_else(|| named.clone()),
        id: named,
        date: field::moment(node, "date"),
        description: field::plain(node, "description"),
        pictures,
    })
}

/// `{url, alt, caption, credit, width, height, thumbnail}`, or an address alone; a thumbnail is `{url, width}` or an address alone.
fn photo<N: Node>(node: &N, resolve: &Resolve) -> Option<Photo> {
    let parsed = field::plain(node, "caption")
        .map(|text| caption::parse(&text))
        .unwrap_or_default();
    Some(Photo {
        url: address(node, resolve)?,
        alt: field::plain(node, "alt"),
        caption: parsed.caption,
        credit: field::plain(node, "credit").or(parsed.credit),
        width: field::positive(node, "width"),
        height: field::positive(node, "height"),
        thumbnail: node
            .get("thumbnail")
            .and_then(|thumbnail| small(&thumbnail, resolve)),
    })
}

fn small<N: Node>(node: &N, resolve: &Resolve) -> Option<Thumbnail> {
    Some(Thumbnail {
        url: address(node, resolve)?,
        width: field::positive(node, "width"),
    })
}

fn address<N: Node>(node: &N, resolve: &Resolve) -> Option<String> {
    let url = match node.is_object() {
        true => field::url(node, "url", resolve),
        false => resolve(&node.text()?),
    };
    url.filter(|url| url.starts_with("http"))
}
