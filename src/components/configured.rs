//! A view that is made from the element's attributes.

use leptos::prelude::untrack;

use super::Misconfiguration;
use crate::{
    attributes::Misconfigured,
    host::Host,
    view::{IntoView, Memo, View, view},
};

/// Reads the settings of an element, makes a state from them, and shows it. Other settings make another state. Settings that are none
/// are told to who set the page up.
pub fn configured<Settings, State>(
    host: Host,
    read: impl Fn(Host) -> Result<Settings, Misconfigured> + 'static,
    make: impl Fn(Settings) -> State + 'static,
    show: impl Fn(State) -> View + Copy + 'static,
) -> View
where
    Settings: Clone + PartialEq + 'static,
    State: Clone + 'static,
{
    let settings = Memo::new(move || Some(read(host)));
    (move || match settings.get() {
        Some(Ok(settings)) => {
            let state = untrack(|| make(settings));
            (move || show(state.clone())).into_view()
        }
        Some(Err(wrong)) => view! { <Misconfiguration host wrong/> },
        None => View::default(),
    })
    .into_view()
}
