//! `<bangtin-display>`: how the reader wants to read: text size, spacing, contrast, for every element of the page; and reading aloud of the article
//! that is open.

use crate::{
    attributes::attributes,
    components::{
        Ask, Display, Heard, Speech, Spoken, announce, configured, heard, pressed, tell_choice,
    },
    host::Host,
    i18n::{ArticleMessage, DisplayMessage, t},
    resource::Progress,
    view::{View, component, view},
};

attributes! {}

/// The view of the element.
pub(super) fn display(host: Host) -> View {
    host.style("display", style!("display"));
    let read = |host: Host| host.judge_shared();
    configured(host, read, |()| (), move |()| view! { <Bar host/> })
}

#[component]
fn Bar(host: Host) -> View {
    announce(host, || Progress::ready(None));
    tell_choice(host);
    let heard = heard();
    view! {
        // The whole bar.
        <div part="display" class="display" role="group" aria-label=t(DisplayMessage::Group)>
            <button
                type="button"
                // A button of the bar.
                part="tool"
                data-tool="smaller"
                on:click=move |_| Display::choose(host, Display::smaller)
            >
                "A− "{t(ArticleMessage::Smaller)}
            </button>
            <button
                type="button"
                part="tool"
                data-tool="larger"
                on:click=move |_| Display::choose(host, Display::larger)
            >
                "A+ "{t(ArticleMessage::Larger)}
            </button>
            // The text size, in per cent.
            <span part="size" class="note" role="status">
                {|| bangtin_model::join(&[Display::get().size(), " %"])}
            </span>
            <button
                type="button"
                part="tool"
                data-tool="spacing"
                aria-pressed=|| pressed(Display::get().wide_spacing)
                on:click=move |_| Display::choose(host, Display::other_spacing)
            >
                {t(DisplayMessage::Spacing)}
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
            <button
                type="button"
                part="tool"
                data-tool="reset"
                on:click=move |_| Display::choose(host, Display::usual)
            >
                {t(DisplayMessage::Reset)}
            </button>
            {move || match heard.get() {
                Heard::Nothing => View::default(),
                Heard::Article(speech) => view! { <Aloud host speech/> },
                Heard::Voiceless => view! {
                    // Why the article cannot be read aloud.
                    <p part="silent" class="note">{t(ArticleMessage::NoVoice)}</p>
                },
            }}
        </div>
    }
}

/// Begins, stops in the middle, goes on; and ends.
#[component]
fn Aloud(host: Host, speech: Speech) -> View {
    view! {
        <span class="aloud">
            <button type="button" part="tool" data-tool="speak" on:click=move |_| speech.ask(Ask::Step)>
                {move || match speech.spoken() {
                    Spoken::Silent => t(ArticleMessage::Speak),
                    Spoken::Aloud => t(DisplayMessage::Hold),
                    Spoken::Held => t(DisplayMessage::GoOn),
                }}
            </button>
            {move || (speech.spoken() != Spoken::Silent).then(|| view! {
                <button
                    type="button"
                    part="tool"
                    data-tool="silence"
                    on:click=move |_| {
                        speech.ask(Ask::Stop);
                        // The button that was pressed is gone.
                        host.focus("[data-tool=speak]");
                    }
                >
                    {t(ArticleMessage::Silence)}
                </button>
            })}
        </span>
    }
}
