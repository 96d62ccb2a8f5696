//! The portal's addresses for search engines (sitemaps.org), parted where there are more than a file shall hold. They are counted from the
//! oldest on, so that what is new changes the last part alone.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::address::{self, absolute};
use super::known::Known;
use crate::content;
use crate::problem::Problem;
use crate::store::Read;

/// The most addresses in a file. The protocol takes 50,000; a file of those would take a second of a reader's time and of ours.
const MOST: i64 = 1_000;
const SPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

type Xml = Writer<Vec<u8>>;

/// The whole map; where that is too large, part `part` of it (from 1), or the list of the parts.
///
/// # Errors
/// 404 for a part that there is not; when the database cannot be read.
pub(crate) async fn write(
    read: &mut Read,
    site: &str,
    known: &Known,
    origin: &str,
    part: Option<i64>,
) -> Result<Vec<u8>, Problem> {
    let pages = pages(known);
    let first = i64::try_from(pages.len()).unwrap_or(MOST);
    let all = content::count(read, site).await?.saturating_add(first);
    let parts = (all + MOST - 1) / MOST;
    let part = match part {
        None if parts > 1 => {
            return index(origin, parts).map_err(|error| Problem::internal(&error));
        }
        None => 1,
        Some(part) if (1..=parts).contains(&part) => part,
        Some(_) => return Err(Problem::not_found()),
    };
    // The pages stand before the articles, in the first part.
    let (begin, room, pages) = if part == 1 {
        (0, MOST - first, pages)
    } else {
        ((part - 1) * MOST - first, MOST, Vec::new())
    };
    let places = content::places(read, site, begin, room).await?;
    let urls = |xml: &mut Xml| -> io::Result<()> {
        for page in &pages {
            entry(xml, "url", &absolute(origin, page), None)?;
        }
        for place in &places {
            let path = if place.listed == 1 {
                address::article(&place.id)
            } else {
                address::document(&place.id)
            };
            let changed = jiff::Timestamp::from_millisecond(place.updated_ms).ok();
            let changed = changed.map(|time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
            entry(xml, "url", &absolute(origin, &path), changed.as_deref())?;
        }
        Ok(())
    };
    document("urlset", urls).map_err(|error| Problem::internal(&error))
}

/// What is there beside articles.
fn pages(known: &Known) -> Vec<String> {
    let mut pages = vec!["/".to_owned()];
    let categories = known.categories.iter();
    pages.extend(categories.map(|category| address::category(&category.id)));
    let others = [
        address::DOCUMENTS,
        address::GALLERY,
        address::VIDEOS,
        address::CONTACT,
    ];
    pages.extend(others.map(str::to_owned));
    pages.extend(known.albums.iter().map(|album| address::album(&album.id)));
    if known.subscribing {
        pages.push(address::SUBSCRIBE.to_owned());
    }
    if !known.links.is_empty() {
        pages.push(address::LINKS.to_owned());
    }
    pages
}

fn index(origin: &str, parts: i64) -> io::Result<Vec<u8>> {
    document("sitemapindex", |xml| {
        for part in 1..=parts {
            let address = format!("{origin}/sitemap.xml?phan={part}");
            entry(xml, "sitemap", &address, None)?;
        }
        Ok(())
    })
}

fn document(root: &str, inside: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element(root)
        .with_attribute(SPACE)
        .write_inner_content(inside)?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, name: &str, address: &str, changed: Option<&str>) -> io::Result<()> {
    xml.create_element(name).write_inner_content(|xml| {
        xml.create_element("loc")
            .write_text_content(BytesText::new(address))?;
        if let Some(changed) = changed {
            xml.create_element("lastmod")
                .write_text_content(BytesText::new(changed))?;
        }
        Ok(())
    })?;
    Ok(())
}
