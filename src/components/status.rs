//! What an element shows while its content is on the way, old, missing or refused.

use super::announce::{announce, announce_misconfigured};
use crate::{
    attributes::Misconfigured,
    failure::Failure,
    host::Host,
    i18n::{Common, Words, saved_line, t},
    page,
    resource::{Phase, Progress, Retry},
    view::{View, component, view},
};

/// Says that the content is on its way, to those who cannot see the skeleton.
#[component]
pub fn LoadingNote() -> View {
    view! { <p class="unseen" role="status">{t(Common::Loading)}</p> }
}

/// Holds the place of so many lines.
#[component]
pub fn Skeleton(lines: usize) -> View {
    let mut blank = Vec::new();
    for _ in 0..lines {
        blank.push(view! { <span></span> });
    }
    // What keeps the room of the content while it loads.
    view! { <div part="skeleton" class="blank" aria-hidden="true">{blank}</div> }
}

/// The age of a saved copy, for as long as it is shown.
#[component]
pub fn SavedNote(progress: Progress) -> View {
    let line = progress.saved.map(|saved| {
        let mut line = saved_line(&Words::here(), saved, page::now());
        if progress.refresh_failed {
            line.push_str(". ");
            line.push_str(&t(Common::RefreshFailed));
        }
        line
    });
    // The line with the age of a saved copy.
    view! { <div role="status">{line.map(|line| view! { <p part="stale" class="note">{line}</p> })}</div> }
}

/// The plain sentence of a source that has nothing, or of a failure with "Thử lại"; below it what stands inside the tag.
#[component]
pub fn Unavailable(
    phase: Phase,
    /// What is said where there is nothing.
    #[prop(default = Common::NotFound)]
    empty: Common,
    retry: Retry,
) -> View {
    match phase {
        Phase::Failed(failure) => view! { <Failed failure retry/> },
        _ => view! { <Nothing sentence=t(empty)/> },
    }
}

/// The plain sentence of a source that has nothing; below it what stands inside the tag.
#[component]
pub fn Nothing(sentence: String) -> View {
    // The sentence of a source that has nothing.
    view! { <div><p part="empty" class="notice">{sentence}</p><slot></slot></div> }
}

/// The plain sentence of a failure and "Thử lại"; below it what stands inside the tag.
#[component]
pub fn Failed(failure: Failure, retry: Retry) -> View {
    view! {
        <div>
            <div class="notice" role="alert">
                // The sentence of a failure.
                <p part="failure">{t(failure.message())}</p>
                // The button that tries again.
                <button part="retry" type="button" on:click=move |_| retry()>{t(Common::Retry)}</button>
            </div>
            <slot></slot>
        </div>
    }
}

/// A wrong attribute: readers see one plain sentence, above what stands inside the tag. What is wrong is told to who set the page up.
#[component]
pub fn Misconfiguration(host: Host, wrong: Misconfigured) -> View {
    announce_misconfigured(host, wrong);
    view! {
        <div>
            <p part="failure" class="notice" role="note">{t(Common::NotNow)}</p>
            <slot></slot>
        </div>
    }
}

/// What stands inside the tag, and nothing else.
#[component]
pub fn AsItIs(host: Host) -> View {
    announce(host, || Progress::ready(None));
    view! { <div><slot></slot></div> }
}
