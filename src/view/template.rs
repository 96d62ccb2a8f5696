//! Templates: elements as a text, made once by the browser's side and copied for each use.

use std::sync::atomic::{AtomicU32, Ordering};

use super::dom;

/// The fixed part of an element. `view!` makes one for each of its elements.
pub struct Template {
    tokens: &'static str,
    // Which of its holes are properties, the first as the lowest bit.
    properties: u32,
    // The number under which the browser's side knows it; 0 before it is used.
    number: AtomicU32,
}

impl Template {
    /// A template from its tokens (`crates/view/src/template.rs`); the bits of `properties` say which of its holes are some.
    pub const fn new(tokens: &'static str, properties: u32) -> Self {
        Self {
            tokens,
            properties,
            number: AtomicU32::new(0),
        }
    }

    /// Whether a hole is a property: what it holds is the reader's too, so it is compared with the page and not with what was set last.
    pub(super) fn is_property(&self, hole: usize) -> bool {
        self.properties.checked_shr(hole as u32).unwrap_or(0) & 1 == 1
    }

    /// Whether any hole is a property.
    pub(super) fn has_properties(&self) -> bool {
        self.properties != 0
    }

    pub(super) fn number(&self) -> u32 {
        let number = self.number.load(Ordering::Relaxed);
        if number != 0 {
            return number;
        }
        let number = dom::define(self.tokens);
        self.number.store(number, Ordering::Relaxed);
        number
    }
}
