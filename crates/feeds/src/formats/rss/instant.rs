//! Instant Articles in a feed: each text is a page of its own, whose header says again what the item says, and more exactly. NukeViet
//! writes them (`instant-rss`).

use bangtin_model::Moment;
use bangtin_sources::{date, text};

use crate::markup::{Tag, Token, Tokens};

/// What such a page says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Instant {
    /// The text without the header and the footer, with the picture that stands in the header.
    pub text: String,
    /// The category.
    pub kicker: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    pub published: Option<Moment>,
    pub modified: Option<Moment>,
}

/// Reads a text; `None` where it is no such page.
pub(super) fn read(html: &str) -> Option<Instant> {
    let is_one = html.contains("op:markup_version") || html.contains("op-published");
    let (before, rest) = html.split_once("<header").filter(|_| is_one)?;
    let (header, rest) = rest.split_once("</header>")?;
    let body = rest
        .rsplit_once("</article>")
        .map_or(rest, |(body, _)| body);
    let body = body.rsplit_once("<footer").map_or(body, |(body, _)| body);
    // Before the header there is the head of the page.
    before.contains("<article").then_some(())?;
    let mut instant = heads(header);
    if let Some((_, figure)) = header.split_once("<figure")
        && let Some((figure, _)) = figure.split_once("</figure>")
    {
        instant.text = ["<figure", figure, "</figure>"].concat();
    }
    instant.text.push_str(body.trim());
    Some(instant)
}

#[derive(Clone, Copy)]
enum Part {
    Kicker,
    Byline,
}

fn heads(header: &str) -> Instant {
    let mut instant = Instant::default();
    let mut part = None;
    let mut words = String::new();
    // The rest of the start tag of the header comes first.
    for token in Tokens::html(header) {
        match token {
            Token::Start(tag) => {
                part = match tag.name {
                    "h3" if is(&tag, "op-kicker") => Some(Part::Kicker),
                    "address" => Some(Part::Byline),
                    _ => part,
                };
                let moment = || date::parse(&tag.value("datetime")?);
                if tag.name == "time" && is(&tag, "op-published") {
                    instant.published = moment();
                } else if tag.name == "time" && is(&tag, "op-modified") {
                    instant.modified = moment();
                }
            }
            Token::Text(text) if part.is_some() => words.push_str(text),
            Token::End("h3" | "address") => {
                let said = text::plain(&std::mem::take(&mut words));
                let said = Some(said).filter(|said| !said.is_empty());
                match part.take() {
                    Some(Part::Kicker) => instant.kicker = said,
                    Some(Part::Byline) => instant.byline = instant.byline.take().or(said),
                    None => {}
                }
            }
            _ => {}
        }
    }
    instant
}

fn is(tag: &Tag<'_>, class: &str) -> bool {
    let classes = tag.attribute("class").unwrap_or_default();
    classes.split_ascii_whitespace().any(|one| one == class)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_header_is_no_text() {
        let html = "<!doctype html><html><head><meta property=\"op:markup_version\" content=\"v1.0\"></head><body><article><header>\
            <h1>Tiêu đề</h1><h2>Sapo</h2><figure><img src=\"/a.jpg\"><figcaption>Cầu</figcaption></figure>\
            <h3 class=\"op-kicker\">\n Thông cáo &amp; báo chí\n</h3><address><a>Minh An</a></address>\
            <time class=\"op-published\" dateTime=\"2026-11-25T22:39:30+07:00\">22:39: 25/11/2026</time>\
            <time class=\"op-modified\" datetime=\"2026-11-26T07:00:00+07:00\">x</time></header> <p>Một</p><p>Hai</p>\
            <footer><small>© 2026</small></footer></article></body></html>";
        let found = read(html).expect("an instant article");
        assert_eq!(
            found.text,
            "<figure><img src=\"/a.jpg\"><figcaption>Cầu</figcaption></figure><p>Một</p><p>Hai</p>"
        );
        assert_eq!(found.kicker.as_deref(), Some("Thông cáo & báo chí"));
        assert_eq!(found.byline.as_deref(), Some("Minh An"));
        let iso = |moment: Option<bangtin_model::Moment>| moment.map(|moment| moment.iso());
        let dates = (iso(found.published), iso(found.modified));
        assert_eq!(
            (dates.0.as_deref(), dates.1.as_deref()),
            (
                Some("2026-11-25T22:39:30+07:00"),
                Some("2026-11-26T07:00:00+07:00")
            )
        );
    }

    #[test]
    fn other_texts_stay() {
        for html in [
            "<p>a</p>",
            "<article><header><h1>a</h1></header><p>b</p></article>",
            "op-published <header>",
        ] {
            assert_eq!(read(html), None, "{html}");
        }
    }
}
