use super::{Resolve, field, media};
use crate::Node;
use bangtin_model::{Attachment, Document, Reference, ReferenceKind};

/// A document that stands alone; `None` where nothing names it, or nothing says what it is.
pub(super) fn with_id<N: Node>(node: &N, resolve: &Resolve) -> Option<(String, Document)> {
    let document = read(node, resolve);
    let id = node.id("id").or_else(|| document.number.clone())?;
    let is_told = document.number.is_some() || document.abstract_text.is_some();
    is_told.then_some((id, document))
}

pub(super) fn read<N: Node>(node: &N, resolve: &Resolve) -> Document {
    Document {
        number: field::plain(node, "number"),
        form: field::plain(node, "form"),
        issuer: field::plain(node, "issuer"),
        signer: field::plain(node, "signer"),
        issued: field::moment(node, "issued"),
        effective: field::moment(node, "effective"),
        expires: field::moment(node, "expires"),
        abstract_text: field::plain(node, "abstract"),
        files: files(node, resolve),
        references: references(node),
    }
}

/// Adds what the attachments of the item that announces the document say of its files; where it names none, they are its files.
pub(super) fn add_attachments<N: Node>(document: &mut Document, item: &N, resolve: &Resolve) {
    let is_bare = document.files.is_empty();
    for node in item.elements("attachments") {
        let Some(attachment) = media::attachment(&node, resolve) else {
            continue;
        };
        let mut files = document.files.iter_mut();
        if is_bare {
            document.files.push(attachment);
        } else if let Some(file) = files.find(|file| file.url == attachment.url) {
            file.mime_type = file.mime_type.take().or(attachment.mime_type);
            file.title = file.title.take().or(attachment.title);
            file.bytes = file.bytes.or(attachment.bytes);
        }
    }
}

/// `files`, in the shape of an item's attachments, and `file`, an address alone. What both name stands once.
fn files<N: Node>(node: &N, resolve: &Resolve) -> Vec<Attachment> {
    let mut files = Vec::new();
    for node in node.elements("files") {
        files.extend(media::attachment(&node, resolve));
    }
    if let Some(url) = field::url(node, "file", resolve)
        && !files.iter().any(|file| file.url == url)
    {
        files.insert(
            0,
            Attachment {
                url,
                ..Attachment::default()
            },
        );
    }
    files
}

/// Each a list of ids or numbers, or one alone.
fn references<N: Node>(node: &N) -> Vec<Reference> {
    let mut references = Vec::new();
    for kind in ReferenceKind::ALL {
        let Some(named) = node.get(kind.name()) else {
            continue;
        };
        let mut add = |named: &N| {
            if let Some(document) = field::as_plain(named) {
                references.push(Reference { kind, document });
            }
        };
        match named.is_array() {
            true => node.elements(kind.name()).iter().for_each(add),
            false => add(&named),
        }
    }
    references
}
