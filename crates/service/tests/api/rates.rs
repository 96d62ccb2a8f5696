//! Exchange rates, from sources that behave well and badly.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use bangtin_service::Service;
use bangtin_service::clock::Clock;
use bangtin_service::config::{RateSource, Rates};
use serde_json::{Value, json};

use crate::harness::{Database, Trial, code};
use crate::on_each;
use crate::source::{Mood, Source, state, until};

const PERIOD: Duration = Duration::from_secs(31 * 60);

fn xml(usd: f64) -> String {
    let (sell, euro) = (usd * 1.015, usd * 1.2);
    format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-16\"?>\n<ExrateList>\r\n<DateTime>13/13/2020</DateTime>\
         <Exrate CurrencyCode=\"EUR\" CurrencyName=\"EURO  \" Buy=\"{euro:.2}\" Transfer=\"-\" Sell=\"-\" />\
         <Exrate CurrencyCode=\"USD\" CurrencyName=\"US DOLLAR\" Buy=\"{usd:.2}\" Transfer=\"{usd:.2}\" Sell=\"{sell:.2}\" />\
         <Source>x</Source></ExrateList>"
    )
}

async fn trial(database: Database, sources: &[(&str, &Source)]) -> Trial {
    let sources = sources
        .iter()
        .map(|(name, source)| RateSource {
            name: (*name).into(),
            url: source.url.clone(),
        })
        .collect();
    Trial::with(database, |settings| {
        let rates = Rates {
            sources,
            currencies: vec!["USD".into(), "EUR".into()],
            every_minutes: 30,
        };
        settings.sites[0].rates = Some(rates);
    })
    .await
}

async fn shown(trial: &Trial) -> Value {
    let answer = trial.get("~/rates").await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.expect("rates")
}

/// Past the two seconds in which an answer is given again.
async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(2_100)).await;
}

on_each! {
    async fn good_rates_are_shown_with_their_source_and_time(database: Database) {
        let bank = Source::start(Mood::Says(StatusCode::INTERNAL_SERVER_ERROR, String::new())).await;
        let trial = trial(database, &[("Ngân hàng A", &bank)]).await;
        until(&trial, "failed", |(failures, _, _)| failures == 1).await;
        let answer = trial.get("~/rates").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()["retry-after"], "60");
        assert_eq!(code(answer).await, "not_yet_known");

        bank.says(xml(25_100.0));
        trial.clock.advance(Duration::from_secs(61));
        until(&trial, "good", |(failures, _, as_of)| failures == 0 && as_of.is_some()).await;
        let answer = trial.get("~/rates").await;
        assert_eq!(answer.headers()["cache-control"], "public, max-age=600, stale-while-revalidate=3600, stale-if-error=86400");
        let tag = answer.headers()["etag"].clone();
        let rates: Value = answer.json().await.expect("rates");
        assert_eq!(rates["source"], "Ngân hàng A");
        assert!(rates["as_of"].as_str().is_some_and(|time| time.ends_with("+07:00")));
        assert_eq!(rates["rates"], json!([
            { "currency": "USD", "name": "US DOLLAR", "buy": 25100.0, "transfer": 25100.0, "sell": 25476.5 },
            { "currency": "EUR", "name": "EURO", "buy": 30120.0 },
        ]));
        let again = trial.request(reqwest::Method::GET, "~/rates").header("if-none-match", tag);
        assert_eq!(again.send().await.expect("an answer").status(), StatusCode::NOT_MODIFIED);
        trial.end().await;
    }

    async fn a_bad_source_changes_nothing_and_is_believed_again_when_it_recovers(database: Database) {
        let bank = Source::start(Mood::Says(StatusCode::OK, xml(25_100.0))).await;
        let trial = trial(database, &[("Ngân hàng A", &bank)]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        let good = shown(&trial).await;
        let cut = xml(25_200.0);
        let bad = [
            Mood::Says(StatusCode::INTERNAL_SERVER_ERROR, "Server Error in '/' Application.".into()),
            Mood::Says(StatusCode::OK, cut[..cut.len() - 40].into()),
            Mood::Says(StatusCode::OK, format!("{}{}", xml(25_200.0), " ".repeat(5_000_000))),
            Mood::Says(StatusCode::OK, "<!DOCTYPE html><html><body><p>Hệ thống đang bảo trì</p></body></html>".into()),
            Mood::Says(StatusCode::OK, "<ExrateList><Exrate CurrencyCode=\"USD\" Buy=\"-25,100\" Sell=\"25,400\"/></ExrateList>".into()),
            Mood::Says(StatusCode::OK, "<ExrateList><Exrate CurrencyCode=\"USD\" Buy=\"25,100\" Sell=\"2,540\"/></ExrateList>".into()),
            Mood::Says(StatusCode::OK, "<ExrateList></ExrateList>".into()),
            Mood::Says(StatusCode::OK, String::new()),
        ];
        for (number, mood) in (1..).zip(bad) {
            bank.now(mood);
            trial.clock.advance(PERIOD);
            until(&trial, "failed", |(failures, _, _)| failures == number).await;
        }
        a_moment().await;
        assert_eq!(shown(&trial).await, good, "the last good rates, with their time");
        bank.says(xml(25_300.0));
        trial.clock.advance(PERIOD);
        until(&trial, "good again", |(failures, _, _)| failures == 0).await;
        a_moment().await;
        let later = shown(&trial).await;
        assert_eq!(later["rates"][0]["buy"], 25_300.0);
        assert_ne!(later["as_of"], good["as_of"]);
        trial.end().await;
    }

    async fn a_source_that_hangs_delays_neither_answers_nor_the_end(database: Database) {
        let bank = Source::start(Mood::Says(StatusCode::OK, xml(25_100.0))).await;
        let trial = trial(database, &[("Ngân hàng A", &bank)]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        bank.now(Mood::Hangs);
        trial.clock.advance(PERIOD);
        let asked = bank.asked();
        while bank.asked() == asked {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let mut slowest = Duration::ZERO;
        for _ in 0..80 {
            let start = Instant::now();
            shown(&trial).await;
            slowest = slowest.max(start.elapsed());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        eprintln!("the slowest of 80 answers while the source hangs: {slowest:?}");
        assert!(slowest < Duration::from_secs(1), "{slowest:?}");
        assert_eq!(bank.asked(), asked + 1, "one request hangs, no other is made");
        let start = Instant::now();
        trial.end().await;
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }

    async fn a_great_change_is_believed_when_it_is_said_three_times(database: Database) {
        let bank = Source::start(Mood::Says(StatusCode::OK, xml(25_100.0))).await;
        let trial = trial(database, &[("Ngân hàng A", &bank)]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        let (_, _, first) = state(&trial).await;
        let steps = [(36_000.0, 1), (36_100.0, 2), (2_510.0, 1), (36_000.0, 1), (35_900.0, 2)];
        for (usd, doubts) in steps {
            bank.says(xml(usd));
            let asked = bank.asked();
            trial.clock.advance(PERIOD);
            let again = |state| bank.asked() > asked && state == (0, doubts, first);
            until(&trial, "doubted", again).await;
            // The same number of doubts can be the one before.
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        assert_eq!(shown(&trial).await["rates"][0]["buy"], 25_100.0);
        trial.clock.advance(PERIOD);
        until(&trial, "believed", |(_, doubts, as_of)| doubts == 0 && as_of != first).await;
        a_moment().await;
        assert_eq!(shown(&trial).await["rates"][0]["buy"], 35_900.0);
        trial.end().await;
    }

    async fn the_next_source_answers_for_one_that_fails(database: Database) {
        let dead = Source::start(Mood::Says(StatusCode::BAD_GATEWAY, String::new())).await;
        let bank = Source::start(Mood::Says(StatusCode::OK, xml(25_100.0))).await;
        let trial = trial(database, &[("Ngân hàng A", &dead), ("Ngân hàng B", &bank)]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        assert_eq!(shown(&trial).await["source"], "Ngân hàng B");
        trial.end().await;
    }

    async fn a_source_that_leads_elsewhere_changes_nothing(database: Database) {
        let other = Source::start(Mood::Says(StatusCode::OK, xml(25_200.0))).await;
        let mut bank = Source::start(Mood::Says(StatusCode::OK, xml(25_100.0))).await;
        bank.url.set_query(Some("key=geheim"));
        let trial = trial(database, &[("Ngân hàng A", &bank)]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        let good = shown(&trial).await;
        for (number, to) in (1..).zip(other.elsewhere()) {
            bank.now(Mood::Leads(to, |_| String::new()));
            trial.clock.advance(PERIOD);
            until(&trial, "failed", |(failures, _, _)| failures == number).await;
        }
        a_moment().await;
        assert_eq!(shown(&trial).await, good, "the last good rates, with their time");
        assert_eq!(other.asked(), 0, "it learns no key");
        trial.end().await;
    }

    async fn a_source_that_leads_to_itself_is_followed_and_not_told_from_where(database: Database) {
        let mut bank = Source::start(Mood::Leads("/moved".into(), |_| xml(25_100.0))).await;
        bank.url.set_query(Some("key=geheim"));
        let trial = trial(database, &[("Ngân hàng A", &bank)]).await;
        until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
        assert_eq!(bank.asked(), 2);
        assert_eq!(bank.referers(), Vec::<String>::new());
        trial.end().await;
    }

    async fn without_a_source_nobody_is_asked(database: Database) {
        let trial = Trial::start(database).await;
        let answer = trial.get("~/rates").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(code(answer).await, "not_configured");
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_several_replicas_one_asks() {
    let bank = Source::start(Mood::Says(StatusCode::OK, xml(25_100.0))).await;
    let trial = trial(Database::Postgres, &[("Ngân hàng A", &bank)]).await;
    let mut others = Vec::new();
    for _ in 0..2 {
        let other = Service::start(trial.app.settings.clone(), Clock::default()).await;
        others.push(other.expect("a replica"));
    }
    until(&trial, "good", |(_, _, as_of)| as_of.is_some()).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(bank.asked(), 1);
    let address = format!("http://{}/v1/sites/xa-song-ba/rates", others[0].address);
    let answer = trial.client.get(address).send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    for other in others {
        other.end().await;
    }
    trial.end().await;
}
