use super::{Resolve, field};
use crate::Node;
use bangtin_model::Document;

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
