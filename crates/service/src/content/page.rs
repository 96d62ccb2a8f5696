//! A page of content as it is sent: JSON Feed 1.1.

use serde::Serialize;
use serde_json::Value;

use super::SiteInfo;
use super::counted::count_in;
use crate::store::Read;

/// A page of a feed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    #[serde(rename = "_bangtin")]
    extension: Value,
    items: Vec<Value>,
}

/// What a page says of its site beside the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Only the version of the extension, and when an article was last taken down.
    Least,
    /// The agency and the categories as well.
    Short,
    /// All that is known, links, albums and polls too.
    Whole,
}

impl Page {
    /// A page with these items, and with what readers have added to each: views, stars, numbers of comments.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) async fn counted(
        read: &mut Read,
        site: &str,
        (site_info, extent): (&SiteInfo, Extent),
        mut items: Vec<Value>,
        next_url: Option<String>,
    ) -> Result<Self, sqlx::Error> {
        count_in(read, site, &mut items).await?;
        Ok(Self::new(site_info, extent, items, next_url))
    }

    /// The same, with what is known of all that fits: `_bangtin.found`.
    pub(crate) fn with_found(mut self, found: Option<Value>) -> Self {
        if let Some(found) = found {
            self.extension["found"] = found;
        }
        self
    }

    /// A page with these items.
    pub(crate) fn new(
        site_info: &SiteInfo,
        extent: Extent,
        items: Vec<Value>,
        next_url: Option<String>,
    ) -> Self {
        Self {
            version: "https://jsonfeed.org/version/1.1",
            title: site_info.title.clone(),
            home_page_url: site_info.home_page_url.clone(),
            language: Some(site_info.language.clone().unwrap_or_else(|| "vi".into())),
            next_url,
            extension: match extent {
                Extent::Least => site_info.least().into(),
                Extent::Short => site_info.short(),
                Extent::Whole => site_info.whole(),
            },
            items,
        }
    }
}
