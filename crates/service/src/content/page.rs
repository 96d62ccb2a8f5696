//! A page of content as it is sent: JSON Feed 1.1.

use serde::Serialize;
use serde_json::Value;

use super::SiteInfo;

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

impl Page {
    /// A page with these items.
    pub(crate) fn new(
        site_info: &SiteInfo,
        extension: Value,
        items: Vec<Value>,
        next_url: Option<String>,
    ) -> Self {
        Self {
            version: "https://jsonfeed.org/version/1.1",
            title: site_info.title.clone(),
            home_page_url: site_info.home_page_url.clone(),
            language: Some(site_info.language.clone().unwrap_or_else(|| "vi".into())),
            next_url,
            extension,
            items,
        }
    }
}
