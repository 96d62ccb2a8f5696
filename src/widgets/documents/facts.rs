//! What is known of a document, as a list of facts.

use std::rc::Rc;

use bangtin_model::Moment;

use super::{
    shelf::{Entry, Tie, tie_message},
    state::Documents,
    validity::date,
};
use crate::{
    i18n::{DocumentsMessage, Language, t},
    view::{View, component, view},
};

/// The facts that a row folds away.
#[component]
pub(super) fn Facts(entry: Rc<Entry>, language: Language) -> View {
    let document = &entry.document;
    let mut facts = Vec::new();
    say(&mut facts, DocumentsMessage::Issuer, &document.issuer);
    say(&mut facts, DocumentsMessage::Signer, &document.signer);
    say_day(
        &mut facts,
        DocumentsMessage::Effective,
        document.effective,
        language,
    );
    say_day(
        &mut facts,
        DocumentsMessage::Expires,
        document.expires,
        language,
    );
    view! { <dl class="facts">{facts}</dl> }
}

/// All that is known.
#[component]
pub(super) fn AllFacts(
    documents: Documents,
    entry: Rc<Entry>,
    ties: Vec<Tie>,
    language: Language,
) -> View {
    let document = &entry.document;
    let mut facts = Vec::new();
    say(&mut facts, DocumentsMessage::Number, &document.number);
    say(&mut facts, DocumentsMessage::Form, &document.form);
    say(&mut facts, DocumentsMessage::Issuer, &document.issuer);
    say(&mut facts, DocumentsMessage::Signer, &document.signer);
    for (message, day) in [
        (DocumentsMessage::Issued, document.issued),
        (DocumentsMessage::Effective, document.effective),
        (DocumentsMessage::Expires, document.expires),
    ] {
        say_day(&mut facts, message, day, language);
    }
    for tie in ties {
        facts.push(view! { <Other documents tie/> });
    }
    view! {
        // What is known of a document.
        <dl part="facts" class="facts">{facts}</dl>
    }
}

/// Another document, and what this one has to do with it.
#[component]
fn Other(documents: Documents, tie: Tie) -> View {
    let target = tie
        .id
        .as_ref()
        .and_then(|id| documents.settings().target(id));
    let name = match target {
        Some(target) => view! { <a href=target data-item=tie.id>{tie.name}</a> },
        None => view! { <span>{tie.name}</span> },
    };
    view! { <div><dt>{t(tie_message(tie.kind))}</dt><dd>{name}</dd></div> }
}

fn say(facts: &mut Vec<View>, message: DocumentsMessage, value: &Option<String>) {
    if let Some(value) = value {
        facts.push(view! { <div><dt>{t(message)}</dt><dd>{value.clone()}</dd></div> });
    }
}

fn say_day(
    facts: &mut Vec<View>,
    message: DocumentsMessage,
    day: Option<Moment>,
    language: Language,
) {
    say(facts, message, &day.map(|day| date(day, language)));
}
