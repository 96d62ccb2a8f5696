//! Articles and what goes with them, written in the shape that the kit reads (`docs/data.md`). What is unknown is left out.

use bangtin_model::{
    Album, Article, Attachment, Body, Category, Document, Extras, Link, Media, MediaKind, Moment,
    Photo, Poll, Precision, Reference, ReferenceKind, Site,
};
use bangtin_sources::text;
use serde_json::{Map, Value, json};

/// A JSON object that leaves out what is unknown.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let empty = match &value {
            Value::Null => true,
            Value::Array(list) => list.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.insert(name.to_owned(), value);
        }
        self
    }

    fn told(self, name: &str, text: Option<&String>) -> Self {
        self.with(name, text.map(|text| told(text)))
    }

    fn with_references(self, references: &[Reference]) -> Self {
        ReferenceKind::ALL.into_iter().fold(self, |object, kind| {
            let named = references
                .iter()
                .filter(|reference| reference.kind == kind)
                .map(|reference| told(&reference.document))
                .collect::<Vec<_>>();
            object.with(kind.name(), named)
        })
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// A plain text, written so that a reader who takes tags out and decodes entities has it again.
pub fn told(text: &str) -> String {
    if text::plain(text) == text {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// An article. Its text is in it as it is: sanitize it before.
pub fn item(article: &Article, extras: &Extras) -> Value {
    let headline = &article.headline;
    let precision = [headline.published, article.modified]
        .into_iter()
        .flatten()
        .map(Moment::precision)
        .min();
    let mut object = Object::default()
        .with("id", headline.id.clone())
        .with("url", headline.url.clone())
        .with("title", told(&headline.title))
        .told("summary", headline.summary.as_ref())
        .with(
            "image",
            headline.image.as_ref().map(|image| image.url.clone()),
        )
        .with("date_published", headline.published.map(whole))
        .with("date_modified", article.modified.map(whole))
        .with("language", article.language.clone())
        .with(
            "tags",
            headline
                .tags
                .iter()
                .map(|tag| told(tag))
                .collect::<Vec<_>>(),
        )
        .with(
            "attachments",
            article
                .attachments
                .iter()
                .map(attachment)
                .collect::<Vec<_>>(),
        );
    object = match &article.body {
        Body::Html(html) => object.with("content_html", html.clone()),
        Body::Text(text) => object.with("content_text", text.clone()),
        Body::None => object,
    };
    object
        .with("_bangtin", extension(article, extras, precision))
        .done()
}

fn extension(article: &Article, extras: &Extras, precision: Option<Precision>) -> Value {
    let source = article.source.as_ref().map(|source| {
        Object::default()
            .told("name", source.name.as_ref())
            .with("url", source.url.clone())
            .done()
    });
    let rating = extras.rating.map(
        |rating| json!({"value": f64::from(rating.value_tenths) / 10.0, "count": rating.count}),
    );
    let mut media: Vec<Value> = article.media.iter().map(medium).collect();
    if let Some(thumbnail) = thumbnail(article) {
        media.push(thumbnail);
    }
    Object::default()
        .with("views", article.headline.views)
        .with("category", article.headline.category.as_ref().map(category))
        .with("precision", precision.map(word))
        .told("byline", article.byline.as_ref())
        .told("unit", article.unit.as_ref())
        .with("source", source)
        .with("media", media)
        .with(
            "excerpt",
            (article.excerpt || is_excerpt(article)).then_some(true),
        )
        .with("thumbnail", article.headline.thumbnail.clone())
        .with("related", article.related.clone())
        .with("rating", rating)
        .with(
            "comments",
            extras.comments.map(|count| json!({"count": count})),
        )
        .with("document", extras.document.as_ref().map(document))
        .with("pinned", extras.pinned.then_some(true))
        .with("pinned_until", extras.pinned_until.map(|until| until.iso()))
        .with("urgent", extras.urgent.then_some(true))
        .done()
}

/// Whether the text says what the summary says: WordPress makes one out of the first words where an editor has written none. A short one
/// must stand at the beginning; a longer one may follow a caption.
fn is_excerpt(article: &Article) -> bool {
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    let summary = article.headline.summary.as_deref().map(dense);
    let summary = summary.unwrap_or_default();
    let summary = summary.trim_end_matches(['.', '…']);
    let text = match &article.body {
        Body::Html(html) => dense(&text::plain(html)),
        Body::Text(text) => dense(text),
        Body::None => return false,
    };
    !summary.is_empty()
        && (text.starts_with(summary) || (summary.len() > 80 && text.contains(summary)))
}

/// What is known of the thumbnail stands among the media; `None` where it does already, or nothing is known.
fn thumbnail(article: &Article) -> Option<Value> {
    let image = article.headline.image.as_ref()?;
    let known = image.alt.is_some() || image.width.is_some() || image.height.is_some();
    let listed = article.media.iter().any(|medium| medium.url == image.url);
    (known && !listed).then(|| {
        Object::default()
            .with("type", "image")
            .with("url", image.url.clone())
            .told("alt", image.alt.as_ref())
            .with("width", image.width)
            .with("height", image.height)
            .done()
    })
}

/// RFC 3339 in full, as JSON Feed wants it; `precision` says how much of it is known.
fn whole(moment: Moment) -> String {
    let mut text = moment.iso();
    match moment.precision() {
        Precision::Day => text.push_str("T00:00:00+07:00"),
        Precision::Minute => text.insert_str(text.len().saturating_sub("+07:00".len()), ":00"),
        Precision::Second => {}
    }
    text
}

fn word(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Minute => "minute",
        Precision::Second => "second",
    }
}

/// `{id, name}`
pub fn category(category: &Category) -> Value {
    json!({"id": category.id, "name": told(&category.name)})
}

fn attachment(file: &Attachment) -> Value {
    Object::default()
        .with("url", file.url.clone())
        // JSON Feed wants a type for each.
        .with(
            "mime_type",
            file.mime_type
                .clone()
                .unwrap_or_else(|| "application/octet-stream".into()),
        )
        .told("title", file.title.as_ref())
        .with("size_in_bytes", file.bytes)
        .done()
}

fn medium(medium: &Media) -> Value {
    let kind = match medium.kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
    };
    Object::default()
        .with("type", kind)
        .with("url", medium.url.clone())
        .told("alt", medium.alt.as_ref())
        .told("caption", medium.caption.as_ref())
        .told("credit", medium.credit.as_ref())
        .with("width", medium.width)
        .with("height", medium.height)
        .with("duration_in_seconds", medium.seconds)
        .with("poster", medium.poster.clone())
        .with("captions_url", medium.captions_url.clone())
        .with("mime_type", medium.mime.clone())
        .done()
}

/// The fields that decree 42/2022 asks for.
pub fn document(document: &Document) -> Value {
    // A file of which nothing is known but its address is written as that.
    let (file, files) = match document.files.as_slice() {
        [file] if file.mime_type.is_none() && file.title.is_none() && file.bytes.is_none() => {
            (Some(file.url.clone()), Vec::new())
        }
        files => (None, files.iter().map(file_of).collect::<Vec<_>>()),
    };
    Object::default()
        .told("number", document.number.as_ref())
        .told("form", document.form.as_ref())
        .told("issuer", document.issuer.as_ref())
        .told("signer", document.signer.as_ref())
        .with("issued", document.issued.map(Moment::iso))
        .with("effective", document.effective.map(Moment::iso))
        .with("expires", document.expires.map(Moment::iso))
        .told("abstract", document.abstract_text.as_ref())
        .with("file", file)
        .with("files", files)
        .with_references(&document.references)
        .done()
}

fn file_of(file: &Attachment) -> Value {
    Object::default()
        .with("url", file.url.clone())
        .with("mime_type", file.mime_type.clone())
        .told("title", file.title.as_ref())
        .with("size_in_bytes", file.bytes)
        .done()
}

/// The agency behind a site.
pub fn site(site: &Site) -> Value {
    let labelled = |label: &Option<String>, name: &str, text: &String| {
        Object::default()
            .told("label", label.as_ref())
            .told(name, Some(text))
    };
    let addresses = site.addresses.iter().map(|address| {
        labelled(&address.label, "text", &address.text)
            .with("map_url", address.map_url.clone())
            .done()
    });
    let phones = site
        .phones
        .iter()
        .map(|phone| labelled(&phone.label, "number", &phone.number).done());
    let licence = site.licence.as_ref().map(|licence| {
        Object::default()
            .told("number", licence.number.as_ref())
            .with("date", licence.date.map(Moment::iso))
            .told("issuer", licence.issuer.as_ref())
            .done()
    });
    let successor = site.successor.as_ref().map(|successor| {
        Object::default()
            .told("name", Some(&successor.name))
            .told("address", successor.address.as_ref())
            .with("url", successor.url.clone())
            .done()
    });
    Object::default()
        .told("name", site.name.as_ref())
        .told("parent", site.parent.as_ref())
        .with("addresses", addresses.collect::<Vec<_>>())
        .with("phones", phones.collect::<Vec<_>>())
        .told("fax", site.fax.as_ref())
        .with("emails", site.emails.clone())
        .told("hours", site.hours.as_ref())
        .told("responsible", site.responsible.as_ref())
        .with("licence", licence)
        .with("successor", successor)
        .done()
}

/// `{title, url, image, group, icon, hint}`
pub fn link(link: &Link) -> Value {
    Object::default()
        .told("title", Some(&link.title))
        .with("url", link.url.clone())
        .with("image", link.image.clone())
        .told("group", link.group.as_ref())
        .told("icon", link.icon.as_ref())
        .told("hint", link.hint.as_ref())
        .done()
}

/// `{id, title, date, description, pictures [{url, alt, caption, credit, width, height, thumbnail {url, width}}]}`
pub fn album(album: &Album) -> Value {
    Object::default()
        .with("id", album.id.clone())
        .told("title", Some(&album.title))
        .with("date", album.date.map(Moment::iso))
        .told("description", album.description.as_ref())
        .with(
            "pictures",
            album.pictures.iter().map(photo).collect::<Vec<_>>(),
        )
        .done()
}

fn photo(photo: &Photo) -> Value {
    let thumbnail = photo.thumbnail.as_ref().map(|thumbnail| {
        Object::default()
            .with("url", thumbnail.url.clone())
            .with("width", thumbnail.width)
            .done()
    });
    Object::default()
        .with("url", photo.url.clone())
        .told("alt", photo.alt.as_ref())
        .told("caption", photo.caption.as_ref())
        .told("credit", photo.credit.as_ref())
        .with("width", photo.width)
        .with("height", photo.height)
        .with("thumbnail", thumbnail)
        .done()
}

/// `{id, question, options [{id, text}], multiple, opens, closes}`
pub fn poll(poll: &Poll) -> Value {
    let options = poll
        .options
        .iter()
        .map(|option| json!({"id": option.id, "text": told(&option.text)}));
    Object::default()
        .with("id", poll.id.clone())
        .told("question", Some(&poll.question))
        .with("options", options.collect::<Vec<_>>())
        .with("multiple", poll.multiple)
        .with("opens", poll.opens.map(Moment::iso))
        .with("closes", poll.closes.map(Moment::iso))
        .done()
}

#[cfg(test)]
mod tests;
