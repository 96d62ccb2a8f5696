//! The reading tools: text size, contrast, reading aloud, print. What the reader chose holds for every article of the page, and is
//! remembered on the device.

use std::cell::Cell;

use leptos::{prelude::*, reactive::signal::ArcTrigger};
use web_sys::Event;

use super::speech::Speech;
use crate::{
    i18n::{ArticleMessage, t},
    page,
    view::{View, component, view},
};

// Text sizes in per cent of the page's own; WCAG 1.4.4 asks for 200.
const SIZES: [&str; 6] = ["100", "115", "130", "150", "175", "200"];

/// How the reader wants to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Display {
    // Which of the sizes.
    size: usize,
    /// Whether black on white.
    pub high_contrast: bool,
}

thread_local! {
    static DISPLAY: Cell<Display> = Cell::new(Display::remembered());
    static CHANGE: ArcTrigger = ArcTrigger::new();
}

impl Display {
    /// What the reader has chosen.
    pub(super) fn get() -> Self {
        CHANGE.with(Track::track);
        DISPLAY.get()
    }

    /// In per cent of the page's own size.
    pub(super) fn size(self) -> &'static str {
        SIZES.get(self.size).copied().unwrap_or("100")
    }

    fn remembered() -> Self {
        let size = page::remembered("size").unwrap_or_default();
        Self {
            size: SIZES
                .iter()
                .position(|known| *known == size)
                .unwrap_or_default(),
            high_contrast: page::remembered("contrast").is_some(),
        }
    }

    fn choose(change: impl FnOnce(Self) -> Self) {
        let display = change(DISPLAY.get());
        page::remember("size", Some(display.size()));
        page::remember("contrast", display.high_contrast.then_some("high"));
        DISPLAY.set(display);
        CHANGE.with(Notify::notify);
    }

    fn smaller(self) -> Self {
        Self {
            size: self.size.saturating_sub(1),
            ..self
        }
    }

    fn larger(self) -> Self {
        Self {
            size: (self.size + 1).min(SIZES.len() - 1),
            ..self
        }
    }

    fn other_contrast(self) -> Self {
        Self {
            high_contrast: !self.high_contrast,
            ..self
        }
    }
}

/// The bar above the text. Words rather than signs: a cheap phone's font lacks many a sign, and an older reader need not guess.
#[component]
pub(super) fn Toolbar(
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
                on:click=|_| Display::choose(Display::smaller)
            >
                "A−"<span class="unseen">{t(ArticleMessage::Smaller)}</span>
            </button>
            <button
                type="button"
                part="tool"
                data-tool="larger"
                on:click=|_| Display::choose(Display::larger)
            >
                "A+"<span class="unseen">{t(ArticleMessage::Larger)}</span>
            </button>
            <button
                type="button"
                part="tool"
                data-tool="contrast"
                aria-pressed=|| pressed(Display::get().high_contrast)
                on:click=|_| Display::choose(Display::other_contrast)
            >
                {t(ArticleMessage::Contrast)}
            </button>
            {move || (is_recorded || speech.has_voice() == Some(true)).then(|| view! {
                <button
                    type="button"
                    part="tool"
                    data-tool="speak"
                    on:click=move |event| speech.toggle(&event)
                >
                    {move || t(match speech.is_speaking() {
                        true => ArticleMessage::Silence,
                        false => ArticleMessage::Speak,
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

fn pressed(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// Prints the article in which the button was pressed; where the file for it has not come, the page.
fn print(pressed: &Event) {
    let article = page::nearest(pressed, "article").map(Into::into);
    let printed = article.and_then(|article| page::of_reading("printAlone", &[article]));
    if printed.is_none() {
        page::call(&page::window(), "print", &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_has_ends() {
        let mut display = Display::default();
        assert_eq!(display.smaller().size(), "100");
        for _ in 0..20 {
            display = display.larger();
        }
        assert_eq!(display.size(), "200");
        assert_eq!(display.smaller().size(), "175");
        assert!(display.other_contrast().high_contrast);
    }
}
