//! Files to download, with their kind and size.

use std::rc::Rc;

use bangtin_model::{Attachment, file_size, join, rsplit_once};

use super::content::Content;
use crate::{
    i18n::{ArticleMessage, Language, Words, signs, t},
    view::{View, component, view},
};

/// The files of the article.
#[component]
pub(super) fn Attachments(content: Rc<Content>) -> View {
    let mut files = Vec::new();
    for attachment in &content.article.attachments {
        files.push(view! { <File attachment=attachment.clone()/> });
    }
    let any = !files.is_empty();
    view! {
        {any.then(|| view! {
            // The files to download.
            <section part="attachments" class="attachments">
                <h3>{t(ArticleMessage::Attachments)}</h3>
                <ul role="list">{files}</ul>
            </section>
        })}
    }
}

#[component]
fn File(attachment: Attachment) -> View {
    let file = last_part(&attachment.url);
    let name = attachment.title.clone().unwrap_or_else(|| file.to_owned());
    let about = about(&attachment, file, Words::here().language);
    view! {
        <li>
            <a href=attachment.url download="">{name}</a>
            {about.map(|about| view! { <span class="kind">{about}</span> })}
        </li>
    }
}

fn last_part(url: &str) -> &str {
    rsplit_once(url, b'/').map_or("", |(_, last)| last)
}

/// ` (PDF, 1,2 MB)`, as far as it is known.
fn about(attachment: &Attachment, file: &str, language: Language) -> Option<String> {
    let size = attachment.bytes.map(|bytes| {
        let (value, unit) = file_size(bytes, signs(language).1);
        join(&[&value, " ", unit])
    });
    match (kind(attachment.mime_type.as_deref(), file), size) {
        (Some(kind), Some(size)) => Some(join(&[" (", &kind, ", ", &size, ")"])),
        (Some(one), None) | (None, Some(one)) => Some(join(&[" (", &one, ")"])),
        (None, None) => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn about_of(url: &str, mime: Option<&str>, bytes: Option<u64>) -> Option<String> {
        let attachment = Attachment {
            url: url.into(),
            mime_type: mime.map(Into::into),
            bytes,
            ..Attachment::default()
        };
        about(&attachment, last_part(url), Language::Vi)
    }

    #[test]
    fn a_file_says_its_kind_and_its_size() {
        let pdf = "https://example.gov.vn/tep/ke-hoach.pdf";
        assert_eq!(about_of(pdf, None, None).as_deref(), Some(" (PDF)"));
        let both = about_of(pdf, None, Some(1_250_000));
        assert!(both.is_some_and(|both| both.starts_with(" (PDF, ")));
        let by_type = about_of(
            "https://example.gov.vn/tai-ve",
            Some("application/zip"),
            None,
        );
        assert_eq!(by_type.as_deref(), Some(" (ZIP)"));
        assert_eq!(about_of("https://example.gov.vn/tai-ve", None, None), None);
    }
}
