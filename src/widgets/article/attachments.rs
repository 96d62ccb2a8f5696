//! Files to download, with their kind and size.

use std::rc::Rc;

use bangtin_model::{Attachment, join};

use super::content::Content;
use crate::{
    i18n::{ArticleMessage, Language, Words, t},
    view::{View, component, view},
    widgets::file_name,
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
    let name = file_name::name(&attachment);
    let about = about(&attachment, Words::here().language);
    view! {
        <li>
            <a href=attachment.url download="">{name}</a>
            " "
            {about.map(|about| view! { <span class="kind">{about}</span> })}
        </li>
    }
}

/// `(PDF, 1,2 MB)`, as far as it is known.
fn about(attachment: &Attachment, language: Language) -> Option<String> {
    match file_name::about(attachment, language) {
        (Some(kind), Some(size)) => Some(join(&["(", &kind, ", ", &size, ")"])),
        (Some(one), None) | (None, Some(one)) => Some(join(&["(", &one, ")"])),
        (None, None) => None,
    }
}
