//! `<bangtin-weather>`: the weather now and in the next days, for the province or city that the reader chooses.

mod choice;
mod shown;
mod state;

use super::external_data::{Origin, Unknown};
use crate::{
    attributes::attributes,
    components::{
        LoadingNote, Misconfiguration, SavedNote, Section, Skeleton, announce, configured, panel,
    },
    host::Host,
    i18n::{ExternalDataMessage, t},
    resource::Phase,
    view::{View, component, view},
};
use choice::Choice;
use shown::Shown;
use state::{Forecast, Settings};

attributes! {
    /// The place that is shown until the reader chooses another, such as da-nang. Where it is absent: the first of the service's
    /// settings or of the file.
    PLACE: Text("place");
    /// The heading; off for none.
    HEADING: Heading("heading", ExternalDataMessage::Weather);
}

/// The view of the element.
pub(super) fn weather(host: Host) -> View {
    panel(host);
    host.style("weather", style!("weather"));
    let read = |host: Host| {
        Ok(Settings {
            origin: Origin::of(host, "/weather")?,
            usual: host.get(PLACE),
        })
    };
    configured(host, read, Forecast::new, move |forecast| {
        view! { <Weather host forecast/> }
    })
}

#[component]
fn Weather(host: Host, forecast: Forecast) -> View {
    view! {
        {move || match forecast.wrong() {
            Some(wrong) => view! { <Misconfiguration host wrong/> },
            None => view! { <Panel host forecast/> },
        }}
    }
}

#[component]
fn Panel(host: Host, forecast: Forecast) -> View {
    announce(host, move || forecast.progress());
    view! {
        // The whole element.
        <Section host part="weather" usual=t(HEADING)>
            {move || (forecast.progress().phase != Phase::Empty).then(|| view! { <Choice forecast/> })}
            {move || {
                let progress = forecast.progress();
                match progress.phase {
                    Phase::Loading => view! { <div><LoadingNote/><Skeleton lines=10/></div> },
                    Phase::Ready => view! {
                        <div>
                            <SavedNote progress/>
                            {move || forecast.current().map(|weather| view! { <Shown weather/> })}
                        </div>
                    },
                    phase => view! {
                        <Unknown phase empty=ExternalDataMessage::NoWeather retry=forecast.retry()/>
                    },
                }
            }}
        </Section>
    }
}
