//! The text of a comment that comes as HTML: its lines, and nothing else.

use bangtin_model::{is_hidden, is_space, split_once, trim};

/// What a reader would see of the HTML as plain text with line breaks. `picture` stands for a picture that says nothing of itself.
pub(super) fn lines(html: &str, picture: &str) -> String {
    let mut text = Text::default();
    // Once a tag has no end, no tag behind it has one.
    let (mut rest, mut unclosed) = (html, false);
    loop {
        if !unclosed && let Some(after) = rest.strip_prefix('<').filter(|after| begins_tag(after)) {
            if let Some((tag, after)) = split_once(after, b'>') {
                rest = text.tag(tag, after, picture);
                continue;
            }
            unclosed = true;
        }
        let Some((sign, after)) = next_sign(rest) else {
            return text.out;
        };
        text.sign(sign);
        rest = after;
    }
}

/// What a reader would see of a name, in one line. It is no HTML.
pub(super) fn line(name: &str) -> String {
    let mut text = Text::default();
    for sign in name.chars() {
        text.sign(sign);
    }
    text.out
}

#[derive(Default)]
struct Text {
    out: String,
    // What stands before the next sign, unless the text begins with it: a space, or line breaks.
    gap: &'static str,
    // Within `<pre>` white space is what was written.
    keeps: bool,
}

impl Text {
    fn sign(&mut self, sign: char) {
        if is_space(sign) {
            self.space(sign);
        } else if !is_hidden(sign) {
            self.push(sign);
        }
    }

    fn push(&mut self, sign: char) {
        if !self.out.is_empty() {
            self.out.push_str(self.gap);
        }
        self.gap = "";
        self.out.push(sign);
    }

    fn space(&mut self, sign: char) {
        if self.keeps && sign == '\n' {
            self.end_line();
        } else if self.keeps {
            self.push(' ');
        } else if self.gap.is_empty() {
            self.gap = " ";
        }
    }

    fn end_line(&mut self) {
        self.gap = match self.gap {
            "\n" | "\n\n" => "\n\n",
            _ => "\n",
        };
    }

    fn begin_block(&mut self) {
        if self.gap != "\n\n" {
            self.gap = "\n";
        }
    }

    fn tag<'a>(&mut self, tag: &str, after: &'a str, picture: &str) -> &'a str {
        let name = name(tag);
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if is("script") || is("style") {
            return behind(after, name);
        }
        if is("br") {
            self.end_line();
        } else if is("img") {
            let words = value(tag, " alt=").or_else(|| value(tag, " atk-emoticon="));
            let mut rest = words.unwrap_or(picture);
            while let Some((sign, after)) = next_sign(rest) {
                self.sign(sign);
                rest = after;
            }
        } else if is("pre") || is("/pre") {
            self.keeps = is("pre");
            self.begin_block();
        } else if is("li") {
            self.begin_block();
            self.push('•');
            self.gap = " ";
        } else if is("/p") || is("/blockquote") {
            self.gap = "\n\n";
        } else if BLOCKS.iter().any(|block| is(block)) {
            self.begin_block();
        }
        after
    }
}

// What Markdown makes, but for what is named above.
const BLOCKS: [&str; 20] = [
    "p",
    "blockquote",
    "div",
    "/div",
    "ul",
    "/ul",
    "ol",
    "/ol",
    "/li",
    "tr",
    "/tr",
    "hr",
    "h1",
    "/h1",
    "h2",
    "/h2",
    "h3",
    "/h3",
    "summary",
    "/summary",
];

/// Whether what follows a `<` makes it a tag, and not a sign that somebody wrote.
fn begins_tag(after: &str) -> bool {
    let first = after.strip_prefix('/').unwrap_or(after).bytes().next();
    first.is_some_and(|first| first.is_ascii_alphabetic() || first == b'!')
}

/// What stands behind the end tag of a script or a style.
fn behind<'a>(content: &'a str, name: &str) -> &'a str {
    let mut rest = content;
    while let Some((_, after)) = split_once(rest, b'<') {
        let ended = after
            .strip_prefix('/')
            .and_then(|end| end.get(..name.len()));
        if ended.is_some_and(|ended| ended.eq_ignore_ascii_case(name)) {
            return split_once(after, b'>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    ""
}

fn name(tag: &str) -> &str {
    let ends = |sign: char| is_space(sign) || sign == '/';
    let from = usize::from(tag.starts_with('/'));
    let end = tag.get(from..).and_then(|name| name.find(ends));
    let name = end.and_then(|end| tag.get(..from + end));
    name.unwrap_or(tag)
}

/// The value of an attribute as Artalk writes it; an empty one is none.
fn value<'a>(tag: &'a str, attribute: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (name, quoted) = split_once(rest, b'"')?;
        let (value, after) = split_once(quoted, b'"')?;
        if name.ends_with(attribute) {
            return Some(trim(value)).filter(|value| !value.is_empty());
        }
        rest = after;
    }
}

/// The first sign, or what the character reference stands for that the text begins with; and what follows it.
fn next_sign(text: &str) -> Option<(char, &str)> {
    let mut signs = text.chars();
    let first = signs.next()?;
    let referred = (first == '&').then(|| reference(signs.as_str())).flatten();
    Some(referred.unwrap_or((first, signs.as_str())))
}

/// What a character reference stands for, and what follows it. Artalk writes few.
fn reference(after: &str) -> Option<(char, &str)> {
    let end = after.bytes().take(9).position(|byte| byte == b';')?;
    let (name, after) = (after.get(..end)?, after.get(end + 1..)?);
    let sign = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#').filter(|number| !number.is_empty())?;
            let hex = number.strip_prefix('x').or(number.strip_prefix('X'));
            let (digits, radix) = hex.map_or((number, 10), |hex| (hex, 16));
            let code = digits.chars().try_fold(0_u32, |code, digit| {
                code.checked_mul(radix)?.checked_add(digit.to_digit(radix)?)
            });
            char::from_u32(code?)?
        }
    };
    Some((sign, after))
}

#[cfg(test)]
mod tests {
    use super::{line, lines};

    #[test]
    fn html_becomes_the_lines_that_are_seen() {
        for (html, text) in [
            ("<p>Cảm ơn xã.</p>\n", "Cảm ơn xã."),
            ("<p>Một<br />\nHai</p>\n<p>Ba</p>", "Một\nHai\n\nBa"),
            (
                "<p>a &amp; b &lt;c&gt; &#34;d&#39; &#x1F600;</p>",
                "a & b <c> \"d' 😀",
            ),
            ("&amp;lt;b&amp;gt; & &khong; &#0;", "&lt;b&gt; & &khong;"),
            ("<ul>\n<li>một</li>\n<li>hai</li>\n</ul>", "• một\n• hai"),
            (
                "<blockquote>\n<p>lời cũ</p>\n</blockquote>\n<p>lời mới</p>",
                "lời cũ\n\nlời mới",
            ),
            ("<pre><code>a\n  b\n</code></pre>", "a\n  b"),
            ("<p>1 < 2 và 3 > 2</p>", "1 < 2 và 3 > 2"),
            (
                "<p>a<script>alert('</p>')</script>b<style>p{}</style>c</p>",
                "abc",
            ),
            ("a<SCRIPT src=x>b", "a"),
            (
                "<a href=\"https://example.vn\" rel=\"nofollow\">xem</a>",
                "xem",
            ),
            (
                "<p><img src=\"x.png\" alt=\"cầu\"/> <img src=\"y.png\"> <img src=z atk-emoticon=\"vui\"></p>",
                "cầu [hình] vui",
            ),
            (
                "<img alt=\"cầu &#34;Ba&#34; &amp; đò\"> <img alt=\"&lt;b&gt;\">",
                "cầu \"Ba\" & đò <b>",
            ),
            (
                "<p>đã \u{202e}duyệt\u{202c}&#x202e;&#8203; 👨‍👩‍👧</p>",
                "đã duyệt 👨‍👩‍👧",
            ),
            ("<p>&nbsp;&#x200b;</p>", ""),
            ("<p onclick=\"x\">  nhiều \n  khoảng  </p>", "nhiều khoảng"),
            ("<br><br><br>a<br><br><br><br>b<br>", "a\n\nb"),
            ("chưa hết <b", "chưa hết <b"),
            ("<!-- ghi --><p></p>", ""),
            ("\u{0}\u{7}a", "a"),
        ] {
            assert_eq!(lines(html, "[hình]"), text, "{html}");
        }
    }

    #[test]
    fn a_name_is_one_line_that_reads_as_it_is_written() {
        assert_eq!(line(" Trần\nThị \t Bé "), "Trần Thị Bé");
        assert_eq!(line("<b>Tư</b> &amp;"), "<b>Tư</b> &amp;");
        assert_eq!(line("\u{202e}ãx DNBU\u{2069}\u{7}"), "ãx DNBU");
        assert_eq!(line("\u{200b}\u{feff}"), "");
    }

    #[test]
    fn a_long_text_takes_no_time() {
        let opened = "<".repeat(200_000);
        assert_eq!(lines(&opened, "").len(), 200_000);
        let named = "<b ".repeat(100_000);
        assert!(lines(&named, "").starts_with("<b <b"));
        let closed = format!("{opened}&{opened}>;");
        assert_eq!(lines(&closed, "").len(), 400_003);
        assert_eq!(lines(&"<script></script>".repeat(100_000), ""), "");
    }
}
