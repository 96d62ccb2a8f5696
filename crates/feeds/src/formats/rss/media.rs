//! Pictures, films and files that stand beside the text of an item: enclosures, Media RSS, and what some portals call an `<image>`.
//!
//! They are read from the item itself: the parser drops relative addresses, `medium`, and what an Atom link says of a file.

use bangtin_sources::text;
use serde_json::{Value, json};
use url::Url;

use crate::formats::xml::base;
use crate::markup::{Tag, Token, Tokens};
use crate::references::resolved;
use crate::sanitize::best;

/// A picture that is narrower than this, in pixels, is for lists only.
const LEAD_WIDTH: u32 = 300;
/// How wide pictures are taken to be that do not say it.
const WIDTH: u32 = 640;
const THUMBNAIL_WIDTH: u32 = 320;

/// What stands beside a text.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The address of the picture for lists.
    pub image: Option<String>,
    /// As `_bangtin` has them.
    pub media: Vec<Value>,
    pub attachments: Vec<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Medium {
    Picture,
    Film,
    Sound,
    File,
}

#[derive(Clone, Debug)]
struct File {
    kind: Medium,
    url: String,
    mime: Option<String>,
    bytes: Option<u64>,
    width: Option<u32>,
    height: Option<u32>,
    title: Option<String>,
    is_thumbnail: bool,
    /// Files of one group are the same in several sizes.
    group: usize,
}

/// What stands beside the text of the item in this document.
pub(super) fn beside(document: &str) -> Beside {
    let mut reader = Reader::default();
    for token in Tokens::xml(document) {
        match token {
            Token::Start(tag) => reader.start(&tag),
            Token::Text(text) => reader.text(text),
            Token::End(name) => reader.end(name),
            Token::Cdata(_) | Token::Doctype(_) => {}
        }
    }
    chosen(&reader.files)
}

#[derive(Default)]
struct Reader {
    files: Vec<File>,
    base: Option<Url>,
    group: usize,
    in_group: bool,
    in_image: bool,
    /// Whether the text that comes is the title of the last file.
    in_title: bool,
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>) {
        let is_frame = matches!(tag.name, "rss" | "RDF" | "feed" | "item" | "entry");
        if let Some(base) = tag.value("xml:base").filter(|_| is_frame) {
            self.base = base::named(self.base.as_ref(), &base);
        }
        match tag.name {
            "media:group" => self.in_group = true,
            "media:content" | "enclosure" => self.file(tag, "url", false),
            "media:thumbnail" => self.file(tag, "url", true),
            "link" if tag.attribute("rel") == Some("enclosure") => self.file(tag, "href", false),
            "image" | "itunes:image" => {
                self.in_image = true;
                self.file(tag, "href", true);
            }
            "media:title" => self.in_title = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "media:group" => {
                self.in_group = false;
                self.group += 1;
            }
            "image" | "itunes:image" => self.in_image = false,
            "media:title" => self.in_title = false,
            _ => {}
        }
    }

    fn text(&mut self, written: &str) {
        if self.in_title {
            let group = self.group;
            let title = Some(text::plain(&resolved(written))).filter(|title| !title.is_empty());
            if let Some(file) = self.files.last_mut().filter(|file| file.group + 1 >= group) {
                file.title = file.title.take().or(title);
            }
        } else if self.in_image && !written.trim().is_empty() && !written.trim().contains(' ') {
            let tag = Tag {
                attributes: vec![("url", written.trim())],
                ..Tag::default()
            };
            self.file(&tag, "url", true);
        }
    }

    fn file(&mut self, tag: &Tag<'_>, name: &str, is_thumbnail: bool) {
        let Some(address) = tag.value(name) else {
            return;
        };
        let address = address.trim();
        let joined = self
            .base
            .as_ref()
            .and_then(|base| base::whole(address, base));
        let number = |name| {
            tag.value(name)
                .and_then(|value| value.trim().parse::<u64>().ok())
        };
        let pixels = |name| number(name).and_then(|number| u32::try_from(number).ok());
        let mime = mime(tag.value("type").as_deref(), address);
        let medium = tag.value("medium");
        let kind = match (is_thumbnail, medium.as_deref()) {
            (true, _) | (_, Some("image")) => Some(Medium::Picture),
            _ => kind(mime.as_deref()),
        };
        let Some(kind) = kind else {
            return;
        };
        self.files.push(File {
            kind,
            url: joined.unwrap_or_else(|| address.to_owned()),
            mime,
            bytes: number("length")
                .or_else(|| number("fileSize"))
                .filter(|bytes| *bytes > 0),
            width: pixels("width").filter(|width| *width > 0),
            height: pixels("height").filter(|height| *height > 0),
            title: tag.value("title").map(|title| text::plain(&title)),
            is_thumbnail,
            group: self.group,
        });
        if !self.in_group {
            self.group += 1;
        }
    }
}

/// The type that is said, unless it says nothing; else that of such a name.
fn mime(said: Option<&str>, address: &str) -> Option<String> {
    let said = said.map(|said| said.trim().to_ascii_lowercase());
    let said = said.filter(|said| {
        said.contains('/') && !said.ends_with("/octet-stream") && !said.contains("download")
    });
    said.or_else(|| {
        let path = address.split(['?', '#']).next()?;
        mime_guess::from_path(path).first_raw().map(str::to_owned)
    })
}

/// How a file of this type is shown; `None` for pages and what nobody can open.
fn kind(mime: Option<&str>) -> Option<Medium> {
    let (first, rest) = mime?.split_once('/')?;
    match first {
        "image" => Some(Medium::Picture),
        "video" => Some(Medium::Film),
        "audio" => Some(Medium::Sound),
        "application"
            if !matches!(
                rest,
                "xhtml+xml" | "x-shockwave-flash" | "javascript" | "octet-stream"
            ) =>
        {
            Some(Medium::File)
        }
        "text" if matches!(rest, "plain" | "csv" | "rtf") => Some(Medium::File),
        _ => None,
    }
}

fn chosen(files: &[File]) -> Beside {
    let pictures = |is_thumbnail| {
        files
            .iter()
            .filter(move |file| file.kind == Medium::Picture && file.is_thumbnail == is_thumbnail)
    };
    // Of a gallery the first; of one picture in several sizes the best.
    let group = pictures(false).next().map(|first| first.group);
    let lead = best(
        pictures(false)
            .filter(|file| Some(file.group) == group)
            .map(|file| (file, file.width.unwrap_or(WIDTH))),
    );
    let small = best(pictures(true).map(|file| (file, file.width.unwrap_or(THUMBNAIL_WIDTH))));
    let width = |file: &&File| {
        file.width.unwrap_or(if file.is_thumbnail {
            THUMBNAIL_WIDTH
        } else {
            WIDTH
        })
    };
    let image = best(
        lead.into_iter()
            .chain(small)
            .map(|file| (file, width(&file))),
    );
    let lead = lead.filter(|file| width(file) >= LEAD_WIDTH);
    let films = files
        .iter()
        .filter(|file| matches!(file.kind, Medium::Film | Medium::Sound));
    let mut media: Vec<Value> = lead.map(picture).into_iter().collect();
    media.extend(films.map(|film| medium(film, small)));
    Beside {
        image: image.map(|file| file.url.clone()),
        media,
        attachments: files
            .iter()
            .filter(|file| file.kind == Medium::File)
            .map(attachment)
            .collect(),
    }
}

fn picture(file: &File) -> Value {
    json!({"type": "image", "url": file.url, "alt": file.title, "width": file.width, "height": file.height})
}

fn medium(file: &File, poster: Option<&File>) -> Value {
    let (kind, poster) = match file.kind {
        Medium::Film => ("video", poster),
        _ => ("audio", None),
    };
    json!({"type": kind, "url": file.url, "mime_type": file.mime, "caption": file.title, "poster": poster.map(|file| &file.url)})
}

fn attachment(file: &File) -> Value {
    json!({"url": file.url, "mime_type": file.mime, "title": file.title, "size_in_bytes": file.bytes})
}

#[cfg(test)]
mod tests {
    use super::beside;
    use serde_json::{Value, json};

    fn check(inside: &str, image: Option<&str>, media: Value, attachments: Value) {
        let found = beside(&format!(
            "<rss xml:base=\"https://a.vn/\"><channel><item>{inside}</item></channel></rss>"
        ));
        assert_eq!(found.image.as_deref(), image, "{inside}");
        assert_eq!(
            (json!(found.media), json!(found.attachments)),
            (media, attachments),
            "{inside}"
        );
    }

    fn picture(url: &str, alt: Option<&str>, width: Option<u32>) -> Value {
        json!([{"type": "image", "url": url, "alt": alt, "width": width, "height": null}])
    }

    #[test]
    fn a_picture_is_known_by_its_medium_type_or_name() {
        let (a, b) = ("https://a.vn/a.jpg", "https://a.vn/b.JPG?w=6");
        check(
            "<enclosure url=\"/a.jpg\"></enclosure>",
            Some(a),
            picture(a, None, None),
            json!([]),
        );
        check(
            "<enclosure url=\"/b.JPG?w=6\" length=\"0\" type=\"application/octet-stream\"></enclosure>",
            Some(b),
            picture(b, None, None),
            json!([]),
        );
        check(
            "<media:content url=\"a.jpg\" medium=\"image\"><media:title>Lễ &amp; hội</media:title></media:content>",
            Some(a),
            picture(a, Some("Lễ & hội"), None),
            json!([]),
        );
        check(
            "<image><url>/a.jpg</url></image>",
            Some(a),
            json!([]),
            json!([]),
        );
    }

    #[test]
    fn of_several_sizes_the_best_is_shown() {
        check(
            "<media:group><media:content url=\"/160.jpg\" width=\"160\" type=\"image/jpeg\"></media:content>\
             <media:content url=\"/1200.jpg\" width=\"1200\" type=\"image/jpeg\"></media:content>\
             <media:content url=\"/6000.jpg\" width=\"6000\" type=\"image/jpeg\"></media:content></media:group>\
             <media:thumbnail url=\"/t.jpg\" width=\"75\"></media:thumbnail>",
            Some("https://a.vn/1200.jpg"),
            picture("https://a.vn/1200.jpg", None, Some(1200)),
            json!([]),
        );
        check(
            "<media:thumbnail url=\"/t.jpg\" width=\"150\"></media:thumbnail>",
            Some("https://a.vn/t.jpg"),
            json!([]),
            json!([]),
        );
    }

    #[test]
    fn files_are_attached_with_what_is_known_of_them() {
        check(
            "<enclosure url=\"/lich.pdf\" length=\"\" type=\"application/pdf\"></enclosure>\
             <link rel=\"enclosure\" href=\"/a.docx\" title=\"Tờ trình\" length=\"1200\"></link>",
            None,
            json!([]),
            json!([
                {"url": "https://a.vn/lich.pdf", "mime_type": "application/pdf", "title": null, "size_in_bytes": null},
                {"url": "https://a.vn/a.docx", "mime_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "title": "Tờ trình", "size_in_bytes": 1200},
            ]),
        );
        check(
            "<enclosure url=\"/a.mp3\" type=\"audio/mpeg\"></enclosure><enclosure url=\"/a.html\"></enclosure>",
            None,
            json!([{"type": "audio", "url": "https://a.vn/a.mp3", "mime_type": "audio/mpeg", "caption": null, "poster": null}]),
            json!([]),
        );
    }
}
