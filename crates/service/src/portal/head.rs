//! What a page tells of itself: title, description, canonical address, Open Graph, JSON-LD.

use bangtin_model::{Moment, Picture};
use maud::{Markup, PreEscaped, html};
use serde_json::Value;

use super::address::{self, absolute};
use super::known::Known;

/// The colour of the portal in a browser's frame; that of the kit's `--bangtin-accent`.
pub(crate) const COLOUR: &str = "#9b1c1f";

/// What is told of a page.
#[derive(Default)]
pub(crate) struct Head {
    /// The title alone; empty on the front page.
    pub title: String,
    pub description: String,
    /// The page's path and query.
    pub path: String,
    pub image: Option<Picture>,
    pub article: Option<Published>,
    /// Its own list of news beside that of the whole portal: name and address.
    pub rss: Option<(String, String)>,
    /// The pages of a list before and behind it.
    pub around: (Option<String>, Option<String>),
    /// Whether search engines leave it out.
    pub is_unlisted: bool,
    /// JSON-LD.
    pub structured: Option<Value>,
}

/// When and where an article was published.
#[derive(Default)]
pub(crate) struct Published {
    pub published: Option<Moment>,
    pub modified: Option<Moment>,
    pub section: Option<String>,
    pub tags: Vec<String>,
}

impl Head {
    /// As the window's title shows it.
    pub(crate) fn whole_title(&self, known: &Known) -> String {
        if self.title.is_empty() {
            known.title.clone()
        } else {
            format!("{} – {}", self.title, known.title)
        }
    }

    pub(crate) fn markup(&self, known: &Known, origin: &str) -> Markup {
        let whole = self.whole_title(known);
        let title = if self.title.is_empty() {
            &whole
        } else {
            &self.title
        };
        let url = absolute(origin, &self.path);
        let image = self.image.as_ref();
        let image = image.map(|image| (absolute(origin, &image.url), image));
        let (before, behind) = &self.around;
        html! {
            title { (whole) }
            meta name="description" content=(self.description);
            meta name="application-name" content=(known.title);
            @if self.is_unlisted { meta name="robots" content="noindex"; }
            @else { link rel="canonical" href=(url); }
            @if let Some(before) = before { link rel="prev" href=(before); }
            @if let Some(behind) = behind { link rel="next" href=(behind); }
            meta property="og:site_name" content=(known.title);
            meta property="og:locale" content=(locale(&known.language));
            meta property="og:type" content=(if self.article.is_some() { "article" } else { "website" });
            meta property="og:title" content=(title);
            meta property="og:description" content=(self.description);
            meta property="og:url" content=(url);
            @if let Some((address, image)) = &image {
                meta property="og:image" content=(address);
                @if let Some(width) = image.width { meta property="og:image:width" content=(width); }
                @if let Some(height) = image.height { meta property="og:image:height" content=(height); }
                @if let Some(alt) = &image.alt { meta property="og:image:alt" content=(alt); }
            }
            @if let Some(article) = &self.article { (article.markup()) }
            meta name="twitter:card" content=(if image.is_some() { "summary_large_image" } else { "summary" });
            meta name="twitter:title" content=(title);
            meta name="twitter:description" content=(self.description);
            @if let Some((address, _)) = &image { meta name="twitter:image" content=(address); }
            link rel="alternate" type="application/rss+xml" title=(known.title) href=(address::RSS);
            @if let Some((name, address)) = &self.rss {
                link rel="alternate" type="application/rss+xml" title=(name) href=(address);
            }
            link rel="manifest" href="/manifest.webmanifest";
            link rel="icon" type="image/svg+xml" href="/icon.svg";
            meta name="theme-color" content=(COLOUR);
            // For the service worker: what it kept of the portal before may hold that article.
            @if let Some(taken_down_ms) = known.taken_down_ms { meta name="taken-down-ms" content=(taken_down_ms); }
            link rel="stylesheet" href="/portal.css";
            script type="module" src="/portal.js" {}
            @if let Some(structured) = &self.structured {
                script type="application/ld+json" { (PreEscaped(block(structured))) }
            }
        }
    }
}

impl Published {
    fn markup(&self) -> Markup {
        html! {
            @if let Some(published) = self.published {
                meta property="article:published_time" content=(published.iso());
            }
            @if let Some(modified) = self.modified {
                meta property="article:modified_time" content=(modified.iso());
            }
            @if let Some(section) = &self.section { meta property="article:section" content=(section); }
            @for tag in &self.tags { meta property="article:tag" content=(tag); }
        }
    }
}

/// `vi_VN`; another language as its tag has it.
fn locale(language: &str) -> String {
    match language {
        "vi" => "vi_VN".into(),
        "en" => "en_GB".into(),
        other => other.replace('-', "_"),
    }
}

/// JSON that can stand in a script: nothing in it ends the element or begins a comment.
fn block(structured: &Value) -> String {
    let json = structured.to_string();
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::block;
    use serde_json::{Value, json};

    #[test]
    fn a_title_does_not_end_the_data_block() {
        let about = json!({"headline": "</script><script>alert(1)</script><!-- & \u{2028}"});
        let block = block(&about);
        assert!(!block.contains('<') && !block.contains("-->"));
        assert_eq!(serde_json::from_str::<Value>(&block).unwrap(), about);
    }
}
