//! Markup that is made once and never brought up to date: the rows of a list. One call makes it all.

use bangtin_model::decimal;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::{Children, Markup, Piece};

#[wasm_bindgen(module = "/src/markup/build.js")]
extern "C" {
    fn build(tokens: &str) -> Element;
}

/// Makes the element. Its listeners are left out: a row's events are heard by the list.
pub(super) fn make(markup: &Markup) -> Element {
    let mut tokens = String::new();
    write(&mut tokens, markup);
    build(&tokens)
}

fn write(tokens: &mut String, Markup(sketch): &Markup) {
    token(tokens, sketch.tag);
    count(tokens, sketch.attributes.len());
    for (name, value) in &sketch.attributes {
        token(tokens, name);
        token(tokens, value);
    }
    let Children::Pieces(pieces) = &sketch.children else {
        return count(tokens, 0);
    };
    count(tokens, pieces.len());
    for piece in pieces {
        match piece {
            Piece::Element(markup) => write(tokens, markup),
            Piece::Text(text) => {
                token(tokens, "");
                token(tokens, text);
            }
        }
    }
}

fn count(tokens: &mut String, number: usize) {
    token(tokens, &decimal(number as u64));
}

/// Adds a token. The separator is a control character that no page shows; a feed that holds one loses it here.
fn token(tokens: &mut String, token: &str) {
    if !tokens.is_empty() {
        tokens.push('\u{1}');
    }
    for part in token.split('\u{1}') {
        tokens.push_str(part);
    }
}
