//! How the reader wants to read: text size and contrast, for every article of the page and for the whole portal, remembered on the device.

use std::cell::Cell;

use leptos::{prelude::*, reactive::signal::ArcTrigger};

use crate::page;

// Text sizes in per cent of the page's own; WCAG 1.4.4 asks for 200.
const SIZES: [&str; 6] = ["100", "115", "130", "150", "175", "200"];

/// How the reader wants to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Display {
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
            high_contrast: page::remembered("contrast").is_some(),
        }
    }

    /// Chooses otherwise, from now on.
    pub fn choose(change: impl FnOnce(Self) -> Self) {
        let display = change(DISPLAY.get());
        page::remember("size", Some(display.size()));
        page::remember("contrast", display.high_contrast.then_some("high"));
        DISPLAY.set(display);
        CHANGE.with(Notify::notify);
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

    /// The other contrast.
    pub fn other_contrast(self) -> Self {
        Self {
            high_contrast: !self.high_contrast,
            ..self
        }
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
