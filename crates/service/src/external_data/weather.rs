//! The weather of the 34 provinces and cities, from a source that answers as Open-Meteo does.

mod code;
mod open_meteo;

use serde::{Deserialize, Serialize};
use url::Url;

use bangtin_model::answers::{CurrentWeather, ForecastDay, Weather as Shown};
use bangtin_model::{Moment, Precision};

use super::fetch::{Failure, get, is_file};
use super::kept::last_good;
use super::place::Place;
use super::source::Source;
use crate::config::Weather;
use crate::context::Context;
use crate::store::Read;

/// What is kept of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Observed {
    current: CurrentWeather,
    days: Vec<ForecastDay>,
}

/// The last good weather of a place; nothing before the first good answer of the source.
///
/// # Errors
/// When the database cannot be read.
pub async fn shown(
    read: &mut Read,
    weather: &Weather,
    place: &'static Place,
) -> Result<Option<Shown>, sqlx::Error> {
    let good = last_good(read, &Source::weather(weather, place)).await?;
    Ok(good.and_then(|good| {
        let observed: Observed = serde_json::from_str(&good.value).ok()?;
        Some(Shown {
            place: place.id.into(),
            name: place.name.into(),
            source: weather.name.clone(),
            as_of: Moment::from_unix(good.as_of_ms.div_euclid(1000), Precision::Second).iso(),
            current: observed.current,
            days: observed.days,
        })
    }))
}

/// Asks the source for a place; what it said, as JSON.
pub(super) async fn fetch(context: &Context, url: &Url, place: &Place) -> Result<String, Failure> {
    let today = context.clock.today();
    let observed = if is_file(url) {
        let body = get(&context.outgoing, url.clone()).await?;
        open_meteo::parse_file(&body, place, today)?
    } else {
        let body = get(&context.outgoing, open_meteo::question(url, place)).await?;
        open_meteo::parse(&body, place, today)?
    };
    serde_json::to_string(&observed).map_err(|_| Failure::Unreadable("not to be kept"))
}
