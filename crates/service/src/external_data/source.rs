//! What the settings ask other servers for.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use url::Url;

use super::fetch;
use super::place::{Place, places};
use crate::config::{Rates, Settings, Weather};

/// No source is asked for one reading more often than this.
const LEAST_MINUTES: u32 = 5;

/// What a reading is of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// Exchange rates from the first of these addresses that has good ones.
    Rates(Vec<Url>),
    /// The weather of a place from this address.
    Weather(Url, &'static Place),
}

/// One reading that is asked for. Sites with the same source share it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    /// What it is of.
    pub subject: Subject,
    /// A digest of the addresses.
    pub digest: String,
    /// How often it is asked for.
    pub every_ms: i64,
}

/// How a reading is named in the database: kind, source, name.
pub(super) type Key = (String, String, String);

impl Source {
    /// The exchange rates of a site.
    #[must_use]
    pub(super) fn rates(rates: &Rates) -> Self {
        let urls: Vec<Url> = rates
            .sources
            .iter()
            .map(|source| source.url.clone())
            .collect();
        Self {
            digest: digest(&urls),
            subject: Subject::Rates(urls),
            every_ms: every(rates.every_minutes),
        }
    }

    /// The weather of a place for a site.
    #[must_use]
    pub(super) fn weather(weather: &Weather, place: &'static Place) -> Self {
        Self {
            digest: digest(std::slice::from_ref(&weather.url)),
            subject: Subject::Weather(weather.url.clone(), place),
            every_ms: every(weather.every_minutes),
        }
    }

    /// Whether no other server is asked for it.
    #[must_use]
    pub(super) fn is_file(&self) -> bool {
        match &self.subject {
            Subject::Rates(urls) => urls.iter().all(fetch::is_file),
            Subject::Weather(url, _) => fetch::is_file(url),
        }
    }

    /// Its kind in a word, for the database and for metrics.
    #[must_use]
    pub(super) const fn word(&self) -> &'static str {
        match self.subject {
            Subject::Rates(_) => "rates",
            Subject::Weather(..) => "weather",
        }
    }

    /// What tells it apart among the readings of its source.
    #[must_use]
    pub(super) const fn name(&self) -> &'static str {
        match &self.subject {
            Subject::Rates(_) => "",
            Subject::Weather(_, place) => place.id,
        }
    }

    /// Its name in the database.
    #[must_use]
    pub(super) fn key(&self) -> Key {
        (
            self.word().into(),
            self.digest.clone(),
            self.name().to_owned(),
        )
    }
}

/// Each reading once, the rates first; two sites that want the same one get it as often as the more eager one asks.
#[must_use]
pub(super) fn sources(settings: &Settings) -> Vec<Source> {
    let mut all: BTreeMap<Key, Source> = BTreeMap::new();
    for site in &settings.sites {
        let rates = site
            .rates
            .as_ref()
            .filter(|rates| !rates.sources.is_empty());
        let rates = rates.map(Source::rates);
        let weather = site
            .weather
            .iter()
            .flat_map(|weather| places(weather).map(move |place| Source::weather(weather, place)));
        for one in rates.into_iter().chain(weather) {
            let known = all.entry(one.key()).or_insert_with(|| one.clone());
            known.every_ms = known.every_ms.min(one.every_ms);
        }
    }
    all.into_values().collect()
}

fn every(minutes: u32) -> i64 {
    i64::from(minutes.max(LEAST_MINUTES)) * 60_000
}

fn digest(urls: &[Url]) -> String {
    let mut digest = Sha256::new();
    for url in urls {
        digest.update(url.as_str());
        digest.update("\n");
    }
    URL_SAFE_NO_PAD.encode(digest.finalize().get(..12).unwrap_or_default())
}
