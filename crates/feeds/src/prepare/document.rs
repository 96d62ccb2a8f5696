//! Official documents, made ready to be kept.

use bangtin_model::{Article, Document, Extras};

use super::{Ready, hash, short};
use crate::item;
use crate::words::Words;

/// A document that no article announces, as an item of its own.
pub(super) fn alone(id: String, document: Document) -> Ready {
    let title = document
        .abstract_text
        .clone()
        .or_else(|| document.number.clone())
        .unwrap_or_default();
    let told = told(&document);
    let words = Words::of(&title, told.iter().map(String::as_str));
    let issued_ms = document
        .issued
        .map_or(0, |issued| issued.unix().saturating_mul(1000));
    let mut article = Article::default();
    article.headline.id = short(&id);
    article.headline.title = title;
    article.headline.url = document.files.first().map(|file| file.url.clone());
    article.headline.published = document.issued;
    let extras = Extras {
        document: Some(document),
        ..Extras::default()
    };
    let item = item::item(&article, &extras).to_string();
    Ready {
        source_id: None,
        place: None,
        published_ms: issued_ms,
        listed: false,
        issued_ms: Some(issued_ms),
        category: None,
        tags: String::new(),
        hash: hash(&item, issued_ms),
        item,
        words,
        url: None,
        id: article.headline.id,
        source_hash: None,
        is_as_before: false,
    }
}

/// What of a document is searched beside its title.
pub(super) fn told(document: &Document) -> Vec<String> {
    let fields = [
        &document.number,
        &document.form,
        &document.issuer,
        &document.signer,
        &document.abstract_text,
    ];
    fields.into_iter().flatten().cloned().collect()
}
