//! The search box, and what readers filter by: a column where there is room, else a sheet that a button opens.

use super::{place::within, shelf::Filter, state::Documents, validity::called};
use crate::{
    host::Host,
    i18n::{DocumentsMessage, Words, figure, t, t_with},
    page,
    view::{View, component, view},
};

/// The search box, the button of the sheet, and what is filtered by.
#[component]
pub(super) fn Tools(documents: Documents) -> View {
    let settings = documents.settings();
    view! {
        <div class="tools">
            {settings.search.then(|| view! { <SearchBox documents/> })}
            {settings.filters.then(|| view! {
                <button
                    // The button that opens the filters where they have no column of their own.
                    part="open-filters"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| open(documents)
                >
                    {t(DocumentsMessage::Filters)}
                </button>
                <Chips documents/>
            })}
        </div>
    }
}

#[component]
fn SearchBox(documents: Documents) -> View {
    let label = t(DocumentsMessage::Search);
    view! {
        <input
            // The search box.
            part="search"
            type="search"
            autocomplete="off"
            enterkeyhint="search"
            aria-label=label.clone()
            placeholder=label
            prop:value=move || documents.asked().query
            on:input=move |event| documents.search(&page::typed(&event))
        />
    }
}

/// What is filtered by: a press takes it away.
#[component]
fn Chips(documents: Documents) -> View {
    view! {
        {move || {
            let asked = documents.asked();
            let mut chips = Vec::new();
            for (filter, value) in Filter::ALL.into_iter().zip(asked.filters) {
                if let Some(value) = value {
                    chips.push(view! { <Chip documents filter value/> });
                }
            }
            View::list(chips)
        }}
    }
}

#[component]
fn Chip(documents: Documents, filter: Filter, value: String) -> View {
    let value = called(&value);
    view! {
        <button
            // A filter that is in force; a press takes it away.
            part="chip"
            class="chip"
            type="button"
            aria-label=t_with(DocumentsMessage::Remove, &value)
            on:click=move |_| {
                documents.filter(filter, None);
                documents.host.focus("[part=search], [part=list] a");
            }
        >
            {value}
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"></path></svg>
        </button>
    }
}

/// The filters themselves.
#[component]
pub(super) fn Filters(documents: Documents) -> View {
    let host = documents.host;
    let mut fields = Vec::new();
    for filter in Filter::ALL {
        fields.push(view! { <Field documents filter/> });
    }
    view! {
        <dialog
            // The filters: a column, or a sheet.
            part="filters"
            class="filters"
            aria-labelledby="filters"
            on:click=move |event| {
                // Beside the sheet.
                if page::nearest(&event, "form").is_none() {
                    close(host);
                }
            }
        >
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    close(host);
                }
            >
                <div class="head">
                    <h3 id="filters">{t(DocumentsMessage::Filters)}</h3>
                    <button type="button" class="sheet" on:click=move |_| close(host)>
                        {t(DocumentsMessage::Close)}
                    </button>
                </div>
                {fields}
                <button type="submit" class="sheet">
                    {move || match documents.total() {
                        Some(total) => {
                            let language = Words::here().language;
                            t_with(DocumentsMessage::ShowSome, &figure(total as u64, language))
                        }
                        None => t(DocumentsMessage::Show),
                    }}
                </button>
            </form>
        </dialog>
    }
}

#[component]
fn Field(documents: Documents, filter: Filter) -> View {
    let id = filter.name();
    let (label, all) = match filter {
        Filter::Form => (DocumentsMessage::Form, DocumentsMessage::AllForms),
        Filter::Issuer => (DocumentsMessage::Issuer, DocumentsMessage::AllIssuers),
        Filter::Year => (DocumentsMessage::Year, DocumentsMessage::AllYears),
        Filter::Validity => (DocumentsMessage::Validity, DocumentsMessage::AllValidities),
    };
    view! {
        <div class="field">
            <label for=id>{t(label)}</label>
            <select
                // What is filtered by.
                part="filter"
                id=id
                on:change=move |event| documents.filter(filter, page::stated(Some(page::typed(&event))))
            >
                <option value="">{t(all)}</option>
                {
                    // Those that were last known stay: who gets no answer can still choose another.
                    let mut values = Vec::new();
                    move || {
                        if let Some(shelf) = documents.shelf.get() {
                            values = shelf.values(filter);
                        }
                        let chosen = documents.asked().filters.get(filter as usize).cloned().flatten();
                        let mut options = Vec::new();
                        for value in &values {
                            options.push(view! {
                                <option value=value.clone() prop:selected=chosen.as_ref() == Some(value)>
                                    {called(value)}
                                </option>
                            });
                        }
                        View::list(options)
                    }
                }
            </select>
        </div>
    }
}

/// As a sheet above the page.
fn open(documents: Documents) {
    if let Some(sheet) = within(documents.host, "dialog") {
        page::open_dialog(&sheet);
    }
}

fn close(host: Host) {
    if let Some(sheet) = within(host, "dialog") {
        page::close_dialog(&sheet);
    }
}
