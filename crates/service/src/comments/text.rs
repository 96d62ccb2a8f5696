//! What may be in a text that strangers send and other strangers read.

use bangtin_model::is_hidden;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The most characters in one grapheme: emoji of two people with skin tones have ten, heaps of marks have more.
const LONGEST_GRAPHEME: usize = 16;
/// The most bytes a grapheme may have in the mean.
const BYTES_A_GRAPHEME: usize = 32;

/// No Vietnamese word has more letters.
const LONGEST_WORD: usize = 7;

/// Why a text was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing to be seen in it.
    Empty,
    /// More graphemes than allowed.
    TooLong,
    /// Heaps of marks on one letter.
    Heaped,
}

impl Unfit {
    /// Its code in a problem.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "required",
            Self::TooLong => "too_long",
            Self::Heaped => "invalid",
        }
    }
}

/// One line: spaces for line breaks, at most `longest` graphemes, NFC.
///
/// # Errors
/// [`Unfit`]
pub fn line(text: &str, longest: usize) -> Result<String, Unfit> {
    let plain: String = visible(text, longest)?.collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    judged(words.join(" "), longest)
}

/// One line that may be empty.
///
/// # Errors
/// [`Unfit`], but for [`Unfit::Empty`].
pub fn line_if_any(text: &str, longest: usize) -> Result<String, Unfit> {
    match line(text, longest) {
        Err(Unfit::Empty) => Ok(String::new()),
        other => other,
    }
}

/// Several lines: no more than one empty line in a row, at most `longest` graphemes, NFC.
///
/// # Errors
/// [`Unfit`]
pub fn passage(text: &str, longest: usize) -> Result<String, Unfit> {
    let plain: String = visible(text, longest)?.collect();
    let mut kept = String::with_capacity(plain.len());
    let mut empty = 0;
    for row in plain.lines().map(str::trim) {
        empty = if row.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            kept.push_str(row);
            kept.push('\n');
        }
    }
    judged(kept.trim().to_owned(), longest)
}

/// The first words of a text in one line, with `…` where there are more. What has no spaces ends after as many graphemes as so many
/// words could have.
#[must_use]
pub fn beginning(text: &str, words: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let first = all
        .iter()
        .take(words)
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    let most = words * LONGEST_WORD;
    let kept: String = first.graphemes(true).take(most).collect();
    if all.len() > words || kept.len() < first.len() {
        format!("{kept} …")
    } else {
        kept
    }
}

/// Without what cannot be seen: control characters, and what turns the direction of writing, so that a text could read
/// other than it is. The joiners stay: families of emoji are made with them.
fn visible(text: &str, longest: usize) -> Result<impl Iterator<Item = char> + '_, Unfit> {
    // Before NFC, which is work: decomposed Vietnamese is at most three times as long.
    if text.len() > longest * BYTES_A_GRAPHEME {
        return Err(Unfit::TooLong);
    }
    let lines = text.chars().map(|c| match c {
        '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => '\n',
        '\t' => ' ',
        other => other,
    });
    Ok(lines.filter(|&c| c == '\n' || !is_hidden(c)).nfc())
}

fn judged(text: String, longest: usize) -> Result<String, Unfit> {
    if !text.chars().any(has_ink) {
        return Err(Unfit::Empty);
    }
    let mut graphemes = 0;
    for grapheme in text.graphemes(true) {
        graphemes += 1;
        if graphemes > longest {
            return Err(Unfit::TooLong);
        }
        if grapheme.chars().nth(LONGEST_GRAPHEME).is_some() {
            return Err(Unfit::Heaped);
        }
    }
    Ok(text)
}

fn has_ink(c: char) -> bool {
    let blank = matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}');
    !c.is_whitespace() && !blank && !is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{Unfit, beginning, line, passage};

    fn check(text: &str, expected: Result<&str, Unfit>) {
        let expected = expected.map(str::to_owned);
        assert_eq!(passage(text, 500), expected, "{text:?}");
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        check("Xin\0 chào\u{7}", Ok("Xin chào"));
        check("đã \u{202e}duyệt\u{202c}", Ok("đã duyệt"));
        check("một\r\n\r\n\r\n\r\nhai", Ok("một\n\nhai"));
        check("e\u{302}\u{301}", Ok("\u{1ebf}"));
        check("\u{200b}\u{feff} \n", Err(Unfit::Empty));
        check("\u{301}\u{200d}", Err(Unfit::Empty));
        check("👨‍👩‍👧‍👦", Ok("👨‍👩‍👧‍👦"));
        check(&format!("a{}", "\u{335}".repeat(16)), Err(Unfit::Heaped));
    }

    #[test]
    fn length_is_counted_in_what_readers_see() {
        for one in ["a", "ế", "e\u{302}\u{301}", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "x\u{323}\u{335}"]
        {
            assert!(passage(&one.repeat(500), 500).is_ok(), "{one}");
            let longer = passage(&one.repeat(501), 500);
            assert_eq!(longer, Err(Unfit::TooLong), "{one}");
        }
        assert_eq!(passage(&"a".repeat(16_001), 500), Err(Unfit::TooLong));
    }

    #[test]
    fn a_long_text_ends_with_a_whole_word_or_letter() {
        assert_eq!(beginning("Mấy giờ\n họp?", 3), "Mấy giờ họp?");
        assert_eq!(beginning("Mấy giờ họp?", 2), "Mấy giờ …");
        let family = "👨‍👩‍👧‍👦";
        assert_eq!(
            beginning(&family.repeat(20), 2),
            format!("{} …", family.repeat(14))
        );
    }

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(line(" Trần\nThị \t Bé ", 60).as_deref(), Ok("Trần Thị Bé"));
    }
}
