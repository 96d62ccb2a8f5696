//! The weather of the 34 provinces and cities, from a source that answers as Open-Meteo does.

mod code;
mod open_meteo;

use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use bangtin_model::{Moment, Precision};

use super::fetch::{Failure, get};
use super::kept::last_good;
use super::place::Place;
use super::source::Source;
use crate::config::Weather;
use crate::context::Context;
use crate::store::Read;

pub use code::Sky;

/// What a source said, in the units of the field: °C, %, km/h.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Current {
    /// °C.
    pub temperature: f64,
    /// Relative humidity, %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub humidity: Option<f64>,
    /// Wind 10 m above the ground, km/h.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wind: Option<f64>,
    /// The sky. Absent when the source's code is not known.
    #[serde(flatten)]
    #[schema(inline)]
    pub sky: Option<Sky>,
}

/// The forecast of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Day {
    /// The day in Viet Nam, such as `2026-11-21`.
    pub date: String,
    /// The lowest temperature, °C.
    pub min: f64,
    /// The highest temperature, °C.
    pub max: f64,
    /// The probability of rain, %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rain: Option<f64>,
    /// The sky. Absent when the source's code is not known.
    #[serde(flatten)]
    #[schema(inline)]
    pub sky: Option<Sky>,
}

/// What is kept of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Observed {
    current: Current,
    days: Vec<Day>,
}

/// The weather that a reader sees.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Shown {
    /// The place's id, such as `ha-noi`.
    pub place: &'static str,
    /// The place's name, such as `Hà Nội`.
    pub name: &'static str,
    /// Who says so.
    pub source: String,
    /// When it was fetched, such as `2026-11-18T09:30:05+07:00`.
    pub as_of: String,
    /// The weather at that time.
    pub current: Current,
    /// Today and the next days, as they were foreseen then.
    pub days: Vec<Day>,
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
            place: place.id,
            name: place.name,
            source: weather.name.clone(),
            as_of: Moment::from_unix(good.as_of_ms.div_euclid(1000), Precision::Second).iso(),
            current: observed.current,
            days: observed.days,
        })
    }))
}

/// Asks the source for a place; what it said, as JSON.
pub(super) async fn fetch(context: &Context, url: &Url, place: &Place) -> Result<String, Failure> {
    let body = get(&context.outgoing, open_meteo::question(url, place)).await?;
    let observed = open_meteo::parse(&body, place, context.clock.today())?;
    serde_json::to_string(&observed).map_err(|_| Failure::Unreadable("not to be kept"))
}
