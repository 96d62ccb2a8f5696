//! What every page says of its site, as the types of the kit's model.

use bangtin_model::answers::Alert;
use bangtin_model::{Article, Category, Extras, Link, Node, Site};
use bangtin_sources::json_feed::FeedReader;
use bangtin_sources::text::plain;
use serde_json::{Value, json};

use super::address::shown;
use crate::config::SiteSettings;
use crate::content::site_info;
use crate::store::Read;

/// What is known of the site.
pub(crate) struct Known {
    /// The name of the portal, such as `Trang thông tin điện tử xã Sông Ba`.
    pub title: String,
    /// The name in the settings, such as `Xã Sông Ba`.
    pub name: String,
    pub language: String,
    pub categories: Vec<Category>,
    pub agency: Site,
    pub links: Vec<Link>,
    pub albums: Vec<Album>,
    /// What everybody must know now.
    pub alerts: Vec<Alert>,
    /// The day on which they are told, as `Moment::day_number` counts.
    pub today: i64,
    /// Whether readers can subscribe.
    pub subscribing: bool,
    /// When an article was last taken down by hand, in milliseconds since 1970-01-01 UTC.
    pub taken_down_ms: Option<i64>,
}

/// Pictures that belong together.
#[derive(Default)]
pub(crate) struct Album {
    pub id: String,
    pub title: String,
    pub description: Option<String>,
    pub pictures: Vec<Shot>,
}

/// A picture of an album.
pub(crate) struct Shot {
    pub url: String,
    pub alt: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub size: Option<(u32, u32)>,
}

impl Known {
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn read(
        read: &mut Read,
        settings: &SiteSettings,
    ) -> Result<Self, sqlx::Error> {
        let info = site_info(read, settings).await?;
        let whole = info.whole();
        let albums = whole.get("albums").and_then(Value::as_array);
        let albums = albums.into_iter().flatten().filter_map(album).collect();
        let feed = json!({
            "title": info.title, "language": info.language, "_bangtin": whole, "items": [],
        });
        let mut known = Self {
            title: settings.name.clone(),
            name: settings.name.clone(),
            language: "vi".into(),
            categories: Vec::new(),
            agency: Site::default(),
            links: Vec::new(),
            albums,
            alerts: Vec::new(),
            today: 0,
            subscribing: settings.subscribing.is_some(),
            taken_down_ms: info.taken_down_ms,
        };
        if let Ok(reader) = FeedReader::new(&feed, shown) {
            let head = reader.head();
            known.title = head.title.unwrap_or(known.title);
            known.language = head.language.unwrap_or(known.language);
            known.categories = head.categories;
            known.agency = reader.site().unwrap_or_default();
            known.links = reader.links();
        }
        Ok(known)
    }

    /// The category's name for readers.
    pub(crate) fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }
}

fn album(node: &Value) -> Option<Album> {
    let pictures = node.get("pictures").and_then(Value::as_array);
    let pictures: Vec<Shot> = pictures.into_iter().flatten().filter_map(shot).collect();
    (!pictures.is_empty()).then_some(())?;
    Some(Album {
        id: Node::id(&node, "id")?,
        title: told(node, "title")?,
        description: told(node, "description"),
        pictures,
    })
}

fn shot(node: &Value) -> Option<Shot> {
    let pixels = |name: &str| u32::try_from(node.get(name)?.as_u64()?).ok();
    Some(Shot {
        url: shown(node.get("url")?.as_str()?)?,
        alt: told(node, "alt").unwrap_or_default(),
        caption: told(node, "caption"),
        credit: told(node, "credit"),
        size: pixels("width").zip(pixels("height")),
    })
}

/// A plain text, as the kit reads it.
fn told(node: &Value, name: &str) -> Option<String> {
    let text = plain(node.get(name)?.as_str()?);
    (!text.is_empty()).then_some(text)
}

/// An item with its address in the portal.
pub(crate) struct Told {
    pub article: Article,
    pub extras: Extras,
}

/// Items of the database as articles; what cannot be read is left out.
pub(crate) fn articles(items: Vec<Value>) -> Vec<Told> {
    let feed = json!({ "items": items });
    let Ok(reader) = FeedReader::new(&feed, shown) else {
        return Vec::new();
    };
    let told = |index| {
        Some(Told {
            article: reader.article(index).ok()?,
            extras: reader.extras(index),
        })
    };
    (0..reader.len()).filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_album_has_what_can_be_shown_of_it() {
        let node = json!({"id": "le-hoi", "title": "Lễ hội &amp; chợ phiên", "pictures": [
            {"url": "/sample/media/a.webp", "caption": "Rước lúa", "width": 1200, "height": 800},
            {"url": "javascript:alert(1)"},
        ]});
        let album = album(&node).unwrap();
        assert_eq!(album.title, "Lễ hội & chợ phiên");
        assert_eq!(album.pictures.len(), 1);
        assert_eq!(album.pictures[0].size, Some((1200, 800)));
        assert!(super::album(&json!({"id": "x", "title": "X", "pictures": []})).is_none());
    }
}
