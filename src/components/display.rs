//! How the reader wants to read: text size, spacing and contrast, remembered on the device. What is chosen is one for the page, wherever it
//! is chosen: in an article's bar or in `<bangtin-display>`, which brings it to every element (`src/display.js`).

use std::cell::Cell;

use leptos::{prelude::*, reactive::signal::ArcTrigger};

use crate::{host::Host, page, view::effect};

// Text sizes in per cent of the page's own; WCAG 1.4.4 asks for 200.
const SIZES: [&str; 6] = ["100", "115", "130", "150", "175", "200"];

/// How the reader wants to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
    // Which of the sizes.
    size: usize,
    /// Whether letters, words, lines and paragraphs stand further apart (WCAG 2.2, 1.4.12).
    pub wide_spacing: bool,
    /// Whether black on white.
    pub high_contrast: bool,
}

/// The reader has chosen how to read, or has chosen before: a page may follow with its own text.
/// - `size`: in per cent of the usual, `100` to `200`
/// - `spacing`: `wide` or empty
/// - `contrast`: `high` or empty
const DISPLAY_CHOSEN: &str = "bangtin-display";

thread_local! {
    static DISPLAY: Cell<Display> = Cell::new(Display::remembered());
    static CHANGE: ArcTrigger = ArcTrigger::new();
}

impl Display {
    /// What the reader has chosen.
    pub fn get() -> Self {
        CHANGE.with(Track::track);
        DISPLAY.get()
    }

    /// In per cent of the page's own size.
    pub fn size(self) -> &'static str {
        SIZES.get(self.size).copied().unwrap_or("100")
    }

    fn remembered() -> Self {
        let size = page::remembered("size").unwrap_or_default();
        Self {
            size: SIZES
                .iter()
                .position(|known| *known == size)
                .unwrap_or_default(),
            wide_spacing: page::remembered("spacing").is_some(),
            high_contrast: page::remembered("contrast").is_some(),
        }
    }

    /// Chooses otherwise, from now on, by what stands in this element.
    pub fn choose(host: Host, change: fn(Self) -> Self) {
        let display = change(DISPLAY.get());
        let [_, size, _, spacing, _, contrast] = display.detail();
        page::remember("size", (display.size > 0).then_some(size));
        page::remember("spacing", display.wide_spacing.then_some(spacing));
        page::remember("contrast", display.high_contrast.then_some(contrast));
        DISPLAY.set(display);
        CHANGE.with(Notify::notify);
        host.send(DISPLAY_CHOSEN, &display.detail());
    }

    fn detail(self) -> [&'static str; 6] {
        let spacing = if self.wide_spacing { "wide" } else { "" };
        let contrast = if self.high_contrast { "high" } else { "" };
        let size = self.size();
        ["size", size, "spacing", spacing, "contrast", contrast]
    }

    /// The next smaller size, if there is one.
    pub fn smaller(self) -> Self {
        Self {
            size: self.size.saturating_sub(1),
            ..self
        }
    }

    /// The next larger size, if there is one.
    pub fn larger(self) -> Self {
        Self {
            size: (self.size + 1).min(SIZES.len() - 1),
            ..self
        }
    }

    /// The other spacing.
    pub fn other_spacing(self) -> Self {
        Self {
            wide_spacing: !self.wide_spacing,
            ..self
        }
    }

    /// As it is for who has chosen nothing.
    pub fn usual(self) -> Self {
        Self::default()
    }

    /// The other contrast.
    pub fn other_contrast(self) -> Self {
        Self {
            high_contrast: !self.high_contrast,
            ..self
        }
    }
}

/// What `aria-pressed` says of a button that stays pressed.
pub fn pressed(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// Tells the page what the reader has chosen before, once.
pub fn tell_choice(host: Host) {
    effect(move || host.tell(DISPLAY_CHOSEN, &DISPLAY.get().detail()));
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
