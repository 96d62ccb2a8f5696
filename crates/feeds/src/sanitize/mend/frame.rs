//! Frames, in which another site shows something, as links to it: nothing of another site is loaded before a reader asks for it.

use url::Url;

use crate::base::Base;
use crate::markup::{Tag, attribute};
use crate::references::escape;

/// Hosts whose frames count, measure or advertise.
const UNSEEN: [&str; 5] = [
    "googletagmanager.com",
    "doubleclick.net",
    "googlesyndication.com",
    "google-analytics.com",
    "facebook.net",
];
/// Files that a reader opens as documents.
pub(super) const DOCUMENTS: [&str; 15] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "csv", "zip",
    "rar", "7z",
];
const FILMS: [&str; 4] = ["mp4", "m4v", "webm", "mov"];

/// A link in the place of a frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub address: String,
    pub words: String,
}

impl Link {
    pub(super) fn write(&self, out: &mut String) {
        let mut address = String::with_capacity(self.address.len());
        escape(&self.address, &mut address);
        out.push_str("<a");
        attribute("href", &address, out);
        out.push('>');
        escape(&self.words, out);
        out.push_str("</a>");
    }
}

/// What a frame shows, as a link; `None` where a reader sees nothing in it.
pub(super) fn link(tag: &Tag<'_>, base: &Base) -> Option<Link> {
    let names = ["data-lazy-src", "data-src", "src"];
    let mut named = names.iter().filter_map(|name| tag.value(name));
    let is_tiny = |name| {
        let size = tag.attribute(name).map(|size| size.trim_end_matches("px"));
        size.and_then(|size| size.parse::<u32>().ok())
            .is_some_and(|size| size <= 1)
    };
    if is_tiny("width") || is_tiny("height") {
        return None;
    }
    let is_address =
        |address: &str| !address.starts_with("about:") && !address.starts_with("data:");
    to(&named.find(|named| is_address(named))?, base)
}

/// A link to what is shown from this address, where we know what that is or at least whose.
pub(super) fn to(address: &str, base: &Base) -> Option<Link> {
    let address = base.resolve(address.trim())?;
    let Ok(url) = Url::parse(&address) else {
        return file(&address).map(|words| link_to(address.clone(), words));
    };
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is = |known: &str| host == known || host.ends_with(&[".", known].concat());
    if UNSEEN.iter().any(|known| is(known)) || !url.scheme().starts_with("http") {
        return None;
    }
    film(&url, &is)
        .or_else(|| map(&url, &is))
        .or_else(|| document(&url, &is, base))
        .or_else(|| file(url.path()).map(|words| link_to(address.clone(), words)))
        .or_else(|| {
            Some(link_to(
                address.clone(),
                &format!("Xem nội dung trên {host}"),
            ))
        })
}

fn link_to(address: impl Into<String>, words: &str) -> Link {
    Link {
        address: address.into(),
        words: words.to_owned(),
    }
}

fn film(url: &Url, is: &dyn Fn(&str) -> bool) -> Option<Link> {
    let last = url.path().rsplit('/').find(|part| !part.is_empty());
    let named = |name: &str| query(url, name).filter(|found| found.starts_with("http"));
    if is("youtube.com") || is("youtube-nocookie.com") || is("youtu.be") {
        let list = query(url, "list").filter(|_| last == Some("videoseries"));
        let film = query(url, "v").or_else(|| last.map(str::to_owned));
        let address = match (list, film) {
            (Some(list), _) => format!("https://www.youtube.com/playlist?list={list}"),
            (None, Some(film)) => format!("https://www.youtube.com/watch?v={film}"),
            (None, None) => return None,
        };
        return Some(link_to(address, "Xem video trên YouTube"));
    }
    if is("facebook.com") {
        let words = match last {
            Some(last) if last.starts_with("video") => "Xem video trên Facebook",
            Some(last) if last.starts_with("post") => "Xem bài viết trên Facebook",
            _ => "Xem trang trên Facebook",
        };
        return Some(link_to(
            named("href").unwrap_or_else(|| url.to_string()),
            words,
        ));
    }
    let known = [
        ("vimeo.com", "Xem video trên Vimeo"),
        ("dailymotion.com", "Xem video trên Dailymotion"),
        ("tiktok.com", "Xem video trên TikTok"),
        ("soundcloud.com", "Nghe trên SoundCloud"),
    ];
    let (_, words) = known.iter().find(|(host, _)| is(host))?;
    let address = match last {
        Some(film) if is("vimeo.com") => format!("https://vimeo.com/{film}"),
        Some(film) if is("dailymotion.com") => format!("https://www.dailymotion.com/video/{film}"),
        _ => named("url").unwrap_or_else(|| url.to_string()),
    };
    Some(link_to(address, words))
}

fn map(url: &Url, is: &dyn Fn(&str) -> bool) -> Option<Link> {
    let is_google = (is("google.com") || is("google.com.vn"))
        && (url.path().starts_with("/maps")
            || url.host_str().is_some_and(|host| host.starts_with("maps.")));
    let is_map =
        is_google || is("openstreetmap.org") || is("goo.gl") && url.path().starts_with("/maps");
    is_map.then(|| link_to(url.as_str(), "Xem bản đồ"))
}

/// Viewers show a file that they are told; the file itself needs none of them.
fn document(url: &Url, is: &dyn Fn(&str) -> bool, base: &Base) -> Option<Link> {
    const WORDS: &str = "Xem tài liệu";
    let is_viewer =
        is("docs.google.com") || is("drive.google.com") || is("view.officeapps.live.com");
    let inside = ["file", "url", "src"]
        .iter()
        .filter_map(|name| query(url, name))
        .find(|inside| is_viewer && inside.starts_with("http") || file(inside).is_some());
    match inside.and_then(|inside| base.resolve(&inside)) {
        Some(inside) => Some(link_to(inside, WORDS)),
        None => is_viewer.then(|| link_to(url.as_str(), WORDS)),
    }
}

/// The words for a file, by the end of its name.
fn file(address: &str) -> Option<&'static str> {
    let end = extension(address)?;
    if DOCUMENTS.contains(&end.as_str()) {
        return Some("Xem tài liệu");
    }
    FILMS.contains(&end.as_str()).then_some("Xem video")
}

/// `pdf` of `/a/b.PDF?c=1`.
pub(super) fn extension(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let (_, end) = path.rsplit('/').next()?.rsplit_once('.')?;
    Some(end.to_ascii_lowercase())
}

fn query(url: &Url, name: &str) -> Option<String> {
    let mut pairs = url.query_pairs();
    let (_, value) = pairs.find(|(found, value)| found == name && !value.is_empty())?;
    Some(value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::to;
    use crate::base::Base;
    use url::Url;

    fn check(address: &str, expected: Option<(&str, &str)>) {
        let base = Url::parse("https://a.vn/tin/").expect("an address");
        let found = to(address, &Base::Address(base));
        let found = found
            .as_ref()
            .map(|link| (link.address.as_str(), link.words.as_str()));
        assert_eq!(found, expected, "{address}");
    }

    #[test]
    fn a_frame_is_a_link_to_what_it_shows() {
        let watch = "https://www.youtube.com/watch?v=AAA";
        let youtube = Some((watch, "Xem video trên YouTube"));
        check("//www.youtube.com/embed/AAA?autoplay=1", youtube);
        check("https://www.youtube-nocookie.com/embed/AAA", youtube);
        check("https://youtu.be/AAA", youtube);
        check("https://www.youtube.com/v/AAA", youtube);
        let list = "https://www.youtube.com/playlist?list=P";
        check(
            "https://www.youtube.com/embed/videoseries?list=P",
            Some((list, "Xem video trên YouTube")),
        );
        let film = "https://www.facebook.com/example/videos/1/";
        check(
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fexample%2Fvideos%2F1%2F",
            Some((film, "Xem video trên Facebook")),
        );
        check(
            "https://player.vimeo.com/video/12",
            Some(("https://vimeo.com/12", "Xem video trên Vimeo")),
        );
        let map = "https://www.google.com/maps/embed?pb=1";
        check(map, Some((map, "Xem bản đồ")));
        check(
            "/phim/a.mp4",
            Some(("https://a.vn/phim/a.mp4", "Xem video")),
        );
    }

    #[test]
    fn a_viewer_gives_way_to_its_file() {
        let file = Some(("https://a.vn/tai-ve/a.pdf", "Xem tài liệu"));
        check("/tai-ve/a.pdf", file);
        check(
            "https://docs.google.com/gview?url=https://a.vn/tai-ve/a.pdf&embedded=true",
            file,
        );
        check(
            "https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fa.vn%2Ftai-ve%2Fa.pdf",
            file,
        );
        check("/pdfjs/web/viewer.html?file=/tai-ve/a.pdf", file);
        let drive = "https://drive.google.com/file/d/1/preview";
        check(drive, Some((drive, "Xem tài liệu")));
    }

    #[test]
    fn what_is_not_known_is_named_by_its_host_and_what_is_not_seen_goes() {
        check(
            "https://www.b.vn/x?y=1",
            Some(("https://www.b.vn/x?y=1", "Xem nội dung trên b.vn")),
        );
        check("https://www.googletagmanager.com/ns.html?id=1", None);
        check("javascript:alert(1)", None);
        check("mailto:a@b.vn", None);
    }
}
