//! One article, whole.

use bangtin_model::{Article, Attachment, Body, Media, MediaKind, Picture, file_size};
use bangtin_sources::text::plain;
use maud::{Markup, PreEscaped, html};

use super::super::head::Published;
use super::super::known::Told;
use super::super::{Head, Known, Sheet, address, structured};
use super::{beginning, date, document};

pub(crate) fn article(told: &Told, related: &[Told], known: &Known, origin: &str) -> Sheet {
    let article = &told.article;
    let headline = &article.headline;
    let path = address::article(&headline.id);
    let published = Published {
        published: headline.published,
        modified: article.modified,
        section: headline
            .category
            .as_ref()
            .map(|category| category.name.clone()),
        tags: headline.tags.clone(),
    };
    Sheet {
        head: Head {
            title: headline.title.clone(),
            description: description(article),
            image: image(article),
            article: Some(published),
            structured: Some(structured::article(article, known, origin, &path)),
            path,
            ..Head::default()
        },
        main: html! {
            article {
                (heading(article))
                (lead_media(article))
                (body(&article.body))
                (from(article))
                @if let Some(facts) = &told.extras.document { h2 { "Văn bản" } (document::facts(facts)) }
                (attachments(&article.attachments))
            }
            @if !related.is_empty() {
                nav aria-labelledby="doc-tiep" {
                    h2 #doc-tiep { "Tin liên quan" }
                    ul {
                        @for told in related {
                            @let headline = &told.article.headline;
                            li {
                                a href=(address::article(&headline.id)) { (headline.title) }
                                @if let Some(published) = headline.published { " (" (date(published)) ")" }
                            }
                        }
                    }
                }
            }
        },
    }
}

/// The lead, else the beginning of the text, else the title.
fn description(article: &Article) -> String {
    let text = match (&article.headline.summary, &article.body) {
        (Some(summary), _) => summary.clone(),
        (None, Body::Html(html)) => plain(html),
        (None, Body::Text(text)) => text.clone(),
        (None, Body::None) => String::new(),
    };
    let text = beginning(&text);
    if text.is_empty() {
        article.headline.title.clone()
    } else {
        text
    }
}

/// The picture of a shared link: the large one where there is one.
fn image(article: &Article) -> Option<Picture> {
    let mut pictures = article
        .media
        .iter()
        .filter(|one| one.kind == MediaKind::Image);
    let large = pictures.next().map(|media| Picture {
        url: media.url.clone(),
        alt: media.alt.clone(),
        width: media.width,
        height: media.height,
    });
    large.or_else(|| article.headline.image.clone())
}

fn heading(article: &Article) -> Markup {
    let headline = &article.headline;
    html! {
        h1 { (headline.title) }
        p.meta {
            @if let Some(published) = headline.published { (date(published)) }
            @if let Some(category) = &headline.category {
                @if headline.published.is_some() { " · " }
                a href=(address::category(&category.id)) { (category.name) }
            }
        }
        @if let Some(summary) = headline.summary.as_ref().filter(|_| !article.excerpt) { p.lead { (summary) } }
    }
}

/// What does not stand in the text already.
fn lead_media(article: &Article) -> Markup {
    let text = match &article.body {
        Body::Html(html) => html.as_str(),
        Body::Text(_) | Body::None => "",
    };
    let media = article.media.iter().filter(|one| !text.contains(&one.url));
    html! { @for one in media { (medium(one)) } }
}

pub(super) fn medium(medium: &Media) -> Markup {
    html! {
        figure {
            @match medium.kind {
                MediaKind::Image => {
                    img src=(medium.url) alt=(medium.alt.as_deref().unwrap_or_default()) width=[medium.width] height=[medium.height] decoding="async";
                }
                MediaKind::Video => {
                    video src=(medium.url) poster=[medium.poster.as_ref()] controls preload="none" width=[medium.width] height=[medium.height] {
                        @if let Some(captions) = &medium.captions_url {
                            track kind="captions" srclang="vi" label="Tiếng Việt" src=(captions);
                        }
                        a href=(medium.url) { "Mở video" }
                    }
                }
                MediaKind::Audio => { audio src=(medium.url) controls preload="none" {} }
            }
            (caption(medium.caption.as_deref(), medium.credit.as_deref(), medium.kind))
        }
    }
}

pub(super) fn caption(text: Option<&str>, credit: Option<&str>, kind: MediaKind) -> Markup {
    let made = if kind == MediaKind::Image {
        "Ảnh: "
    } else {
        "Nguồn: "
    };
    html! {
        @if text.is_some() || credit.is_some() {
            figcaption {
                @if let Some(text) = text { (text) " " }
                @if let Some(credit) = credit { (made) (credit) }
            }
        }
    }
}

/// HTML was made safe before it was kept (`crates/feeds/src/sanitize`).
fn body(body: &Body) -> Markup {
    match body {
        Body::Html(html) => html! { div.text { (PreEscaped(html)) } },
        Body::Text(text) => html! {
            div.text { @for line in text.lines().filter(|line| !line.trim().is_empty()) { p { (line) } } }
        },
        Body::None => html! {},
    }
}

fn from(article: &Article) -> Markup {
    let headline = &article.headline;
    html! {
        @if article.byline.is_some() || article.unit.is_some() {
            p.byline {
                @if let Some(byline) = &article.byline { strong { (byline) } }
                @if article.byline.is_some() && article.unit.is_some() { ", " }
                @if let Some(unit) = &article.unit { (unit) }
            }
        }
        @if let Some(source) = &article.source {
            @let name = source.name.as_ref().or(source.url.as_ref());
            @if let Some(name) = name {
                p.meta {
                    "Nguồn: "
                    @match &source.url { Some(url) => { a href=(url) { (name) } } None => { (name) } }
                }
            }
        }
        @if !headline.tags.is_empty() { p.meta { "Từ khóa: " (headline.tags.join(", ")) } }
    }
}

pub(super) fn attachments(files: &[Attachment]) -> Markup {
    html! {
        @if !files.is_empty() {
            h2 { "Tệp đính kèm" }
            ul { @for file in files { li { (attachment(file)) } } }
        }
    }
}

fn attachment(file: &Attachment) -> Markup {
    let name = file.url.rsplit('/').next().unwrap_or(&file.url);
    html! {
        a href=(file.url) download { (file.title.as_deref().unwrap_or(name)) }
        @if let Some((size, unit)) = file.bytes.map(|bytes| file_size(bytes, ',')) { " (" (size) " " (unit) ")" }
    }
}
