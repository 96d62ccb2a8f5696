//! The pictures of an article beside those of its text: each is shown once, and a list has one of the text where there is no other.

use bangtin_model::{Article, Body, MediaKind, Picture};

use crate::markup::{Token, Tokens};
use crate::references::resolved;

/// A picture narrower than this, in pixels, is an ornament of its text.
const SMALLEST: u32 = 100;

/// Takes out what the text shows already, and finds a picture for lists.
pub(super) fn once(article: &mut Article) {
    let Body::Html(html) = &article.body else {
        return;
    };
    let shown = pictures(html);
    let is_shown = |url: &str| shown.iter().find(|picture| bare(&picture.url) == bare(url));
    article
        .media
        .retain(|media| media.kind != MediaKind::Image || is_shown(&media.url).is_none());
    let image = &mut article.headline.image;
    // Whatever its size: the reader of an article tells by the address whether the text shows it.
    let found = match image {
        Some(image) => is_shown(&image.url),
        None => shown.iter().find(|picture| is_large(picture)),
    };
    if let Some(found) = found {
        let alt = image.as_mut().and_then(|image| image.alt.take());
        *image = Some(Picture {
            alt: alt.or_else(|| found.alt.clone()),
            ..found.clone()
        });
    }
}

/// The pictures of a text that are files, in their order.
fn pictures(html: &str) -> Vec<Picture> {
    let tags = Tokens::html(html).filter_map(|token| match token {
        Token::Start(tag) if tag.name == "img" => Some(tag),
        _ => None,
    });
    let pictures = tags.filter_map(|tag| {
        let url = tag.attribute("src").map(resolved)?;
        let pixels = |name| tag.attribute(name)?.trim_end_matches("px").parse().ok();
        (!url.is_empty() && !url.starts_with("data:")).then(|| Picture {
            url: url.into_owned(),
            alt: tag.value("alt").map(std::borrow::Cow::into_owned),
            width: pixels("width"),
            height: pixels("height"),
        })
    });
    pictures.collect()
}

fn is_large(picture: &Picture) -> bool {
    let is_small = |size: Option<u32>| size.is_some_and(|size| size < SMALLEST);
    !is_small(picture.width) && !is_small(picture.height)
}

/// The address without what tells the sizes of one picture apart: `?w=600`, and `-300x200` and `-scaled` of WordPress.
fn bare(url: &str) -> (&str, &str) {
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let (name, end) = path.rsplit_once('.').unwrap_or((path, ""));
    let name = name.strip_suffix("-scaled").unwrap_or(name);
    let is_size = |size: &str| {
        let parts = size.split_once('x');
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.is_some_and(|(width, height)| is_number(width) && is_number(height))
    };
    match name.rsplit_once('-') {
        Some((name, size)) if is_size(size) => (name, end),
        _ => (name, end),
    }
}

#[cfg(test)]
mod tests {
    use super::once;
    use bangtin_model::{Article, Body, Media, Picture};

    fn article(html: &str, image: Option<&str>, media: &[&str]) -> Article {
        let mut article = Article::default();
        article.headline.image = image.map(|url| Picture {
            url: url.to_owned(),
            ..Picture::default()
        });
        let media = media.iter().map(|url| Media {
            url: (*url).to_owned(),
            ..Media::default()
        });
        article.media = media.collect();
        article.body = Body::Html(html.to_owned());
        once(&mut article);
        article
    }

    fn image(article: &Article) -> Option<&str> {
        article
            .headline
            .image
            .as_ref()
            .map(|image| image.url.as_str())
    }

    #[test]
    fn a_picture_that_the_text_shows_is_not_shown_before_it() {
        let html = "<p>a</p><img src=\"https://a.vn/b-300x200.jpg?x=1&amp;y\" alt=\"Cầu\">";
        let found = article(
            html,
            Some("http://a.vn/b-768x512.jpg"),
            &["https://a.vn/b-scaled.jpg"],
        );
        assert_eq!(image(&found), Some("https://a.vn/b-300x200.jpg?x=1&y"));
        assert!(found.media.is_empty());
        let found = article(html, Some("https://a.vn/c.jpg"), &["https://a.vn/c.jpg"]);
        assert_eq!(
            (image(&found), found.media.len()),
            (Some("https://a.vn/c.jpg"), 1)
        );
    }

    #[test]
    fn a_list_has_the_first_large_picture_of_the_text() {
        let html = "<img src=\"data:image/png;base64,A\"><img src=\"/i.png\" width=\"24\"><img src=\"/a.jpg\" width=\"600\">";
        assert_eq!(image(&article(html, None, &[])), Some("/a.jpg"));
        assert_eq!(image(&article("<p>a</p>", None, &[])), None);
        assert_eq!(image(&article(html, Some("/z.jpg"), &[])), Some("/z.jpg"));
    }
}
