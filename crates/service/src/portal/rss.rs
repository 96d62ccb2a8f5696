//! RSS 2.0 with whole texts, for readers of feeds and for portals that take news over.

use std::io;

use bangtin_model::{Article, Body, Moment};
use jiff::fmt::rfc2822;
use jiff::tz::{Offset, TimeZone};
use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesText, Event};

use super::address::{self, absolute};
use super::known::{Known, Told};

const SPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// What a feed is of.
pub(crate) struct Channel<'a> {
    pub title: String,
    /// The page that shows the same.
    pub page: String,
    /// The feed's own address.
    pub own: String,
    pub known: &'a Known,
    pub origin: &'a str,
}

type Xml = Writer<Vec<u8>>;

impl Channel<'_> {
    /// The feed of these articles, the newest first.
    ///
    /// # Errors
    /// None: what is written to memory.
    pub(crate) fn write(&self, told: &[Told]) -> io::Result<Vec<u8>> {
        let mut xml = Writer::new(Vec::new());
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let root = xml.create_element("rss").with_attributes(SPACES);
        root.write_inner_content(|xml| {
            xml.create_element("channel")
                .write_inner_content(|xml| self.channel(xml, told))?;
            Ok(())
        })?;
        Ok(xml.into_inner())
    }

    fn channel(&self, xml: &mut Xml, told: &[Told]) -> io::Result<()> {
        text(xml, "title", &self.title)?;
        text(xml, "link", &absolute(self.origin, &self.page))?;
        text(
            xml,
            "description",
            &format!("Tin, bài của {}.", self.known.title),
        )?;
        text(xml, "language", &self.known.language)?;
        let own = absolute(self.origin, &self.own);
        let link = xml.create_element("atom:link").with_attributes([
            ("href", own.as_str()),
            ("rel", "self"),
            ("type", "application/rss+xml"),
        ]);
        link.write_empty()?;
        let changed = |told: &Told| told.article.modified.max(told.article.headline.published);
        if let Some(newest) = told.iter().filter_map(changed).max() {
            optional(xml, "lastBuildDate", written(newest).as_deref())?;
        }
        text(xml, "ttl", "10")?;
        for told in told {
            xml.create_element("item")
                .write_inner_content(|xml| self.item(xml, &told.article))?;
        }
        Ok(())
    }

    fn item(&self, xml: &mut Xml, article: &Article) -> io::Result<()> {
        let headline = &article.headline;
        let url = absolute(self.origin, &address::article(&headline.id));
        text(xml, "title", &headline.title)?;
        text(xml, "link", &url)?;
        // Its address in the portal: an id alone need not be unique among feeds.
        text(xml, "guid", &url)?;
        optional(
            xml,
            "pubDate",
            headline.published.and_then(written).as_deref(),
        )?;
        optional(xml, "dc:creator", article.byline.as_deref())?;
        let category = headline.category.as_ref();
        optional(
            xml,
            "category",
            category.map(|category| category.name.as_str()),
        )?;
        for tag in &headline.tags {
            text(xml, "category", tag)?;
        }
        optional(xml, "description", headline.summary.as_deref())?;
        if let Some(image) = &headline.image {
            let address = printable(&absolute(self.origin, &image.url));
            let mut media = xml
                .create_element("media:content")
                .with_attributes([("url", address.as_str()), ("medium", "image")]);
            for (name, pixels) in [("width", image.width), ("height", image.height)] {
                if let Some(pixels) = pixels {
                    media = media.with_attribute((name, pixels.to_string().as_str()));
                }
            }
            media.write_empty()?;
        }
        let html = match &article.body {
            Body::Html(html) => with_origin(html, self.origin),
            Body::Text(text) => text
                .lines()
                .map(|line| format!("<p>{}</p>", quick_xml::escape::partial_escape(line)))
                .collect(),
            Body::None => return Ok(()),
        };
        let html = printable(&html);
        xml.create_element("content:encoded")
            .write_inner_content(|xml| {
                // A section cannot hold its own end, so it is parted there.
                for part in BytesCData::escaped(&html) {
                    xml.write_event(Event::CData(part))?;
                }
                Ok(())
            })?;
        Ok(())
    }
}

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let text = printable(text);
    xml.create_element(name)
        .write_text_content(BytesText::new(&text))?;
    Ok(())
}

fn optional(xml: &mut Xml, name: &str, value: Option<&str>) -> io::Result<()> {
    match value {
        Some(value) => text(xml, name, value),
        None => Ok(()),
    }
}

/// What XML 1.0 takes at all.
fn printable(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

/// RFC 822, as RSS wants it, in our own time zone.
fn written(moment: Moment) -> Option<String> {
    let zone = TimeZone::fixed(Offset::constant(7));
    let time = jiff::Timestamp::from_second(moment.unix()).ok()?;
    rfc2822::to_string(&time.to_zoned(zone)).ok()
}

/// The same text where addresses of our own begin with our origin: a feed is read elsewhere. Attributes are quoted, because the
/// text was made safe.
fn with_origin(html: &str, origin: &str) -> String {
    let mut whole = html.to_owned();
    for name in ["src", "href", "poster"] {
        let own = format!(" {name}=\"/");
        let mut parts = whole.split(&own);
        let mut done = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            done.push_str(&format!(" {name}=\""));
            if !part.starts_with('/') {
                done.push_str(origin);
            }
            done.push('/');
            done.push_str(part);
        }
        whole = done;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_our_own_are_whole_in_a_feed() {
        let html = "<p><a href=\"/tin/a\">x</a><img src=\"/sample/a.webp\" alt=\"\"><a href=\"//b.vn/\">b</a><a href=\"https://c.vn/\">c</a>";
        assert_eq!(
            with_origin(html, "https://a.vn"),
            "<p><a href=\"https://a.vn/tin/a\">x</a><img src=\"https://a.vn/sample/a.webp\" alt=\"\"><a href=\"//b.vn/\">b</a><a href=\"https://c.vn/\">c</a>"
        );
    }

    #[test]
    fn dates_are_those_of_rfc_822() {
        let moment = Moment::on_day(2026, 11, 18).and_then(|day| day.at(7, 30, None, 420));
        assert_eq!(
            moment.and_then(written).as_deref(),
            Some("Wed, 18 Nov 2026 07:30:00 +0700")
        );
    }

    #[test]
    fn what_xml_does_not_take_is_left_out() {
        assert_eq!(printable("a\u{0}\u{b}b\u{fffe}\nđ"), "ab\nđ");
    }
}
