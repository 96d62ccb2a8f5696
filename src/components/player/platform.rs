//! Where a film stands: in a file, or on a platform that has a player of its own.

use bangtin_model::{join, split, split_once};

/// How a film is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The browser plays the file.
    File,
    /// The platform's own player, in a frame at this address that sets no cookies before it plays.
    Frame(String, &'static str),
    /// On the platform itself, of this name.
    Platform(&'static str),
}

/// Which of them a film at this absolute address needs.
pub fn place(url: &str) -> Place {
    let Some((host, path)) = parts(url) else {
        return Place::File;
    };
    match host {
        "youtube.com" | "youtube-nocookie.com" | "youtu.be" => match youtube(host, path) {
            Some(id) => Place::Frame(
                join(&[
                    "https://www.youtube-nocookie.com/embed/",
                    id,
                    "?autoplay=1&rel=0",
                ]),
                "YouTube",
            ),
            None => Place::Platform("YouTube"),
        },
        "vimeo.com" | "player.vimeo.com" => match name(path.strip_prefix("video/").unwrap_or(path))
        {
            Some(id) if id.bytes().all(|byte| byte.is_ascii_digit()) => Place::Frame(
                join(&["https://player.vimeo.com/video/", id, "?autoplay=1&dnt=1"]),
                "Vimeo",
            ),
            _ => Place::Platform("Vimeo"),
        },
        "facebook.com" | "fb.watch" => Place::Platform("Facebook"),
        "tiktok.com" => Place::Platform("TikTok"),
        "dailymotion.com" | "dai.ly" => Place::Platform("Dailymotion"),
        _ => Place::File,
    }
}

/// Host and what follows its slash. What telephones and old links put before the host is left out.
fn parts(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = split_once(url, b':')?;
    let rest = rest.strip_prefix("//")?;
    let (host, path) = split_once(rest, b'/').unwrap_or((rest, ""));
    let shorter = host
        .strip_prefix("www.")
        .or_else(|| host.strip_prefix("m."));
    Some((shorter.unwrap_or(host), path))
}

fn youtube<'a>(host: &str, path: &'a str) -> Option<&'a str> {
    if host == "youtu.be" {
        return name(path);
    }
    if let Some(query) = path.strip_prefix("watch?") {
        let mut members = split(query, b'&').into_iter();
        return name(members.find_map(|member| member.strip_prefix("v="))?);
    }
    let kinds = ["embed/", "shorts/", "live/", "v/"];
    name(kinds.iter().find_map(|kind| path.strip_prefix(kind))?)
}

/// The name of a film at the beginning of this; nothing in it could lead elsewhere.
fn name(text: &str) -> Option<&str> {
    let is_ours = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_';
    let end = text.bytes().position(|byte| !is_ours(&byte));
    let name = text.get(..end.unwrap_or(text.len()))?;
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_of_a_platform_is_known_by_its_address() {
        let youtube = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0";
        for url in [
            "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "https://m.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&t=5s",
            "http://youtube.com/embed/aqz-KE-bpKQ?si=x",
            "https://youtu.be/aqz-KE-bpKQ?t=3",
            "https://www.youtube.com/shorts/aqz-KE-bpKQ",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        ] {
            assert_eq!(place(url), Place::Frame(youtube.into(), "YouTube"), "{url}");
        }
        let vimeo = "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1";
        for url in [
            "https://vimeo.com/76979871",
            "https://player.vimeo.com/video/76979871?h=1",
        ] {
            assert_eq!(place(url), Place::Frame(vimeo.into(), "Vimeo"), "{url}");
        }
        for (url, platform) in [
            ("https://www.youtube.com/@xasongba", "YouTube"),
            ("https://vimeo.com/channels/staffpicks", "Vimeo"),
            ("https://www.facebook.com/watch/?v=1", "Facebook"),
            ("https://www.tiktok.com/@a/video/1", "TikTok"),
        ] {
            assert_eq!(place(url), Place::Platform(platform), "{url}");
        }
        for url in [
            "https://songba.example.gov.vn/media/gioi-thieu-xa.mp4",
            "https://youtube.com.example.vn/watch?v=aqz-KE-bpKQ",
            "https://songba.example.gov.vn/youtube.com/watch?v=a",
        ] {
            assert_eq!(place(url), Place::File, "{url}");
        }
    }
}
