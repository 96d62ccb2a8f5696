//! The list: what the reader asked for, as many rows as are wanted, and "Xem thêm".

use std::rc::Rc;

use bangtin_model::join;

use super::{
    facts::Facts,
    file::about,
    filters::{Filters, Tools},
    shelf::Entry,
    state::{Documents, More},
    validity::{Pill, Validity, date, today},
};
use crate::{
    components::{LoadingNote, Nothing, SavedNote, Unavailable, announce},
    i18n::{Common, DocumentsMessage, Language, Words, figure, t, t_with},
    resource::Phase,
    view::{For, Memo, View, component, view},
};

/// The list with its tools.
#[component]
pub(super) fn Listed(documents: Documents) -> View {
    announce(documents.host, move || documents.shelf.progress());
    let settings = documents.settings();
    let label = settings.heading.clone();
    let label = label.unwrap_or_else(|| t(DocumentsMessage::Heading));
    let has_tools = settings.search || settings.filters;
    // Also where a search of the service has failed: another can be asked for.
    let begun = Memo::new(move || documents.shelf.get().is_some() || documents.is_searching());
    view! {
        <section
            // The whole element.
            part="documents"
            class="documents"
            data-layout=if settings.short { "short" } else { "list" }
            aria-label=label
        >
            // The heading above the list.
            {settings.heading.clone().map(|heading| view! { <h2 part="heading" class="heading">{heading}</h2> })}
            <div class=if settings.filters { "frame beside" } else { "frame" }>
                {move || (settings.filters && begun.get()).then(|| view! { <Filters documents/> })}
                <div class="main">
                    {move || (has_tools && begun.get()).then(|| view! { <Tools documents/> })}
                    {move || {
                        let progress = documents.shelf.progress();
                        match progress.phase {
                            Phase::Loading if documents.shelf.peek().is_none() => view! {
                                <LoadingNote/><Blank documents/>
                            },
                            Phase::Loading | Phase::Ready => view! {
                                <SavedNote progress/><Rows documents/>
                            },
                            Phase::Empty => view! { <Nothing sentence=t(DocumentsMessage::Empty)/> },
                            phase => view! { <Unavailable phase retry=documents.shelf.retry()/> },
                        }
                    }}
                </div>
            </div>
        </section>
    }
}

/// A document in a list; one that has not changed is the same.
#[derive(Clone)]
struct Item(Rc<Entry>);

impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[component]
fn Rows(documents: Documents) -> View {
    let language = Words::here().language;
    let items = move || {
        let mut items = Vec::new();
        for row in &documents.found.read().rows {
            items.push(Item(row.clone()));
        }
        items
    };
    let settings = documents.settings();
    let has_head = !settings.short;
    view! {
        {has_head.then(|| view! {
            // Each row says it too: this is for the eye.
            <div class="columns" aria-hidden="true">
                <span>{t(DocumentsMessage::ColumnNumber)}</span>
                <span>{t(DocumentsMessage::ColumnText)}</span>
                <span>{t(DocumentsMessage::ColumnFile)}</span>
            </div>
        })}
        // The list of documents.
        <ul part="list" role="list" on:click=move |event| documents.follow_link(&event)>
            <For each=items key=|item| item.0.key() let:item>{row(documents, &item.0, language)}</For>
        </ul>
        // How many documents are shown, and whether there are any.
        <p part="status" role="status" class="note">{move || status(documents, language)}</p>
        <div class="end">
            {move || (documents.has_more()).then(|| view! { <MoreButton documents/> })}
            {settings.see_all.clone().map(|href| view! {
                // The link to all documents, which the attribute see-all asks for.
                <a part="see-all" href=href>{t(Common::SeeAll)}</a>
            })}
        </div>
    }
}

#[component]
fn MoreButton(documents: Documents) -> View {
    let below = documents.found.read().rows.len();
    view! {
        // The button for more documents.
        <button part="more" type="button" on:click=move |_| documents.ask_for_more(below)>
            {t(Common::More)}
        </button>
    }
}

fn row(documents: Documents, entry: &Rc<Entry>, language: Language) -> View {
    let document = &entry.document;
    let settings = documents.settings();
    let subject = document.abstract_text.clone();
    let validity = Validity::of(document, today()).filter(|_| !settings.short);
    let form = document.form.clone().filter(|_| !settings.short);
    view! {
        // A document in the list.
        <li part="document" class="document">
            <p class="about">
                // The number of a document.
                {document.number.clone().map(|number| view! { <span part="number">{number}</span> })}
                // The type of a document, such as Quyết định.
                {form.map(|form| view! { <span part="form">{form}</span> })}
                {document.issued.map(|issued| view! {
                    // The day on which a document was issued.
                    <time part="date" datetime=issued.iso()>{date(issued, language)}</time>
                })}
            </p>
            <h3>
                // The subject of a document, which leads to its facts and files.
                <a part="link" href=settings.target(&entry.id) data-item=entry.id.clone()>
                    {subject.unwrap_or_else(|| entry.name())}
                </a>
            </h3>
            {validity.map(|validity| view! { <p class="holds"><Pill validity language/></p> })}
            {(!settings.short).then(|| view! { <First entry=entry.clone() language/> })}
            {(!settings.short).then(|| view! {
                // What a row folds away.
                <details part="details">
                    <summary>
                        {t(DocumentsMessage::Details)}
                        <span class="unseen">" "{entry.name()}</span>
                    </summary>
                    <Facts entry=entry.clone() language/>
                </details>
            })}
        </li>
    }
}

/// The first file, and how many more there are.
#[component]
fn First(entry: Rc<Entry>, language: Language) -> View {
    let files = &entry.document.files;
    view! {
        {files.first().map(|file| {
            let about = about(file, language);
            let label = t_with(DocumentsMessage::DownloadOf, &entry.name());
            let label = join(&[&label, ", ", &about]);
            let more = files.len() - 1;
            view! {
                <p class="files">
                    // A file to download, with its type and size.
                    <a part="file" class="get" href=file.url.clone() download="" aria-label=label>{about}</a>
                    {(more > 0).then(|| view! {
                        <span class="note">{t_with(DocumentsMessage::MoreFiles, &figure(more as u64, language))}</span>
                    })}
                </p>
            }
        })}
    }
}

fn status(documents: Documents, language: Language) -> String {
    let (asked, total) = (documents.asked(), documents.total());
    let shown = documents.found.read().rows.len();
    let number = |number: usize| figure(number as u64, language);
    let is_short = documents.settings().short;
    match (total, asked.more) {
        (_, More::Loading) => t(Common::LoadingMore),
        (_, More::Failed) => t(Common::MoreFailed),
        _ if !documents.is_current() => t(Common::Loading),
        (Some(0), _) => t(DocumentsMessage::NothingFound),
        _ if is_short => String::new(),
        (Some(total), _) if total > shown => {
            let of = t_with(DocumentsMessage::Of, &number(shown));
            t_with(DocumentsMessage::Showing, &join(&[&of, &number(total)]))
        }
        (Some(total), _) => t_with(DocumentsMessage::Total, &number(total)),
        (None, _) if shown == 0 => t(DocumentsMessage::NotYetFound),
        (None, _) => t_with(DocumentsMessage::Showing, &number(shown)),
    }
}

/// Holds the place of as many rows as the list will show.
#[component]
fn Blank(documents: Documents) -> View {
    let mut rows = Vec::new();
    for _ in 0..documents.settings().limit.min(12) {
        rows.push(view! { <li class="blank"><span></span><span></span></li> });
    }
    // What holds the place of the content while it loads.
    view! { <ul part="skeleton" role="list" aria-hidden="true">{rows}</ul> }
}
