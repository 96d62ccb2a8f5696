use crate::FromNode;

/// What a bank pays and takes for one unit of a currency, in đồng. What it does not say is absent.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Rate {
    /// The currency's code (ISO 4217), such as `USD`.
    pub currency: String,
    /// Its name, as the bank writes it.
    pub name: String,
    /// The bank buys notes at this rate.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub buy: Option<f64>,
    /// The bank buys transfers at this rate.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub transfer: Option<f64>,
    /// The bank sells at this rate.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub sell: Option<f64>,
}

/// The rates that a reader sees.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Rates {
    /// Who published them.
    pub source: String,
    /// When they were fetched, such as `2026-11-18T09:30:05+07:00`.
    pub as_of: String,
    /// The time that the source itself states, where it can be understood in one way only.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub stated: Option<String>,
    /// In the order of the settings, else of the source.
    pub rates: Vec<Rate>,
}

/// The sky: a code of the WMO's table 4677 with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Sky {
    /// The WMO's code, 0 to 99.
    #[cfg_attr(feature = "schema", schema(maximum = 99))]
    pub code: u64,
    /// In Vietnamese.
    pub text_vi: String,
    /// In English.
    pub text_en: String,
}

/// What a source said, in the units of the field: °C, %, km/h.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CurrentWeather {
    /// °C.
    pub temperature: f64,
    /// Relative humidity, %.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub humidity: Option<f64>,
    /// Wind 10 m above the ground, km/h.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub wind: Option<f64>,
    /// The sky. Absent when the source's code is not known.
    #[cfg_attr(feature = "serde", serde(flatten))]
    #[cfg_attr(feature = "schema", schema(inline))]
    #[node(flatten)]
    pub sky: Option<Sky>,
}

/// The forecast of a day.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ForecastDay {
    /// The day in Viet Nam, such as `2026-11-21`.
    pub date: String,
    /// The lowest temperature, °C.
    pub min: f64,
    /// The highest temperature, °C.
    pub max: f64,
    /// The probability of rain, %.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub rain: Option<f64>,
    /// The sky. Absent when the source's code is not known.
    #[cfg_attr(feature = "serde", serde(flatten))]
    #[cfg_attr(feature = "schema", schema(inline))]
    #[node(flatten)]
    pub sky: Option<Sky>,
}

/// The weather that a reader sees.
#[derive(Clone, Debug, Default, PartialEq, FromNode)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Weather {
    /// The place's id, such as `ha-noi`.
    pub place: String,
    /// The place's name, such as `Hà Nội`.
    pub name: String,
    /// Who says so.
    pub source: String,
    /// When it was fetched, such as `2026-11-18T09:30:05+07:00`.
    pub as_of: String,
    /// The weather at that time.
    pub current: CurrentWeather,
    /// Today and the next days, as they were foreseen then.
    pub days: Vec<ForecastDay>,
}

/// The places whose weather can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
pub struct WeatherPlaces {
    /// In the order in which readers choose.
    pub places: Vec<WeatherPlace>,
}

/// A province or a city under the central government, as far as a reader chooses it. The service says more of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromNode)]
pub struct WeatherPlace {
    /// Its name in requests, such as `ha-noi`.
    pub id: String,
    /// Its name for readers, such as `Hà Nội`.
    pub name: String,
}
