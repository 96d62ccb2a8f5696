//! What is to be pasted, in the form that `docs/embedding.md` shows.

use bangtin_feeds::FeedKind;
use bangtin_feeds::fetch::Location;
use bangtin_feeds::whole::Whole;
use serde_json::Value;

use super::Question;
use super::words::Said;
use crate::config::Settings;

/// What the documents call the server and the site, where no settings name them.
const SERVER: &str = "https://tin.example.gov.vn";
const SITE: &str = "xa-song-ba";

/// Each with what it is for: what needs no service first.
pub(super) fn snippets(
    settings: &Settings,
    question: Question<'_>,
    whole: &Whole,
    opens: bool,
) -> Vec<(String, String)> {
    let server = settings.public_url.as_ref().map(|url| url.as_str());
    let server = attribute(server.unwrap_or(SERVER).trim_end_matches('/'));
    let script = format!("{server}/bangtin/{}/bangtin.js", env!("CARGO_PKG_VERSION"));
    let first = settings.sites.first().map(|site| site.id.as_str());
    let site = question.site.or(first).unwrap_or(SITE);
    let site = attribute(site);
    let home = whole.head.get("home_page_url").and_then(Value::as_str);
    let fallback = format!("<a href=\"{}\">Tin tức</a>", attribute(home.unwrap_or("/")));
    let mut snippets = Vec::new();
    let say = |said: Said<'_>| said.sentence(question.lang);
    if opens || matches!(whole.place, Location::File(_)) {
        let src = match &whole.place {
            Location::Address(url) => {
                let mut url = url.clone();
                // Else posts come without pictures and categories.
                if whole.kind == FeedKind::Wordpress {
                    url.query_pairs_mut().append_pair("_embed", "1");
                }
                url.into()
            }
            Location::File(file) => {
                let name = file.file_name().unwrap_or_default();
                format!("/{}", name.to_string_lossy())
            }
        };
        snippets.push((
            say(Said::PasteDirect),
            format!(
                "<script type=\"module\" crossorigin=\"anonymous\" src=\"{script}\"></script>\n\n<bangtin-news src=\"{}\" limit=\"6\">{fallback}</bangtin-news>",
                attribute(&src)
            ),
        ));
    }
    let kind = match whole.kind {
        FeedKind::Wordpress => "kind = \"wordpress\"\n",
        FeedKind::JsonFeed | FeedKind::Rss => "",
    };
    let url = question.url.replace('\\', "\\\\").replace('"', "\\\"");
    snippets.push((
        say(Said::PasteSettings),
        format!("[[sites.feeds]]\nurl = \"{url}\"\n{kind}"),
    ));
    snippets.push((
        say(Said::PasteService),
        format!(
            "<script type=\"module\" crossorigin=\"anonymous\" src=\"{script}\" data-service=\"{server}\" data-site=\"{site}\"></script>\n\n<bangtin-news limit=\"6\">{fallback}</bangtin-news>"
        ),
    ));
    snippets
}

/// A value as it stands between quotes.
fn attribute(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}
