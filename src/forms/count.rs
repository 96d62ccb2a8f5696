//! "12 / 500 ký tự": seen at every key, heard when the fingers rest.

use bangtin_model::{decimal, join, trim};

use super::Form;
use crate::{
    i18n::{CountMessage, t_with},
    page::{self, Job, call, construct, member},
    view::{RwSignal, View, component, effect, view},
};

/// The most characters of what a reader writes. The service counts again.
pub const MOST: u32 = 500;
// Milliseconds without a key after which the count is said.
const REST: f64 = 1_500.0;

/// How many characters a reader sees in a text; where the browser cannot tell, letters without their marks.
pub fn graphemes(text: &str) -> u32 {
    let letters = || {
        let is_mark = |sign: &char| ('\u{300}'..='\u{36f}').contains(sign);
        text.chars().filter(|sign| !is_mark(sign)).count() as u32
    };
    segments(text).unwrap_or_else(letters)
}

fn segments(text: &str) -> Option<u32> {
    let segmenter = construct(&member(&page::window(), "Intl"), "Segmenter", "vi".into())?;
    let segments = call(&segmenter, "segment", &[text.into()])?;
    let (mut count, mut at) = (0, 0);
    // Step by step: a library of the page may have changed how lists are made.
    loop {
        let next = call(&segments, "containing", &[at.into()])?;
        let Some(segment) = member(&next, "segment").as_string() else {
            return Some(count);
        };
        at += segment.encode_utf16().count() as u32;
        count += 1;
    }
}

/// The count below a field, and the same for those who listen.
#[component]
pub fn Count(form: Form, field: &'static str) -> View {
    let used = move || graphemes(trim(&form.value(field)));
    let heard = said_at_rest(move || line(used()));
    view! {
        // How many characters were written.
        <p part="count" class="count" id="count" data-over=move || { used() > MOST }>
            {move || line(used())}
        </p>
        <p class="unseen heard" role="status">{move || heard.get()}</p>
    }
}

fn line(used: u32) -> String {
    let line = t_with(CountMessage::Used, &decimal(used.into()));
    match used.checked_sub(MOST) {
        Some(over @ 1..) => {
            let over = t_with(CountMessage::TooLongBy, &decimal(over.into()));
            join(&[&line, &over])
        }
        _ => line,
    }
}

/// What a line is when it has not changed for a while.
fn said_at_rest(line: impl Fn() -> String + 'static) -> RwSignal<Option<String>> {
    let (said, waiting) = (RwSignal::new(None), Job::new());
    let mut before = None;
    effect(move || {
        let now = line();
        // Nothing is said of what the reader has not touched.
        if before
            .replace(now.clone())
            .is_some_and(|before| before != now)
        {
            waiting.start(async move {
                page::pause(REST).await;
                said.set(Some(now));
            });
        }
    });
    said
}
