//! Which place is shown: the reader's choice, which is remembered on the device.

use super::state::Forecast;
use crate::{
    i18n::{ExternalDataMessage, t},
    page,
    view::{View, component, view},
};

/// The places to choose from; where there is one, its name.
#[component]
pub(super) fn Choice(forecast: Forecast) -> View {
    view! {
        {move || match forecast.known().as_slice() {
            // part="place": The place that is shown, where there is nothing to choose.
            [only] => view! { <p part="place" class="place">{only.name.clone()}</p> },
            _ => view! { <Select forecast/> },
        }}
    }
}

#[component]
fn Select(forecast: Forecast) -> View {
    view! {
        <div class="field">
            <label for="place">{t(ExternalDataMessage::Place)}</label>
            <select
                // The field in which the reader chooses a place.
                part="choice"
                id="place"
                on:change=move |event| forecast.choose(page::typed(&event))
            >
                {move || options(forecast)}
            </select>
        </div>
    }
}

fn options(forecast: Forecast) -> Vec<View> {
    let shown = forecast.place();
    let mut options = Vec::new();
    for place in forecast.known() {
        let is_shown = shown.as_ref() == Some(&place.id);
        options.push(view! {
            <option value=place.id prop:selected=is_shown>{place.name}</option>
        });
    }
    options
}
