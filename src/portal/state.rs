//! The state of the portal, and what happens when the reader goes from page to page.

use std::{cell::Cell, rc::Rc};

use web_sys::{Element, Event};

use super::{
    address::{self, Form, Step},
    pages::{Open, Pages},
    route::Route,
    settings::Settings,
    site::SiteInfo,
};
use crate::{
    host::Host,
    i18n::Language,
    page::{self, Job},
    resource::{Phase, Resource},
    view::{RwSignal, effect},
};

/// The state of one portal. Copies of it are the same.
#[derive(Clone, Copy)]
pub(super) struct Portal {
    pub host: Host,
    settings: RwSignal<Settings>,
    site: Resource<SiteInfo>,
    pages: RwSignal<Pages>,
    // What was pressed at each step: it has the focus again on the way back.
    pressed: RwSignal<Vec<(u32, Element)>>,
    arriving: Job,
    // A choice of another language ends the one before it, of which the words may still be on their way.
    speaking: Job,
}

impl Portal {
    pub(super) fn new(host: Host, settings: Settings) -> Self {
        let site = Resource::new(SiteInfo::read);
        site.load_from(settings.site.clone());
        let portal = Self {
            host,
            settings: RwSignal::new(settings),
            site,
            pages: RwSignal::new(Pages::default()),
            pressed: RwSignal::new(Vec::new()),
            arriving: Job::new(),
            speaking: Job::new(),
        };
        portal.follow_the_address();
        keep_place_when_the_page_is_left();
        portal
    }

    /// Whether there is a service, which takes what readers say, and counts.
    pub(super) fn has_service(self) -> bool {
        self.settings.get().service
    }

    /// What is known of the site so far.
    pub(super) fn site(self) -> Rc<SiteInfo> {
        self.site.get().unwrap_or_default()
    }

    /// Whether it is known what the site has.
    pub(super) fn knows_site(self) -> bool {
        self.site.progress().phase != Phase::Loading
    }

    fn form(self) -> Form {
        self.settings.get_untracked().form
    }

    /// The address of a page.
    pub(super) fn link(self, route: &Route) -> String {
        self.form().link(route)
    }

    /// The address of the pages of a kind, with `{id}` where the id belongs.
    pub(super) fn pattern(self, route: fn(String) -> Route) -> String {
        self.form().pattern(route)
    }

    /// The pages that are open.
    pub(super) fn open(self) -> Vec<Open> {
        let pages = self.pages.with(|pages| pages.open().to_vec());
        pages.unwrap_or_default()
    }

    /// The page that is shown.
    pub(super) fn route(self) -> Route {
        self.shown().map_or(Route::Front, |open| open.route)
    }

    /// Whether the page of this step is the one that is shown.
    pub(super) fn is_shown(self, step: u32) -> bool {
        self.shown().is_some_and(|open| open.step == step)
    }

    fn shown(self) -> Option<Open> {
        self.pages.with(|pages| pages.current().cloned()).flatten()
    }

    /// Goes to a page.
    pub(super) fn go(self, route: &Route) {
        address::push(&self.link(route));
    }

    /// A press on a link to a page of ours, wherever in the portal it stands, goes there without loading the page anew.
    pub(super) fn follow(self, event: &Event) {
        let is_ours = page::is_plain(event) && !event.default_prevented();
        let Some(link) = address::pressed_link(event).filter(|_| is_ours) else {
            return;
        };
        let Some(route) = self.form().target(&link) else {
            return;
        };
        event.prevent_default();
        let here = address::step().number;
        self.pressed.update(|pressed| {
            pressed.retain(|(step, _)| *step != here);
            pressed.push((here, link));
        });
        self.go(&route);
    }

    fn follow_the_address(self) {
        address::keep_places_ourselves();
        let is_first = Cell::new(true);
        effect(move || {
            let route = self.form().current();
            let step = address::step();
            let before = self.pages.with_untracked(|pages| pages.current().cloned());
            let is_there = |open: Open| open.step == step.number && open.route == route;
            if before.flatten().is_some_and(is_there) {
                return;
            }
            let mut was_there = false;
            self.pages
                .update(|pages| was_there = pages.show(step.number, route));
            self.arrive(step, was_there, is_first.replace(false));
        });
    }

    /// Puts the reader where the page begins, or where it was left.
    fn arrive(self, step: Step, was_there: bool, is_first: bool) {
        let pressed = self.pressed.get_untracked();
        let pressed = pressed.into_iter().find(|(at, _)| *at == step.number);
        let pressed = pressed.filter(|_| was_there).map(|(_, link)| link);
        let host = self.host;
        self.arriving.start(async move {
            page::frame().await;
            match pressed {
                Some(link) => focus(&link),
                None if !is_first => host.focus("[part=main]"),
                None => {}
            }
            if is_first && step.scrolled == 0.0 {
                return;
            }
            // What belongs there may have to come first.
            for _ in 0..60 {
                let before = page::scrolled();
                address::scroll_to(step.scrolled);
                let now = page::scrolled();
                if (now - step.scrolled).abs() < 2.0 {
                    break;
                }
                page::pause(50.0).await;
                // The reader has gone on.
                if (page::scrolled() - now).abs() > 2.0 && (now - before).abs() < 2.0 {
                    break;
                }
            }
        });
    }
}

fn focus(element: &Element) {
    let stay = page::object(&[("preventScroll", true.into())]);
    page::call(element, "focus", &[stay]);
}

/// A page that is loaded anew is where it was.
fn keep_place_when_the_page_is_left() {
    let leaving = Job::new();
    effect(move || {
        leaving.start(async {
            loop {
                page::event(&page::window(), &["pagehide"]).await;
                address::keep_place();
            }
        });
    });
}

/// The key under which the reader's language is kept.
const LANGUAGE: &str = "language";

/// Speaks the language that the reader has chosen before.
pub(super) fn speak_as_before(host: Host) {
    effect(move || {
        if let Some(language) = page::remembered(LANGUAGE) {
            page::spawn(Box::pin(say_language(host, language)));
        }
    });
}

// In English once its words are there: the page changes once.
async fn say_language(host: Host, language: String) {
    if language == Language::En.tag() {
        page::bring_english().await;
    }
    if let Some(element) = host.element() {
        let _ = element.set_attribute("lang", &language);
    }
}

impl Portal {
    /// Speaks another language from now on.
    pub(super) fn speak(self, language: &str) {
        page::remember(LANGUAGE, Some(language));
        self.speaking
            .start(say_language(self.host, language.into()));
    }

    /// The address of the feed that the service makes of the site.
    pub(super) fn rss(self) -> Option<String> {
        match self.form() {
            Form::Path(folder) if self.has_service() => {
                Some(bangtin_model::join(&[&folder, "/rss.xml"]))
            }
            _ => None,
        }
    }
}
