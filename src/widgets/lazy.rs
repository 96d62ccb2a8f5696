//! An element whose code is a file of its own: on the way, there, or not to be had.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use crate::{
    components::{failed, loading},
    elements::host::{Host, Work},
    failure::Failure,
    i18n::Words,
    markup::{Markup, el},
    page,
    parts::SplitLoaderError,
};

/// Makes the view of an element as it now is.
pub(super) type View = Rc<dyn Fn() -> Markup>;

/// The code of a view on its way.
pub(super) type Coming = Pin<Box<dyn Future<Output = Result<View, SplitLoaderError>>>>;

/// Begins to bring the code of a view.
pub(super) type Bring = Rc<dyn Fn() -> Coming>;

/// Shows a view whose code is brought first. `place` is the class of what keeps its room meanwhile.
pub(super) fn open(host: Host, place: &'static str, bring: fn(Host) -> Coming) {
    let slot = Rc::<Slot>::default();
    let bring: Bring = Rc::new(move || bring(host));
    host.show(move || slot.view(host, "", place, &bring));
}

/// The place of a view in an element.
#[derive(Default)]
pub(super) struct Slot(RefCell<State>);

#[derive(Clone, Default)]
enum State {
    #[default]
    Nothing,
    Coming(String),
    There(String, View),
    Failed(String, Failure),
}

impl Slot {
    /// The element shows something else: the view goes, with what it said of the page.
    pub(super) fn clear(&self) {
        drop(self.0.take());
    }

    /// The view of this name; another name is another view, which is brought anew.
    pub(super) fn view(
        self: &Rc<Self>,
        host: Host,
        name: &str,
        place: &'static str,
        bring: &Bring,
    ) -> Markup {
        let state = self.0.borrow().clone();
        match state {
            State::There(shown, view) if shown == name => return view(),
            State::Failed(shown, failure) if shown == name => {
                if host.mark("failed", false) {
                    host.tell("bangtin-error", "failure", failure.code());
                }
                let (slot, name, bring) = (self.clone(), name.to_owned(), bring.clone());
                let retry: Rc<dyn Fn()> = Rc::new(move || {
                    slot.begin(host, &name, &bring);
                    host.touch();
                });
                return failed(host, &Words::of(host), failure, retry);
            }
            State::Coming(shown) if shown == name => {}
            _ => self.begin(host, name, bring),
        }
        host.mark("loading", false);
        el("div").class(place).with(loading(&Words::of(host)))
    }

    fn begin(self: &Rc<Self>, host: Host, name: &str, bring: &Bring) {
        host.on_retry(None);
        let (slot, name) = (self.clone(), name.to_owned());
        slot.0.replace(State::Coming(name.clone()));
        let coming = bring();
        host.spawn(Work::Code, async move {
            let state = match coming.await {
                Ok(view) => State::There(name, view),
                Err(SplitLoaderError) if page::online() => {
                    State::Failed(name, Failure::Unreachable)
                }
                Err(SplitLoaderError) => State::Failed(name, Failure::Offline),
            };
            slot.0.replace(state);
            host.touch();
        });
    }
}
