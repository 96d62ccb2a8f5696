//! The JSON of Open-Meteo's forecast: <https://open-meteo.com/en/docs>.

use serde::Deserialize;
use url::Url;

use bangtin_model::answers::{CurrentWeather, ForecastDay, Sky};

use super::{Observed, code};
use crate::clock::{date_of, day_at};
use crate::external_data::fetch::Failure;
use crate::external_data::place::Place;

const DAYS: usize = 4;
/// Colder and hotter than Viet Nam has ever been, °C.
const TEMPERATURES: std::ops::RangeInclusive<f64> = -20.0..=60.0;
const PERCENT: std::ops::RangeInclusive<f64> = 0.0..=100.0;
/// The strongest wind ever measured was 408 km/h.
const WINDS: std::ops::RangeInclusive<f64> = 0.0..=410.0;
/// A grid of 25 km answers for a point beside it, in degrees.
const NEAR: f64 = 0.5;

#[derive(Deserialize)]
struct Wire {
    latitude: Option<f64>,
    longitude: Option<f64>,
    current_units: Option<Units>,
    current: WireCurrent,
    daily: Option<WireDaily>,
}

#[derive(Deserialize)]
struct Units {
    temperature_2m: Option<String>,
    wind_speed_10m: Option<String>,
}

#[derive(Deserialize)]
struct WireCurrent {
    temperature_2m: f64,
    relative_humidity_2m: Option<f64>,
    wind_speed_10m: Option<f64>,
    weather_code: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct WireDaily {
    time: Vec<String>,
    weather_code: Vec<Option<f64>>,
    temperature_2m_max: Vec<Option<f64>>,
    temperature_2m_min: Vec<Option<f64>>,
    precipitation_probability_max: Vec<Option<f64>>,
}

/// The address to ask; what the settings' address has in its query (a key) stays.
pub(super) fn question(url: &Url, place: &Place) -> Url {
    let mut url = url.clone();
    url.query_pairs_mut()
        .append_pair("latitude", &place.latitude.to_string())
        .append_pair("longitude", &place.longitude.to_string())
        .append_pair(
            "current",
            "temperature_2m,relative_humidity_2m,wind_speed_10m,weather_code",
        )
        .append_pair(
            "daily",
            "weather_code,temperature_2m_max,temperature_2m_min,precipitation_probability_max",
        )
        .append_pair("timezone", "Asia/Ho_Chi_Minh")
        .append_pair("forecast_days", &DAYS.to_string());
    url
}

/// What the source says, if it can be.
pub(super) fn parse(body: &[u8], place: &Place, today: i64) -> Result<Observed, Failure> {
    let wire: Wire = serde_json::from_slice(body)
        .map_err(|_| Failure::Unreadable("not the JSON of a forecast"))?;
    judge(&wire, place, today)
}

/// What a file says of a place. It holds a forecast for each of several places, as the source answers who asks for several at once
/// (the nearest counts); one without days is about today and the days after it, whenever it is read.
pub(super) fn parse_file(body: &[u8], place: &Place, today: i64) -> Result<Observed, Failure> {
    let all: Vec<Wire> = serde_json::from_slice(body)
        .map_err(|_| Failure::Unreadable("not a JSON list of forecasts"))?;
    let distance = |wire: &Wire| {
        let north = wire.latitude.unwrap_or(f64::INFINITY) - place.latitude;
        let east = wire.longitude.unwrap_or(f64::INFINITY) - place.longitude;
        north.hypot(east)
    };
    let nearest = all
        .into_iter()
        .min_by(|one, other| distance(one).total_cmp(&distance(other)));
    let mut wire = nearest.ok_or(Failure::Unreadable("an empty list"))?;
    if let Some(daily) = &mut wire.daily
        && daily.time.is_empty()
    {
        let count = daily.temperature_2m_max.len().min(DAYS);
        daily.time = (today..)
            .take(count)
            .filter_map(date_of)
            .map(|date| date.to_string())
            .collect();
    }
    judge(&wire, place, today)
}

fn judge(wire: &Wire, place: &Place, today: i64) -> Result<Observed, Failure> {
    let far = |said: Option<f64>, asked: f64| said.is_some_and(|said| (said - asked).abs() > NEAR);
    if far(wire.latitude, place.latitude) || far(wire.longitude, place.longitude) {
        return Err(absurd("the weather of another place"));
    }
    if let Some(units) = &wire.current_units {
        let other = |unit: &Option<String>, ours| unit.as_deref().is_some_and(|unit| unit != ours);
        if other(&units.temperature_2m, "°C") || other(&units.wind_speed_10m, "km/h") {
            return Err(absurd("other units"));
        }
    }
    let current = CurrentWeather {
        temperature: within(wire.current.temperature_2m, &TEMPERATURES, "temperature")?,
        humidity: maybe(wire.current.relative_humidity_2m, &PERCENT, "humidity")?,
        wind: maybe(wire.current.wind_speed_10m, &WINDS, "wind")?,
        sky: sky(wire.current.weather_code)?,
    };
    let days = match &wire.daily {
        Some(daily) => days(daily, today)?,
        None => Vec::new(),
    };
    Ok(Observed { current, days })
}

/// The days from today on; one without a temperature is left out.
fn days(daily: &WireDaily, today: i64) -> Result<Vec<ForecastDay>, Failure> {
    let mut days = Vec::new();
    for (place, date) in daily.time.iter().enumerate() {
        let at = |values: &[Option<f64>]| values.get(place).copied().flatten();
        let number = day_number(date).ok_or_else(|| absurd("a day that is none"))?;
        if !(0..16).contains(&(number - today)) {
            continue;
        }
        let min = maybe(at(&daily.temperature_2m_min), &TEMPERATURES, "temperature")?;
        let max = maybe(at(&daily.temperature_2m_max), &TEMPERATURES, "temperature")?;
        let (Some(min), Some(max)) = (min, max) else {
            continue;
        };
        if min > max {
            return Err(absurd("a day colder by day than by night"));
        }
        days.push(ForecastDay {
            date: date.clone(),
            min,
            max,
            rain: maybe(at(&daily.precipitation_probability_max), &PERCENT, "rain")?,
            sky: sky(at(&daily.weather_code))?,
        });
    }
    days.truncate(DAYS);
    Ok(days)
}

/// Days since 1970-01-01; a date is written as `2026-11-21`.
fn day_number(date: &str) -> Option<i64> {
    day_at(date.parse().ok().filter(|_| date.len() == 10)?)
}

fn sky(code: Option<f64>) -> Result<Option<Sky>, Failure> {
    let code = maybe(code, &(0.0..=99.0), "code")?;
    // In range, so nothing is cut off but a fraction that no source has.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok(code.and_then(|code| code::sky(code as u8)))
}

fn maybe(
    value: Option<f64>,
    range: &std::ops::RangeInclusive<f64>,
    what: &str,
) -> Result<Option<f64>, Failure> {
    value.map(|value| within(value, range, what)).transpose()
}

fn within(value: f64, range: &std::ops::RangeInclusive<f64>, what: &str) -> Result<f64, Failure> {
    if range.contains(&value) {
        Ok(value)
    } else {
        Err(absurd(what))
    }
}

fn absurd(what: &str) -> Failure {
    Failure::Absurd(what.into())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Observed, day_number, parse, parse_file, question};
    use crate::external_data::fetch::Failure;
    use crate::external_data::place::find;

    fn good() -> Value {
        json!({
            "latitude": 21.0, "longitude": 105.875,
            "current_units": { "temperature_2m": "°C", "wind_speed_10m": "km/h" },
            "current": { "time": "2026-11-21T08:30", "temperature_2m": 21.4, "relative_humidity_2m": 78, "wind_speed_10m": 7.2, "weather_code": 3 },
            "daily": {
                "time": ["2026-11-20", "2026-11-21", "2026-11-22"], "weather_code": [1, 61, 4],
                "temperature_2m_max": [20.0, 25.1, 26.0], "temperature_2m_min": [10.0, 18.0, null],
                "precipitation_probability_max": [0, 40, 10]
            }
        })
    }

    fn read(answer: &Value) -> Result<Observed, Failure> {
        let today = day_number("2026-11-21").unwrap();
        parse(
            answer.to_string().as_bytes(),
            find("ha-noi").unwrap(),
            today,
        )
    }

    #[test]
    fn a_forecast_is_read_from_today_on() {
        let observed = serde_json::to_value(read(&good()).unwrap()).unwrap();
        assert_eq!(
            observed,
            json!({
                "current": { "temperature": 21.4, "humidity": 78.0, "wind": 7.2, "code": 3, "text_vi": "Nhiều mây", "text_en": "Overcast" },
                "days": [{ "date": "2026-11-21", "min": 18.0, "max": 25.1, "rain": 40.0, "code": 61, "text_vi": "Mưa nhỏ", "text_en": "Light rain" }]
            })
        );
        let again: Observed = serde_json::from_value(observed).unwrap();
        assert_eq!(again, read(&good()).unwrap());
    }

    #[test]
    fn what_is_not_known_is_absent() {
        let bare =
            read(&json!({ "current": { "temperature_2m": 30, "weather_code": 4 } })).unwrap();
        assert_eq!(
            serde_json::to_value(&bare.current).unwrap(),
            json!({ "temperature": 30.0 })
        );
        let again: Observed = serde_json::from_str(&serde_json::to_string(&bare).unwrap()).unwrap();
        assert_eq!(again, bare);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (pointer, value) in [
            ("/current/temperature_2m", json!(70)),
            ("/current/temperature_2m", json!(null)),
            ("/current/temperature_2m", json!("21")),
            ("/current/relative_humidity_2m", json!(101)),
            ("/current/wind_speed_10m", json!(-1)),
            ("/current/weather_code", json!(250)),
            ("/daily/temperature_2m_max/1", json!(99)),
            ("/daily/temperature_2m_max/1", json!(17)),
            ("/daily/time/1", json!("hôm nay")),
            ("/latitude", json!(10.0)),
            ("/current_units/temperature_2m", json!("°F")),
        ] {
            let mut answer = good();
            *answer.pointer_mut(pointer).unwrap() = value.clone();
            assert!(read(&answer).is_err(), "{pointer} {value}");
        }
        assert!(read(&json!({ "error": true, "reason": "too many" })).is_err());
    }

    #[test]
    fn a_file_without_days_is_about_the_days_from_today_on() {
        let at = |latitude: f64, temperature: f64| {
            json!({
                "latitude": latitude, "longitude": 105.85,
                "current": { "temperature_2m": temperature, "weather_code": 2 },
                "daily": {
                    "weather_code": [2, 61, 3, 0, 0],
                    "temperature_2m_max": [26, 25, 24, 27, 28], "temperature_2m_min": [18, 17, 16, 18, 19]
                }
            })
        };
        let read = |file: Value, today: &str| {
            let (body, place) = (file.to_string(), find("ha-noi").unwrap());
            parse_file(body.as_bytes(), place, day_number(today).unwrap())
        };
        let file = json!([at(20.65, 30.0), at(21.03, 24.0)]);
        let observed = read(file, "2027-02-27").unwrap();
        assert_eq!(observed.current.temperature, 24.0, "the nearest");
        let days: Vec<&str> = observed.days.iter().map(|day| day.date.as_str()).collect();
        assert_eq!(
            days,
            ["2027-02-27", "2027-02-28", "2027-03-01", "2027-03-02"]
        );
        for wrong in [json!([]), json!({}), json!([at(10.78, 30.0)])] {
            assert!(read(wrong, "2027-02-27").is_err());
        }
    }

    #[test]
    fn a_key_in_the_address_stays() {
        let url = "https://weather.example/v1/forecast?apikey=abc"
            .parse()
            .unwrap();
        let asked = question(&url, find("ca-mau").unwrap());
        assert!(asked.as_str().starts_with(
            "https://weather.example/v1/forecast?apikey=abc&latitude=9.18&longitude=105.15&current="
        ));
    }
}
