//! Official documents, made ready to be kept.

use bangtin_model::{Article, Document, Extras, Moment};
use serde::{Deserialize, Serialize};

use super::{Leads, Ready, hash, short};
use crate::item;
use crate::words::Words;

/// The longest form or issuer that readers filter by, in bytes. PostgreSQL takes 2.7 KB into an index, and both stand in one.
const LONGEST: usize = 1_000;

/// By what a document is filtered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// When it was issued, in milliseconds since 1970-01-01 UTC; 0 where neither that nor the date of its article is known.
    pub issued_ms: i64,
    /// Such as `Quyết định`.
    pub form: Option<String>,
    /// The agency that issued it.
    pub issuer: Option<String>,
    /// From which day it holds, as a number of days since 1970-01-01.
    pub effective_day: Option<i64>,
    /// The first day on which it does not hold; `i64::MAX` where it has no end.
    pub expires_day: i64,
}

impl Filed {
    /// Of a document that stands at this time where it does not say when it was issued.
    pub(super) fn of(document: &Document, else_ms: i64) -> Self {
        let short = |text: &Option<String>| text.clone().filter(|text| text.len() <= LONGEST);
        Self {
            issued_ms: document
                .issued
                .map_or(else_ms, |issued| issued.unix().saturating_mul(1000)),
            form: short(&document.form),
            issuer: short(&document.issuer),
            effective_day: document.effective.map(Moment::day_number),
            expires_day: document.expires.map_or(i64::MAX, Moment::day_number),
        }
    }
}

/// A document that no article announces, as an item of its own.
pub(super) fn alone(id: String, document: Document) -> Ready {
    let title = document
        .abstract_text
        .clone()
        .or_else(|| document.number.clone())
        .unwrap_or_default();
    let told = told(&document);
    let words = Words::of(&title, told.iter().map(String::as_str));
    let filed = Filed::of(&document, 0);
    let issued_ms = filed.issued_ms;
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
        filed: Some(filed),
        category: None,
        tags: String::new(),
        hash: hash(&item, issued_ms),
        item,
        words,
        url: None,
        id: article.headline.id,
        source_hash: None,
        leads: Leads::default(),
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
