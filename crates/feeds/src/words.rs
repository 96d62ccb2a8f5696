//! Texts as the search compares them: words with one space around each, folded or with their marks.
//!
//! Words are parted here and nowhere else, so that both databases find the same. A word is a run of letters and digits.

use bangtin_sources::fold;
use unicode_normalization::UnicodeNormalization;

/// The longest word, in characters; what is longer is cut. PostgreSQL takes no word above 2 KB.
const LONGEST: usize = 64;
/// The most of one article that is searched, in bytes. PostgreSQL takes 1 MB of words.
const MOST: usize = 200_000;
/// The most words of a question; the rest is not looked at.
const ASKED: usize = 24;

/// What of an article is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The title, lower case, NFC.
    pub title: String,
    /// The title, folded.
    pub title_folded: String,
    /// Everything, lower case, NFC. Between two texts stand two spaces, which no phrase spans.
    pub all: String,
    /// Everything, folded.
    pub all_folded: String,
}

/// What a reader asks for. Whatever was typed, only its words count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The words as typed, lower case, NFC: ` dân vận `.
    pub phrase: String,
    /// The words folded: ` dan van `.
    pub folded: String,
}

impl Words {
    /// The words of an article: its title, and all its texts with the title.
    pub fn of<'a>(title: &str, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut words = Self {
            title: parted(&lower(title)),
            title_folded: parted(&fold(&lower(title))),
            ..Self::default()
        };
        words.all.clone_from(&words.title);
        words.all_folded.clone_from(&words.title_folded);
        for text in texts {
            let text = lower(text);
            let marked = parted(&text);
            if words.all.len() + marked.len() > MOST {
                break;
            }
            words.all.push_str(&marked);
            words.all_folded.push_str(&parted(&fold(&text)));
        }
        words
    }
}

impl Question {
    /// The words of what was typed; `None` where there is none.
    pub fn new(typed: &str) -> Option<Self> {
        let marked = lower(typed);
        let phrase = first(&parted(&marked));
        let folded = first(&parted(&fold(&marked)));
        (!folded.trim().is_empty()).then_some(Self { phrase, folded })
    }

    /// Each folded word once.
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.folded.split_whitespace().collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

fn lower(text: &str) -> String {
    text.nfc().collect::<String>().to_lowercase()
}

/// ` one two `; empty where there is no word.
fn parted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            out.push(' ');
            out.extend(word.chars().take(LONGEST));
        }
    }
    if !out.is_empty() {
        out.push(' ');
    }
    out
}

fn first(parted: &str) -> String {
    let mut out = String::new();
    for word in parted.split_whitespace().take(ASKED) {
        out.push(' ');
        out.push_str(word);
    }
    out.push(' ');
    out
}

#[cfg(test)]
mod tests {
    use super::{Question, Words};

    #[test]
    fn a_question_is_its_words_and_nothing_else() {
        let check = |typed: &str, phrase: &str, folded: &str| {
            let question = Question::new(typed).expect("words");
            assert_eq!(
                (question.phrase.as_str(), question.folded.as_str()),
                (phrase, folded)
            );
        };
        check("Dân vận", " dân vận ", " dan van ");
        check(
            "  \"Đường\" & NEAR(cầu*) -x ",
            " đường near cầu x ",
            " duong near cau x ",
        );
        check("Da\u{302}n va\u{323}\u{302}n", " dân vận ", " dan van ");
        check("12/QĐ-UBND", " 12 qđ ubnd ", " 12 qd ubnd ");
        assert_eq!(Question::new("\" * \0 ( ) | !"), None);
        assert_eq!(Question::new(""), None);
    }

    #[test]
    fn a_very_long_question_is_cut() {
        let question = Question::new(&"a b ".repeat(10_000)).expect("words");
        assert_eq!(question.words(), ["a", "b"]);
        assert_eq!(question.folded.len(), 49);
        let word = Question::new(&"x".repeat(10_000)).expect("a word");
        assert_eq!(word.folded.len(), 66);
    }

    #[test]
    fn no_phrase_spans_two_texts() {
        let words = Words::of("Công tác dân", ["vận động"]);
        assert!(words.all.contains(" tác dân "));
        assert!(words.all.contains(" vận động "));
        assert!(!words.all.contains(" dân vận "));
        assert_eq!(words.title_folded, " cong tac dan ");
    }
}
