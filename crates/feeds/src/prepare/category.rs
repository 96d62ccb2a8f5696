//! The category that the settings give to what a source sends without one.

use bangtin_model::Category;
use bangtin_sources::json_feed::FeedReader;
use serde_json::Value;

use crate::guard::attempt;

/// What it is called where nobody says it: readers are never shown an id.
const UNNAMED: &str = "Tin tức";

/// A category by its id, and its name where the settings say that too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// As in addresses, such as `thong-bao`.
    pub id: String,
    /// For readers, such as `Thông báo`.
    pub name: Option<String>,
}

impl Assigned {
    /// With a name: that of the settings, else that of the feed's title, of the feed's list of categories, of one of its items.
    pub(super) fn named(&self, own: Option<&Category>, reader: &FeedReader<&Value>) -> Category {
        let same = |other: &Category| other.id.eq_ignore_ascii_case(&self.id);
        let name = |other: Category| other.name;
        let listed = || reader.head().categories.into_iter().find(same).map(name);
        let used = || {
            let category = |index| {
                attempt(|| reader.article(index))
                    .ok()?
                    .ok()?
                    .headline
                    .category
            };
            let mut categories = (0..reader.len()).filter_map(category);
            categories.find(same).map(name)
        };
        let own = own.filter(|own| same(own)).cloned().map(name);
        Category {
            id: self.id.clone(),
            name: self
                .name
                .clone()
                .or(own)
                .or_else(listed)
                .or_else(used)
                .unwrap_or_else(|| UNNAMED.to_owned()),
        }
    }
}
