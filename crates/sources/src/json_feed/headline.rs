use super::{Resolve, field, media};
use crate::{Node, text};
use bangtin_model::{Category, Headline, MediaKind, Moment, Picture, Precision};

/// An item as a list shows it, or why it cannot.
pub(super) fn read<N: Node>(item: &N, resolve: &Resolve) -> Result<Headline, &'static str> {
    let url = field::url(item, "url", resolve);
    let Some(id) = item.id("id").or_else(|| url.clone()) else {
        return Err("it has no id and no address");
    };
    let summary = field::plain(item, "summary");
    let Some(title) =
        field::plain(item, "title").or_else(|| title_from_text(item, summary.as_deref()))
    else {
        return Err("it has no title and no text");
    };
    let extra = field::extension(item);
    Ok(Headline {
        id,
        url,
        title,
        summary,
        image: picture(item, &extra, resolve),
        thumbnail: field::url(&extra, "thumbnail", resolve),
        published: moment(item, &extra, "date_published"),
        views: extra.integer("views"),
        category: extra.get("category").and_then(|node| category(&node)),
        tags: field::plains(item, "tags"),
    })
}

/// `{id, name}`, or a string that is both.
pub(super) fn category<N: Node>(node: &N) -> Option<Category> {
    let id = node.id("id").or_else(|| node.as_id())?;
    let name = field::plain(node, "name").unwrap_or_else(|| id.clone());
    Some(Category { id, name })
}

/// A date of the item, no more exact than its `precision` says.
pub(super) fn moment<N: Node>(item: &N, extra: &N, key: &str) -> Option<Moment> {
    let moment = field::moment(item, key)?;
    Some(match extra.string("precision").as_deref() {
        Some("day") => moment.at_most(Precision::Day),
        Some("minute") => moment.at_most(Precision::Minute),
        _ => moment,
    })
}

/// JSON Feed leaves the title out for short notes.
fn title_from_text<N: Node>(item: &N, summary: Option<&str>) -> Option<String> {
    if let Some(summary) = summary {
        return Some(text::first_words(summary));
    }
    let text = field::plain(item, "content_text").or_else(|| field::plain(item, "content_html"))?;
    Some(text::first_words(&text))
}

/// The item's `image`, with what the media say of it; else the first picture among the media.
fn picture<N: Node>(item: &N, extra: &N, resolve: &Resolve) -> Option<Picture> {
    let image = item.string("image").or_else(|| item.string("banner_image"));
    for medium in extra.elements("media") {
        let Some(url) = medium.string("url") else {
            continue;
        };
        let wanted = image.as_ref().is_none_or(|image| *image == url);
        if wanted && media::kind(&medium, &url) == Some(MediaKind::Image) {
            return Some(Picture {
                url: resolve(&url)?,
                alt: field::plain(&medium, "alt"),
                width: field::positive(&medium, "width"),
                height: field::positive(&medium, "height"),
            });
        }
    }
    Some(Picture {
        url: resolve(&image?)?,
        ..Picture::default()
    })
}
