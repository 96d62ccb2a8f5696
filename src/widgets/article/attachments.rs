//! Files to download, with their kind and size.

use bangtin_model::{Article, Attachment, file_size, join};

use bangtin_sources::text::rsplit_once;

use crate::{
    i18n::{ArticleMessage, Words},
    markup::{Markup, el},
};

pub(super) fn view(words: &Words, article: &Article) -> Option<Markup> {
    let mut files = el("ul").is("role", "list");
    for attachment in &article.attachments {
        files = files.with(file(attachment));
    }
    (!article.attachments.is_empty()).then(|| {
        let title = el("h3").with(words.t(ArticleMessage::Attachments));
        let frame = el("section").part("attachments").class("attachments");
        frame.with(title).with(files)
    })
}

fn file(attachment: &Attachment) -> Markup {
    let last = rsplit_once(&attachment.url, b'/').map_or("", |(_, last)| last);
    let name = attachment.title.clone().unwrap_or_else(|| last.to_owned());
    let size = attachment.bytes.map(|bytes| {
        let (value, unit) = file_size(bytes);
        join(&[&value, " ", unit])
    });
    let about = match (kind(attachment.mime_type.as_deref(), last), size) {
        (Some(kind), Some(size)) => Some(join(&[" (", &kind, ", ", &size, ")"])),
        (Some(one), None) | (None, Some(one)) => Some(join(&[" (", &one, ")"])),
        (None, None) => None,
    };
    let link = el("a")
        .attr("href", attachment.url.clone())
        .is("download", "")
        .with(name);
    el("li")
        .with(link)
        .with(about.map(|about| el("span").class("kind").with(about)))
}

/// `PDF`, `DOCX` …: by the end of the name, else by the type.
fn kind(mime: Option<&str>, name: &str) -> Option<String> {
    let by_name = rsplit_once(name, b'.').map(|(_, end)| end);
    let by_type = || rsplit_once(mime?, b'/').map(|(_, end)| end);
    let is_short = |end: &&str| (2..=5).contains(&end.len());
    let kind = by_name
        .filter(is_short)
        .or_else(|| by_type().filter(is_short));
    kind.map(str::to_ascii_uppercase)
}
