//! The weather of the provinces, from a source that behaves well and badly.

use std::time::{Duration, Instant};

use axum::http::{StatusCode, Uri};
use bangtin_model::answers::{Rates, Weather};
use bangtin_service::config;
use bangtin_service::external_data::PLACES;
use serde_json::{Value, json};

use crate::harness::{Database, Trial, code};
use crate::on_each;
use crate::source::{Mood, Source, state, until};

const PERIOD: Duration = Duration::from_secs(31 * 60);

/// The temperature is the latitude, so that places can be told apart.
fn forecast(uri: &Uri) -> String {
    let query = uri.query().unwrap_or_default();
    let said = |name: &str| -> f64 {
        let found = query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        found.expect("a parameter").parse().expect("a number")
    };
    let (latitude, longitude) = (said("latitude"), said("longitude"));
    json!({
        "latitude": latitude, "longitude": longitude,
        "current": { "time": "2026-11-21T08:30", "temperature_2m": latitude, "relative_humidity_2m": 80, "wind_speed_10m": 9.5, "weather_code": 95 },
        "daily": { "time": ["1999-01-01"], "weather_code": [0], "temperature_2m_max": [30], "temperature_2m_min": [20] }
    })
    .to_string()
}

async fn trial(database: Database, source: &Source, places: &[&str]) -> Trial {
    Trial::with(database, |settings| {
        settings.sites[0].weather = Some(config::Weather {
            url: source.url.clone(),
            name: "Trạm khí tượng".into(),
            places: places.iter().map(|id| (*id).into()).collect(),
            every_minutes: 30,
        });
    })
    .await
}

async fn shown(trial: &Trial, path: &str) -> Value {
    let answer = trial.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.json().await.expect("weather")
}

on_each! {
    async fn each_place_has_its_weather(database: Database) {
        let source = Source::start(Mood::Finds(forecast)).await;
        let trial = trial(database, &source, &[]).await;
        let listed = shown(&trial, "~/weather/places").await;
        let listed = listed["places"].as_array().expect("places").clone();
        assert_eq!(listed.len(), 34);
        let start = Instant::now();
        while source.asked() < 34 && start.elapsed() < Duration::from_secs(60) {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        for place in &listed {
            let id = place["id"].as_str().expect("an id");
            let weather = shown(&trial, &format!("~/weather?place={id}")).await;
            assert_eq!(weather["name"], place["name"]);
            assert_eq!(weather["current"]["temperature"], place["latitude"]);
        }
        let weather = shown(&trial, "~/weather").await;
        assert_eq!(weather["place"], "ha-noi");
        assert_eq!(weather["source"], "Trạm khí tượng");
        assert_eq!(weather["current"], json!({
            "temperature": 21.03, "humidity": 80.0, "wind": 9.5, "code": 95, "text_vi": "Dông", "text_en": "Thunderstorm",
        }));
        assert_eq!(source.asked(), 34, "each place once");
        assert!(source.busiest() <= 2, "{} at a time", source.busiest());
        trial.end().await;
    }

    async fn the_sample_commune_shows_sample_values_and_asks_nobody(database: Database) {
        let trial = Trial::with(database, |settings| {
            let public = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public");
            settings.sites.clear();
            settings.public_dir = Some(public.into());
            *settings = std::mem::take(settings).or_sample();
        })
        .await;
        let start = Instant::now();
        // Each place is read on its own, in no order.
        let places = PLACES.iter().map(|place| format!("~/weather?place={}", place.id));
        for path in ["~/rates".to_owned(), "~/weather".to_owned()].into_iter().chain(places) {
            while trial.get(&path).await.status() != StatusCode::OK {
                assert!(start.elapsed() < Duration::from_secs(20), "{path}");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
        let rates: Rates = serde_json::from_value(shown(&trial, "~/rates").await).expect("rates");
        assert_eq!(rates.source, "Số liệu mẫu");
        assert_eq!(rates.rates.len(), 7);
        assert_eq!(rates.rates[6].buy, None, "what the file does not say");
        for place in &PLACES {
            let path = format!("~/weather?place={}", place.id);
            let weather: Weather = serde_json::from_value(shown(&trial, &path).await).expect("weather");
            assert_eq!(weather.source, "Số liệu mẫu");
            assert_eq!(weather.days.len(), 4, "{path}");
            assert!(weather.as_of.starts_with(&weather.days[0].date), "{path}: from today on");
        }
        trial.end().await;
    }

    async fn only_the_places_of_the_settings_are_asked_for_and_shown(database: Database) {
        let source = Source::start(Mood::Finds(forecast)).await;
        let trial = trial(database, &source, &["da-nang"]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        assert_eq!(shown(&trial, "~/weather").await["place"], "da-nang");
        for path in ["~/weather?place=ha-noi", "~/weather?place=atlantis", "~/weather?place="] {
            let answer = trial.get(path).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(code(answer).await, "unknown_place", "{path}");
        }
        assert_eq!(source.asked(), 1);
        trial.end().await;
    }

    async fn a_bad_source_changes_nothing(database: Database) {
        let source = Source::start(Mood::Finds(forecast)).await;
        let trial = trial(database, &source, &["hue"]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        let good = shown(&trial, "~/weather?place=hue").await;
        let hot = r#"{"current":{"temperature_2m":999,"weather_code":0}}"#;
        let bad = [
            Mood::Says(StatusCode::TOO_MANY_REQUESTS, r#"{"error":true,"reason":"limit"}"#.into()),
            Mood::Says(StatusCode::OK, hot.into()),
            Mood::Says(StatusCode::OK, hot[..30].into()),
            Mood::Says(StatusCode::OK, format!("{}{}", " ".repeat(5_000_000), hot.replace("999", "20"))),
            Mood::Says(StatusCode::OK, "<html><body>502 Bad Gateway</body></html>".into()),
            Mood::Says(StatusCode::OK, "[".repeat(100_000)),
        ];
        for (number, mood) in (1..).zip(bad) {
            source.now(mood);
            trial.clock.advance(PERIOD);
            until(&trial, "failed", |(failures, _, _)| failures == number).await;
        }
        source.now(Mood::Hangs);
        let asked = source.asked();
        trial.clock.advance(PERIOD);
        while source.asked() == asked {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        tokio::time::sleep(Duration::from_millis(2_100)).await;
        let start = Instant::now();
        assert_eq!(shown(&trial, "~/weather?place=hue").await, good);
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        assert!(state(&trial).await.2.is_some());
        trial.end().await;
    }

    async fn a_source_that_leads_elsewhere_changes_nothing(database: Database) {
        let other = Source::start(Mood::Finds(forecast)).await;
        let mut source = Source::start(Mood::Finds(forecast)).await;
        source.url.set_query(Some("key=geheim"));
        let trial = trial(database, &source, &["hue"]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        let good = shown(&trial, "~/weather?place=hue").await;
        for (number, to) in (1..).zip(other.elsewhere()) {
            source.now(Mood::Leads(to, forecast));
            trial.clock.advance(PERIOD);
            until(&trial, "failed", |(failures, _, _)| failures == number).await;
        }
        tokio::time::sleep(Duration::from_millis(2_100)).await;
        assert_eq!(shown(&trial, "~/weather?place=hue").await, good);
        assert_eq!(other.asked(), 0, "it learns no key");
        trial.end().await;
    }

    async fn a_source_that_leads_to_itself_is_followed_and_not_told_from_where(database: Database) {
        let mut source = Source::start(Mood::Leads("/moved".into(), forecast)).await;
        source.url.set_query(Some("key=geheim"));
        let trial = trial(database, &source, &["hue"]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        assert_eq!(source.asked(), 2);
        assert_eq!(source.referers(), Vec::<String>::new());
        trial.end().await;
    }

    async fn without_a_source_nobody_is_asked(database: Database) {
        let trial = Trial::start(database).await;
        for path in ["~/weather", "~/weather?place=ha-noi", "~/weather/places"] {
            let answer = trial.get(path).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(code(answer).await, "not_configured", "{path}");
        }
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_that_has_hung_for_its_twenty_seconds_is_a_failure() {
    let source = Source::start(Mood::Hangs).await;
    let trial = trial(Database::Sqlite, &source, &["ca-mau"]).await;
    tokio::time::sleep(Duration::from_secs(15)).await;
    until(&trial, "failed", |(failures, _, _)| failures == 1).await;
    source.now(Mood::Finds(forecast));
    trial.clock.advance(Duration::from_secs(61));
    until(&trial, "good", |(failures, _, as_of)| {
        failures == 0 && as_of.is_some()
    })
    .await;
    trial.end().await;
}
