//! The form's file: when it comes, and what it is meanwhile. What a writer asks of the own comments is in it too.

use std::rc::Rc;

use bangtin_model::answers::Comment;
use leptos::prelude::{Owner, untrack};
use wasm_bindgen::JsValue;

use super::{state::Comments, threads::AddOwn};
use crate::{
    failure::Failure,
    host::Host,
    page::{self, Job, call, member},
    parts::SplitLoaderError,
    resource::Phase,
    view::{RwSignal, View, effect},
    widgets::lazy::comment_form_file,
};

/// Makes the view of the form, below the comment that is being answered.
pub(in crate::widgets) type FormView = Rc<dyn Fn(Option<Comment>) -> View>;

/// What the file makes for who writes, or has written.
#[derive(Clone)]
pub(in crate::widgets) struct Writer {
    pub(super) form: FormView,
    pub(super) add_own: AddOwn,
    /// What a writer can do with an own comment, by its id: ask for a mail about the answer, take it back.
    pub(super) take_back: Rc<dyn Fn(String) -> View>,
}

/// Makes that from the file.
pub(in crate::widgets) type MakeWriter = fn(Comments) -> Writer;

/// How far the form has come.
#[derive(Clone, Default)]
pub(super) enum Arrival {
    /// Not asked for: its place has not been in sight, or the reader saves data and has not pressed.
    #[default]
    Away,
    /// On its way.
    Coming,
    /// There, and nothing is made from it yet.
    Came(MakeWriter),
    There(Writer),
    Failed(Failure),
}

/// The form's file.
#[derive(Clone, Copy)]
pub(super) struct FormFile {
    arrival: RwSignal<Arrival>,
    coming: Job,
}

impl FormFile {
    pub(super) fn new() -> Self {
        Self {
            arrival: RwSignal::new(Arrival::Away),
            coming: Job::new(),
        }
    }

    /// How far it has come.
    pub(super) fn arrival(self) -> Arrival {
        self.arrival.get()
    }

    /// Whether it comes by a press alone.
    pub(super) fn waits_for_a_press(self) -> bool {
        matches!(self.arrival(), Arrival::Away) && page::saves_data()
    }

    /// Brings the form once its place is in sight, and again when the network is back. Who saves data presses for it. Who has written here
    /// has it at once.
    pub(super) fn follow(self, comments: Comments) {
        effect(move || {
            page::track_return();
            let is_wanted =
                comments.first.progress().phase == Phase::Ready && comments.closed().is_none();
            match self.arrival.get_untracked() {
                // What has become of the own comments is asked by it.
                Arrival::Away if comments.has_written() => self.coming.start(self.bring()),
                Arrival::Away if is_wanted && !page::saves_data() => {
                    self.coming.start(async move {
                        in_sight(comments.host, PLACE).await;
                        self.bring().await;
                    });
                }
                Arrival::Failed(_) => self.coming.start(self.bring()),
                _ => {}
            }
        });
        // What is written lives as long as the comments, wherever the form stands: it is made here, once, and not of this effect, which
        // ends what it has made when it runs again.
        let owner = Owner::current();
        effect(move || {
            if let (Arrival::Came(make), Some(owner)) = (self.arrival.get(), &owner) {
                let make = comments.server.writer.unwrap_or(make);
                let writer = owner.with(|| untrack(|| make(comments)));
                self.arrival.set(Arrival::There(writer));
            }
        });
    }

    /// What puts the own comments into the list.
    pub(super) fn add_own(self) -> Option<AddOwn> {
        match self.arrival.get() {
            Arrival::There(writer) => Some(writer.add_own),
            _ => None,
        }
    }

    /// What takes an own comment back.
    pub(super) fn take_back(self, id: &str) -> Option<View> {
        match self.arrival.get() {
            Arrival::There(writer) => Some((writer.take_back)(id.into())),
            _ => None,
        }
    }

    /// Leads the reader to a field of the form, which is brought for that; but not a reader who has gone on meanwhile.
    pub(super) fn lead_to(self, comments: Comments, field: &'static str) {
        self.coming.start(async move {
            if !matches!(self.arrival.get_untracked(), Arrival::There(_)) {
                let began_at = focused();
                self.bring().await;
                if focused().is_some_and(|focused| Some(focused) != began_at) {
                    return;
                }
            }
            comments.host.focus(match self.arrival.get_untracked() {
                Arrival::Failed(_) => "[part=retry]",
                _ => field,
            });
        });
    }

    async fn bring(self) {
        self.arrival.set(Arrival::Coming);
        match comment_form_file().await {
            Ok(make) => self.arrival.set(Arrival::Came(make)),
            Err(SplitLoaderError) => self.arrival.set(Arrival::Failed(match page::online() {
                true => Failure::Unreachable,
                false => Failure::Offline,
            })),
        }
    }
}

// Where the form stands.
const PLACE: &str = ".writing";
// Milliseconds between two looks at whether it is in sight.
const LOOK: f64 = 250.0;

/// Waits until something in an element's view is in the reader's sight. It looks by itself: what an observer of the browser calls would be
/// made by functions of the page, which old libraries have changed.
pub(super) async fn in_sight(host: Host, selector: &str) {
    // The view is being made.
    page::frame().await;
    while place(host, selector).is_some_and(|place| !is_seen(&place)) {
        page::pause(LOOK).await;
    }
}

/// What has the focus, through all shadow roots. None where nothing has it, as after the browser has removed what had it.
fn focused() -> Option<JsValue> {
    let active = |root: &JsValue| Some(member(root, "activeElement")).filter(JsValue::is_truthy);
    let document = page::document();
    let mut focused = active(&document).filter(|it| *it != member(&document, "body"))?;
    while let Some(inner) = active(&member(&focused, "shadowRoot")) {
        focused = inner;
    }
    Some(focused)
}

fn place(host: Host, selector: &str) -> Option<JsValue> {
    let root = member(&host.element()?.into(), "shadowRoot");
    call(&root, "querySelector", &[selector.into()]).filter(JsValue::is_truthy)
}

fn is_seen(place: &JsValue) -> bool {
    let bounds = call(place, "getBoundingClientRect", &[]).unwrap_or_default();
    let number = |of: &JsValue, name: &str| member(of, name).as_f64().unwrap_or_default();
    number(&bounds, "bottom") > 0.0
        && number(&bounds, "top") < number(&page::window(), "innerHeight")
}
