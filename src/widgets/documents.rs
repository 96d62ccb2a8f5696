//! `<bangtin-documents>`: official documents, with what decree 42/2022 asks a portal to publish of each.

mod facts;
mod file;
mod filters;
mod list;
pub(super) mod one;
mod place;
mod settings;
mod shelf;
pub(super) mod state;
mod validity;
mod viewer;

use crate::{
    attributes::attributes,
    components::configured,
    host::Host,
    i18n::DocumentsMessage,
    view::{View, component, view},
    widgets::lazy::OneDocument,
};
use list::Listed;
use settings::Settings;
use state::Documents;

attributes! {
    /// The heading above the list; off for none.
    HEADING: Heading("heading", DocumentsMessage::Heading);
    /// How documents are listed: with all that is known, as a table where there is room; or number, subject and date only.
    LAYOUT: Choice("layout", "list" | "short");
    /// Documents at first, and for each press on the button for more.
    LIMIT: Number("limit", 1..=1000, default 10);
    /// Shows a search box.
    SEARCH: Flag("search");
    /// Lets readers filter by type, issuing agency, year and validity.
    FILTERS: Flag("filters");
    /// What is searched for at the start.
    QUERY: Text("query");
    /// Where a document leads: reader, to its facts and files in this page under ?van-ban=ID; a pattern with {id}, such as
    /// /van-ban/{id}.
    LINKS: Choice("links", "reader" | "/van-ban/{id}");
    /// Shows this document alone, by its id.
    ITEM: Text("item");
    /// The address of a page with all documents: adds a link below the list, and leads back there from a document shown alone.
    SEE_ALL: Text("see-all");
}

/// The list; in its place the document that the attribute or the page's address names.
pub(super) fn documents(host: Host) -> View {
    host.style("palette", style!("palette"));
    host.style("documents", style!("documents"));
    configured(
        host,
        Settings::read,
        move |settings| Documents::new(host, settings),
        |documents| view! { <Shown documents/> },
    )
}

#[component]
fn Shown(documents: Documents) -> View {
    view! {
        {move || match documents.item.get() {
            Some(item) => view! { <OneDocument documents item/> },
            None => view! { <Listed documents/> },
        }}
    }
}
