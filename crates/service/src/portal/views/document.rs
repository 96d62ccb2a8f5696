//! Official documents: the list, and the facts of one.

use bangtin_model::Document;
use maud::{Markup, html};

use super::super::known::Told;
use super::super::{Head, Known, Sheet, address, structured};
use super::article::attachments;
use super::date;
use super::list::{Part, pages};

pub(crate) fn documents(part: &Part, known: &Known, origin: &str) -> Sheet {
    let path = address::paged(address::DOCUMENTS, part.page);
    let way = [("Văn bản", path.as_str())];
    let before = part.page.checked_sub(1).filter(|page| *page > 0);
    Sheet {
        head: Head {
            title: if part.page > 1 {
                format!("Văn bản, trang {}", part.page)
            } else {
                "Văn bản".into()
            },
            description: format!("Văn bản chỉ đạo, điều hành của {}.", known.title),
            around: (
                before.map(|page| address::paged(address::DOCUMENTS, page)),
                part.goes_on
                    .then(|| address::paged(address::DOCUMENTS, part.page + 1)),
            ),
            structured: Some(structured::page("CollectionPage", known, origin, &way)),
            path: path.clone(),
            ..Head::default()
        },
        main: html! {
            h1 { "Văn bản" }
            @if part.told.is_empty() { p { "Hiện chưa có văn bản nào." } }
            @for told in &part.told {
                @if let Some(document) = &told.extras.document {
                    article {
                        h2 { a href=(address::document(&told.article.headline.id)) { (name(told, document)) } }
                        @if let Some(about) = &document.abstract_text { p { (about) } }
                        p.meta {
                            @if let Some(issuer) = &document.issuer { (issuer) }
                            @if let Some(issued) = document.issued { " · Ban hành " (date(issued)) }
                            @if let Some(file) = document.files.first() { " · " a href=(file.url) { "Tải văn bản" } }
                        }
                    }
                }
            }
            (pages(address::DOCUMENTS, part))
        },
    }
}

/// One document.
pub(crate) fn document(told: &Told, document: &Document, known: &Known, origin: &str) -> Sheet {
    let path = address::document(&told.article.headline.id);
    let title = name(told, document);
    let about = document.abstract_text.clone();
    let way = [
        ("Văn bản", address::DOCUMENTS),
        (title.as_str(), path.as_str()),
    ];
    Sheet {
        head: Head {
            description: about.clone().unwrap_or_else(|| title.clone()),
            structured: Some(structured::page("WebPage", known, origin, &way)),
            title: title.clone(),
            path: path.clone(),
            ..Head::default()
        },
        main: html! {
            article {
                h1 { (title) }
                @if let Some(about) = &about { p.lead { (about) } }
                (facts(document))
            }
            p { a href=(address::DOCUMENTS) { "Tất cả văn bản" } }
        },
    }
}

/// What it is called: its form and number, or what it is about.
fn name(told: &Told, document: &Document) -> String {
    let parts = [document.form.as_deref(), document.number.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    match document.number {
        Some(_) => parts.join(" "),
        None => told.article.headline.title.clone(),
    }
}

/// All that is known of a document.
pub(super) fn facts(document: &Document) -> Markup {
    let texts = [
        ("Số, ký hiệu", &document.number),
        ("Loại văn bản", &document.form),
        ("Trích yếu", &document.abstract_text),
        ("Cơ quan ban hành", &document.issuer),
        ("Người ký", &document.signer),
    ];
    let days = [
        ("Ngày ban hành", document.issued),
        ("Có hiệu lực từ", document.effective),
        ("Hết hiệu lực", document.expires),
    ];
    html! {
        dl {
            @for (label, text) in texts {
                @if let Some(text) = text { dt { (label) } dd { (text) } }
            }
            @for (label, day) in days {
                @if let Some(day) = day { dt { (label) } dd { (date(day)) } }
            }
        }
        (attachments(&document.files))
    }
}
