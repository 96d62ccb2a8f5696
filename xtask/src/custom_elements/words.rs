//! Rust as a row of words with the lines on which they stand: enough to find a few patterns, also within macros.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Lit;

/// A word: an identifier, a sign, a literal, or a bracket.
#[derive(Debug)]
pub struct Word {
    pub text: String,
    /// What a literal text holds.
    pub literal: Option<String>,
    pub line: usize,
}

impl Word {
    pub fn is_name(&self) -> bool {
        self.text
            .starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
    }
}

/// The words of some source, brackets included.
pub fn words(tokens: TokenStream) -> Vec<Word> {
    let mut words = Vec::new();
    push(tokens, &mut words);
    words
}

fn push(tokens: TokenStream, words: &mut Vec<Word>) {
    for token in tokens {
        let line = token.span().start().line;
        let mut word = |text: String, literal, line| {
            words.push(Word {
                text,
                literal,
                line,
            });
        };
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                word(open.into(), None, line);
                let end = group.span_close().end().line;
                push(group.stream(), words);
                words.push(Word {
                    text: close.into(),
                    literal: None,
                    line: end,
                });
            }
            TokenTree::Literal(literal) => {
                let text = match Lit::new(literal.clone()) {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                };
                word(literal.to_string(), text, line);
            }
            other => word(other.to_string(), None, line),
        }
    }
}

/// The places at which these words begin.
pub fn places<'w>(words: &'w [Word], sought: &'w [&'w str]) -> impl Iterator<Item = usize> + 'w {
    (0..words.len()).filter(move |at| follows(&words[*at..], sought))
}

/// Whether the row begins with these words.
pub fn follows(words: &[Word], sought: &[&str]) -> bool {
    words.len() >= sought.len()
        && words
            .iter()
            .zip(sought)
            .all(|(word, one)| word.text == *one)
}

/// The first literal text of a row.
pub fn first_literal(words: &[Word]) -> Option<&str> {
    words.iter().find_map(|word| word.literal.as_deref())
}
