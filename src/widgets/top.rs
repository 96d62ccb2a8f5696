//! `<bangtin-top>`: a button that leads back to the top of a long page, once it is scrolled by a screen.

use crate::{
    attributes::attributes,
    components::{announce, configured},
    host::Host,
    i18n::{PageToolMessage, t},
    page::{self, Job},
    resource::Progress,
    view::{RwSignal, View, component, effect, view},
};

attributes! {}

// How often it looks how far the page is scrolled, in milliseconds.
const BETWEEN: f64 = 120.0;

/// The view of the element.
pub(super) fn top(host: Host) -> View {
    host.style("top", style!("top"));
    let read = |host: Host| host.judge_shared();
    let make = |()| is_below();
    configured(
        host,
        read,
        make,
        move |is_below| view! { <Top host is_below/> },
    )
}

/// Whether the page is scrolled by more than a screen.
fn is_below() -> RwSignal<bool> {
    let (is_below, following) = (RwSignal::new(false), Job::new());
    effect(move || following.start(follow_the_scrolling(is_below)));
    is_below
}

async fn follow_the_scrolling(is_below: RwSignal<bool>) {
    let window = page::window();
    loop {
        let screen = page::member(&window, "innerHeight")
            .as_f64()
            .unwrap_or_default();
        let now = page::scrolled() > screen;
        if is_below.get_untracked() != now {
            is_below.set(now);
        }
        page::event(&window, &["scroll"]).await;
        page::pause(BETWEEN).await;
    }
}

/// The button, once the page is scrolled by more than a screen; before, there is none that could be reached.
#[component]
fn Top(host: Host, is_below: RwSignal<bool>) -> View {
    announce(host, || Progress::ready(None));
    view! {
        <div>
            {move || is_below.get().then(|| view! {
                // The button.
                <button part="top" class="top" type="button" on:click=|_| page::rise()>
                    <span class="arrow" aria-hidden="true"></span>
                    {t(PageToolMessage::ToTop)}
                </button>
            })}
        </div>
    }
}
