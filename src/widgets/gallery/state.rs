//! A gallery, and which of its albums the reader has opened.

use std::{cell::RefCell, rc::Rc};

use bangtin_model::{decimal, join};

use super::{
    content::{Content, content},
    settings::{Settings, Shows},
};
use crate::{
    host::Host,
    page,
    resource::{Phase, Resource},
    view::{RwSignal, effect},
    widgets::inline_reader::quoted,
};

/// The name of the open album in the page's address.
pub(super) const NAME: &str = "anh";

// Marks a step of the history that an album was opened by.
const STEP: &str = "bangtinAlbum";

/// The state of a gallery.
#[derive(Clone, Copy)]
pub(super) struct Gallery {
    pub host: Host,
    pub content: Resource<Content>,
    settings: RwSignal<Rc<Settings>>,
    // How many times the limit is shown.
    steps: RwSignal<usize>,
}

impl Gallery {
    pub(super) fn new(host: Host, settings: Settings) -> Self {
        let settings = Rc::new(settings);
        Self {
            host,
            content: content(settings.clone()),
            settings: RwSignal::new(settings),
            steps: RwSignal::new(1),
        }
    }

    pub(super) fn settings(self) -> Rc<Settings> {
        self.settings.get_untracked()
    }

    /// How many albums or pictures are shown.
    pub(super) fn wanted(self) -> usize {
        self.settings().limit.saturating_mul(self.steps.get())
    }

    /// "Xem thêm", below so many: the focus goes to the first that it brings.
    pub(super) fn ask_for_more(self, below: usize) {
        self.steps.set(self.steps.get_untracked() + 1);
        let next = decimal(below as u64 + 1);
        self.host.focus(&join(&["ul > :nth-child(", &next, ") a"]));
    }

    /// Whether albums are opened in this place, where the page's address names the open one.
    pub(super) fn opens_here(self) -> bool {
        let settings = self.settings();
        settings.shows == Shows::All && !settings.mosaic && settings.pattern.is_none()
    }

    /// The album that is open.
    pub(super) fn opened(self) -> Option<String> {
        match &self.settings().shows {
            Shows::Album(id) => Some(id.clone()),
            _ if self.opens_here() => page::in_address(NAME),
            _ => None,
        }
    }

    /// Where the reader opens an album a screen reader begins at its title; back among the albums at the one that was open.
    pub(super) fn follow_the_reader(self) {
        let before: RefCell<Option<Option<String>>> = RefCell::new(None);
        effect(move || {
            if self.content.progress().phase != Phase::Ready {
                return;
            }
            let opened = self.opened();
            let before = before.replace(Some(opened.clone()));
            match (before.flatten(), opened) {
                (before, Some(id)) if before.as_ref() != Some(&id) && self.opens_here() => {
                    self.host.focus("[part=album-title]");
                    if let Some(element) = self.host.element() {
                        page::bring_to_sight(element);
                    }
                }
                (Some(id), None) => {
                    self.host
                        .focus(&join(&["a[data-item=\"", &quoted(&id), "\"]"]));
                }
                _ => {}
            }
        });
    }
}

/// Names an album in the page's address; Back leads to where the reader was.
pub(super) fn open(_: Host, album: &str) {
    push(Some(album));
}

/// Takes the album out of the page's address: a step back where the reader came from the albums.
pub(super) fn leave() {
    let history = page::member(&page::window(), "history");
    let came = page::member(&page::member(&history, "state"), STEP);
    if came.is_truthy() {
        page::call(&history, "back", &[]);
    } else {
        push(None);
    }
}

fn push(album: Option<&str>) {
    let address = page::address_with(album, NAME);
    page::go_on(&address, STEP, album.is_some().into());
}
