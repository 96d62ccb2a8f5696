//! `<bangtin-top>`: a button that leads back to the top of a long page, once it is scrolled by a screen.

mod place;

use crate::{
    attributes::attributes,
    components::{announce, configured},
    host::Host,
    i18n::{PageToolMessage, t},
    page::{self, Job},
    resource::Progress,
    view::{RwSignal, View, component, effect, view},
};
use place::{Side, free_side};

attributes! {}

// How often it looks how far the page is scrolled, in milliseconds.
const BETWEEN: f64 = 120.0;

/// The view of the element.
pub(super) fn top(host: Host) -> View {
    host.style("top", style!("top"));
    let read = |host: Host| host.judge_shared();
    let make = move |()| shown_at(host);
    configured(host, read, make, move |side| view! { <Top host side/> })
}

/// Where the button stands: once the page is scrolled by more than a screen, and where it lies on no control of the page.
fn shown_at(host: Host) -> RwSignal<Option<Side>> {
    let (side, following) = (RwSignal::new(None), Job::new());
    effect(move || following.start(follow_the_scrolling(host, side)));
    side
}

async fn follow_the_scrolling(host: Host, side: RwSignal<Option<Side>>) {
    let window = page::window();
    loop {
        let screen = page::member(&window, "innerHeight")
            .as_f64()
            .unwrap_or_default();
        let now = (page::scrolled() > screen)
            .then(|| free_side(host))
            .flatten();
        if side.get_untracked() != now {
            side.set(now);
        }
        page::event(&window, &["scroll", "resize"]).await;
        page::pause(BETWEEN).await;
    }
}

/// The button, where there is one; else there is none that could be reached.
#[component]
fn Top(host: Host, side: RwSignal<Option<Side>>) -> View {
    announce(host, || Progress::ready(None));
    view! {
        <div>
            {move || side.get().map(|side| view! {
                <button
                    // The button.
                    part="top"
                    class="top"
                    type="button"
                    data-side=side.name()
                    on:click=|_| page::rise()
                >
                    <span class="arrow" aria-hidden="true"></span>
                    {t(PageToolMessage::ToTop)}
                </button>
            })}
        </div>
    }
}
