use super::{Resolve, field};
use crate::Node;
use bangtin_model::Document;

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
        file: field::url(node, "file", resolve),
    }
}
