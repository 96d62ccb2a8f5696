//! Whose weather is shown, and where it comes from.

use bangtin_model::{
    FromNode,
    answers::{Weather, WeatherPlace, WeatherPlaces},
    join,
};
use bangtin_sources::Node;

use super::PLACE;
use crate::{
    attributes::Misconfigured,
    page,
    resource::{Progress, Resource, Retry},
    view::{Memo, RwSignal, effect},
    widgets::external_data::Origin,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    pub origin: Origin,
    /// The place that the page names.
    pub usual: Option<String>,
}

/// The state of a weather element.
#[derive(Clone, Copy)]
pub(super) struct Forecast {
    settings: RwSignal<Option<Settings>>,
    /// That of the place; of a file, that of all its places.
    weather: Resource<Vec<Weather>>,
    /// What can be chosen.
    places: Places,
    /// What the reader has chosen, now or on an earlier visit.
    chosen: RwSignal<Option<String>>,
    wanted: Memo<Option<String>>,
}

impl Forecast {
    pub(super) fn new(settings: Settings) -> Self {
        let (chosen, usual) = (
            RwSignal::new(page::remembered(PLACE)),
            settings.usual.clone(),
        );
        let weather = Resource::new(|answer| {
            let mut all: Vec<Weather> = Vec::from_node(&answer.node).unwrap_or_default();
            if answer.node.is_object() {
                all.extend(Weather::from_node(&answer.node));
            }
            (!all.is_empty()).then_some(all)
        });
        let places = match &settings.origin {
            Origin::File(_) => Places::InTheFile(weather),
            Origin::Service(address) => {
                let places = Resource::new(|answer| WeatherPlaces::from_node(&answer.node));
                places.load_from(join(&[address, "/places"]));
                Places::OfTheService(places)
            }
        };
        let wanted = Memo::new(move || {
            let known = places.known();
            let candidates = [chosen.get(), usual.clone()];
            candidates
                .into_iter()
                .flatten()
                .find(|id| known.is_empty() || is_one(&known, id))
        });
        match settings.origin.clone() {
            Origin::File(address) => weather.load_from(address),
            Origin::Service(address) => {
                effect(move || {
                    let query = wanted.get().map(|id| page::encoded(&id));
                    let address = match query {
                        Some(id) => join(&[&address, "?place=", &id]),
                        None => address.clone(),
                    };
                    weather.follow(Some(&address));
                });
            }
        }
        Self {
            settings: RwSignal::new(Some(settings)),
            weather,
            places,
            chosen,
            wanted,
        }
    }

    /// What can be chosen; until that is known, what is shown.
    pub(super) fn known(self) -> Vec<WeatherPlace> {
        let known = self.places.known();
        match known.is_empty() {
            true => places_of(self.weather),
            false => known,
        }
    }

    /// The place that is shown, or about to be.
    pub(super) fn place(self) -> Option<String> {
        let shown = || self.current().map(|weather| weather.place);
        self.wanted.get().or_else(shown)
    }

    /// The weather of that place.
    pub(super) fn current(self) -> Option<Weather> {
        let all = self.weather.get()?;
        let wanted = self.wanted.get();
        let of_place = all.iter().find(|one| Some(&one.place) == wanted.as_ref());
        of_place.or(all.first()).cloned()
    }

    /// Shows another place from now on, and on the next visit.
    pub(super) fn choose(self, id: String) {
        page::remember(PLACE, Some(&id));
        self.chosen.set(Some(id));
    }

    pub(super) fn progress(self) -> Progress {
        let progress = self.weather.progress();
        match self.settings.get() {
            Some(settings) => settings.origin.judged(progress),
            None => progress,
        }
    }

    pub(super) fn retry(self) -> Retry {
        self.weather.retry()
    }

    /// The place that the page names is none of those that there are.
    pub(super) fn wrong(self) -> Option<Misconfigured> {
        let usual = self.settings.get()?.usual?;
        let known = self.places.known();
        if known.is_empty() || is_one(&known, &usual) {
            return None;
        }
        let mut takes = String::new();
        for place in &known {
            if !takes.is_empty() {
                takes.push_str(", ");
            }
            takes.push_str(&place.id);
        }
        Some(Misconfigured {
            attribute: PLACE,
            value: usual,
            takes,
        })
    }
}

/// Who says which places there are.
#[derive(Clone, Copy)]
enum Places {
    OfTheService(Resource<WeatherPlaces>),
    InTheFile(Resource<Vec<Weather>>),
}

impl Places {
    /// None before that is known.
    fn known(self) -> Vec<WeatherPlace> {
        match self {
            Self::OfTheService(places) => places
                .get()
                .map(|places| places.places.clone())
                .unwrap_or_default(),
            Self::InTheFile(weather) => places_of(weather),
        }
    }
}

fn places_of(weather: Resource<Vec<Weather>>) -> Vec<WeatherPlace> {
    let mut places = Vec::new();
    for Weather { place, name, .. } in weather.get().iter().flat_map(|all| all.iter()) {
        places.push(WeatherPlace {
            id: place.clone(),
            name: name.clone(),
        });
    }
    places
}

fn is_one(known: &[WeatherPlace], id: &str) -> bool {
    known.iter().any(|place| place.id == id)
}
