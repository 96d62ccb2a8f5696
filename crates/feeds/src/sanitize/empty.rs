//! Paragraphs and figures that hold nothing: Word makes its distances of them, and frames leave them behind.

use crate::markup::{Token, Tokens};
use crate::references::resolved;

/// Elements that go where they hold nothing.
const BLOCKS: [&str; 11] = [
    "blockquote",
    "div",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
];
/// Elements that are something by themselves.
const THINGS: [&str; 7] = ["audio", "hr", "img", "source", "table", "track", "video"];

/// Balanced HTML without its empty blocks.
pub(super) fn without_empty(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    // Where each open block begins, and how much there was to be seen by then.
    let mut open: Vec<(&str, usize, usize)> = Vec::new();
    let mut seen = 0_usize;
    for token in Tokens::html(html) {
        match token {
            Token::Text(text) => {
                seen += usize::from(!is_blank(text));
                out.push_str(text);
            }
            Token::Cdata(_) | Token::Doctype(_) => {}
            Token::Start(tag) => {
                if BLOCKS.contains(&tag.name) {
                    open.push((tag.name, out.len(), seen));
                }
                seen += usize::from(THINGS.contains(&tag.name));
                tag.write(&mut out);
            }
            Token::End(name) => {
                let begun = open.pop_if(|(open, ..)| *open == name);
                match begun {
                    Some((_, at, before)) if before == seen => out.truncate(at),
                    _ => out.push_str(&["</", name, ">"].concat()),
                }
            }
        }
    }
    out
}

/// Spaces of all kinds, and characters that nobody sees.
fn is_blank(text: &str) -> bool {
    let is_gap = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}' | '\u{feff}'
            )
    };
    resolved(text).chars().all(is_gap)
}

#[cfg(test)]
mod tests {
    use super::without_empty;

    #[test]
    fn what_holds_nothing_goes_and_text_stays() {
        let check =
            |html: &str, expected: &str| assert_eq!(without_empty(html), expected, "{html}");
        check(
            "<p>a</p><p>&nbsp;</p><p> <br>\u{200b}</p><p>b &nbsp;</p>",
            "<p>a</p><p>b &nbsp;</p>",
        );
        check(
            "<figure><p></p><figcaption>Phim</figcaption></figure>",
            "<figure><figcaption>Phim</figcaption></figure>",
        );
        check(
            "<figure><div></div><figcaption> </figcaption></figure><p>a</p>",
            "<p>a</p>",
        );
        check(
            "<p><img src=\"a\" alt=\"\"></p><div><p><b></b></p><hr></div>",
            "<p><img src=\"a\" alt=\"\"></p><div><hr></div>",
        );
        check(
            "<table><tr><td><p></p></td></tr></table>",
            "<table><tr><td></td></tr></table>",
        );
        check(
            "<ul><li><p>&#160;</p></li></ul>a &lt; b",
            "<ul><li></li></ul>a &lt; b",
        );
    }
}
