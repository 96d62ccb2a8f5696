//! Where a text leads as it came, and what of it nobody sees: what others have put into it shows here, before it is made safe.

use crate::base::Base;
use crate::markup::{Tag, Token, Tokens};
use crate::references::resolved;

/// The most that is looked at of one text.
const MOST: usize = 1_000;
/// The longest words of a link, in bytes.
const LONGEST: usize = 400;
/// The most words that nobody sees, in bytes.
const MOST_UNSEEN: usize = 4_000;
/// Elements that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// What a text leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leads {
    /// In the order of the text.
    pub all: Vec<Lead>,
    /// The words that nobody sees.
    pub unseen: String,
}

/// One place to which a text leads, or from which it takes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// How.
    pub kind: Kind,
    /// Where: an absolute address.
    pub url: String,
    /// The words of the link.
    pub words: String,
    /// Whether nobody sees it.
    pub is_hidden: bool,
}

/// How a text leads somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A link.
    Link,
    /// A page in the page.
    Frame,
    /// A script, or a form.
    Program,
    /// A picture.
    Picture,
}

/// An element that has not ended yet.
struct Open<'a> {
    name: &'a str,
    is_hidden: bool,
    /// The lead whose words stand in it.
    lead: Option<usize>,
}

impl Leads {
    /// Those of a text.
    pub(super) fn of(html: &str, base: &Base) -> Self {
        let mut leads = Self::default();
        let mut open: Vec<Open<'_>> = Vec::new();
        let mut tokens = Tokens::html(html);
        while let Some(token) = tokens.next() {
            if leads.all.len() >= MOST || open.len() >= MOST {
                break;
            }
            match token {
                Token::Start(tag) => {
                    let name = tag.name.to_ascii_lowercase();
                    let is_hidden = open.last().is_some_and(|outer| outer.is_hidden) || hides(&tag);
                    let lead = leads.lead(&tag, &name, base, is_hidden);
                    if name == "script" || name == "style" {
                        tokens.skip_to_end_of(tag.name);
                    } else if !VOID.contains(&name.as_str()) {
                        open.push(Open {
                            name: tag.name,
                            is_hidden,
                            lead,
                        });
                    }
                }
                Token::End(name) => {
                    // What was never opened ends nothing.
                    let same = |one: &Open<'_>| one.name.eq_ignore_ascii_case(name);
                    if let Some(at) = open.iter().rposition(same) {
                        open.truncate(at);
                    }
                }
                Token::Text(text) | Token::Cdata(text) => {
                    let text = resolved(text);
                    if open.last().is_some_and(|one| one.is_hidden) {
                        push(&mut leads.unseen, &text, MOST_UNSEEN);
                    }
                    let lead = open.iter().rev().find_map(|one| one.lead);
                    if let Some(lead) = lead.and_then(|at| leads.all.get_mut(at)) {
                        push(&mut lead.words, &text, LONGEST);
                    }
                }
                Token::Doctype(_) => {}
            }
        }
        leads
    }

    /// Takes note of where a tag leads. The place of a link, whose words follow.
    fn lead(&mut self, tag: &Tag<'_>, name: &str, base: &Base, is_hidden: bool) -> Option<usize> {
        let (kind, attribute) = match name {
            "a" | "area" => (Kind::Link, "href"),
            "iframe" | "frame" | "embed" => (Kind::Frame, "src"),
            "object" => (Kind::Frame, "data"),
            "script" => (Kind::Program, "src"),
            "form" => (Kind::Program, "action"),
            "img" | "source" | "video" | "audio" => (Kind::Picture, "src"),
            _ => return None,
        };
        let url = base.resolve(tag.value(attribute)?.trim())?;
        let mut words = String::new();
        for said in ["title", "alt"].iter().filter_map(|said| tag.value(said)) {
            push(&mut words, &said, LONGEST);
        }
        self.all.push(Lead {
            kind,
            url,
            words,
            is_hidden,
        });
        (kind == Kind::Link).then(|| self.all.len() - 1)
    }
}

fn push(words: &mut String, more: &str, most: usize) {
    if words.len() < most && !more.trim().is_empty() {
        words.extend(more.chars().take(most));
        words.push(' ');
    }
}

/// Whether what stands in this tag is there and not seen, by what the tag itself says.
fn hides(tag: &Tag<'_>) -> bool {
    let style = tag.value("style").unwrap_or_default();
    let style: String = style.to_ascii_lowercase().split_whitespace().collect();
    tag.attribute("hidden").is_some()
        || style.split(';').any(|rule| {
            let Some((property, value)) = rule.split_once(':') else {
                return false;
            };
            let value = value.trim_end_matches("!important");
            match property {
                "display" => value == "none",
                "visibility" => value == "hidden",
                "font-size" | "opacity" | "max-height" | "max-width" => is_none(value),
                "left" | "right" | "top" | "bottom" | "text-indent" | "margin-left"
                | "margin-top" => is_far(value),
                _ => false,
            }
        })
}

/// `0`, `0px`, `.0`, `1px`: nothing that an eye could see.
fn is_none(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f64>().is_ok_and(|number| number == 0.0) || value == "1px"
}

/// `-9999px`: beyond every screen.
fn is_far(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f64>().is_ok_and(|number| number <= -500.0)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{Kind, Leads};
    use crate::base::Base;

    fn of(html: &str) -> Leads {
        Leads::of(
            html,
            &Base::Address(Url::parse("https://a.vn/tin/").expect("an address")),
        )
    }

    #[test]
    fn each_place_is_found_with_its_words() {
        let leads = of(
            "<p>Xem <a href=\"//b.vn/x\" title='Nhà'>tại <b>đây &amp; đó</b></a> rồi <a href=c.html>c</a><a href='javascript:1'>x</a></p>\
             <iframe src=\"https://film.vn/1\"></iframe><script src=https://s.vn/a.js>document.write('<a href=\"https://no.vn\">')</script>\
             <form action=\"https://f.vn/\"><input></form><img src=\"/a.png\" alt=\"Ảnh\"><br>",
        );
        let told: Vec<_> = leads
            .all
            .iter()
            .map(|lead| {
                (
                    lead.kind,
                    lead.url.as_str(),
                    lead.words.trim(),
                    lead.is_hidden,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (Kind::Link, "https://b.vn/x", "Nhà tại  đây & đó", false),
                (Kind::Link, "https://a.vn/tin/c.html", "c", false),
                (Kind::Frame, "https://film.vn/1", "", false),
                (Kind::Program, "https://s.vn/a.js", "", false),
                (Kind::Program, "https://f.vn/", "", false),
                (Kind::Picture, "https://a.vn/a.png", "Ảnh", false),
            ]
        );
        assert_eq!(leads.unseen, "");
    }

    #[test]
    fn what_nobody_sees_is_told_apart() {
        for hiding in [
            "style=\"display:none\"",
            "style='position: absolute; left: -9999px'",
            "style=\"font-size:0\"",
            "STYLE=\"color:red;FONT-SIZE : 0px !important\"",
            "style=\"opacity:0\"",
            "style=\"visibility: hidden;\"",
            "style='text-indent:-99999em'",
            "hidden",
        ] {
            let leads = of(&format!(
                "<div {hiding}><p>nhà cái <a href=\"https://b.vn/\">x</a></p></div><a href=\"https://c.vn/\">y</a>"
            ));
            let hidden: Vec<_> = leads.all.iter().map(|lead| lead.is_hidden).collect();
            assert_eq!(hidden, [true, false], "{hiding}");
            assert!(leads.unseen.contains("nhà cái"), "{hiding}");
        }
        for shown in [
            "style=\"font-size:0.9em\"",
            "style=\"margin-left:-15px\"",
            "style=\"display:block\"",
            "style=\"opacity:0.5; left:0\"",
            "class=\"hidden\"",
        ] {
            let leads = of(&format!(
                "<div {shown}><a href=\"https://b.vn/\">x</a></div>"
            ));
            assert!(
                !leads.all[0].is_hidden && leads.unseen.is_empty(),
                "{shown}"
            );
        }
    }

    #[test]
    fn what_is_badly_nested_hides_no_more_than_it_holds() {
        let leads = of(
            "<div style=\"display:none\"><br><img src=a.png><p>a</div></section><a href=\"https://c.vn/\">y",
        );
        let hidden: Vec<_> = leads.all.iter().map(|lead| lead.is_hidden).collect();
        assert_eq!(hidden, [true, false]);
    }
}
