//! Words as rules compare them.

use unicode_normalization::UnicodeNormalization;

/// A word, and the marks that its writer gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its letters and digits, small, without marks; đ is d.
    pub(super) letters: String,
    /// In the order of their numbers: where a mark stands in a word is a matter of taste (hòa, hoà). A đ counts as one.
    marks: Vec<char>,
}

impl Word {
    /// Whether this, of a text, is that, of a rule. Marks differ only where both have some: many leave them out, and `cờ bạc` is not
    /// `cô bác`.
    fn is(&self, wanted: &Self) -> bool {
        let same_marks =
            self.marks.is_empty() || wanted.marks.is_empty() || self.marks == wanted.marks;
        self.letters == wanted.letters && same_marks
    }
}

/// The marks of Vietnamese; others are passed over, as all is that cannot be seen.
const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'
            | '\u{301}'
            | '\u{302}'
            | '\u{303}'
            | '\u{306}'
            | '\u{309}'
            | '\u{31b}'
            | '\u{323}'
    )
}

/// What has no width or no look of its own, and may stand within a word.
const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A text without what cannot be seen in it, letters of all shapes as plain ones (NFKD), small.
pub(super) fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    let seen = text.chars().filter(|&c| !is_unseen(c)).nfkd();
    seen.filter(|&c| !is_unseen(c)).flat_map(char::to_lowercase)
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for c in plain(text).chain([' ']) {
        match c {
            'đ' => {
                word.letters.push('d');
                word.marks.push(c);
            }
            c if is_mark(c) => word.marks.push(c),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c if c.is_alphanumeric() => word.letters.push(c),
            _ if word.letters.is_empty() => word.marks.clear(),
            _ => {
                word.marks.sort_unstable();
                words.push(std::mem::take(&mut word));
            }
        }
    }
    words
}

/// Whether these words stand in a text one after the other.
pub(crate) fn hold(text: &[Word], wanted: &[Word]) -> bool {
    !wanted.is_empty()
        && text.windows(wanted.len()).any(|some| {
            some.iter()
                .zip(wanted)
                .all(|(word, wanted)| word.is(wanted))
        })
}

#[cfg(test)]
mod tests {
    use super::{hold, words};

    #[test]
    fn words_are_found_without_marks_in_any_case_and_across_what_cannot_be_seen() {
        let found = |text: &str, wanted: &str| hold(&words(text), &words(wanted));
        for text in [
            "Vào nhà cái uy tín",
            "VÀO NHÀ CÁI!",
            "vao nha cai",
            "nhà–cái",
            "nha\u{300} ca\u{301}i",
            "n\u{200b}h\u{ad}à c\u{2060}ái",
            "nh\u{34f}à c\u{200d}ái\u{fe0f}",
            "ｎｈà ｃáｉ",
            "𝐧𝐡𝐚̀ 𝐜𝐚́𝐢",
            "nhà\ncái",
        ] {
            assert!(found(text, "nhà cái"), "{text}");
            assert!(found(text, "nha cai"), "{text}");
        }
        for text in ["nhà có cái", "nhàcái", "cái nhà", "nhài cái", ""] {
            assert!(!found(text, "nhà cái"), "{text}");
        }
        assert!(!found("nhà cái", "") && !found("nhà cái", "…"));
    }

    #[test]
    fn marks_tell_words_apart_where_both_have_some() {
        let found = |text: &str, wanted: &str| hold(&words(text), &words(wanted));
        assert!(found("đánh cờ bạc", "cờ bạc") && found("danh co bac", "cờ bạc"));
        assert!(!found("cô bác ơi", "cờ bạc"));
        assert!(
            found("cô bác ơi", "co bac"),
            "who writes no marks means all"
        );
        assert!(found("hòa", "hoà") && found("dương", "duong") && !found("dương", "đường"));
        assert!(found("Dat", "đất") && !found("dất", "đất") && !found("Đất", "đat"));
    }
}
