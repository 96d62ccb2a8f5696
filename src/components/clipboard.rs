//! "Sao chép": what stands on the page into the reader's clipboard, where the browser allows it.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{
    i18n::{CopyMessage, t, t_with},
    page::{self, Job},
    view::{RwSignal, View, component, view},
};

// How long the element says that something was copied, in milliseconds.
const SAID: f64 = 4_000.0;

/// What an element has copied last.
#[derive(Clone, Copy)]
pub struct Clipboard {
    last: RwSignal<Option<(CopyMessage, String)>>,
    copying: Job,
}

impl Clipboard {
    /// Nothing yet.
    #[allow(clippy::new_without_default, reason = "it belongs to an owner")]
    pub fn new() -> Self {
        Self {
            last: RwSignal::new(None),
            copying: Job::new(),
        }
    }

    fn copy(self, text: String) {
        self.copying.start(async move {
            let said = match write(&text).await {
                Some(_) => CopyMessage::Copied,
                None => CopyMessage::Failed,
            };
            self.last.set(Some((said, text)));
            page::pause(SAID).await;
            self.last.set(None);
        });
    }
}

/// A button that copies a text; none where the browser has no clipboard for this page.
#[component]
pub fn CopyButton(
    clipboard: Clipboard,
    text: String,
    /// What it says, in place of "Sao chép".
    #[prop(optional)]
    label: Option<String>,
    /// Tells it from other buttons, for those who listen.
    #[prop(optional)]
    about: Option<String>,
) -> View {
    view! {
        {browsers_own().map(|_| view! {
            <button
                // A button that copies.
                part="copy"
                class="copy"
                type="button"
                on:click=move |_| clipboard.copy(text.clone())
            >
                {label.unwrap_or_else(|| t(CopyMessage::Copy))}
                {about.map(|about| view! { <span class="unseen">" "{about}</span> })}
            </button>
        })}
    }
}

/// Says what was copied, to be seen and heard.
#[component]
pub fn Copied(clipboard: Clipboard) -> View {
    view! {
        <div role="status">
            {move || clipboard.last.get().map(|(said, text)| view! {
                // Says what was copied.
                <p part="copied" class="note">{t_with(said, &text)}</p>
            })}
        </div>
    }
}

fn browsers_own() -> Option<JsValue> {
    let clipboard = page::member(&page::member(&page::window(), "navigator"), "clipboard");
    clipboard.is_object().then_some(clipboard)
}

async fn write(text: &str) -> Option<JsValue> {
    let written = page::call(&browsers_own()?, "writeText", &[JsValue::from_str(text)])?;
    JsFuture::from(written.dyn_into::<Promise>().ok()?)
        .await
        .ok()
}
