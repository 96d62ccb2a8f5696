//! What was read, as lines a test can hold against.

use bangtin_model::{Article, Body, Extras, Headline, Media, Moment, Site};

const HOST: &str = "https://songba.example.gov.vn";

/// Joins what there is.
struct Line(Vec<String>);

impl Line {
    fn add(&mut self, text: Option<impl ToString>) {
        self.0.extend(text.map(|text| text.to_string()));
    }

    fn label(&mut self, label: &str, text: Option<impl ToString>) {
        self.0
            .extend(text.map(|text| format!("{label}{}", text.to_string())));
    }
}

fn path(url: &str) -> String {
    url.strip_prefix(HOST).unwrap_or(url).to_owned()
}

fn size(width: Option<u32>, height: Option<u32>) -> Option<String> {
    Some(format!("{}×{}", width?, height?))
}

pub(super) fn headline_line(headline: &Headline) -> String {
    let mut line = Line(vec![headline.id.clone(), headline.title.clone()]);
    line.add(headline.url.as_deref().map(path));
    line.add(headline.summary.as_deref());
    line.add(headline.image.as_ref().map(|picture| {
        let alt = picture
            .alt
            .as_ref()
            .map(|alt| format!(" ({alt})"))
            .unwrap_or_default();
        let size = size(picture.width, picture.height)
            .map(|size| format!(" {size}"))
            .unwrap_or_default();
        [path(&picture.url), alt, size].concat()
    }));
    line.add(headline.published.map(Moment::iso));
    line.add(headline.views.map(|views| format!("{views} views")));
    line.add(
        headline
            .category
            .as_ref()
            .map(|category| format!("{}: {}", category.id, category.name)),
    );
    line.0
        .extend(headline.tags.iter().map(|tag| format!("#{tag}")));
    line.0.join(" · ")
}

pub(super) fn article_lines(article: &Article, extras: &Extras) -> Vec<String> {
    let mut lines = Line(Vec::new());
    lines.label("modified: ", article.modified.map(Moment::iso));
    lines.label("language: ", article.language.as_deref());
    lines.add(match &article.body {
        Body::Html(html) => Some(format!("html: {html}")),
        Body::Text(text) => Some(format!("text: {text}")),
        Body::None => None,
    });
    lines.0.extend(article.media.iter().map(media_line));
    for attachment in &article.attachments {
        let mut line = Line(vec![format!("attachment: {}", path(&attachment.url))]);
        line.add(attachment.mime_type.as_deref());
        line.add(attachment.title.as_deref());
        line.add(attachment.bytes);
        lines.add(Some(line.0.join(" · ")));
    }
    lines.label("byline: ", article.byline.as_deref());
    lines.label("unit: ", article.unit.as_deref());
    lines.label(
        "source: ",
        article.source.as_ref().map(|source| {
            [source.name.as_deref(), source.url.as_deref()]
                .map(Option::unwrap_or_default)
                .join(" ")
                .trim()
                .to_owned()
        }),
    );
    lines.label(
        "related: ",
        (!article.related.is_empty()).then(|| article.related.join(", ")),
    );
    lines.label(
        "rating: ",
        extras
            .rating
            .map(|rating| format!("{} of {}", rating.value(','), rating.count)),
    );
    lines.label("comments: ", extras.comments);
    if let Some(document) = &extras.document {
        let mut line = Line(Vec::new());
        line.add(document.number.as_deref());
        line.add(document.form.as_deref());
        line.add(document.issuer.as_deref());
        line.add(document.signer.as_deref());
        line.add(document.issued.map(Moment::iso));
        line.add(document.effective.map(Moment::iso));
        line.add(document.expires.map(Moment::iso));
        line.add(document.abstract_text.as_deref());
        for file in &document.files {
            line.add(Some(path(&file.url)));
        }
        for reference in &document.references {
            line.label(
                &format!("{} ", reference.kind.name()),
                Some(&reference.document),
            );
        }
        lines.label("document: ", Some(line.0.join(" · ")));
    }
    lines.0
}

fn media_line(media: &Media) -> String {
    let mut line = Line(vec![format!("{:?}: {}", media.kind, path(&media.url))]);
    line.label("alt ", media.alt.as_deref());
    line.label("caption ", media.caption.as_deref());
    line.label("credit ", media.credit.as_deref());
    line.add(size(media.width, media.height));
    line.add(
        media
            .seconds
            .map(|seconds| format!("{seconds} s"))
            .as_deref(),
    );
    line.label("poster ", media.poster.as_deref().map(path));
    line.label("captions ", media.captions_url.as_deref().map(path));
    line.add(media.mime.as_deref());
    line.0.join(" · ")
}

pub(super) fn site_lines(site: &Site) -> Vec<String> {
    let words = |parts: &[Option<&str>]| {
        parts
            .iter()
            .flatten()
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let labelled = |label: &Option<String>, text: &str| {
        label
            .iter()
            .map(|label| format!("{label}: "))
            .collect::<String>()
            + text
    };
    let mut lines = Line(Vec::new());
    lines.add(Some(
        [site.name.as_deref(), site.parent.as_deref()]
            .map(Option::unwrap_or_default)
            .join(", "),
    ));
    for address in &site.addresses {
        lines.add(Some(labelled(
            &address.label,
            &words(&[Some(&address.text), address.map_url.as_deref()]),
        )));
    }
    lines.0.extend(
        site.phones
            .iter()
            .map(|phone| labelled(&phone.label, &phone.number)),
    );
    lines.label("fax ", site.fax.as_deref());
    lines.0.extend(site.emails.clone());
    lines.add(site.hours.as_deref());
    lines.add(site.responsible.as_deref());
    lines.add(site.licence.as_ref().map(|licence| {
        let date = licence.date.map(Moment::iso);
        words(&[
            licence.number.as_deref(),
            date.as_deref(),
            licence.issuer.as_deref(),
        ])
    }));
    lines.add(site.successor.as_ref().map(|successor| {
        words(&[
            Some(&successor.name),
            successor.address.as_deref(),
            successor.url.as_deref(),
        ])
    }));
    lines.0
}
