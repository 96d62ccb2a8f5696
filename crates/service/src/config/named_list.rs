//! A list of articles that an editor has put together, under a name.

use serde::{Deserialize, Serialize};

/// What `lists/ID` holds: articles that meet all of these, without their texts, the newest first.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NamedList {
    /// Its name in addresses, of the form of a site's id, such as `suc-khoe`.
    pub id: String,
    /// Only of these categories, by their ids.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Of none of these categories.
    #[serde(default)]
    pub without_categories: Vec<String>,
    /// None of these articles, by their ids.
    #[serde(default)]
    pub without: Vec<String>,
    /// Only with this tag; marks and capitals do not matter.
    pub tag: Option<String>,
    /// Only what was published in this month in Viet Nam, such as `2026-11`.
    pub month: Option<String>,
    /// The most read of so many days first, of which today is one.
    pub most_read_days: Option<u32>,
    /// How many.
    #[serde(default = "twenty")]
    pub limit: u32,
}

impl NamedList {
    /// The most categories, of each kind.
    pub const MOST_CATEGORIES: usize = 10;
    /// The most articles that are left out.
    pub const MOST_WITHOUT: usize = 100;
    /// The most days of which views count.
    pub const MOST_DAYS: u32 = 90;
    /// The most characters of a category, a tag or an article's id.
    pub const LONGEST_NAME: usize = 200;
    /// The most articles.
    pub const MOST: u32 = 100;
}

const fn twenty() -> u32 {
    20
}
