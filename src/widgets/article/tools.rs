//! The reading tools: text size, contrast, reading aloud, print.

use web_sys::Event;

use crate::{
    components::{Ask, Display, Speech, Spoken, pressed},
    host::Host,
    i18n::{ArticleMessage, t},
    page,
    view::{View, component, view},
};

/// The bar above the text. Words rather than signs: a cheap phone's font lacks many a sign, and an older reader need not guess.
#[component]
pub(super) fn Toolbar(
    host: Host,
    speech: Speech,
    /// Whether there is a recording to be heard where the device has no voice.
    is_recorded: bool,
) -> View {
    view! {
        // The bar of reading tools.
        <div class="toolbar" part="tools" role="group" aria-label=t(ArticleMessage::Tools)>
            <button
                type="button"
                // A button of the bar.
                part="tool"
                data-tool="smaller"
                on:click=move |_| Display::choose(host, Display::smaller)
            >
                "A−"<span class="unseen">{t(ArticleMessage::Smaller)}</span>
            </button>
            <button
                type="button"
                part="tool"
                data-tool="larger"
                on:click=move |_| Display::choose(host, Display::larger)
            >
                "A+"<span class="unseen">{t(ArticleMessage::Larger)}</span>
            </button>
            <button
                type="button"
                part="tool"
                data-tool="contrast"
                aria-pressed=|| pressed(Display::get().high_contrast)
                on:click=move |_| Display::choose(host, Display::other_contrast)
            >
                {t(ArticleMessage::Contrast)}
            </button>
            {move || (is_recorded || speech.has_voice() == Some(true)).then(|| view! {
                <button
                    type="button"
                    part="tool"
                    data-tool="speak"
                    on:click=move |_| speech.ask(Ask::BeginOrStop)
                >
                    {move || t(match speech.spoken() {
                        Spoken::Silent => ArticleMessage::Speak,
                        _ => ArticleMessage::Silence,
                    })}
                </button>
            })}
            <button type="button" part="tool" data-tool="print" on:click=|event| print(&event)>
                {t(ArticleMessage::Print)}
            </button>
        </div>
    }
}

/// Why the article cannot be heard. Below it, for it is known only when the text is being read: nothing of that shall move.
#[component]
pub(super) fn Silent(speech: Speech) -> View {
    view! {
        {move || (speech.has_voice() == Some(false)).then(|| view! {
            // Why the article cannot be read aloud.
            <p part="silent" class="note silent">{t(ArticleMessage::NoVoice)}</p>
        })}
    }
}

/// Prints the article in which the button was pressed; where the file for it has not come, the page.
fn print(pressed: &Event) {
    let article = page::nearest(pressed, "article").map(Into::into);
    let printed = article.and_then(|article| page::of_reading("printAlone", &[article]));
    if printed.is_none() {
        page::call(&page::window(), "print", &[]);
    }
}
