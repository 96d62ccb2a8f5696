//! Where the address of the page says which page of the portal is shown, and how it is changed.
//!
//! - with `paths="/"`: in its path, below that folder, where the server sends every path to the page;
//! - else in its query, `?xem=/tin/42`, where the host keeps unknown queries;
//! - with `address="fragment"`: in its fragment, `#/tin/42`.

use bangtin_model::{join, split_once};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::route::Route;
use crate::page;

/// Which part of the address is ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The path, below this folder, which has no slash at its end.
    Path(String),
    /// The query.
    #[default]
    Query,
    /// The fragment.
    Fragment,
}

/// Ours in the query.
const NAME: &str = "xem=";

impl Form {
    /// The page that the address names now. What asks runs again when the address has changed.
    pub fn current(&self) -> Route {
        page::track_moves();
        self.read(&page::member(&page::window(), "location"))
    }

    /// The page that a link leads to; `None` for another site, and for what is no page of ours.
    pub fn target(&self, link: &Element) -> Option<Route> {
        let said = |name| page::member(link, name).as_string().unwrap_or_default();
        let here = page::member(&page::window(), "location");
        let is_elsewhere = said("origin") != text(&here, "origin");
        if is_elsewhere || link.has_attribute("download") || !said("target").is_empty() {
            return None;
        }
        let is_this_page = || said("pathname") == text(&here, "pathname");
        match self {
            Self::Path(_) => {}
            Self::Query if is_this_page() && member_of(&said("search")).is_some() => {}
            // The front page: the same page with nothing of ours.
            Self::Query if is_this_page() && said("hash").is_empty() => {}
            Self::Fragment if is_this_page() && said("hash").starts_with("#/") => {}
            _ => return None,
        }
        Some(self.read(link)).filter(|route| *route != Route::NotFound)
    }

    /// The page that a location or a link names.
    fn read(&self, place: &JsValue) -> Route {
        let said = |name| text(place, name);
        let path = match self {
            Self::Path(folder) => match said("pathname").strip_prefix(&**folder) {
                Some(path) => join(&[path, &said("search")]),
                None => return Route::NotFound,
            },
            Self::Query => {
                let query = said("search");
                member_of(&query).map(with_slashes).unwrap_or_default()
            }
            Self::Fragment => {
                let hash = said("hash");
                let ours = hash.strip_prefix('#').filter(|ours| ours.starts_with('/'));
                ours.unwrap_or_default().to_owned()
            }
        };
        Route::parse(&path, decoded)
    }

    /// The address of a page, from the root of the site.
    pub fn link(&self, route: &Route) -> String {
        self.at(&route.path(page::encoded))
    }

    /// The address of the pages of a kind, with `{id}` where the id belongs.
    pub fn pattern(&self, route: fn(String) -> Route) -> String {
        self.at(&route("{id}".into()).path(str::to_owned))
    }

    fn at(&self, path: &str) -> String {
        let here = page::member(&page::window(), "location");
        let root = || text(&here, "pathname");
        match self {
            Self::Path(folder) => join(&[folder, path]),
            Self::Query if path == "/" => root(),
            Self::Query => join(&[&root(), "?", NAME, path]),
            Self::Fragment => join(&[&root(), &text(&here, "search"), "#", path]),
        }
    }
}

/// What a query says of ours.
fn member_of(query: &str) -> Option<&str> {
    let mut rest = query.strip_prefix('?')?;
    loop {
        let (pair, after) = split_once(rest, b'&').unwrap_or((rest, ""));
        if let Some(ours) = pair.strip_prefix(NAME) {
            return Some(ours);
        }
        if after.is_empty() {
            return None;
        }
        rest = after;
    }
}

/// Some write `%2F` for the slashes of a query.
fn with_slashes(path: &str) -> String {
    match path.starts_with('/') {
        true => path.to_owned(),
        false => decoded(path).unwrap_or_default(),
    }
}

fn text(place: &JsValue, name: &str) -> String {
    page::member(place, name).as_string().unwrap_or_default()
}

fn decoded(text: &str) -> Option<String> {
    js_sys::decode_uri_component(text).ok().map(Into::into)
}

/// Where in the history of the tab a page is, and how far it was scrolled when it was left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Step {
    /// Counts up from 0.
    pub number: u32,
    /// In CSS pixels.
    pub scrolled: f64,
}

fn history() -> JsValue {
    page::member(&page::window(), "history")
}

const STATE: &str = "bangtinPortal";

/// The step at which the tab is.
pub fn step() -> Step {
    let state = page::member(&page::member(&history(), "state"), STATE);
    let numbers = state.dyn_into::<Array>().unwrap_or_default();
    let number = |index| numbers.get(index).as_f64().unwrap_or_default();
    Step {
        number: number(0) as u32,
        scrolled: number(1),
    }
}

fn write(change: &str, step: Step, address: &JsValue) {
    let numbers = Array::of2(&f64::from(step.number).into(), &step.scrolled.into());
    let state = page::object(&[(STATE, numbers.into())]);
    // A page in a sandbox has no address of its own: then nothing is written.
    page::call(
        &history(),
        change,
        &[state, JsValue::from_str(""), address.clone()],
    );
}

/// Keeps how far the page is scrolled, for the way back.
pub fn keep_place() {
    let step = Step {
        scrolled: page::scrolled(),
        ..step()
    };
    write("replaceState", step, &JsValue::UNDEFINED);
}

/// Goes on to an address.
pub fn push(address: &str) {
    keep_place();
    let step = Step {
        number: step().number + 1,
        scrolled: 0.0,
    };
    write("pushState", step, &JsValue::from_str(address));
    page::moved();
}

/// The browser shall not look for the place on the way back: what is there comes later.
pub fn keep_places_ourselves() {
    let _ = js_sys::Reflect::set(
        &history(),
        &JsValue::from_str("scrollRestoration"),
        &JsValue::from_str("manual"),
    );
}

/// Scrolls the page, at once.
pub fn scroll_to(top: f64) {
    let place = page::object(&[
        ("top", top.into()),
        ("behavior", JsValue::from_str("instant")),
    ]);
    page::call(&page::window(), "scrollTo", &[place]);
}

/// The link that is pressed, through the shadow roots of the elements within.
pub fn pressed_link(event: &Event) -> Option<Element> {
    let path: Array = page::call(event, "composedPath", &[])?.dyn_into().ok()?;
    path.iter()
        .filter_map(|node| node.dyn_into::<Element>().ok())
        .find(|element| element.local_name() == "a" && element.has_attribute("href"))
}
