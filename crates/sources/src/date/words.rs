//! The words in dates: months, and halves of the day.

use crate::{fold, text::trim};

/// Months as Vietnamese counts them, folded; the last two are also known by names of their own.
const MONTHS: [&str; 12] = [
    "mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai",
];

/// The month that stands between the day and the year: `18 Nov 2016`, `25-Nov-2026`, `25 Tháng Mười Một, 2026`.
pub(super) fn named_month(between: &[u8]) -> Option<u32> {
    let word = bare(between);
    if let Some(month) = english(word) {
        return Some(month);
    }
    let folded = fold(std::str::from_utf8(word).ok()?);
    let name = trim(folded.strip_prefix("thang ")?);
    let position = MONTHS.iter().position(|month| *month == name)?;
    Some(position as u32 + 1)
}

/// The month that stands before the day: `Wed Nov 25`, `November 25, 2026`.
pub(super) fn english_month(before: &[u8]) -> Option<u32> {
    let word = bare(before)
        .rsplit(|byte| !byte.is_ascii_alphabetic())
        .next();
    english(word?)
}

fn english(word: &[u8]) -> Option<u32> {
    const NAMES: &[u8; 36] = b"janfebmaraprmayjunjulaugsepoctnovdec";
    let name = word.get(..3)?;
    let position = NAMES
        .chunks_exact(3)
        .position(|month| month.eq_ignore_ascii_case(name))?;
    Some(position as u32 + 1)
}

/// Whether this says that a month follows in digits: `tháng`, `Tháng`, `thg`, `Thg.`, `th`.
pub(super) fn is_month_word(between: &[u8]) -> bool {
    let [first, second, rest @ ..] = bare(between) else {
        return false;
    };
    let begins = matches!(first, b't' | b'T') && matches!(second, b'h' | b'H');
    begins && matches!(rest, [] | [b'g' | b'G'] | [.., b'n' | b'N', b'g' | b'G']) && rest.len() < 7
}

fn bare(text: &[u8]) -> &[u8] {
    let mut text = text;
    while let [b' ' | b'\t' | b'-' | b'.' | b',' | b'/', rest @ ..]
    | [rest @ .., b' ' | b'\t' | b'-' | b'.' | b',' | b'/'] = text
    {
        text = rest;
    }
    text
}

/// Whether the time before this is of the second half of the day, and what follows. A longer word (`Chủ nhật`) says nothing.
pub(super) fn afternoon(after: &[u8]) -> (Option<bool>, &[u8]) {
    const WORDS: [(&str, bool); 12] = [
        ("AM", false),
        ("am", false),
        ("SA", false),
        ("sáng", false),
        ("Sáng", false),
        ("PM", true),
        ("pm", true),
        ("CH", true),
        ("chiều", true),
        ("Chiều", true),
        ("tối", true),
        ("Tối", true),
    ];
    for (word, is_afternoon) in WORDS {
        let Some(rest) = after.strip_prefix(word.as_bytes()) else {
            continue;
        };
        let ends = rest
            .first()
            .is_none_or(|next| !next.is_ascii_alphanumeric() && next.is_ascii());
        if ends {
            return (Some(is_afternoon), rest.trim_ascii_start());
        }
    }
    (None, after)
}
