use super::{Resolve, field};
use crate::{Node, caption};
use bangtin_model::{Attachment, Media, MediaKind};

/// One of an item's media; `None` without an address, or where nothing says what it is.
pub(super) fn read<N: Node>(node: &N, resolve: &Resolve) -> Option<Media> {
    let url = node.string("url")?;
    let kind = kind(node, &url)?;
    let parsed = field::plain(node, "caption")
        .map(|text| caption::parse(&text))
        .unwrap_or_default();
    Some(Media {
        kind,
        url: resolve(&url)?,
        alt: field::plain(node, "alt"),
        caption: parsed.caption,
        credit: field::plain(node, "credit").or(parsed.credit),
        width: field::positive(node, "width"),
        height: field::positive(node, "height"),
        seconds: field::positive(node, "duration_in_seconds"),
        poster: field::url(node, "poster", resolve),
        captions_url: field::url(node, "captions_url", resolve),
        mime: node.string("mime_type"),
    })
}

/// By `type`, else by `mime_type`, else by the file's extension.
pub(super) fn kind<N: Node>(node: &N, url: &str) -> Option<MediaKind> {
    let named = |key| node.string(key).and_then(|name| by_name(&name));
    named("type")
        .or_else(|| named("mime_type"))
        .or_else(|| by_extension(url))
}

/// `video` as well as `video/mp4`.
fn by_name(name: &str) -> Option<MediaKind> {
    match name.get(..5)? {
        "image" => Some(MediaKind::Image),
        "video" => Some(MediaKind::Video),
        "audio" => Some(MediaKind::Audio),
        _ => None,
    }
}

fn by_extension(url: &str) -> Option<MediaKind> {
    let path = url
        .as_bytes()
        .split(|byte| matches!(byte, b'?' | b'#'))
        .next()?;
    let extension = path.rsplit(|byte| *byte == b'.').next()?;
    match extension.to_ascii_lowercase().as_slice() {
        b"jpg" | b"jpeg" | b"png" | b"gif" | b"webp" | b"avif" | b"svg" => Some(MediaKind::Image),
        b"mp4" | b"m4v" | b"webm" | b"mov" => Some(MediaKind::Video),
        b"mp3" | b"m4a" | b"ogg" => Some(MediaKind::Audio),
        _ => None,
    }
}

/// One of an item's attachments (JSON Feed 1.1, `attachments`); `None` without an address.
pub(super) fn attachment<N: Node>(node: &N, resolve: &Resolve) -> Option<Attachment> {
    Some(Attachment {
        url: field::url(node, "url", resolve)?,
        mime_type: node.string("mime_type"),
        title: field::plain(node, "title"),
        bytes: node.integer("size_in_bytes"),
    })
}
