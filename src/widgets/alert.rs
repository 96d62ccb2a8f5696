//! `<bangtin-alert>`: what everybody must know for a while, such as a storm, a flood or a power cut. Nothing is shown while there is nothing.

mod notice;
mod state;

use super::external_data::Origin;
use crate::{
    attributes::attributes,
    components::{announce, configured, panel},
    host::Host,
    i18n::{AlertMessage, Words, saved_line, t},
    page,
    view::{For, View, component, view},
};
use notice::Notice;
pub use state::FOLDED;
use state::State;

attributes! {}

/// The view of the element.
pub(super) fn alert(host: Host) -> View {
    panel(host);
    host.style("palette", style!("palette"));
    host.style("alert", style!("alert"));
    let read = |host| Origin::of(host, "/alerts");
    configured(host, read, State::new, move |state| {
        view! { <Alerts host state/> }
    })
}

#[component]
fn Alerts(host: Host, state: State) -> View {
    announce(host, move || state.progress());
    view! {
        {move || match state.is_empty() {
            true => View::default(),
            false => view! { <Region state/> },
        }}
    }
}

/// All that are shown, the gravest first.
#[component]
fn Region(state: State) -> View {
    view! {
        // The whole element, while there is something to show.
        <section part="alerts" class="alerts" aria-label=t(AlertMessage::Region)>
            <For each=move || state.shown() key=|row| row.key let:row>
                {move || view! { <Notice state row=row.clone()/> }}
            </For>
            {move || state.saved().map(|saved| {
                let line = saved_line(&Words::here(), saved, page::now());
                // The line with the age of a saved copy.
                view! { <p part="stale" class="note">{line}</p> }
            })}
        </section>
    }
}
