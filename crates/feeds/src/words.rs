//! Texts as the search compares them: words with one space around each, folded or with their marks.
//!
//! Words are parted here and nowhere else, so that both databases find the same. A word is a run of letters and digits.

use std::collections::HashSet;

use bangtin_model::{Moment, Precision};
use bangtin_sources::fold;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::hex::hex;

/// The longest word, in characters; what is longer is cut. PostgreSQL takes no word above 2 KB.
const LONGEST: usize = 64;
/// The most of one article that is searched, in bytes. PostgreSQL takes 1 MB of words.
const MOST: usize = 200_000;
/// The most words of a question; the rest is not looked at.
const ASKED: usize = 24;

/// What of an article is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// One of the ways in which an article can fit, as its [tokens](Words::tokens) tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tier {
    /// All of these it has.
    pub wanted: Vec<String>,
    /// None of these it has.
    pub unwanted: Vec<String>,
    /// Whether the tokens alone decide; else the texts must be looked at, and may well be in another tier.
    pub is_exact: bool,
}

/// Stands between the words of a pair. No word holds it or one of the following.
const PAIR: char = '·';
/// Before what is written with its marks.
const MARKED: char = '¤';
/// Before what stands in the title.
const TITLE: char = '†';
/// Before the name of a site.
const SITE: char = '§';
/// That it is an article.
pub const ARTICLE: &str = "×";
/// That it is a document.
pub const DOCUMENT: &str = "÷";
/// The most tokens of one article, in bytes. PostgreSQL takes 1 MB.
const MOST_TOKENS: usize = 900_000;
/// What is a month here.
const MONTH_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// The month of a time, as tokens tell it.
pub const fn month(ms: i64) -> i64 {
    ms.div_euclid(MONTH_MS)
}

/// When a month has ended.
pub const fn month_end(month: i64) -> i64 {
    month.saturating_add(1).saturating_mul(MONTH_MS)
}

/// The token of a month, for [`ARTICLE`] or [`DOCUMENT`].
pub fn of_month(kind: &str, month: i64) -> String {
    if month < 0 {
        format!("{kind}{PAIR}{}", month.unsigned_abs())
    } else {
        format!("{kind}{month}")
    }
}

/// The token of a site. What databases part words at is written as a number.
pub fn of_site(site: &str) -> String {
    let mut token = String::from(SITE);
    for c in site.chars() {
        if c.is_alphanumeric() {
            token.push(c);
        } else {
            token.push_str(&format!("{PAIR}{}{PAIR}", u32::from(c)));
        }
    }
    token
}

/// The token of what documents are filtered by: a form, an issuer. Whatever the name holds, the token is short and holds no syntax.
fn of_name(kind: char, name: &str) -> String {
    let hash = hex(Sha256::digest(name.as_bytes()).iter().take(16));
    format!("{DOCUMENT}{PAIR}{kind}{hash}")
}

/// The token of the documents of a form.
pub fn of_form(form: &str) -> String {
    of_name('f', form)
}

/// The token of the documents that an agency has issued.
pub fn of_issuer(issuer: &str) -> String {
    of_name('i', issuer)
}

/// The token of the documents of a year.
pub fn of_year(year: i64) -> String {
    format!("{DOCUMENT}{PAIR}y{year}")
}

/// The year in Asia/Ho_Chi_Minh in which a document was issued; none for 0, which stands for a day that is not known.
pub fn year(issued_ms: i64) -> Option<i64> {
    let moment = Moment::from_unix(issued_ms.div_euclid(1000), Precision::Day);
    (issued_ms != 0).then(|| i64::from(moment.civil().year))
}

/// What the index knows of a document beside its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// When it was issued, in milliseconds since 1970-01-01 UTC.
    pub issued_ms: i64,
    /// Such as `Quyết định`.
    pub form: Option<&'a str>,
    /// The agency that issued it.
    pub issuer: Option<&'a str>,
}

impl Words {
    /// What the index knows of an article: its words and pairs of words, folded and as they are written, in the title and everywhere;
    /// its site; when it was published or its document issued; and the form, the issuer and the year of its document. Each once.
    pub fn tokens(
        &self,
        site: &str,
        published_ms: Option<i64>,
        document: Option<Known<'_>>,
    ) -> Vec<String> {
        let mut tokens = Tokens::default();
        tokens.add(of_site(site));
        let issued_ms = document.map(|document| document.issued_ms);
        for (kind, ms) in [(ARTICLE, published_ms), (DOCUMENT, issued_ms)] {
            if let Some(ms) = ms {
                tokens.add(kind.to_owned());
                tokens.add(of_month(kind, month(ms)));
            }
        }
        if let Some(document) = document {
            let named = [
                document.form.map(of_form),
                document.issuer.map(of_issuer),
                year(document.issued_ms).map(of_year),
            ];
            named
                .into_iter()
                .flatten()
                .for_each(|token| tokens.add(token));
        }
        let marked_title = format!("{TITLE}{MARKED}");
        let (title, marked) = (TITLE.to_string(), MARKED.to_string());
        // What matters most comes first: of a text that is too long it is the rest that is missing.
        tokens.words("", &self.all_folded);
        tokens.words(&title, &self.title_folded);
        tokens.pairs(&title, &self.title_folded);
        tokens.words(&marked_title, &self.title);
        tokens.pairs(&marked_title, &self.title);
        tokens.words(&marked, &self.all);
        tokens.pairs("", &self.all_folded);
        tokens.pairs(&marked, &self.all);
        tokens.list
    }
}

#[derive(Default)]
struct Tokens {
    list: Vec<String>,
    known: HashSet<String>,
    bytes: usize,
}

impl Tokens {
    fn add(&mut self, token: String) {
        if self.bytes + token.len() <= MOST_TOKENS && self.known.insert(token.clone()) {
            self.bytes += token.len();
            self.list.push(token);
        }
    }

    fn words(&mut self, before: &str, parted: &str) {
        for word in parted.split_whitespace() {
            self.add(format!("{before}{word}"));
        }
    }

    /// No pair spans two texts, which have two spaces between them.
    fn pairs(&mut self, before: &str, parted: &str) {
        for text in parted.split("  ") {
            for token in pairs(before, text) {
                self.add(token);
            }
        }
    }
}

fn pairs(before: &str, text: &str) -> impl Iterator<Item = String> {
    let words = text.split_whitespace();
    let next = words.clone().skip(1);
    words
        .zip(next)
        .map(move |(one, two)| format!("{before}{one}{PAIR}{two}"))
}

impl Question {
    /// The tiers in their order; `None` where nothing can be in one.
    pub fn tiers(&self) -> [Option<Tier>; 5] {
        let marked_title = phrase(&format!("{TITLE}{MARKED}"), &self.phrase);
        let marked = phrase(&MARKED.to_string(), &self.phrase);
        let title = phrase(&TITLE.to_string(), &self.folded);
        let folded = phrase("", &self.folded);
        let words: Vec<String> = self.words().into_iter().map(str::to_owned).collect();
        let one = |phrase: &[String]| phrase.len() == 1;
        let is_exact = one(&marked) && one(&folded);
        let tier = |wanted: &[String], unwanted: &[&[String]]| Tier {
            wanted: wanted.to_vec(),
            unwanted: if is_exact {
                unwanted.concat()
            } else {
                Vec::new()
            },
            is_exact,
        };
        // The words of a title are among all words.
        let apart = (words != folded).then(|| tier(&words, &[&folded]));
        [
            Some(tier(&marked_title, &[])),
            Some(tier(&marked, &[&marked_title])),
            Some(tier(&title, &[&marked])),
            Some(tier(&folded, &[&marked, &title])),
            apart,
        ]
    }

    /// What has all the words, wherever they stand: the tiers taken together.
    pub fn all_words(&self) -> Tier {
        Tier {
            wanted: self.words().into_iter().map(str::to_owned).collect(),
            unwanted: Vec::new(),
            is_exact: true,
        }
    }

    /// The words of what was typed; `None` where there is none.
    pub fn new(typed: &str) -> Option<Self> {
        let marked = lower(typed);
        let phrase = first(&parted(&marked));
        let folded = first(&parted(&fold(&marked)));
        // Of what is letters only once it is folded, nothing was typed with marks.
        let phrase = if phrase.trim().is_empty() {
            folded.clone()
        } else {
            phrase
        };
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

/// The tokens that what holds this phrase has: its only word, or all its pairs.
fn phrase(before: &str, parted: &str) -> Vec<String> {
    let mut words = parted.split_whitespace();
    match (words.next(), words.next()) {
        (Some(word), None) => vec![format!("{before}{word}")],
        _ => pairs(before, parted).collect(),
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

    #[test]
    fn tokens_tell_words_from_pairs_and_never_pair_two_texts() {
        let words = Words::of("Dân vận", ["khéo tay"]);
        let tokens = words.tokens("xa-song-ba", Some(0), None);
        for token in [
            "§xa·45·song·45·ba",
            "×",
            "×0",
            "dan",
            "dan·van",
            "¤dân·vận",
            "†dan·van",
            "†¤dân·vận",
            "kheo·tay",
        ] {
            assert!(tokens.iter().any(|own| own == token), "{token}");
        }
        for token in ["van·kheo", "÷", "†kheo", "¤dan"] {
            assert!(!tokens.iter().any(|own| own == token), "{token}");
        }
    }

    #[test]
    fn an_article_is_in_one_tier_only() {
        let question = Question::new("dân vận").expect("words");
        let check = |title: &str, text: &str, expected: usize| {
            let tokens = Words::of(title, [text]).tokens("a", Some(0), None);
            let has = |token: &String| tokens.contains(token);
            let tiers = question.tiers();
            let tiers = tiers.iter().enumerate().filter(|(_, tier)| {
                tier.as_ref().is_some_and(|tier| {
                    tier.wanted.iter().all(has) && !tier.unwanted.iter().any(has)
                })
            });
            let tiers: Vec<usize> = tiers.map(|(place, _)| place).collect();
            assert_eq!(tiers, [expected], "{title}/{text}");
        };
        check("Dân vận", "dân vận", 0);
        check("Dan van", "dân vận", 1);
        check("Dan van", "", 2);
        check("Tin", "dan van", 3);
        check("Vận", "dân", 4);
        let one = Question::new("dân").expect("a word");
        assert!(one.tiers()[4].is_none(), "the words are the phrase");
    }

    #[test]
    fn the_tokens_of_the_longest_text_fit_into_postgresql() {
        let text: String = (0..60_000).map(|number| format!("{number} ")).collect();
        let half = text.get(..190_000).unwrap_or_default();
        let tokens = Words::of("Bảng", [half]).tokens("a", Some(0), None);
        let bytes: usize = tokens.iter().map(String::len).sum();
        assert!(bytes <= 900_000, "{bytes}");
        assert!(tokens.iter().any(|token| token == "30000"));
    }
}
